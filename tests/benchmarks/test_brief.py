"""The documents of the benchmark of the brief: enough of them, no two the same, their identifiers their own."""

from __future__ import annotations

from benchmarks.brief import WANTED, documents
from detente.records import Document


def test_there_are_enough_documents_and_no_two_are_the_same() -> None:
    made = list(documents())
    assert len(made) == len({document.id for document in made}) == WANTED
    assert all(document.id == Document.identify(document.text, document.title, document.outlet, document.published) for document in made)
