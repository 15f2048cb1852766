"""Build a copy of the sources elsewhere, with either engine, as the verbs of the Makefile do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCES = ("docs", "macros", "overrides", "mkdocs.yml")


def copy_sources(to: Path) -> Path:
    """Copy what the site is made of."""
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, to / name)
    return to


def run(folder: Path, module: str, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a Python module in a folder; its output, both kinds together, is in `.stdout`."""
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def mkdocs(folder: Path) -> subprocess.CompletedProcess[str]:
    """Build `folder/site` with MkDocs."""
    return run(folder, "mkdocs", "build", "--strict", SITE_DIR="site")


def zensical(folder: Path) -> subprocess.CompletedProcess[str]:
    """Build `folder/site-zensical` with Zensical."""
    return run(folder, "zensical", "build", "--clean", "--strict", SITE_DIR="site-zensical")


ENGINES = {"mkdocs": (mkdocs, "site"), "zensical": (zensical, "site-zensical")}


def build(folder: Path, engine: str) -> Path:
    """Build and finish the site in `folder` with an engine; return where it is."""
    start, name = ENGINES[engine]
    for done in (start(folder), run(folder, "macros.finish", name)):
        assert done.returncode == 0, done.stdout
    return folder / name
