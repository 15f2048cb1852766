"""Mistakes of authors, end to end: `mkdocs build --strict`, `make lint`, on copied sources."""

import re
import shutil

import pytest

from macros import style
from tests.builds import ROOT, copy_sources, mkdocs

ASK = "docs/feedback/ask.md"
MISTAKES = {
    "a macro's name": (ASK, r'\{\{ email\("', '{{ emial("', "email"),
    "an e-mail's slug": (ASK, r'email\("ask-advice"', 'email("ask-advise"', "ask-advice"),
    "a checklist's slug": (
        ASK,
        r'list\("ask-for-advice"',
        'list("ask-for-advise"',
        "ask-for-advice",
    ),
    "a source's key": (
        ASK,
        r'cite\("flynn-lake-2008"',
        'cite("flynn-like-2008"',
        "flynn-lake-2008",
    ),
    "a field": (
        "docs/emails/ask-advice.md",
        r"Dear \[interviewer\]",
        "Dear [interviewr]",
        "[interviewer]",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_one_letter_wrong_stops_the_build_and_the_right_name_is_offered(tmp_path, mistake):
    path, right, wrong, meant = MISTAKES[mistake]
    file = copy_sources(tmp_path) / path
    text = file.read_text()
    found = re.search(right, text)
    assert found, f"{path} does not hold {right} any more: take another place for this test"
    file.write_text(text[: found.start()] + wrong + text[found.end() :])
    line = text[: found.start()].count("\n") + 1

    done = mkdocs(tmp_path)

    assert done.returncode != 0
    [told] = [told for told in done.stdout.splitlines() if told.startswith(f"{path}:")]
    assert told.startswith(f"{path}:{line}: ")
    assert f"Did you mean {meant}?" in told
    assert "Traceback" not in done.stdout


def test_all_mistakes_of_all_pages_are_told_in_one_build(tmp_path):
    copy_sources(tmp_path)
    for path, right, wrong, _ in MISTAKES.values():
        text = (tmp_path / path).read_text()
        (tmp_path / path).write_text(re.sub(right, wrong, text, count=1))
    told = [line for line in mkdocs(tmp_path).stdout.splitlines() if line.startswith("docs/")]
    assert len(told) >= len(MISTAKES) - 1
    assert len({line.split(":")[0] for line in told}) == 2


@pytest.mark.parametrize(
    ("path", "right", "wrong", "told"),
    [
        (ASK, "one person", "one preson", "“preson” is in no dictionary. Did you mean person?"),
        (ASK, "Sleep on it", "Circle back", "“Circle back”: write "),
        (ASK, "Sleep on it,", f"Sleep on it{' and on it' * 9},", "this sentence has 42 words; 25 "),
        (
            "docs/emails/ask-advice.md",
            "the time you gave",
            "the tiem you gave",
            "“tiem” is in no dict",
        ),
    ],
)
def test_lint_names_the_line_of_a_mistake_in_the_prose(
    tmp_path, monkeypatch, capsys, path, right, wrong, told
):
    file = copy_sources(tmp_path) / path
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "spelling", tmp_path / "spelling")
    text = file.read_text()
    assert right in text, f"{path} does not hold {right} any more: take another place for this test"
    file.write_text(text.replace(right, wrong, 1))
    line = text[: text.index(right)].count("\n") + 1

    # Not in a process of its own: the dictionaries are read once for all of these.
    monkeypatch.chdir(tmp_path)
    assert style.main() == 1
    first, last = capsys.readouterr().err.splitlines()
    assert first.startswith(f"{path}:{line}: {told}")
    assert last == "1 problem in the prose"
