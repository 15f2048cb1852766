"""Read mkdocs.yml in tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag


class _Loader(yaml.SafeLoader):
    """Knows `!ENV`, which is all of MkDocs' own YAML that the guide uses."""


_Loader.add_constructor("!ENV", construct_env_tag)


def read(file: Path) -> dict[str, Any]:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)


def over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Lay settings over others: the upper ones hold; of `extra` and `labels`, entry by entry."""
    both = {**below, **above}
    for name in ("extra", "labels", "email", "checklist", "sources"):
        if isinstance(below.get(name), dict) and isinstance(above.get(name), dict):
            both[name] = over(below[name], above[name])
    return both
