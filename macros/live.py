"""What is online, held against the site as it was built.

Looked at are its first page, the page of help, and an address that is not there. GitHub Pages keeps
pages for ten minutes, so it looks again until they are those that were built.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from macros import config, smoke
from macros.config import Config
from macros.problems import SourceError
from macros.smoke import Page

# Says the status of an address and what it shows; nought where nothing answers.
Fetch = Callable[[str], tuple[int, str]]
UNKNOWN = "no-such-page/at/any/depth/"
# Seconds: for an answer, and between two looks, which go on for 15 minutes.
ANSWER, PAUSE = 20, 20
LOOKS = 45


def differences(folder: Path, site: Config, fetch: Fetch) -> Iterator[str]:
    """Yield what is online otherwise than in the built site in ``folder``."""
    url = smoke.base(site)
    wanted = {"": 200, UNKNOWN: 404}
    if page := site.help.get("page"):
        wanted[page] = 200
    for address, status in wanted.items():
        file = smoke.MISSING if status == 404 else smoke.file_of(address)
        built = Page((folder / file).read_text(encoding="utf-8"))
        answered, text = fetch(url + address)
        online = Page(text)
        if answered != status:
            yield f"{url}{address} answers {answered or 'nothing'} instead of {status}."
        elif online.version != built.version:
            yield f"{url}{address} is of version {online.version}, not {built.version}."
        elif online.policy != built.policy:
            yield f"{url}{address} has another policy: {online.policy}"


def watch(
    look: Callable[[], list[str]], pause: Callable[[], None], looks: int = LOOKS
) -> list[str]:
    """Look until nothing is wrong; return what is wrong after so many looks."""
    told = look()
    for _ in range(looks - 1):
        if not told:
            break
        pause()
        told = look()
    return told


def fetch(address: str) -> tuple[int, str]:
    """Return the status of an address and what it shows; nought and nothing without an answer."""
    try:
        with urlopen(Request(address), timeout=ANSWER) as answer:
            return int(answer.status), answer.read().decode("utf-8", "replace")
    except HTTPError as error:
        with error:
            return error.code, error.read().decode("utf-8", "replace")
    except (OSError, HTTPException, ValueError):
        return 0, ""


def main(folder: str = "site") -> int:
    """Print what is online otherwise than in ``folder`` and return 1, or return 0."""
    try:
        site = config.load()
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1

    def look() -> list[str]:
        return list(differences(Path(folder), site, fetch))

    told = watch(look, lambda: time.sleep(PAUSE))
    for line in told:
        print(line, file=sys.stderr)
    if not told:
        print(f"{smoke.base(site)} is what was built")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
