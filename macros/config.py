"""The site's configuration: what the toolkit reads from ``mkdocs.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag

from macros import pages
from macros.fields import Field, declared
from macros.problems import Problem, SourceError

FILE = "mkdocs.yml"
# The lists of texts under `extra` that the toolkit reads.
LISTS = ("tones", "moments", "situations", "topics")
# Days after which a page or a source is to be looked at again.
STALE_AFTER = 183


def _loader(base: Any) -> Any:
    """Return what reads mkdocs.yml as MkDocs does, but ``!!python/...`` names as plain text."""
    loader: Any = type("Loader", (base,), {})
    loader.add_constructor("!ENV", construct_env_tag)
    loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *args: args[1])
    return loader


_LOADERS = (_loader(pages.LOADERS[0]), _loader(pages.LOADERS[1]))


# Compared and hashed as an object, so that what is made for a site can be cached by it.
@dataclass(frozen=True, eq=False)
class Config:
    """What the toolkit needs to know of a site. Folders are absolute."""

    root: Path
    docs: Path
    overrides: Path
    fields: Mapping[str, Field]
    tones: tuple[str, ...]
    labels: Mapping[str, Any]
    moments: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()
    url: str = ""
    packs: tuple[Any, ...] = ()
    name: str = ""
    description: str = ""
    nav: tuple[Any, ...] = ()
    topics: tuple[str, ...] = ()
    stale_after: int = STALE_AFTER
    # Pages that mkdocs.yml leads to on every page: the line that says so, and the address.
    leads: tuple[tuple[int, str], ...] = ()
    # Whom to ask for help: what every page says of it, and the page it leads to.
    help: Mapping[str, Any] = field(default_factory=dict)

    @property
    def optional(self) -> str:
        """The word that marks an optional sentence in the source of a message."""
        return self._word("optional", "Optional")

    @property
    def subject(self) -> str:
        """The word in front of a subject."""
        return self._word("subject", "Subject")

    def _word(self, name: str, default: str) -> str:
        return str((self.labels.get("email") or {}).get(name, default))


def load(root: Path | None = None) -> Config:
    """Read ``mkdocs.yml`` in ``root`` (the current folder when left out).

    Both engines and all verbs run in the folder of ``mkdocs.yml``. Raises SourceError where that
    file is missing or no YAML, for a shared field that is not declared well, for a list that is
    none, for a limit that is no number, and where no folder of templates is named.
    """
    # Asked for at each call in a page; the current folder has its real path.
    root = root.resolve() if root else Path.cwd()
    try:
        changed = (root / FILE).stat().st_mtime_ns
    except FileNotFoundError:
        text = f"there is no such file in {root}: run this in the folder that holds it."
        raise SourceError([Problem(FILE, 1, text)]) from None
    return _load(root, changed)


@lru_cache(maxsize=4)
def _load(root: Path, changed: int) -> Config:
    """Do the work of ``load``; ``changed`` renews the cache when the file was edited."""
    source = (root / FILE).read_text(encoding="utf-8")
    raw = _parse(source)
    extra = raw.get("extra") or {}
    fields, wrong = declared(extra.get("fields"))
    lines = source.split("\n")
    problems = [Problem(FILE, _line(lines, key, "fields"), text) for key, text in wrong]
    for key in LISTS:
        if not _is_texts(extra.get(key)):
            text = f"`{key}` must be a list of texts."
            problems.append(Problem(FILE, _line(lines, key, "extra"), text))
    packs = extra.get("packs") or []
    if not isinstance(packs, list):
        problems.append(Problem(FILE, _line(lines, "packs", "extra"), "`packs` must be a list."))
    stale_after = extra.get("stale_after", STALE_AFTER)
    if type(stale_after) is not int or stale_after < 1:
        text = "`stale_after` must be a number of days."
        problems.append(Problem(FILE, _line(lines, "stale_after", "extra"), text))
    theme = raw.get("theme")
    templates = theme.get("custom_dir") if isinstance(theme, Mapping) else None
    if not templates:
        text = "`custom_dir` is missing under `theme`: write `custom_dir: overrides`."
        problems.append(Problem(FILE, _line(lines, "theme", "theme"), text))
    if problems:
        raise SourceError(problems)
    return Config(
        root=root,
        docs=root / raw.get("docs_dir", "docs"),
        overrides=(root / str(templates)).resolve(),
        fields=fields,
        labels=extra.get("labels") or {},
        url=str(raw.get("site_url") or ""),
        packs=tuple(packs),
        name=str(raw.get("site_name") or ""),
        description=str(raw.get("site_description") or ""),
        nav=tuple(raw.get("nav") or ()),
        stale_after=stale_after,
        leads=tuple(_leads(extra, lines)),
        help=extra.get("help") or {},
        **{key: tuple(extra.get(key) or ()) for key in LISTS},
    )


def _parse(source: str) -> dict[str, Any]:
    """Read the YAML of ``mkdocs.yml``. Raises SourceError."""
    try:
        raw = pages.load(source, loaders=_LOADERS) or {}
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SourceError([Problem(FILE, line, f"this is not YAML: {error.problem}.")]) from None
    if not isinstance(raw, dict):
        raise SourceError([Problem(FILE, 1, "this must be lines of `key: value`.")])
    return raw


def _leads(extra: Mapping[str, Any], lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the line and the address of each page that a template leads to by ``extra``."""
    if page := extra.get("mistake_page"):
        yield _line(lines, "mistake_page", "extra"), str(page)
    if helps := extra.get("help"):
        yield _line(lines, "help", "extra"), str(helps.get("page", ""))


def _is_texts(value: Any) -> bool:
    """Say whether a value is a list of texts, or left out."""
    return value is None or (
        isinstance(value, list) and all(isinstance(entry, str) for entry in value)
    )


def _line(lines: list[str], key: str, below: str) -> int:
    """Return the number of the first line, from ``below:`` on, that sets ``key``, or 1."""
    start = next((n for n, line in enumerate(lines) if line.strip() == f"{below}:"), 0)
    sets = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*:")
    return next((n for n, line in enumerate(lines[start:], start + 1) if sets.match(line)), 1)
