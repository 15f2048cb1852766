"""What the tests share: the built site, served as GitHub Pages serves it."""

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests import built
from tests.served import served

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def site():
    folder = ROOT / "site"
    assert (folder / "index.html").is_file(), "no site here: `make test` builds it first"
    return folder


@pytest.fixture(scope="session")
def prefix(site):
    return built.prefix(site)


@pytest.fixture(scope="session")
def server(site, prefix):
    with served(site, prefix) as running:
        yield running


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as running:
        yield running
