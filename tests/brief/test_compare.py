"""What changed between two briefs is found, and nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from detente.brief import bundle_of, gather
from detente.brief.changes import ChangeKind
from detente.brief.compare import Comparison, compare_briefs, read_bundle
from detente.errors import BriefError
from detente.records import Numbers, Reading, Status
from tests.archive.builders import event, reading
from tests.drafting.builders import Paper, standoff

SHELLING = event("ASSAULT", ("PRK-MIL",), ("KOR",), on="2010-11-23", mode="heavy-weapons")
FIRST = reading(SHELLING, published="2010-11-24")


def bundle(*readings: Reading) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(bundle_of(gather(readings))))
    return plain


def of(found: Comparison, key: str) -> list[tuple[str, str]]:
    return [(c.kind.value, c.text) for one in found.parts if one.key == key for c in one.changes]


def test_a_brief_and_itself() -> None:
    found = compare_briefs(bundle(*standoff()), bundle(*reversed(standoff())))
    assert not found.changed
    assert not any(one.changes for one in found.parts)


def test_what_is_held_and_what_is_a_choice() -> None:
    def holding(**how: str) -> dict[str, Any]:
        plain = bundle(*standoff())
        own = plain["standoff"]["model"]["decision_makers"][0]["options"]
        own += [{"id": name, "name": name, "direction": "both", **({"held": held} if held else {})} for name, held in how.items()]
        return plain

    found = compare_briefs(holding(truce="taken", trade="", relief="taken"), holding(truce="not taken", trade="taken", aid="taken"))
    owner = bundle(*standoff())["standoff"]["model"]["decision_makers"][0]["name"]
    assert of(found, "options") == [
        ("new", f"{owner}: aid, held as it stands (taken)"),
        ("gone", f"{owner}: relief, held as it stands (taken)"),
        ("changed", f"{owner}: truce, now held as it stands (not taken) (before: held as it stands (taken))"),
        ("changed", f"{owner}: trade, now held as it stands (taken) (before: a choice)"),
    ]


def test_new_incidents_documents_and_pairs_and_the_way_back() -> None:
    threat = event("THREATEN", ("PRK",), ("JPN",), on="2010-12-01", document="doc-2")
    second = reading(threat, document="doc-2", published="2010-12-02")
    found = compare_briefs(bundle(FIRST), bundle(FIRST, second))
    assert [kind for kind, _ in of(found, "incidents")] == ["new"]
    assert len(of(found, "documents")) == 1
    assert [kind for kind, _ in of(found, "tension")] == ["new"]
    back = compare_briefs(bundle(FIRST, second), bundle(FIRST))
    assert [kind for kind, _ in of(back, "incidents")] == ["gone"]
    assert back.to_dict()["incidents"][0]["reports"] == [threat.id]


def test_a_further_report_makes_an_incident_larger_and_may_contradict_it() -> None:
    other = replace(
        event("ASSAULT", ("PRK-MIL",), ("KOR",), on="2010-11-23", mode="heavy-weapons", document="doc-2"),
        status=Status.NEGATED,
        numbers=Numbers(),
    )
    found = compare_briefs(bundle(FIRST), bundle(FIRST, reading(other, document="doc-2", published="2010-11-24")))
    assert [(kind, "further report" in text) for kind, text in of(found, "incidents")] == [("changed", True)]
    ((kind, text),) = of(found, "contradictions")
    assert kind == "new"
    assert "whether it was done" in text


def test_what_changes_in_the_model() -> None:
    paper = Paper("doc-9", "2023-05-20").tell("Ardenia lifted the sanctions on Boria.", "lifted", "CONCEDE", "ARD", "BOR", on="2023-05-18")
    found = compare_briefs(bundle(*standoff()), bundle(*standoff(), paper.reading()))
    assert ("gone", "sanctions: no longer taken") in of(found, "status_quo")
    assert not of(found, "decision_makers")
    assert {change.kind for one in found.parts for change in one.changes} <= set(ChangeKind)


def test_a_model_that_could_not_be_drafted_before() -> None:
    found = compare_briefs(bundle(FIRST), bundle(FIRST, *standoff()))
    assert [kind for kind, _ in of(found, "model")] == ["new"]


def test_other_parties_are_noted() -> None:
    one, other = bundle(FIRST), bundle(FIRST)
    other |= {"about": ["KOR"], "detente": "0"}
    found = compare_briefs(one, other)
    assert len(found.notes) == 2


def test_files_that_are_no_briefs(tmp_path: Path) -> None:
    path = tmp_path / "brief.json"
    with pytest.raises(BriefError, match="no such file"):
        read_bundle(path)
    for text, message in (("{", "it is no JSON"), ("[]", "but no brief"), ('{"format": "other/1"}', "make the brief again")):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(BriefError, match=message):
            read_bundle(path)
    broken = bundle(FIRST)
    del broken["voices"]
    with pytest.raises(BriefError, match="no whole brief"):
        compare_briefs(bundle(FIRST), broken)
