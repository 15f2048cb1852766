"""Pages laid out with the fonts of the tests, whatever the machine has."""

import pytest
from playwright.sync_api import expect

from tests import browser as browsers
from tests import fonts
from tests.layout.kinds import KINDS, MISSING
from tests.layout.looks import LOOKS

WAIT = 30_000

expect.set_options(timeout=WAIT)


@pytest.fixture(scope="session")
def chromium_with(playwright):
    """A Chromium that knows one font; started when it is first asked for."""
    path = browsers.quick()
    running = {}

    def get(font):
        if font not in running:
            env = fonts.environment(font)
            running[font] = browsers.launch(playwright, "chromium", path, env=env)
        return running[font]

    yield get
    for browser in running.values():
        browser.close()


@pytest.fixture
def tab_with(chromium_with, server):
    """Open a tab for a look; options are Playwright's."""
    made = []

    def make(look, **options):
        font, style = LOOKS[look]
        options = {"permissions": ["clipboard-read", "clipboard-write"], **options}
        context = chromium_with(font).new_context(base_url=server.url, **options)
        made.append(context)
        context.set_default_timeout(WAIT)
        # The site's policy allows no style in a page; what a script adopts is the reader's own.
        context.add_init_script(
            "{ const own = new CSSStyleSheet();"
            f"own.replaceSync(`{style}`); document.adoptedStyleSheets = [own]; }}"
        )
        return context.new_page()

    yield make
    for context in made:
        context.close()


@pytest.fixture(scope="session")
def path_of(site):
    """The page of each kind; a kind that a guide does not have is skipped."""

    def path(name):
        if name == "missing":
            return MISSING
        found = KINDS[name].path(site)
        if found is None:
            pytest.skip(f"no page of this kind here: {name}")
        return found

    return path
