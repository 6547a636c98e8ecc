"""The blocs as a picture: the two camps on the two halves of a ring, friendly ties drawn through, hostile ones dashed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from detente.charts.ink import CONFLICT_DEEDS, COOPERATION_DEEDS, COVERAGE, INK, data, draw, draw_page, draw_png
from detente.tension.blocs import Blocs, Tie

WIDTH, HEIGHT = 620, 400
SPREAD = 0.8  # of each half of the ring that its camp may take: the rest is the gap between the camps
KINDS = {"friendly": (COOPERATION_DEEDS, [1, 0]), "hostile": (CONFLICT_DEEDS, [7, 4]), "unclear": (COVERAGE, [2, 4])}
MOST = 24
MOST_UNCLEAR = 20  # more dotted lines than these would hide the others
LONGEST = 26  # letters of a label

BLOCS_LEGEND = (
    "Left and right: the two camps of the best split. Blue, drawn through: friendly. Orange, dashed: hostile. Dotted: unclear. The wider, "
    "the stronger. A cross marks a tie that goes against the split; a hollow mark an actor who is in either camp in equally good splits. "
    "A camp is a summary of reported dealings, and no membership."
)


def blocs_svg(periods: Sequence[Blocs], names: Mapping[str, str], *, most: int = MOST) -> str:
    """Draw the signed networks of some periods.

    Colour and dashes both tell a tie's sign, its width how strong it is; a tie against the split has a mark at its middle. Actors are
    filled, the undecided ones hollow. Ties without a clear sign are dotted; where they are very many, they are left out.

    Parameters
    ----------
    periods
        One network each; several are drawn two in a row, each with its name.
    names
        How to show an actor's code.
    most
        How many actors to draw of a network at most: those with the strongest ties.

    Returns
    -------
    str
        SVG text.
    """
    return draw(_picture(periods, names, most))


def blocs_picture(periods: Sequence[Blocs], names: Mapping[str, str], form: str) -> bytes:
    """Draw the signed networks of some periods as a file.

    Parameters
    ----------
    periods, names
        As for `blocs_svg`.
    form
        ``svg``, ``html`` or ``png``.

    Returns
    -------
    bytes
        The file; the same networks give the same bytes.
    """
    chart = _picture(periods, names, MOST)
    if form == "png":
        return draw_png(chart)
    return (draw_page(chart, "Blocs, as reported", BLOCS_LEGEND) if form == "html" else draw(chart)).encode("utf-8")


def _picture(periods: Sequence[Blocs], names: Mapping[str, str], most: int) -> alt.TopLevelMixin:
    if len(periods) == 1:
        return _chart(periods[0], names, most, WIDTH, HEIGHT)
    small = [_chart(b, names, most, WIDTH * 0.62, HEIGHT * 0.7).properties(title=_title(b.period)) for b in periods]
    return alt.concat(*small, columns=2, spacing={"row": 24, "column": 12})


def _title(text: str) -> alt.TitleParams:
    return alt.TitleParams(text, color=INK, fontSize=13, anchor="middle")


def _chart(found: Blocs, names: Mapping[str, str], most: int, width: float, height: float) -> alt.LayerChart | alt.FacetChart:
    places = _places(found, most)
    ties = [tie for tie in found.network.ties if places.keys() >= set(tie.pair)]
    if sum(not tie.sign for tie in ties) > MOST_UNCLEAR:
        ties = [tie for tie in ties if tie.sign]
    heaviest = max((tie.weight for tie in ties if tie.sign), default=1.0)
    thin = min(1.0, math.sqrt(30 / max(1, len(ties))))  # many lines are drawn thinner, so that they leave each other room
    lines = [_line(tie, places, heaviest, thin) for tie in sorted(ties, key=lambda t: abs(t.sign))]  # unclear ones lie beneath
    marks = [{**_middle(tie, places), "mark": "against the split"} for tie in ties if tie.pair in found.split.against]
    undecided = set(found.split.undecided)
    nodes: list[dict[str, Any]] = [
        {"x": x, "y": y, "name": _label(names.get(code, code)), "hollow": code in undecided, "left": x < 0}
        for code, (x, y) in sorted(places.items())
    ]
    x = alt.X("x:Q", scale=alt.Scale(domain=[-2.1, 2.1]), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[-1.25, 1.25]), axis=None)
    kinds = list(KINDS)
    # A layer of nothing would leave the picture without a size: each is there only where it has something to show.
    layers: list[alt.Chart] = []
    if lines:
        colours, dashes = ([KINDS[kind][place] for kind in kinds] for place in (0, 1))
        layers.append(
            alt.Chart(data(lines))
            .mark_rule(opacity=0.85)
            .encode(
                x=x,
                y=y,
                x2="x2:Q",
                y2="y2:Q",
                color=alt.Color("kind:N", title=None, scale=alt.Scale(domain=kinds, range=colours)),
                strokeDash=alt.StrokeDash("kind:N", title=None, scale=alt.Scale(domain=kinds, range=dashes)),
                strokeWidth=alt.StrokeWidth("width:Q", scale=None),
            )
        )
    if marks:
        shape = alt.Shape("mark:N", title=None, scale=alt.Scale(range=["cross"]))
        crosses = alt.Chart(data(marks)).mark_point(size=130 * thin, color=INK, filled=True, opacity=1, angle=45)
        layers.append(crosses.encode(x=x, y=y, shape=shape))
    for hollow in (False, True):
        if some := [node for node in nodes if node["hollow"] is hollow]:
            dots = alt.Chart(data(some)).mark_point(size=110, filled=not hollow, color=INK, opacity=1, strokeWidth=2)
            layers.append(dots.encode(x=x, y=y))
    for left in (True, False):
        if some := [node for node in nodes if node["left"] is left]:
            words = alt.Chart(data(some)).mark_text(color=INK, fontSize=12, align="right" if left else "left", dx=-11 if left else 11)
            layers.append(words.encode(x=x, y=y, text="name:N"))
    if not layers:
        nothing = data([{"x": 0, "y": 0, "name": "no tie with a clear sign"}])
        layers.append(alt.Chart(nothing).mark_text(color=INK, fontSize=13).encode(x=x, y=y, text="name:N"))
    return alt.layer(*layers).properties(width=int(width), height=int(height))


def _places(found: Blocs, most: int) -> dict[str, tuple[float, float]]:
    """Put the camps of each part on the left and right half of the ring; parts follow each other downwards, as do a camp's actors."""
    strength: dict[str, float] = {}
    for tie in found.network.signed:
        for code in tie.pair:
            strength[code] = strength.get(code, 0.0) + tie.weight
    chosen = set(sorted(strength, key=lambda code: (-strength[code], code))[:most])
    parts = [[[code for code in camp if code in chosen] for camp in part.split] for part in found.split.parts]
    rows = [max(map(len, camps)) for camps in parts]
    places: dict[str, tuple[float, float]] = {}
    for place, (camps, size) in enumerate(zip(parts, rows, strict=True)):
        # Each part has a slice of the ring, so that its camps face each other.
        top, slice_ = 0.5 - sum(rows[:place]) / max(1, sum(rows)), size / max(1, sum(rows))
        for camp, sign in zip(camps, (-1, 1), strict=True):
            for number, code in enumerate(camp):
                angle = math.pi * SPREAD * (top - slice_ * (number + 0.5) / len(camp))
                places[code] = (round(sign * math.cos(angle), 4), round(math.sin(angle), 4))
    return places


def _line(tie: Tie, places: Mapping[str, tuple[float, float]], heaviest: float, thin: float) -> dict[str, object]:
    (x, y), (x2, y2) = (places[code] for code in tie.pair)
    width = round((1.2 + 4.8 * tie.weight / heaviest) * thin, 2) if tie.sign else 1.5
    return {"x": x, "y": y, "x2": x2, "y2": y2, "kind": tie.word, "width": width}


def _middle(tie: Tie, places: Mapping[str, tuple[float, float]]) -> dict[str, object]:
    (x, y), (x2, y2) = (places[code] for code in tie.pair)
    return {"x": round((x + x2) / 2, 4), "y": round((y + y2) / 2, 4)}


def _label(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
