"""What the tests share: the built site, served as GitHub Pages serves it."""

from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests import browser, built
from tests.served import served

ROOT = Path(__file__).parent.parent


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter):
    """After all else: which engines were not tried, and how to get them."""
    yield
    skipped = [report.longrepr[2] for report in terminalreporter.stats.get("skipped", [])]
    for reason, times in Counter(skipped).items():
        words = reason.partition(browser.NOT_TRIED)[2]
        if words:
            terminalreporter.write_line(f"{times} JOURNEYS NOT TRIED.{words}", red=True, bold=True)


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
    # One for all folders: a process runs no second.
    with sync_playwright() as running:
        yield running
