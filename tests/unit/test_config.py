import pytest

from macros import config
from macros.problems import SourceError


def test_what_the_toolkit_needs_is_read_from_mkdocs_yml(guide):
    site = config.load()
    assert (site.root, site.docs) == (guide.root, guide.root / "docs")
    assert site.tones == ("Warm", "Brief")
    assert list(site.fields) == ["your name", "host"]
    assert site.fields["your name"].autocomplete == "name"


def test_moments_situations_and_the_words_in_sources_are_read_too(guide):
    site = config.load()
    assert site.moments == ("Arriving", "Leaving")
    assert site.situations == ("By train", "On foot")
    assert (site.topics, site.stale_after) == (("Boxes", "Doors"), 183)
    assert (site.optional, site.subject, site.url) == ("Optional", "Subject", "")


def test_the_address_of_the_site_comes_from_mkdocs_yml_too(tmp_path):
    (tmp_path / "mkdocs.yml").write_text(
        "site_url: https://example.org/x/\ntheme: {custom_dir: look}\n"
        "extra: {labels: {email: {optional: Perhaps}}}\n"
    )
    site = config.load(tmp_path)
    assert (site.url, site.optional) == ("https://example.org/x/", "Perhaps")


def test_folders_and_tags_of_mkdocs_are_understood(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCES", "pages")
    (tmp_path / "mkdocs.yml").write_text(
        "docs_dir: !ENV [SOURCES, docs]\n"
        "theme: {custom_dir: ../look}\n"
        "x: !!python/name:some.function\n"
    )
    site = config.load(tmp_path)
    assert site.docs == tmp_path / "pages"
    assert site.overrides == tmp_path.parent / "look"
    assert (site.tones, dict(site.fields), dict(site.labels)) == ((), {}, {})


def test_an_edit_of_mkdocs_yml_is_seen_at_once(guide):
    assert "door" not in config.load().fields
    guide.configure(fields={"door": {"label": "Door"}})
    assert "door" in config.load().fields


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "extra:\n  labels:\n    host: x\n  fields:\n    host:\n      hint: y\n",
            "5: field [host] needs",
        ),
        ("extra:\n  fields:\n    'Host': x\n", "3: a field's name is lower-case words"),
        ("extra:\n  fields:\n    host:\n      label: x\n      hnt: y\n", "5: field [host] knows"),
        ("extra:\n  fields: x\n", "2: `fields` must be a table"),
        ("extra:\n  moments: soon\n", "2: `moments` must be a list of texts."),
        ("extra:\n  tones: [a]\n  situations: [1]\n", "3: `situations` must be a list"),
        ("extra:\n  topics: {a: b}\n", "2: `topics` must be a list of texts."),
        ("extra:\n  stale_after: soon\n", "2: `stale_after` must be a number of days."),
        ("extra:\n  stale_after: 0\n", "2: `stale_after` must be a number of days."),
        ("extra:\n  fields: [\n", "4: this is not YAML"),
        ("{}\n---\n", "2: this is not YAML"),
    ],
)
def test_a_mistake_in_mkdocs_yml_is_told_with_its_line(tmp_path, text, told):
    (tmp_path / "mkdocs.yml").write_text(text + "theme: {custom_dir: overrides}\n")
    with pytest.raises(SourceError) as error:
        config.load(tmp_path)
    assert str(error.value).startswith(f"mkdocs.yml:{told}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "1: there is no such file in "),
        ("", "1: `custom_dir` is missing under `theme`"),
        ("site_name: x\ntheme: material\n", "2: `custom_dir` is missing under `theme`"),
        ("site_name: x\ntheme:\n  name: material\n", "2: `custom_dir` is missing under `theme`"),
        ("- a\n", "1: this must be lines of `key: value`."),
    ],
)
def test_what_is_missing_is_told_with_what_to_do(tmp_path, text, told):
    if text is not None:
        (tmp_path / "mkdocs.yml").write_text(text)
    with pytest.raises(SourceError) as error:
        config.load(tmp_path)
    assert str(error.value).startswith(f"mkdocs.yml:{told}")
