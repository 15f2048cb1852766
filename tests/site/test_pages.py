"""What holds of every page of the built site."""

import posixpath
import re
from collections import Counter
from urllib.parse import urlsplit

import pytest

from macros import markers
from tests import built
from tests.builds import ROOT
from tests.settings import read

SEEDS = {
    "feedback": ["ask", "hear", "notes"],
    "network": ["events", "online", "groups"],
    "apply": ["review", "choose", "keep-going"],
}


@pytest.fixture(scope="module")
def pages(site):
    return built.pages(site)


def of(pages, wrong):
    """What is wrong, page by page; nothing where it is right."""
    return {path: found for path, page in pages.items() if (found := wrong(page))}


def test_every_page_has_exactly_one_first_heading(pages):
    assert of(pages, lambda page: len(page.all("h1")) != 1) == {}


def test_every_page_has_one_title_of_its_own(pages):
    titles = Counter("".join(page.one("title").texts(())).strip() for page in pages.values())
    assert "" not in titles
    assert [title for title, count in titles.items() if count > 1] == []


def test_every_page_has_a_description_of_its_own(pages):
    said = Counter(page.one("meta", name="description").attrs["content"] for page in pages.values())
    # The 404 page has that of the site.
    assert [words for words, count in said.items() if count > 1 or not words.strip()] == []


def test_every_page_says_its_language(pages):
    assert of(pages, lambda page: page.one("html").attrs.get("lang") != "en") == {}


def test_no_id_stands_twice_in_a_page(pages):
    def twice(page):
        ids = Counter(element.attrs["id"] for element in page if "id" in element.attrs)
        return [name for name, count in ids.items() if count > 1]

    assert of(pages, twice) == {}


def test_the_policy_stands_right_after_the_charset_and_allows_nothing_unsafe(pages):
    def wrong(page):
        metas = page.one("head").all("meta")
        policy = metas[1].attrs.get("content", "")
        return (
            "charset" not in metas[0].attrs
            or metas[1].attrs.get("http-equiv") != "Content-Security-Policy"
            or len(page.all("meta", http_equiv="Content-Security-Policy")) != 1
            or not policy.startswith("default-src 'none';")
            or "unsafe" in policy
            or "http" in policy
        )

    assert of(pages, wrong) == {}


def test_no_page_has_scripts_or_styles_in_attributes(pages):
    def wrong(page):
        return [
            f"{element.tag} {name}"
            for element in page
            for name in element.attrs
            if name == "style" or name.startswith("on")
        ]

    assert of(pages, wrong) == {}


LEFTOVERS = [
    r"\{\{|\}\}|\{%|%\}|\{#",
    markers.PATTERN.pattern,
    r"\[object ",
    r"<(?:function|macros|Undefined)",
    r"^\s*(?:None|undefined|null|NaN|True|False)\s*$",
    r"\{\w+\}",
    r"\{:\s*[#.]",
    r"^\s*\[[ xX]\]\s",
    r"wzxhzdk|\x02|\x03",
]


@pytest.mark.parametrize("pattern", LEFTOVERS)
def test_nothing_of_the_making_is_left_in_what_is_read(pages, pattern):
    skip = ("script", "style", "code", "pre")
    assert of(pages, lambda page: [t for t in page.texts(skip) if re.search(pattern, t)]) == {}


def test_no_attribute_holds_what_a_program_says_for_nothing(pages):
    def wrong(page):
        return [
            f"{element.tag} {name}={value}"
            for element in page
            for name, value in element.attrs.items()
            if value in ("None", "undefined", "null", "[object Object]")
            or "⟦" in (value or "")
            or "{{" in (value or "")
        ]

    assert of(pages, wrong) == {}


def test_nothing_is_loaded_from_another_host(pages, site):
    def wrong(page):
        loads = [
            element.attrs.get("src") or element.attrs.get("href") or ""
            for element in page
            if element.tag in ("script", "img", "iframe", "source", "video", "audio", "object")
            or (element.tag == "link" and element.attrs.get("rel") not in ("canonical",))
        ]
        return [link for link in loads if urlsplit(link).netloc]

    assert of(pages, wrong) == {}
    for style in (site / "assets").glob("*.css"):
        assert not re.search(r"@import|url\((?!['\"]?data:)", style.read_text()), style.name


def test_no_page_but_the_search_page_names_another_script_than_the_guides_own(pages):
    def others(page):
        return [
            script.attrs["src"]
            for script in page.all("script")
            if "src" in script.attrs
            and not re.search(r"assets/guide\.\w+\.js$", script.attrs["src"])
        ]

    assert list(of(pages, others)) == ["search/index.html"]


def test_every_source_has_its_page(pages):
    sources = {p.relative_to(ROOT / "docs").as_posix() for p in (ROOT / "docs").rglob("*.md")}
    wanted = {
        source.removesuffix("index.md") + "index.html"
        if source.endswith("index.md")
        else source.removesuffix(".md") + "/index.html"
        for source in sources
    }
    assert set(pages) == wanted | {"404.html"}


FOLDERS = ("emails", "checklists", "worksheets", "situations", "rights")


def slugs(folder):
    found = sorted(file.stem for file in (ROOT / "docs" / folder).glob("*.md"))
    return [slug for slug in found if slug != "index"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_list_of_a_folder_leads_to_every_file_of_it(pages, folder):
    links = set(built.links(pages[f"{folder}/index.html"].one("article")))
    assert slugs(folder)
    assert [s for s in slugs(folder) if not {f"{s}/", f"../{folder}/{s}/"} & links] == []


def test_the_home_page_names_every_situation(pages):
    links = set(built.links(pages["index.html"].one("article")))
    assert [slug for slug in slugs("situations") if f"situations/{slug}/" not in links] == []


def inserted(page):
    """The messages and lists that a page inserts, as folder/slug."""
    article = page.one("article")
    found = {f"emails/{e.attrs['data-email']}" for e in article if "data-email" in e.attrs}
    lists = {f"checklists/{slug}" for slug in slugs("checklists")}
    return found | lists & {
        f"checklists/{e.attrs['data-checklist']}" for e in article if "data-checklist" in e.attrs
    }


def used(path, page):
    """The messages and lists that a page inserts, and the pages it leads to, as folder/slug."""
    article = page.one("article")
    found = inserted(page)
    here = posixpath.dirname(path)
    for link in built.links(article):
        if not urlsplit(link).netloc:
            found.add(posixpath.normpath(posixpath.join(here, link.partition("#")[0])))
    return found


@pytest.mark.parametrize("folder", ["emails", "checklists", "worksheets"])
def test_what_can_be_sent_ticked_or_filled_is_led_to_from_where_it_is_needed(pages, folder):
    chapter = [path for path in pages if path.partition("/")[0] not in (*FOLDERS[:3], "print")]
    needed = set().union(*(used(path, pages[path]) for path in chapter))
    assert [slug for slug in slugs(folder) if f"{folder}/{slug}" not in needed] == []


def test_what_a_page_inserts_and_what_a_list_names_leads_back_to_it(pages):
    def address(path):
        return path.removesuffix("/index.html")

    leads = {address(path): used(path, page) for path, page in pages.items()}
    one_way = []
    for path, page in pages.items():
        here = address(path)
        if here in ("advisers", *FOLDERS):
            continue
        named = inserted(page) - {here}
        if here.startswith("checklists/"):
            named |= {item for item in leads[here] if item.startswith(("emails/", "worksheets/"))}
        one_way += [(here, item) for item in named if here not in leads[item]]
    assert sorted(one_way) == []


@pytest.mark.parametrize("folder", ["emails", "checklists", "worksheets"])
def test_what_can_be_sent_ticked_or_filled_leads_back_to_a_page_that_leads_to_it(pages, folder):
    def leads_back(slug):
        mine = f"{folder}/{slug}"
        found = used(f"{mine}/index.html", pages[f"{mine}/index.html"])
        guide = [page for page in found if page.partition("/")[0] not in (*FOLDERS[:3], "about")]
        return any(
            mine in used(f"{page}/index.html", pages[f"{page}/index.html"])
            for page in guide
            if f"{page}/index.html" in pages
        )

    assert [slug for slug in slugs(folder) if not leads_back(slug)] == []


@pytest.mark.parametrize("slug", slugs("emails"))
def test_a_message_says_when_it_is_sent_and_when_not(pages, slug):
    headings = " ".join(h.words for h in pages[f"emails/{slug}/index.html"] if h.tag == "h2")
    assert re.search(r"When to (send|use) it", headings)
    assert re.search(r"When not to (send|use) it", headings)


@pytest.mark.parametrize("slug", slugs("situations"))
def test_a_situation_begins_calmly_and_has_a_day_a_week_and_a_month(pages, slug):
    article = pages[f"situations/{slug}/index.html"].one("article")
    links = set(built.links(article))
    assert "You don’t have to reply. Nothing needs doing tonight." in " ".join(article.text.split())
    assert {"../../support/money/", "../../support/not-coping/"} <= links
    # Before any message there is the way for whom it felt unfair.
    ways = [e.attrs.get("href", "") for e in article if e.tag == "a" or "data-email" in e.attrs]
    first_message = next(n for n, to in enumerate(ways) if "/emails/" in to or not to)
    assert slug == "unfair" or "../unfair/" in ways[:first_message]
    headings = [heading.words for heading in article if heading.tag == "h3"]
    assert [h for h in headings if h in ("Today", "This week", "This month")] == [
        "Today",
        "This week",
        "This month",
    ]


CHAPTERS = ("situations", "start", "feedback", "network", "apply", "support")
# The parts of a page that says what to do. Money and the lines have parts of their own between.
PARTS = ["Do this", "Say this", "Print this", "Why", "When this does not fit"]


@pytest.mark.parametrize("folder", CHAPTERS)
def test_a_page_that_says_what_to_do_has_its_parts_in_their_order(pages, folder):
    # The page to hand to someone else is three lines.
    for slug in set(slugs(folder)) - {"household"}:
        headings = pages[f"{folder}/{slug}/index.html"].one("article").all("h2")
        found = [part for h in headings for part in PARTS if h.words.startswith(part)]
        assert found == PARTS, slug


def test_help_is_named_at_the_foot_of_every_page_and_its_numbers_can_be_dialled(pages):
    without = [
        path
        for path, page in pages.items()
        if not any(
            link.endswith("not-coping/")
            for link in built.links(page.one("footer", class_="footer"))
        )
    ]
    # That page itself links to "./".
    assert without == ["support/not-coping/index.html"]
    for path in (
        "index.html",
        "support/not-coping/index.html",
        "checklists/rough-night/index.html",
    ):
        links = set(built.links(pages[path].one("article")))
        assert {"tel:116123", "tel:988"} <= links, path


def test_the_numbers_printed_at_the_end_of_a_page_are_those_of_the_page_of_help(pages):
    said = pages["index.html"].one("p", class_="end__help").text
    dialled = built.links(pages["support/not-coping/index.html"].one("article"))
    numbers = re.findall(r"\d[\d ]*\d", said)
    assert len(numbers) >= 4
    for number in numbers:
        assert f"tel:{number.replace(' ', '')}" in dialled
    # The page itself has them all.
    assert not pages["support/not-coping/index.html"].all("p", class_="end__help")


def flat(nav):
    for entry in nav:
        [target] = entry.values() if isinstance(entry, dict) else [entry]
        yield from flat(target) if isinstance(target, list) else [target]


def test_every_page_of_the_nav_is_built_and_can_be_reached_from_every_page(pages, prefix):
    nav = read(ROOT / "mkdocs.yml")["nav"]
    names = [re.sub(r"(?:^|(?<=/))index$", "", s.removesuffix(".md")) for s in flat(nav)]
    addresses = [f"{name}/" if name and not name.endswith("/") else name for name in names]
    assert [address for address in addresses if f"{address}index.html" not in pages] == []
    menu = next(iter(pages["404.html"].one("nav", class_="menu__panel").all("ul")))
    reached = [link.attrs["href"].removeprefix(prefix).strip(".") for link in menu.all("a")]
    assert sorted(reached) == sorted(addresses)


@pytest.mark.parametrize("chapter", SEEDS)
def test_every_strategy_of_a_chapter_has_its_page_and_the_chapter_leads_there(pages, chapter):
    links = set(built.links(pages[f"{chapter}/index.html"].one("article")))
    for name in SEEDS[chapter]:
        assert f"{chapter}/{name}/index.html" in pages
        assert f"{name}/" in links, f"{chapter} does not lead to {name}"
