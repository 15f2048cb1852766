"""What an author can call in a page, and what checks the author's work.

Each function of ``MACROS`` is called in double braces, on a line of its own (``cite`` in a
sentence); its docstring is its reference.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from macros import markers


def email(slug: str) -> str:
    """Insert the e-mail ``docs/emails/<slug>.md``, with its fields, tones and buttons."""
    return markers.make("email", slug)


def email_gallery() -> str:
    """Insert the list of all e-mails, by moment, with filters and the files to take along."""
    return markers.make("gallery")


def checklist(slug: str) -> str:
    """Insert the list of ``docs/checklists/<slug>.md``; its ticks are the same everywhere."""
    return markers.make("checklist", slug)


def write(id: str, question: str, lines: int = 3) -> str:
    """Insert a question and lines to write on; the id names what is written."""
    return markers.make("write", markers.packed(id, question, lines))


def table(
    id: str, columns: list[str], rows: int = 5, paper: int = 0, wide: Sequence[int] = ()
) -> str:
    """Insert a table to fill; the id names what is written.

    On paper it can have more rows. ``wide`` numbers the columns, from 1, that need more room.
    """
    return markers.make("table", markers.packed(id, columns, rows, paper, wide))


def print_pack() -> str:
    """Insert everything printable, to be chosen and printed as one pack, and packs made ready."""
    return markers.make("pack")


def stored_data() -> str:
    """Insert what the reader has stored on this device, with ways to save, load and erase it."""
    return markers.make("stored")


def search_phrases() -> str:
    """Insert the pages that search shows first when one of their ``phrases`` is typed."""
    return markers.make("phrases")


def cite(key: str) -> str:
    """Insert, in a sentence, the short name of a source, as a link to its place in the list."""
    return markers.make("cite", key)


def source(key: str) -> str:
    """Insert a line that names a source, leads out to it, and says when it was last checked."""
    return markers.make("source", key)


def sources() -> str:
    """Insert all sources of ``docs/sources.yml`` by topic, with the pages that cite them."""
    return markers.make("sources")


MACROS = (
    email,
    email_gallery,
    checklist,
    write,
    table,
    print_pack,
    stored_data,
    search_phrases,
    cite,
    source,
    sources,
)


def define_env(env: Any) -> None:
    """Give the macros to mkdocs-macros, or to Zensical's stand-in for it."""
    for macro in MACROS:
        env.macro(macro)
