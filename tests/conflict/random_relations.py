"""Random models with uncertain or graded preference, the same for the same seed."""

from __future__ import annotations

from random import Random
from typing import Any

from detente.conflict import Model
from tests.conflict.random_forms import misperceiving_model
from tests.conflict.random_models import random_model, random_statement


def uncertain_model(seed: int) -> Model:
    """Make the random model of a seed, in which most decision makers are uncertain of some statements or pairs of states."""
    draw = Random(seed)
    plain = _base(seed)
    ids = _options(plain)
    states = _states(plain)
    for maker in plain["decision_makers"]:
        entries: list[Any] = []
        if "preferences" in maker:
            maker["preferences"] = maker["preferences"][:4]
            entries += [random_statement(draw, ids, 1) for _ in range(draw.choice([0, 1, 1, 2]))]
        if len(states) > 1 and (not entries or draw.random() < 0.4):
            entries += [draw.sample(states, 2) for _ in range(draw.choice([0, 1, 2, 4]))]
        if entries:
            maker["uncertain"] = entries
    return Model.from_dict(plain)


def graded_model(seed: int) -> Model:
    """Make the random model of a seed, in which most decision makers have strong preferences."""
    draw = Random(seed)
    plain = _base(seed)
    states, model = _states(plain), Model.from_dict(plain)
    for place, maker in enumerate(plain["decision_makers"]):
        form = draw.randrange(3)
        if form == 0 and "preferences" in maker and maker["preferences"]:
            maker["strong"] = draw.randint(1, len(maker["preferences"]))
        elif form == 0 and "payoffs" in maker:
            maker["strong"] = draw.choice([1, 2, 3.5, 100])
        elif form == 1:
            ranks = model.ranks(place)
            numbers = [model.find_state(state) for state in states]
            pairs = [(a, b) for a in range(len(states)) for b in range(len(states)) if ranks[numbers[a]] > ranks[numbers[b]]]
            maker["strong"] = [[states[a], states[b]] for a, b in draw.sample(pairs, min(len(pairs), draw.randint(1, 3)))]
    return Model.from_dict(plain)


def _base(seed: int) -> dict[str, Any]:
    return (misperceiving_model(seed) if seed % 5 == 0 else random_model(seed)).to_dict()


def _options(plain: dict[str, Any]) -> list[str]:
    return [option["id"] for maker in plain["decision_makers"] for option in maker.get("options", [])]


def _states(plain: dict[str, Any]) -> list[Any]:
    model = Model.from_dict(plain)
    return [model.pattern(int(s)) if model.is_option_form else model.label(int(s)) for s in model.feasible_states()]
