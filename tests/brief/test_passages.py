"""Documents are cut without losing a character."""

from __future__ import annotations

import pytest

from benchmarks.labels import CORPORA
from detente.brief.passages import paragraphs_of
from detente.documents import read_documents
from detente.reading.reader import Reader
from detente.records import Document, TextSpan


@pytest.mark.parametrize("corpus", CORPORA)
def test_passages_joined_are_the_text_and_every_event_begins_in_one(corpus: str) -> None:
    reader = Reader()
    documents = [d for d in read_documents([f"{corpus}/news/opinion.jsonl"]) if isinstance(d, Document)]
    for reading in map(reader.read, documents):
        passages = [p for paragraph in paragraphs_of(reading) for p in paragraph]
        told = "".join(p.text for p in passages)
        assert "".join(told.split()) == "".join(reading.document.text.split())
        begun = [name for p in passages for name in p.begins]
        assert len(begun) == len(set(begun))
        for event in reading.events:
            span = event.evidence[0]
            assert isinstance(span, TextSpan)
            assert "".join(p.text for p in passages if event.id in p.events) == span.quote
