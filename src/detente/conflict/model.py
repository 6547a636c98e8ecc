"""The conflict model: decision makers, states, moves and preferences.

Source: Fang, Hipel & Kilgour, *Interactive Decision Making* (1993); Xu, Hipel, Kilgour & Fang, *Conflict Resolution Using the Graph
Model* (2018).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from detente.conflict.checks import check_feasible, check_model
from detente.conflict.levels import LevelOption
from detente.conflict.naming import find_by_label, find_by_options, state_label
from detente.conflict.options import Condition, Held, Option, Provenance
from detente.conflict.preferences import (
    Payoffs,
    Preferences,
    Prioritization,
    Ranking,
    Statement,
    rank_by_groups,
    rank_by_payoffs,
    rank_by_statements,
)
from detente.conflict.relations import Relations
from detente.conflict.space import Booleans, Integers, OptionSpace, States
from detente.errors import UsageError

Arcs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class DecisionMaker:
    """Somebody who moves and has preferences.

    Parameters
    ----------
    name
        Unique in the model.
    options
        The options it owns (option form), in the order of their bits.
    preferences
        What it wants.
    actors
        Codes of the actors it stands for, where they are known.
    provenance
        Where it comes from.
    levelled
        Those of its options that have more than two levels, by which of `options` they are encoded.
    misperceived
        States it does not see as they are, so that it neither moves into nor out of them; the moves of the others stay. In option form
        statements (a state in which any of them holds), in explicit form places of states.
    relations
        What is uncertain, or strong, in its preference.
    held
        What else it does or might do (option form) and the model takes as it stands: it makes no states, and no statement or condition
        speaks of it.
    """

    name: str
    options: tuple[Option, ...] = ()
    preferences: Preferences = field(default_factory=Prioritization)
    actors: tuple[str, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)
    levelled: tuple[LevelOption, ...] = ()
    misperceived: tuple[Statement | int, ...] = ()
    relations: Relations = field(default_factory=Relations)
    held: tuple[Held, ...] = ()

    @property
    def listed(self) -> tuple[Option, ...]:
        """All that is listed of it: its options, and what is held as it stands."""
        return (*self.options, *(held.option for held in self.held))


@dataclass(frozen=True, slots=True)
class Model:
    """A conflict, in option form or in explicit form.

    In option form states are sets of options and a move changes any of one's own options at once; a state is named by its number,
    the sum of the bits of the options taken (see `detente.conflict.space`). In explicit form states and arcs are listed, and a state
    is named by its place in the list. Both are whole numbers everywhere in the library; `label` makes them readable.

    Parameters
    ----------
    name
        What the model is called.
    decision_makers
        At least one.
    conditions
        What rules states out (option form only).
    states
        The labels of the states (explicit form), empty in option form.
    moves
        For each decision maker its arcs (explicit form). They need not be transitive.
    status_quo
        The state things stand in, if it is known.
    status_quo_provenance
        Where that comes from.
    source, note
        Credits and remarks.
    status_quo_date
        The day as of which things stand so, if it is known (ISO date).

    Raises
    ------
    ModelError
        If the parts contradict each other; the message names the part and the next step.

    Examples
    --------
    >>> model = Model.from_dict({
    ...     "name": "chicken",
    ...     "decision_makers": [
    ...         {"name": "Row", "options": ["row drives on"], "preferences": ["not col-drives-on", "row-drives-on"]},
    ...         {"name": "Col", "options": ["col drives on"], "preferences": ["not row-drives-on", "col-drives-on"]},
    ...     ],
    ... })
    >>> [model.label(state) for state in model.feasible_states()]
    ['no option taken', 'row drives on', 'col drives on', 'row drives on + col drives on']
    """

    name: str
    decision_makers: tuple[DecisionMaker, ...]
    conditions: tuple[Condition, ...] = ()
    states: tuple[str, ...] = ()
    moves: tuple[Arcs, ...] = ()
    status_quo: int | None = None
    status_quo_provenance: Provenance = field(default_factory=Provenance)
    source: str = ""
    note: str = ""
    status_quo_date: str | None = None
    kept: dict[str, Any] = field(init=False, repr=False, compare=False, default_factory=dict)
    """What was computed from this model already (ranks, the graph, values); not part of it."""

    def __post_init__(self) -> None:
        check_model(self)

    @staticmethod
    def from_dict(plain: Any) -> Model:
        """Make a model from plain values as JSON and TOML give them; the schema is in `detente.conflict.schema`."""
        from detente.conflict.schema import model_from_dict

        return model_from_dict(plain)

    def to_dict(self) -> dict[str, Any]:
        """Give the model as plain values, the inverse of `from_dict`."""
        from detente.conflict.writing import model_to_dict

        return model_to_dict(self)

    @property
    def is_option_form(self) -> bool:
        """Whether states are sets of options rather than a list."""
        return not self.states

    @property
    def options(self) -> tuple[Option, ...]:
        """All options in the order of their bits."""
        return tuple(option for maker in self.decision_makers for option in maker.options)

    @property
    def held(self) -> tuple[Held, ...]:
        """What is told of the decision makers and held as it stands, in their order."""
        return tuple(held for maker in self.decision_makers for held in maker.held)

    @property
    def size(self) -> int:
        """How many state numbers there are, feasible or not: the length of every array over states."""
        return len(self.states) or 1 << len(self.options)

    @property
    def space(self) -> OptionSpace:
        """The states of the option form."""
        if "space" not in self.kept:
            self.kept["space"] = OptionSpace(self.options, self.conditions)
        space: OptionSpace = self.kept["space"]
        return space

    def feasible_states(self) -> States:
        """List the numbers of the feasible states, ascending."""
        return np.flatnonzero(self.space.feasible) if self.is_option_form else np.arange(self.size)

    def ranks(self, decision_maker: int | str) -> Integers:
        """Rank all states for a decision maker: larger is better, equal is a tie, -1 is not feasible."""
        place = self.maker(decision_maker)
        key = f"ranks {place}"
        if key not in self.kept:
            self.kept[key] = _ranks(self, place)
        ranks: Integers = self.kept[key]
        return ranks

    def misperceived(self, decision_maker: int | str) -> Booleans | None:
        """Say for every state number whether a decision maker misperceives it; None if it misperceives none."""
        place = self.maker(decision_maker)
        if not self.decision_makers[place].misperceived:
            return None
        key = f"misperceived {place}"
        if key not in self.kept:
            self.kept[key] = _misperceived(self, place)
        misperceived: Booleans = self.kept[key]
        return misperceived

    def maker(self, decision_maker: int | str) -> int:
        """Give the place of a decision maker, named by place or name.

        Raises
        ------
        UsageError
            If there is none such.
        """
        names = [maker.name for maker in self.decision_makers]
        if isinstance(decision_maker, str) and decision_maker in names:
            return names.index(decision_maker)
        if isinstance(decision_maker, int) and 0 <= decision_maker < len(names):
            return decision_maker
        raise UsageError(f"{self.name}: there is no decision maker {decision_maker!r}; there are: {', '.join(names)}")

    def taken(self, state: int) -> tuple[Option, ...]:
        """List the options taken in a state (option form)."""
        return tuple(option for bit, option in enumerate(self.options) if state >> bit & 1)

    def own_bits(self, place: int) -> int:
        """Give the bits of a decision maker's options (option form)."""
        before = sum(len(maker.options) for maker in self.decision_makers[:place])
        return ((1 << len(self.decision_makers[place].options)) - 1) << before

    def movers(self, start: int, end: int) -> tuple[int, ...]:
        """List the places of those whose options differ between two states (option form)."""
        return tuple(place for place in range(len(self.decision_makers)) if (start ^ end) & self.own_bits(place))

    def label(self, state: int) -> str:
        """Name a state readably: its label, or the options taken in it and the levels of those that have levels."""
        return state_label(self, state) if self.is_option_form else self.states[state]

    def pattern(self, state: int) -> str:
        """Write a state as Y (taken) and N per option, a blank between decision makers (option form)."""
        words, bit = [], 0
        for maker in self.decision_makers:
            words.append("".join("Y" if state >> (bit + place) & 1 else "N" for place in range(len(maker.options))))
            bit += len(maker.options)
        return " ".join(words)

    def find_state(self, named: object, where: str = "state") -> int:
        """Find the state somebody names.

        Parameters
        ----------
        named
            Explicit form: its label. Option form: its number, a pattern of Y and N, its readable name, or a list of the options taken.
        where
            What the message calls the place it was named in.

        Raises
        ------
        ModelError
            If no state is so named; `InfeasibleModel` if it is ruled out by a condition.
        """
        state = find_by_options(self, named, where) if self.is_option_form else find_by_label(self, named, where)
        check_feasible(self, state, where)
        return state

    def _repr_html_(self) -> str:
        from detente.conflict.show import model_table

        return model_table(self)


def _misperceived(model: Model, place: int) -> Booleans:
    misperceived = np.zeros(model.size, dtype=np.bool_)
    for entry in model.decision_makers[place].misperceived:
        if isinstance(entry, Statement):
            misperceived |= model.space.truth(entry.expression)
        else:
            misperceived[entry] = True
    return misperceived


def _ranks(model: Model, place: int) -> Integers:
    match model.decision_makers[place].preferences:
        case Prioritization(statements):
            if not model.is_option_form:
                return np.zeros(model.size, dtype=np.int32)
            held = (model.space.truth(statement.expression) for statement in statements)
            if model.space.all_feasible:
                return rank_by_statements(held, model.size)
            # Only feasible states are ranked, so that the ranks of those have no gaps.
            feasible = model.feasible_states()
            ranks = np.full(model.size, -1, dtype=np.int32)
            ranks[feasible] = rank_by_statements((holds[feasible] for holds in held), len(feasible))
            return ranks
        case Ranking(groups):
            return rank_by_groups(groups, model.size)
        case Payoffs(values):
            ranks = np.full(model.size, -1, dtype=np.int32)
            ranks[model.feasible_states()] = rank_by_payoffs(values)
            return ranks
