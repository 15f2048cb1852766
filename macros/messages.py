"""Messages: texts with gaps and optional sentences, and the forms in which they go out.

An optional sentence is written ``(Optional: I liked [the garden].)``; the word is the site's. The
white space that goes in and out with it belongs to it, so that the rest is exact either way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from markdown.extensions.toc import slugify

from macros import fields as gaps
from macros import ids
from macros.fields import Field

Piece = tuple[str, str]


@dataclass(frozen=True)
class Option:
    """A sentence that a reader switches on and off.

    ``pieces`` are as ``fields.split`` makes them, ``label`` is the same as one text. ``before``
    and ``after`` are the white space that comes and goes with it. ``fields`` are asked for by
    this sentence alone.
    """

    slug: str
    label: str
    pieces: list[Piece]
    before: str = ""
    after: str = ""
    fields: list[Field] = field(default_factory=list)


Message = list[Piece | Option]


def _written(word: str) -> re.Pattern[str]:
    """Return what finds an optional sentence; its group is the sentence."""
    return re.compile(rf"\({re.escape(word)}:[ \t]*([^()\s](?:[^()\n]*[^()\s])?)[ \t]*\)")


def _begun(word: str) -> re.Pattern[str]:
    """Return what finds all that looks like the beginning of an optional sentence."""
    return re.compile(rf"\(\s*{re.escape(word)}\s*:", re.IGNORECASE)


def split(text: str, word: str) -> Message:
    """Cut a message at its optional sentences and its gaps."""
    message: Message = []
    taken: set[str] = set()
    # Whether any text that always stays came before, and whether the line has had any.
    begun, at_line = False, True
    rest, *others = _written(word).split(text)
    for index in range(0, len(others), 2):
        sentence, following = others[index : index + 2]
        kept, gap = _cut_end(rest)
        space, rest = _cut_start(following)
        begun = begun or bool(kept)
        at_line = not begun or "\n" in gap or (at_line and not kept)
        last = index + 2 == len(others) and not rest
        if at_line and not (last or "\n" in space):
            # Something follows on the line it begins: what is before stays for that.
            kept, before, after = kept + gap, "", space
        elif not begun:
            before, after = gap, space
        else:
            before, after, rest, at_line = gap, "", following, False
        slug = _slug(sentence, taken)
        taken.add(slug)
        message += gaps.split(kept)
        message.append(Option(slug, sentence, gaps.split(sentence), before, after))
    return message + gaps.split(rest)


def _cut_end(text: str) -> tuple[str, str]:
    """Cut off the white space at the end."""
    kept = text.rstrip()
    return kept, text[len(kept) :]


def _cut_start(text: str) -> tuple[str, str]:
    """Cut off the white space at the start."""
    kept = text.lstrip()
    return text[: len(text) - len(kept)], kept


def _slug(sentence: str, taken: set[str]) -> str:
    """Name a sentence by its gaps, so that it is the same in every tone, or by its first words."""
    names = dict.fromkeys(name for name, _ in gaps.split(sentence) if name)
    words = " ".join(names or sentence.split()[: ids.WORDS])
    return ids.unused(slugify(words, "-").strip("-") or "option", taken)


def check(line: str, word: str) -> str:
    """Say what is wrong with the optional sentences of a line, or nothing."""
    always, count = _written(word).subn("", line)
    if _begun(word).search(always):
        return (
            f"an optional sentence is written ({word}: …), on one line,"
            " with no other parentheses in it."
        )
    if count > 1 and not always.strip():
        return "a line of optional sentences alone holds one: give the next a line of its own."
    return ""


def check_subject(subject: str, word: str) -> str:
    """Say that a subject has an optional sentence, or nothing."""
    return "a subject has no optional sentences." if _begun(word).search(subject) else ""


def options(message: Message) -> list[Option]:
    """Return the optional sentences of a message."""
    return [part for part in message if isinstance(part, Option)]


def names(message: Iterable[Piece | Option]) -> dict[str, None]:
    """Return the names of the gaps outside optional sentences, in their order, each once."""
    return dict.fromkeys(part[0] for part in message if not isinstance(part, Option) and part[0])


def with_fields(message: Message, known: Mapping[str, Field], asked: set[str]) -> Message:
    """Give each optional sentence the fields that it alone asks for.

    Args:
        message: the message.
        known: the fields by name.
        asked: the names that are asked for in any case.
    """
    asked = set(asked)
    found: Message = []
    for part in message:
        if isinstance(part, Option):
            own = dict.fromkeys(name for name, _ in part.pieces if name in known)
            new = [name for name in own if name not in asked]
            asked.update(new)
            part = replace(part, fields=[known[name] for name in new])
        found.append(part)
    return found


def plain(message: Message, options: bool) -> str:
    """Return a message as one text, gaps as written, with its optional sentences or without."""
    return "".join(_texts(message, "{}" if options else ""))


def written(message: Message, word: str) -> str:
    """Return a message as its source has it, with its optional sentences marked by ``word``."""
    return "".join(_texts(message, f"({word}: {{}})"))


def _texts(message: Message, shape: str) -> Iterator[str]:
    """Yield the texts of a message, optional sentences in ``shape``, or none if that is empty."""
    for part in message:
        if not isinstance(part, Option):
            yield part[1]
        elif shape:
            yield part.before + shape.replace("{}", part.label) + part.after


def mailto(subject: str, body: str) -> str:
    """Return the address that opens a mail program with a draft (RFC 6068), to nobody yet."""
    lines = body.replace("\n", "\r\n")
    return f"mailto:?subject={quote(subject, safe='')}&body={quote(lines, safe='')}"


def sms(body: str) -> str:
    """Return the address that opens a text message (RFC 5724), to nobody yet.

    The & before the first part is what phones of either kind understand.
    """
    return f"sms:?&body={quote(body, safe='')}"
