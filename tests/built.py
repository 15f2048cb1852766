"""A built site as its readers meet it: its pages, and where their links lead."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from tests import markup


def pages(site: Path) -> dict[str, markup.Element]:
    """Every page by its path below the site."""
    return {
        file.relative_to(site).as_posix(): markup.parse(file.read_text(encoding="utf-8"))
        for file in sorted(site.rglob("*.html"))
    }


def prefix(site: Path) -> str:
    """The path below which the site was built to be served, as its own sitemap names it."""
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    return urlsplit(sitemap.split("<loc>")[1].split("</loc>")[0]).path


def every_page(site: Path) -> list[str]:
    """The address of every page below the site's, and one where there is none."""
    files = [file.relative_to(site).as_posix() for file in sorted(site.rglob("index.html"))]
    return [*map(address, files), "no-such-page"]


def address(path: str) -> str:
    """The address, below the site's, of the page in this file."""
    return path.removesuffix("index.html")


def links(page: markup.Element) -> Iterator[str]:
    """Every address that a page links to or loads."""
    for element in page:
        for name in ("href", "src", "action"):
            if element.attrs.get(name):
                yield element.attrs[name]


def broken(site: Path, prefix: str) -> list[str]:
    """The links inside the site that lead nowhere: `page: link`."""
    found = pages(site)
    ids = {path: {element.attrs.get("id") for element in page} for path, page in found.items()}
    wrong = []
    for path, page in found.items():
        for link in links(page):
            full = urlsplit(urljoin(f"https://site{prefix}{address(path)}", link))
            if full.netloc != "site" or full.scheme != "https":
                continue
            target = unquote(full.path).removeprefix(prefix)
            if not full.path.startswith(prefix) or not _file(site, target).is_file():
                wrong.append(f"{path}: {link}")
            elif full.fragment.startswith("items="):
                # A pack: each thing in it is a page.
                items = full.fragment.removeprefix("items=").split("&")[0].split(",")
                if not all(_file(site, f"{item.rstrip('/')}/").is_file() for item in items):
                    wrong.append(f"{path}: {link}")
            elif full.fragment:
                file = _file(site, target).relative_to(site).as_posix()
                if unquote(full.fragment) not in ids.get(file, ()):
                    wrong.append(f"{path}: {link}")
    return wrong


def _file(site: Path, target: str) -> Path:
    return site / target / "index.html" if target == "" or target.endswith("/") else site / target
