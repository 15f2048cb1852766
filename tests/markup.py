"""Read HTML in tests: elements with their attributes, and text exactly as it is written."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr")
UNSEEN = ("script", "style", "template", "title")


class Element:
    def __init__(self, tag: str, attrs: dict[str, str | None]):
        self.tag, self.attrs = tag, attrs
        self.children: list[Element | str] = []

    def __iter__(self) -> Iterator[Element]:
        """Every element below this one, in the order of the page."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child

    def all(self, tag: str = "", **attrs: str) -> list[Element]:
        """The elements below with this tag and these attributes; data_part means data-part."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attrs.items()}
        return [
            element
            for element in self
            if (not tag or element.tag == tag)
            and all(element.attrs.get(name) == value for name, value in wanted.items())
        ]

    def one(self, tag: str = "", **attrs: str) -> Element:
        """The only such element."""
        found = self.all(tag, **attrs)
        assert len(found) == 1, f"{len(found)} × {tag} {attrs}"
        return found[0]

    def texts(self, skip: tuple[str, ...] = UNSEEN) -> Iterator[str]:
        """Each run of text below, outside the elements of these tags or classes."""
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif not {child.tag, *(child.attrs.get("class") or "").split()} & set(skip):
                yield from child.texts(skip)

    @property
    def text(self) -> str:
        """The text below, every blank and line break kept."""
        return "".join(self.texts())

    @property
    def words(self) -> str:
        """The text below with single blanks."""
        return " ".join(self.text.split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in [element.tag for element in self.open[1:]]:
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(html: str) -> Element:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.open[0]
