"""Misperceived states and options with levels straight from their definitions, beside the oracle of stability."""

from __future__ import annotations

from itertools import product
from typing import Any

from detente.conflict import Model
from detente.conflict.preferences import Statement
from tests.conflict.oracle import Game, _holds


class PerceivedGame(Game):
    """The game in which each decision maker's moves into and out of what it misperceives are dropped, and nobody else's."""

    def __init__(self, model: Model) -> None:
        super().__init__(model)
        for i in self.makers:
            hidden = {s for s in self.states if _is_hidden(model, i, s)}
            self.moves[i] = {s: set() if s in hidden else self.moves[i][s] - hidden for s in self.states}


def _is_hidden(model: Model, i: int, state: int) -> bool:
    entries = model.decision_makers[i].misperceived
    return any(_holds(model, entry.expression, state) if isinstance(entry, Statement) else entry == state for entry in entries)


def by_tuples(plain: dict[str, Any]) -> Model:
    """Rebuild a model of options with levels as a list of states, one level for each option, with no binary option anywhere.

    Each option of `plain` must have levels; payoffs must be a table from lists of levels, written as ``a/b/c``.
    """
    options = [option for maker in plain["decision_makers"] for option in maker["options"]]
    owners = [maker["name"] for maker in plain["decision_makers"] for _ in maker["options"]]
    states = list(product(*(range(len(option["levels"])) for option in options)))
    moves: dict[str, list[list[str]]] = {maker["name"]: [] for maker in plain["decision_makers"]}
    for name, arcs in moves.items():
        arcs += [[_label(s), _label(t)] for s in states for t in states if s != t and _may_move(options, owners, name, s, t)]
    return Model.from_dict(
        {
            "name": plain["name"],
            "decision_makers": list(moves),
            "states": [_label(state) for state in states],
            "moves": moves,
            "payoffs": {maker["name"]: [maker["by_levels"][_label(state)] for state in states] for maker in plain["decision_makers"]},
        }
    )


def _may_move(options: list[dict[str, Any]], owners: list[str], name: str, before: tuple[int, ...], after: tuple[int, ...]) -> bool:
    changes = zip(options, owners, before, after, strict=True)
    return all(a == b or (owner == name and _allows(option, a, b)) for option, owner, a, b in changes)


def _allows(option: dict[str, Any], before: int, after: int) -> bool:
    direction = option.get("direction", "both")
    if direction == "both":
        return True
    if direction == "fixed":
        return False
    if option.get("ordered", True):
        return after > before if direction == "taken-once" else after < before
    return before == 0 if direction == "taken-once" else after == 0


def _label(state: tuple[int, ...]) -> str:
    return "/".join(str(level) for level in state)
