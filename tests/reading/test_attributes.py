"""The remembered attribute ruler gives what spaCy's own gives, token for token."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from detente.documents import read_documents
from detente.reading.attributes import REMEMBERED, RULER, remember_attributes
from detente.reading.language import load_language, model_folder, paragraphs
from detente.records import Document

EXAMPLES = Path(__file__).parents[2] / "examples"
WORDS = [
    "There", "is", "are", "ai", "n't", "let", "'s", "gon", "na", "got", "ta", "y'", "all",
    "Seoul", "had", "did", "you", "it", "which", "that", "  ", "\n",
]  # fmt: skip


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load(model_folder())


def attributes(language: Language, texts: list[str]) -> list[tuple[object, ...]]:
    return [
        (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.ent_type_, t.is_sent_start)
        for doc in language.pipe(texts, batch_size=32)
        for t in doc
    ]


def test_corpora_are_parsed_alike(plain: Language) -> None:
    documents = [d for d in read_documents([EXAMPLES / "horn" / "news", EXAMPLES / "korea" / "news"]) if isinstance(d, Document)]
    texts = [piece for d in documents for piece in paragraphs(d.text)]
    assert len(texts) > 100
    assert attributes(load_language(), texts) == attributes(plain, texts)


@settings(max_examples=60)
@given(words=st.lists(st.sampled_from(WORDS), max_size=8))
def test_patterns_of_several_tokens_hold(words: list[str], plain: Language) -> None:
    text = " ".join(words)
    assert attributes(load_language(), [text]) == attributes(plain, [text])


def test_a_pipeline_without_a_ruler_stays_as_it_is() -> None:
    language = spacy.blank("en")
    assert remember_attributes(language).pipe_names == []
    assert REMEMBERED in load_language().pipe_names
    assert RULER not in load_language().pipe_names
