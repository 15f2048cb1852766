import re
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pytest

from macros import stale
from macros.stale import Link
from tests.guide import page
from tests.unit.test_evidence import ALL, HINGE

TODAY = date(2026, 11, 23)
OK = 200


@pytest.fixture
def linked(guide):
    """A guide with one source and a page with links."""
    guide.write("docs/sources.yml", HINGE.lstrip())
    guide.write("docs/sources.md", page("Sources", ALL, reviewed="2026-05-24"))
    guide.write(
        "docs/a.md",
        page(
            "A",
            "See [one](https://a.example/x#part) and <https://b.example/y>.\n"
            '{{ source("hinge") }}\n'
            "[two](https://a.example/x)\n",
            reviewed="2026-05-23",
        ),
    )
    return guide


def lines(problems):
    return [str(problem) for problem in problems]


def test_what_is_older_than_the_limit_is_named_with_its_line(linked):
    told, unsure = stale.report(linked.site, TODAY, lambda address: OK)
    assert lines(told) == ["docs/a.md:4: last reviewed 184 days ago, on 2026-05-23."]
    assert unsure == []


def test_a_source_grows_old_too(linked):
    told, _ = stale.report(linked.site, date(2027, 5, 26), lambda address: OK)
    assert "docs/sources.yml:1: hinge was last checked 184 days ago, on 2026-11-23." in lines(told)


def test_the_limit_is_a_number_of_days_in_mkdocs_yml(linked):
    linked.configure(stale_after=184)
    assert stale.report(linked.site, TODAY, lambda address: OK) == ([], [])
    linked.configure(stale_after=182)
    assert len(stale.report(linked.site, TODAY, lambda address: OK)[0]) == 2


def test_links_that_lead_nowhere_are_dead_and_those_nobody_can_check_are_not(linked):
    said = {
        "https://a.example/x": 404,
        "https://b.example/y": 403,
        "https://example.org/hinges": 0,
    }
    linked.configure(stale_after=1000)
    told, unsure = stale.report(linked.site, TODAY, said.__getitem__)
    assert lines(told) == [
        "docs/a.md:8: https://a.example/x#part is not there: the site says 404.",
        "docs/a.md:10: https://a.example/x is not there: the site says 404.",
        "docs/sources.yml:1: https://example.org/hinges does not answer.",
    ]
    assert lines(unsure) == [
        "docs/a.md:8: https://b.example/y could not be checked: the site says 403."
    ]


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (200, "fine"),
        (204, "fine"),
        (404, "dead"),
        (410, "dead"),
        (500, "dead"),
        (0, "dead"),
        (403, "unsure"),
        (429, "unsure"),
        (503, "unsure"),
        (999, "unsure"),
    ],
)
def test_what_an_answer_means(status, verdict):
    link = Link("https://a.example/", "docs/a.md", 1)
    dead, unsure = stale.judged([link], {link.address: status})
    assert ("dead" if dead else "unsure" if unsure else "fine") == verdict


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](https://a.example/b_(c)) and more", ["https://a.example/b_(c)"]),
        ('[a](https://a.example/b "Title")', ["https://a.example/b"]),
        ("[a]: https://a.example/b", ["https://a.example/b"]),
        ('<a href="https://a.example/?b=1">', ["https://a.example/?b=1"]),
        ("[a](b.md), https://a.example, [c](mailto:a@example.org)", []),
        ("([a](http://a.example/b).)", ["http://a.example/b"]),
    ],
)
def test_links_are_found_as_markdown_writes_them(guide, text, found):
    guide.write("docs/a.md", page("A", f"{text}\n"))
    pages = [stale.pages.read(guide.docs, "a.md")]
    assert [link.address for link in stale.links(pages, [])] == found


def test_each_address_is_asked_for_once_whatever_its_fragment():
    asked = []
    addresses = ["https://a.example/#b", "https://a.example/", "https://c.example/d#e"]
    assert stale.answers(addresses, lambda address: asked.append(address) or OK) == {
        "https://a.example/": OK,
        "https://c.example/d": OK,
    }
    assert sorted(asked) == ["https://a.example/", "https://c.example/d"]


class Site(BaseHTTPRequestHandler):
    """Gives no heads, and pages as their paths say: /200, /404 …; /moved leads to /200."""

    asked: ClassVar[list[tuple[str, str, str]]] = []

    def do_GET(self):
        self.asked.append((self.command, self.path, self.headers["User-Agent"]))
        if self.path == "/moved":
            self.send_response(301)
            self.send_header("Location", "/200")
        elif self.command == "HEAD":
            self.send_response(405)
        else:
            self.send_response(int(self.path[1:4]))
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815 - http.server's name

    def log_message(self, *args):
        pass


@pytest.fixture
def here():
    with HTTPServer(("127.0.0.1", 0), Site) as server:
        Site.asked.clear()
        thread = threading.Thread(target=server.serve_forever, args=[0.01])
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("path", "status"),
    [("/200", 200), ("/404", 404), ("/moved", 200), ("/429", 429), ("/200/é?q=%20", 200)],
)
def test_a_head_is_asked_for_first_then_the_page_in_our_own_name(here, path, status):
    assert stale.fetch(here + path, "the guide") == status
    assert [Site.asked[0][0], Site.asked[-1][0]] == ["HEAD", "GET"]
    assert {agent for _, _, agent in Site.asked} == {"the guide"}


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "http://127.0.0.1:x/"])
def test_what_does_not_answer_has_no_status(address):
    assert stale.fetch(address, "the guide") == stale.NO_ANSWER


def test_the_command_fails_only_where_something_is_stale_or_dead(linked, capsys, monkeypatch):
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    linked.configure(stale_after=100_000)
    monkeypatch.setattr(stale, "fetch", lambda address, agent: 403)
    assert stale.main() == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("docs/a.md:8: note: https://a.example/x#part could not be checked")
    assert printed[-1] == "0 stale or dead, 4 could not be checked"
    monkeypatch.setattr(stale, "fetch", lambda address, agent: 410)
    assert stale.main() == 1


def test_a_mistake_in_the_file_is_told_by_the_command_too(linked, capsys):
    linked.write("docs/sources.yml", HINGE.replace("https", "ftp"))
    assert stale.main() == 1
    assert capsys.readouterr().err.startswith("docs/sources.yml:8: `link` must be")


@pytest.fixture
def calling(linked):
    """Two more pages, of which the later one names a number, behind which is a source."""
    linked.configure(stale_after=1)
    for path in ("docs/a.md", "docs/sources.md", "docs/sources.yml"):
        text = (linked.root / path).read_text()
        linked.write(path, re.sub(r"(reviewed|checked): \S+", r"\1: 2020-01-02", text))
    linked.write("docs/b.md", page("B", reviewed="2020-01-02"))
    linked.write(
        "docs/z.md",
        page("Z", 'Call [116 123](tel:116123) ({{ cite("hinge") }}).\n', reviewed="2020-01-02"),
    )
    return linked


def test_pages_with_numbers_and_the_sources_behind_numbers_are_named_first(calling):
    told = lines(stale.ages(calling.site, TODAY))
    assert [line.partition(":")[0] for line in told] == [
        "docs/sources.yml",
        "docs/z.md",
        "docs/a.md",
        "docs/b.md",
        "docs/sources.md",
    ]
    assert [line.endswith("Numbers to call hang on it.") for line in told] == [True] * 2 + [
        False
    ] * 3


def test_offline_no_link_is_asked_for_and_nothing_fails(calling, capsys, monkeypatch):
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.setattr(stale, "fetch", None)
    assert stale.main("--offline") == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("docs/sources.yml:1: hinge was last checked ")
    assert printed[-1] == "5 not looked at for 1 days"


def test_on_github_each_is_a_warning_at_its_line_and_stands_in_the_summary(
    calling, capsys, monkeypatch, tmp_path
):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    assert stale.main("--offline") == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[1].startswith("::warning file=docs/z.md,line=4::docs/z.md:4: last reviewed ")
    summary = (tmp_path / "summary.md").read_text().splitlines()
    assert summary[0] == "```text"
    assert summary[2].startswith("docs/z.md:4: last reviewed ")
    assert summary[-2:] == ["5 not looked at for 1 days", "```"]
