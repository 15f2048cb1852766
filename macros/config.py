"""The site's configuration: what the toolkit reads from ``mkdocs.yml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag

from macros.fields import Field, declared
from macros.problems import Problem, SourceError

FILE = "mkdocs.yml"


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml as MkDocs does, but takes ``!!python/...`` names as plain text."""


_Loader.add_constructor("!ENV", construct_env_tag)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *args: args[1])


@dataclass(frozen=True)
class Config:
    """What the toolkit needs to know of a site. Folders are absolute."""

    root: Path
    docs: Path
    overrides: Path
    fields: Mapping[str, Field]
    tones: tuple[str, ...]
    labels: Mapping[str, Any]


def load(root: Path | None = None) -> Config:
    """Read ``mkdocs.yml`` in ``root`` (the current folder when left out).

    Both engines and all verbs run in the folder of ``mkdocs.yml``. Raises SourceError for a
    shared field that is not declared well.
    """
    root = (root or Path.cwd()).resolve()
    return _load(root, (root / FILE).stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _load(root: Path, changed: int) -> Config:
    """Do the work of ``load``; ``changed`` renews the cache when the file was edited."""
    source = (root / FILE).read_text(encoding="utf-8")
    try:
        # A SafeLoader with two more tags.
        raw = yaml.load(source, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SourceError([Problem(FILE, line, f"this is not YAML: {error.problem}.")]) from None
    extra = raw.get("extra") or {}
    fields, wrong = declared(extra.get("fields"))
    if wrong:
        lines = source.split("\n")
        raise SourceError(Problem(FILE, _line(lines, key), text) for key, text in wrong)
    return Config(
        root=root,
        docs=root / raw.get("docs_dir", "docs"),
        overrides=(root / raw["theme"]["custom_dir"]).resolve(),
        fields=fields,
        tones=tuple(extra.get("tones") or ()),
        labels=extra.get("labels") or {},
    )


def _line(lines: list[str], key: str) -> int:
    """Return the number of the first line, from ``fields:`` on, that sets ``key``, or 1."""
    start = next((n for n, line in enumerate(lines) if line.strip() == "fields:"), 0)
    sets = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*:")
    return next((n for n, line in enumerate(lines[start:], start + 1) if sets.match(line)), 1)
