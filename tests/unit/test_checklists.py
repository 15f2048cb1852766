import pytest

from macros import checklists, pages
from macros.problems import SourceError


def items(text):
    return [
        [(item.name, item.text) for item in tasks.items]
        for tasks in checklists.task_lists(tuple(text.split("\n")))
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- [ ] One\n- [x] Two", [[("one", "One"), ("two", "Two")]]),
        ("* [ ] One {: #first }", [[("first", "One")]]),
        ("- [ ] One {:#first}", [[("first", "One")]]),
        ("- [ ] One\n\n- [ ] Two", [[("one", "One"), ("two", "Two")]]),
        ("- [ ] One\n    - [ ] Sub\n- [ ] Two", [[("one", "One"), ("sub", "Sub"), ("two", "Two")]]),
        ("- [ ] One\n\n    More.\n\n- [ ] Two", [[("one", "One"), ("two", "Two")]]),
        ("- [ ] One\n\nText.\n\n- [ ] Two", [[("one", "One")], [("two", "Two")]]),
        ("- [ ] One\n\n# Next\n\n- [ ] Two", [[("one", "One")], [("two", "Two")]]),
        ("- Plain\n- [link](x.md)", []),
        ("```\n- [ ] Code\n```", []),
        ("!!! note\n\n    - [ ] Inside", [[("inside", "Inside")]]),
    ],
)
def test_task_lists_are_found_outside_code(text, found):
    assert items(text) == found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Boil the water", "boil-the-water"),
        ("Read **this** [page](x.md) and `code`", "read-this-page-and-code"),
        ("Ask: why?", "ask-why"),
        ("Wait -", "wait"),
        ("First line\nsecond line", "first-line"),
    ],
)
def test_an_id_is_made_of_what_is_read_in_the_first_line(text, name):
    assert checklists.text_id(text) == name


@pytest.mark.parametrize(
    ("path", "heading", "slug"),
    [
        ("checklists/tea.md", "Make tea", "tea"),
        ("checklists/index.md", "All lists", "checklists/index/all-lists"),
        ("rooms/kitchen.md", "Do this", "rooms/kitchen/do-this"),
        ("rooms/kitchen.md", "**Do** [this](x.md) { #now }", "rooms/kitchen/do-this"),
        ("rooms/kitchen.md", "Do this {: .a }", "rooms/kitchen/do-this"),
        ("index.md", "", "index"),
    ],
)
def test_a_list_is_named_by_its_file_or_by_page_and_heading(path, heading, slug):
    assert checklists.slug_of(path, heading) == slug


@pytest.mark.parametrize(
    ("link", "moved"),
    [
        ("[x](tea.md)", "[x](../checklists/tea.md)"),
        ("[x](tea.md#boil)", "[x](../checklists/tea.md#boil)"),
        ("[x](../rooms/bath.md)", "[x](bath.md)"),
        ("[x](../index.md)", "[x](../index.md)"),
        ('[x](tea.md "Title")', '[x](../checklists/tea.md "Title")'),
        ("![x](../cup.png)", "![x](../cup.png)"),
        ("[x](#later)", "[x](#later)"),
        ("[x](/top.md)", "[x](/top.md)"),
        ("[x](https://example.org/a.md#b)", "[x](https://example.org/a.md#b)"),
        ("[x](HTTPS://example.org/)", "[x](HTTPS://example.org/)"),
        ("[x](mailto:a@example.org)", "[x](mailto:a@example.org)"),
        ("[x](tel:116123) [y](tea.md)", "[x](tel:116123) [y](../checklists/tea.md)"),
        ("(tea.md) in brackets", "(tea.md) in brackets"),
    ],
)
def test_a_relative_link_of_an_inserted_list_holds_on_the_new_page(link, moved):
    assert checklists.relocate(link, "checklists/write.md", "rooms/kitchen.md") == moved


def test_a_link_holds_on_a_page_of_the_top_folder_too():
    assert (
        checklists.relocate("[x](tea.md)", "checklists/a.md", "index.md")
        == "[x](checklists/tea.md)"
    )


def problems(text, path="page.md"):
    return [str(problem) for problem in checklists.check(pages.parse(path, text))]


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        (
            "page.md",
            "## Do\n- [ ] One\n\nText.\n\n- [ ] Two",
            ["docs/page.md:6: two task lists under one heading: give the second a heading"],
        ),
        (
            "page.md",
            "Text:\n- [ ] One",
            ["docs/page.md:2: an empty line is missing above this task list"],
        ),
        (
            "page.md",
            "!!! note\n\n    **Text**\n    - [ ] One",
            ["docs/page.md:4: an empty line is missing above this task list"],
        ),
        (
            "page.md",
            "Text\n\n1. [ ] One",
            ["docs/page.md:3: a task is written `- [ ] …`"],
        ),
        (
            "page.md",
            "- [ ] One\n- [ ] Two\n- [ ] One",
            ["docs/page.md:3: two items of this page have the id one"],
        ),
        (
            "checklists/tea.md",
            "---\ntitle: Tea\n---\n- [ ] One {: #a }\n- [ ] Two {: #a }",
            ["docs/checklists/tea.md:5: two items of this page have the id a"],
        ),
        (
            "checklists/tea.md",
            "- [ ] One {: #a }\n- [ ] Two",
            ['docs/checklists/tea.md:2: "Two" has no id. Run `make ids`'],
        ),
        (
            "checklists/tea.md",
            "- [ ] One {: #Not_Good }",
            ["docs/checklists/tea.md:1: an id is lower-case letters, digits and hyphens"],
        ),
        ("page.md", "- [ ] ¿?", ["docs/page.md:1: an id is lower-case letters"]),
        (
            "checklists/tea.md",
            "No list.",
            ["docs/checklists/tea.md:1: a file of this folder holds exactly one task list."],
        ),
        (
            "checklists/tea.md",
            "- [ ] A {: #a }\n\nText.\n\n- [ ] B {: #b }",
            ["docs/checklists/tea.md:5: a file of this folder holds exactly one task list."],
        ),
    ],
)
def test_a_mistake_in_a_list_is_told_with_file_and_line(path, text, told):
    found = problems(text, path)
    assert len(found) == len(told), found
    assert all(one.startswith(start) for one, start in zip(found, told, strict=True)), found


@pytest.mark.parametrize(
    "text",
    [
        "- [ ] Rest\n- [ ] Rest {: #rest-again }",
        "## A\n- [ ] One\n\n## B\n- [ ] Two",
        "- plain\n- [x](y.md)",
    ],
)
def test_lists_that_can_be_told_apart_are_no_mistake(text):
    assert problems(text) == []


def test_an_unknown_checklist_is_told_with_the_nearest_one(furnished):
    with pytest.raises(SourceError, match=r'no checklist "tee"\. Did you mean tea\?'):
        checklists.read(furnished.site, "tee")


def test_what_is_inserted_is_the_list_alone_without_the_text_around_it(furnished):
    page = checklists.read(furnished.site, "tea")
    assert checklists.markdown(page, "rooms/kitchen.md") == (
        "- [ ] Boil [water](../index.md) {: #boil }\n- [ ] Pour *it* {: #pour }"
    )
