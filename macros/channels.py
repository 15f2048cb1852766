"""Channels: the ways a message goes out, and how long it may be on each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Channel:
    """A way to send. Numbers are characters as ``length`` counts them, or words.

    ``limits`` are shown to readers while they write. A source longer than ``most`` is a
    mistake; what is longer than ``advised``, or outside of the ranges, is only told. Nought and
    an empty range mean that there is no such rule.
    """

    has_subject: bool = False
    limits: tuple[int, ...] = ()
    most: int = 0
    advised: int = 0
    words: range = range(0)
    subject_words: range = range(0)


CHANNELS = {
    "email": Channel(has_subject=True, words=range(50, 126), subject_words=range(3, 7)),
    "note": Channel(limits=(200, 300), most=200),
    "text": Channel(limits=(160, 320), most=320, advised=160),
    "script": Channel(),
}


def length(text: str) -> int:
    """Count characters as UTF-16 units: the cautious count, where an emoji takes two."""
    return len(text.encode("utf-16-le")) // 2


def word_count(text: str) -> int:
    """Count the words: what stands between blanks and has a letter or a digit."""
    return sum(any(sign.isalnum() for sign in word) for word in text.split())


def mistake(channel: Channel, text: str) -> str:
    """Say that a message is longer than its channel takes, or nothing."""
    long = length(text)
    if channel.most and long > channel.most:
        return f"the message has {long} characters; this channel takes {channel.most}."
    return ""


def advice(channel: Channel, text: str) -> Iterator[str]:
    """Tell where a message would be better longer or shorter."""
    words, long = word_count(text), length(text)
    if channel.words and words not in channel.words:
        yield f"the message has {_words(words)}; {_span(channel.words)} are best."
    if channel.advised and long > channel.advised:
        yield f"the message has {long} characters; up to {channel.advised} go out in one piece."


def subject_advice(channel: Channel, subject: str) -> Iterator[str]:
    """Tell where a subject would be better longer or shorter."""
    words = word_count(subject)
    if channel.subject_words and words not in channel.subject_words:
        yield f"the subject has {_words(words)}; {_span(channel.subject_words)} are best."


def _words(count: int) -> str:
    return "1 word" if count == 1 else f"{count} words"


def _span(numbers: range) -> str:
    return f"{numbers.start} to {numbers.stop - 1}"
