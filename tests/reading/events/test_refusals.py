"""Refusals told with "will not", the speaker's "we", truces without sides, and what is moved by its owner."""

from __future__ import annotations

import pytest

from detente.documents import read_text
from detente.reading.reader import Reader
from detente.records import Reading


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def _read(reader: Reader, text: str) -> Reading:
    return reader.read(read_text(text, published="2023-04-16"))


def _told(reading: Reading) -> list[tuple[str, str | None, str, str, str]]:
    def codes(mentions: object) -> str:
        return " ".join(sorted(m.actor[:3] for m in mentions))  # type: ignore[attr-defined]

    return [(e.type, e.mode, codes(e.actors), codes(e.recipients), e.status.value) for e in reading.events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Armenia said it would not negotiate with Azerbaijan.", ("REJECT", "meet", "ARM", "AZE", "asserted")),
        ("Kenya said there would be no dialogue with Uganda.", ("REJECT", "meet", "KEN", "UGA", "asserted")),
        ('"We will not withdraw our troops from Syria," the Turkish foreign minister said.', ("REJECT", "yield", "TUR", "SYR", "asserted")),
        ('"We launched twelve missiles at Israel," the Iranian army said.', ("ASSAULT", "heavy-weapons", "IRN", "ISR", "asserted")),
        ("Russia has not withdrawn a single soldier from Georgia.", ("RETREAT", "withdraw", "RUS", "GEO", "negated")),
        ("The Greek government said they would withdraw their troops from Syria.", ("RETREAT", "withdraw", "GRC", "SYR", "future")),
    ],
)
def test_what_a_side_says_it_will_not_do_is_refused(reader: Reader, text: str, expected: tuple[str, str, str, str, str]) -> None:
    assert expected in _told(_read(reader, text))


def test_what_others_foresee_is_no_refusal(reader: Reader) -> None:
    told = _told(_read(reader, "Brazil said Armenia would not negotiate with Azerbaijan. Analysts say there will be no talks with Cuba."))
    assert not [each for each in told if each[0] == "REJECT"]


def test_a_truce_without_sides_is_one_of_the_foes_told(reader: Reader) -> None:
    told = _told(_read(reader, "Armenia shelled Azerbaijan on Monday. A ceasefire came into force on Friday. Officers say it holds."))
    assert ("RETREAT", "ceasefire", "ARM AZE", "", "asserted") in told


def test_a_truce_in_a_text_without_foes_is_nobodys(reader: Reader) -> None:
    assert not _told(_read(reader, "A ceasefire came into force on Friday."))
