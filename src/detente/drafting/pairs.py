"""Pairs of assumptions that matter only together, of models in which no single one changes what is stable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from detente.conflict.model import Model
from detente.drafting.assumptions import Assumption
from detente.errors import DetenteError

#: So many pairs are tried at most, those nearest to the model first.
TRIED = 300


def both_otherwise(model: Model, assumptions: Sequence[Assumption]) -> Iterator[tuple[int, int, int, str, Model]]:
    """Make the models in which two assumptions are otherwise, those nearest to the model first.

    Of each assumption its nearest answers are taken. Two answers that change the same part (the wishes of one decision maker, say) are not
    combined, for the one would undo the other.

    Yields
    ------
    tuple
        The places of the two, how far from the model it is, both answers in words, and the model.
    """
    nearest = [[other for other in one.alternatives if other.margin == one.alternatives[0].margin] for one in assumptions]
    pairs = [
        (one.margin + two.margin, first, second, rank, place)
        for first, second in combinations(range(len(assumptions)), 2)
        for rank, one in enumerate(nearest[first])
        for place, two in enumerate(nearest[second])
    ]
    for margin, first, second, rank, place in sorted(pairs)[:TRIED]:
        one, two = nearest[first][rank], nearest[second][place]
        try:
            made = _joined(model, one.make(), two.make())
        except DetenteError:
            continue  # one of them makes no model, or both together make none
        if made is not None:
            yield first, second, margin, f"{one.told}, and {two.told[0].lower()}{two.told[1:]}", made


def _joined(model: Model, one: Model, two: Model) -> Model | None:
    """Take from each of two changed models what it changes; nothing where both change the same part."""
    makers = []
    for before, first, second in zip(model.decision_makers, one.decision_makers, two.decision_makers, strict=True):
        if first != before != second:
            return None
        makers.append(first if first != before else second)
    if one.conditions != model.conditions != two.conditions or one.status_quo != model.status_quo != two.status_quo:
        return None
    conditions = one.conditions if one.conditions != model.conditions else two.conditions
    status_quo = one.status_quo if one.status_quo != model.status_quo else two.status_quo
    return replace(model, decision_makers=tuple(makers), conditions=conditions, status_quo=status_quo)
