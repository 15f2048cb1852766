import pytest

from macros.problems import Problem, SourceError, nearest


def test_a_problem_is_printed_as_path_line_and_sentence():
    assert str(Problem("docs/a.md", 7, "too long.")) == "docs/a.md:7: too long."


def test_an_error_lists_its_problems_by_file_and_line():
    wrong = [Problem("b", 1, "x"), Problem("a", 10, "x"), Problem("a", 9, "x")]
    assert str(SourceError(wrong)) == "a:9: x\na:10: x\nb:1: x"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("helo", " Did you mean hello?"),
        ("goodby", " Did you mean goodbye?"),
        ("xyz", ""),
        ("", ""),
    ],
)
def test_the_nearest_known_name_is_offered_and_none_for_a_stranger(name, told):
    assert nearest(name, ["hello", "goodbye"]) == told


def test_a_name_is_offered_in_the_shape_the_author_writes_it():
    assert nearest("hots", ["host"], "[{}]") == " Did you mean [host]?"
