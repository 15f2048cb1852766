"""A look over a finished site before it is published: seconds, where the whole suite takes minutes.

It knows no page but by the configuration, needs no browser, and names everything that is wrong.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from macros import config, finish
from macros.config import Config
from macros.problems import SourceError

# GitHub Pages shows it for every address that is not there, so its links must hold from any.
MISSING = "404.html"
ANYWHERE = "no/such/page/"
# Hosts that a site built for nobody else leads to.
HERE = ("127.0.0.1", "localhost")
LINKS = ("href", "src")
CALLS = ("tel:", "sms:")
_LOC = re.compile(r"<loc>([^<]*)</loc>")
# A number to call, as people write it: 116 123, 1-800-669-4000, (416) 597-4900.
_NUMBER = re.compile(r"\+?\(?\d[\d ()-]*\d")


class Page(HTMLParser):
    """What a look needs to know of a page: its links, its places, and what its head says of it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.metas: list[dict[str, str]] = []
        self.ids: set[str] = set()
        self.links: list[str] = []
        # Numbers to call or write to: the address, and what the reader sees.
        self.calls: list[tuple[str, str]] = []
        self._calling = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element says."""
        found = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.metas.append(found)
        if "id" in found:
            self.ids.add(found["id"])
        self.links += [found[name] for name in LINKS if found.get(name)]
        if found.get("href", "").startswith(CALLS):
            self.calls.append((found["href"], ""))
            self._calling = True

    def handle_endtag(self, tag: str) -> None:
        """End a link."""
        if tag == "a":
            self._calling = False

    def handle_data(self, data: str) -> None:
        """Note the words of a link that calls."""
        if self._calling:
            address, words = self.calls[-1]
            self.calls[-1] = (address, words + data)

    def meta(self, **wanted: str) -> str:
        """Return what the first such meta element holds, or an empty text."""
        names = {name.replace("_", "-"): value for name, value in wanted.items()}
        fits = (meta for meta in self.metas if names.items() <= meta.items())
        return next(fits, {}).get("content", "")

    @property
    def policy(self) -> str:
        """The page's content security policy."""
        return self.meta(http_equiv="Content-Security-Policy")

    @property
    def version(self) -> str:
        """The version of the site that the page is of."""
        return self.meta(name="version")


def read(site: Path) -> dict[str, Page]:
    """Read every page by its path below the site."""
    return {
        file.relative_to(site).as_posix(): Page(file.read_text(encoding="utf-8"))
        for file in sorted(site.rglob("*.html"))
    }


def file_of(address: str) -> str:
    """Return the file that GitHub Pages shows for an address below the site's."""
    return f"{address}index.html" if address == "" or address.endswith("/") else address


def base(site: Config) -> str:
    """Return the address of a site's first page, as pages are built for."""
    return site.url.rstrip("/") + "/"


def wrong(folder: Path, site: Config) -> list[str]:
    """Return what must not be published, each with its page."""
    pages = read(folder)
    url = base(site)
    return [
        *(f"{path}: {text}" for path, page in pages.items() for text in _page(page)),
        *_links(folder, url, pages),
        *_numbers(pages, site.help),
        *_files(folder, url, pages),
    ]


def _page(page: Page) -> Iterator[str]:
    """Report what a reader of a page would see, or run without a policy."""
    yield from finish.leftovers(page.text)
    first, second = [*page.metas, {}, {}][:2]
    if "charset" not in first or second.get("http-equiv") != "Content-Security-Policy":
        yield "no content security policy right after the charset."
    elif second["content"] != finish.policy(page.text):
        yield "its content security policy is that of another page."


def _links(folder: Path, url: str, pages: Mapping[str, Page]) -> Iterator[str]:
    """Report links inside the site that lead nowhere, and those to this machine."""
    own = urlsplit(url)
    for path, page in pages.items():
        here = ANYWHERE if path == MISSING else path.removesuffix("index.html")
        for link in page.links:
            # A place of the page itself holds from any address.
            at = url + (path if link.startswith("#") else here)
            there = urlsplit(urljoin(at, link))
            if there[:2] != own[:2]:
                if there.hostname in HERE:
                    yield f"{path}: {link} leads to this machine."
                continue
            target = file_of(unquote(there.path).removeprefix(own.path))
            place = unquote(there.fragment)
            if not there.path.startswith(own.path) or not (folder / target).is_file():
                yield f"{path}: {link} leads nowhere."
            # With = in it, it is no place but a word to a script.
            elif place and "=" not in place and target in pages and place not in pages[target].ids:
                yield f"{path}: {link} leads to no place of that page."


def _numbers(pages: Mapping[str, Page], help: Mapping[str, str]) -> Iterator[str]:
    """Report numbers that call another one than they say, and those that the page of help lacks."""
    for path, page in pages.items():
        for address, words in page.calls:
            said = digits(words)
            if said and not _same(address, said):
                yield f"{path}: “{words.strip()}” calls {address}."
    if not help.get("page"):
        return
    path = file_of(help["page"])
    if path not in pages:
        yield f"{path}: the page of help (`help.page` in {config.FILE}) is missing."
        return
    for number in _NUMBER.findall(help.get("paper", "")):
        if not any(_same(address, digits(number)) for address, _ in pages[path].calls):
            yield f"{path}: {number} stands in `help.paper`, and no link here calls it."


def digits(words: str) -> str:
    """Return the digits of a text: none where it names no number."""
    return re.sub(r"\D", "", words)


def _same(address: str, said: str) -> bool:
    """Say whether an address calls the number that is said: alone, or behind a country's code."""
    called = digits(address)
    return called == said or ("+" in address and called.endswith(said.lstrip("0") or said))


def _files(folder: Path, url: str, pages: Mapping[str, Page]) -> Iterator[str]:
    """Report what is missing beside the pages, and what would not arrive."""
    if MISSING not in pages:
        yield f"{MISSING}: there is no such page."
    sitemap = folder / "sitemap.xml"
    named = _LOC.findall(sitemap.read_text(encoding="utf-8")) if sitemap.is_file() else []
    found = {file_of(unquote(each).removeprefix(url)) for each in named}
    for path in sorted(found ^ (pages.keys() - {MISSING})):
        yield f"sitemap.xml: {path} is {'no page' if path in found else 'not named'}."
    # The action that hands a site to GitHub Pages leaves hidden files out.
    for file in sorted(folder.rglob(".*")):
        yield f"{file.relative_to(folder).as_posix()}: a hidden file is not published."


def main(folder: str = "site") -> int:
    """Print what must not be published and return 1, or return 0."""
    try:
        site = config.load()
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1
    told = wrong(Path(folder), site)
    for line in told:
        print(line, file=sys.stderr)
    if not told:
        print(f"{folder}/ can be published at {base(site)}")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
