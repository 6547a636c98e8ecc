"""Options with several levels, as binary options: one for each level but the first.

An *ordered* option (alert: normal, raised, war footing) rises step by step through its levels: the binary option of a level says that
the level is **at least** that, so each requires the one below. Of an *unordered* one (a capital in the north, the south, or nowhere) the
binary option of a level says that **this** level holds, and they exclude each other. In both, the first level holds where none is taken,
and one move may change from any level to any other, as directions allow: an ordered option that is ``taken-once`` only rises, an
unordered one keeps the first level that is chosen.

The two encodings are the thermometer and the one-hot code of statistics; the graph model itself knows binary options only (Fang, Hipel &
Kilgour, *Interactive Decision Making*, 1993).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.conflict.logic import And, Expression, Not, Taken
from detente.conflict.options import Condition, ConditionKind, Direction, Option, Provenance
from detente.errors import ModelError

if TYPE_CHECKING:
    from detente.conflict.model import DecisionMaker, Model


@dataclass(frozen=True, slots=True)
class LevelOption:
    """An option with several levels.

    Parameters
    ----------
    id, name
        As of an `Option`.
    levels
        The names of its levels, at least two; the first holds where no binary option of it is taken.
    options
        The identifiers of its binary options, one for each level but the first, in the order of the levels.
    ordered
        Whether a level includes those before it.
    provenance
        Where it comes from.

    Examples
    --------
    >>> alert, binary = level_option("alert", "alert", ("normal", "raised", "war footing"))
    >>> [option.id for option in binary], [str(condition) for condition in alert.conditions()]
    (['alert>=raised', 'alert>=war-footing'], ['if alert>=war-footing then alert>=raised'])
    >>> str(alert.exactly(1))
    'alert>=raised and not alert>=war-footing'
    """

    id: str
    name: str
    levels: tuple[str, ...]
    options: tuple[str, ...]
    ordered: bool = True
    provenance: Provenance = field(default_factory=Provenance)

    def taken(self, level: int) -> tuple[str, ...]:
        """List the binary options taken where a level (0 is the first) holds."""
        return self.options[:level] if self.ordered else self.options[max(level - 1, 0) : level]

    def exactly(self, level: int) -> Expression:
        """Say over the binary options that this level holds, in a state in which some level does."""
        if not self.ordered and level:
            return Taken(self.options[level - 1])
        here: list[Expression] = [Taken(self.options[level - 1])] if level else []
        above = self.options[level : level + 1] if self.ordered else self.options
        parts = (*here, *(Not(Taken(option)) for option in above))
        return parts[0] if len(parts) == 1 else And(parts)

    def conditions(self) -> tuple[Condition, ...]:
        """Give what rules out the states in which no level, or more than one, holds."""
        if self.ordered:
            steps = zip(self.options[1:], self.options, strict=False)
            return tuple(Condition(ConditionKind.IMPLIES, (Taken(upper), Taken(lower))) for upper, lower in steps)
        return (Condition(ConditionKind.EXCLUSIVE, tuple(Taken(option) for option in self.options)),) if len(self.options) > 1 else ()


def level_option(
    option_id: str,
    name: str,
    levels: Sequence[str],
    *,
    ordered: bool = True,
    directions: Sequence[Direction] = (),
    provenance: Provenance | None = None,
    told: Sequence[Provenance] = (),
    courses: Sequence[str] = (),
) -> tuple[LevelOption, tuple[Option, ...]]:
    """Make an option with levels and the binary options it stands for.

    Parameters
    ----------
    option_id, name, levels, ordered, provenance
        As of `LevelOption`.
    directions, told, courses
        Direction, provenance and course of action of each binary option; left out, ``both`` and none.
    """
    sign = ">=" if ordered else "="
    binary = tuple(
        Option(
            f"{option_id}{sign}{level_id(level)}",
            f"{name}: at least {level}" if ordered else f"{name}: {level}",
            directions[place] if directions else Direction.BOTH,
            told[place] if told else Provenance(),
            courses[place] if courses else "",
        )
        for place, level in enumerate(levels[1:])
    )
    return LevelOption(option_id, name, tuple(levels), tuple(o.id for o in binary), ordered, provenance or Provenance()), binary


def level_id(level: str) -> str:
    """Write the name of a level as part of an identifier.

    Examples
    --------
    >>> level_id("war footing")
    'war-footing'
    """
    return re.sub(r"[^\w]+", "-", level.lower()).strip("-")


def level_names(levelled: Iterable[tuple[str, LevelOption]]) -> dict[str, Expression]:
    """Map what a level may be called in a statement to what it stands for: ``alert=raised``, also with the option's and level's names.

    Parameters
    ----------
    levelled
        Pairs of the owner's name and the option.
    """
    pairs = list(levelled)
    spoken = [option.name for _, option in pairs]
    names: dict[str, Expression] = {}
    for owner, option in pairs:
        called = [option.id, f"{owner}: {option.name}", *([option.name] if spoken.count(option.name) == 1 else [])]
        for level, name in enumerate(option.levels):
            for key in called:
                for said in (name, level_id(name)):
                    names.setdefault(f"{key}={said}", option.exactly(level))
                    if option.ordered and level:
                        names.setdefault(f"{key}>={said}", Taken(option.options[level - 1]))
    return names


def implied_conditions(makers: Iterable[DecisionMaker]) -> tuple[Condition, ...]:
    """Give the conditions that the levels of all decision makers bring with them."""
    return tuple(condition for maker in makers for option in maker.levelled for condition in option.conditions())


def stated_conditions(model: Model) -> tuple[Condition, ...]:
    """Give the conditions of a model without those that levels bring with them."""
    implied = implied_conditions(model.decision_makers)
    return tuple(condition for condition in model.conditions if condition not in implied)


def check_levels(model: Model, place: int, maker: DecisionMaker) -> None:
    """Refuse levels that do not fit the options and conditions of a model.

    Raises
    ------
    ModelError
        Naming the option.
    """
    ids = [option.id for option in maker.options]
    for option in maker.levelled:
        where = f"decision_makers[{place}] ({maker.name}).options ({option.id})"
        check_level_names(option.levels, f"{where}.levels")
        if option.id in ids or [other.id for owner in model.decision_makers for other in owner.levelled].count(option.id) > 1:
            raise ModelError(f"{where}.id: {option.id!r} is there twice; give each option an id of its own")
        first = ids.index(option.options[0]) if option.options and option.options[0] in ids else -1
        if first < 0 or tuple(ids[first : first + len(option.options)]) != option.options:
            raise ModelError(f"{where}: its binary options {list(option.options)} are not among the owner's, side by side in this order")
        if len(option.options) != len(option.levels) - 1:
            raise ModelError(f"{where}: it has {len(option.levels)} levels and {len(option.options)} binary options; one less is needed")
        if missing := [condition for condition in option.conditions() if condition not in model.conditions]:
            raise ModelError(f'{where}: the model lacks the condition "{missing[0]}", without which the levels mean nothing')


def check_level_names(levels: Sequence[str], where: str) -> None:
    """Refuse levels that are too few, empty or not to be told apart.

    Raises
    ------
    ModelError
        Naming the field.
    """
    if len(levels) < 2:
        raise ModelError(f"{where}: list at least two levels, the first being the one that holds where nothing is done")
    ids = [level_id(level) for level in levels]
    for number, level in enumerate(levels):
        if not ids[number]:
            raise ModelError(f"{where}[{number}]: {level!r} is no name; give the level one with letters or digits")
        if ids[number] in ids[:number]:
            raise ModelError(f"{where}[{number}]: {level!r} is there twice; give each level a name of its own")
