"""The one schema of model files, read from plain values (`detente.conflict.writing` writes them back).

Option form::

    name = "..."                       # what the conflict is called
    source = "..."                     # credits (optional); note = "..." likewise
    status_quo = ["strike"]            # options taken now; or a state number, or a pattern "NYNN";
                                       # or a table: taken = [...], date = "2023-04-16" (as of which day),
                                       # evidence = [...], assumed = true, note = "..."
    [[decision_makers]]
    name = "US"
    actors = ["USA"]                   # codes of the actors it stands for (optional)
    options = ["strike"]               # or tables, next line
    [[decision_makers.options]]
    id = "strike"                      # made from the name where it is left out
    name = "nuclear strike"
    direction = "taken-once"           # both (default), taken-once, given-up-once, fixed
    held = "not taken"                 # it stays so, or "taken", and is no choice: no statement may speak of it (optional)
    course = "attack"                  # the course of action it is (optional; see `detente watch`); "not ..." where taking it ends one
    [[decision_makers.options]]
    id = "alert"                       # an option with several levels: statements say alert=raised, or alert>=raised (at least that)
    levels = ["normal", "raised", "war footing"]  # the first holds where nothing is done; or tables with name, direction, evidence, ...
    ordered = true                     # true (default): a level includes those before it; false: they only exclude each other
    [[decision_makers.preferences]]    # or a list of strings; most important first
    statement = "not strike"
    [[conditions]]
    infeasible = "strike and withdraw" # or exclusive = ["a", "b"]; or if = "a", then = "b"

A decision maker that does not see some states as they are has ``misperceived = ["strike and withdraw"]``: in the states in which such a
statement holds (explicit form: in the states of these labels) it neither moves in nor out. An option of several levels stands for binary
options, one for each level but the first, and brings its own conditions with it (see `detente.conflict.levels`); these are not listed.

Preference may be uncertain, or strong, in part (see `detente.conflict.relations`)::

    uncertain = ["withdraw"]           # statements of unknown importance; or pairs [s, t]: it is unknown which of two states is preferred
    strong = 1                         # so many of the first statements weigh much more than the rest; with payoffs, so large a difference
                                       # is strong; or pairs of states [better, worse], the first much preferred to the second

Instead of ``preferences`` a decision maker may have ``ranking`` (states best first, ties as inner lists) or ``payoffs`` (one number for
each feasible state in ascending order of numbers, or a table from state to number).

Explicit form: ``states`` (labels), ``moves`` (a table from decision maker to arcs ``[from, to]``), ``decision_makers`` (names, or tables
with ``ranking`` or ``payoffs``), or one table ``payoffs`` from decision maker to numbers; ``status_quo`` is a label. The fields
``options`` and those that begin with ``expected`` are information for readers there, and are passed over.

Every table of a decision maker, option, statement, condition or the status quo may carry ``evidence`` (a list of identifiers or
quotations), ``assumed`` and ``note``; a statement also ``account``, in whose accounts it is told: any of "own words", "opponent", "third
party", "outlets", "opinion pieces". A field the schema does not know is an error, so that a slip of the pen is not lost.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from detente.conflict.fields import PROVENANCE, as_list, as_table, as_texts, only_fields, provenance_field, text_field
from detente.conflict.levels import implied_conditions, level_names
from detente.conflict.logic import Expression, parse_statement
from detente.conflict.model import Arcs, DecisionMaker, Model
from detente.conflict.naming import option_names
from detente.conflict.option_schema import read_options
from detente.conflict.options import Condition, ConditionKind, Provenance
from detente.conflict.preferences import Payoffs, Preferences, Prioritization, Ranking, Statement
from detente.conflict.relations import RELATION_FIELDS, check_strength, read_relations
from detente.errors import ModelError, StatementSyntaxError


def model_from_dict(plain: Any) -> Model:
    """Make a model from plain values.

    Raises
    ------
    ModelError
        Naming the field, what is wrong with it, and what would be right.
    """
    table = as_table(plain, "the model")
    return _explicit(table) if "states" in table else _by_options(table)


def _by_options(table: Mapping[str, Any]) -> Model:
    only_fields(table, "the model", ("name", "source", "note", "status_quo", "decision_makers", "conditions"))
    entries = [
        as_table(entry, f"decision_makers[{place}]")
        for place, entry in enumerate(as_list(table.get("decision_makers"), "decision_makers", "list the decision makers"))
    ]
    names = [text_field(entry, "name", f"decision_makers[{place}]", needed=True) for place, entry in enumerate(entries)]
    owned = read_options(entries, names)
    # Refuses missing and repeated names and options before statements are read that speak of them.
    Model(_name(table), tuple(DecisionMaker(name, own.options, held=own.held) for name, own in zip(names, owned, strict=True)))
    known: dict[str, str | Expression] = {}
    known |= option_names([(owner, held.option) for owner, own in zip(names, owned, strict=True) for held in own.held])
    known |= level_names([(owner, option) for owner, own in zip(names, owned, strict=True) for option in own.levelled])
    known |= option_names([(owner, option) for owner, own in zip(names, owned, strict=True) for option in own.options])
    makers = tuple(
        DecisionMaker(
            names[place],
            owned[place].options,
            Prioritization(_statements(entry, "preferences", f"decision_makers[{place}] ({names[place]})", known)),
            as_texts(entry.get("actors", []), f"decision_makers[{place}] ({names[place]}).actors"),
            provenance_field(entry, f"decision_makers[{place}] ({names[place]})"),
            owned[place].levelled,
            _statements(entry, "misperceived", f"decision_makers[{place}] ({names[place]})", known),
            held=owned[place].held,
        )
        for place, entry in enumerate(entries)
    )
    for place, entry in enumerate(entries):
        allowed = ("name", "actors", "options", "preferences", "ranking", "payoffs", "misperceived", *RELATION_FIELDS, *PROVENANCE)
        only_fields(entry, f"decision_makers[{place}] ({names[place]})", allowed)
    listed = as_list(table.get("conditions", []), "conditions", "")
    conditions = tuple(_condition(entry, f"conditions[{place}]", known) for place, entry in enumerate(listed))
    implied = implied_conditions(makers)
    stated = tuple(condition for condition in conditions if condition not in implied)
    bare = Model(_name(table), makers, (*stated, *implied), source=text_field(table, "source", ""), note=text_field(table, "note", ""))
    return _with_states(bare, entries, table, known)


def _explicit(table: Mapping[str, Any]) -> Model:
    known = ("name", "source", "note", "status_quo", "decision_makers", "states", "moves", "payoffs", "options")
    only_fields(table, "the model", (*known, *(key for key in table if key.startswith("expected"))))
    labels = tuple(str(label) for label in as_list(table["states"], "states", "list the labels of the states"))
    listed = as_list(table.get("decision_makers"), "decision_makers", "list the decision makers")
    entries = [
        {"name": entry} if isinstance(entry, str) else as_table(entry, f"decision_makers[{place}]") for place, entry in enumerate(listed)
    ]
    names = [text_field(entry, "name", f"decision_makers[{place}]", needed=True) for place, entry in enumerate(entries)]
    shared = as_table(table.get("payoffs", {}), "payoffs")
    only_fields(shared, "payoffs", names)
    for place, (name, entry) in enumerate(zip(names, entries, strict=True)):
        allowed = ("name", "actors", "ranking", "payoffs", "misperceived", *RELATION_FIELDS, *PROVENANCE)
        only_fields(entry, f"decision_makers[{place}] ({name})", allowed)
        if name in shared:
            entry.setdefault("payoffs", shared[name])
    moves = as_table(table.get("moves"), "moves")
    only_fields(moves, "moves", names)
    places = {label: place for place, label in enumerate(labels)}
    makers = tuple(
        DecisionMaker(
            name,
            (),
            Prioritization(),
            as_texts(entry.get("actors", []), f"decision_makers[{place}] ({name}).actors"),
            provenance_field(entry, f"decision_makers[{place}] ({name})"),
        )
        for place, (name, entry) in enumerate(zip(names, entries, strict=True))
    )
    Model(_name(table), makers, (), labels, tuple(() for _ in names))
    arcs = tuple(_arcs(moves.get(name), places, f"moves.{name}") for name in names)
    bare = Model(_name(table), makers, (), labels, arcs, source=text_field(table, "source", ""), note=text_field(table, "note", ""))
    return _with_states(bare, entries, table, {})


def _with_states(
    bare: Model, entries: Sequence[Mapping[str, Any]], table: Mapping[str, Any], known: Mapping[str, str | Expression]
) -> Model:
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
        misperceived = maker.misperceived
        if not bare.is_option_form:
            labels = as_list(entry.get("misperceived", []), f"{where}.misperceived", "list the labels of the states")
            misperceived = tuple(bare.find_state(label, f"{where}.misperceived[{number}]") for number, label in enumerate(labels))
        relations = read_relations(bare, entry, where, lambda given, here: _statement(given, here, known))
        makers.append(replace(maker, preferences=preferences, misperceived=misperceived, relations=relations))
    state, provenance, day = _status_quo(bare, table.get("status_quo"))
    model = replace(bare, decision_makers=tuple(makers), status_quo=state, status_quo_provenance=provenance, status_quo_date=day)
    # Contradictory conditions are an error of the file, also where nothing in it names a state.
    model.feasible_states()
    for place in range(len(makers)):
        check_strength(model, place)
    return model


def _statements(entry: Mapping[str, Any], key: str, where: str, known: Mapping[str, str | Expression]) -> tuple[Statement, ...]:
    listed = as_list(entry.get(key, []), f"{where}.{key}", "list statements over options")
    return tuple(_statement(given, f"{where}.{key}[{place}]", known) for place, given in enumerate(listed))


def _statement(given: Any, where: str, known: Mapping[str, str | Expression]) -> Statement:
    fields = {"statement": given} if isinstance(given, str) else as_table(given, where)
    only_fields(fields, where, ("statement", *PROVENANCE, "account"))
    expression = _expression(text_field(fields, "statement", where, needed=True), f"{where}.statement", known)
    return Statement(expression, provenance_field(fields, where))


def _expression(text: Any, where: str, known: Mapping[str, str | Expression]) -> Expression:
    if not isinstance(text, str):
        raise ModelError(f"{where}: {text!r} is no text; write a statement over options")
    try:
        return parse_statement(text, known)
    except StatementSyntaxError as error:
        raise StatementSyntaxError(f"{where}: {error}") from None


def _condition(given: Any, where: str, known: Mapping[str, str | Expression]) -> Condition:
    entry = {"infeasible": given} if isinstance(given, str) else as_table(given, where)
    only_fields(entry, where, ("infeasible", "exclusive", "if", "then", *PROVENANCE))
    provenance = provenance_field(entry, where)
    forms = [key for key in ("infeasible", "exclusive", "if") if key in entry]
    if len(forms) != 1 or ("if" in entry) != ("then" in entry):
        raise ModelError(f'{where}: give one of infeasible = "..."; exclusive = [...]; if = "..." with then = "..."')
    if "infeasible" in entry:
        return Condition(ConditionKind.INFEASIBLE, (_expression(entry["infeasible"], f"{where}.infeasible", known),), provenance)
    if "if" in entry:
        parts = tuple(_expression(entry[key], f"{where}.{key}", known) for key in ("if", "then"))
        return Condition(ConditionKind.IMPLIES, parts, provenance)
    listed = as_list(entry["exclusive"], f"{where}.exclusive", "list at least two options")
    if len(listed) < 2:
        raise ModelError(f"{where}.exclusive: list at least two options or statements that exclude each other")
    parts = tuple(_expression(part, f"{where}.exclusive[{place}]", known) for place, part in enumerate(listed))
    return Condition(ConditionKind.EXCLUSIVE, parts, provenance)


def _arcs(given: Any, places: Mapping[str, int], where: str) -> Arcs:
    arcs = []
    for place, arc in enumerate(as_list(given, where, "list its arcs, an empty list if it has none")):
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
    listed = as_list(given, where, "list the states, best first")
    if model.is_option_form and set(map(type, listed)) == {int}:
        numbers = np.asarray(listed)
        if numbers.dtype.kind == "i" and numbers.min() >= 0 and numbers.max() < model.size and model.space.feasible[numbers].all():
            # Long rankings by number are common, and naming each state would take most of the time.
            return Ranking(tuple(zip(listed)))
    groups = []
    for place, entry in enumerate(listed):
        members = entry if isinstance(entry, list) else [entry]
        groups.append(tuple(model.find_state(member, f"{where}[{place}]") for member in members))
    return Ranking(tuple(groups))


def _payoffs(model: Model, given: Any, where: str) -> Payoffs:
    if isinstance(given, list | tuple):
        return Payoffs(tuple(given))
    by_state = {model.find_state(state, f"{where}.{state}"): value for state, value in as_table(given, where).items()}
    feasible = [int(state) for state in model.feasible_states()]
    missing = [state for state in feasible if state not in by_state]
    if missing:
        raise ModelError(f"{where}: the state {model.label(missing[0])!r} has none; give one for every feasible state")
    return Payoffs(tuple(by_state[state] for state in feasible))


def _status_quo(model: Model, given: Any) -> tuple[int | None, Provenance, str | None]:
    if given is None:
        return None, Provenance(), None
    if not isinstance(given, dict):
        return model.find_state(given, "status_quo"), Provenance(), None
    only_fields(given, "status_quo", ("taken", "state", "date", *PROVENANCE))
    named = given.get("taken", given.get("state"))
    if named is None:
        raise ModelError("status_quo: it names no state; give taken = [options taken now]")
    return model.find_state(named, "status_quo"), provenance_field(given, "status_quo"), _day(given.get("date"), "status_quo.date")


def _day(given: Any, where: str) -> str | None:
    """Read a day, a date of TOML or a text; None where none is given."""
    if given is None:
        return None
    try:
        day = given if type(given) is date else date.fromisoformat(given)
        if day.isoformat() != str(given):
            raise ValueError
    except (TypeError, ValueError):
        raise ModelError(f"{where}: {given!r} is no day; write it as \"2023-04-16\"") from None
    return day.isoformat()


def _name(table: Mapping[str, Any]) -> str:
    return text_field(table, "name", "") or "unnamed model"
