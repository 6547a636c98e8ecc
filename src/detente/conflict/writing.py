"""Models written back: as plain values, canonical JSON, and TOML a person can edit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from detente.conflict.levels import LevelOption, stated_conditions
from detente.conflict.model import DecisionMaker, Model
from detente.conflict.naming import state_tokens
from detente.conflict.options import Condition, ConditionKind, Option, Provenance
from detente.conflict.preferences import Payoffs, Prioritization, Ranking, Statement
from detente.conflict.relations import relations_to_plain


def model_to_dict(model: Model) -> dict[str, Any]:
    """Give a model as plain values; `model_from_dict` makes the same model again."""
    plain: dict[str, Any] = {"name": model.name}
    plain |= {key: value for key, value in (("source", model.source), ("note", model.note)) if value}
    if model.status_quo is not None:
        plain["status_quo"] = _status_quo_to_plain(model)
    if not model.is_option_form:
        plain["states"] = list(model.states)
        plain["moves"] = {
            maker.name: [[model.states[a], model.states[b]] for a, b in arcs]
            for maker, arcs in zip(model.decision_makers, model.moves, strict=True)
        }
    plain["decision_makers"] = [_maker_to_plain(model, maker) for maker in model.decision_makers]
    if conditions := stated_conditions(model):
        plain["conditions"] = [_condition_to_plain(condition) for condition in conditions]
    return plain


def canonical_json(plain: Any) -> str:
    """Write plain values as JSON in one way only: the same values give the same bytes.

    Examples
    --------
    >>> canonical_json({"b": 1, "a": [True, "é"]})
    '{"a":[true,"é"],"b":1}'
    """
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def to_toml(model: Model) -> str:
    """Write a model as TOML, laid out for a person to read and edit; `parse_model` reads it back.

    Examples
    --------
    >>> from detente.conflict.model import Model
    >>> model = Model.from_dict({"name": "one", "decision_makers": [{"name": "A", "options": ["go"], "preferences": ["not go"]}]})
    >>> print(to_toml(model))
    name = "one"
    <BLANKLINE>
    [[decision_makers]]
    name = "A"
    preferences = [
        "not go",
    ]
    <BLANKLINE>
    [[decision_makers.options]]
    id = "go"
    name = "go"
    direction = "both"
    <BLANKLINE>
    """
    plain = model_to_dict(model)
    makers, conditions = plain.pop("decision_makers"), plain.pop("conditions", [])
    status_quo, moves = plain.pop("status_quo", None), plain.pop("moves", {})
    lines = [*_fields(plain)]
    if status_quo is not None and not isinstance(status_quo, dict):
        lines.append(f"status_quo = {_value(status_quo)}")
    if isinstance(status_quo, dict):
        lines += ["", "[status_quo]", *_fields(status_quo)]
    if moves:
        lines += ["", "[moves]", *(line for name, arcs in moves.items() for line in _block(_value(name), map(_value, arcs)))]
    for maker in makers:
        lines += _maker_lines(model, maker)
    for condition in conditions:
        lines += ["", "[[conditions]]", *_fields(condition)]
    return "\n".join(lines) + "\n"


def _maker_lines(model: Model, maker: dict[str, Any]) -> list[str]:
    options, preferences = maker.pop("options", []), maker.pop("preferences", None)
    ranking, payoffs = maker.pop("ranking", None), maker.pop("payoffs", None)
    lines = ["", "[[decision_makers]]", *_fields(maker)]
    told = any(isinstance(statement, dict) for statement in preferences or [])
    if preferences is not None and not told:
        lines += _block("preferences", map(_value, preferences))
    if ranking is not None:
        lines += _ranking_lines(model, ranking)
    if payoffs is not None:
        lines.append(f"payoffs = {_value(payoffs)}")
    for option in options:
        lines += ["", "[[decision_makers.options]]", *_fields(option)]
    if told:
        for statement in preferences:
            fields = statement if isinstance(statement, dict) else {"statement": statement}
            lines += ["", "[[decision_makers.preferences]]", *_fields(fields)]
    return lines


def _ranking_lines(model: Model, ranking: list[Any]) -> list[str]:
    """Write a ranking, best first; patterns of options are explained in comments."""
    lines = ["ranking = ["]
    for group in ranking:
        members = group if isinstance(group, list) else [group]
        labels = " = ".join(model.label(model.find_state(member)) for member in members) if model.is_option_form else ""
        lines.append(f"    {_value(group)},{f'  # {labels}' if labels else ''}")
    return [*lines, "]"]


def _block(key: str, entries: Iterable[str]) -> list[str]:
    listed = [f"    {entry}," for entry in entries]
    return [f"{key} = [", *listed, "]"] if listed else [f"{key} = []"]


def _fields(fields: Mapping[str, Any]) -> list[str]:
    lines: list[str] = []
    for key, value in fields.items():
        if key == "evidence" or (isinstance(value, list) and len(value) > 8):
            lines += _block(key, map(_value, value))
        else:
            lines.append(f"{key} = {_value(value)}")
    return lines


def _value(value: Any) -> str:
    """Write one value; JSON's text form is TOML's too, but for the delete character."""
    if isinstance(value, list):
        return f"[{', '.join(_value(entry) for entry in value)}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_value(entry)}' for key, entry in value.items())} }}"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _told(provenance: Provenance) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if provenance.evidence:
        fields["evidence"] = list(provenance.evidence)
    if provenance.assumed:
        fields["assumed"] = True
    if provenance.account:
        fields["account"] = [account.value for account in provenance.account]
    if provenance.note:
        fields["note"] = provenance.note
    return fields


def _reference(model: Model, state: int) -> Any:
    return model.pattern(state) if model.is_option_form else model.states[state]


def _status_quo_to_plain(model: Model) -> Any:
    state = model.status_quo or 0
    named = state_tokens(model, state) if model.is_option_form else model.states[state]
    told = ({"date": model.status_quo_date} if model.status_quo_date else {}) | _told(model.status_quo_provenance)
    return {"taken" if model.is_option_form else "state": named, **told} if told else named


def _maker_to_plain(model: Model, maker: DecisionMaker) -> dict[str, Any]:
    plain: dict[str, Any] = {"name": maker.name}
    if maker.actors:
        plain["actors"] = list(maker.actors)
    plain |= _told(maker.provenance)
    if maker.options:
        plain["options"] = _options_to_plain(maker)
    if maker.misperceived:
        entries = [entry if isinstance(entry, Statement) else model.states[entry] for entry in maker.misperceived]
        plain["misperceived"] = [_statement_to_plain(entry) if isinstance(entry, Statement) else entry for entry in entries]
    match maker.preferences:
        case Prioritization(statements):
            if model.is_option_form:
                plain["preferences"] = [_statement_to_plain(statement) for statement in statements]
            else:
                plain["ranking"] = [list(model.states)]
        case Ranking(groups):
            shown = [[_reference(model, state) for state in group] for group in groups]
            plain["ranking"] = [group[0] if len(group) == 1 else group for group in shown]
        case Payoffs(values):
            plain["payoffs"] = list(values)
    return plain | relations_to_plain(model, maker.relations, _statement_to_plain, _reference)


def _statement_to_plain(statement: Statement) -> Any:
    told = _told(statement.provenance)
    return {"statement": str(statement), **told} if told else str(statement)


def _options_to_plain(maker: DecisionMaker) -> list[dict[str, Any]]:
    levelled = {option.options[0]: option for option in maker.levelled}
    inside = {binary for option in maker.levelled for binary in option.options[1:]}
    plain = []
    for place, option in enumerate(maker.options):
        if option.id in levelled:
            several = levelled[option.id]
            plain.append(_levels_to_plain(several, maker.options[place : place + len(several.options)]))
        elif option.id not in inside:
            plain.append(_option_to_plain(option))
    return [*plain, *(_option_to_plain(held.option, held=held.stands) for held in maker.held)]


def _option_to_plain(option: Option, **more: str) -> dict[str, Any]:
    fields = {"id": option.id, "name": option.name, "direction": option.direction.value}
    return fields | more | _course(option) | _told(option.provenance)


def _levels_to_plain(several: LevelOption, binary: Sequence[Option]) -> dict[str, Any]:
    common = binary[0].direction
    levels: list[Any] = [several.levels[0]]
    for level, option in zip(several.levels[1:], binary, strict=True):
        own = {} if option.direction is common else {"direction": option.direction.value}
        fields = own | _course(option) | _told(option.provenance)
        levels.append({"name": level, **fields} if fields else level)
    plain = {"id": several.id, "name": several.name, "levels": levels, "ordered": several.ordered, "direction": common.value}
    return plain | _told(several.provenance)


def _course(option: Option) -> dict[str, str]:
    return {"course": option.course} if option.course else {}


def _condition_to_plain(condition: Condition) -> dict[str, Any]:
    told = _told(condition.provenance)
    parts = [str(part) for part in condition.parts]
    if condition.kind is ConditionKind.INFEASIBLE:
        return {"infeasible": parts[0], **told}
    if condition.kind is ConditionKind.IMPLIES:
        return {"if": parts[0], "then": parts[1], **told}
    return {"exclusive": parts, **told}
