"""Accessibility, as far as axe sees it: in every state, on every kind of page."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

AXE = Axe()
SAMPLE = ["", "feedback/ask/", "emails/ask-advice/", "checklists/first-24-hours/", "your-data/"]

# In the dark colours alone differ.
COLOURS = {"runOnly": ["color-contrast"]}


def violations(tab, **options):
    # What passes is not wanted in full: that takes a third of the time away.
    options |= {"resultTypes": ["violations"]}
    found = AXE.run(tab, options=options).response["violations"]
    return [(rule["id"], [node["html"][:120] for node in rule["nodes"]][:3]) for rule in found]


def wrong_on(tab, paths, **options):
    found = {}
    for path in paths:
        tab.goto(path)
        if wrong := violations(tab, **options):
            found[path] = wrong
    return found


def test_axe_finds_nothing_on_a_page(new_context, paths):
    assert wrong_on(new_context().new_page(), paths) == {}


def test_axe_finds_nothing_on_a_page_in_the_dark(new_context, paths):
    tab = new_context(color_scheme="dark").new_page()
    assert wrong_on(tab, paths, **COLOURS) == {}


SCHEMES = [("light", {}), ("dark", COLOURS)]


@pytest.mark.parametrize(("scheme", "rules"), SCHEMES)
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_on_other_screens(new_context, scheme, rules, width):
    context = new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    tab = context.new_page()
    for path in SAMPLE:
        tab.goto(path)
        assert violations(tab, **rules) == [], path


@pytest.mark.parametrize(("scheme", "rules"), SCHEMES)
def test_axe_finds_nothing_in_any_state_of_a_component(new_context, scheme, rules):
    may = ["clipboard-read", "clipboard-write"]
    tab = new_context(color_scheme=scheme, permissions=may).new_page()
    tab.goto("feedback/ask/")
    tab.get_by_role("checkbox").first.check()
    assert violations(tab, **rules) == [], "first notice"
    tab.locator('input[name="interviewer"]:visible').fill("Ms Okafor")
    tab.get_by_role("button", name="Copy message").click()
    assert violations(tab, **rules) == [], "warning"
    for input in tab.locator(".email__fields:visible [name]:visible").all():
        input.fill("x")
    for switch in tab.locator("[data-switch]:visible").all():
        switch.check()
    assert violations(tab, **rules) == [], "filled, sentences added"
    tab.get_by_role("button", name="Copy message").click()
    tab.get_by_role("button", name="Go on anyway").click()
    tab.get_by_role("button", name="I sent it", exact=True).click()
    assert violations(tab, **rules) == [], "sent"
    tab.get_by_role("button", name="Send with…").click()
    tab.get_by_text("More ways").first.click()
    tab.get_by_text("Change tone").first.click()
    assert violations(tab, **rules) == [], "ways and tones open"
    tab.get_by_role("button", name="Edit the text").click()
    tab.get_by_role("textbox", name="Message").fill("Dear [name], my own words.")
    assert violations(tab, **rules) == [], "being edited"
    tab.get_by_role("button", name="Done").click()
    tab.get_by_role("button", name="Copy message").click()
    assert violations(tab, **rules) == [], "edited, warning"
    tab.get_by_role("button", name="One step at a time").first.click()
    assert violations(tab, **rules) == [], "one step at a time"
    tab.get_by_role("button", name="Show the whole list").first.click()
    tab.get_by_role("button", name="Start again").click()
    assert violations(tab, **rules) == [], "reset"
    tab.locator(".menu summary").click()
    assert violations(tab, **rules) == [], "menu open"
    tab.keyboard.press("Escape")
    tab.get_by_text("On this page").click()
    assert violations(tab, **rules) == [], "contents open"
    tab.get_by_role("button", name="Yes, keep it in this tab alone").click()
    tab.get_by_role("button", name="Finish and clear").click()
    assert violations(tab, **rules) == [], "shared computer"
    tab.goto("your-data/")
    tab.get_by_role("button", name="Erase it all").click()
    assert violations(tab, **rules) == [], "about to erase"
    tab.get_by_role("button", name="Yes, erase it").click()
    assert violations(tab, **rules) == [], "erased"
    tab.goto("search/")
    tab.locator(".md-search__input").fill("silence")
    expect(tab.locator(".md-search-result__link").first).to_be_visible()
    assert violations(tab, **rules) == [], "search results"
