import pytest

from macros import pages
from macros.problems import SourceError

SOURCE = "---\ntitle: Tea\nwhen: now\n---\n# Tea\n\nText.\n"


def test_a_page_knows_its_front_matter_and_the_lines_after_it():
    page = pages.parse("a/tea.md", SOURCE)
    assert page.meta == {"title": "Tea", "when": "now"}
    assert page.lines == ("# Tea", "", "Text.", "")
    assert (page.slug, page.title, page.where) == ("tea", "Tea", "docs/a/tea.md")


def test_a_page_without_front_matter_is_titled_by_its_file():
    page = pages.parse("tea.md", "# Tea\n")
    assert (page.title, page.meta, page.first_line) == ("tea", {}, 1)


@pytest.mark.parametrize("source", ["\ufeff" + SOURCE, SOURCE.replace("\n", "\r\n")])
def test_a_byte_order_mark_and_foreign_line_ends_change_nothing(source):
    assert pages.parse("tea.md", source) == pages.parse("tea.md", SOURCE)


def test_a_problem_in_the_text_has_the_line_of_the_file():
    assert str(pages.parse("tea.md", SOURCE).problem(2, "x")) == "docs/tea.md:7: x"


@pytest.mark.parametrize(("key", "line"), [("title", 2), ("when", 3), ("missing", 1)])
def test_a_problem_in_the_front_matter_has_the_line_of_its_key(key, line):
    assert str(pages.parse("tea.md", SOURCE).meta_problem(key, "x")) == f"docs/tea.md:{line}: x"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("---\ntitle: Tea\n# Tea\n", "docs/tea.md:1: the front matter is not closed"),
        ("---\ntitle: Tea\nwhen: [now\n---\n", "docs/tea.md:3: the front matter is not YAML"),
        ("---\ntitle: a: b\n---\n", "docs/tea.md:2: the front matter is not YAML"),
        ("---\nreviewed: 2026-13-01\n---\n", "docs/tea.md:1: the front matter is not YAML"),
        ("---\n- a\n---\n", "docs/tea.md:2: the front matter must be lines of"),
    ],
)
def test_bad_front_matter_is_told_with_file_and_line(source, told):
    with pytest.raises(SourceError) as error:
        pages.parse("tea.md", source)
    assert str(error.value).startswith(told)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\n```\nb\n```\nc", "ac"),
        ("a\n~~~\n```\nb\n~~~\nc", "ac"),
        ("a\n````\n```\nb\n````\nc", "ac"),
        ("a\n    ```email\n    b\n    ```\nc", "ac"),
        ("a\n```\nb", "a"),
        ("a\nb", "ab"),
    ],
)
def test_lines_of_fenced_code_are_left_out(text, kept):
    assert "".join(line for _, line in pages.outside_fences(text.split("\n"))) == kept


def test_pages_are_listed_below_docs_sorted_with_folders(tmp_path):
    for name in ("b.md", "a/z.md", "a/note.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    assert pages.paths(tmp_path) == ["a/z.md", "b.md"]
    assert pages.paths(tmp_path, "a") == ["a/z.md"]


def test_the_files_of_a_folder_have_slugs_but_not_its_index_nor_what_lies_deeper(tmp_path):
    for name in ("a/z.md", "a/b.md", "a/index.md", "a/deep/y.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    assert pages.slugs(tmp_path, "a") == ["b", "z"]
    every = [pages.read(tmp_path, path) for path in pages.paths(tmp_path)]
    assert [page.slug for page in every if page.is_of("a")] == ["b", "z"]
