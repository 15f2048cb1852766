"""The site as a host serves it on a bad day: files that do not arrive, and a deploy in between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.served import Handler, Server, served

# The hash in the name of a file, as `macros.finish` writes it.
HASHED = re.compile(r"\.[0-9a-f]{10}(?=\.(?:js|css)\b)")
# What the names of another build's files have behind theirs.
NEXT = "-next"
# Tells the host of every error in a page, for a driver that hears none.
LISTEN = """
for (const type of ["error", "unhandledrejection", "securitypolicyviolation"]) {
  addEventListener(type, ({ message, reason, blockedURI }) => {
    const body = `${type}: ${message || reason || blockedURI}`;
    fetch("/errors", { method: "POST", keepalive: true, body });
  });
}
"""


class Host(Server):
    """A server that can be told to fail."""

    def reset(self, listen: bool) -> None:
        """Serve all there is, as it is."""
        self.lacks: list[str] = []  # patterns of addresses that do not arrive
        self.deployed = False  # whether another build stands in the place of the one first served
        self.first = LISTEN if listen else ""  # a script that runs in each page before all others
        self.max_age = 600
        self.missed: list[str] = []  # what was asked for, and never was there
        self.errors: list[str] = []  # what pages told


class _Handler(Handler):
    def do_GET(self):  # noqa: N802 - http.server's name
        host, path = self.server, self.path
        old = host.deployed and HASHED.search(path) and NEXT not in path
        if old or any(re.search(pattern, path) for pattern in host.lacks):
            return super().answer(404, b"", "text/plain")
        self.path = path.replace(NEXT, "")
        return super().do_GET()

    def do_POST(self):  # noqa: N802
        told = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.errors.append(told.decode())
        super().answer(200, b"", "text/plain")

    def answer(self, status, body, kind, location=None):
        host = self.server
        if status == 404 and not self.path.endswith("favicon.ico"):
            host.missed.append(self.path)
        if kind == "text/html":
            page = body.decode()
            if host.deployed:
                page = HASHED.sub(rf"\g<0>{NEXT}", page)
            if host.first:
                # Before the policy of the page, which forbids it.
                page = page.replace("<head>", f"<head><script>{host.first}</script>", 1)
            body = page.encode()
        super().answer(status, body, kind, location)


@contextmanager
def hosted(site: Path, prefix: str) -> Iterator[Host]:
    """Yield the running host: `.url` is the first page."""
    with served(site, prefix) as server:
        server.__class__, server.RequestHandlerClass = Host, _Handler
        yield server
