"""Evidence: the studies and pages a guide leans on, in one file, cited by their keys.

The file is ``docs/sources.yml``; a site may do without it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import yaml
from jinja2 import TemplateSyntaxError

from macros import calls, cite, pages, source
from macros.config import Config
from macros.pages import Page
from macros.problems import Problem, SourceError, nearest

FILE = "sources.yml"
WHERE = f"docs/{FILE}"
# The macros that cite a source, and the name of the one that lists them all.
MACROS: dict[str, Callable[[str], str]] = {"cite": cite, "source": source}
LIST = "sources"

TEXTS = ("topic", "author", "short", "title", "publisher", "link", "status", "take")
NEEDED = (*TEXTS, "checked")
_ADDRESS = re.compile(r"https?://[^\s/?#\[\]]+[^\s\[\]]*")
_GOOD_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Source:
    """One source, and the line of the file where its entry begins.

    ``short`` is what a citation reads, ``take`` what the guide takes from it, ``checked`` the day
    somebody last looked at it. ``year`` is None for a page that carries none.
    """

    key: str
    line: int
    topic: str
    author: str
    short: str
    year: int | None
    title: str
    publisher: str
    link: str
    status: str
    checked: date
    take: str


@dataclass(frozen=True)
class Entry:
    """An entry as it is written: its values by name, each with its line."""

    key: str
    line: int
    values: Mapping[str, Any]
    lines: Mapping[str, int]

    def problem(self, text: str, name: str = "") -> Problem:
        """Return a problem at the line of a value, or of the entry where it has none."""
        return Problem(WHERE, self.lines.get(name, self.line), text)


@dataclass(frozen=True)
class Index:
    """All that pages need to cite: the sources by key, the page that lists them, who cites them.

    ``home`` is the path of that page below ``docs``, empty where there is none; ``cited`` holds
    the pages that cite a source, each once, in the order of their paths.
    """

    sources: Mapping[str, Source]
    home: str
    cited: Mapping[str, tuple[Page, ...]]


# A build asks twice.
@lru_cache(maxsize=2)
def parse(text: str) -> tuple[list[Entry], list[Problem]]:
    """Return the entries in the text of the file, and what is wrong with its form."""
    try:
        node = pages.load(text, read=yaml.compose)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return [], [Problem(WHERE, line, f"this is not YAML: {error.problem}.")]
    if node is None:
        return [], []
    if not isinstance(node, yaml.MappingNode):
        return [], [Problem(WHERE, 1, "this must be a table of entries, each below its key.")]
    entries: list[Entry] = []
    problems: list[Problem] = []
    for key, value in node.value:
        entry = _entry(key, value)
        if isinstance(value, yaml.MappingNode):
            problems += [entry.problem(text, name) for name, text in _twice(value)]
        else:
            problems.append(entry.problem("an entry is a table of `name: value`."))
        if entry.key in (other.key for other in entries):
            problems.append(entry.problem(f"the key {entry.key} stands here twice."))
        else:
            entries.append(entry)
    return entries, problems


def _entry(key: yaml.Node, value: yaml.Node) -> Entry:
    """Return one entry of the file, from the marks that YAML has made."""
    pairs = value.value if isinstance(value, yaml.MappingNode) else []
    return Entry(
        str(key.value),
        key.start_mark.line + 1,
        {str(name.value): _value(node) for name, node in pairs},
        {str(name.value): name.start_mark.line + 1 for name, _ in pairs},
    )


def _twice(entry: yaml.MappingNode) -> Iterator[tuple[str, str]]:
    """Yield the names that stand in an entry twice: YAML would take the last one alone."""
    names = [str(name.value) for name, _ in entry.value]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield name, f"`{name}` stands in this entry twice."


def _value(node: yaml.Node) -> Any:
    """Return what a value means, or None where it means nothing, as the date 2026-13-01."""
    try:
        return yaml.SafeLoader("").construct_object(node, deep=True)
    except (yaml.YAMLError, ValueError):
        return None


def mistakes(entry: Entry, site: Config) -> Iterator[Problem]:
    """Report what is wrong with the values of an entry."""
    if not _GOOD_KEY.fullmatch(entry.key):
        text = f"a key is lower-case letters, digits and hyphens: {entry.key!r} is not."
        yield entry.problem(text)
    for name in entry.values:
        if name not in (*NEEDED, "year"):
            text = f"an entry has no `{name}`.{nearest(name, (*NEEDED, 'year'))}"
            yield entry.problem(text, name)
    for name in NEEDED:
        if name not in entry.values:
            yield entry.problem(f"`{name}` is missing in {entry.key}.")
    for name in TEXTS:
        value = entry.values.get(name, "-")
        if not isinstance(value, str) or not value.strip():
            yield entry.problem(f"`{name}` must be a text; put a number in quotes.", name)
        elif name in entry.values and (wrong := _text_mistake(name, value, site)):
            yield entry.problem(wrong, name)
    # Not isinstance: a moment is a date, too, and True a number.
    if type(entry.values.get("checked", date.min)) is not date:
        yield entry.problem("`checked` must be a day, such as 2026-11-23.", "checked")
    if type(entry.values.get("year", 0)) is not int:
        yield entry.problem("`year` must be a number; leave it out where there is none.", "year")


def _text_mistake(name: str, value: str, site: Config) -> str:
    """Say what is wrong with a topic, a status or a link, or nothing."""
    if name == "topic" and value not in site.topics:
        listed = "Topics are listed in mkdocs.yml, extra.topics."
        return f'unknown topic "{value}".{nearest(value, site.topics)} {listed}'
    if name == "status" and value not in (known := statuses(site)):
        near = nearest(value, known)
        return f"unknown status {value}; one of {', '.join(known)}.{near}"
    if name == "link" and not _ADDRESS.fullmatch(value):
        return "`link` must be an address that begins with https:// or http://."
    return ""


def statuses(site: Config) -> Mapping[str, str]:
    """Return how well a source can be known: words for readers by what the file says."""
    return (site.labels.get("sources") or {}).get("statuses") or {}


def entries(site: Config) -> tuple[list[Entry], list[Problem]]:
    """Return the entries of a site's file, and all that is wrong with them."""
    file = site.docs / FILE
    if not file.is_file():
        return [], []
    found, problems = parse(file.read_text(encoding="utf-8"))
    return found, [*problems, *(wrong for entry in found for wrong in mistakes(entry, site))]


def read(site: Config) -> dict[str, Source]:
    """Return a site's sources by their keys, in the order of the file. Raises SourceError."""
    found, problems = entries(site)
    if problems:
        raise SourceError(problems)
    return {
        entry.key: Source(key=entry.key, line=entry.line, **{"year": None, **entry.values})
        for entry in found
    }


def by_topic(sources: Iterable[Source], topics: Iterable[str]) -> list[tuple[str, list[Source]]]:
    """Group sources by their topics, in the order of ``topics``; empty ones are left out."""
    found = list(sources)
    groups = [(topic, [each for each in found if each.topic == topic]) for topic in topics]
    return [(topic, group) for topic, group in groups if group]


@lru_cache(maxsize=4096)
def calls_of(page: Page) -> list[calls.Call]:
    """Return the calls in a page that cite a source or list them all, in their order."""
    if not any(f"{name}(" in page.source for name in (*MACROS, LIST)):
        return []
    try:
        return [call for call in calls.find(page.source) if call.name in (*MACROS, LIST)]
    except TemplateSyntaxError:
        return []


def keys_of(page: Page) -> set[str]:
    """Return the keys that a page cites."""
    return {str(call.args[0]) for call in calls_of(page) if call.name in MACROS and call.args}


def check(found: Iterable[Page]) -> Iterator[Problem]:
    """Report citations without a page to lead to, and a second page that lists the sources."""
    found = list(found)
    lists = [(page, call) for page in found for call in calls_of(page) if call.name == LIST]
    for page, call in lists[1:]:
        text = f"the sources are listed in {lists[0][0].where} already: they have one page."
        yield Problem(page.where, call.line, text)
    if not lists:
        for page in found:
            lines = [call.line for call in calls_of(page) if call.name == "cite"]
            if lines:
                text = "cite() leads to the page of all sources: call sources() in a page first."
                yield Problem(page.where, min(lines), text)


def uncited(found: Iterable[Page], entries: Iterable[Entry]) -> Iterator[Problem]:
    """Report entries of the file that no page cites."""
    used = {key for page in found for key in keys_of(page)}
    for entry in entries:
        if entry.key not in used:
            yield entry.problem(f"nothing cites {entry.key}: cite it in a page, or take it out.")


def index(site: Config) -> Index:
    """Return the site's sources and where they are cited. Raises SourceError.

    Every page that cites asks for it, so it is made once for each state of the files.
    """
    return _index(site, _state(site))


def _state(site: Config) -> tuple[tuple[str, int], ...]:
    """Return the paths of the sources with the times of their last changes."""
    return tuple(
        sorted(
            (path, os.stat(path).st_mtime_ns)
            for folder, _, names in os.walk(site.docs)
            for name in names
            if name.endswith(".md") or name == FILE
            for path in [os.path.join(folder, name)]
        )
    )


@lru_cache(maxsize=2)
def _index(site: Config, state: tuple[tuple[str, int], ...]) -> Index:
    """Do the work of ``index``; ``state`` renews the cache when a file was edited."""
    found = [pages.read(site.docs, path) for path in pages.paths(site.docs)]
    homes = [page.path for page in found for call in calls_of(page) if call.name == LIST]
    cited: dict[str, list[Page]] = {}
    for page in found:
        for key in keys_of(page):
            cited.setdefault(key, []).append(page)
    return Index(
        sources=read(site),
        home=homes[0] if homes else "",
        cited={key: tuple(where) for key, where in cited.items()},
    )


def find(known: Index, key: str) -> Source:
    """Return the source with this key. Raises SourceError where there is none."""
    if key not in known.sources:
        text = f'there is no source "{key}".{nearest(key, known.sources)}'
        raise SourceError([Problem(WHERE, 1, text)])
    return known.sources[key]
