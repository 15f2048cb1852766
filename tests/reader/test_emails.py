"""Filling in a message and copying it."""

import re

import pytest
from playwright.sync_api import expect

ASK = "emails/ask-advice/"


def sheet(tab):
    return tab.locator(".email__sheet:visible").first


def message(tab):
    return sheet(tab).locator("[data-part=message]")


def field(tab, name):
    return sheet(tab).locator(f'input[name="{name}"]')


def choose_tone(tab, name):
    tab.get_by_text("Change tone").first.click()
    tab.get_by_role("button", name=name, exact=True).first.click()


def clipboard(tab):
    return tab.evaluate("navigator.clipboard.readText()")


def test_what_is_typed_stands_in_the_message_at_once(visit):
    tab = visit(ASK)
    field(tab, "interviewer").press_sequentially("Ms Okafor")
    expect(message(tab)).to_contain_text("Dear Ms Okafor,")
    expect(message(tab)).not_to_contain_text("[interviewer]")


def fill_all(tab):
    for input in sheet(tab).locator(".email__fields [name]:visible").all():
        input.fill(input.get_attribute("name").title())


def test_message_is_copied_as_plain_text_with_its_line_breaks(visit):
    tab = visit(ASK)
    for name, value in {
        "interviewer": "Ms Okafor",
        "role": "ward clerk",
        "your name": "Sam",
    }.items():
        field(tab, name).fill(value)
    sheet(tab).get_by_role("button", name="Copy message").click()
    expect(sheet(tab).locator(".email__said")).to_contain_text("Message copied")
    copied = clipboard(tab)
    assert copied.startswith(
        "Dear Ms Okafor,\n\nThank you for getting back to me about the ward clerk"
    )
    assert copied.endswith("\n\nBest wishes,\nSam")
    assert "[" not in copied
    assert copied == message(tab).evaluate("e => e.textContent")
    assert not any(line != line.rstrip() for line in copied.split("\n"))


def test_subject_is_copied_by_one_press(visit):
    tab = visit(ASK)
    sheet(tab).get_by_role("button", name="Copy subject").click()
    expect(sheet(tab).locator(".email__said")).to_contain_text("Subject copied")
    assert clipboard(tab) == "Thank you, and one question"


def test_reader_is_told_what_is_still_unfilled(visit):
    tab = visit(ASK)
    expect(sheet(tab)).to_contain_text("3 gaps left to fill")
    field(tab, "interviewer").fill("Ms Okafor")
    field(tab, "role").fill("ward clerk")
    expect(sheet(tab)).to_contain_text("1 gap left to fill")
    field(tab, "your name").fill("Sam")
    expect(sheet(tab)).to_contain_text("All gaps filled")


def test_emptied_field_is_a_gap_again(visit):
    tab = visit(ASK)
    field(tab, "role").fill("ward clerk")
    field(tab, "role").fill("")
    expect(message(tab)).to_contain_text("[role]")
    assert tab.evaluate("Object.keys(localStorage)") == []


def test_shared_field_is_filled_once_for_all_emails(visit):
    field(visit(ASK), "interviewer").fill("Ms Okafor")
    expect(message(visit("emails/thank-you-no-ask/"))).to_contain_text("Ms Okafor")


def test_own_field_of_an_email_belongs_to_it_alone(visit):
    tab = visit("emails/reconnect/")
    own = sheet(tab).locator('input[data-key^="field|reconnect|"]').first
    own.fill("Priya")
    name = own.get_attribute("name")
    stored = tab.evaluate("Object.keys(localStorage)")
    assert [key for key in stored if key.endswith(f"|field|reconnect|{name}")]
    for path in ("emails/ask-referral/", "emails/event-follow-up/"):
        expect(message(visit(path))).not_to_contain_text("Priya")


def test_fields_and_tone_are_there_in_a_new_tab(visit):
    tab = visit(ASK)
    field(tab, "interviewer").fill("Ms Okafor")
    choose_tone(tab, "Brief")
    other = visit(ASK)
    expect(sheet(other)).to_have_attribute("data-tone", "brief")
    expect(field(other, "interviewer")).to_have_value("Ms Okafor")
    expect(message(other)).to_contain_text("Ms Okafor")


def test_a_tone_chosen_once_holds_everywhere_that_has_it(visit):
    tab = visit(ASK)
    choose_tone(tab, "Formal")
    expect(tab.get_by_role("button", name="Formal")).to_have_attribute("aria-pressed", "true")
    expect(tab.get_by_role("button", name="Warm")).to_have_attribute("aria-pressed", "false")
    other = visit("emails/connect-interviewer/")
    expect(other.locator(".email__sheet:visible")).to_have_count(1)


@pytest.mark.parametrize(
    "value",
    [
        "<script>alert(1)</script>",
        "Smith & Sons",
        "$& $1 $$",
        "[role]",
        "O’Neil “Bo” 'x'",
        "Żółć é",
        "שלום عالم",
        "👩‍👩‍👧",
        "%0D%0ABcc: a@b.c",
        "x" * 10_000,
    ],
    ids=[
        "markup",
        "ampersand",
        "dollars",
        "gap",
        "quotes",
        "marks",
        "rtl",
        "emoji",
        "crlf",
        "long",
    ],
)
def test_any_value_is_copied_as_it_was_typed(visit, value):
    tab = visit(ASK)
    fill_all(tab)
    field(tab, "interviewer").fill(value)
    expect(message(tab)).to_contain_text(f"Dear {value},")
    sheet(tab).get_by_role("button", name="Copy message").click()
    expect(sheet(tab).locator(".email__said")).to_contain_text("copied")
    assert clipboard(tab).startswith(f"Dear {value},\n\n")
    expect(field(visit(ASK), "interviewer")).to_have_value(value)


@pytest.mark.parametrize(
    "clipboard_js",
    ["undefined", "{ writeText: () => Promise.reject(new Error('refused')) }"],
    ids=["absent", "refused"],
)
def test_without_the_clipboard_the_text_is_selected_and_the_reader_told(new_context, clipboard_js):
    context = new_context()
    context.add_init_script(
        f"Object.defineProperty(navigator, 'clipboard', {{ get: () => ({clipboard_js}) }})"
    )
    tab = context.new_page()
    tab.goto(ASK)
    fill_all(tab)
    sheet(tab).get_by_role("button", name="Copy message").click()
    expect(sheet(tab).locator(".email__said")).to_contain_text("Press Ctrl+C")
    assert tab.evaluate("getSelection().toString()").startswith("Dear Interviewer,")


def test_every_field_has_a_label_and_a_hint_outside_it(visit):
    tab = visit(ASK)
    expect(sheet(tab).get_by_label("Their name")).to_be_visible()
    expect(sheet(tab).get_by_label("Your name")).to_have_attribute("autocomplete", "name")
    assert tab.locator(".email input[placeholder]").count() == 0
    assert tab.locator(".email__fields [name]").evaluate_all("all => all.every(i => !i.value)")


def test_an_inserted_email_is_the_same_as_on_its_own_page(visit):
    def texts(tab):
        return tab.locator('[data-email="ask-advice"] [data-part]').evaluate_all(
            "all => all.map(e => e.textContent)"
        )

    assert texts(visit("feedback/ask/")) == texts(visit(ASK))


def test_an_inserted_email_leads_to_its_own_page(visit):
    tab = visit("feedback/ask/")
    tab.locator(".email__title a").first.click()
    expect(tab).to_have_url(re.compile("/emails/ask-advice/$"))


def test_a_fields_hint_is_said_with_it_and_is_not_its_name(visit):
    tab = visit(ASK)
    expect(field(tab, "interviewer")).to_have_accessible_name("Their name")
    expect(field(tab, "interviewer")).to_have_accessible_description(
        "As you would greet them, without “the”. If you have no name, put “HR team”. "
        "For example: Ms Okafor"
    )


def test_words_typed_that_stand_beside_the_gap_already_are_not_doubled(visit):
    tab = visit(ASK)
    for typed in ("the Ward Clerk job", "The  Ward Clerk position.", "Ward Clerk"):
        field(tab, "role").fill(typed)
        expect(message(tab)).to_contain_text("about the Ward Clerk job,")
        expect(field(tab, "role")).to_have_value(typed)
    field(tab, "role").fill("job coach")
    expect(message(tab)).to_contain_text("about the job coach job,")


def test_a_full_stop_typed_where_one_stands_already_is_not_doubled(visit):
    tab = visit("emails/background-dispute/")
    field = tab.locator(
        'input[name="what is wrong"]:visible, textarea[name="what is wrong"]:visible'
    )
    field.fill("I was in Leeds.")
    message = tab.locator('[data-part="message"]:visible')
    expect(message).to_contain_text("I was in Leeds. ")
    expect(message).not_to_contain_text("Leeds..")
