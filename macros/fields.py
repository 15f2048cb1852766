"""Fields: the gaps in a message, written ``[like this]``, that a reader fills in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

GAP = re.compile(r"\[([^\[\]\n]+)\]")
NAME = re.compile(r"[a-z0-9][a-z0-9 '’-]*")
KEYS = ("label", "hint", "example", "autocomplete")


@dataclass(frozen=True)
class Field:
    """What a reader is asked for. ``owner`` is the slug of its e-mail, empty when shared."""

    name: str
    label: str
    hint: str = ""
    example: str = ""
    autocomplete: str = "off"
    owner: str = ""

    @property
    def key(self) -> str:
        """The name under which the store keeps its value."""
        return f"field|{self.owner}|{self.name}"


def declared(table: Any, owner: str = "") -> tuple[dict[str, Field], list[tuple[str, str]]]:
    """Read a ``fields:`` table.

    Returns the fields by name, and what is wrong as pairs of the key concerned and a sentence.
    """
    fields: dict[str, Field] = {}
    wrong: list[tuple[str, str]] = []
    if not isinstance(table or {}, Mapping):
        return {}, [("fields", "`fields` must be a table of `name:` lines.")]
    for name, entry in (table or {}).items():
        entry = {"label": entry} if isinstance(entry, str) else (entry or {})
        if not isinstance(name, str) or not NAME.fullmatch(name):
            wrong.append((str(name), f"a field's name is lower-case words: {name!r} is not."))
        elif not isinstance(entry, Mapping) or not entry.get("label"):
            wrong.append((name, f"field [{name}] needs a `label`."))
        elif unknown := sorted(set(entry) - set(KEYS)):
            wrong.append((unknown[0], f"field [{name}] knows {', '.join(KEYS)}."))
        else:
            words = {key: str(value) for key, value in entry.items()}
            fields[name] = Field(name=name, owner=owner, **words)
    return fields, wrong


def split(text: str) -> list[tuple[str, str]]:
    """Cut a text at its gaps: pairs of (field name, or empty for plain text, text as written)."""
    parts: list[tuple[str, str]] = []
    at = 0
    for match in GAP.finditer(text):
        if match.start() > at:
            parts.append(("", text[at : match.start()]))
        parts.append((match.group(1), match.group(0)))
        at = match.end()
    if at < len(text):
        parts.append(("", text[at:]))
    return parts
