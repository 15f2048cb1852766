"""Paper: printed to PDF by the browser, with background graphics off, and read back."""

from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from tests.builds import ROOT
from tests.reader import paper
from tests.reader.made import Guide

FIRST = "checklists/first-24-hours/"
CHAPTER = "feedback/ask/"
SIZES = ["A4", "Letter"]
PAPER = {"A4": (210, 297), "Letter": (216, 279)}
LISTS = sorted(
    file.stem for file in (ROOT / "docs/checklists").glob("*.md") if file.stem != "index"
)
BLACK_AND_WHITE = {(0, 0, 0, 255), (255, 255, 255, 255)}
NOT_ON_PAPER = ["Search", "Menu", "Copy message", "Print this list", "Start again", "gaps left"]


@pytest.fixture
def visit(context, visit):
    # A test cannot press the dialog's button; page.pdf() prints what the dialog would.
    context.add_init_script("window.printed = 0; window.print = () => { window.printed += 1 }")
    return visit


def whole(pdf):
    return " ".join(" ".join(paper.texts(pdf)).split())


def address(tab, path):
    """The whole address of a page, as pages say it of themselves."""
    here = tab.locator("link[rel=canonical]").get_attribute("href")
    return urljoin(here, "/after-the-no/" + path)


def says_where_it_is_from(pdf, url):
    """Say whether a PDF ends with the code, the address and the review of one page."""
    text = whole(pdf)
    assert [code.text for code in paper.codes(pdf)] == [url]
    assert url.split("://")[1] in text
    assert text.count("Last reviewed ") == 1


# One list after the other is for the sweep: that each is one side, the pack of them all shows.
@pytest.mark.parametrize(
    "slug", [LISTS[0], *(pytest.param(slug, marks=pytest.mark.sweep) for slug in LISTS[1:])]
)
def test_a_checklist_prints_on_one_side_with_a_square_for_each_item(visit, slug):
    tab = visit(f"checklists/{slug}/")
    for size in SIZES:
        one_side(tab, tab.pdf(format=size), size)


def one_side(tab, pdf, size):
    count = tab.get_by_role("checkbox").count()
    found = paper.boxes(pdf)
    assert len(found) == count
    assert all(4.5 <= box.size <= 5.5 for box in found)
    assert all(box.ink == 0 for box in found)
    [code] = paper.codes(pdf)
    assert code.text == tab.locator("link[rel=canonical]").get_attribute("href")
    assert 18 <= code.size <= 22
    texts = paper.texts(pdf)
    assert len(texts) == 1
    assert all(len(text) > 80 for text in paper.own(pdf))
    assert PAPER[size] == paper.size(pdf)
    last = " ".join(texts[code.page].split())
    assert code.text.split("://")[1] in last
    assert "Last reviewed " in last


@pytest.mark.parametrize("path", ["emails/ask-advice/", "emails/application-advice/"])
def test_a_message_carries_a_code_that_leads_to_it(visit, path):
    tab = visit(path)
    [code] = paper.codes(tab.pdf(format="A4"))
    assert code.text == tab.locator("link[rel=canonical]").get_attribute("href")


def test_the_code_is_there_without_javascript_and_on_paper_only(new_context):
    tab = new_context(java_script_enabled=False).new_page()
    tab.goto(FIRST)
    expect(tab.locator("[data-code]")).to_be_hidden()
    assert len(paper.codes(tab.pdf(format="A4"))) == 1


@pytest.mark.parametrize("path", ["", CHAPTER, "checklists/", "emails/"])
def test_a_page_that_is_no_sheet_of_its_own_has_no_code(visit, path):
    assert visit(path).locator("[data-code]").count() == 0


def test_a_printed_page_says_whom_to_call_and_a_sheet_has_its_own_words_only(visit):
    for path, says in {
        "situations/silence/": True,
        CHAPTER: True,
        "checklists/ghosted/": False,
    }.items():
        assert ("call or text 988" in whole(visit(path).pdf(format="A4"))) is says, path


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", ["situations/silence/", "situations/interview/"])
def test_a_message_stands_on_the_same_page_as_its_title(visit, path, size):
    tab = visit(path)
    title = tab.locator(".email__title").first.inner_text()
    greeting = tab.locator("[data-part=message]:visible").first.inner_text().split()[0]
    pages = [" ".join(text.split()) for text in paper.texts(tab.pdf(format=size))]
    [page] = [text for text in pages if f"Say this {title}" in text]
    assert greeting in page.split(title)[1]


@pytest.mark.parametrize("size", SIZES)
def test_no_item_is_split_between_two_pages(visit, size):
    tab = visit(FIRST)
    # A list of many items of two lines, so that pages end everywhere.
    tab.locator(".checklist > ul").evaluate(
        """list => {
          const [item] = list.children;
          item.querySelector('label span').textContent = 'One word after another. '.repeat(9);
          for (let n = 0; n < 60; n += 1) list.append(item.cloneNode(true));
        }"""
    )
    pages = paper.texts(tab.pdf(format=size))
    texts = [" ".join(text.split()) for text in pages]
    counts = [text.count("One word after another.") for text in texts]
    assert sum(counts) == 61 * 9
    assert len(pages) > 4
    assert [count % 9 for count in counts] == [0] * len(counts)


def test_details_are_open_on_paper(visit):
    tab = visit(FIRST)
    tab.locator(".page > p").first.evaluate(
        """p => p.insertAdjacentHTML('afterend',
          '<details><summary>More</summary><p>Words in a fold</p></details>')"""
    )
    expect(tab.get_by_text("Words in a fold")).to_be_hidden()
    assert "Words in a fold" in paper.texts(tab.pdf(format="A4"))[0]


@pytest.mark.parametrize("size", SIZES)
def test_a_done_item_prints_a_square_with_a_black_tick(visit, size):
    tab = visit(FIRST)
    for number in (1, 3):
        tab.get_by_role("checkbox").nth(number).check()
    # A notice says now where ticks are kept. It takes no room on paper.
    expect(tab.locator("[data-notice=first]")).to_be_visible()
    pdf = tab.pdf(format=size)
    assert len(paper.texts(pdf)) == 1
    found = paper.boxes(pdf)
    ticked = [box.ink > 0.05 for box in found]
    assert ticked == [number in (1, 3) for number in range(len(found))]
    assert all(box.ink < 0.6 for box in found)


def test_dark_mode_prints_black_on_white(new_context):
    context = new_context(color_scheme="dark")
    tab = context.new_page()
    tab.goto(FIRST)
    image = next(paper.images(tab.pdf(format="A4")))
    assert image.getpixel((5, 5)) == 255
    assert sum(image.histogram()[:100]) > 2000
    assert all(box.ink == 0 for box in paper.boxes(tab.pdf(format="A4")))


@pytest.mark.parametrize("path", ["", CHAPTER, FIRST, "emails/ask-advice/", "your-data/", "about/"])
def test_a_page_prints_its_text_only_and_no_blank_page(visit, path):
    tab = visit(path)
    title = tab.locator("h1").inner_text()
    pdf = tab.pdf(format="A4")
    texts = paper.texts(pdf)
    text = " ".join(" ".join(texts).split())
    assert paper.own(pdf)[0].startswith(" ".join(title.split()))
    assert not [words for words in NOT_ON_PAPER if words in text.replace(title, "")]
    assert all(len(words) > 80 for words in paper.own(pdf))
    assert f"{len(texts)} / {len(texts)}" in text
    assert paper.colors(pdf) <= BLACK_AND_WHITE


def test_an_email_prints_with_what_was_filled_in_and_the_chosen_tone_only(visit):
    tab = visit("emails/ask-advice/")
    tab.locator('input[name="interviewer"]:visible').fill("Ms Okafor")
    tab.get_by_text("Change tone").first.click()
    tab.get_by_role("button", name="Brief").first.click()
    text = " ".join(paper.texts(tab.pdf(format="A4"))[0].split())
    assert text.count("Dear Ms Okafor,") == 1
    assert "Warm" not in text
    assert "One question about next time" in text


def test_print_this_list_prints_that_list_alone_and_then_the_page_is_whole_again(visit):
    tab = visit(CHAPTER)
    tab.locator("[data-checklist] [data-action=print]").first.click()
    pdf = tab.pdf(format="A4")
    [text] = paper.texts(pdf)
    assert "Ask for advice" in text
    assert "Sleep on it" in text
    assert "Why this works" not in text
    assert "Dear" not in text
    says_where_it_is_from(pdf, address(tab, "checklists/ask-for-advice/"))
    again = whole(tab.pdf(format="A4"))
    assert "Why this works" in again
    assert again.count("Last reviewed ") == 1
    expect(tab.locator("h1")).to_be_visible()


@pytest.mark.parametrize("path", [FIRST, "emails/ask-advice/", "worksheets/feedback-call/"])
def test_printed_by_its_button_a_sheet_says_where_it_is_from(visit, path):
    tab = visit(path)
    tab.locator("[data-action=print]:visible").first.click()
    assert tab.evaluate("window.printed") == 1
    pdf = tab.pdf(format="A4")
    says_where_it_is_from(pdf, address(tab, path))
    assert len(paper.texts(pdf)) == 1


def test_print_prints_that_email_alone_with_the_code_of_its_page(visit):
    tab = visit(CHAPTER)
    email = tab.locator(".email").first
    email.locator('input[name="interviewer"]:visible').fill("Ms Okafor")
    email.locator("[data-action=print]:visible").click()
    pdf = tab.pdf(format="A4")
    [text] = paper.texts(pdf)
    assert "Ask for one piece of advice" in text
    assert "Dear Ms Okafor," in " ".join(text.split())
    assert "Sleep on it" not in text
    says_where_it_is_from(pdf, address(tab, "emails/ask-advice/"))
    assert paper.colors(pdf) <= BLACK_AND_WHITE


@pytest.mark.parametrize("path", ["emails/ask-advice/", "emails/application-advice/"])
def test_an_open_gap_is_a_line_on_the_baseline_with_its_name_below(visit, path):
    pdf = visit(path).pdf(format="A4")
    dear, comma = paper.place(pdf, "Dear"), paper.place(pdf, "Subject")
    name = paper.place(pdf, "[interviewer]" if "ask" in path else "[their name]")
    image = next(paper.images(pdf)).load()
    middle = int((name.left + 20) * paper.MM)
    # Upwards from the name: the line, and then nothing for as long as a pen needs.
    dark = [
        y / paper.MM
        for y in range(int(name.top * paper.MM) - 70, int(name.top * paper.MM))
        if image[middle, y] < paper.DARK
    ]
    assert dark
    assert abs(dark[-1] - dear.bottom) < 0.4
    assert dark[-1] - dark[0] < 0.5
    assert dark[-1] < name.top < dark[-1] + 1.5
    assert comma.bottom + 5 < dark[0]
    assert min(paper.text_sizes(pdf)) >= 8


def test_taken_one_step_at_a_time_the_whole_list_is_on_paper(visit):
    tab = visit(FIRST)
    before = tab.pdf(format="A4")
    tab.get_by_role("button", name="One step at a time").click()
    tab.get_by_role("checkbox").and_(tab.locator(":visible")).check()
    expect(tab.get_by_role("checkbox")).to_have_count(1)
    stepping = tab.pdf(format="A4")
    assert [box.ink > 0 for box in paper.boxes(stepping)] == [True] + 7 * [False]
    for words in ("Tell one person", "Eat something", "Stop here."):
        there, here = paper.place(before, words), paper.place(stepping, words)
        assert abs(there.top - here.top) < 0.2, words


def test_an_item_that_is_not_for_the_reader_says_so_on_paper(visit):
    tab = visit(FIRST)
    assert "Not for me" not in whole(tab.pdf(format="A4"))
    tab.locator("[data-action=skip]").nth(2).click()
    pdf = tab.pdf(format="A4")
    assert whole(pdf).count("Not for me") == 1
    item, said = paper.place(pdf, "Go to bed"), paper.place(pdf, "Not for me")
    assert abs(item.bottom - said.bottom) < 2
    assert paper.colors(pdf) <= BLACK_AND_WHITE
    assert len(paper.boxes(pdf)) == 8


def test_links_out_of_the_site_print_their_address(visit):
    tab = visit("about/")
    links = tab.locator('.page a[href^="http"]').evaluate_all("all => all.map(a => a.href)")
    text = "".join("".join(paper.texts(tab.pdf(format="A4"))).split())
    assert links
    assert [link for link in links if f"({link})" not in text] == []


LIST = """## Do this

- [ ] Outer **bold** words

    A second paragraph of the outer item.

    - [ ] Inner one
    - [ ] Inner two

- [ ] Last of all
"""
PAGE = "---\ntitle: Nest\ndescription: A page.\nreviewed: 2026-11-23\n---\n# Nest\n\n{}"


@pytest.fixture(scope="module")
def nested(tmp_path_factory):
    """A copy of the guide, with a page with a nested list of its own."""
    guide = Guide(tmp_path_factory.mktemp("nest"), small=True)
    guide.write("nest.md", PAGE.format(LIST))
    guide.add_to_nav("nest.md")
    guide.build()
    with guide.served() as server:
        yield server


@pytest.fixture
def nest(new_context, nested):
    """A tab on that page."""
    context = new_context(base_url=nested.url)
    context.add_init_script("window.print = () => {}")
    tab = context.new_page()
    tab.goto("nest/")
    return tab


NESTED = ["Outer", "A second paragraph", "Inner one", "Inner two", "Last of all"]


def test_nested_items_and_paragraphs_are_on_paper_in_their_order(nest):
    pdf = nest.pdf(format="A4")
    places = [paper.place(pdf, words) for words in NESTED]
    assert [place.top for place in places] == sorted(place.top for place in places)
    outer, more, inner, _, last = places
    assert abs(outer.left - more.left) < 0.5
    assert inner.left > more.left + 4
    assert abs(last.left - outer.left) < 0.5
    # Boxes at the margin; those of inner items stand under the outer item's words.
    assert len(paper.boxes(pdf)) == 2
    image = next(paper.images(pdf)).load()
    row = int((inner.top + inner.bottom) / 2 * paper.MM)
    box = [
        x / paper.MM
        for x in range(int(inner.left - 10) * paper.MM, int(inner.left * paper.MM))
        if image[x, row] < paper.DARK
    ]
    assert 4.5 <= box[-1] - box[0] <= 5.5


def test_a_list_of_a_page_printed_alone_carries_the_date_and_address_of_the_page(nest):
    nest.locator("[data-action=print]:visible").click()
    pdf = nest.pdf(format="A4")
    assert whole(pdf).endswith("Last reviewed 23 November 2026 127.0.0.1:8000/the-new-place/nest/")
    assert paper.own(pdf)[0].startswith("Do this Outer bold words A second paragraph")


def test_nested_items_taken_step_by_step_are_all_on_paper(nest):
    nest.get_by_role("button", name="One step at a time").click()
    expect(nest.get_by_role("checkbox")).to_have_count(1)
    text = whole(nest.pdf(format="A4"))
    assert [words for words in NESTED if words not in text] == []


def test_no_print_dialog_opens_by_itself(visit):
    tab = visit(FIRST)
    assert tab.evaluate("window.printed") == 0
    tab.get_by_role("checkbox").first.check()
    assert tab.evaluate("window.printed") == 0
    tab.get_by_role("button", name="Print this list").click()
    assert tab.evaluate("window.printed") == 1


@pytest.mark.parametrize(
    "path", [FIRST, "emails/ask-advice/", "worksheets/feedback-call/", "print/"]
)
def test_where_the_browser_cannot_print_no_button_says_it_can(context, path):
    context.add_init_script("window.print = undefined")
    tab = context.new_page()
    tab.goto(path)
    buttons = tab.locator("[data-action^=print]")
    assert buttons.count() > 0
    expect(buttons.locator("visible=true")).to_have_count(0)


def test_where_the_browser_cannot_print_a_ready_pack_leads_to_its_link(context):
    context.add_init_script("window.print = undefined")
    tab = context.new_page()
    tab.goto("print/")
    tab.locator("[data-pack]").first.click()
    expect(tab.locator("[data-action=copy-link]")).to_be_focused()
