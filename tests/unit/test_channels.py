import pytest

from macros import channels
from macros.channels import CHANNELS
from tests.texts import TEXTS


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("abc", 3), ("é", 1), ("e\u0301", 2), ("👋", 2), ("a\nb", 3)]
)
def test_characters_are_counted_cautiously(text, count):
    assert channels.length(text) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("one", 1), ("Dear [your name],\n\ntwo – three", 5), ("don't e-mail", 2)],
)
def test_words_are_what_stands_between_blanks(text, count):
    assert channels.word_count(text) == count


@pytest.mark.parametrize(("text", "count", "single", "parts"), TEXTS.values(), ids=TEXTS.keys())
def test_text_messages_are_counted_by_their_alphabet(text, count, single, parts):
    assert channels.texts(text) == (count, single, parts)


@pytest.mark.parametrize(("channel", "most"), [("email", None), ("note", 200), ("script", None)])
def test_a_message_longer_than_its_channel_takes_is_a_mistake(channel, most):
    long = most or 9999
    assert channels.mistake(CHANNELS[channel], "x" * long) == ""
    told = channels.mistake(CHANNELS[channel], "x" * (long + 1))
    assert told == (
        f"the message has {long + 1} characters; this channel takes {most}." * bool(most)
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x" * 306, ""),
        (
            "x" * 307,
            "the message has 307 characters, which are 3 text messages (one holds 160 of these);"
            " this channel takes 2.",
        ),
        (
            "ë" * 135,
            "the message has 135 characters, which are 3 text messages (one holds 70 of these);"
            " this channel takes 2.",
        ),
    ],
)
def test_a_text_that_takes_more_than_two_messages_is_a_mistake(text, told):
    assert channels.mistake(CHANNELS["text"], text) == told


@pytest.mark.parametrize(
    ("channel", "text", "told"),
    [
        ("email", "w " * 49, ["the message has 49 words; 50 to 125 are best."]),
        ("email", "w " * 50, []),
        ("email", "w " * 125, []),
        ("email", "w " * 126, ["the message has 126 words; 50 to 125 are best."]),
        ("email", "w", ["the message has 1 word; 50 to 125 are best."]),
        ("text", "x" * 160, []),
        (
            "text",
            "x" * 161,
            ["the message has 161 characters; up to 160 of these go out in one piece."],
        ),
        (
            "text",
            "ë" * 71,
            ["the message has 71 characters; up to 70 of these go out in one piece."],
        ),
        ("note", "x" * 200, []),
        ("script", "w " * 500, []),
    ],
)
def test_a_message_that_would_be_better_longer_or_shorter_is_told(channel, text, told):
    assert list(channels.advice(CHANNELS[channel], text)) == told


@pytest.mark.parametrize(
    ("channel", "subject", "told"),
    [
        ("email", "One question", ["the subject has 2 words; 3 to 6 are best."]),
        ("email", "Just one question", []),
        ("email", "One two three four five six", []),
        ("email", "a b c d e f g", ["the subject has 7 words; 3 to 6 are best."]),
        ("note", "", []),
    ],
)
def test_a_subject_that_would_be_better_longer_or_shorter_is_told(channel, subject, told):
    assert list(channels.subject_advice(CHANNELS[channel], subject)) == told
