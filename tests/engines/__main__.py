"""Print the table of journeys by engine: `python -m tests.engines`."""

from tests.browser import ENGINES
from tests.engines import journeys
from tests.engines.limits import CANNOT, OTHERWISE


def cell(name: str, engine: str) -> str:
    """How a journey is tried in an engine."""
    cannot = CANNOT.get(name, {}).get(engine)
    return f"left out: {cannot}" if cannot else OTHERWISE.get(name, {}).get(engine, "tried")


if __name__ == "__main__":
    print("| journey |", " | ".join(engine.title for engine in ENGINES.values()), "|")
    print("|---" * (1 + len(ENGINES)) + "|")
    for name in vars(journeys):
        if name.startswith("test_"):
            words = name.removeprefix("test_").replace("_", " ")
            print(f"| {words} |", " | ".join(cell(name, engine) for engine in ENGINES), "|")
