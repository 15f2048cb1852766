"""Packs: checklists, worksheets and e-mails that are printed together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from macros import checklists, config, emails, pages, worksheets
from macros.config import Config
from macros.problems import Problem, nearest

# The kinds of things that are printed on their own, in the order in which they are offered.
FOLDERS = (checklists.FOLDER, worksheets.FOLDER, emails.FOLDER)
_KEYS = {"title", "description", "items"}


@dataclass(frozen=True)
class Item:
    """One thing to print: what a pack calls it by (``folder/slug``), and its title."""

    name: str
    title: str


@dataclass(frozen=True)
class Pack:
    """Some things to print, made ready by the guide."""

    title: str
    description: str
    items: tuple[Item, ...]

    @property
    def fragment(self) -> str:
        """The pack as the end of the Print page's address."""
        return "#items=" + ",".join(item.name for item in self.items)


def groups(site: Config) -> dict[str, list[Item]]:
    """Return everything printable by its folder, sorted by title; empty folders are left out."""
    found = {folder: _items(site, folder) for folder in FOLDERS}
    return {folder: items for folder, items in found.items() if items}


def _items(site: Config, folder: str) -> list[Item]:
    """Return what is printable in a folder."""
    found = [pages.read(site.docs, path) for path in pages.paths(site.docs, folder)]
    items = [Item(f"{folder}/{page.slug}", page.title) for page in found if page.slug != "index"]
    return sorted(items, key=lambda item: item.title.casefold())


def ready(site: Config) -> list[Pack]:
    """Return the packs of ``extra.packs``, which ``check`` has found to be right."""
    known = {item.name: item for items in groups(site).values() for item in items}
    return [
        Pack(
            str(pack["title"]),
            str(pack.get("description") or ""),
            tuple(known[name] for name in pack["items"]),
        )
        for pack in site.packs
    ]


def check(site: Config) -> Iterator[Problem]:
    """Report what is wrong with ``extra.packs``: its shape, and items that do not exist."""
    lines = (site.root / config.FILE).read_text(encoding="utf-8").split("\n")
    start = next((n for n, line in enumerate(lines) if re.match(r"\s+packs\s*:", line)), 0)
    known = {
        f"{folder}/{path.removeprefix(f'{folder}/').removesuffix('.md')}"
        for folder in FOLDERS
        for path in pages.paths(site.docs, folder)
        if path != f"{folder}/index.md"
    }
    told: set[str] = set()
    for pack in site.packs:
        if not _is_pack(pack):
            text = "a pack has a `title`, `items` (a list), a `description`, and nothing else."
            yield Problem(config.FILE, start + 1, text)
            continue
        for name in pack["items"]:
            if name not in known and name not in told:
                told.add(name)
                text = f'there is no "{name}" to print.{nearest(name, known)}'
                yield from (Problem(config.FILE, n, text) for n in _lines(lines, start, name))


def _is_pack(pack: Any) -> bool:
    """Say whether a value has the form of a pack."""
    return (
        isinstance(pack, Mapping)
        and set(pack) <= _KEYS
        and bool(pack.get("title"))
        and isinstance(pack.get("items"), list)
        and bool(pack["items"])
        and all(isinstance(name, str) for name in pack["items"])
    )


def _lines(lines: list[str], start: int, name: str) -> list[int]:
    """Return the numbers of the lines, below line ``start``, that name an item."""
    here = re.compile(rf"(?<![\w/-]){re.escape(name)}(?![\w/-])")
    return [n for n, line in enumerate(lines[start:], start + 1) if here.search(line)] or [
        start + 1
    ]
