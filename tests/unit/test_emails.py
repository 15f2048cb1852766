from textwrap import dedent

import pytest

from macros import emails, pages
from macros.fields import Field
from macros.problems import SourceError

SHARED = {"host": Field("host", "Host"), "your name": Field("your name", "Your name")}
TONES = ("Warm", "Brief")
HEAD = "---\ntitle: Say hello\nwhen: Today\n---\n"
WARM = '=== "Warm"\n\n    ```email\n    Subject: Hello\n\n    Dear [host],\n\n      bye\n    ```\n'
BRIEF = '=== "Brief"\n\n    ```email\n    Subject: Hi\n\n    Hi\n    ```\n'


def read(source):
    return emails.parse(pages.parse("emails/hello.md", dedent(source)), SHARED, TONES)


def message(*lines, head=HEAD):
    """An e-mail of one tone: its first line is line 6 of a file with two lines of front matter."""
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


OWN = HEAD.replace("when", "fields:\n  host: Host\n  day: Day\nwhen")


@pytest.mark.parametrize(
    ("source", "line", "text"),
    [
        (message("Subject: A", "", "Dear [hots]"), 8, "unknown field [hots]. Did you mean [host]?"),
        (message("Subject: [zzz]", "", "B"), 6, "unknown field [zzz]. Fields are declared in"),
        (message("Subject: A", "", "[Host]"), 8, "unknown field [Host]. Did you mean [host]?"),
        (message("Hello", "", "B"), 6, "the first line must be `Subject: …`."),
        (message("Subject:", "", "B"), 6, "the first line must be `Subject: …`."),
        (message("Subject: A"), 6, "the message is empty."),
        (message("Subject: A", "", "  "), 6, "the message is empty."),
        (HEAD + "Nothing here.\n", 5, "no message: write it in a fence ```email."),
        (HEAD + WARM + "Stray.\n" + BRIEF, 14, "only tones may stand between the tones"),
        (HEAD + WARM.replace("Warm", "Wram"), 5, 'unknown tone "Wram". Did you mean Warm?'),
        (HEAD + WARM + WARM, 14, 'tone "Warm" stands here twice.'),
        (HEAD + WARM.replace("    ```\n", "") + BRIEF, 7, "this message is not closed"),
        (HEAD + BRIEF.replace("    ```\n", ""), 7, "this message is not closed"),
        (
            message("Subject: A", "", "[host] [day]", head=OWN),
            4,
            "[host] is a shared field already.",
        ),
        (
            message("Subject: A", "", "[host]", head=OWN),
            5,
            "field [day] is declared, but not used.",
        ),
        (
            message("Subject: A", "", "B", head=HEAD.replace("when", "fields:\n  Day: x\nwhen")),
            4,
            "a field's name is lower-case words",
        ),
        (
            message("Subject: A", "", "B", head=HEAD.replace("when", "channel: emial\nwhen")),
            3,
            "unknown channel emial; one of email, note, text, script. Did you mean email?",
        ),
        (
            message("Subject: A", "", "B", head=HEAD.replace("when", "channel: note\nwhen")),
            7,
            "this channel has no subject.",
        ),
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
