"""What the store tells: in the flow, beside what was used, and never in the way."""

import re

import pytest
from playwright.sync_api import expect

from tests import browser as browsers
from tests.reader import shifts
from tests.reader.test_axe import SCHEMES, violations
from tests.reader.test_store import BLOCKED, box, fill_up, share, stored, tick_key
from tests.reader.waits import until

FIRST = "checklists/weekly-reset/"
ASK = "emails/ask-advice/"
# 1280×1024 at 400 %.
ENLARGED = {"width": 320, "height": 256}
SETTLED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
# What lies over the element that has the focus, where a part of it is in view; else null.
COVERS = """() => {
  const at = document.activeElement, { left, top, right, bottom } = at.getBoundingClientRect();
  const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
  const hit = document.elementFromPoint((left + right) / 2, y);
  const own = hit && (at.contains(hit) || [...at.labels || []].some(label => label.contains(hit)));
  return own ? null : hit ? hit.outerHTML : 'out of view';
}"""
# Where each notice and the bar stand: nothing of them leaves the flow.
OUT_OF_FLOW = """() => [...document.querySelectorAll('.told, .told *, .shared')]
  .filter(e => ['fixed', 'sticky'].includes(getComputedStyle(e).position)).length"""


def field(tab, name="interviewer"):
    return tab.locator(f'input[name="{name}"]:visible')


def below(tab, what, notice):
    """How far the top of a notice lies below the end of what was used."""
    used, told = what.bounding_box(), notice.bounding_box()
    return told["y"] - used["y"] - used["height"]


@pytest.mark.parametrize("width", [320, 1280])
def test_the_first_notice_stands_directly_below_what_was_used_which_stays(new_context, width):
    uses = {
        FIRST: (lambda tab: box(tab, 2), lambda what: what.check()),
        ASK: (field, lambda what: what.press_sequentially("Ms")),
        "worksheets/star-debrief/": (
            lambda tab: tab.get_by_role("textbox").first,
            lambda what: what.press_sequentially("Ms"),
        ),
        "worksheets/application-tracker/": (
            lambda tab: tab.get_by_role("textbox").first,
            lambda what: what.press_sequentially("Ms"),
        ),
    }
    for path, (find, use) in uses.items():
        tab = new_context(viewport={"width": width, "height": 900}).new_page()
        tab.goto(path)
        find(tab).evaluate("e => e.scrollIntoView({ block: 'center' })")
        before = find(tab).bounding_box()
        use(find(tab))
        notice = tab.locator("[data-notice=first]")
        expect(notice).to_be_in_viewport()
        assert find(tab).bounding_box()["y"] == before["y"], path
        if "tracker" not in path or width == 320:
            assert 0 <= below(tab, find(tab), notice) < 200, path
        assert tab.evaluate(OUT_OF_FLOW) == 0


def test_a_notice_comes_into_view_with_the_field_that_is_typed_in(new_context):
    tab = new_context(viewport={"width": 360, "height": 500}).new_page()
    tab.goto("worksheets/star-debrief/")
    last = tab.get_by_role("textbox").last
    last.evaluate("e => e.scrollIntoView({ block: 'end' })")
    last.press_sequentially("Ms")
    expect(tab.locator("[data-notice=first]")).to_be_in_viewport(ratio=0.9)
    expect(last).to_be_in_viewport(ratio=1)


def test_a_notice_has_its_place_before_its_words_come(context):
    context.add_init_script(
        """
        window.places = [];
        const look = ({ target, addedNodes }) => addedNodes.forEach(node => {
          if (node.matches?.('[data-notice]')) {
            window.places.push([target.getAttribute('role'), window.ready === target]);
          }
          if (node.matches?.('[role=status]:empty')) {
            requestAnimationFrame(() => { window.ready = node });
          }
        });
        new MutationObserver(all => all.forEach(look))
          .observe(document, { childList: true, subtree: true });
        """
    )
    tab = context.new_page()
    tab.goto(FIRST)
    box(tab).check()
    expect(tab.locator("[data-notice=first]")).to_be_visible()
    assert tab.evaluate("window.places") == [["status", True]]


def test_at_400_percent_no_notice_and_no_bar_hides_what_has_the_focus(new_context):
    tab = new_context(viewport=ENLARGED).new_page()
    tab.goto(FIRST)
    box(tab).focus()
    tab.keyboard.press("Space")
    expect(tab.locator("[data-notice=first]")).to_be_visible()
    assert tab.evaluate(COVERS) is None
    share_button = tab.get_by_role("button", name="Yes, keep it in this tab alone")
    for state in ("notice", "bar"):
        tab.locator(".header__home").focus()
        for _ in range(25):
            tab.keyboard.press("Tab")
            assert tab.evaluate(COVERS) is None, (state, tab.evaluate("scrollY"))
        if state == "notice":
            share_button.click()


def test_a_second_quick_press_changes_nothing_more_than_the_first(visit):
    tab = visit(FIRST)
    box(tab).scroll_into_view_if_needed()
    box(tab).dblclick()
    expect(tab.locator("[data-notice=first]")).to_be_visible()
    expect(box(tab)).not_to_be_checked()
    assert not tab.evaluate("guide.store.isShared()")


def test_ticks_in_quick_succession_hit_no_button_of_the_notice(visit):
    tab = visit(FIRST)
    first, second = box(tab, 0).bounding_box(), box(tab, 1).bounding_box()
    expect(box(tab)).to_be_visible()
    for place in (first, second):
        tab.mouse.click(place["x"] + 5, place["y"] + 5)
    tab.mouse.click(second["x"] + 5, second["y"] + 5)
    expect(tab.locator("[data-notice=first]")).to_be_visible()
    assert not tab.evaluate("guide.store.isShared()")


LOADED = {
    "blocked": BLOCKED,
    "damaged": "if (location.host) localStorage.setItem('{prefix}|1|1|tick|a|b', '{');",
    "newer": "if (location.host) localStorage.setItem('{prefix}|9|1|tick|a|b', 'x');",
    "finished": "",
}


@pytest.mark.parametrize("name", LOADED)
def test_what_is_known_at_loading_stands_above_the_text_and_nothing_jumps(
    new_context, prefix, name
):
    context = new_context()
    context.add_init_script(LOADED[name].replace("{prefix}", prefix) + shifts.WATCH)
    tab = context.new_page()
    tab.goto(FIRST + ("#finished" if name == "finished" else ""))
    notice = tab.locator(f"[data-notice={name}]")
    expect(notice).to_be_in_viewport(ratio=1)
    assert notice.bounding_box()["y"] < tab.locator("h1").bounding_box()["y"]
    tab.evaluate(SETTLED)
    assert tab.evaluate("window.allShifts()") == 0
    assert violations(tab) == []


def test_where_nothing_is_kept_it_is_said_only_where_there_is_something_to_keep(new_context):
    context = new_context()
    context.add_init_script(BLOCKED)
    tab = context.new_page()
    for path, told in ((FIRST, 1), ("about/", 0), ("your-data/", 1)):
        tab.goto(path)
        expect(tab.locator("[data-notice=blocked]")).to_have_count(told)


def test_the_bar_of_a_shared_computer_is_there_at_the_first_paint(context, visit):
    tab = visit(FIRST)
    share(tab)
    context.add_init_script(shifts.WATCH)
    for path in (FIRST, "about/"):
        tab.goto(path)
        bar = tab.locator(".shared")
        expect(bar).to_be_in_viewport(ratio=1)
        assert bar.bounding_box()["y"] < tab.locator("h1").bounding_box()["y"]
        tab.evaluate(SETTLED)
        assert tab.evaluate("window.allShifts()") == 0
        assert violations(tab) == []


def test_the_notice_of_no_room_comes_again_and_moves_nothing_that_is_used(visit):
    tab = visit(FIRST)
    box(tab, 0).check()
    tab.keyboard.press("Escape")
    fill_up(tab)
    full = tab.locator("[data-notice=full]")
    box(tab, 1).check()
    expect(full).to_be_visible()
    full.get_by_role("button", name="Close").click()
    expect(full).to_be_hidden()
    box(tab, 2).check()
    expect(full).to_be_visible()
    # Out of view, it comes to where the reader is; what was pressed stays where it is.
    last = tab.get_by_role("checkbox").last
    last.evaluate("e => e.scrollIntoView({ block: 'start' })")
    expect(full).not_to_be_in_viewport()
    before = last.bounding_box()["y"]
    last.check()
    expect(full).to_be_in_viewport()
    expect(full).to_have_count(1)
    assert abs(last.bounding_box()["y"] - before) < 1


def saved_page(tab):
    """Have the page opened again as a browser saves it: with all that scripts did to it."""
    html = tab.evaluate("document.documentElement.outerHTML")
    # Where it is opened from a file, no policy of the site's holds.
    html = re.sub(r'<meta http-equiv="Content-Security-Policy".*?>', "", html)
    tab.route(tab.url, lambda route: route.fulfill(body=html, content_type="text/html"))
    tab.reload()


def test_a_page_saved_with_its_notices_and_opened_again_shows_them_once(visit):
    tab = visit(FIRST)
    share(tab)
    box(tab, 1).check()
    saved_page(tab)
    expect(tab.locator(".shared")).to_have_count(1)
    expect(tab.locator(".shared")).to_be_visible()
    tab.evaluate(SETTLED)
    assert tab.locator(".notice").count() <= 1
    box(tab, 2).check()
    expect(tab.locator(".shared")).to_have_count(1)


def test_a_saved_notice_is_not_shown_a_second_time(visit):
    tab = visit(FIRST)
    newer = tick_key(tab).replace("|1|1|", "|2|1|")
    tab.evaluate("key => localStorage.setItem(key, 'from the future')", newer)
    tab.reload()
    expect(tab.locator("[data-notice=newer]")).to_be_visible()
    saved_page(tab)
    expect(tab.locator("[data-notice=newer]")).to_have_count(1)


def test_on_paper_there_is_no_notice_and_no_bar(visit):
    tab = visit(FIRST)
    share(tab)
    fill_up(tab)
    expect(tab.locator(".shared")).to_be_visible()
    tab.emulate_media(media="print")
    for what in (".told", ".shared"):
        assert tab.locator(what).locator("visible=true").count() == 0


@pytest.mark.parametrize(("scheme", "rules"), SCHEMES)
def test_axe_finds_nothing_in_a_notice_beside_a_field_and_in_a_table(new_context, scheme, rules):
    for path in (ASK, "worksheets/application-tracker/", FIRST):
        tab = new_context(color_scheme=scheme).new_page()
        tab.goto(path)
        if path == FIRST:
            box(tab, 1).check()
        else:
            tab.locator("textarea:visible, .email__fields input:visible").first.fill("x")
        expect(tab.locator("[data-notice=first]")).to_be_visible()
        assert violations(tab, **rules) == [], path


def test_where_the_browser_keeps_pages_a_page_comes_back_as_it_is_and_current(playwright, server):
    keeps = {"ignore_default_args": ["--disable-back-forward-cache"]}
    browser = browsers.launch(playwright, "chromium", browsers.need(), **keeps)
    context = browser.new_context(base_url=server.url)
    tab, other = context.new_page(), context.new_page()
    tab.goto(FIRST)
    box(tab, 0).check()
    tab.evaluate(
        "document.addEventListener('store:shown', () => { window.shown = box().checked });"
        "window.box = () => document.querySelectorAll('.checklist input')[1];"
        "window.alive = true"
    )
    tab.goto("about/")
    other.goto(FIRST)
    box(other, 1).check()
    tab.evaluate("history.back()")
    until(tab, "window.alive && location.pathname.includes('weekly-reset')")
    until(tab, "window.shown === true")
    expect(box(tab, 1)).to_be_checked()
    tab.goto("about/")
    other.goto("your-data/")
    other.get_by_role("button", name="Keep it in this tab alone").last.click()
    expect(other.locator(".shared")).to_be_visible()
    tab.evaluate("history.back()")
    expect(tab.locator(".shared")).to_be_visible()
    box(tab, 2).check()
    assert stored(tab) == {}
    browser.close()
