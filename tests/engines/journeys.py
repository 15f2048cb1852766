"""What readers do, each written once and tried in every engine.

They hold on to the markup contract and to what a person sees, so that another guide can run them;
the pages to do it on are found by what stands on them (`places.py`). To add one, write it here.
"""

import json
import re

import pytest

from tests import built
from tests.conftest import ROOT
from tests.engines.reader import found
from tests.layout import kinds
from tests.layout.looks import PRESS
from tests.settings import read

EMAIL, LIST, SHEET = "[data-email]", "[data-checklist]", "[data-write], [data-table]"
MESSAGE = f"{EMAIL} [data-part=message]"
FIELD = f"{EMAIL} input[type=text][name]"
BOX = f"{LIST} li[data-item] input[type=checkbox]"
ITEM = LIST + " li[data-item]:nth-child({n})"
QUESTION = "[data-write] textarea"
CELL = "[data-table] tr[data-row] textarea"
LINK = "main a[href]:not([href^='#'])"
# What is in sight of what can change: what stands in boxes and fields, and what follows from it.
SEEN = """[...document.querySelectorAll(
    "main :is(input, textarea, select, [data-part], li[data-slug], ol a[href])")]
  .filter((e) => e.checkVisibility({ visibilityProperty: true }) && e.type !== "file")
  .map((e) => /checkbox|radio/.test(e.type) ? e.checked : e.value ?? e.innerText)"""
TICKS = f"[...document.querySelectorAll({json.dumps(BOX)})].map((box) => box.checked)"


def said(reader, within):
    """Wait until something is said to the reader there; return it."""
    return reader.until(
        "something is said", f"{found(f'{within} [role=status]:not(:empty)')}?.innerText.trim()"
    )


def names(reader):
    """The names of the lines to fill in sight."""
    return reader.evaluate(
        f"[...document.querySelectorAll({json.dumps(FIELD)})].filter((e) => e.checkVisibility())"
        ".map((e) => e.name)"
    )


def fill(reader):
    """Fill every line in sight; return what was typed, by name."""
    typed = {name: f"Zoë {n}" for n, name in enumerate(names(reader), 1)}
    for name, words in typed.items():
        reader.type(f'{EMAIL} [name="{name}"]', words)
    return typed


def opened(reader, css):
    """Open what hides an element, if something does."""
    if not reader.sees(css):
        reader.press(f"details:has({css}) > summary")


def notice(reader, name):
    """Wait until a notice is in sight; return its words."""
    return reader.until(f"the notice {name}", f"{found(f'[data-notice={name}]')}?.innerText")


# ---- E-mails ----


def test_what_is_copied_is_what_is_seen(reader, places):
    reader.goto(places.email)
    typed = fill(reader)
    assert len(typed) > 1
    reader.press(f"{EMAIL} [data-action=copy-message]")
    said(reader, EMAIL)
    seen = reader.text(MESSAGE)
    assert reader.pasted().split("\n") == seen.split("\n")
    assert any(words in seen for words in typed.values())
    assert "[" not in seen


def test_a_subject_is_copied_alone(reader, places):
    reader.goto(places.email)
    fill(reader)
    reader.press(f"{EMAIL} [data-action=copy-subject]")
    said(reader, EMAIL)
    assert reader.pasted() == reader.text(f"{EMAIL} [data-part=subject]")


def test_a_gap_left_open_is_told_before_anything_is_copied(reader, places):
    reader.goto(places.email)
    reader.press(f"{EMAIL} [data-action=copy-message]")
    assert reader.until("a warning", f"{found(f'{EMAIL} [role=alert]')}?.innerText.trim()")
    assert reader.evaluate(f"document.activeElement.matches({json.dumps(f'{EMAIL} [name]')})")
    reader.press(f"{EMAIL} [data-action=anyway]")
    said(reader, EMAIL)
    assert reader.pasted().split("\n") == reader.text(MESSAGE).split("\n")


def test_ones_own_words_stay_can_be_taken_back_and_come_again(reader, places):
    reader.goto(places.email)
    original = reader.text(MESSAGE)
    editor = f"{EMAIL} textarea:not([name])"
    reader.press(f"{EMAIL} [data-action=edit]")
    reader.replace(editor, "Hello, these are my own words.")
    reader.press(f"{EMAIL} [data-action=edit]")
    assert reader.text(MESSAGE) == "Hello, these are my own words."
    other = reader.tab()
    other.goto(places.email)
    assert other.text(MESSAGE) == "Hello, these are my own words."
    reader.front()
    reader.press(f"{EMAIL} [data-action=reset]")
    reader.until("the original", f"{found(MESSAGE)}.innerText === {json.dumps(original)}")
    reader.press(f"{EMAIL} [data-action=undo]")
    reader.until("one's own", f"{found(MESSAGE)}.innerText.startsWith('Hello, these')")


def test_a_tone_is_chosen_once_for_all(reader, places):
    reader.goto(places.email)
    first = reader.text(MESSAGE)
    opened(reader, "[data-action=tone]")
    reader.press("[data-action=tone][aria-pressed=false]")
    chosen = reader.until("another text", f"{found(MESSAGE)}.innerText")
    assert chosen != first
    other = reader.tab()
    other.goto(places.email)
    assert other.text(MESSAGE) == chosen


def test_an_optional_sentence_comes_and_goes(reader, places):
    reader.goto(places.email)
    before = reader.text(MESSAGE)
    reader.press(f"{EMAIL} [data-switch]")
    longer = f"{found(MESSAGE)}.innerText.length > {len(before)}"
    reader.until("a sentence more", longer)
    other = reader.tab()
    other.goto(places.email)
    other.until("a sentence more in a new tab", longer)
    reader.front()
    reader.press(f"{EMAIL} [data-switch]")
    reader.until("the text as before", f"{found(MESSAGE)}.innerText === {json.dumps(before)}")


def test_what_arrives_without_a_key_pressed_counts(reader, places):
    # As a password manager, or the browser's own list, puts it in.
    reader.goto(places.email)
    reader.evaluate(
        f"(() => {{ const e = {found(FIELD)}; e.value = 'Zoë'; "
        "e.dispatchEvent(new Event('change', { bubbles: true })) })()"
    )
    reader.until("it stands in the text", f"{found(MESSAGE)}.innerText.includes('Zoë')")
    other = reader.tab()
    other.goto(places.email)
    assert other.value(FIELD) == "Zoë"


# ---- Checklists ----


def test_a_tick_is_there_in_a_new_tab_and_both_follow_each_other(reader, places):
    reader.goto(places.checklist)
    reader.press(f"{ITEM.format(n=2)} input")
    other = reader.tab()
    other.goto(places.checklist)
    assert other.evaluate(TICKS)[:3] == [False, True, False]
    other.press(f"{ITEM.format(n=1)} input")
    reader.front()
    reader.until("the first is ticked here, too", f"{TICKS}[0]")
    assert reader.text("[data-part=progress]") == other.text("[data-part=progress]")


def test_an_item_that_is_not_for_me_leaves_the_count(reader, places):
    reader.goto(places.checklist)
    progress = json.dumps(reader.text("[data-part=progress]"))
    reader.press(f"{ITEM.format(n=1)} [data-action=skip]")
    reader.until("it is set aside", found(f"{LIST} li[data-state=skip]"))
    changed = f"{found('[data-part=progress]')}.innerText !== {progress}"
    reader.until("the count is another", changed)
    reader.press(f"{LIST} [data-action=undo]")
    reader.until("it is back", f"!({found(f'{LIST} li[data-state]')}) && !({changed})")


def test_a_list_begun_again_can_be_had_back(reader, places):
    reader.goto(places.checklist)
    for n in (1, 3):
        reader.press(f"{ITEM.format(n=n)} input")
    before = reader.evaluate(TICKS)
    assert before.count(True) == 2
    reader.press(f"{LIST} [data-action=reset]")
    reader.until("all are open", f"!{TICKS}.includes(true)")
    said(reader, LIST)
    reader.press(f"{LIST} [data-action=undo]")
    reader.until("the ticks are back", f"{TICKS}.includes(true)")
    assert reader.evaluate(TICKS) == before
    reader.reload()
    assert reader.evaluate(TICKS) == before


# ---- Back ----


def tick_three(reader, places):
    reader.goto(places.checklist)
    for n in (1, 2, 3):
        reader.press(f"{ITEM.format(n=n)} input")


def fill_and_add(reader, places):
    reader.goto(places.email)
    reader.press(f"{EMAIL} [data-switch]")
    fill(reader)


def write(reader, places):
    reader.goto(places.worksheet)
    reader.type(QUESTION, "An answer")
    reader.type(CELL, "A cell")


def choose_sheets(reader, places):
    reader.goto(places.pack)
    boxes = "[...document.querySelectorAll('input[value*=\"/\"]')]"
    for value in reader.evaluate(f"{boxes}.slice(0, 2).map((box) => box.value)"):
        reader.press(f'input[value="{value}"]')
    reader.press("input[name=large]")
    reader.until("an address", "location.hash.includes('large=1')")
    reader.until("two sheets", "document.querySelectorAll('.pack__sheet').length === 2")


def filter_emails(reader, places):
    reader.goto(places.gallery)
    second = "select[name=situation] option:nth-child(2)"
    value = reader.evaluate(f"document.querySelector('{second}').value")
    shown = "document.querySelectorAll('li[data-slug]:not([hidden])').length"
    reader.choose("select[name=situation]", value)
    chosen = reader.evaluate(shown)
    reader.type("input[name=words]", reader.evaluate(f"{found('li[data-slug] a')}.innerText"))
    reader.until("few are left", f"{shown} < {chosen} && {shown}")


def look_for(reader, places):
    reader.goto(places.search)
    reader.type("main input", places.title(places.checklist))
    reader.until("a result", found("main ol a[href]"))


@pytest.mark.parametrize(
    "do", [tick_three, fill_and_add, write, choose_sheets, filter_emails, look_for]
)
def test_who_comes_back_finds_all_as_it_was_left(reader, places, do):
    do(reader, places)
    reader.settle()
    before = reader.evaluate(SEEN)
    reader.follow("header a[href]")
    reader.back()
    reader.becomes("all as it was", SEEN, before)


def test_after_coming_back_the_next_tick_adds_to_those_before(reader, places):
    tick_three(reader, places)
    reader.follow("header a[href]")
    reader.back()
    reader.press(f"{ITEM.format(n=4)} input")
    other = reader.tab()
    other.goto(places.checklist)
    assert other.evaluate(TICKS)[:5] == [True, True, True, True, False]


def test_who_loads_a_page_anew_finds_all_as_it_was_left(reader, places):
    fill_and_add(reader, places)
    before = reader.evaluate(SEEN)
    reader.reload()
    reader.becomes("all as it was", SEEN, before)


# ---- Worksheets ----


def test_what_is_written_is_there_when_the_tab_was_closed_and_another_one_is_opened(reader, places):
    other = reader.tab()
    other.goto(places.worksheet)
    other.type(QUESTION, "An answer")
    other.type(CELL, "A cell")
    other.close()
    reader.goto(places.worksheet)
    assert reader.value(QUESTION) == "An answer"
    assert reader.value(CELL) == "A cell"


def test_a_row_is_added_and_removed_and_comes_back_with_its_words(reader, places):
    rows = "document.querySelectorAll('[data-table] tr[data-row]:not([hidden])').length"
    reader.goto(places.worksheet)
    before = reader.evaluate(rows)
    reader.press("[data-table] [data-action=add]")
    reader.becomes("a row more", rows, before + 1)
    added = "[data-table] tr[data-row]:not([data-printed]) "
    reader.type(f"{added} textarea", "In the new row")
    reader.press(f"{added} [data-action=remove]")
    reader.becomes("a row less", rows, before)
    reader.press("[data-table] [data-action=undo]")
    reader.becomes("the row is back", rows, before + 1)
    assert reader.value(f"{added} textarea") == "In the new row"


# ---- Packs, the list of e-mails, search, an address that is not there ----


def test_a_link_chooses_the_sheets_of_a_pack_and_can_be_copied(reader, places):
    reader.goto(places.pack)
    values = reader.evaluate(
        "[...document.querySelectorAll('input[value*=\"/\"]')].slice(1, 3).map((box) => box.value)"
    )
    other = reader.tab()
    other.goto(f"{places.pack}#items={','.join(values)}&large=1")
    chosen = "[...document.querySelectorAll('input[value*=\"/\"]:checked')].map((box) => box.value)"
    other.becomes("its sheets are chosen", chosen, values)
    assert other.evaluate("document.querySelector('input[name=large]').checked")
    assert not other.evaluate("document.querySelector('input[name=box]').checked")
    other.press("[data-action=copy-link]")
    link = other.pasted()
    assert re.search(rf"{places.pack}#items={values[0]},{values[1]}&large=1$", link)


def test_a_pack_made_ready_is_chosen_by_one_press(reader, places):
    reader.goto(places.pack)
    items = reader.evaluate(f"{found('[data-pack]')}.hash").removeprefix("#items=").split(",")
    reader.press("[data-pack]")
    chosen = "[...document.querySelectorAll('input[value*=\"/\"]:checked')].map((box) => box.value)"
    reader.becomes("its sheets are chosen", f"{chosen}.sort()", sorted(items))
    assert said(reader, "main")


def test_the_list_of_emails_shows_those_that_fit(reader, places):
    reader.goto(places.gallery)
    shown = (
        "[...document.querySelectorAll('li[data-slug]')].filter((e) => e.checkVisibility()).length"
    )
    every = reader.evaluate(shown)
    second = "select[name=situation] option:nth-child(2)"
    value = reader.evaluate(f"document.querySelector('{second}').value")
    reader.choose("select[name=situation]", value)
    fewer = reader.until("fewer", f"{shown} < {every} && {shown}")
    assert said(reader, "main")
    title = reader.evaluate(f"{found('li[data-slug] a')}.innerText")
    reader.type("input[name=words]", title)
    assert reader.until("fewer still", f"{shown} <= {fewer} && {shown}")
    reader.follow("li[data-slug] a")
    assert reader.text("h1") == title


def test_search_finds_a_page_and_leads_there(reader, places):
    title = places.title(places.checklist)
    reader.goto(places.search)
    reader.type("main input", title)
    result = f"main ol a[href*='{places.checklist}']"
    reader.until("it is found", found(result))
    reader.follow(result)
    assert reader.text("h1") == title


def test_an_address_that_is_not_there_leads_on(reader, host, places):
    wanted = places.checklist.rstrip("/").rpartition("/")[2]
    reader.goto(f"no-such/{wanted}/")
    reader.follow("main a[href*='?q=']")
    reader.until("search has found something", found(f"main ol a[href*='{places.checklist}']"))
    host.missed = [path for path in host.missed if "no-such" not in path]


# ---- Your data ----


def keep_something(reader, places):
    tick_three(reader, places)
    reader.goto(places.worksheet)
    reader.type(QUESTION, "An answer")


def test_your_data_shows_what_is_kept_and_erases_it_and_brings_it_back(reader, places):
    keep_something(reader, places)
    kept = reader.stored()
    reader.goto(places.data)
    reader.until("what was written is listed", f"{found('main')}.innerText.includes('An answer')")
    reader.press("[data-action=erase]")
    reader.press("[data-action=erase-yes]")
    reader.until("nothing is kept", "localStorage.length === 0")
    reader.until("nothing is listed", f"!{found('main')}.innerText.includes('An answer')")
    reader.press("main [data-action=undo]")
    reader.becomes("all is back", "({ ...localStorage })", kept)


def test_what_was_saved_is_loaded_by_another_browser(reader, new_reader, places, tmp_path):
    keep_something(reader, places)
    kept = reader.stored()
    reader.goto(places.data)
    file = tmp_path / "saved.json"
    file.write_text(reader.saved("[data-action=save]"), encoding="utf-8")
    other = new_reader()
    other.goto(places.data)
    other.load("main input[type=file]", file)
    other.press("[data-action=merge]")
    other.becomes("all is there", "Object.keys(localStorage).sort()", sorted(kept))
    other.goto(places.worksheet)
    assert other.value(QUESTION) == "An answer"


# ---- A shared computer ----


def share(reader, places):
    reader.goto(places.data)
    reader.press("main [data-action=shared]")
    reader.until("the bar is there", found("[data-action=finish]"))


def test_a_shared_computer_keeps_nothing_when_a_reader_has_finished(reader, places):
    share(reader, places)
    reader.goto(places.email)
    typed = fill(reader)
    reader.goto(places.worksheet)
    reader.type(QUESTION, "An answer")
    assert reader.stored() == {}
    reader.press("[data-action=finish]")
    reader.press("[data-action=finish-yes]")
    notice(reader, "finished")
    other = reader.tab()
    other.goto(places.email)
    reader.front()
    words = ["An answer", *typed.values()]
    for _ in range(2):
        reader.back()
        assert not any(seen in words for seen in reader.evaluate(SEEN))
    assert not any(seen in words for seen in other.evaluate(SEEN))


def test_a_tab_keeps_its_words_when_another_one_says_the_computer_is_shared(reader, places):
    reader.goto(places.email)
    typed = fill(reader)
    other = reader.tab()
    share(other, places)
    reader.front()
    for _ in range(2):
        reader.settle()
        assert reader.evaluate(SEEN).count("Zoë 1") == 1, typed
        reader.reload()


# ---- Two tabs ----


def test_two_tabs_that_change_different_things_lose_neither(reader, places):
    reader.goto(places.email)
    one, two, *_ = names(reader)
    other = reader.tab()
    other.goto(places.email)
    other.type(f'{EMAIL} [name="{two}"]', "Li")
    reader.front()
    reader.type(f'{EMAIL} [name="{one}"]', "Zoë")
    for tab in (reader, other):
        tab.front()
        tab.until("both are there", f"['Li', 'Zoë'].every((e) => {SEEN}.includes(e))")


def test_two_tabs_that_change_the_same_thing_show_the_same(reader, places):
    reader.goto(places.worksheet)
    other = reader.tab()
    other.goto(places.worksheet)
    other.type(QUESTION, "Once")
    reader.front()
    reader.becomes("it is here, too", f"{found(QUESTION)}.value", "Once")
    reader.type(QUESTION, " more")
    other.front()
    other.becomes("and there", f"{found(QUESTION)}.value", "Once more")


# ---- What cannot be kept ----


def works_without_storage(reader):
    fill(reader)
    told = found("[data-notice=blocked], [data-notice=full]")
    reader.until("it is told", told)
    assert "[" not in reader.text(MESSAGE)
    reader.press(f"{EMAIL} [data-action=copy-message]")
    said(reader, EMAIL)
    assert reader.pasted().split("\n") == reader.text(MESSAGE).split("\n")


def test_where_storage_is_blocked_it_is_told_and_all_else_works(new_reader, places):
    reader = new_reader(blocked=True)
    reader.goto(places.email)
    # Before anything is written.
    notice(reader, "blocked")
    works_without_storage(reader)


THROW = "get() { throw new DOMException('no', 'SecurityError') }"
BOTH = "['localStorage', 'sessionStorage']"
WAYS = {
    "it throws": f"for (const e of {BOTH}) Object.defineProperty(window, e, {{ {THROW} }});",
    "it is null": f"for (const e of {BOTH}) Object.defineProperty(window, e, {{ value: null }});",
    "it throws, and so do channels": f"for (const e of {BOTH}) Object.defineProperty(window, e,"
    f" {{ {THROW} }}); window.BroadcastChannel = class {{ constructor() {{ throw new DOMException("
    "'no', 'SecurityError') } };",
    # As private windows of older browsers have it.
    "it has no room": "Storage.prototype.setItem = () => { throw new DOMException("
    "'no', 'QuotaExceededError') };",
}


@pytest.mark.parametrize("way", WAYS)
def test_in_whatever_way_storage_is_blocked_it_is_told_and_all_else_works(
    reader, host, places, way
):
    host.first += WAYS[way]
    reader.goto(places.email)
    works_without_storage(reader)


FILL = """(() => { let size = 4e6; while (size >= 1) {
  try { localStorage.setItem(`other${localStorage.length}`, "x".repeat(size)) }
  catch { size = Math.floor(size / 2) } } })()"""


def test_where_there_is_no_room_it_is_told_at_the_first_word_that_is_not_kept(reader, places):
    reader.goto(places.worksheet)
    reader.type(QUESTION, "This is k")
    reader.evaluate(FILL)
    reader.type(QUESTION, "ept, this is not")
    assert notice(reader, "full")
    assert reader.value(QUESTION) == "This is kept, this is not"


# ---- What does not arrive ----

KINDS = ["email", "checklist", "worksheet", "gallery", "pack", "data", "search"]
# What a script serves that has not run; which of it is in sight; and whether nothing says so.
UNSERVED = """[...document.querySelectorAll("[data-js]")].filter(
  (e) => !document.documentElement.classList.contains(`js-${e.dataset.js}`))"""
DEAD = f"{UNSERVED}.filter((e) => e.checkVisibility()).map((e) => e.dataset.js)"
UNTOLD = f"typeof guide !== 'undefined' && {UNSERVED}.length && !({found('.failed')})"


@pytest.mark.parametrize("kind", KINDS)
def test_whichever_script_does_not_arrive_nothing_looks_alive_that_is_not(
    new_reader, host, places, kind
):
    path = getattr(places, kind)
    host.max_age = 0
    reader = new_reader(careless=True)
    for script in places.scripts(path):
        host.lacks = [re.escape(script)]
        reader.goto(path)
        reader.until("the page is there", "document.readyState === 'complete'")
        assert reader.evaluate(DEAD) == [], script
        assert not reader.evaluate(UNTOLD), script


def test_where_names_do_not_arrive_nothing_is_said_to_be_gone(new_reader, host, places):
    reader = new_reader(careless=True)
    keep_something(reader, places)
    host.lacks = [r"names[^/]*\.json"]
    reader.goto(places.data)
    reader.until("what was written is listed", f"{found('main')}.innerText.includes('An answer')")
    words = read(ROOT / "mkdocs.yml")["extra"]["labels"]["data"]["gone"]
    assert words not in reader.text("main")


def test_where_the_index_of_search_does_not_arrive_the_reader_is_not_left_waiting(
    new_reader, host, places
):
    reader = new_reader(careless=True)
    host.lacks = [r"search[^/]*\.json"]
    reader.goto(places.search)
    reader.type("main input", places.title(places.checklist))
    reader.until("links lead on", found("main [data-failed] a[href]"))


def test_where_the_texts_of_emails_do_not_arrive_titles_are_looked_through(
    new_reader, host, places
):
    reader = new_reader(careless=True)
    host.lacks = [r"all[^/]*\.json"]
    reader.goto(places.gallery)
    title = reader.evaluate(f"{found('li[data-slug] a')}.innerText")
    reader.type("input[name=words]", title)
    assert said(reader, "main")
    assert title in reader.text("li[data-slug] a")


def test_a_page_kept_open_over_a_deploy_goes_on_and_loses_nothing(reader, host, places):
    host.max_age = 0
    reader.goto(places.worksheet)
    reader.type(QUESTION, "Before")
    host.deployed = True
    reader.type(QUESTION, " and after")
    other = reader.tab()
    other.goto(places.worksheet)
    assert other.value(QUESTION) == "Before and after"
    other.type(QUESTION, ", in the new page")
    reader.front()
    reader.becomes("both follow", f"{found(QUESTION)}.value", "Before and after, in the new page")
    reader.reload()
    assert reader.value(QUESTION) == "Before and after, in the new page"


def test_an_old_page_whose_files_are_gone_looks_as_without_scripts(new_reader, host, places):
    host.max_age = 0
    reader = new_reader(careless=True)
    host.lacks = [r"/assets/[^/]+\.js$"]
    for kind in KINDS:
        reader.goto(getattr(places, kind))
        reader.until("the page is there", "document.readyState === 'complete'")
        assert reader.evaluate(DEAD) == []


# ---- Clocks ----

EARLIER = """
Date = class extends Date {
  constructor(...given) { super(...given.length ? given : [Date.now()]) }
  static now() { return super.now() - 400 * 24 * 3600 * 1000 }
};
"""


def test_a_clock_set_back_loses_nothing(reader, host, places):
    tick_three(reader, places)
    ticks = reader.evaluate(TICKS)
    reader.goto(places.worksheet)
    reader.type(QUESTION, "Before")
    host.first += EARLIER
    other = reader.tab()
    other.goto(places.worksheet)
    other.replace(QUESTION, "Afterwards")
    reader.front()
    reader.becomes("the last words", f"{found(QUESTION)}.value", "Afterwards")
    other.goto(places.checklist)
    other.press(f"{LIST} [data-action=reset]")
    other.press(f"{LIST} [data-action=undo]")
    other.becomes("the ticks are back", TICKS, ticks)
    reader.goto(places.worksheet)
    assert reader.value(QUESTION) == "Afterwards"


# ---- Keys, and narrow screens ----

MENU = "header details > summary"
FOCUS = """(() => {
  const { bottom, top, left, right } = document.activeElement.getBoundingClientRect();
  const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
  const inside = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  return inside && outlineStyle !== "none" && outlineWidth !== "0px";
})()"""


def focused(reader, css):
    return reader.evaluate(f"document.activeElement.matches({json.dumps(css)})")


def walk(reader, to, most=80):
    """Press Tab until the focus is where it is wanted; it is seen at every stop."""
    for _ in range(most):
        reader.keys("Tab")
        if not focused(reader, "body"):
            reader.until("the focus is seen", FOCUS)
        if focused(reader, to):
            return
    raise AssertionError(f"{to} is not reached by Tab")


def test_a_list_is_ticked_by_keys_alone(reader, places):
    reader.goto(places.checklist)
    walk(reader, BOX)
    reader.keys("Space")
    reader.until("it is ticked", f"{TICKS}[0]")
    walk(reader, BOX)
    reader.keys("Space")
    reader.until("the second is ticked", f"{TICKS}[1]")


def test_the_menu_opens_and_closes_by_keys_alone(reader, places):
    reader.goto(places.checklist)
    walk(reader, MENU)
    reader.keys("Enter")
    reader.until("it is open", found("header details[open] nav a[href]"))
    reader.keys("Tab")
    reader.keys("Escape")
    reader.until("it is closed", "!document.querySelector('header details[open]')")
    assert focused(reader, MENU)


@pytest.mark.parametrize("width", [320, pytest.param(360, marks=pytest.mark.sweep)])
def test_nothing_has_to_be_scrolled_sideways_on_a_phone(reader, places, width):
    reader.size(width, 640)
    for kind in KINDS:
        reader.goto(getattr(places, kind))
        assert reader.evaluate("innerWidth") == width
        assert reader.evaluate("document.documentElement.scrollWidth") <= width, kind


# ---- Every control ----


def unpressed(reader, addresses):
    """What cannot be pressed on these pages, and how far they reach out of their window."""
    wrong = {}
    for address in addresses:
        reader.goto(address)
        for width, height in ((320, 640), (1280, 720)):
            reader.size(width, height)
            seen = reader.evaluate(f"({PRESS})()")
            assert seen.pop("controls") > 3, "hardly anything to press: was the page there?"
            if any(seen.values()):
                wrong[f"{address}, {width}"] = {name: what for name, what in seen.items() if what}
    return wrong


def test_every_control_can_be_pressed_on_a_page_of_each_kind(reader, site):
    paths = {kind.path(site) for kind in kinds.KINDS.values()} - {None}
    assert unpressed(reader, sorted(paths)) == {}


@pytest.mark.sweep
@pytest.mark.timeout(3600)
def test_every_control_can_be_pressed_on_every_page(reader, site):
    assert unpressed(reader, [built.address(path) for path in built.pages(site)]) == {}
