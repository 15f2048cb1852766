"""Print the books of the built site as PDFs: `python tests/pdf.py`, or `make pdf`.

Each is one HTML page, joined by `macros.book`, which Chromium prints with its outline,
its tags and its links: twice, as the first print tells the page numbers of its contents. The files
stand in `site/pdf/`, and the Print page names them.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser  # noqa: E402 - after the path
from pypdf import PdfReader  # noqa: E402

from macros import book, config  # noqa: E402
from tests import browser, built  # noqa: E402
from tests.served import served  # noqa: E402


def print_book(chromium: Browser, url: str, page: str, size: str) -> bytes:
    """Print a book's HTML as if it stood at the top of the site that is served at `url`."""
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.route("**/book.html", lambda route: route.fulfill(body=page, content_type="text/html"))
    tab.goto(f"{url}book.html")
    printed = tab.pdf(format=size, outline=True, tagged=True)
    context.close()
    return printed


def begins(printed: bytes) -> dict[str, int]:
    """The page on which each place of a PDF is that a link leads to, counted from 1."""
    reader = PdfReader(io.BytesIO(printed))
    found = reader.named_destinations.items()
    return {name.lstrip("/"): reader.get_destination_page_number(at) + 1 for name, at in found}


def make(chromium: Browser, site: Path, url: str, sizes: Iterable[str] = book.SIZES) -> list[Path]:
    """Print every book of the site in a folder, in these sizes, and name them on its pages."""
    settings = config.load(ROOT)
    folder = site / book.FOLDER
    folder.mkdir(exist_ok=True)
    made = []
    for size in sizes:
        paper = book.SIZES[size]
        first = book.books(site, settings)
        starts = {name: begins(print_book(chromium, url, first[name], paper)) for name in first}
        for name, page in book.books(site, settings, starts).items():
            made.append(folder / book.name(name, size))
            made[-1].write_bytes(print_book(chromium, url, page, paper))
    book.write_files(site, settings)
    return made


def main() -> int:
    site = ROOT / "site"
    if not (site / "index.html").is_file():
        print("no site here: `make build` makes it", file=sys.stderr)
        return 1
    with served(site, built.prefix(site)) as server, browser.chromium() as chromium:
        for file in make(chromium, site, server.url):
            print(f"{file.relative_to(ROOT)}: {book.in_words(file.stat().st_size)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
