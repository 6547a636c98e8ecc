"""A three-way merge of conflict models: what a person edited stays, what a new draft tells comes in beside it.

The three are the last draft, the person's file made of it, and the new draft. Models are compared part by part (`detente.drafting.parts`),
not line by line: where the person's part is as it was drafted, the new draft's is taken; where it is not, the person's is. Where both
changed, the person's version stands and the difference is listed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.conflict.logic import Not, parse_statement
from detente.conflict.model import Model
from detente.drafting.merge_tables import Difference, Log, merge_fields, merge_order, merge_table
from detente.drafting.parts import (
    Fields,
    Parts,
    as_ours,
    called_condition,
    called_held,
    called_maker,
    called_option,
    called_statement,
    model_of,
    references,
)
from detente.errors import ModelError

_MISSING = "none: it speaks of an option that is not in your file, is held there, or has levels"


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged model.

    Parameters
    ----------
    model
        The person's, with what came in.
    came_in
        What the new draft added, changed or dropped where the person had not edited.
    retold
        The parts of which only evidence or notes are new.
    differences
        Where the person's version stands against the draft's.
    edited
        Whether the file differed from the last draft at all.
    """

    model: Model
    came_in: tuple[str, ...]
    retold: tuple[str, ...]
    differences: tuple[Difference, ...]
    edited: bool = True


def merge_models(base: Model, ours: Model, theirs: Model) -> Merge:
    """Merge a new draft into a model that a person edited.

    Parameters
    ----------
    base
        The last draft.
    ours
        What the person made of it.
    theirs
        The new draft.

    Examples
    --------
    >>> def model(*wishes):
    ...     makers = [{"name": "A", "options": ["go"], "preferences": list(wishes)}, {"name": "B", "options": ["stay"], "preferences": []}]
    ...     return Model.from_dict({"name": "m", "decision_makers": makers})
    >>> merged = merge_models(model("go"), model("not stay", "go"), model("go", "not stay", "go or stay"))
    >>> [str(statement) for statement in merged.model.decision_makers[0].preferences.statements]
    ['not stay', 'go', 'go or stay']
    """
    if ours == base:
        log = _changes(base, theirs)
        return Merge(theirs, tuple(log.came_in), tuple(log.retold), (), edited=False)
    if theirs == base:
        return Merge(ours, (), (), ())
    if not (base.is_option_form and ours.is_option_form and theirs.is_option_form):
        whole = Difference("the model", "states listed one by one", "options, which cannot be merged into it; draft it under another name")
        return Merge(ours, (), (), (whole,))
    log = Log()
    try:
        before, now, new = as_ours(base, ours, theirs)
        merged = _merged(before, now, new, log)
        return Merge(_sound(merged, now, log), tuple(log.came_in), tuple(log.retold), tuple(log.differences))
    except ModelError as error:
        # A merge that is no model helps nobody: the person's file stays, and all that the draft has new is listed.
        listed = tuple(Difference(change, "as you left it", "", str(error)) for change in _changes(base, theirs).came_in)
        return Merge(ours, (), (), listed)


def _changes(base: Model, theirs: Model) -> Log:
    log = Log()
    before, now, new = as_ours(base, base, theirs)
    _merged(before, now, new, log)
    return log


def _merged(base: Parts, ours: Parts, theirs: Parts, log: Log) -> Parts:
    head = merge_fields(base.head, ours.head, theirs.head, "", log)
    makers = merge_table(base.makers, ours.makers, theirs.makers, called_maker, log)
    options = _options(base, ours, theirs, makers, log)
    conditions = _conditions(base, ours, theirs, options, log)
    statements: dict[tuple[str, str], Fields] = {}
    for maker in dict.fromkeys((*ours.makers, *theirs.makers)):
        # Of a decision maker that the draft has no longer, what it wanted is not listed one by one.
        gone = maker in base.makers and maker not in theirs.makers
        statements |= _statements(maker, base, ours, theirs, options, Log(differences=log.differences) if gone else log)
    _keep_what_is_needed(ours, options, statements, conditions, log)
    needed = {fields["owner"] for fields in options.values()} | {maker for maker, _ in statements}
    for maker in ours.makers:
        if maker in needed and maker not in makers:
            makers[maker] = ours.makers[maker]
            log.differ(f"decision maker {ours.makers[maker]['name']}", "kept, for what you edited in it", "none such", {})
    for option in [option for option, fields in options.items() if fields["owner"] not in makers]:
        del options[option]
    _say_what_is_held(base, ours, theirs, options, log)
    statements = {key: fields for key, fields in statements.items() if key[0] in makers}
    makers = {key: makers[key] for key in merge_order(list(base.makers), list(ours.makers), list(theirs.makers), makers)}
    options = {key: options[key] for key in merge_order(list(base.options), list(ours.options), list(theirs.options), options)}
    return Parts(head, makers, options, statements, conditions, _status_quo(base, ours, theirs, options, log))


def _options(base: Parts, ours: Parts, theirs: Parts, makers: Mapping[str, Fields], log: Log) -> dict[str, Fields]:
    def name(_: str, fields: Fields) -> str:
        return called_option(fields, {**theirs.makers, **ours.makers})

    before, mine, new = (_without_held(parts.options) for parts in (base, ours, theirs))
    if ours.names_states:
        # Rankings and payoffs speak of states; another option would make other states of them.
        kept = {key: merge_fields(before.get(key, {}), own, new.get(key, own), name(key, own), log) for key, own in mine.items()}
        for key, drafted in theirs.options.items():
            if key not in ours.options and base.options.get(key) != drafted:
                log.differ(name(key, drafted), "none: your ranking or payoffs are over the states of your options", "there", drafted)
        return {key: fields | _held(ours.options[key].get("held")) for key, fields in kept.items()}
    by_hand = _set_by_hand(base, ours)
    merged = merge_table(before, mine, new, name, log, protected=by_hand)
    for key in merged:
        merged[key] |= _held((ours if key in by_hand or key not in theirs.options else theirs).options[key].get("held"))
    for key in [key for key in merged if key not in ours.options and merged[key]["owner"] not in makers]:
        log.came_in.remove(f"new: {name(key, merged[key])}")
        log.differ(name(key, merged[key]), "none: you deleted its decision maker", "there", merged.pop(key))
    return merged


def _conditions(base: Parts, ours: Parts, theirs: Parts, options: Mapping[str, Fields], log: Log) -> dict[str, Fields]:
    merged = merge_table(base.conditions, ours.conditions, theirs.conditions, called_condition, log)
    for key in [key for key in merged if key not in ours.conditions and not references(theirs.conditions[key]) <= _binary(options)]:
        log.came_in.remove(f"new: {called_condition(key, merged[key])}")
        log.differ(called_condition(key, merged[key]), _MISSING, "there", merged.pop(key))
    order = merge_order(list(base.conditions), list(ours.conditions), list(theirs.conditions), merged)
    return {key: merged[key] for key in order}


def _statements(
    maker: str, base: Parts, ours: Parts, theirs: Parts, options: Mapping[str, Fields], log: Log
) -> dict[tuple[str, str], Fields]:
    """Merge what one decision maker prefers: a list the person touched keeps the person's order, and what is new is woven in."""
    before, mine, new = base.of(maker), ours.of(maker), theirs.of(maker)

    def name(key: tuple[str, str], _: Fields) -> str:
        return called_statement(key, {**theirs.makers, **ours.makers})

    if maker in base.makers and maker not in ours.makers:
        return {}  # the person deleted the decision maker, which is said of it, not of each of its statements
    fields = ours.makers.get(maker, {})
    if fields.get("form", "preferences") != "preferences":
        if new != before:
            text = "; ".join(text for _, text in new)
            log.differ(f"preferences of {fields['name']}", f"a {fields['form']}", text, {})
        return {}
    touched = list(mine) != list(before)
    moved = [key for key in mine if key in before] != [key for key in before if key in mine]
    strong = fields.get("strong", 0)
    first = list(mine)[: int(strong)] if isinstance(strong, int | float) else list(mine)
    merged = merge_table(before, mine, new, name, log, protected=list(mine) if moved else first)
    own = {text for _, text in mine if (maker, text) in merged and (maker, text) not in new}
    for key in [key for key in merged if key not in mine]:
        missing, contrary = not references(new[key]) <= _binary(options), _negated(key[1], options)
        if not missing and contrary not in own:
            continue
        log.came_in.remove(f"new: {name(key, new[key])}")
        told = merged.pop(key)
        if missing:
            log.differ(name(key, told), _MISSING, "there", told)
        else:
            kept = name((maker, contrary), mine[maker, contrary])
            log.differences[:] = [each for each in log.differences if each.where != kept]
            log.differ(f"preference of {fields['name']}", contrary, key[1], told)
    order = merge_order(list(before), list(mine), list(new), merged)
    if first:
        order = [*(key for key in first if key in merged), *(key for key in order if key not in first)]
    if touched and [key for key in new if key in before] != [key for key in before if key in new]:
        both = [[key[1] for key in listed if key in merged and key in new] for listed in (order, new)]
        if both[0] != both[1]:
            log.differ(f"order of preferences of {fields['name']}", "; ".join(both[0]), "; ".join(both[1]), {})
    return {key: merged[key] for key in order}


def _without_held(options: Mapping[str, Fields]) -> dict[str, Fields]:
    return {key: {name: value for name, value in fields.items() if name != "held"} for key, fields in options.items()}


def _held(value: str | None) -> Fields:
    return {} if value is None else {"held": value}


def _say_what_is_held(base: Parts, ours: Parts, theirs: Parts, options: Mapping[str, Fields], log: Log) -> None:
    for key, fields in options.items():
        before, mine, new = (parts.options.get(key, {}).get("held") for parts in (base, ours, theirs))
        value, where = fields.get("held"), called_option(fields, {**theirs.makers, **ours.makers})
        if key in ours.options and value != mine:
            log.came_in.append(f"changed: {where}, now {called_held(value)} (before: {called_held(mine)})")
        elif value is not None and f"new: {where}" in log.came_in:
            log.came_in[log.came_in.index(f"new: {where}")] = f"new: {where}, {called_held(value)}"
        if key in theirs.options and new not in (before, value) and not any(each.where == where for each in log.differences):
            log.differ(where, called_held(value), called_held(new), theirs.options[key])


def _binary(options: Mapping[str, Fields]) -> set[str]:
    """Give the options that can be spoken of as a draft does: as taken or not, without levels, and not held."""
    return {option for option, fields in options.items() if "levels" not in fields and "held" not in fields}


def _negated(text: str, options: Mapping[str, Fields]) -> str:
    try:
        expression = parse_statement(text, {option: option for option in options})
    except ModelError:
        return ""
    return str(expression.part if isinstance(expression, Not) else Not(expression))


def _set_by_hand(base: Parts, ours: Parts) -> frozenset[str]:
    """Give the options of which the person has said anew whether they are taken, or held."""

    def said(parts: Parts, option: str) -> tuple[object, object]:
        return (parts.status_quo or {}).get("taken", {}).get(option), parts.options.get(option, {}).get("held")

    return frozenset(option for option in ours.options if said(ours, option) != said(base, option))


def _keep_what_is_needed(
    ours: Parts,
    options: dict[str, Fields],
    statements: Mapping[tuple[str, str], Fields],
    conditions: Mapping[str, Fields],
    log: Log,
) -> None:
    """Keep the options that what the person wrote speaks of, though the draft has them no longer, or holds them."""
    users = [(called_statement(key, ours.makers), fields) for key, fields in statements.items() if key in ours.statements]
    users += [(called_condition(key, fields), fields) for key, fields in conditions.items() if key in ours.conditions]
    for user, fields in users:
        for option in sorted(references(fields) & set(ours.options) - set(options)):
            options[option] = ours.options[option]
            name = called_option(ours.options[option], ours.makers)
            log.came_in[:] = [line for line in log.came_in if line != f"dropped: {name}, which the draft has no longer"]
            log.differ(name, f"kept, since your file speaks of it ({user})", "none such any more", {})
        for option in sorted(references(fields) & set(options) - _binary(options)):
            if held := options[option].pop("held", None):
                name = called_option(options[option], ours.makers)
                log.differ(name, f"a choice, since your file speaks of it ({user})", f"held ({held})", {})


def _status_quo(base: Parts, ours: Parts, theirs: Parts, options: Mapping[str, Fields], log: Log) -> Fields | None:
    """Merge the status quo option by option, and what is told of it field by field."""
    if ours.status_quo is None or theirs.status_quo is None or base.status_quo is None:
        return theirs.status_quo if ours.status_quo == base.status_quo else ours.status_quo
    before, mine, new = base.status_quo["taken"], ours.status_quo["taken"], theirs.status_quo["taken"]
    told = {key: [part for part in theirs.status_quo.get("note", "").split("; ") if part.startswith(f"{key}:")] for key in options}
    choices = {option for option, fields in theirs.options.items() if "held" not in fields}
    taken: dict[str, str] = {}
    for option in (option for option, fields in options.items() if "held" not in fields):
        edited = option in ours.options and (
            mine.get(option) != before.get(option) or option not in choices or "levels" in options[option]
        )
        value = mine.get(option) if edited or (option in ours.options and option not in base.options) else new.get(option)
        if value:
            taken[option] = value
        if option in ours.options and value != mine.get(option):
            log.came_in.append(f"status quo: {option} is now {'taken' if value else 'not taken'}")
        news = option not in base.options or new.get(option) != before.get(option)
        if option in choices and news and value != new.get(option):
            log.differ(
                f"status quo: {option}", "taken" if value else "not taken", "taken" if new.get(option) else "not taken",
                {"note": "; ".join(told[option]), "evidence": theirs.status_quo.get("evidence", ())},
            )  # fmt: skip
    base_told, ours_told, theirs_told = (
        {key: value for key, value in table.items() if key != "taken"} for table in (base.status_quo, ours.status_quo, theirs.status_quo)
    )
    return {"taken": taken, **merge_fields(base_told, ours_told, theirs_told, "status quo", log)}


def _sound(merged: Parts, ours: Parts, log: Log) -> Model:
    """Make a model of merged parts; where the status quo is ruled out, first the person's own, then new conditions give way."""
    try:
        return model_of(merged)
    except ModelError:
        _own_status_quo(merged, ours, log)
    for key in [key for key in merged.conditions if key not in ours.conditions]:
        try:
            return model_of(merged)
        except ModelError:
            _without(merged, key, log)
    return model_of(merged)


def _own_status_quo(merged: Parts, ours: Parts, log: Log) -> None:
    if merged.status_quo is not None and ours.status_quo is not None:
        log.came_in[:] = [line for line in log.came_in if not line.startswith("status quo")]
        log.differ("status quo", "as in your file", "a state that your conditions or edits rule out", {})
        merged.status_quo = {**merged.status_quo, "taken": ours.status_quo["taken"]}


def _without(merged: Parts, key: str, log: Log) -> None:
    name, fields = called_condition(key, merged.conditions[key]), merged.conditions.pop(key)
    log.came_in[:] = [line for line in log.came_in if line != f"new: {name}"]
    log.differ(name, "none: it would rule out your status quo", "there", fields)
