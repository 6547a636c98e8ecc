"""Who tells something: what an author thinks that others think is the author's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.drafting.parties import Parties
from detente.drafting.telling import told_in
from detente.records import Evidence, Genre, Quotation, Stance, Statement, TextSpan, Voice, VoiceKind
from detente.records.actor import Mention
from detente.records.time import When
from tests.drafting.builders import Paper


def teller(genre: Genre, *statements: tuple[str, Stance, Quotation]) -> str | None:
    paper = Paper(genre=genre).tell("Boria condemned Ardenia.", "condemned", "ACCUSE", "BOR", "ARD")
    plain = paper.reading()
    quote = TextSpan(plain.document.id, 0, 5, "Boria")
    told = [
        Statement(f"st-{n}", Mention(code, quote), None, (quote,), kind, stance, f"st-{n - 1}" if n else None, None, When.unknown(), 1.0)
        for n, (code, stance, kind) in enumerate(statements)
    ]
    voice = Voice(VoiceKind.SOURCE, tuple(one.id for one in told), genre is Genre.OPINION)
    evidence: tuple[Evidence, ...] = (quote,)
    reading = replace(plain, statements=tuple(told))
    return told_in(voice, reading, evidence, Parties([plain])).by


@pytest.mark.parametrize(
    ("genre", "stance", "kind", "by"),
    [
        (Genre.NEWS, Stance.BELIEVES, Quotation.INDIRECT, "ARD"),
        (Genre.OPINION, Stance.BELIEVES, Quotation.INDIRECT, None),
        (Genre.OPINION, Stance.FEARS, Quotation.INDIRECT, None),
        (Genre.OPINION, Stance.BELIEVES, Quotation.DIRECT, "ARD"),
        (Genre.OPINION, Stance.SAYS, Quotation.INDIRECT, "ARD"),
    ],
)
def test_what_an_author_says_that_somebody_thinks_is_the_authors(genre: Genre, stance: Stance, kind: Quotation, by: str | None) -> None:
    assert teller(genre, ("ARD", stance, kind)) == by


def test_what_somebody_says_that_another_thinks_is_theirs() -> None:
    said, thought = ("BOR", Stance.SAYS, Quotation.INDIRECT), ("ARD", Stance.BELIEVES, Quotation.INDIRECT)
    assert teller(Genre.OPINION, said, thought) == "BOR"
