"""The Markdown extension: puts components where markers and task lists stand.

Both engines run Python-Markdown, so all that readers need goes through here and not through
events of one engine.
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from macros import (
    blocks,
    book,
    checklists,
    config,
    emails,
    evidence,
    exports,
    gallery,
    markers,
    packs,
    pages,
    phrases,
    templates,
    worksheets,
)
from macros.channels import CHANNELS

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def page_path(md: Markdown) -> str:
    """Return the path, below ``docs``, of the page being rendered; empty where no engine runs.

    MkDocs hands the file to its ``relpath`` processor, Zensical the page to a preprocessor.
    """
    if "relpath" in md.treeprocessors:
        return str(md.treeprocessors["relpath"].file.src_uri)  # type: ignore[attr-defined]
    for processor in md.preprocessors:
        if path := getattr(getattr(processor, "page", None), "path", ""):
            return str(path)
    return ""


class OwnEmail(Preprocessor):
    """Turns the tones on an e-mail's own page into the marker that a macro would leave there.

    So the e-mail goes one way, on its page and where it is inserted.
    """

    def run(self, lines: list[str]) -> list[str]:
        """Replace the tones of an e-mail's page by one marker line."""
        folder, _, name = page_path(self.md).rpartition("/")
        extent = blocks.span(lines) if folder == emails.FOLDER else None
        if not extent:
            return lines
        marker = markers.make("email", name.removesuffix(".md"))
        return [*lines[: extent[0]], "", marker, "", *lines[extent[1] :]]


class Marker(BlockProcessor):
    """Replaces a marker by its component."""

    def test(self, parent: ElementTree.Element, block: str) -> bool:
        """Say whether the block holds a marker that stands on a line of its own."""
        return bool(markers.BLOCK.search(block))

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> None:
        """Put the component between the text before the marker and the text after it."""
        block = blocks.pop(0)
        match = markers.BLOCK.search(block)
        assert match
        before, after = block[: match.start()].rstrip(), block[match.end() :].strip("\n")
        if before:
            self.parser.parseBlocks(parent, [before])
        kind, argument = match.group(1), match.group(2) or ""
        insert = {
            "email": self.email,
            "gallery": self.gallery,
            "checklist": self.checklist,
            "write": self.write,
            "table": self.table,
            "pack": self.pack,
            "stored": self.stored,
            "phrases": self.phrases,
            "source": self.source,
            "sources": self.sources,
        }
        insert[kind](parent, argument)
        if after:
            blocks.insert(0, after)

    def email(self, parent: ElementTree.Element, slug: str) -> None:
        """Insert the e-mail ``slug``."""
        site = config.load()
        md = self.parser.md
        email = emails.read(site, slug)
        own_page = page_path(md) == f"{emails.FOLDER}/{slug}.md"
        step = email.tick.split("|")[1] if email.tick and own_page else ""
        html = templates.render(
            site,
            "email",
            "email",
            email=email,
            own_page=own_page,
            step=checklists.read(site, step).title if step else "",
            step_href=_href(f"{checklists.FOLDER}/{step}", md) if step else "",
            href=_href(f"{emails.FOLDER}/{slug}", md),
            **_facts(site, f"{emails.FOLDER}/{slug}", md),
        )
        self._stash(parent, html)

    def gallery(self, parent: ElementTree.Element, argument: str) -> None:
        """Insert the list of all e-mails."""
        site = config.load()
        md = self.parser.md
        every = emails.read_all(site)
        html = templates.render(
            site,
            "gallery",
            "gallery",
            groups=gallery.groups(every, site.moments),
            situations=gallery.occurring(
                site.situations, (name for email in every for name in email.situations)
            ),
            channels=gallery.occurring(CHANNELS, (email.channel for email in every)),
            tones=gallery.occurring(
                site.tones, (tone.name for email in every for tone in email.tones)
            ),
            hrefs={email.slug: _href(f"{emails.FOLDER}/{email.slug}", md) for email in every},
            files=[_file(name, md) for name in (exports.TEXT, exports.JSON)],
        )
        self._stash(parent, html)

    def checklist(self, parent: ElementTree.Element, slug: str) -> None:
        """Insert the checklist ``slug``: its list is parsed here, `TaskLists` makes the rest."""
        site = config.load()
        page = checklists.read(site, slug)
        box = ElementTree.SubElement(
            parent, "div", {"data-checklist": slug, "data-title": page.title}
        )
        # Not "list": inside an item, Python-Markdown would parse its paragraphs as tight ones.
        self.parser.state.set("component")
        self.parser.parseChunk(box, checklists.markdown(page, page_path(self.parser.md)))
        self.parser.state.reset()

    def write(self, parent: ElementTree.Element, argument: str) -> None:
        """Insert a question and lines to write on."""
        id, question, lines = markers.unpacked(argument)
        self._write_in(parent, "write", worksheets.Write(id, question, lines))

    def table(self, parent: ElementTree.Element, argument: str) -> None:
        """Insert a table to fill."""
        id, columns, rows, paper, wide = markers.unpacked(argument)
        given = worksheets.Table(id, tuple(columns), rows, paper, tuple(wide))
        self._write_in(parent, "table", given)

    def _write_in(
        self, parent: ElementTree.Element, kind: str, part: worksheets.Write | worksheets.Table
    ) -> None:
        """Insert a part of a worksheet; `Worksheets` puts the foot below the last one."""
        owner = worksheets.owner(page_path(self.parser.md))
        headings = [child.text or "" for child in parent if child.tag in HEADINGS]
        title = checklists.words(headings[-1]) if headings else ""
        html = templates.render(
            config.load(), "worksheet", kind, given=part, owner=owner, title=title
        )
        attributes = {"class": "worksheet", f"data-{kind}": part.id, "data-owner": owner}
        self._stash(ElementTree.SubElement(parent, "div", attributes), html)

    def pack(self, parent: ElementTree.Element, argument: str) -> None:
        """Insert everything printable, to be chosen and printed together."""
        site = config.load()
        groups = packs.groups(site)
        hrefs = {
            item.name: _href(item.name, self.parser.md)
            for items in groups.values()
            for item in items
        }
        html = templates.render(
            site, "pack", "pack", groups=groups, packs=packs.ready(site), hrefs=hrefs
        )
        self._stash(parent, html)

    def stored(self, parent: ElementTree.Element, argument: str) -> None:
        """Insert the reader's own page: what is kept, with ways to save, load and erase it."""
        self._stash(parent, templates.render(config.load(), "data", "data"))

    def phrases(self, parent: ElementTree.Element, argument: str) -> None:
        """Insert the pages that have phrases, for search to show."""
        site = config.load()
        leads = [
            (page.title, _page_href(page.path, self.parser.md), given)
            for page, given in phrases.listed(site)
        ]
        self._stash(parent, templates.render(site, "phrases", "phrases", leads=leads))

    def source(self, parent: ElementTree.Element, key: str) -> None:
        """Insert a line that names the source ``key`` and leads out to it."""
        found = evidence.find(_index(self.parser.md), key)
        self._stash(parent, templates.render(config.load(), "sources", "line", source=found))

    def sources(self, parent: ElementTree.Element, argument: str) -> None:
        """Insert all sources by topic, with links back to the pages that cite them.

        Headings and ids stand in the tree: both engines look there for what can be linked to.
        """
        site = config.load()
        index = _index(self.parser.md)
        box = ElementTree.SubElement(parent, "div", {"class": "sources"})
        for topic, group in evidence.by_topic(index.sources.values(), site.topics):
            ElementTree.SubElement(box, "h2").text = AtomicString(topic)
            places = ElementTree.SubElement(box, "ul")
            for source in group:
                cited = [
                    (page.title, _page_href(page.path, self.parser.md))
                    for page in index.cited.get(source.key, ())
                ]
                html = templates.render(site, "sources", "entry", source=source, cited=cited)
                self._stash(ElementTree.SubElement(places, "li", {"id": source.key}), html)

    def _stash(self, parent: ElementTree.Element, html: str) -> None:
        """Put finished HTML in the page."""
        parent.append(_stashed(self.parser.md, html))


class Citation(InlineProcessor):
    """Replaces the marker of a citation by a link to its source in the list of all."""

    # A citation in a link would be a link in a link: the build stops at what is left of it.
    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        """Return the link, from file to file: both engines turn it into an address."""
        known = _index(self.md)
        source = evidence.find(known, m.group(1))
        here = posixpath.dirname(page_path(self.md)) or "."
        home = posixpath.relpath(known.home, here)
        link = ElementTree.Element("a", {"href": f"{home}#{source.key}", "data-cite": source.key})
        link.text = AtomicString(source.short)
        return link, m.start(0), m.end(0)


# Fewer items than this, written in a page, need no view of their own and no print.
FEW = 5


class TaskLists(Treeprocessor):
    """Makes a checklist of each task list.

    Runs before inline markup is parsed: the marks and ids of items are read as they are
    written, and `pymdownx.tasklist`, whose label holds no text, is not needed.
    """

    def run(self, root: ElementTree.Element) -> None:
        """Make checklists below ``root``."""
        self.path = page_path(self.md)
        self.heading = ""
        self._walk(root)

    def _walk(self, parent: ElementTree.Element) -> None:
        for child in list(parent):
            if child.tag in HEADINGS:
                self.heading = child.text or ""
            elif slug := child.get("data-checklist"):
                self._fill(child, slug, child.attrib.pop("data-title"))
            elif child.tag == "ul" and self._tasks(child):
                slug = checklists.slug_of(self.path, self.heading)
                index = list(parent).index(child)
                box = ElementTree.Element("div", {"data-checklist": slug})
                parent.remove(child)
                box.append(child)
                parent.insert(index, box)
                self._fill(box, slug, "")
            else:
                self._walk(child)

    def _fill(self, box: ElementTree.Element, slug: str, title: str) -> None:
        """Complete a checklist around its list. ``title`` is set where it is inserted."""
        site = config.load()
        source = f"{checklists.FOLDER}/{slug}.md" if title else self.path
        tasks = [li for ul in box.iter("ul") for li in self._tasks(ul)]
        for li in tasks:
            self._item(li, source)
        owner = checklists.owner(source)
        box.set("data-owner", owner)
        # Where an item has moved to another page with its name, its tick is not gone.
        if moved := checklists.moved(site.docs).get(owner):
            box.set("data-elsewhere", " ".join(moved))
        own = {
            "name": title or self.heading,
            "own_page": not title,
            "href": _href(f"{checklists.FOLDER}/{slug}", self.md),
            **_facts(site, f"{checklists.FOLDER}/{slug}" if title else "", self.md),
            "scored": checklists.scored(site, source),
            "few": "/" in owner and len(tasks) < FEW,
        }
        if title:
            # Search leads to the list's own page, once. No other part in it is a section: there
            # the theme's search would go on.
            box.tag = "section"
            box.set("data-search-exclude", "")
        box.set("class", "checklist")
        box.set("role", "group")
        box.set("aria-label", title or checklists.words(self.heading))
        for at, part in ((0, "head"), (len(box) + 1, "foot")):
            html = templates.render(site, "checklist", part, title=title, items=len(tasks), **own)
            box.insert(at, _stashed(self.md, html))

    def _tasks(self, ul: ElementTree.Element) -> list[ElementTree.Element]:
        """Return the items of a list that are tasks."""
        return [li for li in ul if checklists.MARK.match(self._first(li).text or "")]

    @staticmethod
    def _first(li: ElementTree.Element) -> ElementTree.Element:
        """Return what holds an item's first paragraph: a ``p`` in a loose list, else the item."""
        return li[0] if len(li) and li[0].tag == "p" and not (li.text or "").strip() else li

    def _item(self, li: ElementTree.Element, source: str) -> None:
        """Turn an item of the page ``source`` into a box with its first paragraph as label."""
        first = self._first(li)
        text = checklists.MARK.sub("", first.text or "", count=1)
        pin = checklists.PIN.search(text)
        text = checklists.PIN.sub("", text, count=1).strip()
        name = pin.group(1) if pin else checklists.text_id(text)
        if first is not li:
            li.remove(first)
        li.text = None
        li.set("data-item", name.rpartition("/")[2])
        label = ElementTree.Element("label")
        ElementTree.SubElement(
            label,
            "input",
            {"type": "checkbox", "autocomplete": "off", "data-key": checklists.key(source, name)},
        )
        ElementTree.SubElement(label, "span").text = text
        li.insert(0, label)


class Worksheets(Treeprocessor):
    """Puts what can be done with a worksheet below the last part of it."""

    def run(self, root: ElementTree.Element) -> None:
        """Add the foot to a page that has something to write in."""
        last = [index for index, child in enumerate(root) if self._holds(child)]
        if not last:
            return
        box = ElementTree.Element("div", {"class": "worksheet__foot"})
        box.append(_stashed(self.md, templates.render(config.load(), "worksheet", "foot")))
        root.insert(last[-1] + 1, box)

    @staticmethod
    def _holds(element: ElementTree.Element) -> bool:
        return any(each.get("class") == "worksheet" for each in element.iter())


# Headings below the title, from which on a page says what it holds.
MANY = 7


class Contents(Treeprocessor):
    """Puts what a long page holds above its first part. An index leads on by itself."""

    def run(self, root: ElementTree.Element) -> None:
        """Add the list of headings to a page that has many."""
        parts = (any(each.tag == "h2" for each in child.iter()) for child in root)
        first = next((at for at, holds in enumerate(parts) if holds), None)
        count = sum(child.tag in HEADINGS[1:] for child in root.iter())
        if first is None or count < MANY or _is_index(page_path(self.md)):
            return
        tokens = getattr(self.md, "toc_tokens", [])
        headings = [
            below
            for token in tokens
            for below in (token["children"] if token["level"] == 1 else [token])
        ]
        html = templates.render(config.load(), "contents", "contents", headings=headings)
        root.insert(first, _stashed(self.md, html))


@lru_cache(maxsize=1)
def _index(md: Markdown) -> evidence.Index:
    """Return the sources, asked for once in a page: that looks at the time of every file.

    Both engines make a Markdown for each page.
    """
    return evidence.index(config.load())


def _stashed(md: Markdown, html: str) -> ElementTree.Element:
    """Return the element that finished HTML takes the place of when the page is written out."""
    place = ElementTree.Element("p")
    place.text = md.htmlStash.store(html)
    return place


def _href(target: str, md: Markdown) -> str:
    """Return the address of page ``target`` seen from the page being rendered.

    Zensical resolves links in finished HTML as it does in Markdown, from file to file; MkDocs
    leaves them as they are.
    """
    return _file(f"{target}/" if "relpath" in md.treeprocessors else f"{target}.md", md)


def _facts(site: config.Config, target: str, md: Markdown) -> dict[str, str]:
    """Return the whole address of page ``target`` and the day of its review, for paper.

    Both are empty on that page itself, whose end says them, and where there is no such page.
    """
    if not target or page_path(md) == f"{target}.md":
        return {"url": "", "day": ""}
    meta = pages.read(site.docs, f"{target}.md").meta
    url = f"{site.url.rstrip('/')}/{target}/" if site.url else ""
    return {"url": url, "day": str(meta.get("reviewed") or "")}


def _page_href(path: str, md: Markdown) -> str:
    """Return the address of the page at ``path`` seen from the page being rendered."""
    return _file(book.address(path) if "relpath" in md.treeprocessors else path, md) or "./"


def _file(target: str, md: Markdown) -> str:
    """Return the address of a file of the site seen from the page being rendered."""
    path = page_path(md)
    if "relpath" not in md.treeprocessors:
        return posixpath.relpath(target, posixpath.dirname(path) or ".")
    return _up(path) + target


def _up(path: str) -> str:
    """Return the way from the page at ``path`` up to the top of the site, as MkDocs builds it."""
    return "../" * (path.count("/") + (not _is_index(path)))


def _is_index(path: str) -> bool:
    """Say whether the page at ``path`` stands for its folder."""
    return posixpath.basename(path) in ("index.md", "README.md")


class GuideExtension(Extension):
    """Registers the processors, at the places where they see what they need."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the processors with ``md``."""
        # After Zensical's macros (35), before fences are taken (25).
        md.preprocessors.register(OwnEmail(md), "own-email", 29)
        # Just above paragraphs (10), so that lists and admonitions come first.
        md.parser.blockprocessors.register(Marker(md.parser), "component", 12)
        # Below links (160), so that one in a link is seen to be there.
        md.inlinePatterns.register(Citation(markers.CITE, md), "cite", 65)
        # Above inline markup (20).
        md.treeprocessors.register(TaskLists(md), "task-lists", 25)
        md.treeprocessors.register(Worksheets(md), "worksheets", 24)
        # Below toc (5), which gives headings their ids.
        md.treeprocessors.register(Contents(md), "contents", 4)


def makeExtension(**options: Any) -> GuideExtension:  # noqa: N802 - Python-Markdown's name
    """Return the extension, as Python-Markdown asks for it."""
    return GuideExtension(**options)
