"""Conditions between the options, and the status quo from the latest deeds."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from detente.conflict.logic import Taken
from detente.conflict.options import Condition, ConditionKind, Direction, Provenance
from detente.drafting.courses import data_table, load_courses, opposites, pattern_of
from detente.drafting.evidence import contrary, provenance_of, times
from detente.drafting.facts import DEMANDS, OFFERS, Fact, Sort
from detente.drafting.options import Chosen
from detente.drafting.taken_now import clues, likelihood
from detente.drafting.weighing import age, fading
from detente.records import Status

#: Days after a meeting within which an offer or demand to talk is taken for a part of the talks under way.
_ROUND = 45
#: How likely it must be that a last deed no longer tells how a course stands; where no deed is told, likelier than not is enough.
LIKELY = 0.55


@dataclass(frozen=True, slots=True)
class Standing:
    """How an option stands.

    Parameters
    ----------
    option
        Its identifier.
    taken
        Whether it is taken.
    since
        The day of the deed that decides, or None.
    why
        In words.
    facts
        The deeds that decide; empty where nothing tells.
    assumed
        Whether it rests on no deed.
    """

    option: str
    taken: bool
    since: str | None
    why: str
    facts: tuple[Fact, ...]
    assumed: bool


def draft_conditions(options: Sequence[Chosen]) -> tuple[Condition, ...]:
    """Give the conditions of ``data/conditions.tsv`` that hold between the options.

    Raises
    ------
    KnowledgeError
        If a row of the table is wrong.
    """
    known = frozenset(load_courses())
    found = []
    for row in data_table("conditions.tsv", ("kind", "scope", "first", "second", "why")):
        kind = ConditionKind.EXCLUSIVE if row.one_of("kind", frozenset({"exclusive", "requires"})) == "exclusive" else ConditionKind.IMPLIES
        own = row.one_of("scope", frozenset({"own", "other"})) == "own"
        first, second = row.one_of("first", known), row.one_of("second", known)
        for one in options:
            for other in options:
                if (one.course.id, other.course.id) == (first, second) and (one.side == other.side) is own:
                    note = f"from the table of conditions, not from the documents: {row['why']}"
                    found.append(Condition(kind, (Taken(one.id), Taken(other.id)), Provenance((), True, note)))
    return tuple(found)


def find_standing(
    options: Sequence[Chosen], conditions: Sequence[Condition], today: str | None, heard: Sequence[Fact] = ()
) -> tuple[Standing, ...]:
    """Say of every option whether it is taken now; `heard` is what the encoder read of any course, whoever's it is.

    It is when its last deed told as a fact is later than the last that undid it, and has not faded (see ``data/courses.tsv``); a
    course of cooperation that has been refused since, or offered on a condition only, is not. Where no deed is told but others ask to
    end it, it is presumed taken and marked as assumed. Where the way texts of late speak of it makes the contrary likelier
    (`detente.drafting.taken_now`), the contrary is presumed. Of two that exclude each other the one with the later deed stands.
    """
    standing = {part.option: part for part in told_standing(options, today)}
    if today is not None:
        standing = {option.id: _weighed(standing[option.id], option, options, standing, today, heard) for option in options}
    for condition in conditions:
        one, other = (standing[part.option] for part in condition.parts if isinstance(part, Taken))
        if condition.kind is ConditionKind.EXCLUSIVE and one.taken and other.taken:
            gone, stays = (one, other) if (one.since or "", not one.assumed) < (other.since or "", not other.assumed) else (other, one)
            why = f"{gone.why}, but {stays.option} excludes it and its last deed is later"
            standing[gone.option] = Standing(gone.option, False, stays.since, why, stays.facts or gone.facts, stays.assumed)
        elif condition.kind is ConditionKind.IMPLIES and one.taken and not other.taken:
            why = f"{one.why}, but it is taken only with {other.option}, which is not"
            standing[one.option] = Standing(one.option, False, one.since, why, one.facts, True)
    return tuple(standing[option.id] for option in options)


def told_standing(options: Sequence[Chosen], today: str | None) -> tuple[Standing, ...]:
    """Say of every option what its last deeds tell, before how it is spoken of is weighed."""
    standing = {option.id: _unless_withheld(_stands(option, today), option, options) for option in options}
    for option in options:
        standing[option.id] = _with_the_other(standing[option.id], option, options, standing)
    return tuple(standing[option.id] for option in options)


def status_quo_provenance(standing: Sequence[Standing]) -> Provenance:
    """Say for the whole status quo what each part rests on, parted by semicolons."""
    facts = [fact for part in standing for fact in part.facts[:1]]
    told = provenance_of(facts, "", records=len(facts))
    note = "; ".join(f"{part.option}: {'taken' if part.taken else 'not taken'}, {part.why}" for part in standing)
    return Provenance(told.evidence, any(part.assumed for part in standing), note)


def _stands(option: Chosen, today: str | None) -> Standing:
    deeds = [fact for fact in option.facts if fact.sort is Sort.DONE and fact.status is Status.ASSERTED]
    denied = [fact for fact in option.facts if fact.sort is Sort.DONE and fact.status is Status.NEGATED]
    done, undone = _latest(deeds, takes=True), _latest(deeds, takes=False)
    against = f" (told as not done {times(len(denied))})" if denied and done else ""
    # Told of one day, what eases comes last: a truce of the day of the last shots.
    if done and (undone is None or ((done.day or ""), not option.course.conflict) > ((undone.day or ""), False)):
        faded = _faded(done, option.course.fades, today)
        if faded and today is None and not done.historical:
            # No text has a date: what they tell as done, and not as of the past, is of their day.
            return Standing(option.id, True, None, f"told as done in texts without a date{against}: presumed taken", (done,), True)
        if faded:
            why = f"last done {done.day or 'on an unknown day'}, {faded}{against}"
            undated = done.day is None or today is None
            return Standing(option.id, False, done.day, f"{why}: presumed over" if undated else why, (done,), undated)
        # Told as often as it is denied, it is taken as told, and asked about.
        contested = len(denied) >= len({fact.incident for fact in deeds if fact.takes and not fact.historical})
        why = f"last done {_day(done)}{against}{': presumed taken' if contested and denied else ''}"
        return Standing(option.id, True, done.day, why, (done,), contested and bool(denied))
    if undone:
        over = _faded(undone, _lasting(option), today) if undone.day and today else ""
        if over:
            return Standing(option.id, True, undone.day, f"last broken {_day(undone)}, {over}", (undone,), False)
        # A truce that lapsed is no attack: whether fire is held without one is to be asked.
        broken = any(f.record and not f.takes and (f.day or "") >= (undone.day or "") for f in deeds)
        presumed_so = undone.shared and not undone.record and not broken and _lasting(option) is not None
        why = f"{contrary(option.course)} {_day(undone)}{', no attack told since: presumed not kept' if presumed_so else ''}"
        return Standing(option.id, False, undone.day, why, (undone,), presumed_so)
    presumed = [f for f in option.facts if not f.takes and f.sort in DEMANDS | OFFERS | {Sort.REFUSED} and f.real]
    if option.course.conflict and presumed:
        last = max(presumed, key=lambda fact: (fact.day or "", fact.record))
        return Standing(option.id, True, last.day, f"no deed told, but its end is {last.sort}: presumed taken", (last,), True)
    return Standing(option.id, False, None, "no deed told as a fact", (), True)


def _weighed(
    standing: Standing, option: Chosen, options: Sequence[Chosen], known: Mapping[str, Standing], today: str, heard: Sequence[Fact]
) -> Standing:
    """Presume the contrary of what the last deeds tell where how it is spoken of makes that likelier; what takes just two sides is one."""
    if standing.taken and not standing.assumed and option.course.direction is Direction.TAKEN_ONCE:
        return standing  # what is told as done and cannot be undone
    having = [other for other in options if other.course.id == option.course.id]
    # Of more than two, each has talks with some of the others: how it stands with one side tells little of the others.
    together = having if option.course.joint and len(having) == 2 else [option]
    spoken = [other for other in together if other.spoken]
    since = (not standing.assumed and standing.since) or ""
    if not any((fact.day or "") >= since for other in spoken for fact in other.spoken):
        return standing  # nothing is read of it since its last deed, or at all
    likely = [likelihood(clues_of(other, options, known[other.id], today, heard)) for other in spoken]
    share = math.fsum(likely) / len(likely)
    deed = any(fact.sort is Sort.DONE for fact in standing.facts)
    if (1 - share if standing.taken else share) <= (LIKELY if deed else 0.5):
        return standing
    passages = sorted(option.spoken, key=lambda fact: (-_speaks_for(fact, not standing.taken, today), fact.incident))
    so = "not to be" if standing.taken else "so"
    why = f"{standing.why}, but from how texts of late speak of it, it is {share:.0%} likely that it is taken: presumed {so}"
    return Standing(option.id, not standing.taken, standing.since, why, tuple(passages[:1]), True)


def clues_of(option: Chosen, options: Sequence[Chosen], told: Standing, today: str, heard: Sequence[Fact]) -> dict[str, float]:
    """Give what speaks for and against an option's being taken, among all options of the conflict."""
    others = [(other.course, other.spoken) for other in options if other.id != option.id]
    return clues(told.taken, not told.assumed, option.course, option.spoken, others, today, heard, told.since)


def _speaks_for(fact: Fact, taken: bool, today: str) -> float:
    """How much a passage tells that a course is taken, or that it is not; late ones tell more."""
    assert fact.spoken is not None, "only what the encoder read is asked"
    return fact.spoken.weight * (fact.spoken.done if taken else 1 - fact.spoken.done) * fading(fact.day, today)


def _unless_withheld(standing: Standing, option: Chosen, options: Sequence[Chosen]) -> Standing:
    """Take a course of cooperation for not taken if it was refused, or offered on a condition only, since it was last done.

    What needs the other side (talks, trade) is withheld by either. Talks that one of those who held them offers or asks
    for anew are not under way, unless the words are about going on with them.
    """
    if not standing.taken or standing.assumed or option.course.conflict:
        return standing
    shared = [other for other in options if other.course.id == option.course.id and option.course.towards == "opponent"]
    facts = [fact for each in (option, *shared) for fact in each.facts if fact.takes and fact.real and not fact.historical]
    withheld = [f for f in facts if f.sort is Sort.REFUSED or (f.sort is Sort.OFFERED and f.condition_words)]
    if option.course.joint:
        held_by = {code for f in facts if f.sort is Sort.DONE for code in f.of}
        anew = [f for f in facts if f.sort in (Sort.OFFERED, Sort.ASKED) and set(f.by) & held_by and not _is_on_going_on(f)]
        withheld += [f for f in anew if not _is_soon_after(f.day, standing.since)]
    last = max(withheld, key=lambda fact: (fact.day or "", fact.record), default=None)
    if last is None or (last.day or "") <= (standing.since or ""):
        return standing
    how = str(last.sort) if last.sort is not Sort.OFFERED else "offered on a condition only" if last.condition_words else "offered anew"
    return Standing(option.id, False, last.day, f"{standing.why}, but since {how}, told {last.day}", (last, *standing.facts), False)


def _is_soon_after(day: str | None, held: str | None) -> bool:
    """Whether something is told so soon after talks that it may well be a part of them."""
    return day is not None and held is not None and 0 <= (date.fromisoformat(day) - date.fromisoformat(held)).days <= _ROUND


def _is_on_going_on(fact: Fact) -> bool:
    """Whether an offer or demand is about going on with what is under way."""
    return _goes_on().search(fact.telling.quote) is not None


@lru_cache(maxsize=1)
def _goes_on() -> re.Pattern[str]:
    pattern = pattern_of([row["words"] for row in data_table("going_on.tsv", ("words",))])
    assert pattern is not None, "the table has rows"
    return pattern


def _with_the_other(standing: Standing, option: Chosen, options: Sequence[Chosen], known: Mapping[str, Standing]) -> Standing:
    """Take what takes both sides for not taken by one where no other that could has it."""
    others = [known[other.id] for other in options if other.course.id == option.course.id and other.side != option.side]
    if not (option.course.joint and standing.taken and others) or any(other.taken for other in others):
        return standing
    why = f"{standing.why}, but it takes both sides, and of the other: {others[0].why}"
    return Standing(option.id, False, standing.since, why, standing.facts, standing.assumed)


def _lasting(option: Chosen) -> int | None:
    """Give the days after which the opposite of a course no longer counts: who has long not attacked holds its fire."""
    days = [load_courses()[conflict].fades for conflict, cooperation in opposites() if cooperation == option.course.id]
    return None if None in days else max((each for each in days if each is not None), default=None)


def _latest(deeds: Sequence[Fact], *, takes: bool) -> Fact | None:
    return max((fact for fact in deeds if fact.takes is takes), key=lambda fact: (fact.day or "", fact.record), default=None)


def _faded(done: Fact, fades: int | None, today: str | None) -> str:
    if fades is None:
        return ""
    if done.day is None or today is None:
        return f"and a deed of this kind counts for {fades} days"
    return f"more than {fades} days before {today}" if age(done.day, today) > fades else ""


def _day(fact: Fact) -> str:
    if fact.day is None:
        return "on an unknown day"
    return fact.day if fact.exact else f"on an unknown day, told {fact.day}"
