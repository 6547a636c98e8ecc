"""Phrases of all kinds of actors, with floors for how many are resolved; half of them were never looked at while tuning."""

import hashlib
from pathlib import Path

import pytest

from detente.reading.actors import resolve_phrase
from detente.tables import Row, read_table

FILE = Path(__file__).parent / "data" / "phrases.tsv"
PHRASES = tuple(read_table(FILE, FILE.name, ("phrase", "country", "sector")))
FLOORS = {"tuned": (0.96, 0.96), "held": (0.93, 0.93)}


def half_of(phrase: str) -> str:
    """Split by hash, as the benchmarks do."""
    return "tuned" if int(hashlib.sha256(phrase.encode()).hexdigest(), 16) % 2 == 0 else "held"


def resolved(row: Row) -> tuple[str, str]:
    actor = resolve_phrase(row["phrase"])
    return (actor.country or "", actor.sector or "") if actor is not None else ("", "")


@pytest.mark.parametrize("half", ["tuned", "held"])
def test_most_phrases_are_resolved(half: str) -> None:
    rows = [row for row in PHRASES if half_of(row["phrase"]) == half]
    countries = [resolved(row)[0] == row["country"] for row in rows]
    sectors = [resolved(row)[1] == row["sector"] for row in rows if row["sector"]]
    country_floor, sector_floor = FLOORS[half]
    assert len(rows) > 250
    assert sum(countries) / len(countries) >= country_floor
    assert sum(sectors) / len(sectors) >= sector_floor
