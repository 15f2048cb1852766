"""The journeys, in Chromium."""

from tests.engines.journeys import *  # noqa: F403 - each is a test

ENGINE = "chromium"
