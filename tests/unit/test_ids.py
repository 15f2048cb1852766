import pytest

from macros import ids, pages
from macros.problems import SourceError
from tests.guide import page

WHERE = "docs/checklists/.ids"


def test_the_committed_list_is_read_with_what_is_gone_and_without_comments():
    entries = ids.parse("# ids\ntea/boil\n\ngone tea/sip # once\n")
    assert [(entry.name, entry.gone, entry.line) for entry in entries] == [
        ("tea/boil", False, 2),
        ("tea/sip", True, 4),
    ]


def located(found):
    return {name: ("docs/checklists/tea.md", line) for name, line in found.items()}


@pytest.mark.parametrize(
    ("committed", "found", "told"),
    [
        ("tea/boil\n", {"tea/boil": 7}, []),
        ("tea/boil\ngone tea/sip\n", {"tea/boil": 7}, []),
        (
            "tea/boil\ntea/sip\n",
            {"tea/boil": 7},
            [f"{WHERE}:2: tea/sip is in no page any more, and readers may have ticked or filled"],
        ),
        (
            "gone tea/boil\n",
            {"tea/boil": 7},
            [f"docs/checklists/tea.md:7: tea/boil was taken out once (line 1 of {WHERE})"],
        ),
        ("", {"tea/boil": 7}, ["docs/checklists/tea.md:7: tea/boil is new: run `make ids`"]),
    ],
    ids=["the same", "announced", "vanished", "reused", "new"],
)
def test_the_sources_and_the_committed_list_must_agree(committed, found, told):
    problems = [str(problem) for problem in ids.check(ids.parse(committed), located(found), WHERE)]
    assert len(problems) == len(told)
    assert all(a.startswith(b) for a, b in zip(problems, told, strict=True)), problems


def test_ids_are_found_with_the_lines_of_the_file():
    source = "---\ntitle: Tea\n---\n- [ ] Boil {: #boil }\n- [ ] Pour\n"
    assert ids.names(pages.parse("checklists/tea.md", source)) == {"tea/boil": 4}


def test_ids_of_pages_and_worksheets_are_found_too_and_whole_names_stay_whole():
    source = (
        "- [ ] Boil {: #boil }\n- [ ] Pour {: #checklists-old/pour }\n\n{{ write('why', 'Why?') }}"
    )
    assert ids.names(pages.parse("rooms/bath.md", source)) == {
        "rooms/bath/boil": 1,
        "checklists-old/pour": 2,
        "rooms/bath/why": 4,
    }
    assert ids.names(pages.parse("worksheets/log.md", source.splitlines()[-1])) == {
        "worksheets/log/why": 1
    }


def test_a_name_that_stands_in_two_pages_is_told(furnished):
    furnished.write("docs/bath.md", page("Bath", "- [ ] Boil {: #tea/boil }\n"))
    assert ids.main() == 1
    with pytest.raises(SourceError, match=r"tea/boil stands in docs/bath\.md:\d+, too"):
        ids.listed(furnished.docs)


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("- [ ] Boil the water", "- [ ] Boil the water {: #boil-the-water }"),
        (
            "- [ ] Boil it, then let it rest",
            "- [ ] Boil it, then let it rest {: #boil-it-then-let }",
        ),
        ("- [ ] Pour {: #pour }", "- [ ] Pour {: #pour }"),
        ("  * [x] Nested **so**", "  * [x] Nested **so** {: #nested-so }"),
        ("- [ ] ¿?", "- [ ] ¿? {: #item }"),
        ("- no task", "- no task"),
    ],
)
def test_an_id_of_at_most_four_words_is_written_where_none_is(line, written):
    assert ids.write_missing("checklists/tea.md", line) == written


def test_two_items_that_begin_alike_get_different_ids():
    source = "- [ ] Sip\n- [ ] Sip\n- [ ] Sip {: #sip-2 }\n"
    written = ids.write_missing("checklists/tea.md", source)
    assert "Sip {: #sip }" in written
    assert "Sip {: #sip-3 }" in written


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_all_else_of_the_file_stays_byte_for_byte(newline, mark):
    lines = [
        "---",
        "title:   Tea  ",
        "---",
        "\ttext with a tab and blanks   ",
        "```",
        "- [ ] in code",
        "```",
        "- [ ] Boil",
        "",
        "last line without an end",
    ]
    source = mark + newline.join(lines)
    lines[7] += " {: #boil }"
    assert ids.write_missing("checklists/tea.md", source) == mark + newline.join(lines)


@pytest.fixture
def tea(furnished):
    """The checklist's file, with a third item that has no id yet."""
    file = furnished.docs / "checklists/tea.md"
    file.write_bytes(
        file.read_bytes()
        .replace(b"#pour }\n", b"#pour }\n- [ ] Sip slowly\n")
        .replace(b"\n", b"\r\n")
    )
    return file


@pytest.mark.parametrize("committed", ["gone tea/stir\ntea/boil\ntea/pour\n", "tea/boil\ntea/pour"])
def test_the_verb_writes_missing_ids_into_the_file_and_the_list(tea, furnished, committed):
    before = tea.read_bytes()
    (furnished.docs / "checklists/.ids").write_text(committed)
    assert ids.main() == 0
    assert tea.read_bytes() == before.replace(b"slowly", b"slowly {: #sip-slowly }")
    assert (furnished.docs / "checklists/.ids").read_text() == (
        committed.rstrip("\n") + "\ntea/sip-slowly\n"
    )
    assert furnished.problems() == []


def test_the_verb_begins_a_list_where_there_is_none(tea, furnished):
    (furnished.docs / "checklists/.ids").unlink()
    assert ids.main() == 0
    assert (
        furnished.docs / "checklists/.ids"
    ).read_text() == "tea/boil\ntea/pour\ntea/sip-slowly\n"


def test_the_verb_changes_nothing_where_nothing_is_missing(furnished):
    files = [furnished.docs / "checklists" / name for name in ("tea.md", ".ids")]
    before = [file.read_bytes() for file in files]
    assert ids.main() == 0
    assert [file.read_bytes() for file in files] == before


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("docs/checklists/tea.md", "---\ntitle: Tea\n"),
        ("mkdocs.yml", "extra: {fields: {host: {}}}\ntheme: {custom_dir: x}\n"),
    ],
)
def test_the_verb_tells_of_a_file_it_cannot_read(furnished, capsys, path, text):
    furnished.write(path, text)
    assert ids.main() == 1
    assert capsys.readouterr().err.startswith(f"{path}:1: ")
