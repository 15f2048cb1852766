"""Advice that holds for some is not given to all, and a limit reads the same wherever it stands."""

import re

import pytest

from tests import built

# The blocks a reader takes in one by one.
BLOCKS = ("p", "li", "td", "dd")


@pytest.fixture(scope="module")
def pages(site):
    return built.pages(site)


def blocks(page):
    """The texts of paragraphs, items and cells in what the page says, without those inside them."""
    for article in page.all("article"):
        for block in article:
            if block.tag in BLOCKS:
                yield " ".join(" ".join(block.texts((*BLOCKS, "script", "template"))).split())


def below(page, heading):
    """What the page says under this heading, up to the next of its level or above."""
    found, level = [], 0
    for element in page.one("article"):
        if re.fullmatch(r"h[1-6]", element.tag):
            if level and int(element.tag[1]) <= level:
                break
            if element.attrs.get("id") == heading:
                level = int(element.tag[1])
        elif level:
            found.append(element)
    assert found, heading
    return found


def said(pages, wrong):
    """What is wrong, by page; the page of all sources says what others write."""
    return {
        path: found
        for path, page in pages.items()
        if path != "sources/index.html"
        and (found := [text for text in blocks(page) if wrong(text)])
    }


GREAT_BRITAIN = re.compile(r"Great Britain|\bUK\b|United Kingdom|England|Acas")
OFFICE = re.compile(r"\b(?:tell|told|telling)\s+(?:the same office|Acas)", re.I)


def test_the_limit_of_great_britain_is_the_same_on_every_page(pages):
    def wrong(text):
        # Three months are said of a record, too, and by Northern Ireland's own pages.
        other = re.search(r"\bDBS\b|certificate|calendar", text) or (
            "Northern Ireland tribunals" in text and not OFFICE.search(text)
        )
        return (
            GREAT_BRITAIN.search(text)
            and not other
            and re.search(r"\b(?:three|3|six) months\b(?! less one day)", text)
            # The law that is to bring six is named where readers are told not to plan on it.
            and not re.search(r"Don’t plan on six months|don’t rely on it", text)
        )

    assert said(pages, wrong) == {}


def test_who_reads_the_limit_of_great_britain_reads_that_acas_must_be_told_by_then(pages):
    """Asking Acas a question starts nothing: the clock stops when it is told of the claim."""
    limit = "three months less one day"
    silent = [
        path
        for path, page in pages.items()
        if path != "sources/index.html"
        and any(limit in text.lower() and GREAT_BRITAIN.search(text) for text in blocks(page))
        and not any(OFFICE.search(text) for text in blocks(page))
    ]
    assert silent == []


def test_the_talks_through_acas_last_up_to_12_weeks_wherever_they_have_a_length(pages):
    def wrong(text):
        return re.search(r"conciliation", text) and re.search(
            r"\b(?:six|6|twelve) weeks|\b(?:month|42 days)\b.*conciliation", text
        )

    assert said(pages, wrong) == {}


def test_a_limit_of_another_country_is_the_same_on_every_page(pages):
    """Whoever cites the source of a limit gives that limit, where any is given."""
    span = r"\b(?:\d+|one|two|three|six|nine|twelve) (?:calendar |working )?(?:day|month|year)s?\b"
    limits = {
        "wrc-time": "six months",
        "eeoc-time": "45|180",
        "fwc-dismissal": "21",
        "nz-grievance-90": "90",
        "nz-hra-80": "12 months",
        "hrto-time": "one year",
        "chrc-time": "12 months",
        "ontario-45-days": "45|25 or more",
        "dbs-dispute": "three months",
    }
    wrong = []
    for path, page in pages.items():
        for article in page.all("article"):
            for block in article:
                cited = {e.attrs["data-cite"] for e in block if "data-cite" in e.attrs}
                if block.tag not in BLOCKS or path == "sources/index.html":
                    continue
                text = block.words.lower()
                for key in cited & set(limits):
                    if re.search(span, text) and not re.search(limits[key], text):
                        wrong.append((path, key, text))
    assert wrong == []


def test_help_to_claim_is_named_by_nation_with_the_number_of_each(pages):
    items = [e for e in below(pages["support/money/index.html"], "united-kingdom") if e.tag == "li"]
    numbers = {
        "England": "tel:+448001448444",
        "Wales": "tel:+448000241220",
        "Scotland": "tel:+448000232581",
        # The service is not there: the helpline of Universal Credit and free advice stand in.
        "Northern Ireland": "tel:+448000121331",
    }
    for nation, number in numbers.items():
        [item] = [i for i in items if i.words.startswith(nation) and number in built.links(i)]
        assert ("Help to Claim" in item.words) is (nation != "Northern Ireland"), nation


@pytest.mark.parametrize("nation", ["England", "Scotland", "Wales", "Northern Ireland"])
def test_help_with_the_rent_and_with_nothing_to_live_on_is_named_for_each_nation(pages, nation):
    found = below(pages["support/money/index.html"], "united-kingdom")
    items = [e.words for e in found if e.tag == "li"]
    assert [i for i in items if i.startswith("Nothing to live on") and nation in i[:60]]
    assert [i for i in items if i.startswith(nation) and "Housing Payment" in i]


def test_a_layoff_in_the_united_states_has_its_own_dates_each_with_an_official_source(pages):
    rights = below(pages["rights/us/index.html"], "your-job-is-ending")
    hosts = " ".join(link for e in rights if e.tag == "a" for link in [e.attrs["href"]])
    for host in ("dol.gov", "healthcare.gov", "ecfr.gov"):
        assert host in hosts, host
    words = " ".join(e.words for e in rights if e.tag in BLOCKS)
    for days in ("60 days", "21 days", "45", "seven days", "first week"):
        assert days in words, days
    # Who is at risk is led there, from the page and from the list.
    for path in ("situations/job-at-risk/index.html", "checklists/job-at-risk/index.html"):
        links = built.links(pages[path].one("article"))
        assert any(link.endswith("rights/us/#your-job-is-ending") for link in links), path


WAIT = re.compile(
    r"(?<!don’t )\b(?:leave|turn off|close|put away)\b"
    r"[^.]*\b(?:until|till)\b[^.]*\b(?:tomorrow|morning)",
    re.I,
)
# On a bad night nothing comes before getting through it.
NIGHT = {"checklists/rough-night/index.html", "support/not-coping/index.html"}


def test_nobody_is_told_to_leave_a_message_or_its_alerts_without_who_should_not(pages):
    """A shift, an offer, a benefits office or a date may be what it is about."""

    def wrong(text):
        return WAIT.search(text) and not re.search(r"\b(?:unless|look once)\b", text, re.I)

    found = said(pages, wrong)
    assert {path: texts for path, texts in found.items() if path not in NIGHT} == {}


def test_a_length_of_the_letter_is_given_with_for_whom_it_does_not_hold(pages):
    def for_all(text):
        return "three sentences" in text.lower() and not re.search(r"unless|asks for more", text)

    for path in ("apply/review/index.html", "checklists/tailor-in-30-minutes/index.html"):
        assert "advert names a length" in pages[path].words, path
    assert said(pages, for_all) == {}
