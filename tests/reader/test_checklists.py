"""Ticking, counting, resetting, undoing."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.reader.waits import until

FIRST = "checklists/weekly-reset/"
# Where elements stand on the page, wherever it is scrolled to.
PLACES = """
all => all.map(e => e.getBoundingClientRect())
  .map(box => [box.left, box.top + scrollY, box.width, box.height])
"""


def boxes(tab):
    return tab.locator(".checklist").first.get_by_role("checkbox")


def progress(tab):
    return tab.locator("[data-part=progress]").first


@pytest.fixture
def known(visit):
    """A reader who has ticked before: the notice at the first tick has been."""
    tab = visit("checklists/scam-check/")
    boxes(tab).first.check()
    tab.close()


def test_a_tick_is_there_in_a_new_tab_and_counted(visit):
    tab = visit(FIRST)
    boxes(tab).nth(0).check()
    boxes(tab).nth(2).check()
    expect(progress(tab)).to_have_text(f"2 of {boxes(tab).count()}")
    other = visit(FIRST)
    assert [box.is_checked() for box in boxes(other).all()][:3] == [True, False, True]
    expect(progress(other)).to_have_text(f"2 of {boxes(other).count()}")


def test_the_same_list_inserted_elsewhere_has_the_same_ticks(visit):
    tab = visit("checklists/ask-for-advice/")
    boxes(tab).nth(1).check()
    inserted = visit("feedback/ask/").locator('[data-checklist="ask-for-advice"]')
    expect(inserted.get_by_role("checkbox").nth(1)).to_be_checked()
    expect(inserted.get_by_role("checkbox").nth(0)).not_to_be_checked()


def test_a_box_is_named_by_its_items_first_paragraph(visit):
    tab = visit(FIRST)
    for item in tab.locator(".checklist li").all():
        words = " ".join(item.locator("label").first.inner_text().split())
        box = item.get_by_role("checkbox").first
        expect(box).to_have_accessible_name(words)


def test_a_press_on_the_text_ticks_and_on_a_link_in_it_does_not(visit):
    tab = visit("checklists/ask-for-advice/")
    tab.locator(".checklist label span").first.click()
    expect(boxes(tab).first).to_be_checked()
    link = tab.locator(".checklist li a").first
    box = tab.locator(".checklist li", has=tab.locator("a")).first.get_by_role("checkbox")
    link.click()
    tab.wait_for_url(lambda url: not url.endswith("/checklists/ask-for-advice/"))
    tab.go_back()
    expect(box).not_to_be_checked()


def test_selecting_text_of_an_item_does_not_tick(visit):
    tab = visit(FIRST)
    text = tab.locator(".checklist label span").nth(1)
    edge = text.bounding_box()
    tab.mouse.move(edge["x"] + 2, edge["y"] + 8)
    tab.mouse.down()
    tab.mouse.move(edge["x"] + 60, edge["y"] + 8, steps=5)
    tab.mouse.up()
    assert tab.evaluate("getSelection().toString().length") > 2
    expect(boxes(tab).nth(1)).not_to_be_checked()


def test_reset_clears_the_list_and_undo_brings_every_tick_back(visit):
    tab = visit(FIRST)
    for number in (0, 1, 3):
        boxes(tab).nth(number).check()
    tab.get_by_role("button", name="Start again").click()
    expect(progress(tab)).to_have_text(f"0 of {boxes(tab).count()}")
    expect(tab.locator(".checklist__said")).to_have_text("All ticks are cleared.")
    tab.get_by_role("button", name="Undo").click()
    assert [box.is_checked() for box in boxes(tab).all()][:4] == [True, True, False, True]
    expect(progress(visit(FIRST))).to_have_text(f"3 of {boxes(tab).count()}")


def test_undo_takes_back_a_single_tick_and_keeps_the_focus(visit):
    tab = visit(FIRST)
    undo = tab.get_by_role("button", name="Undo")
    expect(undo).to_be_hidden()
    boxes(tab).nth(0).check()
    undo.click()
    expect(boxes(tab).nth(0)).not_to_be_checked()
    expect(undo).to_be_focused()
    expect(undo).to_have_attribute("aria-disabled", "true")


def test_a_first_tick_moves_no_box_of_the_lists_below(visit, known):
    tab = visit("situations/silence/")
    before = boxes(tab).evaluate_all(PLACES)
    expect(tab.get_by_role("button", name="Start again")).to_have_count(0)
    boxes(tab).first.check()
    expect(tab.get_by_role("button", name="Start again")).to_have_count(1)
    assert boxes(tab).evaluate_all(PLACES) == before


def test_reset_of_one_list_leaves_the_others(visit):
    boxes(visit("checklists/ghosted/")).first.check()
    tab = visit(FIRST)
    boxes(tab).first.check()
    tab.get_by_role("button", name="Start again").click()
    expect(boxes(visit("checklists/ghosted/")).first).to_be_checked()


def test_every_box_is_reached_and_ticked_by_keyboard(visit, known):
    tab = visit(FIRST)
    boxes(tab).first.focus()
    count = boxes(tab).count()
    for number in range(count):
        expect(boxes(tab).nth(number)).to_be_focused()
        tab.keyboard.press("Space")
        # A ticked row has nothing more to stop at than the links in it.
        for _ in range(1 + tab.locator(".checklist li").nth(number).get_by_role("link").count()):
            tab.keyboard.press("Tab")
    expect(progress(tab)).to_have_text(f"{count} of {count}")


def test_a_row_keeps_its_height_when_ticked(visit, known):
    tab = visit(FIRST)
    rows = tab.locator(".checklist li")
    before = [row.bounding_box() for row in rows.all()]
    boxes(tab).nth(1).check()
    assert [row.bounding_box() for row in rows.all()] == before


def test_boxes_are_large_enough_to_press(visit):
    tab = visit(FIRST)
    for box in boxes(tab).all():
        size = box.bounding_box()
        assert size["width"] >= 24
        assert size["height"] >= 24


@pytest.mark.parametrize("path", ["checklists/ask-for-advice/", "feedback/ask/"])
def test_links_of_a_list_lead_somewhere_on_every_page_it_stands_on(visit, path):
    tab = visit(path)
    links = tab.locator('[data-checklist="ask-for-advice"] li a')
    assert links.count() > 0
    for link in links.evaluate_all("all => all.map(a => a.href)"):
        assert tab.request.get(link).status == 200


def skip(tab, number):
    tab.locator(".checklist li").nth(number).locator("[data-action=skip]").click()


def test_not_for_me_leaves_the_count_is_kept_and_can_be_taken_back(visit):
    tab = visit(FIRST)
    count = boxes(tab).count()
    skip(tab, 1)
    expect(progress(tab)).to_have_text(f"0 of {count - 1}")
    other = visit(FIRST)
    expect(other.locator(".checklist li").nth(1)).to_contain_text("Not for me")
    expect(progress(other)).to_have_text(f"0 of {count - 1}")
    skip(tab, 1)
    expect(progress(tab)).to_have_text(f"0 of {count}")
    tab.get_by_role("button", name="Undo").click()
    expect(progress(tab)).to_have_text(f"0 of {count - 1}")


def test_a_done_item_carries_the_date_of_its_tick_in_words(visit):
    tab = visit(FIRST)
    tab.clock.set_fixed_time("2026-05-03T10:00:00")
    boxes(tab).first.check()
    expect(tab.locator(".checklist li").first.locator("time")).to_have_text("3 May")
    expect(visit(FIRST).locator(".checklist li").first.locator("time")).to_have_text("3 May")


def test_setting_an_item_aside_moves_no_row(visit, known):
    tab = visit(FIRST)
    rows = tab.locator(".checklist li")
    before = rows.evaluate_all(PLACES)
    skip(tab, 0)
    boxes(tab).nth(1).check()
    assert rows.evaluate_all(PLACES) == before


def test_every_action_can_be_undone_one_after_the_other(visit):
    tab = visit(FIRST)
    boxes(tab).nth(0).check()
    skip(tab, 1)
    tab.get_by_role("button", name="Start again").click()
    undo = tab.get_by_role("button", name="Undo")
    undo.click()
    expect(boxes(tab).nth(0)).to_be_checked()
    expect(tab.locator(".checklist li").nth(1)).to_have_attribute("data-state", "skip")
    undo.click()
    expect(tab.locator(".checklist li").nth(1)).not_to_have_attribute("data-state", "skip")
    undo.click()
    expect(boxes(tab).nth(0)).not_to_be_checked()
    assert tab.evaluate("localStorage.length") == 0


def test_one_step_at_a_time_shows_one_item_and_goes_to_the_next_open_one(visit):
    tab = visit(FIRST)
    shown = tab.locator(".checklist li:visible")
    names = tab.locator(".checklist li label").all_inner_texts()
    boxes(tab).nth(0).check()
    tab.get_by_role("button", name="One step at a time").click()
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text(names[1])
    shown.get_by_role("checkbox").check()
    tab.get_by_role("button", name="Next").click()
    expect(shown).to_contain_text(names[2])
    expect(shown.get_by_role("checkbox")).to_be_focused()
    tab.get_by_role("button", name="Back").click()
    expect(shown).to_contain_text(names[-1])
    tab.get_by_role("button", name="Show the whole list").click()
    expect(shown).to_have_count(len(names))


def test_what_is_undone_has_its_date_back(visit):
    tab = visit(FIRST)
    tab.clock.set_fixed_time("2026-05-03T10:00:00")
    boxes(tab).first.check()
    tab.clock.set_fixed_time("2026-06-20T10:00:00")
    tab.get_by_role("button", name="Start again").click()
    tab.get_by_role("button", name="Undo").click()
    expect(tab.locator(".checklist li").first.locator("time")).to_have_text("3 May")
    expect(visit(FIRST).locator(".checklist li").first.locator("time")).to_have_text("3 May")


def test_what_was_done_can_be_undone_after_a_reload(visit):
    tab = visit(FIRST)
    for number in (0, 1):
        boxes(tab).nth(number).check()
    tab.get_by_role("button", name="Start again").click()
    tab.reload()
    tab.get_by_role("button", name="Undo").click()
    assert [box.is_checked() for box in boxes(tab).all()][:3] == [True, True, False]
    # And it is not offered to the next tab, whose reader did none of it.
    expect(visit(FIRST).get_by_role("button", name="Undo")).to_have_attribute(
        "aria-disabled", "true"
    )


def test_undo_leaves_what_another_tab_did_since(visit):
    one, two = visit(FIRST), visit(FIRST)
    boxes(one).nth(1).check()
    # To take a tick back, the second tab must have heard of it first.
    expect(boxes(two).nth(1)).to_be_checked()
    boxes(two).nth(1).uncheck()
    skip(two, 1)
    # And the first of what the second did, or its undo would be the later change.
    expect(one.locator(".checklist li").nth(1)).to_have_attribute("data-state", "skip")
    one.get_by_role("button", name="Undo").click()
    for tab in (one, two, visit(FIRST)):
        expect(tab.locator(".checklist li").nth(1)).to_have_attribute("data-state", "skip")


def test_after_an_undo_the_next_press_hits_what_it_was_aimed_at(visit):
    tab = visit("situations/silence/")
    tab.get_by_role("checkbox").first.check()
    tab.keyboard.press("Escape")
    tab.get_by_role("button", name="Undo").first.click()
    below = tab.locator(".checklist").nth(1).get_by_role("checkbox").first
    below.scroll_into_view_if_needed()
    before = below.bounding_box()
    tab.mouse.move(before["x"] + 5, before["y"] + 5)
    tab.mouse.down()
    assert below.bounding_box() == before
    tab.mouse.up()
    expect(below).to_be_checked()


def test_what_is_erased_does_not_come_back_by_an_undo_for_one_who_leaves_at_once(visit):
    tab = visit(FIRST)
    boxes(tab).first.check()
    tab.get_by_role("button", name="Start again").click()
    boxes(tab).nth(1).check()
    tab.goto("your-data/")
    tab.get_by_role("button", name="Erase it all").click()
    # Gone as soon as the press is over: nothing that waits for a timer is done.
    steps = tab.evaluate(
        """async () => {
          document.querySelector('[data-action=erase-yes]').click();
          for (let n = 0; n < 100; n += 1) await null;
          return Object.keys(sessionStorage).filter(key => key.includes('steps'));
        }"""
    )
    assert steps == []
    tab.goto(FIRST)
    expect(tab.get_by_role("button", name="Undo")).to_be_hidden()


def test_progress_is_told_in_words_and_as_a_bar_and_for_the_page(visit):
    tab = visit("feedback/ask/")
    lists = tab.locator(".checklist")
    tab.get_by_role("checkbox").first.check()
    expect(progress(tab)).to_have_attribute("aria-live", "polite")
    bar = lists.first.locator(".checklist__bar span")
    share = (
        bar.bounding_box()["width"] / lists.first.locator(".checklist__bar").bounding_box()["width"]
    )
    assert abs(share - 1 / boxes(tab).count()) < 0.02
    tab = visit("situations/silence/")
    assert tab.locator("[data-part=progress]").count() > 1
    count = tab.locator(".checklist input").count()
    tab.locator(".checklist input").last.check()
    expect(tab.locator(".end__progress")).to_have_text(f"On this page: 1 of {count}")


def test_scrolling_by_touch_ticks_nothing(new_context):
    context = new_context(has_touch=True, is_mobile=True)
    tab = context.new_page()
    tab.goto(FIRST)
    edge = tab.locator(".checklist li").nth(2).bounding_box()
    touch = context.new_cdp_session(tab)
    x, y = edge["x"] + 80, edge["y"] + 20
    start = [{"x": x, "y": y}]
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": start})
    for step in range(1, 8):
        point = [{"x": x, "y": y - 30 * step}]
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": point})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    until(tab, "scrollY > 50")
    assert not any(box.is_checked() for box in boxes(tab).all())
    # In a tab at rest: this one may still be gliding.
    tab = context.new_page()
    tab.goto(FIRST)
    boxes(tab).nth(2).tap()
    expect(boxes(tab).nth(2)).to_be_checked()


def test_a_press_that_is_held_or_that_ends_a_selection_ticks_nothing(new_context):
    tab = new_context(has_touch=True, is_mobile=True).new_page()
    tab.clock.install()
    tab.goto(FIRST)
    # By a clock of its own: on a busy machine a tap may take as long as a press that is held.
    tab.clock.pause_at(datetime.now() + timedelta(hours=1))
    words = tab.locator(".checklist label span").nth(2)
    press = {"pointerType": "touch", "bubbles": True}
    words.dispatch_event("pointerdown", press)
    tab.clock.run_for(600)
    words.dispatch_event("click")
    expect(boxes(tab).nth(2)).not_to_be_checked()
    words.dispatch_event("pointerdown", press)
    tab.evaluate(
        "getSelection().selectAllChildren(document.querySelectorAll('.checklist label span')[1])"
    )
    words.dispatch_event("pointerdown", press)
    words.dispatch_event("click")
    expect(boxes(tab).nth(2)).not_to_be_checked()
    tab.evaluate("getSelection().removeAllRanges()")
    words.tap()
    expect(boxes(tab).nth(2)).to_be_checked()


@pytest.mark.parametrize("path", ["checklists/rough-night/", FIRST, "situations/silence/"])
def test_words_of_an_item_have_the_width_of_the_card(visit, path):
    tab = visit(path)
    widths = tab.locator(".checklist").evaluate_all(
        "lists => lists.flatMap((list) => [...list.querySelectorAll('li > label')].map("
        "(label) => label.clientWidth / list.clientWidth))"
    )
    assert widths
    assert min(widths) > 0.8
