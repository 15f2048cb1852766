"""A reader at a browser of any engine: what a person does, in the same words for all.

`css` means the first element that matches and can be seen, and the driver's own press or key: what
lies over it takes the press, as it would take a finger's.
"""

from __future__ import annotations

import contextlib
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Playwright

from tests import browser as browsers
from tests import fonts
from tests.engines import webdriver

# Seconds, of which a machine at rest needs few: they are for one that is busy.
WAIT = 20
# Where it has room, so have others. What a machine has installed never matters.
FONT = "wide"
VIEWPORT = {"width": 1280, "height": 800}
VISIBLE = """[...document.querySelectorAll({css})].find(
  (e) => e.checkVisibility({{ visibilityProperty: true }}) && e.getClientRects().length)"""
# Keys that WebDriver knows by a sign of its own (W3C WebDriver, 17.4.2).
KEYS = {
    "Control": "\ue009",
    "Shift": "\ue008",
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "Space": " ",
}


def found(css: str) -> str:
    """The expression for the first visible element that matches."""
    return VISIBLE.format(css=json.dumps(css))


class Reader:
    """A tab. What both kinds share is said over `evaluate`."""

    def until(self, what: str, expression: str, fits: Callable[[Any], object] = bool) -> Any:
        """Wait until the value of an expression fits, which is: is true, unless told; return it."""
        end = time.monotonic() + WAIT
        while True:
            try:
                value = self.evaluate(expression)
                if fits(value):
                    return value
            except (Error, webdriver.WebDriverError) as error:
                # A page that is being left answers nothing.
                value = error
            assert time.monotonic() < end, f"never: {what}; at last {value!r}"
            time.sleep(0.03)

    def becomes(self, what: str, expression: str, value: Any) -> None:
        """Wait until an expression has a value."""
        # As JSON: to Python, true is 1.
        wanted = json.dumps(value, sort_keys=True)
        self.until(what, expression, lambda now: json.dumps(now, sort_keys=True) == wanted)

    def text(self, css: str) -> str | None:
        """The text of an element as it is laid out; None where none is seen."""
        return self.evaluate(f"{found(css)}?.innerText ?? null")

    def value(self, css: str) -> str | None:
        """What stands in a field; None where none is seen."""
        return self.evaluate(f"{found(css)}?.value ?? null")

    def sees(self, css: str) -> bool:
        """Whether such an element is seen."""
        return self.evaluate(f"Boolean({found(css)})")

    def stored(self) -> dict[str, str]:
        """All that the browser keeps for the site."""
        return self.evaluate("({ ...localStorage })")

    def settle(self) -> None:
        """Wait until what was begun has been painted."""
        self.evaluate("void delete window.settled")
        # Begun again in a page that has come in its place.
        self.until(
            "the page is painted",
            "window.settled ?? void (window.settled = false, requestAnimationFrame(() => "
            "requestAnimationFrame(() => setTimeout(() => { window.settled = true }))))",
        )

    def replace(self, css: str, text: str) -> None:
        """Type over what stands in a field."""
        self.press(css)
        self.keys("Control+a")
        self.type(css, text)

    def pasted(self) -> str:
        """What was copied, as a reader gets it: pasted into a field."""
        self.evaluate(
            "void document.body.prepend(Object.assign(document.createElement('textarea'), "
            "{ id: 'paste' }))"
        )
        self.press("#paste")
        self.keys("Control+v")
        text = self.until("something was pasted", "document.querySelector('#paste').value")
        self.evaluate("document.querySelector('#paste').remove()")
        return text

    def saved(self, css: str) -> str:
        """Press what saves a file; return what is in it, as it is handed to the browser."""
        self.evaluate(
            """void (URL.createObjectURL = ((make) => (file) => {
              file.text().then((text) => { window.saved = text });
              return make(file);
            })(URL.createObjectURL),
            HTMLAnchorElement.prototype.click = () => {})"""
        )
        self.press(css)
        return self.until("a file is saved", "window.saved")

    def back(self) -> None:
        """Go back, as by the browser's button."""
        # Not the driver's own: it waits for events that a page which was kept does not send.
        here = json.dumps(self.evaluate("location.href"))
        self.evaluate("void setTimeout(() => history.back())")
        there = f"location.href !== {here} && document.readyState === 'complete'"
        self.until("the page before is there", there)
        self.settle()

    def follow(self, css: str) -> None:
        """Press a link, and wait for the page it leads to."""
        here = json.dumps(self.evaluate("location.href"))
        self.press(css)
        there = f"location.href !== {here} && document.readyState === 'complete'"
        self.until("another page is there", there)


class ByPlaywright(Reader):
    """A tab of Chromium or Firefox."""

    def __init__(self, context: BrowserContext):
        self.context, self.page = context, context.new_page()

    def _find(self, css: str) -> Any:
        return self.page.locator(f"{css} >> visible=true").first

    def goto(self, path: str) -> None:
        """Open a page of the site."""
        self.page.goto(path)

    def press(self, css: str) -> None:
        """Click."""
        self._find(css).click()

    def type(self, css: str, text: str) -> None:
        """Type, key by key."""
        self._find(css).press_sequentially(text)

    def keys(self, keys: str) -> None:
        """Press a key, or several at once, as `Control+a`, wherever the focus is."""
        self.page.keyboard.press(keys)

    def choose(self, css: str, value: str) -> None:
        """Choose one of a list."""
        self._find(css).select_option(value)

    def load(self, css: str, file: Path) -> None:
        """Give a file to a field for files."""
        self._find(css).set_input_files(file)

    def evaluate(self, expression: str) -> Any:
        """The value of an expression in the page."""
        return self.page.evaluate(expression)

    def tab(self) -> Reader:
        """Another tab of the same browser."""
        return type(self)(self.context)

    def front(self) -> None:
        """Bring this tab to the front."""
        self.page.bring_to_front()

    def reload(self) -> None:
        """Load the page anew."""
        self.page.reload()

    def size(self, width: int, height: int) -> None:
        """Give the page these CSS pixels."""
        self.page.set_viewport_size({"width": width, "height": height})

    def screenshot(self) -> bytes:
        """What is seen of the page, as PNG."""
        return self.page.screenshot()

    def close(self) -> None:
        """Close the tab."""
        self.page.close()


class InChromium(ByPlaywright):
    """Chromium tells of what it downloads."""

    def saved(self, css: str) -> str:
        with self.page.expect_download() as download:
            self.press(css)
        return download.value.path().read_text(encoding="utf-8")


class InFirefox(ByPlaywright):
    """Firefox has its page back at once, while Playwright waits for it to load."""

    returned = False

    def goto(self, path: str) -> None:
        self.returned = False
        super().goto(path)

    def back(self) -> None:
        self.returned = True
        super().back()

    def press(self, css: str) -> None:
        if not self.returned:
            return super().press(css)
        self.evaluate(f"{found(css)}.scrollIntoView({{ block: 'center', behavior: 'instant' }})")
        x, y, width, height = self.evaluate(
            f"(({{ x, y, width, height }}) => [x, y, width, height])({found(css)}"
            ".getBoundingClientRect())"
        )
        return self.page.mouse.click(x + width / 2, y + height / 2)


class ByWebDriver(Reader):
    """A tab of WebKit."""

    def __init__(self, session: webdriver.Session, base: str):
        self._session, self._base = session, base
        self._handle = session.turned_to = session.get("/window")

    @property
    def session(self) -> webdriver.Session:
        """The browser, turned to this tab."""
        if self._session.turned_to != self._handle:
            self.front()
        return self._session

    def _find(self, css: str) -> str:
        element = self.until(f"{css} is seen", found(css))
        return f"/element/{element[webdriver.ELEMENT]}"

    def goto(self, path: str) -> None:
        self.session.post("/url", url=self._base + path)

    def press(self, css: str) -> None:
        end = time.monotonic() + WAIT
        while True:
            try:
                return self.session.post(f"{self._find(css)}/click")
            except webdriver.WebDriverError as error:
                # A tab that has just come to the front is not laid out, for a moment.
                if "not interactable" not in str(error) or time.monotonic() > end:
                    raise
            time.sleep(0.03)

    def type(self, css: str, text: str) -> None:
        self.session.post(f"{self._find(css)}/value", text=text)

    def keys(self, keys: str) -> None:
        # To what has the focus; the last sign lets go of all.
        at = self.session.get("/element/active")[webdriver.ELEMENT]
        signs = "".join(KEYS.get(key, key) for key in keys.split("+"))
        self.session.post(f"/element/{at}/value", text=f"{signs}\ue000")

    def choose(self, css: str, value: str) -> None:
        wanted = f"option[value={json.dumps(value)}]"
        option = self.session.post(f"{self._find(css)}/element", using="css selector", value=wanted)
        self.session.post(f"/element/{option[webdriver.ELEMENT]}/click")

    def load(self, css: str, file: Path) -> None:
        self.type(css, str(file))

    def evaluate(self, expression: str) -> Any:
        return self.session.evaluate(expression)

    def tab(self) -> Reader:
        self.session.post("/window", handle=self.session.post("/window/new", type="tab")["handle"])
        return ByWebDriver(self._session, self._base)

    def front(self) -> None:
        self._session.post("/window", handle=self._handle)
        self._session.turned_to = self._handle

    def reload(self) -> None:
        self.session.post("/refresh")

    def size(self, width: int, height: int) -> None:
        self.session.post("/window/rect", width=width, height=height)
        # The toolbar takes some of it.
        bar = height - self.evaluate("innerHeight")
        self.session.post("/window/rect", width=width, height=height + bar)

    def screenshot(self) -> bytes:
        return self.session.screenshot()

    def close(self) -> None:
        self.session.driver.call("DELETE", f"{self._session.path}/window")
        self._session.turned_to = ""


# ---- Browsers ----


class Chromium:
    """Started once; each reader has a profile of their own."""

    Tab: type[ByPlaywright] = InChromium
    listens = True

    def __init__(self, playwright: Playwright, path: str):
        self.playwright, self.path = playwright, path
        self.running = browsers.launch(playwright, "chromium", path, **self.options())

    def options(self) -> dict[str, Any]:
        """How it is started: with the pages it keeps for the way back, as readers have it."""
        return {
            "env": fonts.environment(FONT),
            "ignore_default_args": ["--disable-back-forward-cache"],
        }

    @contextlib.contextmanager
    def reader(self, base: str, errors: list[str], blocked: bool = False) -> Iterator[Reader]:
        """Yield a tab of a new profile. What goes wrong in its pages is added to `errors`."""
        with self._context(blocked, base_url=base, viewport=VIEWPORT) as context:
            context.set_default_timeout(1000 * WAIT)
            context.on("weberror", lambda error: errors.append(str(error.error)))
            context.on("console", lambda message: _hear(message, errors))
            yield self.Tab(context)

    @contextlib.contextmanager
    def _context(self, blocked: bool, **options: Any) -> Iterator[BrowserContext]:
        if not blocked:
            with self.running.new_context(**options) as context:
                yield context
            return
        # As by its settings: "Block all cookies".
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            settings = Path(profile, "Default/Preferences")
            settings.parent.mkdir()
            settings.write_text('{"profile": {"default_content_setting_values": {"cookies": 2}}}')
            with self.playwright.chromium.launch_persistent_context(
                profile, executable_path=self.path, args=browsers.FLAGS, **self.options(), **options
            ) as context:
                yield context

    def close(self) -> None:
        """End it."""
        self.running.close()


class Firefox(Chromium):
    """The same way; storage is blocked by a setting of the whole browser."""

    Tab = InFirefox

    def __init__(self, playwright: Playwright, path: str):
        self.playwright, self.path = playwright, path
        self.running = self._start()

    def _start(self, **settings: Any) -> Browser:
        # Its walls let no page read a font that lies elsewhere than the system's.
        settings["security.sandbox.content.read_path_whitelist"] = f"{fonts.folder(FONT)}/"
        return browsers.launch(
            self.playwright,
            "firefox",
            self.path,
            env=fonts.environment(FONT),
            firefox_user_prefs=settings,
        )

    @contextlib.contextmanager
    def _context(self, blocked: bool, **options: Any) -> Iterator[BrowserContext]:
        running = self._start(**{"network.cookie.cookieBehavior": 2}) if blocked else self.running
        with running.new_context(**options) as context:
            yield context
        if blocked:
            running.close()


class WebKit:
    """Each reader has a driver, a screen and a browser of their own: a driver that has just ended a
    browser now and then starts no other one, and then a new driver does.
    """

    # Its driver hears no errors: the host has to listen.
    listens = False
    # It has the fonts of the machine: in those of the tests, which are variable, what stands within
    # a line is 0 px high.

    def __init__(self, path: str):
        self.path = path

    @contextlib.contextmanager
    def reader(self, base: str, errors: list[str], blocked: bool = False) -> Iterator[Reader]:
        """Yield a tab of a new browser."""
        arguments = ["--enable-html5-local-storage=false"] if blocked else []
        with contextlib.ExitStack() as opened:
            tab = ByWebDriver(self._session(opened, *arguments), base)
            tab.size(**VIEWPORT)
            yield tab

    def _session(self, opened: contextlib.ExitStack, *arguments: str) -> webdriver.Session:
        for last in (False, False, True):
            with contextlib.ExitStack() as tried:
                try:
                    driver = tried.enter_context(webdriver.driver(self.path))
                    session = tried.enter_context(driver.session(*arguments))
                except TimeoutError:
                    if last:
                        raise
                    continue
                opened.push(tried.pop_all())
                return session
        raise AssertionError("not reached")

    def close(self) -> None:
        """Nothing is left open."""


def start(engine: str, path: str, playwright: Playwright) -> Chromium | WebKit:
    """Start the browser of an engine that lies at this path."""
    if engine == "webkit":
        return WebKit(path)
    return {"chromium": Chromium, "firefox": Firefox}[engine](playwright, path)


def _hear(message: ConsoleMessage, errors: list[str]) -> None:
    # Of files that are missing the host knows.
    if message.type == "error" and "Failed to load resource" not in message.text:
        errors.append(message.text)
