import pytest

from macros.fields import declared, split


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("no gap", [("", "no gap")]),
        ("[host]", [("host", "[host]")]),
        ("Dear [host], hi", [("", "Dear "), ("host", "[host]"), ("", ", hi")]),
        ("[a][b]", [("a", "[a]"), ("b", "[b]")]),
        ("[broken\nline]", [("", "[broken\nline]")]),
        ("[[x]]", [("", "["), ("x", "[x]"), ("", "]")]),
        ("[] and [x", [("", "[] and [x")]),
    ],
)
def test_a_text_is_cut_at_its_gaps_and_loses_nothing(text, parts):
    assert split(text) == parts
    assert "".join(written for _, written in parts) == text


def test_a_field_is_declared_by_a_label_or_by_a_table():
    fields, wrong = declared(
        {"host": "Host", "day": {"label": "Day", "hint": "Soon", "example": 7}}
    )
    assert not wrong
    assert (fields["host"].label, fields["host"].autocomplete) == ("Host", "off")
    assert (fields["day"].hint, fields["day"].example) == ("Soon", "7")


def test_a_field_is_one_line_unless_it_says_another_kind():
    fields, wrong = declared(
        {
            "host": "Host",
            "news": {"label": "News", "kind": "lines"},
            "day": {"label": "Day", "kind": "date"},
            "part": {"label": "Part", "kind": "choice", "choices": ["morning", 2]},
        }
    )
    assert not wrong
    assert [field.kind for field in fields.values()] == ["line", "lines", "date", "choice"]
    assert [field.choices for field in fields.values()] == [(), (), (), ("morning", "2")]


def test_a_field_of_one_email_is_stored_apart_from_a_shared_one_of_that_name():
    assert declared({"day": "Day"})[0]["day"].key == "field||day"
    assert declared({"day": "Day"}, owner="hello")[0]["day"].key == "field|hello|day"


@pytest.mark.parametrize(
    ("table", "key", "told"),
    [
        (["host"], "fields", "`fields` must be a table"),
        ({"Host": "Host"}, "Host", "a field's name is lower-case words"),
        ({"a|b": "x"}, "a|b", "a field's name is lower-case words"),
        ({7: "x"}, "7", "a field's name is lower-case words"),
        ({"host": {}}, "host", "field [host] needs a `label`"),
        ({"host": ["x"]}, "host", "field [host] needs a `label`"),
        ({"host": {"label": "x", "hnt": "y"}}, "hnt", "field [host] knows label, hint"),
        (
            {"day": {"label": "x", "kind": "dat"}},
            "day",
            "field [day] is of an unknown kind dat; one of line, lines, date, choice."
            " Did you mean date?",
        ),
        ({"day": {"label": "x", "kind": 7}}, "day", "field [day] is of an unknown kind 7"),
        ({"day": {"label": "x", "kind": "choice"}}, "day", "field [day] needs `choices`"),
        ({"day": {"label": "x", "without": "the"}}, "day", "`without` of field [day] must be"),
        (
            {"day": {"label": "x", "kind": "choice", "choices": ["a"]}},
            "day",
            "field [day] needs `choices`: a list of two texts or more.",
        ),
        (
            {"day": {"label": "x", "kind": "choice", "choices": "ab"}},
            "day",
            "field [day] needs `choices`",
        ),
        (
            {"day": {"label": "x", "kind": "choice", "choices": [["a"], "b"]}},
            "day",
            "field [day] needs `choices`",
        ),
        (
            {"day": {"label": "x", "choices": ["a", "b"]}},
            "day",
            "field [day] has `choices`: its kind is choice.",
        ),
    ],
)
def test_a_field_not_declared_well_is_told_with_the_key_concerned(table, key, told):
    fields, [(where, text)] = declared(table)
    assert (fields, where) == ({}, key)
    assert text.startswith(told)


@pytest.mark.parametrize("nothing", [None, {}, []])
def test_no_table_means_no_fields(nothing):
    assert declared(nothing) == ({}, [])
