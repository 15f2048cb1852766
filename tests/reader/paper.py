"""Read printed pages back: their text, and the squares at the left margin as they were drawn."""

import io
import itertools
from dataclasses import dataclass

import pypdfium2
from pypdf import PdfReader

MM = 10  # pixels in a millimetre of the rendered page
DARK = 140
LEFT = 16  # millimetres: the page's margin
STRIP = range(int((LEFT - 0.5) * MM), int((LEFT + 6) * MM))
BEYOND = int((LEFT + 7) * MM)


@dataclass
class Box:
    """A square on paper: its page, its height in millimetres, and how dark its inside is (0–1)."""

    page: int
    size: float
    ink: float


def texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def images(pdf: bytes):
    for page in pypdfium2.PdfDocument(pdf):
        yield page.render(scale=25.4 * MM / 72).to_pil().convert("L")


def boxes(pdf: bytes) -> list[Box]:
    """Find the squares: two dark lines with a dark left side, that end before the text begins."""
    found = []
    for number, image in enumerate(images(pdf)):
        dark = image.load()
        lines = []
        for y in range(image.height):
            width = sum(dark[x, y] < DARK for x in STRIP)
            if width > 4 * MM and dark[BEYOND, y] > DARK:
                if lines and y - lines[-1][1] <= 2:
                    lines[-1][1] = y
                else:
                    lines.append([y, y])
        for (top, _), (_, bottom) in itertools.pairwise(lines):
            rows = range(top + 8, bottom - 7)
            side = [min(dark[x, y] for x in range(LEFT * MM - 2, LEFT * MM + 6)) for y in rows]
            if not rows or max(side) > DARK:
                continue
            inside = [
                dark[x, y] < DARK for y in rows for x in range((LEFT + 1) * MM, (LEFT + 4) * MM)
            ]
            found.append(Box(number, (bottom - top + 1) / MM, sum(inside) / len(inside)))
    return found
