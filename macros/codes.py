"""QR codes: the address of a page as a picture, for paper."""

from __future__ import annotations

import base64
import html
import re
from functools import lru_cache

import segno

# An empty element that asks for a code: `<span data-code="https://…"></span>`.
_PLACE = re.compile(r'(<(\w+)\b[^>]*?\sdata-code="([^"]+)"[^>]*>)(</\2>)')
# What a code is called for who cannot see it. It stands on the picture: browsers print its name
# into the tags of a PDF from there only.
_LABEL = re.compile(r'\sdata-label="([^"]*)"')
# One that asks for its bits, to be drawn when it is printed: `<span data-bits="https://…">`. What
# holds bits already has no colon.
_BITS = re.compile(r' data-bits="(\w+:[^"]+)"')
# White around the code, in modules. Paper around it gives the rest of the four that scanners like.
_QUIET = 2
# The side of a code in pixels, about 22 mm.
_SIDE = 84


def svg(address: str) -> str:
    """Return the QR code of an address as an inline SVG, which needs neither style nor script."""
    code = _code(address)
    picture = code.svg_inline(omitsize=True, border=_QUIET, svgclass=None, lineclass=None).strip()
    # Where no style says how large it is, it does not fill the page.
    return picture.replace("<svg", f'<svg width="{_SIDE}" height="{_SIDE}"', 1)


def bits(address: str) -> str:
    """Return the QR code of an address, a bit for each module, row by row, in base64.

    Zeros at the end fill the last byte.
    """
    modules = "".join(str(int(module)) for row in _code(address).matrix for module in row)
    count = -(-len(modules) // 8)
    return base64.b64encode(int(modules.ljust(count * 8, "0"), 2).to_bytes(count, "big")).decode()


# The page and what is inserted of it elsewhere bring the same code.
@lru_cache(maxsize=512)
def _code(address: str) -> segno.QRCode:
    return segno.make_qr(address, error="m", boost_error=False)


def filled(page: str) -> str:
    """Put its code in each element of a page that asks for one.

    That is an empty one with ``data-code="<address>"``, or one with ``data-bits="<address>"``.
    """

    def drawn(match: re.Match[str]) -> str:
        picture = svg(html.unescape(match.group(3)))
        if label := _LABEL.search(match.group(1)):
            picture = picture.replace("<svg", f'<svg role="img" aria-label="{label.group(1)}"', 1)
        return match.group(1) + picture + match.group(4)

    page = _PLACE.sub(drawn, page)
    return _BITS.sub(lambda match: f' data-bits="{bits(html.unescape(match.group(1)))}"', page)
