"""Prose: what readers read of a page, taken out of its Markdown, with its lines in the file."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from macros import messages, phrases
from macros.blocks import blocks
from macros.fields import GAP
from macros.pages import HEADING, Page, outside_fences

# Running text: paragraphs and list items. Texts of messages. All else that is read: headings,
# cells of tables, questions in calls of macros, and what the front matter says of the page.
TEXT, MESSAGE, LABEL = "text", "message", "label"

_CALL = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_ARGUMENT = re.compile(r"""(["'])(.*?)\1""", re.DOTALL)
# Nothing that a reader reads: calls, comments, attributes, tags, code, bare addresses.
_HIDDEN = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<!--.*?-->|\{:[^{}\n]*\}|`[^`\n]*`"
    r"|</?[A-Za-z][^<>]*>|https?://[^\s)\]]*[\w/]|\b(?:[a-z0-9-]{2,}\.)+[a-z]{2,}\b(?:/[^\s)\]]*[\w/])?",
    re.DOTALL,
)
_LINK = re.compile(
    r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]"
    r"(?:\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])"
)
_FOOTNOTE = re.compile(r"\[\^[^\]]*\]:?")
_EMPHASIS = re.compile(r"(?<!\\)\*+|(?<![\w\\])_+|_+(?!\w)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>-])")
_NOTHING_LEFT = re.compile(r"[ \t]*\([ \t,;]*\)")
_ORPHAN = re.compile(r"[ \t]+(?=[.,;:!?])")

_META = re.compile(r"\s*(?:- +)?(?:(?P<key>[^\s:][^:]*):(?= ))? *(?P<value>.*?)(?: #.*)?")
_BOX = re.compile(r'\s*(?:===|!!!|\?\?\?\+?)!?\s+(?:[\w -]+)?(?:"(.*)")?\s*$')
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}$|\s*\[[^\]^]+\]:\s")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)]|:)\s+(?:\[[ xX]\]\s+)?")
_QUOTE = re.compile(r"\s*(?:>\s?)+")
_CELL = re.compile(r"(?<!\\)\|")

_END = re.compile(r"""[.!?…]["'”’)\]]*(\s+)(?=["'“‘(\[]*[A-Z0-9À-ÖØ-Þ])|\s+·\s+""")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:e\.g|i\.e|vs|Dr|Mr|Mrs|Ms|St|[A-Z])\.$")
_WORD = re.compile(r"[^\W_]+(?:['’‑-][^\W_]+)*")
# After one of these a capital letter makes no name.
_BEGINS = re.compile(r"[:;.!?…“‘\"(–]")


@dataclass(frozen=True)
class Passage:
    """A paragraph, an item, a line of a message or a label: its kind, first line and text.

    Its lines are the file's, so that a place in the text can be found there.
    """

    kind: str
    line: int
    text: str

    def line_at(self, index: int) -> int:
        """Return the line in the file of the character at ``index``."""
        return self.line + self.text.count("\n", 0, index)


@dataclass(frozen=True)
class Sentence:
    """A sentence, or what stands for one, and the line where it begins."""

    line: int
    text: str

    @property
    def words(self) -> list[str]:
        """Its words without names: those with a capital letter in the middle of it."""
        found = list(_WORD.finditer(self.text))
        return [word.group() for word in found[:1]] + [
            word.group()
            for before, word in pairwise(found)
            if not _is_name(word.group()) or _BEGINS.search(self.text, before.end(), word.start())
        ]


def _is_name(word: str) -> bool:
    """Say whether a word in the middle of a sentence is part of a name."""
    return word[0].isupper() and re.split(r"['’]", word)[0] != "I"


def words(passage: Passage) -> Iterator[tuple[int, str]]:
    """Yield (line, word) for each word of a passage."""
    for match in _WORD.finditer(passage.text):
        yield passage.line_at(match.start()), match.group()


def sentences(passage: Passage) -> Iterator[Sentence]:
    """Cut a passage into sentences; its end ends one, with a full stop or without."""
    ends = [
        match
        for match in _END.finditer(passage.text)
        if not _ABBREVIATION.search(passage.text, 0, match.start() + 1)
    ]
    starts = [0, *(match.end() for match in ends), len(passage.text)]
    for start, end in pairwise(starts):
        sentence = Sentence(passage.line_at(start), passage.text[start:end].strip(" \n·"))
        if _WORD.search(sentence.text):
            yield sentence


def passages(page: Page, optional: str) -> list[Passage]:
    """Return all that is read of a page, in the order of its lines.

    Args:
        page: the page.
        optional: the word that marks an optional sentence in a message.
    """
    found = [*_front_matter(page), *_questions(page), *_running(page), *_messages(page, optional)]
    return sorted(found, key=lambda passage: passage.line)


def _front_matter(page: Page) -> Iterator[Passage]:
    """Yield the texts of the front matter; a single word is a setting.

    An example may be anything, and so may phrases: people type them as they come.
    """
    for number, line in enumerate(page.source.split("\n")[: page.first_line - 1], start=1):
        match = _META.fullmatch(line)
        if match and " " in match["value"] and match["key"] not in ("example", phrases.KEY):
            yield Passage(LABEL, number, match["value"])


def _questions(page: Page) -> Iterator[Passage]:
    """Yield the texts in calls of macros; a single word is a name."""
    text = "\n".join(page.lines)
    for call in _CALL.finditer(text):
        for argument in _ARGUMENT.finditer(call.group()):
            at = call.start() + argument.start()
            if " " in argument.group(2):
                line = page.first_line + text.count("\n", 0, at)
                yield Passage(LABEL, line, argument.group(2))


def _messages(page: Page, optional: str) -> Iterator[Passage]:
    """Yield the lines of the messages, with optional sentences, each gap as one word."""
    for block in blocks(page.lines):
        for number, line in enumerate(block.text, start=page.first_line + block.first):
            text = messages.plain(messages.split(line, optional), options=True)
            if text.strip():
                yield Passage(MESSAGE, number, GAP.sub("x", text))


def _running(page: Page) -> Iterator[Passage]:
    """Yield paragraphs, items, headings and cells."""
    outside = dict(outside_fences(page.lines))
    source = "\n".join(outside.get(index, "") for index in range(len(page.lines)))
    visible = _HIDDEN.sub(lambda match: "\n" * match.group().count("\n"), source)
    for kind, line, text in _parts(visible.split("\n")):
        passage = Passage(kind, page.first_line + line, _plain(text))
        if _WORD.search(passage.text):
            yield passage


def _parts(lines: Iterable[str]) -> Iterator[tuple[str, int, str]]:
    """Yield (kind, index of the first line, text) for each part of a page."""
    part: list[str] = []
    start, is_item = 0, False

    def ended(kind: str = TEXT) -> Iterator[tuple[str, int, str]]:
        if part:
            yield kind, start, "\n".join(part)
            part.clear()

    for index, line in enumerate(lines):
        alone = list(_labels(line))
        if alone or not line.strip() or _RULE.match(line):
            yield from ended()
            yield from ((LABEL, index, text) for text in alone)
            continue
        item = _ITEM.match(line)
        if item:
            # What stands right above an explanation is the term that it explains.
            is_term = item.group().strip() == ":" and not is_item
            yield from ended(LABEL if is_term else TEXT)
        mark = item or _QUOTE.match(line)
        if not part:
            start, is_item = index, bool(item)
        part.append(line[mark.end() if mark else 0 :].strip().removesuffix("\\"))
        # A line broken by hand ends a part: a link above the text that says where it leads.
        if line.endswith(("  ", "\\")):
            yield from ended()
    yield from ended()


def _labels(line: str) -> Iterator[str]:
    """Yield the texts of a line that is no running text: of a heading, a box or a table."""
    if heading := HEADING.match(line.strip()):
        yield heading.group(2)
    elif box := _BOX.match(line):
        yield box.group(1) or ""
    elif line.strip().startswith("|"):
        yield from _CELL.split(line)


def _plain(text: str) -> str:
    """Take links, emphasis and escapes out of a text, and keep its lines."""
    text = _FOOTNOTE.sub("", _LINK.sub(r"\1", _LINK.sub(r"\1", text)))
    text = _ESCAPE.sub(r"\1", _EMPHASIS.sub("", text))
    return _ORPHAN.sub("", _NOTHING_LEFT.sub("", html.unescape(text)))
