"""A copy of the guide with files of a test's own, built and served; built again after an edit."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import ROOT
from tests.served import served


class Guide:
    """A guide that a test writes: `write` files of docs/, `build`, and visit `url`."""

    def __init__(self, folder: Path):
        self.folder = folder
        for name in ("docs", "macros", "overrides"):
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=ignore)
        shutil.copy(ROOT / "mkdocs.yml", folder)

    def write(self, path: str, text: str):
        (self.folder / "docs" / path).write_text(text)

    def add_to_nav(self, *paths: str):
        config = self.folder / "mkdocs.yml"
        search = "  - Search: search.md\n"
        lines = "".join(f"  - {path}\n" for path in paths)
        config.write_text(config.read_text().replace(search, search + lines))

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
