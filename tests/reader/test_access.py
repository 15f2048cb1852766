"""Accessibility that axe does not see."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

SAMPLE = ["", "feedback/ask/", "emails/ask-advice/", "checklists/first-24-hours/", "your-data/"]


def test_no_page_scrolls_sideways_on_a_narrow_screen_with_large_text_too(new_context, paths):
    tab = new_context(viewport={"width": 320, "height": 700}).new_page()
    for path in paths:
        tab.goto(path)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320, path
        tab.evaluate("document.documentElement.style.fontSize = '212%'")
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320, f"{path}, large text"


@pytest.mark.parametrize("path", [*SAMPLE, "emails/"])
def test_text_twice_as_large_loses_nothing(new_context, path):
    tab = new_context().new_page()
    tab.goto(path)
    for summary in tab.get_by_text("Change tone").all():
        summary.click()
    tab.evaluate("document.documentElement.style.fontSize = '212%'")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    cut = tab.evaluate(
        """() => [...document.querySelectorAll('button, label, p, a')].filter(e =>
             e.checkVisibility() && getComputedStyle(e).overflow === 'hidden' &&
             e.scrollWidth > e.clientWidth + 1).map(e => e.outerHTML)"""
    )
    assert cut == []
    for words in tab.locator(".checklist label span:visible").all():
        letter = words.evaluate("e => parseFloat(getComputedStyle(e).fontSize) / 2")
        assert words.bounding_box()["width"] > 10 * letter, words.inner_text()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("size", ["", "212%"])
def test_the_open_menu_lies_whole_on_the_screen_with_help_first(new_context, width, size):
    tab = new_context(viewport={"width": width, "height": 740}).new_page()
    tab.goto("feedback/ask/")
    tab.evaluate("size => { document.documentElement.style.fontSize = size }", size)
    tab.locator(".menu summary").click()
    panel = tab.locator(".menu__panel")
    box = panel.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert panel.evaluate("e => e.scrollWidth <= e.clientWidth")
    expect(panel.get_by_role("link").first).to_have_attribute("href", "../../support/not-coping/")


@pytest.mark.parametrize("path", ["emails/ask-advice/", "emails/status-check/"])
def test_no_part_of_a_message_is_cut_on_a_narrow_screen_with_large_text(new_context, path):
    tab = new_context(viewport={"width": 320, "height": 740}).new_page()
    tab.goto(path)
    tab.evaluate("document.documentElement.style.fontSize = '212%'")
    tab.locator("[data-switch]:visible").first.check()
    cut = tab.evaluate(
        """() => [...document.querySelectorAll('.email *')].filter(e => e.checkVisibility() &&
             e.getBoundingClientRect().right > innerWidth - 16).map(e => e.outerHTML)"""
    )
    assert cut == []


@pytest.mark.parametrize("javascript", [True, False])
def test_on_a_phone_the_cells_of_a_row_stand_below_each_other_and_none_is_cut(
    new_context, javascript
):
    tab = new_context(java_script_enabled=javascript).new_page()
    tab.goto("rights/")
    cells = tab.locator("#time-limits ~ * tbody tr, #time-limits ~ table tbody tr").nth(3)
    boxes = [cell.bounding_box() for cell in cells.locator("td").all()]
    assert len(boxes) == 3
    assert all(one["y"] + one["height"] <= two["y"] for one, two in pairwise(boxes))
    assert all(box["x"] + box["width"] <= 360 for box in boxes)
    expect(tab.get_by_role("table").get_by_role("columnheader")).to_have_count(3)


def test_menu_closes_by_escape_and_gives_the_focus_back(visit):
    tab = visit("")
    summary = tab.locator(".menu summary")
    summary.focus()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("navigation", name="All pages")).to_be_visible()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("navigation", name="All pages")).to_be_hidden()
    expect(summary).to_be_focused()


def test_the_first_tab_stop_leads_to_the_text(visit):
    tab = visit("feedback/ask/")
    tab.keyboard.press("Tab")
    focused = tab.locator(":focus")
    expect(focused).to_be_in_viewport()
    target = focused.get_attribute("href")
    assert target.startswith("#")
    assert tab.locator(target).count() == 1


def test_what_is_in_focus_is_never_covered_by_the_bar_of_a_shared_computer(visit):
    tab = visit("checklists/first-24-hours/")
    tab.get_by_role("checkbox").first.check()
    tab.get_by_role("button", name="Yes, keep it in this tab alone").click()
    tab.locator(".header__home").focus()
    for _ in range(40):
        tab.keyboard.press("Tab")
        hidden = tab.evaluate(
            """() => {
              const e = document.activeElement, bar = document.querySelector('.shared');
              if (e === document.body || bar.contains(e)) return false;
              const a = e.getBoundingClientRect(), b = bar.getBoundingClientRect();
              return a.top >= b.top && a.bottom <= b.bottom;
            }"""
        )
        assert not hidden, tab.evaluate("document.activeElement.outerHTML")


@pytest.mark.parametrize(("height", "size", "most"), [(740, "", 1 / 5), (568, "212%", 1 / 3)])
def test_on_a_phone_the_bar_leaves_the_page_in_sight_and_covers_no_notice(
    new_context, height, size, most
):
    tab = new_context(viewport={"width": 360 if not size else 320, "height": height}).new_page()
    # Before the page is there: Chromium asks no container anew when letters grow later.
    tab.add_init_script(
        f"{{ const own = new CSSStyleSheet(); own.replaceSync('html {{ font-size: {size} }}');"
        " document.adoptedStyleSheets = [own]; }"
    )
    tab.goto("checklists/ghosted/")
    tab.get_by_role("checkbox").first.check()
    tab.get_by_role("button", name="Close", exact=True).scroll_into_view_if_needed()
    expect(tab.get_by_role("button", name="Close", exact=True)).to_be_in_viewport(ratio=1)
    tab.get_by_role("button", name="Yes, keep it in this tab alone").click()
    bar = tab.locator(".shared")
    assert bar.bounding_box()["height"] < most * height
    tab.get_by_role("button", name="Finish and clear").click()
    tab.get_by_role("button", name="Yes, clear it").click()
    notice = tab.locator(".notice:visible")
    expect(notice).to_contain_text("All cleared. You can close this tab.")
    expect(notice).to_be_in_viewport(ratio=1)
    below = notice.bounding_box()
    assert below["y"] + below["height"] <= bar.bounding_box()["y"]


def test_at_large_text_no_words_of_a_list_lie_on_others(new_context):
    tab = new_context(viewport={"width": 320, "height": 640}).new_page()
    tab.goto("situations/internal/")
    tab.evaluate("document.documentElement.style.fontSize = '200%'")
    for head in tab.locator(".checklist__head:visible").all():
        boxes = [part.bounding_box() for part in head.locator("> p:visible").all()]
        for one, other in pairwise(sorted(boxes, key=lambda box: box["y"])):
            assert one["y"] + one["height"] <= other["y"] + 1 or (
                one["x"] + one["width"] <= other["x"] + 1
                or other["x"] + other["width"] <= one["x"] + 1
            )


@pytest.mark.parametrize("width", [1024, 1100, 1280])
def test_the_head_is_as_high_on_every_page(new_context, width):
    tab = new_context(viewport={"width": width, "height": 800}).new_page()
    heights = set()
    for path in ("", "situations/", "feedback/ask/", "checklists/", "about/"):
        tab.goto(path)
        heights.add(tab.locator(".header").bounding_box()["height"])
    assert len(heights) == 1
    assert heights.pop() < 80


def test_forced_colours_keep_boxes_ticks_and_gaps_visible(new_context):
    tab = new_context(forced_colors="active").new_page()
    tab.goto("feedback/ask/")
    tab.get_by_role("checkbox").first.check()
    styles = tab.evaluate(
        """() => {
          const [on, off] = document.querySelectorAll('.checklist input');
          const tick = getComputedStyle(on, '::before');
          const gap = getComputedStyle(document.querySelector('.email__gap'));
          return {
            border: getComputedStyle(off).borderTopStyle,
            same: tick.borderRightColor === getComputedStyle(on).backgroundColor,
            gap: gap.outlineStyle,
          };
        }"""
    )
    assert styles == {"border": "solid", "same": False, "gap": "solid"}
