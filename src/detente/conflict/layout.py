"""Where boxes and arrows of a picture go: boxes in columns, arrows in the gaps between them, each with a port of its own.

No arrow crosses a box: one between neighbouring columns stays in the gap between them, one within a column bows out to its right, and one
that passes over columns runs along the lane between two rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

WIDTH, ACROSS, DOWN, MARGIN = 184, 120, 34, 24
#: A column of more boxes is folded, so that no picture is much taller than wide.
ROWS = 8

Move = tuple[int, int, int]
"""Who moves, from which state to which."""


@dataclass(frozen=True, slots=True)
class Box:
    """A state in its column and row, and how tall all boxes are."""

    state: int
    column: int
    row: int
    height: int

    @property
    def left(self) -> float:
        """The left edge."""
        return MARGIN + self.column * (WIDTH + ACROSS)

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + WIDTH

    @property
    def top(self) -> float:
        """The upper edge."""
        return MARGIN + DOWN / 2 + self.row * (self.height + DOWN)

    @property
    def middle(self) -> float:
        """The middle, from above."""
        return self.top + self.height / 2


def place(columns: Mapping[int, Sequence[int]], height: int) -> dict[int, Box]:
    """Place states in columns, the first key at the left.

    Examples
    --------
    >>> box = place({0: [7], 1: [2, 3]}, 64)[3]
    >>> (box.column, box.row)
    (1, 1)
    """
    boxes: dict[int, Box] = {}
    column = 0
    for key in sorted(columns):
        for start in range(0, len(columns[key]), ROWS):
            for row, state in enumerate(columns[key][start : start + ROWS]):
                boxes[state] = Box(state, column, row, height)
            column += 1
    return boxes


def curves(boxes: Mapping[int, Box], arrows: Iterable[Move]) -> dict[Move, str]:
    """Give each arrow its curve, as the data of an SVG path.

    Arrows at one side of a box have ports of their own, in the order of where they lead, so that few of them cross.
    """
    listed = list(arrows)
    ports = _ports(boxes, listed)
    lanes = _lanes(boxes, listed)
    return {arrow: _curve(boxes[arrow[1]], boxes[arrow[2]], *ports[arrow], lanes.get(arrow)) for arrow in listed}


def overhang(boxes: Mapping[int, Box], arrows: Iterable[Move]) -> float:
    """Say how far arrows bow out to the right of the last column."""
    last = max((box.column for box in boxes.values()), default=0)
    within = [(boxes[start], boxes[end]) for _, start, end in arrows if boxes[start].column == boxes[end].column == last]
    return max((_bow(start, end) for start, end in within), default=0)


def _ports(boxes: Mapping[int, Box], arrows: Sequence[Move]) -> dict[Move, tuple[float, float]]:
    """Give where each arrow leaves and enters its boxes, from above."""
    sides: dict[tuple[int, bool], list[tuple[float, int, Move, bool]]] = {}
    for number, arrow in enumerate(arrows):
        start, end = boxes[arrow[1]], boxes[arrow[2]]
        for here, there, is_end in ((start, end, False), (end, start, True)):
            sides.setdefault((here.state, here.column <= there.column), []).append((there.middle, number, arrow, is_end))
    ports: dict[Move, list[float]] = {arrow: [0.0, 0.0] for arrow in arrows}
    for (state, _), found in sides.items():
        box = boxes[state]
        for rank, (_, _, arrow, is_end) in enumerate(sorted(found), start=1):
            ports[arrow][is_end] = box.top + box.height * rank / (len(found) + 1)
    return {arrow: (start, end) for arrow, (start, end) in ports.items()}


def _lanes(boxes: Mapping[int, Box], arrows: Sequence[Move]) -> dict[Move, float]:
    """Give the lane of each arrow that passes over columns: above the row it leads to, or below where it comes from above."""
    lanes: dict[Move, float] = {}
    used: dict[int, int] = {}
    for arrow in arrows:
        start, end = boxes[arrow[1]], boxes[arrow[2]]
        if abs(start.column - end.column) > 1:
            row = end.row + (1 if start.row > end.row else 0)
            step = used.get(row, 0)
            used[row] = step + 1
            # Side by side within the gap, from its middle outwards.
            shift = (step + 1) // 2 % 4 * 3.5 * (1 if step % 2 else -1)
            lanes[arrow] = MARGIN + row * (start.height + DOWN) + shift
    return lanes


def _bow(start: Box, end: Box) -> float:
    return 30 + 9 * abs(start.row - end.row)


def _curve(start: Box, end: Box, y1: float, y2: float, lane: float | None) -> str:
    if start.column == end.column:
        x, bow = start.right, _bow(start, end)
        return f"M{x:.0f} {y1:.0f}C{x + bow:.0f} {y1:.0f} {x + bow:.0f} {y2:.0f} {x:.0f} {y2:.0f}"
    rightward = start.column < end.column
    x1, x2 = (start.right, end.left) if rightward else (start.left, end.right)
    if lane is None:
        half = (x2 - x1) / 2
        return f"M{x1:.0f} {y1:.0f}C{x1 + half:.0f} {y1:.0f} {x2 - half:.0f} {y2:.0f} {x2:.0f} {y2:.0f}"
    turn = (ACROSS if rightward else -ACROSS) * 0.8
    near, far = x1 + turn, x2 - turn
    return (
        f"M{x1:.0f} {y1:.0f}C{x1 + turn / 2:.0f} {y1:.0f} {near - turn / 2:.0f} {lane:.0f} {near:.0f} {lane:.0f}"
        f"L{far:.0f} {lane:.0f}C{far + turn / 2:.0f} {lane:.0f} {x2 - turn / 2:.0f} {y2:.0f} {x2:.0f} {y2:.0f}"
    )
