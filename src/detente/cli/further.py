"""What ``detente solve`` shows beside individual verdicts on known preferences: coalitions, and shares of drawn preferences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import click
from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from detente.cli.output import rich_text
from detente.conflict import Model
from detente.conflict.certificate_coalitions import check_coalition
from detente.conflict.claims import JointExplanation
from detente.conflict.coalition_reasons import why_coalition
from detente.conflict.coalitions import COALITION_CONCEPTS, CoalitionAnalysis, Members, analyse_coalitions
from detente.conflict.sampling import SampledStability, sample_stability
from detente.conflict.stability import CONCEPTS, Kind, concept_of
from detente.errors import CertificateError, UsageError

#: The table of coalitions names at most so many states in a cell, that of shares has at most so many rows; `--json` has more.
SHOWN_CELL, SHOWN_ROWS = 12, 20

#: The table of coalitions is checked from the definitions up to so many verdicts a concept: each takes a search through what is reached.
CHECKED_CELLS = 250

#: How the help names the concepts there are.
CONCEPT_NAMES = f"[{'|'.join(CONCEPTS)}|sim|seq-or-sim|l1|l2|...|non-myopic|nash-a...sseq-d|gmr-strong...]"


def concept_keys(context: click.Context, parameter: click.Parameter, named: tuple[str, ...]) -> tuple[str, ...]:
    """Give the keys of concepts as they are written everywhere, or say which there are."""
    try:
        return tuple(dict.fromkeys(concept_of(name).key for name in named))
    except UsageError as error:
        raise click.BadParameter(str(error), context, parameter) from None


@dataclass(frozen=True, slots=True)
class Further:
    """What was asked for beside individual verdicts.

    Parameters
    ----------
    coalitions
        Verdicts for coalitions, if they were asked for.
    sampled
        Shares of drawn preferences, if they were asked for.
    """

    coalitions: CoalitionAnalysis | None
    sampled: SampledStability | None


def find_further(
    model: Model, concepts: Sequence[str], *, every: bool, named: Sequence[str], joint: bool, draws: int | None, seed: int
) -> Further:
    """Judge coalitions and draw preferences as the command line asks.

    Parameters
    ----------
    model
        The conflict.
    concepts
        Keys of the concepts asked for; those that coalitions know are judged for them, and all but the strong form if there is none.
    every, named, joint
        Whether all coalitions are judged; those named, as in ``US + NK``; whether also under the strong form of SEQ.
    draws, seed
        How many preference profiles are drawn, None for none, and where the draws begin.
    """
    coalitions = None
    if every or named:
        keys = [key for key in concepts if key in COALITION_CONCEPTS] or [key for key in COALITION_CONCEPTS if key != "seq-joint"]
        groups = None if every else [[member.strip() for member in group.split("+")] for group in named]
        coalitions = analyse_coalitions(model, groups, [*keys, *(["seq-joint"] if joint else [])])
        if len(coalitions.coalitions) * len(model.feasible_states()) <= CHECKED_CELLS:
            _check_cells(model, coalitions)
    certain = [key for key in concepts if concept_of(key).kind not in (Kind.UNCERTAIN, Kind.GRADED)]
    return Further(coalitions, None if draws is None else sample_stability(model, certain or ("seq",), draws=draws, seed=seed))


def further_to_plain(model: Model, further: Further) -> dict[str, Any]:
    """Give what was found as plain values, None for what was not asked for."""
    plain: dict[str, Any] = {"coalitions": None, "sampled": None if further.sampled is None else further.sampled.to_dict()}
    if further.coalitions is not None:
        found = further.coalitions
        plain["coalitions"] = found.to_dict()
        if model.status_quo is not None:
            plain["coalitions"]["status_quo"] = {
                concept: [_checked(model, model.status_quo, members, concept).to_dict(model) for members in found.coalitions]
                for concept in found.concepts
            }
    return plain


def print_further(console: Console, model: Model, further: Further) -> None:
    """Print what was found, as tables and sentences."""
    if further.coalitions is not None:
        _print_coalitions(console, model, further.coalitions)
    if further.sampled is not None:
        _print_shares(console, model, further.sampled)


def print_relations_note(console: Console, model: Model, concepts: Sequence[str]) -> None:
    """Say where concepts for known preferences leave out what a model says of uncertain or strong ones."""
    kinds = {concept_of(concept).kind for concept in concepts}
    unsure = [maker.name for maker in model.decision_makers if maker.relations.is_uncertain]
    graded = [maker.name for maker in model.decision_makers if maker.relations.is_graded]
    if unsure and kinds - {Kind.UNCERTAIN}:
        told = f"What is uncertain in the preference of {', '.join(unsure)} is left out above"
        console.print(rich_text(f"{told}; --concept seq-a to seq-d, or --draws 400, take it in."), highlight=False)
    if graded and Kind.GRADED not in kinds:
        told = f"What is strong in the preference of {', '.join(graded)} is left out above; --concept seq-strong takes it in."
        console.print(rich_text(told), highlight=False)


def _checked(model: Model, state: int, members: Members, concept: str) -> JointExplanation:
    """Explain a verdict for a coalition, and check it from the definitions before it is shown."""
    explanation = why_coalition(model, state, members, concept)
    check_coalition(model, explanation)
    return explanation


def _check_cells(model: Model, found: CoalitionAnalysis) -> None:
    """Check from the definitions that each state the table of coalitions names is stable."""
    for members in found.coalitions:
        for concept in found.concepts:
            for state in found.stable_states(members, concept)[:SHOWN_CELL]:
                if not _checked(model, state, members, concept).stable:
                    where = f"{model.name}: {found.name(members)} at {model.label(state)!r}, {concept}"
                    raise CertificateError(f"{where}: called stable, but its reason says it is not")


def _print_coalitions(console: Console, model: Model, found: CoalitionAnalysis) -> None:
    console.print("\n[bold]Coalitions[/bold] (states that are stable for all members together; individual verdicts stand above)")
    table = Table(show_lines=False)
    table.add_column("Coalition", ratio=1, min_width=16)
    for concept in found.concepts:
        table.add_column(COALITION_CONCEPTS[concept], ratio=2)
    for members in found.coalitions:
        cells = [_named(model, found.stable_states(members, concept)) for concept in found.concepts]
        table.add_row(rich_text(found.name(members)), *cells)
    if len(found.coalitions) == 2 ** len(model.decision_makers) - 1:
        cells = [_named(model, found.universally_stable(concept)) for concept in found.concepts]
        table.add_row("[bold]every coalition[/bold]", *cells)
    console.print(table)
    if model.status_quo is None:
        return
    concept = "seq" if "seq" in found.concepts else found.concepts[0]
    console.print(f"At the status quo, by {COALITION_CONCEPTS[concept]}:", highlight=False)
    for members in found.coalitions:
        if len(members) > 1:
            sentence = _checked(model, model.status_quo, members, concept).sentence
            console.print(Padding(rich_text(f"- {sentence}"), (0, 0, 0, 2)), highlight=False)


def _named(model: Model, states: Sequence[int]) -> str:
    shown = [model.pattern(state) if model.is_option_form else model.label(state) for state in states[:SHOWN_CELL]]
    more = f"; {len(states) - len(shown):,} more" if len(states) > len(shown) else ""
    return rich_text("; ".join(shown) + more) if states else "-"


def _print_shares(console: Console, model: Model, found: SampledStability) -> None:
    drawn = "what is uncertain" if found.distribution == "stated" else "every order of the states"
    console.print(f"\n[bold]Shares of {found.draws:,} draws[/bold] of {drawn} (seed {found.seed}) in which a state is an equilibrium")
    table = Table("State", "Concept", "Share", "95 % interval", show_lines=False)
    shares = [
        (found.equilibrium_share(int(state), concept), concept, int(state))
        for concept in found.concepts
        for state in model.feasible_states()
        if found.equilibria[concept][state]
    ]
    ordered = sorted(shares, key=lambda entry: (found.concepts.index(entry[1]), -entry[0].held, entry[2]))
    for share, concept, state in ordered[:SHOWN_ROWS]:
        low, high = share.interval
        table.add_row(rich_text(model.label(state)), concept_of(concept).name, f"{share.value:.1%}", f"{low:.1%} to {high:.1%}")
    if len(ordered) > SHOWN_ROWS:
        table.caption = f"{len(ordered) - SHOWN_ROWS:,} more are not shown; --json has them"
    console.print(table)
