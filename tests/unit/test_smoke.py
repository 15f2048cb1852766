from dataclasses import replace

import pytest

from macros import finish, smoke

URL = "https://a.example/guide/"
HELP = {"page": "help/", "paper": "Not safe? UK: call 116 123. New Zealand: call or text 1737."}
CALLS = '<a href="tel:116123">116 123</a> <a class="button" href="tel:1737">Call 1737</a>'


def html(body="", head=""):
    return (
        f'<html><head><meta charset="utf-8">{head}<title>x</title></head><body>{body}</body></html>'
    )


@pytest.fixture
def site(guide):
    return replace(guide.site, url=URL, help=HELP)


@pytest.fixture
def built(tmp_path):
    """A finished site of three pages."""
    folder = tmp_path / "site"
    home = '<h1 id="top">Home</h1> <a href="help/#call">Help</a> <a href="https://b.example/">b</a>'
    write(folder, "index.html", html(home))
    write(folder, "help/index.html", html(f'<h1 id="call">Help</h1> {CALLS} <a href="..">Home</a>'))
    write(
        folder, "404.html", html('<a href="#here">Skip</a> <a href="/guide/">Home</a><p id="here">')
    )
    locs = "".join(f"<url><loc>{URL}{page}</loc></url>" for page in ("", "help/"))
    (folder / "sitemap.xml").write_text(f"<urlset>{locs}</urlset>")
    return folder


def write(folder, path, text):
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(finish.with_policy(text, "1f2e"))


def test_a_finished_site_can_be_published(built, site):
    assert smoke.wrong(built, site) == []


@pytest.mark.parametrize(
    ("path", "body", "told"),
    [
        ("index.html", "{{ x }}", "index.html: template code in the page: {{ x }}"),
        ("index.html", '<a href="gone/">x</a>', "index.html: gone/ leads nowhere."),
        ("index.html", '<img alt="" src="a.png">', "index.html: a.png leads nowhere."),
        ("index.html", '<a href="help/#no">x</a>', "index.html: help/#no leads to no place of "),
        ("index.html", '<a href="/other/">x</a>', "index.html: /other/ leads nowhere."),
        ("index.html", '<a href="help">x</a>', "index.html: help leads nowhere."),
        (
            "index.html",
            '<a href="http://127.0.0.1:8000/x/">x</a>',
            "index.html: http://127.0.0.1:8000/x/ leads to this machine.",
        ),
        ("404.html", '<a href="help/">x</a>', "404.html: help/ leads nowhere."),
        ("404.html", '<a href="#no">x</a>', "404.html: #no leads to no place of that page."),
        (
            "index.html",
            '<a href="tel:116132">116 123</a>',
            "index.html: “116 123” calls tel:116132.",
        ),
        (
            "index.html",
            '<a href="tel:+443001231101">0300 123 1100</a>',
            "index.html: “0300 123 1100” calls tel:+443001231101.",
        ),
    ],
)
def test_what_must_not_be_published_is_named(built, site, path, body, told):
    write(built, path, html(body + (built / path).read_text().partition("<body>")[2]))
    [line] = smoke.wrong(built, site)
    assert line.startswith(told)


@pytest.mark.parametrize(
    "body",
    [
        '<a href="tel:+18006694000">1-800-669-4000</a>',
        '<a href="tel:+14165974900">(416) 597-4900</a>',
        '<a href="tel:+443001231100">0300 123 1100</a>',
        '<a href="tel:000">000</a>',
        '<a href="sms:?&amp;body=Hi">Text message</a>',
        '<a href="help/#items=a/b,c/d">x</a>',
        '<a href="./#top">x</a>',
        f'<a href="{URL}help/">x</a>',
        '<a href="mailto:a@b.example">x</a>',
    ],
)
def test_right_links_and_numbers_are_let_be(built, site, body):
    write(built, "index.html", html(body + '<p id="top">'))
    assert smoke.wrong(built, site) == []


def test_a_page_without_its_policy_is_named(built, site):
    (built / "index.html").write_text(html())
    write(built, "help/index.html", html(f"{CALLS}<p id=call>"))
    text = (built / "help/index.html").read_text()
    (built / "help/index.html").write_text(text.replace("</body>", "<script>let a;</script>"))
    assert smoke.wrong(built, site) == [
        "help/index.html: its content security policy is that of another page.",
        "index.html: no content security policy right after the charset.",
    ]


def test_a_number_that_paper_names_is_called_from_the_page_of_help(built, site):
    write(built, "help/index.html", html('<a id="call" href="tel:116123">116 123</a>'))
    assert smoke.wrong(built, site) == [
        "help/index.html: 1737 stands in `help.paper`, and no link here calls it."
    ]


def test_a_guide_may_do_without_a_page_of_help(built, site):
    write(built, "help/index.html", html('<p id="call">'))
    assert smoke.wrong(built, replace(site, help={})) == []


def test_the_page_of_help_is_there(built, site):
    told = smoke.wrong(built, replace(site, help={"page": "gone/"}))
    assert told == ["gone/index.html: the page of help (`help.page` in mkdocs.yml) is missing."]


def test_the_404_page_is_there_and_the_sitemap_names_all_others(built, site):
    (built / "404.html").unlink()
    write(built, "new/index.html", html())
    sitemap = (built / "sitemap.xml").read_text()
    (built / "sitemap.xml").write_text(sitemap.replace("/help/", "/old/"))
    assert smoke.wrong(built, site) == [
        "404.html: there is no such page.",
        "sitemap.xml: help/index.html is not named.",
        "sitemap.xml: new/index.html is not named.",
        "sitemap.xml: old/index.html is no page.",
    ]


def test_what_the_upload_leaves_out_is_named(built, site):
    (built / ".well-known").mkdir()
    assert smoke.wrong(built, site) == [".well-known: a hidden file is not published."]


def test_the_command_says_where_a_site_can_be_published(guide, built, capsys):
    config = guide.root / "mkdocs.yml"
    config.write_text(f"site_url: {URL.rstrip('/')}\n{config.read_text()}")
    assert smoke.main(str(built)) == 0
    assert capsys.readouterr().out == f"{built}/ can be published at {URL}\n"
    (built / "404.html").unlink()
    assert smoke.main(str(built)) == 1
    assert capsys.readouterr().err == "404.html: there is no such page.\n"
