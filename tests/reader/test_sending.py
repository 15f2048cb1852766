"""Getting a message out: never with a bracket by mistake, in every form the same text."""

import email
import email.policy
import json
from datetime import datetime, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import expect

from tests.reader.test_emails import choose_tone, clipboard, field, fill_all, message, sheet
from tests.reader.waits import until
from tests.texts import TEXTS

ASK = "emails/ask-advice/"
NOW = datetime(2026, 12, 28, 23, 30)
NASTY = {
    "markup": "<script>alert(1)</script>",
    "ampersand": "Smith & Sons",
    "header": "x%0D%0ABcc: a@b.c",
    "quotes": "O’Neil “Bo” 'x' \"y\"",
    "emoji": "👩‍👩‍👧 Ana",
    "rtl": "שלום عالم",
    "marks": "Żółć é ñ",
    "gap": "[role]",
    "dollars": "$& $1 $$",
    "plus": "a+b c?d#e=f;g,h",
}


def press(tab, name):
    sheet(tab).get_by_role("button", name=name, exact=True).click()


def copy(tab, what):
    """Copy the subject or the message; the clipboard has it when the page says so."""
    press(tab, f"Copy {what}")
    expect(sheet(tab).locator(".email__said")).to_contain_text(f"{what.capitalize()} copied")


def open_ways(tab):
    press(tab, "Send with…")
    sheet(tab).get_by_text("More ways").click()


def texts(tab):
    return [
        sheet(tab).locator(f"[data-part={name}]").evaluate("e => e.textContent")
        for name in ("subject", "message")
    ]


def href(tab, action):
    return sheet(tab).locator(f'a[data-action="{action}"]').get_attribute("href")


def download(tab, action):
    with tab.expect_download() as started:
        sheet(tab).locator(f'[data-action="{action}"]').click()
    return started.value


# ---- Never send a bracket ----


def test_copying_with_gaps_says_which_goes_to_the_first_and_copies_nothing(visit):
    tab = visit(ASK)
    tab.evaluate("navigator.clipboard.writeText('before')")
    field(tab, "interviewer").fill("Ms Okafor")
    press(tab, "Copy message")
    expect(sheet(tab).get_by_role("alert")).to_contain_text("Still to fill: The role, Your name.")
    expect(field(tab, "role")).to_be_focused()
    assert clipboard(tab) == "before"


def test_gaps_are_named_and_filled_in_the_order_of_the_fields(visit):
    # Its subject asks for the role, its message for a name first.
    tab = visit("emails/reserve-list/")
    press(tab, "Copy message")
    fields = sheet(tab).locator(".email__fields [name]:visible")
    names = fields.evaluate_all("all => all.map(field => field.labels[0].innerText)")
    expect(sheet(tab).get_by_role("alert")).to_contain_text(f"Still to fill: {', '.join(names)}.")
    for number in range(fields.count()):
        expect(fields.nth(number)).to_be_focused()
        fields.nth(number).fill("X")
        fields.nth(number).press("Enter")
    expect(sheet(tab).locator("[data-action=copy-message]")).to_be_focused()


def test_going_on_with_gaps_takes_a_second_explicit_press(visit):
    tab = visit(ASK)
    tab.evaluate("navigator.clipboard.writeText('before')")
    press(tab, "Copy message")
    press(tab, "Copy message")
    expect(sheet(tab).get_by_role("alert")).to_contain_text("Still to fill")
    assert clipboard(tab) == "before"
    press(tab, "Go on anyway")
    expect(sheet(tab).locator(".email__said")).to_contain_text("Message copied")
    assert clipboard(tab).startswith("Dear [interviewer],")


def test_the_warning_goes_when_the_gaps_are_filled(visit):
    tab = visit(ASK)
    press(tab, "Copy message")
    expect(sheet(tab).get_by_role("button", name="Go on anyway")).to_be_visible()
    fill_all(tab)
    expect(sheet(tab).get_by_role("button", name="Go on anyway")).to_be_hidden()
    copy(tab, "message")
    assert clipboard(tab).startswith("Dear Interviewer,")


@pytest.mark.parametrize("action", ["mailto", "gmail", "eml", "txt", "copy-both"])
def test_no_way_out_lets_a_bracket_through_at_the_first_press(visit, action):
    tab = visit(ASK)
    open_ways(tab)
    left = []
    tab.context.on("page", lambda page: left.append(page.url))
    tab.on("download", lambda saved: left.append(saved.url))
    tab.evaluate("navigator.clipboard.writeText('before')")
    sheet(tab).locator(f'[data-action="{action}"]').click()
    expect(sheet(tab).get_by_role("alert")).to_contain_text("Still to fill")
    assert clipboard(tab) == "before"
    assert left == []


def test_a_subject_without_gaps_is_copied_though_the_message_has_some(visit):
    tab = visit(ASK)
    copy(tab, "subject")


def test_no_field_is_filled_with_a_guess(visit):
    tab = visit(ASK)
    for input in tab.locator(".email__fields [name]").all():
        expect(input).to_have_value("")


# ---- From a gap to its field and back ----


def test_a_press_on_a_gap_leads_to_its_field_and_enter_back(visit):
    tab = visit(ASK)
    gap = message(tab).locator('[data-field="role"]').first
    gap.click()
    expect(field(tab, "role")).to_be_focused()
    tab.keyboard.type("ward clerk")
    tab.keyboard.press("Enter")
    expect(gap).to_be_focused()
    expect(gap).to_have_text("ward clerk")


def test_enter_goes_on_to_the_next_open_gap_and_last_to_copying(visit):
    tab = visit(ASK)
    field(tab, "interviewer").focus()
    for value, name in (("Ms Okafor", "role"), ("ward clerk", "your name")):
        tab.keyboard.type(value)
        tab.keyboard.press("Enter")
        expect(field(tab, name)).to_be_focused()
    tab.keyboard.type("Sam")
    tab.keyboard.press("Enter")
    expect(sheet(tab).get_by_role("button", name="Copy message")).to_be_focused()


# ---- The reader's own text ----


def edit(tab, text):
    press(tab, "Edit the text")
    sheet(tab).get_by_role("textbox", name="Message").fill(text)
    press(tab, "Done")


def test_an_edited_message_is_the_readers_and_fields_no_longer_change_it(visit):
    tab = visit(ASK)
    fill_all(tab)
    press(tab, "Edit the text")
    editor = sheet(tab).get_by_role("textbox", name="Message")
    expect(editor).to_be_focused()
    assert editor.input_value().startswith("Dear Interviewer,\n\n")
    editor.fill("Hello,\n\nmy own words.")
    expect(sheet(tab).locator(".email__edited")).to_contain_text("What you changed is yours now")
    press(tab, "Done")
    field(tab, "interviewer").fill("Mr Li")
    assert texts(tab)[1] == "Hello,\n\nmy own words."
    copy(tab, "message")
    assert clipboard(tab) == "Hello,\n\nmy own words."


def test_an_edit_is_there_in_a_new_tab_and_belongs_to_its_tone(visit):
    edit(visit(ASK), "My own words.")
    tab = visit(ASK)
    assert texts(tab)[1] == "My own words."
    expect(sheet(tab).locator(".email__edited")).to_be_visible()
    choose_tone(tab, "Brief")
    expect(sheet(tab).locator(".email__edited")).to_be_hidden()
    assert "My own words." not in texts(tab)[1]


def test_an_edit_can_be_taken_back_and_the_taking_back_undone(visit):
    tab = visit(ASK)
    before = texts(tab)[1]
    edit(tab, "My own words.")
    press(tab, "Take back my changes")
    assert texts(tab)[1] == before
    field(tab, "interviewer").fill("Ms Okafor")
    expect(message(tab)).to_contain_text("Dear Ms Okafor,")
    press(tab, "Undo")
    assert texts(tab)[1] == "My own words."
    assert texts(visit(ASK))[1] == "My own words."


def test_an_edited_subject_is_the_readers_and_the_message_still_follows_its_fields(visit):
    tab = visit(ASK)
    expect(sheet(tab).locator(".email__edited")).to_be_hidden()
    press(tab, "Edit the text")
    editor = sheet(tab).get_by_role("textbox", name="Subject")
    assert editor.input_value() == texts(tab)[0]
    editor.fill("From Sam, with thanks")
    press(tab, "Done")
    expect(sheet(tab).locator(".email__edited")).to_be_visible()
    fill_all(tab)
    field(tab, "interviewer").fill("Mr Li")
    subject, text = texts(visit(ASK))
    assert subject == "From Sam, with thanks"
    assert text.startswith("Dear Mr Li,")
    copy(tab, "subject")
    assert clipboard(tab) == "From Sam, with thanks"
    assert "subject=From%20Sam%2C%20with%20thanks&" in href(tab, "mailto")


def test_subject_and_message_are_taken_back_together_and_brought_back_together(visit):
    tab = visit(ASK)
    before = texts(tab)
    press(tab, "Edit the text")
    sheet(tab).get_by_role("textbox", name="Subject").fill("My own subject")
    sheet(tab).get_by_role("textbox", name="Message").fill("My own words.")
    press(tab, "Take back my changes")
    expect(sheet(tab).locator(".email__editor")).to_have_count(0)
    assert texts(tab) == before
    press(tab, "Undo")
    assert texts(visit(ASK)) == ["My own subject", "My own words."]


def test_a_bracket_in_an_edited_subject_is_warned_of(visit):
    tab = visit(ASK)
    fill_all(tab)
    press(tab, "Edit the text")
    sheet(tab).get_by_role("textbox", name="Subject").fill("The [job title] job")
    press(tab, "Done")
    press(tab, "Copy message")
    expect(sheet(tab).locator(".email__said")).to_contain_text("copied")
    press(tab, "Copy subject")
    expect(sheet(tab).get_by_role("alert")).to_contain_text("[job title]")


def test_what_was_taken_back_does_not_come_over_something_newer(visit):
    tab = visit(ASK)
    edit(tab, "First words.")
    press(tab, "Take back my changes")
    edit(tab, "Second words.")
    expect(sheet(tab).get_by_role("button", name="Undo", exact=True)).to_be_hidden()
    assert texts(tab)[1] == "Second words."


def test_a_field_filled_while_the_editor_is_open_reaches_it(visit):
    tab = visit(ASK)
    press(tab, "Edit the text")
    field(tab, "your name").fill("Sam")
    editor = sheet(tab).get_by_role("textbox", name="Message")
    assert editor.input_value().endswith("Best wishes,\nSam")


def test_copied_is_not_said_any_more_when_it_is_not_true_any_more(visit):
    tab = visit(ASK)
    fill_all(tab)
    press(tab, "Copy message")
    expect(sheet(tab).locator(".email__said")).to_contain_text("copied")
    field(tab, "role").fill("")
    expect(sheet(tab).locator(".email__said")).to_be_empty()


def test_an_emptied_message_is_not_copied(visit):
    tab = visit(ASK)
    edit(tab, "")
    press(tab, "Copy message")
    expect(sheet(tab).locator(".email__said")).to_have_text("There is nothing to copy.")


def test_the_warning_stands_where_the_reader_is_led(visit):
    tab = visit(ASK)
    press(tab, "Copy message")
    expect(sheet(tab).get_by_role("alert").locator("p")).to_be_in_viewport()
    expect(field(tab, "interviewer")).to_be_in_viewport()


def test_the_middle_button_does_not_open_a_message_with_gaps(visit):
    tab = visit(ASK)
    press(tab, "Send with…")
    for action in ("gmail", "outlook", "outlook-work", "mailto"):
        assert href(tab, action) == "#"
    fill_all(tab)
    assert href(tab, "gmail").startswith("https://mail.google.com/")


def test_enter_that_ends_a_composed_word_stays_in_the_field(visit):
    tab = visit(ASK)
    field(tab, "interviewer").focus()
    field(tab, "interviewer").dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    expect(field(tab, "interviewer")).to_be_focused()


def test_taking_sent_back_leaves_a_tick_that_the_reader_made_before(visit):
    key = sheet(visit(ASK)).locator(".email__sent").get_attribute("data-tick")
    box = visit("checklists/ask-for-advice/").locator(f'input[data-key="{key}"]')
    tab = visit(ASK)
    fill_all(tab)
    press(tab, "Copy message")
    press(tab, "I sent it")
    expect(box).to_be_checked()
    press(tab, "Not sent after all")
    expect(box).not_to_be_checked()
    box.check()
    # The tick counts as made before only when this tab has heard of it.
    until(tab, "key => guide.store.value(key) === 'done'", key)
    press(tab, "Copy message")
    press(tab, "I sent it")
    press(tab, "Not sent after all")
    assert tab.evaluate("key => guide.store.value(key)", key) == "done"
    expect(box).to_be_checked()


def test_an_edited_message_is_still_looked_over_for_brackets(visit):
    tab = visit(ASK)
    tab.evaluate("navigator.clipboard.writeText('before')")
    edit(tab, "Dear [interviewer],\n\nhello from [ their office ].")
    press(tab, "Copy message")
    expect(sheet(tab).get_by_role("alert")).to_contain_text("[interviewer], [ their office ]")
    assert clipboard(tab) == "before"


def test_an_edit_in_another_tab_shows_here(visit):
    one, two = visit(ASK), visit(ASK)
    edit(one, "My own words.")
    expect(message(two)).to_have_text("My own words.")


# ---- Ways ----


@pytest.mark.parametrize("value", NASTY.values(), ids=NASTY.keys())
def test_the_mail_link_parsed_back_is_what_is_on_the_screen(visit, value):
    tab = visit(ASK)
    fill_all(tab)
    field(tab, "interviewer").fill(value)
    subject, text = texts(tab)
    link = href(tab, "mailto")
    assert "+" not in link
    parts = urlsplit(link)
    assert (parts.scheme, parts.path, parts.fragment) == ("mailto", "", "")
    fields = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    assert fields == {"subject": [subject], "body": [text.replace("\n", "\r\n")]}


@pytest.mark.parametrize("value", NASTY.values(), ids=NASTY.keys())
def test_the_draft_file_parsed_back_is_what_is_on_the_screen(visit, value):
    tab = visit(ASK)
    fill_all(tab)
    field(tab, "interviewer").fill(value)
    open_ways(tab)
    raw = download(tab, "eml").path().read_bytes()
    draft = email.message_from_bytes(raw, policy=email.policy.default)
    assert sorted(draft.keys()) == [
        "Content-Transfer-Encoding",
        "Content-Type",
        "MIME-Version",
        "Subject",
        "X-Unsent",
    ]
    assert not draft.defects
    subject, text = texts(tab)
    assert draft["Subject"] == subject
    assert draft.get_content().replace("\r\n", "\n").rstrip("\n") == text
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 76


@pytest.mark.parametrize(
    ("action", "host", "subject_name"),
    [
        ("gmail", "mail.google.com", "su"),
        ("outlook", "outlook.live.com", "subject"),
        ("outlook-work", "outlook.office.com", "subject"),
        ("yahoo", "compose.mail.yahoo.com", "subject"),
    ],
)
def test_a_mail_service_gets_the_text_on_a_press_only_and_no_recipient(
    visit, action, host, subject_name
):
    tab = visit(ASK)
    fill_all(tab)
    asked = []
    tab.context.on("request", lambda request: asked.append(urlsplit(request.url).hostname))
    open_ways(tab)
    link = sheet(tab).locator(f'a[data-action="{action}"]')
    assert set(asked) <= {"127.0.0.1"}
    assert link.get_attribute("rel") == "noopener noreferrer"
    parts = urlsplit(link.get_attribute("href"))
    fields = parse_qs(parts.query)
    subject, text = texts(tab)
    assert parts.hostname == host
    assert fields[subject_name] == [subject]
    assert fields["body"] == [text.replace("\n", "\r\n")]
    assert not {"to", "cc", "bcc"} & set(fields)


def test_each_way_says_to_whom_it_hands_the_text(visit):
    tab = visit(ASK)
    open_ways(tab)
    for service, holder in {
        "Gmail": "Google",
        "Outlook.com": "Microsoft",
        "Outlook at work": "Your employer",
        "Yahoo Mail": "Yahoo",
        "Draft file (.eml)": "Classic Outlook",
    }.items():
        item = sheet(tab).locator("li", has_text=service).first
        expect(item).to_be_visible()
        expect(item.locator("small")).to_contain_text(holder)


def test_a_message_too_long_for_a_link_leads_to_copying(visit):
    tab = visit(ASK)
    fill_all(tab)
    open_ways(tab)
    field(tab, "role").fill("x" * 2500)
    expect(sheet(tab).locator(".email__long")).to_be_visible()
    for action in ("mailto", "gmail", "outlook", "outlook-work", "yahoo"):
        expect(sheet(tab).locator(f'a[data-action="{action}"]')).to_be_hidden()
    copy(tab, "message")
    assert "x" * 2500 in clipboard(tab)
    field(tab, "role").fill("clerk")
    expect(sheet(tab).locator('a[data-action="mailto"]')).to_be_visible()


def test_the_device_s_own_menu_comes_first_where_there_is_one(new_context):
    context = new_context()
    context.add_init_script("navigator.share = async data => { window.shared = data }")
    tab = context.new_page()
    tab.goto(ASK)
    fill_all(tab)
    press(tab, "Send with…")
    first = sheet(tab).locator("[data-ways] li:visible").first
    expect(first).to_contain_text("Share…")
    first.get_by_role("button").click()
    subject, text = texts(tab)
    assert tab.evaluate("window.shared") == {"title": subject, "text": text}


def test_no_menu_of_the_device_no_button_for_it(new_context):
    context = new_context()
    context.add_init_script("navigator.share = undefined")
    tab = context.new_page()
    tab.goto(ASK)
    press(tab, "Send with…")
    expect(sheet(tab).locator('[data-action="share"]')).to_be_hidden()


def test_subject_and_message_are_copied_together(visit):
    tab = visit(ASK)
    fill_all(tab)
    open_ways(tab)
    sheet(tab).locator('[data-action="copy-both"]').click()
    expect(sheet(tab).locator(".email__said")).to_contain_text("Subject and message copied")
    subject, text = texts(tab)
    assert clipboard(tab) == f"{subject}\n\n{text}"


def test_the_text_file_holds_subject_and_message(visit):
    tab = visit(ASK)
    fill_all(tab)
    open_ways(tab)
    saved = download(tab, "txt")
    assert saved.suggested_filename == "ask-advice.txt"
    subject, text = texts(tab)
    assert saved.path().read_bytes().decode() == f"{subject}\n\n{text}\n".replace("\n", "\r\n")


def test_a_long_or_foreign_subject_is_one_header_line_in_the_draft(visit):
    tab = visit(ASK)
    for subject in ("Żółć " * 40, "a\r\nBcc: x@y.z", "plain", "👩‍👩‍👧" * 30):
        raw = tab.evaluate("s => guide.mail.eml(s, 'text')", subject)
        draft = email.message_from_string(raw, policy=email.policy.default)
        assert draft["Subject"] == " ".join(subject.split("\r\n")).strip()
        assert draft["Bcc"] is None
        assert all(len(line) <= 76 for line in raw.split("\r\n"))


def test_half_a_character_does_not_break_a_link(visit):
    link = visit(ASK).evaluate("guide.mail.links.mailto('a\\ud800b', 'c\\udc00')")
    assert unquote(link) == "mailto:?subject=a\ufffdb&body=c\ufffd"


# ---- Sent, and the reminder ----


def test_sent_is_said_by_the_reader_kept_with_its_date_and_can_be_taken_back(visit):
    tab = visit(ASK)
    tab.clock.set_fixed_time(NOW)
    fill_all(tab)
    expect(sheet(tab)).not_to_contain_text("When it is on its way", use_inner_text=True)
    press(tab, "Copy message")
    expect(sheet(tab)).to_contain_text("When it is on its way")
    press(tab, "I sent it")
    words = "Sent on 28 December."
    expect(sheet(tab)).to_contain_text(words)
    expect(sheet(visit(ASK))).to_contain_text(words)
    press(tab, "Not sent after all")
    expect(sheet(visit(ASK))).not_to_contain_text(words)


def test_who_comes_back_from_the_mail_program_is_still_asked_if_it_was_sent(visit):
    tab = visit(ASK)
    fill_all(tab)
    copy(tab, "message")
    tab.reload()
    expect(sheet(tab)).to_contain_text("When it is on its way")
    press(tab, "I sent it")
    expect(sheet(tab).locator(".email__sent p")).to_be_focused()
    tab.reload()
    expect(sheet(tab).get_by_role("button", name="I sent it", exact=True)).to_be_hidden()
    press(tab, "Not sent after all")
    expect(sheet(tab).get_by_role("button", name="I sent it", exact=True)).to_be_focused()


def test_sent_belongs_to_what_was_sent(visit):
    tab = visit(ASK)
    fill_all(tab)
    key = sheet(tab).locator(".email__sent").get_attribute("data-tick")
    press(tab, "I sent it")
    expect(sheet(tab)).to_contain_text("Sent on")
    # A second one, to somebody else.
    for name, value in {"interviewer": "Mr Li", "role": "porter"}.items():
        before = field(tab, name).input_value()
        field(tab, name).fill(value)
        expect(sheet(tab).locator(".email__sent")).to_be_hidden()
        expect(sheet(tab).locator("[data-action=sent]")).to_be_visible()
        expect(sheet(visit(ASK)).locator(".email__sent")).to_be_hidden()
        tab.bring_to_front()
        field(tab, name).fill(before)
        expect(sheet(tab).locator(".email__sent")).to_be_visible()
    # The same message in another tone is the same message; in the reader's own words it is another.
    choose_tone(tab, "Brief")
    expect(sheet(tab).locator(".email__sent")).to_be_visible()
    edit(tab, "Dear Mr Li,")
    expect(sheet(tab).locator(".email__sent")).to_be_hidden()
    press(tab, "Take back my changes")
    expect(sheet(tab).locator(".email__sent")).to_be_visible()
    assert tab.evaluate("key => guide.store.value(key)", key) == "done"


def test_sending_a_second_one_and_taking_it_back_leaves_the_tick_of_the_first(visit):
    tab = visit(ASK)
    fill_all(tab)
    key = sheet(tab).locator(".email__sent").get_attribute("data-tick")
    press(tab, "I sent it")
    field(tab, "role").fill("porter")
    # Another moment: a tick of the same one would be of the same press.
    until(tab, "at => new Date().toISOString() > at", tick_time(tab, key))
    press(tab, "I sent it")
    press(tab, "Not sent after all")
    assert tab.evaluate("key => guide.store.value(key)", key) == "done"


def tick_time(tab, key):
    return tab.evaluate("key => guide.store.entry(key).at", key)


def test_what_an_older_version_kept_as_sent_is_still_said(visit):
    tab = visit(ASK)
    fill_all(tab)
    key = sheet(tab).locator(".email__sent").get_attribute("data-key")
    tab.evaluate(
        """key => guide.emit(document.body, 'store:change',
          { [key]: { value: '2026-11-28', at: '2026-11-28T10:00:00.000Z' } })""",
        key,
    )
    expect(sheet(tab)).to_contain_text("Sent on 28 November.")
    press(tab, "Not sent after all")
    expect(sheet(tab).locator(".email__sent")).to_be_hidden()


@pytest.mark.parametrize(
    "action",
    ["mailto", "gmail", "yahoo", "copy-both", "copy-message", "eml", "txt", "share", "print"],
)
def test_however_it_was_taken_the_reader_is_asked_if_it_is_on_its_way(new_context, action):
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    context.add_init_script("navigator.share = async () => {}; window.print = () => {}")
    context.route("**/*.google.com/**", lambda route: route.fulfill(body=""))
    context.route("**/*.yahoo.com/**", lambda route: route.fulfill(body=""))
    tab = context.new_page()
    tab.goto(ASK)
    fill_all(tab)
    open_ways(tab)
    asked = sheet(tab).get_by_text("When it is on its way, say so here.")
    expect(asked).to_be_hidden()
    # A notice beside it has an action of that name, too.
    sheet(tab).locator(f'[data-action="{action}"]:not([data-notice] *)').click()
    expect(asked).to_be_visible()


def test_sent_can_be_said_in_a_new_tab_of_what_was_taken_in_none(visit):
    tab = visit(ASK)
    fill_all(tab)
    new = visit(ASK)
    expect(sheet(new).get_by_text("When it is on its way, say so here.")).to_be_hidden()
    press(new, "I sent it")
    expect(sheet(new)).to_contain_text("Sent on")
    expect(sheet(tab)).to_contain_text("Sent on")


def test_a_message_that_is_said_aloud_is_not_called_sent(visit, site):
    page = next(
        p
        for p in sorted((site / "emails").glob("*/index.html"))
        if 'data-channel="script"' in p.read_text("utf-8")
    )
    tab = visit(f"emails/{page.parent.name}/")
    press(tab, "I said it")
    expect(sheet(tab)).to_contain_text("Said on")
    press(tab, "Not said after all")
    expect(sheet(tab).get_by_role("button", name="I said it")).to_be_focused()


def test_a_double_press_on_sent_marks_it_sent(visit):
    tab = visit(ASK)
    fill_all(tab)
    copy(tab, "message")
    button = sheet(tab).get_by_role("button", name="I sent it", exact=True)
    button.dblclick()
    expect(sheet(tab)).to_contain_text("Sent on")
    press(tab, "Not sent after all")
    button.focus()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Enter")
    expect(sheet(tab)).to_contain_text("Sent on")


def test_sent_ticks_the_item_of_the_checklist_that_it_does(visit):
    tab = visit(ASK)
    key = sheet(tab).locator(".email__sent").get_attribute("data-tick")
    fill_all(tab)
    press(tab, "Copy message")
    press(tab, "I sent it")
    other = visit("checklists/ask-for-advice/")
    expect(other.locator(f'input[data-key="{key}"]')).to_be_checked()


def test_a_reminder_is_an_all_day_event_with_an_alarm_and_a_title_that_says_nothing(visit):
    tab = visit(ASK)
    tab.clock.set_fixed_time(NOW)
    fill_all(tab)
    press(tab, "Copy message")
    press(tab, "I sent it")
    raw = download(tab, "reminder").path().read_bytes().decode()
    lines = raw.split("\r\n")
    days = int(sheet(tab).locator("[data-action=reminder]").get_attribute("data-days"))
    on = NOW.date() + timedelta(days=days)
    assert f"DTSTART;VALUE=DATE:{on:%Y%m%d}" in lines
    assert f"DTEND;VALUE=DATE:{on + timedelta(days=1):%Y%m%d}" in lines
    assert "SUMMARY:Follow-up" in lines
    assert lines.index("BEGIN:VALARM") < lines.index("END:VALARM") < lines.index("END:VEVENT")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "Interviewer" not in raw
    for needed in ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR"):
        assert lines.count(needed) == 1


def test_a_reminder_is_not_said_to_be_saved_and_its_day_is_named(visit):
    tab = visit(ASK)
    tab.clock.set_fixed_time(NOW)
    fill_all(tab)
    press(tab, "I sent it")
    download(tab, "reminder")
    said = sheet(tab).locator(".email__said")
    expect(said).to_contain_text("Your browser was asked to save it")
    expect(said).to_contain_text("4 January")


# ---- Text messages ----


def test_the_page_counts_text_messages_as_the_build_does(visit):
    tab = visit(ASK)
    counted = tab.evaluate(
        "all => all.map(text => guide.mail.texts(text)).map(t => [t.n, t.limits[0], t.parts])",
        [text for text, *_ in TEXTS.values()],
    )
    assert dict(zip(TEXTS, counted, strict=True)) == {
        name: list(wanted) for name, (_, *wanted) in TEXTS.items()
    }


def test_a_text_message_says_how_many_it_takes(visit, site):
    page = next(
        p
        for p in sorted((site / "emails").glob("*/index.html"))
        if 'data-channel="text"' in p.read_text("utf-8")
    )
    tab = visit(f"emails/{page.parent.name}/")
    count = sheet(tab).locator(".email__count")
    press(tab, "Edit the text")
    editor = sheet(tab).get_by_role("textbox", name="Message")
    for text, words, state in (
        ("x" * 100, "100 of 160 characters.", "count"),
        ("x" * 150, "150 of 160 characters.", "near"),
        ("Zoë" + "x" * 47, "50 of 70 characters.", "count"),
        ("Zoë" + "x" * 97, "100 characters: 2 texts.", "over"),
        ("x" * 400, "400 characters: 3 texts.", "over"),
    ):
        editor.fill(text)
        expect(count).to_contain_text(words)
        expect(count).to_have_attribute("data-state", state)


# ---- Two of one e-mail; translated pages ----


def test_two_of_one_email_on_a_page_stay_in_step(visit):
    tab = visit(ASK)
    tab.evaluate(
        """() => {
          const copy = document.querySelector('.email').cloneNode(true);
          document.querySelector('.email').after(copy);
        }"""
    )
    field(tab, "interviewer").fill("Ms Okafor")
    for part in tab.locator(".email__sheet:visible [data-part=message]").all():
        expect(part).to_contain_text("Dear Ms Okafor,")


def test_a_translated_page_still_copies_the_message_as_it_was_written(visit):
    tab = visit("feedback/ask/")
    wanted = texts(tab)[1]
    box = tab.get_by_role("checkbox").first
    box.check()
    tab.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const nodes = [];
          while (walker.nextNode()) nodes.push(walker.currentNode);
          for (const node of nodes) {
            if (!node.parentElement.closest('.notranslate, [translate=no]') && node.data.trim()) {
              const font = document.createElement('font');
              font.textContent = node.data.split('').reverse().join('');
              node.replaceWith(font);
            }
          }
        }"""
    )
    assert "Ask for advice" not in tab.locator("body").inner_text()
    field(tab, "interviewer").fill("Ms Okafor")
    sheet(tab).locator("[data-action=copy-message]").click()
    sheet(tab).locator("[data-action=anyway]").click()
    expect(sheet(tab).locator(".email__said")).not_to_be_empty()
    assert clipboard(tab) == wanted.replace("[interviewer]", "Ms Okafor")
    expect(box).to_be_checked()
    other = visit("feedback/ask/")
    expect(other.get_by_role("checkbox").first).to_be_checked()
    assert (
        json.loads(
            other.evaluate("Object.entries(localStorage).find(([k]) => k.includes('|tick|'))[1]")
        )["value"]
        == "done"
    )
