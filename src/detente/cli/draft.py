"""``detente draft``: a conflict model from what an archive tells."""

from __future__ import annotations

from dataclasses import replace as replaced
from pathlib import Path
from typing import Any

import click

from detente.archive import Archive
from detente.cli.common import about_option, archive_option, between_option, codes_from, json_option, opinion_option
from detente.cli.output import check_writable, note, plain, print_json, print_table, say, write_files
from detente.conflict.spoken import in_short
from detente.conflict.writing import to_toml
from detente.counting import counted
from detente.drafting import Comparison, Draft, Merge, draft_into, draft_model, rank_questions
from detente.drafting import compare_accounts as compare_accounts_of
from detente.errors import UsageError


@click.command()
@archive_option
@about_option
@between_option
@opinion_option
@click.option("--split", is_flag=True, help="Let allies decide apart, even where they are told to stand together.")
@click.option("--as-told-by", metavar="CODE,CODE,...", help="Only the account of these, e.g. PRK: what they say or ask.")
@click.option("--compare-accounts", is_flag=True, help="Print where the models differ that each side's own account gives.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the model to this file (TOML).")
@click.option("--replace", is_flag=True, help="Overwrite --output, edits and all, rather than merge the new draft into it.")
@json_option
def draft(
    archive_path: Path, about: str | None, between: tuple[str, str] | None, include_opinion: bool, split: bool,
    as_told_by: str | None, compare_accounts: bool, output: Path | None, replace: bool, as_json: bool,
) -> None:  # fmt: skip
    """Draft a conflict model: decision makers, options, status quo and preferences, each with its evidence.

    The model is TOML, to be read and corrected; what is marked as assumed rests on no record. Without --output it is printed.
    Courses of which less is told are listed too and held as they stand: delete the field held of one to make it a choice.
    Drafting into the same file again keeps your edits: what is new comes in beside them, and where the draft differs it is listed.

    \b
    Example:
      detente draft --archive out/korea.duckdb --about KOR,PRK -o out/korea.toml
    """
    since, until = between or (None, None)
    if output is not None:
        check_writable(output)
        if output.resolve() == archive_path.resolve():
            raise UsageError(f"{output}: this is the archive; name another --output")
    tellers = codes_from(as_told_by, "--as-told-by")
    if compare_accounts and (tellers or output is not None):
        raise UsageError("--compare-accounts prints a table of all accounts; leave --as-told-by and --output out")
    with Archive(archive_path, read_only=True) as archive:
        readings = list(archive.readings())
    request: dict[str, Any] = {
        "about": codes_from(about),
        "since": since,
        "until": until,
        "include_opinion": include_opinion,
        "split": split,
    }
    if compare_accounts:
        _print_comparison(compare_accounts_of(readings, **request), as_json)
        return
    drafted = draft_model(readings, **request, as_told_by=tellers)
    merge: Merge | None = None
    if output is not None:
        done = draft_into(output, drafted.model, replace=replace)
        merge = done.merge
        write_files(done.texts)
    if as_json:
        print_json(_plain(drafted, merge))
    elif output is None:
        click.echo(plain(to_toml(drafted.model)), nl=False)
    else:
        for line in summary(drafted if merge is None else replaced(drafted, model=merge.model)):
            say(line)
        for line in merged_lines(merge, output):
            say(line)


def _print_comparison(found: Comparison, as_json: bool) -> None:
    if as_json:
        contrasts = [{"topic": c.topic, "part": c.part, "accounts": dict(zip(found.drafts, c.cells, strict=True))} for c in found.contrasts]
        print_json({"accounts": list(found.drafts), "without": dict(found.without), "differences": contrasts})
        return
    title = "Where the accounts differ" if found.contrasts else "The accounts give the same model"
    rows = [(contrast.topic, contrast.part, *contrast.cells) for contrast in found.contrasts]
    print_table(title, ("what", "of", *(f"as told by {name}" for name in found.drafts)), rows)
    for name, why in found.without.items():
        note(f"note: {name} is left out: {why}")


def merged_lines(merge: Merge | None, output: Path) -> list[str]:
    """Say what drafting again came to, a line a change or difference."""
    if merge is None:
        return [f"written to {output}"]
    was = "what you edited in it stays" if merge.edited else "nobody had edited it"
    lines = ["", f"{output} was there: {was}", *merge.came_in]
    if merge.retold:
        lines.append(f"newer evidence or notes: {len(merge.retold)} parts")
    for each in merge.differences:
        because = f" ({each.why})" if each.why else ""
        lines.append(f"differs, yours stands: {each.where}: yours: {each.yours}; the draft: {each.draft}{because}")
        lines += [f"    {piece}" for piece in each.evidence if piece.startswith("«")][:2]
    return lines if len(lines) > 2 else ["", f"{lines[1]}; the documents tell nothing new"]


def summary(drafted: Draft) -> list[str]:
    """Say what a draft holds, a line a fact."""
    model = drafted.model
    lines = [*drafted.notes, ""]
    for maker in model.decision_makers:
        courses = "; ".join(option.name for option in maker.options)  # a name may hold commas
        lines.append(f"{maker.name} [{', '.join(maker.actors)}] may take: {courses}")
    for maker in model.decision_makers:
        if maker.held:
            shown = [f"{held.option.name} ({held.stands}{', assumed' if held.option.provenance.assumed else ''})" for held in maker.held]
            lines.append(f"{maker.name}, held as it stands (less is told of it, or nothing is left to choose): {'; '.join(shown)}")
    status_quo = in_short(model, model.status_quo) if model.status_quo is not None else "unknown"
    lines += [f"status quo: {status_quo}", ""]
    known = [bystander for bystander in drafted.bystanders if not bystander.code.startswith("~")]
    phrases = [f"“{bystander.name}”" for bystander in drafted.bystanders if bystander.code.startswith("~")]
    lines += [f"left out: {bystander.name} [{bystander.code}]: {bystander.reason}" for bystander in known]
    if phrases:
        said = f"{counted(len(phrases), 'phrase')} of which nothing known says whom they name"
        lines.append(f"left out: {said}, most often {', '.join(phrases[:3])}: an actor list can (--actors); --json lists them")
    asked = rank_questions(model)
    lines += ["", f"open questions, most consequential first: {asked.summary}"]
    lines += [f"open: {question.text} {question.answers[0].sentence}" for question in asked.ranked]
    return [*lines, *(f"open, but nothing stable depends on it: {question.text}" for question in asked.quiet)]


def _plain(drafted: Draft, merge: Merge | None) -> dict[str, Any]:
    return {
        "model": (drafted.model if merge is None else merge.model).to_dict(),
        "merge": merge
        and {"came_in": list(merge.came_in), "retold": list(merge.retold), "differences": [each.to_dict() for each in merge.differences]},
        "bystanders": [{"code": b.code, "name": b.name, "reason": b.reason} for b in drafted.bystanders],
        "questions": [{"about": q.about, "text": q.text} for q in drafted.questions],
        "ranked_questions": rank_questions(drafted.model if merge is None else merge.model).to_dict(),
        "notes": list(drafted.notes),
    }
