"""``detente solve``: which states of a conflict model are stable, and what would break the stalemate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import numpy as np
from rich.console import Console
from rich.table import Table

from detente.cli.further import CONCEPT_NAMES, Further, concept_keys, find_further, further_to_plain, print_further, print_relations_note
from detente.cli.models import called, json_option, print_account, print_item, print_sorted_json, read_named
from detente.cli.output import Output, rich_text
from detente.conflict import (
    Account,
    Analysis,
    Explanation,
    Model,
    StatusQuoAnalysis,
    WaysOut,
    account_of,
    analyse,
    check,
    check_path,
    check_table,
    describe_path,
    ways_out,
    why,
)
from detente.conflict.certificate_tables import TABLE_CONCEPTS, TABLE_STATES
from detente.conflict.coalitions import ALL_OF
from detente.conflict.formats.export import FORMATS, export_model
from detente.conflict.spoken import change_words, difference, listed
from detente.conflict.stability import CONCEPTS, concept_of
from detente.counting import counted
from detente.drafting import strife_in
from detente.errors import CertificateError, UsageError

#: The table shows all states of models of so many, and of larger ones so many, the status quo and equilibria first; `--json` has more.
SHOWN_STATES, SHOWN_OF_MANY = 40, 16

#: `--json` gives paths to so many equilibria of a concept, the nearest, and names so many that are out of reach.
LISTED_PATHS = 200

#: Ways out are looked for up to this many states without being asked: beyond, the search takes longer than a person waits.
WAYS_OUT_STATES = 4096


@click.command()
@click.argument("model", metavar="MODEL")
@click.option(
    "--concept",
    "concepts",
    multiple=True,
    metavar=CONCEPT_NAMES,
    callback=concept_keys,
    help=f"A stability concept; may be given several times. Ways out are sought under the first, if it is one of {', '.join(CONCEPTS)}.  "
    "[default: these, ways out under seq]",
)
@click.option(
    "--ways/--no-ways",
    default=None,
    help="Look for ways out; with --ways they are told in words, with the dangers.  "
    f"[default: a list, for models of up to {WAYS_OUT_STATES:,} states]",
)
@click.option(
    "--max-cost",
    "--cost",
    type=click.IntRange(1, 6),
    default=2,
    show_default=True,
    help="The most that the changes of a way out may cost.",
)
@click.option(
    "--export",
    "exported",
    type=click.Path(dir_okay=False, path_type=Path),
    help=f"Also write the model to this file, in the format it ends in: {', '.join(FORMATS)}.",
)
@click.option("--coalitions", "every", is_flag=True, help=f"Judge all coalitions too (of up to {ALL_OF} decision makers).")
@click.option("--coalition", "named", metavar="A+B", multiple=True, help="Judge this coalition too; may be given several times.")
@click.option("--joint-sanctions", "joint", is_flag=True, help="Judge coalitions also by the strong form of SEQ.")
@click.option(
    "--draws", type=click.IntRange(1, 100_000), help="Draw what is uncertain so often, and give the share of draws of each equilibrium."
)
@click.option("--seed", type=int, default=0, show_default=True, help="Where the draws begin.")
@click.option(
    "--check/--no-check",
    "checked",
    default=None,
    help="Check every verdict in the table from the definitions, not only those on the status quo.  "
    f"[default: for models of up to {TABLE_STATES:,} states]",
)
@json_option
def solve(
    model: str,
    concepts: tuple[str, ...],
    ways: bool | None,
    max_cost: int,
    exported: Path | None,
    every: bool,
    named: tuple[str, ...],
    joint: bool,
    draws: int | None,
    seed: int,
    checked: bool | None,
    as_json: bool,
) -> None:
    """Find the stable states of a conflict model and the ways out of its status quo.

    MODEL is a TOML or JSON file, also one of GMCR+ (.gmcr), or - for standard input. Every verdict on the status quo comes with its
    reason. What is shown has been checked from the definitions, by code that shares nothing with what found it.

    \b
    Example:
      detente solve examples/models/chicken.toml
    """
    loaded = read_named(model)
    asked = concepts or tuple(CONCEPTS)
    chosen = asked[0] if concepts else "seq"
    if exported is not None:
        export_model(loaded, exported, chosen)
    analysis = analyse(loaded, asked)
    if ways and chosen not in CONCEPTS:
        raise UsageError(f"--ways: ways out are sought under {', '.join(CONCEPTS)}; name one of them first, before {chosen}")
    small = len(loaded.feasible_states()) <= TABLE_STATES
    checked = small if checked is None else checked
    if checked:
        _check_verdicts(loaded, analysis, whole=small)
    further = find_further(loaded, concepts, every=every, named=named, joint=joint, draws=draws, seed=seed)
    wanted = chosen in CONCEPTS and (ways if ways is not None else len(loaded.feasible_states()) <= WAYS_OUT_STATES)
    sought = wanted and loaded.status_quo is not None
    found = ways_out(loaded, chosen, max_cost=max_cost, strife=strife_in(loaded)) if sought else None
    account = account_of(found) if found is not None and ways else None
    if as_json:
        plain = _plain(loaded, analysis, found, account)
        print_sorted_json(plain | {"table_checked": checked} | further_to_plain(loaded, further))
    else:
        _print(loaded, analysis, chosen, found, further, account, checked=checked)


def _check_verdicts(model: Model, analysis: Analysis, *, whole: bool) -> None:
    """Check the verdicts in the table from the definitions: of small models all there are at once, else those shown, one by one."""
    at_once = [concept for concept in analysis.concepts if whole and concept in TABLE_CONCEPTS]
    check_table(model, {concept: analysis.verdicts[concept] for concept in at_once})
    for concept in analysis.concepts:
        for state in () if concept in at_once else _shown_states(model, analysis):
            for place in range(len(model.decision_makers)):
                if _checked(model, state, place, concept).stable != analysis.is_stable(state, place, concept):
                    where = f"{model.name}: {model.decision_makers[place].name} at {model.label(state)!r}, {concept}"
                    raise CertificateError(f"{where}: the verdict is not the one that its reason gives")


def _plain(model: Model, analysis: Analysis, found: WaysOut | None, account: Account | None) -> dict[str, Any]:
    plain: dict[str, Any] = {"analysis": analysis.to_dict(), "status_quo": None, "ways_out": None}
    if model.status_quo is None:
        return plain
    paths = StatusQuoAnalysis(model)
    makers = range(len(model.decision_makers))
    reached = {concept: paths.equilibria(concept, limit=LISTED_PATHS, analysis=analysis) for concept in analysis.concepts}
    for near, _ in reached.values():
        for place in near:
            check_path(model, place.by_moves or ())
            check_path(model, place.by_improvements or (), improving=True)
    plain["status_quo"] = {
        "state": model.status_quo,
        "label": model.label(model.status_quo),
        "equilibrium": {concept: analysis.is_equilibrium(model.status_quo, concept) for concept in analysis.concepts},
        "reasons": {
            concept: [_checked(model, model.status_quo, place, concept).to_dict(model) for place in makers] for concept in analysis.concepts
        },
        "equilibria_reached": {concept: [place.to_dict(model) for place in near] for concept, (near, _) in reached.items()},
        "equilibria_out_of_reach": {concept: list(far[:LISTED_PATHS]) for concept, (_, far) in reached.items()},
        "equilibria_out_of_reach_count": {concept: len(far) for concept, (_, far) in reached.items()},
    }
    plain["ways_out"] = None if found is None else found.to_dict()
    if account is not None:
        plain["account"] = account.to_dict()
    return plain


def _checked(model: Model, state: int, place: int, concept: str) -> Explanation:
    """Explain a verdict, and check it from the definitions before it is shown."""
    explanation = why(model, state, place, concept)
    check(model, explanation)
    return explanation


def _print(
    model: Model,
    analysis: Analysis,
    chosen: str,
    found: WaysOut | None,
    further: Further,
    account: Account | None,
    *,
    checked: bool,
) -> None:
    console = Output()
    console.print(f"[bold]{rich_text(model.name)}[/bold]")
    if model.source:
        console.print(f"Source: {rich_text(model.source)}")
    console.print(_states_table(model, analysis))
    if model.is_option_form:
        listed = ", ".join(f"{maker.name}: {'; '.join(option.name for option in maker.options)}" for maker in model.decision_makers)
        console.print(f"Options in the order of the letters: {rich_text(listed)}", highlight=False)
    if model.held:
        held = ", ".join(f"{m.name}: {'; '.join(f'{h.option.name} ({h.stands})' for h in m.held)}" for m in model.decision_makers if m.held)
        console.print(f"Held as it stands: {rich_text(held)}", highlight=False)
    stable_for = ", ".join(f"{place} {maker.name}" for place, maker in enumerate(model.decision_makers, start=1))
    console.print(f"Stable for: {rich_text(stable_for)}", highlight=False)
    if not checked:
        but = "" if model.status_quo is None else ", but for those on the status quo"
        console.print(f"These verdicts have not been checked one by one from the definitions{but}; --check does that for all shown.")
    print_relations_note(console, model, analysis.concepts)
    if model.status_quo is None:
        console.print("\nThe model names no status quo: add status_quo to see whether it is stable, and the ways out.")
    else:
        _print_status_quo(console, model, analysis, chosen)
    print_further(console, model, further)
    if account is not None:
        console.print(f"\n[bold]Ways out[/bold] ({concept_of(account.found.concept).name}, changes up to cost {account.found.max_cost})")
        print_account(console, account)
    elif found is not None:
        _print_ways(console, model, found)


def _shown_states(model: Model, analysis: Analysis) -> list[int]:
    """List the states that the table shows: all, or the status quo and those that are equilibria of the most concepts."""
    states = model.feasible_states()
    if len(states) <= SHOWN_STATES:
        return [int(state) for state in states]
    held = np.zeros(model.size, dtype=np.int8)
    for by_maker in analysis.verdicts.values():
        held += np.logical_and.reduce(by_maker)
    if model.status_quo is not None:
        held[model.status_quo] = np.iinfo(np.int8).max
    return sorted(int(state) for state in states[np.argsort(-held[states], kind="stable")[:SHOWN_OF_MANY]])


def _states_table(model: Model, analysis: Analysis) -> Table:
    shown = _shown_states(model, analysis)
    count = len(model.feasible_states())
    left_out = f"{count - len(shown):,} of {count:,} states are not shown: the equilibria come first; --json has more"
    caption = left_out if len(shown) < count else None
    table = Table(caption=caption, show_lines=False)
    table.add_column("", justify="right", no_wrap=model.is_option_form and len(model.pattern(0)) <= 24)
    table.add_column("State", ratio=1, min_width=24)
    for concept in analysis.concepts:
        table.add_column(concept_of(concept).name)
    for state in shown:
        cells = [_who(model, analysis, state, concept) for concept in analysis.concepts]
        now = " [bold](status quo)[/bold]" if state == model.status_quo else ""
        table.add_row(model.pattern(state) if model.is_option_form else "", rich_text(called(model, state)) + now, *cells)
    return table


def _who(model: Model, analysis: Analysis, state: int, concept: str) -> str:
    stable = [str(place + 1) for place in range(len(model.decision_makers)) if analysis.verdicts[concept][place][state]]
    return "[bold]all[/bold]" if len(stable) == len(model.decision_makers) else " ".join(stable) or "-"


def _print_status_quo(console: Console, model: Model, analysis: Analysis, chosen: str) -> None:
    start = model.status_quo or 0
    console.print(f"\n[bold]Status quo:[/bold] {rich_text(called(model, start))}", highlight=False)
    by_verdict: dict[str, list[str]] = {"stable": [], "not stable": []}
    for concept in analysis.concepts:
        by_verdict["stable" if analysis.is_equilibrium(start, concept) else "not stable"].append(concept_of(concept).name)
    told = [f"{verdict} by {listed(names)}" for verdict, names in by_verdict.items() if names]
    console.print(f"It is {', '.join(told)}. By {concept_of(chosen).name}:", highlight=False)
    for place in range(len(model.decision_makers)):
        sentence, label = _checked(model, start, place, chosen).sentence, f'"{model.label(start)}"'
        print_item(console, f"- {sentence.replace(label, 'the status quo')}")


def _print_ways(console: Console, model: Model, found: WaysOut) -> None:
    console.print(f"\n[bold]Ways out[/bold] ({concept_of(found.concept).name}, changes up to cost {found.max_cost})")
    console.print(rich_text(found.summary), highlight=False)
    shown: set[int] = set()
    for way in found.ways:
        if way.target in shown:
            continue
        shown.add(way.target)
        others = sum(1 for other in found.ways if other.target == way.target) - 1
        told = "; and ".join(change_words(model, change) for change in way.changes)
        holds = f"would hold if {told} (cost {way.cost})" if told else "would hold as things are"
        more = f"; {counted(others, 'other package of changes does', 'other packages of changes do')} it too" if others else ""
        print_item(console, f"- {difference(model, found.status_quo, way.target)}: this {holds}{more}")
        if way.path:
            print_item(console, f"path: {describe_path(way.model, way.path)}", indent=4)
