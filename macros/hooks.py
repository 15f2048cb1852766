"""The one MkDocs event we use: `mkdocs build` and `mkdocs serve` stop at authors' mistakes.

Readers need nothing of it: Zensical's build calls the same check as a command.
"""

from __future__ import annotations

import logging
from typing import Any

from mkdocs.exceptions import Abort

from macros import check
from macros.problems import SourceError

LOG = logging.getLogger("mkdocs.macros")


def on_pre_build(config: Any) -> None:
    """Check the sources and log advice. Raises Abort with every problem, with file and line."""
    try:
        for told in check.run():
            # A warning would fail `--strict`.
            LOG.info(str(told))
    except SourceError as error:
        raise Abort(f"mistakes in the sources\n{error}") from None
