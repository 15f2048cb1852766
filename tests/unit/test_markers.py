import pytest

from macros import checklist, define_env, email, email_gallery, stored_data
from macros.markers import PATTERN, make


@pytest.mark.parametrize(
    ("line", "kind", "argument"),
    [
        (make("email", "ask-advice"), "email", "ask-advice"),
        (make("stored"), "stored", None),
        (email("hello"), "email", "hello"),
        (email_gallery(), "gallery", None),
        (checklist("tea"), "checklist", "tea"),
        (stored_data(), "stored", None),
    ],
)
def test_a_marker_is_one_line_and_is_read_back_as_it_was_made(line, kind, argument):
    assert "\n" not in line
    assert PATTERN.fullmatch(line).groups() == (kind, argument)


def test_every_macro_is_given_to_the_engine_and_documented():
    given = []
    define_env(type("Env", (), {"macro": staticmethod(given.append)}))
    assert {macro.__name__ for macro in given} == {
        "email",
        "email_gallery",
        "checklist",
        "write",
        "table",
        "print_pack",
        "stored_data",
        "search_phrases",
        "cite",
        "source",
        "sources",
    }
    assert all(macro.__doc__ for macro in given)
