"""Ticking, counting, resetting, undoing."""

import pytest
from playwright.sync_api import expect

FIRST = "checklists/first-24-hours/"


def boxes(tab):
    return tab.locator(".checklist").first.get_by_role("checkbox")


def progress(tab):
    return tab.locator("[data-part=progress]").first


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
    expect(undo).to_have_attribute("aria-disabled", "true")
    boxes(tab).nth(0).check()
    undo.click()
    expect(boxes(tab).nth(0)).not_to_be_checked()
    expect(undo).to_be_focused()
    expect(undo).to_have_attribute("aria-disabled", "true")


def test_reset_of_one_list_leaves_the_others(visit):
    boxes(visit("checklists/ghosted/")).first.check()
    tab = visit(FIRST)
    boxes(tab).first.check()
    tab.get_by_role("button", name="Start again").click()
    expect(boxes(visit("checklists/ghosted/")).first).to_be_checked()


def test_every_box_is_reached_and_ticked_by_keyboard(visit):
    tab = visit(FIRST)
    boxes(tab).first.focus()
    tab.keyboard.press("Space")
    expect(boxes(tab).first).to_be_checked()
    tab.keyboard.press("Tab")
    expect(boxes(tab).nth(1)).to_be_focused()


def test_a_row_keeps_its_height_when_ticked(visit):
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
