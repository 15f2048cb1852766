"""Lists of a guide of a test's own: items that move, and lists that are long."""

import re

import pytest
from playwright.sync_api import expect

from tests.reader.made import Guide

LIST = """\
---
title: {title}
description: About {title}.
reviewed: 2026-11-23
---
# {title}

{items}
"""
# What is asked of the page and of what is kept, from now on.
COUNT = """
window.work = 0;
for (const { prototype } of [Document, Element]) {
  for (const name of ["querySelectorAll", "querySelector"]) {
    const plain = prototype[name];
    prototype[name] = function (selector) {
      const found = plain.call(this, selector);
      window.work += name === "querySelector" ? 1 : found.length;
      return found;
    };
  }
}
for (const [owner, name] of [[JSON, "parse"], [Storage.prototype, "getItem"]]) {
  const plain = owner[name];
  owner[name] = function (...given) {
    window.work += 1;
    return plain.apply(this, given);
  };
}
"""


def items(count, start=0):
    return "".join(f"- [ ] Step {n} {{: #step-{n} }}\n" for n in range(start, count))


@pytest.fixture(scope="module")
def guide(tmp_path_factory):
    made = Guide(tmp_path_factory.mktemp("lists"), small=True)
    for count in (30, 500):
        made.write(f"checklists/long-{count}.md", LIST.format(title="Long", items=items(count)))
    made.write("checklists/old.md", LIST.format(title="Old", items=items(4)))
    made.write("checklists/new.md", LIST.format(title="New", items="- [ ] Own {: #own }\n"))
    made.build(ids=True)
    return made


@pytest.fixture
def open_page(guide, new_context):
    with guide.served() as server:
        context = new_context(base_url=server.url)

        def go(path, script=""):
            tab = context.new_page()
            tab.goto(path)
            if script:
                tab.evaluate(script)
            return tab

        yield go


def test_a_press_does_the_same_work_in_a_long_list_as_in_a_short_one(open_page):
    work = {}
    for count in (30, 500):
        # Kept for other lists, too: none of it is read.
        keep = f"""() => {{
          for (let n = 0; n < {count}; n += 1) {{
            const key = `${{guide.base}}|1|1|tick|other|item-${{n}}`;
            localStorage.setItem(key, JSON.stringify({{ value: "done", at: "2026-05-03" }}));
          }}
        }}"""
        open_page(f"checklists/long-{count}/", keep).close()
        tab = open_page(f"checklists/long-{count}/")
        boxes = tab.get_by_role("checkbox")
        boxes.nth(3).check()
        expect(tab.locator("[data-part=progress]")).to_have_text(f"1 of {count}")
        tab.evaluate(f"() => {{{COUNT}}}")
        box = boxes.nth(5).element_handle()
        work[count] = box.evaluate("box => { window.work = 0; box.click(); return window.work }")
        expect(tab.locator("[data-part=progress]")).to_have_text(f"2 of {count}")
    assert work[500] == work[30] > 0


def test_an_item_that_moves_to_another_list_with_its_name_keeps_its_tick_and_is_not_gone(
    guide, open_page
):
    tab = open_page("checklists/old/")
    for number in (1, 2):
        tab.get_by_role("checkbox").nth(number).check()
    moved = "- [ ] Own {: #own }\n- [ ] Step 1 {: #old/step-1 }\n"
    guide.write("checklists/old.md", LIST.format(title="Old", items=items(4, 3)))
    guide.write("checklists/new.md", LIST.format(title="New", items=moved))
    ids = guide.folder / "docs/checklists/.ids"
    kept = ids.read_text()
    ids.write_text(
        kept.replace("old/step-0", "gone old/step-0").replace("old/step-2", "gone old/step-2")
    )
    guide.build()
    expect(open_page("checklists/new/").get_by_role("checkbox").nth(1)).to_be_checked()
    tab = open_page("checklists/old/")
    gone = tab.locator(".checklist__gone")
    expect(gone).to_contain_text("step 2")
    expect(gone).not_to_contain_text("step 1")
    tab.get_by_role("button", name="Forget them").click()
    expect(gone).to_be_hidden()
    expect(open_page("checklists/new/").get_by_role("checkbox").nth(1)).to_be_checked()


def test_a_page_saved_and_opened_again_has_each_button_once(open_page):
    tab = open_page("checklists/long-30/")
    tab.get_by_role("checkbox").nth(3).check()
    saved = re.sub(r' style="[^"]*"', "", tab.evaluate("document.documentElement.outerHTML"))
    tab.route(
        "**/checklists/long-30/", lambda route: route.fulfill(body=saved, content_type="text/html")
    )
    tab.reload()
    expect(tab.locator("[data-part=progress]")).to_have_text("1 of 30")
    expect(tab.locator(".checklist li").nth(3).locator("button")).to_have_count(1)
    expect(tab.get_by_role("checkbox").nth(3)).to_be_checked()
