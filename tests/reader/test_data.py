"""Your data: seen, saved, loaded, erased."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.reader.test_store import BLOCKED, fill_up
from tests.reader.waits import until

FIRST = "checklists/first-24-hours/"
ASK = "emails/ask-advice/"
DATA = "your-data/"
# Later than any test is run: counts as now.
LATER = "2999-01-01T00:00:00.000Z"
EARLIER = "2020-01-01T00:00:00.000Z"
ROLE = "1|field||role"


@pytest.fixture
def filled(visit):
    """A tab in which a box was ticked and two fields were filled, on the data page."""
    tab = visit(FIRST)
    tab.get_by_role("checkbox").first.check()
    tab.goto(ASK)
    tab.locator('input[name="interviewer"]:visible').fill("Ms Okafor")
    tab.locator('input[name="role"]:visible').fill("ward clerk")
    tab.goto(DATA)
    return tab


def save(tab):
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Save it as a file").click()
    return download.value


def load(tab, path):
    tab.get_by_label("A file that was saved here").set_input_files(path)


def entries(tab):
    return tab.evaluate("guide.store.entries()")


def written(tmp_path, content):
    file = tmp_path / "file.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content))
    return file


def test_what_is_kept_is_shown_in_words(filled):
    kept = filled.locator(".data__list")
    expect(kept).to_contain_text("The first 24 hours")
    expect(kept).to_contain_text("Tell one person who is on your side")
    expect(kept).to_contain_text("Their name: Ms Okafor")
    expect(kept).to_contain_text("The role: ward clerk")


def test_nothing_kept_is_said_so(visit):
    expect(visit(DATA).locator(".data__list")).to_have_text("Nothing is kept here now.")


def test_offline_what_is_kept_is_shown_by_its_keys(filled):
    filled.route("**/names.json", lambda route: route.abort())
    filled.reload()
    expect(filled.locator(".data__list")).to_contain_text("Ms Okafor")
    expect(filled.locator(".data__list")).to_contain_text("first-24-hours")


def test_a_sent_message_is_kept_with_its_day_in_words(visit):
    tab = visit(ASK)
    tab.clock.set_fixed_time("2026-05-03T10:00:00")
    for name in ("interviewer", "role", "your name"):
        tab.locator(f'input[name="{name}"]:visible').fill("x")
    tab.get_by_role("button", name="Copy message").click()
    tab.get_by_role("button", name="I sent it", exact=True).click()
    tab.goto(DATA)
    expect(tab.locator(".data__list")).to_contain_text("Sent on 3 May")


def test_changes_of_another_tab_show_at_once(filled, visit):
    other = visit(FIRST)
    other.get_by_role("checkbox").nth(1).check()
    expect(filled.locator(".data__list")).to_contain_text("Eat something")


def test_what_is_typed_is_shown_as_text(visit):
    tab = visit(ASK)
    tab.locator('input[name="role"]:visible').fill("<img src=x onerror=alert(1)>")
    tab.goto(DATA)
    expect(tab.locator(".data__list")).to_contain_text("<img src=x onerror=alert(1)>")
    assert tab.locator(".data__list img").count() == 0


def test_a_saved_file_brings_all_back_to_another_browser(filled, new_context, tmp_path):
    file = tmp_path / "saved.json"
    save(filled).save_as(file)
    fresh = new_context().new_page()
    fresh.goto(DATA)
    load(fresh, file)
    expect(fresh.locator(".data__will")).to_have_text(
        "The file holds 3 things. New here: 3. Different from yours: 0. "
        "Here, and not in the file: 0."
    )
    fresh.get_by_role("button", name="Add the file").click()
    expect(fresh.locator(".data__list")).to_contain_text("Their name: Ms Okafor")
    assert entries(fresh) == entries(filled)
    fresh.goto(FIRST)
    expect(fresh.get_by_role("checkbox").first).to_be_checked()


def test_the_saved_file_can_be_read_by_a_person(filled):
    download = save(filled)
    assert download.suggested_filename.startswith("after-the-no-")
    text = download.path().read_text()
    assert '"value": "Ms Okafor"' in text
    assert json.loads(text)["version"] == 1


def different(filled, tmp_path):
    """A file that has one entry more, one other, and one less than what is here."""
    content = json.loads(save(filled).path().read_text())
    kept = content["entries"]
    role = next(key for key in kept if key.endswith("|role"))
    tick = next(key for key in kept if "|tick|" in key)
    kept[role] = {"value": "porter", "at": LATER}
    kept[tick.rsplit("|", 1)[0] + "|eat"] = kept.pop(tick)
    return written(tmp_path, content)


def test_loading_says_first_what_will_change_and_changes_nothing_yet(filled, tmp_path):
    before = entries(filled)
    load(filled, different(filled, tmp_path))
    expect(filled.locator(".data__will")).to_have_text(
        "The file holds 3 things. New here: 1. Different from yours: 1. "
        "Here, and not in the file: 1."
    )
    assert entries(filled) == before
    filled.get_by_role("button", name="Change nothing").last.click()
    assert entries(filled) == before
    expect(filled.locator(".data__preview")).to_be_hidden()


def test_merging_keeps_what_is_only_here(filled, tmp_path):
    load(filled, different(filled, tmp_path))
    filled.get_by_role("button", name="Add the file").click()
    expect(filled.locator(".data__list")).to_contain_text("The role: porter")
    assert len(entries(filled)) == 4


def test_replacing_leaves_what_is_in_the_file_and_can_be_undone(filled, tmp_path):
    before = entries(filled)
    load(filled, different(filled, tmp_path))
    filled.get_by_role("button", name="Replace what is here").click()
    expect(filled.locator(".data__list")).not_to_contain_text("Tell one person")
    assert len(entries(filled)) == 3
    filled.get_by_role("button", name="Undo").click()
    expect(filled.locator(".data__list")).to_contain_text("Tell one person")
    assert {k: v["value"] for k, v in entries(filled).items()} == {
        k: v["value"] for k, v in before.items()
    }


@pytest.mark.parametrize(
    "content",
    [
        "not json",
        "[]",
        {"format": "else", "version": 1, "entries": {}},
        {"format": "guide-data", "version": "1", "entries": {}},
        {"format": "guide-data", "version": 1, "entries": {"1|tick|a|b": {"value": 1, "at": ""}}},
        {"format": "guide-data", "version": 1, "entries": {"x": {"value": "a", "at": ""}}},
        {"format": "guide-data", "version": 1},
    ],
)
def test_a_file_that_is_not_ours_changes_nothing_and_is_told(filled, tmp_path, content):
    before = entries(filled)
    load(filled, written(tmp_path, content))
    expect(filled.locator(".data__said")).to_contain_text("not a file that was saved here")
    expect(filled.locator(".data__preview")).to_be_hidden()
    assert entries(filled) == before


def file_of(entries, version=1, **more):
    """What a file holds that was saved here."""
    return {"format": "guide-data", "version": version, "entries": entries, **more}


def value(text, at=EARLIER):
    return {"value": text, "at": at}


def take(tab, tmp_path, content, button="Add the file"):
    """Load a file in one of the two ways."""
    load(tab, written(tmp_path, content))
    tab.get_by_role("button", name=button).click()


def said(tab):
    return tab.locator(".data__said")


def test_a_file_of_a_newer_guide_is_said_to_be_that(filled, tmp_path):
    before = entries(filled)
    load(filled, written(tmp_path, file_of({"a": {"anything": 1}}, version=2)))
    expect(said(filled)).to_contain_text("newer version of this guide")
    expect(filled.locator(".data__preview")).to_be_hidden()
    assert entries(filled) == before


def test_things_of_an_unknown_kind_are_kept_counted_and_saved_again(visit, tmp_path):
    unknown = {"1|plan|a|b": value("x"), "2|tick|a|b": value("done"), "1|case||role": value("y")}
    tab = visit(DATA)
    take(tab, tmp_path, file_of({**unknown, ROLE: value("cook")}))
    expect(said(tab)).to_contain_text("4 things")
    expect(tab.locator(".data__list")).to_contain_text("From a newer version of this guide: 3")
    expect(tab.locator(".data__list")).to_contain_text("The role: cook")
    saved = json.loads(save(tab).path().read_text())["entries"]
    assert {key: saved[key] for key in unknown} == unknown


def test_every_kind_that_a_page_keeps_is_known_here(site, visit, tmp_path):
    kept = {
        key.split("|")[0]: key
        for page in site.rglob("*.html")
        for key in re.findall(r'data-key="?([^"> ]+)', page.read_text(encoding="utf-8"))
    }
    assert {"tick", "field", "edit", "subject", "write", "cell", "sent"} <= set(kept)
    tab = visit(DATA)
    take(tab, tmp_path, file_of({f"1|{key}": value("x") for key in kept.values()}))
    expect(said(tab)).to_contain_text(f"{len(kept)} things")
    expect(tab.locator(".data__list > li").first).to_be_visible()
    expect(tab.locator(".data__list")).not_to_contain_text("newer version")


HOSTILE = [
    "1|constructor|x|y",
    "1|tick|constructor|toString",
    "1|tick|__proto__|x",
    "1|tick|weekly-reset|hasOwnProperty",
    "1|field|constructor|name",
    "1|field||__proto__",
    "1|write|__proto__|constructor",
    "1|cell|toString|a.1.1",
    "1|row|hasOwnProperty|a.1",
    "1|edit|constructor|valueOf",
    "1|option|__proto__|x",
    "1|sent|constructor|date",
    "1|setting||constructor",
]


def test_names_that_every_object_has_harm_nothing(visit, tmp_path):
    tab = visit(DATA)
    take(tab, tmp_path, file_of({key: value("{constructor} harmless") for key in HOSTILE}))
    expect(said(tab)).to_contain_text("13 things")
    tab.reload()
    listed = tab.locator(".data__list > li")
    expect(listed.first).to_be_visible()
    expect(tab.locator(".data__list")).to_contain_text("harmless")
    expect(tab.locator(".data__list")).not_to_contain_text("native code")
    assert set(entries(tab)) == set(HOSTILE)
    # What is listed can be erased.
    tab.get_by_role("button", name="Erase it all").click()
    tab.get_by_role("button", name="Yes, erase it").click()
    expect(tab.locator(".data__list")).to_contain_text("Nothing is kept")


def test_keys_without_a_form_are_counted_and_not_taken(visit, tmp_path):
    tab = visit(DATA)
    bad = {"__proto__": value("x"), "x": value("y"), "1|field||name": {"value": 1, "at": EARLIER}}
    text = json.dumps(file_of({**bad, ROLE: value("cook")}))
    load(tab, written(tmp_path, text))
    expect(tab.locator(".data__will")).to_contain_text("3 things that could not be read")
    tab.get_by_role("button", name="Add the file").click()
    expect(said(tab)).to_contain_text("1 thing")
    assert list(entries(tab)) == [ROLE]


@pytest.mark.parametrize(
    ("at", "wins"), [(EARLIER, False), (LATER, True), ("2026-99-99", False), ("", False)]
)
def test_when_put_together_the_newer_of_two_values_counts(filled, tmp_path, at, wins):
    other = {"1|field||your name": value("Sam")}
    take(filled, tmp_path, file_of({ROLE: value("porter", at), **other}))
    expect(said(filled)).to_contain_text("Loaded")
    now = entries(filled)
    assert now[ROLE]["value"] == ("porter" if wins else "ward clerk")
    assert now["1|field||your name"]["value"] == "Sam"
    # No time to come gets in: it would count for ever.
    assert all(entry["at"] < "2900" for entry in now.values())


def test_the_words_that_differ_are_shown_before_anything_changes(filled, tmp_path):
    long = "x" * 5_000
    content = file_of({ROLE: value("porter", LATER), "1|field||interviewer": value(long)})
    load(filled, written(tmp_path, content))
    differ = filled.locator(".data__differ > li")
    expect(differ).to_have_count(2)
    role = differ.filter(has_text="porter")
    expect(role).to_contain_text("Here: The role: ward clerk")
    expect(role).to_contain_text("In the file, newer: The role: porter")
    assert len(differ.filter(has_text="xxx").inner_text()) < 500


def test_of_many_that_differ_some_are_shown_and_the_rest_counted(visit, tmp_path):
    tab = visit(DATA)
    keys = [f"1|field|x|n{n}" for n in range(100)]
    take(tab, tmp_path, file_of({key: value("a") for key in keys}))
    expect(said(tab)).to_contain_text("100 things")
    load(tab, written(tmp_path, file_of({key: value("b") for key in keys})))
    expect(tab.locator(".data__differ > li")).to_have_count(21)
    expect(tab.locator(".data__differ > li").last).to_contain_text("80")


def test_a_file_that_is_too_big_is_refused_before_it_is_read(visit, tmp_path):
    tab = visit(DATA)
    tab.evaluate("void (File.prototype.text = () => { throw new Error('read') })")
    load(tab, written(tmp_path, " " * 10_000_001))
    expect(said(tab)).to_contain_text("larger than this page can take in")


def test_a_file_of_too_many_things_is_refused_before_it_is_parsed(visit, tmp_path):
    tab = visit(DATA)
    many = {f"1|tick|a|b{n}": value("done") for n in range(20_001)}
    tab.evaluate(
        "() => { window.parsed = 0; const parse = JSON.parse;"
        "JSON.parse = text => { window.parsed += 1; return parse(text) } }"
    )
    load(tab, written(tmp_path, file_of(many)))
    expect(said(tab)).to_contain_text("larger than this page can take in")
    assert tab.evaluate("window.parsed") == 0


def test_a_value_that_is_too_long_is_counted_and_not_taken(visit, tmp_path):
    tab = visit(DATA)
    load(
        tab, written(tmp_path, file_of({ROLE: value("cook"), "1|write|a|b": value("x" * 500_001)}))
    )
    expect(tab.locator(".data__will")).to_contain_text("1 thing that could not be read")


def test_ten_thousand_things_are_loaded_with_the_page_alive(visit, tmp_path):
    tab = visit(DATA)
    many = {f"1|tick|list-{n % 40}|item-{n}": value("done") for n in range(10_000)}
    tab.evaluate(
        """() => {
          window.parsed = 0; window.turns = 0; window.said = new Set();
          const parse = JSON.parse;
          JSON.parse = text => { window.parsed += 1; return parse(text) };
          const said = document.querySelector('.data__said');
          new MutationObserver(() => window.said.add(said.textContent))
            .observe(said, { childList: true });
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => { window.turns += 1; port2.postMessage(0) };
          port2.postMessage(0);
        }"""
    )
    load(tab, written(tmp_path, file_of(many)))
    expect(tab.locator(".data__will")).to_contain_text("10000 things")
    tab.evaluate("window.turns = 0")
    tab.get_by_role("button", name="Add the file").click()
    expect(said(tab)).to_have_text("Loaded: 10000 things.")
    expect(tab.locator(".data__list li li")).to_have_count(10_000)
    # Others had their turn in between, progress was said, and each entry was parsed once.
    assert tab.evaluate("window.turns") >= 20
    assert tab.evaluate("[...window.said].filter(text => /\\d+ of 10000/.test(text)).length") >= 20
    assert tab.evaluate("window.parsed") <= 10_010


def test_pasted_text_is_loaded_and_what_a_mail_program_puts_around_it_is_not(visit):
    tab = visit(DATA)
    tab.get_by_text("Or paste it as text").click()
    text = json.dumps(file_of({ROLE: value("cook")}), indent=2)
    tab.locator(".data__pasted").fill(f"\ufeffMy words:\r\n{text}\r\n-- \r\nSent from a phone")
    tab.get_by_role("button", name="Look at it").click()
    tab.get_by_role("button", name="Add the file").click()
    expect(tab.locator(".data__list")).to_contain_text("The role: cook")


def test_what_was_copied_as_text_can_be_pasted_back(filled, new_context):
    before = entries(filled)
    filled.get_by_role("button", name="Copy it as text").click()
    expect(said(filled)).to_contain_text("Copied")
    text = filled.evaluate("navigator.clipboard.readText()")
    fresh = new_context().new_page()
    fresh.goto(DATA)
    fresh.get_by_text("Or paste it as text").click()
    fresh.locator(".data__pasted").fill(text)
    fresh.get_by_role("button", name="Look at it").click()
    fresh.get_by_role("button", name="Add the file").click()
    expect(said(fresh)).to_contain_text("3 things")
    assert entries(fresh) == before


def test_where_the_clipboard_is_refused_the_text_is_there_to_be_taken_by_hand(filled):
    filled.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error('no')))")
    filled.get_by_role("button", name="Copy it as text").click()
    box = filled.locator(".data__by-hand")
    expect(box).to_be_focused()
    assert json.loads(box.input_value())["entries"] == entries(filled)
    assert "Copied" not in said(filled).inner_text()


SHARES = """
navigator.canShare = ({ files }) => files[0].type === 'text/plain';
navigator.share = async ({ files: [file] }) => { window.handed = [file.name, await file.text()] };
"""


def test_where_the_device_can_share_a_file_it_is_offered_and_can_be_loaded(
    context, visit, tmp_path, new_context
):
    assert not visit(DATA).locator("[data-action=hand-on]").is_visible()
    context.add_init_script(SHARES)
    tab = visit(ASK)
    tab.locator('input[name="role"]:visible').fill("cook")
    tab.goto(DATA)
    tab.locator("[data-action=hand-on]").click()
    until(tab, "window.handed")
    name, text = tab.evaluate("window.handed")
    assert name.endswith(".txt")
    file = tmp_path / name
    file.write_text(text)
    fresh = new_context().new_page()
    fresh.goto(DATA)
    load(fresh, file)
    fresh.get_by_role("button", name="Add the file").click()
    expect(fresh.locator(".data__list")).to_contain_text("The role: cook")


def test_a_saved_file_is_not_said_to_be_there(filled):
    save(filled)
    expect(said(filled)).to_contain_text("check that it is there before you erase")


@pytest.mark.parametrize("button", ["Add the file", "Replace what is here"])
def test_what_finds_no_room_is_not_said_to_be_loaded_and_nothing_changes(filled, tmp_path, button):
    before = entries(filled)
    fill_up(filled)
    raw = filled.evaluate("({...localStorage})")
    take(filled, tmp_path, file_of({f"1|write|a|b{n}": value("x" * 900) for n in range(9)}), button)
    expect(said(filled)).to_contain_text("no room")
    expect(said(filled)).not_to_contain_text("Loaded")
    assert filled.evaluate("({...localStorage})") == raw
    assert entries(filled) == before


def test_replacing_makes_its_own_room(visit, tmp_path):
    tab = visit(DATA)
    take(tab, tmp_path, file_of({"1|write|a|b": value("x" * 3_000)}))
    expect(said(tab)).to_contain_text("Loaded")
    fill_up(tab)
    take(tab, tmp_path, file_of({"1|write|a|c": value("y" * 2_900)}), "Replace what is here")
    expect(said(tab)).to_contain_text("Loaded: 1 thing")
    assert list(entries(tab)) == ["1|write|a|c"]


def test_where_the_browser_keeps_nothing_what_was_loaded_is_said_to_be_gone_soon(
    new_context, tmp_path
):
    context = new_context()
    context.add_init_script(BLOCKED)
    tab = context.new_page()
    tab.goto(DATA)
    take(tab, tmp_path, file_of({ROLE: value("cook")}))
    expect(said(tab)).to_contain_text("gone when you leave")
    expect(tab.locator(".data__list")).to_contain_text("The role: cook")


def test_where_the_names_do_not_arrive_nothing_is_said_to_be_gone(filled):
    filled.route("**/names.json", lambda route: route.abort())
    filled.reload()
    expect(filled.locator(".data__list")).to_contain_text("first-24-hours")
    expect(filled.locator(".data__list")).not_to_contain_text("no longer in the guide")


def test_a_file_says_what_in_it_could_not_be_read_and_the_focus_goes_on_to_undo(filled, tmp_path):
    content = {
        "format": "guide-data",
        "version": 1,
        "entries": {"1|tick|a|b": {"value": "done", "at": "2026-05-03T10:00:00.000Z"}},
        "unread": {"1|aside|1|1|tick|a|c": "?"},
    }
    load(filled, written(tmp_path, content))
    expect(filled.locator(".data__will")).to_contain_text("1 thing that could not be read")
    filled.get_by_role("button", name="Add the file to what is here").click()
    expect(filled.locator(".data__said")).to_be_focused()
    filled.keyboard.press("Tab")
    expect(filled.get_by_role("button", name="Undo")).to_be_focused()


def test_erasing_asks_first_erases_all_and_can_be_undone_in_this_tab(filled):
    filled.get_by_role("button", name="Erase it all").click()
    expect(filled.locator(".data__sure-words")).to_have_text(
        "Erase all that is kept here: 3 things?"
    )
    filled.get_by_role("button", name="Yes, erase it").click()
    expect(filled.locator(".data__list")).to_have_text("Nothing is kept here now.")
    assert filled.evaluate("localStorage.length") == 0
    filled.goto(FIRST)
    expect(filled.get_by_role("checkbox").first).not_to_be_checked()
    filled.goto(DATA)
    filled.get_by_role("button", name="Undo").click()
    expect(filled.locator(".data__list")).to_contain_text("Ms Okafor")
    filled.goto(FIRST)
    expect(filled.get_by_role("checkbox").first).to_be_checked()


def test_erasing_takes_what_could_not_be_read_too_and_undo_brings_it_back(visit, prefix):
    tab = visit(DATA)
    raw = {
        f"{prefix}|1|1|tick|a|b": "{",
        f"{prefix}|1|aside|1|1|tick|a|c": "?",
        f"{prefix}|9|x": "y",
    }
    tab.evaluate("all => Object.entries(all).forEach(([k, v]) => localStorage.setItem(k, v))", raw)
    tab.reload()
    expect(tab.locator(".data__list")).to_contain_text("Set aside, could not be read: 2")
    expect(tab.locator(".data__list")).to_contain_text("From a newer version of this guide: 1")
    tab.get_by_role("button", name="Erase it all").click()
    tab.get_by_role("button", name="Yes, erase it").click()
    expect(tab.locator(".data__said")).not_to_be_empty()
    assert tab.evaluate("localStorage.length") == 0
    tab.get_by_role("button", name="Undo").click()
    assert tab.evaluate("({...localStorage})") == raw


def test_undo_of_an_erasing_keeps_what_was_written_since(filled):
    filled.get_by_role("button", name="Erase it all").click()
    filled.get_by_role("button", name="Yes, erase it").click()
    expect(filled.locator(".data__said")).not_to_be_empty()
    filled.goto(ASK)
    filled.locator('input[name="role"]:visible').fill("porter")
    filled.goto(DATA)
    filled.get_by_role("button", name="Undo").click()
    expect(filled.locator(".data__list")).to_contain_text("The role: porter")
    expect(filled.locator(".data__list")).to_contain_text("Their name: Ms Okafor")
    expect(filled.locator(".data__said")).to_be_focused()


def test_a_long_text_of_the_readers_own_is_loaded_back(visit, new_context, tmp_path):
    tab = visit(ASK)
    tab.get_by_role("button", name="Edit the text").first.click()
    tab.get_by_role("textbox", name="Message").fill("x" * 30_000)
    tab.goto(DATA)
    file = tmp_path / "saved.json"
    save(tab).save_as(file)
    fresh = new_context().new_page()
    fresh.goto(DATA)
    load(fresh, file)
    fresh.get_by_role("button", name="Add the file").click()
    assert entries(fresh) == entries(tab)


def test_erasing_in_one_tab_empties_the_other(filled, visit):
    other = visit(ASK)
    filled.get_by_role("button", name="Erase it all").click()
    filled.get_by_role("button", name="Yes, erase it").click()
    expect(other.locator('input[name="interviewer"]:visible')).to_have_value("")
    expect(other.locator("[data-part=message]:visible")).to_contain_text("Dear [interviewer],")


def test_shared_computer_can_be_switched_on_here(filled, visit):
    expect(filled.locator(".data__shared")).to_contain_text("3 things")
    filled.get_by_role("button", name="Keep it in this tab alone").last.click()
    expect(filled.locator(".data__shared")).to_contain_text("On.")
    expect(filled.locator(".data__list")).to_contain_text("Ms Okafor")
    assert filled.evaluate("localStorage.length") == 0
    expect(visit(DATA).locator(".data__list")).to_have_text("Nothing is kept here now.")
