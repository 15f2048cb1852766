"""Channels: the ways a message goes out, and how long it may be on each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Channel:
    """A way to send. Numbers are characters as ``length`` counts them, or words.

    ``limits`` are shown to readers while they write. A source longer than ``most``, or than
    ``parts`` text messages, is a mistake; what is longer than one of those, or outside of the
    ranges, is only told. Nought and an empty range mean that there is no such rule.
    """

    has_subject: bool = False
    limits: tuple[int, ...] = ()
    most: int = 0
    parts: int = 0
    words: range = range(0)
    subject_words: range = range(0)


CHANNELS = {
    "email": Channel(has_subject=True, words=range(50, 126), subject_words=range(3, 7)),
    "note": Channel(limits=(200, 300), most=200),
    "text": Channel(parts=2),
    "script": Channel(),
}


# 3GPP TS 23.038, 6.2.1: the plain alphabet of text messages; what its extension holds counts two.
_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ÄÖÑÜ§¿äöñüà"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)
_EXTENSION = frozenset("\f^{}\\[~]|€")


def length(text: str) -> int:
    """Count characters as UTF-16 units: the cautious count, where an emoji takes two."""
    return len(text.encode("utf-16-le")) // 2


def texts(text: str) -> tuple[int, int, int]:
    """Return the length of a text message, how long a single one may be, and how many it takes.

    One holds 160 signs of the plain alphabet, or else 70 UTF-16 units; of several each holds 153,
    or 67, and no sign is cut in two (TS 23.040, 9.2.3.24.1). ``mail.js`` counts the same way.
    """
    plain = _GSM.union(_EXTENSION).issuperset(text)
    sizes = [1 + (sign in _EXTENSION) if plain else length(sign) for sign in text]
    single, each = (160, 153) if plain else (70, 67)
    parts, room = 1, single if sum(sizes) <= single else each
    for size in sizes:
        if size > room:
            parts, room = parts + 1, each
        room -= size
    return sum(sizes), single, parts


def word_count(text: str) -> int:
    """Count the words: what stands between blanks and has a letter or a digit."""
    return sum(any(sign.isalnum() for sign in word) for word in text.split())


def mistake(channel: Channel, text: str) -> str:
    """Say that a message is longer than its channel takes, or nothing."""
    long = length(text)
    if channel.most and long > channel.most:
        return f"the message has {long} characters; this channel takes {channel.most}."
    long, single, parts = texts(text)
    if channel.parts and parts > channel.parts:
        return (
            f"the message has {long} characters, which are {parts} text messages (one holds"
            f" {single} of these); this channel takes {channel.parts}."
        )
    return ""


def advice(channel: Channel, text: str) -> Iterator[str]:
    """Tell where a message would be better longer or shorter."""
    words = word_count(text)
    if channel.words and words not in channel.words:
        yield f"the message has {_words(words)}; {_span(channel.words)} are best."
    long, single, parts = texts(text)
    if channel.parts and parts > 1:
        yield f"the message has {long} characters; up to {single} of these go out in one piece."


def subject_advice(channel: Channel, subject: str) -> Iterator[str]:
    """Tell where a subject would be better longer or shorter."""
    words = word_count(subject)
    if channel.subject_words and words not in channel.subject_words:
        yield f"the subject has {_words(words)}; {_span(channel.subject_words)} are best."


def _words(count: int) -> str:
    return "1 word" if count == 1 else f"{count} words"


def _span(numbers: range) -> str:
    return f"{numbers.start} to {numbers.stop - 1}"
