"""``detente brief``: from news texts to one page, with a JSON twin."""

from __future__ import annotations

import json
from pathlib import Path

import click

from detente.archive import Archive
from detente.brief import bundle_of, gather, page_of, summary_of
from detente.cli.common import (
    about_option,
    codes_from,
    json_option,
    opinion_option,
    print_json,
    read_inputs,
    reading_options,
    report_skipped,
)
from detente.errors import BriefError, UsageError
from detente.records import Reading, Skipped


@click.command()
@click.argument("inputs", nargs=-1, metavar="[INPUT...]")
@click.option("--archive", "archive_path", type=click.Path(dir_okay=False, path_type=Path), help="Make the brief of this archive instead.")
@about_option
@click.option("--between", nargs=2, metavar="FROM TO", help="Only events between these days, both included.")
@click.option("--title", help="A title for the page.")
@click.option("--split", is_flag=True, help="Draft allies as separate decision makers.")
@opinion_option
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("brief.html"),
    show_default=True,
    help="The page; its JSON twin lies beside it.",
)
@reading_options
@json_option
def brief(
    inputs: tuple[str, ...],
    archive_path: Path | None,
    about: str | None,
    between: tuple[str, str] | None,
    title: str | None,
    split: bool,
    include_opinion: bool,
    output: Path,
    published: str | None,
    actors: Path | None,
    workers: int,
    as_json: bool,
) -> None:
    """Make a brief: what happened, who says so, how tense it is, what the standoff looks like, and what would break it.

    INPUT is a text, HTML, JSONL, feed, PDF or DOCX file, a folder of these, or - for standard input; or name a kept --archive.
    The page is one HTML file that needs no network; with --json its JSON twin is printed as well.

    \b
    Example:
      detente brief examples/korea/news --about KOR,PRK --output out/korea.html
    """
    if bool(inputs) == bool(archive_path):
        raise UsageError("name either news texts to read or an --archive, one of the two")
    skipped: list[Skipped] = []
    readings = _readings(inputs, archive_path, published, actors, workers, skipped)
    since, until = between or (None, None)
    contents = gather(
        readings, skipped, title=title, about=codes_from(about), since=since, until=until, include_opinion=include_opinion, split=split
    )
    twin = bundle_of(contents)
    _write(output, page_of(contents))
    _write(output.with_suffix(".json"), _json(twin))
    if as_json:
        print_json(twin)
        return
    for line in summary_of(contents):
        click.echo(line)
    click.echo(f"\n{output}\n{output.with_suffix('.json')}")


def _readings(
    inputs: tuple[str, ...], archive_path: Path | None, published: str | None, actors: Path | None, workers: int, skipped: list[Skipped]
) -> list[Reading]:
    if archive_path is not None:
        with Archive(archive_path, read_only=True) as archive:
            return list(archive.readings())
    # A temporary archive drops what is given twice, as a kept one does.
    with Archive() as archive:
        count = 0
        for reading in read_inputs(inputs, published, actors, workers, skipped):
            count += 1
            archive.add(reading)
        report_skipped(skipped, count)
        return list(archive.readings())


def _json(twin: object) -> str:
    import json

    return json.dumps(twin, ensure_ascii=False, indent=1) + "\n"


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(text, encoding="utf-8")
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise BriefError(f"{path}: cannot be written ({error.strerror}); name another --output") from error
