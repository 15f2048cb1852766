"""Worksheets: questions with lines, and tables, that readers fill on the screen or on paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import TemplateSyntaxError

from macros import calls, pages, table, write
from macros.pages import Page
from macros.problems import Problem

FOLDER = "worksheets"
# Columns from which on one needs more room than the others.
FEW = 4
LINES, COLUMNS, ROWS = range(1, 31), range(1, 9), range(1, 41)
MACROS: dict[str, Callable[..., Any]] = {"write": write, "table": table}

_GOOD_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Write:
    """A question, and how many lines there are to write on."""

    id: str
    question: str
    lines: int


@dataclass(frozen=True)
class Table:
    """Columns, and how many empty rows there are; on paper ``paper``, where that is more.

    ``wide`` numbers, from 1, the columns that need more room than the others.
    """

    id: str
    columns: tuple[str, ...]
    rows: int
    paper: int = 0
    wide: tuple[int, ...] = ()


def owner(path: str) -> str:
    """Name whose words are kept: a worksheet by its slug, any other page by its path."""
    name = path.removesuffix(".md")
    return name.removeprefix(f"{FOLDER}/") if is_worksheet(path) else name


def is_worksheet(path: str) -> bool:
    """Say whether the page at ``path`` is a worksheet."""
    return path.startswith(f"{FOLDER}/") and path != f"{FOLDER}/index.md"


def part(name: str, values: Mapping[str, Any]) -> Write | Table:
    """Return what a call of ``write`` or ``table`` puts in, from its arguments."""
    if name == "write":
        return Write(**values)
    return Table(
        values["id"],
        tuple(values["columns"]),
        values["rows"],
        values["paper"],
        tuple(values["wide"]),
    )


def parts(page: Page) -> list[tuple[int, Write | Table]]:
    """Return what there is to write in on a page, each with its line; what is wrong is left out."""
    if not any(f"{name}(" in page.source for name in MACROS):
        return []
    try:
        found = calls.find(page.source)
    except TemplateSyntaxError:
        return []
    return [
        (call.line, part(call.name, values))
        for call in found
        if call.name in MACROS
        and (values := calls.bound(MACROS[call.name], call)) is not None
        and not list(mistakes(call.name, values))
    ]


def mistakes(name: str, values: Mapping[str, Any]) -> Iterator[str]:
    """Say what is wrong with the arguments of a call of ``write`` or ``table``."""
    if not isinstance(values["id"], str) or not _GOOD_ID.fullmatch(values["id"]):
        yield f"an id is lower-case letters, digits and hyphens: {values['id']!r} is not."
    if name == "write":
        if not _is_text(values["question"]):
            yield "the question must be a text."
        yield from _outside("lines", values["lines"], LINES)
    else:
        columns = values["columns"]
        good = isinstance(columns, list) and len(columns) in COLUMNS
        if not good or not all(_is_text(column) for column in columns):
            yield f"`columns` must be a list of {_span(COLUMNS)} texts."
        yield from _outside("rows", values["rows"], ROWS)
        if values["paper"] != 0:
            yield from _outside("paper", values["paper"], ROWS)
        wide = values["wide"]
        if good and not (
            isinstance(wide, list | tuple)
            and all(type(number) is int and 0 < number <= len(columns) for number in wide)
        ):
            yield "`wide` must be a list of columns' numbers, from 1."
        elif good and wide and len(columns) < FEW:
            yield f"`wide` is for tables of {FEW} columns or more: these have room."


def check(page: Page) -> Iterator[Problem]:
    """Report ids that stand twice in a page, and worksheets with nothing to write in."""
    found = parts(page)
    seen: set[str] = set()
    for line, each in found:
        if each.id in seen:
            text = f"the id {each.id} stands twice in this page: give this one another."
            yield Problem(page.where, line, text)
        seen.add(each.id)
    if is_worksheet(page.path) and not any(f"{name}(" in page.source for name in MACROS):
        yield page.problem(0, "a worksheet has something to write in: write(…) or table(…).")


def names(docs: Path) -> dict[str, Any]:
    """Return the words behind what is written, by owner: a title, and the questions by id."""
    found: dict[str, Any] = {}
    for path in pages.paths(docs):
        page = pages.read(docs, path)
        if here := [each for _, each in parts(page)]:
            found[owner(path)] = [
                page.title,
                {each.id: each.question for each in here if isinstance(each, Write)},
            ]
    return found


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and "\n" not in value


def _outside(name: str, value: Any, numbers: range) -> Iterator[str]:
    # True is an int, too.
    if isinstance(value, bool) or not isinstance(value, int) or value not in numbers:
        yield f"`{name}` must be a number from {_span(numbers)}."


def _span(numbers: range) -> str:
    return f"{numbers.start} to {numbers.stop - 1}"
