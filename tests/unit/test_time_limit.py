"""A test that hangs, as one that waits for a browser may, ends alone."""

import subprocess
import sys

from tests.conftest import ROOT

HANGS = """
import threading

def test_before(): pass
def test_hangs(): threading.Event().wait()
def test_after(): pass
"""


def test_a_test_that_hangs_fails_once_and_those_behind_it_are_run(tmp_path):
    file = tmp_path / "test_it.py"
    file.write_text(HANGS)
    settings = ["-c", ROOT / "pyproject.toml", "--rootdir", tmp_path, "-p", "tests.conftest"]
    workers = ["--numprocesses", "1", "--dist", "loadfile", "--timeout", "3"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *settings, *workers, file],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert "1 failed, 2 passed" in done.stdout.splitlines()[-1], done.stdout + done.stderr
