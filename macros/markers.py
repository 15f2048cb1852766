"""Markers: the one line a macro leaves in a page, for the Markdown extension to replace.

A macro that returned HTML would break where its call is indented; a single line is taken along
by lists, admonitions and tabs wherever it stands.
"""

from __future__ import annotations

import json
import re
from typing import Any

PATTERN = re.compile(r"⟦(\w+)(?: ([^⟦⟧\n]*))?⟧")
# The one that stands in a sentence, and all that stand on a line of their own.
CITE = r"⟦cite ([^⟦⟧\n]*)⟧"
BLOCK = re.compile(rf"(?!⟦cite ){PATTERN.pattern}")


def make(kind: str, argument: str = "") -> str:
    """Return the marker of a component, with its argument if it has one."""
    return f"⟦{kind} {argument}⟧" if argument else f"⟦{kind}⟧"


def packed(*values: Any) -> str:
    """Return values as an argument in which Markdown finds nothing of its own."""
    text = json.dumps(values)
    for sign in "<>&⟦⟧":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def unpacked(argument: str) -> list[Any]:
    """Return the values of an argument that ``packed`` made."""
    return list(json.loads(argument))
