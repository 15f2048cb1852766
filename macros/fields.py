"""Fields: the gaps in a message, written ``[like this]``, that a reader fills in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from macros.problems import nearest

GAP = re.compile(r"\[([^\[\]\n]+)\]")
NAME = re.compile(r"[a-z0-9][a-z0-9 '’-]*")
KEYS = ("label", "hint", "example", "autocomplete", "kind", "choices", "without")
# One line, several lines, a day, one of some texts.
KINDS = ("line", "lines", "date", "choice")


@dataclass(frozen=True)
class Field:
    """What a reader is asked for. ``owner`` is the slug of its e-mail, empty when shared.

    ``without`` are words that messages say around the field: typed as well, they are said once.
    """

    name: str
    label: str
    hint: str = ""
    example: str = ""
    autocomplete: str = "off"
    owner: str = ""
    kind: str = "line"
    choices: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

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
        elif text := _wrong_kind(name, entry):
            wrong.append((name, text))
        elif not isinstance(entry.get("without", []), list):
            wrong.append((name, f"`without` of field [{name}] must be a list of words."))
        else:
            choices, without = (
                tuple(str(each) for each in entry.get(key, ())) for key in ("choices", "without")
            )
            words = {k: str(v) for k, v in entry.items() if k not in ("choices", "without")}
            fields[name] = Field(name=name, owner=owner, choices=choices, without=without, **words)
    return fields, wrong


def _wrong_kind(name: str, entry: Mapping[str, Any]) -> str:
    """Say what is wrong with the kind of a field and its choices, or nothing."""
    kind, choices = entry.get("kind", "line"), entry.get("choices")
    if kind not in KINDS:
        known = f"one of {', '.join(KINDS)}.{nearest(str(kind), KINDS)}"
        return f"field [{name}] is of an unknown kind {kind}; {known}"
    if kind != "choice":
        return f"field [{name}] has `choices`: its kind is choice." if choices is not None else ""
    texts = isinstance(choices, list) and all(isinstance(choice, str | int) for choice in choices)
    if not texts or len(choices or ()) < 2:
        return f"field [{name}] needs `choices`: a list of two texts or more."
    return ""


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
