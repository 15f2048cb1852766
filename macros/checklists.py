"""Checklists: ordinary task lists whose items have ids, so that a tick stays with its item."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markdown.extensions.toc import slugify

from macros import calls, markers, pages
from macros.config import Config
from macros.pages import Page
from macros.problems import Problem, SourceError, nearest

FOLDER = "checklists"
# The committed list of ids. A dot file: neither engine publishes it.
IDS = ".ids"

_ID = r"\{:\s*#([^\s}]+)\s*\}"
ITEM = re.compile(rf"^(\s*)[-*+]\s+\[([ xX])\]\s+(.*?)(?:\s*{_ID})?\s*$")
MARK = re.compile(r"^\[[ xX]\]\s+")
PIN = re.compile(rf"[ \t]*{_ID}[ \t]*(?=\n|$)")
_NUMBERED = re.compile(r"^\s*\d+[.)]\s+\[[ xX]\]\s")
_LINK = re.compile(r"(\]\()([^)\s#]+)([)#\s])")
# A line of text at the margin of its block: no list, heading, HTML, quote, table, code or marker.
_TEXT = re.compile(r"(\s*)(?![-*+]\s|\d+[.)]\s|[#<>|`~]|!!!|\?\?\?|===)\S")
# A citation, as it is called and as it is left by its call; several, in parentheses.
_CITE = rf"(?:{markers.CITE}|\{{\{{\s*cite\([^()]*\)\s*\}}\}})"
_CITED = re.compile(rf"\s*\({_CITE}(?:[,;] {_CITE})*\)|\s*{_CITE}")
_ATTRIBUTES = re.compile(r"\s*\{[: ][^{}]*\}$")
# An item that has moved keeps its whole name: `owner/id`.
_GOOD_ID = re.compile(r"(?:\S+/)?[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Item:
    """One task: the line it stands on (from 0), its id if it has one, its first line of text."""

    index: int
    id: str
    text: str

    @property
    def name(self) -> str:
        """The id that ticks are kept under: the written one, else one made of the text."""
        return self.id or text_id(self.text)


@dataclass(frozen=True)
class TaskList:
    """A run of tasks: the heading above it and the lines it covers (from 0, end excluded)."""

    heading: str
    start: int
    end: int
    items: tuple[Item, ...]


def text_id(text: str) -> str:
    """Make an id of an item's Markdown text: what is read in its first line."""
    return slugify(plain(text.partition("\n")[0]), "-").strip("-")


def plain(text: str) -> str:
    """Return Markdown text without its links, emphasis and citations."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", _CITED.sub("", text))
    return re.sub(r"[`*_]", "", text)


def words(heading: str) -> str:
    """Return what is read of a heading: its text without links, emphasis and attributes."""
    return plain(_ATTRIBUTES.sub("", heading))


# The check asks for the same page several times.
@lru_cache(maxsize=4096)
def task_lists(lines: tuple[str, ...]) -> list[TaskList]:
    """Find the task lists of a page, outside its code blocks."""
    found: list[TaskList] = []
    heading, start, end, items = "", -1, -1, list[Item]()

    def close() -> None:
        nonlocal items
        if items:
            found.append(TaskList(heading, start, end, tuple(items)))
        items = []

    for index, line in pages.outside_fences(lines):
        if match := ITEM.match(line):
            if not items:
                start = index
            items.append(Item(index, match.group(4) or "", match.group(3)))
            end = index + 1
        elif items and line.strip():
            if line[0] in " \t" or re.match(r"[-*+]\s", line):
                end = index + 1
            else:
                close()
        if match := pages.HEADING.match(line):
            heading = match.group(2)
    close()
    return found


def slug_in_page(path: str, heading: str) -> str:
    """Name a list that is written straight in a page: by the page and the heading above it."""
    return f"{path.removesuffix('.md')}/{slugify(words(heading), '-')}".rstrip("/")


def slug_of(path: str, heading: str) -> str:
    """Name the list under ``heading`` of the page at ``path``; a file of its own names its list."""
    folder, _, name = path.rpartition("/")
    if folder == FOLDER and name != "index.md":
        return name.removesuffix(".md")
    return slug_in_page(path, heading)


def owner(path: str) -> str:
    """Name whose ticks are kept: a checklist's file by its slug, any other page by its path."""
    folder, _, name = path.rpartition("/")
    own_file = folder == FOLDER and name != "index.md"
    return (name if own_file else path).removesuffix(".md")


def full_name(path: str, name: str) -> str:
    """Return ``owner/id`` of an item of the page at ``path``, which may say so itself."""
    return name if "/" in name else f"{owner(path)}/{name}"


def key(path: str, name: str) -> str:
    """Return the key under which the tick of an item is kept."""
    whose, _, last = full_name(path, name).rpartition("/")
    return f"tick|{whose}|{last}"


# Of the whole guide, and the same for each page with a list; `hooks` renews it in `make serve`.
@lru_cache(maxsize=2)
def moved(docs: Path) -> dict[str, list[str]]:
    """Return, by owner, the ids of its items that stand on a page which is not the owner's."""
    found: dict[str, list[str]] = {}
    for path in pages.paths(docs):
        for tasks in task_lists(pages.read(docs, path).lines):
            for item in tasks.items:
                whose, _, last = full_name(path, item.name).rpartition("/")
                if whose != owner(path):
                    found.setdefault(whose, []).append(last)
    return found


def check(page: Page) -> list[Problem]:
    """Return what is wrong with the task lists of a page."""
    problems: list[Problem] = []
    lists = task_lists(page.lines)
    own_file = page.is_of(FOLDER)
    if own_file and len(lists) != 1:
        at = lists[1].start if lists else 0
        problems.append(page.problem(at, "a file of this folder holds exactly one task list."))
    seen_lists: set[str] = set()
    seen: set[str] = set()
    for tasks in lists:
        slug = slug_of(page.path, tasks.heading)
        if slug in seen_lists and not own_file:
            text = "two task lists under one heading: give the second a heading of its own."
            problems.append(page.problem(tasks.start, text))
        seen_lists.add(slug)
        if _follows_text(page.lines, tasks.start):
            text = "an empty line is missing above this task list: without it, it stays text."
            problems.append(page.problem(tasks.start, text))
        problems += _check_items(page, tasks.items, own_file, seen)
    for index, line in pages.outside_fences(page.lines):
        if _NUMBERED.match(line):
            text = "a task is written `- [ ] …`: in a numbered list readers would see its brackets."
            problems.append(page.problem(index, text))
    return problems


def _follows_text(lines: tuple[str, ...], start: int) -> bool:
    """Say whether the line above a list is text of the same block: Markdown takes both as one."""
    above = _TEXT.match(lines[start - 1]) if start else None
    item = ITEM.match(lines[start])
    return bool(above and item and above.group(1) == item.group(1))


def _check_items(
    page: Page, items: Iterable[Item], own_file: bool, seen: set[str]
) -> list[Problem]:
    """Return what is wrong with the ids of one list; ``seen`` are those of the page so far."""
    problems: list[Problem] = []
    for item in items:
        name = item.name
        if own_file and not item.id:
            text = f'"{item.text}" has no id. Run `make ids`: it writes missing ones.'
            problems.append(page.problem(item.index, text))
        elif not name:
            text = (
                "an id is lower-case letters, digits and hyphens, and this text gives none:"
                " write one behind it, {: #like-this }."
            )
            problems.append(page.problem(item.index, text))
        elif not _GOOD_ID.fullmatch(name):
            text = f"an id is lower-case letters, digits and hyphens: {name!r} is not."
            problems.append(page.problem(item.index, text))
        elif name in seen:
            text = f"two items of this page have the id {name}: write another, {{: #like-this }}."
            problems.append(page.problem(item.index, text))
        seen.add(name)
    return problems


def advice(page: Page) -> Iterator[Problem]:
    """Tell of items whose ticks hang on their words. It does not stop a build."""
    for tasks in task_lists(page.lines):
        for item in tasks.items:
            if not item.id:
                text = "this item has no id, so a tick is lost from sight when it is reworded:"
                yield page.problem(item.index, f"{text} `make ids` writes one.")


def relocate(text: str, source: str, target: str) -> str:
    """Rewrite the relative links of a text of page ``source`` so that they hold on ``target``."""

    def rewrite(match: re.Match[str]) -> str:
        before, link, after = match.groups()
        if re.match(r"[a-z][a-z0-9+.-]*:|/", link, re.IGNORECASE):
            return match.group(0)
        full = posixpath.normpath(posixpath.join(posixpath.dirname(source), link))
        return f"{before}{posixpath.relpath(full, posixpath.dirname(target) or '.')}{after}"

    return _LINK.sub(rewrite, text)


def slugs(docs: Path) -> list[str]:
    """List the checklists that have a file of their own."""
    return pages.slugs(docs, FOLDER)


def read(site: Config, slug: str) -> Page:
    """Read the page of the checklist ``slug``. Raises SourceError, for an unknown slug too."""
    path = f"{FOLDER}/{slug}.md"
    if not (site.docs / path).is_file():
        text = f'there is no checklist "{slug}".{nearest(slug, slugs(site.docs))}'
        raise SourceError([Problem(f"docs/{path}", 1, text)])
    page = pages.read(site.docs, path)
    if problems := check(page):
        raise SourceError(problems)
    return page


def scored(site: Config, path: str) -> bool:
    """Say whether progress is shown: not where a list's page says ``scored: false``."""
    if not (site.docs / path).is_file():
        return True
    return bool(pages.read(site.docs, path).meta.get("scored", True))


def markdown(page: Page, target: str) -> str:
    """Return the Markdown of a checklist file's list, its links made to hold on ``target``."""
    tasks = task_lists(page.lines)[0]
    text = calls.made("\n".join(page.lines[tasks.start : tasks.end]))
    return relocate(text, page.path, target)
