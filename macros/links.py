"""Links from page to page: each leads to a page there is. The engine checks anchors and files."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from macros import pages
from macros.config import FILE, Config
from macros.pages import Page
from macros.problems import Problem, nearest

_LINK = re.compile(r"\]\(([^)\s:#]+\.md)(?:#[^)\s]*)?[)\s]")
_CODE = re.compile(r"(`+).*?\1")


def check(page: Page, known: set[str]) -> Iterator[Problem]:
    """Report links to pages that are not among ``known``, paths below ``docs``."""
    folder = posixpath.dirname(page.path)
    for index, line in pages.outside_fences(page.lines):
        for match in _LINK.finditer(_CODE.sub("", line)):
            target = posixpath.normpath(posixpath.join(folder, match.group(1)))
            if target not in known:
                text = f"there is no page {match.group(1)}."
                yield page.problem(index, text + _meant(target, folder, known))


def leads(site: Config, known: set[str]) -> Iterator[Problem]:
    """Report what ``mkdocs.yml`` leads every page to and is not among ``known``."""
    for line, address in site.leads:
        name = posixpath.normpath(address.partition("#")[0])
        if not {f"{name}.md", posixpath.normpath(f"{name}/index.md")} & known:
            there = (re.sub(r"(?:index)?\.md$", "", path) for path in known)
            text = f'there is no page "{address}".{nearest(name, there, "{}/")}'
            yield Problem(FILE, line, text)


def _meant(target: str, folder: str, known: set[str]) -> str:
    """Offer the page that was meant, as it is written in a page of ``folder``."""
    here = {posixpath.relpath(path, folder or "."): path for path in known}
    return nearest(posixpath.relpath(target, folder or "."), here)
