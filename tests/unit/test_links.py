import pytest

from macros import links, pages
from tests.guide import page

KNOWN = {"index.md", "rooms/bath.md", "rooms/attic.md", "checklists/tea.md"}


def told(text, path="rooms/bath.md"):
    return [str(problem) for problem in links.check(pages.parse(path, text), KNOWN)]


@pytest.mark.parametrize(
    "text",
    [
        "[x](attic.md) [y](../checklists/tea.md#boil) [z](../index.md)",
        "[x](https://a.example/none.md) [y](#here) [z](all.txt)",
        "`[x](none.md)`",
        "```\n[x](none.md)\n```",
    ],
)
def test_links_that_lead_somewhere_or_are_none_are_no_mistake(text):
    assert told(text) == []


def test_a_link_to_a_page_that_is_not_there_is_told_with_its_line_and_the_nearest():
    assert told("one\n\n[x](atic.md) and [y](../checklist/tea.md#boil)") == [
        "docs/rooms/bath.md:3: there is no page atic.md. Did you mean attic.md?",
        "docs/rooms/bath.md:3: there is no page ../checklist/tea.md."
        " Did you mean ../checklists/tea.md?",
    ]
    assert told("[x](rooms/batch.md)", "index.md") == [
        "docs/index.md:1: there is no page rooms/batch.md. Did you mean rooms/bath.md?"
    ]


def test_a_page_that_every_page_leads_to_is_one_there_is(guide):
    guide.write("docs/index.md", page("Home"))
    guide.write("docs/rooms/bath.md", page("Bath"))
    guide.configure(mistake_page="./#mistakes", help={"page": "rooms/bath/"})
    assert guide.problems() == []
    guide.configure(mistake_page="room/bath/#mistakes", help={"text": "Cold?", "page": "zzz/"})
    text = (guide.root / "mkdocs.yml").read_text()
    lines = [line.partition(":")[0].strip() for line in text.split("\n")]
    assert guide.problems() == [
        f"mkdocs.yml:{lines.index('mistake_page') + 1}: there is no page "
        '"room/bath/#mistakes". Did you mean rooms/bath/?',
        f'mkdocs.yml:{lines.index("help") + 1}: there is no page "zzz/".',
    ]
