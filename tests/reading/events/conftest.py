"""Reads the events of a short text, with the real actors and no statements."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from detente.reading.actors import find_actors
from detente.reading.dates import find_times
from detente.reading.events import find_events
from detente.records import DateOrigin, Document, Event, Genre


@pytest.fixture(scope="session")
def read_events(read_doc: Callable[[str], Doc]) -> Callable[[str], tuple[Event, ...]]:
    def read(text: str) -> tuple[Event, ...]:
        document = Document("d", text, None, "2023-04-16", DateOrigin.OPTION, None, None, None, Genre.NEWS, "d.txt", "")
        doc = read_doc(text)
        times = find_times(text, "d", "2023-04-16", doc)
        return find_events(doc, document, find_actors(doc, document), (), Genre.NEWS, times)

    return read
