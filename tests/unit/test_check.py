import pytest
from mkdocs.exceptions import Abort

from macros import check, hooks
from tests.guide import HELLO, email_page, page

# Lines of a page made by `page`: four of front matter, its title, a blank; the body is from 7 on.


def test_a_guide_without_mistakes_has_no_problems(furnished):
    furnished.write("docs/a.md", page("A", '{{ email("hello") }}\n\n{{ checklist("tea") }}\n'))
    assert furnished.problems() == []


@pytest.mark.parametrize(
    "body",
    [
        '{{ email("hello") }}',
        "{{ email('hello') }}",
        '1. Text: {{ email("hello") }}',
        '- {{ email("hello") }}',
        '!!! note\n\n    {{ email("hello") }}',
        '=== "Tab"\n\n    {{ email("hello") }}',
        "{{ stored_data() }}",
        "{% for n in range(3) %}{% set twice = n * 2 %}{{ twice }}{% endfor %}",
    ],
)
def test_a_call_may_stand_wherever_a_block_of_text_may(furnished, body):
    furnished.write("docs/a.md", page("A", body))
    assert furnished.problems() == []


ALONE = "() stands on a line of its own, not in a heading, a table or code."


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('{{ emial("hello") }}', "7: there is no macro `emial`. Did you mean email?"),
        (
            'x\n\n{{ checklists("tea") }}',
            "9: there is no macro `checklists`. Did you mean checklist?",
        ),
        ("{{ zzz() }}", "7: there is no macro `zzz`."),
        ("{{ zzz }}", "7: there is no macro `zzz`."),
        ('{{ email("helo") }}', '7: there is no email "helo". Did you mean hello?'),
        ('{{ checklist("tee") }}', '7: there is no checklist "tee". Did you mean tea?'),
        ('{{ checklist("hello") }}', '7: there is no checklist "hello".'),
        ("{{ email(7) }}", '7: there is no email "7".'),
        ("{{ email() }}", "7: write it email(slug)."),
        ('{{ email("hello", "warm") }}', "7: write it email(slug)."),
        ('{{ email(slug="hello") }}', "7: write it email(slug)."),
        ('{{ email("hello", tone="warm") }}', "7: write it email(slug)."),
        ('{{ stored_data("x") }}', "7: write it stored_data()."),
        ("{{ email }}", "7: write it email(slug)."),
        ('## {{ email("hello") }}', f"7: email{ALONE}"),
        ('| a | b |\n|---|---|\n| {{ email("hello") }} | |', f"9: email{ALONE}"),
        ('```\n{{ email("hello") }}\n```', f"8: email{ALONE}"),
        ('- x\n\n    ~~~\n    {{ email("hello") }}\n    ~~~', f"10: email{ALONE}"),
        ('`{{ email("hello") }}`', f"7: email{ALONE}"),
        ('{{ email("hello") }} {{ checklist("tea") }}', f"7: checklist{ALONE}"),
        ('{{ email("hello") }} and more', f"7: email{ALONE}"),
        ("{{ email('hello' }}", "7: Jinja cannot read this"),
        ("{{ email('hello') }", "7: Jinja cannot read this"),
        ("## Heading {#id}", "7: Jinja cannot read this"),
    ],
)
def test_a_mistaken_call_is_told_with_file_line_and_what_is_meant(furnished, body, told):
    furnished.write("docs/a.md", page("A", body + "\n"))
    problems = furnished.problems()
    assert any(problem.startswith(f"docs/a.md:{told}") for problem in problems), problems


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("# A\n", ["1: `title` is missing", "1: `description` is missing"]),
        ("---\ntitle: A\ndescription:\n---\n# A\n", ["3: `description` is missing"]),
        ("---\ntitle: A\n", ["1: the front matter is not closed"]),
    ],
)
def test_a_page_that_does_not_say_what_it_is_about_is_told(guide, source, told):
    guide.write("docs/a.md", source)
    problems = guide.problems()
    assert len(problems) == len(told), problems
    assert all(any(p.startswith(f"docs/a.md:{start}") for p in problems) for start in told), (
        problems
    )


def test_the_day_of_a_review_is_a_day(guide):
    guide.write("docs/a.md", page("A", reviewed="last week"))
    assert guide.problems() == ["docs/a.md:4: `reviewed` must be a day, such as 2026-11-23."]


def test_what_a_merge_left_open_stops_the_build_at_each_mark(guide):
    text = "One.\n<<<<<<< HEAD\nTwo.\n=======\nThree.\n>>>>>>> other\n"
    guide.write("docs/a.md", page("A", text))
    said = "a merge stopped here: keep one version, delete the marks."
    assert guide.problems() == [f"docs/a.md:8: {said}", f"docs/a.md:12: {said}"]


def test_what_a_page_is_searched_by_is_a_list(guide):
    guide.write("docs/a.md", page("A", tags="laid off"))
    assert guide.problems() == ["docs/a.md:4: `tags` must be a list, such as [word, other]."]


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        ("emails/hello.md", "[host],", "[hots],", "docs/emails/hello.md:16: unknown field [hots]."),
        (
            "checklists/tea.md",
            "{: #pour }",
            "",
            'docs/checklists/tea.md:10: "Pour *it*" has no id.',
        ),
        (
            "checklists/tea.md",
            "#pour",
            "#boil",
            "docs/checklists/tea.md:10: two items of this page have the id",
        ),
        ("checklists/.ids", "tea/pour", "", "docs/checklists/tea.md:10: tea/pour is new"),
        ("checklists/.ids", "tea/pour", "gone tea/pour", "docs/checklists/tea.md:10: tea/pour was"),
        (
            "checklists/.ids",
            "tea/pour",
            "tea/pour\ntea/sip",
            "docs/checklists/.ids:3: tea/sip is in",
        ),
    ],
)
def test_a_mistake_in_an_email_a_list_or_the_ids_is_found(furnished, path, old, new, told):
    file = furnished.docs / path
    file.write_text(file.read_text().replace(old, new, 1))
    problems = furnished.problems()
    assert [problem.startswith(told) for problem in problems] == [True], problems


def test_an_id_taken_out_and_announced_is_no_mistake(furnished):
    furnished.write("docs/checklists/.ids", "tea/boil\ntea/pour\ngone tea/sip\n")
    assert furnished.problems() == []


def test_mistakes_of_all_pages_are_told_at_once_in_order_and_each_once(furnished):
    furnished.write("docs/b.md", page("B", "{{ zzz() }} {{ zzz() }}\n"))
    furnished.write("docs/a.md", page("A", "x\n\n{{ zzz() }}\n\n{{ yyy() }}\n"))
    assert [problem.split(": ")[0] for problem in furnished.problems()] == [
        "docs/a.md:9",
        "docs/a.md:11",
        "docs/b.md:7",
    ]


def test_the_command_prints_every_problem_and_fails(furnished, capsys):
    furnished.write("docs/a.md", page("A", "{{ zzz() }}\n\n{{ yyy() }}\n"))
    assert check.main() == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        "docs/a.md:7",
        "docs/a.md:9",
        "2 problems in the sources",
    ]


def test_the_command_says_nothing_where_nothing_is_wrong(guide, capsys):
    assert check.main() == 0
    assert capsys.readouterr() == ("", "")


ADVICE = [
    "docs/emails/hello.md:14: advice: the subject has 2 words; 3 to 6 are best.",
    "docs/emails/hello.md:16: advice: the message has 10 words; 50 to 125 are best.",
    "docs/emails/hello.md:27: advice: the subject has 1 word; 3 to 6 are best.",
    "docs/emails/hello.md:29: advice: the message has 2 words; 50 to 125 are best.",
]


def test_advice_is_told_with_its_line_and_does_not_fail(furnished, capsys):
    assert furnished.problems() == []
    assert check.main() == 0
    assert capsys.readouterr().err.splitlines() == ADVICE


def test_advice_does_not_stop_a_build_and_counts_as_no_warning(furnished, caplog):
    caplog.set_level("INFO")
    hooks.on_pre_build(None)
    assert [record.getMessage() for record in caplog.records] == ADVICE
    assert {(record.levelname, record.name) for record in caplog.records} == {
        ("INFO", "mkdocs.macros")
    }


def test_mistakes_stop_a_build_and_are_all_told(furnished):
    furnished.write("docs/a.md", page("A", "{{ zzz() }}\n\n{{ yyy() }}\n"))
    with pytest.raises(Abort, match=r"docs/a.md:7: (.|\n)*docs/a.md:9: "):
        hooks.on_pre_build(None)


@pytest.mark.parametrize(
    ("tick", "told"),
    [
        ("tea/boil", []),
        ("tee/boil", ['there is no checklist "tee". Did you mean tea?']),
        ("tea/bol", ['checklist tea has no item "bol". Did you mean boil?']),
        ("tea", ["write `tick: checklist/item`, with the item's id."]),
        ("tea/boil/x", None),
        ("index/boil", ['there is no checklist "index".']),
    ],
)
def test_what_an_email_ticks_must_be_an_item_of_a_checklist(furnished, tick, told):
    furnished.write("docs/checklists/index.md", page("Lists"))
    furnished.write("docs/emails/hello.md", email_page("Say hello", HELLO, tick=tick))
    problems = furnished.problems()
    if told is None:
        assert problems
    else:
        assert problems == [f"docs/emails/hello.md:6: {text}" for text in told]
