"""Readers' journeys: Chromium, on the site as GitHub Pages serves it."""

import pytest
from playwright.sync_api import expect

from tests import browser as browsers
from tests import fonts
from tests.built import every_page
from tests.layout.kinds import KINDS

PHONE = {"width": 360, "height": 780}

# Milliseconds, of which a machine at rest needs few: they are for one that is busy.
WAIT = 30_000

expect.set_options(timeout=WAIT)


@pytest.fixture(scope="session")
def chromium(playwright):
    path = browsers.quick()
    # The wide font: where it has room, so have others. What a machine has installed never matters.
    env = fonts.environment("wide")
    browser = browsers.launch(playwright, "chromium", path, env=env)
    yield browser
    browser.close()


def errors_of(context):
    """The errors of the pages that will be opened, as they come."""
    errors = []

    def console(message):
        # Chromium tells a missing file without its address; `response` knows it.
        if message.type == "error" and "Failed to load resource" not in message.text:
            errors.append(message.text)

    def response(answer):
        if answer.status >= 400 and "no-such-page" not in answer.url:
            errors.append(f"{answer.status} {answer.url}")

    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on("console", console)
    context.on("response", response)
    return errors


@pytest.fixture
def new_context(chromium, server):
    """Make a reader's browser profile; options are Playwright's. Errors of a page fail the test."""
    made = {}

    def make(**options):
        options = {"viewport": PHONE, "base_url": server.url, **options}
        context = chromium.new_context(**options)
        context.set_default_timeout(WAIT)
        made[context] = errors_of(context)
        return context

    yield make
    for context in made:
        context.close()
    assert [error for errors in made.values() for error in errors] == []


@pytest.fixture(params=["each kind", pytest.param("every page", marks=pytest.mark.sweep)])
def paths(request, site):
    """Where to look: at a page of each kind; `make sweep` looks at every page."""
    if request.param == "every page":
        return every_page(site)
    found = {kind.path(site) for kind in KINDS.values()}
    return sorted(path for path in found if path is not None)


@pytest.fixture
def context(new_context):
    return new_context(permissions=["clipboard-read", "clipboard-write"])


@pytest.fixture
def visit(context):
    """Open a page of the site in a new tab."""

    def go(path=""):
        tab = context.new_page()
        tab.goto(path)
        return tab

    return go
