"""What was told since a model was made, held against it: options, preferences, actors, status quo. Never a forecast."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from detente.archive import Report, merge_reports, reports_of
from detente.conflict import CONCEPTS
from detente.conflict.model import Model
from detente.conflict.options import Held
from detente.conflict.preferences import Prioritization
from detente.drafting.bearing import Judged, Wish, find_wishes, judge_statements
from detente.drafting.courses import Course, load_courses
from detente.drafting.facts import TALK, Fact, Sort
from detente.drafting.gathering import gather_facts
from detente.drafting.option_courses import course_of_option
from detente.drafting.options import Chosen
from detente.drafting.outcome import Moved, Outcome, find_outcome, move_status_quo
from detente.drafting.parties import Parties
from detente.drafting.persons import settle_sides
from detente.drafting.standing import Standing, find_standing
from detente.drafting.watched import Unwatched, Watched, sides_of, told_of, watched_options
from detente.errors import DraftError, UsageError
from detente.ontology import is_conflict
from detente.records import Genre, Reading
from detente.records.time import check_days


@dataclass(frozen=True, slots=True)
class OptionNews:
    """What is told since of one option.

    Parameters
    ----------
    watched
        The option and its course of action.
    before
        Whether the model's status quo has it taken; None where it names none.
    now
        Whether it is taken by the deeds told since; None where they decide nothing.
    why
        In words.
    deeds
        The deeds that decide.
    told
        All that is told of it since, by day.
    """

    watched: Watched
    before: bool | None
    now: bool | None
    why: str
    deeds: tuple[Fact, ...]
    told: tuple[Fact, ...]

    @property
    def changed(self) -> bool:
        """Whether it is taken now and was not, or the other way round."""
        return self.now is not None and self.before is not None and self.now is not self.before

    @property
    def word(self) -> str:
        """``"now taken"``, ``"ended"``, ``"still taken"``, ``"still not taken"``, ``"taken"``, ``"not taken"`` or ``"no new deed"``."""
        if self.now is None:
            return "no new deed"
        if self.before is None:
            return "taken" if self.now else "not taken"
        if self.changed:
            return "now taken" if self.now else "ended"
        return "still taken" if self.now else "still not taken"


@dataclass(frozen=True, slots=True)
class Beyond:
    """A course of action that a decision maker follows or speaks of and for which the model has no option.

    `held` says how it stands where the model lists it and holds it as it stands.
    """

    maker: int
    course: Course
    told: tuple[Fact, ...]
    held: Held | None


@dataclass(frozen=True, slots=True)
class Outsider:
    """A party that deals with the decision makers and is not in the model.

    Parameters
    ----------
    code, name
        Who.
    conflict, cooperation
        In how many incidents told since as done.
    last
        The last day of these, or None where no day is told.
    record, quote, where
        The latest of them: its event, its sentence, and outlet and date.
    """

    code: str
    name: str
    conflict: int
    cooperation: int
    last: str | None
    record: str
    quote: str
    where: str


@dataclass(frozen=True, slots=True)
class Watch:
    """A model held against what was told since.

    Parameters
    ----------
    model
        The model.
    since, until
        What is told of days after the first and to the second is new; None where no day is known.
    documents, all_documents
        How many documents were published since, and how many the archive holds.
    options
        What is told of each option that can be watched.
    statements
        The statements of preference that something new bears on.
    unspoken
        What decision makers said or did since of which none of their statements speaks.
    beyond, outsiders
        Courses of action and parties that the model lacks.
    unwatched
        What could not be compared, and why.
    moved
        The status quo.
    concept
        The stability concept that verdicts are told by.
    outcome
        What the solver shows.
    """

    model: Model
    since: str | None
    until: str | None
    documents: int
    all_documents: int
    options: tuple[OptionNews, ...]
    statements: tuple[Judged, ...]
    unspoken: tuple[Wish, ...]
    beyond: tuple[Beyond, ...]
    outsiders: tuple[Outsider, ...]
    unwatched: tuple[Unwatched, ...]
    moved: Moved
    concept: str
    outcome: Outcome

    @property
    def contradicted(self) -> tuple[Judged, ...]:
        """The statements against which more is told than for them."""
        return tuple(one for one in self.statements if one.turned is not None)

    @property
    def changed(self) -> bool:
        """Whether an option has changed or a statement is contradicted: whether the model should be looked at again."""
        return any(one.changed for one in self.options) or bool(self.contradicted)


def watch_model(
    model: Model, readings: Iterable[Reading], *, since: str | None = None, include_opinion: bool = False, concept: str = "seq"
) -> Watch:
    """Hold a model against what was told since it was made.

    Parameters
    ----------
    model
        In option form; drafted, or written by hand.
    readings
        In any order: all there are, also those the model was drafted from.
    since
        An ISO date: what is told of later days is new. By default the day of the model's status quo; where it has none, all is new.
    include_opinion
        Count also what only opinion pieces tell.
    concept
        One of `detente.conflict.CONCEPTS`.

    Raises
    ------
    UsageError
        If nothing in the model can be compared, or the concept is not known.
    DraftError
        If there are no readings.
    DateError
        If `since` is no date.
    ModelError
        If an option names a course of action that is not known.

    Notes
    -----
    The method is described in ``docs/watch.md``.
    """
    given = sorted(settle_sides(readings), key=lambda reading: reading.document.id)
    if not given:
        raise DraftError("there is nothing to hold the model against: the archive holds no documents; add some with `detente add`")
    if concept not in CONCEPTS:
        raise UsageError(f"the concept {concept!r} is not known here; name one of {', '.join(CONCEPTS)}")
    since = since or model.status_quo_date
    check_days(since)
    watched, unwatched = _watched(model)
    parties = Parties(given, [code for maker in model.decision_makers for code in maker.actors])
    sides = sides_of(model)
    every = [fact for fact in gather_facts(given, parties, read=False) if include_opinion or not fact.telling.opinion]
    facts = [fact for fact in every if since is None or (fact.day is not None and fact.day > since)]
    days = [reading.document.published for reading in given if reading.document.published]
    until = max(days, default=None) or max((fact.day for fact in every if fact.day and fact.real), default=None)
    told = told_of(facts, watched, sides, parties)
    options = tuple(_news(model, one, told.get((one.side, one.course.id), ()), since, until) for one in watched)
    moved = move_status_quo(model, {one.watched.option.id: (one.now, _last(one.deeds)) for one in options if one.now is not None})
    options = tuple(_overruled(model, one, moved) for one in options)
    state = next((each for each in (moved.now, moved.before) if each is not None), 0)
    judged, unspoken = judge_statements(model, find_wishes(told, watched, sides), state)
    reports = [parties.told_of(each) for reading in given for each in reports_of(reading) if include_opinion or not each.opinion]
    return Watch(
        model=model,
        since=since,
        until=until,
        documents=sum(_is_new(reading, since, include_opinion) for reading in given),
        all_documents=len(given),
        options=options,
        statements=judged,
        unspoken=unspoken,
        beyond=_beyond(model, told, watched),
        outsiders=_outsiders(model, reports, since, parties),
        unwatched=unwatched + _untold(model, parties) + _unranked(model),
        moved=moved,
        concept=concept,
        outcome=find_outcome(model, moved, judged, concept),
    )


def _last(facts: Sequence[Fact]) -> str:
    return max((fact.day or "" for fact in facts), default="")


def _watched(model: Model) -> tuple[tuple[Watched, ...], tuple[Unwatched, ...]]:
    if not model.is_option_form:
        raise UsageError(f"{model.name}: its states are listed and not made of options, so no deed is found in them; write it with options")
    watched, unwatched = watched_options(model)
    if not watched:
        why = "; ".join(f"{one.about}: {one.reason}" for one in unwatched[:4])
        raise UsageError(f"{model.name}: none of its options can be watched: {why or 'it has none'}")
    return watched, unwatched


def _untold(model: Model, parties: Parties) -> tuple[Unwatched, ...]:
    unknown = [(maker, [code for code in maker.actors if code not in parties.known]) for maker in model.decision_makers]
    return tuple(
        Unwatched(maker.name, f"the archive tells nothing at all of {', '.join(codes)}; check the codes (`detente events` lists them)")
        for maker, codes in unknown
        if codes
    )


def _unranked(model: Model) -> tuple[Unwatched, ...]:
    why = "its preferences are a ranking or payoffs, not statements: only its deeds are watched"
    return tuple(Unwatched(m.name, why) for m in model.decision_makers if not isinstance(m.preferences, Prioritization))


def _is_new(reading: Reading, since: str | None, opinion: bool) -> bool:
    published = reading.document.published
    return (opinion or reading.genre is not Genre.OPINION) and (since is None or (published is not None and published > since))


def _news(model: Model, watched: Watched, told: Sequence[Fact], since: str | None, until: str | None) -> OptionNews:
    before = None
    if model.status_quo is not None:
        before = bool(model.status_quo >> model.space.bits[watched.option.id] & 1)
    standing = _standing(watched, told, until)
    if standing.assumed:
        return OptionNews(watched, before, None, _silence(watched, before, since, until), (), tuple(told))
    return OptionNews(watched, before, standing.taken is watched.does, standing.why, standing.facts, tuple(told))


def _silence(watched: Watched, before: bool | None, since: str | None, until: str | None) -> str:
    """Say that no deed is told since, and whether what was done before would count no longer."""
    fades = watched.course.fades
    if fades and before and watched.does and since and until:
        passed = (date.fromisoformat(until) - date.fromisoformat(since)).days
        if passed > fades:
            return f"no deed is told in {passed} days; one of this kind counts for {fades}, so a new draft would not have it taken"
    return "no deed is told"


def _overruled(model: Model, one: OptionNews, moved: Moved) -> OptionNews:
    """Set right an option whose deeds the model's conditions rule out beside later ones."""
    if one.watched.option.id not in moved.overruled or moved.now is None:
        return one
    now = bool(moved.now >> model.space.bits[one.watched.option.id] & 1)
    return replace(one, now=now, why=f"{one.why}, but the model's conditions rule that out beside what is told of later days")


def _standing(watched: Watched, told: Sequence[Fact], until: str | None) -> Standing:
    """Judge by the deeds told since as a draft does: the last one decides, unless it has faded."""
    deeds = tuple(fact for fact in told if not fact.historical)
    return find_standing([Chosen(watched.side, watched.course, watched.option, deeds, 0.0)], (), until)[0]


def _beyond(model: Model, told: Mapping[tuple[int, str], tuple[Fact, ...]], watched: Sequence[Watched]) -> tuple[Beyond, ...]:
    held = {
        (side, named[0].id): one
        for side, maker in enumerate(model.decision_makers)
        for one in maker.held
        if (named := course_of_option(one.option, maker.actors))
    }
    known = {(one.side, one.course.id) for one in watched}
    found = []
    for (side, course), facts in told.items():
        # Blame alone makes nothing a course of action of the accused.
        real = tuple(fact for fact in facts if fact.real and not fact.historical and fact.sort not in {Sort.CONDEMNED, *TALK})
        if (side, course) not in known and real:
            found.append(Beyond(side, load_courses()[course], real, held.get((side, course))))
    return tuple(sorted(found, key=lambda one: (-len({fact.incident for fact in one.told}), one.maker, one.course.place)))


def _outsiders(model: Model, reports: Sequence[Report], since: str | None, parties: Parties) -> tuple[Outsider, ...]:
    """Find who did something to a decision maker, or to whom one did something, and is no part of the model."""
    inside = {code for maker in model.decision_makers for code in maker.actors}
    done = {
        report.id: report
        for report in reports
        if report.is_done and (since is None or (report.end or report.published or "") > since)
    }
    dealt: dict[str, list[tuple[str, bool, Report]]] = {}
    for incident in merge_reports(done.values()):
        told = max((done[name] for name in incident.reports), key=lambda report: (report.published or "", report.id))
        for own, others in ((incident.actors, incident.recipients), (incident.recipients, incident.actors)):
            # A meeting has actors only: who takes part with a decision maker deals with it.
            if inside & {*others, *(own if not others else ())}:
                for code in own:
                    if code not in inside and parties.can_decide(code):
                        dealt.setdefault(code, []).append((incident.end or told.published or "", is_conflict(incident.type), told))
    found = []
    for code, deals in dealt.items():
        last = max(deals, key=lambda deal: (deal[0], deal[2].id))
        where = ", ".join(part for part in (last[2].outlet, last[2].published) if part)
        conflict = sum(1 for _, hostile, _ in deals if hostile)
        quote = " ".join(last[2].words.split())
        found.append(Outsider(code, parties.name(code), conflict, len(deals) - conflict, last[0] or None, last[2].id, quote, where))
    return tuple(sorted(found, key=lambda one: (-(one.conflict + one.cooperation), one.code)))
