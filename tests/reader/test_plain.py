"""Without JavaScript: everything can be read and printed, and nothing is dead."""

import re

import pytest
from playwright.sync_api import expect

from tests.reader import paper


@pytest.fixture
def plain(new_context):
    context = new_context(java_script_enabled=False)

    def go(path):
        tab = context.new_page()
        tab.goto(path)
        return tab

    return go


def test_no_page_has_a_dead_button_or_input(plain, paths):
    tab = plain("")
    for path in paths:
        tab.goto(path)
        expect(tab.locator("h1")).to_be_visible()
        dead = tab.locator("button:visible, input:not([type=checkbox]):visible, textarea:visible")
        assert dead.count() == 0, path


def test_an_email_shows_all_tones_with_its_gaps_in_place(plain):
    tab = plain("emails/ask-advice/")
    for tone in ("Warm", "Brief", "Formal"):
        expect(tab.locator(".email__tone", has_text=tone)).to_be_visible()
    for message in tab.locator("[data-part=message]").all():
        expect(message).to_be_visible()
        expect(message).to_contain_text("[interviewer]")
    expect(tab.get_by_text("put your own in place of each [gap]")).to_be_visible()


def test_a_checklist_says_that_ticks_are_not_kept(plain):
    tab = plain("checklists/first-24-hours/")
    expect(tab.get_by_text("without JavaScript the ticks are not kept")).to_be_visible()
    expect(tab.locator("[data-part=progress]")).to_be_hidden()
    tab.locator("label span").first.click()
    expect(tab.get_by_role("checkbox").first).to_be_checked()


def test_a_checklist_prints_its_squares(plain):
    tab = plain("checklists/first-24-hours/")
    found = paper.boxes(tab.pdf(format="A4"))
    assert len(found) == tab.get_by_role("checkbox").count()
    assert {box.page for box in found} == {0}


def test_an_email_prints_all_its_tones(plain):
    tab = plain("emails/ask-advice/")
    text = " ".join(" ".join(paper.texts(tab.pdf(format="A4"))).split())
    assert [text.find(tone) for tone in ("Warm", "Brief", "Formal")] == sorted(
        text.find(tone) for tone in ("Warm", "Brief", "Formal")
    )
    assert text.count("[your name]") == 3


def test_the_menu_opens_and_leads_to_every_part(plain):
    tab = plain("")
    tab.locator(".menu summary").click()
    tab.get_by_role("navigation", name="All pages").get_by_role("link", name="Events").click()
    expect(tab).to_have_url(re.compile("/network/events/$"))


@pytest.mark.parametrize(
    ("path", "words"),
    [("your-data/", "it needs JavaScript"), ("search/", "Searching needs JavaScript")],
)
def test_a_page_that_needs_scripts_says_so(plain, path, words):
    expect(plain(path).get_by_text(words)).to_be_visible()


def test_a_long_page_can_be_jumped_in(plain):
    tab = plain("situations/silence/")
    tab.get_by_text("On this page").click()
    tab.get_by_role("link", name="They write after all").click()
    expect(tab.get_by_role("heading", name="They write after all")).to_be_in_viewport()
    expect(tab.locator("h1")).not_to_be_in_viewport()
    assert "On this page" not in "\n".join(paper.texts(tab.pdf(format="A4")))
