"""A script that does not arrive: nothing looks as if it kept what it cannot keep."""

import pytest
from playwright.sync_api import expect

from tests import markup

# Pages with a component whose script is a file of its own, and the component.
ALONE = {
    "worksheets/star-debrief/": "worksheet",
    "print/": "pack",
    "your-data/": "data",
    "emails/": "gallery",
}


@pytest.fixture
def without(new_context, site):
    """Open a page where those of its scripts do not arrive of which `missing` says so."""

    def go(path, missing):
        context = new_context()
        page = markup.parse((site / path / "index.html").read_text(encoding="utf-8"))
        for script in filter(missing, page.all("script")):
            if script.attrs.get("src"):
                name = script.attrs["src"].rpartition("/")[2]
                context.route(f"**/{name}", lambda route: route.abort())
        tab = context.new_page()
        tab.goto(path)
        return tab

    return go


def test_every_page_with_a_script_of_its_own_kind_is_here(site):
    for path, name in ALONE.items():
        html = (site / path / "index.html").read_text(encoding="utf-8")
        assert f"data-js={name}" in html.replace('"', "")


@pytest.mark.parametrize(("path", "name"), ALONE.items())
def test_what_a_missing_script_would_serve_is_not_there_and_one_line_says_so(without, path, name):
    tab = without(path, lambda script: "data-base" not in script.attrs)
    assert tab.locator(f"[data-js={name}]").locator("visible=true").count() == 0
    expect(tab.locator(".failed")).to_have_count(1)
    expect(tab.locator(".failed")).to_be_visible()


@pytest.mark.parametrize("path", [*ALONE, "emails/ask-advice/", "checklists/ghosted/"])
def test_where_no_script_arrives_the_page_is_the_plain_one(without, path):
    tab = without(path, lambda script: True)
    assert tab.locator("[data-js]").locator("visible=true").count() == 0
