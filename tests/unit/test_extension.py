from types import SimpleNamespace

import pytest
from markdown import Markdown

from macros import checklist, email, email_gallery
from macros.extension import page_path
from macros.problems import SourceError
from tests.guide import HELLO, email_page, page

EMAIL, LIST = email("hello"), checklist("tea")

# What stands around a call, and the tag that must hold what it puts in.
PLACES = [
    ("{}", ""),
    ("Before.\n\n{}\n\nAfter.", ""),
    ("Before.\n{}\nAfter.", ""),
    ("- One\n\n    {}\n\n- Two", "li"),
    ("- {}\n- Two", "li"),
    ("1. One\n2. Text: {}\n3. Three", "li"),
    ("- One\n    - {}", "li"),
    ("!!! note\n\n    {}\n", "div"),
    ('=== "A"\n\n    {}\n\n=== "B"\n\n    Text.\n', "div"),
    ('=== "A"\n\n    - One\n\n        {}\n', "li"),
    ("> {}", "blockquote"),
    ('<div markdown class="x">\n\n{}\n\n</div>', "div"),
]


@pytest.mark.parametrize(("around", "holder"), PLACES)
def test_an_email_is_put_in_once_wherever_the_call_stands(furnished, around, holder):
    html = furnished.render(around.format(EMAIL))
    assert "⟦" not in html.text
    tones = [sheet.attrs["data-tone"] for sheet in html.all(data_email="hello")]
    assert tones == ["warm", "brief"]
    assert not holder or any(element.all(data_email="hello") for element in html.all(holder))
    assert not [p for p in html.all("p") if p.all(data_email="hello")]


@pytest.mark.parametrize(("around", "holder"), PLACES)
def test_a_checklist_is_put_in_once_wherever_the_call_stands(furnished, around, holder):
    html = furnished.render(around.format(LIST))
    assert "⟦" not in html.text
    box = html.one(data_checklist="tea")
    assert [li.attrs["data-item"] for li in box.all("li")] == ["boil", "pour"]
    assert not holder or any(element.all(data_checklist="tea") for element in html.all(holder))


@pytest.mark.parametrize("around", [around for around, _ in PLACES if "Before" in around])
def test_what_stands_around_a_call_stays_where_it_was(furnished, around):
    for call in (EMAIL, LIST):
        words = furnished.render(around.format(call)).words
        assert all(word in words for word in ("Before.", "After.") if word in around)


def test_two_calls_in_a_row_are_both_put_in(furnished):
    html = furnished.render(f"{LIST}\n{EMAIL}\n")
    html.one(data_checklist="tea")
    assert len(html.all(data_email="hello")) == 2


@pytest.mark.parametrize(
    "around", ["# {}", "| a |\n|---|\n| {} |", "Text.\n\n    {}", "```\n{}\n```"]
)
def test_in_a_heading_a_table_or_code_the_marker_stays_for_the_finish_to_find(furnished, around):
    html = furnished.render(around.format(EMAIL))
    assert not html.all(data_email="hello")
    assert EMAIL in html.text


def test_the_heading_above_a_list_names_it_as_it_is_read(guide):
    html = guide.render("## **Do** [this](x.md) { #now }\n\n- [ ] One\n")
    assert html.one(data_checklist="page/do-this").attrs["aria-label"] == "Do this"


def test_an_edit_of_a_message_or_of_the_words_on_buttons_is_seen_at_once(furnished):
    furnished.html(EMAIL)
    text = (furnished.docs / "emails/hello.md").read_text().replace("Hi [host]!", "Hey [host]!")
    furnished.write("docs/emails/hello.md", text)
    settings = (furnished.root / "mkdocs.yml").read_text()
    furnished.write("mkdocs.yml", settings.replace("Copy subject", "Take the subject"))
    html = furnished.render(EMAIL)
    assert html.all(data_email="hello")[1].one(data_part="message").text == "Hey [host]!"
    assert html.all(data_action="copy-subject")[0].words == "Take the subject"


def test_an_unknown_slug_stops_the_page(furnished):
    with pytest.raises(SourceError, match="Did you mean hello"):
        furnished.html(email("helo"))


def body(source):
    """A page as the engines hand it over: without its front matter."""
    return source.split("---\n", 2)[2]


MESSAGE = (
    'Dear [host],\n\ngood morning & "welcome" <b>home</b>.\n'
    "  Indented, <script>alert(1)</script>\n\n[your name]"
)


@pytest.mark.parametrize("path", ["page.md", "emails/hello.md"])
@pytest.mark.parametrize("around", ["{}", "1. One\n2. Text: {}"])
def test_subject_and_message_are_exactly_the_words_of_the_source(furnished, path, around):
    html = furnished.html(around.format(EMAIL), path)
    [warm, brief] = furnished.render(around.format(EMAIL), path).all(data_email="hello")
    assert warm.one(data_part="subject").text == "Hello [host]"
    assert "".join(warm.one(data_part="message").texts(skip=())) == MESSAGE
    assert brief.one(data_part="message").text == "Hi [host]!"
    assert "good morning &amp; " in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script>alert" not in html
    assert "<b>home" not in html


def test_quotes_in_words_that_become_attributes_do_not_end_them(furnished):
    source = email_page('A "b" <c> & d', HELLO).replace("[host]", "[host's own]")
    head = """fields:\n  host's own:\n    label: 'A "b" <c>'\nwhen:"""
    furnished.write("docs/emails/hello.md", source.replace("when:", head))
    html = furnished.render(EMAIL)
    assert html.one("figure", class_="email").attrs["aria-label"] == 'A "b" <c> & d'
    assert html.all(name="host's own")[0].attrs["data-key"] == "field|hello|host's own"
    assert {gap.text for gap in html.all(data_field="host's own")} == {"[host's own]"}
    assert 'A "b" <c>' in html.words


def test_each_field_has_one_input_in_each_tone_and_its_places_read_as_in_the_source(furnished):
    [warm, brief] = furnished.render(EMAIL).all(data_email="hello")
    assert [box.attrs["name"] for box in warm.all("input")] == ["host", "your name"]
    assert [box.attrs["name"] for box in brief.all("input")] == ["host"]
    assert warm.one("input", name="your name").attrs["autocomplete"] == "name"
    assert [gap.text for gap in warm.all(data_field="host")] == ["[host]", "[host]"]


def test_the_page_of_an_email_shows_it_between_its_own_words(furnished):
    html = furnished.render(body(page("Say hello", HELLO)), "emails/hello.md")
    assert len(html.all(data_email="hello")) == 2
    assert html.words.startswith("Say hello Two ways.")
    assert html.words.endswith("After the tones.")
    assert "===" not in html.text
    assert not html.all(class_="email__title")


def test_tones_on_a_page_that_is_no_email_stay_content_tabs(furnished):
    html = furnished.render(HELLO, "rooms/hello.md")
    assert not html.all(data_email="hello")
    assert html.all(class_="tabbed-set tabbed-alternate")


@pytest.mark.parametrize(
    ("path", "href"),
    [
        ("index.md", "emails/hello/"),
        ("page.md", "../emails/hello/"),
        ("rooms/index.md", "../emails/hello/"),
        ("rooms/bath.md", "../../emails/hello/"),
    ],
)
def test_the_title_of_an_inserted_component_leads_to_its_own_page(furnished, path, href):
    html = furnished.render(f"{EMAIL}\n\n{LIST}", path)
    assert html.one("p", class_="email__title").one("a").attrs["href"] == href
    title = html.one("p", class_="checklist__title").one("a")
    assert (title.text, title.attrs["href"]) == (
        "Make tea",
        href.replace("emails/hello", "checklists/tea"),
    )


def test_links_of_an_inserted_list_hold_on_the_page(furnished):
    [link] = furnished.render(LIST, "rooms/bath.md").one("li", data_item="boil").all("a")
    assert link.attrs["href"] == "../index.md"


TIGHT = "- [ ] One\n- [x] Two\n"
ITEMS = [
    (TIGHT, ["one", "two"]),
    (TIGHT.replace("-", "*"), ["one", "two"]),
    ("- [ ] One\n\n- [ ] Two\n", ["one", "two"]),
    ("- [ ] One {: #first }\n- [ ] Two {:#second}\n", ["first", "second"]),
    ("- [ ] One {: #first }\n\n- [ ] Two\n", ["first", "two"]),
    ("- [ ] One\n    - [ ] Sub\n- [ ] Two\n", ["one", "sub", "two"]),
    ("- [ ] One\n\n    - [ ] Sub\n\n- [ ] Two\n", ["one", "sub", "two"]),
    ("- [ ] One\n\n    More.\n\n- [ ] Two\n", ["one", "two"]),
    ("- [ ] One\n  goes on\n- [ ] Two\n", ["one", "two"]),
    ("!!! note\n\n    - [ ] One\n    - [ ] Two\n", ["one", "two"]),
    ('=== "A"\n\n    - [ ] One\n    - [ ] Two\n', ["one", "two"]),
    ("1. Text\n\n    - [ ] One\n    - [ ] Two\n", ["one", "two"]),
]


@pytest.mark.parametrize(("text", "names"), ITEMS)
def test_every_task_list_is_a_checklist_whose_items_have_ids(guide, text, names):
    html = guide.render(f"## Do this\n\n{text}", "rooms/bath.md")
    box = html.one(data_checklist="rooms/bath/do-this")
    assert (box.attrs["role"], box.attrs["aria-label"]) == ("group", "Do this")
    items = [li for li in box.all("li") if "data-item" in li.attrs]
    assert [li.attrs["data-item"] for li in items] == names
    assert [box.attrs["data-key"] for box in html.all("input", type="checkbox")] == [
        f"tick|rooms/bath|{name}" for name in names
    ]
    assert box.one(data_part="progress").words == f"0 of {len(names)}"
    assert "[" not in html.text
    assert "{:" not in html.text


@pytest.mark.parametrize(
    ("item", "label", "html"),
    [
        ("Plain text", "Plain text", "Plain text"),
        ("Read [this](x.md)", "Read this", '<a href="x.md">this</a>'),
        ("Do it **now**", "Do it now", "<strong>now</strong>"),
        ("Press `A & B`", "Press A & B", "<code>A &amp; B</code>"),
        ("A < B & C", "A < B & C", "A &lt; B &amp; C"),
        ('Say "[x] is done"', 'Say "[x] is done"', "[x] is done"),
        ("**Now** {: #now }", "Now", "<strong>Now</strong>"),
    ],
)
@pytest.mark.parametrize("blank", ["", "\n"], ids=["tight", "loose"])
def test_the_text_of_an_item_is_inside_its_label(guide, item, label, html, blank):
    text = f"- [ ] {item}\n{blank}- [ ] Another\n"
    assert html in guide.html(text)
    first = guide.render(text).all("li")[0]
    assert first.one("label").words == label
    assert first.words == label
    assert [child.tag for child in first.one("label").children] == ["input", "span"]


def test_later_paragraphs_and_nested_lists_are_outside_the_label(guide):
    text = "- [ ] One\n\n    More.\n\n    - plain\n\n- [ ] Two\n"
    first = guide.render(text).all("li")[0]
    assert first.one("label").words == "One"
    assert [child.tag for child in first.children if not isinstance(child, str)] == [
        "label",
        "p",
        "ul",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "- One\n- Two\n",
        "- [One](x.md)\n- [x](y.md)\n",
        "1. One\n2. Two\n",
        "- []\n",
        "Text [ ] with a box\n",
        "```\n- [ ] code\n```\n",
    ],
)
def test_ordinary_lists_and_code_are_left_alone(guide, text):
    plain = Markdown(extensions=["attr_list", "pymdownx.superfences", "toc"]).convert(text)
    assert guide.html(text) == plain


def test_an_ordinary_item_in_a_task_list_stays_ordinary(guide):
    html = guide.render("- [ ] One\n- Two\n")
    assert [li.attrs.get("data-item") for li in html.all("li")] == ["one", None]
    assert html.one(data_part="progress").words == "0 of 1"


def test_ids_of_tasks_are_the_same_in_the_page_and_where_it_is_inserted(furnished):
    own = furnished.render("- [ ] Boil [water](../index.md) {: #boil }\n", "checklists/tea.md")
    own.one(data_checklist="tea").one("li", data_item="boil")
    assert not own.all(class_="checklist__title")
    furnished.render(LIST).one(data_checklist="tea").one("li", data_item="boil")


def test_the_gallery_leads_to_every_email_and_to_the_files(furnished):
    for path, up in (("emails/index.md", "../"), ("index.md", ""), ("rooms/bath.md", "../../")):
        html = furnished.render(email_gallery(), path)
        links = {link.attrs["href"] for link in html.all("a")}
        assert links >= {f"{up}emails/{name}" for name in ("hello/", "all.txt", "all.json")}
        assert [heading.words for heading in html.all("h2")] == ["Arriving"]
        assert "Say hello" in html.words


def test_the_path_of_the_page_is_known_in_both_engines_and_without_one():
    mkdocs, zensical = Markdown(), Markdown()
    relpath = SimpleNamespace(file=SimpleNamespace(src_uri="a/b.md"))
    mkdocs.treeprocessors.register(relpath, "relpath", 0)
    context = SimpleNamespace(page=SimpleNamespace(path="a/c.md"))
    zensical.preprocessors.register(context, "context", 0)
    assert [page_path(md) for md in (mkdocs, zensical, Markdown())] == ["a/b.md", "a/c.md", ""]


def test_links_in_components_go_from_file_to_file_where_zensical_resolves_them(furnished):
    md = Markdown(extensions=["macros.extension"])
    context = SimpleNamespace(page=SimpleNamespace(path="rooms/bath.md"), run=lambda lines: lines)
    md.preprocessors.register(context, "context", 99)
    assert 'href="../emails/hello.md"' in md.convert(EMAIL)


LONG = "# Title\n\nLead.\n\n" + "".join(
    f"## Part {n}\n\n### Detail *{n}* & more\n\nText.\n\n" for n in range(1, 5)
)


def test_a_long_page_says_what_it_holds_above_its_first_part(guide):
    html = guide.render(LONG)
    (contents,) = html.all("details")
    links = [(a.attrs["href"], a.text) for a in contents.all("a")]
    assert links[:2] == [("#part-1", "Part 1"), ("#detail-1-more", "Detail 1 & more")]
    assert len(links) == 8
    order = [child.tag for child in html if child.tag in ("h1", "details", "h2")]
    assert order[:3] == ["h1", "details", "h2"]


def test_what_a_page_holds_is_found_in_a_box_and_under_a_second_title(guide):
    boxed = "# Title\n\n<div markdown>\n\n" + LONG.partition("Lead.")[2] + "\n\n</div>\n"
    (contents,) = guide.render(boxed + "\n# Late\n\n## Last\n").all("details")
    assert [a.text for a in contents.all("a")][-1] == "Last"


def test_an_index_does_not_say_what_it_holds(guide):
    assert not guide.render(LONG, "a/index.md").all("details")
    assert not guide.render(LONG, "a/README.md").all("details")
    assert guide.render(LONG, "a/card-index.md").all("details")


def test_a_short_page_does_not_say_what_it_holds(guide):
    assert not guide.render(LONG.partition("## Part 4")[0]).all("details")
