"""Who vouches for a stretch of text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from detente.reading.statements import by_content, find_statements, voice_of
from detente.records import DateOrigin, Document, Genre, VoiceKind, When


class Nobody:
    """An index that knows no actor."""

    def of_phrase(self, head: object) -> tuple[()]:
        return ()


@pytest.mark.parametrize("genre", list(Genre))
def test_chain_runs_from_the_outermost(read_doc: Callable[[str], Doc], genre: Genre) -> None:
    text = "Troops left. The paper reported that the minister denied that rebels had crossed the border."
    document = Document("doc-1", text, None, None, DateOrigin.UNKNOWN, None, None, None, genre, "a.txt", "0")
    statements = find_statements(read_doc(text), document, Nobody(), When.unknown())
    start = text.index("crossed")
    voice = voice_of(start, start + 7, by_content(statements), genre)
    assert voice.kind is VoiceKind.SOURCE
    assert voice.statements == tuple(s.id for s in statements)
    assert voice.opinion is (genre is Genre.OPINION)
    own = voice_of(0, 6, by_content(statements), genre)
    assert own.statements == ()
    assert own.kind is (VoiceKind.OPINION if genre is Genre.OPINION else VoiceKind.OUTLET)
