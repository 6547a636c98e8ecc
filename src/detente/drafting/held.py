"""Courses of action that are no choice: listed in the model with their evidence, and held as they stand.

Of most less is told than of the options; some cannot be undone and are presumed taken, so that nothing would be left to choose.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from detente.conflict.logic import options_of
from detente.conflict.options import Condition, ConditionKind, Direction, Held
from detente.drafting.courses import load_courses, same_choice
from detente.drafting.facts import DEMANDS
from detente.drafting.makers import Side
from detente.drafting.options import Chosen, Weighed
from detente.drafting.standing import Standing

#: How many courses a model may list, options and held ones: of more, too many are wrong (docs/method-drafting.md).
LISTED = 20


def choose_further(weighed: Weighed, sides: Sequence[Side], options: Sequence[Chosen]) -> tuple[Chosen, ...]:
    """Choose what is listed beside the options: the weightiest courses that are none, nor the other side of the same choice.

    Returns
    -------
    tuple of Chosen
        By side, then weight; `LISTED` in the model at most, options counted.
    """
    listed = [(option.side, option.course.id) for option in options]
    further: list[Chosen] = []
    for key in sorted(weighed.weights, key=lambda key: (-weighed.weights[key], load_courses()[key[1]].place, key[0])):
        if len(listed) == LISTED:
            break
        known = any(side == key[0] and (course == key[1] or same_choice(course, key[1])) for side, course in listed)
        if known or not weighed.counts(key):
            continue
        further.append(weighed.option(key, sides))
        listed.append(key)
    return tuple(sorted(further, key=lambda option: (option.side, -option.weight)))


def is_settled(option: Chosen, standing: Standing) -> bool:
    """Whether a course that cannot be undone is presumed taken and nobody is told to ask for it: nothing would be left of it to choose."""
    asked = any(fact.sort in DEMANDS and fact.takes for fact in option.facts)
    return standing.taken and standing.assumed and option.course.direction is Direction.TAKEN_ONCE and not asked


def held_as_it_stands(option: Chosen, standing: Standing, conditions: Sequence[Condition], names: Mapping[str, str]) -> Held:
    """Make a course one that is held, and say how it stands, and which options could only be taken by ending it.

    Parameters
    ----------
    option, standing
        The course, and how it stands.
    conditions
        Those between options and what is held.
    names
        What the options are called, by identifier.
    """
    held, told = Held(option.option, standing.taken), option.option.provenance
    why = "it cannot be undone, and nobody asks for it" if is_settled(option, standing) else "less is told of it than of the options"
    note = f"{told.note}; {why}, so it is held as it stands ({held.stands}, {standing.why})"
    ended = [
        names[other]
        for condition in conditions
        if standing.taken and condition.kind is ConditionKind.EXCLUSIVE and option.id in (spoken := options_of(condition.forbidden))
        for other in spoken
        if other in names
    ]
    if ended:
        note += f"; {' or '.join(f'“{name}”' for name in ended)} could be taken only by ending it, which the model does not show"
    return replace(held, option=replace(option.option, provenance=replace(told, assumed=standing.assumed, note=note)))
