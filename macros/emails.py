"""E-mails: messages written once, shown on a page of their own and inserted in others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from macros import fields as gaps
from macros import pages
from macros.config import Config
from macros.fields import Field
from macros.pages import Page
from macros.problems import Problem, SourceError, nearest

FOLDER = "emails"
# A channel says whether the message has a subject.
CHANNELS = {"email": True, "note": False, "text": False, "script": False}

_TAB = re.compile(r'^=== "(.+)"\s*$')
_OPEN = re.compile(r"^(\s*)```email\s*$")
_SUBJECT = re.compile(r"^Subject:\s*(.*)$")


@dataclass(frozen=True)
class Tone:
    """One wording of an e-mail. ``parts`` are pairs as ``fields.split`` makes them."""

    name: str
    slug: str
    subject: list[tuple[str, str]]
    message: list[tuple[str, str]]
    fields: list[Field] = field(default_factory=list)


@dataclass(frozen=True)
class Email:
    """An e-mail with its tones, each complete in itself."""

    slug: str
    title: str
    when: str
    channel: str
    tones: list[Tone]


@dataclass(frozen=True)
class Block:
    """A fenced ``email`` block: its tone's name, its lines, and where it stands (from 0)."""

    tone: str
    start: int
    end: int
    first: int
    text: list[str]


def blocks(lines: tuple[str, ...] | list[str]) -> list[Block]:
    """Find the ``email`` fences of a page, each with the content tab it stands in, if any."""
    found: list[Block] = []
    tab: tuple[int, str] | None = None
    index = 0
    while index < len(lines):
        if match := _TAB.match(lines[index]):
            tab = (index, match.group(1))
        elif match := _OPEN.match(lines[index]):
            indent = match.group(1)
            close = next(
                (i for i in range(index + 1, len(lines)) if lines[i].strip() == "```"), len(lines)
            )
            text = [line.removeprefix(indent).rstrip() for line in lines[index + 1 : close]]
            start, tone = tab if tab else (index, "")
            found.append(Block(tone, start, min(close, len(lines) - 1), index + 1, text))
            tab, index = None, close
        elif lines[index].strip():
            tab = None
        index += 1
    return found


def span(lines: tuple[str, ...] | list[str]) -> tuple[int, int] | None:
    """Return the first line (from 0) of the page's tones and the one after the last, or None."""
    found = blocks(lines)
    return (found[0].start, found[-1].end + 1) if found else None


def parse(page: Page, shared: Mapping[str, Field], tones: tuple[str, ...]) -> Email:
    """Read an e-mail from its page.

    Args:
        page: the source file.
        shared: the fields that all e-mails share, by name.
        tones: the names a tone may have; the first is the one shown.

    Raises SourceError with every mistake of the file.
    """
    own, wrong = gaps.declared(page.meta.get("fields"), owner=page.slug)
    problems = [page.meta_problem(key, text) for key, text in wrong]
    for name in sorted(set(own) & set(shared)):
        problems.append(page.meta_problem(name, f"[{name}] is a shared field already."))
    channel = str(page.meta.get("channel", "email"))
    if channel not in CHANNELS:
        text = f"unknown channel {channel}; one of {', '.join(CHANNELS)}."
        problems.append(page.meta_problem("channel", text + nearest(channel, CHANNELS)))
    problems += [
        page.meta_problem("title", f"`{key}` is missing in the front matter.")
        for key in ("title", "when")
        if not page.meta.get(key)
    ]

    found = blocks(page.lines)
    if not found:
        problems.append(page.problem(0, "no message: write it in a fence ```email."))
    problems += _stray_lines(page, found)
    problems += _unclosed(page, found)
    known = {**shared, **own}
    read: list[Tone] = []
    for block in found:
        name = block.tone or (tones[0] if tones else "")
        if block.tone and block.tone not in tones:
            text = f'unknown tone "{block.tone}".{nearest(block.tone, tones)}'
            problems.append(
                page.problem(block.start, text + " Tones are listed in mkdocs.yml, extra.tones.")
            )
        if name in [tone.name for tone in read]:
            problems.append(page.problem(block.start, f'tone "{name}" stands here twice.'))
        problems += _unknown_fields(page, block, known)
        tone, more = _tone(page, block, name, known, CHANNELS.get(channel, True))
        problems += more
        read.append(tone)
    used = {field.name for tone in read for field in tone.fields}
    for name in own:
        if found and name not in used:
            problems.append(page.meta_problem(name, f"field [{name}] is declared, but not used."))
    if problems:
        raise SourceError(problems)
    return Email(page.slug, page.title, str(page.meta["when"]), channel, read)


def _stray_lines(page: Page, found: list[Block]) -> list[Problem]:
    """Report text between two tones: it would vanish from the page."""
    inside = {i for block in found for i in range(block.start, block.end + 1)}
    extent = span(page.lines) or (0, 0)
    return [
        page.problem(i, "only tones may stand between the tones of an e-mail.")
        for i in range(*extent)
        if i not in inside and page.lines[i].strip()
    ]


def _unclosed(page: Page, found: list[Block]) -> list[Problem]:
    """Report fences that run on into the next one, or to the end of the page."""
    return [
        page.problem(block.first - 1, "this message is not closed: a line ``` is missing.")
        for block in found
        if page.lines[block.end].strip() != "```"
        or any(_TAB.match(line) or _OPEN.match(line) for line in block.text)
    ]


def _unknown_fields(page: Page, block: Block, known: Mapping[str, Field]) -> list[Problem]:
    """Report each ``[gap]`` of a message that is not declared."""
    advice = (
        " Fields are declared in mkdocs.yml under extra.fields,"
        " or in this file's front matter under fields."
    )
    return [
        page.problem(
            block.first + index,
            f"unknown field [{name}].{nearest(name, known, '[{}]')}{advice}",
        )
        for index, line in enumerate(block.text)
        for name, _ in gaps.split(line)
        if name and name not in known
    ]


def _tone(
    page: Page, block: Block, name: str, known: Mapping[str, Field], has_subject: bool
) -> tuple[Tone, list[Problem]]:
    """Read one block: subject line first where the channel has one, then the message."""
    problems = []
    lines = block.text
    subject = ""
    match = _SUBJECT.match(lines[0]) if lines else None
    if has_subject and not (match and match.group(1)):
        problems.append(page.problem(block.first, "the first line must be `Subject: …`."))
    elif match and not has_subject:
        problems.append(page.problem(block.first, "this channel has no subject."))
    if match:
        subject, lines = match.group(1).strip(), lines[1:]
    message = "\n".join(lines).strip("\n")
    if not message:
        problems.append(page.problem(block.first, "the message is empty."))
    used = dict.fromkeys(name for name, _ in gaps.split(subject + "\n" + message) if name)
    asked = [known[name] for name in used if name in known]
    tone = Tone(name, _slug(name), gaps.split(subject), gaps.split(message), asked)
    return tone, problems


def _slug(name: str) -> str:
    """Return the form of a tone's name that stands in attributes and stored keys."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def slugs(docs: Path) -> list[str]:
    """List the e-mails there are: every file of the folder but its index."""
    return [Path(p).stem for p in pages.paths(docs, FOLDER) if Path(p).stem != "index"]


def read(config: Config, slug: str) -> Email:
    """Read the e-mail ``slug`` from its file. Raises SourceError, for an unknown slug too."""
    path = f"{FOLDER}/{slug}.md"
    if not (config.docs / path).is_file():
        text = f'there is no e-mail "{slug}".{nearest(slug, slugs(config.docs))}'
        raise SourceError([Problem(f"docs/{path}", 1, text)])
    return parse(pages.read(config.docs, path), config.fields, config.tones)
