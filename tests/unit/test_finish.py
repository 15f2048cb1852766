import base64
import hashlib

import pytest

from macros import finish
from tests import markup


def head(up="", names="ab", scripts="ab"):
    return (
        '<html><head><meta charset="utf-8"><title>x</title>\n'
        + "".join(f'<link rel="stylesheet" href="{up}components/{n}/{n}.css">\n' for n in names)
        + "".join(
            f'<script src="{up}components/{n}/{n}.js" data-base="{up or "."}"></script>\n'
            for n in scripts
        )
        + "</head>"
    )


@pytest.fixture
def built(tmp_path):
    """A built folder of two pages and two components."""
    for name in "ab":
        folder = tmp_path / "components" / name
        folder.mkdir(parents=True)
        (folder / f"{name}.css").write_text(f".{name} {{\n  margin: 0;\n}}\n")
        (folder / f"{name}.js").write_text(f"// {name}\nlet {name} = 1;\n")
    (tmp_path / "deep").mkdir()
    (tmp_path / "index.html").write_text(head() + "<body>One</body></html>")
    (tmp_path / "deep/index.html").write_text(head("../") + "<body>Two</body></html>")
    return tmp_path


def page(built, path="index.html"):
    return markup.parse((built / path).read_text())


def test_scripts_and_styles_become_one_file_each_in_their_order(built):
    assert finish.finish(built) == 2
    [style] = page(built).all("link", rel="stylesheet")
    [script] = page(built).all("script")
    assert (built / style.attrs["href"]).read_text() == ".a{margin:0}.b{margin:0}"
    assert (built / script.attrs["src"]).read_text().split() == ["let", "a=1;let", "b=1;"]


def test_a_page_further_down_names_the_same_files_and_keeps_its_way_up(built):
    finish.finish(built)
    [top], [deep] = (page(built, path).all("script") for path in ("index.html", "deep/index.html"))
    assert deep.attrs["src"] == "../" + top.attrs["src"]
    assert (top.attrs["data-base"], deep.attrs["data-base"]) == (".", "../")


def test_markup_that_scripts_put_in_every_page_moves_from_the_pages_into_the_script(built):
    told = '<template data-once="told">\n  <p\n   hidden>“Kept”</p>\n</template>'
    for path, up in (("index.html", ""), ("deep/index.html", "../")):
        (built / path).write_text(f"{head(up)}<body>One\n{told}\n</body></html>")
    finish.finish(built)
    assert all(not page(built, path).all("template") for path in ("index.html", "deep/index.html"))
    [script] = page(built).all("script")
    text = (built / script.attrs["src"]).read_text()
    assert text.startswith('document.currentScript.once={"told":"<p\\n   hidden>“Kept”</p>"};')


def test_a_page_with_other_components_gets_a_file_of_its_own(built):
    (built / "deep/index.html").write_text(head("../", names="a", scripts="") + "<body></body>")
    finish.finish(built)
    [style] = page(built, "deep/index.html").all("link")
    assert (built / "deep" / style.attrs["href"]).read_text() == ".a{margin:0}"
    assert not page(built, "deep/index.html").all("script")


def test_a_script_that_stands_alone_keeps_a_file_of_its_own_and_the_others_stay_as_they_are(built):
    alone = '<script src="../components/b/b.js" data-alone></script></head>'
    for path, up in (("index.html", ""), ("deep/index.html", "../")):
        (built / path).write_text(head(up, scripts="a") + "<body></body></html>")
    deep = built / "deep/index.html"
    deep.write_text(deep.read_text().replace("</head>", alone))
    finish.finish(built)
    [shared] = page(built).all("script")
    first, own = page(built, "deep/index.html").all("script")
    assert first.attrs["src"] == "../" + shared.attrs["src"]
    assert "data-alone" not in own.attrs
    assert (built / "deep" / own.attrs["src"]).read_text().split() == ["let", "b=1;"]


def test_the_name_of_a_joined_file_changes_with_its_text(built):
    first = finish.join(built, ["components/a/a.css"], "css")
    (built / "components/a/a.css").write_text(".c{}")
    assert finish.join(built, ["components/a/a.css"], "css") != first


def test_a_component_named_in_the_text_of_a_page_is_left_alone(built):
    text = '<script src="components/a/a.js" data-base="."></script>'
    (built / "index.html").write_text(head() + f"<body>{text}</body></html>")
    finish.finish(built)
    assert text in (built / "index.html").read_text()


def test_the_policy_stands_right_after_the_charset_and_allows_nothing_unsafe(built):
    finish.finish(built)
    html = (built / "index.html").read_text()
    assert '<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="' in html
    assert "unsafe" not in html


@pytest.mark.parametrize(
    ("html", "directive", "allowed"),
    [
        ("<script>let a = '<';\n</script>", "script-src", "let a = '<';\n"),
        ("<script>a</script><script>a</script>", "script-src", "a"),
        ('<script id="x">b</script>', "script-src", "b"),
        ('<script src="x.js"></script>', "script-src", ""),
        ('<script type="application/json">{}</script>', "script-src", ""),
        ("<style>.a{}</style>", "style-src", ".a{}"),
        ("", "style-src", ""),
    ],
)
def test_inline_scripts_and_styles_are_allowed_by_their_hash_alone(html, directive, allowed):
    digest = base64.b64encode(hashlib.sha256(allowed.encode()).digest()).decode()
    sources = f" 'sha256-{digest}'" if allowed else ""
    assert f"{directive} 'self'{sources};" in finish.policy(html)


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<p>{{ x }}</p>", "template code in the page: {{ x }}"),
        ("<p>{% if %}</p>", "template code in the page: {% if %}"),
        ("<b>&lt;built-in method copy of dict object&gt;</b>", "a name that Python has taken"),
        ("<h1>⟦email hello⟧</h1>", "a component that was not put in: ⟦email hello⟧"),
        ("<pre><code>⟦email hello⟧</code></pre>", "a component that was not put in: ⟦email hello⟧"),
        ('<script src="https://a.example/x.js"></script>', "a file from somewhere else"),
        ('<img alt="" src="//a.example/x.png">', "a file from somewhere else: //a.example/x.png"),
        ('<link rel="stylesheet" href="https://a.example/x.css">', "a file from somewhere else"),
    ],
)
def test_what_no_reader_may_meet_is_told(html, told):
    [found] = finish.leftovers(html)
    assert found.startswith(told)


@pytest.mark.parametrize(
    "html",
    [
        "<pre>{{ x }}</pre>",
        "<p><code>{% if %}</code></p>",
        "<script>let a = {{}};</script>",
        '<link rel="canonical" href="https://a.example/">',
        '<a href="https://a.example/">x</a>',
        '<img alt="" src="x.png">',
    ],
)
def test_code_and_links_may_hold_what_a_text_may_not(html):
    assert list(finish.leftovers(html)) == []


def test_tags_are_taken_out_of_the_search_index_that_shows_them(built):
    index = '{"items": [{"title": "One", "tags": ["a"]}]}'
    (built / "search.json").write_text(index)
    finish.finish(built)
    assert (built / "search.json").read_text() == '{"items":[{"title":"One"}]}'


def test_a_folder_with_leftovers_is_not_finished_and_every_page_is_told(built, capsys):
    for path in ("index.html", "deep/index.html"):
        (built / path).write_text("<p>{{ x }}</p>")
    assert finish.main(str(built)) == 1
    assert capsys.readouterr().err.splitlines() == [
        "deep/index.html: template code in the page: {{ x }}",
        "index.html: template code in the page: {{ x }}",
    ]
    assert (built / "index.html").read_text() == "<p>{{ x }}</p>"


def test_the_command_says_how_many_pages_are_finished(furnished, built, capsys):
    assert finish.main(str(built)) == 0
    assert capsys.readouterr().out == f"2 pages finished in {built}/\n"


def test_the_command_writes_the_files_to_take_along(furnished, built):
    finish.main(str(built))
    assert "Dear [host]," in (built / "emails/all.txt").read_text()
    assert '"slug": "hello"' in (built / "emails/all.json").read_text()


def test_a_mistake_in_the_sources_is_told_and_not_taken_along(furnished, built, capsys):
    furnished.write("docs/emails/bad.md", "---\ntitle: Bad\n---\n")
    assert finish.main(str(built)) == 1
    assert "docs/emails/bad.md:2: `when` is missing" in capsys.readouterr().err


def test_a_page_that_has_no_place_for_the_policy_is_not_finished(built, capsys):
    (built / "deep/index.html").write_text("<html><head></head><body>Two</body></html>")
    assert finish.main(str(built)) == 1
    assert capsys.readouterr().err == 'deep/index.html: no <meta charset="utf-8"> in the page.\n'


@pytest.mark.parametrize("folder", ["", "not-there"])
def test_a_folder_without_pages_is_not_finished(tmp_path, capsys, folder):
    assert finish.main(str(tmp_path / folder)) == 1
    assert "there is no page in" in capsys.readouterr().err


def test_marks_for_the_index_of_search_are_gone_and_words_about_them_stay():
    page = (
        '<p data-search-exclude hidden>One</p><p data-search-exclude="">a data-search-exclude</p>'
    )
    assert finish.dense(page) == "<p hidden>One</p><p>a data-search-exclude</p>"


def every_file(folder):
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_a_second_run_changes_nothing(built):
    asks = (
        '<span data-code="https://a.example/" hidden></span><i data-bits="https://a.example/"></i>'
    )
    (built / "index.html").write_text(f"{head()}<body>{asks}\n  <script>let a;</script></body>")
    finish.finish(built, "1f2e")
    once = every_file(built)
    finish.finish(built, "1f2e")
    assert every_file(built) == once


def test_a_run_for_another_version_leaves_one_version_and_one_policy(built):
    finish.finish(built, "1f2e")
    finish.finish(built, "3d4c")
    [version] = page(built).all("meta", name="version")
    assert version.attrs["content"] == "3d4c"
    assert len(page(built).all("meta", http_equiv="Content-Security-Policy")) == 1


def test_the_version_comes_from_the_environment_and_is_short(furnished, built, monkeypatch):
    monkeypatch.setenv("SITE_VERSION", "0123456789abcdef0123456789abcdef01234567")
    finish.main(str(built))
    assert page(built).one("meta", name="version").attrs["content"] == "0123456789ab"


def test_without_a_version_a_page_names_none(furnished, built, monkeypatch):
    monkeypatch.delenv("SITE_VERSION", raising=False)
    finish.main(str(built))
    assert page(built).all("meta", name="version") == []


def test_no_other_site_is_told_where_a_reader_comes_from(built):
    finish.finish(built)
    for path in ("index.html", "deep/index.html"):
        assert page(built, path).one("meta", name="referrer").attrs["content"] == "no-referrer"


def test_no_browser_fetches_the_pages_before_and_after_and_links_to_them_stay(built):
    ahead = (
        '<link rel="prev" href="../a/">\n<link rel="next" href="b/">\n<link rel="icon" href="i">'
    )
    way = '<a rel="next" href="b/">Next</a>'
    (built / "index.html").write_text(head().replace("<title>", f"{ahead}<title>") + f"<body>{way}")
    finish.finish(built)
    rels = [link.attrs["rel"] for link in page(built).all("link")]
    assert rels == ["icon", "stylesheet"]
    assert page(built).one("a").attrs["rel"] == "next"


def test_the_sitemap_says_nothing_of_the_day_of_the_build(built):
    url = "<url>\n    <loc>https://a.example/</loc>\n"
    (built / "sitemap.xml").write_text(f"{url}    <lastmod>2026-11-30</lastmod>\n</url>")
    (built / "sitemap.xml.gz").write_bytes(b"packed at some time")
    finish.finish(built)
    assert (built / "sitemap.xml").read_text() == f"{url}</url>"
    assert not (built / "sitemap.xml.gz").exists()
