"""The one schema of model files, read from plain values (`detente.conflict.writing` writes them back).

Option form::

    name = "..."                       # what the conflict is called
    source = "..."                     # credits (optional); note = "..." likewise
    status_quo = ["strike"]            # options taken now; or a state number, or a pattern "NYNN";
                                       # or a table: taken = [...], evidence = [...], assumed = true, note = "..."
    [[decision_makers]]
    name = "US"
    actors = ["USA"]                   # codes of the actors it stands for (optional)
    options = ["strike"]               # or tables, next line
    [[decision_makers.options]]
    id = "strike"                      # made from the name where it is left out
    name = "nuclear strike"
    direction = "taken-once"           # both (default), taken-once, given-up-once, fixed
    [[decision_makers.preferences]]    # or a list of strings; most important first
    statement = "not strike"
    [[conditions]]
    infeasible = "strike and withdraw" # or exclusive = ["a", "b"]; or if = "a", then = "b"

Instead of ``preferences`` a decision maker may have ``ranking`` (states best first, ties as inner lists) or ``payoffs`` (one number for
each feasible state in ascending order of numbers, or a table from state to number).

Explicit form: ``states`` (labels), ``moves`` (a table from decision maker to arcs ``[from, to]``), ``decision_makers`` (names, or tables
with ``ranking`` or ``payoffs``), or one table ``payoffs`` from decision maker to numbers; ``status_quo`` is a label. The fields
``options`` and those that begin with ``expected`` are information for readers there, and are passed over.

Every table of a decision maker, option, statement, condition or the status quo may carry ``evidence`` (a list of identifiers or
quotations), ``assumed`` and ``note``. A field the schema does not know is an error, so that a slip of the pen is not lost.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from detente.conflict.logic import Expression, parse_statement
from detente.conflict.model import Arcs, DecisionMaker, Model
from detente.conflict.naming import option_names
from detente.conflict.options import Condition, ConditionKind, Direction, Option, Provenance
from detente.conflict.preferences import Payoffs, Preferences, Prioritization, Ranking, Statement
from detente.errors import ModelError, StatementSyntaxError

_PROVENANCE = ("evidence", "assumed", "note")


def model_from_dict(plain: Any) -> Model:
    """Make a model from plain values.

    Raises
    ------
    ModelError
        Naming the field, what is wrong with it, and what would be right.
    """
    table = _table(plain, "the model")
    return _explicit(table) if "states" in table else _by_options(table)


def _by_options(table: Mapping[str, Any]) -> Model:
    _only(table, "the model", ("name", "source", "note", "status_quo", "decision_makers", "conditions"))
    entries = [
        _table(entry, f"decision_makers[{place}]")
        for place, entry in enumerate(_list(table.get("decision_makers"), "decision_makers", "list the decision makers"))
    ]
    names = [_text(entry, "name", f"decision_makers[{place}]", needed=True) for place, entry in enumerate(entries)]
    owned = _options(entries, names)
    # Refuses missing and repeated names and options before statements are read that speak of them.
    Model(_name(table), tuple(DecisionMaker(name, own) for name, own in zip(names, owned, strict=True)))
    known = option_names([(owner, option) for owner, own in zip(names, owned, strict=True) for option in own])
    makers = tuple(
        DecisionMaker(
            names[place],
            owned[place],
            _statements(entry, f"decision_makers[{place}] ({names[place]})", known),
            _texts(entry.get("actors", []), f"decision_makers[{place}] ({names[place]}).actors"),
            _provenance(entry, f"decision_makers[{place}] ({names[place]})"),
        )
        for place, entry in enumerate(entries)
    )
    for place, entry in enumerate(entries):
        allowed = ("name", "actors", "options", "preferences", "ranking", "payoffs", *_PROVENANCE)
        _only(entry, f"decision_makers[{place}] ({names[place]})", allowed)
    conditions = tuple(
        _condition(entry, f"conditions[{place}]", known) for place, entry in enumerate(_list(table.get("conditions", []), "conditions", ""))
    )
    bare = Model(_name(table), makers, conditions, source=_text(table, "source", ""), note=_text(table, "note", ""))
    return _with_states(bare, entries, table)


def _explicit(table: Mapping[str, Any]) -> Model:
    known = ("name", "source", "note", "status_quo", "decision_makers", "states", "moves", "payoffs", "options")
    _only(table, "the model", (*known, *(key for key in table if key.startswith("expected"))))
    labels = tuple(str(label) for label in _list(table["states"], "states", "list the labels of the states"))
    listed = _list(table.get("decision_makers"), "decision_makers", "list the decision makers")
    entries = [
        {"name": entry} if isinstance(entry, str) else _table(entry, f"decision_makers[{place}]") for place, entry in enumerate(listed)
    ]
    names = [_text(entry, "name", f"decision_makers[{place}]", needed=True) for place, entry in enumerate(entries)]
    shared = _table(table.get("payoffs", {}), "payoffs")
    _only(shared, "payoffs", names)
    for name, entry in zip(names, entries, strict=True):
        _only(entry, f"decision_makers ({name})", ("name", "actors", "ranking", "payoffs", *_PROVENANCE))
        if name in shared:
            entry.setdefault("payoffs", shared[name])
    moves = _table(table.get("moves"), "moves")
    _only(moves, "moves", names)
    places = {label: place for place, label in enumerate(labels)}
    makers = tuple(
        DecisionMaker(
            name,
            (),
            Prioritization(),
            _texts(entry.get("actors", []), f"decision_makers ({name}).actors"),
            _provenance(entry, f"decision_makers ({name})"),
        )
        for name, entry in zip(names, entries, strict=True)
    )
    Model(_name(table), makers, (), labels, tuple(() for _ in names))
    arcs = tuple(_arcs(moves.get(name), places, f"moves.{name}") for name in names)
    bare = Model(_name(table), makers, (), labels, arcs, source=_text(table, "source", ""), note=_text(table, "note", ""))
    return _with_states(bare, entries, table)


def _with_states(bare: Model, entries: Sequence[Mapping[str, Any]], table: Mapping[str, Any]) -> Model:
    """Add what names states, which only a model that knows its states can read."""
    makers = []
    for place, (maker, entry) in enumerate(zip(bare.decision_makers, entries, strict=True)):
        where = f"decision_makers[{place}] ({maker.name})"
        given = [key for key in ("preferences", "ranking", "payoffs") if key in entry]
        if len(given) != 1:
            problem = f"{' and '.join(given)} are given together; keep one" if given else "preferences are missing"
            hint = "" if given else "; give preferences (statements), a ranking or payoffs"
            raise ModelError(f"{where}: {problem}{hint}")
        preferences: Preferences = maker.preferences
        if "ranking" in entry:
            preferences = _ranking(bare, entry["ranking"], f"{where}.ranking")
        elif "payoffs" in entry:
            preferences = _payoffs(bare, entry["payoffs"], f"{where}.payoffs")
        makers.append(DecisionMaker(maker.name, maker.options, preferences, maker.actors, maker.provenance))
    state, provenance = _status_quo(bare, table.get("status_quo"))
    return Model(bare.name, tuple(makers), bare.conditions, bare.states, bare.moves, state, provenance, source=bare.source, note=bare.note)


def _options(entries: Sequence[Mapping[str, Any]], names: Sequence[str]) -> list[tuple[Option, ...]]:
    used: set[str] = set()
    for entry in entries:
        used |= {option["id"] for option in entry.get("options", []) if isinstance(option, dict) and isinstance(option.get("id"), str)}
    owned = []
    for place, (entry, owner) in enumerate(zip(entries, names, strict=True)):
        own = []
        where = f"decision_makers[{place}] ({owner}).options"
        for number, given in enumerate(_list(entry.get("options", []), where, "list its options")):
            option = _option(given, f"{where}[{number}]", owner, used)
            used.add(option.id)
            own.append(option)
        owned.append(tuple(own))
    return owned


def _option(given: Any, where: str, owner: str, used: set[str]) -> Option:
    entry = {"name": given} if isinstance(given, str) else _table(given, where)
    _only(entry, where, ("id", "name", "direction", *_PROVENANCE))
    name = _text(entry, "name", where) or _text(entry, "id", where)
    if not name.strip():
        raise ModelError(f"{where}: the option has neither name nor id; give it a name")
    option_id = _text(entry, "id", where) or _new_id(name, owner, used)
    try:
        direction = Direction(entry.get("direction", "both"))
    except ValueError:
        choices = ", ".join(Direction)
        raise ModelError(f"{where}.direction: {entry['direction']!r} is none of {choices}") from None
    return Option(option_id, name, direction, _provenance(entry, where))


def _new_id(name: str, owner: str, used: set[str]) -> str:
    plain = re.sub(r"[^\w]+", "-", name.lower()).strip("-") or "option"
    candidate = plain if plain not in used else re.sub(r"[^\w]+", "-", f"{owner} {name}".lower()).strip("-")
    number = 2
    while candidate in used:
        candidate = f"{plain}-{number}"
        number += 1
    return candidate


def _statements(entry: Mapping[str, Any], where: str, known: Mapping[str, str]) -> Prioritization:
    statements = []
    for place, given in enumerate(_list(entry.get("preferences", []), f"{where}.preferences", "list its preference statements")):
        here = f"{where}.preferences[{place}]"
        fields = {"statement": given} if isinstance(given, str) else _table(given, here)
        _only(fields, here, ("statement", *_PROVENANCE))
        expression = _expression(_text(fields, "statement", here, needed=True), f"{here}.statement", known)
        statements.append(Statement(expression, _provenance(fields, here)))
    return Prioritization(tuple(statements))


def _expression(text: Any, where: str, known: Mapping[str, str]) -> Expression:
    if not isinstance(text, str):
        raise ModelError(f"{where}: {text!r} is no text; write a statement over options")
    try:
        return parse_statement(text, known)
    except StatementSyntaxError as error:
        raise StatementSyntaxError(f"{where}: {error}") from None


def _condition(given: Any, where: str, known: Mapping[str, str]) -> Condition:
    entry = {"infeasible": given} if isinstance(given, str) else _table(given, where)
    _only(entry, where, ("infeasible", "exclusive", "if", "then", *_PROVENANCE))
    provenance = _provenance(entry, where)
    forms = [key for key in ("infeasible", "exclusive", "if") if key in entry]
    if len(forms) != 1 or ("if" in entry) != ("then" in entry):
        raise ModelError(f'{where}: give one of infeasible = "..."; exclusive = [...]; if = "..." with then = "..."')
    if "infeasible" in entry:
        return Condition(ConditionKind.INFEASIBLE, (_expression(entry["infeasible"], f"{where}.infeasible", known),), provenance)
    if "if" in entry:
        parts = tuple(_expression(entry[key], f"{where}.{key}", known) for key in ("if", "then"))
        return Condition(ConditionKind.IMPLIES, parts, provenance)
    listed = _list(entry["exclusive"], f"{where}.exclusive", "list at least two options")
    if len(listed) < 2:
        raise ModelError(f"{where}.exclusive: list at least two options or statements that exclude each other")
    parts = tuple(_expression(part, f"{where}.exclusive[{place}]", known) for place, part in enumerate(listed))
    return Condition(ConditionKind.EXCLUSIVE, parts, provenance)


def _arcs(given: Any, places: Mapping[str, int], where: str) -> Arcs:
    arcs = []
    for place, arc in enumerate(_list(given, where, "list its arcs, an empty list if it has none")):
        if not isinstance(arc, list | tuple) or len(arc) != 2:
            raise ModelError(f"{where}[{place}]: {arc!r} is no arc; write [from, to]")
        ends = [str(end) for end in arc]
        for end in ends:
            if end not in places:
                near = difflib.get_close_matches(end, list(places)[:1000], n=1)
                raise ModelError(f"{where}[{place}]: there is no state {end!r}{f'; is {near[0]!r} meant?' if near else ''}")
        arcs.append((places[ends[0]], places[ends[1]]))
    return tuple(arcs)


def _ranking(model: Model, given: Any, where: str) -> Ranking:
    groups = []
    for place, entry in enumerate(_list(given, where, "list the states, best first")):
        members = entry if isinstance(entry, list) else [entry]
        groups.append(tuple(model.find_state(member, f"{where}[{place}]") for member in members))
    return Ranking(tuple(groups))


def _payoffs(model: Model, given: Any, where: str) -> Payoffs:
    if isinstance(given, list | tuple):
        return Payoffs(tuple(given))
    by_state = {model.find_state(state, f"{where}.{state}"): value for state, value in _table(given, where).items()}
    feasible = [int(state) for state in model.feasible_states()]
    missing = [state for state in feasible if state not in by_state]
    if missing:
        raise ModelError(f"{where}: the state {model.label(missing[0])!r} has none; give one for every feasible state")
    return Payoffs(tuple(by_state[state] for state in feasible))


def _status_quo(model: Model, given: Any) -> tuple[int | None, Provenance]:
    if given is None:
        return None, Provenance()
    if not isinstance(given, dict):
        return model.find_state(given, "status_quo"), Provenance()
    _only(given, "status_quo", ("taken", "state", *_PROVENANCE))
    named = given.get("taken", given.get("state"))
    if named is None:
        raise ModelError("status_quo: it names no state; give taken = [options taken now]")
    return model.find_state(named, "status_quo"), _provenance(given, "status_quo")


def _name(table: Mapping[str, Any]) -> str:
    return _text(table, "name", "") or "unnamed model"


def _provenance(entry: Mapping[str, Any], where: str) -> Provenance:
    assumed = entry.get("assumed", False)
    if not isinstance(assumed, bool):
        raise ModelError(f"{where}.assumed: {assumed!r} is neither true nor false")
    return Provenance(_texts(entry.get("evidence", []), f"{where}.evidence"), assumed, _text(entry, "note", where))


def _table(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ModelError(f"{where}: {'it is missing' if value is None else 'it is no table'}; write a table of fields")
    return dict(value)


def _list(value: Any, where: str, hint: str) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise ModelError(f"{where}: {'it is missing' if value is None else 'it is no list'}; {hint or 'write a list'}")
    return list(value)


def _text(entry: Mapping[str, Any], key: str, where: str, *, needed: bool = False) -> str:
    value = entry.get(key, "")
    place = f"{where}.{key}" if where else key
    if not isinstance(value, str):
        raise ModelError(f"{place}: {value!r} is no text; put it in quotation marks")
    if needed and not value.strip():
        raise ModelError(f"{place}: it is missing; give it")
    return value


def _texts(value: Any, where: str) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else _list(value, where, "write a list of texts")
    for place, text in enumerate(listed):
        if not isinstance(text, str):
            raise ModelError(f"{where}[{place}]: {text!r} is no text; put it in quotation marks")
    return tuple(listed)


def _only(entry: Mapping[str, Any], where: str, allowed: Sequence[str]) -> None:
    for key in entry:
        if key not in allowed:
            near = difflib.get_close_matches(str(key), list(allowed), n=1)
            hint = f"is {near[0]!r} meant?" if near else f"it may be: {', '.join(allowed)}"
            raise ModelError(f"{where}: the field {key!r} is unknown; {hint}")
