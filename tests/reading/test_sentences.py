"""The sentence of a word is spaCy's own, found from the word."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from detente.reading.language import parse
from detente.reading.sentences import is_question, sentence_of, words_between

TEXT = 'Seoul protested. "Will the talks begin?"\n\nNobody knows, a diplomat said; the army, he added, waits.\n'


def test_it_is_the_sentence_spacy_gives(read_doc: Callable[[str], Doc]) -> None:
    for token in read_doc(TEXT):
        assert (sentence_of(token).start, sentence_of(token).end) == (token.sent.start, token.sent.end)


def test_questions_end_in_a_question_mark_whatever_follows(read_doc: Callable[[str], Doc]) -> None:
    doc = read_doc(TEXT)
    asked = {token.text for token in doc if is_question(token)}
    assert "talks" in asked
    assert not asked & {"Seoul", "Nobody"}


@cache
def parsed(language: Language) -> Doc:
    return parse(TEXT, language)


@given(start=st.integers(-3, 110), length=st.integers(-1, 30))
def test_words_between_are_those_that_share_a_character(language: Language, start: int, length: int) -> None:
    doc = parsed(language)
    end = start + length
    is_stretch = 0 <= start < end <= len(TEXT)
    found = words_between(doc, start, end)
    touched = [token.i for token in doc if token.idx < end and start < token.idx + len(token)] if is_stretch else []
    assert [token.i for token in found or ()] == touched
