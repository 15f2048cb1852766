"""Time builds against plain Material, and a press against a bare page: `make bench`.

Prints ratios, which mean something on any machine; seconds mean something on one alone. Times of
builds are those of the processor: both kinds of site are built in turns, from nothing, and the
fastest counts. A press is timed to the end of the next paint, on a processor slowed to a quarter.
"""

from __future__ import annotations

import resource
import shutil
import statistics
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

import yaml  # noqa: E402 - after the path
from playwright.sync_api import Browser  # noqa: E402

from tests import bare, browser, builds, settings  # noqa: E402
from tests.served import served  # noqa: E402

ROUNDS = 5
# What Material alone understands of our settings.
PLAIN = ("site_name", "site_url", "nav", "not_in_nav", "markdown_extensions")
OURS = "macros.extension"

SECTION = """
## Section {n} of page {page}

Most of a page is prose. It has sentences of a common length, some **bold**, and a [link](#more).
It goes on for a while, as people do, and then it stops. The next part says the same once more.

- A first point, which is short.
- A second one, with a little more to say, and with another sentence.

"""
ITEM = "- [ ] Do step {n} of page {page}, and write down how it went. {{: #step-{n} }}\n"


def plain(config: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a site that Material builds by itself, with the same nav and extensions."""
    kept = {name: config[name] for name in PLAIN if name in config}
    kept["markdown_extensions"] = [*kept["markdown_extensions"], "pymdownx.tasklist"]
    kept["markdown_extensions"].remove(OURS)
    theme = {"name": "material", "features": config["theme"]["features"]}
    return {**kept, "theme": theme, "plugins": ["search"]}


def page(number: int) -> str:
    """A page of prose with a list of 30 steps; the same one for the same number."""
    sections = "".join(SECTION.format(n=n, page=number) for n in range(1, 6))
    steps = "".join(ITEM.format(n=n, page=number) for n in range(1, 31))
    meta = f"---\ntitle: Page {number}\ndescription: What page {number} is about.\n---\n"
    return f"{meta}# Page {number}\n\nWhat it says first.\n{sections}## More\n\n{steps}"


def guide(folder: Path) -> dict[str, Path]:
    """This guide, and its sources as Material alone builds them: calls of macros stay as text."""
    ours, theirs = builds.copy_sources(_new(folder / "ours")), _new(folder / "plain")
    shutil.copytree(ours / "docs", theirs / "docs")
    return {"ours": ours, "plain": _configure(theirs, plain(settings.read(ROOT / "mkdocs.yml")))}


def large(folder: Path, pages: int) -> dict[str, Path]:
    """A site of many pages, in ours and in stock Material's way: that one has all in its nav."""
    ours, stock = _new(folder / "ours"), _new(folder / "stock")
    config = builds.copy_second(ours)
    part = _new(ours / "docs/part")
    for number in range(pages):
        (part / f"{number:04}.md").write_text(page(number), encoding="utf-8")
    shutil.copytree(ours / "docs", stock / "docs")
    _configure(ours, {**config, "not_in_nav": f"{config['not_in_nav']}\n/part/\n"})
    bare = plain({name: value for name, value in config.items() if "nav" not in name})
    return {"ours": ours, "stock": _configure(stock, bare)}


def _new(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _configure(folder: Path, config: Mapping[str, Any]) -> Path:
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(dict(config)), encoding="utf-8")
    return folder


def seconds(folder: Path, module: str, *arguments: str) -> float:
    """The processor's seconds that a Python module took in a folder."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = builds.run(folder, module, *arguments, SITE_DIR="site")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(done.stdout)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


def fastest(sites: Mapping[str, Path], rounds: int) -> dict[str, float]:
    """The fastest build of each site, and of ours with the step that finishes it, as `finish`."""
    taken: dict[str, list[float]] = {}
    for _ in range(rounds):
        for name, folder in sites.items():
            shutil.rmtree(folder / "site", ignore_errors=True)
            taken.setdefault(name, []).append(seconds(folder, "mkdocs", "build", "--quiet"))
        finish = seconds(sites["ours"], "macros.finish", "site")
        taken.setdefault("finish", []).append(finish)
    return {name: min(times) for name, times in taken.items()}


PRESSES, SLOWER, LENGTHS = 30, 4, (30, 500)
# No frame waits for a screen: what is timed is work.
FLAGS = ["--disable-gpu-vsync", "--disable-frame-rate-limit"]
# Milliseconds from the press as the browser got it, to the first task after the paint.
WATCH = """
window.took = [];
addEventListener("click", ({ target, timeStamp }) => {
  if (target.type !== "checkbox") return;
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => took.push(performance.now() - timeStamp);
    port2.postMessage(0);
  });
}, true);
"""


def lists(folder: Path) -> Path:
    """Build a site with a list of each length, and beside it the same list as a bare page."""
    config = builds.copy_second(_new(folder))
    _configure(folder, config)
    steps = {
        length: [f"Do step {n}, and write it down." for n in range(length)] for length in LENGTHS
    }
    for length, texts in steps.items():
        items = "".join(f"- [ ] {text} {{: #step-{n} }}\n" for n, text in enumerate(texts))
        meta = f"---\ntitle: {length} steps\ndescription: Steps.\nreviewed: 2026-11-23\n---\n"
        file = folder / f"docs/checklists/steps-{length}.md"
        file.write_text(f"{meta}# {length} steps\n\n{items}", encoding="utf-8")
    builds.run(folder, "macros.ids")
    site = builds.build(folder, "mkdocs")
    for length, texts in steps.items():
        (site / f"bare-{length}.html").write_text(bare.page(texts), encoding="utf-8")
    return site


def press(chromium: Browser, address: str) -> float:
    """The median of what a press took, each on another item."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(WATCH)
    tab = context.new_page()
    tab.goto(address)
    tab.bring_to_front()
    slow = {"rate": SLOWER}
    context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", slow)
    boxes = tab.locator("li input[type=checkbox]")
    for number in range(PRESSES):
        boxes.nth(number).click()
        while tab.evaluate("() => took.length") <= number:
            pass
    took = tab.evaluate("() => took")
    context.close()
    return statistics.median(took)


def presses(folder: Path) -> dict[int, float]:
    """What a press takes in a list of each length, of the time that it takes on a bare page."""
    with served(lists(folder)) as server, browser.chromium(*FLAGS) as chromium:
        return {
            length: press(chromium, f"{server.url}checklists/steps-{length}/")
            / press(chromium, f"{server.url}bare-{length}.html")
            for length in LENGTHS
        }


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        best = fastest(guide(Path(name, "guide")), ROUNDS)
        print("This guide, of the time that plain Material takes for the same files and nav:")
        print(f"{best['ours'] / best['plain']:7.2f}  to build")
        print(f"{(best['ours'] + best['finish']) / best['plain']:7.2f}  to build and finish")
        few = fastest(large(Path(name, "few"), 100), 3)
        many = fastest(large(Path(name, "many"), 1000), 1)
        print("A site of 1,000 pages, of the time that stock Material takes, all pages in its nav:")
        print(f"{many['ours'] / many['stock']:7.2f}  to build")
        print(f"{(many['ours'] + many['finish']) / many['stock']:7.2f}  to build and finish")
        print("Ten times the pages, of the time that 100 take:")
        ours = [each["ours"] + each["finish"] for each in (few, many)]
        print(f"{ours[1] / ours[0]:7.2f}  ours, to build and finish")
        print(f"{many['stock'] / few['stock']:7.2f}  stock Material, to build")
        print("A press, to the end of the next paint, of the time that it takes on a bare page:")
        for length, ratio in presses(Path(name, "lists")).items():
            print(f"{ratio:7.2f}  in a list of {length}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
