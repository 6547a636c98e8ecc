"""The signed network: who is friendly with whom and hostile to whom in a stretch of time, as far as that is clear.

The sign of a tie is that of its balance, cooperation less conflict, and is given only where it is clear. Of the weight of all dealings
of two parties a share is cooperation. What share would one see with many more of them? Jeffreys' interval answers that for *n* draws
(Brown, Cai & DasGupta, *Statistical Science* 16, 2001): it takes for granted only that most pairs lean clearly to one side, as its prior
does, and not to which. As dealings weigh differently, n is their effective number, the square of the summed weights by the sum of their
squares (Kish, *Survey Sampling*, 1965). The sign is clear if the whole interval lies on one side of one half, and the balance is not next
to nothing. So one meeting makes no friends: at 80% two dealings of like weight and one sign are the least, at 90% three.

One thing clears a balance that is too thin: a standing relation of the same sign, told by an outlet in its own words or by two outlets,
where no relation of the other sign is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scipy.special import betaincinv

from detente.records import RelationKind
from detente.tension.blocs.dealings import Dealing, Pair

CONFIDENCE = 0.8
"""Of the two-sided interval: a sign that is given is the wrong one with a chance of one in ten at most, if dealings are like draws."""
MIXED = 0.1
"""A balance this near to zero, as a share of all that passed, is no sign, however well it is known."""
BOTH = 0.25
"""Where the lesser of cooperation and conflict is this share of all, their mixture makes a sign unclear, and no lack of reports."""
KEPT = 200  # identifiers kept of a tie: an archive of imported rows may have a million


@dataclass(frozen=True, slots=True)
class Tie:
    """What passed between two parties in a period.

    Parameters
    ----------
    pair
        Two codes, sorted.
    cooperation, conflict
        Summed weight, both zero or more.
    dealings
        How many incidents, relations or rows it rests on.
    low, high
        Interval of the balance, as a share of all that passed: -1 all conflict, 1 all cooperation.
    sign
        1 friendly, -1 hostile, 0 unclear.
    told
        Whether the sign is given because a relation of that sign is told; else by the interval.
    incidents, relations
        Identifiers of what it rests on, by day; the first ones where there are very many.
    reports
        Identifiers of the events behind the incidents.
    """

    pair: Pair
    cooperation: float
    conflict: float
    dealings: int
    low: float
    high: float
    sign: int
    told: bool
    incidents: tuple[str, ...]
    relations: tuple[str, ...]
    reports: tuple[str, ...]

    @property
    def net(self) -> float:
        """Cooperation less conflict."""
        return round(self.cooperation - self.conflict, 3)

    @property
    def weight(self) -> float:
        """How strong it is, whatever its sign."""
        return abs(self.net)

    @property
    def word(self) -> str:
        """Its sign in a word."""
        return {1: "friendly", -1: "hostile", 0: "unclear"}[self.sign]

    @property
    def why(self) -> str:
        """Say why its sign is given or not."""
        total = self.cooperation + self.conflict
        if not total:
            return "nothing that passed has a weight"
        if self.sign:
            return "a relation told of it" if self.told else "clear"
        if abs(self.net) < MIXED * total:
            return "as much friendly as hostile"
        return "friendly and hostile" if min(self.cooperation, self.conflict) >= BOTH * total else "too little to tell"


@dataclass(frozen=True, slots=True)
class Network:
    """All ties of a period.

    Parameters
    ----------
    ties
        In order of pairs.
    """

    ties: tuple[Tie, ...]

    @property
    def signed(self) -> tuple[Tie, ...]:
        """The ties with a clear sign."""
        return tuple(t for t in self.ties if t.sign)

    @property
    def unclear(self) -> tuple[Tie, ...]:
        """The ties without one."""
        return tuple(t for t in self.ties if not t.sign)

    @property
    def actors(self) -> tuple[str, ...]:
        """Who has at least one tie with a clear sign."""
        return tuple(sorted({code for t in self.signed for code in t.pair}))

    @property
    def unplaced(self) -> tuple[str, ...]:
        """Who has only unclear ties."""
        return tuple(sorted({code for t in self.unclear for code in t.pair} - set(self.actors)))


def signed_network(dealings: Iterable[Dealing], confidence: float = CONFIDENCE) -> Network:
    """Sum dealings to ties.

    Parameters
    ----------
    dealings
        Of one period, in any order.
    confidence
        Of the interval that must keep off zero for a sign to be clear.

    Examples
    --------
    >>> meeting = Dealing(("KOR", "PRK"), 2.5, "2018-04-27", "2018-04-27", "in-1")
    >>> tie, = signed_network([meeting]).ties
    >>> tie.word, tie.why
    ('unclear', 'too little to tell')
    """
    by_pair: dict[Pair, list[Dealing]] = {}
    for dealing in sorted(dealings, key=lambda d: (d.pair, d.start or "9999", d.record, d.weight)):
        by_pair.setdefault(dealing.pair, []).append(dealing)
    return Network(tuple(_tie(pair, found, confidence) for pair, found in by_pair.items()))


def balance_interval(cooperation: float, conflict: float, squares: float, confidence: float) -> tuple[float, float]:
    """Give Jeffreys' interval of the balance for dealings of these summed weights and squared weights.

    Examples
    --------
    >>> [round(end, 2) for end in balance_interval(7.5, 0.0, 3 * 2.5**2, 0.9)]
    [0.11, 1.0]
    """
    total = cooperation + conflict
    if not total:
        return -1.0, 1.0
    friendly, hostile = (side * total / squares for side in (cooperation, conflict))  # effective numbers of dealings
    tail = (1 - confidence) / 2
    # Where all that passed is of one sign, the interval reaches the end, as that authority advises.
    low = float(betaincinv(friendly + 0.5, hostile + 0.5, tail)) if friendly else 0.0
    high = float(betaincinv(friendly + 0.5, hostile + 0.5, 1 - tail)) if hostile else 1.0
    return round(2 * low - 1, 6), round(2 * high - 1, 6)


def _tie(pair: Pair, dealings: Sequence[Dealing], confidence: float) -> Tie:
    incidents = [d for d in dealings if d.relation is None]
    relations = [d for d in dealings if d.relation is not None]
    once: dict[RelationKind | None, Dealing] = {d.relation: d for d in relations}
    counted = [*incidents, *once.values()]
    cooperation = round(sum(d.weight * d.times for d in counted if d.weight > 0), 3)
    conflict = round(-sum(d.weight * d.times for d in counted if d.weight < 0), 3)
    low, high = balance_interval(cooperation, conflict, sum(d.weight**2 * d.times for d in counted), confidence)
    lean = (cooperation > conflict) - (cooperation < conflict)
    if abs(cooperation - conflict) < MIXED * (cooperation + conflict):
        lean = 0
    clear = low > 0 or high < 0
    told = not clear and _told_sign(relations) == lean != 0
    return Tie(
        pair, cooperation, conflict, sum(d.times for d in counted), low, high, lean if clear or told else 0, told,
        *(tuple(dict.fromkeys(found))[:KEPT] for found in (
            (d.record for d in incidents), (d.record for d in relations), (report for d in incidents for report in d.reports),
        )),
    )  # fmt: skip


def _told_sign(relations: Sequence[Dealing]) -> int:
    """Give the sign of the relations told, or 0 where they contradict each other or are one source's word."""
    signs = {1 if d.weight > 0 else -1 for d in relations if d.weight}
    vouched = any(d.own_words for d in relations if d.weight) or len({d.outlet for d in relations if d.weight}) > 1
    return signs.pop() if len(signs) == 1 and vouched else 0
