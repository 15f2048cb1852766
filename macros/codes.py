"""QR codes: the address of a page as a picture, for paper."""

from __future__ import annotations

import html
import re
from functools import lru_cache

import segno

# An empty element that asks for a code: `<span data-code="https://…"></span>`.
_PLACE = re.compile(r'(<(\w+)\b[^>]*?\sdata-code="([^"]+)"[^>]*>)(</\2>)')
# White around the code, in modules. Paper around it gives the rest of the four that scanners like.
_QUIET = 2


@lru_cache(maxsize=512)
def svg(address: str) -> str:
    """Return the QR code of an address as an inline SVG, which needs neither style nor script."""
    code = segno.make_qr(address, error="m", boost_error=False)
    return code.svg_inline(omitsize=True, border=_QUIET, svgclass=None, lineclass=None).strip()


def filled(page: str) -> str:
    """Put its code in each empty element of a page that carries ``data-code="<address>"``."""
    return _PLACE.sub(
        lambda match: match.group(1) + svg(html.unescape(match.group(3))) + match.group(4), page
    )
