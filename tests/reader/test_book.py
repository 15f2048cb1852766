"""The books: printed once from a copy of the built site, and read back."""

import io
import shutil
from collections import Counter
from urllib.parse import urlsplit

import pytest
from pypdf import PdfReader

from macros import book, config
from tests import built, pdf
from tests.builds import ROOT
from tests.reader import paper
from tests.served import served

NAMES = [book.GUIDE, book.PACK]
# The chapters of a book that is only begun.
FIRST = 24
PAPER = {"a4": (210, 297), "letter": (216, 279)}


# The whole guide takes half a minute.
MANY = [("letter", "whole"), ("a4", "whole")]


@pytest.fixture(
    scope="module",
    params=[("a4", "begun"), *(pytest.param(each, marks=pytest.mark.sweep) for each in MANY)],
    ids="-".join,
)
def edition(request):
    """The paper, and how much of the guide stands in its book."""
    return request.param


@pytest.fixture(scope="module")
def size(edition):
    return edition[0]


@pytest.fixture(scope="module", autouse=True)
def begun(edition):
    """Put only the first chapters of the guide into its book, unless it is to be whole."""
    with pytest.MonkeyPatch.context() as patch:
        if edition[1] == "begun":
            order = book.order

            def first(settings):
                found = order(settings)
                return {**found, book.GUIDE: found[book.GUIDE][:FIRST]}

            patch.setattr(book, "order", first)
        yield


@pytest.fixture(scope="module")
def printed(chromium, site, prefix, size, begun, tmp_path_factory):
    """A copy of the site with its books of one size."""
    folder = tmp_path_factory.mktemp("printed") / "site"
    shutil.copytree(site, folder)
    page = folder / book.order(config.load(ROOT))[book.GUIDE][1] / "index.html"
    fold = "</h1><details><summary>More</summary><p>Words in a fold</p></details>"
    page.write_text(page.read_text().replace("</h1>", fold))
    with served(folder, prefix) as server:
        pdf.make(chromium, folder, server.url, [size])
    return folder


@pytest.fixture(scope="module")
def files(printed, size):
    """The bytes of each book."""
    return {name: (printed / "pdf" / book.name(name, size)).read_bytes() for name in NAMES}


@pytest.fixture(scope="module")
def readers(files):
    return {name: PdfReader(io.BytesIO(data)) for name, data in files.items()}


@pytest.fixture(scope="module")
def chapters(printed):
    return {
        name: [book.chapter(printed, address) for address in addresses]
        for name, addresses in book.order(config.load(ROOT)).items()
    }


@pytest.fixture(scope="module")
def base(printed):
    """The address of the site, as its pages say it."""
    page = built.pages(printed)["index.html"]
    return page.one("link", rel="canonical").attrs["href"]


def links(reader):
    for page in reader.pages:
        for note in page.get("/Annots", []):
            note = note.get_object()
            if note.get("/Subtype") == "/Link":
                yield note


@pytest.mark.parametrize("name", NAMES)
def test_its_outline_names_every_page_in_order(readers, chapters, name):
    reader = readers[name]
    tops = [entry for entry in reader.outline if not isinstance(entry, list)]
    titles = [" ".join(entry.title.split()) for entry in tops]
    assert titles[1:] == [chapter.title for chapter in chapters[name]]
    starts = [reader.get_destination_page_number(entry) for entry in tops]
    assert starts == sorted(set(starts))


@pytest.mark.parametrize("name", NAMES)
def test_it_is_tagged_and_says_its_title_and_language(readers, name):
    root = readers[name].trailer["/Root"]
    words = config.load(ROOT).labels["pack"]["books"][name]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "en"
    assert readers[name].metadata.title.endswith(words)


@pytest.fixture(scope="module")
def texts(files):
    """The words of each page of each book but its number, date and address."""
    return {name: paper.own(data) for name, data in files.items()}


@pytest.mark.parametrize("name", NAMES)
def test_its_pages_are_of_one_size_and_none_is_blank(readers, texts, size, name):
    sizes = {
        (round(page.mediabox.width * 25.4 / 72), round(page.mediabox.height * 25.4 / 72))
        for page in readers[name].pages
    }
    assert sizes == {PAPER[size]}
    assert [n for n, text in enumerate(texts[name], 1) if len(text) < 40] == []


@pytest.mark.parametrize("name", NAMES)
def test_its_contents_give_the_page_of_each_chapter_and_cut_nothing_off(
    readers, texts, files, name
):
    reader = readers[name]
    tops = [entry for entry in reader.outline if not isinstance(entry, list)][1:]
    cover = " ".join(texts[name][: reader.get_destination_page_number(tops[0])])
    for number, entry in enumerate(tops, 1):
        title = " ".join(entry.title.split())
        page = reader.get_destination_page_number(entry) + 1
        assert f"{number}. {title} {page}" in cover
        assert texts[name][page - 1].startswith(title)
    # Numbers of the list stand right of the paper's margin, whole.
    assert 15.5 < paper.place(files[name], "10. ").left < 30


def test_each_list_and_worksheet_is_one_side_and_no_message_more_than_two(readers, chapters):
    reader = readers[book.PACK]
    tops = [entry for entry in reader.outline if not isinstance(entry, list)][1:]
    starts = [reader.get_destination_page_number(entry) for entry in tops]
    sides = [b - a for a, b in zip(starts, [*starts[1:], len(reader.pages)], strict=True)]
    for chapter, count in zip(chapters[book.PACK], sides, strict=True):
        assert count <= (2 if chapter.address.startswith("emails/") else 1), chapter.address


def test_folds_are_open_in_it(texts):
    assert "Words in a fold" in " ".join(texts[book.GUIDE])


def test_blank_messages_are_in_the_pack_in_one_tone(texts):
    [text] = [text for text in texts[book.PACK] if text.startswith("Ask for one piece")]
    assert text.count("Dear") == 1
    assert text.count("[your name]") == 1


def tags(reader):
    """The elements of a tagged PDF: the name of each, and its words for who cannot see it."""
    waiting, seen = [reader.trailer["/Root"]["/StructTreeRoot"]], 0
    while waiting:
        element = waiting.pop().get_object()
        if isinstance(element, list):
            waiting.extend(element)
        elif isinstance(element, dict):
            seen += 1
            if "/S" in element:
                yield element["/S"], element.get("/Alt")
            if "/K" in element:
                waiting.append(element["/K"])


def test_its_tags_name_headings_lists_tables_and_codes(readers, chapters):
    found = list(tags(readers[book.PACK]))
    count = Counter(name for name, _ in found)
    sheets = len(chapters[book.PACK])
    assert count["/H1"] == sheets + 1
    assert count["/L"] > 14
    assert count["/LI"] > 80
    assert count["/TH"] > 30
    assert count["/P"] > sheets
    label = config.load(ROOT).labels["page"]["code"]
    assert [alt for name, alt in found if name == "/Figure"].count(label) == sheets


@pytest.mark.parametrize("name", NAMES)
def test_its_links_lead_to_a_place_in_it_or_out_of_the_site(readers, chapters, base, name):
    reader = readers[name]
    inside, outside = [], []
    for note in links(reader):
        if "/Dest" in note:
            inside.append(note["/Dest"])
        else:
            outside.append(note["/A"]["/URI"])
    names = reader.named_destinations
    assert len(inside) > 40
    assert [str(dest) for dest in inside if isinstance(dest, str) and dest not in names] == []
    assert not [url for url in outside if urlsplit(url).path.endswith("book.html")]
    # What the book has is not looked for on the web.
    pages = {urlsplit(f"{base}{chapter.address}")[1:3] for chapter in chapters[name]}
    assert [url for url in outside if urlsplit(url)[1:3] in pages] == []
    assert {urlsplit(url).scheme for url in outside} <= {"http", "https", "mailto", "sms", "tel"}


@pytest.mark.parametrize("name", NAMES)
def test_no_id_stands_twice_in_it_and_every_fragment_has_its_place(printed, name):
    page = built.markup.parse(book.books(printed, config.load(ROOT))[name])
    ids = [element.attrs["id"] for element in page if "id" in element.attrs]
    assert len(ids) == len(set(ids))
    wanted = {
        element.attrs["href"][1:]
        for element in page
        if (element.attrs.get("href") or "").startswith("#")
    }
    assert wanted - set(ids) == set()


def test_the_pack_holds_every_sheet_with_its_code(files, chapters):
    codes = paper.codes(files[book.PACK])
    addresses = [chapter.address for chapter in chapters[book.PACK]]
    assert [code.text[-len(address) :] for code, address in zip(codes, addresses, strict=True)] == (
        addresses
    )


def test_no_address_of_the_guides_first_page_stands_beside_its_name(printed, base):
    page = book.books(printed, config.load(ROOT))[book.PACK]
    links = [link for link in built.markup.parse(page).all("a") if "href" in link.attrs]
    first = [link for link in links if link.attrs["href"].partition("#")[0] == base]
    assert all("data-bare" in link.attrs for link in first)
    assert not [link for link in links if "data-bare" in link.attrs and link not in first]


def test_the_print_page_names_the_files_with_their_sizes(printed, size):
    page = built.pages(printed)["print/index.html"].one(data_part="files")
    named = [printed / "print" / link.attrs["href"] for link in page.all("a")]
    assert [file.resolve().name for file in named] == [book.name(name, size) for name in NAMES]
    said = [small.words for small in page.all("small")]
    assert said == [f"PDF, {book.in_words(file.stat().st_size)}" for file in named]


def test_where_no_files_were_made_none_is_named(printed):
    settings = config.load(ROOT)
    page = (printed / "print/index.html").read_text()
    empty = book.with_files(page, "../", {}, settings)
    assert '<div data-part="files"></div>' in empty
    assert "pdf/" not in empty
