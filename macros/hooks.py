"""The one MkDocs event we use: `mkdocs build` and `mkdocs serve` stop at authors' mistakes.

Readers need nothing of it: Zensical's build calls the same check as a command.
"""

from __future__ import annotations

from typing import Any

from mkdocs.exceptions import Abort

from macros import check
from macros.problems import SourceError


def on_pre_build(config: Any) -> None:
    """Check the sources. Raises Abort with every problem, each with file and line."""
    try:
        check.run()
    except SourceError as error:
        raise Abort(f"mistakes in the sources\n{error}") from None
