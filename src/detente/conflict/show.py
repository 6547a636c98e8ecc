"""Models and analyses as HTML tables, plain text that needs no other library; the picture of the moves is in `detente.conflict.picture`."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from detente.conflict.analysis import Analysis, analyse
from detente.conflict.levels import LevelOption, stated_conditions
from detente.conflict.model import DecisionMaker, Model
from detente.conflict.options import Direction, Option, Provenance
from detente.conflict.picture import model_svg
from detente.conflict.preferences import Payoffs, Prioritization, Ranking, Statement
from detente.conflict.relations import describe_relations
from detente.conflict.stability import concept_of

#: A table lists at most so many states; beyond, equilibria first, and the table says what it leaves out.
LISTED_ROWS = 200

_DIRECTIONS = {
    Direction.BOTH: "can be taken and given up",
    Direction.TAKEN_ONCE: "cannot be undone once taken",
    Direction.GIVEN_UP_ONCE: "cannot be taken again once given up",
    Direction.FIXED: "stays as it is",
}

# Both schemes are the reader's own; tables and picture take the colour of the text.
_STYLE = (
    ":root{color-scheme:light dark}body{font-family:sans-serif;margin:1.5rem;max-width:110rem}"
    "figure{margin:1rem 0;overflow-x:auto}"
    "table{border-collapse:collapse;margin:1.5rem 0;font-size:.85rem;display:block;overflow-x:auto}"
    "caption{font-weight:bold;text-align:left}"
    "th,td{border:1px solid color-mix(in srgb,currentColor 25%,transparent);padding:.3rem .6rem;text-align:left;vertical-align:top}"
    "ul,ol{margin:0;padding-left:1.2rem}small,em{opacity:.75}"
)

_LEVEL_DIRECTIONS = {
    True: {
        Direction.BOTH: "can rise and fall",
        Direction.TAKEN_ONCE: "can only rise",
        Direction.GIVEN_UP_ONCE: "can only fall",
        Direction.FIXED: "stays as it is",
    },
    False: {
        Direction.BOTH: "can be changed",
        Direction.TAKEN_ONCE: "stays once it has left the first",
        Direction.GIVEN_UP_ONCE: "can only go back to the first",
        Direction.FIXED: "stays as it is",
    },
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
        f"<td>{_preferred(model, maker)}{_in_part(model, maker)}</td></tr>"
        for place, maker in enumerate(model.decision_makers)
    ]
    notes = [f"Feasible states: {len(model.feasible_states()):,}."]
    if conditions := stated_conditions(model):
        listed = "; ".join(escape(str(condition)) + _marks(condition.provenance) for condition in conditions)
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


def model_page(model: Model, concept: str = "seq") -> str:
    """Write a whole HTML page about a model: the picture of its states and improvements, its tables; it needs no other file.

    Parameters
    ----------
    model
        The conflict.
    concept
        Whose equilibria are marked in the picture.
    """
    credits = "".join(f"<p>{escape(text)}</p>" for text in (model.source and f"Source: {model.source}", model.note) if text)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(model.name)}</title><style>{_STYLE}</style></head>'
        f"<body><h1>{escape(model.name)}</h1>{credits}<figure>{model_svg(model, concept)}</figure>"
        f"{model_table(model)}{analysis_table(analyse(model))}</body></html>\n"
    )


def analysis_table(analysis: Analysis) -> str:
    """Write an analysis as an HTML table: one row a state, for each concept who is stable there, equilibria marked."""
    model = analysis.model
    everywhere = [int(state) for state in model.feasible_states()]
    held = {state for concept in analysis.concepts for state in analysis.equilibria(concept)} if len(everywhere) > LISTED_ROWS else set()
    if len(everywhere) > LISTED_ROWS:
        everywhere = sorted(everywhere, key=lambda state: (state != model.status_quo, state not in held, state))
    states = everywhere[:LISTED_ROWS]
    heads = "".join(f'<th scope="col">{escape(concept_of(concept).name)}</th>' for concept in analysis.concepts)
    ranks = "".join(f'<th scope="col">{escape(maker.name)}: rank</th>' for maker in model.decision_makers)
    rows = "".join(_state_row(analysis, state) for state in states)
    left_out = len(everywhere) - len(states)
    more = f"{left_out:,} further states are not listed; status quo and equilibria come first. " if left_out else ""
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
        shown = "● all" if len(stable) == len(model.decision_makers) else escape(", ".join(stable))
        cells += f"<td>{shown or '–'}</td>"
    now = "status quo" if state == model.status_quo else ""
    return f'<tr><th scope="row">{escape(model.label(state))}</th><td>{now}</td>{cells}</tr>'


def _owned(model: Model, place: int, maker: DecisionMaker) -> str:
    if not model.is_option_form:
        return f"{len(set(model.moves[place])):,} arcs{_unseen(model, maker)}"
    levelled = {option.options[0]: option for option in maker.levelled}
    inside = {binary for option in maker.levelled for binary in option.options[1:]}
    entries = [
        _levels(levelled[option.id], maker) if option.id in levelled else _binary(option)
        for option in maker.options
        if option.id not in inside
    ]
    return _items(entries) + _held(maker) + _unseen(model, maker)


def _binary(option: Option) -> str:
    return f"{escape(option.name)} ({_DIRECTIONS[option.direction]}){_marks(option.provenance)}"


def _held(maker: DecisionMaker) -> str:
    if not maker.held:
        return ""
    entries = (f"{escape(held.option.name)} ({held.stands}){_marks(held.option.provenance)}" for held in maker.held)
    return f"<p>Held as it stands, no choice of the model:</p>{_items(entries)}"


def _levels(option: LevelOption, maker: DecisionMaker) -> str:
    binary = [own for own in maker.options if own.id in option.options]
    directions = dict.fromkeys(_LEVEL_DIRECTIONS[option.ordered][own.direction] for own in binary)
    joined = (" &lt; " if option.ordered else " | ").join(
        escape(level) + (_marks(binary[place - 1].provenance) if place else "") for place, level in enumerate(option.levels)
    )
    return f"{escape(option.name)}: {joined} ({'; '.join(directions)}){_marks(option.provenance)}"


def _unseen(model: Model, maker: DecisionMaker) -> str:
    if not maker.misperceived:
        return ""
    shown = [
        escape(str(entry)) + _marks(entry.provenance) if isinstance(entry, Statement) else escape(model.label(entry))
        for entry in maker.misperceived
    ]
    return f"<p>Does not move into or out of, for it misperceives them: {'; '.join(shown)}</p>"


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


def _in_part(model: Model, maker: DecisionMaker) -> str:
    told = describe_relations(model, maker.relations)
    return f"<p>{escape(told)}</p>" if told else ""


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
