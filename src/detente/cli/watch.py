"""``detente watch``: what was told since a model was made, held against it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from detente.archive import Archive
from detente.brief.wording import with_names
from detente.cli.common import archive_option, json_option, opinion_option
from detente.cli.models import read_named
from detente.cli.output import print_csv, print_json, print_table, say
from detente.conflict import CONCEPTS, Model
from detente.conflict.naming import option_labels
from detente.conflict.stability import concept_of
from detente.counting import counted
from detente.drafting.courses import load_courses
from detente.drafting.facts import Fact
from detente.drafting.outcome import Turned
from detente.drafting.watch import OptionNews, Watch, watch_model
from detente.drafting.watch_plain import how_told, watch_to_dict
from detente.errors import UsageError

QUOTED = 3  # sentences shown of a finding: --json has all
LISTED = 6  # courses and parties shown
STATES = 3  # states named where more are counted, those nearest to where things stand
CHANGED = 3  # the exit status of --exit-code where the model should be looked at again
COLUMNS = ("finding", "decision_maker", "about", "verdict", "day", "told", "record", "document", "where", "sentence")
_ORDER = ("now taken", "ended", "taken", "not taken", "still taken", "still not taken", "no new deed")


@click.command()
@click.argument("model", metavar="MODEL", required=False)
@archive_option
@click.option("--since", metavar="DATE", help="What is told of later days is new.  [default: the date of the model's status quo]")
@click.option("--concept", type=click.Choice(list(CONCEPTS)), default="seq", show_default=True, help="The stability concept to judge by.")
@opinion_option
@click.option("--exit-code", is_flag=True, help=f"Exit with status {CHANGED} where an option changed or a statement is contradicted.")
@click.option("--courses", is_flag=True, help="List the courses of action that an option may name, and nothing else.")
@click.option("--csv", "as_csv", is_flag=True, help="Print comma-separated values, one line a finding and record.")
@json_option
def watch(
    model: str | None,
    archive_path: Path,
    since: str | None,
    concept: str,
    include_opinion: bool,
    exit_code: bool,
    courses: bool,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Hold a conflict model against what was told since it was made.

    Which options are now taken or ended, which statements of preference new words and deeds speak against or for, who acts and is not in
    the model, and what the solver shows of it: no forecast. MODEL is a drafted model, or one written by hand whose options name a course
    of action (--courses lists them); - for standard input.

    \b
    Example:
      detente watch examples/models/korea-six.toml --archive out/korea.duckdb --since 2022-10-31
    """
    if courses:
        _print_courses(as_json, as_csv)
        return
    if model is None:
        raise UsageError("name the model file to watch, such as the one written by `detente draft -o korea.toml`")
    loaded = read_named(model)
    with Archive(archive_path, read_only=True) as archive:
        found = watch_model(loaded, archive.readings(), since=since, include_opinion=include_opinion, concept=concept)
    if as_json:
        print_json(watch_to_dict(found))
    elif as_csv:
        print_csv(COLUMNS, _rows(found))
    else:
        for line in lines_of(found):
            say(line)
    if exit_code and found.changed:
        sys.exit(CHANGED)


def _print_courses(as_json: bool, as_csv: bool) -> None:
    columns = ("course", "name", "kind")
    rows = [(course.id, course.name, "conflict" if course.conflict else "cooperation") for course in load_courses().values()]
    if as_json:
        print_json([dict(zip(columns, row, strict=True)) for row in rows])
    elif as_csv:
        print_csv(columns, rows)
    else:
        print_table(f"{len(rows)} courses of action", columns, rows)


def lines_of(found: Watch) -> Iterator[str]:
    """Tell what was found, for people."""
    model = found.model
    yield f"{model.name}"
    span = f"of days after {found.since}" if found.since else "at all (the model has no date and no --since was given)"
    if found.since and (found.until or "") <= found.since:
        yield f"New is what is told {span}, but the archive ends on {found.until or 'an unknown day'}: add newer documents (`detente add`)."
    else:
        documents = f"{found.documents} of {counted(found.all_documents, 'document')}"
        yield f"New is what is told {span}, to {found.until or 'an unknown day'}: {documents}."
    changed = sum(one.changed for one in found.options)
    if found.changed:
        yield f"Worth another look: {counted(changed, 'option')} changed, {counted(len(found.contradicted), 'statement')} contradicted."
    else:
        yield "Nothing told since changes an option or contradicts a statement."
    yield from _option_lines(found)
    yield from _statement_lines(found)
    yield from _solver_lines(found)
    yield from _missing_lines(found)


def _option_lines(found: Watch) -> Iterator[str]:
    yield "\nOptions"
    for one in sorted(found.options, key=lambda one: _ORDER.index(one.word)):
        owner = found.model.decision_makers[one.watched.side].name
        word = one.word.upper() if one.changed else one.word
        told = how_told(one.told)
        yield f"  {word}: {owner}, “{one.watched.option.name}”: {_why(one)}{f' ({told})' if told else ''}"
        if one.now is not None:
            yield from _quotes(one.deeds)


def _why(one: OptionNews) -> str:
    return one.why if one.watched.does else f"of “{one.watched.course.name}”, which it ends: {one.why}"


def _statement_lines(found: Watch) -> Iterator[str]:
    yield "\nPreferences"
    if not found.statements and not found.unspoken:
        yield "  Nothing told since speaks for or against a statement."
    for one in sorted(found.statements, key=lambda one: one.turned is None):
        owner = found.model.decision_makers[one.maker].name
        word = "CONTRADICTED" if one.turned is not None else "supported" if not one.against else "more for it than against"
        yield f"  {word}: {owner}: {_named(found.model, one.statement)} ({len(one.against)} against, {len(one.support)} for)"
        yield from _quotes(one.against, "against")
        yield from _quotes(one.support, "for")
    for wish in found.unspoken[:LISTED]:
        owner = found.model.decision_makers[wish.maker].name
        way = "for" if wish.takes else "against"
        yield f"  in no statement: {owner} is told {way} {_named(found.model, wish.option)}"
        yield from _quotes((wish.fact,))


def _solver_lines(found: Watch) -> Iterator[str]:
    model, moved, outcome, concept = found.model, found.moved, found.outcome, found.concept
    name = concept_of(concept).name
    yield f"\nStatus quo, and what the solver shows ({name})"
    if moved.before is not None:
        yield f"  In the model: {model.label(moved.before)}; {_stable(outcome.before[concept])}."
    if moved.now is None:
        yield f"  Now: not known; {moved.problem}."
    elif not moved.has_moved:
        yield "  Now: the same."
    else:
        along = f" ({', '.join(_named(model, option) for option in moved.along)} by the model's conditions)" if moved.along else ""
        yield f"  Now: {_against(model, moved.now, moved.before, 'the same')}{along}; {_stable(outcome.now[concept])}."
    now = "" if moved.now is None else f'"{model.label(moved.now)}"'
    yield from (f"    - {reason.sentence.replace(now, 'this state')}" for reason in outcome.reasons)
    held = outcome.equilibria[concept]
    yield f"  Stable for all, wherever things stand: {_states(found, held)}."
    if outcome.turned is not None:
        several = len(outcome.turned.statements)
        subject = "the contradicted statement were" if several == 1 else f"all {several} contradicted statements were"
        yield f"  If {subject} turned round, {_what(found, outcome.turned)}."
        for one in outcome.singly:
            judged = found.statements[one.statements[0]]
            owner = model.decision_makers[judged.maker].name
            yield f"    - only {owner}'s {_named(model, judged.statement)}: {_briefly(one, concept)}."


def _what(found: Watch, turned: Turned) -> str:
    concept = found.concept
    parts = []
    if turned.gone[concept]:
        parts.append(f"no longer stable for all: {_states(found, turned.gone[concept])}")
    if turned.come[concept]:
        parts.append(f"newly stable for all: {_states(found, turned.come[concept])}")
    if not parts:
        parts.append("the same states are stable for all")
    if turned.status_quo:
        parts.append(f"where things stand now {'is' if turned.status_quo[concept] else 'is not'} stable")
    return "; ".join(parts)


def _briefly(turned: Turned, concept: str) -> str:
    if not turned.changes(concept):
        return "the same states are stable for all"
    return f"{counted(len(turned.gone[concept]), 'state')} no longer stable for all, {len(turned.come[concept])} newly"


def _missing_lines(found: Watch) -> Iterator[str]:
    if found.beyond or found.outsiders:
        yield "\nTold of, and no choice of the model"
    for one in found.beyond[:LISTED]:
        held = f", listed but held as it stands ({one.held.stands})" if one.held else ""
        yield f"  {found.model.decision_makers[one.maker].name}, “{one.course.name}”{held}: {how_told(one.told)}"
        yield from _quotes(one.told[-1:])
    for party in found.outsiders[:LISTED]:
        last = f", last {party.last}" if party.last else ""
        yield (
            f"  {party.name} [{party.code}] and the decision makers: {counted(party.conflict, 'incident')} of conflict, "
            f"{party.cooperation} of cooperation{last}"
        )
        yield f"      «{party.quote}» ({party.where}) [{party.record}]"
    more = max(0, len(found.beyond) - LISTED) + max(0, len(found.outsiders) - LISTED)
    if more:
        yield f"  and {more} more; --json has all"
    if found.unwatched:
        yield "\nNot watched"
        parts = [(one.about, *one.reason.partition("; ")) for one in found.unwatched]
        yield from (f"  {about}: {why}" for about, why, _, _ in parts)
        yield from (f"  To do: {hint}" for hint in dict.fromkeys(hint for _, _, _, hint in parts if hint))


def _quotes(facts: Sequence[Fact], word: str = "") -> Iterator[str]:
    latest = sorted(facts, key=lambda fact: (fact.day or "", fact.record), reverse=True)
    shown = {fact.telling.quote: fact for fact in reversed(latest)}
    kept = [fact for fact in latest if shown[fact.telling.quote] is fact]
    for fact in kept[:QUOTED]:
        teller = f", as {fact.telling.by} tells" if fact.telling.by else ""
        yield f"      {f'{word}: ' if word else ''}«{fact.telling.quote}» ({fact.telling.where}{teller}) [{fact.record}]"
    if len(kept) > QUOTED:
        yield f"      and {len(kept) - QUOTED} more"


def _stable(held: bool) -> str:
    return "stable for all" if held else "not stable"


def _states(found: Watch, states: Sequence[int]) -> str:
    """Name states by what they differ in from where things stand; of many those that differ least."""
    start = next((each for each in (found.moved.now, found.moved.before) if each is not None), None)
    near = sorted(map(int, states), key=lambda state: ((state ^ (start or 0)).bit_count(), state))
    named = "; ".join(_against(found.model, state, start, "as things stand") for state in near[:STATES])
    if not named:
        return "no state"
    return named if len(states) <= STATES else f"{counted(len(states), 'state')}, the nearest: {named}"


def _against(model: Model, state: int, start: int | None, same: str) -> str:
    """Say a state by what is taken in it, or not, other than in another."""
    if start is None:
        return f"“{model.label(state)}”"
    labels = option_labels(model)
    parts = []
    for word, bits in (("with", state & ~start), ("without", start & ~state)):
        names = [f"“{label}”" for bit, label in enumerate(labels) if bits >> bit & 1]
        if names:
            parts.append(f"{word} {' and '.join([', '.join(names[:-1]), names[-1]] if names[1:] else names)}")
    return f"{same}, {' and '.join(parts)}" if parts else same


def _named(model: Model, statement: object) -> str:
    labels = {option.id: label for option, label in zip(model.options, option_labels(model), strict=True)}
    return with_names(str(statement), labels)


def _rows(found: Watch) -> Iterator[tuple[object, ...]]:
    names = [maker.name for maker in found.model.decision_makers]
    for option in found.options:
        for fact in option.told or (None,):
            yield ("option", names[option.watched.side], option.watched.option.id, option.word, *_cells(fact))
    for judged in found.statements:
        verdict = "contradicted" if judged.turned is not None else "supported"
        for fact in (*judged.against, *judged.support):
            way = "for" if fact in judged.support else "against"
            yield ("statement", names[judged.maker], str(judged.statement), f"{verdict}: {way}", *_cells(fact))
    for wish in found.unspoken:
        yield ("no statement", names[wish.maker], wish.option, "for" if wish.takes else "against", *_cells(wish.fact))
    for beyond in found.beyond:
        for fact in beyond.told:
            stands = f"held in the model: {beyond.held.stands}" if beyond.held else "not in the model"
            yield ("no option", names[beyond.maker], beyond.course.id, stands, *_cells(fact))
    for party in found.outsiders:
        told = f"{party.conflict} of conflict, {party.cooperation} of cooperation"
        yield ("actor", party.name, party.code, "not in the model", party.last, told, party.record, None, party.where, party.quote)
    for unwatched in found.unwatched:
        yield ("not watched", None, unwatched.about, unwatched.reason, *_cells(None))


def _cells(fact: Fact | None) -> tuple[object, ...]:
    if fact is None:
        return (None,) * 6
    told = f"{fact.sort.value}{'' if fact.takes else ' (ending it)'}"
    return (fact.day, told, fact.record, fact.document, fact.telling.where, fact.telling.quote)
