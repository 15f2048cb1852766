import pytest

from tests.guide import page

SEARCH = "# Search\n\n⟦phrases⟧\n"


def test_a_page_is_led_to_by_its_phrases_as_people_type_them(guide):
    guide.write("docs/boxes/heavy.md", page("Heavy boxes", phrases='["Can’t lift", too heav*]'))
    html = guide.render(SEARCH, "search.md")
    (item,) = html.all("li")
    assert item.attrs["data-phrases"] == "cant lift|too heav*"
    assert item.one("a").attrs["href"] == "../boxes/heavy/"
    assert item.words == "Heavy boxes"


@pytest.mark.parametrize("phrase", ["half*way", "two  blanks", "in a: box", "*"])
def test_a_phrase_that_nobody_can_type_stops_the_build(guide, phrase):
    guide.write("docs/a.md", page("A", phrases=f'["{phrase}"]'))
    said = f'"{phrase}" is no phrase: write words, and at most one * behind them.'
    assert guide.problems() == [f"docs/a.md:4: {said}"]


def test_a_phrase_that_yaml_takes_for_another_thing_stops_the_build(guide):
    guide.write("docs/a.md", page("A", phrases="[no, some]"))
    said = "YAML reads a phrase as False: put it in quotes."
    assert guide.problems() == [f"docs/a.md:4: {said}"]


def test_phrases_that_are_no_list_stop_the_build(guide):
    guide.write("docs/a.md", page("A", phrases="too heavy"))
    said = "`phrases` must be a list, such as [some words, word*]."
    assert guide.problems() == [f"docs/a.md:4: {said}"]
