"""Ids of all that readers tick and write: the verb that writes missing ones, and their list.

What a reader keeps is kept under an id. The committed list ``docs/checklists/.ids`` has a line
``<owner>/<id>`` for each item, question and table there ever was; in front of the ones taken out
on purpose stands ``gone``, so that nothing later gets the ticks or words of another.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from macros import checklists, config, pages, worksheets
from macros.pages import Page
from macros.problems import Problem, SourceError

WORDS = 4


@dataclass(frozen=True)
class Entry:
    """A line of the committed list."""

    name: str
    gone: bool
    line: int


def parse(text: str) -> list[Entry]:
    """Read the committed list."""
    entries = []
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.split("#")[0].split()
        if words:
            entries.append(Entry(words[-1], words[0] == "gone", number))
    return entries


def names(page: Page) -> dict[str, int]:
    """Return ``<owner>/<id>`` of all that has an id on a page, with its line."""
    items = {
        checklists.full_name(page.path, item.id): page.first_line + item.index
        for tasks in checklists.task_lists(page.lines)
        for item in tasks.items
        if item.id
    }
    path = page.path.removesuffix(".md")
    return items | {f"{path}/{part.id}": line for line, part in worksheets.parts(page)}


def check(entries: list[Entry], found: Mapping[str, tuple[str, int]], where: str) -> list[Problem]:
    """Compare the committed list with the ids in the sources.

    Args:
        entries: the committed list.
        found: the ids in the sources, each with its file and line.
        where: the committed list's path, as errors print it.
    """
    problems = []
    committed = {entry.name: entry for entry in entries}
    for entry in entries:
        if not entry.gone and entry.name not in found:
            text = (
                f"{entry.name} is in no page any more, and readers may have ticked or filled it."
                f" Put it back; or, where an item has moved, give it its whole name there,"
                f" {{: #{entry.name} }}; or announce it here: gone {entry.name}"
            )
            problems.append(Problem(where, entry.line, text))
    for name, (path, line) in found.items():
        if name not in committed:
            if path.startswith(f"docs/{checklists.FOLDER}/"):
                problems.append(_new(name, path, line, where))
        elif committed[name].gone:
            text = f"{name} was taken out once (line {committed[name].line} of {where}):"
            problems.append(Problem(path, line, text + " give this item another id."))
    return problems


def _new(name: str, path: str, line: int, where: str) -> Problem:
    return Problem(path, line, f"{name} is new: run `make ids` to put it in {where}.")


def advice(
    entries: list[Entry], found: Mapping[str, tuple[str, int]], where: str
) -> Iterator[Problem]:
    """Tell of ids outside of checklists that are not guarded yet. It does not stop a build."""
    committed = {entry.name for entry in entries}
    for name, (path, line) in found.items():
        if name not in committed:
            yield _new(name, path, line, where)


def write_missing(path: str, source: str) -> str:
    """Return the source of the page ``path`` with an id at each item that had none.

    All else stays as it is, line ends too. Raises SourceError as ``pages.parse`` does.
    """
    page = pages.parse(path, source)
    lines = source.split("\n")
    items = [item for tasks in checklists.task_lists(page.lines) for item in tasks.items]
    taken = {item.id for item in items}
    for item in items:
        if not item.id:
            new = unused("-".join(item.name.split("-")[:WORDS]) or "item", taken)
            taken.add(new)
            at = page.first_line - 1 + item.index
            end = "\r" if lines[at].endswith("\r") else ""
            lines[at] = f"{lines[at].rstrip()} {{: #{new} }}{end}"
    return "\n".join(lines)


def unused(name: str, taken: set[str]) -> str:
    """Return ``name``, or ``name-2``, ``name-3`` … where it is taken."""
    number, free = 2, name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free


def listed(docs: Path) -> tuple[list[Entry], dict[str, tuple[str, int]]]:
    """Read the committed list, and the ids in the pages. Raises SourceError."""
    file = docs / checklists.FOLDER / checklists.IDS
    entries = parse(file.read_text(encoding="utf-8")) if file.is_file() else []
    found: dict[str, tuple[str, int]] = {}
    twice = []
    for path in pages.paths(docs):
        page = pages.read(docs, path)
        for name, line in names(page).items():
            if name in found:
                where = "{}:{}".format(*found[name])
                twice.append(Problem(page.where, line, f"{name} stands in {where}, too."))
            found[name] = (page.where, line)
    if twice:
        raise SourceError(twice)
    return entries, found


def main() -> int:
    """Write missing ids into the pages, and new ones into the committed list."""
    try:
        docs = config.load().docs
        for path in pages.paths(docs):
            # As bytes: text mode would change the line ends.
            source = (docs / path).read_bytes().decode()
            written = write_missing(path, source)
            if written != source:
                (docs / path).write_bytes(written.encode())
                print(f"docs/{path}: ids written")
        entries, found = listed(docs)
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1
    new = sorted(set(found) - {entry.name for entry in entries})
    if new:
        file = docs / checklists.FOLDER / checklists.IDS
        kept = file.read_text(encoding="utf-8").rstrip("\n") if file.is_file() else ""
        text = "\n".join([*filter(None, [kept]), *new, ""])
        file.write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(found)} ids, {len(new)} of them new")
    return 0


if __name__ == "__main__":
    sys.exit(main())
