"""``detente incidents``: what happened, each event counted once, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, islice
from pathlib import Path
from typing import Any

import click

from detente.archive import (
    Archive,
    Comparison,
    Report,
    Selection,
    Why,
    compare_reports,
    incidents_of,
    report_of_row,
    reports_of,
    single_incidents,
    why_merged,
)
from detente.cli.common import archive_option, json_option, note_unknown, selection_from, selection_options
from detente.cli.output import days, note, one_line, print_csv, print_json, print_table, say
from detente.counting import counted
from detente.errors import UnknownRecord, UsageError
from detente.records import Incident, to_dict

COLUMNS = ("id", "date", "type", "actors", "recipients", "reports", "outlets", "told", "accounts", "corrected")
MOST_ROWS = 200_000  # rows of data sets taken at once
PAIRS = 6  # pairs of reports explained of an incident


@click.command()
@click.argument("ids", nargs=-1)
@archive_option
@selection_options
@click.option("--why", "as_why", is_flag=True, help="Tell why the reports of IDS (two events, or an incident) are one or not.")
@click.option("--contradicted", is_flag=True, help="Only those whose reports contradict each other.")
@click.option("--data-set", "data_sets", multiple=True, metavar="NAME", help="The rows of this imported data set, each alone; repeatable.")
@click.option("--merge", is_flag=True, help="Merge readings and rows of data sets with each other.")
@click.option("--csv", "as_csv", is_flag=True, help="Print comma-separated values.")
@json_option
def incidents(
    ids: tuple[str, ...],
    archive_path: Path,
    as_why: bool,
    contradicted: bool,
    data_sets: tuple[str, ...],
    merge: bool,
    as_csv: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """List incidents: the reports of one event merged and counted once, with what they contradict each other in.

    An incident is listed if one of its reports is chosen. IDS lists these only; with --why it is told in words, and with weights, why two
    reports (two event identifiers, or those of an incident) were or were not taken for one event. Rows of imported data sets are listed
    with --data-set, each as an incident of its own, or merged with --merge.

    \b
    Example:
      detente incidents --archive out/korea.duckdb --actor PRK --type MOBILIZE
    """
    selection = selection_from(options)
    if as_why and not ids:
        raise UsageError("name two events (ev-...) or an incident (in-...) to be told why; `detente incidents` lists them")
    with Archive(archive_path, read_only=True) as archive:
        own = [] if data_sets and not merge else [report for reading in archive.readings() for report in reports_of(reading)]
        rows = list(_rows(archive, selection, data_sets)) if merge or data_sets else []
        if not rows and not merge and not data_sets and not ids and (names := archive.data_set_names()):
            note(f"note: rows of data sets are not among these: --data-set {names[0]} lists them, --merge merges them with the rest")
        comparison = compare_reports([*own, *rows] if merge else own)
        everything = incidents_of(comparison)
        if rows and not merge:
            everything = (*everything, *single_incidents(rows))
        found = _chosen(everything, {r.id: r for r in (*own, *rows)}, selection, contradicted)
        if ids and not as_why:
            found = [i for i in everything if any(i.id.startswith(name) or name in i.reports for name in ids)]
            for name in ids:
                if not any(i.id.startswith(name) or name in i.reports for i in found):
                    raise UnknownRecord(f"{name}: no incident has this identifier or report; {_where_to_look(name, merge)}")
        if not found and not ids:
            note_unknown(archive, selection)
            if not own and not rows and not archive.data_set_names():
                note(f"note: {archive_path} tells of no event; add texts to it (`detente add`)")
            elif contradicted:
                note("note: no reports of one event contradict each other among these; `detente incidents` lists all")
            elif not comparison.profiles and not rows:
                note("note: nothing is told as done or as not done; `detente events` shows what is planned, feared or possible")
    if as_why:
        _tell_why(ids, comparison, everything, merge, as_json)
        return
    marked = {report.id: report.corrected for report in own if report.corrected}
    if as_json:
        print_json([to_dict(i) for i in found])
    elif as_csv:
        print_csv(COLUMNS, (_row(i, marked) for i in found))
    else:
        print_table(counted(len(found), "incident"), COLUMNS, (_row(i, marked) for i in found))


def _rows(archive: Archive, selection: Selection, data_sets: Sequence[str]) -> Iterator[Report]:
    """Give the chosen rows of data sets; where they are too many to be listed, say what to do."""
    for name in data_sets:
        archive.check_data_set(name)
    count = 0
    wanted: list[str | None] = [*dict.fromkeys(data_sets)] if data_sets else [None]
    for data_set in wanted:
        for row in islice(archive.imported(selection, data_set=data_set), MOST_ROWS + 1):
            count += 1
            if count > MOST_ROWS:
                raise UsageError(
                    f"more than {MOST_ROWS} rows are chosen; choose fewer with --dyad, --actor, --type, --since and --until "
                    "(`detente tension --data-set` measures all of them)"
                )
            yield report_of_row(row)


def _chosen(incidents: Sequence[Incident], reports: dict[str, Report], selection: Selection, contradicted: bool) -> list[Incident]:
    taken = {name for name, report in reports.items() if selection.takes(report)}
    return [i for i in incidents if not taken.isdisjoint(i.reports) and (i.accounts or not contradicted)]


def _row(incident: Incident, marked: dict[str, tuple[str, ...]]) -> tuple[object, ...]:
    day = days(incident.start, incident.end)
    sides = (", ".join(side) for side in (incident.actors, incident.recipients))
    corrected = ", ".join(sorted({who for report in incident.reports for who in marked.get(report, ())}))
    return (
        incident.id, day, incident.type, *sides, len(incident.reports), len(incident.outlets), told_in_words(incident),
        accounts_in_words(incident), f"by {corrected}" if corrected else "",
    )  # fmt: skip


def told_in_words(incident: Incident) -> str:
    """Say how well an incident is told."""
    return "disputed" if incident.disputed else "confirmed" if incident.confirmed else "one source only"


def accounts_in_words(incident: Incident) -> str:
    """Say in what the reports of an incident contradict each other, the accounts side by side."""
    about = dict.fromkeys(account.about for account in incident.accounts)
    return "; ".join(f"{name}: {' / '.join(a.value for a in incident.accounts if a.about == name)}" for name in about)


def _tell_why(ids: Sequence[str], comparison: Comparison, incidents: Sequence[Incident], merge: bool, as_json: bool) -> None:
    names = [_reports_named(name, comparison, incidents, merge) for name in ids]
    if len(names) == 1 and len(names[0]) < 2:
        raise UsageError(f"{ids[0]}: there is one report only; name two events, or an incident of several reports")
    if len(names) > 2:
        raise UsageError("name two events (ev-...), two incidents, or one incident (in-...)")
    pairs = list(combinations(names[0], 2)) if len(names) == 1 else [(a, b) for a in names[0] for b in names[1] if a != b]
    if not pairs:
        raise UsageError("these are one and the same report")
    told = sorted((why_merged(a, b, comparison, incidents) for a, b in pairs), key=lambda w: (-w.total, w.one.id, w.other.id))
    if as_json:
        print_json([_plain(one) for one in told])
        return
    for number, one in enumerate(told[:PAIRS]):
        say("\n".join(["", *_words(one)] if number else _words(one)))
    if len(told) > PAIRS:
        say(f"\n{len(told) - PAIRS} further pairs; --json tells all")


def _reports_named(name: str, comparison: Comparison, incidents: Sequence[Incident], merge: bool) -> list[str]:
    known = [profile.report.id for profile in comparison.profiles]
    found = [list(i.reports) for i in incidents if i.id.startswith(name)] if name.startswith("in-") else []
    found += [[report] for report in known if report.startswith(name)] if not name.startswith("in-") else []
    exact = [reports for reports in found if reports == [name]] or found
    if len(exact) != 1:
        how = "several begin so; give more of it" if exact else "no incident and no report told as done or not done has this identifier"
        raise UnknownRecord(f"{name}: {how}; {_where_to_look(name, merge)}")
    return exact[0]


def _where_to_look(name: str, merge: bool) -> str:
    if name.startswith("im-") and not merge:
        return "rows of data sets are compared and merged with --merge"
    if name.startswith("in-"):
        return "list them in the same way, with or without --merge and --data-set: an incident that gains a report has another identifier"
    return "`detente events` and `detente incidents` list them"


def _words(why: Why) -> list[str]:
    lines = [_report(why.one), _report(why.other)]
    if why.said:
        lines.append(f"{'one event' if why.merged else 'not one event'}: {why.said}; by the evidence the sum would be {why.total:+.1f}")
    else:
        lines.append(f"{'one event' if why.merged else 'not one event'}: the evidence sums to {why.total:+.1f}")
    lines += [f"  {piece.weight:+5.1f}  {one_line(piece.words)}" for piece in why.evidence if piece.weight]
    if why.total >= 0 and not why.merged and not why.said:
        lines.append("  These two are alike; the other reports of their incidents are not alike enough, or contradict each other.")
    if why.total < 0 and why.merged and not why.said:
        lines.append("  These two alone would not be; each is like other reports of the incident.")
    return lines


def _report(report: Report) -> str:
    told = one_line(report.words) or f"a row of {report.data_set}"
    who = f"{', '.join(report.actors) or 'nobody named'} to {', '.join(report.recipients) or 'nobody named'}"
    return f"{report.id}: {report.type}, {who}, {days(report.start, report.end) or 'date unknown'} ({report.outlet}): {told}"


def _plain(why: Why) -> dict[str, object]:
    return {
        "one": why.one.id, "other": why.other.id, "merged": why.merged, "total": why.total, "said": why.said,
        "evidence": [{"name": p.name, "weight": p.weight, "words": p.words} for p in why.evidence],
    }  # fmt: skip
