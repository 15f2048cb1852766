from macros import packs
from tests.guide import page


def test_everything_printable_is_there_by_kind_and_title(furnished):
    furnished.write("docs/checklists/a-bag.md", page("A bag", "- [ ] Pack {: #pack }\n"))
    furnished.write("docs/worksheets/plan.md", page("Plan"))
    furnished.write("docs/worksheets/index.md", page("Worksheets"))
    groups = packs.groups(furnished.site)
    assert list(groups) == ["checklists", "worksheets", "emails"]
    assert [item.name for item in groups["checklists"]] == ["checklists/a-bag", "checklists/tea"]
    assert groups["worksheets"] == [packs.Item("worksheets/plan", "Plan")]


def test_kinds_of_which_there_is_nothing_are_left_out(guide):
    assert packs.groups(guide.site) == {}


def test_a_ready_pack_is_a_link_with_its_items_in_order(furnished):
    items = ["emails/hello", "checklists/tea"]
    furnished.configure(packs=[{"title": "Both", "items": items}])
    [pack] = packs.ready(furnished.site)
    assert pack.fragment == "#items=emails/hello,checklists/tea"
    assert [item.title for item in pack.items] == ["Say hello", "Make tea"]
    assert pack.description == ""
    assert list(packs.check(furnished.site)) == []


def test_an_item_that_does_not_exist_is_told_with_its_line_and_the_nearest(furnished):
    furnished.configure(packs=[{"title": "Both", "items": ["emails/hello", "checklists/tee"]}])
    lines = (furnished.root / "mkdocs.yml").read_text().split("\n")
    line = next(n for n, text in enumerate(lines, 1) if "checklists/tee" in text)
    [problem] = furnished.problems()
    assert problem == (
        f'mkdocs.yml:{line}: there is no "checklists/tee" to print. Did you mean checklists/tea?'
    )


def test_a_pack_of_another_shape_is_told(furnished):
    for wrong in ({"title": "No items"}, {"items": ["emails/hello"]}, "text", {"title": "x"}):
        furnished.configure(packs=[wrong])
        [problem] = furnished.problems()
        assert "a pack has a `title`" in problem


def test_packs_that_are_no_list_are_told(furnished):
    furnished.configure(packs="text")
    try:
        found = furnished.problems()
    except Exception as error:
        found = str(error).split("\n")
    assert len(found) == 1
    assert "`packs` must be a list." in found[0]
