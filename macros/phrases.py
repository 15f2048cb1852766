"""Phrases: what people type who look for a page, in words that the page need not have.

A page names them in its front matter. Search shows such a page above all that it finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from macros import pages
from macros.config import Config
from macros.pages import Page
from macros.problems import Problem

KEY = "phrases"
APOSTROPHES = str.maketrans("", "", "'’‘")
# Words one blank apart; a last * stands for any ending.
FORM = re.compile(r"[^\W_]+(?: [^\W_]+)*\*?")


def of(page: Page) -> tuple[str, ...]:
    """Return the phrases of a page as they are looked for: small letters, no apostrophes."""
    return tuple(str(phrase).lower().translate(APOSTROPHES) for phrase in page.meta.get(KEY, []))


def listed(site: Config) -> list[tuple[Page, tuple[str, ...]]]:
    """Return each page that names phrases, with them, in the order of paths. Raises SourceError."""
    every = (pages.read(site.docs, path) for path in pages.paths(site.docs))
    return [(page, of(page)) for page in every if page.meta.get(KEY)]


def check(found: Iterable[Page]) -> Iterator[Problem]:
    """Report what is no list of phrases, and what can never be typed."""
    for page in found:
        if type(page.meta.get(KEY, [])) is not list:
            yield page.meta_problem(KEY, f"`{KEY}` must be a list, such as [some words, word*].")
            continue
        for phrase in page.meta.get(KEY, []):
            if not isinstance(phrase, str):
                text = f"YAML reads a phrase as {phrase}: put it in quotes."
                yield page.meta_problem(KEY, text)
        for phrase in of(page):
            if not FORM.fullmatch(phrase):
                text = f'"{phrase}" is no phrase: write words, and at most one * behind them.'
                yield page.meta_problem(KEY, text)
