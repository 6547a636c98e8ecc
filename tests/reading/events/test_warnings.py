"""Warnings that tell what another does."""

from __future__ import annotations

import pytest

from tests.reading.events.test_complete import Read, sides


@pytest.mark.parametrize(
    ("text", "kind", "whom"),
    [
        ("Norway warned that Russia was breaking the treaty.", "ACCUSE", "RUS"),
        ("Moscow warned that NATO had moved missiles closer to its border.", "ACCUSE", "NAT"),
        ("Iran warned that the United States would regret any attack.", "THREATEN", "USA"),
        ("Kenya warned that Somalia faced sanctions.", "THREATEN", "SOM"),
        ("China warned the United States that it had troops ready.", "THREATEN", "USA"),
    ],
)
def test_a_warning_of_what_another_does_is_blame(read_events: Read, text: str, kind: str, whom: str) -> None:
    assert [(event.type, sides(event)[1]) for event in read_events(text)] == [(kind, {whom})]


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Beijing warned the two. Joe Biden warned that a nuclear attack by North Korea would end its regime.", {"PRK"}),
        ("Kyiv warned that Russia's use of gas would bring a strong answer.", {"RUS"}),
        ("Kyiv warned that Russia's use of gas has brought famine.", set()),
        ("Kyiv warned that Ukraine's use of gas would bring famine.", set()),
        ("The World Health Organization warned that Russia's war would bring famine.", set()),
        ("Kyiv warned that a new blockade would bring famine.", set()),
    ],
)
def test_a_warning_is_for_whose_deed_it_says_will_have_a_consequence(read_events: Read, text: str, whom: set[str]) -> None:
    warnings = [event for event in read_events(text) if event.type == "THREATEN"]
    assert {code for event in warnings[-1:] for code in sides(event)[1]} == whom
