import pytest

from macros import markers, stored, table, worksheets, write
from tests.guide import page
from tests.unit.test_extension import PLACES

WRITE, TABLE = write("why", "Why?", 2), table("plan", ["What", "When"], 3)
CALLS = '{{ write("why", "Why?", lines=2) }}\n\n{{ table("plan", ["What", "When"]) }}\n'


def areas(html):
    return [area.attrs["data-key"] for area in html.all("textarea") if "data-key" in area.attrs]


@pytest.mark.parametrize(("around", "holder"), PLACES)
def test_a_question_is_put_in_once_wherever_the_call_stands(guide, around, holder):
    html = guide.render(around.format(WRITE), "worksheets/day.md")
    part = html.one(data_write="why")
    assert areas(part) == ["write|day|why"]
    assert len(part.all("i")) == 2
    assert "⟦" not in html.text
    assert not holder or any(element.all(data_write="why") for element in html.all(holder))


@pytest.mark.parametrize(("around", "holder"), PLACES)
def test_a_table_is_put_in_once_wherever_the_call_stands(guide, around, holder):
    html = guide.render(around.format(TABLE), "worksheets/day.md")
    part = html.one(data_table="plan")
    assert areas(part) == [
        f"cell|day|plan.{row}.{column}" for row in (1, 2, 3) for column in (1, 2)
    ]
    assert not holder or any(element.all(data_table="plan") for element in html.all(holder))


def test_every_cell_is_named_by_its_column_and_row(guide):
    html = guide.render(TABLE)
    names = [area.attrs["aria-label"] for area in html.all("textarea")]
    assert names[:3] == ["What, row 1", "When, row 1", "What, row 2"]


def test_a_table_is_named_by_the_heading_above_it_or_by_its_columns(guide):
    html = guide.render(f"## My *week* {{ #w }}\n\n{TABLE}")
    assert html.one("table").attrs["aria-label"] == "My week"
    assert guide.render(TABLE).one("table").attrs["aria-label"] == "What, When"


def test_words_on_another_page_belong_to_its_path(guide):
    assert areas(guide.render(WRITE, "rooms/bath.md")) == ["write|rooms/bath|why"]
    assert areas(guide.render(WRITE, "worksheets/index.md")) == ["write|worksheets/index|why"]


def test_the_foot_stands_once_below_the_last_part(guide):
    html = guide.render(f"{WRITE}\n\nBetween.\n\n{TABLE}\n\nAfter.")
    assert len(html.all(data_action="reset")) == 1
    assert [button.attrs["data-action"] for button in html.all("button", data_action="print")]
    words = html.words
    assert words.index("Between.") < words.index("Clear this worksheet") < words.index("After.")


def test_a_page_with_nothing_to_write_in_has_no_foot(guide):
    assert not guide.render("Text.").all(data_action="reset")


@pytest.mark.parametrize("text", ['<b>&"x"</b>', "a | b", "[x]: y", "{: #id }", "⟦email x⟧", "*é*"])
def test_a_question_is_read_as_it_was_written(guide, text):
    html = guide.render(write("why", text))
    assert html.one("label").text == text


def test_packed_values_are_read_back_as_they_were():
    values = ["a", "<&⟦⟧>\nü", 3, ["b", "c"]]
    line = markers.packed(*values)
    assert not set(line) & set("<>&⟦⟧\n")
    assert markers.unpacked(line) == values


def test_good_calls_have_no_problem(guide):
    guide.write("docs/worksheets/day.md", page("Day", CALLS))
    assert guide.problems() == []


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('{{ write("Why", "Why?") }}', "an id is lower-case letters, digits and hyphens: 'Why' is"),
        ('{{ write("a b", "Why?") }}', "an id is lower-case letters"),
        ('{{ write("why") }}', "write it write(id, question, lines=3)."),
        ('{{ write("why", "") }}', "the question must be a text."),
        ('{{ write("why", "Why?", 0) }}', "`lines` must be a number from 1 to 30."),
        ('{{ write("why", "Why?", 31) }}', "`lines` must be a number from 1 to 30."),
        ('{{ write("why", "Why?", "3") }}', "`lines` must be a number"),
        ('{{ write("why", "Why?", line=3) }}', "write it write("),
        ('{{ write("why", question="Why?") }}', "write it write("),
        ('{{ table("t") }}', "write it table(id, columns, rows=5, paper=0, wide=())."),
        ('{{ table("t", "What") }}', "`columns` must be a list of 1 to 8 texts."),
        ('{{ table("t", []) }}', "`columns` must be a list"),
        ('{{ table("t", ["a", 1]) }}', "`columns` must be a list"),
        ('{{ table("t", ["a", "a", "a", "a", "a", "a", "a", "a", "a"]) }}', "`columns` must be"),
        ('{{ table("t", ["a"], 41) }}', "`rows` must be a number from 1 to 40."),
        ('{{ table("t", ["a"], paper=41) }}', "`paper` must be a number from 1 to 40."),
        ('{{ table("t", ["a"], wide=[2]) }}', "`wide` must be a list of columns' numbers, from 1."),
        ('{{ table("t", ["a", "b"], wide=[2]) }}', "`wide` is for tables of 4 columns or more"),
        ('{{ table("t", ["a"], wide=1) }}', "`wide` must be a list"),
        ('{{ table("t", ["a"], rows=true) }}', "`rows` must be a number"),
        ('## {{ write("why", "Why?") }}', "write() stands on a line of its own"),
        ('{{ wirte("why", "Why?") }}', "there is no macro `wirte`. Did you mean write?"),
    ],
)
def test_a_mistaken_call_is_told_with_file_and_line(guide, body, told):
    guide.write("docs/worksheets/day.md", page("Day", f"{body}\n"))
    problems = guide.problems()
    assert any(problem.startswith(f"docs/worksheets/day.md:7: {told}") for problem in problems), (
        problems
    )


def test_an_id_stands_once_in_a_page(guide):
    guide.write("docs/worksheets/day.md", page("Day", CALLS + '\n{{ write("plan", "Again?") }}\n'))
    guide.write("docs/worksheets/night.md", page("Night", CALLS))
    assert guide.problems() == [
        "docs/worksheets/day.md:11: the id plan stands twice in this page: give this one another."
    ]


def test_a_worksheet_has_something_to_write_in(guide):
    guide.write("docs/worksheets/index.md", page("All"))
    guide.write("docs/worksheets/day.md", page("Day", "Text.\n"))
    assert [problem.partition(": ")[2] for problem in guide.problems()] == [
        "a worksheet has something to write in: write(…) or table(…)."
    ]


def test_what_is_written_is_named_by_page_and_question(guide):
    guide.write("docs/worksheets/day.md", page("Day", CALLS))
    guide.write("docs/rooms/bath.md", page("Bath", '{{ write("why", "Why here?") }}'))
    assert stored.names(guide.site)["sheets"] == {
        "rooms/bath": ["Bath", {"why": "Why here?"}],
        "day": ["Day", {"why": "Why?"}],
    }


def test_parts_are_read_with_their_lines_and_mistakes_are_left_out(guide):
    guide.write("docs/a.md", page("A", CALLS + '\n{{ write("B", "Bad?") }}\n'))
    source = guide.docs / "a.md"
    found = worksheets.parts(worksheets.pages.parse("a.md", source.read_text()))
    assert found == [
        (7, worksheets.Write("why", "Why?", 2)),
        (9, worksheets.Table("plan", ("What", "When"), 5)),
    ]
