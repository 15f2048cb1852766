"""What `make lint` says of a workflow with a mistake."""

import re
import shutil
import subprocess
import sys

import pytest

from tests.builds import ROOT

CHECK = ".github/workflows/check.yml"


@pytest.fixture
def copy(tmp_path):
    """A copy of the workflows, and of the verbs that look over them."""
    shutil.copytree(ROOT / ".github", tmp_path / ".github")
    shutil.copy(ROOT / "Makefile", tmp_path)
    return tmp_path


def lint(folder):
    """Look over the workflows in a folder with the tools that run these tests."""
    venv = sys.prefix
    # What is installed is not installed again.
    command = ["make", "--assume-old", f"{venv}/.dev", f"VENV={venv}", "workflows"]
    return subprocess.run(
        command,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def test_the_workflows_pass(copy):
    done = lint(copy)
    assert done.returncode == 0, done.stdout


def test_lint_looks_over_them():
    [line] = re.findall(r"(?m)^lint:.*?(?=##)", (ROOT / "Makefile").read_text())
    assert "workflows" in line.split()


# Each of what they tell together.
FORM = [("runs-on: ", "run-on: ", "run-on"), ("on:\n", "on:\n  pul_request:\n", "pul_request")]
DANGER = [
    (r"@[0-9a-f]{40} # v7.0.1", "@v7", "unpinned-uses"),
    (r"permissions: \{\}", "permissions: write-all", "excessive-permissions"),
    ("bash .ci/run", "echo ${{ github.head_ref }}", "template-injection"),
]


@pytest.mark.parametrize(
    ("path", "mistakes"),
    [
        (CHECK, FORM),
        (CHECK, DANGER),
        (CHECK, [("jobs:", "jobs: [", "check.yml")]),
        (".github/dependabot.yml", [("interval: weekly", "interval: hourly", "hourly")]),
    ],
)
def test_mistakes_in_a_workflow_are_told(copy, path, mistakes):
    for right, wrong, _ in mistakes:
        text = (copy / path).read_text()
        changed = re.sub(right, lambda _, wrong=wrong: wrong, text, count=1)
        assert changed != text, f"{path} does not hold {right} any more"
        (copy / path).write_text(changed)
    done = lint(copy)
    assert done.returncode != 0
    assert [told for _, _, told in mistakes if told not in done.stdout] == []


def test_a_guide_without_workflows_passes(copy):
    shutil.rmtree(copy / ".github")
    assert lint(copy).returncode == 0


def test_every_verb_that_a_workflow_calls_is_one_of_the_makefile():
    flows = "".join(file.read_text() for file in (ROOT / ".github/workflows").glob("*.yml"))
    called = set(re.findall(r"(?m)^\s+run: make (?:-\S+ )*(\w+)", flows))
    verbs = set(re.findall(r"(?m)^(\w+):.*## ", (ROOT / "Makefile").read_text()))
    assert {"publish", "sweep"} <= called
    assert called - verbs == set()
