"""Templates: the components' HTML, rendered by Jinja from ``overrides/components``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from macros.config import Config


@lru_cache(maxsize=4)
def _environment(overrides: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader(overrides),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(config: Config, component: str, part: str, **values: Any) -> str:
    """Call the template macro ``part`` of a component and return its HTML.

    The template gets ``labels``, the words of ``extra.labels``, beside what is passed.
    """
    template = _environment(config.overrides).get_template(
        f"components/{component}/{component}.html", globals={"labels": config.labels}
    )
    return str(getattr(template.module, part)(**values)).strip()
