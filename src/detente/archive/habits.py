"""How usual a kind of deed is, and which day a mention without a date may mean: both depend on all reports compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.archive.near import near_modes
from detente.archive.profiles import Dated, Profile

NEIGHBOURS = 1  # days: the night between two time zones, and the day between an event and its first report
LONG = 28  # days from which a stretch says as little as no day: a month, a year


@dataclass(frozen=True, slots=True)
class Habits:
    """What is usual in all reports compared.

    Parameters
    ----------
    days
        By type and parties, on how many days such a deed is told.
    total
        Number of days on which anything is told, with a month added, so that a small archive makes nothing usual.
    rarest
        The weight of a word that stands in one sentence only.
    occasions
        By report that names no day or only a long stretch: first and last of the days on which a deed it may mean was done, where
        these are next to each other. Who says "the September attack" a year later means the one that everybody tells.
    """

    days: Mapping[tuple[str, frozenset[str]], int]
    total: int
    rarest: float
    occasions: Mapping[str, tuple[int, int]]

    def share(self, profile: Profile) -> float:
        """Give the share of days on which deeds of this type are told of these parties."""
        return self.days.get((profile.report.type, profile.actors | profile.recipients), 0) / self.total

    def once(self, one: Profile, other: Profile) -> bool:
        """Whether one of two tells no day, and the other tells the only day on which such a deed is told, of the same parties.

        The parties must be the same, not only such as the mention may mean, and the day a told one: what a reader left out of a
        report, or took from its publication, makes no occasion that everybody knows.
        """
        for vague, known in ((one, other), (other, one)):
            found = self.occasions.get(vague.report.id)
            if found and known.dated is Dated.TOLD and _is_of_same(vague, known):
                return found[0] <= known.first <= found[1]
        return False


def _is_of_same(one: Profile, other: Profile) -> bool:
    a, b = one.report, other.report
    return a.type == b.type and a.status is b.status and one.actors | one.recipients == other.actors | other.recipients


def habits_of(profiles: Sequence[Profile]) -> Habits:
    """Count on how many days each kind of deed is told, and find the only occasion that what has no day may mean."""
    days: dict[tuple[str, frozenset[str]], set[int]] = {}
    by_party: dict[tuple[str, str], list[Profile]] = {}
    everything = set()
    for profile in profiles:
        if is_day(profile):
            days.setdefault((profile.report.type, profile.actors | profile.recipients), set()).add(profile.first)
            everything.add(profile.first)
            for party in profile.actors | profile.recipients:
                by_party.setdefault((profile.report.type, party), []).append(profile)
    rarest = max((weight for profile in profiles for weight in profile.words.values()), default=1.0)
    vague = (p for p in profiles if p.dated is Dated.UNKNOWN or (p.dated is Dated.STRETCH and p.last - p.first + 1 >= LONG))
    return Habits({key: len(found) for key, found in days.items()}, len(everything) + 30, rarest, dict(_occasions(vague, by_party)))


def _occasions(vague: Iterable[Profile], by_party: Mapping[tuple[str, str], Sequence[Profile]]) -> Iterator[tuple[str, tuple[int, int]]]:
    for profile in vague:
        parties = sorted(profile.actors or profile.recipients)
        found = min((by_party.get((profile.report.type, party), []) for party in parties), key=len, default=[])
        here = [known for known in found if known.report.document == profile.report.document]
        # What the text itself dates goes before what others do.
        days = _only(known for known in here if _may_mean(profile, known)) or _only(known for known in found if _may_mean(profile, known))
        if days:
            yield profile.report.id, days


def _only(found: Iterable[Profile]) -> tuple[int, int] | None:
    """Give first and last day if all are of one occasion."""
    first = last = 0
    for known in found:
        first, last = (min(first, known.first), max(last, known.last)) if last else (known.first, known.last)
        if last - first > NEIGHBOURS:
            return None
    return (first, last) if last else None


def _may_mean(vague: Profile, known: Profile) -> bool:
    a, b = vague.report, known.report
    if a.mode and b.mode and a.mode != b.mode and (a.type, a.mode, b.mode) not in near_modes():
        return False
    if vague.dated is Dated.STRETCH and not vague.first <= known.first <= vague.last:
        return False
    if vague.published is not None and known.first > vague.published + NEIGHBOURS:
        return False
    sides = ((vague.actors, known.actors), (vague.recipients, known.recipients))
    return all(not mine or not theirs or not mine.isdisjoint(theirs) for mine, theirs in sides)


def is_day(profile: Profile) -> bool:
    """Whether a report is of one day, told or that of its publication."""
    return profile.dated in (Dated.TOLD, Dated.PUBLISHED)
