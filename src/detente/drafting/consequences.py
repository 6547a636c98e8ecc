"""What follows from another answer to a question: how the changed model differs, in words, and checked from the definitions."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Any

import numpy as np

from detente.conflict.analysis import analyse
from detente.conflict.certificate import check, check_preferred
from detente.conflict.explanation import reasons
from detente.conflict.graph import graph_of
from detente.conflict.model import Model
from detente.conflict.paths import StatusQuoAnalysis
from detente.conflict.search import Search
from detente.conflict.spoken import difference, listed, plural
from detente.conflict.targets import count_changes, most_worth_first
from detente.drafting.assumptions import WITHIN_REACH
from detente.drafting.strife import strife_in
from detente.errors import CertificateError

#: So many of the states that become stable, or no longer are, are checked one by one: first that which a sentence names.
NAMED = 2


@dataclass(frozen=True, slots=True)
class Effect:
    """What is different in the model of another answer.

    Parameters
    ----------
    stable_before, stable_after
        Whether the status quo is stable (None: the model names none).
    appear, vanish
        States that become stable for all, and that no longer are; those nearest to the status quo first.
    opened, closed
        The ways out among the stable states that are gained and lost: better than the status quo for somebody, worse for nobody, without
        armed force that is not used today, and reached by some moves; those most worth reaching first.
    """

    stable_before: bool | None
    stable_after: bool | None
    appear: tuple[int, ...]
    vanish: tuple[int, ...]
    opened: tuple[int, ...]
    closed: tuple[int, ...]

    @property
    def changes_equilibria(self) -> bool:
        """Whether any state is stable for all in the one model and not in the other."""
        return bool(self.appear or self.vanish)

    @property
    def is_turn(self) -> bool:
        """Whether the status quo is stable in the one model only, or a way out opens or closes."""
        return self.stable_before is not self.stable_after or bool(self.opened or self.closed)

    def to_dict(self) -> dict[str, Any]:
        """Give the effect as plain values; states are numbers."""
        states = {"appear": self.appear, "vanish": self.vanish, "ways_out_opened": self.opened, "ways_out_closed": self.closed}
        told = {key: list(listing) for key, listing in states.items()}
        return {"status_quo_stable": self.stable_before, "status_quo_stable_then": self.stable_after, **told}


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """Another answer that has consequences.

    Parameters
    ----------
    kind, margin
        As in `detente.drafting.assumptions.Alternative`.
    sentence
        The answer and what follows from it.
    effect
        What is different.
    model
        The model with this answer.
    """

    kind: str
    margin: int
    sentence: str
    effect: Effect
    model: Model

    def to_dict(self) -> dict[str, Any]:
        """Give the answer as plain values with readable names."""
        return {"answer": self.kind, "margin": self.margin, "sentence": self.sentence, "effect": self.effect.to_dict()}


class Solved:
    """A model's equilibria, its ways out, and whether its status quo is stable."""

    def __init__(self, model: Model, concept: str) -> None:
        self.model = model
        analysis = analyse(model, [concept])
        self.equilibria = analysis.equilibria(concept)
        start = model.status_quo
        self.stable = None if start is None else analysis.is_equilibrium(start, concept)
        self.ways_out = frozenset() if start is None else frozenset(_better(model, start, self.equilibria))


def _better(model: Model, start: int, states: tuple[int, ...]) -> list[int]:
    """List those of some states that somebody prefers to another, nobody likes less, moves lead to, and that begin no armed force."""
    found = np.array(states, dtype=np.int64)
    gains = np.zeros(len(found), dtype=np.bool_)
    for place in range(len(model.decision_makers)):
        ranks = model.ranks(place)
        found, gains = found[ranks[found] >= ranks[start]], gains[ranks[found] >= ranks[start]]
        gains = gains | (ranks[found] > ranks[start])
    found = found[gains & ~strife_in(model).begins_fighting(model, start, found)]
    if not len(found):
        return []
    if WITHIN_REACH not in model.kept:
        model.kept[WITHIN_REACH] = Search(graph_of(model), start, range(len(model.decision_makers))).distance >= 0
    return [int(state) for state in found[model.kept[WITHIN_REACH][found]]]


def effect_of(now: Solved, then: Solved) -> Effect:
    """Compare a changed model with the model as it is."""
    before, after = set(now.equilibria), set(then.equilibria)
    return Effect(
        now.stable, then.stable, _nearest_first(then.model, after - before), _nearest_first(now.model, before - after),
        _best_first(then.model, then.ways_out - now.ways_out), _best_first(now.model, now.ways_out - then.ways_out),
    )  # fmt: skip


def _nearest_first(model: Model, states: Set[int]) -> tuple[int, ...]:
    numbers = np.array(sorted(states), dtype=np.int64)
    if model.status_quo is None:
        return tuple(numbers.tolist())
    return tuple(numbers[np.lexsort((numbers, count_changes(model, model.status_quo, numbers)))].tolist())


def _best_first(model: Model, states: Set[int]) -> tuple[int, ...]:
    if not states:
        return ()
    numbers, stable = np.array(sorted(states), dtype=np.int64), np.ones(len(states), dtype=np.bool_)
    return most_worth_first(model, StatusQuoAnalysis(model), numbers, stable, strife_in(model))


def sentence_of(told_otherwise: str, model: Model, effect: Effect) -> str:
    """Say what follows from an answer: first what becomes of the status quo and of ways out, then what else is stable."""
    parts = []
    if effect.stable_before is not effect.stable_after:
        parts.append(f"the status quo would {'become' if effect.stable_after else 'no longer be'} stable")
    if effect.opened:
        parts.append(_way_out(model, effect.opened))
    if effect.closed:
        count = len(effect.closed)
        parts.append("a way out would be lost" if count == 1 else f"{count} ways out would be lost")
    told = {model.status_quo, *effect.opened, *effect.closed}
    appear, vanish = ([state for state in states if state not in told] for states in (effect.appear, effect.vanish))
    example = not parts
    for states, verb in ((appear, "become stable"), (vanish, "no longer be stable")):
        if states:
            such = _such(model, states) if example else ""
            parts.append(f"{plural(len(states), 'state' if example else 'other state')} would {verb}{such}")
            example = False
    return f"{told_otherwise}, {'; '.join(parts)}."


def _way_out(model: Model, states: tuple[int, ...]) -> str:
    """Say the way out most worth reaching of some that open."""
    start, first = model.status_quo or 0, states[0]
    names = [maker.name for place, maker in enumerate(model.decision_makers) if model.ranks(place)[first] > model.ranks(place)[start]]
    what = "a way out would open" if len(states) == 1 else f"{len(states)} ways out would open, such as this one"
    return f"{what}: {difference(model, start, first)} (better than today for {listed(names)}, worse for nobody)"


def _such(model: Model, states: list[int]) -> str:
    one = "namely" if len(states) == 1 else "such as"
    if model.status_quo is None or not model.is_option_form:
        return f', {one} "{model.label(states[0])}"'
    return f" ({one} where {difference(model, model.status_quo, states[0])})"


def check_answer(model: Model, concept: str, answer: Answer, checked: set[tuple[int, bool]] | None = None) -> None:
    """Check what an answer claims from the definitions: of the status quo, of ways out, and of the first states that change.

    Parameters
    ----------
    model, concept, answer
        The model as it is, by which concept states are judged, and what is claimed.
    checked
        Verdicts on states of the model as it is that have been checked already; those checked here are added.

    Raises
    ------
    CertificateError
        If a verdict does not follow.
    """
    effect = answer.effect
    known = set() if checked is None else checked
    claims = [(model, state, False) for state in effect.appear[:NAMED]] + [(answer.model, state, True) for state in effect.appear[:NAMED]]
    claims += [(model, state, True) for state in effect.vanish[:NAMED]] + [(answer.model, state, False) for state in effect.vanish[:NAMED]]
    for changed, stable in ((model, effect.stable_before), (answer.model, effect.stable_after)):
        if changed.status_quo is not None and stable is not None:
            claims.append((changed, changed.status_quo, stable))
    for one, state, stable in claims:
        if one is model and (state, stable) in known:
            continue
        if one.is_option_form and not one.space.feasible[state]:
            continue  # a state that the other answer rules out has no reasons
        verdicts = reasons(one, state, concept)
        if all(verdict.stable for verdict in verdicts) is not stable:
            raise CertificateError(f"{one.name}: the verdict on {one.label(state)!r} is not the one its reasons give")
        for verdict in verdicts:
            check(one, verdict)
        if one is model:
            known.add((state, stable))
    for one, states in ((answer.model, effect.opened), (model, effect.closed)):
        for state in states[:NAMED]:
            for place in range(len(one.decision_makers)):
                check_preferred(one, place, state, one.status_quo or 0, strictly=False)
