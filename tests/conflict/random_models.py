"""Random models, the same for the same seed: option form and explicit form, one-way options, conditions, ties, intransitive arcs."""

from __future__ import annotations

from random import Random
from typing import Any

from detente.conflict import Model
from detente.errors import InfeasibleModel


def random_model(seed: int) -> Model:
    """Make the model of a seed; every third one is in explicit form, every seventh has five decision makers, the others two to four."""
    draw = Random(seed)
    count = 5 if seed % 7 == 5 else 0
    if seed % 3 == 0:
        return _explicit(draw, count)
    while True:
        try:
            return _by_options(draw, count)
        except InfeasibleModel:
            continue


def tenth(start: int, stop: int) -> range:
    """List every tenth seed of a range, the part of the long comparisons that is always made."""
    return range(start, stop, 10)


def random_statement(draw: Random, ids: list[str], depth: int = 2) -> str:
    """Write a random statement over some options."""
    if depth == 0 or draw.random() < 0.4:
        return f"{'not ' if draw.random() < 0.5 else ''}{draw.choice(ids)}"
    left, right = random_statement(draw, ids, depth - 1), random_statement(draw, ids, depth - 1)
    joined = f"({left}) {draw.choice(['and', 'or', 'if', 'iff'])} ({right})"
    return f"not ({joined})" if draw.random() < 0.2 else joined


def _by_options(draw: Random, count: int) -> Model:
    if count:
        owned = [[f"o{i}{j}" for j in range(draw.choice([1, 2]) if i == 2 else 1)] for i in range(count)]
    else:
        count = draw.randint(2, 4)
        owned = [[f"o{i}{j}" for j in range(draw.randint(1, 3 if count == 2 else 2))] for i in range(count)]
    ids = [option for own in owned for option in own]
    directions = ["both"] * 5 + ["taken-once", "given-up-once", "fixed"]
    plain: dict[str, Any] = {"name": "random", "decision_makers": [], "conditions": []}
    for _ in range(draw.choice([0, 0, 1, 2, 3])):
        kind = draw.randrange(3)
        if kind == 0:
            plain["conditions"].append({"infeasible": f"({random_statement(draw, ids, 1)}) and ({random_statement(draw, ids, 1)})"})
        elif kind == 1 and len(ids) > 2:
            plain["conditions"].append({"exclusive": draw.sample(ids, draw.randint(2, 3))})
        else:
            plain["conditions"].append({"if": random_statement(draw, ids, 1), "then": random_statement(draw, ids, 1)})
    for i, own in enumerate(owned):
        options = [{"id": option, "name": f"option {option}", "direction": draw.choice(directions)} for option in own]
        plain["decision_makers"].append({"name": f"D{i}", "options": options, "preferences": []})
    states = [int(state) for state in Model.from_dict(plain).feasible_states()]
    for maker in plain["decision_makers"]:
        form = draw.randrange(3)
        if form == 0:
            maker["preferences"] = [random_statement(draw, ids) for _ in range(draw.randint(1, 6))]
            continue
        del maker["preferences"]
        if form == 1:
            maker["payoffs"] = [draw.randrange(1, 2 * len(states)) for _ in states]
        else:
            order = draw.sample(states, len(states))
            groups: list[list[int]] = []
            for state in order:
                if groups and draw.random() < 0.25:
                    groups[-1].append(state)
                else:
                    groups.append([state])
            maker["ranking"] = groups
    plain["status_quo"] = draw.choice(states)
    return Model.from_dict(plain)


def _explicit(draw: Random, count: int) -> Model:
    count, size = count or draw.randint(2, 4), draw.randint(3, 8)
    labels = [f"s{place}" for place in range(size)]
    names = [f"D{i}" for i in range(count)]
    density = draw.choice([0.1, 0.2, 0.35])
    moves = {name: [[a, b] for a in labels for b in labels if a != b and draw.random() < density] for name in names}
    payoffs = {name: [draw.randrange(size) for _ in labels] for name in names}
    plain = {"name": "random", "decision_makers": names, "states": labels, "moves": moves, "payoffs": payoffs}
    return Model.from_dict({**plain, "status_quo": draw.choice(labels)})
