"""Find the browsers of the tests, one of each engine, and get those that are not there.

`python tests/browser.py` prints the browsers that the tests will use; `make test` runs it first.
With names of engines behind it, it looks for those alone, and fails without them. A browser counts
only when it starts: one whose libraries are missing is passed over. Without one, the tests that
need it are left out, and the last line of the run says so. Without the one that has no windows,
Chromium does its work, in twice the time.
"""

from __future__ import annotations

import contextlib
import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from tests.engines import webdriver  # noqa: E402 - after the path

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright


@dataclass(frozen=True)
class Engine:
    """Where a browser of an engine is looked for."""

    title: str
    commands: tuple[str, ...]  # names in $PATH, and patterns of paths
    packages: tuple[str, ...]  # Debian's
    needs: tuple[str, ...] = ()  # what it does not start without
    playwright: bool = True  # whether Playwright has one of its own that will do


# $CHROMIUM, $FIREFOX, $WEBKIT and $HEADLESS_SHELL name another one.
ENGINES = {
    "chromium": Engine(
        "Chromium",
        ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
        ("chromium",),
    ),
    "firefox": Engine("Firefox", ("firefox-esr", "firefox"), ("firefox-esr",)),
    "webkit": Engine(
        "WebKit",
        ("/usr/lib/*/webkit2gtk-4.*/MiniBrowser",),
        ("webkit2gtk-driver", "xvfb"),
        needs=("WebKitWebDriver", "Xvfb"),
        playwright=False,
    ),
}
BROWSERS = ENGINES | {
    # Chromium without windows, settings and pages kept for the way back.
    "headless_shell": Engine(
        "Chromium without windows",
        ("chromium-headless-shell",),
        ("chromium-headless-shell",),
        playwright=False,
    ),
}
# Begins the reason of what is left out for want of an engine.
NOT_TRIED = "not tried:"
TITLE = "it starts"
FLAGS = ("--no-sandbox",)
# Seconds. A download of some 170 MB may be slow; one that is refused says so at once.
START, DOWNLOAD, APT = 60, 300, 900


@functools.cache
def find(engine: str = "chromium") -> str | None:
    """The path of a browser that starts: $CHROMIUM, then the system's, then Playwright's own."""
    for path in _candidates(engine):
        if _run([sys.executable, "-m", "tests.browser", "title", engine, path], START) == TITLE:
            return path
        _tell(f"{path} does not start, looking further")
    return None


def ensure(engine: str = "chromium") -> str | None:
    """The path of a browser, installed first if there is none."""
    for get in (_nothing, _download, _install_from_debian):
        get(engine)
        find.cache_clear()
        path = find(engine)
        if path:
            return path
    return None


def need(engine: str = "chromium") -> str:
    """The path of a browser that a test needs; without one, the test is left out, loudly."""
    path = find(engine)
    if path:
        return path
    import pytest

    # Where everything is to be tried, as on CI, it is no matter of luck.
    leave_out = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
    leave_out(f"{NOT_TRIED} {none_found(engine)}")


def quick() -> str:
    """The path of the Chromium that takes half the time of the one readers have; that one, else."""
    return find("headless_shell") or need()


def none_found(engine: str) -> str:
    """What to say where there is no browser of an engine, and what to do about it."""
    wanted = BROWSERS[engine]
    return (
        f"No {wanted.title} that starts was found, and none could be installed: on Debian or "
        f"Ubuntu run: apt install {' '.join(wanted.packages)}, or set {engine.upper()} to the path "
        "of one."
    )


def launch(playwright: Playwright, engine: str, path: str, **options: Any) -> Browser:
    """Start the Chromium or Firefox at this path."""
    if engine != "firefox":
        options["args"] = [*FLAGS, *options.get("args", ())]
        return playwright.chromium.launch(executable_path=path, **options)
    if path != playwright.firefox.executable_path:
        # As Mozilla or Debian built it: Playwright's own speaks another language.
        options["channel"] = "moz-firefox"
    return playwright.firefox.launch(executable_path=path, **options)


@contextlib.contextmanager
def chromium(*flags: str) -> Iterator[Browser]:
    """The Chromium that readers have, running for a verb; `make chromium` has seen to it first."""
    from playwright.sync_api import sync_playwright

    path = find()
    assert path, none_found("chromium")
    with (
        sync_playwright() as playwright,
        launch(playwright, "chromium", path, args=flags) as running,
    ):
        yield running


def title(engine: str, path: str) -> str:
    """Start the browser at this path, and read the title of a page in it."""
    page = f"data:text/html,<title>{TITLE}</title>"
    if engine == "webkit":
        with webdriver.driver(path) as driver, driver.session() as session:
            session.post("/url", url=page)
            return session.get("/title")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        tab = launch(playwright, engine, path).new_page()
        tab.goto(page)
        return tab.title()


def _candidates(engine: str) -> Iterator[str]:
    wanted = BROWSERS[engine]
    for program in wanted.needs:
        if not shutil.which(program):
            return
    given = os.environ.get(engine.upper())
    if given and not shutil.which(given):
        _tell(f"{engine.upper()}={given} is not there, looking further")
    for name in filter(None, (given, *wanted.commands)):
        paths = map(str, sorted(Path("/").glob(name[1:]))) if "*" in name else [name]
        yield from filter(None, map(shutil.which, paths))
    own = _playwright_path(engine) if wanted.playwright else None
    if own:
        yield own


def _playwright_path(engine: str) -> str | None:
    # In a process of its own: tests may call find() while Playwright runs in this one.
    ask = (
        "from playwright.sync_api import sync_playwright\n"
        f"with sync_playwright() as p: print(p.{engine}.executable_path)"
    )
    path = _run([sys.executable, "-c", ask], START)
    return path if path and Path(path).exists() else None


def _nothing(engine: str) -> None:
    """Try what is there already."""


def _download(engine: str) -> None:
    if not BROWSERS[engine].playwright:
        return
    _tell(f"no {BROWSERS[engine].title} here, asking Playwright for one")
    _install([sys.executable, "-m", "playwright", "install", "--no-shell", engine], DOWNLOAD)


def _install_from_debian(engine: str) -> None:
    apt = _apt()
    if apt:
        _tell(f"no {BROWSERS[engine].title} that starts, installing Debian's")
        command = [*apt, "install", "-y", "--no-install-recommends", *BROWSERS[engine].packages]
        _install(command, APT)


@functools.cache
def _apt() -> list[str]:
    """How to install packages, their list brought up to date once; empty where we may not."""
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or _run([*root, "true"], START) is None:
        return []
    quietly = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    _install([*quietly, "update"], APT)
    return quietly


def _tell(text: str) -> None:
    print(f"Browser: {text}", file=sys.stderr)


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
        _tell((complaint or ["that failed"])[0].strip())
    except (OSError, subprocess.SubprocessError) as error:
        _tell(str(error))


def _run(command: Sequence[str], seconds: float) -> str | None:
    """What the command prints; None when it cannot start, fails, or takes too long."""
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=seconds,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()


def main(engines: Sequence[str]) -> int:
    """Get the engines, all when none is named, and say where they are; fail without a named one."""
    found = {engine: ensure(engine) for engine in engines or BROWSERS}
    for engine, path in found.items():
        if engine in ENGINES or path:
            _tell(f"{BROWSERS[engine].title}: {path}" if path else none_found(engine))
    return 0 if all(found.values()) or not engines else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["title"]:
        print(title(*sys.argv[2:]))
    else:
        sys.exit(main(sys.argv[1:]))
