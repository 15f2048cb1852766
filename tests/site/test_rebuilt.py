"""The same sources give the same files: on another day, elsewhere, and finished once more."""

import shutil
from datetime import date

import pytest

from tests.builds import ENGINES, build, copy_sources, run

# Python's clock, put forward. Zensical is no Python and reads the machine's; it is built in another
# time zone alone.
CLOCK = """
import datetime
import time

AHEAD = 400 * 24 * 3600
now = time.time
time.time = lambda: now() + AHEAD


class Date(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())


class DateTime(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(time.time(), datetime.timezone.utc).replace(tzinfo=None)

    today = now


datetime.date, datetime.datetime = Date, DateTime
"""
# Neither clock, nor place, nor the order of a set.
HERE = {"TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
THERE = {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "2"}


def files(folder):
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture(scope="module")
def later(tmp_path_factory):
    """The environment of a machine elsewhere, a year later."""
    folder = tmp_path_factory.mktemp("clock")
    (folder / "sitecustomize.py").write_text(CLOCK)
    return {**THERE, "PYTHONPATH": str(folder), "HOME": str(folder)}


@pytest.fixture(scope="module", params=ENGINES)
def two(request, later, tmp_path_factory):
    """The same sources built in two folders, and finished: now, and a year later."""
    first, second = (copy_sources(tmp_path_factory.mktemp(name) / "guide") for name in "ab")
    return build(first, request.param, **HERE), build(second, request.param, **later)


def test_the_clock_of_the_second_build_is_put_forward(later, tmp_path):
    (tmp_path / "day.py").write_text("from datetime import date, datetime\nprint(date.today())")
    told = run(tmp_path, "day", **later).stdout.strip()
    assert (date.fromisoformat(told) - date.today()).days > 300


def test_builds_of_two_days_and_places_are_the_same_byte_for_byte(two):
    first, second = map(files, two)
    assert sorted(first) == sorted(second)
    assert [path for path in first if first[path] != second[path]] == []


def test_no_file_names_the_folder_it_was_built_in(two):
    for folder in two:
        name = str(folder.parent).encode()
        assert [path for path, data in files(folder).items() if name in data] == []


def test_a_site_that_is_finished_twice_is_the_same(two, tmp_path):
    copy = tmp_path / "site"
    shutil.copytree(two[0], copy)
    assert run(two[0].parent, "macros.finish", str(copy)).returncode == 0
    assert files(copy) == files(two[0])
