"""Whatever has the focus can be seen: nothing covers it whole (WCAG 2.2, 2.4.11)."""

from pathlib import Path

import pytest

from tests.layout.kinds import NAMES, WALKS
from tests.layout.looks import size

FOCUS = (Path(__file__).parent / "focus.js").read_text(encoding="utf-8")
# A window of 1280 × 1024 at 400 %, and an ordinary one.
WINDOWS = [(320, 256), (1280, 720)]


@pytest.mark.parametrize("name", NAMES)
def test_what_has_the_focus_is_never_covered_in_any_state(tab_with, path_of, name):
    tab = tab_with("wide")
    size(tab, 1280)
    tab.goto(path_of(name))
    found = {}
    for state in WALKS[name](tab):
        for width, height in WINDOWS:
            tab.set_viewport_size({"width": width, "height": height})
            seen = tab.evaluate(FOCUS, {})
            assert seen["controls"] > 3, "hardly anything to focus: was the page there?"
            if seen["hidden"]:
                found[f"{state}, {width}"] = seen["hidden"]
        size(tab, 1280)
    assert found == {}


# With the key itself, as a reader does: a browser may scroll otherwise than for a script.
@pytest.mark.parametrize("name", ["chapter", "list"])
def test_what_has_the_focus_is_never_covered_on_the_way_by_keyboard(tab_with, path_of, name):
    tab = tab_with("wide", viewport={"width": 320, "height": 256})
    tab.goto(path_of(name))
    box = tab.locator("[data-item] [type=checkbox]").first
    box.focus()
    tab.keyboard.press("Space")
    tab.locator("[data-notice]").locator("visible=true").first.wait_for()
    assert tab.evaluate(FOCUS, {"active": True}) == "", "just ticked"
    for way in ["Tab"] * 50 + ["Shift+Tab"] * 50:
        tab.keyboard.press(way)
        assert tab.evaluate(FOCUS, {"active": True}) == ""
