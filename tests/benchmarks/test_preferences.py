"""How drafted preferences are compared with a reference."""

from __future__ import annotations

from typing import Any

from benchmarks.preferences import Tally, literals_of, score
from detente.conflict import DecisionMaker, Model, Option, Prioritization, Provenance, Statement
from detente.conflict.logic import parse_statement

IDS = {"a-talks": "a-talks", "a-attack": "a-attack", "b-sanctions": "b-sanctions"}


def model(*statements: str, assumed: tuple[int, ...] = ()) -> Model:
    parts = tuple(
        Statement(parse_statement(each, IDS), Provenance((), number in assumed, "why")) for number, each in enumerate(statements)
    )
    own = Option("a-talks", "talks"), Option("a-attack", "military attack")
    first = DecisionMaker("First", own, Prioritization(parts), actors=("A",))
    return Model("m", (first, DecisionMaker("Second", (Option("b-sanctions", "sanctions"),), actors=("B",))), status_quo=0)


def reference(*wants: str) -> dict[str, Any]:
    def row(owner: str, course: str, taken: bool) -> dict[str, Any]:
        return {"owner": owner, "course": course, "words": [], "status_quo": taken}

    return {
        "options": [row("A", "talks", False), row("A", "ceasefire", True), row("B", "sanctions", False)],
        "acceptable": [],
        "preferences": [{"of": "A", "wants": each} for each in wants],
    }


def figures(tally: Tally) -> tuple[float, ...]:
    return tuple(tally.figures().values())


def test_what_is_wanted_is_compared_with_the_first_statement_on_the_option() -> None:
    drafted = model("not b-sanctions", "a-talks", "not a-talks", assumed=(0,))
    found = score(drafted, reference("not sanctions of B", "talks of A"))
    assert figures(found) == (2, 2, 1.0, 1.0, 0, 0.0)
    assert figures(score(drafted, reference("sanctions of B"))) == (1, 1, 0.0, 0.0, 0, 0.0)
    assert score(drafted, reference("sanctions of B")).errors == ["A wants sanctions of B; the draft has “not b-sanctions” (why)"]


def test_the_other_form_of_a_choice_is_turned_round() -> None:
    assert figures(score(model("not a-attack"), reference("ceasefire of A"))) == (1, 1, 1.0, 1.0, 0, 0.0)


def test_a_bargain_is_found_told_either_way() -> None:
    for told in ("a-talks if not b-sanctions", "not a-talks if b-sanctions"):
        assert figures(score(model(told), reference("talks of A if not sanctions of B"))) == (0, 0, 0.0, 0.0, 1, 1.0)
    missed = score(model("a-talks if b-sanctions"), reference("talks of A if not sanctions of B"))
    assert missed.figures()["conditional_found"] == 0.0
    assert missed.errors == ["not found: A wants talks of A if not sanctions of B"]


def test_what_no_choice_speaks_of_cannot_be_said() -> None:
    assert figures(score(model("a-talks"), reference("aid of B", "talks of Z", "nothing"))) == (2, 0, 0.0, 0.0, 0, 0.0)
    assert literals_of("nothing") is None


def test_figures_add_up() -> None:
    one = score(model("a-talks"), reference("talks of A"))
    assert figures(one + one) == (2, 2, 1.0, 1.0, 0, 0.0)
