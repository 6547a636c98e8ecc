"""A brief in a dozen lines, for the terminal."""

from __future__ import annotations

from detente.brief.contents import Contents
from detente.brief.wording import counted, day_words, names_of


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
        lines.append(f"Most hostile, as reported: {pair} (conflict {top.conflict_total:g}, cooperation {top.cooperation_total:g}).")
        for change in contents.turns[top.dyad]:
            turn = "more hostile" if change.after < change.before else "less hostile"
            lines.append(f"It became {turn} in the week of {day_words(change.start, change.start)}.")
    return lines


def standoff_lines(contents: Contents) -> list[str]:
    """Say what the drafted model shows."""
    if contents.standoff is None:
        return [f"No conflict model: {contents.no_standoff}"]
    draft, out = contents.standoff.draft, contents.standoff.out
    makers = " / ".join(maker.name for maker in draft.model.decision_makers)
    states = counted(len(draft.model.feasible_states()), "state")
    return [f"Drafted model: {makers}; {counted(len(draft.model.options), 'option')}, {states}.", contents.standoff.named(out.summary)]
