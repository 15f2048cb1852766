import itertools
from urllib.parse import parse_qs, urlsplit

import pytest

from macros import messages
from macros.fields import Field
from macros.messages import Option

WORD = "Optional"


def options(text):
    return messages.options(messages.split(text, WORD))


def shown(text, *on):
    """The text with those optional sentences, by their place, switched on."""
    parts, number = [], 0
    for part in messages.split(text, WORD):
        if isinstance(part, Option):
            parts.append(part.before + part.label + part.after if number in on else "")
            number += 1
        else:
            parts.append(part[1])
    return "".join(parts)


@pytest.mark.parametrize(
    ("text", "off", "on"),
    [
        ("A. (Optional: B.) C.", "A. C.", "A. B. C."),
        ("A. (Optional: B.)\n\nC", "A.\n\nC", "A. B.\n\nC"),
        ("A.\n\n(Optional: B.)\n\nC.", "A.\n\nC.", "A.\n\nB.\n\nC."),
        ("A.\n\n(Optional: B.) C.", "A.\n\nC.", "A.\n\nB. C."),
        ("(Optional: B.) C.", "C.", "B. C."),
        ("(Optional: B.)\n\nC.", "C.", "B.\n\nC."),
        ("A. (Optional: B.)", "A.", "A. B."),
        ("A.\n\n(Optional: B.)", "A.", "A.\n\nB."),
        ("A,\n(Optional: B)\nC", "A,\nC", "A,\nB\nC"),
        ("A,\n  (Optional: B)\nC", "A,\nC", "A,\n  B\nC"),
        ("A,\n  (Optional: B) C", "A,\n  C", "A,\n  B C"),
        ("  (Optional: B)\nC", "C", "  B\nC"),
        ("  (Optional: B) C", "  C", "  B C"),
        ("A.(Optional: B.)C.", "A.C.", "A.B.C."),
        ("A.\n\n\n(Optional: B.)\n\nC.", "A.\n\nC.", "A.\n\n\nB.\n\nC."),
        ("A. (Optional:   B.  ) C.", "A. C.", "A. B. C."),
        ("(Optional: B.)", "", "B."),
        ("A,\n(Optional: B)(Optional: C) and (Optional: D)", "A,\nand", "A,\nBC and D"),
        ("(Optional: A)\n\n(Optional: B)\n\nC", "C", "A\n\nB\n\nC"),
        ("No option (here).", "No option (here).", "No option (here)."),
    ],
)
def test_the_white_space_of_an_optional_sentence_comes_and_goes_with_it(text, off, on):
    message = messages.split(text, WORD)
    assert messages.plain(message, False) == off
    assert messages.plain(message, True) == on


PARAGRAPHS = [
    paragraph
    for length in (1, 2, 3)
    for paragraph in itertools.product([True, False], repeat=length)
    # An author is told not to put two optional sentences on a line of their own.
    if any(paragraph) or length == 1
]


@pytest.mark.parametrize("between", ["\n\n", "\n"], ids=["paragraphs", "lines"])
def test_every_choice_of_optional_sentences_leaves_exact_text(between):
    for shape in itertools.chain(
        itertools.product(PARAGRAPHS, repeat=1),
        itertools.product(PARAGRAPHS, repeat=2),
        itertools.product(PARAGRAPHS, repeat=3),
    ):
        names = iter("ABCDEFGHI")
        named = [[(next(names) + ".", stays) for stays in paragraph] for paragraph in shape]
        text = between.join(
            " ".join(name if stays else f"({WORD}: {name})" for name, stays in paragraph)
            for paragraph in named
        )
        optional = [name for paragraph in named for name, stays in paragraph if not stays]
        if sum(map(len, named)) == len(optional):
            continue  # nothing is left when all are off: an author is told
        assert all(messages.check(line, WORD) == "" for line in text.split("\n"))
        assert messages.written(messages.split(text, WORD), WORD) == text
        for chosen in itertools.product([True, False], repeat=len(optional)):
            on = {i for i, choice in enumerate(chosen) if choice}
            kept = {optional[i] for i in on}
            lines = [
                " ".join(name for name, stays in paragraph if stays or name in kept)
                for paragraph in named
            ]
            assert shown(text, *on) == between.join(filter(None, lines)), (text, on)


def test_a_gap_in_an_optional_sentence_is_a_gap():
    [option] = options("A. (Optional: I liked [the team] a lot.) B.")
    assert option.pieces == [("", "I liked "), ("the team", "[the team]"), ("", " a lot.")]
    assert option.label == "I liked [the team] a lot."


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("A (Optional: I liked [the team] on [day].)", ["the-team-day"]),
        ("A (Optional: I liked [day], yes, [day].)", ["day"]),
        ("A (Optional: I liked every single minute.)", ["i-liked-every-single"]),
        ("A (Optional: On [day].) (Optional: Or [day].)", ["day", "day-2"]),
        ("A (Optional: Yes.) (Optional: Yes!)", ["yes", "yes-2"]),
        ("A (Optional: …)", ["option"]),
        ("A (Optional: …) (Optional: —)", ["option", "option-2"]),
    ],
)
def test_an_optional_sentence_is_named_by_its_gaps_or_by_its_first_words(text, slugs):
    assert [option.slug for option in options(text)] == slugs


def test_a_field_of_optional_sentences_alone_stands_with_the_first_that_asks_for_it():
    known = {name: Field(name, name) for name in ("host", "day", "team")}
    message = messages.split(
        "Dear [host], (Optional: [day] and [host].) x (Optional: [team], [day], [nobody].)", WORD
    )
    first, second = messages.options(messages.with_fields(message, known, {"host"}))
    assert first.fields == [known["day"]]
    assert second.fields == [known["team"]]


@pytest.mark.parametrize(
    "line",
    [
        "(Optional: one",
        "one)",
        "A (Optional: B (or C).) D",
        "A (optional: B) C",
        "A (Optional : B) C",
        "A (Optional: ) C",
        "A ( Optional: B) C",
    ],
)
def test_an_optional_sentence_that_is_not_written_as_one_is_told(line):
    told = messages.check(line, WORD)
    assert told.startswith("an optional sentence is written (Optional: …)") is ("ptional" in line)


@pytest.mark.parametrize("line", ["(Optional: A) (Optional: B)", "  (Optional: A)(Optional: B)"])
def test_two_optional_sentences_on_a_line_of_their_own_are_told(line):
    assert messages.check(line, WORD).startswith("a line of optional sentences alone holds one")


@pytest.mark.parametrize("line", ["A (Optional: B)", "(Optional: A)", "(Options: none)", "(a) [b]"])
def test_other_lines_are_no_mistake(line):
    assert messages.check(line, WORD) == ""


def test_the_word_is_that_of_the_site():
    message = messages.split("A. (Vielleicht: B.) C.", "Vielleicht")
    assert messages.plain(message, False) == "A. C."
    assert messages.written(message, "Vielleicht") == "A. (Vielleicht: B.) C."


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Hello [host]", "Dear [host],\n\ngood morning.\n"),
        ("50% & more?", "a+b = c & d\n%0D%0ABcc: x@example.org"),
        ("„Grüße“ 👋", "e\u0301 שלום\n\t#1"),
        ("", ""),
    ],
)
def test_a_mail_address_gives_back_what_was_put_in_and_names_nobody(subject, body):
    address = messages.mailto(subject, body)
    parts = urlsplit(address)
    assert (parts.scheme, parts.path, parts.fragment) == ("mailto", "", "")
    found = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    assert found == {"subject": [subject], "body": [body.replace("\n", "\r\n")]}
    assert "+" not in address
    assert address.isascii()
