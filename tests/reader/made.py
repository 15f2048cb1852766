"""A copy of the guide with files of a test's own, built and served; built again after an edit."""

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import yaml

from tests.builds import ROOT, copy_second, copy_sources
from tests.served import served
from tests.settings import read


class Guide:
    """A guide that a test writes: `write` files of docs/, `build`, and visit `url`.

    A small one has the pages of the second site, with the words of the first on its buttons: it
    is built in a moment.
    """

    def __init__(self, folder: Path, small: bool = False):
        self.folder = folder
        if small:
            settings = copy_second(folder)
            settings["extra"]["labels"] = read(ROOT / "mkdocs.yml")["extra"]["labels"]
            (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False))
        else:
            copy_sources(folder)

    def write(self, path: str, text: str):
        (self.folder / "docs" / path).write_text(text)

    def add_to_nav(self, *paths: str):
        config = self.folder / "mkdocs.yml"
        lines = "".join(rf"\1- {path}\n" for path in paths)
        config.write_text(
            re.sub(r"(?<=^nav:\n)( *)", rf"{lines}\1", config.read_text(), flags=re.M)
        )

    def build(self, ids: bool = False):
        env = {**os.environ, "SITE_DIR": "site", "NO_MKDOCS_2_WARNING": "1"}
        commands = [["mkdocs", "build", "--strict"], ["macros.finish", "site"]]
        for command in [["macros.ids"], *commands] if ids else commands:
            done = subprocess.run(
                [sys.executable, "-m", *command],
                cwd=self.folder,
                env=env,
                capture_output=True,
                text=True,
            )
            assert done.returncode == 0, done.stdout + done.stderr

    @contextmanager
    def served(self):
        # Not kept by the browser: the next visit is to see the next build.
        with served(self.folder / "site", max_age=0) as server:
            yield server
