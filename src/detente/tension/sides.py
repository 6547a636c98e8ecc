"""Between whom a series is: two sides of one or more actors each, or one side and everybody."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from detente.errors import UsageError
from detente.ontology import is_conflict
from detente.records import Incident

Dyad = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Sides:
    """Two sides.

    Parameters
    ----------
    first, second
        Codes of parties. An empty second side is everybody, and nobody in particular.
    directed
        Whether only what the first does to the second counts.

    Raises
    ------
    UsageError
        If the first is empty, or a party stands on both sides.

    Examples
    --------
    >>> Sides(("KOR", "USA"), ("PRK",)).name
    'KOR,USA and PRK'
    >>> Sides(("PRK",)).name
    'PRK and anybody'
    """

    first: tuple[str, ...]
    second: tuple[str, ...] = ()
    directed: bool = False

    def __post_init__(self) -> None:
        if not self.first:
            raise UsageError("a side needs at least one actor, such as KOR, or KOR,USA")
        both = sorted(set(self.first) & set(self.second))
        if both:
            raise UsageError(f"{both[0]} is given twice; tension is between two sides, such as KOR,USA PRK")

    @property
    def name(self) -> str:
        """Name them: the two, or who does to whom."""
        return f"{','.join(self.first)} {'to' if self.directed else 'and'} {','.join(self.second) or 'anybody'}"

    def takes(self, incident: Incident) -> bool:
        """Whether an incident is between them.

        One side acts and the other is the recipient; or, without recipients, they meet or agree. Towards everybody counts whatever a side
        does to others or to nobody named, and whatever others do to it; what it does to itself alone does not.
        """
        actors, recipients = set(incident.actors), set(incident.recipients)
        first, second = set(self.first), set(self.second)
        if not second:
            others = (actors | recipients) - first
            acts = bool(actors & first) and bool(others or not recipients)
            return acts or (not self.directed and bool(recipients & first) and bool(actors - first))
        if not recipients:
            return not is_conflict(incident.type) and bool(actors & first) and bool(actors & second)
        forth = bool(actors & first) and bool(recipients & second)
        return forth or (not self.directed and bool(actors & second) and bool(recipients & first))


def dyads_of(incident: Incident) -> tuple[Dyad, ...]:
    """Give the dyads an incident belongs to: every actor with every recipient; those who meet or agree, with each other.

    Who acts together in conflict (two allies' drill) is no dyad of conflict; who fights each other is both actor and recipient.
    """
    if incident.recipients:
        return tuple(sorted({(a, b) if a < b else (b, a) for a in incident.actors for b in incident.recipients if a != b}))
    return () if is_conflict(incident.type) else tuple(combinations(sorted(incident.actors), 2))
