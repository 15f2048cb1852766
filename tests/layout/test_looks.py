"""With a narrow font and a wide one, wide spacing and large letters, nothing is lost."""

import pytest

from tests.layout.kinds import WALKS
from tests.layout.looks import faults, size

# One kind for each component: what else there is looks alike.
COMPONENTS = [
    *("home", "chapter", "e-mail", "script", "list", "questions", "table to fill", "gallery"),
    *("packs", "stored data", "search", "numbers to call", "table", "missing"),
]


@pytest.mark.parametrize("look", ["spaced", "large"])
@pytest.mark.parametrize("name", COMPONENTS)
def test_no_word_and_no_control_is_lost_in_any_state(tab_with, path_of, name, look):
    tab = tab_with(look)
    size(tab, 1280)
    tab.goto(path_of(name))
    found = {}
    for state in WALKS[name](tab):
        if wrong := faults(tab, [320, 1280]):
            found[state] = wrong
        size(tab, 1280)
    assert found == {}


@pytest.mark.parametrize("name", WALKS)
def test_no_word_and_no_control_is_lost_with_a_narrow_font(tab_with, path_of, name):
    tab = tab_with("narrow")
    tab.goto(path_of(name))
    assert faults(tab, [320, 1280]) == {}


@pytest.mark.parametrize("look", ["narrow", "wide"])
@pytest.mark.parametrize("width", [320, 768, 1024, 1280, 1920])
def test_the_head_stands_on_one_line_whatever_the_font(tab_with, look, width):
    tab = tab_with(look)
    size(tab, width)
    tab.goto("")
    assert tab.locator(".header").bounding_box()["height"] < 80


def test_a_head_that_has_no_room_keeps_its_search_and_menu_beside_its_name(tab_with):
    tab = tab_with("spaced")
    size(tab, 1280)
    tab.goto("")
    home, search, menu = (
        tab.locator(part).bounding_box()
        for part in (".header__home", ".header__search", ".menu summary")
    )
    middles = [box["y"] + box["height"] / 2 for box in (home, search, menu)]
    assert max(middles) - min(middles) < 2
    assert home["x"] < search["x"] < menu["x"]
