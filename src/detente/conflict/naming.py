"""How states and options are named by readers, and found again."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from functools import reduce
from typing import TYPE_CHECKING

from detente.conflict.options import Option
from detente.errors import ModelError

if TYPE_CHECKING:
    from detente.conflict.model import Model

#: What a state in which no option is taken is called.
NOTHING_TAKEN = "no option taken"


def option_labels(model: Model) -> tuple[str, ...]:
    """Name the options for readers, with their owner where two share a name."""
    if "names" not in model.kept:
        model.kept["names"] = _option_labels(model)
    labels: tuple[str, ...] = model.kept["names"]
    return labels


def _option_labels(model: Model) -> tuple[str, ...]:
    names = [option.name for option in model.options]
    owners = [maker.name for maker in model.decision_makers for _ in maker.options]
    return tuple(f"{owner}: {name}" if names.count(name) > 1 else name for owner, name in zip(owners, names, strict=True))


def find_by_label(model: Model, named: object, where: str) -> int:
    """Find a state of the explicit form by its label."""
    if "places" not in model.kept:
        model.kept["places"] = {label: place for place, label in enumerate(model.states)}
    places: dict[str, int] = model.kept["places"]
    label = str(named) if isinstance(named, int) and not isinstance(named, bool) else named
    if isinstance(label, str) and label in places:
        return places[label]
    near = difflib.get_close_matches(str(label), model.states[:1000], n=1)
    hint = f"is {near[0]!r} meant?" if near else f"the states are: {', '.join(model.states[:8])}{', …' if model.size > 8 else ''}"
    raise ModelError(f"{where}: there is no state {named!r}; {hint}")


def find_by_options(model: Model, named: object, where: str) -> int:
    """Find a state of the option form by its number, pattern, readable name or options taken."""
    if isinstance(named, int) and not isinstance(named, bool):
        return named
    if isinstance(named, list | tuple):
        return reduce(lambda state, option: state | 1 << _bit(model, option, where), named, 0)
    if isinstance(named, str):
        letters = "".join(named.split()).upper()
        if letters.isdecimal() and letters.isascii():
            return int(letters) if len(letters) < 20 else model.size
        if len(letters) == len(model.options) and set(letters) <= {"Y", "N"}:
            return sum(1 << bit for bit, letter in enumerate(letters) if letter == "Y")
        if named == NOTHING_TAKEN:
            return 0
        return reduce(lambda state, option: state | 1 << _bit(model, option.strip(), where), named.split(" + "), 0)
    raise ModelError(f"{where}: {named!r} names no state; give a number, a pattern of Y and N, or a list of the options taken")


def option_names(options: Sequence[tuple[str, Option]]) -> dict[str, str]:
    """Map what an option may be called to its identifier: the identifier, the name, or ``owner: name``, where unambiguous.

    Parameters
    ----------
    options
        Pairs of the owner's name and the option.
    """
    names: dict[str, str] = {}
    spoken = [option.name for _, option in options]
    for owner, option in options:
        names.setdefault(f"{owner}: {option.name}", option.id)
        if spoken.count(option.name) == 1:
            names.setdefault(option.name, option.id)
    return names | {option.id: option.id for _, option in options}


def _bit(model: Model, named: object, where: str) -> int:
    owned = [(maker.name, option) for maker in model.decision_makers for option in maker.options]
    names = option_names(owned)
    if isinstance(named, str) and named in names:
        return model.space.bits[names[named]]
    near = difflib.get_close_matches(str(named), sorted(names), n=1)
    hint = f"is {near[0]!r} meant?" if near else f"the options are: {', '.join(option.id for option in model.options)}"
    raise ModelError(f"{where}: there is no option {named!r}; {hint}")


def change(model: Model, start: int, end: int) -> str:
    """Say in words what a move does, as in "take A and give up B" or "move to C".

    Examples
    --------
    >>> from detente.conflict.model import Model
    >>> model = Model.from_dict({"name": "one", "decision_makers": [{"name": "A", "options": ["talks", "tests"], "preferences": []}]})
    >>> change(model, 2, 1)
    'take "talks" and give up "tests"'
    """
    if not model.is_option_form:
        return f'move to "{model.label(end)}"'
    taken = [f'"{name}"' for bit, name in enumerate(option_labels(model)) if end & ~start & 1 << bit]
    given_up = [f'"{name}"' for bit, name in enumerate(option_labels(model)) if start & ~end & 1 << bit]
    parts = [f"take {', '.join(taken)}"] if taken else []
    parts += [f"give up {', '.join(given_up)}"] if given_up else []
    return " and ".join(parts)
