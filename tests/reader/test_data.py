"""Your data: seen, saved, loaded, erased."""

import json

import pytest
from playwright.sync_api import expect

FIRST = "checklists/first-24-hours/"
ASK = "emails/ask-advice/"
DATA = "your-data/"


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
    kept[role]["value"] = "porter"
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
        {"format": "guide-data", "version": 99, "entries": {}},
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
    assert tab.evaluate("localStorage.length") == 0
    tab.get_by_role("button", name="Undo").click()
    assert tab.evaluate("({...localStorage})") == raw


def test_undo_of_an_erasing_keeps_what_was_written_since(filled):
    filled.get_by_role("button", name="Erase it all").click()
    filled.get_by_role("button", name="Yes, erase it").click()
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
