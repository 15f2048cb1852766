"""Worksheets: typed on the screen, written on paper, taken along."""

import csv
import io
import itertools
import unicodedata

import pytest
from playwright.sync_api import expect

from tests.reader import paper, shifts
from tests.reader.test_axe import SCHEMES, violations
from tests.reader.test_store import BLOCKED
from tests.reader.waits import until

CALL = "worksheets/feedback-call/"
TRACKER = "worksheets/application-tracker/"
GROWTH = "worksheets/growth-plan/"
LONG = "\n".join(f"Line {number} of what they said." for number in range(1, 90))
SHEETS = [
    "feedback-call",
    "star-debrief",
    "application-tracker",
    "where-it-stops",
    "network-log",
    "weekly-plan",
    "tailoring-grid",
    "growth-plan",
    "writing-page",
    "timeline",
    "dates-that-matter",
]
JUMPS = (
    shifts.WATCH
    + """
window.empty = 0; window.seen = 0;
const look = () => {
  const area = document.querySelector('[data-write="their-words"] textarea');
  if (document.querySelector('textarea')) window.seen += 1;
  if (area && !area.value) window.empty += 1;
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
)


def words(tab):
    return tab.get_by_label("Their words, as they say them")


def cell(tab, row, column="Employer and role"):
    return tab.get_by_label(f"{column}, row {row}", exact=True)


def rows(tab):
    return tab.locator("[data-table] tbody tr:visible")


def press(tab, action, number=0):
    tab.locator(f"[data-action={action}]:visible").nth(number).click()


def take(tab, action):
    with tab.expect_download() as download:
        press(tab, action)
    return download.value


def kept(tab):
    return tab.evaluate("guide.store.keys().length")


def test_what_is_typed_is_there_in_a_new_tab_and_in_step_with_one_that_is_open(visit):
    tab, other = visit(CALL), visit(CALL)
    words(tab).fill("Too quiet.\nGood eye for detail.")
    expect(words(other)).to_have_value("Too quiet.\nGood eye for detail.")
    expect(words(visit(CALL))).to_have_value("Too quiet.\nGood eye for detail.")
    words(other).fill("")
    expect(words(tab)).to_have_value("")
    assert kept(tab) == 0


def test_a_field_grows_with_its_text_and_shows_all_of_it(visit):
    tab = visit(CALL)
    before = words(tab).bounding_box()["height"]
    words(tab).fill(LONG)
    assert words(tab).bounding_box()["height"] > before * 4
    assert words(tab).evaluate("area => area.scrollHeight <= area.clientHeight")
    words(tab).fill("")
    assert words(tab).bounding_box()["height"] == before


def test_words_and_added_rows_are_there_at_the_first_paint_and_nothing_jumps(context, visit):
    tab = visit(CALL)
    words(tab).fill(LONG)
    tab.goto(GROWTH)
    press(tab, "add")
    tab.keyboard.type("Practise")
    context.add_init_script(JUMPS)
    for path in (CALL, GROWTH):
        new = context.new_page()
        context.new_cdp_session(new).send("Emulation.setCPUThrottlingRate", {"rate": 4})
        new.goto(path)
        # A tab that is not in front may be painted late, or not at all.
        new.bring_to_front()
        until(new, "window.seen > 3")
        assert new.evaluate("window.empty") == 0
        assert new.evaluate("window.allShifts()") == 0
    assert cell(new, 6, "Small step").input_value() == "Practise"


def test_a_row_is_added_typed_in_and_kept(visit):
    tab = visit(TRACKER)
    count = rows(tab).count()
    press(tab, "add")
    expect(cell(tab, count + 1)).to_be_focused()
    tab.keyboard.type("Northfield")
    press(tab, "add")
    tab.keyboard.type("Westgate")
    other = visit(TRACKER)
    expect(rows(other)).to_have_count(count + 2)
    expect(cell(other, count + 1)).to_have_value("Northfield")
    expect(cell(other, count + 2)).to_have_value("Westgate")


def test_an_empty_row_that_was_added_stays_until_it_is_undone(visit):
    tab = visit(TRACKER)
    count = rows(tab).count()
    press(tab, "add")
    expect(rows(visit(TRACKER))).to_have_count(count + 1)
    press(tab, "undo")
    expect(rows(tab)).to_have_count(count)
    assert kept(tab) == 0


@pytest.mark.parametrize("which", ["printed", "added"])
def test_a_removed_row_comes_back_with_its_words(visit, which):
    tab = visit(TRACKER)
    count = rows(tab).count()
    number = 2
    if which == "added":
        press(tab, "add")
        number = count = count + 1
    cell(tab, number).fill("Northfield")
    cell(tab, number, "Stage").fill("screened")
    cell(tab, 1).fill("First")
    tab.get_by_role("button", name=f"Remove row {number}", exact=True).click()
    expect(rows(tab)).to_have_count(count - 1)
    assert "Northfield" not in tab.evaluate("JSON.stringify(localStorage)")
    expect(tab.get_by_role("status").filter(has_text="Row removed")).to_be_visible()
    expect(rows(visit(TRACKER))).to_have_count(count - 1)
    press(tab, "undo")
    expect(cell(tab, number)).to_have_value("Northfield")
    expect(cell(tab, number, "Stage")).to_have_value("screened")
    expect(cell(visit(TRACKER), number)).to_have_value("Northfield")


def test_rows_are_numbered_as_they_are_seen(visit):
    tab = visit(TRACKER)
    cell(tab, 3).fill("Third")
    tab.get_by_role("button", name="Remove row 1", exact=True).click()
    expect(cell(tab, 2)).to_have_value("Third")
    names = (
        rows(tab)
        .locator("td:first-child textarea")
        .evaluate_all("all => all.map(area => area.getAttribute('aria-label'))")
    )
    assert names == [f"Employer and role, row {n}" for n in range(1, len(names) + 1)]


def test_two_tabs_that_add_rows_keep_all_of_them(visit):
    tab, other = visit(TRACKER), visit(TRACKER)
    count = rows(tab).count()
    for each, name in ((tab, "Here"), (other, "There"), (tab, "Here again")):
        press(each, "add")
        each.keyboard.type(name)
    for each in (tab, other, visit(TRACKER)):
        expect(rows(each)).to_have_count(count + 3)
        for number, name in enumerate(("Here", "There", "Here again"), count + 1):
            expect(cell(each, number)).to_have_value(name)


def test_words_typed_in_one_tab_into_a_row_that_another_removed_are_not_lost(visit):
    tab, other = visit(TRACKER), visit(TRACKER)
    count = rows(tab).count()
    cell(tab, 2).fill("Before")
    expect(cell(other, 2)).to_have_value("Before")
    tab.get_by_role("button", name="Remove row 2", exact=True).click()
    expect(rows(other)).to_have_count(count - 1)
    # The same moment: the reader of the other tab is still in the row.
    other.locator('[data-row="2"] textarea').nth(3).evaluate(
        """area => {
          area.value = 'typed meanwhile';
          area.dispatchEvent(new Event('input', { bubbles: true }));
        }"""
    )
    expect(rows(tab)).to_have_count(count)
    expect(cell(tab, 2, "Stage")).to_have_value("typed meanwhile")
    press(tab, "undo")
    expect(cell(tab, 2)).to_have_value("Before")
    expect(cell(tab, 2, "Stage")).to_have_value("typed meanwhile")


def test_undo_is_not_offered_before_there_is_something_to_undo(visit):
    tab = visit(GROWTH)
    undo = tab.locator("[data-action=undo]")
    assert undo.count() > 1
    for button in undo.all():
        expect(button).to_be_hidden()
    press(tab, "add")
    for button in undo.all():
        expect(button).to_be_visible()
    undo.first.click()
    expect(undo.first).to_be_focused()
    expect(undo.last).to_be_hidden()


def test_clearing_a_worksheet_is_undone_and_leaves_the_others_alone(visit):
    words(visit(CALL)).fill("Kept")
    tab = visit(GROWTH)
    tab.get_by_label("How I’ll show it next time").fill("With an example")
    cell(tab, 1, "Small step").fill("Read")
    press(tab, "add")
    tab.keyboard.type("Ask")
    press(tab, "reset")
    assert kept(tab) == 1
    expect(rows(tab)).to_have_count(5)
    tab.get_by_label("How I’ll show it next time").fill("Newer")
    press(tab, "undo")
    expect(tab.get_by_label("How I’ll show it next time")).to_have_value("With an example\nNewer")
    expect(cell(tab, 6, "Small step")).to_have_value("Ask")
    expect(cell(visit(GROWTH), 1, "Small step")).to_have_value("Read")
    expect(words(visit(CALL))).to_have_value("Kept")


FORMULAS = ["=1+1", "+44 20", "-3", "@now", "\ttab", '=HYPERLINK("x")', " =2", "＝2"]
PLAIN = ["Northfield, ward", 'the "big" one', "two\nlines", "5=3", "é ü 日本"]


def test_a_row_removed_comes_back_after_a_reload_too(visit):
    tab = visit(TRACKER)
    cell(tab, 2).fill("Northfield")
    press(tab, "remove", 1)
    tab.reload()
    press(tab, "undo")
    expect(cell(visit(TRACKER), 2)).to_have_value("Northfield")


def test_where_nothing_can_be_stored_a_worksheet_says_so_and_still_works(new_context):
    context = new_context()
    context.add_init_script(BLOCKED)
    tab = context.new_page()
    tab.goto(TRACKER)
    expect(tab.locator("[data-notice=blocked]")).to_contain_text("keeps nothing")
    tab.get_by_role("button", name="Close").click()
    first = rows(tab).first.get_by_role("textbox").first
    first.fill("Northfield")
    press(tab, "remove", 0)
    expect(first).to_have_value("")
    press(tab, "undo")
    expect(first).to_have_value("Northfield")
    assert b"Northfield" in take(tab, "csv").path().read_bytes()


def test_a_table_is_saved_as_csv_with_its_formulas_made_texts(visit):
    tab = visit(TRACKER)
    for _ in range(len(FORMULAS) - rows(tab).count()):
        press(tab, "add")
    for number, text in enumerate(FORMULAS, 1):
        cell(tab, number).fill(text)
    for number, text in enumerate(PLAIN, 1):
        cell(tab, number, "Stage").fill(text)
    download = take(tab, "csv")
    assert download.suggested_filename == "application-tracker.csv"
    raw = download.path().read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True))
    assert lines[0][:4] == ["Employer and role", "Applied on", "Where I saw it", "Stage"]
    assert [line[0] for line in lines[1:]] == [f"'{text}" for text in FORMULAS]
    assert [line[3] for line in lines[1:]] == [*PLAIN, *[""] * (len(FORMULAS) - len(PLAIN))]
    assert {len(line) for line in lines} == {6}
    assert (
        raw.decode().replace("two\nlines", "").count("\n")
        == raw.count(b"\r\n")
        == len(FORMULAS) + 1
    )


def test_a_worksheet_is_saved_as_plain_text(visit):
    tab = visit(GROWTH)
    tab.get_by_label("What I’d like to get better at").fill("Speaking\nslowly")
    cell(tab, 1, "Small step").fill("Read aloud")
    cell(tab, 1, "Done on").fill("3 May")
    cell(tab, 3, "Small step").fill("Ask Priya")
    download = take(tab, "txt")
    assert download.suggested_filename == "growth-plan.txt"
    text = download.path().read_bytes().decode().replace("\r\n", "\n")
    blocks = text.split("\n\n")
    assert blocks[0] == "Growth plan\n==========="
    assert blocks[1] == "What I’d like to get better at\nSpeaking\nslowly"
    assert blocks[4:6] == ["Small step: Read aloud\nDone on: 3 May", "Small step: Ask Priya"]


def test_a_worksheet_is_copied_as_the_text_that_it_is_saved_as(visit):
    tab = visit(GROWTH)
    cell(tab, 1, "Small step").fill("Read aloud")
    saved = take(tab, "txt").path().read_bytes().decode()
    press(tab, "copy")
    expect(tab.locator(".worksheet__copy")).to_be_hidden()
    said = tab.locator(".worksheet__foot [role=status]")
    expect(said).to_have_text(said.get_attribute("data-copied"))
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines() == saved.splitlines()


def test_where_nothing_can_be_copied_the_text_stands_there_to_be_taken_by_hand(visit, context):
    context.add_init_script(
        "if (navigator.clipboard) navigator.clipboard.writeText = () => Promise.reject(Error('no'))"
    )
    tab = visit(GROWTH)
    cell(tab, 1, "Small step").fill("Read aloud")
    press(tab, "copy")
    text = tab.locator(".worksheet__copy")
    expect(text).to_be_focused()
    assert "Small step: Read aloud" in text.input_value()
    assert tab.evaluate("getSelection().toString()") == text.input_value()


def test_a_value_that_brings_a_change_without_an_input_is_kept(visit):
    tab = visit(TRACKER)
    cell(tab, 1).evaluate(
        "area => { area.value = 'Northfield';"
        " area.dispatchEvent(new Event('change', { bubbles: true })) }"
    )
    expect(cell(visit(TRACKER), 1)).to_have_value("Northfield")


def test_a_worksheet_saved_with_its_page_and_opened_again_has_its_words_and_rows_once(visit):
    tab = visit(TRACKER)
    count = rows(tab).count()
    press(tab, "add")
    tab.keyboard.type("Northfield")
    cell(tab, 1).fill("Westgate")
    saved = tab.evaluate("document.documentElement.outerHTML")
    tab.route(f"**/{TRACKER}", lambda route: route.fulfill(body=saved, content_type="text/html"))
    tab.reload()
    expect(rows(tab)).to_have_count(count + 1)
    expect(cell(tab, count + 1)).to_have_value("Northfield")
    assert tab.locator(".scroll .scroll").count() == 0
    # On another device nothing is kept, and the words are in the file.
    tab.evaluate("localStorage.clear()")
    tab.reload()
    expect(cell(tab, 1)).to_have_value("Westgate")
    expect(cell(tab, count + 1)).to_have_value("Northfield")
    expect(rows(tab)).to_have_count(count + 1)


def test_your_data_says_what_was_written_in_words(visit):
    tab = visit(CALL)
    words(tab).fill("Too quiet")
    tab.goto(TRACKER)
    cell(tab, 2).fill("Northfield")
    cell(tab, 2, "Stage").fill("screened")
    tab.goto("your-data/")
    shown = tab.locator(".data__list")
    expect(shown).to_contain_text("Feedback call")
    expect(shown).to_contain_text("Their words, as they say them: Too quiet")
    expect(shown).to_contain_text("Application tracker")
    expect(shown).to_contain_text("Northfield · screened")


def test_every_cell_is_reached_by_keyboard_in_its_order(visit):
    tab = visit(TRACKER)
    cell(tab, 1).focus()
    for column in ("Applied on", "Where I saw it", "Stage", "Next step and day", "How it ended"):
        tab.keyboard.press("Tab")
        expect(cell(tab, 1, column)).to_be_focused()
    tab.keyboard.press("Tab")
    expect(tab.get_by_role("button", name="Remove row 1", exact=True)).to_be_focused()


def test_on_a_phone_each_row_is_a_card_with_the_names_of_its_columns(visit):
    tab = visit(TRACKER)
    boxes = [area.bounding_box() for area in rows(tab).first.locator("textarea").all()]
    assert all(box["width"] > 250 and box["height"] >= 24 for box in boxes)
    assert all(one["y"] + one["height"] <= two["y"] for one, two in itertools.pairwise(boxes))
    labels = (
        rows(tab)
        .first.locator("td:has(textarea)")
        .evaluate_all("all => all.map(td => getComputedStyle(td, '::before').content)")
    )
    assert labels[0] == '"Employer and role"'
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(("scheme", "rules"), SCHEMES)
def test_axe_finds_nothing_while_a_worksheet_is_used(new_context, width, scheme, rules):
    context = new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    tab = context.new_page()
    for path in (TRACKER, GROWTH, CALL):
        tab.goto(path)
        tab.locator("textarea").first.fill("Some words of mine")
        if tab.locator("[data-action=add]").count():
            press(tab, "add")
            press(tab, "remove")
        assert violations(tab, **rules) == [], path
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_without_javascript_there_are_lines_and_cells_and_nothing_dead(new_context):
    tab = new_context(java_script_enabled=False).new_page()
    tab.goto(CALL)
    expect(tab.get_by_text("Their words, as they say them")).to_be_visible()
    expect(tab.locator('[data-write="their-words"] i:visible')).to_have_count(5)
    tab.goto(TRACKER)
    assert tab.locator("[data-table] td:visible").count() == 3 * 6
    assert tab.locator("textarea:visible, button:visible").count() == 0


def lines(pdf, page=0):
    """The height in millimetres of each ruled line that goes from margin to margin."""
    image = list(paper.images(pdf))[page]
    pixels = image.load()
    columns = range(20 * paper.MM, 180 * paper.MM, 25)
    ruled = [y for y in range(image.height) if all(pixels[x, y] < paper.DARK for x in columns)]
    return [y / paper.MM for before, y in itertools.pairwise([-9, *ruled]) if y - before > 2]


@pytest.mark.parametrize("javascript", [True, False])
def test_empty_lines_are_ruled_9_mm_apart(new_context, javascript):
    tab = new_context(java_script_enabled=javascript).new_page()
    tab.goto(CALL)
    ruled = lines(tab.pdf(format="A4"))
    assert len(ruled) == 12
    gaps = [round(two - one, 1) for one, two in itertools.pairwise(ruled)]
    assert sum(8.8 <= gap <= 9.2 for gap in gaps) == 6
    assert min(gaps) >= 8.8


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("name", ["application-tracker", "network-log"])
def test_on_paper_a_table_has_rows_that_fill_the_page(visit, name, size):
    tab = visit(f"worksheets/{name}/")
    on_screen = rows(tab).count()
    pdf = tab.pdf(format=size)
    ruled = lines(pdf)
    assert len(ruled) > on_screen + 6
    # What comes below the table keeps away from it, and the page is full.
    after = tab.locator(".worksheet__foot ~ p").first.inner_text()[:12]
    below = paper.place(pdf, after)
    assert 4 <= below.top - ruled[-1] < 8
    end, height = paper.place(pdf, f"/worksheets/{name}/"), {"A4": 297, "Letter": 279}[size]
    assert end.bottom > height * 0.75
    assert len(paper.texts(pdf)) == 1


def test_once_rows_were_added_the_table_prints_those_there_are(visit):
    tab = visit(TRACKER)
    press(tab, "add")
    count = rows(tab).count()
    # Above and below the names of the columns, and below each row.
    assert len(lines(tab.pdf(format="A4"))) == count + 2


def test_an_empty_table_prints_its_cells(visit):
    ruled = lines(visit(TRACKER).pdf(format="A4"))
    gaps = [two - one for one, two in itertools.pairwise(ruled)]
    assert sum(8.8 <= gap <= 10 for gap in gaps) >= 11


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize(
    "name", [*SHEETS[:2], *(pytest.param(name, marks=pytest.mark.sweep) for name in SHEETS[2:])]
)
def test_a_worksheet_prints_on_one_page_with_nothing_of_the_screen(visit, name, size):
    tab = visit(f"worksheets/{name}/")
    pdf = tab.pdf(format=size)
    (text,) = paper.texts(pdf)
    # Fonts join letters: "off" is printed as two signs.
    text = "".join(unicodedata.normalize("NFKC", text).split())
    for label in tab.locator(".worksheet__question, .worksheet th").all_inner_texts():
        assert "".join(label.split()) in text
    for button in ("Addarow", "Saveastext", "Undo", "×"):
        assert button not in text


def test_what_was_typed_prints_whole_over_pages(visit):
    tab = visit(CALL)
    words(tab).fill(LONG)
    printed = paper.texts(tab.pdf(format="A4"))
    assert len(printed) > 1
    assert [line for line in LONG.split("\n") if line not in "\n".join(printed)] == []
    assert len(lines(tab.pdf(format="A4"), 0)) < 7


def test_a_long_cell_prints_whole(visit):
    tab = visit(TRACKER)
    cell(tab, 1).fill(" ".join(f"word{number}" for number in range(150)))
    printed = "".join("".join(paper.texts(tab.pdf(format="A4"))).split())
    assert "word0" in printed
    assert all(f"word{number}" in printed for number in range(150))


def test_print_opens_by_a_press_only(visit, context):
    context.add_init_script("window.printed = 0; window.print = () => { window.printed += 1 }")
    tab = visit(CALL)
    words(tab).fill("x")
    assert tab.evaluate("window.printed") == 0
    press(tab, "print")
    assert tab.evaluate("window.printed") == 1


def test_dark_mode_prints_black_on_white(new_context):
    tab = new_context(color_scheme="dark").new_page()
    tab.goto(CALL)
    words(tab).fill("Read me")
    pdf = tab.pdf(format="A4")
    image = next(paper.images(pdf))
    assert image.getpixel((5, 5)) == 255
    assert len(lines(pdf)) == 7
