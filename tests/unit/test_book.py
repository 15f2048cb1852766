import pytest

from macros import book
from tests import markup
from tests.guide import page as source

HEAD = (
    '<!doctype html><html lang="en"><head><link rel="canonical" href="https://a.example/g/">'
    '<link rel="stylesheet" href="assets/guide.css"></head><body>'
)
FIRST = '<article class="page"><h1 id="top">First &amp; <em>last</em></h1>{}</article>'
SECOND = '<article class="page"><h1 id="top">Second</h1><h2 id="why">Why</h2></article>'
LINKS = """
<a id="a" href="../second/#why">1</a><a href="../second/">2</a><a href="#top">3</a>
<a href="../third/?q=1#x">4</a><a href="https://b.example/second/">5</a><a href="../../">6</a>
<label for="a" aria-describedby="a b">l</label><script>x</script>
"""


@pytest.fixture
def site(tmp_path):
    for path, text in {
        "": "<article><h1>Home</h1></article>",
        "lists/first": FIRST.format(LINKS),
    }.items():
        (tmp_path / path).mkdir(parents=True, exist_ok=True)
        (tmp_path / path / "index.html").write_text(HEAD + text)
    (tmp_path / "lists/second").mkdir()
    (tmp_path / "lists/second/index.html").write_text(HEAD + SECOND)
    return tmp_path


@pytest.fixture
def joined(site):
    addresses = ["lists/first/", "lists/second/"]
    return markup.parse(book.join(site, "pack", addresses, "All <of> it", "What it is", {}))


def test_a_book_has_a_cover_with_links_to_its_pages(joined):
    cover = joined.one(class_="book__cover")
    assert cover.one("h1").words == "All <of> it"
    links = {link.words: link.attrs["href"] for link in cover.all("a")}
    assert links == {
        "First & last 000": "#page-lists-first",
        "Second 000": "#page-lists-second",
    }
    assert joined.one("html").attrs["lang"] == "en"
    assert joined.one("link", rel="stylesheet").attrs["href"] == "assets/guide.css"


def test_links_lead_within_the_book_where_they_can_and_to_the_site_where_not(joined):
    links = joined.one(id="page-lists-first").all("a")
    assert [link.attrs["href"] for link in links] == [
        "#page-lists-second--why",
        "#page-lists-second",
        "#page-lists-first--top",
        "https://a.example/g/lists/third/?q=1#x",
        "https://b.example/second/",
        "https://a.example/g/",
    ]


def test_a_link_to_the_first_page_of_the_site_says_that_it_needs_no_address(joined):
    bare = [link.words for link in joined.all("a") if "data-bare" in link.attrs]
    assert bare == ["6"]


def test_what_a_page_is_a_part_of_is_left_out(site, joined):
    path = site / "lists/second/index.html"
    part = '<article><p class="page__part"><a href="../">Lists</a></p>'
    path.write_text(
        path.read_text().replace("<article>", part).replace('<article class="page">', part)
    )
    assert "Lists" not in book.chapter(site, "lists/second/").text
    assert "Lists" not in joined.words


def test_the_contents_name_the_page_of_each_chapter_once_it_is_known(site, joined):
    addresses = ["lists/first/", "lists/second/"]
    starts = {"page-lists-first": 2, "page-lists-second": 13}
    page = markup.parse(book.join(site, "pack", addresses, "All", "", starts))
    numbers = [span.words for span in page.one(class_="book__cover").all("span")]
    assert numbers == ["2", "13"]
    # Until then, room of the same width.
    held = [span.words for span in joined.one(class_="book__cover").all("span")]
    assert held == ["000", "000"]


def test_ids_are_those_of_their_page_and_so_is_what_names_them(joined):
    ids = [element.attrs["id"] for element in joined if "id" in element.attrs]
    assert len(ids) == len(set(ids)) == 6
    label = joined.one("label")
    assert label.attrs["for"] == "page-lists-first--a"
    assert label.attrs["aria-describedby"] == "page-lists-first--a page-lists-first--b"
    assert not joined.all("script")


@pytest.mark.parametrize(
    ("path", "address"),
    [("index.md", ""), ("a/index.md", "a/"), ("a/b.md", "a/b/"), ("README.md", "")],
)
def test_the_address_of_a_source(path, address):
    assert book.address(path) == address


def test_the_guide_is_the_nav_then_everything_printable_without_tools(furnished):
    furnished.write("docs/find.md", source("Find", book="false"))
    raw = (furnished.root / "mkdocs.yml").read_text()
    furnished.write("docs/rooms/index.md", source("Rooms", "[B](bath.md) [A](attic.md)"))
    furnished.write("docs/rooms/attic.md", source("Attic"))
    furnished.write("docs/rooms/bath.md", source("Bath"))
    nav = "nav:\n- Home: index.md\n- More:\n  - index.md\n  - find.md\n  - https://a.example\n"
    nav += "- Rooms: rooms/index.md\n"
    (furnished.root / "mkdocs.yml").write_text(raw + nav)
    assert book.order(furnished.site) == {
        "guide": [
            "",
            "rooms/",
            "rooms/bath/",
            "rooms/attic/",
            "checklists/tea/",
            "emails/hello/",
        ],
        "pack": ["checklists/tea/", "emails/hello/"],
    }


@pytest.mark.parametrize(
    ("size", "words"), [(10, "1 KB"), (640_000, "640 KB"), (1_540_000, "1.5 MB")]
)
def test_sizes_in_words(size, words):
    assert book.in_words(size) == words


def test_only_files_that_are_there_are_named_and_again_when_they_change(furnished):
    page = '<p>x</p><div data-part="files"></div>'
    once = book.with_files(page, "../", {"guide-a4.pdf": 2_000_000}, furnished.site)
    place = markup.parse(once).one("div")
    assert [link.attrs["href"] for link in place.all("a")] == ["../pdf/guide-a4.pdf"]
    assert place.one("small").words == "PDF, 2.0 MB"
    assert book.with_files(once, "../", {}, furnished.site) == page
