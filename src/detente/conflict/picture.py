"""The picture of a model: states as boxes, moves as arrows, as SVG text that needs no other library.

States stand in columns by their distance from the status quo. An arrow is a move, coloured and dashed by who makes it; a double frame is
an equilibrium. The picture takes the text colour of the page it stands in, so that it serves light and dark pages alike.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from html import escape

from detente.conflict.analysis import analyse
from detente.conflict.claims import Path
from detente.conflict.graph import improvements, moves
from detente.conflict.layout import MARGIN, WIDTH, Box, Move, curves, overhang, place
from detente.conflict.model import Model
from detente.conflict.naming import change, held_by
from detente.conflict.palette import colour_of, dash_of
from detente.conflict.paths import StatusQuoAnalysis
from detente.conflict.spoken import in_short
from detente.conflict.stability import concept_of

#: More boxes than this nobody can read: the picture shows the status quo, equilibria and what is nearest, and says how many it leaves out.
DRAWN_STATES = 40

#: Where there are more arrows than this, each decision maker's best improvement of each state is drawn, and no other.
DRAWN_ARROWS = 80

_LETTERS, _LINES, _LINE = 27, 8, 14

#: Boxes with more lines than this tell only what is different from the status quo.
_SHORT = 5


def model_svg(model: Model, concept: str = "seq", *, states: Sequence[int] | None = None, all_moves: bool = False, path: Path = ()) -> str:
    """Draw a model.

    Parameters
    ----------
    model
        The conflict.
    concept
        Whose equilibria get a double frame.
    states
        Which states to draw; left out, all, or the most telling `DRAWN_STATES`.
    all_moves
        Whether to draw all moves, or only improvements of the mover (where these are too many to read, only the best of each mover).
    path
        Moves to draw thick, also where they are no improvements.

    Returns
    -------
    str
        A whole ``<svg>`` element, all text escaped.

    Examples
    --------
    >>> model = Model.from_dict({"name": "one", "decision_makers": [{"name": "A", "options": ["go"], "preferences": ["go"]}]})
    >>> model_svg(model).startswith("<svg")
    True
    """
    held = set(analyse(model, [concept]).equilibria(concept))
    drawn = sorted(states) if states is not None else _telling(model, held, path)
    texts = _texts(model, drawn)
    boxes = place(_columns(model, drawn), 26 + _LINE * max((len(lines) for lines in texts.values()), default=1))
    thick = {(step.mover, step.start, step.end) for step in path}
    arrows = [arrow for arrow in _arrows(model, drawn, all_moves) if arrow[1] in boxes and arrow[2] in boxes]
    best_only = len(arrows) > DRAWN_ARROWS and not all_moves
    if best_only:
        arrows = _best(model, arrows)
    arrows = sorted({*arrows, *thick})
    drawn_as = curves(boxes, arrows)
    signed = any("− " in line or "+ " in line for lines in texts.values() for line in lines)
    notes = ["+ taken, − dropped: against the status quo."] if signed and model.is_option_form else []
    notes += _notes(model, concept, len(drawn), held=bool(held & set(drawn)), all_moves=all_moves, best_only=best_only)
    width = max((box.right for box in boxes.values()), default=0.0) + overhang(boxes, arrows) + MARGIN
    bottom = max((box.top + box.height for box in boxes.values()), default=0.0) + MARGIN
    height = bottom + 22 * (len(model.decision_makers) + len(notes)) + MARGIN
    # A note must not be cut off where the boxes need less room than it does.
    width = max(width, 2 * MARGIN + 6.5 * max(len(line) for line in (*notes, *(f"      {m.name}" for m in model.decision_makers))))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" font-family="sans-serif" font-size="12" color="currentColor">',
        f"<title>{escape(model.name)}: states and {'moves' if all_moves else 'improvements'}</title>",
        f"<desc>{escape(_described(model, drawn, held, concept))}</desc>",
        *(_marker(maker) for maker in range(len(model.decision_makers))),
        *(_arrow(model, arrow, curve, thick=arrow in thick) for arrow, curve in drawn_as.items()),
        *(_box(model, boxes[state], texts[state], held=state in held) for state in drawn),
        *_legend(model, bottom, notes),
        "</svg>",
    ]
    return "".join(parts)


def _telling(model: Model, held: set[int], path: Path) -> list[int]:
    """Choose what to draw: status quo and path, then equilibria, then the nearest states."""
    states = [int(state) for state in model.feasible_states()]
    if len(states) <= DRAWN_STATES:
        return states
    distance = _distances(model, states)
    on_path = {step.end for step in path} | {step.start for step in path} | {model.status_quo}
    far = len(states)
    order = sorted(states, key=lambda state: (state not in on_path, state not in held, distance.get(state, far), state))
    return sorted(order[:DRAWN_STATES])


def _distances(model: Model, states: Sequence[int]) -> dict[int, int]:
    if model.status_quo is None:
        return dict.fromkeys(states, 0)
    paths = StatusQuoAnalysis(model)
    found = {state: paths.distance(state) for state in states}
    return {state: steps for state, steps in found.items() if steps is not None}


def _columns(model: Model, states: Sequence[int]) -> dict[int, list[int]]:
    distance = _distances(model, states)
    last = max(distance.values(), default=0) + 1
    columns: dict[int, list[int]] = {}
    for state in states:
        columns.setdefault(distance.get(state, last), []).append(state)
    return columns


def _arrows(model: Model, states: Sequence[int], all_moves: bool) -> list[Move]:
    led_to = moves if all_moves else improvements
    makers = range(len(model.decision_makers))
    return [(maker, state, end) for maker in makers for state in states for end in led_to(model, maker, state)]


def _best(model: Model, arrows: Sequence[Move]) -> list[Move]:
    """Keep of each decision maker's improvements of a state the best, the first of equally good ones."""
    best: dict[tuple[int, int], Move] = {}
    for arrow in arrows:
        maker, start, end = arrow
        ranks = model.ranks(maker)
        if (maker, start) not in best or ranks[end] > ranks[best[maker, start][2]]:
            best[maker, start] = arrow
    return list(best.values())


def _marker(maker: int) -> str:
    return (
        f'<marker id="head-{maker}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
        f'markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path d="M0 0L8 4L0 8z" fill="{colour_of(maker)}"/></marker>'
    )


def _stroke(maker: int, width: float) -> str:
    dash = dash_of(maker)
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'fill="none" stroke="{colour_of(maker)}" stroke-width="{width:g}"{dashes} marker-end="url(#head-{maker})"'


def _arrow(model: Model, arrow: Move, curve: str, *, thick: bool) -> str:
    maker, start, end = arrow
    told = f"{model.decision_makers[maker].name}: {change(model, start, end)}"
    return f'<path d="{curve}" {_stroke(maker, 3.2 if thick else 1.4)}><title>{escape(told)}</title></path>'


def _texts(model: Model, drawn: Sequence[int]) -> dict[int, list[str]]:
    """Give the lines in the boxes: what each decision maker takes; where that is long, what is different from the status quo."""
    texts = {state: _wrapped([f"{name}: {', '.join(taken)}" for name, taken in held_by(model, state) if taken]) for state in drawn}
    apart = any(len(lines) > _SHORT for lines in texts.values()) and model.status_quo is not None and not _levelled(model)
    for state in drawn:
        if apart and state != model.status_quo:
            texts[state] = _wrapped(_apart(model, model.status_quo or 0, state))
        lines = texts[state] or _wrapped([model.label(state)])
        now = ["(status quo)"] if state == model.status_quo else []
        room = _LINES - len(now)
        texts[state] = [*(lines if len(lines) <= room else [*lines[: room - 1], f"{lines[room - 1][: _LETTERS - 1]}…"]), *now]
    return texts


def _levelled(model: Model) -> bool:
    return any(maker.levelled for maker in model.decision_makers)


def _wrapped(said: Sequence[str]) -> list[str]:
    return [line for one in said for line in textwrap.wrap(one, _LETTERS)]


def _apart(model: Model, start: int, state: int) -> list[str]:
    """Say what each decision maker takes (+) or drops (−) in a state that it does not, or does, in another."""
    said = []
    for (name, before), (_, after) in zip(held_by(model, start), held_by(model, state), strict=True):
        signs = [f"+ {one}" for one in after if one not in before] + [f"− {one}" for one in before if one not in after]
        said += [f"{name}: {', '.join(signs)}"] if signs else []
    return said


def _box(model: Model, box: Box, lines: Sequence[str], *, held: bool) -> str:
    here = box.state == model.status_quo
    frame = (
        f'<rect x="{box.left:.0f}" y="{box.top:.0f}" width="{WIDTH}" height="{box.height}" rx="6" fill="currentColor" '
        f'fill-opacity="{0.12 if here else 0.03}" stroke="currentColor" stroke-width="{2.4 if here else 1}"/>'
    )
    if held:
        frame += (
            f'<rect x="{box.left + 4:.0f}" y="{box.top + 4:.0f}" width="{WIDTH - 8}" height="{box.height - 8}" rx="4" fill="none" '
            f'stroke="currentColor"/>'
        )
    first = box.middle - _LINE / 2 * (len(lines) - 1) + 4
    text = "".join(
        f'<text x="{box.left + WIDTH / 2:.0f}" y="{first + _LINE * row:.0f}" text-anchor="middle" fill="currentColor">{escape(line)}</text>'
        for row, line in enumerate(lines)
    )
    return f"<g><title>{escape(in_short(model, box.state))}</title>{frame}{text}</g>"


def _notes(model: Model, concept: str, drawn: int, *, held: bool, all_moves: bool, best_only: bool) -> list[str]:
    """Say what the marks mean and what is left out."""
    kind = "a move" if all_moves else "the mover's best move to a state it prefers" if best_only else "a move to a state the mover prefers"
    notes = [f"An arrow is {kind}."]
    if held:
        notes.append(f"Double frame: stable for all ({concept_of(concept).name}).")
    left_out = len(model.feasible_states()) - drawn
    return [*notes, f"{left_out:,} further states are not drawn."] if left_out else notes


def _legend(model: Model, top: float, notes: Sequence[str]) -> list[str]:
    parts = []
    for place_, maker in enumerate(model.decision_makers):
        y = top + 22 * place_ + 10
        name = f'<text x="{MARGIN + 60}" y="{y + 4:.0f}" fill="currentColor">{escape(maker.name)}</text>'
        parts.append(f'<path d="M{MARGIN} {y:.0f}h48" {_stroke(place_, 2)}/>{name}')
    for row, line in enumerate(notes, start=len(model.decision_makers)):
        parts.append(f'<text x="{MARGIN}" y="{top + 22 * row + 14:.0f}" fill="currentColor">{escape(line)}</text>')
    return parts


def _described(model: Model, drawn: Sequence[int], held: set[int], concept: str) -> str:
    stable = [in_short(model, state) for state in drawn if state in held]
    told = f"Stable for all ({concept_of(concept).name}): {' | '.join(stable) or 'none'}."
    now = "" if model.status_quo is None else f" Status quo: {in_short(model, model.status_quo)}."
    return f"{len(drawn)} states.{now} {told}"
