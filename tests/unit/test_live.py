import shutil
from dataclasses import replace

import pytest

from macros import finish, live
from tests.served import served

PREFIX = "/guide/"


def write(folder, path, words, version):
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    page = f'<html><head><meta charset="utf-8"></head><body>{words}</body></html>'
    (folder / path).write_text(finish.with_policy(page, version))


def make(folder, version):
    """A finished site of three pages."""
    for path in ("index.html", "help/index.html", "404.html"):
        write(folder, path, path, version)
    return folder


@pytest.fixture
def built(tmp_path):
    return make(tmp_path / "site", "1f2e")


@pytest.fixture
def online(tmp_path, built):
    """What is published, of which each test changes a part, and its server."""
    shutil.copytree(built, tmp_path / "online")
    with served(tmp_path / "online", PREFIX) as server:
        yield server


@pytest.fixture
def site(guide, online):
    return replace(guide.site, url=online.url, help={"page": "help/"})


def told(built, site):
    return [line.replace(site.url, "/") for line in live.differences(built, site, live.fetch)]


def test_what_is_online_as_it_was_built_is_right(built, site):
    assert told(built, site) == []


def test_an_older_version_is_told_page_by_page(built, online, site):
    make(online.site, "0a0b")
    assert told(built, site) == [
        "/ is of version 0a0b, not 1f2e.",
        "/no-such-page/at/any/depth/ is of version 0a0b, not 1f2e.",
        "/help/ is of version 0a0b, not 1f2e.",
    ]


def test_another_policy_is_told(built, online, site):
    page = online.site / "help/index.html"
    page.write_text(page.read_text().replace("script-src 'self'", "script-src *"))
    [line] = told(built, site)
    assert line.startswith("/help/ has another policy: default-src 'none'; script-src *;")


def test_a_page_that_is_gone_is_told(built, online, site):
    (online.site / "help/index.html").unlink()
    assert told(built, site) == ["/help/ answers 404 instead of 200."]


def test_an_unknown_address_must_not_be_found(built, online, site):
    write(online.site, f"{live.UNKNOWN}index.html", "", "1f2e")
    assert told(built, site) == [f"/{live.UNKNOWN} answers 200 instead of 404."]


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", ""])
def test_a_site_that_does_not_answer_is_told(built, site, url):
    [line, _, _] = live.differences(built, replace(site, url=url), live.fetch)
    assert line.endswith("/ answers nothing instead of 200.")


def test_it_looks_again_until_the_new_version_is_there(built, online, site):
    make(online.site, "0a0b")
    pauses = iter([lambda: None, lambda: make(online.site, "1f2e")])
    assert live.watch(lambda: told(built, site), lambda: next(pauses)()) == []
    assert list(pauses) == []


def test_it_stops_looking_at_last():
    looked = []
    assert live.watch(lambda: looked.append(1) or ["old"], lambda: None, looks=3) == ["old"]
    assert len(looked) == 3


def test_the_command_says_whether_it_is_online(guide, built, online, capsys, monkeypatch):
    monkeypatch.setattr(live, "PAUSE", 0)
    config = guide.root / "mkdocs.yml"
    config.write_text(f"site_url: {online.url}\n{config.read_text()}")
    assert live.main(str(built)) == 0
    assert capsys.readouterr().out == f"{online.url} is what was built\n"
    make(online.site, "0a0b")
    assert live.main(str(built)) == 1
    assert capsys.readouterr().err.startswith(f"{online.url} is of version 0a0b, not 1f2e.\n")
