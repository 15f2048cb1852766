import functools

from tests import browser
from tests.engines import journeys
from tests.engines.limits import CANNOT, OTHERWISE


def test_what_is_installed_is_installed_after_one_update(tmp_path, monkeypatch):
    log = tmp_path / "log"
    apt = tmp_path / "apt-get"
    apt.write_text(f'#!/bin/sh\necho "$@" >> {log}\n')
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(browser, "find", functools.cache(lambda engine: None))
    monkeypatch.setattr(browser, "_download", lambda engine: None)
    browser._apt.cache_clear()
    assert browser.main([]) == 0
    browser._apt.cache_clear()
    update, *installed = log.read_text().splitlines()
    assert update == "-q update"
    assert [line.rpartition("recommends ")[2] for line in installed] == [
        "chromium",
        "firefox-esr",
        "webkit2gtk-driver xvfb",
        "chromium-headless-shell",
    ]


def test_without_a_browser_that_was_named_nothing_goes_on_and_it_says_what_to_do(
    monkeypatch, capsys
):
    monkeypatch.setattr(browser, "ensure", lambda engine: None)
    assert browser.main(["chromium"]) == 1
    assert "apt install chromium" in capsys.readouterr().err


def test_what_a_driver_cannot_do_is_told_of_journeys_and_engines_that_there_are():
    for table in (CANNOT, OTHERWISE):
        assert all(hasattr(journeys, name) for name in table)
        assert {engine for row in table.values() for engine in row} <= set(browser.ENGINES)
