"""Several tabs: of one version and of two, on the device and on a shared computer."""

import pytest
from playwright.sync_api import expect

from tests.reader.test_store import box, fill_up, make_room, share, stored, tick_key
from tests.reader.waits import until

FIRST = "checklists/weekly-reset/"
ASK = "emails/ask-advice/"


def field(tab, name="role"):
    return tab.locator(f'input[name="{name}"]:visible')


def test_two_tabs_change_different_things_and_both_stay(visit):
    one, two = visit(FIRST), visit(FIRST)
    box(one, 0).check()
    box(two, 1).check()
    for tab in (one, two, visit(FIRST)):
        expect(box(tab, 0)).to_be_checked()
        expect(box(tab, 1)).to_be_checked()


def test_two_tabs_stay_in_step(visit):
    one, two = visit(ASK), visit("feedback/ask/")
    one.locator('input[name="interviewer"]:visible').press_sequentially("Ms Okafor")
    expect(two.locator('input[name="interviewer"]:visible')).to_have_value("Ms Okafor")
    expect(two.locator("[data-part=message]:visible").first).to_contain_text("Ms Okafor")
    two.locator('input[name="interviewer"]:visible').fill("Mr Li")
    expect(one.locator("[data-part=message]:visible")).to_contain_text("Dear Mr Li,")


def test_a_tab_that_clears_everything_clears_the_others(visit):
    one, two = visit(FIRST), visit(FIRST)
    box(one).check()
    expect(box(two)).to_be_checked()
    one.evaluate("localStorage.clear()")
    expect(box(two)).not_to_be_checked()
    expect(two.locator("[data-part=progress]").first).to_contain_text("0 of")


def next_version(route):
    """The site's script one version on, with a step that renames one checklist."""
    body = route.fetch().text()
    step = '{1:(rest,raw)=>[rest.replace("|weekly-reset|","|ghosted|"),raw]}'
    changed = body.replace("VERSION=1;", "VERSION=2;").replace("STEPS={};", f"STEPS={step};")
    assert changed.count("VERSION=2;") == 1
    assert changed.count(step) == 1
    route.fulfill(body=changed, content_type="text/javascript")


def test_a_new_version_brings_older_values_forward(visit):
    tab = visit(FIRST)
    name = box(visit("checklists/ghosted/")).get_attribute("data-key")
    box(tab).check()
    old = tick_key(tab)
    tab.evaluate(
        "([old, id]) => localStorage.setItem(old.replace(/[^|]*$/, id), localStorage[old])",
        [old, name.split("|")[-1]],
    )
    tab.context.route("**/assets/guide.*.js", next_version)
    tab.goto("checklists/ghosted/")
    expect(box(tab)).to_be_checked()
    assert all("|2|1|tick|ghosted|" in key for key in stored(tab))
    assert len(stored(tab)) == 2


def test_a_value_that_cannot_be_brought_forward_stays_as_it_is(visit):
    tab = visit(FIRST)
    box(tab).check()
    before = stored(tab)

    def broken(route):
        body = route.fetch().text().replace("VERSION=1;", "VERSION=2;")
        route.fulfill(body=body, content_type="text/javascript")

    tab.context.route("**/assets/guide.*.js", broken)
    tab.goto(FIRST)
    expect(box(tab)).not_to_be_checked()
    assert stored(tab) == before


def test_a_tab_opened_beside_one_of_a_shared_computer_is_one_and_both_finish(visit):
    tab = visit(FIRST)
    share(tab)
    other = visit(ASK)
    expect(other.get_by_role("button", name="Finish and clear")).to_be_visible()
    other.locator('input[name="role"]:visible').fill("ward clerk")
    assert stored(other) == {}
    tab.get_by_role("button", name="Finish and clear").click()
    tab.get_by_role("button", name="Yes, clear it").click()
    expect(other.locator("[data-notice=finished]")).to_be_visible()
    assert len(other.evaluate("Object.keys(sessionStorage)")) == 1


def test_a_tab_that_was_open_before_is_one_of_a_shared_computer_too(visit):
    other, tab = visit(ASK), visit("your-data/")
    other.locator('input[name="interviewer"]:visible').fill("Ms Before")
    expect(tab.locator(".data__list")).to_contain_text("Ms Before")
    tab.get_by_role("button", name="Keep it in this tab alone").click()
    expect(other.get_by_role("button", name="Finish and clear")).to_be_visible()
    other.locator('input[name="role"]:visible').fill("SECRET cook")
    assert stored(other) == {}
    other.get_by_role("button", name="Finish and clear").click()
    other.get_by_role("button", name="Yes, clear it").click()
    for each in (other, tab):
        expect(each.locator("[data-notice=finished]")).to_be_visible()
    new = visit(ASK)
    expect(new.locator('input[name="role"]:visible')).to_have_value("")
    expect(new.locator('input[name="interviewer"]:visible')).to_have_value("")


def later_version(route):
    """The site's script one version on, with nothing else changed."""
    step = "{1:(rest,raw)=>[rest,raw]}"
    body = route.fetch().text().replace("VERSION=1;", "VERSION=2;")
    route.fulfill(body=body.replace("STEPS={};", f"STEPS={step};"), content_type="text/javascript")


def new_page(context, path):
    """A tab of the next version beside those that are open."""
    context.route("**/assets/guide.*.js", later_version)
    tab = context.new_page()
    tab.goto(path)
    assert tab.evaluate("guide.store.VERSION") == 2
    return tab


def test_what_an_older_tab_writes_after_a_step_to_a_new_version_is_not_lost(context, visit):
    old = visit(ASK)
    field(old).fill("first words")
    new = new_page(context, ASK)
    expect(field(new)).to_have_value("first words")
    # What is in sight in the older tab stays there, and can be gone on with.
    field(old).press_sequentially(", and later words")
    expect(field(old)).to_have_value("first words, and later words")
    expect(field(new)).to_have_value("first words, and later words")
    new.reload()
    expect(field(new)).to_have_value("first words, and later words")
    assert all("|2|1|" in key for key in stored(new))


def test_what_an_older_tab_wrote_while_no_newer_was_open_wins_by_its_time(context, visit):
    old = visit(ASK)
    field(old).fill("first words")
    new = new_page(context, ASK)
    expect(field(new)).to_have_value("first words")
    new.goto("about:blank")
    field(old).fill("later words")
    new.goto(ASK)
    expect(field(new)).to_have_value("later words")


def test_the_words_of_an_older_tab_count_when_their_key_was_taken_away_meanwhile(
    context, visit, prefix
):
    # What it typed next reaches the device before the newer one takes away what it typed first.
    visit(ASK)
    new = new_page(context, ASK)
    new.evaluate(
        """key => dispatchEvent(new StorageEvent("storage", { key, storageArea: localStorage,
        newValue: JSON.stringify({ value: "later words", at: new Date().toISOString() }) }))""",
        f"{prefix}|1|1|field||role",
    )
    expect(field(new)).to_have_value("later words")
    assert all("|2|1|" in key for key in stored(new))


@pytest.mark.parametrize("is_open", [True, False])
def test_what_an_older_tab_takes_away_is_taken_away_in_the_newer(context, visit, is_open):
    old = visit(FIRST)
    box(old).check()
    new = new_page(context, FIRST)
    expect(box(new)).to_be_checked()
    if not is_open:
        new.goto("about:blank")
    box(old).uncheck()
    expect(old.locator("[data-part=progress]").first).to_contain_text("0 of")
    if not is_open:
        new.goto(FIRST)
    expect(box(new)).not_to_be_checked()
    new.reload()
    expect(box(new)).not_to_be_checked()
    assert stored(new) == {}


def test_an_older_value_does_not_come_back_over_a_newer_one(context, visit, prefix):
    old = visit(ASK)
    new = new_page(context, ASK)
    field(new).fill("newer words")
    new.goto("about:blank")
    old.evaluate(
        "key => localStorage.setItem(key, JSON.stringify("
        "{ value: 'older words', at: '2020-01-01T00:00:00.000Z' }))",
        f"{prefix}|1|1|field||role",
    )
    new.goto(ASK)
    expect(field(new)).to_have_value("newer words")
    assert not [key for key in stored(new) if "|1|1|" in key]


def test_an_older_tab_is_told_that_a_newer_version_writes_here(context, visit):
    old = visit(FIRST)
    new = new_page(context, FIRST)
    box(new).check()
    expect(old.locator("[data-notice=newer]")).to_have_count(1)


def switch_on(tab):
    tab.goto("your-data/")
    tab.locator(".data [data-action=shared]").click()
    expect(tab.locator(".shared")).to_be_visible()


# What a tab says to the others waits until `window.speak()`.
HOLDS_BACK = """
const post = BroadcastChannel.prototype.postMessage;
const held = [];
BroadcastChannel.prototype.postMessage = function (message) {
  held.push(() => post.call(this, message));
};
window.speak = () => held.splice(0).forEach(say => say());
"""


@pytest.mark.parametrize("first", ["the message", "the empty storage"])
def test_a_computer_that_becomes_shared_takes_the_words_of_no_open_tab(context, visit, first):
    two = visit(ASK)
    if first == "the empty storage":
        context.add_init_script(HOLDS_BACK)
    one = visit(FIRST)
    field(two).fill("ward clerk")
    box(one).check()
    switch_on(one)
    if first == "the empty storage":
        until(two, "localStorage.length === 0")
        one.evaluate("window.speak()")
    one.goto(FIRST)
    expect(two.locator(".shared")).to_be_visible()
    expect(field(two)).to_have_value("ward clerk")
    field(two).press_sequentially(" at night")
    two.reload()
    expect(field(two)).to_have_value("ward clerk at night")
    expect(box(one)).to_be_checked()
    assert stored(one) == {}
    if first == "the message":
        # A tab that is opened now begins empty.
        expect(field(visit(ASK))).to_have_value("")


def test_each_tab_of_a_shared_computer_goes_on_by_itself_and_one_finishes_for_all(visit):
    one, two = visit(ASK), visit(ASK)
    field(one).fill("ward clerk")
    switch_on(one)
    expect(two.locator(".shared")).to_be_visible()
    field(two).fill("porter")
    one.goto(ASK)
    expect(field(one)).to_have_value("ward clerk")
    one.get_by_role("button", name="Finish and clear").click()
    one.get_by_role("button", name="Yes, clear it").click()
    for tab in (one, two):
        expect(tab.locator("[data-notice=finished]")).to_be_visible()
        tab.goto(ASK)
        expect(field(tab)).to_have_value("")
        assert stored(tab) == {}


def test_a_computer_that_is_no_longer_shared_is_so_in_all_tabs_and_the_newer_words_count(visit):
    one, two = visit(ASK), visit(ASK)
    field(one).fill("ward clerk")
    switch_on(one)
    expect(two.locator(".shared")).to_be_visible()
    field(two).fill("porter")
    one.locator(".data [data-action=shared]").click()
    expect(two.locator(".shared")).to_be_hidden()
    expect(field(two)).to_have_value("porter")
    expect(field(visit(ASK))).to_have_value("porter")
    one.reload()
    expect(one.locator(".shared")).to_be_hidden()


def test_an_older_page_hears_of_a_shared_computer_in_the_words_it_knows(visit):
    older, tab = visit("about/"), visit("your-data/")
    older.evaluate(
        "window.heard = []; void (new BroadcastChannel(`${guide.base}|tabs`).onmessage ="
        " ({ data }) => window.heard.push(data))"
    )
    tab.locator(".data [data-action=shared]").click()
    until(older, "window.heard.includes('shared')")


def test_words_without_room_reach_the_other_tab_when_there_is_some(visit):
    one, two = visit(ASK), visit(ASK)
    field(one).fill("a")
    fill_up(one)
    field(one).fill("words without room")
    expect(one.locator("[data-notice=full]")).to_be_visible()
    make_room(two, one)
    expect(field(two)).to_have_value("words without room")
