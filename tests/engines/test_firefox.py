"""The journeys, in Firefox."""

from tests.engines.journeys import *  # noqa: F403 - each is a test

ENGINE = "firefox"
