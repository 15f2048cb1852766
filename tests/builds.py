"""Build a copy of the sources elsewhere, with either engine, as the verbs of the Makefile do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.settings import over, read

ROOT = Path(__file__).parent.parent
SECOND = ROOT / "tests/second-site"
SOURCES = ("docs", "macros", "overrides", "mkdocs.yml")


def copy_sources(to: Path) -> Path:
    """Copy what the site is made of."""
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, to / name)
    return to


def copy_second(to: Path) -> dict[str, Any]:
    """Copy what the second site is made of, without its mkdocs.yml, which is returned."""
    copy_sources(to)
    shutil.rmtree(to / "docs")
    shutil.copytree(SECOND / "docs", to / "docs")
    return over(read(ROOT / "mkdocs.yml"), read(SECOND / "mkdocs.yml"))


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


def mkdocs(folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Build `folder/site` with MkDocs."""
    return run(folder, "mkdocs", "build", "--strict", SITE_DIR="site", **env)


def zensical(folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Build `folder/site-zensical` with Zensical."""
    command = ("zensical", "build", "--clean", "--strict")
    return run(folder, *command, SITE_DIR="site-zensical", **env)


ENGINES = {"mkdocs": (mkdocs, "site"), "zensical": (zensical, "site-zensical")}


def build(folder: Path, engine: str, **env: str) -> Path:
    """Build and finish the site in `folder` with an engine; return where it is."""
    start, name = ENGINES[engine]
    for done in (start(folder, **env), run(folder, "macros.finish", name, **env)):
        assert done.returncode == 0, done.stdout
    return folder / name
