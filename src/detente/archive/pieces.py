"""The pieces of evidence for and against two reports telling of one event, found one after the other.

A piece is named by its row in ``data/evidence.tsv``, which has its weight; here stands when it holds, and how strongly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from math import asin, cos, radians, sin, sqrt

from detente.archive.habits import NEIGHBOURS, Habits
from detente.archive.near import near_modes, near_types
from detente.archive.profiles import Dated, Profile, spelled
from detente.ontology import EVENT_TYPES, SECTORS, is_conflict
from detente.records import Place, Precision

LATE = 5  # days by which a day of publication may lie after the deed it stands for
CLOSE = 3  # days between publication and a deed without a date that still count as close
NEXT = 200  # characters: a denial right after what it denies need not say again what that is
LEAD = 150  # characters: what the first sentence tells, the text tells again
WORDS = 3.0  # as many of the rarest words in common speak for one event as much as wording can
NEAR_PLACE, OTHER_PLACE = 25.0, 60.0  # kilometres
_TOGETHER = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT"})  # who does these together is an actor or a recipient by wording only
_SAYINGS = frozenset({"ACCUSE", "AGREE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
_STRETCHES = {"week": 1.0, "month": 0.5, "quarter": 0.2}

Piece = tuple[str, float, Callable[[], tuple[object, object]]]
"""Name, how strongly it holds (0 to 1), and what to put into its words."""


def are_apart(one: Profile, other: Profile) -> bool:
    """Whether two reports tell of deeds by others, so that no more need be asked: most pairs do."""
    if not one.actors or not other.actors or not one.actors.isdisjoint(other.actors):
        return False
    return not (_are_together(one, other) and _cross(one, other)) and not is_reversed(one, other)


def pieces_of(one: Profile, other: Profile, habits: Habits) -> Iterator[Piece]:
    """Give the evidence that two reports tell of one event, and that they do not."""
    a, b = one.report, other.report
    near = 1.0 if a.type == b.type else near_types().get((a.type, b.type), 0.0)
    yield "start", 1.0, lambda: ("", "")
    if near == 1.0:
        yield "type", 1.0, lambda: (a.type, b.type)
        if a.mode and b.mode and (a.mode == b.mode or (a.type, a.mode, b.mode) not in near_modes()):
            # A row's mode is what its data set's codes allow, often the nearest of few.
            apart = "other-mode" if a.data_set == b.data_set else "other-mode-row"
            yield ("mode" if a.mode == b.mode else apart), 1.0, lambda: (a.mode, b.mode)
    elif near:
        yield "near-type", near, lambda: (a.type, b.type)
    else:
        yield "other-type", 1.0, lambda: (a.type, b.type)
        return
    yield _days(one, other, habits)
    yield from _sides(one, other)
    yield from _places(a.place, b.place)
    yield from _numbers(one, other)
    yield from _wording(one, other, habits)
    yield from _text(one, other, near)
    yield from _told(one, other)
    share = min(habits.share(one), habits.share(other))
    if share > 0.1:
        yield "habit", share, lambda: (f"{a.type} between these is told on {share:.0%} of the days", "")


def _days(one: Profile, other: Profile, habits: Habits) -> Piece:
    def told() -> tuple[str, str]:
        return _day(one), _day(other)

    if one.report.document != other.report.document and habits.once(one, other):
        return "once", 1.0, lambda: (one.report.type, "")
    if Dated.UNKNOWN in (one.dated, other.dated):
        return _undated(one, other), 1.0, told
    gap = max(other.first - one.last, one.first - other.last, 0)
    if Dated.STRETCH in (one.dated, other.dated):
        if gap > (0 if one.dated is other.dated else NEIGHBOURS):
            return "other-day", 1.0, told
        wide = max((p for p in (one, other) if p.dated is Dated.STRETCH), key=lambda p: p.last - p.first)
        return "stretch", _STRETCHES.get(wide.report.granularity, 0.0), told
    published = [p for p in (one, other) if p.dated is Dated.PUBLISHED]
    if gap == 0:
        return "day", (1.0, 0.7, 0.5)[len(published)], told
    if gap <= NEIGHBOURS:
        return ("neighbour-day" if published else "wrong-day"), 1.0, told
    later = max(one, other, key=lambda p: p.first)
    return ("near-day" if gap <= LATE and later.dated is Dated.PUBLISHED else "other-day"), 1.0, told


def _undated(one: Profile, other: Profile) -> str:
    """Judge by publication where a date is not told: nobody tells of a deed before it is done."""
    if one.report.document == other.report.document:
        return "undated"
    undated, known = (one, other) if one.dated is Dated.UNKNOWN else (other, one)
    last = known.last if known.dated is not Dated.UNKNOWN else known.published
    first = known.first if known.dated is not Dated.UNKNOWN else known.published
    if undated.published is None or last is None or first is None:
        return "undated-far"
    if known.dated is not Dated.UNKNOWN and first > undated.published + NEIGHBOURS:
        return "other-day"
    return "undated" if abs(undated.published - last) <= CLOSE or first <= undated.published <= last else "undated-far"


def _sides(one: Profile, other: Profile) -> Iterator[Piece]:
    a, b = one.report, other.report

    def actors() -> tuple[str, str]:
        return _names(a.actors), _names(b.actors)

    def recipients() -> tuple[str, str]:
        return _names(a.recipients), _names(b.recipients)

    def both() -> tuple[str, str]:
        return f"{actors()[0]} to {recipients()[0]}", f"{actors()[1]} to {recipients()[1]}"

    if _are_together(one, other):
        mine, theirs = one.actors | one.recipients, other.actors | other.recipients
        shared = len(mine & theirs)
        # Who praises an agreement did not sign it; but a visit to somebody is also his reception of the visitor.
        apart = bool(one.actors and other.actors) and one.actors.isdisjoint(other.actors) and not _cross(one, other)
        if apart or (mine and theirs and not shared):
            yield "other-actors", 1.0, both
        elif not mine or not theirs:
            yield "unnamed-actor", 1.0, both
        elif mine == theirs:
            yield "actors", 1.0, both
            if shared > 1:
                yield "recipients", 1.0, recipients
        elif shared > 1 and shared == min(len(mine), len(theirs)):
            yield "actors", 1.0, both  # of a meeting not all name the host, the mediator and each guest
        else:
            yield "some-actors", 1.0, both
            if min(len(mine), len(theirs)) > shared:
                yield "other-recipients", 1.0, both
        return
    how = _compare(one.actors, other.actors, set(a.actors), set(b.actors))
    if how == "other" and is_reversed(one, other):
        yield ("who-began" if one.began and other.began else "reversed"), 1.0, both
        return
    if is_mutual(one, other) or is_mutual(other, one):
        # "They fought" and "the one attacked the other". A text that tells both sums up ("they traded strikes") and tells the strikes
        # one by one, unless it tells who began.
        began = (other if is_mutual(one, other) else one).began
        yield "both-sides", 1.0 if began or a.document != b.document else 0.5, both
        return
    yield {"same": "actors", "some": "some-actors", "unnamed": "unnamed-actor", "other": "other-actors"}[how], 1.0, actors
    if not a.recipients and not b.recipients:
        return
    how = _compare(one.recipients, other.recipients, set(a.recipients), set(b.recipients))
    if how == "other" and not _sides_of(one.recipients).isdisjoint(_sides_of(other.recipients)):
        how = "some"  # what is done to a country's people is done to the country
    names = {"same": "recipients", "some": "some-recipients", "unnamed": "unnamed-recipient", "other": "other-recipients"}
    yield names[how], 1.0, recipients


def is_mutual(one: Profile, other: Profile) -> bool:
    """Whether the first tells as the deed of both sides what the second may tell as the deed of one to the other."""
    if len(one.actors) < 2 or not one.recipients <= one.actors or one.actors == other.actors or not told_conflict(one):
        return False
    return bool(other.recipients) and other.actors | other.recipients <= one.actors


def told_conflict(profile: Profile) -> bool:
    """Whether a report tells a deed of conflict; of a code that the ontology does not know nobody can say."""
    return profile.report.type in EVENT_TYPES and is_conflict(profile.report.type)


def is_reversed(one: Profile, other: Profile) -> bool:
    """Whether each side's deed is told as the other's."""
    crossed = _cross(one, other) and not one.actors & other.actors
    return crossed and told_conflict(one) and told_conflict(other)


def _cross(one: Profile, other: Profile) -> bool:
    return bool(one.actors & other.recipients) and bool(other.actors & one.recipients)


def _are_together(one: Profile, other: Profile) -> bool:
    return one.report.type in _TOGETHER and other.report.type in _TOGETHER


def _sides_of(codes: Set[str]) -> Set[str]:
    return {part for code in codes for part in code.partition(":")[0].split("-")} - SECTORS.keys()


def _compare(one: Set[str], other: Set[str], one_told: Set[str], other_told: Set[str]) -> str:
    if one and other:
        return "same" if one == other else "some" if one & other else "other"
    return "same" if one_told and one_told == other_told else "unnamed"


def _places(one: Place | None, other: Place | None) -> Iterator[Piece]:
    if one is None or other is None:
        return

    def told() -> tuple[str, str]:
        return one.name, other.name

    if one.name.casefold() == other.name.casefold():
        yield "place", 1.0 if one.precision is not Precision.COUNTRY else 0.2, told
        return
    if one.country and other.country and one.country != other.country:
        yield "other-place", 1.0, told
        return
    if one.precision is not Precision.TOWN or other.precision is not Precision.TOWN:
        return  # a region and a town in it do not contradict each other
    distance = kilometres(one, other)
    if distance is not None and distance <= NEAR_PLACE:
        yield "near-place", 1.0, told
    elif distance is not None and distance >= OTHER_PLACE:
        yield "other-place", 1.0, told


def kilometres(one: Place, other: Place) -> float | None:
    """Give the great-circle distance of two places."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    up, along = radians(other.latitude - one.latitude), radians(other.longitude - one.longitude)
    half = sin(up / 2) ** 2 + cos(radians(one.latitude)) * cos(radians(other.latitude)) * sin(along / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(half)))


def _numbers(one: Profile, other: Profile) -> Iterator[Piece]:
    a, b = one.report.numbers, other.report.numbers
    counts = (("dead", a.dead, b.dead), ("injured", a.injured, b.injured), ("arrested", a.arrested, b.arrested))
    pairs = [(what, x, y) for what, x, y in counts if x is not None and y is not None]
    same = [f"{x} {what}" for what, x, y in pairs if x == y]
    if same:
        yield "numbers", 1.0, lambda: (_names(same), "")
    elif pairs:
        what, x, y = pairs[0]
        here = one.report.document == other.report.document
        yield ("other-numbers-here" if here else "other-numbers"), 1.0, lambda: (f"{x} {what}", f"{y}")


def _wording(one: Profile, other: Profile, habits: Habits) -> Iterator[Piece]:
    here = one.report.document == other.report.document
    if not one.words or not other.words or (here and one.sentence == other.sentence):
        return
    # In one text, what stands right before the one sentence may be the other.
    few, many = (one.words, other.words) if here else (one.around, other.around)
    if len(few) > len(many):
        few, many = many, few
    common = [(word, weight * many[word]) for word, weight in few.items() if word in many]
    alike = min(1.0, sum(sqrt(weight) for _, weight in common) / (WORDS * habits.rarest))
    if alike < 0.02:
        yield "no-wording", 1.0, lambda: ("", "")
    else:
        rarest = sorted(common, key=lambda pair: (-pair[1], pair[0]))[:3]
        yield "wording", alike, lambda: (_names([spelled(stem, one, other) for stem, _ in rarest]), "")


def _text(one: Profile, other: Profile, near: float) -> Iterator[Piece]:
    a, b = one.report, other.report
    if a.document != b.document:
        if one.text == other.text and a.words and " ".join(a.words.split()) == " ".join(b.words.split()):
            yield "copied", 1.0, lambda: ("", "")
        return
    if one.sentence == other.sentence and a.words == b.words:
        each = one.actors != other.actors and bool(one.actors and other.actors)
        name = "other-deed" if near < 1.0 else "each-its-own" if each else "same-sentence"
        yield name, 1.0, lambda: (_trigger(one), _trigger(other))
        return
    yield "same-document", 1.0, lambda: ("", "")
    if near < 1.0:
        yield "near-type-here", 1.0, lambda: ("", "")
    first, later = sorted((one, other), key=lambda p: p.report.at or 0)
    parties = (one.actors | one.recipients) & (other.actors | other.recipients)
    nobody = not a.parties or not b.parties
    if nobody and near == 1.0:
        yield "nobody", 1.0, lambda: ("", "")
    if 0 <= first.sentence < LEAD and (parties or nobody or one.words.keys() & other.words.keys()):
        yield "lead", 1.0, lambda: ("", "")
    if later.marked == "later" and a.status is b.status and not is_reversed(one, other):
        yield "later-mention", near, lambda: (later.marker, "")
    elif later.marked == "another":
        yield "another", 1.0, lambda: (later.marker, "")


def _told(one: Profile, other: Profile) -> Iterator[Piece]:
    """A denial is of the very thing that was told; and one speaker says several things on one day."""
    a, b = one.report, other.report
    if a.status is not b.status:
        doer = set(a.actors) == set(b.actors) or not one.actors or not other.actors
        common = bool(one.words.keys() & other.words.keys())
        near = a.document != b.document or abs((a.at or 0) - (b.at or 0)) < NEXT or common
        # Whom a demand was put to, a text need not say; but a missile that "did not cross Japan" was fired all the same.
        unsaid = a.type in _SAYINGS and common and not (a.recipients and b.recipients)
        same = a.type == b.type and (unsaid or set(a.recipients) == set(b.recipients)) and doer and near
        yield ("denial" if same else "other-denial"), 1.0, lambda: (a.status, b.status)
    if a.document == b.document and a.type in _SAYINGS and b.type in _SAYINGS:
        yield "sayings", 1.0, lambda: ("", "")


def _trigger(profile: Profile) -> str:
    at, text = profile.report.at or 0, profile.report.text
    return text[at : at + 40].split(maxsplit=1)[0].strip(".,;:") if text[at : at + 40].split() else ""


def _day(profile: Profile) -> str:
    report = profile.report
    if profile.dated is Dated.UNKNOWN:
        return f"unknown, published {report.published or 'on an unknown day'}"
    return (report.start or "") if report.start == report.end else f"{report.start} to {report.end}"


def _names(names: Iterable[str]) -> str:
    return ", ".join(names) or "nobody"
