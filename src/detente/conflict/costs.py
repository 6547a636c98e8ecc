"""What each kind of change costs in a way out, in whole units that the user may edit.

The defaults count 1 for whatever changes what somebody wants by one comparison or one literal, and 2 for whatever changes what can be done.
They are a convention, as in inverse analysis generally: a cost says how much of the model changes, not how hard that is to bring about.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from detente.errors import UsageError


@dataclass(frozen=True, slots=True)
class Costs:
    """The cost of one change of each kind.

    Parameters
    ----------
    swap, tie, untie
        In a ranking (or payoffs), for each pair of states that is compared differently afterwards: the preferred one becomes the lesser,
        the two become equal, equal ones become unequal. Two neighbours swapped are one pair; a state tied with three equal ones is three.
    reorder
        In ordered statements, for each pair of statements whose order is reversed.
    drop, negate, add
        In ordered statements, for each literal left out of a statement, negated in it, or added as a statement of its own at any place.
    one_way, remove
        An option made one-way, or fixed as it is.
    release
        An option that was one-way or fixed made free.
    arc
        A move of the explicit form made impossible.
    joint
        A joint move from the status quo straight to the target, made by several together or arranged by a mediator.

    Raises
    ------
    UsageError
        If a cost is no whole number of at least 1.
    """

    swap: int = 1
    tie: int = 1
    untie: int = 1
    reorder: int = 1
    drop: int = 1
    negate: int = 1
    add: int = 1
    one_way: int = 2
    remove: int = 2
    release: int = 2
    arc: int = 2
    joint: int = 2

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if type(value) is not int or value < 1:
                raise UsageError(f"the cost of {field.name!r} is {value!r}; give a whole number of at least 1")


#: The costs used unless others are given.
USUAL = Costs()
