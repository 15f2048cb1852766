"""Values arrive in many ways, others change the page: no word is lost, nothing untrue is said."""

import pytest
from playwright.sync_api import expect

from tests.reader.test_emails import clipboard, field, fill_all, message, sheet
from tests.reader.test_sending import ASK, copy, open_ways, press, texts
from tests.reader.waits import until

PUT = "(input, value) => { input.value = value; }"
PUT_AND_CHANGE = """(input, value) => {
  input.value = value;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}"""


def inputs(tab):
    return sheet(tab).locator(".email__fields [name]:visible")


def value_of(input):
    """Something that this field takes."""
    tag, kind = input.evaluate("e => [e.localName, e.type]")
    if tag == "select":
        return input.evaluate("e => e.options[1].value")
    return "2026-05-03" if kind == "date" else "Given"


@pytest.fixture(scope="module")
def paths(site):
    """E-mails with a field of each kind."""
    kinds = {"date": 'type="date"', "lines": "<textarea name=", "choice": "<select name="}
    pages = sorted((site / "emails").glob("*/index.html"))
    found = {
        kind: next(page for page in pages if mark in page.read_text("utf-8"))
        for kind, mark in kinds.items()
    }
    return {kind: f"emails/{page.parent.name}/" for kind, page in found.items()} | {"line": ASK}


@pytest.mark.parametrize("kind", ["line", "lines", "date", "choice"])
def test_a_value_that_a_program_put_in_fills_the_message_and_is_kept(visit, paths, kind):
    tab = visit(paths[kind])
    for input in inputs(tab).all():
        input.evaluate(PUT_AND_CHANGE, value_of(input))
    expect(sheet(tab).locator(".email__gap:not([data-filled])")).to_have_count(0)
    there = [input.input_value() for input in inputs(tab).all()]
    other = visit(paths[kind])
    assert [input.input_value() for input in inputs(other).all()] == there
    assert all(there)


def test_a_value_put_in_without_any_event_is_in_what_is_copied(visit):
    tab = visit(ASK)
    fill_all(tab)
    field(tab, "role").evaluate(PUT, "ward clerk")
    copy(tab, "message")
    assert "about the ward clerk job" in clipboard(tab)
    expect(field(visit(ASK), "role")).to_have_value("ward clerk")


def test_an_editor_filled_by_a_program_is_the_readers_text(visit):
    tab = visit(ASK)
    press(tab, "Edit the text")
    editor = sheet(tab).get_by_role("textbox", name="Message")
    editor.evaluate(PUT_AND_CHANGE, "My own words.")
    press(tab, "Done")
    assert texts(visit(ASK))[1] == "My own words."


def test_leaving_a_field_unchanged_changes_nothing_that_is_kept(visit):
    tab = visit(ASK)
    field(tab, "role").fill("ward clerk")
    before = tab.evaluate("({...localStorage})")
    field(tab, "role").dispatch_event("change")
    press(tab, "Edit the text")
    sheet(tab).get_by_role("textbox", name="Message").dispatch_event("change")
    press(tab, "Done")
    assert tab.evaluate("({...localStorage})") == before


def test_words_dropped_on_a_field_fill_the_message(visit):
    tab = visit(ASK)
    tab.evaluate(
        """() => {
          const note = document.createElement('p');
          note.id = 'note';
          note.textContent = 'clerk';
          document.querySelector('.email').before(note);
        }"""
    )
    note = tab.locator("#note")
    note.evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 20)")
    note.select_text()
    place = note.evaluate(
        """e => { const range = document.createRange(); range.selectNodeContents(e);
          const {x, y, width, height} = range.getBoundingClientRect();
          return [x + width / 2, y + height / 2]; }"""
    )
    goal = field(tab, "role").bounding_box()
    tab.mouse.move(*place)
    tab.mouse.down()
    tab.mouse.move(place[0] + 20, place[1] + 20, steps=4)
    tab.mouse.move(goal["x"] + 20, goal["y"] + goal["height"] / 2, steps=8)
    tab.mouse.up()
    expect(field(tab, "role")).to_have_value("clerk")
    expect(message(tab)).to_contain_text("about the clerk job")


def test_what_the_browser_fills_in_again_does_not_bring_back_what_was_erased(context, visit):
    tab = visit(ASK)
    field(tab, "your name").fill("Sam")
    tab.evaluate("localStorage.clear()")
    context.add_init_script(
        """document.addEventListener('DOMContentLoaded', () => {
          for (const input of document.querySelectorAll('[name="your name"]')) input.value = 'Sam';
        })"""
    )
    other = visit(ASK)
    expect(field(other, "your name")).to_have_value("")
    expect(message(other)).to_contain_text("[your name]")
    assert other.evaluate("localStorage.length") == 0


def test_enter_that_ends_a_composed_word_in_safari_stays_in_the_field(visit):
    tab = visit(ASK)
    field(tab, "interviewer").focus()
    field(tab, "interviewer").evaluate(
        """e => e.dispatchEvent(Object.defineProperty(
          new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }),
          'keyCode', { value: 229 }))"""
    )
    expect(field(tab, "interviewer")).to_be_focused()


def test_what_a_writing_aid_puts_beside_fields_and_words_is_in_nobody_s_way(visit):
    tab = visit(ASK)
    tab.evaluate(
        """() => {
          for (const label of document.querySelectorAll('.email__fields label')) {
            label.insertAdjacentHTML('afterbegin', '<aid-mark>0</aid-mark>');
          }
        }"""
    )
    press(tab, "Copy message")
    expect(sheet(tab).get_by_role("alert")).to_contain_text("The role, Your name.")
    press(tab, "Edit the text")
    editor = sheet(tab).get_by_role("textbox", name="Message")
    editor.evaluate("e => e.insertAdjacentHTML('beforebegin', '<aid-mark>1</aid-mark>')")
    editor.fill("My own words.")
    press(tab, "Done")
    assert texts(visit(ASK))[1] == "My own words."


# ---- What is said is true ----


def change_field(tab):
    field(tab, "role").fill("Nurse")


def change_tone(tab):
    tab.get_by_text("Change tone").first.click()
    tab.get_by_role("button", name="Brief", exact=True).first.click()
    tab.get_by_role("button", name="Warm", exact=True).first.click()
    field(tab, "role").fill("Nurse")


def change_elsewhere(tab):
    other = tab.context.new_page()
    other.goto(ASK)
    field(other, "role").fill("Nurse")
    tab.bring_to_front()


@pytest.mark.parametrize("change", [change_field, change_tone, change_elsewhere])
def test_copied_is_not_said_of_another_text(visit, change):
    tab = visit(ASK)
    fill_all(tab)
    copy(tab, "message")
    change(tab)
    expect(message(tab)).to_contain_text("about the Nurse job")
    expect(sheet(tab).locator(".email__said")).to_be_empty()


def test_copied_is_not_said_any_more_when_a_sentence_was_added(visit):
    tab = visit(ASK)
    fill_all(tab)
    copy(tab, "message")
    sheet(tab).locator("[data-switch]").first.check()
    expect(sheet(tab).locator(".email__said")).to_be_empty()


def test_the_text_to_copy_by_hand_goes_when_the_message_changes(new_context):
    context = new_context()
    context.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    tab = context.new_page()
    tab.goto(ASK)
    fill_all(tab)
    press(tab, "Copy message")
    expect(sheet(tab).locator(".email__manual")).to_have_value(texts(tab)[1])
    expect(sheet(tab).locator("[data-action=sent]")).to_be_visible()
    field(tab, "role").fill("Nurse")
    expect(sheet(tab).locator(".email__manual")).to_have_count(0)


@pytest.mark.parametrize("action", ["eml", "txt"])
def test_a_file_is_not_said_to_be_saved_and_another_way_is_named(visit, action):
    """An in-app browser may drop it without a word."""
    tab = visit(ASK)
    fill_all(tab)
    open_ways(tab)
    with tab.expect_download():
        sheet(tab).locator(f'[data-action="{action}"]').click()
    said = sheet(tab).locator(".email__said")
    expect(said).to_contain_text("Your browser was asked to save it.")
    expect(said).to_contain_text("copy instead")


@pytest.mark.parametrize("name", ["AbortError", "InvalidStateError"])
def test_sharing_that_was_called_off_or_is_going_on_is_no_failure(new_context, name):
    context = new_context()
    context.add_init_script(
        f"""navigator.share = async () => {{
          window.asked = true;
          throw new DOMException('', '{name}');
        }}"""
    )
    tab = context.new_page()
    tab.goto(ASK)
    fill_all(tab)
    press(tab, "Send with…")
    sheet(tab).locator("[data-action=share]").click()
    until(tab, "window.asked")
    tab.evaluate("new Promise(done => setTimeout(done))")
    expect(sheet(tab).locator(".email__said")).to_be_empty()


def test_a_double_press_opens_and_does_not_close_again(visit):
    tab = visit(ASK)
    sheet(tab).locator("[data-action=ways]").dblclick()
    expect(sheet(tab).locator("[data-ways]")).to_be_visible()
    sheet(tab).locator("[data-action=edit]").dblclick()
    expect(sheet(tab).get_by_role("textbox", name="Message")).to_be_visible()
