"""Which states are worth reaching, and what each party gains or loses there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from detente.conflict.analysis import analyse
from detente.conflict.claims import Explanation, Path
from detente.conflict.explanation import reasons
from detente.conflict.model import Model
from detente.conflict.paths import StatusQuoAnalysis


@dataclass(frozen=True, slots=True)
class Target:
    """A state worth reaching.

    Parameters
    ----------
    state
        Its number.
    winners, losers
        Who prefers it to the status quo, and who the reverse (places of decision makers).
    is_stable
        Whether it is an equilibrium as things are.
    reasons
        Why it is stable or not, one explanation a decision maker.
    path
        A shortest legal sequence of moves from the status quo; empty where none leads there as things are, and for the status quo.
    is_reachable
        Whether some legal sequence of moves leads there as things are.
    """

    state: int
    winners: tuple[int, ...]
    losers: tuple[int, ...]
    is_stable: bool
    reasons: tuple[Explanation, ...]
    path: Path
    is_reachable: bool


def rank_states(model: Model, paths: StatusQuoAnalysis) -> tuple[int, int, int, list[int]]:
    """Count the states better for all and for some, those out of reach, and order those of the better kind."""
    start, states = paths.start, model.feasible_states()
    gains = np.zeros(len(states))
    losses = np.zeros(len(states))
    for place in range(len(model.decision_makers)):
        ranks = model.ranks(place)
        scale = max(int(ranks.max()), 1)
        difference = (ranks[states].astype(np.int64) - int(ranks[start])) / scale
        gains += np.maximum(difference, 0)
        losses += np.maximum(-difference, 0)
    reachable = paths.reachable(states)
    for_all, for_some = (gains > 0) & (losses == 0), (gains > 0) & (losses > 0)
    kept = np.flatnonzero(for_all if for_all.any() else for_some & reachable)
    ordered = kept[np.lexsort((states[kept], -gains[kept], losses[kept], ~reachable[kept]))]
    unreachable = int(((for_all | for_some) & ~reachable).sum())
    return int(for_all.sum()), int(for_some.sum()), unreachable, [int(state) for state in states[ordered]]


def worth_telling(model: Model, paths: StatusQuoAnalysis, states: Sequence[int], concept: str, limit: int) -> list[Target]:
    """Take the first states, passing over those that one taken before outdoes.

    A state outdoes another if it is better for somebody and worse for nobody, holds if the other holds, and moves lead there if moves
    lead to the other: then nobody has a reason to ask for the other instead.

    Parameters
    ----------
    states
        Most worth reaching first.
    concept
        The key of the concept by which a state holds.
    limit
        How many to take at most.
    """
    numbers = np.array(states, dtype=np.int64)
    ranks = np.stack([model.ranks(place)[numbers] for place in range(len(model.decision_makers))], axis=1)
    reachable = paths.reachable(numbers)
    holds = np.logical_and.reduce(analyse(model, [concept]).verdicts[concept])[numbers]
    outdone = np.zeros(len(states), dtype=bool)
    taken: list[Target] = []
    for place, state in enumerate(states):
        if len(taken) == limit:
            break
        if outdone[place]:
            continue
        taken.append(make_target(model, paths, state, concept))
        better = (ranks <= ranks[place]).all(axis=1) & (ranks < ranks[place]).any(axis=1)
        outdone |= better & (~holds | holds[place]) & (~reachable | reachable[place])
    return taken


def make_target(model: Model, paths: StatusQuoAnalysis, state: int, concept: str) -> Target:
    """Say of a state who gains and loses there, whether it would hold, and how it is reached."""
    places = range(len(model.decision_makers))
    start = paths.start
    winners = tuple(place for place in places if model.ranks(place)[state] > model.ranks(place)[start])
    losers = tuple(place for place in places if model.ranks(place)[state] < model.ranks(place)[start])
    why = reasons(model, state, concept)
    stable = all(reason.stable for reason in why)
    return Target(state, winners, losers, stable, why, paths.to(state).by_moves or (), paths.is_reachable(state))
