"""How far two labellers of the same news agree."""

from __future__ import annotations

import json
from typing import Any

import pytest

from benchmarks.drafts import score
from benchmarks.labellers import SECOND, Agreement, agreements, as_model, compare, conflicts, of_draft, together

REFERENCE: dict[str, Any] = {
    "decision_makers": [{"actors": ["A"]}, {"actors": ["B", "C"]}],
    "options": [
        {"owner": "A", "course": "fire rockets", "id": "attack", "words": ["rockets"], "status_quo": True},
        {"owner": "C", "course": "tolls on barges", "words": ["tolls"], "status_quo": False},
    ],
    "acceptable": [{"owner": "A", "course": "talk", "id": "talks", "words": ["talks"], "status_quo": False}],
}


def said(*taken: bool, sure: bool = True) -> dict[str, Any]:
    each = zip(REFERENCE["options"], taken, strict=True)
    listed = [{"owner": row["owner"], "course": row["course"], "taken": is_taken, "sure": sure} for row, is_taken in each]
    return REFERENCE | {"first_list": listed}


def test_a_labeller_agrees_with_himself() -> None:
    found = compare(said(True, False), REFERENCE)
    assert (found.makers, found.listed.figures(), found.agreed, found.sure_agreed) == (1, (1, 1, 1), 2, 2)


def test_what_differs_is_counted() -> None:
    options = [{"owner": "A", "course": "fire rockets", "id": "attack", "words": ["rockets"], "status_quo": False}]
    other = said(True, True, sure=False) | {"decision_makers": [{"actors": ["A"]}], "options": options}
    found = compare(other, REFERENCE)
    assert (found.makers, found.listed.figures()) == (0, (0.5, 1, 0))
    assert (found.asked, found.agreed, found.sure) == (2, 1, 0)
    assert found.figures()["status_quo_of_sure"] == 0


def test_conflicts_are_added_up_and_a_draft_was_asked_nothing() -> None:
    one = compare(said(True, False), REFERENCE)
    both = together([one, compare(said(False, False), REFERENCE)])
    assert (both.conflicts, both.makers, both.asked, both.agreed) == (2, 2, 4, 3)
    assert together([one]) == one
    draft = of_draft(score(as_model(REFERENCE), REFERENCE))
    assert draft == Agreement(1, 1, one.listed)
    assert "status_quo_of_list" not in draft.figures()


@pytest.mark.parametrize("path", sorted(SECOND.glob("*.json")), ids=lambda path: path.stem)
def test_what_a_second_labeller_set_down_is_whole(path: Any) -> None:
    second = json.loads(path.read_text(encoding="utf-8"))
    first = next(first for folder, _, first in conflicts() if folder.name == path.stem)
    assert (second["about"], second["as_of"]) == (first["about"], first["as_of"])
    assert [(row["owner"], row["course"]) for row in second["first_list"]] == [(row["owner"], row["course"]) for row in first["options"]]
    owners = {actor for maker in second["decision_makers"] for actor in maker["actors"]}
    assert all(row["owner"] in owners and row["words"] and isinstance(row["status_quo"], bool) for row in second["options"])


def test_labellers_agree_on_how_things_stand() -> None:
    """What stands in ``docs/accuracy.md``: the labels themselves are not what drafts fail by."""
    found = agreements()
    assert sorted(found) == [f"{kind}, second labeller" for kind in ("examples", "newswire", "standoffs")]
    assert all(each.figures()["status_quo"] >= 0.94 and each.figures()["status_quo_of_list"] >= 0.95 for each in found.values())
