"""Pages: Markdown files with front matter, as they stand on the disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from macros.problems import Problem, SourceError

FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
HEADING = re.compile(r"^(#{1,6})\s*(.+?)\s*#*$")
# libyaml, many times as fast, where PyYAML was built with it; and PyYAML itself, which says better
# what is wrong: libyaml points a line too far now and then.
LOADERS = (getattr(yaml, "CSafeLoader", yaml.SafeLoader), yaml.SafeLoader)


@dataclass(frozen=True)
class Page:
    """One source file: its path below ``docs``, its front matter and the lines after it."""

    path: str
    # Hashed without it, so that what is made of a page can be cached by it.
    meta: dict[str, Any] = field(hash=False)
    lines: tuple[str, ...]
    first_line: int
    source: str

    @property
    def slug(self) -> str:
        """The file's name without its ending: what macros call it by."""
        return Path(self.path).stem

    @property
    def title(self) -> str:
        """The title in the front matter, or the file's name where there is none."""
        return str(self.meta.get("title", self.slug))

    @property
    def where(self) -> str:
        """The path that errors print."""
        return f"docs/{self.path}"

    def is_of(self, folder: str) -> bool:
        """Say whether this is one of the files that ``slugs`` lists of a folder."""
        return self.path == f"{folder}/{self.slug}.md" and self.slug != "index"

    def problem(self, index: int, text: str) -> Problem:
        """Return a problem at line ``index`` (from 0) of ``lines``."""
        return Problem(self.where, self.first_line + index, text)

    def meta_problem(self, key: str, text: str) -> Problem:
        """Return a problem at the line of the front matter that sets ``key``."""
        for number, line in enumerate(self.source.split("\n")[: self.first_line], start=1):
            if re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*:", line):
                return Problem(self.where, number, text)
        return Problem(self.where, 1, text)


# A build asks for the same page several times; a big site has thousands.
@lru_cache(maxsize=4096)
def parse(path: str, source: str) -> Page:
    """Split a source into front matter and lines.

    Raises SourceError when the front matter is not closed or is not a YAML mapping: MkDocs
    would publish it as text.
    """
    where = f"docs/{path}"
    source = source.removeprefix("\ufeff").replace("\r\n", "\n")
    lines = source.split("\n")
    if lines[0].rstrip() != "---":
        return Page(path, {}, tuple(lines), 1, source)
    try:
        end = next(i for i, line in enumerate(lines[1:], start=1) if line.rstrip() == "---")
    except StopIteration:
        text = "the front matter is not closed: a line --- is missing."
        raise SourceError([Problem(where, 1, text)]) from None
    try:
        meta = load("\n".join(lines[1:end])) or {}
    # A date such as 2026-13-01 is a ValueError.
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        text = f"the front matter is not YAML: {getattr(error, 'problem', error)}."
        raise SourceError([Problem(where, line, text)]) from None
    if not isinstance(meta, dict):
        raise SourceError([Problem(where, 2, "the front matter must be lines of `key: value`.")])
    return Page(path, meta, tuple(lines[end + 1 :]), end + 2, source)


def load(text: str, read: Any = yaml.load, loaders: tuple[Any, Any] = LOADERS) -> Any:
    """Read YAML, once more with the second loader where it is wrong.

    ``read`` is PyYAML's ``load`` or ``compose``. Raises YAMLError or ValueError.
    """
    fast, plain = loaders
    try:
        return read(text, Loader=fast)
    except (yaml.YAMLError, ValueError):
        return read(text, Loader=plain)


def read(docs: Path, path: str) -> Page:
    """Read the page at ``path`` below ``docs``. Raises SourceError as ``parse`` does."""
    return parse(path, (docs / path).read_text(encoding="utf-8"))


def paths(docs: Path, folder: str = "") -> list[str]:
    """List the Markdown files below ``docs/folder``, sorted, as paths below ``docs``."""
    return sorted(p.relative_to(docs).as_posix() for p in (docs / folder).rglob("*.md"))


def slugs(docs: Path, folder: str) -> list[str]:
    """List the Markdown files right in ``docs/folder`` by name, sorted, all but its index."""
    return sorted(p.stem for p in (docs / folder).glob("*.md") if p.stem != "index")


def outside_fences(lines: tuple[str, ...] | list[str]) -> Iterator[tuple[int, str]]:
    """Yield (index, line) for each line that is not part of a fenced code block."""
    fence = ""
    for index, line in enumerate(lines):
        match = FENCE.match(line)
        if match and not fence:
            fence = match.group(1)
        elif fence:
            if match and match.group(1).startswith(fence) and line.strip() == match.group(1):
                fence = ""
        else:
            yield index, line
