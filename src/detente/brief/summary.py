"""A brief in a dozen lines, for the terminal."""

from __future__ import annotations

from detente.brief import wording
from detente.brief.contents import Contents
from detente.brief.wording import day_words, names_of
from detente.conflict import Model, Prioritization
from detente.conflict.spoken import standing
from detente.counting import counted


def summary_of(contents: Contents) -> list[str]:
    """Say in a few sentences what a brief holds."""
    lines = [contents.title, *(f"  {line}" for line in overview(contents))]
    lines += [f"  {line}" for line in standoff_lines(contents)]
    if contents.skipped:
        lines.append(f"  {counted(len(contents.skipped), 'input')} could not be read; the brief lists them.")
    return lines


def overview(contents: Contents) -> list[str]:
    """Say what was read and how tense it is."""
    events = sum(len(r.events) for r in contents.readings)
    statements = sum(len(r.statements) for r in contents.readings)
    days = contents.days
    span = f" of {day_words(*days)}" if days else ", of unknown date"
    lines = [
        f"{counted(len(contents.readings), 'document')}{span}: {counted(events, 'event')}, {counted(statements, 'statement')}, "
        f"{counted(len(contents.incidents), 'incident')}."
    ]
    if contents.as_told:
        lines.append("All that was read is opinion: everything here is as told by it, and confirmed by nobody.")
    disputed = sum(i.disputed for i in contents.incidents)
    if disputed:
        lines.append(f"{counted(disputed, 'incident')} told by some and denied by others.")
    if contents.series:
        top = contents.series[0]
        pair = names_of(top.dyad, contents.name)
        if top.conflict_total:
            told = f"Most hostile, as reported: {pair} (conflict {top.conflict_total:g}, cooperation {top.cooperation_total:g})"
            open_ = sum(i.disputed and {*top.dyad} <= {*i.actors, *i.recipients} for i in contents.incidents)
            disputed_here = f"; {counted(open_, 'incident')} between them disputed" if open_ else ""
            lines.append(f"{told}{disputed_here}.")
        else:
            dealt = f"{pair} dealt most with each other (cooperation {top.cooperation_total:g})"
            lines.append(f"Nothing hostile between two sides is told as done; {dealt}.")
        for change in contents.turns[top.dyad]:
            turn = "more hostile" if change.after < change.before else "less hostile"
            lines.append(f"What was reported of them became {turn} in the week of {day_words(change.start, change.start)}.")
    return lines


def standoff_lines(contents: Contents) -> list[str]:
    """Say what the drafted model shows, in words that need no game theory."""
    if contents.standoff is None:
        return [f"No conflict model: {contents.no_standoff}"]
    standoff = contents.standoff
    model, account = standoff.draft.model, standoff.account
    assumed, parts = _assumed(model)
    lines = [
        f"Drafted model: {' / '.join(maker.name for maker in model.decision_makers)}; {counted(len(model.options), 'option')}"
        f"{f', and {len(model.held)} more held as they stand' if model.held else ''}; "
        f"{assumed} of its {counted(parts, 'part')} {'is' if assumed == 1 else 'are'} assumed.",
        f"Today, by the latest that is told: {standing(model, model.status_quo or 0)}.",
        f"In this model: {account.summary}",
    ]
    if account.settlements:
        first = account.settlements[0]
        holds = "It would hold as things are." if first.is_stable else "It would not hold as things are."
        lines.append(f"The first candidate: {first.title}. {holds}")
    if account.dangers:
        lines.append(f"Dangers: {account.danger_summary}")
    if standoff.asked.ranked:
        lines.append(f"The question on which most hangs: {standoff.asked.ranked[0].text}")
    return [wording.quoted(line) for line in lines]


def _assumed(model: Model) -> tuple[int, int]:
    """Count the parts of a model (options, preferences, conditions) that rest on no record, and all of them."""
    parts = [option.provenance for option in model.options]
    parts += [condition.provenance for condition in model.conditions]
    for maker in model.decision_makers:
        parts += [one.provenance for one in maker.preferences.statements] if isinstance(maker.preferences, Prioritization) else []
    return sum(part.assumed for part in parts), len(parts)
