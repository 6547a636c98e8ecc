"""``detente ease``: the cheapest changes that make a better state hold."""

from __future__ import annotations

import click
from rich.console import Console

from detente.cli.models import called, json_option, print_account, print_item, print_sorted_json, read_named
from detente.cli.output import Output, rich_text
from detente.conflict import Model, Target, WayOut, WaysOut, account_of, describe_path, ways_out
from detente.conflict.inverse import RULES
from detente.conflict.spoken import change_words
from detente.conflict.stability import concept_of
from detente.drafting import strife_in


@click.command()
@click.argument("model", metavar="MODEL")
@click.option("--target", "targets", metavar="STATE", multiple=True, help="A wanted state: number, label or pattern; repeatable.")
@click.option(
    "--concept", type=click.Choice(list(RULES), case_sensitive=False), default="seq", show_default=True, help="What a state has to satisfy."
)
@click.option("--cost", type=click.IntRange(1, 12), default=3, show_default=True, help="The most that changes may cost together.")
@click.option("--limit", type=click.IntRange(1), default=8, show_default=True, help="How many states to look at, if none are named.")
@click.option(
    "--words", "in_words", is_flag=True, help="Tell it in words: who gains, what is missing, who moves first, how firm; the dangers."
)
@json_option
def ease(model: str, targets: tuple[str, ...], concept: str, cost: int, limit: int, in_words: bool, as_json: bool) -> None:
    """Find the cheapest changes that make a better state hold.

    MODEL is a TOML or JSON file, or - for standard input. Changes may be of several parties together: of what they want, of what they can
    do, or a joint move. Without --target the states that are better for somebody and worse for nobody are looked at; if there are none,
    those that somebody prefers. What a change costs, and what is not searched, is told in docs/method-conflict.md.

    \b
    Example:
      detente ease examples/models/north-korea-us-2017.toml --concept nash
    """
    loaded = read_named(model)
    wanted = [loaded.find_state(target, "--target") for target in targets] or None
    found = ways_out(loaded, concept.lower(), targets=wanted, max_cost=cost, limit=limit, strife=strife_in(loaded))
    account = account_of(found, limit=limit) if in_words else None
    if as_json:
        print_sorted_json(found.to_dict() | ({} if account is None else {"account": account.to_dict()}))
        return
    console = Output()
    console.print(f"[bold]{rich_text(loaded.name)}[/bold] ({concept_of(found.concept).name}, changes up to cost {cost})")
    print_item(console, f"status quo: {called(loaded, found.status_quo)}")
    if account is not None:
        print_account(console, account)
        return
    console.print(rich_text(found.summary), highlight=False)
    for target in found.targets:
        _print_target(console, loaded, found, target)


def _print_target(console: Console, model: Model, found: WaysOut, target: Target) -> None:
    names = [maker.name for maker in model.decision_makers]
    console.print(f"\n[bold]{rich_text(called(model, target.state))}[/bold]", highlight=False)
    if target.state != found.status_quo:
        better, worse = (", ".join(names[place] for place in places) or "nobody" for places in (target.winners, target.losers))
        print_item(console, f"better for {better}; worse for {worse}")
    if not target.is_reachable:
        print_item(console, "no series of moves leads there as things are")
    ways = [way for way in found.ways if way.target == target.state]
    if not ways:
        print_item(console, f"no changes up to cost {found.max_cost} make it hold" + (" (proven)" if found.complete else ""))
    for way in ways:
        _print_way(console, model, way)


def _print_way(console: Console, model: Model, way: WayOut) -> None:
    told = "; and ".join(change_words(model, change) for change in way.changes)
    print_item(console, f"- cost {way.cost}: {told}" if told else "- it holds as things are")
    if way.path:
        trust = "every step a gain for whoever takes it" if way.by_improvements is not None else "some steps need trust or a deal"
        print_item(console, f"path: {describe_path(way.model, way.by_improvements or way.path)} ({trust})", indent=4)
