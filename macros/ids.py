"""Ids of checklist items: the verb that writes missing ones, and the list that guards them.

A reader's tick is kept under its item's id. The committed list ``docs/checklists/.ids`` has a
line ``<checklist>/<id>`` for each item there ever was; in front of the ones taken out on
purpose stands ``gone``, so that no later item gets the ticks of another.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from macros import checklists, config, pages
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
    """Return ``<checklist>/<id>`` of each item of a page that has an id, with its line."""
    return {
        f"{page.slug}/{item.id}": page.first_line + item.index
        for tasks in checklists.task_lists(page.lines)
        for item in tasks.items
        if item.id
    }


def check(entries: list[Entry], found: dict[str, int], where: str) -> list[Problem]:
    """Compare the committed list with the ids in the sources.

    Args:
        entries: the committed list.
        found: the ids in the sources, each with its line.
        where: the committed list's path, as errors print it.
    """
    problems = []
    committed = {entry.name: entry for entry in entries}
    for entry in entries:
        if not entry.gone and entry.name not in found:
            text = (
                f"{entry.name} is in no checklist any more, and readers may have ticked it."
                f" Put it back, or announce it here: gone {entry.name}"
            )
            problems.append(Problem(where, entry.line, text))
    for name, line in found.items():
        path = f"docs/{checklists.FOLDER}/{name.split('/')[0]}.md"
        if name not in committed:
            text = f"{name} is new: run `make ids` to put it in {where}."
            problems.append(Problem(path, line, text))
        elif committed[name].gone:
            text = f"{name} was taken out once (line {committed[name].line} of {where}):"
            problems.append(Problem(path, line, text + " give this item another id."))
    return problems


def write_missing(path: str, source: str) -> str:
    """Return the source of the checklist file ``path`` with an id at each item that had none.

    All else stays as it is, line ends too. Raises SourceError as ``pages.parse`` does.
    """
    page = pages.parse(path, source)
    lines = source.split("\n")
    for tasks in checklists.task_lists(page.lines):
        taken = {item.id for item in tasks.items}
        for item in tasks.items:
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


def listed(docs: Path) -> tuple[list[Entry], dict[str, int]]:
    """Read the committed list, and the ids in the checklist files. Raises SourceError."""
    file = docs / checklists.FOLDER / checklists.IDS
    entries = parse(file.read_text(encoding="utf-8")) if file.is_file() else []
    found: dict[str, int] = {}
    for slug in checklists.slugs(docs):
        found.update(names(pages.read(docs, f"{checklists.FOLDER}/{slug}.md")))
    return entries, found


def main() -> int:
    """Write missing ids into the checklist files, and new ones into the committed list."""
    try:
        docs = config.load().docs
        for slug in checklists.slugs(docs):
            path = f"{checklists.FOLDER}/{slug}.md"
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
