"""What makes a model malformed: contradictions between its parts, each named with the place and the next step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from detente.conflict.levels import check_levels
from detente.conflict.naming import check_options_of
from detente.conflict.options import Direction
from detente.conflict.preferences import Payoffs, Prioritization, Ranking, Statement, check_payoffs
from detente.conflict.relations import check_relations
from detente.conflict.space import check_size
from detente.errors import InfeasibleModel, ModelError

if TYPE_CHECKING:
    from detente.conflict.model import DecisionMaker, Model

_ONE_WAY = (Direction.TAKEN_ONCE, Direction.GIVEN_UP_ONCE)


def check_model(model: Model) -> None:
    """Refuse a model whose parts contradict each other.

    Raises
    ------
    ModelError
        Naming the part.
    """
    _check_decision_makers(model)
    if model.is_option_form:
        _check_options(model)
    else:
        _check_arcs(model)
    for place, maker in enumerate(model.decision_makers):
        _check_preferences(model, place, maker)
        _check_misperceived(model, place, maker)
        check_relations(model, place, maker)
    if model.status_quo is not None:
        check_feasible(model, model.status_quo, "status_quo")


def check_feasible(model: Model, state: int, where: str) -> None:
    """Refuse a state that is not there or that a condition rules out.

    Raises
    ------
    InfeasibleModel
        Naming the conditions that rule it out.
    """
    if not 0 <= state < model.size:
        raise InfeasibleModel(f"{where}: there is no state {state}; states are numbered 0 to {model.size - 1}")
    if model.is_option_form and not model.space.feasible[state]:
        against = [str(condition) for condition in model.conditions if model.space.truth(condition.forbidden)[state]]
        raise InfeasibleModel(
            f"{where}: the state {model.pattern(state)} ({model.label(state)}) is not feasible: {'; '.join(against)}; "
            f"name another state, or change the condition"
        )


def _check_decision_makers(model: Model) -> None:
    names = [maker.name for maker in model.decision_makers]
    if not names:
        raise ModelError("decision_makers: the model has none; list at least one")
    for place, name in enumerate(names):
        if not name.strip():
            raise ModelError(f"decision_makers[{place}].name: it is empty; give the decision maker a name")
        if name in names[:place]:
            raise ModelError(f"decision_makers[{place}].name: {name!r} is there twice; give each decision maker a name of its own")


def _check_options(model: Model) -> None:
    seen: set[str] = set()
    for place, maker in enumerate(model.decision_makers):
        if not maker.options:
            raise ModelError(
                f"decision_makers[{place}] ({maker.name}).options: a decision maker needs at least one option; "
                f"give it one, or leave the decision maker out"
            )
        for number, option in enumerate(maker.listed):
            if option.id in seen:
                raise ModelError(
                    f"decision_makers[{place}] ({maker.name}).options[{number}].id: "
                    f"{option.id!r} is there twice; give each option an id of its own"
                )
            seen.add(option.id)
        check_levels(model, place, maker)
    if model.moves:
        raise ModelError("moves: moves are listed but states are not; list the states too, or give options only")
    for place, condition in enumerate(model.conditions):
        check_options_of(model, condition.forbidden, f"conditions[{place}]")
    one_way = [sum(option.direction in _ONE_WAY for option in maker.options) for maker in model.decision_makers]
    check_size(model.size, one_way, f"decision_makers: a model of {len(model.options)} options ({_count(model)} states)")


def _count(model: Model) -> str:
    options = len(model.options)
    return f"{1 << options:,}" if options < 64 else f"2^{options}"


def _check_arcs(model: Model) -> None:
    if model.conditions:
        raise ModelError("conditions: they belong to the option form, but states are listed; leave out the infeasible states instead")
    for place, label in enumerate(model.states):
        if not label.strip():
            raise ModelError(f"states[{place}]: the label is empty; give every state one")
    if len(set(model.states)) != len(model.states):
        twice = next(label for place, label in enumerate(model.states) if label in model.states[:place])
        raise ModelError(f"states: {twice!r} is there twice; give each state a label of its own")
    for place, maker in enumerate(model.decision_makers):
        if maker.listed:
            raise ModelError(
                f"decision_makers[{place}] ({maker.name}).options: options are given but states are listed too; give one or the other"
            )
    if len(model.moves) != len(model.decision_makers):
        raise ModelError("moves: list the moves of every decision maker, an empty list where there are none")
    check_size(len(model.states), [0] * len(model.decision_makers), f"states: a model of {len(model.states):,} states")
    for maker, arcs in zip(model.decision_makers, model.moves, strict=True):
        for place, (start, end) in enumerate(arcs):
            if not (0 <= start < model.size and 0 <= end < model.size):
                raise ModelError(f"moves.{maker.name}[{place}]: there is no state {max(start, end)} (or it is negative)")
            if start == end:
                raise ModelError(
                    f"moves.{maker.name}[{place}]: it leads from {model.states[start]!r} to itself; leave it out, staying is no move"
                )


def _check_preferences(model: Model, place: int, maker: DecisionMaker) -> None:
    where = f"decision_makers[{place}] ({maker.name})"
    match maker.preferences:
        case Prioritization(statements):
            if statements and not model.is_option_form:
                raise ModelError(f"{where}.preferences: statements need options; in explicit form give payoffs or a ranking")
            for number, statement in enumerate(statements):
                check_options_of(model, statement.expression, f"{where}.preferences[{number}].statement")
        case Ranking(groups):
            _check_ranking(model, groups, f"{where}.ranking")
        case Payoffs(values):
            wanted = len(model.feasible_states())
            if len(values) != wanted:
                raise ModelError(f"{where}.payoffs: there are {len(values)} for {wanted} feasible states; give one number for each state")
            check_payoffs(values, f"{where}.payoffs")


def _check_misperceived(model: Model, place: int, maker: DecisionMaker) -> None:
    for number, entry in enumerate(maker.misperceived):
        where = f"decision_makers[{place}] ({maker.name}).misperceived[{number}]"
        if isinstance(entry, Statement) != model.is_option_form:
            raise ModelError(f"{where}: name the states by {'statements over options' if model.is_option_form else 'their labels'}")
        if isinstance(entry, Statement):
            check_options_of(model, entry.expression, where)
        else:
            check_feasible(model, entry, where)


def _check_ranking(model: Model, groups: Sequence[Sequence[int]], where: str) -> None:
    feasible = model.feasible_states()
    if np.array_equal(np.sort(np.array([state for group in groups for state in group], dtype=np.int64)), feasible):
        return
    level: dict[int, int] = {}
    for place, group in enumerate(groups):
        for state in group:
            check_feasible(model, state, f"{where}[{place}]")
            if state in level:
                shown = model.label(state)
                raise ModelError(
                    f"{where}[{place}]: the state {shown!r} was ranked before, at place {level[state]}: the ranking is cyclic; rank it once"
                )
            level[state] = place
    missing = [int(state) for state in feasible if int(state) not in level]
    if missing:
        shown = ", ".join(repr(model.label(state)) for state in missing[:3]) + (", …" if len(missing) > 3 else "")
        raise ModelError(f"{where}: {len(missing)} feasible states are not ranked ({shown}); rank every feasible state, ties in one group")
