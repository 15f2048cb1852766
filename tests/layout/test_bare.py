"""Where the styles do not arrive, a page is plain and can be read."""

import pytest

from tests.layout.kinds import KINDS
from tests.layout.looks import size


@pytest.mark.parametrize("name", KINDS)
def test_no_picture_fills_the_screen_without_styles(tab_with, path_of, name):
    tab = tab_with("wide")
    tab.route("**/*.css", lambda route: route.abort())
    size(tab, 320)
    tab.goto(path_of(name))
    assert tab.evaluate("getComputedStyle(document.body).marginTop") == "8px", "styles arrived"
    pictures = tab.locator("svg, img").locator("visible=true").all()
    assert pictures
    assert max(picture.bounding_box()["height"] for picture in pictures) < 100
    unsized = "svg:not([width]), svg:not([height]), img:not([width]), img:not([height])"
    assert tab.locator(unsized).count() == 0
