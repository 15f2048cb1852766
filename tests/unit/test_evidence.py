import re
from datetime import date

import pytest

from macros import checklist, checklists, cite, evidence, source, sources
from macros.problems import SourceError
from tests.guide import page
from tests.unit.test_extension import PLACES

KNOT = """\
knot-1998:
  topic: Boxes
  author: Rope, A. and Twine, B.
  short: Rope and Twine 1998
  year: 1998
  title: Do <knots> hold?
  publisher: Journal of Boxes
  link: https://example.org/knots?a=1&b=2
  status: seen
  checked: 2026-03-05
  take: >-
    In one trial in a cellar,
    most knots held.
"""
HINGE = """\

hinge:
  topic: Doors
  author: The Door Office
  short: the Door Office
  title: Hinges
  publisher: The Door Office
  link: https://example.org/hinges
  status: vendor
  checked: 2026-11-23
  take: Doors can be lifted out.
"""
ALL = "{{ sources() }}\n"


@pytest.fixture
def cited(guide):
    """A guide with two sources, the page that lists them and the ways to cite them."""
    guide.write("docs/sources.yml", KNOT + HINGE)
    guide.write("docs/help/sources.md", page("Sources", ALL))
    guide.write("docs/help/index.md", page("Help", '{{ source("hinge") }}\n'))
    guide.write("docs/knots.md", page("Knots", 'So ({{ cite("knot-1998") }}).\n'))
    return guide


# ---- The file ----


def test_a_source_is_read_with_its_line_and_what_it_says(cited):
    knot, hinge = evidence.read(cited.site).values()
    assert (knot.key, knot.line, hinge.line) == ("knot-1998", 1, 15)
    assert (knot.year, hinge.year, knot.checked) == (1998, None, date(2026, 3, 5))
    assert knot.take == "In one trial in a cellar, most knots held."


def test_sources_in_use_have_no_problem_and_a_site_may_have_none(cited):
    assert cited.problems() == []
    for name in ("sources.yml", "help/sources.md", "help/index.md", "knots.md"):
        (cited.docs / name).unlink()
    assert cited.problems() == []
    assert evidence.index(cited.site) == evidence.Index({}, "", {})


@pytest.mark.parametrize("text", ["", "# Nothing yet\n"])
def test_an_empty_file_holds_no_source(guide, text):
    guide.write("docs/sources.yml", text)
    assert evidence.read(guide.site) == {}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("publisher: J", "publishr: J", "7: an entry has no `publishr`. Did you mean publisher?"),
        ("publisher: J", "publishr: J", "1: `publisher` is missing in knot-1998."),
        ("  short: Rope and Twine 1998\n", "", "1: `short` is missing in knot-1998."),
        ("status: seen", "status: sean", "9: unknown status sean; one of seen, second-hand, ven"),
        ("topic: Boxes", "topic: Boxs", '2: unknown topic "Boxs". Did you mean Boxes? Topics'),
        ("2026-03-05", "2026-13-05", "10: `checked` must be a day, such as 2026-11-23."),
        ("2026-03-05", "March 2026", "10: `checked` must be a day"),
        ("2026-03-05", "2026-03-05 10:00:00", "10: `checked` must be a day"),
        ("year: 1998", "year: about 1998", "5: `year` must be a number"),
        ("year: 1998", "year: true", "5: `year` must be a number"),
        ("https://example.org/k", "http://example.org/k", "8: `link` must be an address that"),
        ("https://example.org/knots?a=1&b=2", "https://", "8: `link` must be an address that"),
        ("Do <knots> hold?", "1984", "6: `title` must be a text; put a number in quotes."),
        ("Do <knots> hold?", "[a, b]", "6: `title` must be a text"),
        ("Do <knots> hold?", '" "', "6: `title` must be a text"),
        ("Do <knots> hold?", "!odd x", "6: `title` must be a text"),
        ("knot-1998:", "Knot_1998:", "1: a key is lower-case letters, digits and hyphens: 'Knot_"),
        ("  year: 1998\n", "  year: 1998\n  year: 1999\n", "6: `year` stands in this entry twice."),
        ("hinge:", "knot-1998:", "15: the key knot-1998 stands here twice."),
        ("hinge:\n", "hinge: x\nother:\n", "15: an entry is a table of `name: value`."),
        ("  topic: Boxes", " - topic: Boxes", "3: this is not YAML"),
        ("year: 1998", "year: [1998", "6: this is not YAML"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_line(cited, old, new, told):
    text = KNOT + HINGE
    assert old in text
    cited.write("docs/sources.yml", text.replace(old, new, 1))
    problems = cited.problems()
    assert any(p.startswith(f"docs/sources.yml:{told}") for p in problems), problems
    with pytest.raises(SourceError):
        evidence.read(cited.site)


@pytest.mark.parametrize("text", ["- knot\n", "knot\n"])
def test_a_file_that_is_no_table_is_told(guide, text):
    guide.write("docs/sources.yml", text)
    told = "docs/sources.yml:1: this must be a table of entries, each below its key."
    assert guide.problems() == [told]


# ---- Citations in sources ----


def test_a_key_that_does_not_exist_is_told_with_the_nearest(cited):
    cited.write("docs/knots.md", page("Knots", 'So ({{ cite("knot-1989") }}).\n'))
    told = 'docs/knots.md:7: there is no source "knot-1989". Did you mean knot-1998?'
    assert cited.problems() == [told]
    cited.write("docs/knots.md", page("Knots", '{{ source("hing") }} {{ cite("knot-1998") }}\n'))
    assert 'docs/knots.md:7: there is no source "hing". Did you mean hinge?' in cited.problems()


def test_an_entry_that_nothing_cites_is_told_with_its_line(cited):
    cited.write("docs/help/index.md", page("Help"))
    told = "docs/sources.yml:15: nothing cites hinge: cite it in a page, or take it out."
    assert cited.problems() == [told]


def test_a_citation_needs_a_page_of_sources(cited):
    (cited.docs / "help/sources.md").unlink()
    cited.write("docs/knots.md", page("Knots", 'So ({{ cite("knot-1998") }}).\n' * 2))
    assert cited.problems() == [
        "docs/knots.md:7: cite() leads to the page of all sources: call sources() in a page first."
    ]


def test_the_sources_are_listed_once(cited):
    cited.write("docs/z.md", page("Z", ALL))
    told = (
        "docs/z.md:7: the sources are listed in docs/help/sources.md already: they have one page."
    )
    assert cited.problems() == [told]


@pytest.mark.parametrize(
    "body",
    [
        'So {{ cite("knot-1998") }} says; so does {{ cite("hinge") }}.',
        '- [ ] Tie it ({{ cite("knot-1998") }})',
        '| a | b |\n|---|---|\n| {{ cite("knot-1998") }} | |',
        '!!! note\n\n    So ({{ cite("knot-1998") }}).',
        '- **Doors:** lift them.\n    {{ source("hinge") }}',
        '`code` and {{ cite("hinge") }}',
    ],
)
def test_a_citation_may_stand_where_text_may(cited, body):
    cited.write("docs/a.md", page("A", f"{body}\n"))
    assert cited.problems() == []


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('## {{ cite("hinge") }}', "7: cite() stands in a sentence, an item or a cell, not in a"),
        ('`{{ cite("hinge") }}`', "7: cite() stands in a sentence"),
        ('```\n{{ cite("hinge") }}\n```', "8: cite() stands in a sentence"),
        ('| {{ source("hinge") }} |', "7: source() stands on a line of its own"),
        ("# {{ sources() }}", "7: sources() stands on a line of its own"),
        ("{{ cite() }}", "7: write it cite(key)."),
        ('{{ source("hinge", 2) }}', "7: write it source(key)."),
    ],
)
def test_a_citation_that_would_not_be_seen_is_told(cited, body, told):
    cited.write("docs/a.md", page("A", f"{body}\n"))
    problems = [problem for problem in cited.problems() if "docs/a.md" in problem]
    assert [p.startswith(f"docs/a.md:{told}") for p in problems][:1] == [True], problems


# ---- In the page ----

CITES = [
    ("So ({}).", "p"),
    ("- One\n- Two ({})", "li"),
    ("- [ ] One ({})", "label"),
    ("| a |\n|---|\n| {} |", "td"),
    ("!!! note\n\n    So ({}).", "div"),
    ('=== "A"\n\n    So ({}).', "div"),
    ("> So {}", "blockquote"),
    ("*So ({})*", "em"),
    ("**{}**", "strong"),
]


@pytest.mark.parametrize(("around", "holder"), CITES)
def test_a_citation_is_a_link_in_its_sentence(cited, around, holder):
    html = cited.render(around.format(cite("knot-1998")), "rooms/bath.md")
    link = html.one(data_cite="knot-1998")
    assert (link.tag, link.text) == ("a", "Rope and Twine 1998")
    assert link.attrs["href"] == "../help/sources.md#knot-1998"
    assert any(link in list(element) for element in html.all(holder))
    assert "⟦" not in html.text


@pytest.mark.parametrize(
    ("path", "href"),
    [
        ("index.md", "help/sources.md#hinge"),
        ("help/index.md", "sources.md#hinge"),
        ("help/sources.md", "sources.md#hinge"),
        ("a/b/c.md", "../../help/sources.md#hinge"),
    ],
)
def test_a_citation_leads_from_its_page_to_the_list(cited, path, href):
    assert cited.render(cite("hinge"), path).one("a").attrs["href"] == href


def test_several_citations_stand_in_one_sentence_beside_components(cited):
    text = f"So {cite('hinge')}, and {cite('knot-1998')}.\n{source('hinge')}\n"
    html = cited.render(text)
    assert [link.attrs["data-cite"] for link in html.all("a") if "data-cite" in link.attrs] == [
        "hinge",
        "knot-1998",
    ]
    html.one("p", class_="source")


def test_a_citation_in_a_link_is_left_for_the_build_to_stop_at(cited):
    assert "⟦cite hinge⟧" in cited.html(f"[See {cite('hinge')}](x.md)")


def test_an_unknown_key_stops_a_page_where_no_check_ran(cited):
    with pytest.raises(SourceError, match="Did you mean hinge"):
        cited.html(cite("hing"))


def test_a_citation_of_an_inserted_list_leads_on_from_the_page_it_stands_in(cited):
    item = '- [ ] Tie it ({{ cite("knot-1998") }}) {: #tie }\n\n    {{ source("hinge") }}\n'
    cited.write("docs/checklists/last.md", page("Last", item))
    cited.write("docs/checklists/.ids", "last/tie\n")
    assert cited.problems() == []
    html = cited.render(checklist("last"), "rooms/bath.md")
    link = html.one("li", data_item="tie").one("label").one(data_cite="knot-1998")
    assert link.attrs["href"] == "../help/sources.md#knot-1998"
    html.one("li", data_item="tie").one("p", class_="source")
    assert [page.path for page in evidence.index(cited.site).cited["knot-1998"]] == [
        "checklists/last.md",
        "knots.md",
    ]


@pytest.mark.parametrize("call", ['{{ cite("knot-1998") }}', "{{cite('hinge')}}", cite("hinge")])
def test_a_citation_is_no_part_of_an_items_name_nor_of_its_id(cited, call):
    assert checklists.plain(f"Tie *it* ({call}), now") == "Tie it, now"
    assert checklists.plain(f"Tie it ({call}; {call}).") == "Tie it."
    assert checklists.text_id(f"Tie it {call}") == "tie-it"


@pytest.mark.parametrize(("around", "holder"), PLACES)
def test_a_line_that_names_a_source_stands_wherever_a_block_of_text_may(cited, around, holder):
    html = cited.render(around.format(source("hinge")))
    line = html.one("p", class_="source")
    assert line.words == "Source: The Door Office: Hinges. Last checked 23 November 2026."
    assert line.one("a").attrs["href"] == "https://example.org/hinges"
    assert line.one("time").attrs["datetime"] == "2026-11-23"
    assert not holder or any(line in list(element) for element in html.all(holder))


def test_all_sources_are_listed_by_topic_in_the_order_of_mkdocs_yml(cited):
    cited.write("docs/sources.yml", HINGE.lstrip() + "\n" + KNOT)
    html = cited.render(sources(), "help/sources.md")
    assert [heading.words for heading in html.all("h2")] == ["Boxes", "Doors"]
    knot, hinge = html.all("li")
    assert (knot.attrs["id"], hinge.attrs["id"]) == ("knot-1998", "hinge")
    assert [paragraph.words for paragraph in knot.all("p")] == [
        "Rope, A. and Twine, B. (1998). Do <knots> hold? Journal of Boxes.",
        "In one trial in a cellar, most knots held.",
        "Seen where it was published, or in its own summary. Last checked 5 March 2026."
        " Cited in: Knots.",
    ]
    assert knot.all("a")[0].attrs["href"] == "https://example.org/knots?a=1&b=2"
    # The name of an office that is its own publisher is said once; no year, no parentheses.
    assert hinge.all("p")[0].words == "The Door Office. Hinges."


def test_each_source_leads_back_to_the_pages_that_cite_it(cited):
    cited.write("docs/index.md", page("Home", 'So ({{ cite("hinge") }}, {{ cite("hinge") }}).\n'))

    def back(html):
        return [(link.words, link.attrs["href"]) for link in html.one(id="hinge").all("a")[1:]]

    assert back(cited.render(sources(), "help/sources.md")) == [
        ("Help", "../../help/"),
        ("Home", "../../"),
    ]
    assert back(cited.render(sources(), "index.md")) == [("Help", "help/"), ("Home", "./")]


def test_an_edit_is_seen_at_once(cited):
    assert list(evidence.index(cited.site).sources) == ["knot-1998", "hinge"]
    (cited.docs / "knots.md").unlink()
    cited.write("docs/sources.yml", HINGE.lstrip())
    index = evidence.index(cited.site)
    assert (list(index.sources), list(index.cited)) == (["hinge"], ["hinge"])


def test_the_markers_of_sources_carry_nothing_but_the_key():
    assert re.fullmatch(r"⟦cite a-1⟧⟦source a-1⟧⟦sources⟧", cite("a-1") + source("a-1") + sources())
