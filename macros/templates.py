"""Templates: the components' HTML, rendered by Jinja from ``overrides/components``."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from macros.config import Config


# One for each state of mkdocs.yml: a template keeps the words it was first called with.
@lru_cache(maxsize=4)
def _environment(site: Config) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(site.overrides),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["labels"] = site.labels
    # Data in a page is paid for by the byte.
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return environment


def render(site: Config, component: str, part: str, **values: Any) -> str:
    """Call the template macro ``part`` of a component and return its HTML.

    The template gets ``labels``, the words of ``extra.labels``, beside what is passed.
    """
    template = _environment(site).get_template(f"components/{component}/{component}.html")
    return str(getattr(template.module, part)(**values)).strip()
