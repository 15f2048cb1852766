"""An author's mistakes, end to end: `mkdocs build --strict` alone, on a copy of the sources."""

import re

import pytest

from tests.builds import copy_sources, mkdocs

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
