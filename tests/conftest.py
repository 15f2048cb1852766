"""What the tests share: the built site, served as GitHub Pages serves it."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.served import served

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def site():
    folder = ROOT / "site"
    assert (folder / "index.html").is_file(), "no site here: `make test` builds it first"
    return folder


@pytest.fixture(scope="session")
def prefix(site):
    """The path below which the site was built to be served, as its own pages name it."""
    found = (site / "sitemap.xml").read_text().split("<loc>")[1].split("</loc>")[0]
    return urlsplit(found).path


@pytest.fixture(scope="session")
def server(site, prefix):
    with served(site, prefix) as running:
        yield running
