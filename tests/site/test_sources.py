"""The page of all sources, the citations that lead to it, and its links back."""

import re
from datetime import datetime
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from macros import config, evidence, pages
from tests import built
from tests.builds import ROOT

HOME = "sources/index.html"

# Hosts of parliaments, courts, ministries and the bodies that a law names, and of the copies of law
# that universities keep.
OFFICIAL = re.compile(
    r"(?:^|\.)(?:gov|gov\.(?:uk|au)|govt\.nz|gov\.bc\.ca|europa\.eu|ontario\.ca|canada\.ca|austlii\.edu\.au"
    r"|worldlii\.org|acas\.org\.uk|ico\.org\.uk|equalityhumanrights\.com|equalityni\.org|ihrec\.ie"
    r"|workplacerelations\.ie|employmenttribunalsni\.co\.uk|cdpdj\.qc\.ca|albertahumanrights\.ab\.ca"
    r"|bchrt\.bc\.ca|hrlsc\.on\.ca|hrc\.co\.nz|privacy\.org\.nz)$"
)
# A right may name another source, for the reason given here.
UNOFFICIAL = {
    "communitylaw.org.nz": "says how to get its own help; the law stands above it",
    "www.flac.ie": "says how to get its own help",
    "www.naceweb.org": "no office speaks for all states; the page says so",
    "www.scope.org.uk": "more on adjustments, below Acas",
    "www.tuc.org.uk": "more on the limit, below Acas and the tribunals",
}


@pytest.fixture(scope="module")
def made(site):
    return built.pages(site)


@pytest.fixture(scope="module")
def guide():
    return config.load(ROOT)


@pytest.fixture(scope="module")
def entries(made):
    """The entries in the page of all sources, by their ids."""
    box = made[HOME].one("div", class_="sources")
    return {item.attrs["id"]: item for item in box.all("li")}


def test_every_source_is_listed_once_by_topic(made, guide, entries):
    groups = evidence.by_topic(evidence.read(guide).values(), guide.topics)
    assert list(entries) == [source.key for _, group in groups for source in group]
    headings = made[HOME].one("div", class_="sources").all("h2")
    assert [heading.words for heading in headings] == [topic for topic, _ in groups]


def test_every_source_says_what_is_taken_from_it_and_leads_out(guide, entries):
    for key, source in evidence.read(guide).items():
        entry = entries[key]
        assert source.take in entry.words
        assert source.link in {link.attrs["href"] for link in entry.all("a")}


def test_every_citation_leads_to_its_source(made, entries):
    found = [
        (path, link.attrs["data-cite"], link.attrs["href"])
        for path, page in made.items()
        for link in page.all("a")
        if "data-cite" in link.attrs
    ]
    assert found
    wrong = [
        (path, href)
        for path, key, href in found
        if key not in entries or urljoin(f"/{built.address(path)}", href) != f"/sources/#{key}"
    ]
    assert wrong == []


def test_every_source_leads_back_to_the_pages_that_cite_it(made, guide, entries):
    for key, source in evidence.read(guide).items():
        links = [link.attrs["href"] for link in entries[key].all("a")]
        back = [urljoin("/sources/", link) for link in links if link != source.link]
        assert back, key
        for address in back:
            text = made[f"{urldefrag(address).url.lstrip('/')}index.html"].one("article")
            named = {
                link.attrs["href"] for line in text.all(class_="source") for link in line.all("a")
            }
            assert text.all(data_cite=key) or source.link in named, f"{address} cites no {key}"


def test_every_call_in_the_sources_has_become_a_citation(made, guide):
    for page in (pages.read(guide.docs, path) for path in pages.paths(guide.docs)):
        path = page.path.removesuffix("index.md").removesuffix(".md")
        file = f"{path}/index.html".replace("//", "/").lstrip("/")
        for call in evidence.calls_of(page):
            if call.name == "cite":
                assert made[file].one("article").all(data_cite=call.args[0]), (file, call)


def test_a_page_that_names_the_day_of_its_last_check_is_not_ahead_of_its_sources(made, guide):
    sources = evidence.read(guide)
    seen = {}
    for path, page in made.items():
        for day in re.findall(r"We last checked [a-z ]+ on (\d+ [A-Z]\w+ \d{4})", page.words):
            said = datetime.strptime(day, "%d %B %Y").date()
            keys = {link.attrs["data-cite"] for link in page.all("a") if "data-cite" in link.attrs}
            seen[path] = sorted(key for key in keys if sources[key].checked < said)
    assert seen == {"rights/index.html": [], "checklists/rights-file/index.html": []}


def test_a_right_names_the_official_source(made):
    hosts = {
        urlsplit(link.attrs["href"]).netloc
        for path, page in made.items()
        if path.startswith("rights/")
        for line in page.all(class_="source")
        for link in line.all("a")
    }
    assert hosts
    assert {host for host in hosts if not OFFICIAL.search(host)} == set(UNOFFICIAL)
