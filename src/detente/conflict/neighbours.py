"""Preferences near the ones in a model, drawn at random: the neighbourhood that robustness samples.

One step is one change: its kind is drawn evenly from those that are possible, then its place. In a ranking (or payoffs) the kinds are:
two neighbouring groups of equal states swap places, or become one; one state leaves its equals, upwards or downwards. In ordered
statements: two neighbours swap places; a literal is dropped, or negated; a literal is added as a statement of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np

from detente.conflict.edits import dropped, negated
from detente.conflict.logic import Not, Taken
from detente.conflict.model import Model
from detente.conflict.preferences import Preferences, Prioritization, Ranking, Statement

Groups = tuple[tuple[int, ...], ...]


def draw_neighbour(model: Model, steps: int, draw: Random) -> Model:
    """Give a model in which each decision maker's preference has made as many steps as are drawn, evenly from none to `steps`."""
    makers = []
    for place, maker in enumerate(model.decision_makers):
        taken = draw.randint(0, steps)
        makers.append(replace(maker, preferences=_stepped(model, place, taken, draw)) if taken else maker)
    changed = replace(model, decision_makers=tuple(makers))
    same = [place for place, maker in enumerate(makers) if maker is model.decision_makers[place]]
    changed.kept.update({f"ranks {place}": model.ranks(place) for place in same})
    return changed


def ranked_groups(model: Model, maker: int) -> Groups:
    """Give a decision maker's order of the feasible states as groups of equals, best first."""
    states = model.feasible_states()
    ranks = model.ranks(maker)[states]
    order = np.argsort(-ranks, kind="stable")
    parts = np.split(states[order], np.flatnonzero(np.diff(ranks[order])) + 1)
    return tuple(tuple(part.tolist()) for part in parts)


def _stepped(model: Model, place: int, steps: int, draw: Random) -> Preferences:
    preferences = model.decision_makers[place].preferences
    if isinstance(preferences, Prioritization) and model.is_option_form:
        listed = preferences.statements
        literals = [literal for option in model.options for literal in (Taken(option.id), Not(Taken(option.id)))]
        for _ in range(steps):
            listed = _step_statements(listed, literals, draw)
        return Prioritization(listed)
    groups = ranked_groups(model, place)
    for _ in range(steps):
        groups = _step_groups(groups, draw)
    return Ranking(groups)


def _step_groups(groups: Groups, draw: Random) -> Groups:
    larger = [place for place, group in enumerate(groups) if len(group) > 1]
    kinds = (["swap", "tie"] if len(groups) > 1 else []) + (["untie"] if larger else [])
    if not kinds:
        return groups
    kind = draw.choice(kinds)
    if kind == "untie":
        place = draw.choice(larger)
        leaving = draw.choice(groups[place])
        rest = tuple(state for state in groups[place] if state != leaving)
        parts = ((leaving,), rest) if draw.random() < 0.5 else (rest, (leaving,))
        return (*groups[:place], *parts, *groups[place + 1 :])
    place = draw.randrange(len(groups) - 1)
    above, below = groups[place : place + 2]
    middle = (below, above) if kind == "swap" else (tuple(sorted(above + below)),)
    return (*groups[:place], *middle, *groups[place + 2 :])


def _step_statements(listed: tuple[Statement, ...], literals: Sequence[Taken | Not], draw: Random) -> tuple[Statement, ...]:
    kinds = (["swap"] if len(listed) > 1 else []) + (["drop", "negate"] if listed else []) + (["add"] if literals else [])
    if not kinds:
        return listed
    kind = draw.choice(kinds)
    if kind == "add":
        place = draw.randint(0, len(listed))
        return (*listed[:place], Statement(draw.choice(literals)), *listed[place:])
    if kind == "swap":
        place = draw.randrange(len(listed) - 1)
        return (*listed[:place], listed[place + 1], listed[place], *listed[place + 2 :])
    place = draw.randrange(len(listed))
    statement = listed[place]
    edited = [left for left, _ in dropped(statement.expression)] if kind == "drop" else list(negated(statement.expression))
    left = draw.choice(edited)
    kept = () if left is None else (replace(statement, expression=left),)
    return (*listed[:place], *kept, *listed[place + 1 :])
