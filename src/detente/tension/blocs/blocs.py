"""The blocs of a period, and how they change from period to period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from detente.tension.blocs.bridges import Bridge, find_bridges
from detente.tension.blocs.dealings import Dealing, Pair
from detente.tension.blocs.frustration import Frustration, frustration
from detente.tension.blocs.network import CONFIDENCE, Network, signed_network
from detente.tension.blocs.triads import Triads, find_triads


class Span(StrEnum):
    """How long a period is."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Blocs:
    """A signed network and what it falls into.

    Parameters
    ----------
    period
        ``"2018"``, ``"2018-Q2"``, ``"2018-06"``, or ``"all"``.
    network
        Its ties.
    split
        Frustration by weight, and the camps.
    counted
        Frustration by number of ties: each counts 1.
    opposed
        Who is in a camp with others by common opponents alone, without a friendly tie to any of them.
    leaning
        Whom counting the unclear ties by the side they lean to would move into the other camp.
    triads, bridges
        Of the ties with a clear sign.
    """

    period: str
    network: Network
    split: Frustration
    counted: Frustration
    opposed: tuple[str, ...]
    leaning: tuple[str, ...]
    triads: Triads
    bridges: tuple[Bridge, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """What changed between two periods that follow each other.

    Parameters
    ----------
    before, after
        The periods.
    ties
        Ties with a clear sign in both, and another one: the sign they had comes first.
    moved
        Who is in a camp in both and stands otherwise to most of the others, where the camps of the two periods can be matched.
    """

    before: str
    after: str
    ties: tuple[tuple[Pair, int, int], ...]
    moved: tuple[str, ...]


def blocs_of(dealings: Iterable[Dealing], period: str = "all", confidence: float = CONFIDENCE) -> Blocs:
    """Find the blocs of one period.

    Parameters
    ----------
    dealings
        Of that period.
    period
        What to call it.
    confidence
        From which a sign is clear, as `signed_network` takes it.
    """
    network = signed_network(dealings, confidence)
    ties = {t.pair: t.net for t in network.signed}
    split = frustration(ties)
    leaning = frustration({t.pair: t.net for t in network.ties if t.net}, bounded=False)
    return Blocs(
        period, network, split, frustration({pair: 1.0 if net > 0 else -1.0 for pair, net in ties.items()}),
        _by_opposition(ties, split), _moved(split, leaning), find_triads(ties), find_bridges(ties, split),
    )  # fmt: skip


def blocs_over_time(
    dealings: Iterable[Dealing],
    by: Span | None = None,
    *,
    since: str | None = None,
    until: str | None = None,
    confidence: float = CONFIDENCE,
) -> tuple[Blocs, ...]:
    """Find the blocs period by period.

    Parameters
    ----------
    dealings
        In any order.
    by
        The length of a period; None: all in one.
    since, until
        ISO dates, both inclusive: only what surely happened within.
    confidence
        From which a sign is clear, as `signed_network` takes it.

    Returns
    -------
    tuple of Blocs
        In order of time, for each period in which anything passed. What does not fall into one period for sure is in none.
    """
    chosen = [d for d in dealings if _within(d, since, until)]
    if by is None:
        return (blocs_of(chosen, confidence=confidence),)
    periods: dict[str, list[Dealing]] = {}
    for dealing in chosen:
        if dealing.start and dealing.end and (name := period_of(dealing.start, by)) == period_of(dealing.end, by):
            periods.setdefault(name, []).append(dealing)
    return tuple(blocs_of(periods[name], name, confidence) for name in sorted(periods))


def turns_of(periods: Sequence[Blocs]) -> tuple[Turn, ...]:
    """Say what changed from each period to the next."""
    found = []
    for before, after in pairwise(periods):
        old = {t.pair: t.sign for t in before.network.signed}
        ties = tuple((t.pair, old[t.pair], t.sign) for t in after.network.signed if old.get(t.pair, t.sign) != t.sign)
        found.append(Turn(before.period, after.period, ties, _moved(before.split, after.split)))
    return tuple(found)


def period_of(day: str, by: Span) -> str:
    """Name the period a day lies in.

    Examples
    --------
    >>> period_of("2018-06-12", Span.QUARTER)
    '2018-Q2'
    """
    if by is Span.YEAR:
        return day[:4]
    return day[:7] if by is Span.MONTH else f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"


def _within(dealing: Dealing, since: str | None, until: str | None) -> bool:
    if since and (dealing.start is None or dealing.start < since):
        return False
    return not (until and (dealing.end is None or dealing.end > until))


def _by_opposition(ties: Mapping[Pair, float], split: Frustration) -> tuple[str, ...]:
    found = []
    for camp in (camp for part in split.parts for camp in part.camps if len(camp) > 1):
        befriended = {code for pair, weight in ties.items() if weight > 0 and set(camp) >= set(pair) for code in pair}
        found += [actor for actor in camp if actor not in befriended]
    return tuple(sorted(found))


def _moved(before: Frustration, after: Frustration) -> tuple[str, ...]:
    """Say who stands otherwise in a second split: camps are matched where the parts share most actors, as most of these are matched."""
    moved: list[str] = []
    for part in before.parts:
        old = {actor: number for number, camp in enumerate(part.camps) for actor in camp}
        for other in after.parts:
            new = {actor: number for number, camp in enumerate(other.camps) for actor in camp}
            both = sorted(set(old) & set(new))
            turned = [actor for actor in both if old[actor] != new[actor]]
            same = [actor for actor in both if old[actor] == new[actor]]
            if len(turned) != len(same):  # as many as not: nothing says who of them moved
                moved += turned if len(turned) < len(same) else same
    return tuple(sorted(moved))
