"""States, wishes and changes in words, for readers who know neither the signs of the model nor game theory."""

from __future__ import annotations

from collections.abc import Sequence

from detente.conflict.edits import Change
from detente.conflict.logic import And, Expression, If, Iff, Not, Or, Taken
from detente.conflict.model import Model
from detente.conflict.naming import change, held_by


def wish(model: Model, expression: Expression, speaker: int | None = None) -> str:
    """Say what a statement asks for, to be put after "wants".

    Parameters
    ----------
    model
        Whose options it speaks of.
    expression
        The statement.
    speaker
        The place of the decision maker that wants it.

    Examples
    --------
    >>> model = Model.from_dict({
    ...     "name": "two", "decision_makers": [
    ...         {"name": "North", "options": ["tests"], "preferences": ["not drills", "tests if drills"]},
    ...         {"name": "South", "options": ["drills"], "preferences": []},
    ...     ],
    ... })
    >>> [wish(model, statement.expression, 0) for statement in model.decision_makers[0].preferences.statements]
    ['South not to take "drills"', 'to take "tests" if South takes "drills"']
    >>> model = Model.from_dict({"name": "two", "decision_makers": [
    ...     {"name": "North", "options": [{"id": "n", "name": "talks"}], "preferences": ["n and s"]},
    ...     {"name": "South", "options": [{"id": "s", "name": "talks"}], "preferences": []}]})
    >>> wish(model, model.decision_makers[0].preferences.statements[0].expression, 0)
    'to take "talks" together with South'
    """
    match expression:
        case Taken(option) | Not(Taken(option)):
            owner, name = _owned(model, option)
            who = "" if owner == speaker else f"{model.decision_makers[owner].name} "
            return f'{who}{"" if isinstance(expression, Taken) else "not "}to take "{name}"'
        case Not(part):
            return f"the opposite of this: {wish(model, part, speaker)}"
        case And(parts):
            return _together(model, parts, speaker) or " and ".join(_inside(part, wish(model, part, speaker)) for part in parts)
        case Or(parts):
            return " or ".join(_inside(part, wish(model, part, speaker)) for part in parts)
        case If(then, when):
            return f"{_inside(then, wish(model, then, speaker))} if {clause(model, when)}"
        case Iff(left, right):
            return f"{_inside(left, wish(model, left, speaker))} if, and only if, {clause(model, right)}"


def _together(model: Model, parts: Sequence[Expression], speaker: int | None) -> str:
    """Say what takes both sides, as talks do: an option of one's own, with options of others that have the same name."""
    if not isinstance(parts[0], Taken):
        return ""
    owner, name = _owned(model, parts[0].option)
    others = [_with_whom(model, part, name) for part in parts[1:]]
    return f'to take "{name}" together with {listed(others)}' if owner == speaker and all(others) else ""


def _with_whom(model: Model, part: Expression, name: str) -> str:
    """Name the owner of an option of that name, or those of any of several."""
    owned = [_owned(model, one.option) for one in (part.parts if isinstance(part, Or) else (part,)) if isinstance(one, Taken)]
    if len(owned) < (len(part.parts) if isinstance(part, Or) else 1) or any(other != name for _, other in owned):
        return ""
    return " or ".join(model.decision_makers[owner].name for owner, _ in owned)


def clause(model: Model, expression: Expression) -> str:
    """Say that a statement holds, as in 'South takes "drills"'."""
    match expression:
        case Taken(option) | Not(Taken(option)):
            owner, name = _owned(model, option)
            return f'{model.decision_makers[owner].name} {"takes" if isinstance(expression, Taken) else "does not take"} "{name}"'
        case Not(part):
            return f"this does not hold: {clause(model, part)}"
        case And(parts):
            return " and ".join(_inside(part, clause(model, part)) for part in parts)
        case Or(parts):
            return " or ".join(_inside(part, clause(model, part)) for part in parts)
        case If(then, when):
            return f"{_inside(then, clause(model, then))} if {clause(model, when)}"
        case Iff(left, right):
            return f"{_inside(left, clause(model, left))} if, and only if, {clause(model, right)}"


def _inside(part: Expression, words: str) -> str:
    return words if isinstance(part, Taken) or (isinstance(part, Not) and isinstance(part.part, Taken)) else f"({words})"


def _owned(model: Model, option: str) -> tuple[int, str]:
    """Give the place of an option's owner, and what the option is called."""
    return next((place, one.name) for place, maker in enumerate(model.decision_makers) for one in maker.options if one.id == option)


def reverse(expression: Expression) -> Expression:
    """Give the opposite of what a statement asks for; of a conditional one, the opposite under the same condition.

    Examples
    --------
    >>> str(reverse(If(Not(Taken("a")), Taken("b"))))
    'a if b'
    """
    match expression:
        case Not(part):
            return part
        case If(then, when):
            return If(reverse(then), when)
        case _:
            return Not(expression)


def is_plain(expression: Expression) -> bool:
    """Say whether a statement is short enough to be said again: one option, perhaps under a condition on one other."""
    match expression:
        case Taken() | Not(Taken()):
            return True
        case If(then, when):
            return is_plain(then) and is_plain(when) and not isinstance(then, If) and not isinstance(when, If)
        case _:
            return False


#: How changes of statements are said, by their kind and how many statements they are about.
_CHANGES = {
    ("drop", 1): "{} no longer wants {}",
    ("drop", 2): "{} drops one part ({}) from what it wants ({})",
    ("negate", 2): "{} wants {} rather than {}",
    ("add", 2): "{} also wants {}, and wants that more than {}",
    ("add", 1): "{} also wants {}, as the least of its wishes",
    ("swap", 2): "{} wants {} more than it wants {}",
}


def change_words(model: Model, made: Change) -> str:
    """Say a change with the statements in it in words.

    Examples
    --------
    >>> model = Model.from_dict({"name": "one", "decision_makers": [{"name": "A", "options": ["go"], "preferences": ["go"]}]})
    >>> change_words(model, Change("negate", 1, 'A wants "not go" instead of "go"', 0, (Not(Taken("go")), Taken("go"))))
    'A wants not to take "go" rather than to take "go"'
    """
    words = _CHANGES.get((made.kind, len(made.statements)))
    if words is None or made.maker is None:
        return made.sentence
    return words.format(model.decision_makers[made.maker].name, *(wish(model, each, made.maker) for each in made.statements))


def difference(model: Model, start: int, end: int) -> str:
    """Say what each decision maker would do for things to stand at one state rather than at another.

    Examples
    --------
    >>> model = Model.from_dict({
    ...     "name": "two", "decision_makers": [
    ...         {"name": "North", "options": ["tests"], "preferences": []},
    ...         {"name": "South", "options": ["drills"], "preferences": []},
    ...     ],
    ... })
    >>> difference(model, 3, 0)
    'North would drop "tests"; South would drop "drills"'
    """
    if start == end:
        return "nothing would change"
    if not model.is_option_form:
        return f'things would stand at "{model.label(end)}"'
    return "; ".join(
        f"{model.decision_makers[place].name} would {deed(model, place, start, start ^ ((start ^ end) & model.own_bits(place)))}"
        for place in model.movers(start, end)
    )


def standing(model: Model, state: int) -> str:
    """Say how things stand in a state: what each decision maker takes.

    Examples
    --------
    >>> model = Model.from_dict({
    ...     "name": "two", "decision_makers": [
    ...         {"name": "North", "options": ["tests", "talks"], "preferences": []},
    ...         {"name": "South", "options": ["drills"], "preferences": []},
    ...     ],
    ... })
    >>> standing(model, 3)
    'North takes "tests" and "talks"; South takes none of its options'
    """
    if not model.is_option_form:
        return f'things stand at "{model.label(state)}"'
    held = [(name, listed([f'"{one}"' for one in taken])) for name, taken in held_by(model, state)]
    if not any(taken for _, taken in held):
        return "nobody takes any of its options"
    return "; ".join(f"{name} takes {taken or 'none of its options'}" for name, taken in held)


def in_short(model: Model, state: int) -> str:
    """Name a state by what each decision maker takes in it: shorter than `standing`, and clearer than its label where names are long.

    Examples
    --------
    >>> model = Model.from_dict({"name": "one", "decision_makers": [{"name": "A", "options": ["go", "talk"], "preferences": []}]})
    >>> in_short(model, 3), in_short(model, 0)
    ('A: go, talk', 'no option taken')
    """
    held = [f"{name}: {', '.join(taken)}" for name, taken in held_by(model, state) if taken]
    return "; ".join(held) or model.label(state)


def deed(model: Model, mover: int, start: int, end: int) -> str:
    """Say a move of a decision maker, whose name has been said, as in 'take "talks" and drop "tests"'."""
    if not model.is_option_form or model.decision_makers[mover].levelled:
        return change(model, start, end)
    before = sum(len(maker.options) for maker in model.decision_makers[:mover])
    taken: list[str] = []
    given_up: list[str] = []
    for bit, option in enumerate(model.decision_makers[mover].options, start=before):
        if (start ^ end) >> bit & 1:
            (taken if end >> bit & 1 else given_up).append(f'"{option.name}"')
    parts = [*([f"take {listed(taken)}"] if taken else []), *([f"drop {listed(given_up)}"] if given_up else [])]
    return (", and " if len(taken) + len(given_up) > 2 else " and ").join(parts)


def listed(words: Sequence[str]) -> str:
    """Join words as a sentence does: "A", "A and B", "A, B and C"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)


def plural(number: int, noun: str) -> str:
    """Count a noun: "1 state", "2 states"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
