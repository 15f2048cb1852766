"""Fonts for the tests' browsers, the same whatever a machine has.

A browser that is launched with `env=fonts.environment("wide")` knows that font alone, for every
family, on screen and on paper. The fonts are packages of the dev lock.
"""

from __future__ import annotations

import atexit
import functools
import importlib.util
import os
import shutil
import tempfile
from pathlib import Path

PACKAGES = {
    "narrow": "fontpkg_archivo_narrow",  # 0.83 of the width of Arial
    "wide": "fontpkg_montserrat",  # 1.11; of what systems come with, DejaVu has 1.14
}

_CONFIGURATION = "<fontconfig><dir>{files}</dir><cachedir>{cache}</cachedir></fontconfig>\n"


def folder(font: str) -> Path:
    """Where the files of a font lie; Firefox reads them only if it is told that it may."""
    # Found, not imported: what the package does beside holding files is none of our business.
    package = importlib.util.find_spec(PACKAGES[font])
    assert package and package.origin, f"{PACKAGES[font]} is not installed: `make test` does it"
    return Path(package.origin).parent / "files"


def environment(font: str) -> dict[str, str]:
    """The environment of a browser that shall know this font and no other."""
    return {**os.environ, "FONTCONFIG_FILE": str(_configuration(font))}


@functools.cache
def _configuration(font: str) -> Path:
    # One for each process, so that none writes what another reads, and gone when that ends.
    made = Path(tempfile.mkdtemp(prefix="fonts-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    file = made / "fonts.conf"
    file.write_text(_CONFIGURATION.format(files=folder(font), cache=made / "cache"), "utf-8")
    return file
