"""A message is right from the first frame on, however its page arrives, and in a saved page."""

import pytest
from playwright.sync_api import expect

from tests.reader.test_emails import field, message, sheet
from tests.reader.test_sending import ASK, edit, press, texts
from tests.reader.waits import until

VALUES = {"interviewer": "Ms Okafor", "role": "the ward clerk job", "your name": "Sam"}


def fill_and_add(tab):
    for name, value in VALUES.items():
        field(tab, name).fill(value)
    sheet(tab).locator("[data-switch]").first.check()
    sheet(tab).locator("[data-extra]:visible input").first.fill("2026-05-03")


# Write a page in pieces that know nothing of tags, and look at each frame before the next.
PIECES = """
async ([page, size]) => {
  const painted = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  const seen = new Set();
  const look = () => {
    const part = document.querySelector('.email__sheet:not([hidden]) [data-part=message]');
    if (part && getComputedStyle(part).visibility === 'visible') seen.add(part.innerText);
  };
  const start = page.indexOf('class="email__text"'), end = page.indexOf('class="email__actions"');
  document.open();
  document.write(page.slice(0, start));
  for (let at = start; at < end; at += size) {
    document.write(page.slice(at, Math.min(at + size, end)));
    await painted();
    look();
  }
  document.write(page.slice(end));
  document.close();
  await painted();
  return [...seen];
}
"""


@pytest.mark.parametrize("own", [False, True], ids=["written", "edited"])
@pytest.mark.parametrize("size", [pytest.param(11, marks=pytest.mark.sweep), 29, 64])
def test_a_message_that_arrives_in_pieces_never_shows_what_it_will_not_say(visit, site, size, own):
    tab = visit(ASK)
    fill_and_add(tab)
    # Words that the message says, too, are taken off when all that follows is there.
    field(tab, "role").fill("ward clerk")
    if own:
        edit(tab, "My own words.\n\nSam")
    wanted = texts(tab)[1]
    html = (site / ASK / "index.html").read_text("utf-8")
    tab.route("**/empty", lambda route: route.fulfill(body="", content_type="text/html"))
    tab.goto(f"{ASK}empty")
    tab.bring_to_front()
    seen = tab.evaluate(PIECES, [html, size])
    assert texts(tab)[1] == wanted
    assert [text for text in seen if not wanted.startswith(text.rstrip())] == []
    assert own or len(seen) > 3


@pytest.mark.parametrize("option", [True, False], ids=["added", "left out"])
def test_held_back_after_the_message_it_is_whole_already(visit, site, option):
    tab = visit(ASK)
    for name, value in VALUES.items():
        field(tab, name).fill(value)
    if option:
        fill_and_add(tab)
    wanted = texts(tab)[1]
    html = (site / ASK / "index.html").read_text("utf-8")
    # Into the first tag after the message.
    held = html.index(">", html.index("email__tools")) + 1
    tab.route("**/empty", lambda route: route.fulfill(body="", content_type="text/html"))
    tab.goto(f"{ASK}empty")
    tab.evaluate("start => { document.open(); document.write(start); }", html[:held])
    expect(message(tab)).to_be_visible()
    until(tab, "() => document.querySelector('[data-ready]')")
    assert message(tab).evaluate("e => e.innerText") == wanted
    tab.evaluate("rest => { document.write(rest); document.close(); }", html[held:])
    assert texts(tab)[1] == wanted


# ---- Saved by the browser, and opened again ----


@pytest.fixture
def opened_again(new_context):
    """The page as a browser saves it, tree and attributes, in a browser that knows nothing."""

    def go(tab):
        html = tab.evaluate("'<!doctype html>' + document.documentElement.outerHTML")
        context = new_context()
        url = tab.url
        context.route(url, lambda route: route.fulfill(body=html, content_type="text/html"))
        new = context.new_page()
        new.goto(url)
        return new

    return go


def test_a_page_that_was_saved_shows_the_words_it_was_saved_with(visit, opened_again):
    tab = visit(ASK)
    fill_and_add(tab)
    wanted = texts(tab)
    new = opened_again(tab)
    assert texts(new) == wanted
    expect(field(new, "role")).to_have_value(VALUES["role"])
    expect(sheet(new).locator("[data-switch]").first).to_be_checked()


def test_in_a_page_that_was_saved_a_sentence_left_out_can_be_added(visit, opened_again):
    new = opened_again(visit(ASK))
    switch = sheet(new).locator("[data-switch]").first
    before = texts(new)[1]
    switch.check()
    label = switch.locator("xpath=..").locator("q").inner_text()
    assert label in texts(new)[1]
    assert "Optional" not in texts(new)[1]
    switch.uncheck()
    assert texts(new)[1] == before


def test_an_edited_text_is_there_in_a_page_that_was_saved_and_so_is_the_original(
    visit, opened_again
):
    tab = visit(ASK)
    original = texts(tab)[1]
    press(tab, "Edit the text")
    sheet(tab).get_by_role("textbox", name="Message").fill("My own words.\n\nSam")
    new = opened_again(tab)
    expect(new.locator(".email__editor")).to_have_count(0)
    assert texts(new)[1] == "My own words.\n\nSam"
    press(new, "Take back my changes")
    assert texts(new)[1] == original


def test_a_page_that_was_saved_has_each_control_once(visit, opened_again):
    def controls(tab):
        return tab.locator(".email :is(button, a, input, textarea)").evaluate_all(
            "all => all.map(e => [e.localName, e.name || e.dataset.action || e.textContent])"
        )

    tab = visit(ASK)
    wanted = controls(tab)
    assert controls(opened_again(tab)) == wanted
