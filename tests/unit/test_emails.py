from pathlib import Path
from textwrap import dedent
from urllib.parse import parse_qs, urlsplit

import pytest

from macros import emails, pages
from macros.config import Config
from macros.fields import Field
from macros.problems import SourceError

SITE = Config(
    root=Path(),
    docs=Path("docs"),
    overrides=Path("overrides"),
    fields={"host": Field("host", "Host"), "your name": Field("your name", "Your name")},
    tones=("Warm", "Brief"),
    labels={},
    moments=("Arriving", "Leaving"),
    situations=("By train", "On foot"),
)
HEAD = "---\ntitle: Say hello\nmoment: Arriving\nwhen: Today\n---\n"
WARM = '=== "Warm"\n\n    ```email\n    Subject: Hello\n\n    Dear [host],\n\n      bye\n    ```\n'
BRIEF = '=== "Brief"\n\n    ```email\n    Subject: Hi\n\n    Hi\n    ```\n'


def read(source):
    return emails.parse(pages.parse("emails/hello.md", dedent(source)), SITE)


def head(**meta):
    return HEAD.replace("---\n", "---\n" + "".join(f"{k}: {v}\n" for k, v in meta.items()), 1)


def message(*lines, head=HEAD):
    """An e-mail of one tone; its first line is line 7, after three lines of front matter."""
    return head + "```email\n" + "".join(f"{line}\n" for line in lines) + "```\n"


def told(source):
    with pytest.raises(SourceError) as error:
        read(source)
    return str(error.value).split("\n")


def test_each_tone_has_its_subject_its_message_and_the_fields_it_uses():
    email = read(HEAD + "Text.\n\n" + WARM + "\n" + BRIEF + "\nMore.\n")
    warm, brief = email.tones
    assert (email.slug, email.title, email.when) == ("hello", "Say hello", "Today")
    assert [tone.slug for tone in email.tones] == ["warm", "brief"]
    assert warm.subject == [("", "Hello")]
    assert warm.message == [("", "Dear "), ("host", "[host]"), ("", ",\n\n  bye")]
    assert [field.name for field in warm.fields] == ["host"]
    assert brief.fields == []


def test_an_email_without_tabs_has_the_first_tone():
    assert [tone.name for tone in read(message("Subject: A", "", "B")).tones] == ["Warm"]


def test_a_channel_without_subject_takes_the_whole_block_as_message():
    head = HEAD.replace("when", "channel: text\nwhen")
    [tone] = read(message("Hi [host]", head=head)).tones
    assert tone.subject == []
    assert tone.message == [("", "Hi "), ("host", "[host]")]


def test_a_field_declared_in_the_file_belongs_to_the_email():
    head = HEAD.replace("when", "fields:\n  day: The day\nwhen")
    [tone] = read(message("Subject: A", "", "On [day]", head=head)).tones
    assert [field.key for field in tone.fields] == ["field|hello|day"]


def test_a_field_used_twice_is_asked_for_once_in_the_order_of_the_text():
    [tone] = read(message("Subject: [your name]", "", "[host] [your name] [host]")).tones
    assert [field.name for field in tone.fields] == ["your name", "host"]


def test_blank_lines_inside_a_message_are_kept_and_those_around_it_are_not():
    [tone] = read(message("Subject: A", "", "", "  One", "", "", "Two", "")).tones
    assert tone.message == [("", "  One\n\n\nTwo")]


def test_blanks_at_the_end_of_a_line_are_not_part_of_a_message():
    [tone] = read(message("Subject: A", "", "One  ", "Two\t")).tones
    assert tone.message == [("", "One\nTwo")]


def test_an_email_says_when_it_fits_what_it_ticks_and_when_to_follow_up():
    email = read(
        message("Subject: A", "", "B", head=head(situations="[On foot]", remind=7, tick="tea/boil"))
    )
    assert (email.moment, email.situations) == ("Arriving", ("On foot",))
    assert (email.remind, email.tick) == (7, "tick|tea|boil")


def test_an_email_that_says_no_more_than_it_must_has_no_follow_up():
    email = read(message("Subject: A", "", "B"))
    assert (email.situations, email.remind, email.tick, email.limits) == ((), 0, "", ())


@pytest.mark.parametrize(
    ("channel", "limits"), [("note", (200, 300)), ("text", ()), ("script", ())]
)
def test_a_channel_with_limits_tells_them_and_only_an_email_has_a_mail_address(channel, limits):
    email = read(message("Hi", head=head(channel=channel)))
    assert (email.limits, email.tones[0].mailto) == (limits, "")


@pytest.mark.parametrize("channel", ["email", "note", "script"])
def test_only_a_text_message_has_an_address_of_its_kind(channel):
    words = "Hi [host]. (Optional: Bye.)"
    subject = ["Subject: A", ""] if channel == "email" else []
    assert read(message(*subject, words, head=head(channel=channel))).tones[0].sms == ""
    text = read(message(words, head=head(channel="text")))
    assert text.tones[0].sms == "sms:?&body=Hi%20%5Bhost%5D."


def test_the_mail_address_carries_the_gaps_and_no_optional_sentence():
    [tone] = read(message("Subject: On [host]", "", "Dear [host],", "", "A. (Optional: B.)")).tones
    assert parse_qs(urlsplit(tone.mailto).query) == {
        "subject": ["On [host]"],
        "body": ["Dear [host],\r\n\r\nA."],
    }


def test_optional_sentences_stand_in_the_message_with_the_fields_they_alone_ask_for():
    own = head().replace("when", "fields:\n  day: Day\nwhen")
    source = message("Subject: A", "", "Hi [host]. (Optional: On [day], [host].) Bye.", head=own)
    [tone] = read(source).tones
    [option] = tone.options
    assert tone.message == [
        ("", "Hi "),
        ("host", "[host]"),
        ("", "."),
        option,
        ("", " Bye."),
    ]
    assert (option.slug, option.before, option.after) == ("day-host", " ", "")
    assert [field.name for field in tone.fields] == ["host"]
    assert [field.name for field in option.fields] == ["day"]
    assert [field.name for field in tone.every_field] == ["host", "day"]


def advice(source):
    page = pages.parse("emails/hello.md", source)
    return [str(problem) for problem in emails.advice(page, SITE)]


GOOD = ("Subject: Three good words", "", "word " * 50)


def test_an_email_as_it_should_be_gets_no_advice():
    assert advice(message(*GOOD[:2], "word " * 49 + "why?")) == []


@pytest.mark.parametrize(
    ("last", "meta", "told"),
    [
        ("Why? How?", {}, ["9: the message asks 2 questions; one is easier to answer."]),
        ("Why? (Optional: How?)", {}, ["9: the message asks 2 questions;"]),
        ("Why? How?", {"questions": "many"}, []),
    ],
)
def test_more_questions_than_one_are_told_unless_they_are_meant(last, meta, told):
    found = advice(message(*GOOD, last, head=head(**meta)))
    assert len(found) == len(told)
    assert all(
        a.startswith(f"docs/emails/hello.md:{b}") for a, b in zip(found, told, strict=True)
    ), found


def test_advice_names_the_line_of_the_subject_and_that_of_the_message():
    assert [told.split(": the ")[0] for told in advice(message("Subject: A", "", "", "B"))] == [
        "docs/emails/hello.md:7",
        "docs/emails/hello.md:10",
    ]


def test_an_optional_sentence_does_not_count_for_the_length():
    assert advice(message(*GOOD[:2], "word " * 49 + "(Optional: One more.)"))
    assert advice(message(*GOOD[:2], "word " * 125 + "(Optional: One more.)")) == []


OWN = HEAD.replace("when", "fields:\n  host: Host\n  day: Day\nwhen")


@pytest.mark.parametrize(
    ("source", "line", "text"),
    [
        (message("Subject: A", "", "Dear [hots]"), 9, "unknown field [hots]. Did you mean [host]?"),
        (message("Subject: [zzz]", "", "B"), 7, "unknown field [zzz]. Fields are declared in"),
        (message("Subject: A", "", "[Host]"), 9, "unknown field [Host]. Did you mean [host]?"),
        (message("Hello", "", "B"), 7, "the first line must be `Subject: …`."),
        (message("Subject:", "", "B"), 7, "the first line must be `Subject: …`."),
        (message("Subject: A"), 7, "the message is empty."),
        (message("Subject: A", "", "  "), 7, "the message is empty."),
        (HEAD + "Nothing here.\n", 6, "no message: write it in a fence ```email."),
        (HEAD + WARM + "Stray.\n" + BRIEF, 15, "only tones may stand between the tones"),
        (HEAD + WARM.replace("Warm", "Wram"), 6, 'unknown tone "Wram". Did you mean Warm?'),
        (HEAD + WARM + WARM, 15, 'tone "Warm" stands here twice.'),
        (HEAD + WARM.replace("    ```\n", "") + BRIEF, 8, "this message is not closed"),
        (HEAD + BRIEF.replace("    ```\n", ""), 8, "this message is not closed"),
        (
            message("Subject: A", "", "[host] [day]", head=OWN),
            5,
            "[host] is a shared field already.",
        ),
        (
            message("Subject: A", "", "[host]", head=OWN),
            6,
            "field [day] is declared, but not used.",
        ),
        (
            message("Subject: A", "", "B", head=HEAD.replace("when", "fields:\n  Day: x\nwhen")),
            5,
            "a field's name is lower-case words",
        ),
        (
            message("Subject: A", "", "B", head=HEAD.replace("when", "channel: emial\nwhen")),
            4,
            "unknown channel emial; one of email, note, text, script. Did you mean email?",
        ),
        (
            message("Subject: A", "", "B", head=HEAD.replace("when", "channel: note\nwhen")),
            8,
            "this channel has no subject.",
        ),
        (message("Subject: A", "", "A", "(Optional: B"), 10, "an optional sentence is written"),
        (message("Subject: A (Optional: B)", "", "C"), 7, "a subject has no optional sentences."),
        (message("Subject: A", "", "(Optional: B)"), 7, "the message is empty."),
        (message("Subject: A", "", "C", "(Optional: A) (Optional: B)"), 10, "a line of optional"),
        (
            message("Subject: A", "", "B (Optional: [hots])"),
            9,
            "unknown field [hots]. Did you mean [host]?",
        ),
        (message("x" * 201, head=head(channel="note")), 8, "the message has 201 characters;"),
        (
            message("👋" * 68, head=head(channel="text")),
            8,
            "the message has 136 characters, which are 3 text messages",
        ),
        (
            message("Subject: A", "", "B", head=HEAD.replace("Arriving", "Ariving")),
            3,
            'unknown moment "Ariving". Did you mean Arriving?',
        ),
        (
            message("Subject: A", "", "B", head=HEAD.replace("moment: Arriving\n", "")),
            2,
            "`moment` is missing in the front matter.",
        ),
        (
            message("Subject: A", "", "B", head=head(situations="[By train, On fot]")),
            2,
            'unknown situation "On fot". Did you mean On foot?',
        ),
        (
            message("Subject: A", "", "B", head=head(situations="By train")),
            2,
            "`situations` must be a list of texts.",
        ),
        (message("Subject: A", "", "B", head=head(remind=0)), 2, "`remind` is a whole number"),
        (message("Subject: A", "", "B", head=head(remind=366)), 2, "`remind` is a whole number"),
        (message("Subject: A", "", "B", head=head(remind="yes")), 2, "`remind` is a whole number"),
        (message("Subject: A", "", "B", head=head(tick="boil")), 2, "write `tick: checklist/item`"),
        (message("Subject: A", "", "B", head=head(tick="[a]")), 2, "write `tick: checklist/item`"),
        (message("Subject: A", "", "B", head=head(questions=2)), 2, "`questions` knows `many`"),
        (
            message("Subject: A", "", "B", head="---\ntitle: A\n---\n"),
            2,
            "`when` is missing in the front matter.",
        ),
    ],
)
def test_a_mistake_in_an_email_is_told_with_file_and_line(source, line, text):
    found = told(source)
    assert any(one.startswith(f"docs/emails/hello.md:{line}: {text}") for one in found), found


def test_all_mistakes_of_a_file_are_told_at_once():
    assert len(told(message("No subject [a]", "", "[b]"))) == 3


def test_an_unknown_slug_is_told_with_the_nearest_one(furnished):
    with pytest.raises(SourceError, match=r'no e-mail "helo"\. Did you mean hello\?'):
        emails.read(furnished.site, "helo")


def test_the_index_of_the_folder_is_no_email(furnished):
    furnished.write("docs/emails/index.md", "# All\n")
    assert emails.slugs(furnished.docs) == ["hello"]
