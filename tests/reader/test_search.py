"""Finding pages, e-mails and checklists by the words people use."""

import re

import pytest
from playwright.sync_api import expect

from tests.builds import build, copy_sources
from tests.reader.conftest import errors_of
from tests.served import served

DESKTOP = {"width": 1280, "height": 800}
RESULTS = ".md-search-result__link"


@pytest.fixture(scope="module")
def search(chromium, server):
    """Look for words on a page of search that stays open: it makes its index once."""
    context = chromium.new_context(base_url=server.url)
    errors = errors_of(context)
    tab = context.new_page()
    tab.goto("search/?q=x")
    box, said = tab.locator(".md-search__input"), tab.locator(".md-search-result__meta")
    counted = re.compile(r"\d|No matching")
    expect(said).to_have_text(counted)

    def look_for(words):
        # What was found last is no answer to this.
        box.fill("")
        expect(said).not_to_have_text(counted)
        expect(tab.locator(f"{RESULTS}, .phrases a:visible")).to_have_count(0)
        box.fill(words)
        expect(said).to_have_text(counted)
        return tab

    yield look_for
    context.close()
    assert errors == []


@pytest.mark.parametrize(
    ("words", "leads_to"),
    [
        ("ghosted", "/checklists/ghosted/"),
        ("ghosted", "/situations/silence/"),
        ("one piece of advice", "/emails/ask-advice/"),
        ("professional groups", "/network/groups/"),
        ("came second", "/emails/runner-up/"),
        ("adverts vanish", "/checklists/first-24-hours/"),
        ("A line is plenty", "/emails/ask-advice/"),
        ("they picked someone else", "/emails/runner-up/"),
        ("not selected", "/situations/interview/"),
        ("internal", "/situations/internal/"),
        ("offer rescinded", "/situations/offer-withdrawn/"),
        ("failed background check", "/situations/check-failed/"),
        ("trial shift", "/situations/phone-screen/"),
        ("overqualified", "/emails/overqualified/"),
        ("no reply", "/situations/silence/"),
    ],
)
def test_search_finds(search, words, leads_to):
    found = search(words).locator(f'{RESULTS}[href*="{leads_to}"]')
    expect(found.first).to_be_visible()


@pytest.mark.parametrize(
    ("words", "leads_to"),
    [
        ("kill myself", "support/not-coping/"),
        ("application tracker", "worksheets/application-tracker/"),
        ("go back to my old job", "emails/return-to-old-job/"),
        ("no money", "checklists/money-now/"),
        ("they haven't got back to me", "situations/silence/"),
        ("we have decided to move forward with other candidates", "situations/form-no/"),
        ("unfortunately you have not been successful", "situations/form-no/"),
        ("I failed the interview", "situations/interview/"),
        ("laid off", "situations/job-at-risk/"),
        ("didn't get the job", r"after-the-no/(\?|$)"),
        ("no answer", "situations/silence/"),
        ("turned down", "situations/interview/"),
        ("first job", "situations/first-job/"),
        ("fake job", "checklists/scam-check/"),
        ("i sent a rude email", "situations/already-replied/"),
        ("why", "start/was-it-me/"),
        ("trial shift", "situations/phone-screen/"),
        ("how to ask for feedback", "feedback/ask/"),
        ("domestic abuse", "support/not-coping/"),
        ("feedbak", "feedback/"),
    ],
)
def test_what_people_type_leads_first_to_the_page_for_it(search, words, leads_to):
    first = search(words).locator(RESULTS).first
    expect(first).to_have_attribute("href", re.compile(f"/{leads_to}"))


@pytest.mark.parametrize(
    ("words", "leads_to"),
    [
        ("I want to end it all", "support/not-coping/"),
        ("i can't cope", "support/not-coping/"),
        ("I can’t cope", "support/not-coping/"),
        ("ghosted after trial shift", "situations/phone-screen/"),
        ("it came from a no-reply address", "feedback/ask/"),
        ("they cancelled my interview", "situations/something-else/"),
        ("but it went so well", "start/was-it-me/"),
        ("don’t want to live any more", "support/not-coping/"),
        ("husband lost job", "support/household/"),
        ("Passed over for promotion!", "situations/internal/"),
        ("job offer withdrawn", "situations/offer-withdrawn/"),
        ("they took back the job offer", "situations/offer-withdrawn/"),
        ("ghosting", "situations/silence/"),
        ("too old", "situations/unfair/"),
        ("autistic", "emails/adjustments/"),
        ("not paid", "emails/trial-shift-pay/"),
        ("texas", "rights/us/"),
    ],
)
def test_phrases_lead_straight_to_a_page(search, words, leads_to):
    tab = search(words)
    first = tab.locator(".phrases a:visible").first
    expect(first).to_have_attribute("href", f"../{leads_to}")
    said = tab.get_by_role("status").filter(has_text="may be what you need")
    expect(said).to_contain_text(first.inner_text())


def test_a_phrase_is_no_part_of_another_word(search):
    tab = search("agency page")
    expect(tab.locator(".phrases a:visible")).to_have_count(1)
    expect(tab.get_by_role("link", name="It felt unfair")).to_be_hidden()


def test_enter_goes_to_the_page_that_stands_first(visit):
    tab = visit("search/")
    tab.locator(".md-search__input").fill("I want to end it all")
    expect(tab.locator(RESULTS).first).to_be_visible()
    tab.locator(".md-search__input").press("Enter")
    expect(tab.get_by_role("heading", level=1)).to_have_text("I’m not coping")


def test_what_was_looked_for_is_gone_when_a_shared_computer_is_left(visit):
    tab = visit("checklists/ghosted/")
    tab.get_by_role("checkbox").first.check()
    tab.get_by_role("button", name="Yes, keep it in this tab alone").click()
    tab.goto("search/")
    tab.locator(".md-search__input").fill("too old")
    tab.locator(".phrases a:visible").click()
    tab.get_by_role("button", name="Finish and clear").click()
    tab.get_by_role("button", name="Yes, clear it").click()
    expect(tab.get_by_text("All cleared")).to_be_visible()
    tab.go_back()
    expect(tab.locator(".md-search__input")).to_have_value("")


def test_a_letter_typed_beside_the_search_box_leads_nowhere(visit):
    tab = visit("search/")
    tab.locator(".md-search__input").fill("counter")
    result = tab.locator(RESULTS).first
    expect(result).to_be_visible()
    result.focus()
    left = []
    tab.on("request", lambda request: left.append(request.url))
    for letter in "pnfs":
        tab.keyboard.press(letter)
    expect(result).to_be_focused()
    expect(tab.get_by_role("heading", name="Search", level=1)).to_be_visible()
    assert left == []


def test_results_are_reached_by_tab_and_back_brings_the_words_again(visit):
    tab = visit("search/")
    tab.locator(".md-search__input").fill("counter")
    expect(tab.locator(RESULTS).first).to_be_visible()
    tab.keyboard.press("Tab")
    expect(tab.locator(RESULTS).first).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.locator(".md-search__input")).to_have_count(0)
    tab.go_back()
    expect(tab.locator(".md-search__input")).to_have_value("counter")
    expect(tab.locator(RESULTS).first).to_be_visible()
    assert "counter" not in tab.url


def test_both_forms_of_an_apostrophe_find_the_same(search):
    found = []
    for words in ("didn't", "didn’t"):
        results = search(words).locator(RESULTS)
        expect(results.first).to_be_visible()
        found.append(results.evaluate_all("all => all.map(a => new URL(a.href).pathname)"))
    assert found[0] == found[1]


def test_a_lost_address_offers_a_search_for_its_words(visit):
    tab = visit("no-such-page/came-second.html")
    tab.get_by_role("link", name="Search for “no such page came second”").click()
    expect(tab.locator(".md-search__input")).to_have_value("no such page came second")
    tab.locator(".md-search__input").fill("came second")
    expect(tab.locator(RESULTS).first).to_be_visible()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("no-such-page/caf%C3%A9-r%C3%A9sum%C3%A9/", "no such page café résumé"),
        ("no-such-page/cafe%CC%81%zz%E9/", "no such page café zz"),
        ("no-such-page/отказ-работа", "no such page отказ работа"),
        ("no-such-page/one/two/three/four/five", "no such page one two three"),
        ("no-such-page/" + "long" * 30, "no such page"),
        ("no-such-page/%3Cimg%20src=x%3E%26lt;b%22", "no such page img src lt"),
    ],
)
def test_a_lost_address_is_said_in_few_words_of_any_script(visit, address, said):
    link = visit(address).locator(".missing__search")
    expect(link).to_have_text(f"Search for “{said}”")
    assert link.locator("*").count() == 0


def test_the_link_at_the_head_of_each_page_leads_to_search(visit):
    tab = visit("")
    tab.get_by_role("link", name="Search").first.click()
    expect(tab.locator(".md-search__input")).to_be_visible()


def test_an_address_with_words_is_looked_for_at_once(visit):
    tab = visit("search/?q=ghosted")
    expect(tab.locator(RESULTS).first).to_be_visible()


def test_search_says_when_nothing_is_found_and_leads_on(visit):
    tab = visit("search/")
    tab.locator(".md-search__input").fill("xylophone")
    expect(tab.locator(".md-search-result__meta")).to_contain_text("No matching")
    for name in ("Your situation", "Whom to call"):
        expect(tab.locator(".search__ways").get_by_role("link", name=name)).to_be_visible()
    tab.locator(".md-search__input").fill("silence")
    expect(tab.locator(RESULTS).first).to_be_visible()
    expect(tab.locator(".search__ways")).to_be_hidden()


@pytest.mark.parametrize("missing", ["search_index.json", "bundle.", "workers/"])
def test_where_what_search_needs_does_not_arrive_it_says_so_and_leads_on(chromium, server, missing):
    # The theme's own complaints are no fault here.
    context = chromium.new_context(base_url=server.url)
    context.route(re.compile(re.escape(missing)), lambda route: route.abort())
    tab = context.new_page()
    tab.goto("search/")
    ways = tab.locator(".search__ways")
    expect(ways).to_be_visible()
    expect(tab.locator(".md-search-result__meta")).to_have_text(ways.get_attribute("data-failed"))
    context.close()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("email", "e-mail"),
        ("résumé", "resume"),
        ("Résumé", "RESUME"),
        ("cv", "CVs"),
        ("self harm", "selfharm"),
        ("thank you", "thankyou"),
        ("didn't", "didnt"),
    ],
)
def test_what_is_spelt_in_two_ways_is_found_by_both(search, one, other):
    found = []
    for words in (one, other):
        lead = search(words).locator(f".phrases a:visible, {RESULTS}").first
        expect(lead).to_be_visible()
        found.append(lead.evaluate("link => link.pathname"))
    assert found[0] == found[1]


def test_a_sentence_finds_few_pages_and_their_titles_are_not_of_level_one(search):
    tab = search("I did not get the job after three interviews and my money is running out")
    expect(tab.locator(RESULTS).first).to_be_visible()
    said = tab.locator(".md-search-result__meta").inner_text()
    assert 0 < int(re.search(r"\d+", said)[0]) <= 20
    expect(tab.locator("h1")).to_have_count(1)
    assert tab.locator(".search h2").count() > 3


def test_a_search_box_that_a_browser_emptied_on_the_way_back_is_filled_again(visit):
    tab = visit("search/")
    tab.locator(".md-search__input").fill("counter")
    tab.evaluate(
        "() => { document.querySelector('.md-search__input').value = '';"
        " document.dispatchEvent(new CustomEvent('store:shown')) }"
    )
    expect(tab.locator(".md-search__input")).to_have_value("counter")


def test_words_that_a_page_is_tagged_with_are_not_shown(visit):
    tab = visit("search/?q=suicidal")
    result = tab.locator(".md-search-result__item").first
    expect(result).to_contain_text("I’m not coping")
    expect(result.get_by_text("hopeless").locator("visible=true")).to_have_count(0)


def test_search_finds_in_the_site_of_the_other_engine(new_context, tmp_path, prefix):
    with served(build(copy_sources(tmp_path), "zensical"), prefix) as other:
        tab = new_context(base_url=other.url, viewport=DESKTOP).new_page()
        tab.goto("search/")
        tab.locator(".search button").first.click()
        expect(tab.locator("input:focus")).to_be_visible()
        tab.keyboard.type("laid off")
        expect(tab.get_by_role("option", name="Job at risk").first).to_be_visible()
        # On a wide screen, its search shows the tags of pages as filters.
        expect(tab.get_by_text("layoff", exact=True).locator("visible=true")).to_have_count(0)


def test_results_are_reached_by_keyboard(visit):
    tab = visit("search/")
    # At once: each letter would make the list anew, and take the focus with it.
    tab.locator(".md-search__input").fill("silence")
    expect(tab.locator(RESULTS).first).to_be_visible()
    tab.keyboard.press("ArrowDown")
    expect(tab.locator(RESULTS).first).to_be_focused()
