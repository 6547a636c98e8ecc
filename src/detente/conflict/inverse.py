"""Which changes of one decision maker make a wanted state stable: a complete search up to a cost.

All decision makers that up to k units of change away from the one in the model are tried, cheapest first. Whether a state is stable for
the changed one depends only on which states it likes better than that state, so most candidates are judged by a few array operations;
only those that pass are analysed in full, for under SEQ and SSEQ they also change what sanctions the others face.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from detente.conflict.edits import COST_OF_OPTION, COST_OF_STATEMENT, Change, option_changes, preference_changes
from detente.conflict.explanation import is_stable_for_all, why
from detente.conflict.graph import graph_of, moves
from detente.conflict.logic import Expression
from detente.conflict.model import DecisionMaker, Model
from detente.conflict.option_graph import OptionGraph
from detente.conflict.preferences import Prioritization, Ranking, rank_by_groups, rank_by_statements
from detente.conflict.search import Search
from detente.conflict.space import Booleans, Integers, States
from detente.conflict.stability import Concept

#: At most so many candidates are judged for one state and decision maker, and so many of them analysed in full. A search that was cut
#: off by these says so. The numbers keep one search within a few seconds on models of up to 4,096 states.
MAX_CANDIDATES = 20_000
MAX_ANALYSED = 400


@dataclass(frozen=True, slots=True)
class Found:
    """A changed model in which the wanted state is stable, and what was changed in it."""

    model: Model
    maker: int
    changes: tuple[Change, ...]

    @property
    def cost(self) -> int:
        """What the changes cost together."""
        return sum(change.cost for change in self.changes)


def with_maker(model: Model, place: int, maker: DecisionMaker) -> Model:
    """Give a model with one decision maker in the place of another."""
    makers = (*model.decision_makers[:place], maker, *model.decision_makers[place + 1 :])
    changed = replace(model, decision_makers=makers)
    changed.kept.update({f"ranks {other}": model.ranks(other) for other in range(len(makers)) if other != place})
    before, after = graph_of(model), graph_of(changed)
    if isinstance(before, OptionGraph) and isinstance(after, OptionGraph):
        after.share_orders(before, place)
    return changed


def cheapest_preferences(model: Model, place: int, state: int, concept: Concept, costs: range, keep: int) -> tuple[tuple[Found, ...], bool]:
    """Find the cheapest changes of what one decision maker wants that make a state an equilibrium.

    Parameters
    ----------
    model
        The conflict.
    place
        Whose changes are tried.
    state
        The wanted state, no equilibrium of the model as it is.
    concept
        Under which it is to be stable for everybody.
    costs
        What the changes may cost together; cheaper ones are taken to have been tried.
    keep
        How many of equal cost to give.

    Returns
    -------
    tuple
        What was found, all at one cost, and whether the search was complete.
    """
    judge = _Judge(model, place, state, concept)
    if judge.is_hopeless:
        return (), True
    found: list[Found] = []
    # Many different statements give one and the same order of states, which is judged once.
    verdicts: dict[bytes, bool] = {}
    judged = analysed = 0
    for maker, made in _variants(model, place, model.decision_makers[place], costs.stop - 1):
        cost = len(made) * COST_OF_STATEMENT
        if found and (cost > found[0].cost or len(found) >= keep):
            break
        if cost not in costs:
            continue
        judged += 1
        ranks = judge.ranks(maker)
        order = ranks.tobytes()
        if order not in verdicts:
            verdicts[order] = judge.may_hold(ranks)
            if verdicts[order]:
                analysed += 1
                verdicts[order] = is_stable_for_all(with_maker(model, place, maker), state, concept.key)
        if verdicts[order]:
            found.append(Found(with_maker(model, place, maker), place, made))
        if judged >= MAX_CANDIDATES or analysed >= MAX_ANALYSED:
            return tuple(found), bool(found)
    return tuple(found), True


def cheapest_options(model: Model, place: int, state: int, concept: Concept, max_cost: int, keep: int) -> tuple[tuple[Found, ...], bool]:
    """Find the cheapest changes of what one decision maker can do, perhaps along with what it wants, that make a state an equilibrium.

    Parameters and results are those of `cheapest_preferences`, all costs up to `max_cost` being tried.
    """
    found: list[Found] = []
    analysed = 0
    bound = _levels(model, place, max_cost // COST_OF_OPTION)
    for cost in range(COST_OF_OPTION, max_cost + 1):
        for number, level in enumerate(bound, start=1):
            left = cost - number * COST_OF_OPTION
            for maker, made in level if left >= 0 else ():
                for changed, wanted in _variants(model, place, maker, left):
                    if len(wanted) * COST_OF_STATEMENT != left:
                        continue
                    analysed += 1
                    candidate = with_maker(model, place, changed)
                    if is_stable_for_all(candidate, state, concept.key):
                        found.append(Found(candidate, place, (*made, *wanted)))
                    if len(found) >= keep or analysed >= MAX_ANALYSED:
                        return tuple(found), bool(found)
        if found:
            break
    return tuple(found), True


def _levels(model: Model, place: int, most: int) -> list[list[tuple[DecisionMaker, tuple[Change, ...]]]]:
    """Give the decision makers that one, two, ... changes of options away are."""
    levels: list[list[tuple[DecisionMaker, tuple[Change, ...]]]] = [[(model.decision_makers[place], ())]]
    seen = {model.decision_makers[place].options}
    for _ in range(most):
        levels.append([])
        for maker, made in levels[-2]:
            for changed, change in option_changes(model, place, maker):
                if changed.options not in seen:
                    seen.add(changed.options)
                    levels[-1].append((changed, (*made, change)))
    return levels[1:]


def _variants(model: Model, place: int, start: DecisionMaker, max_cost: int) -> Iterator[tuple[DecisionMaker, tuple[Change, ...]]]:
    """Give a decision maker and all that changes of preference up to a cost make of it, each once, cheapest first."""
    yield start, ()
    level: list[tuple[DecisionMaker, tuple[Change, ...]]] = [(start, ())]
    seen = {start.preferences}
    for _ in range(0, max_cost, COST_OF_STATEMENT):
        following: list[tuple[DecisionMaker, tuple[Change, ...]]] = []
        for maker, made in level:
            for changed, change in preference_changes(model, place, maker):
                if changed.preferences not in seen:
                    seen.add(changed.preferences)
                    following.append((changed, (*made, change)))
                    yield following[-1]
        level = following


class _Judge:
    """Says quickly whether a change of preference alone can make a state stable for the one whose preference changes.

    A state s is stable for i if for each a in R_i(s), a is not better than s, or some sanction b of a is not better (and no countermove
    from b is, where the concept asks for that). Which sanctions there are does not depend on what i prefers.
    """

    def __init__(self, model: Model, place: int, state: int, concept: Concept) -> None:
        self._model, self._place, self._state, self._concept = model, place, state, concept
        graph = graph_of(model)
        others = [other for other in range(graph.makers) if other != place]
        self._moves = moves(model, place, state)
        self._sanctions: list[States] = []
        for end in self._moves:
            if concept.security is None:
                self._sanctions.append(np.zeros(0, dtype=np.int64))
            else:
                self._sanctions.append(np.flatnonzero(Search(graph, end, others, improving=concept.credible).distance >= 0))
        self._columns: dict[Expression, Booleans] = {}
        self.is_hopeless = self._others_never_stable()
        """Whether no change of preference of this decision maker alone can help."""

    def may_hold(self, ranks: Integers) -> bool:
        """Say whether the state is stable for the changed decision maker."""
        held = ranks
        if self._concept.countered:
            held = graph_of(self._model).best_move(self._place, ranks)
        limit = ranks[self._state]
        return all(
            ranks[end] <= limit or bool((held[sanctions] <= limit).any())
            for end, sanctions in zip(self._moves, self._sanctions, strict=True)
        )

    def _others_never_stable(self) -> bool:
        """Whether the state is unstable for another one even if every move of the changed one were an improvement to it.

        What i prefers bears on the others only through the sanctions i is ready to carry out: the more of them, the more is stable.
        """
        others = [other for other in range(len(self._model.decision_makers)) if other != self._place]
        model = self._model
        if self._concept.credible:
            generous = {"seq": "gmr", "sseq": "smr"}[self._concept.key]
            return not all(why(model, self._state, other, generous).stable for other in others)
        return not all(why(model, self._state, other, self._concept.key).stable for other in others)

    def ranks(self, maker: DecisionMaker) -> Integers:
        """Rank all states for the changed decision maker."""
        match maker.preferences:
            case Prioritization(statements):
                ranks = rank_by_statements((self._column(statement.expression) for statement in statements), self._model.size)
                if not self._model.space.all_feasible:
                    ranks[~self._model.space.feasible] = -1
                return ranks
            case Ranking(groups):
                return rank_by_groups(groups, self._model.size)
            case _:
                return self._model.ranks(self._place)

    def _column(self, statement: Expression) -> Booleans:
        if statement not in self._columns:
            self._columns[statement] = self._model.space.truth(statement)
        return self._columns[statement]
