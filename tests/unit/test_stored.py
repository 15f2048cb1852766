from macros import stored
from tests.guide import email_page, page


def test_every_list_is_named_with_its_items_as_they_are_read(furnished):
    furnished.write("docs/rooms/bath.md", page("Bath", "## Do this\n\n- [ ] Wash **hands**\n"))
    assert stored.names(furnished.site)["lists"] == {
        "tea": {"title": "Make tea", "items": {"boil": "Boil water", "pour": "Pour it"}},
        "rooms/bath": {"title": "Bath", "items": {"wash-hands": "Wash hands"}},
    }


def test_an_item_that_moved_with_its_name_is_named_in_its_own_list(furnished):
    bath = page("Bath", "## Do this\n\n- [ ] Wash\n- [ ] Fill it {: #tea/fill }\n")
    furnished.write("docs/bath.md", bath)
    lists = stored.names(furnished.site)["lists"]
    assert lists["tea"]["title"] == "Make tea"
    assert lists["tea"]["items"]["fill"] == "Fill it"
    assert lists["bath"] == {"title": "Bath", "items": {"wash": "Wash"}}


def test_shared_fields_are_named_once_and_own_ones_by_their_email(furnished):
    head = email_page("Ask", "```email\nSubject: On [day]\n\n[host]\n```\n")
    furnished.write("docs/emails/ask.md", head.replace("when:", "fields:\n  day: The day\nwhen:"))
    assert stored.names(furnished.site)["fields"] == {
        "": {"your name": "Your name", "host": "Host"},
        "ask": {"day": "The day"},
    }
    assert stored.names(furnished.site)["emails"] == {"hello": "Say hello", "ask": "Ask"}
