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
