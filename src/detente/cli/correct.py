"""``detente correct``: what a person says of a record, laid over it and shown wherever it acts."""

from __future__ import annotations

import json
from pathlib import Path

import click

from detente.archive import Archive
from detente.cli.common import KnownCodes, archive_option, json_option
from detente.cli.output import check_writable, note, print_csv, print_json, print_table, say, write_files
from detente.counting import counted
from detente.errors import UsageError
from detente.reading.actors.tables import is_state
from detente.records import Correction, Verdict, to_dict

COLUMNS = ("id", "record", "verdict", "value", "said", "words", "who", "why")


@click.command()
@click.argument("record", required=False)
@archive_option
@click.option("--reject", is_flag=True, help="It is no event: leave it out everywhere.")
@click.option("--type", "type_name", metavar="TYPE[:MODE]", help="It is of this event type, e.g. ASSAULT or ASSAULT:aerial.")
@click.option("--actor", metavar="CODE,...", help="These did it, e.g. PRK or KOR-MIL,USA-MIL.")
@click.option("--recipient", metavar="CODE,...", help="It was done to these.")
@click.option("--merge", metavar="ID", help="It tells of the same event as this event or incident.")
@click.option("--split", is_flag=True, help="It tells of an event that no other report tells of.")
@click.option("--who", metavar="NAME", default="", help="Who says so; needed.")
@click.option("--why", metavar="TEXT", default="", help="Why; needed.")
@click.option("--undo", is_flag=True, help="Take back the correction RECORD (co-...), or the last one made of this record.")
@click.option("--list", "as_list", is_flag=True, help="List all corrections.")
@click.option("--export", type=click.Path(dir_okay=False, path_type=Path), help="Write them to FILE as labelled data, as JSON lines.")
@click.option("--csv", "as_csv", is_flag=True, help="Print the list as comma-separated values.")
@json_option
def correct(
    record: str | None,
    archive_path: Path,
    reject: bool,
    type_name: str | None,
    actor: str | None,
    recipient: str | None,
    merge: str | None,
    split: bool,
    who: str,
    why: str,
    undo: bool,
    as_list: bool,
    export: Path | None,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Correct RECORD, an event (ev-...) or all events of an incident (in-...).

    The reading stays as it is: a correction is laid over it wherever events and incidents are shown, counted or drafted from, marked with
    who made it, and survives reading the text again. A later correction goes over an earlier one.

    \b
    Example:
      detente correct --list --archive out/korea.duckdb
    """
    said = [
        (verdict, value)
        for verdict, given, value in (
            (Verdict.REJECT, reject, None), (Verdict.TYPE, type_name is not None, type_name), (Verdict.ACTOR, actor is not None, actor),
            (Verdict.RECIPIENT, recipient is not None, recipient), (Verdict.MERGE, merge is not None, merge), (Verdict.SPLIT, split, None),
        )
        if given
    ]  # fmt: skip
    _check(record, said, undo, as_list, export, who, why)
    reads_only = not (said or undo) or not archive_path.exists()  # a correction makes no archive where there is none
    with Archive(archive_path, read_only=reads_only) as archive:
        if undo and record:
            _say("taken back", archive.undo(record))
        elif record:
            for verdict, value in said:
                made = archive.correct(record, verdict, value, who=who, why=why)
                _say("corrected", made)
                if verdict in (Verdict.ACTOR, Verdict.RECIPIENT) and value:
                    _note_unknown(archive, value, made[0].id)
        if export:
            labelled = list(archive.labelled())
            write_files({export: "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in labelled)})
            say(f"written: {export} ({len(labelled)} corrections)")
        if as_list:
            _list(archive.corrections(), as_csv, as_json)


def _check(
    record: str | None,
    said: list[tuple[Verdict, str | None]],
    undo: bool,
    as_list: bool,
    export: Path | None,
    who: str,
    why: str,
) -> None:
    """Check before anything is written that the command says one thing, and by whom."""
    if export:
        check_writable(export)
    if not record:
        if said or undo or not (as_list or export):
            raise UsageError("name an event (ev-...) or an incident (in-...) to correct, or ask for --list or --export FILE")
        return
    if undo and said:
        raise UsageError("--undo takes a correction back; make another one in a command of its own")
    verdicts = {verdict for verdict, _ in said}
    if len(said) > 1 and not verdicts <= {Verdict.TYPE, Verdict.ACTOR, Verdict.RECIPIENT}:
        raise UsageError("--reject, --merge and --split stand alone; correct type, actor and recipient together or one by one")
    if not said and not undo:
        raise UsageError(f"say what is wrong with {record}: --reject, --type, --actor, --recipient, --merge or --split")
    if said and not (who.strip() and why.strip()):
        missing = " and ".join(name for name, text in (("--who NAME", who), ("--why TEXT", why)) if not text.strip())
        raise UsageError(f"{missing} is missing: say who corrects and why, so that others can check it")


def _say(what: str, corrections: tuple[Correction, ...]) -> None:
    for one in corrections:
        say(f"{what}: {one.id}, {one.record} {one.verdict}{f' {one.value}' if one.value else ''}{f' (was {one.said})' if one.said else ''}")


def _note_unknown(archive: Archive, value: str, correction: str) -> None:
    """Note which codes a person gave are neither a state's, with or without a sector, nor told of in what was read: a slip of the pen?"""
    codes = [code.strip() for code in value.split(",") if code.strip()]
    doubtful = [code for code in codes if not is_state(code.partition("-")[0].partition(":")[0])]
    if doubtful:
        known = KnownCodes(archive.readings(corrected=False))
        for code in doubtful:
            if code not in known:
                note(f"note: it stands as you gave it, but {known.unknown(code)}; `detente correct {correction} --undo` takes it back")


def _list(corrections: tuple[Correction, ...], as_csv: bool, as_json: bool) -> None:
    rows = [
        (c.id, c.record, c.verdict, c.value or "", c.said or "", c.trigger.quote if c.trigger else "", c.who, c.why) for c in corrections
    ]
    if as_json:
        print_json([to_dict(c) for c in corrections])
    elif as_csv:
        print_csv(COLUMNS, rows)
    else:
        print_table(counted(len(rows), "correction"), COLUMNS, rows)
