"""Packs: chosen, sent as a link, printed with a cover, and read back from the paper."""

import io
import itertools
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.reader import paper
from tests.reader.test_axe import violations
from tests.reader.waits import until

FIRST, GHOSTED = "checklists/first-24-hours", "checklists/ghosted"
LETTER, SHEET = "emails/ask-advice", "worksheets/feedback-call"
ALL = f"print/#items={FIRST},{LETTER},{SHEET}"


@pytest.fixture
def visit(context, visit):
    context.add_init_script("window.printed = 0; window.print = () => { window.printed += 1 }")
    return visit


@pytest.fixture
def pack(visit):
    """Open the Print page, with a pack in its address, when its sheets are there."""

    def go(path="print/", sheets=None):
        tab = visit(path)
        count = path.count(",") + 1 if sheets is None and "items=" in path else sheets or 0
        expect(tab.locator(".pack__sheet")).to_have_count(count)
        return tab

    return go


def words(pdf):
    return [" ".join(text.split()) for text in paper.texts(pdf)]


def title(tab, name):
    return tab.locator(f'.pack__group label:has([value="{name}"])').inner_text().strip()


def tick(tab, name):
    tab.locator(f'.pack__group [value="{name}"]').check()


def test_what_is_ticked_prints_on_sheets_of_its_own_behind_a_cover(pack):
    tab = pack()
    for name in (FIRST, LETTER):
        tick(tab, name)
    expect(tab.locator(".pack__said")).to_have_text("2 sheets are ready to print.")
    pdf = tab.pdf(format="A4")
    cover, first, letter = words(pdf)
    assert f"In this pack: 1. {title(tab, FIRST)} Last reviewed" in cover
    assert f"2. {title(tab, LETTER)} Last reviewed" in cover
    assert "Eat something" in first
    assert first.count(title(tab, FIRST)) == 1
    assert "[interviewer]" in letter
    assert "Last reviewed" in letter
    assert "Choose for yourself" not in cover + first + letter
    # Not the list and the message alone: the words that go with them, too.
    assert "call 116 123" in first
    assert "When not to send it" in letter
    assert all(4.5 <= box.size <= 5.5 for box in paper.boxes(pdf))
    assert paper.colors(pdf) <= {(0, 0, 0, 255), (255, 255, 255, 255)}


def test_a_pack_is_a_link_in_its_order_and_says_nothing_of_what_was_written(pack):
    tab = pack("emails/ask-advice/")
    tab.locator('input[name="interviewer"]:visible').fill("Ms Okafor")
    tab.goto("print/")
    tab.get_by_label("As filled in on this device").check()
    for name in (LETTER, FIRST):
        tick(tab, name)
    tab.get_by_label("Large print").check()
    expect(tab.locator(".pack__sheet")).to_have_count(2)
    tab.get_by_role("button", name="Copy link").click()
    expect(tab.locator(".pack__said")).to_have_text("Link copied.")
    link = tab.evaluate("navigator.clipboard.readText()")
    assert link == tab.url
    assert link.endswith(f"print/#items={LETTER},{FIRST}&large=1")
    assert tab.get_by_label("Link to this pack").input_value() == link
    other = pack(link, sheets=2)
    expect(other.get_by_label("Blank, for the pen")).to_be_checked()
    expect(other.get_by_label("Large print")).to_be_checked()
    assert "Okafor" not in " ".join(paper.texts(other.pdf(format="A4")))


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_each_list_and_worksheet_of_a_pack_of_them_all_is_one_side(pack, size):
    tab = pack()
    boxes = tab.locator(".pack__group input:not([value^='emails/'])")
    names = boxes.evaluate_all("all => all.map(box => box.value)")
    tab.goto("print/#items=" + ",".join(names))
    expect(tab.locator(".pack__sheet")).to_have_count(len(names))
    titles = [title(tab, name) for name in names]
    texts = paper.own(tab.pdf(format=size))
    sheets = texts[-len(names) :]
    assert [text for name, text in zip(titles, sheets, strict=True) if name not in text[:80]] == []
    assert all(
        text.split()[0] in ("After", "Last") or text[0].isdigit() for text in texts[: -len(names)]
    )


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_it_is_blank_until_as_filled_is_chosen(pack, size):
    tab = pack("emails/ask-advice/")
    tab.locator('input[name="interviewer"]:visible').fill("Ms Okafor")
    tab.goto("checklists/first-24-hours/")
    tab.get_by_role("checkbox").nth(1).check()
    tab.goto("worksheets/feedback-call/")
    tab.get_by_label("My one question").fill("What would you change?")
    tab = pack(ALL)
    blank = tab.pdf(format=size)
    assert all(box.ink == 0 for box in paper.boxes(blank))
    assert "Okafor" not in " ".join(words(blank))
    assert "What would you change?" not in " ".join(words(blank))
    tab.get_by_label("As filled in on this device").check()
    expect(tab.locator(".pack__sheets input:checked")).to_have_count(1)
    filled = tab.pdf(format=size)
    assert [box.ink > 0 for box in paper.boxes(filled)].index(True) == 1
    assert "Dear Ms Okafor," in words(filled)[2]
    assert "What would you change?" in " ".join(words(filled))
    tab.get_by_label("Blank, for the pen").check()
    expect(tab.locator(".pack__sheets input:checked")).to_have_count(0)
    assert "Okafor" not in " ".join(words(tab.pdf(format="A4")))


def test_only_the_chosen_tone_is_on_paper(pack):
    tab = pack("emails/ask-advice/")
    tab.get_by_text("Change tone").first.click()
    tab.get_by_role("button", name="Brief").first.click()
    tab = pack(f"print/#items={LETTER}")
    for label in ("Blank, for the pen", "As filled in on this device"):
        tab.get_by_label(label).check()
        kept = expect(tab.locator(".pack__sheets .email[data-key]"))
        kept.to_have_count(0 if label.startswith("Blank") else 1)
        text = words(tab.pdf(format="A4"))[1]
        assert text.count("Best wishes,") == 1, label
        assert "One question about next time" in text, label


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_every_sheet_has_the_code_that_leads_to_it(pack, size):
    tab = pack(ALL)
    pdf = tab.pdf(format=size)
    codes = paper.codes(pdf)
    assert ["/".join(code.text.split("/")[-3:-1]) for code in codes] == [FIRST, LETTER, SHEET]
    assert all(18 <= code.size <= 22 for code in codes)
    assert all(len(text) > 80 for text in paper.own(pdf))


def test_only_one_tone_is_in_a_pack_and_folds_are_open(pack, context):
    context.route("**/emails/ask-advice/", with_a_fold)
    tab = pack(f"print/#items={LETTER}")
    text = words(tab.pdf(format="A4"))[1]
    assert "Words in a fold" in text
    assert text.count("Dear") == 1
    assert "Optional" not in text


def with_a_fold(route):
    answer = route.fetch()
    fold = "<details><summary>More</summary><p>Words in a fold</p></details><h2"
    route.fulfill(response=answer, body=answer.text().replace("<h2", fold, 1))


def links(pdf):
    """Where the links of each page lead: to the number of a page (from 0), or to an address."""
    reader = PdfReader(io.BytesIO(pdf))
    names = reader.named_destinations
    for number, page in enumerate(reader.pages):
        for note in page.get("/Annots", []):
            note = note.get_object()
            if "/Dest" in note:
                yield number, reader.get_destination_page_number(names[note["/Dest"]])
            else:
                yield number, note["/A"]["/URI"]


def test_links_to_what_is_in_the_pack_stay_in_it(pack):
    tab = pack(f"print/#items={LETTER},emails/application-advice,feedback/ask")
    found = list(links(tab.pdf(format="A4")))
    assert (1, 2) in found
    # To a place far down in a page.
    assert any(start == 1 and isinstance(end, int) and end > 2 for start, end in found)
    ends = [end.partition("#")[0] for _, end in found if isinstance(end, str)]
    inside = ("/emails/ask-advice/", "/emails/application-advice/", "/feedback/ask/")
    assert [end for end in ends if end.endswith(inside)] == []
    # What is not in it is still a link.
    assert [end for end in ends if end.endswith("/emails/advice-nudge/")]


def test_large_print_is_18_points_and_boxes_stay_boxes(pack):
    tab = pack(f"{ALL},feedback/ask&large=1&box=1", sheets=4)
    pdf = tab.pdf(format="A4")
    sizes = sorted(paper.text_sizes(pdf))
    # Addresses and page numbers, too; then the titles of what is inserted and headings.
    assert sizes[0] == 18
    assert all(size >= 20 for size in sizes[1:])
    assert sizes[-1] > 28
    assert 22 <= sizes[-2] < sizes[-1]
    boxes = paper.boxes(pdf)
    assert len(boxes) == tab.locator(".pack__sheets .checklist li").count()
    assert all(6.5 <= box.size <= 7.5 for box in boxes)
    assert all(len(text) > 40 for text in paper.own(pdf))
    assert "Your adviser" in words(pdf)[0]
    assert "Next date" in words(pdf)[0]


def test_in_large_print_names_of_columns_break_between_words_only(pack):
    tab = pack()
    names = tab.locator('.pack__group [value^="worksheets/"]').evaluate_all(
        "all => all.map(box => box.value)"
    )
    tab = pack(f"print/#items={','.join(names)}&large=1")
    printed = set(" ".join(paper.own(tab.pdf(format="A4"))).split())
    heads = " ".join(tab.locator(".pack__sheets th").all_text_contents()).split()
    assert len(heads) > 30
    assert [word for word in heads if word not in printed] == []


def test_in_large_print_lines_to_write_on_are_9_mm_apart(pack):
    tab = pack(f"print/#items={SHEET}&large=1")
    image = list(paper.images(tab.pdf(format="A4")))[1]
    pixels = image.load()
    ruled = [
        y / paper.MM
        for y in range(image.height)
        if all(pixels[x, y] < paper.DARK for x in range(200, 1800, 25))
        and not all(pixels[x, y - 1] < paper.DARK for x in range(200, 1800, 25))
    ]
    assert len(ruled) >= 10
    assert min(two - one for one, two in itertools.pairwise(ruled)) >= 8.8


def test_a_ready_pack_is_a_link_that_works_and_names_the_cover(pack):
    tab = pack()
    ready = tab.locator("[data-pack]")
    assert ready.count() >= 4
    name = ready.nth(1).inner_text()
    ready.nth(1).click()
    expect(tab.locator(".pack__sheet").nth(1)).to_be_attached()
    expect(tab.locator(".pack__group input:checked")).not_to_have_count(0)
    assert name in words(tab.pdf(format="A4"))[0]


def test_a_part_of_the_guide_prints_as_a_pack_of_its_pages(pack):
    tab = pack("feedback/hear/")
    tab.get_by_role("link", name="Print this part").click()
    expect(tab.locator(".pack__sheet").nth(3)).to_be_attached()
    text = " ".join(words(tab.pdf(format="A4")))
    for name in ("Who, when and how to ask", "Hearing it well", "From notes to next step"):
        assert text.count(name) >= 2, name
    cover = paper.own(tab.pdf(format="A4"))[0]
    assert cover.startswith("After the no Ask for feedback In this pack:")
    tab.locator("[data-part=more] label", has_text="Hearing it well").click()
    expect(tab.locator(".pack__sheet")).to_have_count(3)


def test_no_print_dialog_opens_by_itself(pack):
    tab = pack(ALL)
    assert tab.evaluate("window.printed") == 0
    tab.get_by_role("button", name="Print the pack").click()
    until(tab, "window.printed === 1")


def test_print_this_page_prints_the_page(visit):
    tab = visit("close/")
    tab.get_by_role("button", name="Print this page").click()
    assert tab.evaluate("window.printed") == 1


def test_with_nothing_chosen_nothing_is_printed_but_the_page(pack):
    tab = pack()
    tab.get_by_role("button", name="Print the pack").click()
    expect(tab.locator(".pack__said")).to_have_text("Nothing is chosen yet.")
    assert tab.evaluate("window.printed") == 0
    tick(tab, GHOSTED)
    expect(tab.locator(".pack__sheet")).to_have_count(1)
    tab.get_by_role("button", name="Choose nothing").click()
    expect(tab.locator(".pack__sheet")).to_have_count(0)
    assert not tab.url.partition("#")[2]
    assert "Choose for yourself" in " ".join(words(tab.pdf(format="A4")))


def test_without_a_connection_it_says_so_and_prints_what_it_has(pack, context):
    tab = pack(f"print/#items={FIRST}")
    context.set_offline(True)
    tick(tab, GHOSTED)
    said = tab.locator(".pack__said")
    expect(said).to_contain_text("1 sheet is ready to print. These could not be fetched: Ghosted.")
    context.set_offline(False)
    tab.get_by_role("button", name="Print the pack").click()
    expect(said).to_have_text("2 sheets are ready to print.")


def test_when_the_connection_comes_back_what_was_missing_is_fetched(pack, context):
    tab = pack("print/")
    context.set_offline(True)
    name = tab.locator("[data-pack]").first.get_attribute("data-pack")
    tab.get_by_role("link", name=name, exact=True).click()
    said = tab.locator(".pack__said")
    expect(said).to_contain_text("could not be fetched")
    context.set_offline(False)
    expect(said).to_have_text(re.compile(r"^\d+ sheets are ready to print\.$"))


def test_the_same_pack_pressed_again_is_another_try(pack):
    tab = pack("print/")
    fails = [True]
    tab.route("**/checklists/**", lambda route: route.abort() if fails else route.continue_())
    link = tab.locator("[data-pack]").first
    said = tab.locator(".pack__said")
    link.click()
    expect(said).to_contain_text("could not be fetched")
    fails.clear()
    link.click()
    expect(said).to_have_text(re.compile(r"^\d+ sheets are ready to print\.$"))


def test_the_cover_of_a_pack_says_whom_to_call(pack):
    tab = pack(f"print/#items={GHOSTED}")
    expect(tab.locator(".pack__said")).to_have_text("1 sheet is ready to print.")
    first = paper.texts(tab.pdf(format="A4"))[0]
    assert "call or text 988" in " ".join(first.split())


@pytest.mark.parametrize(
    "link",
    [
        "#items={0},{1},{2}.",
        "#items={0},{1},{2}),",
        "#items={0}%2C{1}%2C{2}%3E",
        "#items={0}%252C{1}%252C{2}",
        "#items=%22{0},{1},{2}%22",
        "#items=“{0}”, {1}, {2}”.",
        "#items={0},%0D%0A{1},{2}%0A",
        "?fbclid=abc#items={0},{1},{2}",
        "#items={0},{1},{2}?fbclid=abc",
        "#items={0},{1},{2}&utm_source=chat",
        "##items={0},{1},{2}",
        "#items={0},{1},{2}#",
    ],
)
def test_a_link_that_a_chat_has_mangled_is_the_same_pack(pack, link):
    tab = pack("print/" + link.format(FIRST, LETTER, SHEET), sheets=3)
    expect(tab.locator(".pack__said")).to_have_text("3 sheets are ready to print.")
    assert tab.url.endswith(f"print/#items={FIRST},{LETTER},{SHEET}")
    assert tab.get_by_label("Link to this pack").input_value() == tab.url


def test_capitals_and_coded_signs_keep_what_was_chosen(pack):
    plain = f"#items={FIRST},{LETTER}&large=1"
    for link in (plain.upper(), plain.replace("&", "&amp;").replace("/", "%2F")):
        tab = pack(f"print/{link}", sheets=2)
        expect(tab.get_by_label("Large print")).to_be_checked()


def test_what_a_link_names_and_the_guide_has_not_is_said_by_name(pack):
    tab = pack(f"print/#items={FIRST},checklists/no-such-page,a b", sheets=1)
    said = tab.locator(".pack__said")
    expect(said).to_contain_text("1 sheet is ready to print.")
    expect(said).to_contain_text("checklists/no-such-page, a b")


def test_a_link_of_very_many_is_bounded(pack):
    names = ",".join(f"no-such-page-{number}" for number in range(900))
    tab = pack(f"print/#items={names}", sheets=0)
    expect(tab.locator(".pack__said")).to_contain_text("no-such-page-199.")
    expect(tab.locator(".pack__said")).not_to_contain_text("no-such-page-200")


def test_boxes_that_a_browser_emptied_on_the_way_back_are_set_again(pack):
    tab = pack(f"print/#items={FIRST}&box=1", sheets=1)
    tab.evaluate(
        "() => { for (const box of document.querySelectorAll('.pack input')) box.checked = false;"
        " document.dispatchEvent(new CustomEvent('store:shown')) }"
    )
    expect(tab.locator(f'.pack__group [value="{FIRST}"]')).to_be_checked()
    expect(tab.locator("[name=box]")).to_be_checked()


def test_a_page_saved_with_its_pack_and_opened_again_has_each_sheet_once(pack, context):
    tab = pack(f"print/#items={FIRST},feedback/ask", sheets=2)
    saved = tab.evaluate("document.documentElement.outerHTML")
    context.route("**/print/", lambda route: route.fulfill(body=saved, content_type="text/html"))
    other = pack(f"print/#items={FIRST},feedback/ask", sheets=2)
    expect(other.locator(".pack__group input:checked")).to_have_count(2)
    expect(other.locator("[data-part=more] li")).to_have_count(1)
    pack("print/", sheets=0)


@pytest.mark.parametrize(
    "items",
    ["../../no-such-page", "//other.example/a", "a b", "%3Cno-such-page%3E", "javascript:no", ","],
)
def test_a_link_names_pages_of_this_site_alone(pack, server, items):
    asked = []
    tab = pack()
    tab.on("request", lambda request: asked.append(request))
    tab.goto(f"print/#items={items}")
    said = "Nothing is chosen yet." if items == "," else "not in the guide: "
    expect(tab.locator(".pack__said")).to_contain_text(said)
    fetched = [request.url for request in asked if request.resource_type == "fetch"]
    assert {url for url in fetched if url != f"{server.url}no-such-page/"} == set()
    assert tab.locator(".pack__said *").count() == 0


def test_without_javascript_there_is_a_link_to_everything_printable(new_context, site):
    tab = new_context(java_script_enabled=False).new_page()
    tab.goto("print/")
    hrefs = tab.locator(".pack__group a:visible").evaluate_all("all => all.map(a => a.href)")
    pages = [
        f"{folder}/{page.parent.name}/"
        for folder in ("checklists", "worksheets", "emails")
        for page in (site / folder).glob("*/index.html")
    ]
    assert sorted("/".join(href.split("/")[-3:]) for href in hrefs) == sorted(pages)
    assert tab.locator(".pack__ready ul a:visible").count() > 8
    assert tab.locator(".pack input:visible, .pack button:visible").count() == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_when_a_pack_is_chosen(new_context, width):
    context = new_context(viewport={"width": width, "height": 800})
    tab = context.new_page()
    tab.goto(f"{ALL},feedback/ask")
    expect(tab.locator(".pack__sheet")).to_have_count(4)
    assert violations(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_a_link_opens_its_pack_also_where_the_page_was_seen_before(pack, visit):
    tab = visit("print/")
    tab.goto("checklists/ghosted/")
    tab.goto(ALL)
    for _ in range(3):
        expect(tab.locator(".pack__sheet")).to_have_count(3)
        expect(tab.locator(f'.pack__group [value="{FIRST}"]')).to_be_checked()
        tab.reload()
