"""``detente robust``: how firmly equilibria stand."""

from __future__ import annotations

import click
from rich.console import Console
from rich.table import Table

from detente.cli.models import called, json_option, print_item, print_sorted_json, read_named
from detente.cli.output import Output, rich_text
from detente.conflict import Robustness, robustness
from detente.conflict.inverse import RULES
from detente.conflict.stability import concept_of


@click.command()
@click.argument("model", metavar="MODEL")
@click.option(
    "--concept", "concepts", multiple=True, type=click.Choice(list(RULES), case_sensitive=False), help="May be repeated.  [default: seq]"
)
@click.option("--samples", type=click.IntRange(1), default=200, show_default=True, help="How many preference profiles to draw.")
@click.option("--seed", type=int, default=0, show_default=True, help="The seed they are drawn from: the same seed, the same answer.")
@click.option("--steps", type=click.IntRange(1), default=1, show_default=True, help="How many changes at most a party's preferences make.")
@click.option("--cost", type=click.IntRange(1, 12), default=3, show_default=True, help="Up to which cost margins are searched.")
@click.option("--limit", type=click.IntRange(1), default=12, show_default=True, help="How many equilibria of a concept to look at.")
@json_option
def robust(model: str, concepts: tuple[str, ...], samples: int, seed: int, steps: int, cost: int, limit: int, as_json: bool) -> None:
    """Say how firmly the equilibria and the status quo stand.

    MODEL is a TOML or JSON file, or - for standard input. The margin of a state is the least cost of changes that flip the verdict of one
    party on it; the share is how often it is an equilibrium when everybody's preferences are a little different, with an interval of 95%.

    \b
    Example:
      detente robust examples/models/chicken.toml --samples 100 --seed 1
    """
    loaded = read_named(model)
    asked = [concept.lower() for concept in concepts] or ["seq"]
    found = robustness(loaded, asked, samples=samples, seed=seed, steps=steps, max_cost=cost, limit=limit)
    if as_json:
        print_sorted_json(found.to_dict())
        return
    console = Output()
    console.print(f"[bold]{rich_text(loaded.name)}[/bold]")
    console.print(_table(found))
    for concept, left_out in found.left_out.items():
        if left_out:
            print_item(
                console, f"{left_out:,} equilibria of {concept_of(concept).name} were not looked at; --limit looks at more", indent=0
            )
    _print_flips(console, found)
    print_item(console, f"Shares: {samples} samples, seed {seed}; {found.neighbourhood}.", indent=0)


def _table(found: Robustness) -> Table:
    table = Table()
    for column in ("State", "By", "Verdict", "Margin", "Share", "95 % interval"):
        table.add_column(column, ratio=1 if column == "State" else None, min_width=20 if column == "State" else None)
    for share in found.shares:
        margins = [margin for margin in found.margins if (margin.state, margin.concept) == (share.state, share.concept)]
        held = all(margin.stable for margin in margins)
        least = found.margin(share.state, share.concept)
        now = " [bold](status quo)[/bold]" if share.state == found.model.status_quo else ""
        low, high = share.interval
        cells = ["equilibrium" if held else "not stable", f"more than {margins[0].searched}" if least is None else str(least)]
        cells += [f"{share.share:.0%}", f"{low:.0%} to {high:.0%}"]
        table.add_row(rich_text(called(found.model, share.state)) + now, concept_of(share.concept).name, *cells)
    return table


def _print_flips(console: Console, found: Robustness) -> None:
    """Say what flips each verdict at least cost."""
    names = [maker.name for maker in found.model.decision_makers]
    for share in found.shares:
        margins = [margin for margin in found.margins if (margin.state, margin.concept) == (share.state, share.concept)]
        least = min((margin for margin in margins if margin.cost is not None), key=lambda margin: margin.cost or 0, default=None)
        if least is not None:
            verdict = "leave" if least.stable else "stay at"
            told = "; ".join(change.sentence for change in least.changes)
            place = f'"{found.model.label(least.state)}" ({concept_of(least.concept).name})'
            print_item(console, f"- {names[least.maker]} would {verdict} {place}, at cost {least.cost}, if: {told}")
