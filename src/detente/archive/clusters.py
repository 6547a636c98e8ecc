"""Which of many reports tell of one event: pairs worth comparing, and clusters of those alike.

Only pairs that share a party, a day and types that go together are compared (blocking). In a crowded block a report is compared with
its nearest neighbours in two orders, by place and by its rarest word (the sorted neighbourhood of Hernández and Stolfo, 1995). The
clusters are made from the most alike pairs on, those of one text before those across texts: two clusters become one if their best pair
and the mean of all pairs together make them alike, and no pair of them is kept apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from detente.archive.evidence import score
from detente.archive.habits import NEIGHBOURS, Habits, habits_of
from detente.archive.near import near_types
from detente.archive.pieces import LATE, is_mutual, is_reversed
from detente.archive.profiles import Dated, Profile

ALIKE = 0.0  # the score at which two reports, or two clusters, are alike
BEST = 0.5  # the share of the best pair in the score of two clusters; the mean of all pairs has the rest; swept over 0 to 0.65
SAID = 100.0  # the score of two that a person has put together
CROWD = 40  # reports in a block beyond which only neighbours are compared
REACH = 12  # how many neighbours, in each of the two orders
LOOK_BACK = 7  # days before publication in which an event without a date is looked for
RARE = 6  # sentences at most in which a word stands that brings reports together across time
LONGEST = 31  # days of the longest stretch that is entered day by day


@dataclass(slots=True)
class Comparison:
    """Profiles, and the scores of their pairs, each computed once.

    Parameters
    ----------
    profiles
        What is compared, in a fixed order.
    together
        Pairs of places (the smaller first) that a person has put together.
    alone
        Places that a person has taken apart from all others.
    """

    profiles: Sequence[Profile]
    together: frozenset[tuple[int, int]] = frozenset()
    alone: frozenset[int] = frozenset()
    habits: Habits = field(init=False)
    _known: dict[tuple[int, int], float] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.habits = habits_of(self.profiles)

    def score(self, one: int, other: int) -> float:
        """Give the score of a pair; minus infinity if they are kept apart."""
        key = (one, other) if one < other else (other, one)
        if key not in self._known:
            if key in self.together:
                self._known[key] = SAID
            elif one in self.alone or other in self.alone:
                self._known[key] = float("-inf")
            else:
                self._known[key] = score(self.profiles[key[0]], self.profiles[key[1]], self.habits)
        return self._known[key]


def cluster(comparison: Comparison) -> list[list[int]]:
    """Put the reports of one event together.

    Returns
    -------
    list of list of int
        Places of the profiles; each once, every cluster sorted, in order of their first.
    """
    pairs = {*candidates(comparison.profiles), *comparison.together}
    documents = [profile.report.document for profile in comparison.profiles]
    scored = sorted(
        ((a, b) not in comparison.together, documents[a] != documents[b], -s, a, b)
        for a, b in sorted(pairs)
        if (s := comparison.score(a, b)) >= ALIKE
    )
    home = list(range(len(comparison.profiles)))
    members: dict[int, list[int]] = {place: [place] for place in home}
    for _, _, _, a, b in scored:
        one, other = sorted((home[a], home[b]))
        if one == other or not _alike(members[one], members[other], comparison):
            continue
        for place in members[other]:
            home[place] = one
        members[one] += members.pop(other)
    return [sorted(found) for _, found in sorted(members.items())]


def _alike(one: Sequence[int], other: Sequence[int], comparison: Comparison) -> bool:
    if any((min(a, b), max(a, b)) in comparison.together for a in one for b in other):
        return True
    total, count, best = 0.0, 0, -100.0
    speak = {*_spokesmen(one, comparison.profiles), *_spokesmen(other, comparison.profiles)}
    mutual = [comparison.profiles[place] for place in (*one, *other) if len(comparison.profiles[place].actors) > 1]
    for a in one:
        for b in other:
            found = comparison.score(a, b)
            if found == float("-inf"):
                return False
            if a not in speak or b not in speak or (mutual and _is_of_both(comparison.profiles[a], comparison.profiles[b], mutual)):
                continue
            total += found
            best = max(best, found)
            count += 1
    return count > 0 and BEST * best + (1 - BEST) * total / count >= ALIKE


def _is_of_both(one: Profile, other: Profile, mutual: Sequence[Profile]) -> bool:
    """Whether two accounts of who did it to whom are of a fight that is told as that of both: then they do not part it."""
    return is_reversed(one, other) and any(is_mutual(fight, one) and is_mutual(fight, other) for fight in mutual)


def _spokesmen(places: Sequence[int], profiles: Sequence[Profile]) -> list[int]:
    """Give the reports of a cluster that are dated best: what is not dated belongs where those belong it was put together with."""
    told = [place for place in places if profiles[place].dated is Dated.TOLD]
    return told or [place for place in places if profiles[place].dated is not Dated.UNKNOWN] or [*places]


def candidates(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Give the pairs worth comparing, the smaller place first; a pair may come more than once."""
    near: dict[str, list[str]] = {}
    for one, other in sorted(near_types()):
        near.setdefault(one, []).append(other)
    blocks: dict[tuple[str, str, int], list[int]] = {}
    texts: dict[str, list[int]] = {}
    for place, profile in enumerate(profiles):
        texts.setdefault(profile.report.document, []).append(place)
        for party in sorted(profile.actors | profile.recipients) or [""]:
            for day in _entered(profile):
                blocks.setdefault((profile.report.type, party, day), []).append(place)
    for (kind, party, day), block in sorted(blocks.items()):
        yield from _within(block, profiles)
        for other in near.get(kind, ()):
            for later in (0, 1):  # the other order, and the other day, come when the other block is at its turn
                if (other, later) == (kind, 0) or (not later and other < kind):
                    continue
                found = blocks.get((other, party, day + later))
                if found:
                    yield from _between(block, found, profiles)
    for places in texts.values():
        if profiles[places[0]].report.at is not None:
            yield from _within(places, profiles)
    yield from _across_time(profiles)
    yield from _by_kind(profiles)


def _entered(profile: Profile) -> range:
    """Give the days under which a report is entered."""
    if profile.dated is Dated.UNKNOWN:
        published = profile.published
        return range(published - LOOK_BACK, published + 1) if published is not None else range(0)
    if profile.dated is Dated.PUBLISHED:
        return range(profile.first - LATE + NEIGHBOURS, profile.last + 1)
    if profile.last - profile.first < LONGEST:
        return range(profile.first, profile.last + 1)
    return range(0)


def _within(block: Sequence[int], profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    if len(block) <= CROWD:
        for number, one in enumerate(block):
            for other in block[number + 1 :]:
                yield (one, other) if one < other else (other, one)
        return
    yield from _neighbours(block, profiles)


def _between(one: Sequence[int], other: Sequence[int], profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    if len(one) * len(other) <= CROWD * CROWD:
        for a in one:
            for b in other:
                if a != b:
                    yield (a, b) if a < b else (b, a)
        return
    yield from _neighbours(sorted({*one, *other}), profiles)


def _neighbours(block: Sequence[int], profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Compare only those that lie close to each other in an order by place, or by the rarest word."""
    for key in (_by_place, _by_word):
        order = sorted(block, key=lambda place: (key(profiles[place]), place))
        for number, one in enumerate(order):
            for other in order[number + 1 : number + 1 + REACH]:
                yield (one, other) if one < other else (other, one)


def _by_place(profile: Profile) -> tuple[object, ...]:
    place, numbers = profile.report.place, profile.report.numbers
    counts = tuple(-1 if n is None else n for n in (numbers.dead, numbers.injured, numbers.arrested))
    return (place.name.casefold() if place else "", *profile.report.recipients), counts


def _by_word(profile: Profile) -> tuple[object, ...]:
    return tuple(sorted(profile.words, key=lambda word: (-profile.words[word], word))[:2])


def _across_time(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Bring what has no day together with what shares a rare word and a party."""
    sentences = Counter(word for profile in profiles for word in profile.words)
    by_word: dict[str, list[int]] = {}
    for place, profile in enumerate(profiles):
        for word in profile.words:
            if sentences[word] <= RARE:
                by_word.setdefault(word, []).append(place)
    for _, places in sorted(by_word.items()):
        for number, one in enumerate(places):
            for other in places[number + 1 :]:
                a, b = profiles[one], profiles[other]
                if (_is_vague(a) or _is_vague(b)) and _meet(a, b):
                    yield (one, other) if one < other else (other, one)


def _by_kind(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Bring what has no day together with all of its type between the same parties, at whatever time."""
    kinds: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for place, profile in enumerate(profiles):
        parties = profile.actors | profile.recipients
        if parties:
            kinds.setdefault((profile.report.type, tuple(sorted(parties))), []).append(place)
    for _, places in sorted(kinds.items()):
        if any(_is_vague(profiles[place]) for place in places):
            yield from _within(places, profiles)


def _is_vague(profile: Profile) -> bool:
    return profile.dated is Dated.UNKNOWN or profile.last - profile.first >= LONGEST or not (profile.actors | profile.recipients)


def _meet(one: Profile, other: Profile) -> bool:
    mine, theirs = one.actors | one.recipients, other.actors | other.recipients
    return not mine or not theirs or bool(mine & theirs)

