"""What drivers cannot do. `python -m tests.engines` prints the table of all journeys by engine."""

# By journey and engine: why it is left out.
CANNOT = {}

# By journey and engine: what is done in place of what a reader does.
OTHERWISE = {
    "test_what_was_saved_is_loaded_by_another_browser": dict.fromkeys(
        ("firefox", "webkit"), "the file is taken from the page: the driver tells of no download"
    ),
}
