"""What has grown old: pages and sources nobody has looked at again, and links that lead nowhere.

A verb of its own, `make stale`, for it needs a connection and depends on the day: no test of the
site hangs on it. With ``--offline`` links are left out, and what is old is named and stops nothing:
so it goes with each deployment. All functions are pure but ``fetch``, ``tell`` and ``main``.
"""

from __future__ import annotations

import os
import re
import string
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, urldefrag, urlsplit
from urllib.request import Request, urlopen

from macros import config, evidence, pages
from macros.config import Config
from macros.evidence import Source
from macros.pages import Page
from macros.problems import Problem, SourceError

# Says the status of an address, as HTTP has it; nought where nothing answers.
Fetch = Callable[[str], int]
NO_ANSWER = 0
# Sites that answer people and turn programs away, or that are busy, say one of these.
UNSURE = frozenset({401, 403, 405, 406, 408, 425, 429, 503, 999})
# Hosts that are asked at the same time; one host is asked for one page at a time.
AT_ONCE = 6
SECONDS = 20
# An address as links name it in Markdown and HTML; it may hold parentheses in pairs.
_LINK = re.compile(
    r"""(?:\]\(|\]:\s+|<|href=["'])(https?://[^][\s()<>"']*(?:\([^][\s()]*\)[^][\s()<>"']*)*)"""
)

# A link that calls a number, or writes to it.
_CALL = re.compile(r"\]\((?:tel|sms):")


@dataclass(frozen=True)
class Link:
    """An address of another site, and where it stands."""

    address: str
    path: str
    line: int

    def problem(self, text: str) -> Problem:
        """Return a problem at the link's line."""
        return Problem(self.path, self.line, f"{self.address} {text}")


def old(
    found: Iterable[Page], sources: Iterable[Source], today: date, days: int
) -> Iterator[Problem]:
    """Report the pages and sources that were last looked at more than ``days`` days ago."""
    for page in found:
        day = page.meta.get("reviewed")
        if day and (age := (today - day).days) > days:
            yield page.meta_problem("reviewed", f"last reviewed {age} days ago, on {day}.")
    for source in sources:
        if (age := (today - source.checked).days) > days:
            text = f"{source.key} was last checked {age} days ago, on {source.checked}."
            yield Problem(evidence.WHERE, source.line, text)


def ages(site: Config, today: date) -> list[Problem]:
    """Return what is old, what is behind numbers to call first. Raises SourceError.

    GitHub shows the first ten warnings of a step alone, and a wrong number does the most harm.
    """
    found = [pages.read(site.docs, path) for path in pages.paths(site.docs)]
    sources = evidence.read(site)
    calling = {page.where: _calling(page) for page in found}
    behind = {
        str(call.args[0])
        for page in found
        for call in evidence.calls_of(page)
        if call.line in calling[page.where] and call.args
    }

    def calls(each: Problem) -> bool:
        return bool(calling.get(each.path)) or each.text.partition(" ")[0] in behind

    told = old(found, sources.values(), today, site.stale_after)
    return [
        replace(each, text=f"{each.text} Numbers to call hang on it.") if calls(each) else each
        for each in sorted(told, key=lambda each: (not calls(each), each))
    ]


def _calling(page: Page) -> set[int]:
    """Return the lines of a page that have numbers to call."""
    return {n for n, line in enumerate(page.source.split("\n"), start=1) if _CALL.search(line)}


def links(found: Iterable[Page], sources: Iterable[Source]) -> list[Link]:
    """Return every link to another site, in the order of files and lines."""
    in_pages = [
        Link(match.group(1), page.where, number)
        for page in found
        for number, line in enumerate(page.source.split("\n"), start=1)
        for match in _LINK.finditer(line)
    ]
    in_sources = [Link(source.link, evidence.WHERE, source.line) for source in sources]
    return [*in_pages, *in_sources]


def answers(addresses: Iterable[str], fetch: Fetch) -> dict[str, int]:
    """Ask for each address once, several hosts at a time; return what each answers.

    Addresses that differ in their fragments alone are one.
    """
    hosts: dict[str, list[str]] = {}
    for address in dict.fromkeys(urldefrag(each).url for each in addresses):
        hosts.setdefault(urlsplit(address).netloc, []).append(address)

    def ask(group: list[str]) -> list[tuple[str, int]]:
        return [(address, fetch(address)) for address in group]

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(pair for pairs in pool.map(ask, hosts.values()) for pair in pairs)


def judged(found: Iterable[Link], said: dict[str, int]) -> tuple[list[Problem], list[Problem]]:
    """Return the links that lead nowhere, and those of which nobody can say.

    Args:
        found: the links.
        said: what each address, without its fragment, has answered.
    """
    dead: list[Problem] = []
    unsure: list[Problem] = []
    for link in found:
        status = said[urldefrag(link.address).url]
        if status in UNSURE:
            unsure.append(link.problem(f"could not be checked: the site says {status}."))
        elif status == NO_ANSWER:
            dead.append(link.problem("does not answer."))
        elif status >= 400:
            dead.append(link.problem(f"is not there: the site says {status}."))
    return dead, unsure


def report(site: Config, today: date, fetch: Fetch) -> tuple[list[Problem], list[Problem]]:
    """Return what is old or dead, and the links that could not be checked. Raises SourceError."""
    found = [pages.read(site.docs, path) for path in pages.paths(site.docs)]
    sources = list(evidence.read(site).values())
    leading = links(found, sources)
    dead, unsure = judged(leading, answers((link.address for link in leading), fetch))
    stale = [*old(found, sources, today, site.stale_after), *dead]
    return sorted(set(stale)), sorted(set(unsure))


def fetch(address: str, agent: str) -> int:
    """Return the status of an address, after redirects; nought where nothing answers.

    It asks for the head alone, and for the page where a site does not give that.
    """
    status = NO_ANSWER
    for method in ("HEAD", "GET"):
        # What is escaped stays as it is; letters of other alphabets are escaped.
        plain = quote(address, safe=string.punctuation)
        request = Request(plain, method=method, headers={"User-Agent": agent, "Accept": "*/*"})
        try:
            with urlopen(request, timeout=SECONDS) as answer:
                return int(answer.status)
        except HTTPError as error:
            status = error.code
            error.close()
        # No connection, no certificate, no such host, or an answer that is none.
        except (OSError, HTTPException, ValueError):
            status = NO_ANSWER
    return status


def tell(told: Sequence[Problem], last: str) -> None:
    """Print a line for each, and a last one; on GitHub as warnings, and into the run's summary."""
    lines = [str(each) for each in told]
    warns = os.environ.get("GITHUB_ACTIONS") == "true"
    for each, line in zip(told, lines, strict=True):
        print(f"::warning file={each.path},line={each.line}::{line}" if warns else line)
    print(last)
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write("\n".join(["```text", *lines, last, "```", ""]))


def main(*arguments: str) -> int:
    """Print what is stale or dead, each with file and line, and return 1 where anything is.

    With ``--offline`` no link is asked for, and the answer is always 0.
    """
    offline = "--offline" in arguments
    try:
        site = config.load()
        if offline:
            aged = ages(site, date.today())
            tell(aged, f"{len(aged)} not looked at for {site.stale_after} days")
            return 0
        agent = f"Mozilla/5.0 (compatible; link check of {site.name}; {site.url})"
        stale, unsure = report(site, date.today(), lambda address: fetch(address, agent))
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1
    notes = [replace(each, text=f"note: {each.text}") for each in unsure]
    tell([*stale, *notes], f"{len(stale)} stale or dead, {len(unsure)} could not be checked")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
