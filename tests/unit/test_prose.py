import pytest

from macros import pages, prose
from macros.prose import LABEL, MESSAGE, TEXT, Passage
from tests.guide import HELLO, email_page

FENCED = "```email\nSubject: Hi\n\nDear [host],\n\nI came by. (Optional: We met at [place].)\n```"


def read(source, kind=TEXT):
    """(line, text) of each passage of a kind, its lines joined."""
    found = prose.passages(pages.parse("a.md", source), "Optional")
    return [(p.line, " ".join(p.text.split())) for p in found if p.kind == kind]


def cut(text):
    return [sentence.text for sentence in prose.sentences(Passage(TEXT, 1, text))]


def counted(text):
    return [sentence.words for sentence in prose.sentences(Passage(TEXT, 1, text))]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Come *in*, **please**, _now_.", "Come in, please, now."),
        ("A snake_case_name stays.", "A snake_case_name stays."),
        ("Read [the *one* page](../a/b.md#c) first.", "Read the one page first."),
        ('Read [it](a.md "A title") and [that](b_(c).md).', "Read it and that."),
        ("Read [it][one].", "Read it."),
        ("See ![a cup](cup.svg).", "See a cup."),
        ("Go to <https://example.org/a> or https://example.org/b.", "Go to or."),
        ("Ask tea.example.org/cups/ or tea.org.", "Ask or."),
        ("Press `Ctrl P` now.", "Press now."),
        ('Tea is hot ({{ cite("tea-1999") }}).', "Tea is hot."),
        ('{{ cite("tea-1999") }} found that tea is hot.', "found that tea is hot."),
        ("One{% if x %} two{% endif %}{# three #}.", "One two."),
        ('A <span class="x">word</span> <!-- and a note --> here.', "A word here."),
        ("A point.[^1]", "A point."),
        ("Five &amp; six \\* seven \\[eight\\].", "Five & six * seven [eight]."),
        ("> It is said.", "It is said."),
        ("- [ ] Boil water {: #boil }", "Boil water"),
        ("3. Boil water", "Boil water"),
        ("One  \nTwo", "One"),
    ],
)
def test_only_what_is_read_is_left_of_a_text(source, text):
    assert read(source)[0] == (1, text)


@pytest.mark.parametrize(
    "source",
    [
        "# Heading",
        "| a | b |\n|---|---|\n| c | d |",
        '=== "Warm"',
        '!!! note "Beware"',
        "***",
        "```text\nCode, not prose.\n```",
        "    ~~~\n    Code, too.\n    ~~~",
        FENCED,
        '{{ email("hello") }}',
        '{{ table(\n  "plan",\n  ["What we do", "When"],\n) }}',
        '<div class="cards" markdown>',
        "[one]: https://example.org/one",
    ],
)
def test_what_is_no_paragraph_and_no_item_is_no_running_text(source):
    assert read(source) == []


def test_each_paragraph_and_each_item_is_one_with_its_own_line():
    source = r"""---
title: A
---
# A

One
and more.

- [ ] Two
  and more
- Three

    Four

1. Five

!!! note

    Six
[Seven](a.md)\
Eight

```text
Not this
```
Nine
"""
    assert read(source) == [
        (6, "One and more."),
        (9, "Two and more"),
        (11, "Three"),
        (13, "Four"),
        (15, "Five"),
        (19, "Six Seven"),
        (21, "Eight"),
        (26, "Nine"),
    ]


def test_a_term_is_a_label_of_what_explains_it():
    source = "Term\n:   What it means.\n:   And more.\n\nOther\n:   It, too."
    assert read(source) == [(2, "What it means."), (3, "And more."), (6, "It, too.")]
    assert read(source, LABEL) == [(1, "Term"), (5, "Other")]


def test_a_call_of_several_lines_moves_no_line():
    assert read('{{ table(\n  "plan",\n) }}\n\nOne.') == [(5, "One.")]


def test_headings_cells_boxes_questions_and_the_front_matter_are_labels():
    source = """\
---
title: Make good tea # a note
channel: email
when: "At four"
fields:
  big cup:
    label: The biggest cup
    example: blew mugg
---
# Make *tea*

| Cup | [Pot](pot.md) |
|-----|-----|

=== "Two ways"

!!! note

{{ write("what-now", "What is in it?", 3) }}
{{ table('plan', ["What we do", 'When'],
   rows=2, title="The whole plan") }}
"""
    assert read(source, LABEL) == [
        (2, "Make good tea"),
        (4, '"At four"'),
        (6, "big cup:"),
        (7, "The biggest cup"),
        (10, "Make tea"),
        (12, "Cup"),
        (12, "Pot"),
        (15, "Two ways"),
        (19, "What is in it?"),
        (20, "What we do"),
        (21, "The whole plan"),
    ]


def test_messages_are_read_with_optional_sentences_and_gaps_as_words():
    assert read(FENCED, MESSAGE) == [
        (2, "Subject: Hi"),
        (4, "Dear x,"),
        (6, "I came by. We met at x."),
    ]


def test_messages_have_the_lines_of_their_file():
    lines = [line for line, _ in read(email_page("Say hello", HELLO), MESSAGE)]
    assert lines == [14, 16, 18, 19, 21, 27, 29]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("Say: “No.” Then go.", ["Say: “No.”", "Then go."]),
        ("“Really?” she asked.", ["“Really?” she asked."]),
        ("It took 3.5 hours, e.g. Monday.", ["It took 3.5 hours, e.g. Monday."]),
        ("Ask Dr. Who. J. Smith came.", ["Ask Dr. Who.", "J. Smith came."]),
        ("Wait … then go … Now.", ["Wait … then go …", "Now."]),
        ("One\ntwo. Three\nfour.", ["One\ntwo.", "Three\nfour."]),
        ("Money now · Not well", ["Money now", "Not well"]),
        ("It is done. (Or not.) Then 20 more.", ["It is done.", "(Or not.)", "Then 20 more."]),
        ("Go. …", ["Go. …"]),
        ("·", []),
    ],
)
def test_a_passage_is_cut_into_its_sentences(text, sentences):
    assert cut(text) == sentences


def test_a_sentence_has_the_line_where_it_begins():
    found = prose.sentences(Passage(TEXT, 7, "One\ntwo. Three\nfour.\nFive."))
    assert [sentence.line for sentence in found] == [7, 8, 10]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don’t re-read it.", ["Don’t", "re-read", "it"]),
        ("We asked Anna and the Tea Council of Kent.", ["We", "asked", "and", "the", "of"]),
        ("Today I’m here, and I stay.", ["Today", "I’m", "here", "and", "I", "stay"]),
        ("Say: “Thank you” (We mean it).", ["Say", "Thank", "you", "We", "mean", "it"]),
        ("Call 116 123.", ["Call", "116", "123"]),
    ],
)
def test_words_are_counted_without_names(text, words):
    assert counted(text) == [words]


def test_every_word_has_its_line_names_too():
    assert list(prose.words(Passage(LABEL, 3, "Tea for\nAnna."))) == [
        (3, "Tea"),
        (3, "for"),
        (4, "Anna"),
    ]
