"""What is stored is there at the first paint, and nothing jumps."""

import pytest

from tests.reader import shifts
from tests.reader.waits import until

# Looks at every frame before it is painted.
WATCH = (
    shifts.WATCH
    + """
window.frames_seen = 0; window.wrong = [];
const look = () => {
  const box = document.querySelector('.checklist li input');
  const gap = document.querySelector('.email__sheet:not([hidden]) [data-field="interviewer"]');
  const sheets = [...document.querySelectorAll('.email__sheet')].filter(s => s.checkVisibility());
  if (box) window.frames_seen += 1;
  if (box && !box.checked) window.wrong.push('unticked');
  if (gap && gap.textContent.startsWith('[')) window.wrong.push('unfilled');
  if (sheets.some(sheet => sheet.dataset.tone !== 'brief')) window.wrong.push('other tone');
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
)


@pytest.mark.parametrize("network", ["fast", "in pieces"])
def test_stored_ticks_fields_and_tone_are_there_at_the_first_paint(context, visit, network):
    tab = visit("feedback/ask/")
    for box in tab.get_by_role("checkbox").all():
        box.check()
    tab.locator('input[name="interviewer"]:visible').fill("Ms Okafor")
    tab.get_by_text("Change tone").first.click()
    tab.get_by_role("button", name="Brief").first.click()
    context.add_init_script(WATCH)
    new = context.new_page()
    slow = context.new_cdp_session(new)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    if network == "in pieces":
        slow.send("Network.enable")
        # What the first tab has fetched would come in one piece.
        slow.send("Network.setCacheDisabled", {"cacheDisabled": True})
        slow.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": 150,
                "downloadThroughput": 8_000,
                "uploadThroughput": 8_000,
            },
        )
    new.goto("feedback/ask/", timeout=120_000)
    # A tab that is not in front may be painted late, or not at all.
    new.bring_to_front()
    until(new, "window.frames_seen > 3")
    assert new.evaluate("window.wrong") == []
    assert new.evaluate("window.allShifts()") == 0


@pytest.mark.parametrize("path", ["", "feedback/ask/", "your-data/", "checklists/first-24-hours/"])
def test_nothing_jumps_on_a_first_visit(context, path):
    context.add_init_script(WATCH)
    tab = context.new_page()
    tab.goto(path)
    tab.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert tab.evaluate("window.allShifts()") == 0


# Write a page tag by tag, down to the end of its first heading, and paint after each.
PIECE_BY_PIECE = """
async page => {
  const painted = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  const start = page.indexOf('<body'), end = page.indexOf('</h1>');
  document.open();
  document.write(page.slice(0, start));
  for (const piece of page.slice(start, end).split(/(?=<)/)) {
    document.write(piece);
    await painted();
  }
  document.write(page.slice(end));
  document.close();
  await painted();
}
"""


def test_the_head_of_a_page_does_not_jump_however_it_arrives(context, server, site):
    page = (site / "checklists/first-24-hours/index.html").read_text("utf-8")
    tab = context.new_page()
    context.add_init_script(WATCH)
    tab.route("**/empty", lambda route: route.fulfill(body="", content_type="text/html"))
    tab.goto("checklists/first-24-hours/empty")
    tab.evaluate(PIECE_BY_PIECE, page)
    assert tab.get_by_role("heading", level=1).is_visible()
    assert tab.locator(".header summary").is_visible()
    assert tab.evaluate("window.allShifts()") == 0


def test_the_theme_s_script_is_on_the_search_page_alone(visit):
    asked = visit("feedback/ask/").evaluate(
        "performance.getEntriesByType('resource').map(entry => entry.name)"
    )
    assert not [name for name in asked if "bundle" in name or "search" in name]
