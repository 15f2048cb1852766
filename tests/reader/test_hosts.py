"""What is handed to GitHub Pages, served as Pages does: in a fork, at the root of a domain.

The sites that all other tests read are below the path of a project.
"""

import re
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

import pytest
from playwright.sync_api import expect

from macros import codes
from tests import built
from tests.builds import ROOT, build, copy_sources
from tests.reader.waits import until
from tests.served import served
from tests.settings import read

EDIT = "https://github.com/somebody/other/edit/main/docs/"
# What the workflow sets: the address that GitHub names, and the repository's.
HOSTS = {
    "fork": {"SITE_URL": "https://somebody.github.io/other/", "EDIT_URI": EDIT},
    "domain": {"SITE_URL": "https://guide.example/", "EDIT_URI": EDIT},
}
DESKTOP = {"width": 1280, "height": 800}


class Host:
    def __init__(self, folder, url):
        self.site, self.url = folder, url
        self.prefix = urlsplit(url).path


@pytest.fixture(scope="module", params=HOSTS)
def host(request, tmp_path_factory):
    """A site that is built for another place."""
    env = HOSTS[request.param]
    folder = build(copy_sources(tmp_path_factory.mktemp(request.param)), "mkdocs", **env)
    return Host(folder, env["SITE_URL"])


@pytest.fixture(scope="module")
def pages(host):
    return built.pages(host.site)


@pytest.fixture(scope="module")
def server(host):
    with served(host.site, host.prefix) as running:
        yield running


class Stay(HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def ask(server, path):
    """The status of an address, where it leads to, and what it shows."""
    try:
        answer = build_opener(Stay).open(server.url + path)
    except HTTPError as error:
        answer = error
    with answer:
        return answer.status, answer.headers["Location"], answer.read().decode()


def test_every_link_leads_somewhere(host):
    assert built.broken(host.site, host.prefix) == []


def test_no_file_names_the_place_the_first_guide_was_built_for(host):
    first = urlsplit(read(ROOT / "mkdocs.yml")["site_url"])
    names = [
        file.relative_to(host.site).as_posix()
        for file in host.site.rglob("*")
        if file.is_file() and first.netloc.encode() in file.read_bytes()
    ]
    assert names == []


def test_pages_files_and_sitemap_name_their_own_address(host, pages):
    for path, page in pages.items():
        if path != "404.html":
            canonical = page.one("link", rel="canonical").attrs["href"]
            assert canonical == host.url + built.address(path)
    named = re.findall("<loc>(.*?)</loc>", (host.site / "sitemap.xml").read_text())
    assert len(named) == len(pages) - 1
    assert {each for each in named if not each.startswith(host.url)} == set()
    assert f'"{host.url}emails/' in (host.site / "emails/all.json").read_text()


def test_a_page_is_mended_in_its_own_repository(pages):
    wrong = [
        path
        for path, page in pages.items()
        if path != "404.html"
        and not any(link.startswith(EDIT) for link in built.links(page.one("footer", class_="end")))
    ]
    assert wrong == []


def test_codes_on_paper_hold_their_own_address(host):
    for path in ("checklists/first-24-hours/", "worksheets/star-debrief/", "emails/ask-advice/"):
        text = (host.site / path / "index.html").read_text()
        drawn = re.search(r'<path[^>]*\bd="([^"]*)"', codes.svg(host.url + path)).group(1)
        assert drawn in text or codes.bits(host.url + path) in text, path


def test_an_address_without_its_last_slash_leads_to_the_one_with_it(server, host):
    status, leads_to, _ = ask(server, "emails/ask-advice")
    assert (status, urlsplit(leads_to).path) == (301, f"{host.prefix}emails/ask-advice/")
    assert ask(server, "emails/ask-advice/")[0] == 200


@pytest.mark.parametrize("path", ["no-such-page", "no-such-page/at/any/depth/"])
def test_an_unknown_address_shows_the_404_page_with_all_that_belongs_to_it(
    server, host, new_context, path
):
    assert ask(server, path)[::2] == (404, (host.site / "404.html").read_text())
    tab = new_context().new_page()
    tab.goto(path)
    expect(tab.get_by_role("heading", level=1)).to_be_visible()
    assert tab.evaluate("guide.base") == host.prefix
    assert tab.evaluate("[...document.styleSheets].every((sheet) => sheet.cssRules.length)")
    tab.locator(".header__home").click()
    tab.wait_for_url(server.url)


def test_no_page_is_told_which_one_led_there(server, new_context):
    tab = new_context().new_page()
    tab.goto("situations/silence/")
    tab.locator(".header__home").click()
    tab.wait_for_url(server.url)
    assert tab.evaluate("document.referrer") == ""


def test_what_is_kept_is_named_by_the_path_of_the_site(server, host, new_context):
    tab = new_context().new_page()
    for path in ("checklists/first-24-hours/", "no-such-page/at/any/depth/"):
        tab.goto(path)
        tab.evaluate("localStorage.setItem('other', '1')")
    tab.goto("checklists/first-24-hours/")
    tab.locator("[data-item] input[type=checkbox]").first.check()
    until(tab, "localStorage.length > 1")
    keys = [key for key in tab.evaluate("Object.keys(localStorage)") if key != "other"]
    assert keys
    assert [key for key in keys if not key.startswith(f"{host.prefix}|")] == []


def test_search_finds_and_leads_there(server, host, new_context):
    tab = new_context(viewport=DESKTOP).new_page()
    tab.goto("search/")
    tab.locator(".md-search__input").fill("ghosted")
    link = tab.locator(".md-search-result__link").first
    expect(link).to_be_visible()
    assert link.evaluate("link => link.href").startswith(server.url)
    link.click()
    tab.wait_for_url(re.compile(f"^{re.escape(server.url)}(?!search/).+"))


def test_a_link_to_a_pack_names_this_site_and_brings_its_sheets(server, new_context):
    tab = new_context().new_page()
    tab.goto("print/#items=checklists/first-24-hours,emails/ask-advice")
    expect(tab.locator(".pack__sheet")).to_have_count(2)
    link = f"{server.url}print/#items=checklists/first-24-hours,emails/ask-advice"
    boxes = "[...document.querySelectorAll('input')].map((box) => box.value)"
    assert link in tab.evaluate(boxes)
