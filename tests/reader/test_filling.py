"""Fields of different kinds, optional sentences, counts: on a page made for it.

The guide's own messages change; these are of the second small site's kind, written here and built
with the same toolkit.
"""

import pytest
from playwright.sync_api import expect

from tests.conftest import ROOT
from tests.reader.conftest import PHONE
from tests.reader.made import Guide

KINDS = """---
title: Kinds
description: All kinds of fields.
reviewed: 2026-11-23
channel: email
when: Any day
moment: {moment}
fields:
  day we met:
    label: The day you met
    kind: date
  times:
    label: Times that suit you
    kind: lines
  place:
    label: Where you met
    kind: choice
    choices: [at work, at a fair]
  detail:
    label: Something they said
  extra:
    label: One thing more
---
# Kinds

=== "Warm"

    ```email
    Subject: We met [day we met]

    Dear [interviewer],

    We met [place]. (Optional: You spoke of [detail].) These times suit me:

    [times]

    (Optional: One more thing: [extra].)

    Best wishes,
    [your name]
    ```

=== "Brief"

    ```email
    Subject: We met

    Hello [interviewer]. (Optional: You spoke of [detail].) [times] [place] [day we met] [extra]
    ```
"""

NOTE = """---
title: Note
description: A short note.
reviewed: 2026-11-23
channel: note
when: Any day
moment: {moment}
fields:
  words:
    label: Your words
---
# Note

```email
Hello [words]
```
"""

PLACES = """---
title: Places
description: An e-mail in a list, an admonition and a tab.
reviewed: 2026-11-23
---
# Places

1. Text:

    {{ email("kinds") }}

!!! note

    {{ email("kinds") }}

=== "One"

    {{ email("kinds") }}

=== "Two"

    Other.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A copy of the guide with two more messages and a page that inserts one in many places."""
    guide = Guide(tmp_path_factory.mktemp("made"))
    moment = (ROOT / "mkdocs.yml").read_text().split("moments:\n    - ")[1].split("\n")[0]
    guide.write("emails/kinds.md", KINDS.replace("{moment}", moment))
    guide.write("emails/note.md", NOTE.replace("{moment}", moment))
    guide.write("places.md", PLACES)
    guide.add_to_nav("places.md")
    guide.build()
    with guide.served() as server:
        yield server


@pytest.fixture
def visit(chromium, made):
    context = chromium.new_context(
        viewport=PHONE, base_url=made.url, permissions=["clipboard-read", "clipboard-write"]
    )

    def go(path):
        tab = context.new_page()
        tab.goto(path)
        return tab

    yield go
    context.close()


def sheet(tab):
    return tab.locator(".email__sheet:visible").first


def field(tab, name):
    return sheet(tab).locator(f'.email__fields [name="{name}"]')


def text(tab, part="message"):
    return sheet(tab).locator(f"[data-part={part}]").evaluate("e => e.textContent")


OFF = (
    "Dear [interviewer],\n\nWe met [place]. These times suit me:\n\n"
    "[times]\n\nBest wishes,\n[your name]"
)


def test_a_date_is_shown_in_words(visit):
    tab = visit("emails/kinds/")
    field(tab, "day we met").fill("2026-05-03")
    assert text(tab, "subject") == "We met 3 May"
    expect(field(visit("emails/kinds/"), "day we met")).to_have_value("2026-05-03")


def test_several_lines_stand_in_the_message_as_typed_without_blanks_at_their_ends(visit):
    tab = visit("emails/kinds/")
    field(tab, "times").fill("Monday at 9   \nTuesday at 10\n\n")
    assert "suit me:\n\nMonday at 9\nTuesday at 10\n\nBest wishes" in text(tab)


def test_a_choice_offers_its_words_and_no_guess(visit):
    tab = visit("emails/kinds/")
    expect(field(tab, "place")).to_have_value("")
    field(tab, "place").select_option("at a fair")
    assert "We met at a fair." in text(tab)


def test_optional_sentences_are_out_until_switched_on_and_leave_no_trace(visit):
    tab = visit("emails/kinds/")
    assert text(tab) == OFF
    expect(field(tab, "detail")).to_be_hidden()
    expect(sheet(tab)).to_contain_text("5 gaps left to fill")


def test_an_optional_sentence_comes_with_its_field_and_stays_in_a_new_tab(visit):
    tab = visit("emails/kinds/")
    tab.get_by_label("You spoke of").first.check()
    field(tab, "detail").fill("the night team")
    tab.get_by_label("One more thing").first.check()
    wanted = OFF.replace("[place]. ", "[place]. You spoke of the night team. ").replace(
        "[times]\n\n", "[times]\n\nOne more thing: [extra].\n\n"
    )
    assert text(tab) == wanted
    assert text(visit("emails/kinds/")) == wanted
    tab.get_by_label("You spoke of").first.uncheck()
    tab.get_by_label("One more thing").first.uncheck()
    assert text(tab) == OFF
    assert text(visit("emails/kinds/")) == OFF


def test_a_field_filled_while_its_sentence_is_out_is_there_when_it_comes_in(visit):
    tab = visit("emails/kinds/")
    tab.get_by_label("You spoke of").first.check()
    other = visit("emails/kinds/")
    expect(field(other, "detail")).to_be_visible()
    tab.get_by_label("You spoke of").first.uncheck()
    expect(field(other, "detail")).to_be_hidden()
    # The same moment: the reader of the other tab is still in the field.
    field(other, "detail").evaluate(
        """input => {
          input.value = 'the night team';
          input.dispatchEvent(new Event('input', { bubbles: true }));
        }"""
    )
    expect(field(tab, "detail")).to_have_value("the night team")
    assert text(tab) == OFF
    tab.get_by_label("You spoke of").first.check()
    expect(sheet(tab).locator("[data-part=message]")).to_contain_text(
        "You spoke of the night team."
    )


def test_an_open_gap_in_a_sentence_left_out_does_not_block(visit):
    tab = visit("emails/kinds/")
    field(tab, "day we met").fill("2026-05-03")
    field(tab, "place").select_option("at work")
    for name in ("times", "interviewer", "your name"):
        field(tab, name).fill("x")
    expect(sheet(tab)).to_contain_text("All gaps filled")
    sheet(tab).get_by_role("button", name="Copy message").click()
    expect(sheet(tab).locator(".email__said")).to_contain_text("copied")


def test_a_note_is_counted_as_it_is_typed_and_warned_of_before_the_limit(visit):
    tab = visit("emails/note/")
    count = sheet(tab).locator(".email__count")
    for length, words, state in (
        (4, "10 of 200 characters.", "count"),
        (180, "186 of 200 characters. Close to the limit.", "near"),
        (194, "200 of 200 characters. Close to the limit.", "near"),
        (195, "201 of 300 characters.", "over"),
        (300, "6 characters too many for 300.", "over"),
    ):
        field(tab, "words").fill("x" * length)
        expect(count).to_contain_text(words)
        expect(count).to_have_attribute("data-state", state)
    field(tab, "words").fill("👩" * 3)
    expect(count).to_contain_text("12 of 200")
    assert sheet(tab).locator("[data-part=subject]").count() == 0


@pytest.mark.parametrize("number", [0, 1, 2], ids=["list item", "admonition", "tab"])
def test_an_email_works_wherever_it_stands(visit, number):
    tab = visit("places/")
    found = tab.locator(".email").nth(number).locator(".email__sheet:visible")
    found.locator('[name="interviewer"]').fill("Ms Okafor")
    expect(found.locator("[data-part=message]")).to_contain_text("Dear Ms Okafor,\n\nWe met")
    for other in tab.locator(".email").all():
        expect(other.locator("[data-part=message]").first).to_contain_text("Dear Ms Okafor,")


def test_without_scripts_an_optional_sentence_is_marked_as_one(chromium, made):
    context = chromium.new_context(base_url=made.url, java_script_enabled=False)
    tab = context.new_page()
    tab.goto("emails/kinds/")
    expect(tab.locator("[data-part=message]").first).to_contain_text(
        "(Optional: You spoke of [detail].)"
    )
    link = tab.locator(".email__open a").first.get_attribute("href")
    assert link.startswith(
        "mailto:?subject=We%20met%20%5Bday%20we%20met%5D&body=Dear%20%5Binterviewer%5D"
    )
    assert "Optional" not in link
    context.close()


def test_an_open_gap_is_a_line_to_write_on_on_paper(visit):
    tab = visit("emails/kinds/")
    tab.emulate_media(media="print")
    gap = sheet(tab).locator('[data-field="place"]')
    assert gap.evaluate("e => getComputedStyle(e, '::before').borderBottomStyle") == "solid"
    assert gap.bounding_box()["width"] > 150
    tab.emulate_media(media="screen")
    field(tab, "place").select_option("at work")
    tab.emulate_media(media="print")
    assert gap.evaluate("e => getComputedStyle(e, '::before').content") == "none"
