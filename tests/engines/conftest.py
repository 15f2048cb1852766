"""Journeys in every engine: one browser of each, on the site as its host serves it."""

import contextlib

import pytest

pytest.register_assert_rewrite("tests.engines.journeys", "tests.engines.reader")

from tests import browser as browsers  # noqa: E402 - after what it is to know
from tests.engines import host as hosts  # noqa: E402
from tests.engines import reader as readers  # noqa: E402
from tests.engines.limits import CANNOT  # noqa: E402
from tests.engines.places import Places  # noqa: E402

# Seconds for one journey, which takes two: a browser that hangs hears no other limit.
LIMIT = 120


def pytest_collection_modifyitems(items):
    for item in items:
        if "engine" in item.fixturenames and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(LIMIT))


@pytest.fixture(scope="session")
def places(site):
    return Places(site)


@pytest.fixture(scope="session")
def hosted(site, prefix):
    with hosts.hosted(site, prefix) as running:
        yield running


@pytest.fixture(scope="module")
def engine(request, playwright):
    """The browser of the engine that the module is for; left out, loudly, where there is none."""
    name = request.module.ENGINE
    running = readers.start(name, browsers.need(name), playwright)
    yield running
    running.close()


@pytest.fixture
def host(hosted, engine):
    hosted.reset(listen=not engine.listens)
    return hosted


@pytest.fixture
def new_reader(request, engine, host):
    """Open a browser for a new reader; the one before is gone, with all that it kept.

    Errors in a page fail the journey, unless it says that there will be some (`careless`).
    """
    reason = CANNOT.get(request.node.originalname, {}).get(request.module.ENGINE)
    if reason:
        pytest.skip(reason)
    errors, heeded = [], [True]

    def go(careless=False, **options):
        heeded.append(not careless)
        # One after the other: the driver of WebKit serves no second.
        browser_open.close()
        return browser_open.enter_context(engine.reader(host.url, errors, **options))

    with contextlib.ExitStack() as browser_open:
        yield go
    assert not all(heeded) or errors + host.errors + host.missed == []


@pytest.fixture
def reader(new_reader):
    return new_reader()
