"""Where reports of one event contradict each other: the accounts side by side, each with its reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from detente.archive.pieces import OTHER_PLACE, kilometres, told_conflict
from detente.archive.profiles import Dated, Profile
from detente.records import Account, Precision, Status

Telling = Callable[[Profile], str | None]


def accounts_of(profiles: Sequence[Profile]) -> tuple[Account, ...]:
    """Give the accounts of whatever is told in more than one way.

    Parameters
    ----------
    profiles
        The reports of one incident.

    Returns
    -------
    tuple of Account
        By what they are about, the most told first; empty where the reports do not contradict each other.
    """
    found: list[Account] = []
    for about, tell in _TELLINGS:
        sides: dict[str, list[Profile]] = {}
        for profile in profiles:
            value = tell(profile)
            if value is not None:
                sides.setdefault(value, []).append(profile)
        if len(sides) > 1:
            found += _side_by_side(about, sides)
    return (*found, *_sides(profiles), *_places(profiles))


def _side_by_side(about: str, sides: dict[str, list[Profile]]) -> Iterator[Account]:
    for value, told in sorted(sides.items(), key=lambda side: (-len(side[1]), side[0])):
        yield Account(about, value, tuple(sorted(p.report.id for p in told)), tuple(sorted({p.report.outlet for p in told})))


def _status(profile: Profile) -> str:
    return "denied" if profile.report.status is Status.NEGATED else "asserted"


def _day(profile: Profile) -> str | None:
    return profile.report.start if profile.dated is Dated.TOLD and profile.report.start == profile.report.end else None


def _number(what: str) -> Telling:
    def tell(profile: Profile) -> str | None:
        number = getattr(profile.report.numbers, what)
        return None if number is None else str(number)

    return tell


_TELLINGS: tuple[tuple[str, Telling], ...] = (
    ("status", _status),
    ("dead", _number("dead")),
    ("injured", _number("injured")),
    ("arrested", _number("arrested")),
    ("day", _day),
)


def _sides(profiles: Sequence[Profile]) -> Iterator[Account]:
    """Tell who did it to whom, of a deed of conflict, where that is contradicted: who is told less fully contradicts nobody."""
    sides: dict[str, list[Profile]] = {}
    for profile in profiles:
        one_sided = profile.actors and profile.recipients and not profile.actors & profile.recipients
        if one_sided and told_conflict(profile):
            sides.setdefault(f"{', '.join(sorted(profile.actors))} to {', '.join(sorted(profile.recipients))}", []).append(profile)
    firsts = [told[0] for told in sides.values()]
    if any(a.actors.isdisjoint(b.actors) or a.recipients.isdisjoint(b.recipients) for a, b in combinations(firsts, 2)):
        yield from _side_by_side("sides", sides)


def _places(profiles: Sequence[Profile]) -> Iterator[Account]:
    """Places contradict each other only if they are far from each other: a town lies in its region."""
    sides: dict[str, list[Profile]] = {}
    for profile in profiles:
        if profile.report.place is not None:
            sides.setdefault(profile.report.place.name, []).append(profile)
    towns = [place for told in sides.values() if (place := told[0].report.place) and place.precision is Precision.TOWN]
    distances = [kilometres(one, other) for one, other in combinations(towns, 2)]
    if any(distance is not None and distance >= OTHER_PLACE for distance in distances):
        yield from _side_by_side("place", sides)
