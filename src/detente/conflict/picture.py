"""The picture of a model: states as boxes, moves as arrows, as SVG text that needs no other library.

States stand in columns by their distance from the status quo. An arrow is a move, coloured and dashed by who makes it; a double frame is
an equilibrium. The picture takes the text colour of the page it stands in, so that it serves light and dark pages alike.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from detente.conflict.analysis import analyse
from detente.conflict.claims import Path
from detente.conflict.graph import improvements, moves
from detente.conflict.model import Model
from detente.conflict.paths import StatusQuoAnalysis
from detente.conflict.stability import concept_of

#: More boxes than this nobody can read: the picture shows the status quo, equilibria and what is nearest, and says how many it leaves out.
DRAWN_STATES = 32

_WIDTH, _HEIGHT, _ACROSS, _DOWN, _MARGIN = 176, 64, 150, 34, 24
# Okabe and Ito's palette: told apart also by people who do not see all colours; the dashes serve those who see none.
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
_DASHES = ("", "7 4", "2 3", "10 3 2 3", "14 5", "4 6")


@dataclass(frozen=True, slots=True)
class _Box:
    state: int
    column: int
    row: int

    @property
    def left(self) -> float:
        return _MARGIN + self.column * (_WIDTH + _ACROSS)

    @property
    def top(self) -> float:
        return _MARGIN + self.row * (_HEIGHT + _DOWN)

    @property
    def middle(self) -> float:
        return self.top + _HEIGHT / 2


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
        Whether to draw all moves, or only improvements of the mover.
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
    boxes = _place(model, drawn)
    arrows = [(place, start, end) for place, start, end in _arrows(model, drawn, all_moves, path) if start in boxes and end in boxes]
    thick = {(step.mover, step.start, step.end) for step in path}
    bows = [_bow(boxes[start], boxes[end], place) for place, start, end in arrows if boxes[start].column == boxes[end].column]
    width = max((box.left for box in boxes.values()), default=0.0) + _WIDTH + max(bows, default=0) + _MARGIN
    bottom = max((box.top for box in boxes.values()), default=0.0) + _HEIGHT + _MARGIN
    left_out = len(model.feasible_states()) - len(drawn)
    height = bottom + 22 * len(model.decision_makers) + (22 if left_out else 0) + _MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" font-family="sans-serif" font-size="12" color="currentColor">',
        f"<title>{escape(model.name)}: states and {'moves' if all_moves else 'improvements'}</title>",
        f"<desc>{escape(_described(model, drawn, held, concept))}</desc>",
        *(_marker(place) for place in range(len(model.decision_makers))),
        *(_arrow(boxes[start], boxes[end], place, thick=(place, start, end) in thick) for place, start, end in arrows),
        *(_box(model, box, box.state in held) for box in boxes.values()),
        *_legend(model, bottom, left_out),
        "</svg>",
    ]
    return "".join(parts)


def _telling(model: Model, held: set[int], path: Path) -> list[int]:
    """Choose what to draw: status quo and path, then equilibria, then the nearest states."""
    states = [int(state) for state in model.feasible_states()]
    if len(states) <= DRAWN_STATES:
        return states
    distance = _distances(model, states)
    on_path = {step.end for step in path} | {model.status_quo}
    far = len(states)
    order = sorted(states, key=lambda state: (state not in on_path, state not in held, distance.get(state, far), state))
    return sorted(order[:DRAWN_STATES])


def _distances(model: Model, states: Sequence[int]) -> dict[int, int]:
    if model.status_quo is None:
        return dict.fromkeys(states, 0)
    paths = StatusQuoAnalysis(model)
    found = {state: paths.distance(state) for state in states}
    return {state: steps for state, steps in found.items() if steps is not None}


def _place(model: Model, states: Sequence[int]) -> dict[int, _Box]:
    distance = _distances(model, states)
    last = max(distance.values(), default=0) + 1
    columns: dict[int, list[int]] = {}
    for state in states:
        columns.setdefault(distance.get(state, last), []).append(state)
    boxes: dict[int, _Box] = {}
    column = 0
    for key in sorted(columns):
        # A column of more than eight boxes is folded, so that no picture is much taller than wide.
        for start in range(0, len(columns[key]), 8):
            for row, state in enumerate(columns[key][start : start + 8]):
                boxes[state] = _Box(state, column, row)
            column += 1
    return boxes


def _arrows(model: Model, states: Sequence[int], all_moves: bool, path: Path) -> list[tuple[int, int, int]]:
    led_to = moves if all_moves else improvements
    arrows = {(place, state, end) for state in states for place in range(len(model.decision_makers)) for end in led_to(model, place, state)}
    return sorted(arrows | {(step.mover, step.start, step.end) for step in path})


def _marker(place: int) -> str:
    return (
        f'<marker id="head-{place}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">'
        f'<path d="M0 0L8 4L0 8z" fill="{_COLOURS[place % len(_COLOURS)]}"/></marker>'
    )


def _bow(start: _Box, end: _Box, place: int) -> int:
    """Say how far an arrow within a column bows out."""
    return 30 + 9 * abs(start.row - end.row) + 8 * place


def _arrow(start: _Box, end: _Box, place: int, *, thick: bool) -> str:
    shift = (place + 1) * 7 * (1 if start.state < end.state else -1)
    if start.column == end.column:
        # Within a column the arrow bows out to the right, the further the longer it is.
        x1 = x2 = start.left + _WIDTH
        bow = _bow(start, end, place)
        y1, y2 = start.middle + shift / 2, end.middle + shift / 2
        curve = f"M{x1:.0f} {y1:.0f}C{x1 + bow:.0f} {y1:.0f} {x2 + bow:.0f} {y2:.0f} {x2:.0f} {y2:.0f}"
    else:
        rightward = start.column < end.column
        x1 = start.left + (_WIDTH if rightward else 0)
        x2 = end.left + (0 if rightward else _WIDTH)
        y1, y2 = start.middle + shift, end.middle + shift
        half = (x2 - x1) / 2
        curve = f"M{x1:.0f} {y1:.0f}C{x1 + half:.0f} {y1:.0f} {x2 - half:.0f} {y2:.0f} {x2:.0f} {y2:.0f}"
    dash = _DASHES[place % len(_DASHES)]
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="{curve}" fill="none" stroke="{_COLOURS[place % len(_COLOURS)]}" stroke-width="{3.2 if thick else 1.3}"{dashes} '
        f'marker-end="url(#head-{place})"/>'
    )


def _box(model: Model, box: _Box, held: bool) -> str:
    here = box.state == model.status_quo
    frame = (
        f'<rect x="{box.left:.0f}" y="{box.top:.0f}" width="{_WIDTH}" height="{_HEIGHT}" rx="6" fill="currentColor" '
        f'fill-opacity="{0.12 if here else 0.03}" stroke="currentColor" stroke-width="{2.4 if here else 1}"/>'
    )
    if held:
        frame += (
            f'<rect x="{box.left + 4:.0f}" y="{box.top + 4:.0f}" width="{_WIDTH - 8}" height="{_HEIGHT - 8}" rx="4" fill="none" '
            f'stroke="currentColor"/>'
        )
    label = model.label(box.state)
    lines = textwrap.wrap(label, 26)
    shown = lines[:3] if len(lines) <= 3 else [*lines[:2], f"{lines[2][:25]}…"]
    if here:
        shown = [*shown[:2], "(status quo)"]
    first = box.middle - 7 * (len(shown) - 1) + 4
    text = "".join(
        f'<text x="{box.left + _WIDTH / 2:.0f}" y="{first + 14 * row:.0f}" text-anchor="middle" fill="currentColor">{escape(line)}</text>'
        for row, line in enumerate(shown)
    )
    return f"<g><title>{escape(label)}</title>{frame}{text}</g>"


def _legend(model: Model, top: float, left_out: int) -> list[str]:
    parts = []
    for place, maker in enumerate(model.decision_makers):
        y = top + 22 * place + 10
        dash = _DASHES[place % len(_DASHES)]
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        parts.append(
            f'<path d="M{_MARGIN} {y:.0f}h40" stroke="{_COLOURS[place % len(_COLOURS)]}" stroke-width="2"{dashes} '
            f'marker-end="url(#head-{place})"/><text x="{_MARGIN + 52}" y="{y + 4:.0f}" fill="currentColor">{escape(maker.name)}</text>'
        )
    if left_out:
        y = top + 22 * len(model.decision_makers) + 14
        parts.append(f'<text x="{_MARGIN}" y="{y:.0f}" fill="currentColor">{left_out:,} further states are not drawn.</text>')
    return parts


def _described(model: Model, drawn: Sequence[int], held: set[int], concept: str) -> str:
    stable = [model.label(state) for state in drawn if state in held]
    told = f"Stable for all ({concept_of(concept).name}): {'; '.join(stable) or 'none'}."
    now = "" if model.status_quo is None else f" Status quo: {model.label(model.status_quo)}."
    return f"{len(drawn)} states.{now} {told}"
