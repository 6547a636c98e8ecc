"""Options: the courses of action each decision maker took, threatened, offered, was asked for or refused."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from detente.conflict.options import Direction, Option, Provenance
from detente.drafting.courses import Course, load_courses, opposites, same_choice
from detente.drafting.evidence import account, called, often, provenance_of, times
from detente.drafting.facts import BY_ENCODER, DEMANDS, TALK, Fact, Sort
from detente.drafting.heard import heard, shown
from detente.drafting.makers import Side
from detente.drafting.parties import Parties
from detente.drafting.weighing import fading, sum_of_incidents
from detente.records import Status

#: Options a decision maker and a model may have: a handful a reader can argue about, and at most 65,536 states.
EACH, TOGETHER = 7, 16
#: Below this weight (a single old or merely feared act) a course becomes an option only where its owner has no other.
LEAST = 0.3
#: Where its owner has so many already, it must weigh more: nearly as much as a threat of today.
FEW, ENOUGH = 4, 0.6

_DEED: Mapping[Status, float] = {
    Status.ASSERTED: 1.0, Status.FUTURE: 0.5, Status.POSSIBLE: 0.2, Status.HYPOTHETICAL: 0.2, Status.NEGATED: 0.1,
}  # fmt: skip
_WORD: Mapping[Sort, float] = {
    Sort.THREATENED: 0.7,
    Sort.OFFERED: 0.7,
    Sort.REFUSED: 0.8,
    Sort.ASKED: 0.8,
    Sort.CONDEMNED: 0.5,
    Sort.NEEDED: 0.8,
    Sort.BARGAIN: 0.7,
    Sort.SPOKEN: 0.7,
    Sort.MENTIONED: 0.5,
    Sort.READ: 0.0,
}
#: What is left of the weight of a course that cannot be undone and is done, and of one of conflict that was ended.
SPENT, ENDED = 0.5, 0.7
#: The least weight of a course that is in force: it may be old, but ending it is a choice of today.
IN_FORCE = 1.0
#: What is left of the weight of a deed that only the opponent tells.
ALLEGED = 0.5
_ABOUT_OTHERS = DEMANDS | {Sort.CONDEMNED}
_WANTED = DEMANDS | {Sort.BARGAIN, Sort.REFUSED}
_BY_OTHERS = 0.5  # what a third party asks for or condemns counts half of what an opponent does
_BACKGROUND = 0.5  # what is told as of a more distant past counts half
_NOT_YET = 0.5  # so does that what can be done but once was not done: that prisoners are held


#: A course of action of a side: the place of the side, and the course.
CourseOf: TypeAlias = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A course of action chosen as an option.

    Parameters
    ----------
    side
        The place of its owner among the decision makers.
    course
        The course.
    option
        The option as the model has it.
    facts
        What is told of it, by day.
    weight
        Its weight of evidence.
    spoken
        What the encoder read of it.
    terms
        What it read of the terms on which it would be followed, and asked for as terms of others.
    """

    side: int
    course: Course
    option: Option
    facts: tuple[Fact, ...]
    weight: float
    spoken: tuple[Fact, ...] = ()
    terms: tuple[Fact, ...] = ()

    @property
    def id(self) -> str:
        """The option's identifier."""
        return self.option.id


def choose_options(weighed: Weighed, sides: Sequence[Side], settled: Container[CourseOf] = frozenset()) -> tuple[Chosen, ...]:
    """Choose the options of all sides.

    A course's weight is the sum over what is told of it, each incident once: deeds count most, then demands, threats and offers, blame
    least; what is told as possible, feared or denied counts little. To it comes how much the encoder reads of it (`heard`), in words
    that no table holds; all of it halves every two years (`weighing`). Each side gets its
    weightiest course of conflict and of cooperation first (a choice with two sides, such as a ceasefire, is both), and what is most asked
    for or refused of what it can do alone, then by weight, `EACH` at most, `TOGETHER` in the whole model, of which each side may have its
    share before any has more. Those `settled` are none, but where a side has no other.

    Returns
    -------
    tuple of Chosen
        By side, then weight.
    """
    weights, courses = weighed.weights, load_courses()
    ranked: list[tuple[int, float, int, int, str]] = []
    for side in range(len(sides)):
        order = sorted((key for key in weights if key[0] == side), key=lambda key: (-weights[key], courses[key[1]].place))
        order = [key for key in order if weighed.counts(key)] or order[:1]
        order = [key for key in order if key not in settled] or order
        order = [key for place, key in enumerate(order) if not any(same_choice(key[1], other[1]) for other in order[:place])]
        order = [key for place, key in enumerate(order) if place < FEW or weights[key] >= ENOUGH]
        found = [next((key for key in order if kind in _kinds(courses[key[1]])), None) for kind in (True, False)]
        wanted = [key for key in order if weighed.asked[key] > 0 and not courses[key[1]].joint]
        found.append(max(wanted, key=lambda key: weighed.asked[key], default=None))
        firsts = list(dict.fromkeys(key for key in found if key is not None))
        order = (firsts + [key for key in order if key not in firsts])[:EACH]
        fair = [0 if key in firsts else 1 if place < TOGETHER // len(sides) - 1 else 2 for place, key in enumerate(order)]
        ranked += [(turn, -weights[key], side, courses[key[1]].place, key[1]) for turn, key in zip(fair, order, strict=True)]
    taken = sorted(sorted(ranked)[:TOGETHER], key=lambda entry: (entry[2], entry[1], entry[3]))
    chosen = [weighed.option((side, name), sides) for _, _, side, _, name in taken]
    return tuple(sorted([*chosen, *_other_halves(chosen, weighed.told, sides)], key=lambda option: option.side))


@dataclass(frozen=True, slots=True)
class Weighed:
    """All that is told of the courses of action of all sides, by side and course, and how much each weighs.

    Parameters
    ----------
    told
        What records, sentences and proposals tell.
    own
        What that weighs.
    spoken
        What the encoder read.
    weights
        What both weigh.
    asked
        How much of that asks for the course, or refuses it.
    heard
        All that the encoder read of any course, once for each passage, whoever's it is.
    terms
        The terms that it read.
    """

    told: Mapping[CourseOf, tuple[Fact, ...]]
    own: Mapping[CourseOf, float]
    spoken: Mapping[CourseOf, tuple[Fact, ...]]
    weights: Mapping[CourseOf, float]
    asked: Mapping[CourseOf, float]
    heard: tuple[Fact, ...] = ()
    terms: Mapping[CourseOf, tuple[Fact, ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, facts: Sequence[Fact], sides: Sequence[Side], parties: Parties, today: str | None, terms: Sequence[Fact] = ()
    ) -> Weighed:  # fmt: skip
        """Weigh what is told as of a day."""
        told = assign([fact for fact in facts if fact.sort not in BY_ENCODER], sides, parties)
        spoken = assign([fact for fact in facts if fact.sort is Sort.READ], sides, parties)
        courses = load_courses()
        own = {key: _weight(courses[key[1]], group, key[0], sides, today) for key, group in told.items()}
        weights = {key: own.get(key, 0.0) + heard(spoken.get(key, ()), today) for key in sorted({*own, *spoken})}
        asked = {key: _asked(told.get(key, ()), today) + heard(spoken.get(key, ()), today, ("asked", "refused")) for key in weights}
        heard_of = tuple(fact for fact in facts if fact.sort is Sort.HEARD)
        return cls(told, own, spoken, weights, asked, heard_of, assign(terms, sides, parties))

    def counts(self, key: CourseOf) -> bool:
        """Whether enough is told of a course for it to be an option."""
        return self.weights[key] >= LEAST and not _only_claimed_broken(self.told.get(key, ()))

    def option(self, key: CourseOf, sides: Sequence[Side]) -> Chosen:
        """Make a course an option, with what is told of it."""
        told, spoken = self.told.get(key, ()), self.spoken.get(key, ())
        group = told if self.own.get(key, 0.0) >= ENOUGH else (*told, *shown(spoken))
        option = _chosen(key[0], load_courses()[key[1]], group, self.weights[key], sides)
        return replace(option, spoken=spoken, terms=self.terms.get(key, ()))


def _asked(facts: Sequence[Fact], today: str | None) -> float:
    """Weigh what asks for a course, or refuses it."""
    return round(sum(_WORD[fact.sort] * fading(fact.day, today) for fact in facts if fact.sort in _WANTED), 6)


def _only_claimed_broken(facts: Sequence[Fact]) -> bool:
    """Whether all that is told of a course is one deed against it that somebody claims: aid said to be blocked, which nobody asks for."""
    return len(facts) == 1 and facts[0].sort is Sort.DONE and not facts[0].takes and facts[0].telling.by is not None


def _other_halves(chosen: Sequence[Chosen], told: Mapping[CourseOf, tuple[Fact, ...]], sides: Sequence[Side]) -> Iterator[Chosen]:
    """Give the other side its part of what takes both and only one has as an option: where nothing is told of it, it is assumed."""
    room = TOGETHER - len(chosen)
    for course in sorted({option.course for option in chosen if option.course.joint}, key=lambda course: course.place):
        having = [option.side for option in chosen if option.course == course]
        if len(having) > 1 or not room:
            continue
        others = [side for side in sorted({option.side for option in chosen}) if side not in having]
        if not others:
            continue
        room -= 1
        other = max(others, key=lambda side: (len(told.get((side, course.id), ())), -side))
        facts = told.get((other, course.id), ())
        if facts:
            yield _chosen(other, course, facts, 0.0, sides)
        else:
            note = f"assumed: {course.name} take both sides, and of this side nothing is told"
            option = Option(_option_id(sides[other], course), course.name, course.direction, Provenance((), True, note))
            yield Chosen(other, course, option, (), 0.0)


def _weight(course: Course, facts: Sequence[Fact], side: int, sides: Sequence[Side], today: str | None) -> float:
    """Weigh a course of a side as a choice of today.

    One that lasts until it is undone and was not undone is one, however old. One that cannot be undone and was done, or was ended, is
    less of one, unless somebody has spoken of it since.
    """
    weight = weigh(facts, sides[side], sides, today)
    deeds = [fact for fact in facts if fact.sort is Sort.DONE and fact.real and not fact.historical]
    last = max(deeds, key=lambda fact: (fact.day or "", fact.record), default=None)
    if last is None:
        return weight
    opponents = {code for other in sides if other is not sides[side] for code in other.parties}
    if course.conflict and course.fades is None and last.takes and any(fact.takes and fact.telling.by not in opponents for fact in deeds):
        weight = max(weight, IN_FORCE)
    broken = not course.conflict and course.fades is None and course.direction is not Direction.TAKEN_ONCE and not last.takes
    if broken and last.telling.by not in opponents:
        weight = max(weight, IN_FORCE)
    if course.direction is Direction.TAKEN_ONCE and last.takes and not _spoken_since(last, facts, (Sort.ASKED, Sort.REFUSED)):
        weight *= SPENT
    if _kinds(course) == {True} and not last.takes and not _spoken_since(last, facts, (Sort.ASKED, Sort.REFUSED, Sort.THREATENED)):
        weight *= ENDED
    return weight


def _spoken_since(deed: Fact, facts: Sequence[Fact], sorts: Sequence[Sort]) -> bool:
    return any(fact.sort in sorts and (fact.day or "") > (deed.day or "") for fact in facts)


def _kinds(course: Course) -> frozenset[bool]:
    """Whether a course is one of conflict (True) or cooperation (False); one of two opposites is both, done and undone."""
    paired = {name for pair in opposites() for name in pair}
    return frozenset({True, False}) if course.id in paired else frozenset({course.conflict})


def assign(facts: Sequence[Fact], sides: Sequence[Side], parties: Parties) -> dict[tuple[int, str], tuple[Fact, ...]]:
    """Sort facts by the side whose course of action they tell of, leaving out what belongs to other conflicts."""
    doers = {(side, fact.course) for fact in facts if fact.sort is Sort.DONE for side in _sides_of(fact.of, sides)}
    followed = _either_form(doers)
    jointly = _either_form({(side, fact.course) for fact in facts if len(of := _sides_of(fact.of, sides)) > 1 for side in of})
    groups: defaultdict[tuple[int, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        owners = _sides_of(fact.of, sides)
        if not fact.of and fact.sort in _ABOUT_OTHERS:
            # Whose course is meant goes without saying where only one other side follows it, or there is only one.
            speakers = _sides_of(fact.by, sides)
            others = [side for side in range(len(sides)) if side not in speakers]
            owners = [side for side in others if (side, fact.course) in doers]
            if not owners and speakers and load_courses()[fact.course].towards == "opponent":
                owners = others  # who asks for a guarantee or recognition asks it of the other side
            owners = owners if len(owners) == 1 else []
        unnamed = not fact.of and not fact.record
        if unnamed:
            # "the truce lapsed", "the embargo remains in force": that of all who keep one, or of the only side that has one.
            owners = [side for side in range(len(sides)) if (side, fact.course) in followed]
            if fact.shared:
                owners = [side for side in owners if (side, fact.course) in jointly] or owners[:2]
            elif len(owners) > 1:
                owners = []
        for side in owners:
            if fact.sort is Sort.ASKED and fact.by and set(fact.by) <= set(sides[side].parties):
                # A voice of its own side asks for it: "the parliament asked the president to recognise ..."
                fact = replace(fact, sort=Sort.MENTIONED, status=Status.POSSIBLE)
            if unnamed or belongs(fact, sides[side], sides, parties):
                groups[side, fact.course].append(fact)
    # "No shots were fired" alone, in a text on others, makes no course of action of a side.
    return {key: tuple(groups[key]) for key in sorted(groups) if any(fact.of or fact.record for fact in groups[key])}


def _either_form(told: Set[tuple[int, str]]) -> set[tuple[int, str]]:
    """Add to courses of sides those that are the other side of the same choice."""
    return {*told, *((side, other) for side, course in told for pair in opposites() if course in pair for other in pair)}


def belongs(fact: Fact, side: Side, sides: Sequence[Side], parties: Parties) -> bool:
    """Whether a side's deed, demand or blame is part of this conflict rather than of another."""
    course = load_courses()[fact.course]
    own = set(side.parties)
    opponents = {code for other in sides if other is not side for code in other.parties}
    if fact.sort is Sort.DONE:
        towards = set(fact.towards)
        if course.towards == "opponent":
            return bool(towards & opponents)
        outside = {code for code in towards - own - opponents if parties.can_decide(code)}
        return course.towards == "partner" or not outside or bool(towards & opponents)
    if fact.sort in _ABOUT_OTHERS:
        return not set(fact.by) <= own or not fact.by
    # What is refused, offered or threatened to outsiders alone belongs to a dispute with them.
    outside = {code for code in set(fact.towards) - own - opponents if parties.can_decide(code)}
    return not outside or bool(set(fact.towards) & opponents)


def _sides_of(codes: Sequence[str], sides: Sequence[Side]) -> list[int]:
    return [place for place, side in enumerate(sides) if set(side.parties) & set(codes)]


def weigh(facts: Sequence[Fact], side: Side, sides: Sequence[Side], today: str | None) -> float:
    """Weigh what is told of one course of action of a side."""
    opponents = {code for other in sides if other is not side for code in other.parties}

    def weight_of(fact: Fact) -> float:
        weight = _DEED[fact.status] if fact.sort is Sort.DONE else _WORD[fact.sort] * (1.0 if fact.real else 0.5)
        if fact.sort in _ABOUT_OTHERS and not set(fact.by) & opponents:
            weight *= _BY_OTHERS
        weight *= _BACKGROUND if fact.historical else 1.0
        weight *= ALLEGED if fact.sort is Sort.DONE and fact.telling.by in opponents else 1.0
        once = load_courses()[fact.course].direction is Direction.TAKEN_ONCE
        weight *= _NOT_YET if once and fact.sort is Sort.DONE and not fact.takes else 1.0
        return weight * fading(fact.day, today)

    return round(sum_of_incidents((fact.incident, weight_of(fact)) for fact in facts), 6)


def _chosen(side: int, course: Course, facts: tuple[Fact, ...], weight: float, sides: Sequence[Side]) -> Chosen:
    opponents = [code for other in sides if other is not sides[side] for code in other.parties]
    note = f"{_how_often(facts)}; {account(facts, sides[side].parties, opponents)}"
    if not any(fact.real for fact in facts):
        ways = sorted({"spoken of" if fact.sort in TALK else fact.status.value for fact in facts})
        note += f"; no record tells it as a fact, only as {' or '.join(ways)}: it is listed because it is talked about"
    elif all(fact.sort is not Sort.DONE or not fact.real for fact in facts):
        note += "; not told as done"
    shown = [fact for fact in facts if fact.real] or list(facts)
    option = Option(_option_id(sides[side], course), course.name, course.direction, provenance_of(shown, note))
    return Chosen(side, course, option, facts, weight)


def _option_id(side: Side, course: Course) -> str:
    return f"{re.sub(r'[^a-z0-9]+', '-', side.parties[0].lower()).strip('-')}-{course.id}"


def _how_often(facts: Sequence[Fact]) -> str:
    parts = []
    for sort in Sort:
        for takes in (True, False):
            group = [fact for fact in facts if fact.sort is sort and fact.takes is takes]
            real = [fact for fact in group if fact.real]
            if real:
                parts.append(f"{called(real)} {often(real)}")
            doubtful = len(group) - len(real)
            if doubtful and sort in TALK:
                ended = " (as ended or not done)" if sort is Sort.READ and not takes else ""
                parts.append(f"{sort}{ended} {often(group)}")
            elif doubtful and sort is Sort.DONE:
                ways = sorted({fact.status.value for fact in group if not fact.real})
                parts.append(f"told as {' or '.join(ways)} {times(doubtful)}, which does not count as done")
    return "; ".join(parts) or "spoken of"
