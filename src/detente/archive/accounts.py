"""Where reports of one event contradict each other: the accounts side by side, each with its reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from detente.archive.pieces import OTHER_PLACE, kilometres
from detente.archive.profiles import Dated, Profile
from detente.ontology import is_conflict
from detente.records import Account, Status

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
    return (*found, *_places(profiles))


def _side_by_side(about: str, sides: dict[str, list[Profile]]) -> Iterator[Account]:
    for value, told in sorted(sides.items(), key=lambda side: (-len(side[1]), side[0])):
        yield Account(about, value, tuple(sorted(p.report.id for p in told)), tuple(sorted({p.report.outlet for p in told})))


def _status(profile: Profile) -> str:
    return "denied" if profile.report.status is Status.NEGATED else "asserted"


def _actors(profile: Profile) -> str | None:
    """Give who did it to whom, of a deed of conflict; only where both sides are known: who is not named contradicts nobody."""
    if not is_conflict(profile.report.type) or not profile.actors or not profile.recipients or profile.actors & profile.recipients:
        return None
    return f"{', '.join(sorted(profile.actors))} to {', '.join(sorted(profile.recipients))}"


def _day(profile: Profile) -> str | None:
    return profile.report.start if profile.dated is Dated.TOLD and profile.report.start == profile.report.end else None


def _number(what: str) -> Telling:
    def tell(profile: Profile) -> str | None:
        number = getattr(profile.report.numbers, what)
        return None if number is None else str(number)

    return tell


_TELLINGS: tuple[tuple[str, Telling], ...] = (
    ("status", _status),
    ("sides", _actors),
    ("dead", _number("dead")),
    ("injured", _number("injured")),
    ("arrested", _number("arrested")),
    ("day", _day),
)


def _places(profiles: Sequence[Profile]) -> Iterator[Account]:
    """Places contradict each other only if they are far from each other: a town lies in its region."""
    sides: dict[str, list[Profile]] = {}
    for profile in profiles:
        if profile.report.place is not None:
            sides.setdefault(profile.report.place.name, []).append(profile)
    places = [told[0].report.place for told in sides.values() if told[0].report.place]
    for number, one in enumerate(places):
        for other in places[number + 1 :]:
            distance = kilometres(one, other)
            if distance is not None and distance >= OTHER_PLACE:
                yield from _side_by_side("place", sides)
                return
