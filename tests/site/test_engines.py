"""The same sources through both engines: what is read is the same."""

import pytest

from tests import built
from tests.builds import ENGINES, build, copy_sources, mkdocs


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    return copy_sources(tmp_path_factory.mktemp("sources"))


@pytest.fixture(scope="module")
def folders(sources):
    return {engine: build(sources, engine) for engine in ENGINES}


@pytest.fixture(scope="module")
def pages(folders):
    return {engine: built.pages(folder) for engine, folder in folders.items()}


def test_mkdocs_builds_without_a_warning(sources):
    done = mkdocs(sources)
    assert done.returncode == 0
    assert [line for line in done.stdout.splitlines() if not line.startswith("INFO")] == []


def test_both_engines_make_the_same_pages(pages):
    assert set(pages["zensical"]) == set(pages["mkdocs"])


@pytest.mark.parametrize(
    ("part", "attrs"),
    [
        ("article", {}),
        ("header", {"class_": "header"}),
        ("footer", {"class_": "footer"}),
        ("title", {}),
    ],
)
def test_both_engines_give_every_page_the_same_words(pages, part, attrs):
    # Each engine has a search of its own, and words for it.
    skip = ("script", "style", "search")

    def words(page):
        return " ".join("".join(page.one(part, **attrs).texts(skip)).split())

    different = [
        path
        for path, page in pages["mkdocs"].items()
        if path not in pages["zensical"] or words(page) != words(pages["zensical"][path])
    ]
    assert different == []


@pytest.mark.parametrize("name", ["data-email", "data-item", "data-key", "data-part", "data-cite"])
def test_both_engines_keep_the_markup_that_scripts_hold_on_to(pages, name):
    def values(page):
        return [element.attrs[name] for element in page if name in element.attrs]

    different = [
        p for p, page in pages["mkdocs"].items() if values(page) != values(pages["zensical"][p])
    ]
    assert different == []


def test_links_lead_somewhere_in_zensicals_build_too(folders, prefix):
    assert built.broken(folders["zensical"], prefix) == []
