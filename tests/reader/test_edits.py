"""Ticks outlive edits of the guide: between two visits, an author changes the sources."""

import re

import pytest
from playwright.sync_api import expect

from tests.reader.conftest import PHONE
from tests.reader.made import Guide

LIST = """---
title: Trip
description: A list.
reviewed: 2026-11-23
---
# Trip

{items}
"""
PAGE = """---
title: {name}
description: A page.
reviewed: 2026-11-23
---
# {name}

{text}
"""
HERE = '{{ checklist("trip") }}'
ONE, TWO, TWIN, LAST = "Pack", "Call", "Call", "Leave"
BEFORE = [("pack", ONE), ("call", TWO), ("call-again", TWIN), ("leave", LAST)]


def lines(items):
    return "\n".join(f"- [ ] {text} {{: #{id} }}" for id, text in items)


@pytest.fixture(scope="module")
def guide(tmp_path_factory):
    guide = Guide(tmp_path_factory.mktemp("edited"), small=True)
    guide.add_to_nav("first.md", "second.md")
    return guide


def publish(guide, items, first=HERE, second="Nothing."):
    ids = guide.folder / "docs/checklists/.ids"
    now = {f"trip/{id}" for id, _ in items}
    gone = [f"gone trip/{id}" for id, _ in BEFORE if f"trip/{id}" not in now]
    others = [line for line in ids.read_text().splitlines() if "trip/" not in line]
    ids.write_text("\n".join([*others, *sorted(now), *gone]) + "\n")
    guide.write("checklists/trip.md", LIST.replace("{items}", lines(items)))
    guide.write("first.md", PAGE.replace("{name}", "First").replace("{text}", first))
    guide.write("second.md", PAGE.replace("{name}", "Second").replace("{text}", second))
    guide.build()


EDITS = {
    "an item is inserted": ([("pack", ONE), ("new", "New"), *BEFORE[1:]], "first/"),
    "items are moved": (list(reversed(BEFORE)), "first/"),
    "items are reworded": ([(id, f"Do: {text}!") for id, text in BEFORE], "first/"),
    "two items have the same text": (BEFORE, "first/"),
    "the list moves to another page": (BEFORE, "second/"),
}


@pytest.fixture
def context(chromium):
    context = chromium.new_context(viewport=PHONE)
    yield context
    context.close()


def ticked(tab):
    rows = tab.locator("li[data-item]").all()
    return {
        row.get_attribute("data-item") for row in rows if row.get_by_role("checkbox").is_checked()
    }


@pytest.mark.parametrize(("items", "page"), EDITS.values(), ids=EDITS.keys())
def test_a_tick_stays_with_its_item_when(guide, context, items, page):
    publish(guide, BEFORE)
    with guide.served() as server:
        tab = context.new_page()
        tab.goto(f"{server.url}first/")
        for id in ("call", "leave"):
            tab.locator(f'li[data-item="{id}"]').get_by_role("checkbox").check()
        if page == "first/":
            publish(guide, items)
        else:
            publish(guide, items, first="Nothing.", second=HERE)
        tab = context.new_page()
        tab.goto(server.url + page)
        assert ticked(tab) == {"call", "leave"}
        expect(tab.locator(".checklist__gone")).to_be_hidden()


def page_list(heading, items):
    return f"## {heading}\n\n" + lines(items)


PAGE_EDITS = {
    "its heading is reworded": ("first/", page_list("Later", BEFORE), "Nothing."),
    "its items are reworded": (
        "first/",
        page_list("Do this", [(id, f"{text}, {id}") for id, text in BEFORE]),
        "Nothing.",
    ),
    "they move to another page with their whole names": (
        "second/",
        "Nothing.",
        page_list("Do this", [(f"first/{id}", text) for id, text in BEFORE]),
    ),
}


@pytest.mark.parametrize(("page", "first", "second"), PAGE_EDITS.values(), ids=PAGE_EDITS.keys())
def test_ticks_of_a_list_written_in_a_page_stay_when(guide, context, page, first, second):
    publish(guide, BEFORE, first=page_list("Do this", BEFORE))
    with guide.served() as server:
        tab = context.new_page()
        tab.goto(f"{server.url}first/")
        for id in ("call", "leave"):
            tab.locator(f'li[data-item="{id}"]').get_by_role("checkbox").check()
        publish(guide, BEFORE, first=first, second=second)
        tab = context.new_page()
        tab.goto(server.url + page)
        assert ticked(tab) == {"call", "leave"}
        expect(tab.locator(".checklist__gone")).to_be_hidden()


def test_an_item_of_a_list_in_a_page_that_is_gone_is_kept_and_shown(guide, context):
    publish(guide, BEFORE, first=page_list("A", BEFORE[:2]) + "\n\n" + page_list("B", BEFORE[2:]))
    with guide.served() as server:
        tab = context.new_page()
        tab.goto(f"{server.url}first/")
        for id in ("pack", "leave"):
            tab.locator(f'li[data-item="{id}"]').get_by_role("checkbox").check()
        publish(guide, BEFORE, first=page_list("A", BEFORE[1:]))
        tab.reload()
        assert ticked(tab) == {"leave"}
        expect(tab.locator(".checklist__gone")).to_have_text(
            re.compile("1 ticked item is no longer in this list: pack")
        )


def test_a_step_of_a_list_in_a_list_is_shown_with_what_it_belongs_to(guide, context):
    inner = "- [ ] Outer {: #outer }\n    - [ ] Inner {: #inner }\n- [ ] Last {: #last }"
    publish(guide, BEFORE, first=f"## A\n\n{inner}")
    with guide.served() as server:
        tab = context.new_page()
        tab.goto(f"{server.url}first/")
        tab.get_by_role("button", name="One step at a time").click()
        tab.get_by_role("button", name="Next").click()
        expect(tab.get_by_role("checkbox", name="Inner")).to_be_focused()
        expect(tab.get_by_text("Outer")).to_be_visible()
        expect(tab.get_by_role("checkbox")).to_have_count(1)
        expect(tab.get_by_text("Last", exact=True)).to_be_hidden()


def test_a_tick_whose_item_is_gone_is_kept_shown_and_given_to_no_other(guide, context):
    publish(guide, BEFORE)
    with guide.served() as server:
        tab = context.new_page()
        tab.goto(f"{server.url}first/")
        for id in ("pack", "call", "leave"):
            tab.locator(f'li[data-item="{id}"]').get_by_role("checkbox").check()
        publish(guide, [BEFORE[2], BEFORE[3]])
        tab = context.new_page()
        tab.goto(f"{server.url}first/")
        assert ticked(tab) == {"leave"}
        gone = tab.locator(".checklist__gone")
        expect(gone).to_contain_text("2 ticked items are no longer in this list: ")
        expect(gone).to_contain_text("pack")
        expect(tab.locator("[data-part=progress]")).to_have_text("1 of 2")
        tab.get_by_role("button", name="Start again").click()
        expect(gone).to_contain_text("2 ticked items")
        publish(guide, BEFORE)
        tab.reload()
        assert ticked(tab) == {"pack", "call"}


def test_what_is_gone_can_be_forgotten_and_that_undone(guide, context):
    publish(guide, BEFORE)
    with guide.served() as server:
        tab = context.new_page()
        tab.goto(f"{server.url}first/")
        tab.locator('li[data-item="pack"]').get_by_role("checkbox").check()
        publish(guide, BEFORE[1:])
        tab.reload()
        tab.get_by_role("button", name="Forget them").click()
        expect(tab.locator(".checklist__gone")).to_be_hidden()
        assert tab.evaluate("localStorage.length") == 0
        tab.get_by_role("button", name="Undo").click()
        expect(tab.locator(".checklist__gone")).to_contain_text("1 ticked item")


def test_lists_of_every_make_count_nested_items_and_can_be_left_unscored(guide, context):
    publish(guide, BEFORE)
    guide.write(
        "first.md",
        PAGE.replace("{name}", "First").replace(
            "{text}",
            "## A\n\n- [ ] Outer **bold** `code`\n\n    More words.\n\n"
            "    - [ ] Inner one\n    - [ ] Inner two\n\n"
            "- [ ] [Link](second.md)\n\n## B\n\n" + HERE,
        ),
    )
    guide.write(
        "checklists/trip.md",
        LIST.replace("reviewed:", "scored: false\nreviewed:").replace("{items}", lines(BEFORE)),
    )
    guide.build()
    with guide.served() as server:
        tab = context.new_page()
        tab.goto(f"{server.url}first/")
        first, second = tab.locator(".checklist").all()
        expect(first.locator("[data-part=progress]")).to_have_text("0 of 4")
        expect(second.locator("[data-part=progress]")).to_have_count(0)
        first.get_by_role("checkbox", name="Inner two").check()
        expect(first.locator("[data-part=progress]")).to_have_text("1 of 4")
        expect(first.get_by_role("checkbox", name="Outer bold code")).not_to_be_checked()
        second.get_by_role("checkbox").first.check()
        expect(second.get_by_role("checkbox").first).to_be_checked()
        expect(tab.locator(".end__progress")).to_be_hidden()
