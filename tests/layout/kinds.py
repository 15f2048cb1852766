"""The kinds of pages there are, by what stands in them, and the states that readers bring them to.

Kinds go by the markup contract, not by a guide's own pages: of each, the first page is taken. A
walk does what a reader does, and stops in each state with its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

Walk = Callable[[Page], Iterator[str]]


@dataclass(frozen=True)
class Kind:
    """Pages below a folder with certain markup in them."""

    markup: tuple[str, ...]
    walk: Walk
    folder: str = ""

    def path(self, site: Path) -> str | None:
        """The first page of this kind, as its address below the site; None where there is none."""
        for file in sorted((site / self.folder).rglob("index.html")):
            address = f"{file.parent.relative_to(site).as_posix()}/".removeprefix("./")
            text = file.read_text(encoding="utf-8")
            index = bool(self.folder) and address == self.folder
            if not index and all(part in text for part in self.markup):
                return address
        return None


def shown(tab: Page, selector: str):
    return tab.locator(selector).locator("visible=true").first


def press(tab: Page, action: str, within: str = "") -> None:
    shown(tab, f"{within} [data-action={action}]").click()


def unfold(tab: Page) -> None:
    """Open all that is folded in the text of a page."""
    tab.evaluate("for (const fold of document.querySelectorAll('.page details')) fold.open = true")


def plain(tab: Page) -> Iterator[str]:
    yield "as it comes"


def menu(tab: Page) -> Iterator[str]:
    yield "as it comes"
    tab.locator(".menu summary").click()
    yield "menu open"


def unfolded(tab: Page) -> Iterator[str]:
    yield "as it comes"
    unfold(tab)
    yield "unfolded"


def message(tab: Page) -> Iterator[str]:
    """An e-mail, a note, a text: from empty to sent, and edited."""
    yield "as it comes"
    unfold(tab)
    for switch in tab.locator("[data-switch]").locator("visible=true").all():
        switch.check()
    yield "tones and sentences"
    for button in tab.locator("[data-action=ways]").locator("visible=true").all():
        button.click()
    unfold(tab)
    yield "ways to send"
    press(tab, "copy-message")
    yield "gaps left open"
    fill(tab)
    press(tab, "copy-message")
    shown(tab, "[data-action=sent]").wait_for()
    yield "copied"
    press(tab, "sent")
    yield "sent"
    press(tab, "edit")
    yield "being edited"
    shown(tab, ".email textarea.email__editor").fill("One word after another. " * 60)
    press(tab, "edit")
    yield "edited"
    press(tab, "reset")
    yield "back to the original"


def fill(tab: Page) -> None:
    for field in tab.locator(".email [name]").locator("visible=true").all():
        if field.evaluate("field => field.matches('select')"):
            field.select_option(index=1)
        else:
            date = field.get_attribute("type") == "date"
            field.fill("2026-05-03" if date else "Something longer than its field has room for")


def script(tab: Page) -> Iterator[str]:
    """A message that is said: nothing to send."""
    yield "as it comes"
    fill(tab)
    press(tab, "edit")
    yield "being edited"


def checklist(tab: Page) -> Iterator[str]:
    """A list: ticked, set aside, step by step, undone; and a shared computer."""
    yield "as it comes"
    tab.locator("[data-item] [type=checkbox]").first.check()
    tab.locator("[data-notice]").locator("visible=true").first.wait_for()
    yield "ticked, with a notice"
    press(tab, "skip")
    yield "set aside"
    press(tab, "step")
    yield "one step at a time"
    press(tab, "step")
    press(tab, "reset")
    yield "all taken back"
    press(tab, "shared", "[data-notice]")
    shown(tab, "[data-action=finish]").wait_for()
    yield "on a shared computer"
    press(tab, "finish")
    yield "about to finish"


def both(tab: Page) -> Iterator[str]:
    """A chapter with a message and a list in it."""
    yield "as it comes"
    unfold(tab)
    tab.locator("[data-item] [type=checkbox]").first.check()
    press(tab, "ways")
    yield "unfolded, ticked, ways to send"


def worksheet(tab: Page) -> Iterator[str]:
    yield "as it comes"
    for area in (
        tab.locator(":is([data-write], [data-table]) textarea").locator("visible=true").all()
    ):
        area.fill("Some words, and more words than the box had room for when it was empty.")
    yield "written in"
    if tab.locator("[data-action=add]").count():
        press(tab, "add")
        press(tab, "remove")
        yield "rows added and removed"
    press(tab, "reset")
    yield "emptied"


def gallery(tab: Page) -> Iterator[str]:
    yield "as it comes"
    unfold(tab)
    yield "filters"
    shown(tab, "[name=words]").fill("zzzz")
    yield "nothing found"


def pack(tab: Page) -> Iterator[str]:
    yield "as it comes"
    for choice in tab.locator("[type=checkbox]").locator("visible=true").all()[:6]:
        choice.check()
    yield "chosen"
    press(tab, "copy-link")
    yield "link"


def stored(tab: Page) -> Iterator[str]:
    yield "as it comes"
    tab.evaluate(
        """() => { for (const n of [1, 2, 3]) localStorage.setItem(
             `${guide.base}|1|1|write|somewhere|question-${n}`,
             JSON.stringify({ value: "Words that I wrote. ".repeat(n * 5), at: "2026-05-03" })) }"""
    )
    tab.reload()
    yield "with something in it"
    with tab.expect_download() as saving:
        press(tab, "save")
    tab.locator("input[type=file]").set_input_files(saving.value.path())
    shown(tab, "[data-action=merge]").wait_for()
    yield "a file looked into"
    press(tab, "cancel")
    press(tab, "erase")
    yield "about to erase"
    press(tab, "erase-yes")
    yield "erased"


def search(tab: Page) -> Iterator[str]:
    yield "as it comes"
    shown(tab, "input.md-search__input").fill("a")
    tab.locator(".md-search-result__link").first.wait_for()
    unfold(tab)
    yield "found"


KINDS = {
    "home": Kind(('class="cards"',), menu),
    "chapter": Kind(("data-email=", "data-checklist="), both),
    "e-mail": Kind(('data-channel="email"', "data-switch="), message, "emails/"),
    "e-mail with a choice": Kind(
        ('data-channel="email"', 'data-kind="choice"'), message, "emails/"
    ),
    "note": Kind(('data-channel="note"',), message, "emails/"),
    "text": Kind(('data-channel="text"',), message, "emails/"),
    "script": Kind(('data-channel="script"',), script, "emails/"),
    "list": Kind(("data-checklist=",), checklist, "checklists/"),
    "questions": Kind(("data-write=",), worksheet, "worksheets/"),
    "table to fill": Kind(("data-table=",), worksheet, "worksheets/"),
    "gallery": Kind(('class="gallery"',), gallery),
    "packs": Kind(('class="pack"',), pack),
    "stored data": Kind(('class="data"',), stored),
    "search": Kind(('data-md-component="search"',), search),
    "sources": Kind(('class="sources"',), plain),
    "words": Kind(("<dl",), plain),
    "numbers to call": Kind(('class="calls"',), unfolded),
    "table": Kind(("<table", "data-cite="), unfolded),
    "contents": Kind(('class="contents',), unfolded),
    "part": Kind(("end__ways",), plain),
}
# The page for an address that does not exist is in no folder.
MISSING = "no-such-page/of/mine"
WALKS = {**{name: kind.walk for name, kind in KINDS.items()}, "missing": menu}
# These have the controls of another, at the same places.
ALIKE = ("note", "text", "e-mail with a choice")
# Of alike ones one, for tests that take long; `make sweep` has all.
NAMES = [pytest.param(name, marks=pytest.mark.sweep) if name in ALIKE else name for name in WALKS]
