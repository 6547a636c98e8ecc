"""Pronouns whose antecedent turns out to be somebody's."""

from __future__ import annotations

from detente.documents import read_text
from detente.reading.reader import Reader


def test_they_are_whose_their_troops_turn_out_to_be() -> None:
    text = "Ethiopia attacked the Tigray People's Liberation Front. The front denied that its troops had moved before they were shelled."
    reading = Reader().read(read_text(text))
    [shelled] = [event for event in reading.events if event.evidence[0].quote == "shelled"]
    assert [mention.actor for mention in shelled.recipients] == ["TPLF"]
