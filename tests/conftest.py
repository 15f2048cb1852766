"""What the tests share: the built site, served as GitHub Pages serves it."""

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from xdist.scheduler import LoadFileScheduling

from tests import browser, built
from tests.served import served

ROOT = Path(__file__).parent.parent


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter):
    """After all else, one line: what was not tried for want of a browser, and how to get them."""
    stats = terminalreporter.stats
    skipped = stats.get("skipped", [])
    missing = [report for report in skipped if browser.NOT_TRIED in report.longrepr[2]]
    stats["skipped"] = [report for report in skipped if report not in missing]
    yield
    stats["skipped"] = skipped
    if missing:
        reasons = {report.longrepr[2].partition(browser.NOT_TRIED)[2] for report in missing}
        line = f"{len(missing)} TESTS WERE NOT TRIED.{''.join(sorted(reasons))}"
        terminalreporter.write_line(line, red=True, bold=True)


class ByFile(LoadFileScheduling):
    """As xdist's own, but a test whose process has ended is not begun again.

    It ran into its time limit, and would end the next process the same way.
    """

    def remove_node(self, node):
        left = self.assigned_work.pop(node)
        begun = [(file, test) for file in left for test, done in left[file].items() if not done]
        if not begun:
            return None
        file, ended = begun[0]
        left[file][ended] = True
        self.workqueue.update({file: left[file] for file, _ in begun[1:]})
        for other in self.assigned_work:
            self._reschedule(other)
        return ended


def pytest_xdist_make_scheduler(config, log):
    return ByFile(config, log)


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
