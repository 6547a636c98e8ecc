"""Giving out what an archive holds, in the forms of others and in our own.

A form that can only hold facts gets only what is told as a fact: an event told as denied, planned, possible or conditional never goes
into it as if it had happened. What a form has no place for is counted and said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import duckdb

from detente.archive.formats.outward.gdelt import gdelt_lines
from detente.archive.formats.outward.given import Given, Left, given_event, given_incident, given_row
from detente.archive.formats.outward.graphml import graphml_lines
from detente.archive.formats.outward.own import archive_lines, chosen_sets
from detente.archive.formats.outward.parquet import write_events, write_readings, write_rows
from detente.archive.formats.outward.plover import plover_lines
from detente.archive.formats.outward.polecat import polecat_lines
from detente.archive.formats.outward.table import csv_lines
from detente.archive.imported import COLUMNS, condition, event_of
from detente.archive.incidents import merge_reports
from detente.archive.reports import reports_of
from detente.archive.selection import Selection
from detente.archive.store import Archive
from detente.errors import UsageError
from detente.records import Status, VoiceKind
from detente.writing import whole_file

Lines = Callable[[Iterable[Given], Left], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which an archive is given out.

    Parameters
    ----------
    name, title, meaning
        As `detente export --format` takes it, as people call it, and what it is.
    facts
        Whether it gets only what is told as a fact, unless another status is asked for.
    says_status
        Whether it can say that an event is told as denied, planned, possible or conditional.
    lines
        What writes events in it as text; None where whole readings or a Parquet file are written.
    loses
        What it has no place for, in words.
    """

    name: str
    title: str
    meaning: str
    facts: bool
    says_status: bool
    lines: Lines | None
    loses: str = ""


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        form.name: form
        for form in (
            Form("csv", "CSV", "one event a line, for spreadsheets and statistics", False, True, csv_lines,
                 "spans, reasons, statements, relations and proposals"),
            Form("parquet", "Parquet", "the same table as a typed Parquet file", False, True, None,
                 "spans, reasons, statements, relations and proposals"),
            Form("plover", "PLOVER's JSON", "one event a line", True, True, plover_lines,
                 "statements, relations, proposals, reasons and the spans of mentions"),
            Form("polecat", "POLECAT's form", "40 columns, coded in PLOVER", True, False, polecat_lines,
                 "status, voice, the sentence, numbers killed or injured and the CAMEO code"),
            Form("gdelt", "GDELT's form", "61 columns, coded in CAMEO", True, False, gdelt_lines,
                 "status, voice, the sentence, numbers killed or injured, contexts and who a person is"),
            Form("graphml", "GraphML", "the network of who acts towards whom", True, False, graphml_lines, "single events: it counts them"),
            Form("jsonl", "Détente's JSONL", "the whole archive, one JSON value a line: nothing is lost", False, True, None),
            Form("parquet-readings", "Détente's Parquet", "whole readings: nothing is lost", False, True, None),
            Form("parquet-rows", "Détente's Parquet", "rows of data sets, all columns", False, True, None,
                 "what was kept aside of a data set"),
        )
    }
)  # fmt: skip


_ALL = Selection()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What of an archive is given out.

    Parameters
    ----------
    selection
        Which events.
    incidents
        Give incidents, each event counted once, instead of reports.
    opinion
        Give also to forms of facts what only opinion pieces tell.
    read
        Give what was read here.
    data_sets
        Names of the data sets whose rows are given; None: all.
    """

    selection: Selection = _ALL
    incidents: bool = False
    opinion: bool = False
    read: bool = True
    data_sets: tuple[str, ...] | None = None


def export_lines(archive: Archive, form: str, choice: Extract | None = None, left: Left | None = None) -> Iterator[str]:
    """Give an archive as the lines of a text form.

    Parameters
    ----------
    archive
        What to give out.
    form
        A name of `FORMS`.
    choice
        Which events, and whether as incidents; None: all, as reported.
    left
        Counts what was left out or lost, and why, while the lines are taken.

    Yields
    ------
    str
        Pieces of text that end with a line.

    Raises
    ------
    UsageError
        If there is no such form, or it cannot hold what is asked for.

    Examples
    --------
    >>> with Archive() as archive:
    ...     next(export_lines(archive, "csv"))[:29]
    'id,start,end,granularity,type'
    """
    choice, left = choice or Extract(), Left() if left is None else left
    shape = form_of(form, choice)
    if form == "jsonl":
        return left.counted(archive_lines(archive, choice.selection, choice.read, choice.data_sets))
    if shape.lines is None:
        raise UsageError(f"{form} is no text; name a file with -o")
    return shape.lines(_facts(_given(archive, choice), shape, choice, left), left)


def export_file(archive: Archive, form: str, path: Path, choice: Extract | None = None, left: Left | None = None) -> None:
    """Write an archive in a form to a file, whole or not at all.

    Parameters
    ----------
    archive, form, choice, left
        As for `export_lines`.
    path
        The file; one that is there is replaced.

    Raises
    ------
    UsageError
        If there is no such form, it cannot hold what is asked for, or the file cannot be written.
    ArchiveError
        If the archive cannot be read.
    """
    choice, left = choice or Extract(), Left() if left is None else left
    shape = form_of(form, choice)
    with whole_file(path, duckdb.Error) as aside:
        if form == "parquet":
            write_events(aside, _facts(_given(archive, choice), shape, choice, left))
        elif form == "parquet-readings":
            left.given = write_readings(aside, archive, choice.selection)
        elif form == "parquet-rows":
            left.given = write_rows(aside, archive, choice.selection, choice.data_sets)
        else:
            lines = export_lines(archive, form, choice, left)
            with aside.open("w", encoding="utf-8", errors="replace", newline="") as file:
                file.writelines(lines)


def form_of(name: str, choice: Extract) -> Form:
    """Give a form by its name, if it can hold what is chosen.

    Raises
    ------
    UsageError
        If there is none, or it cannot.
    """
    if name not in FORMS:
        raise UsageError(f"{name!r} is no form to export in; the forms are {', '.join(FORMS)}")
    form, status = FORMS[name], choice.selection.status
    if not form.says_status and status not in (None, Status.ASSERTED):
        able = ", ".join(other.name for other in FORMS.values() if other.says_status and other.lines)
        raise UsageError(f"{name} cannot say that an event is told as {status}, and would show it as a fact; take {able}")
    if choice.incidents and form.name in ("jsonl", "parquet-readings", "parquet-rows"):
        raise UsageError(f"{name} holds readings or rows as they are, no incidents; leave out --incidents, or take csv, parquet or plover")
    return form


def loss(form: str, left: Left) -> str:
    """Say in a line what a form has no place for, and what was left out of it; empty where it holds everything."""
    known = FORMS[form]
    lost = f"{known.title} has no place for {known.loses}" if known.loses else ""
    return "; ".join(filter(None, (lost, left.note())))


def unit(form: str, choice: Extract, number: int) -> str:
    """Name what is counted: readings, incidents or events."""
    own = {"jsonl": "record", "parquet-readings": "reading", "parquet-rows": "row"}
    name = own.get(form) or ("incident" if choice.incidents else "event")
    return name if number == 1 else f"{name}s"


def _given(archive: Archive, choice: Extract) -> Iterator[Given]:
    """Give what is chosen: what was read, by publication and place in the text, then imported rows."""
    if choice.read and choice.incidents:
        yield from _incidents(archive, choice.selection)
    elif choice.read:
        for reading in archive.readings():
            yield from (given_event(reading, report) for report in reports_of(reading) if choice.selection.takes(report))
    # A row is an incident of its own: it merges with nothing unless asked for.
    yield from _rows(archive, choice.selection, choice.data_sets)


def _rows(archive: Archive, selection: Selection, names: tuple[str, ...] | None) -> Iterator[Given]:
    """Give imported rows by data set and row, in one order however they were imported."""
    chosen, values = condition(selection, None)
    for data_set in chosen_sets(archive, names):
        source = "imported i join data_sets d on d.id = i.data_set"
        query = f"select {', '.join(COLUMNS)} from {source} where d.id = ? and {chosen} order by i.row"
        for row in archive.stream(query, [data_set.number, *values]):
            yield given_row(event_of(row), data_set.format)


def _incidents(archive: Archive, selection: Selection) -> Iterator[Given]:
    """Give the incidents one of whose reports is chosen; a chosen one speaks for it."""
    given: dict[str, Given] = {}
    for reading in archive.readings():
        given.update((r.id, given_event(reading, r)) for r in reports_of(reading))
    for incident in merge_reports(g.report for g in given.values()):
        chosen = [given[report] for report in incident.reports if selection.takes(given[report].report)]
        if chosen:
            yield given_incident(incident, chosen)


def _facts(stream: Iterable[Given], form: Form, choice: Extract, left: Left) -> Iterator[Given]:
    """Keep from a form of facts what is not told as one."""
    if not form.facts:
        yield from left.counted(stream)
        return
    wanted = choice.selection.status or Status.ASSERTED
    opinion = choice.opinion or choice.selection.voice is VoiceKind.OPINION
    for given in stream:
        report = given.report
        if report.status is not wanted:
            left.out[f"told as {report.status}"] += 1
        elif given.told == "disputed":
            left.out["told by some and denied by others"] += 1
        elif report.opinion and not opinion:
            left.out["told in opinion pieces"] += 1
        else:
            left.given += 1
            yield given
