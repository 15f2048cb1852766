import re
import shutil

import pytest

from macros import prose, style
from macros.problems import SourceError
from macros.prose import TEXT, Passage
from tests.guide import HELLO, ROOT, email_page, page

RULES = """\
[tool.prose]
grade = 6
average = 14
longest = 25
short = 30

[[tool.prose.exceptions]]
pages = "law/*"
grade = 20
phrases = ["touch base"]
reason = "Laws have long names."

[tool.prose.instead]
"touch base" = "say what you want."
"crazy" = "say what is odd."
"the guide's" = "say ours."
"75 % of cups" = "nobody counted."
"manag*" = "say run."
"""
LONG = "One two three four five" + " and six" * 10
HARD = "Organisational considerations necessitate comprehensive documentation. " * 8


@pytest.fixture
def rules(guide):
    """The guide with rules, the real dictionary and one word of its own."""
    guide.write("pyproject.toml", RULES)
    for name in ("en_GB.aff", "en_GB.dic"):
        (guide.root / "spelling").mkdir(exist_ok=True)
        shutil.copy(ROOT / "spelling" / name, guide.root / "spelling" / name)
    guide.write("spelling/words.txt", "# Names\nOolong # a tea\n")
    return guide


def told(rules, body, path="docs/a.md", **meta):
    rules.write(path, page("Tea", body, **meta))
    return [re.sub(r"^docs/", "", str(problem)) for problem in style.run()]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"Short.\n{LONG}.", []),
        (
            f"Short.\n{LONG} f.",
            ["a.md:8: this sentence has 26 words; 25 is the most: “One two three four five …”"],
        ),
        (f"# {LONG} f", []),
        ("Let us touch\nbase now.", ["a.md:7: “touch base”: say what you want."]),
        ("- Tea\n\n    Touch base.", ["a.md:9: “Touch base”: say what you want."]),
        ("| a | touch base |\n|---|---|", ["a.md:7: “touch base”: say what you want."]),
        ('{{ write("x", "Is it crazy?") }}', ["a.md:7: “crazy”: say what is odd."]),
        ("The guide’s end.", ["a.md:7: “The guide’s”: say ours."]),
        ("We manage. Managers do.", ["a.md:7: “Managers”: say run.", "a.md:7: “manage”: say run."]),
        ("Of 75% of cups.", ["a.md:7: “75% of cups”: nobody counted."]),
        ("75 per cent of cups.", ["a.md:7: “75 per cent of cups”: nobody counted."]),
        ("Craziness is no match, nor is touch-base.", []),
        ("We recieve tea.", ["a.md:7: “recieve” is in no dictionary. Did you mean receive?"]),
        ("## The color", ["a.md:7: “color” is in no dictionary. Did you mean colour?"]),
        ("Oolong’s colour, the Oolong-red 2nd 30-minute cup: don’t, I’m off.", []),
        ('[here](recieve.md) `recieve` {{ email("recieve") }} {: #recieve }', []),
    ],
)
def test_what_is_wrong_is_told_with_its_line(rules, body, expected):
    assert told(rules, body) == expected


def test_messages_are_read_too(rules):
    body = HELLO.replace("good morning", f"We recieve {LONG}")
    rules.write("docs/emails/hello.md", email_page("Say hello", body))
    line = email_page("Say hello", body).split("We recieve")[0].count("\n") + 1
    assert [str(problem)[:50] for problem in style.run()] == [
        f"docs/emails/hello.md:{line}: this sentence has 30 words"[:50],
        f"docs/emails/hello.md:{line}: “recieve” is in no dictionary"[:50],
    ]


def test_a_page_that_is_hard_to_read_is_told_with_its_hardest_lines(rules):
    [problem] = told(rules, f"Go out now.\n\n{HARD}")
    assert re.fullmatch(
        r"a.md:5: the page reads at grade \d\d\.\d; 6 is the most\. Hardest: 9\.", problem
    )


def test_a_page_of_long_sentences_is_told(rules):
    sentence = "It is so that we go to it and then we go to it.\n\n"
    assert told(rules, sentence * 3) == []
    longer = sentence.replace(".", " and to it.")
    assert told(rules, longer * 3) == [
        "a.md:5: the sentences have 17.0 words on average; 14 is the most."
    ]


@pytest.mark.parametrize(("path", "count"), [("docs/law/a.md", 0), ("docs/tea/a.md", 1)])
def test_an_exception_is_for_its_pages_alone(rules, path, count):
    hard = "The regulation of the inspection is an obligation of the organisation. " * 5
    assert len(told(rules, hard, path)) == count
    assert len(told(rules, "Touch base.", path)) == count


def test_a_very_short_page_has_no_grade(rules):
    assert (
        told(rules, "Organisational considerations necessitate comprehensive documentation.") == []
    )


def test_the_grade_is_that_of_flesch_and_kincaid():
    sentences = list(prose.sentences(Passage(TEXT, 1, "The cat sat. Water is a re-used word.")))
    # 8 words with 10 syllables in 2 sentences, of which “re-used” has 2.
    assert style.grade(sentences) == pytest.approx(0.39 * 8 / 2 + 11.8 * 10 / 8 - 15.59)


def test_all_problems_of_all_pages_are_told_at_once_and_the_command_fails(rules, capsys):
    rules.write("docs/b.md", page("B", "Crazy.\n\nHte cup."))
    rules.write("docs/c.md", "---\ntitle: C\n")
    rules.write("docs/a.md", page("A", "Crazy."))
    assert style.main() == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        "docs/a.md:7",
        "docs/b.md:7",
        "docs/b.md:9",
        "docs/c.md:1",
        "4 problems in the prose",
    ]


def test_the_command_says_nothing_where_nothing_is_wrong(rules, capsys):
    assert style.main() == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("short = 30\n", "", "pyproject.toml:1: [tool.prose] says nothing of short."),
        ("[tool.prose", "[tool.x", "pyproject.toml:1: [tool.prose] says nothing of average, gra"),
        ('reason = "Laws have long names."', "", "pyproject.toml:8: an exception has `pages`"),
        ('grade = 20\nphrases = ["touch base"]', "", "pyproject.toml:8: an exception has `pages`"),
        ("grade = 20", "grad = 20", "pyproject.toml:8: an exception has `pages`"),
        (
            '["touch base"]',
            '["tuch base"]',
            "pyproject.toml:8: “tuch base” is not in the list of phrases. Did you mean touch base?",
        ),
        ('pages = "law/*"', "", "pyproject.toml:7: an exception has `pages`"),
    ],
)
def test_rules_that_mean_nothing_are_told(rules, old, new, text):
    rules.write("pyproject.toml", RULES.replace(old, new))
    with pytest.raises(SourceError, match="^" + re.escape(text)):
        style.run()
