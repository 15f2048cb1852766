"""A guide on moving house, made by changing mkdocs.yml and docs/ alone: tests/second-site/."""

import pytest
import yaml

from tests import built
from tests.builds import ENGINES, ROOT, build, copy_second
from tests.settings import read


@pytest.fixture(scope="module", params=ENGINES)
def second(request, tmp_path_factory):
    """The folder of the second site, built by one of the engines."""
    folder = tmp_path_factory.mktemp(request.param)
    settings = copy_second(folder)
    settings["site_dir"] = ENGINES[request.param][1]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False))
    return build(folder, request.param)


@pytest.fixture(scope="module")
def day(second):
    return built.pages(second)["day/index.html"].one("article")


def test_its_email_stands_in_the_page_with_its_own_words_tones_and_fields(day):
    sheets = day.all(data_email="hand-over")
    assert [sheet.attrs["data-tone"] for sheet in sheets] == ["friendly", "short"]
    assert sheets[0].one(data_part="message").text == (
        "Dear [landlord],\n\nwe move out on [hand-over day]. Shall we meet at the flat?"
    )
    assert [field.attrs["data-key"] for field in sheets[0].all("input")] == [
        "field|hand-over|hand-over day",
        "field||landlord",
    ]
    assert sheets[1].one(data_part="message").text == (
        "Keys on [hand-over day], if that suits you."
        " (Optional: The [spare key] is with the neighbours.) Thanks!"
    )
    assert sheets[0].one(data_action="copy-message").words == "Copy the letter"


def test_its_gallery_and_its_files_hold_its_letter(second):
    gallery = built.pages(second)["emails/index.html"].one("article")
    assert [heading.words for heading in gallery.all("h2")] == ["Before the day"]
    assert any(link.words == "Hand the keys over" for link in gallery.all("a"))
    assert "we move out on [hand-over day]." in (second / "emails/all.txt").read_text()


def test_its_checklist_stands_in_the_page_with_its_own_words_and_ids(day):
    box = day.one(data_checklist="last-box")
    assert [item.attrs["data-item"] for item in box.all("li")] == ["kettle", "letter", "spare-key"]
    assert box.one(data_part="progress").words == "0 packed of 3"
    assert box.one("li", data_item="letter").words == "Read the letter once more"


def test_its_sources_are_listed_with_its_own_words_and_cited_in_text_and_list(second, day):
    read = built.pages(second)["read/index.html"].one("article")
    assert [heading.words for heading in read.all("h2")] == ["Backs", "Boxes"]
    assert read.one("li", id="lifting").all("p")[2].words == (
        "Read. Last checked 2 May 2026. Used in: The day you move."
    )
    assert [link.words for link in read.one("li", id="tape").all("a")] == [
        "How much tape a box needs",
        "The last box",
        "The day you move",
    ]
    assert day.one(data_cite="lifting").attrs["href"] == "../read/#lifting"
    in_list = day.one("li", data_item="kettle").one(data_cite="tape")
    assert (in_list.words, in_list.attrs["href"]) == ("Box and Tape", "../read/#tape")
    assert day.one("p", class_="source").words == (
        "From: The Box Works: How much tape a box needs. Last checked 3 June 2026."
    )


def test_its_menu_names_its_own_pages(second):
    menu = built.pages(second)["day/index.html"].one("nav", class_="menu__panel")
    said = "Hurt your back? What to do"
    assert menu.words == f"{said} Start The day Letters Lists On paper Kept here Where from Find"


def test_its_links_lead_somewhere(second):
    assert built.broken(second, "/the-new-place/") == []


def test_no_page_of_it_speaks_of_the_first_guide(second):
    first = read(ROOT / "mkdocs.yml")
    for path, page in built.pages(second).items():
        html = (second / path).read_text()
        assert first["site_name"] not in html, path
        assert first["site_url"] not in html, path
        assert page.one("title").text.endswith("The new place"), path
