"""Small changes of one decision maker: of what it wants, or of what it can do; each with its cost.

Costs in whole units, as usual in inverse analysis: in ordered statements a swap of neighbours, or a literal dropped, negated or added
(as a statement of its own), is 1; in a ranking a swap of neighbours, a tie or an untie is 1; an option made one-way, or removed
(it stays as it is), is 2. To move a statement by several places is to swap it several times.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from detente.conflict.logic import And, Expression, If, Iff, Not, Or, Taken
from detente.conflict.model import DecisionMaker, Model
from detente.conflict.options import Direction, Option
from detente.conflict.preferences import Payoffs, Prioritization, Ranking, Statement

#: What a change costs, in whole units.
COST_OF_STATEMENT = 1
COST_OF_OPTION = 2


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one decision maker.

    Parameters
    ----------
    kind
        ``swap``, ``drop``, ``negate``, ``add``, ``tie``, ``untie``, ``one-way`` or ``remove``.
    cost
        In whole units.
    sentence
        What changes, in plain words.
    """

    kind: str
    cost: int
    sentence: str

    @property
    def is_of_option(self) -> bool:
        """Whether it changes what the decision maker can do, rather than what it wants."""
        return self.kind in {"one-way", "remove"}


def changes(model: Model, place: int, maker: DecisionMaker) -> Iterator[tuple[DecisionMaker, Change]]:
    """Give every decision maker that one change away from `maker` is, with the change.

    Parameters
    ----------
    model
        The conflict, for the names of options and states.
    place
        The decision maker's place in it.
    maker
        The decision maker as it stands, perhaps already changed.
    """
    yield from preference_changes(model, place, maker)
    yield from option_changes(model, place, maker)


def preference_changes(model: Model, place: int, maker: DecisionMaker) -> Iterator[tuple[DecisionMaker, Change]]:
    """Give those of the `changes` that concern what the decision maker wants."""
    match maker.preferences:
        case Prioritization(statements) if model.is_option_form:
            for ordered, change in _statement_changes(model, maker.name, statements):
                yield replace(maker, preferences=Prioritization(ordered)), change
        case Prioritization() | Ranking() | Payoffs():
            for groups, change in _ranking_changes(model, maker.name, _groups(model, place, maker)):
                yield replace(maker, preferences=Ranking(groups)), change


def option_changes(model: Model, place: int, maker: DecisionMaker) -> Iterator[tuple[DecisionMaker, Change]]:
    """Give those of the `changes` that concern what the decision maker can do."""
    for options, change in _option_changes(maker):
        yield replace(maker, options=options), change


def _statement_changes(model: Model, name: str, statements: tuple[Statement, ...]) -> Iterator[tuple[tuple[Statement, ...], Change]]:
    for j in range(len(statements) - 1):
        first, second = statements[j], statements[j + 1]
        swapped = (*statements[:j], second, first, *statements[j + 2 :])
        yield swapped, Change("swap", COST_OF_STATEMENT, f'{name} puts "{second}" before "{first}"')
    for j, statement in enumerate(statements):
        before, after = statements[:j], statements[j + 1 :]
        for left, literal in _dropped(statement.expression):
            if left is None:
                yield (*before, *after), Change("drop", COST_OF_STATEMENT, f'{name} no longer asks for "{statement}"')
            else:
                edited = replace(statement, expression=left)
                sentence = f'{name} drops "{literal}" from "{statement}"'
                yield (*before, edited, *after), Change("drop", COST_OF_STATEMENT, sentence)
        for negated in _negated(statement.expression):
            edited = replace(statement, expression=negated)
            yield (*before, edited, *after), Change("negate", COST_OF_STATEMENT, f'{name} wants "{edited}" instead of "{statement}"')
    for option in model.options:
        for literal in (Taken(option.id), Not(Taken(option.id))):
            for j in range(len(statements) + 1):
                rank = f'before "{statements[j]}"' if j < len(statements) else "last of all"
                added = (*statements[:j], Statement(literal), *statements[j:])
                yield added, Change("add", COST_OF_STATEMENT, f'{name} also wants "{literal}", {rank}')


def _dropped(statement: Expression) -> Iterator[tuple[Expression | None, Expression]]:
    """Give what is left of a statement when one literal is dropped (None: nothing), with that literal."""
    match statement:
        case Taken() | Not(Taken()):
            yield None, statement
        case Not(part):
            for left, literal in _dropped(part):
                yield None if left is None else Not(left), literal
        case And(parts) | Or(parts):
            for place, part in enumerate(parts):
                for left, literal in _dropped(part):
                    kept = (*parts[:place], *(() if left is None else (left,)), *parts[place + 1 :])
                    yield kept[0] if len(kept) == 1 else type(statement)(kept), literal
        case If(first, second) | Iff(first, second):
            for left, literal in _dropped(first):
                yield second if left is None else type(statement)(left, second), literal
            for left, literal in _dropped(second):
                yield first if left is None else type(statement)(first, left), literal


def _negated(statement: Expression) -> Iterator[Expression]:
    """Give a statement with one literal negated, for each literal."""
    match statement:
        case Taken():
            yield Not(statement)
        case Not(Taken() as literal):
            yield literal
        case Not(part):
            for other in _negated(part):
                yield Not(other)
        case And(parts) | Or(parts):
            for place, part in enumerate(parts):
                for other in _negated(part):
                    yield type(statement)((*parts[:place], other, *parts[place + 1 :]))
        case If(first, second) | Iff(first, second):
            for other in _negated(first):
                yield type(statement)(other, second)
            for other in _negated(second):
                yield type(statement)(first, other)


def _option_changes(maker: DecisionMaker) -> Iterator[tuple[tuple[Option, ...], Change]]:
    for place, option in enumerate(maker.options):
        ways = {
            Direction.TAKEN_ONCE: ("one-way", f'{maker.name} binds itself: once taken, "{option.name}" cannot be given up'),
            Direction.GIVEN_UP_ONCE: ("one-way", f'{maker.name} binds itself: once given up, "{option.name}" cannot be taken again'),
            Direction.FIXED: ("remove", f'{maker.name} can no longer change "{option.name}"'),
        }
        for direction, (kind, sentence) in ways.items():
            if option.direction is Direction.BOTH or (direction is Direction.FIXED and option.direction is not Direction.FIXED):
                bound = (*maker.options[:place], replace(option, direction=direction), *maker.options[place + 1 :])
                yield bound, Change(kind, COST_OF_OPTION, sentence)


def _groups(model: Model, place: int, maker: DecisionMaker) -> tuple[tuple[int, ...], ...]:
    """Give a decision maker's order as groups of tied states, best first."""
    if isinstance(maker.preferences, Ranking):
        return maker.preferences.groups
    ranks, states = model.ranks(place), model.feasible_states()
    levels = np.unique(ranks[states])[::-1]
    return tuple(tuple(int(state) for state in states[ranks[states] == level]) for level in levels)


def _ranking_changes(model: Model, name: str, groups: tuple[tuple[int, ...], ...]) -> Iterator[tuple[tuple[tuple[int, ...], ...], Change]]:
    """Swap two neighbours, tie a state with its neighbours, or untie it from those it is tied with."""
    for j in range(len(groups) - 1):
        above, below = groups[j], groups[j + 1]
        before, after = groups[:j], groups[j + 2 :]
        if len(above) == len(below) == 1:
            sentence = f'{name} prefers "{model.label(below[0])}" to "{model.label(above[0])}" rather than the reverse'
            yield (*before, below, above, *after), Change("swap", COST_OF_STATEMENT, sentence)
        for one, others in ((above, below), (below, above)):
            if len(one) == 1:
                tied = tuple(sorted(one + others))
                sentence = f'{name} likes "{model.label(one[0])}" as much as {_listed(model, others)}'
                yield (*before, tied, *after), Change("tie", COST_OF_STATEMENT, sentence)
    for j, group in enumerate(groups):
        if len(group) < 2:
            continue
        for state in group:
            rest = tuple(other for other in group if other != state)
            for untied, word in (((state,), rest), "prefers"), ((rest, (state,)), "no longer likes"):
                told = f'{word} "{model.label(state)}" {"to" if word == "prefers" else "as much as"} {_listed(model, rest)}'
                yield (*groups[:j], *untied, *groups[j + 1 :]), Change("untie", COST_OF_STATEMENT, f"{name} {told}")


def _listed(model: Model, states: tuple[int, ...]) -> str:
    shown = ", ".join(f'"{model.label(state)}"' for state in states[:3])
    return shown if len(states) <= 3 else f"{shown} and {len(states) - 3} others"
