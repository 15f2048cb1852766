"""With a narrow font and a wide one, wide spacing and large letters, nothing is lost."""

import re

import pytest

from tests.builds import ROOT
from tests.layout.kinds import WALKS
from tests.layout.looks import faults, size

# One kind for each component: what else there is looks alike.
COMPONENTS = [
    *("home", "chapter", "e-mail", "script", "list", "questions", "table to fill", "gallery"),
    *("packs", "stored data", "search", "numbers to call", "table", "missing"),
]


@pytest.mark.parametrize(
    ("look", "widths"),
    [
        ("spaced", [320, 1280]),
        ("large", [320]),
        pytest.param("large", [1280], marks=pytest.mark.sweep),
    ],
)
@pytest.mark.parametrize("name", COMPONENTS)
def test_no_word_and_no_control_is_lost_in_any_state(tab_with, path_of, name, look, widths):
    tab = tab_with(look)
    size(tab, 1280)
    tab.goto(path_of(name))
    found = {}
    for state in WALKS[name](tab):
        if wrong := faults(tab, widths):
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


PHYSICAL = re.compile(
    r"(?<![\w@-])(?:(?:margin|padding|border)-(?:left|right)|left|right)\b[\w-]*:"
    r"|(?:text-align|float|transform-origin): *(?:left|right)"
)
LENGTH = r"(calc\((?:[^()]|\([^()]*\))*\)|-?[\w.]+%?)"
FOUR = re.compile(rf"(?<![\w-])(?:margin|padding): {LENGTH} {LENGTH} {LENGTH} {LENGTH}[;\s}}]")


def test_no_style_names_a_side_of_the_screen():
    found = [
        f"{file.name}: {line.strip()[:100]}"
        for file in sorted((ROOT / "overrides/components").glob("*/*.css"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if PHYSICAL.search(line) or any(four[1] != four[3] for four in FOUR.findall(line))
    ]
    assert found == []


def test_a_message_keeps_its_own_direction_on_a_page_that_was_turned_round(tab_with, path_of):
    tab = tab_with("wide")
    size(tab, 1280)
    tab.goto(path_of("e-mail"))
    message = tab.locator("[data-part=message]").locator("visible=true").first
    message.evaluate(
        """message => {
          document.documentElement.dir = 'rtl';
          message.textContent = 'Dear Ms Okafor,\\n\\nthank you.';
        }"""
    )
    # Where the first letter and the comma of the first line stand.
    letter, comma = message.evaluate(
        """message => [0, 14].map((at) => {
          const range = document.createRange();
          range.setStart(message.firstChild, at);
          range.setEnd(message.firstChild, at + 1);
          return range.getBoundingClientRect().left;
        })"""
    )
    assert letter < comma


def test_no_card_has_a_blank_line_in_it(tab_with, path_of):
    tab = tab_with("wide")
    size(tab, 1280)
    tab.goto(path_of("home"))
    blank = tab.evaluate(
        """() => [...document.querySelectorAll(".cards li")].filter((card) => {
          const range = document.createRange();
          range.selectNodeContents(card);
          const boxes = [...range.getClientRects()].filter((box) => box.width > 1);
          const ends = boxes.map((box) => Math.round(box.bottom));
          const lines = [...new Set(ends)].sort((a, b) => a - b);
          return lines.some((line, n) => n && line - lines[n - 1] > 1.8 * boxes[0].height);
        }).map((card) => card.textContent.trim().slice(0, 40))"""
    )
    assert blank == []


# A translator turns a page round: it says so on the root, over the body's own direction.
@pytest.mark.parametrize("name", COMPONENTS)
def test_from_right_to_left_nothing_lies_on_anything_else(tab_with, path_of, name):
    tab = tab_with("wide")
    tab.add_init_script(
        "addEventListener('DOMContentLoaded', () => { document.documentElement.dir = 'rtl' })"
    )
    size(tab, 320)
    tab.goto(path_of(name))
    assert tab.evaluate("getComputedStyle(document.body).direction") == "rtl"
    assert faults(tab, [320, 1280]) == {}
    for item in tab.locator("[data-item]").locator("visible=true").all()[:3]:
        box = item.locator("[type=checkbox]").first.bounding_box()
        aside = item.locator("[data-action=skip]").first.bounding_box()
        assert aside["x"] + aside["width"] < box["x"]
