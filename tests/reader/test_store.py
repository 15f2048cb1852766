"""What is kept, and what happens when it cannot be."""

import contextlib
import json

import pytest
from playwright.sync_api import Error, expect

from tests import browser as browsers
from tests.reader.waits import painted, until

FIRST = "checklists/weekly-reset/"
ASK = "emails/ask-advice/"
BLOCKED = """
for (const name of ['localStorage', 'sessionStorage']) {
  Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError') } });
}
"""


def box(tab, number=0):
    return tab.locator(".checklist").first.get_by_role("checkbox").nth(number)


def tick_key(tab, number=0):
    """The whole name under which an item's tick is stored."""
    prefix = tab.evaluate("guide.base") + "|1|1|"
    return prefix + box(tab, number).get_attribute("data-key")


def stored(tab):
    return tab.evaluate("({...localStorage})")


def test_nothing_is_stored_before_the_first_change(visit):
    for path in ("", FIRST, ASK, "your-data/", "search/"):
        tab = visit(path)
        assert tab.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
        assert tab.context.cookies() == []


def test_every_key_begins_with_the_path_of_the_site(visit, prefix):
    tab = visit(FIRST)
    box(tab).check()
    tab.goto(ASK)
    tab.locator('input[name="role"]:visible').fill("ward clerk")
    tab.get_by_text("Change tone").first.click()
    tab.get_by_role("button", name="Brief").first.click()
    assert len(stored(tab)) == 3
    assert all(key.startswith(f"{prefix}|1|") for key in stored(tab))


def test_each_item_and_each_field_has_a_key_of_its_own(visit):
    tab = visit(FIRST)
    box(tab, 0).check()
    box(tab, 1).check()
    assert len(stored(tab)) == 2


def test_all_is_there_after_the_browser_was_closed_and_opened_again(tmp_path, playwright, server):
    def profile():
        return playwright.chromium.launch_persistent_context(
            str(tmp_path),
            executable_path=browsers.need(),
            args=["--no-sandbox"],
            base_url=server.url,
        )

    context = profile()
    tab = context.new_page()
    tab.goto(FIRST)
    box(tab).check()
    tab.goto(ASK)
    tab.locator('input[name="interviewer"]:visible').fill("Ms Okafor")
    context.close()
    context = profile()
    tab = context.new_page()
    tab.goto(FIRST)
    expect(box(tab)).to_be_checked()
    tab.goto(ASK)
    expect(tab.locator("[data-part=message]:visible")).to_contain_text("Dear Ms Okafor,")
    context.close()


def test_first_change_says_where_it_is_kept_and_offers_a_shared_computer(visit):
    tab = visit(FIRST)
    first = tab.locator("[data-notice=first]")
    expect(first).to_be_hidden()
    box(tab).check()
    expect(first).to_contain_text("Kept on this device")
    expect(first.get_by_role("button", name="Yes, keep it in this tab alone")).to_be_visible()
    expect(visit(FIRST).locator("[data-notice=first]")).to_be_hidden()


def test_the_first_notice_closes_by_escape_and_does_not_come_again(visit):
    tab = visit(FIRST)
    box(tab).check()
    first = tab.locator("[data-notice=first]")
    expect(first).to_be_visible()
    tab.keyboard.press("Escape")
    expect(first).to_be_hidden()
    expect(box(tab)).to_be_focused()
    tab.get_by_role("button", name="Undo").click()
    expect(box(tab)).not_to_be_checked()
    box(tab).check()
    expect(tab.locator("[data-state]").first).to_be_visible()
    expect(first).to_be_hidden()


# All ways in which browsers keep nothing for a site.
WAYS = {
    "the words throw": BLOCKED,
    "channels throw too": BLOCKED
    + "window.BroadcastChannel = function () { throw new DOMException('no', 'SecurityError') };",
    "nothing behind the words": """
for (const name of ['localStorage', 'sessionStorage']) {
  Object.defineProperty(window, name, { value: null });
}
delete window.BroadcastChannel;
""",
    "no room at all": """
Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError') };
""",
}


@pytest.mark.parametrize("way", WAYS)
def test_where_a_browser_keeps_nothing_it_is_told_and_all_works(new_context, way):
    context = new_context()
    context.add_init_script(WAYS[way])
    tab = context.new_page()
    tab.goto("feedback/ask/")
    box(tab).check()
    expect(tab.locator("[data-notice=blocked]")).to_be_visible()
    expect(tab.locator("[data-notice=full]")).to_have_count(0)
    expect(tab.locator("[data-part=progress]").first).to_contain_text("1 of")
    tab.locator('input[name="interviewer"]:visible').fill("Ms Okafor")
    expect(tab.locator("[data-part=message]:visible")).to_contain_text("Dear Ms Okafor,")
    box(tab).uncheck()
    tab.get_by_role("button", name="Undo").first.click()
    expect(box(tab)).to_be_checked()
    tab.locator("[data-notice=blocked] [data-action=close]").click()
    expect(tab.locator("[data-notice=blocked]")).to_have_count(0)
    for path in ("worksheets/application-tracker/", "emails/", "search/", "print/"):
        tab.goto(path)
        expect(tab.locator("h1")).to_be_visible()


def test_blocked_storage_is_told_and_everything_works_until_the_page_is_left(new_context):
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    context.add_init_script(BLOCKED)
    tab = context.new_page()
    tab.goto("feedback/ask/")
    expect(tab.locator("[data-notice=blocked]")).to_contain_text("keeps nothing")
    box(tab).check()
    expect(tab.locator("[data-part=progress]").first).to_contain_text("1 of")
    tab.locator('input[name="interviewer"]:visible').fill("Ms Okafor")
    expect(tab.locator("[data-part=message]:visible")).to_contain_text("Dear Ms Okafor,")
    tab.get_by_role("button", name="Copy message").click()
    tab.get_by_role("button", name="Go on anyway").click()
    expect(tab.locator(".email__said:visible")).to_contain_text("copied")
    assert tab.evaluate("navigator.clipboard.readText()").startswith("Dear Ms Okafor,")
    tab.get_by_role("button", name="Start again").click()
    expect(box(tab)).not_to_be_checked()


@pytest.mark.parametrize("path", ["", "emails/ask-advice/", "your-data/", "search/", "about/"])
def test_no_page_fails_where_storage_is_blocked(new_context, path):
    context = new_context()
    context.add_init_script(BLOCKED)
    tab = context.new_page()
    tab.goto(path)
    expect(tab.locator("h1")).to_be_visible()


def fill_up(tab):
    tab.evaluate(
        """() => {
          let size = 2 ** 22;
          for (let n = 0; size >= 1; n += 1) {
            try { localStorage.setItem('/other/' + n, 'x'.repeat(size)) } catch { size = size >> 1 }
          }
        }"""
    )


def test_full_storage_is_told_and_keeps_the_change_while_the_page_is_open(visit):
    tab = visit(FIRST)
    box(tab, 0).check()
    fill_up(tab)
    box(tab, 1).check()
    expect(tab.locator("[data-notice=full]")).to_contain_text("no room left")
    expect(box(tab, 1)).to_be_checked()
    expect(tab.locator("[data-part=progress]").first).to_contain_text("2 of")
    other = visit(FIRST)
    expect(box(other, 0)).to_be_checked()
    expect(box(other, 1)).not_to_be_checked()


def make_room(other, tab):
    """Take away, in another tab, what filled the storage up."""
    filled = tab.evaluate("Object.keys(localStorage).length")
    until(other, "filled => Object.keys(localStorage).length === filled", filled)
    other.evaluate(
        """() => Object.keys(localStorage).filter(key => key.startsWith('/other/'))
          .forEach(key => localStorage.removeItem(key))"""
    )


def test_words_that_are_not_stored_are_told_of_before_the_page_is_left(visit):
    tab = visit(ASK)
    field = tab.locator('input[name="role"]:visible')
    field.press_sequentially("ward")
    fill_up(tab)
    field.press_sequentially(" clerk of the third floor")
    expect(tab.locator("[data-notice=full]")).to_be_visible()
    with tab.expect_event("dialog") as asked:
        tab.evaluate("setTimeout(() => { location.href = guide.base })")
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    expect(field).to_have_value("ward clerk of the third floor")


def test_what_found_no_room_is_stored_when_there_is_some_and_then_nobody_is_asked(visit):
    tab, other = visit(FIRST), visit("about/")
    box(tab, 0).check()
    fill_up(tab)
    box(tab, 1).check()
    expect(tab.locator("[data-notice=full]")).to_be_visible()
    make_room(other, tab)
    expect(tab.locator("[data-notice=full]")).to_have_count(0)
    expect(box(visit(FIRST), 1)).to_be_checked()
    asked = []
    tab.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    tab.goto("about/")
    assert asked == []


def test_a_tick_can_be_taken_away_when_storage_is_full(visit):
    tab = visit(FIRST)
    box(tab).check()
    fill_up(tab)
    box(tab).uncheck()
    expect(box(visit(FIRST))).not_to_be_checked()


@pytest.mark.parametrize(
    "raw", ["{", "true", '{"value":1,"at":"x"}', '"done"', "null", '{"value":"done"}', ""]
)
def test_a_damaged_value_is_told_set_aside_and_never_lost(visit, raw):
    tab = visit(FIRST)
    key = tick_key(tab)
    tab.evaluate("([key, raw]) => localStorage.setItem(key, raw)", [key, raw])
    tab.reload()
    expect(tab.locator("[data-notice=damaged]")).to_contain_text("could not be read")
    expect(box(tab)).not_to_be_checked()
    assert stored(tab) == {key: raw}
    box(tab).check()
    kept = stored(tab)
    assert json.loads(kept.pop(key))["value"] == "done"
    assert list(kept.values()) == [raw]
    box(tab).uncheck()
    assert list(stored(tab).values()) == [raw]


def test_a_newer_value_is_told_and_left_alone(visit):
    tab = visit(FIRST)
    newer = tick_key(tab).replace("|1|1|", "|2|1|")
    tab.evaluate("key => localStorage.setItem(key, 'from the future')", newer)
    tab.reload()
    expect(tab.locator("[data-notice=newer]")).to_contain_text("newer version")
    box(tab).check()
    tab.get_by_role("button", name="Start again").click()
    left = stored(tab)
    assert left.pop(newer) == "from the future"
    # What was taken away here is for the newer one to hear of.
    assert all(json.loads(raw)["gone"] for raw in left.values())


def test_another_project_of_the_same_owner_is_left_alone(visit):
    tab = visit(FIRST)
    others = {"/other/|1|1|tick|a|b": "x", "/|1|1|tick|a|b": "{"}
    tab.evaluate(
        "all => Object.entries(all).forEach(([k, v]) => localStorage.setItem(k, v))", others
    )
    tab.reload()
    expect(tab.locator("[data-notice=damaged]")).to_be_hidden()
    box(tab).check()
    tab.goto("your-data/")
    tab.get_by_role("button", name="Erase it all").click()
    tab.get_by_role("button", name="Yes, erase it").click()
    assert stored(tab) == others


def test_a_page_that_lies_below_no_folder_stores_under_the_same_path(visit, prefix):
    tab = visit("no-such-page/deep/down/")
    assert tab.evaluate("guide.base") == prefix


def share(tab):
    box(tab).check()
    tab.get_by_role("button", name="Yes, keep it in this tab alone").click()


def test_on_a_shared_computer_all_stays_in_this_tab(visit):
    tab = visit(FIRST)
    share(tab)
    assert stored(tab) == {}
    box(tab, 1).check()
    tab.goto(ASK)
    tab.locator('input[name="your name"]:visible').fill("Sam")
    tab.goto(FIRST)
    expect(box(tab, 0)).to_be_checked()
    expect(box(tab, 1)).to_be_checked()
    assert stored(tab) == {}
    expect(box(visit(FIRST), 0)).not_to_be_checked()


def test_finish_and_clear_is_in_sight_on_every_page_and_clears_the_tab(visit):
    tab = visit(FIRST)
    finish = tab.get_by_role("button", name="Finish and clear")
    expect(finish).to_be_hidden()
    share(tab)
    for path in ("", ASK, "your-data/", "about/"):
        tab.goto(path)
        expect(finish).to_be_in_viewport()
    tab.goto(ASK)
    tab.locator('input[name="your name"]:visible').fill("Sam")
    finish.click()
    tab.get_by_role("button", name="No", exact=True).click()
    expect(tab.locator('input[name="your name"]:visible')).to_have_value("Sam")
    tab.goto("about/")
    finish.click()
    tab.get_by_role("button", name="Yes, clear it").click()
    expect(tab.locator("[data-notice=finished]")).to_contain_text("All cleared")
    assert stored(tab) == {}
    assert tab.evaluate("Object.keys(sessionStorage)") == [tab.evaluate("guide.base") + "|shared"]
    tab.go_back()
    expect(tab.locator('input[name="your name"]:visible')).to_have_value("")
    for name in tab.locator("input[name]").all():
        expect(name).to_have_value("")


def test_after_finishing_the_next_words_do_not_land_on_the_device(visit):
    tab = visit(FIRST)
    share(tab)
    tab.get_by_role("button", name="Finish and clear").click()
    tab.get_by_role("button", name="Yes, clear it").click()
    expect(tab.locator("[data-notice=finished]")).to_be_visible()
    tab.goto(FIRST)
    box(tab).check()
    assert stored(tab) == {}
    tab.go_back()
    expect(tab.locator("h1")).to_be_visible()
    expect(tab.locator("[data-notice=finished]")).to_be_hidden()


def test_a_page_the_browser_kept_from_before_finishing_comes_back_empty(playwright, server):
    keeps = {"ignore_default_args": ["--disable-back-forward-cache"]}
    browser = browsers.launch(playwright, "chromium", browsers.need(), **keeps)
    tab = browser.new_context(base_url=server.url).new_page()
    tab.goto(FIRST)
    share(tab)
    tab.goto(ASK)
    tab.get_by_role("button", name="Edit the text").first.click()
    tab.get_by_role("textbox", name="Message").fill("SECRET")
    tab.get_by_role("button", name="Take back my changes").click()
    tab.goto("about/")
    tab.get_by_role("button", name="Finish and clear").click()
    tab.get_by_role("button", name="Yes, clear it").click()
    expect(tab.locator("[data-notice=finished]")).to_be_visible()
    tab.go_back()
    until(tab, "!document.documentElement.outerHTML.includes('SECRET')")
    expect(tab.locator("[data-action=undo]:visible")).to_have_count(0)
    assert stored(tab) == {}
    browser.close()


def test_enter_pressed_twice_on_finish_clears_nothing(visit):
    tab = visit(FIRST)
    share(tab)
    tab.get_by_role("button", name="Finish and clear").focus()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("button", name="Yes, clear it")).to_be_visible()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("button", name="Yes, clear it")).to_be_hidden()
    expect(tab.get_by_role("button", name="Finish and clear")).to_be_focused()
    expect(box(tab)).to_be_checked()


def test_where_a_tab_cannot_keep_anything_a_shared_computer_is_not_offered(new_context):
    context = new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('no') } })"
    )
    tab = context.new_page()
    tab.goto(FIRST)
    box(tab).check()
    expect(tab.locator("[data-notice=first]")).to_be_visible()
    expect(tab.get_by_role("button", name="Yes, keep it in this tab alone")).to_be_hidden()
    tab.goto("your-data/")
    tab.get_by_role("button", name="Keep it in this tab alone").last.click()
    expect(tab.locator("[data-notice=stays]")).to_contain_text("It is still on this device")
    assert len(stored(tab)) == 1


def test_a_closed_notice_gives_the_focus_back(visit):
    tab = visit(FIRST)
    box(tab).focus()
    tab.keyboard.press("Space")
    tab.locator("[data-notice=first] [data-action=close]").click()
    expect(box(tab)).to_be_focused()


def test_leaving_the_shared_computer_takes_the_words_along(visit):
    tab = visit(FIRST)
    share(tab)
    tab.goto("your-data/")
    tab.get_by_role("button", name="Keep it on this device instead").click()
    expect(tab.get_by_role("button", name="Finish and clear")).to_be_hidden()
    expect(box(visit(FIRST))).to_be_checked()


def test_a_value_written_after_the_clock_was_set_back_has_the_later_time(visit):
    tab = visit(FIRST)
    tab.clock.set_fixed_time("2026-05-03T10:00:00")
    box(tab).check()
    key = tick_key(tab)
    before = json.loads(stored(tab)[key])["at"]
    tab.clock.set_fixed_time("2026-05-01T10:00:00")
    tab.locator(".checklist [data-action=skip]").nth(1).click()
    tab.evaluate(
        "key => guide.emit(document.body, 'store:change', { [key]: 'skip' })",
        box(tab).get_attribute("data-key"),
    )
    after = json.loads(stored(tab)[key])
    assert after["value"] == "skip"
    assert after["at"] > before


def test_no_tick_carries_a_day_to_come(visit):
    tab = visit(FIRST)
    tab.clock.set_fixed_time("2026-05-03T10:00:00")
    box(tab).check()
    tab.clock.set_fixed_time("2026-05-01T10:00:00")
    tab.reload()
    expect(box(tab)).to_be_checked()
    assert tab.locator(".checklist time").first.get_attribute("datetime") == "2026-05-01"


def test_what_was_typed_is_there_after_the_tab_was_killed(visit):
    tab = visit(ASK)
    tab.locator('input[name="role"]:visible').press_sequentially("ward clerk")
    with tab.expect_event("crash"), contextlib.suppress(Error):
        tab.goto("chrome://crash")
    expect(visit(ASK).locator('input[name="role"]:visible')).to_have_value("ward clerk")


# Counts what a change costs: entries parsed, elements told.
COUNT = """
window.parsed = 0; window.told = 0;
const parse = JSON.parse;
JSON.parse = (...given) => { window.parsed += 1; return parse(...given) };
document.addEventListener('store:value', () => { window.told += 1 }, true);
"""


def test_the_work_of_a_press_does_not_grow_with_what_is_kept(new_context, prefix):
    def cost(kept):
        context = new_context()
        context.add_init_script(COUNT)
        tab = context.new_page()
        tab.goto("about/")
        tab.evaluate(
            """([start, n]) => {
              for (let i = 0; i < n; i += 1) {
                const entry = { value: 'done', at: '2026-05-03T10:00:00.000Z' };
                localStorage.setItem(`${start}tick|a-list|item-${i}`, JSON.stringify(entry));
              }
            }""",
            [f"{prefix}|1|1|", kept],
        )
        tab.goto(FIRST)
        box(tab).check()
        painted(tab)
        tab.evaluate("window.parsed = window.told = 0")
        box(tab, 1).check()
        painted(tab)
        return tab.evaluate("[window.parsed, window.told]")

    assert cost(1_000) == cost(10)


def test_keys_that_begin_otherwise_are_not_read(visit):
    tab = visit(FIRST)
    box(tab, 0).check()
    box(tab, 1).check()
    owner = box(tab).get_attribute("data-key").rsplit("|", 1)[0]
    tab.evaluate("guide.emit(document.body, 'store:change', { 'field||role': 'cook' })")
    assert len(tab.evaluate("start => guide.store.keys(start)", owner + "|")) == 2
    assert tab.evaluate("guide.store.keys('field|')") == ["field||role"]
    assert len(tab.evaluate("guide.store.keys()")) == 3
