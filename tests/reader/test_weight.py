"""What a reader pays, counted by HTTP in a browser that has nothing of the site yet."""

import gzip

import pytest

from tests.served import served
from tests.weigh import FIRST, NEXT, visit

# Pages whose words alone are more, each with the bytes that it may take.
LONG = {
    "sources/index.html": 41_000,
    "support/money/index.html": 11_000,
    "situations/silence/index.html": 9_500,
    "feedback/hear/index.html": 9_500,
}
# Of the theme, and only for search.
SEARCH = ("search_index", "search.json", "bundle.", "workers/", "lunr")


@pytest.fixture(scope="module")
def server(site, prefix):
    """A server of its own: nothing that another test asked for is counted."""
    with served(site, prefix) as running:
        yield running


@pytest.fixture(scope="module")
def visits(chromium, server):
    """A first visit, then further pages, one after the other."""
    paths = [
        FIRST,
        NEXT,
        "",
        "emails/ask-advice/",
        "checklists/ghosted/",
        "your-data/",
        "no-such-page",
    ]
    context = chromium.new_context()
    yield {path: visit(context, server, path) for path in paths}
    context.close()


def test_the_first_page_is_one_with_an_email_and_a_checklist(site):
    html = (site / FIRST / "index.html").read_text()
    assert "data-email=" in html
    assert "data-checklist=" in html


def test_a_first_visit_takes_at_most_40_000_bytes_in_9_requests(visits):
    first = visits[FIRST]
    assert 0 < len(first.sent) <= 9, first.sent
    assert 0 < first.bytes <= 40_000, first.sent


def test_a_further_page_takes_at_most_9_000_bytes(visits):
    further = {path: visit for path, visit in visits.items() if path != FIRST}
    assert {path: visit.sent for path, visit in further.items() if not visit.sent} == {}
    assert {path: visit.sent for path, visit in further.items() if visit.bytes > 9_000} == {}


def test_no_page_takes_more_than_9_000_bytes_but_for_those_named_here(site):
    sizes = {
        str(page.relative_to(site)): len(gzip.compress(page.read_bytes()))
        for page in site.rglob("*.html")
    }
    limits = {path: LONG.get(path, 9_000) for path in sizes}
    assert set(LONG) <= set(sizes)
    assert {path: size for path, size in sizes.items() if size > limits[path]} == {}


def test_no_other_host_is_asked(visits):
    assert {path: visit.others for path, visit in visits.items() if visit.others} == {}


def test_nothing_of_search_is_fetched_before_the_search_page_is_opened(visits, chromium, server):
    fetched = [name for visit in visits.values() for name, _ in visit.sent]
    assert [name for name in fetched if any(part in name for part in SEARCH)] == []
    context = chromium.new_context()
    tab = context.new_page()
    with tab.expect_request("**/search_index.json"):
        tab.goto(server.url + "search/")
    context.close()
