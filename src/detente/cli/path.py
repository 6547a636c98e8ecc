"""``detente path``: where things can go from the status quo, and by whose steps."""

from __future__ import annotations

from typing import Any

import click
from rich.console import Console

from detente.cli.models import called, json_option, print_item, print_sorted_json, read_named
from detente.cli.output import Output, rich_text
from detente.conflict import Model, StatusQuoAnalysis, check_path, check_shortest, describe_path
from detente.conflict.certificate_tables import TABLE_STATES
from detente.conflict.claims import Path
from detente.conflict.stability import CONCEPTS, concept_of
from detente.errors import UsageError

#: Without --to the paths to so many equilibria are shown, the nearest first.
SHOWN = 20


@click.command()
@click.argument("model", metavar="MODEL")
@click.option(
    "--to", "wanted", metavar="STATE", multiple=True, help="Where to: number, label or pattern; repeatable.  [default: equilibria]"
)
@click.option("--concede", "conceding", metavar="DM", multiple=True, help="Who may concede, that is move without gaining; repeatable.")
@click.option(
    "--concept", type=click.Choice(list(CONCEPTS), case_sensitive=False), default="seq", show_default=True, help="What equilibria satisfy."
)
@json_option
def path(model: str, wanted: tuple[str, ...], conceding: tuple[str, ...], concept: str, as_json: bool) -> None:
    """Find the shortest paths from the status quo to other states.

    MODEL is a TOML or JSON file, or - for standard input. A path is told three times: by any moves; by moves that are each a gain for
    whoever makes it, which need no trust; and by these and concessions of those named by --concede. Where improvements alone do not lead
    to a state, it is said whose concessions would.

    \b
    Example:
      detente path examples/models/north-korea-us-2017.toml --to "NY NY" --concede "North Korea" --concede "United States"
    """
    loaded = read_named(model)
    if loaded.status_quo is None:
        raise UsageError(f"{loaded.name}: the model names no status quo to begin in; add status_quo")
    paths = StatusQuoAnalysis(loaded, conceding=conceding)
    if wanted:
        states = [loaded.find_state(state, "--to") for state in wanted]
        out_of_reach = [state for state in states if not paths.is_reachable(state)]
    else:
        near, far = paths.equilibria(concept.lower(), limit=SHOWN)
        states, out_of_reach = [destination.state for destination in near], list(far)
    found = [_found(loaded, paths, state) for state in states]
    if as_json:
        told = {"concept": None if wanted else concept.lower(), "destinations": found, "out_of_reach": out_of_reach}
        start = {"state": paths.start, "label": loaded.label(paths.start)}
        print_sorted_json({"model": loaded.name, "status_quo": start, "conceding": list(conceding), **told})
        return
    console = Output()
    console.print(f"[bold]{rich_text(loaded.name)}[/bold]")
    print_item(console, f"status quo: {called(loaded, paths.start)}")
    if not wanted:
        print_item(console, f"{concept_of(concept).name} equilibria within reach: {len(found)} shown; out of reach: {len(out_of_reach)}")
    for state in states:
        _print_destination(console, loaded, paths, state, named=bool(conceding))


def _found(model: Model, paths: StatusQuoAnalysis, state: int) -> dict[str, Any]:
    """Give the paths to a state as plain values, each checked from the definitions."""
    there = paths.to(state)
    nobody: tuple[int, ...] = ()
    ways = ((there.by_moves, False, nobody), (there.by_improvements, True, nobody), (there.by_concessions, True, paths.conceding))
    for way, improving, conceded in ways:
        if len(model.feasible_states()) <= TABLE_STATES:
            check_shortest(model, paths.start, state, way, improving=improving, conceding=conceded)
        else:
            check_path(model, way or (), improving=improving and not conceded)
    openers = [model.decision_makers[place].name for place in paths.openers(state)]
    concessions = list(paths.concessions(there.by_concessions or ()))
    return {**there.to_dict(model), "concession_steps": concessions, "opened_by_concessions_of": openers}


def _print_destination(console: Console, model: Model, paths: StatusQuoAnalysis, state: int, *, named: bool) -> None:
    there = paths.to(state)
    console.print(f"\n[bold]{rich_text(called(model, state))}[/bold]", highlight=False)
    if there.by_moves == ():
        print_item(console, "this is the status quo")
        return
    print_item(console, f"by moves: {_told(model, there.by_moves)}")
    print_item(console, f"by improvements: {_told(model, there.by_improvements)}")
    if named:
        print_item(console, f"by improvements and these concessions: {_told(model, there.by_concessions, paths)}")
    if there.by_improvements is None and there.by_moves is not None:
        names = [model.decision_makers[place].name for place in paths.openers(state)]
        opened = f"concessions of {' alone, or of '.join(names)} alone" if names else "concessions of several"
        print_item(console, f"what would open it: {opened}")
    if there.by_moves is None:
        print_item(console, "no concession opens it; detente ease --target looks for changes of options, or a joint move, that do")


def _told(model: Model, way: Path | None, paths: StatusQuoAnalysis | None = None) -> str:
    if way is None:
        return "no path"
    if paths is None:
        return describe_path(model, way)
    conceded = paths.concessions(way)
    steps = [describe_path(model, (step,)) + (" (a concession)" if place in conceded else "") for place, step in enumerate(way)]
    return "; ".join(steps)
