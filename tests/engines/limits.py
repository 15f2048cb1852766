"""What a driver cannot do, so that its engine is left out of a journey: `python -m tests.engines`
prints the table of all journeys by engine."""

# By journey, and by engine: why.
CANNOT = {}
