from macros import emails, gallery
from tests.guide import email_page


def message(text):
    return f"```email\nSubject: A subject\n\n{text}\n```\n"


def test_emails_stand_by_moment_and_title_and_empty_moments_are_left_out(guide):
    for slug, title, moment in [
        ("a", "Zebra", "Arriving"),
        ("b", "Ant", "Arriving"),
        ("c", "Bee", "Leaving"),
    ]:
        guide.write(f"docs/emails/{slug}.md", email_page(title, message("x"), moment=moment))
    every = emails.read_all(guide.site)
    found = gallery.groups(every, ["Leaving", "Between", "Arriving"])
    assert [(moment, [email.slug for email in group]) for moment, group in found] == [
        ("Leaving", ["c"]),
        ("Arriving", ["b", "a"]),
    ]


def test_an_email_for_more_situations_comes_first(guide):
    for slug, situations in (("a", "[On foot]"), ("b", "[On foot, By train]")):
        text = email_page(slug, message("x"), moment="Leaving", situations=situations)
        guide.write(f"docs/emails/{slug}.md", text)
    [(_, group)] = gallery.groups(emails.read_all(guide.site), ["Leaving"])
    assert [email.slug for email in group] == ["b", "a"]


def test_filters_hold_what_occurs_in_the_order_of_the_site():
    assert gallery.occurring(["a", "b", "c"], ["c", "a", "c", "x"]) == ["a", "c"]
