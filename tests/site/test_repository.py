"""What holds of the files of the repository, before anything is built from them."""

import re
import subprocess

import pytest

from tests.builds import ROOT

# What the toolkit must not know: it serves a guide on any subject.
SUBJECT = re.compile(
    r"\b(interview\w*|jobs?|job-?(?:seek|search|hunt)\w*|compan(?:y|ies)|recruit\w*|employ\w*|hiring"
    r"|hired?|careers?|vacanc(?:y|ies)|applicants?|candidates?|linkedin|résumés?|salar(?:y|ies))\b",
    re.IGNORECASE,
)
# Addresses that hold on one machine only. Put together here, so that this file does not name them.
MACHINE = [
    r"(?<![\w.)])/" + "work/",
    r"(?<![\w.)])/" + "opt/",
    "index" + "-url",
    r"https?://[^\s\"'<>]*/" + "simple/?(?![\\w-])",
    "py" + r"pi\.org",
    "python" + "hosted",
]
# Their lines are hashes.
LOCKS = ("requirements.txt", "requirements-dev.txt")


@pytest.fixture(scope="module")
def texts():
    """Every text file that is committed, or would be."""
    if not (ROOT / ".git").exists():
        pytest.skip("no repository here: its list of files is not known")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = {}
    for name in listed.split("\0"):
        file = ROOT / name
        if name and file.is_file():
            try:
                found[name] = file.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
    return found


def lines(texts, pattern):
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if re.search(pattern, line)
    ]


@pytest.mark.parametrize("folder", ["macros", "overrides"])
def test_the_toolkit_holds_no_word_of_the_guides_subject(folder):
    texts = {
        file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8")
        for file in (ROOT / folder).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert texts
    assert lines(texts, SUBJECT) == []


@pytest.mark.parametrize("pattern", MACHINE)
def test_no_file_names_an_address_that_holds_on_one_machine_only(texts, pattern):
    hashed = {
        name: "\n".join(line for line in text.splitlines() if "--hash=" not in line)
        if name in LOCKS
        else text
        for name, text in texts.items()
    }
    assert lines(hashed, pattern) == []
