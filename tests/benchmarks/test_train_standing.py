"""What the weights of the status quo are fitted on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.course_encoder import TRAINING
from benchmarks.labels import NEWSWIRE
from benchmarks.train_standing import reference_as_of
from benchmarks.written import read_news
from detente.drafting.courses import load_courses

PLAIN = sorted(path.parent for folder in (TRAINING / "newswire", NEWSWIRE) for path in folder.glob("*/reference.json"))


def test_a_reference_says_how_options_stood_on_an_earlier_day() -> None:
    told = {"course": "talks", "status_quo": True, "status_at": {"2024-01-05": False, "2024-06-01": True}}
    not_yet = {"course": "aid", "status_quo": True, "status_at": {"2024-01-05": None, "2024-06-01": True}}
    never = {"course": "truce", "status_quo": True}
    reference = {"about": ["KEN"], "options": [told, not_yet], "acceptable": [never]}
    assert reference_as_of(reference, "2024-01-05") == {"about": ["KEN"], "options": [told | {"status_quo": False}], "acceptable": []}
    assert told["status_quo"] is True


@pytest.mark.parametrize("folder", PLAIN, ids=lambda folder: folder.name)
def test_references_fit_their_news(folder: Path) -> None:
    reference: dict[str, Any] = json.loads((folder / "reference.json").read_text(encoding="utf-8"))
    days = [document.published or "" for document in read_news(folder)]
    deciding = {code for maker in reference["decision_makers"] for code in maker["actors"]}
    assert reference["as_of"] == max(days)
    assert set(reference["about"]) <= deciding
    assert {option["owner"] for option in reference["options"]} <= deciding
    for option in (*reference["options"], *reference["acceptable"]):
        assert option.get("id", "talks") in load_courses()
        assert set(option.get("status_at", ())) <= set(days)
