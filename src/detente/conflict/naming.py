"""How states and options are named by readers, and found again."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.conflict.levels import LevelOption, level_id
from detente.conflict.logic import Expression, options_of
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
    """Find a state of the option form by its number, pattern, readable name, or options taken and levels."""
    if isinstance(named, int) and not isinstance(named, bool):
        return named
    if isinstance(named, list | tuple):
        return _joined(model, named, where)
    if isinstance(named, str):
        letters = "".join(named.split()).upper()
        if letters.isdecimal() and letters.isascii():
            return int(letters) if len(letters) < 20 else model.size
        if named == NOTHING_TAKEN:
            return 0
        if letters and set(letters) <= {"Y", "N"}:
            if len(letters) == len(model.options):
                return sum(1 << bit for bit, letter in enumerate(letters) if letter == "Y")
            if named not in _codes(model):
                options = len(model.options)
                raise ModelError(f"{where}: the pattern {named!r} has {len(letters)} letters; write one for each of {options} options")
        return _joined(model, [part.strip() for part in named.split(" + ")], where)
    raise ModelError(f"{where}: {named!r} names no state; give a number, a pattern of Y and N, or a list of the options taken")


def _joined(model: Model, named: Sequence[object], where: str) -> int:
    """Join options taken and levels that hold to a state."""
    state = fixed = 0
    for part in named:
        mask, bits = _code(model, part, where)
        if (state ^ bits) & mask & fixed:
            raise ModelError(f"{where}: {part!r} contradicts what is named before it; name one level of an option")
        state |= bits
        fixed |= mask
    return state


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


def check_options_of(model: Model, statement: Expression, where: str) -> None:
    """Refuse a statement that speaks of what is no option of the model.

    Raises
    ------
    ModelError
        Naming the option, and what to do.
    """
    known = {option.id for option in model.options}
    for option_id in options_of(statement):
        if option_id in known:
            continue
        if any(held.option.id == option_id for held in model.held):
            raise ModelError(
                f"{where}: the option {option_id!r} is held as it stands, so no statement may speak of it; "
                f"delete its field held to make it a choice"
            )
        near = difflib.get_close_matches(option_id, sorted(known), n=1)
        hint = f"is {near[0]!r} meant?" if near else f"the options are: {', '.join(sorted(known))}"
        raise ModelError(f"{where}: there is no option {option_id!r}; {hint}")


def _codes(model: Model) -> dict[str, tuple[int, int]]:
    """Map what an option or level may be called to the bits it concerns and those of them that are taken."""
    if "codes" not in model.kept:
        owned = [(maker.name, option) for maker in model.decision_makers for option in maker.options]
        bits = model.space.bits
        codes = {name: (1 << bits[option], 1 << bits[option]) for name, option in option_names(owned).items()}
        for part in _parts(model):
            codes |= {name: (part.mask, code) for name, code in part.called.items()}
            codes |= {name: (code, code) for name, code in part.at_least.items()}
        model.kept["codes"] = codes
    codes_of: dict[str, tuple[int, int]] = model.kept["codes"]
    return codes_of


def _code(model: Model, named: object, where: str) -> tuple[int, int]:
    codes = _codes(model)
    if isinstance(named, str) and named in codes:
        return codes[named]
    if any(named in (held.option.id, held.option.name) for held in model.held):
        raise ModelError(f"{where}: the option {named!r} is held as it stands; delete its field held, or leave it out here")
    near = difflib.get_close_matches(str(named), sorted(codes), n=1)
    hint = f"is {near[0]!r} meant?" if near else f"the options are: {', '.join(option.id for option in model.options)}"
    raise ModelError(f"{where}: there is no option {named!r}; {hint}")


@dataclass(frozen=True, slots=True)
class _Part:
    """An option as readers see it, binary or with levels.

    Parameters
    ----------
    name
        What it is called.
    mask
        The bits it is encoded by.
    levels
        For each way these may be set, the level that holds; empty for a binary option.
    tokens
        For each way, how it is written in a list of options taken, empty where nothing need be.
    called, at_least
        What its levels may be called, and the bits then set; in `at_least` what leaves it open whether a higher level holds.
    """

    name: str
    mask: int
    levels: dict[int, str]
    tokens: dict[int, str]
    called: dict[str, int]
    at_least: dict[str, int]


def _parts(model: Model) -> tuple[_Part, ...]:
    if "parts" not in model.kept:
        model.kept["parts"] = tuple(_make_parts(model))
    parts: tuple[_Part, ...] = model.kept["parts"]
    return parts


def _make_parts(model: Model) -> list[_Part]:
    labels = dict(zip((option.id for option in model.options), option_labels(model), strict=True))
    bits = {option.id: 1 << bit for bit, option in enumerate(model.options)}
    spoken = [option.name for maker in model.decision_makers for option in maker.levelled]
    parts = []
    for maker in model.decision_makers:
        levelled = {option.options[0]: option for option in maker.levelled}
        inside = {binary for option in maker.levelled for binary in option.options[1:]}
        for option in maker.options:
            if option.id in levelled:
                parts.append(_level_part(maker.name, levelled[option.id], bits, unique=spoken.count(levelled[option.id].name) == 1))
            elif option.id not in inside:
                parts.append(_Part(labels[option.id], bits[option.id], {}, {bits[option.id]: option.id}, {}, {}))
    return parts


def _level_part(owner: str, option: LevelOption, bits: dict[str, int], *, unique: bool) -> _Part:
    codes = [sum(bits[binary] for binary in option.taken(level)) for level in range(len(option.levels))]
    name = option.name if unique else f"{owner}: {option.name}"
    tokens = {code: f"{option.id}={level_id(level)}" if code else "" for code, level in zip(codes, option.levels, strict=True)}
    called: dict[str, int] = {}
    for code, level in zip(codes, option.levels, strict=True):
        keys = [option.id, f"{owner}: {option.name}", *([option.name] if unique else [])]
        called |= {f"{key}={said}": code for key in keys for said in (level, level_id(level))}
        called |= {f"{key}: {level}": code for key in keys[1:]}
    mask, levels = sum(bits[binary] for binary in option.options), dict(zip(codes, option.levels, strict=True))
    at_least = dict(zip(option.options, codes[1:], strict=True)) if option.ordered else {}
    return _Part(name, mask, levels, tokens, called, at_least)


def state_label(model: Model, state: int) -> str:
    """Name a state of the option form: the options taken, and the level of each that has levels."""
    shown = []
    for part in _parts(model):
        code = state & part.mask
        if code in part.levels:
            shown.append(f"{part.name}: {part.levels[code]}")
        elif part.levels:
            # A condition rules this state out, and yet a message may have to name it.
            shown += [name for bit, name in enumerate(option_labels(model)) if code >> bit & 1]
        elif code:
            shown.append(part.name)
    return " + ".join(shown) or NOTHING_TAKEN


def held_by(model: Model, state: int) -> list[tuple[str, list[str]]]:
    """Give for each decision maker what it takes in a state, and at which level; of a model without options nothing.

    Examples
    --------
    >>> from detente.conflict.model import Model
    >>> model = Model.from_dict({
    ...     "name": "two", "decision_makers": [
    ...         {"name": "A", "options": ["talks", "tests"], "preferences": []}, {"name": "B", "options": ["drills"], "preferences": []},
    ...     ],
    ... })
    >>> held_by(model, 3)
    [('A', ['talks', 'tests']), ('B', [])]
    """
    found: list[tuple[str, list[str]]] = []
    for place, maker in enumerate(model.decision_makers):
        own, held = model.own_bits(place), []
        for part in _parts(model):
            code, name = state & part.mask, part.name.removeprefix(f"{maker.name}: ")
            if not part.mask & own or not (code or code in part.levels):
                continue
            held.append(f"{name}: {part.levels[code]}" if code in part.levels else name)
        found.append((maker.name, held))
    return found if model.is_option_form else []


def state_tokens(model: Model, state: int) -> list[str]:
    """List what is taken in a state as a model file does: identifiers of options, and levels above the first as ``alert=raised``."""
    tokens = [part.tokens.get(state & part.mask, "") for part in _parts(model)]
    return [token for token in tokens if token]


def change(model: Model, start: int, end: int) -> str:
    """Say in words what a move does, as in "take A and drop B", "set C to D" or "move to E".

    Examples
    --------
    >>> from detente.conflict.model import Model
    >>> model = Model.from_dict({"name": "one", "decision_makers": [{"name": "A", "options": ["talks", "tests"], "preferences": []}]})
    >>> change(model, 2, 1)
    'take "talks" and drop "tests"'
    """
    if not model.is_option_form:
        return f'move to "{model.label(end)}"'
    taken: list[str] = []
    given_up: list[str] = []
    parts: list[str] = []
    movers = [model.decision_makers[place].name for place in model.movers(start, end)]
    for part in _parts(model):
        before, after = start & part.mask, end & part.mask
        name = part.name.removeprefix(f"{movers[0]}: ") if len(movers) == 1 else part.name  # who moves alone has been named
        if before != after and after in part.levels:
            parts.append(f'set "{name}" to "{part.levels[after]}"')
        elif before != after:
            (taken if after else given_up).append(f'"{name}"')
    parts = [f"drop {', '.join(given_up)}", *parts] if given_up else parts
    parts = [f"take {', '.join(taken)}", *parts] if taken else parts
    return " and ".join(parts)
