"""Waiting for what a page has come to."""

import time

from playwright.sync_api import Error, Page

WAIT = 30  # seconds, of which a machine at rest needs few


def until(tab: Page, expression: str, value=None):
    """Wait until an expression, or a function of `value`, is true in the page.

    Playwright's own wait looks again by `eval`, which the policy of the site forbids.
    """
    end = time.monotonic() + WAIT
    while True:
        try:
            if tab.evaluate(expression, value):
                return
            state = "still false"
        except Error as error:
            # A page that is being left answers nothing.
            state = error.message
        assert time.monotonic() < end, f"never true: {expression}; {state}"
        tab.wait_for_timeout(20)


def painted(tab: Page):
    """Wait until what was pressed is painted, and all that was to come behind it is done."""
    tab.evaluate("new Promise((done) => guide.painted(() => setTimeout(done)))")
