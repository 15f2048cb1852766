import base64
import math
import re

import zxingcpp
from PIL import Image, ImageDraw

from macros import codes
from tests import markup

ADDRESS = "https://someone.example/a-guide/lists/pack-a-bag/?a=1&b=2"


def picture(svg: str, scale: int = 8) -> Image.Image:
    """Draw the code: one path of runs to the right, each a module high."""
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', svg).group(1)) * scale
    image = Image.new("L", (side + 8 * scale, side + 8 * scale), 255)
    draw = ImageDraw.Draw(image)
    x = y = 0.0
    for step, numbers in re.findall(r"([Mmh])([-\d. ]+)", svg.split(' d="')[1]):
        values = [float(number) for number in numbers.split()]
        if step == "h":
            left, top = (4 + x) * scale, (4 + y - 0.5) * scale
            right = left + values[0] * scale
            draw.rectangle([left, top, right - 1, top + scale - 1], fill=0)
            x += values[0]
        else:
            x, y = values if step == "M" else (x + values[0], y + values[1])
    return image


def test_a_code_says_the_whole_address():
    [code] = zxingcpp.read_barcodes(picture(codes.svg(ADDRESS)))
    assert code.text == ADDRESS


def test_a_code_has_no_style_that_the_policy_would_forbid():
    assert "style" not in codes.svg(ADDRESS)
    assert "class" not in codes.svg(ADDRESS)


def test_each_place_gets_the_code_of_its_own_address():
    page = '<p><span class="x" data-code="https://a.example/?b&amp;c" hidden></span> text</p>'
    place = markup.parse(codes.filled(page)).one("span")
    assert place.one("svg").all("path")
    assert codes.svg("https://a.example/?b&c") in codes.filled(page)


def test_the_name_of_a_code_stands_on_the_picture():
    page = '<p><span data-code="https://a.example/" data-label="The &amp; code"></span></p>'
    picture = markup.parse(codes.filled(page)).one("svg")
    assert picture.attrs["role"] == "img"
    assert picture.attrs["aria-label"] == "The & code"


def test_a_code_to_be_drawn_later_comes_as_its_modules_row_by_row():
    [place] = markup.parse(codes.filled('<p data-bits="https://a.example/?b&amp;c"></p>')).all("p")
    data = base64.b64decode(place.attrs["data-bits"])
    modules = "".join(f"{byte:08b}" for byte in data)
    side = math.isqrt(len(modules))
    image = Image.new("L", (side + 8, side + 8), 255)
    for at in range(side * side):
        image.putpixel((at % side + 4, at // side + 4), 255 * (modules[at] == "0"))
    [code] = zxingcpp.read_barcodes(image.resize((side * 8, side * 8), Image.Resampling.NEAREST))
    assert code.text == "https://a.example/?b&c"


def test_a_page_without_a_place_stays_as_it_is():
    page = "<p><span data-code></span> data-code=&quot;x&quot;</p>"
    assert codes.filled(page) == page
