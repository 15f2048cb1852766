"""Books: many pages of the built site as one, to be printed as one PDF.

A browser prints one page with its outline, tags and links; PDFs joined afterwards lose the tags.
All functions are pure but ``write_files``; what prints is not the toolkit's business.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from macros import packs, pages, templates
from macros.config import Config

FOLDER = "pdf"
# By name, as `labels.pack.books` has its words; by size, as `labels.pack.papers` has.
GUIDE, PACK = "guide", "pack"
SIZES = {"a4": "A4", "letter": "Letter"}

_ARTICLE = re.compile(r"<article\b[^>]*>(.*)</article>", re.DOTALL)
_TITLE = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_LANG = re.compile(r'<html[^>]*\blang="([^"]*)"')
_STYLE = re.compile(r'<link rel="stylesheet" href="[^"]*">')
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)"')
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_LINK = re.compile(r'(?<=\s)(href|src)="([^"]*)"')
_ID = re.compile(r'(?<=\s)(id|for|aria-labelledby|aria-describedby|name)="([^"]*)"')
# Scripts, and the line that says of what a page is a part.
_UNWANTED = re.compile(r'<script\b.*?</script>|<p class="page__part">.*?</p>', re.DOTALL)
_FILES = re.compile(r'(<div data-part="files">)(.*?)(</div>)', re.DOTALL)


@dataclass(frozen=True)
class Chapter:
    """A page of the site: its address below the site's, its title, the text of its article."""

    address: str
    title: str
    text: str

    @property
    def id(self) -> str:
        """What the page is called within a book."""
        return "page-" + (self.address.strip("/").replace("/", "-") or "first")


def address(path: str) -> str:
    """Return the address, below the site's, of the source at ``path``."""
    name = path.removesuffix(".md")
    if name in ("index", "README"):
        return ""
    return re.sub(r"/(index|README)$", "", name) + "/"


def order(site: Config) -> dict[str, list[str]]:
    """Return the addresses of the pages of each book: the nav's, then everything printable."""
    printable = [f"{item.name}/" for items in packs.groups(site).values() for item in items]
    # A page that shows what a reader's browser does is none on paper.
    paths = [path for each in _nav(site) for path in (each, *_listed(site, each))]
    wanted = [path for path in dict.fromkeys(paths) if not _is_tool(site, path)]
    return {GUIDE: [*map(address, wanted), *printable], PACK: printable}


def _nav(site: Config) -> list[str]:
    """Return the paths of the nav's pages, in its order."""

    def flat(value: Any) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        else:
            for each in value.values() if isinstance(value, dict) else value:
                yield from flat(each)

    return [path for path in flat(site.nav) if path.endswith(".md")]


def _listed(site: Config, path: str) -> list[str]:
    """Return the pages of a folder of which the nav has the index alone, as the index lists them.

    What can be printed by itself comes at the end of the book.
    """
    folder, _, name = path.rpartition("/")
    if name != "index.md" or not folder or folder in packs.FOLDERS:
        return []
    source = pages.read(site.docs, path).source
    places = {slug: source.find(f"({slug}.md") for slug in pages.slugs(site.docs, folder)}
    return [f"{folder}/{slug}.md" for slug in sorted(places, key=lambda slug: places[slug])]


def _is_tool(site: Config, path: str) -> bool:
    """Say whether a page says of itself ``book: false``."""
    return pages.read(site.docs, path).meta.get("book", True) is False


def chapter(site: Path, address: str) -> Chapter:
    """Read a page of the built site."""
    page = (site / address / "index.html").read_text(encoding="utf-8")
    found = _ARTICLE.search(page)
    heading = _TITLE.search(found.group(1)) if found else None
    assert found and heading, f"{address}: no article with a first heading"
    title = html.unescape(re.sub(r"<[^>]*>", "", heading.group(1)))
    return Chapter(address, " ".join(title.split()), _UNWANTED.sub("", found.group(1)))


def books(
    folder: Path, site: Config, starts: Mapping[str, Mapping[str, int]] | None = None
) -> dict[str, str]:
    """Return each book, by its name, as one HTML page made from the built site in ``folder``.

    ``starts`` holds, by the name of the book and the id of the chapter, the number of the sheet
    of paper on which it begins: known when the book was printed once.
    """
    words = site.labels["pack"]["books"]
    return {
        book: join(
            folder,
            book,
            addresses,
            f"{site.name}: {words[book]}",
            site.description,
            (starts or {}).get(book, {}),
        )
        for book, addresses in order(site).items()
    }


def join(
    folder: Path,
    book: str,
    addresses: Iterable[str],
    title: str,
    said: str,
    starts: Mapping[str, int],
) -> str:
    """Return one HTML page of many: a cover, then each page's article on a sheet of its own.

    Args:
        folder: the built site.
        book: the name of the book, for styles.
        addresses: the pages, in their order.
        title: the title of the book.
        said: what stands below it.
        starts: the page on which a chapter begins, by its id; zeros hold the place.
    """
    chapters = [chapter(folder, address) for address in addresses]
    ids = {each.address: each.id for each in chapters}
    first = (folder / "index.html").read_text(encoding="utf-8")
    lang, style = _head(first)
    url = _attribute(_CANONICAL, first)
    contents = "".join(
        f'<li><a href="#{each.id}">{html.escape(each.title)}'
        f" <span>{starts.get(each.id) or '000'}</span></a></li>"
        for each in chapters
    )
    sheets = "".join(
        f'<section class="book__page" id="{each.id}">{_rewritten(each, ids, url)}</section>'
        for each in chapters
    )
    name = html.escape(title)
    return (
        f'<!doctype html><html lang="{lang}" data-book="{book}"><head><meta charset="utf-8">'
        f"<title>{name}</title>{style}</head><body>"
        f'<article class="page"><section class="book__cover"><h1>{name}</h1>'
        f"<p>{html.escape(said)}</p><ol>{contents}</ol></section>{sheets}</article></body></html>"
    )


def _head(page: str) -> tuple[str, str]:
    """Return the language of a page at the top of the site, and its stylesheet."""
    return _attribute(_LANG, page), "".join(_STYLE.findall(page))


def _attribute(pattern: re.Pattern[str], page: str) -> str:
    """Return what a page says of itself."""
    found = pattern.search(page)
    return html.unescape(found.group(1)) if found else ""


def _rewritten(chapter: Chapter, ids: dict[str, str], url: str) -> str:
    """Return a chapter's text with ids of its own, its links leading within the book or out."""

    def renamed(match: re.Match[str]) -> str:
        names = " ".join(f"{chapter.id}--{name}" for name in match.group(2).split())
        return f'{match.group(1)}="{names}"'

    def linked(match: re.Match[str]) -> str:
        target = _target(html.unescape(match.group(2)), chapter, ids, url)
        # What leads to the guide's first page needs no address beside it.
        bare = " data-bare" if url and target.partition("#")[0] == url else ""
        return f'{match.group(1)}="{html.escape(target)}"{bare}'

    def tag(match: re.Match[str]) -> str:
        return _LINK.sub(linked, _ID.sub(renamed, match.group(0)))

    return _TAG.sub(tag, chapter.text)


def _target(link: str, chapter: Chapter, ids: dict[str, str], url: str) -> str:
    """Return where a link of a chapter leads in the book."""
    full = urlsplit(urljoin(f"https://site/{chapter.address}", link))
    if full.netloc != "site" or full.scheme != "https":
        return link
    there = full.path.lstrip("/")
    if there not in ids or full.query:
        return urljoin(url, full._replace(scheme="", netloc="", path=there or ".").geturl())
    place = unquote(full.fragment)
    return f"#{ids[there]}--{place}" if place else f"#{ids[there]}"


def name(book: str, size: str) -> str:
    """Return the name of a book's file."""
    return f"{book}-{size}.pdf"


def in_words(size: int) -> str:
    """Return a number of bytes as people read it."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000)} KB"


def with_files(page: str, up: str, sizes: dict[str, int], site: Config) -> str:
    """Name the files of the books, with their sizes, where a page has a place for them.

    Args:
        page: a page's HTML.
        up: the way from the page to the top of the site.
        sizes: the files that there are, with their bytes.
        site: the site, for its words.
    """
    files = [
        (book, size, f"{up}{FOLDER}/{name(book, size)}", in_words(sizes[name(book, size)]))
        for book in (GUIDE, PACK)
        for size in SIZES
        if name(book, size) in sizes
    ]
    text = templates.render(site, "pack", "files", files=files) if files else ""
    return _FILES.sub(lambda match: match.group(1) + text + match.group(3), page)


def write_files(folder: Path, site: Config) -> None:
    """Name the files that are in the folder of books, on each page with a place for them."""
    sizes = {file.name: file.stat().st_size for file in (folder / FOLDER).glob("*.pdf")}
    for path in folder.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        if _FILES.search(page):
            up = "../" * len(path.relative_to(folder).parent.parts)
            path.write_text(with_files(page, up, sizes, site), encoding="utf-8")
