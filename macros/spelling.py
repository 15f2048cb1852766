"""Spelling: words that neither Hunspell's dictionary nor the guide's own list knows."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from hunspell import Hunspell

FOLDER = "spelling"
LANGUAGE = "en_GB"
WORDS = "words.txt"

_POSSESSIVE = re.compile(r"['’]s?$")


class Speller:
    """Hunspell with the dictionary and the list of words in one folder."""

    def __init__(self, folder: Path) -> None:
        """Read both."""
        self._hunspell = Hunspell(LANGUAGE, hunspell_data_dir=str(folder))
        for word in own(folder):
            self._hunspell.add(word)
        self.mistake = cache(self._mistake)

    def _mistake(self, word: str) -> str:
        """Say what is wrong with a word, or nothing."""
        word = word.replace("’", "'")
        bare = _POSSESSIVE.sub("", word)
        if len(word) == 1 or any(map(str.isdigit, word)):
            return ""
        if self._hunspell.spell(word) or self._hunspell.spell(bare):
            return ""
        near = self._hunspell.suggest(word)[:1]
        meant = f" Did you mean {near[0]}?" if near else ""
        return f"“{word}” is in no dictionary.{meant}"


def own(folder: Path) -> list[str]:
    """Return the words that the guide adds: one a line; what follows a # says why."""
    lines = (folder / WORDS).read_text(encoding="utf-8").splitlines()
    return [word for line in lines if (word := line.partition("#")[0].strip())]
