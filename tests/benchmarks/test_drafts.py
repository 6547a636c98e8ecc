"""How a drafted model is compared with a reference."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.drafts import same_course, score
from detente.conflict import DecisionMaker, Held, Model, Option


def reference(**changes: Any) -> dict[str, Any]:
    def row(owner: str, course: str, taken: bool, *words: str) -> dict[str, Any]:
        return {"owner": owner, "course": course, "words": list(words), "status_quo": taken}

    return {
        "about": ["A", "B"],
        "decision_makers": [{"actors": ["A"]}, {"actors": ["B", "C"]}],
        "options": [row("A", "missile and nuclear tests", True, "launch missiles"), row("C", "joint exercises", False, "drills")],
        "acceptable": [row("A", "talks", False, "negotiate")],
    } | changes


def model(*names: str, taken: int, held: tuple[Held, ...] = ()) -> Model:
    options = [Option(f"o{n}", name) for n, name in enumerate(names)]
    a = DecisionMaker("First", tuple(options[:2]), actors=("A",))
    b = DecisionMaker("Second", tuple(options[2:]), actors=("B", "C"), held=held)
    return Model("m", (a, b), status_quo=taken)


def figures(makers: bool, listed: tuple[float, float, float], choices: tuple[float, float, float]) -> dict[str, float | bool]:
    names = ("recall", "precision", "status_quo")
    return {
        "decision_makers_exact": makers,
        **{name if name == "status_quo" else f"option_{name}": value for name, value in zip(names, listed, strict=True)},
        **{f"choice_{name}": value for name, value in zip(names, choices, strict=True)},
    }


def test_a_perfect_draft() -> None:
    found = score(model("missile and nuclear tests", "talks", "military exercises", taken=0b001), reference())
    assert found.figures() == figures(True, (1, 1, 1), (1, 1, 1))
    assert found.errors == []


def test_what_is_wrong_is_counted_and_listed() -> None:
    found = score(model("talks", "sanctions", "military exercises", taken=0b100), reference(decision_makers=[{"actors": ["A"]}]))
    assert found.figures() == figures(False, (0.5, 0.6667, 0), (0.5, 0.6667, 0))
    assert len(found.errors) == 4


def test_what_is_held_is_listed_and_no_choice() -> None:
    held = (Held(Option("h", "military exercises"), False), Held(Option("i", "apology"), True))
    found = score(model("missile and nuclear tests", "talks", "sanctions", taken=0b001, held=held), reference())
    assert found.figures() == figures(True, (1, 0.6, 1), (0.5, 0.6667, 1))
    assert found.errors == ["not in the reference: Second sanctions", "not in the reference: Second apology (held)"]


@pytest.mark.parametrize(
    ("name", "surely"), [("joint exercises", 3), ("military exercises", 3), ("drills", 1), ("joint command", 0), ("aid", 0)]
)
def test_courses_are_compared_by_telling_words(name: str, surely: int) -> None:
    assert same_course(name, reference()["options"][1]) == surely
