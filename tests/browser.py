"""Find a browser for the tests, and get one where there is none.

`python tests/browser.py` prints the browser that the tests will use; `make test` runs it first.
A browser counts only when it starts: one whose libraries are missing is passed over.
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NONE_FOUND = (
    "No browser that starts was found, and none could be installed: install Chromium or Google "
    "Chrome (on Debian: apt install chromium), or set CHROMIUM to the path of one."
)
# Seconds. A download of some 170 MB may be slow; one that is refused says so at once.
START, DOWNLOAD, APT = 60, 300, 900


@functools.cache
def find() -> str | None:
    """The path of a browser that starts: $CHROMIUM, then the system's, then Playwright's own."""
    for path in _candidates():
        if _starts(path):
            return path
        print(f"Browser: {path} does not start, looking further", file=sys.stderr)
    return None


def ensure() -> str:
    """The path of a browser, installed first if there is none; a sentence and exit 1 otherwise."""
    for get in (_nothing, _download, _install_from_debian):
        get()
        find.cache_clear()
        path = find()
        if path:
            return path
    raise SystemExit(NONE_FOUND)


def _candidates() -> Iterator[str]:
    for name in (os.environ.get("CHROMIUM"), *NAMES):
        path = name and shutil.which(name)
        if path:
            yield path
        elif name and name not in NAMES:
            print(f"Browser: CHROMIUM={name} is not there, looking further", file=sys.stderr)
    own = _playwright_path()
    if own:
        yield own


def _playwright_path() -> str | None:
    # In a process of its own: tests may call find() while Playwright runs in this one.
    ask = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as p: print(p.chromium.executable_path)"
    )
    answer = _run([sys.executable, "-c", ask], START)
    path = answer.strip() if answer else ""
    return path if path and Path(path).exists() else None


def _starts(path: str) -> bool:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        page = _run(
            [
                path,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                f"--user-data-dir={profile}",
                "--dump-dom",
                "data:text/html,<p>it starts</p>",
            ],
            START,
        )
    return page is not None and "it starts" in page


def _nothing() -> None:
    """Try what is there already."""


def _download() -> None:
    print("Browser: none here, asking Playwright for one", file=sys.stderr)
    _install([sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"], DOWNLOAD)


def _install_from_debian() -> None:
    if not shutil.which("apt-get"):
        return
    root: list[str] = []
    if os.geteuid() != 0:
        root = ["sudo", "-n"]
        if _run([*root, "true"], START) is None:
            return
    print("Browser: none from Playwright that starts, installing Debian's", file=sys.stderr)
    quietly = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    _install([*quietly, "update"], APT)
    _install([*quietly, "install", "-y", "--no-install-recommends", "chromium"], APT)


def _install(command: Sequence[str], seconds: float) -> None:
    """Run the command; when it fails, its complaint is told, and the next way is tried."""
    try:
        subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            timeout=seconds,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        complaint = [line for line in error.stderr.splitlines() if "rror" in line or "E:" in line]
        print(f"Browser: {(complaint or ['that failed'])[0].strip()}", file=sys.stderr)
    except (OSError, subprocess.SubprocessError) as error:
        print(f"Browser: {error}", file=sys.stderr)


def _run(command: Sequence[str], seconds: float) -> str | None:
    """What the command prints; None when it cannot start, fails, or takes too long."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=seconds,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout


if __name__ == "__main__":
    found = ensure()
    print(f"Browser: {found} ({(_run([found, '--version'], START) or 'no version').strip()})")
