"""The last step of a build: one plain function over the built folder, after either engine.

It joins the components' scripts and styles into one file each, draws QR codes, gives every page
its content security policy, looks for what no reader may see, and writes the files to take along.
A second run changes nothing, and nothing that it writes hangs on the day or the machine.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import rcssmin
import rjsmin

from macros import codes, config, exports, markers
from macros.problems import SourceError

STYLE = re.compile(r'<link rel="stylesheet" href="([^"]*?)(components/[\w/-]+\.css)">\s*')
SCRIPT = re.compile(
    r'<script src="([^"]*?)(components/[\w/-]+\.js)"( data-base="[^"]*")></script>\s*'
)
# A component's script that stays a file of its own: most pages do without it.
ALONE = re.compile(r'(<script src="[^"]*?)(components/[\w/-]+\.js)(") data-alone(></script>)')
HEAD_END = "</head>"
CHARSET = re.compile(r"<meta charset=\"?utf-8\"?>", re.IGNORECASE)
INLINE = re.compile(r"<script(?![^>]*\bsrc=)([^>]*)>(.*?)</script>", re.DOTALL)
INLINE_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
CODE = re.compile(r"<(pre|code|script)\b.*?</\1>", re.DOTALL)
WHITE = re.compile(
    r"(<(?:pre|script|style|textarea)\b.*?</(?:pre|script|style|textarea)>"
    r'|<div[^>]*data-part="message".*?</div>)',
    re.DOTALL,
)
# Markup that scripts alone put in a page, and that is the same on every page.
ONCE = re.compile(r'<template data-once="(\w+)">\s*(.*?)\s*</template>\s*', re.DOTALL)
SEARCHED = re.compile(r' data-search-exclude(?:="")?(?=[\s>])(?=[^<>]*>)')
LOADED = re.compile(
    r'<(?:script|img|link|iframe|source|video|audio)\b[^>]*?(?:src|href)="([^"]+)"[^>]*>'
)

POLICY = (
    "default-src 'none'; script-src 'self'{scripts}; style-src 'self'{styles}; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
# No other site learns where a reader comes from: the address of a page says what happened to them.
REFERRER = '<meta name="referrer" content="no-referrer">'
# What an earlier run put behind the charset.
PUT_IN = re.compile(
    r'<meta (?:http-equiv="Content-Security-Policy"|name="(?:referrer|version)") content="[^"]*">'
)
# Firefox fetches the next page ahead, which the policy forbids: a complaint on every page.
AHEAD = re.compile(r'<link rel="(?:prev|next)"[^>]*>\s*')
# MkDocs names the day of the build for every page, which is no news of the page.
LASTMOD = re.compile(r"\s*<lastmod>[^<]*</lastmod>")
# What names the version of a site: a commit is shortened to this.
VERSION_LENGTH = 12

# Zensical's search makes a style of its own when it opens; the browser names this hash (0.0.73).
ZENSICAL = '<meta name="generator" content="zensical'
ZENSICAL_STYLE = " 'sha256-NwSx/R2V/U4jnW0Tq5pQ53Y/rzPVJ4dqE7D6UTA/J1k='"


class UnfinishedError(Exception):
    """What a built page shows and must not show: a line for each."""


def join(site: Path, names: Iterable[str], ending: str, start: str = "") -> str:
    """Write ``start`` and then the files ``names`` as one with a hashed name.

    Returns its path below ``site``.
    """
    texts = [(site / name).read_text(encoding="utf-8") for name in names]
    text = "\n".join([start, *texts])
    small = rcssmin.cssmin(text) if ending == "css" else rjsmin.jsmin(text)
    digest = hashlib.sha256(small.encode()).hexdigest()[:10]
    path = f"assets/guide.{digest}.{ending}"
    (site / "assets").mkdir(exist_ok=True)
    (site / path).write_text(small, encoding="utf-8")
    return path


def dense(page: str) -> str:
    """Take away what no reader can see.

    That is the indentation of lines that begin with a tag, and marks for the index of search,
    which is written by now. What shows its white space keeps it: code, scripts, messages.
    """
    parts = WHITE.split(SEARCHED.sub("", page))
    return "".join(
        part if index % 2 else re.sub(r"\s*\n\s*(?=<)", "\n", part)
        for index, part in enumerate(parts)
    )


def with_joined(page: str, pattern: re.Pattern[str], joined: dict[tuple[str, ...], str]) -> str:
    """Name the joined file once in the head of a page, in place of the files it is made of.

    Args:
        page: a page's HTML.
        pattern: what finds a component's file: its groups are the way up, the file, the rest.
        joined: the joined file by the files it is made of.
    """
    head, end, body = page.partition(HEAD_END)
    found = list(pattern.finditer(head))
    if not found:
        return page
    path = joined[tuple(match.group(2) for match in found)]
    first = found[0]
    tag = first.group(0).replace(first.group(2), path)
    head = head[: first.start()] + tag + pattern.sub("", head[first.end() :])
    return head + end + body


def once(pages: Iterable[str]) -> str:
    """Return the script that holds what every page would carry for scripts.

    It comes first: where a component stops, what follows in a joined script never runs.
    """
    found = {name: dense(markup) for page in pages for name, markup in ONCE.findall(page)}
    return f"document.currentScript.once={json.dumps(found, ensure_ascii=False)};" if found else ""


def component_files(page: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
    """List the component files that the head of a page names."""
    return tuple(match.group(2) for match in pattern.finditer(page.partition(HEAD_END)[0]))


def policy(page: str) -> str:
    """Return the content security policy of a page, with hashes of its inline scripts and styles.

    Blocks of data (``type="application/json"``) are not run and need no hash.
    """
    scripts = [text for attrs, text in INLINE.findall(page) if "application/json" not in attrs]
    styles = _hashes(INLINE_STYLE.findall(page)) + (ZENSICAL_STYLE if ZENSICAL in page else "")
    return POLICY.format(scripts=_hashes(scripts), styles=styles)


def _hashes(texts: Iterable[str]) -> str:
    digests = dict.fromkeys(hashlib.sha256(text.encode()).digest() for text in texts)
    return "".join(f" 'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def with_policy(page: str, version: str = "") -> str:
    """Put the policy right after the charset: it holds for what comes after it.

    Behind it stands what other sites are told of the page, and the version of the site, if any.
    """
    head, end, body = page.partition(HEAD_END)
    page = AHEAD.sub("", PUT_IN.sub("", head)) + end + body
    metas = f'<meta http-equiv="Content-Security-Policy" content="{policy(page)}">{REFERRER}'
    if version:
        name = html.escape(version[:VERSION_LENGTH])
        metas += f'<meta name="version" content="{name}">'
    return CHARSET.sub(lambda match: match.group(0) + metas, page, count=1)


def untagged(index: str) -> str:
    """Take the tags out of Zensical's search index, which its search would show as filters.

    Ours are words to be found by, not words to be read.
    """
    data = json.loads(index)
    for item in data["items"]:
        item.pop("tags", None)
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def undate(site: Path) -> None:
    """Take the day of the build out of the sitemap, and the packed copy, which keeps its time."""
    if (sitemap := site / "sitemap.xml").is_file():
        sitemap.write_text(LASTMOD.sub("", sitemap.read_text(encoding="utf-8")), encoding="utf-8")
    (site / "sitemap.xml.gz").unlink(missing_ok=True)


def leftovers(page: str) -> Iterator[str]:
    """Yield what a reader must never see or be made to fetch."""
    text = CODE.sub("", page)
    for match in re.finditer(r"\{\{.*?\}\}|\{%.*?%\}", text):
        yield f"template code in the page: {match.group(0)}"
    # A word with the name of one of a dictionary's own methods: `words.copy`, `words.items`.
    for match in re.finditer(r"(?:<|&lt;)(?:built-in|bound) method [\w.]+", text):
        yield f"a name that Python has taken, in a template: {html.unescape(match.group(0))[1:]}"
    for match in markers.PATTERN.finditer(page):
        yield f"a component that was not put in: {html.unescape(match.group(0))}"
    for match in LOADED.finditer(page):
        tag, address = match.group(0), match.group(1)
        # rel=canonical and the like name an address; nothing is fetched from it.
        if urlsplit(address).netloc and not re.search(r'rel="(canonical|prev|next|edit)"', tag):
            yield f"a file from somewhere else: {address}"


def finish(site: Path, version: str = "") -> int:
    """Finish the site in a folder and return the number of its pages.

    ``version`` is named in every page, so that what is online can be told from what was before.
    Raises UnfinishedError, with a line for each thing a reader must not meet.
    """
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    wrong = [
        f"{path.relative_to(site)}: {text}"
        for path, page in pages.items()
        for text in leftovers(page)
    ]
    # Where the charset is missing, the policy would be missing too.
    wrong = wrong or [
        f'{path.relative_to(site)}: no <meta charset="utf-8"> in the page.'
        for path, page in pages.items()
        if not CHARSET.search(page)
    ]
    if wrong or not pages:
        raise UnfinishedError("\n".join(wrong) or f"there is no page in {site}/")
    for pattern, ending, start in ((STYLE, "css", ""), (SCRIPT, "js", once(pages.values()))):
        sets = {component_files(page, pattern) for page in pages.values()} - {()}
        joined = {names: join(site, names, ending, start) for names in sets}
        pages = {path: with_joined(page, pattern, joined) for path, page in pages.items()}
    alone = {name for page in pages.values() for _, name, _, _ in ALONE.findall(page)}
    files = {name: join(site, [name], "js") for name in alone}
    for path, page in pages.items():
        pages[path] = ALONE.sub(lambda m: m[1] + files[m[2]] + m[3] + m[4], page)
    for path, page in pages.items():
        page = with_policy(codes.filled(dense(ONCE.sub("", page))), version)
        path.write_text(page, encoding="utf-8")
    undate(site)
    if (index := site / "search.json").is_file():
        index.write_text(untagged(index.read_text(encoding="utf-8")), encoding="utf-8")
    return len(pages)


def main(folder: str = "site") -> int:
    """Finish the site in ``folder``; print what is wrong and return 1, or return 0."""
    try:
        count = finish(Path(folder), os.environ.get("SITE_VERSION", ""))
        exports.write(Path(folder), config.load())
        print(f"{count} pages finished in {folder}/")
    except (UnfinishedError, SourceError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
