"""What somebody will or will not do on a condition, from sentences."""

from __future__ import annotations

import pytest

from detente.drafting.bargains import find_bargains
from detente.drafting.parties import Parties
from detente.drafting.surfaces import Surfaces
from detente.reading.reader import Reader
from detente.records import DateOrigin, Document, Genre


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def bargains(text: str, reader: Reader) -> list[tuple[str | None, str, bool, bool, str, bool, bool]]:
    reading = reader.read(Document("doc", text, None, "2023-04-16", DateOrigin.OPTION, "Wire", None, None, Genre.NEWS, "doc", "0" * 64))
    parties = Parties([reading])
    return [
        (one.by, one.course, one.takes, one.refused, one.condition.course, one.condition.takes, one.unless)
        for one in find_bargains(reading, Surfaces([reading], parties), parties)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Eritrea said it would withdraw its troops only if Ethiopia recognised the border.",
         ("ERI", "withdrawal", True, False, "recognition", True, False)),
        ("Armenia said there would be no talks until Azerbaijan freed the prisoners.",
         ("ARM", "talks", True, True, "release", True, True)),
        ("Unless Morocco lifts its sanctions, Algeria will not hold talks, its foreign minister said.",
         ("DZA", "talks", True, True, "sanctions", False, True)),
        ("Iran said it would admit inspectors in return for the lifting of sanctions by the United States.",
         ("IRN", "inspection", True, False, "sanctions", False, False)),
        ("Sudan said it would stop arming the rebels as long as South Sudan kept the ceasefire.",
         ("SDN", "curbing", True, False, "ceasefire", True, False)),
    ],
)  # fmt: skip
def test_a_bargain_is_read(text: str, found: tuple[object, ...], reader: Reader) -> None:
    assert bargains(text, reader) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Experts said Iran could admit inspectors if sanctions were lifted.",
        "The talks lasted until Friday.",
        "Sudan should withdraw its troops if South Sudan disarms.",
        "Armenia held talks with Azerbaijan before it withdrew its troops.",
        "Algeria will hold drills until Sunday.",
    ],
)
def test_what_is_no_bargain_is_none(text: str, reader: Reader) -> None:
    assert bargains(text, reader) == []
