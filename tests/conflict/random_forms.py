"""Random models with misperceived states and with options of several levels, the same for the same seed."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import Any

from detente.conflict import Model
from tests.conflict.random_models import random_model, random_statement


def misperceiving_model(seed: int) -> Model:
    """Make the random model of a seed, in which some decision makers misperceive some states."""
    draw = Random(seed)
    model = random_model(seed)
    plain = model.to_dict()
    for place, maker in enumerate(plain["decision_makers"]):
        if draw.random() < 0.7 or place == seed % len(plain["decision_makers"]):
            if model.is_option_form:
                ids = [option.id for option in model.options]
                one, other = random_statement(draw, ids, 1), random_statement(draw, ids, 1)
                maker["misperceived"] = [f"({one}) and ({other})"]
            else:
                maker["misperceived"] = draw.sample(plain["states"], draw.randint(1, 2))
    return Model.from_dict(plain)


def levelled_plain(seed: int) -> dict[str, Any]:
    """Give a random model whose options all have levels, as plain values, with ``by_levels``: a payoff for each list of levels."""
    draw = Random(seed)
    makers: list[dict[str, Any]] = []
    counts: list[int] = []
    for i in range(draw.randint(2, 3)):
        options = []
        for j in range(draw.randint(1, 2 if i == 0 else 1)):
            counts.append(draw.randint(2, 4))
            direction = draw.choice(["both", "both", "both", "taken-once", "given-up-once", "fixed"])
            levels = [f"level {level}" for level in range(counts[-1])]
            ordered = draw.random() < 0.5
            options.append({"id": f"o{i}{j}", "name": f"option {i}{j}", "levels": levels, "direction": direction, "ordered": ordered})
        makers.append({"name": f"D{i}", "options": options})
    for maker in makers:
        states = ["/".join(map(str, levels)) for levels in product(*(range(count) for count in counts))]
        maker["by_levels"] = {state: draw.randrange(len(states)) for state in states}
    return {"name": "levels", "decision_makers": makers}


def levelled_model(plain: dict[str, Any]) -> Model:
    """Make the model of `levelled_plain` through the schema, states named by their levels."""
    names = [option["id"] for maker in plain["decision_makers"] for option in maker["options"]]
    makers = []
    for maker in plain["decision_makers"]:
        payoffs = {}
        for levels, payoff in maker["by_levels"].items():
            named = [f"{name}=level-{level}" for name, level in zip(names, levels.split("/"), strict=True)]
            payoffs[" + ".join(named)] = payoff
        makers.append({"name": maker["name"], "options": maker["options"], "payoffs": payoffs})
    return Model.from_dict({"name": plain["name"], "decision_makers": makers})
