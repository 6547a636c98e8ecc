"""Options of model files, binary or with levels, read from plain values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente.conflict.fields import PROVENANCE, as_list, as_table, only_fields, provenance_field, text_field
from detente.conflict.levels import LevelOption, check_level_names, level_option
from detente.conflict.options import Direction, Held, Option
from detente.errors import ModelError


@dataclass(frozen=True, slots=True)
class Owned:
    """The options of one decision maker: all that are binary, those of several levels, encoded by some of them, and those held."""

    options: tuple[Option, ...]
    levelled: tuple[LevelOption, ...]
    held: tuple[Held, ...]


def read_options(entries: Sequence[Mapping[str, Any]], names: Sequence[str]) -> list[Owned]:
    """Read the options of all decision makers.

    Parameters
    ----------
    entries, names
        The tables of the decision makers, and their names.

    Raises
    ------
    ModelError
        Naming the field.
    """
    listed = [
        as_list(entry.get("options", []), f"decision_makers[{place}] ({owner}).options", "list its options")
        for place, (entry, owner) in enumerate(zip(entries, names, strict=True))
    ]
    used = {given["id"] for own in listed for given in own if isinstance(given, dict) and isinstance(given.get("id"), str)}
    owned = []
    for place, (own, owner) in enumerate(zip(listed, names, strict=True)):
        options: list[Option] = []
        levelled: list[LevelOption] = []
        held: list[Held] = []
        for number, given in enumerate(own):
            read = _option(given, f"decision_makers[{place}] ({owner}).options[{number}]", owner, used)
            if isinstance(read, Option):
                options.append(read)
                used.add(read.id)
            elif isinstance(read, Held):
                held.append(read)
                used.add(read.option.id)
            else:
                levelled.append(read[0])
                options += read[1]
                used.add(read[0].id)
        owned.append(Owned(tuple(options), tuple(levelled), tuple(held)))
    return owned


def _option(given: Any, where: str, owner: str, used: set[str]) -> Option | Held | tuple[LevelOption, tuple[Option, ...]]:
    entry = {"name": given} if isinstance(given, str) else as_table(given, where)
    only_fields(entry, where, ("id", "name", "direction", "levels", "ordered", "course", "held", *PROVENANCE))
    name = text_field(entry, "name", where) or text_field(entry, "id", where)
    if not name.strip():
        raise ModelError(f"{where}: the option has neither name nor id; give it a name")
    option_id = text_field(entry, "id", where) or new_id(name, owner, used)
    direction, provenance = _direction(entry, where, Direction.BOTH), provenance_field(entry, where)
    if "levels" not in entry:
        if "ordered" in entry:
            raise ModelError(f"{where}.ordered: it is for an option with levels; list them, or leave it out")
        option = Option(option_id, name, direction, provenance, text_field(entry, "course", where))
        return _held(option, entry["held"], f"{where}.held") if "held" in entry else option
    if "held" in entry:
        raise ModelError(f"{where}.held: an option with levels cannot be held; leave it out, or list what is held without levels")
    if "course" in entry:
        raise ModelError(f"{where}.course: an option with levels has none of its own; name it in the level that is this course of action")
    levels = as_list(entry["levels"], f"{where}.levels", "list the levels, that which holds where nothing is done first")
    ordered = entry.get("ordered", True)
    if not isinstance(ordered, bool):
        raise ModelError(f"{where}.ordered: {ordered!r} is neither true nor false")
    tables = [{"name": level} if isinstance(level, str) else as_table(level, f"{where}.levels[{n}]") for n, level in enumerate(levels)]
    for number, table in enumerate(tables):
        only_fields(table, f"{where}.levels[{number}]", ("name", "direction", "course", *PROVENANCE) if number else ("name",))
    shown = [text_field(table, "name", f"{where}.levels[{number}]", needed=True) for number, table in enumerate(tables)]
    check_level_names(shown, f"{where}.levels")
    return level_option(
        option_id,
        name,
        shown,
        ordered=ordered,
        directions=[_direction(table, f"{where}.levels[{n}]", direction) for n, table in enumerate(tables) if n],
        provenance=provenance,
        told=[provenance_field(table, f"{where}.levels[{n}]") for n, table in enumerate(tables) if n],
        courses=[text_field(table, "course", f"{where}.levels[{n}]") for n, table in enumerate(tables) if n],
    )


def _direction(entry: Mapping[str, Any], where: str, otherwise: Direction) -> Direction:
    try:
        return Direction(entry.get("direction", otherwise))
    except ValueError:
        choices = ", ".join(Direction)
        raise ModelError(f"{where}.direction: {entry['direction']!r} is none of {choices}") from None


def _held(option: Option, given: Any, where: str) -> Held:
    for held in (Held(option, True), Held(option, False)):
        if given == held.stands:
            return held
    raise ModelError(f'{where}: {given!r} does not say how it stands; write held = "taken" or held = "not taken"')


def new_id(name: str, owner: str, used: set[str]) -> str:
    """Make an identifier from the name of an option, with its owner's or a number where that is used already."""
    plain = re.sub(r"[^\w]+", "-", name.lower()).strip("-") or "option"
    candidate = plain if plain not in used else re.sub(r"[^\w]+", "-", f"{owner} {name}".lower()).strip("-")
    number = 2
    while candidate in used:
        candidate = f"{plain}-{number}"
        number += 1
    return candidate
