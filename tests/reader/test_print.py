"""Paper: printed to PDF by the browser, with background graphics off, and read back."""

import pytest
from playwright.sync_api import expect

from tests.builds import ROOT
from tests.reader import paper

FIRST = "checklists/first-24-hours/"
CHAPTER = "feedback/ask/"
SIZES = ["A4", "Letter"]
PAPER = {"A4": (210, 297), "Letter": (216, 279)}
LISTS = sorted(
    file.stem for file in (ROOT / "docs/checklists").glob("*.md") if file.stem != "index"
)
NOT_ON_PAPER = ["Search", "Menu", "Copy message", "Print this list", "Start again", "gaps left"]


@pytest.fixture
def visit(context, visit):
    # A test cannot press the dialog's button; page.pdf() prints what the dialog would.
    context.add_init_script("window.print = () => {}")
    return visit


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("slug", LISTS)
def test_a_checklist_prints_on_one_side_with_a_square_for_each_item(visit, slug, size):
    tab = visit(f"checklists/{slug}/")
    count = tab.get_by_role("checkbox").count()
    pdf = tab.pdf(format=size)
    found = paper.boxes(pdf)
    assert len(found) == count
    assert all(4.5 <= box.size <= 5.5 for box in found)
    assert all(box.ink == 0 for box in found)
    if count <= 10:
        assert {box.page for box in found} == {0}
    [code] = paper.codes(pdf)
    assert code.text == tab.locator("link[rel=canonical]").get_attribute("href")
    assert 18 <= code.size <= 22
    texts = paper.texts(pdf)
    assert all(len(text) > 80 for text in texts)
    assert PAPER[size] == paper.size(pdf)
    last = " ".join(texts[code.page].split())
    assert code.text.split("://")[1] in last
    assert "Last reviewed " in last


@pytest.mark.parametrize("path", ["emails/ask-advice/", "emails/application-advice/"])
def test_a_message_carries_a_code_that_leads_to_it(visit, path):
    tab = visit(path)
    [code] = paper.codes(tab.pdf(format="A4"))
    assert code.text == tab.locator("link[rel=canonical]").get_attribute("href")


def test_the_code_is_there_without_javascript_and_on_paper_only(new_context):
    tab = new_context(java_script_enabled=False).new_page()
    tab.goto(FIRST)
    expect(tab.locator("[data-code]")).to_be_hidden()
    assert len(paper.codes(tab.pdf(format="A4"))) == 1


@pytest.mark.parametrize("path", ["", CHAPTER, "checklists/", "emails/"])
def test_a_page_that_is_no_sheet_of_its_own_has_no_code(visit, path):
    assert visit(path).locator("[data-code]").count() == 0


@pytest.mark.parametrize("size", SIZES)
def test_no_item_is_split_between_two_pages(visit, size):
    tab = visit(FIRST)
    # A list of many items of two lines, so that pages end everywhere.
    tab.locator(".checklist > ul").evaluate(
        """list => {
          const [item] = list.children;
          item.querySelector('label span').textContent = 'One word after another. '.repeat(9);
          for (let n = 0; n < 60; n += 1) list.append(item.cloneNode(true));
        }"""
    )
    pages = paper.texts(tab.pdf(format=size))
    texts = [" ".join(text.split()) for text in pages]
    counts = [text.count("One word after another.") for text in texts]
    assert sum(counts) == 61 * 9
    assert len(pages) > 4
    assert [count % 9 for count in counts] == [0] * len(counts)


def test_details_are_open_on_paper(visit):
    tab = visit(FIRST)
    tab.locator(".page > p").first.evaluate(
        """p => p.insertAdjacentHTML('afterend',
          '<details><summary>More</summary><p>Words in a fold</p></details>')"""
    )
    expect(tab.get_by_text("Words in a fold")).to_be_hidden()
    assert "Words in a fold" in paper.texts(tab.pdf(format="A4"))[0]


def test_a_done_item_prints_a_square_with_a_black_tick(visit):
    tab = visit(FIRST)
    for number in (1, 3):
        tab.get_by_role("checkbox").nth(number).check()
    found = paper.boxes(tab.pdf(format="A4"))
    ticked = [box.ink > 0.05 for box in found]
    assert ticked == [number in (1, 3) for number in range(len(found))]
    assert all(box.ink < 0.6 for box in found)


def test_dark_mode_prints_black_on_white(new_context):
    context = new_context(color_scheme="dark")
    tab = context.new_page()
    tab.goto(FIRST)
    image = next(paper.images(tab.pdf(format="A4")))
    assert image.getpixel((5, 5)) == 255
    assert sum(image.histogram()[:100]) > 2000
    assert all(box.ink == 0 for box in paper.boxes(tab.pdf(format="A4")))


@pytest.mark.parametrize("path", ["", CHAPTER, FIRST, "emails/ask-advice/", "your-data/", "about/"])
def test_a_page_prints_its_text_only_and_no_blank_page(visit, path):
    tab = visit(path)
    title = tab.locator("h1").inner_text()
    texts = paper.texts(tab.pdf(format="A4"))
    whole = " ".join(" ".join(texts).split())
    assert " ".join(title.split()) in whole
    assert not [words for words in NOT_ON_PAPER if words in whole.replace(title, "")]
    assert all(len(text) > 80 for text in texts)
    assert f"{len(texts)} / {len(texts)}" in whole


def test_an_email_prints_with_what_was_filled_in_and_the_chosen_tone_only(visit):
    tab = visit("emails/ask-advice/")
    tab.locator('input[name="interviewer"]:visible').fill("Ms Okafor")
    tab.get_by_text("Change tone").first.click()
    tab.get_by_role("button", name="Brief").first.click()
    text = " ".join(paper.texts(tab.pdf(format="A4"))[0].split())
    assert text.count("Dear Ms Okafor,") == 1
    assert "Warm" not in text
    assert "One question about next time" in text


def test_print_this_list_prints_that_list_alone_and_then_the_page_is_whole_again(visit):
    tab = visit(CHAPTER)
    tab.locator("[data-checklist] [data-action=print]").first.click()
    texts = paper.texts(tab.pdf(format="A4"))
    assert len(texts) == 1
    assert "Ask for advice" in texts[0]
    assert "Sleep on it" in texts[0]
    assert "Why this works" not in texts[0]
    assert "Dear" not in texts[0]
    whole = " ".join(paper.texts(tab.pdf(format="A4")))
    assert "Why this works" in whole
    expect(tab.locator("h1")).to_be_visible()


def test_links_out_of_the_site_print_their_address(visit):
    tab = visit("about/")
    links = tab.locator('.page a[href^="http"]').evaluate_all("all => all.map(a => a.href)")
    whole = "".join("".join(paper.texts(tab.pdf(format="A4"))).split())
    assert links
    assert [link for link in links if f"({link})" not in whole] == []


def test_no_print_dialog_opens_by_itself(visit):
    tab = visit(FIRST)
    tab.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1 } }")
    tab.get_by_role("checkbox").first.check()
    assert tab.evaluate("window.printed") == 0
    tab.get_by_role("button", name="Print this list").click()
    assert tab.evaluate("window.printed") == 1
