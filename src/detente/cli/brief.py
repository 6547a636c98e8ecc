"""``detente brief``: from news texts to one page, with a JSON twin."""

from __future__ import annotations

import json
from pathlib import Path

import click
from click.core import ParameterSource

from detente.archive import Archive, Selection
from detente.brief import bundle_of, gather, markdown_of, page_of, summary_of
from detente.cli.common import KnownCodes, about_option, between_option, codes_from, json_option, opinion_option
from detente.cli.inputs import read_inputs, reading_options, report_skipped
from detente.cli.output import check_writable, plain, print_json, say, write_files
from detente.drafting.parties import groups_meant
from detente.errors import UsageError
from detente.records import Reading, Skipped


@click.command()
@click.argument("inputs", nargs=-1, metavar="[INPUT...]")
@click.option("--archive", "archive_path", type=click.Path(dir_okay=False, path_type=Path), help="Make the brief of this archive instead.")
@about_option
@between_option
@click.option("--title", help="A title for the page.")
@click.option("--split", is_flag=True, help="Draft allies as separate decision makers.")
@opinion_option
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The page; its JSON twin lies beside it.  [default: brief.html, brief.md]",
)
@click.option("--format", "form", type=click.Choice(["html", "md"]), help="What to write.  [default: md for a name in .md]")
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
    output: Path | None,
    form: str | None,
    published: str | None,
    actors: Path | None,
    workers: int,
    as_json: bool,
) -> None:
    """Make a brief: what happened, who says so, how tense it is, what the standoff looks like, and what would break it.

    INPUT is a text, HTML, JSONL, feed, PDF or DOCX file, a folder of these, or - for standard input; or name a kept --archive.
    The page is one HTML file that needs no network, or Markdown; with --json its JSON twin is printed as well.

    \b
    Example:
      detente brief examples/korea/news --about KOR,PRK --output out/korea.html
    """
    form = form or ("md" if output is not None and output.suffix.lower() in (".md", ".markdown") else "html")
    output = output or Path(f"brief.{form}")
    _check(inputs, archive_path, output)
    since, until = between or (None, None)
    Selection(since=since, until=until)  # wrong dates are said before anything is read
    codes = codes_from(about)
    skipped: list[Skipped] = []
    readings = _readings(inputs, archive_path, published, actors, workers, skipped)
    KnownCodes(readings).check([code for code in codes if not groups_meant(readings, code)])
    title = " ".join(plain(title or "").split()) or None
    contents = gather(readings, skipped, title=title, about=codes, since=since, until=until, include_opinion=include_opinion, split=split)
    twin = bundle_of(contents)
    page = markdown_of(contents) if form == "md" else page_of(contents)
    write_files({output: page, output.with_suffix(".json"): _json(twin)})
    if as_json:
        print_json(twin)
        return
    for line in summary_of(contents):
        say(line)
    say(f"\n{output}\n{output.with_suffix('.json')}")


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


def _check(inputs: tuple[str, ...], archive_path: Path | None, output: Path) -> None:
    """Find out before anything is read whether the brief can be made as it was asked for."""
    if bool(inputs) == bool(archive_path):
        raise UsageError("name either news texts to read or an --archive, one of the two")
    if archive_path is not None:
        asked = click.get_current_context().get_parameter_source
        for name in ("published", "actors", "workers"):
            if asked(name) is ParameterSource.COMMANDLINE:
                raise UsageError(f"--{name} is for texts that are read now; an archive keeps them as they were read, leave it out")
    if output.suffix.lower() == ".json":
        raise UsageError(f"{output}: this would be the name of the page's JSON twin; name the page, such as {output.with_suffix('.html')}")
    given = [*inputs, str(archive_path)] if archive_path is not None else inputs
    for path in (output, output.with_suffix(".json")):
        check_writable(path)
        if any(_is_same(path, one) for one in given):
            raise UsageError(f"{path}: this is what is read, the brief would replace it; name another --output")


def _is_same(path: Path, given: str) -> bool:
    try:
        return path.samefile(given)
    except (OSError, ValueError):
        return False


def _json(twin: object) -> str:
    return json.dumps(twin, ensure_ascii=False, indent=1) + "\n"
