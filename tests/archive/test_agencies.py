"""Texts and sentences that credit a news agency."""

from __future__ import annotations

import pytest

from detente.archive.agencies import agency_of
from detente.records import DateOrigin, Document, Genre


def paper(text: str, outlet: str | None = "The Herald", author: str | None = None) -> Document:
    return Document("doc-1", text, None, None, DateOrigin.UNKNOWN, outlet, author, None, Genre.NEWS, "a.txt", "0" * 64)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("NAIROBI (Reuters) - Fighting broke out near the dam.", "Reuters"),
        ("TBILISI, May 3 (AFP) -- The envoys met.", "Agence France-Presse"),
        ("The envoys met.\n\nWith files from The Associated Press", "Associated Press"),
        ("The envoys met.\n\nReuters contributed to this report.", "Reuters"),
        ("The envoys met.\n\nSource: Xinhua", "Xinhua"),
        ("The envoys met.\n\nAFP", "Agence France-Presse"),
        ("The envoys met in Accra, Reuters learned, and went home.", None),
        ("The ministry told AP that talks would go on. They did.", None),
        ("The app was copied.", None),
    ],
)
def test_a_text_credits_an_agency_at_its_edges(text: str, agency: str | None) -> None:
    assert agency_of(paper(text)) == agency


def test_an_author_may_be_an_agency_and_an_agency_credits_nobody() -> None:
    assert agency_of(paper("The envoys met.", author="By Reuters")) == "Reuters"
    assert agency_of(paper("LIMA (Reuters) - The envoys met.", outlet="Reuters")) is None
