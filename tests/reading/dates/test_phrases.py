"""Some two hundred sentences with every time expression in them: nothing missed, nothing made up, every value right."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from detente.reading.dates import find_times
from detente.tables import Row, read_table

PHRASES = Path(__file__).with_name("phrases.tsv")
ROWS = list(read_table(PHRASES, PHRASES.name, ("published", "text", "times")))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_every_time_of_a_sentence(language: Language, row: Row) -> None:
    wanted = [tuple(time.split(" = ")) for time in row["times"].split("; ") if time]
    found = find_times(row["text"], "doc-1", row["published"] or None, language(row["text"]))
    assert [(time.span.quote, time.value) for time in found] == wanted


def test_there_are_many() -> None:
    assert len(ROWS) >= 200
