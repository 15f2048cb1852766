"""Pages to try things on, found by the markup contract: another guide has others."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from pathlib import Path

from tests import built, markup
from tests.markup import Element

Fits = Callable[[Element], bool]


class Places:
    """Paths of pages below the site's address, by what stands on them."""

    def __init__(self, site: Path):
        self.site = site

    @functools.cached_property
    def email(self) -> str:
        """A page with one e-mail alone: two tones, two gaps or more, all lines, and an option."""

        def kinds(sheet: Element) -> list[str]:
            message = sheet.one(data_part="message")
            options = [element for element in message if "data-option" in element.attrs]
            optional = [id(element) for option in options for element in option]
            gaps = [e for e in message if "data-field" in e.attrs and id(e) not in optional]
            return [gap.attrs["data-kind"] or "" for gap in gaps]

        def fits(page: Element) -> bool:
            sheets = [element for element in page if "data-email" in element.attrs]
            first = sheets[0]
            return (
                len({sheet.attrs["data-email"] for sheet in sheets}) == 1
                and len(sheets) > 1
                and not any("data-checklist" in element.attrs for element in page)
                and first.attrs["data-channel"] == "email"
                and set(kinds(first)) == {"line"}
                and len(kinds(first)) > 1
                and any("data-switch" in element.attrs for element in first)
            )

        return self._first("data-email", fits)

    @functools.cached_property
    def checklist(self) -> str:
        """A page with one list, which is counted, and has six items at least."""

        def fits(page: Element) -> bool:
            lists = [element for element in page if "data-checklist" in element.attrs]
            items = [element for element in page if "data-item" in element.attrs]
            alone = len(lists) == 1 and not any("data-email" in element.attrs for element in page)
            return alone and len(items) > 5 and bool(page.all(data_part="progress"))

        return self._first("data-checklist", fits)

    @functools.cached_property
    def worksheet(self) -> str:
        """A page with a question, and a table of two rows at least."""

        def fits(page: Element) -> bool:
            rows = [element for element in page if "data-row" in element.attrs]
            return len(rows) > 1 and any("data-write" in element.attrs for element in page)

        return self._first("data-table", fits)

    @functools.cached_property
    def gallery(self) -> str:
        """The list of all e-mails."""
        return self._first("data-slug", lambda page: bool(page.all("input", name="words")))

    @functools.cached_property
    def pack(self) -> str:
        """Where sheets are chosen and printed together."""
        return self._first("print-pack")

    @functools.cached_property
    def data(self) -> str:
        """Where a reader sees what is kept."""
        return self._first("erase-yes")

    @functools.cached_property
    def search(self) -> str:
        """Where all pages are searched."""
        return self._first("data-phrases")

    def page(self, path: str) -> Element:
        """The page at a path."""
        return markup.parse((self.site / path / "index.html").read_text(encoding="utf-8"))

    def title(self, path: str) -> str:
        """Its heading."""
        return self.page(path).one("h1").words

    def scripts(self, path: str) -> list[str]:
        """The names of the scripts that it loads."""
        scripts = self.page(path).all("script")
        return [s.attrs["src"].rpartition("/")[2] for s in scripts if s.attrs.get("src")]

    def _first(self, sign: str, fits: Fits = lambda page: True) -> str:
        for path, html in self._all():
            if sign in html and fits(markup.parse(html)):
                return path
        raise AssertionError(f"no page of the site fits, of those with {sign}")

    def _all(self) -> Iterator[tuple[str, str]]:
        for file in sorted(self.site.rglob("index.html")):
            path = built.address(file.relative_to(self.site).as_posix())
            yield path, file.read_text(encoding="utf-8")
