"""Blocks: the ``email`` fences of a page, each with the content tab it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from macros.pages import Page
from macros.problems import Problem

_TAB = re.compile(r'^=== "(.+)"\s*$')
_OPEN = re.compile(r"^(\s*)```email\s*$")


@dataclass(frozen=True)
class Block:
    """A fenced ``email`` block, with its tone's name (empty outside of tabs) and its lines.

    Where it stands, in lines from 0: from ``start``, its tab's title, to ``end``, the fence that
    closes it; ``first`` is the first line of the text.
    """

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


def check(page: Page, found: list[Block]) -> list[Problem]:
    """Return what is wrong with the way the blocks of an e-mail's page are written."""
    if not found:
        return [page.problem(0, "no message: write it in a fence ```email.")]
    return _stray_lines(page, found) + _unclosed(page, found)


def _stray_lines(page: Page, found: list[Block]) -> list[Problem]:
    """Report text between two tones: it would vanish from the page."""
    inside = {i for block in found for i in range(block.start, block.end + 1)}
    return [
        page.problem(i, "only tones may stand between the tones of an e-mail.")
        for i in range(found[0].start, found[-1].end + 1)
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
