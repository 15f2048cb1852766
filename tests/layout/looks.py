"""How pages can look: the fonts there may be, and what readers set for themselves."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

PRESS = (Path(__file__).parent / "press.js").read_text(encoding="utf-8")

# The text spacing of WCAG 1.4.12, and letters twice as large as the page sets them.
SPACED = """
  * { line-height: 1.5 !important; letter-spacing: .12em !important;
      word-spacing: .16em !important }
  p { margin-bottom: 2em !important }
"""
LARGE = "html { font-size: 212.5% !important }"
# A font, and a style of the reader's own.
LOOKS = {
    "wide": ("wide", ""),
    "narrow": ("narrow", ""),
    "spaced": ("wide", SPACED),
    "large": ("wide", LARGE),
}
# The windows: how high for each width.
WINDOWS = {320: 640, 768: 1024, 1024: 768, 1280: 720, 1920: 1080}


def size(tab: Page, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": WINDOWS[width]})


def faults(tab: Page, widths=WINDOWS) -> dict[int, dict]:
    """What `press.js` finds wrong with a page as it stands, by width; empty when all is well."""
    found = {}
    for width in widths:
        size(tab, width)
        seen = tab.evaluate(PRESS, {"words": True})
        assert seen.pop("controls") > 3, "hardly anything to press: was the page there?"
        if any(seen.values()):
            found[width] = {name: what for name, what in seen.items() if what}
    return found
