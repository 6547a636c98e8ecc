"""``detente draft``: a conflict model from what an archive tells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from detente.archive import Archive
from detente.cli.common import about_option, archive_option, between_option, codes_from, json_option, opinion_option
from detente.cli.output import check_writable, plain, print_json, say, write_files
from detente.conflict.writing import to_toml
from detente.drafting import Draft, draft_model, rank_questions


@click.command()
@archive_option
@about_option
@between_option
@opinion_option
@click.option("--split", is_flag=True, help="Let allies decide apart, even where they are told to stand together.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the model to this file (TOML).")
@json_option
def draft(
    archive_path: Path, about: str | None, between: tuple[str, str] | None, include_opinion: bool, split: bool, output: Path | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Draft a conflict model: decision makers, options, status quo and preferences, each with its evidence.

    The model is TOML, to be read and corrected; what is marked as assumed rests on no record. Without --output it is printed.

    \b
    Example:
      detente draft --archive out/korea.duckdb --about KOR,PRK -o out/korea.toml
    """
    since, until = between or (None, None)
    if output is not None:
        check_writable(output)
    with Archive(archive_path, read_only=True) as archive:
        drafted = draft_model(
            archive.readings(), about=codes_from(about), since=since, until=until, include_opinion=include_opinion, split=split
        )
    text = to_toml(drafted.model)
    if output is not None:
        write_files({output: text})
    if as_json:
        print_json(_plain(drafted))
    elif output is None:
        click.echo(plain(text), nl=False)
    else:
        for line in summary(drafted):
            say(line)
        say(f"written to {output}")


def summary(drafted: Draft) -> list[str]:
    """Say what a draft holds, a line a fact."""
    model = drafted.model
    lines = [*drafted.notes, ""]
    for maker in model.decision_makers:
        lines.append(f"{maker.name} [{', '.join(maker.actors)}] may take: {', '.join(option.name for option in maker.options)}")
    status_quo = model.label(model.status_quo) if model.status_quo is not None else "unknown"
    lines += [f"status quo: {status_quo}", ""]
    lines += [f"left out: {bystander.name} [{bystander.code}]: {bystander.reason}" for bystander in drafted.bystanders]
    asked = rank_questions(model)
    lines += ["", f"open questions, most consequential first: {asked.summary}"]
    lines += [f"open: {question.text} {question.answers[0].sentence}" for question in asked.ranked]
    return [*lines, *(f"open, but nothing stable depends on it: {question.text}" for question in asked.quiet)]


def _plain(drafted: Draft) -> dict[str, Any]:
    return {
        "model": drafted.model.to_dict(),
        "bystanders": [{"code": b.code, "name": b.name, "reason": b.reason} for b in drafted.bystanders],
        "questions": [{"about": q.about, "text": q.text} for q in drafted.questions],
        "ranked_questions": rank_questions(drafted.model).to_dict(),
        "notes": list(drafted.notes),
    }
