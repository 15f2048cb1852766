"""Mistakes in source files, told to the author: where, what, and the nearest right name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: the file as the author knows it, the line (from 1), and a sentence."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        """Return the form editors and CI make a link of: ``path:line: text``."""
        return f"{self.path}:{self.line}: {self.text}"


class SourceError(Exception):
    """The mistakes found in one or more source files; the build must not go on."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, in the order of files and lines."""
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def nearest(name: str, known: Iterable[str], shape: str = "{}") -> str:
    """Return `` Did you mean X?`` for the known name closest to ``name``, or an empty text.

    ``shape`` is how a name is written where the author meets it: ``[{}]`` for a field.
    """
    found = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f" Did you mean {shape.format(found[0])}?" if found else ""
