"""A message taken by hand: the text alone, with its line breaks, wherever it lands."""

import pytest
from playwright.sync_api import expect

from tests.reader.test_emails import clipboard, field, fill_all, message, sheet
from tests.reader.test_sending import ASK, edit, texts

# Select from one place to another, as a hand would, and copy.
SELECT = {
    "the message": "range.selectNodeContents(message)",
    "the message, and on to what follows": (
        "range.setStart(message, 0); range.setEnd(message.nextElementSibling, 0)"
    ),
    "the subject": "range.selectNodeContents(subject)",
    "both": "range.setStart(subject, 0); range.setEnd(message, message.childNodes.length)",
}
DARK = {"color_scheme": "dark", "permissions": ["clipboard-read", "clipboard-write"]}


def select(tab, way):
    sheet(tab).evaluate(
        f"""sheet => {{
          const [subject, message] = sheet.querySelectorAll('[data-part]');
          const range = document.createRange();
          {SELECT[way]};
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }}"""
    )


def types(tab):
    return tab.evaluate("navigator.clipboard.read().then(items => items.flatMap(i => i.types))")


def pasted(tab, tag):
    """What a field of another page gets."""
    other = tab.context.new_page()
    other.set_content(f"<{tag} contenteditable style='white-space: pre-wrap'></{tag}>")
    other.bring_to_front()
    place = other.locator(tag)
    place.focus()
    place.press("ControlOrMeta+v")
    return place


@pytest.mark.parametrize("way", SELECT)
@pytest.mark.parametrize("own", [False, True], ids=["written", "edited"])
def test_what_is_selected_and_copied_is_the_text_alone(new_context, way, own):
    tab = new_context(**DARK).new_page()
    tab.goto(ASK)
    fill_all(tab)
    if own:
        edit(tab, "Hello,\n\n  two  blanks\n[place]\n\nSam")
    subject, text = texts(tab)
    select(tab, way)
    tab.keyboard.press("ControlOrMeta+c")
    whole = {"the subject": subject, "both": f"{subject}\n\n{text}"}.get(way, text)
    assert clipboard(tab) == whole
    assert types(tab) == ["text/plain"]


def test_what_is_pasted_in_a_rich_field_has_its_lines_and_no_colours(new_context):
    tab = new_context(**DARK).new_page()
    tab.goto(ASK)
    fill_all(tab)
    select(tab, "the message")
    tab.keyboard.press("ControlOrMeta+c")
    place = pasted(tab, "div")
    expect(place).to_contain_text("Best wishes,")
    assert "style" not in place.inner_html()
    assert place.evaluate("e => e.innerText.replace(/\\n+/g, '\\n')") == (
        texts(tab)[1].replace("\n\n", "\n")
    )


def test_what_is_selected_beyond_the_message_is_copied_as_ever(visit):
    tab = visit("feedback/ask/")
    tab.keyboard.press("ControlOrMeta+a")
    tab.keyboard.press("ControlOrMeta+c")
    assert "text/html" in types(tab)
    assert "Ask for advice" in clipboard(tab)


def test_what_is_copied_from_a_field_is_what_is_selected_there(visit):
    tab = visit(ASK)
    fill_all(tab)
    select(tab, "the message")
    field(tab, "role").select_text()
    field(tab, "role").press("ControlOrMeta+c")
    assert clipboard(tab) == "Role"


def test_what_is_dragged_from_the_message_is_the_text_alone(visit):
    tab = visit(ASK)
    fill_all(tab)
    select(tab, "the message")
    got = message(tab).evaluate(
        """message => new Promise(done => {
          const data = new DataTransfer();
          data.setData('text/html', '<b>rich</b>');
          document.body.addEventListener('dragstart', event => setTimeout(() => done(
            [...data.types].map(type => [type, data.getData(type)]))));
          message.dispatchEvent(new DragEvent('dragstart', { bubbles: true, dataTransfer: data }));
        })"""
    )
    assert got == [["text/plain", texts(tab)[1]]]


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_the_lines_of_a_message_hold_without_styles(new_context, site, javascript):
    """As a reader view shows them, and what is pasted from it."""
    context = new_context(java_script_enabled=javascript)
    tab = context.new_page()
    tab.goto("emails/ask-advice/")
    if javascript:
        fill_all(tab)
    html = sheet(tab).locator("[data-part=message]").evaluate("e => e.innerHTML")
    bare = new_context().new_page()
    bare.set_content(f"<article>{html}</article>")
    seen = bare.locator("article").evaluate("e => e.innerText")
    assert seen == sheet(tab).locator("[data-part=message]").evaluate("e => e.textContent")
    assert "Best wishes,\n" in seen


def test_own_words_are_shown_with_their_lines_and_blanks(visit):
    tab = visit(ASK)
    own = "Hello,\n\n  two  blanks\n\n\nSam"
    edit(tab, own)
    assert message(tab).evaluate("e => [e.innerText, e.textContent]") == [own, own]


def test_a_message_that_was_changed_in_the_page_is_still_sent_as_it_was_written(visit):
    """Extensions translate what asks not to be, and put marks of their own beside words."""
    tab = visit(ASK)
    fill_all(tab)
    wanted = texts(tab)[1]
    message(tab).evaluate(
        """message => {
          const font = document.createElement('font');
          font.textContent = 'Estimada Interviewer';
          message.firstChild.replaceWith(font);
          message.querySelector('.email__gap').remove();
          message.insertAdjacentHTML('beforeend', '<mark>a hint</mark>');
        }"""
    )
    field(tab, "your name").fill("Sam")
    sheet(tab).locator("[data-action=copy-message]").click()
    expect(sheet(tab).locator(".email__said")).to_contain_text("Message copied")
    assert clipboard(tab) == wanted.replace("Your Name", "Sam")
