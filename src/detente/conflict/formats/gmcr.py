"""Models of the program GMCR+, read from its ``.gmcr`` files (JSON).

A file lists ``options[{name, permittedDirection}]``, ``decisionMakers[{name, options, preferences, payoffs, preferenceRanking,
misperceptions}]``, ``infeasibles``, ``coalitions`` and ``useManualPreferenceRanking``. ``permittedDirection`` is ``both``, ``fwd`` (from
N to Y only: once taken it stays) or ``back`` (from Y to N only). A pattern has one of Y, N, - for each option **in the order of the list
of options**, which need not be the order in which decision makers own them; a list of patterns holds where any of them does. Other fields
are passed over.

Preferences are patterns, most important first, unless ``useManualPreferenceRanking`` is set: then ``preferenceRanking`` (states best
first, ties as inner lists), or ``payoffs`` (by feasible state). In both a state's number counts the first option of the list as 1, the
second as 2, the third as 4, and so on; a ranking may use these numbers or 1, 2, 3, ... for the feasible states in their order. States
that a decision maker misperceives may be left out of its ranking, and then come last. Coalitions are no part of a model here: they are
told in its note.

Source of the format: R. Kinsara, O. Petersons, K. Hipel & M. Kilgour, "Advanced decision support for the graph model for conflict
resolution", *Journal of Decision Systems* 24 (2015), which describes the program; its files were not at hand when this was written, so
the numbering of states is from knowledge of the field.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from detente.conflict.fields import as_list, as_table, text_field
from detente.conflict.logic import And, Expression, Not, Or, Taken
from detente.conflict.model import DecisionMaker, Model
from detente.conflict.option_schema import new_id
from detente.conflict.options import Condition, ConditionKind, Direction, Option
from detente.conflict.preferences import Payoffs, Preferences, Prioritization, Ranking, Statement
from detente.errors import ModelError

_DIRECTIONS = {"both": Direction.BOTH, "fwd": Direction.TAKEN_ONCE, "back": Direction.GIVEN_UP_ONCE}


def is_gmcr(plain: Any) -> bool:
    """Say whether plain values look like a ``.gmcr`` file rather than a model of the schema here."""
    return isinstance(plain, dict) and "decisionMakers" in plain and "decision_makers" not in plain


def model_from_gmcr(plain: Any, name: str = "unnamed model") -> Model:
    """Make a model from the plain values of a ``.gmcr`` file.

    Parameters
    ----------
    plain
        What the JSON holds.
    name
        What to call the model; such files carry no name.

    Raises
    ------
    ModelError
        Naming the field of the file, what is wrong with it, and what would be right.

    Examples
    --------
    >>> model = model_from_gmcr({
    ...     "options": [{"name": "strike", "permittedDirection": "fwd"}, {"name": "disarm", "permittedDirection": "both"}],
    ...     "decisionMakers": [{"name": "US", "options": ["strike"], "preferences": ["-Y", "N-"]},
    ...                        {"name": "NK", "options": ["disarm"], "preferences": ["N-", "-N"]}],
    ... })
    >>> model.options[0].direction.value, [str(statement) for statement in model.decision_makers[0].preferences.statements]
    ('taken-once', ['disarm', 'not strike'])
    """
    table = as_table(plain, "the model")
    listed_makers = as_list(table.get("decisionMakers"), "decisionMakers", "list the decision makers")
    entries = [as_table(entry, f"decisionMakers[{n}]") for n, entry in enumerate(listed_makers)]
    names = [text_field(entry, "name", f"decisionMakers[{n}]", needed=True) for n, entry in enumerate(entries)]
    listed = _read_options(as_list(table.get("options"), "options", "list the options"))
    owned = [_owned(entry, listed, f"decisionMakers[{n}] ({owner})") for n, (entry, owner) in enumerate(zip(entries, names, strict=True))]
    options = _with_ids(listed, owned, names)
    reader = _Patterns([option.id for option in options])
    infeasible = tuple(
        Condition(ConditionKind.INFEASIBLE, (expression,)) for expression in reader.all(table.get("infeasibles"), "infeasibles")
    )
    hidden = [
        tuple(map(Statement, reader.all(entry.get("misperceptions"), f"decisionMakers[{n}] ({owner}).misperceptions")))
        for n, (entry, owner) in enumerate(zip(entries, names, strict=True))
    ]
    makers = tuple(
        DecisionMaker(owner, tuple(options[number] for number in own), misperceived=unseen)
        for owner, own, unseen in zip(names, owned, hidden, strict=True)
    )
    try:
        bare = Model(name, makers, infeasible, note=_coalitions(table.get("coalitions"), names))
        states = _Numbers(bare, [option.id for option in options])
        is_manual = bool(table.get("useManualPreferenceRanking", False))
        preferences = [
            _preferences(bare, place, entry, reader, states, is_manual=is_manual) for place, entry in enumerate(entries)
        ]
        return replace(bare, decision_makers=tuple(replace(m, preferences=p) for m, p in zip(makers, preferences, strict=True)))
    except ModelError as error:
        # The fields have other names in these files.
        told = str(error).replace("decision_makers[", "decisionMakers[").replace("conditions[", "infeasibles[")
        raise type(error)(told) from None


def _read_options(listed: Sequence[Any]) -> list[Option]:
    options = []
    for number, given in enumerate(listed):
        entry = as_table(given, f"options[{number}]")
        direction = entry.get("permittedDirection", "both")
        if not isinstance(direction, str) or direction not in _DIRECTIONS:
            raise ModelError(f"options[{number}].permittedDirection: {direction!r} is none of {', '.join(_DIRECTIONS)}")
        name = text_field(entry, "name", f"options[{number}]", needed=True)
        options.append(Option("", name, _DIRECTIONS[direction]))
    return options


def _owned(entry: Mapping[str, Any], options: Sequence[Option], where: str) -> list[int]:
    """Give the places of a decision maker's options, which it names by place, by name, or by a table with the name."""
    names = [option.name for option in options]
    owned = []
    for number, given in enumerate(as_list(entry.get("options"), f"{where}.options", "list its options")):
        named = given.get("name") if isinstance(given, dict) else given
        if isinstance(named, int) and not isinstance(named, bool) and 0 <= named < len(options):
            owned.append(named)
        elif isinstance(named, str) and names.count(named) == 1:
            owned.append(names.index(named))
        else:
            there = f"options are numbered 0 to {len(options) - 1}, or named: {', '.join(names)}"
            raise ModelError(f"{where}.options[{number}]: {named!r} names no option of the list; {there}")
    return owned


def _with_ids(options: Sequence[Option], owned: Sequence[Sequence[int]], names: Sequence[str]) -> list[Option]:
    used: set[str] = set()
    made = []
    for number, option in enumerate(options):
        owners = [name for name, own in zip(names, owned, strict=True) for place in own if place == number]
        if len(owners) != 1:
            problem = f"it belongs to {' and '.join(owners)}" if owners else "it belongs to no decision maker"
            raise ModelError(f"options[{number}] ({option.name}): {problem}; give it to one")
        made.append(replace(option, id=new_id(option.name, owners[0], used)))
        used.add(made[-1].id)
    return made


class _Patterns:
    """Reads patterns over options in the order of the file's list."""

    def __init__(self, ids: Sequence[str]) -> None:
        self._ids = ids

    def all(self, given: Any, where: str) -> list[Expression]:
        entries = [] if given is None else as_list(given, where, "list patterns of Y, N and -")
        return [self.read(entry, f"{where}[{number}]") for number, entry in enumerate(entries)]

    def read(self, given: Any, where: str) -> Expression:
        if isinstance(given, list) and not all(isinstance(part, str) and len(part) == 1 for part in given):
            parts = tuple(self.read(part, f"{where}[{number}]") for number, part in enumerate(given))
            return parts[0] if len(parts) == 1 else Or(parts)
        letters = "".join(given) if isinstance(given, list) else given
        if not isinstance(letters, str) or not set(letters.upper()) <= {"Y", "N", "-"}:
            raise ModelError(f"{where}: {given!r} is no pattern; write one of Y, N, - for each option")
        if len(letters) != len(self._ids):
            raise ModelError(f"{where}: {letters!r} has {len(letters)} letters for {len(self._ids)} options; write one of Y, N, - for each")
        parts = tuple(
            Taken(option) if letter == "Y" else Not(Taken(option))
            for option, letter in zip(self._ids, letters.upper(), strict=True)
            if letter != "-"
        )
        if not parts:
            # A pattern of dashes fits every state.
            return Or((Taken(self._ids[0]), Not(Taken(self._ids[0]))))
        return parts[0] if len(parts) == 1 else And(parts)


@dataclass(slots=True)
class _Numbers:
    """The feasible states in the order of the file's numbers, and these numbers."""

    states: list[int]
    numbers: list[int]

    def __init__(self, model: Model, ids: Sequence[str]) -> None:
        feasible = model.feasible_states()
        numbers = np.zeros_like(feasible)
        for place, option in enumerate(ids):
            numbers |= (feasible >> model.space.bits[option] & 1) << place
        order = np.argsort(numbers, kind="stable")
        self.states, self.numbers = feasible[order].tolist(), numbers[order].tolist()


def _preferences(
    model: Model, place: int, entry: Mapping[str, Any], reader: _Patterns, states: _Numbers, *, is_manual: bool
) -> Preferences:
    where = f"decisionMakers[{place}] ({model.decision_makers[place].name})"
    patterns = reader.all(entry.get("preferences"), f"{where}.preferences")
    if patterns and not is_manual:
        return Prioritization(tuple(Statement(expression) for expression in patterns))
    if entry.get("preferenceRanking"):
        return _ranking(model, place, entry["preferenceRanking"], states, f"{where}.preferenceRanking")
    if entry.get("payoffs"):
        values = as_list(entry["payoffs"], f"{where}.payoffs", "list one number for each feasible state")
        if len(values) != len(states.states):
            raise ModelError(f"{where}.payoffs: there are {len(values)} for {len(states.states)} feasible states; give one number for each")
        by_state = dict(zip(states.states, values, strict=True))
        return Payoffs(tuple(by_state[state] for state in sorted(by_state)))
    if is_manual:
        raise ModelError(f"{where}.preferenceRanking: it is missing, though useManualPreferenceRanking is set; give it, or payoffs")
    return Prioritization()


def _ranking(model: Model, place: int, given: Any, states: _Numbers, where: str) -> Ranking:
    groups = [entry if isinstance(entry, list) else [entry] for entry in as_list(given, where, "list the states, best first")]
    seen: set[int] = set()
    for rank, group in enumerate(groups):
        for number in group:
            if not isinstance(number, int) or isinstance(number, bool):
                raise ModelError(f"{where}[{rank}]: {number!r} is no number of a state")
            if number in seen:
                raise ModelError(f"{where}[{rank}]: the state {number} is ranked twice: the ranking is cyclic; rank it once")
            seen.add(number)
    hidden = model.misperceived(place)
    needed = {state for state in states.states if hidden is None or not hidden[state]}
    readings = []
    for numbers in (states.numbers, range(1, len(states.states) + 1)):
        named = dict(zip(numbers, states.states, strict=True))
        if seen <= set(named) and needed <= {named[number] for number in seen}:
            ranked = tuple(tuple(named[number] for number in group) for group in groups if group)
            missing = tuple(sorted(set(states.states) - {state for group in ranked for state in group}))
            readings.append((*ranked, missing) if missing else ranked)
    if not readings:
        count, listed = len(states.states), ", ".join(str(number) for number in states.numbers[:8])
        more = ", …" if count > 8 else ""
        raise ModelError(f"{where}: it must rank all {count} feasible states, by their numbers ({listed}{more}) or as 1 to {count}")
    if readings[0] != readings[-1]:
        raise ModelError(f"{where}: its numbers can be read two ways, for it leaves out misperceived states; rank these too")
    return Ranking(readings[0])


def _coalitions(given: Any, names: Sequence[str]) -> str:
    """Say in words which coalitions a file names."""
    told = []
    for number, entry in enumerate([] if given is None else as_list(given, "coalitions", "list the members of each")):
        members = as_list(entry if isinstance(entry, list) else [entry], f"coalitions[{number}]", "")
        for member in members:
            known = isinstance(member, str) and member in names
            if not known and not (isinstance(member, int) and not isinstance(member, bool) and 0 <= member < len(names)):
                raise ModelError(f"coalitions[{number}]: there is no decision maker {member!r}; there are: {', '.join(names)}")
        if len(members) > 1:
            told.append(" and ".join(member if isinstance(member, str) else names[member] for member in members))
    return f"Coalitions named in the file: {'; '.join(told)}." if told else ""
