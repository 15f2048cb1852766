"""Every page, in every look and engine: what the tests look at on a page of each kind."""

import pytest

from tests import built
from tests.layout.looks import LOOKS, faults, size

pytestmark = [pytest.mark.sweep, pytest.mark.timeout(3600)]


@pytest.fixture(scope="module")
def addresses(site):
    return [built.address(path) for path in built.pages(site)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("look", LOOKS)
def test_no_word_and_no_control_is_lost_on_any_page(tab_with, addresses, look, scheme):
    tab = tab_with(look, color_scheme=scheme)
    size(tab, 1280)
    found = {}
    for address in addresses:
        tab.goto(address)
        if wrong := faults(tab):
            found[address] = wrong
    assert found == {}
