"""Threats told on a condition, promises not to do harm, what is not ruled out, and demands that are none."""

from __future__ import annotations

import pytest

from detente.documents import read_text
from detente.reading.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def _told(reader: Reader, text: str) -> list[tuple[str, str, str, str]]:
    def codes(mentions: object) -> str:
        return " ".join(sorted(m.actor[:3] for m in mentions))  # type: ignore[attr-defined]

    return [(e.type, codes(e.actors), codes(e.recipients), e.status.value) for e in reader.read(read_text(text)).events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran said it would close the strait to tankers if Israel attacked it.", ("THREATEN", "IRN", "ISR", "asserted")),
        ("Serbia said it would send troops into Kosovo unless the police pulled out.", ("THREATEN", "SRB", "XKX", "asserted")),
        ("Serbia said it would send troops into Kosovo.", ("MOBILIZE", "SRB", "XKX", "future")),
        ("Russia did not rule out sending forces to Cuba.", ("THREATEN", "RUS", "CUB", "asserted")),
        ("Two Turkish jets violated the airspace of Greece on Monday.", ("MOBILIZE", "TUR", "GRC", "asserted")),
        ("Kenya asked that Uganda withdraw its soldiers.", ("REQUEST", "KEN", "UGA", "asserted")),
        ("The Iranian ministry invited Britain to produce the recordings.", ("REQUEST", "IRN", "GBR", "asserted")),
    ],
)
def test_words_about_what_may_be_done_are_told(reader: Reader, text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in _told(reader, text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Venezuela and Guyana promised not to use force against each other.", "THREATEN"),
        ("Russia insists it will not attack Ukraine.", "REQUEST"),
        ("Greece and Cyprus asked for an arms embargo on Turkey.", "THREATEN"),
        ('"Let him first talk to the rebels of Aceh," Indonesia said.', "CONCEDE"),
        ("The observers of Norway counted every mine in the province.", "ASSAULT"),
        ("Poland warned of the risk of war in Georgia.", "THREATEN"),
        ("The destroyer passed by the cape, Britain said of the Russian navy.", "SUPPORT"),
        ("Both Kenya and Uganda will refrain from any statement.", "REJECT"),
        ("Greece said that Turkey's work would not be stopped.", "PROTEST"),
        ("Analysts say Russia will invade Ukraine if the talks fail.", "THREATEN"),
    ],
)
def test_what_only_looks_like_an_act_is_none(reader: Reader, text: str, kind: str) -> None:
    assert kind not in {told[0] for told in _told(reader, text)}


def test_a_promise_not_to_do_harm_is_a_promise(reader: Reader) -> None:
    told = _told(reader, "Venezuela and Guyana promised not to use force against each other.")
    assert [(kind, actors) for kind, actors, _, _ in told] == [("AGREE", "GUY VEN")]
