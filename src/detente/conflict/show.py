"""Models and analyses as HTML tables, plain text that needs no other library; the picture of the moves is in `detente.conflict.picture`."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from detente.conflict.analysis import Analysis
from detente.conflict.model import DecisionMaker, Model
from detente.conflict.options import Direction, Provenance
from detente.conflict.preferences import Payoffs, Prioritization, Ranking
from detente.conflict.stability import concept_of

#: A table lists at most so many states; beyond, equilibria first, and the table says what it leaves out.
LISTED_ROWS = 200

_DIRECTIONS = {
    Direction.BOTH: "can be taken and given up",
    Direction.TAKEN_ONCE: "cannot be undone once taken",
    Direction.GIVEN_UP_ONCE: "cannot be taken again once given up",
    Direction.FIXED: "stays as it is",
}


def model_table(model: Model) -> str:
    """Write a model as an HTML table: who owns which options, what each prefers, what is infeasible.

    Examples
    --------
    >>> model = Model.from_dict({"name": "a < b", "decision_makers": [{"name": "A", "options": ["go"], "preferences": ["go"]}]})
    >>> "a &lt; b" in model_table(model)
    True
    """
    rows = [
        f'<tr><th scope="row">{escape(maker.name)}{_marks(maker.provenance)}</th><td>{_owned(model, place, maker)}</td>'
        f"<td>{_preferred(model, maker)}</td></tr>"
        for place, maker in enumerate(model.decision_makers)
    ]
    notes = [f"Feasible states: {len(model.feasible_states()):,}."]
    if model.conditions:
        listed = "; ".join(escape(str(condition)) + _marks(condition.provenance) for condition in model.conditions)
        notes.append(f"Conditions: {listed}.")
    if model.status_quo is not None:
        notes.append(f"Status quo: {escape(model.label(model.status_quo))}{_marks(model.status_quo_provenance)}.")
    owned = "Options" if model.is_option_form else "Moves"
    return (
        f'<table class="conflict-model"><caption>{escape(model.name)}</caption>'
        f'<thead><tr><th scope="col">Decision maker</th><th scope="col">{owned}</th>'
        f'<th scope="col">Preferences, most important first</th></tr></thead>'
        f'<tbody>{"".join(rows)}</tbody><tfoot><tr><td colspan="3">{" ".join(notes)}</td></tr></tfoot></table>'
    )


def analysis_table(analysis: Analysis) -> str:
    """Write an analysis as an HTML table: one row a state, for each concept who is stable there, equilibria marked."""
    model = analysis.model
    everywhere = [int(state) for state in model.feasible_states()]
    held = {state for concept in analysis.concepts for state in analysis.equilibria(concept)} if len(everywhere) > LISTED_ROWS else set()
    states = sorted(everywhere, key=lambda state: (state not in held, state))[:LISTED_ROWS] if held else everywhere[:LISTED_ROWS]
    heads = "".join(f'<th scope="col">{escape(concept_of(concept).name)}</th>' for concept in analysis.concepts)
    ranks = "".join(f'<th scope="col">{escape(maker.name)}: rank</th>' for maker in model.decision_makers)
    rows = "".join(_state_row(analysis, state) for state in states)
    left_out = len(everywhere) - len(states)
    more = f"{left_out:,} further states are not listed; equilibria come first. " if left_out else ""
    columns = 2 + len(model.decision_makers) + len(analysis.concepts)
    return (
        f'<table class="conflict-analysis"><caption>{escape(model.name)}: stability of states</caption>'
        f'<thead><tr><th scope="col">State</th><th scope="col"></th>{ranks}{heads}</tr></thead><tbody>{rows}</tbody>'
        f'<tfoot><tr><td colspan="{columns}">{more}Rank: larger is better. A concept\'s column names for whom the state is stable; '
        f"● marks an equilibrium.</td></tr></tfoot></table>"
    )


def _state_row(analysis: Analysis, state: int) -> str:
    model = analysis.model
    cells = "".join(f"<td>{int(model.ranks(place)[state])}</td>" for place in range(len(model.decision_makers)))
    for concept in analysis.concepts:
        stable = [maker.name for place, maker in enumerate(model.decision_makers) if analysis.verdicts[concept][place][state]]
        mark = "● " if len(stable) == len(model.decision_makers) else ""
        cells += f"<td>{mark}{escape(', '.join(stable)) or '–'}</td>"
    now = "status quo" if state == model.status_quo else ""
    return f'<tr><th scope="row">{escape(model.label(state))}</th><td>{now}</td>{cells}</tr>'


def _owned(model: Model, place: int, maker: DecisionMaker) -> str:
    if not model.is_option_form:
        return f"{len(set(model.moves[place])):,} arcs"
    return _items(f"{escape(option.name)} ({_DIRECTIONS[option.direction]}){_marks(option.provenance)}" for option in maker.options)


def _preferred(model: Model, maker: DecisionMaker) -> str:
    match maker.preferences:
        case Prioritization(statements):
            if not statements:
                return "all states alike"
            return _items((escape(str(statement)) + _marks(statement.provenance) for statement in statements), ordered=True)
        case Ranking(groups):
            shown = [" = ".join(escape(model.label(state)) for state in group) for group in groups[:12]]
            return " &gt; ".join(shown) + (" &gt; …" if len(groups) > 12 else "")
        case Payoffs(values):
            return "payoffs: " + ", ".join(str(value) for value in values[:24]) + (", …" if len(values) > 24 else "")


def _items(entries: Iterable[str], *, ordered: bool = False) -> str:
    tag = "ol" if ordered else "ul"

    return f"<{tag}>{''.join(f'<li>{entry}</li>' for entry in entries)}</{tag}>"


def _marks(provenance: Provenance) -> str:
    marks = ""
    if provenance.assumed:
        marks += " <em>(assumed)</em>"
    if provenance.note:
        marks += f" <small>{escape(provenance.note)}</small>"
    if provenance.evidence:
        marks += f' <small title="{escape("; ".join(provenance.evidence), quote=True)}">[{len(provenance.evidence)} evidence]</small>'
    return marks
