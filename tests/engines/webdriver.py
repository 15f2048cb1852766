"""WebKit by WebDriver, with the standard library alone: Debian's WebKitGTK on a screen of its own.

Playwright's WebKit is not used: it keeps no page for the way back, as Safari does, so that faults
of it would not show.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

# The name under which WebDriver hands over an element (W3C WebDriver, 11).
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
# Seconds: a command that takes longer hangs.
START, COMMAND = 30, 40
# Its toolbar would hold the window at 447 px.
NARROW = """
* { min-width: 0; min-height: 0; padding: 0; margin: 0; border-width: 0; font-size: 1px }
button image { -gtk-icon-transform: scale(.01); margin: -8px }
"""


class WebDriverError(Exception):
    """What the driver answered instead of a value."""


@contextlib.contextmanager
def _running(command: Sequence[str], **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    # It ends when this process does, however that ends: a time limit leaves no time to tidy up.
    tied = ["setpriv", "--pdeathsig", "KILL", *command]
    quiet = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    process = subprocess.Popen(tied, **quiet, **options)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextlib.contextmanager
def screen() -> Iterator[str]:
    """A screen that nobody sees; yields its name."""
    read, write = os.pipe()
    # It takes the first number that is free, and says which.
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "2000x1400x24", "-nolisten", "tcp"]
    with _running(command, pass_fds=[write]), open(read, closefd=True) as told:
        os.close(write)
        yield f":{told.readline().strip()}"


@contextlib.contextmanager
def driver(browser: str) -> Iterator[Driver]:
    """Yield a driver for the browser at this path, on a screen of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home, screen() as display:
        style = Path(home, "gtk-3.0/gtk.css")
        style.parent.mkdir()
        style.write_text(NARROW)
        homes = {f"XDG_{name}_HOME": home for name in ("CONFIG", "DATA", "CACHE")}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        env = {**os.environ, **homes, "DISPLAY": display}
        with _running(["WebKitWebDriver", f"--port={port}"], env=env):
            made = Driver(browser, port)
            made.wait()
            yield made


class Driver:
    """Hands commands to a running WebKitWebDriver. It serves one session at a time."""

    def __init__(self, browser: str, port: int):
        self.browser, self.port = browser, port

    def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """Send one command; return the value of its answer."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            method=method,
            data=json.dumps(body or {}).encode() if method == "POST" else None,
            headers={"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=COMMAND) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            told = json.load(error)["value"]
            raise WebDriverError(f"{path}: {told['error']}: {told['message']}") from None

    def wait(self) -> None:
        """Wait until it listens."""
        end = time.monotonic() + START
        while True:
            try:
                self.call("GET", "/status")
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.02)
            else:
                return

    @contextlib.contextmanager
    def session(self, *arguments: str) -> Iterator[Session]:
        """A browser started afresh with these arguments; it has a storage of its own."""
        options = {"binary": self.browser, "args": ["--automation", *arguments]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        made = self.call("POST", "/session", {"capabilities": wanted})
        try:
            yield Session(self, f"/session/{made['sessionId']}")
        finally:
            # Where that fails, the driver takes its browser along when it ends.
            with contextlib.suppress(OSError, WebDriverError):
                self.call("DELETE", f"/session/{made['sessionId']}")


class Session:
    """The commands of one browser, by the names of the standard."""

    def __init__(self, driver: Driver, path: str):
        self.driver, self.path = driver, path
        self.turned_to = ""  # the tab that commands go to

    def get(self, path: str) -> Any:
        """Ask for what a command reads."""
        return self.driver.call("GET", self.path + path)

    def post(self, path: str, **body: Any) -> Any:
        """Give a command with its values."""
        return self.driver.call("POST", self.path + path, body)

    def evaluate(self, expression: str) -> Any:
        """The value of an expression in the page; a promise is waited for."""
        return self.post("/execute/sync", script=f"return ({expression})", args=[])

    def screenshot(self) -> bytes:
        """What is seen of the page, as PNG."""
        return base64.b64decode(self.get("/screenshot"))
