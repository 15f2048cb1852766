"""Finding the right message."""

import json

import pytest
from playwright.sync_api import expect

GALLERY = "emails/"


def shown(tab):
    return tab.locator(".gallery li[data-slug]:visible").evaluate_all(
        "all => all.map(item => item.dataset.slug)"
    )


def all_slugs(tab):
    return tab.locator(".gallery li[data-slug]").evaluate_all(
        "all => all.map(item => item.dataset.slug)"
    )


@pytest.mark.parametrize(
    ("filter_by", "value", "attribute"),
    [
        ("How you send it", "LinkedIn note", ("channel", "note")),
        ("Tone", "Formal", ("tone", "Formal")),
    ],
)
def test_a_filter_leaves_the_messages_that_fit_and_says_how_many(
    visit, filter_by, value, attribute
):
    tab = visit(GALLERY)
    tab.get_by_text("More filters").click()
    tab.get_by_label(filter_by).select_option(value)
    left = shown(tab)
    assert 0 < len(left) < len(all_slugs(tab))
    for slug in left:
        item = tab.locator(f'li[data-slug="{slug}"]')
        assert attribute[1] in item.get_attribute(f"data-{attribute[0]}").split("|")
    # A filter that is on stays in sight.
    tab.get_by_text("More filters").click()
    tab.get_by_label("Words in it").fill("")
    tab.get_by_label("Words in it").press("Space")
    expect(tab.get_by_label(filter_by)).to_be_visible()
    words = "1 message fits." if len(left) == 1 else f"{len(left)} messages fit."
    expect(tab.locator(".gallery__found")).to_have_text(words)


def test_situations_can_be_chosen_and_each_has_a_message(visit):
    tab = visit(GALLERY)
    chooser = tab.get_by_label("What happened")
    for value in chooser.locator("option").evaluate_all("all => all.map(o => o.value)")[1:]:
        chooser.select_option(value)
        assert shown(tab), value
    chooser.select_option("")
    assert shown(tab) == all_slugs(tab)


def test_words_that_stand_only_inside_a_message_find_it(visit):
    tab = visit(GALLERY)
    tab.get_by_label("Words in it").fill("plenty differently")
    expect(tab.locator('li[data-slug="reconnect"]')).to_be_hidden()
    assert "ask-advice" in shown(tab)
    tab.get_by_label("Words in it").fill("xylophone")
    expect(tab.locator(".gallery__found")).to_contain_text("No message fits")


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("feedback", "ask-advice"),
        ("ghosted", "status-check"),
        ("discrimination", "human-review"),
        ("LinkedIn", "connect-interviewer"),
        ("thankyou", "thank-you-no-ask"),
        ("E-mails", "ask-advice"),
        ("deaf", "adjustments"),
    ],
)
def test_a_message_is_found_by_what_its_page_says_of_it_however_it_is_spelt(visit, words, slug):
    tab = visit(GALLERY)
    tab.get_by_label("Words in it").fill("xylophone")
    expect(tab.locator(".gallery__found")).to_contain_text("No message fits")
    tab.get_by_label("Words in it").fill(words)
    expect(tab.locator(f'li[data-slug="{slug}"]')).to_be_visible()


def test_a_filter_that_a_program_sets_counts(visit):
    tab = visit(GALLERY)
    tab.get_by_label("What happened").evaluate(
        "select => { select.value = 'Silence';"
        " select.dispatchEvent(new Event('change', { bubbles: true })) }"
    )
    expect(tab.locator(".gallery__found")).not_to_be_empty()
    left = shown(tab)
    assert 0 < len(left) < len(all_slugs(tab))
    # And a browser that brings the page back with empty fields changes nothing.
    tab.evaluate(
        "() => { document.querySelectorAll('.gallery [name]').forEach(one => { one.value = '' });"
        " document.dispatchEvent(new CustomEvent('store:shown')) }"
    )
    expect(tab.get_by_label("What happened")).to_have_value("Silence")
    assert shown(tab) == left


def test_a_gallery_saved_while_it_was_filtered_shows_all_when_opened_again(visit):
    tab = visit(GALLERY)
    tab.get_by_label("What happened").select_option("Silence")
    saved = tab.evaluate("document.documentElement.outerHTML")
    tab.context.route(
        "**/emails/", lambda route: route.fulfill(body=saved, content_type="text/html")
    )
    other = visit(GALLERY)
    assert shown(other) == all_slugs(other)


def test_both_forms_of_an_apostrophe_find_the_same(visit):
    tab = visit(GALLERY)
    found = []
    for words in ("don't", "don’t"):
        tab.get_by_label("Words in it").fill("xylophone")
        expect(tab.locator(".gallery__found")).to_contain_text("No message fits")
        tab.get_by_label("Words in it").fill(words)
        expect(tab.locator('li[data-slug="ask-advice"]')).to_be_visible()
        found.append(shown(tab))
    assert found[0] == found[1]


def test_who_comes_back_from_a_message_finds_the_list_as_it_was_left(visit):
    tab = visit(GALLERY)
    tab.get_by_label("Words in it").fill("where things stand")
    expect(tab.locator(".gallery__found")).to_contain_text("fit")
    tab.get_by_label("What happened").select_option("Silence")
    left = shown(tab)
    assert 0 < len(left) < len(all_slugs(tab))
    tab.locator('li[data-slug="status-check"] a').click()
    expect(tab.get_by_role("button", name="Copy message").first).to_be_visible()
    tab.go_back()
    expect(tab.get_by_label("Words in it")).to_have_value("where things stand")
    expect(tab.get_by_label("What happened")).to_have_value("Silence")
    expect(tab.locator(".gallery__found")).to_contain_text("fit")
    assert shown(tab) == left
    # Who comes anew finds all.
    tab.goto(GALLERY)
    expect(tab.get_by_label("Words in it")).to_have_value("")
    assert shown(tab) == all_slugs(tab)


def test_offline_the_gallery_says_that_only_titles_are_searched(visit):
    tab = visit(GALLERY)
    tab.context.set_offline(True)
    tab.get_by_label("Words in it").fill("plenty")
    expect(tab.locator(".gallery__found")).to_contain_text("Only titles can be searched")
    tab.context.set_offline(False)
    tab.get_by_label("Words in it").fill("plenty ")
    expect(tab.locator(".gallery__found")).not_to_contain_text("Only titles")


def test_without_scripts_every_message_is_there_and_no_filter(new_context):
    tab = new_context(java_script_enabled=False).new_page()
    tab.goto(GALLERY)
    assert shown(tab) == all_slugs(tab)
    assert len(shown(tab)) >= 15
    expect(tab.locator(".gallery__filters")).to_be_hidden()


def test_all_messages_can_be_taken_along(visit):
    tab = visit(GALLERY)
    text, data = tab.locator(".gallery__files a").evaluate_all("all => all.map(a => a.href)")
    listed = {entry["slug"] for entry in json.loads(tab.request.get(data).text())["emails"]}
    assert listed == set(all_slugs(tab))
    assert "A line is plenty." in tab.request.get(text).text()
