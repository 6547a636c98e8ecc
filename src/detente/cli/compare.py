"""``detente compare``: what changed from one brief to another."""

from __future__ import annotations

from pathlib import Path

import click

from detente.brief.changes import ChangeKind
from detente.brief.compare import Comparison, compare_briefs, read_bundle
from detente.cli.common import json_option
from detente.cli.output import one_line, print_csv, print_json, say

SHOWN = 12  # changes of a kind shown in a part: --all, --json and --csv have all
_SIGNS = {ChangeKind.NEW: "+", ChangeKind.GONE: "-", ChangeKind.CHANGED: "~"}


@click.command()
@click.argument("old", type=click.Path(dir_okay=False, path_type=Path), metavar="OLD.json")
@click.argument("new", type=click.Path(dir_okay=False, path_type=Path), metavar="NEW.json")
@click.option("--all", "everything", is_flag=True, help=f"Show all changes, not only the first {SHOWN} of a kind.")
@click.option("--csv", "as_csv", is_flag=True, help="Print comma-separated values.")
@json_option
def compare(old: Path, new: Path, everything: bool, as_csv: bool, as_json: bool) -> None:
    """Say what changed from one brief to another.

    OLD and NEW are the JSON twins that `detente brief` writes beside the page. New incidents and contradictions, pairs whose level of
    tension changed, new voices; decision makers, options, status quo, stable states, ways out and questions that came or went.

    \b
    Example:
      detente brief --archive out/korea.duckdb --between 2017-01-01 2022-12-31 --output out/before.html
      detente brief --archive out/korea.duckdb --output out/now.html
      detente compare out/before.json out/now.json
    """
    found = compare_briefs(read_bundle(old), read_bundle(new))
    if as_json:
        print_json(found.to_dict())
    elif as_csv:
        print_csv(("part", "change", "text"), ((one.key, c.kind.value, c.text) for one in found.parts for c in one.changes))
    else:
        _print(found, None if everything else SHOWN)


def _print(found: Comparison, shown: int | None) -> None:
    say(one_line(found.new) if found.old == found.new else one_line(f"{found.new} (before: {found.old})"))
    for text in found.notes:
        say(one_line(f"Note: {text}"))
    if not found.changed:
        say("Nothing changed.")
    for one in found.parts:
        if not one.changes:
            continue
        say(f"\n{one.title}")
        for kind, sign in _SIGNS.items():
            changes = [change for change in one.changes if change.kind is kind]
            for change in changes[:shown]:
                say(f"  {sign} {one_line(change.text)}")
            if shown is not None and len(changes) > shown:
                say(f"  {sign} and {len(changes) - shown} more; --all shows them")
    quiet = [one.title.lower() for one in found.parts if not one.changes and one.key != "model"]
    if found.changed and quiet:
        say(f"\nUnchanged: {', '.join(quiet)}.")
