"""The MkDocs events we use: builds stop at authors' mistakes, and search reads pages faster.

Readers need nothing of it: Zensical's build calls the same check as a command, and reads pages for
search in its own way.
"""

from __future__ import annotations

import logging
import re
from typing import Any

from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority

from macros import check, checklists
from macros.problems import SourceError

LOG = logging.getLogger("mkdocs.macros")
# What search leaves out, as the theme takes it: up to the first end of a tag of that name.
UNSEARCHED = re.compile(r"<(\w+)\b[^<>]*\sdata-search-exclude(?=[\s=>])[^<>]*>.*?</\1>", re.DOTALL)


def on_pre_build(config: Any) -> None:
    """Check the sources and log advice. Raises Abort with every problem, with file and line."""
    checklists.moved.cache_clear()
    try:
        for told in check.run():
            # A warning would fail `--strict`.
            LOG.info(str(told))
    except SourceError as error:
        raise Abort(f"mistakes in the sources\n{error}") from None


@event_priority(100)
def _searched(context: Any, /, page: Any, **_: Any) -> None:
    """Take out what search leaves out: the theme's plugin would read it all the same."""
    context["whole"] = page.content
    page.content = UNSEARCHED.sub("", page.content)


@event_priority(-100)
def _whole(context: Any, /, page: Any, **_: Any) -> None:
    """Put it back, when search has read the page."""
    page.content = context.pop("whole")


on_page_context = CombinedEvent(_searched, _whole)
