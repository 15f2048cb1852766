"""Read printed pages back: their text, their codes, and the squares at the left margin."""

import ctypes
import io
import itertools
import re
import unicodedata
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw
import zxingcpp
from pypdf import PdfReader

MM = 10  # pixels in a millimetre of the rendered page
DARK = 140
LEFT = 16  # millimetres: the page's margin
STRIP = range(int((LEFT - 0.5) * MM), int((LEFT + 8) * MM))
BEYOND = int((LEFT + 8) * MM)


@dataclass
class Box:
    """A square on paper: its page, its height in millimetres, and how dark its inside is (0–1)."""

    page: int
    size: float
    ink: float


def texts(pdf: bytes) -> list[str]:
    """The text of each page; "fi" drawn as one sign is two letters again."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return [unicodedata.normalize("NFKC", page.extract_text()) for page in pages]


# What stands at the foot of every sheet: the number, the day of the review, the address.
FOOT = re.compile(r"\d+ / \d+|Last reviewed \d+ \w+ \d+|127\.0\.0\.1:\d+/[\w/-]+")


def own(pdf: bytes) -> list[str]:
    """The words of each page that are no number, date or address of it."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        text = unicodedata.normalize("NFKC", page.get_textpage().get_text_range())
        found.append(" ".join(FOOT.sub(" ", " ".join(text.split())).split()))
    return found


@dataclass
class Place:
    """Where words stand on a page, in millimetres from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float


def place(pdf: bytes, words: str, page: int = 0) -> Place:
    """Find words on a page."""
    sheet = pypdfium2.PdfDocument(pdf)[page]
    text = sheet.get_textpage()
    found = text.search(words).get_next()
    assert found, f"{words!r} is not on page {page + 1}"
    rects = [text.get_rect(n) for n in range(text.count_rects(*found))]
    height = sheet.get_height()
    left, bottom, right, top = (
        pick(rect[n] for rect in rects) for n, pick in enumerate((min, min, max, max))
    )
    return Place(*(value * 25.4 / 72 for value in (left, height - top, right, height - bottom)))


def objects(pdf: bytes, kind: int):
    for page in pypdfium2.PdfDocument(pdf):
        for thing in page.get_objects(max_depth=15):
            if thing.type == kind:
                yield thing


def text_sizes(pdf: bytes) -> set[float]:
    """The sizes of all text, in points."""
    found, size = set(), ctypes.c_float()
    for thing in objects(pdf, pypdfium2.raw.FPDF_PAGEOBJ_TEXT):
        pypdfium2.raw.FPDFTextObj_GetFontSize(thing, size)
        found.add(round(size.value * abs(thing.get_matrix().d), 1))
    return found


def colors(pdf: bytes) -> set[tuple[int, ...]]:
    """The colours of all text, lines and areas: red, green, blue, and how opaque."""
    raw, found = pypdfium2.raw, set()
    parts = [ctypes.c_uint() for _ in range(4)]
    filled, stroked = ctypes.c_int(), ctypes.c_int()

    def add(get, thing):
        get(thing, *parts)
        found.add(tuple(part.value for part in parts))

    for thing in objects(pdf, raw.FPDF_PAGEOBJ_TEXT):
        add(raw.FPDFPageObj_GetFillColor, thing)
    for thing in objects(pdf, raw.FPDF_PAGEOBJ_PATH):
        raw.FPDFPath_GetDrawMode(thing, filled, stroked)
        if filled.value:
            add(raw.FPDFPageObj_GetFillColor, thing)
        if stroked.value:
            add(raw.FPDFPageObj_GetStrokeColor, thing)
    return found


def size(pdf: bytes) -> tuple[int, int]:
    """Width and height of the first page, in millimetres."""
    box = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    return round(box.width * 25.4 / 72), round(box.height * 25.4 / 72)


def images(pdf: bytes):
    for page in pypdfium2.PdfDocument(pdf):
        yield page.render(scale=25.4 * MM / 72).to_pil().convert("L")


@dataclass
class Code:
    """A QR code on paper: its page, what it says, and the length of its side in millimetres."""

    page: int
    text: str
    size: float


def codes(pdf: bytes) -> list[Code]:
    """Find the QR codes, as a phone would."""
    found = []
    for number, image in enumerate(images(pdf)):
        for code in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode):
            left, right = code.position.top_left, code.position.top_right
            found.append(Code(number, code.text, (right.x - left.x) / MM))
    return found


def boxes(pdf: bytes) -> list[Box]:
    """Find the squares: two dark lines with a dark left side, that end before the text begins."""
    found = []
    for number, image in enumerate(images(pdf)):
        dark = image.load()
        part = image.crop((STRIP.start, 0, STRIP.stop, image.height))
        strip = part.point(lambda value: value < DARK).tobytes()
        lines = []
        for y in range(image.height):
            width = sum(strip[y * len(STRIP) : (y + 1) * len(STRIP)])
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
            if bottom - top > 4 * MM:
                found.append(Box(number, (bottom - top + 1) / MM, sum(inside) / len(inside)))
    return found
