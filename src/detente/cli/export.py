"""``detente export``: an archive in the forms of others, and in our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from detente.archive import Archive
from detente.archive.exports import FORMS, Extract, export_file, export_lines, form_of, loss, unit
from detente.archive.formats.outward.given import Left
from detente.cli.common import archive_option, note_unknown, selection_from, selection_options
from detente.cli.output import check_writable, note, print_piece, say


@click.command()
@click.option("--format", "form", required=True, type=click.Choice(list(FORMS)), help="The form (see above).")
@click.option("-o", "--output", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path), help="The file to write; - prints it.")
@archive_option
@selection_options
@click.option("--incidents", is_flag=True, help="Give incidents, each event counted once, instead of reports.")
@click.option("--data-set", "data_sets", multiple=True, metavar="NAME", help="Only rows of this imported data set; repeatable.")
@click.option("--read", is_flag=True, help="Only what Détente read, no imported rows; with --data-set, both.")
@click.option("--include-opinion", is_flag=True, help="Give to forms of facts also what opinion pieces tell.")
def export(
    form: str,
    output: Path | None,
    archive_path: Path,
    incidents: bool,
    include_opinion: bool,
    read: bool,
    data_sets: tuple[str, ...],
    **options: Any,
) -> None:
    """Give out what an archive holds, in a form that other programs read.

    \b
    csv       one event a line, for spreadsheets and statistics
    parquet   the same table as a typed Parquet file
    plover    PLOVER's JSON, one event a line
    polecat   40 columns, as POLECAT has them
    gdelt     61 columns, as GDELT 2.0 has them
    graphml   the network of who acts towards whom
    jsonl     the whole archive, one JSON value a line: nothing is lost
    parquet-readings   readings only, as a Parquet file
    parquet-rows       rows of imported data sets only, as a Parquet file

    plover, polecat, gdelt and graphml get facts only: what is told as denied, planned, possible or conditional is left out and
    counted, and so is what opinion pieces tell. csv, parquet and jsonl hold all of it, each event with its status.

    \b
    Example:
      detente export --archive out/korea.duckdb --format plover --dyad PRK KOR -o out/korea.plover.jsonl
    """
    choice = Extract(
        selection=selection_from(options),
        incidents=incidents,
        opinion=include_opinion,
        read=read or not data_sets,
        data_sets=data_sets if read or data_sets else None,
    )
    form_of(form, choice)
    file = None if output is None or str(output) == "-" else output
    if file is not None:
        check_writable(file)
    left = Left()
    with Archive(archive_path, read_only=True) as archive:
        for name in data_sets:
            archive.check_data_set(name)
        if file is not None:
            export_file(archive, form, file, choice, left)
            say(f"{file}: {left.given:,} {unit(form, choice, left.given)}")
        else:
            for piece in export_lines(archive, form, choice, left):
                print_piece(piece, is_json=form in ("plover", "jsonl"))
        if not left.given:
            note_unknown(archive, choice.selection)
    if told := loss(form, left):
        note(f"note: {told}")
