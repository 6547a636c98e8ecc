"""From readings to a conflict model that an analyst can argue about and correct."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from detente.archive import Report, reports_of
from detente.conflict.model import DecisionMaker, Model
from detente.conflict.options import Provenance
from detente.conflict.preferences import Prioritization
from detente.drafting.bystanders import Bystander, bystanders_of
from detente.drafting.engagement import engagements
from detente.drafting.evidence import account, in_account_of, times
from detente.drafting.facts import Fact, Sort
from detente.drafting.gathering import Gathering
from detente.drafting.held import choose_further, held_as_it_stands, is_settled
from detente.drafting.makers import Side, Ties, choose_sides, find_ties, opposed
from detente.drafting.opposites import forms_told, in_one_form
from detente.drafting.options import Chosen, Weighed, choose_options
from detente.drafting.parties import Parties
from detente.drafting.persons import settle_sides
from detente.drafting.preferences import Question, draft_preferences
from detente.drafting.presumed import without_presumed
from detente.drafting.standing import Standing, draft_conditions, find_standing, status_quo_provenance
from detente.errors import DraftError, UsageError
from detente.records import Genre, Reading, Status, VoiceKind
from detente.records.time import check_days


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted model.

    Parameters
    ----------
    model
        The conflict, every part with its evidence or marked as assumed.
    bystanders
        Who takes part in the documents and was left out, and why; those told of most first.
    questions
        What is only assumed or told in two ways, for the analyst to settle.
    notes
        What it was drafted from, and how.
    standing
        How each option stands, and why.
    options
        What is told of each option, in the same order.
    further
        The same of what is listed beside the options and held as it stands.
    heard
        What the encoder read of any course of action, whoever's it is.
    """

    model: Model
    bystanders: tuple[Bystander, ...]
    questions: tuple[Question, ...]
    notes: tuple[str, ...]
    standing: tuple[Standing, ...] = ()
    options: tuple[Chosen, ...] = ()
    further: tuple[Chosen, ...] = ()
    heard: tuple[Fact, ...] = ()


def draft_model(
    readings: Iterable[Reading],
    *,
    about: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    include_opinion: bool = False,
    split: bool = False,
    as_told_by: Sequence[str] = (),
) -> Draft:
    """Draft a conflict model from what was reported.

    Parameters
    ----------
    readings
        In any order: the same readings give the same draft.
    about
        Codes of the parties to draft it about; without them the two most hostile decide, and others join who share their conflict.
    since, until
        ISO dates, both inclusive: only what happened, or where no day is told was published, between them.
    include_opinion
        Use also what only opinion pieces tell. Where there is nothing but opinion it is used anyway, and marked.
    split
        Let allies decide apart even where they are told to stand together.
    as_told_by
        Codes of parties: use only what they say, and what outlets report in their name (see `detente.drafting.accounts`).

    Raises
    ------
    DraftError
        If there is nothing to draft from: no readings, no conflict, or a side of which no course of action is told.
    UsageError
        If `about` names nobody told of, or nothing lies between the dates.
    DateError
        If a date is none.

    Notes
    -----
    The method is described in ``docs/method-drafting.md``. Its courses of action, their words and the conditions are the tables in
    ``detente/drafting/data``.
    """
    given = sorted(settle_sides(readings), key=lambda reading: reading.document.id)
    given = [reading for place, reading in enumerate(given) if not place or reading.document.id != given[place - 1].document.id]
    _check(given, since, until)
    only_opinion = all(reading.genre is Genre.OPINION for reading in given)
    opinion = include_opinion or only_opinion
    used = [_used(reading, opinion, since, until) for reading in given]
    if not any(reading.events or reading.proposals for reading in used):
        raise _nothing_used(given, since, until, opinion)
    parties = Parties(used, about)
    every = (report for reading in without_presumed(used) for report in reports_of(reading))
    reports = [parties.told_of(_counted(report, opinion)) for report in every]
    ties = find_ties(used, reports, parties, opinion)
    gathered = Gathering(used, parties)
    facts = gathered.facts()
    sides = choose_sides(ties, parties, about, split, engagements(facts))
    today = until or _latest(used, facts)
    forms = forms_told(facts, sides, parties, today)
    facts, terms = in_one_form(facts, forms), in_one_form(gathered.terms(), forms)
    if as_told_by:
        facts = _in_account(facts, as_told_by, parties)
        terms = tuple(fact for fact in terms if in_account_of(fact, as_told_by))
    sides, weighed, options = _with_options(facts, terms, sides, parties, today, named=set(about), account=as_told_by)
    options, further, stands = _listed(weighed, sides, options, today)
    model, standing, questions = _model(sides, options, further, stands, parties, ties, today)
    notes = _notes(given, since, until, opinion, only_opinion, today)
    if as_told_by:
        told = " and ".join(parties.name(code) for code in as_told_by)
        said = f"Only as told by {told}: what it says, and what outlets report that it demands, offers, threatens, refuses or condemns."
        notes = (notes[0], said, *notes[1:])
    model = replace(model, source=notes[0], note=" ".join(notes[1:]))
    left = bystanders_of(sides, ties, parties, _present(used, parties))
    asked = (*_open_standing(standing, options, model), *_contested(options, sides, model), *questions)
    return Draft(model, left, asked, notes, standing, options, further, weighed.heard)


def _check(readings: Sequence[Reading], since: str | None, until: str | None) -> None:
    if not readings:
        raise DraftError("there is nothing to draft a model from: the archive holds no documents; add some with `detente add`")
    check_days(since, until)


def _used(reading: Reading, opinion: bool, since: str | None, until: str | None) -> Reading:
    """Leave out what the request leaves out: opinion, and what lies outside the dates."""
    published = reading.document.published

    def within(first: str | None, last: str | None) -> bool:
        if since is None and until is None:
            return True
        return first is not None and last is not None and (since is None or last >= since) and (until is None or first <= until)

    def takes(voice_is_opinion: bool) -> bool:
        return opinion or (not voice_is_opinion and reading.genre is not Genre.OPINION)

    events = tuple(
        e for e in reading.events
        if takes(e.voice.opinion or e.voice.kind is VoiceKind.OPINION) and within(e.when.start or published, e.when.end or published)
    )  # fmt: skip
    told = within(published, published)
    proposals = tuple(p for p in reading.proposals if told and takes(p.voice.opinion or p.voice.kind is VoiceKind.OPINION))
    relations = tuple(r for r in reading.relations if told and takes(r.voice.opinion or r.voice.kind is VoiceKind.OPINION))
    sentences = reading.sentences if told and takes(False) else ()
    return replace(reading, events=events, proposals=proposals, relations=relations, sentences=sentences)


def _nothing_used(readings: Sequence[Reading], since: str | None, until: str | None, opinion: bool) -> DraftError | UsageError:
    dates = sorted(reading.document.published for reading in readings if reading.document.published)
    if (since or until) and any(reading.events or reading.proposals for reading in readings):
        there = f"the documents are of {dates[0]} to {dates[-1]}" if dates else "no document has a date: read them with --published"
        return UsageError(f"nothing is told between {since or 'the beginning'} and {until or 'today'}; {there}")
    left_out = not opinion and any(reading.genre is Genre.OPINION for reading in readings)
    hint = ", or count opinion pieces with --include-opinion" if left_out else ""
    return DraftError(f"there is nothing to draft a model from: the documents tell of no events or proposals; add others{hint}")


def _counted(report: Report, opinion: bool) -> Report:
    return report if not opinion else replace(report, opinion=False)


def _in_account(facts: Sequence[Fact], as_told_by: Sequence[str], parties: Parties) -> tuple[Fact, ...]:
    """Leave what some parties say."""
    tellers = sorted({fact.telling.by for fact in facts if fact.telling.by and parties.can_decide(fact.telling.by)})
    known = f"there are accounts of: {', '.join(tellers) or 'nobody'}"
    unknown = [code for code in as_told_by if code not in parties.known]
    if unknown:
        raise UsageError(f"nothing is told of {unknown[0]!r}, so there is no account of it; {known}")
    own = tuple(fact for fact in facts if in_account_of(fact, as_told_by))
    if not own:
        names = " and ".join(parties.name(code) for code in as_told_by)
        raise DraftError(
            f"there is nothing to draft a model from: no course of action is told in the account of {names}; {known}; "
            "name another with --as-told-by, or leave it out"
        )
    return own


def _latest(readings: Sequence[Reading], facts: Sequence[Fact]) -> str | None:
    """Give the day the draft speaks of: the last that was published, or else the last told as a fact; never today's date."""
    published = [reading.document.published for reading in readings if reading.document.published]
    return max(published, default=None) or max((fact.day for fact in facts if fact.day and fact.real), default=None)


def _with_options(
    facts: Sequence[Fact], terms: Sequence[Fact], sides: tuple[Side, ...], parties: Parties, today: str | None, named: set[str],
    account: Sequence[str] = (),
) -> tuple[tuple[Side, ...], Weighed, tuple[Chosen, ...]]:
    """Weigh what is told and choose options, and drop the sides of which no course of action is told."""
    while True:
        weighed = Weighed.of(facts, sides, parties, today, terms)
        options = choose_options(weighed, sides)
        without = [place for place in range(len(sides)) if all(option.side != place for option in options)]
        if not without:
            return sides, weighed, options
        keep = tuple(side for place, side in enumerate(sides) if place not in without)
        lost = [", ".join(parties.name(code) for code in sides[place].parties) for place in without]
        asked = any(named & set(sides[place].parties) for place in without)
        if len(keep) < 2 or asked:
            whose = f" in the account of {' and '.join(map(parties.name, account))}" if account else ""
            hint = "add more documents, name other parties with --about, or count opinion pieces with --include-opinion"
            if account:
                hint = "add documents that quote it, or leave --as-told-by out"
            raise DraftError(
                f"there is nothing to draft a model from: no course of action of {' and of '.join(lost)} is told{whose} "
                f"(deeds, threats, offers, demands or refusals); {hint}"
            )
        sides = keep


def _listed(
    weighed: Weighed, sides: Sequence[Side], options: tuple[Chosen, ...], today: str | None
) -> tuple[tuple[Chosen, ...], tuple[Chosen, ...], dict[str, Standing]]:
    """Choose what is listed beside the options and find how all of it stands; options of which nothing is left to choose give way."""
    further = choose_further(weighed, sides, options)
    stands = _stands((*options, *further), today, weighed.heard)
    settled = frozenset((option.side, option.course.id) for option in options if is_settled(option, stands[option.id]))
    if not settled:
        return options, further, stands
    options = choose_options(weighed, sides, settled)
    further = choose_further(weighed, sides, options)
    return options, further, _stands((*options, *further), today, weighed.heard)


def _stands(listed: Sequence[Chosen], today: str | None, heard: Sequence[Fact]) -> dict[str, Standing]:
    """Find how courses stand: those held together with the options, for whose last shots are later than the truce has broken it."""
    return {part.option: part for part in find_standing(listed, draft_conditions(listed), today, heard)}


def _model(
    sides: Sequence[Side], options: Sequence[Chosen], further: Sequence[Chosen], stands: Mapping[str, Standing], parties: Parties,
    ties: Ties, today: str | None,
) -> tuple[Model, tuple[Standing, ...], tuple[Question, ...]]:
    names = [_name(side, parties) for side in sides]
    between = draft_conditions([*options, *further])
    conditions, standing = draft_conditions(options), tuple(stands[option.id] for option in options)
    called = {option.id: option.option.name for option in options}
    makers: list[DecisionMaker] = []
    questions: list[Question] = []
    for place, side in enumerate(sides):
        rivals = [number for number, other in enumerate(sides) if number != place and opposed(side, other, ties)]
        statements, open_questions = draft_preferences(place, sides, options, names, rivals, stands, today)
        questions += open_questions
        own = tuple(option.option for option in options if option.side == place)
        told = Provenance((*side.evidence[:6], *side.quotes[:3]), not side.evidence, side.note)
        held = tuple(held_as_it_stands(each, stands[each.id], between, called) for each in further if each.side == place)
        makers.append(DecisionMaker(names[place], own, Prioritization(statements), side.parties, told, held=held))
    taken = sum(1 << bit for bit, part in enumerate(standing) if part.taken)
    model = Model(
        " and ".join(names), tuple(makers), conditions, status_quo=taken, status_quo_provenance=status_quo_provenance(standing),
        status_quo_date=today,
    )  # fmt: skip
    return model, standing, tuple(questions)


def _name(side: Side, parties: Parties) -> str:
    first, *allies = (parties.name(code) for code in side.parties)
    return f"{first} with {' and '.join(allies)}" if allies else first


def _open_standing(standing: Sequence[Standing], options: Sequence[Chosen], model: Model) -> tuple[Question, ...]:
    names = [maker.name for maker in model.decision_makers]
    return tuple(
        Question(part.option, f"Is “{option.option.name}” of {names[option.side]} being done now? {_assumption(part)}")
        for part, option in zip(standing, options, strict=True)
        if part.assumed
    )


def _contested(options: Sequence[Chosen], sides: Sequence[Side], model: Model) -> tuple[Question, ...]:
    """Ask about deeds that some tell and others deny: the draft takes what is told as done."""
    questions = []
    for option in options:
        deeds = [fact for fact in option.facts if fact.sort is Sort.DONE and fact.takes and not fact.historical]
        done, denied = ([fact for fact in deeds if fact.status is status] for status in (Status.ASSERTED, Status.NEGATED))
        if done and len(denied) >= len(done):
            own = sides[option.side].parties
            others = [code for side in sides for code in side.parties if code not in own]
            text = (
                f"“{option.option.name}” of {model.decision_makers[option.side].name} is told as done {times(len(done))} "
                f"({account(done, own, others)}) and as not done {times(len(denied))} ({account(denied, own, others)}). "
                "The draft takes it as done. Whose account holds?"
            )
            questions.append(Question(option.id, text))
    return tuple(questions)


def _assumption(part: Standing) -> str:
    return f"The draft assumes that it is{'' if part.taken else ' not'} ({part.why})."


def _present(readings: Sequence[Reading], parties: Parties) -> Counter[str]:
    counts: Counter[str] = Counter()
    for reading in readings:
        for event in reading.events:
            counts.update({parties.of(reading.document.id, m) for m in (*event.actors, *event.recipients)})
        for proposal in reading.proposals:
            counts.update({parties.of(reading.document.id, m) for m in (proposal.by, proposal.of) if m})
        for relation in reading.relations:
            counts.update({parties.of(reading.document.id, m) for m in (*relation.left, *relation.right)})
    return counts


def _notes(
    given: Sequence[Reading], since: str | None, until: str | None, opinion: bool, only_opinion: bool,
    today: str | None,
) -> tuple[str, ...]:  # fmt: skip
    dates = sorted(reading.document.published for reading in given if reading.document.published)
    outlets = sorted({reading.document.outlet for reading in given if reading.document.outlet})
    span = f", {dates[0]} to {dates[-1]}" if dates else ", dates unknown"
    notes = [f"Drafted from {len(given)} document{'s' if len(given) != 1 else ''} of {', '.join(outlets) or 'unknown outlets'}{span}."]
    pieces = sum(reading.genre is Genre.OPINION for reading in given)
    if only_opinion:
        notes.append(f"All of it is opinion: everything is as told by {'this piece' if pieces == 1 else 'these pieces'}.")
    elif opinion:
        notes.append(f"Counts also what only opinion pieces tell ({pieces} of the documents).")
    elif pieces:
        notes.append(f"Leaves out {pieces} opinion piece{'s' if pieces != 1 else ''}.")
    if since or until:
        notes.append(f"Only what is told of {since or 'the beginning'} to {until or 'the end'}.")
    notes.append(f"The status quo is that of {today}." if today else "No date is known: the status quo is that of the deeds told last.")
    notes.append("A draft to be corrected: what is marked as assumed rests on no record.")
    return tuple(notes)
