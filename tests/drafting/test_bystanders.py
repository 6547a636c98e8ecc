"""Who is left out of a model, and why."""

from __future__ import annotations

from detente.drafting import draft_model
from tests.drafting.builders import Paper, standoff


def test_bystanders_are_named_with_the_reason() -> None:
    left = {b.code: b.reason for b in draft_model(standoff(), include_opinion=True).bystanders}
    assert "nothing known resolves who it is" in left["~rebels"]
    assert "no deed of conflict" in left["LGE"]
    assert "no conflict of its own" in left["DOR"]
    assert set(left) == {"~rebels", "LGE", "DOR"}


def test_an_ally_without_a_part_in_the_conflict_stands_by() -> None:
    readings = [*standoff(), Paper("doc-6").relate("Doria is allied with Ardenia.", "allied", "alliance", "DOR", "ARD").reading()]
    reasons = {b.code: b.reason for b in draft_model(readings).bystanders}
    assert "an ally of Ardenia" in reasons["DOR"]
