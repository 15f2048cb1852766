"""Every control can be pressed and every word read, on every kind of page, in every state."""

import pytest

from tests.layout.kinds import KINDS, NAMES, WALKS
from tests.layout.looks import faults, size


def test_this_guide_has_a_page_of_every_kind(site):
    assert [name for name, kind in KINDS.items() if kind.path(site) is None] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_control_can_be_pressed_in_every_state(tab_with, path_of, name):
    tab = tab_with("wide")
    size(tab, 1280)
    tab.goto(path_of(name))
    found = {}
    for state in WALKS[name](tab):
        if wrong := faults(tab):
            found[state] = wrong
        size(tab, 1280)
    assert found == {}
