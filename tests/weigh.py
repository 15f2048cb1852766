"""Weigh a first visit by HTTP: `python tests/weigh.py [path]`, or `make weigh`.

A browser that has nothing of the site opens one page of `site/`, served gzipped as GitHub Pages
does, and then a second one. Bytes are those of the bodies as they were sent.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from playwright.sync_api import BrowserContext  # noqa: E402 - after the path

from tests import browser, built  # noqa: E402
from tests.served import served  # noqa: E402

# A chapter with an e-mail and a checklist, and one that follows it.
FIRST, NEXT = "feedback/ask/", "network/events/"


@dataclass(frozen=True)
class Visit:
    """What opening one page took: each file with its bytes, and hosts that are not ours."""

    sent: list[tuple[str, int]]
    others: list[str]

    @property
    def bytes(self) -> int:
        return sum(size for _, size in self.sent)


def visit(context: BrowserContext, server, path: str) -> Visit:
    """Open a page, wait until nothing more is fetched, and return what it took."""
    before, asked = len(server.sent), []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server.url + path, wait_until="networkidle")
    page.close()
    ours = urlsplit(server.url).netloc
    others = [url for url in asked if urlsplit(url).netloc not in (ours, "")]
    return Visit(server.sent[before:], others)


def main(first: str = FIRST) -> int:
    site = ROOT / "site"
    if not (site / "index.html").is_file():
        print("no site here: `make build` makes it", file=sys.stderr)
        return 1
    with served(site, built.prefix(site)) as server, browser.chromium() as chromium:
        # It has been nowhere yet.
        context = chromium.new_context()
        for title, path in (("First visit", first), ("A further page", NEXT)):
            taken = visit(context, server, path)
            print(f"{title}: {path}")
            for name, size in taken.sent:
                print(f"{size:9,}  {name}")
            print(f"{taken.bytes:9,}  bytes in {len(taken.sent)} requests")
            print(f"{len(taken.others):9}  to other hosts {' '.join(taken.others)}".rstrip())
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
