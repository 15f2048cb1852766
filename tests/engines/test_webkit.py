"""The journeys, in WebKit."""

from tests.engines.journeys import *  # noqa: F403 - each is a test

ENGINE = "webkit"
