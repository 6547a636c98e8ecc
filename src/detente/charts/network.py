"""Who deals with whom: actors on a circle, joined by what passed between them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import altair as alt

from detente.charts.ink import CONFLICT_DEEDS, COOPERATION_DEEDS, INK, data, draw
from detente.tension import Series

SIZE = 380
RADIUS = 1.0


def network_svg(series: Sequence[Series], names: Mapping[str, str], *, most: int = 12) -> str:
    """Draw dyads as a network: a line's colour says whether conflict or cooperation prevails, its width how much passed.

    Parameters
    ----------
    series
        The dyads, in any order.
    names
        How to show an actor's code.
    most
        How many actors to draw at most: those with the most conflict and cooperation.

    Returns
    -------
    str
        SVG text.
    """
    weight: dict[str, float] = {}
    for one in series:
        for code in one.dyad:
            weight[code] = weight.get(code, 0.0) + one.conflict_total + one.cooperation_total
    chosen = sorted(sorted(weight, key=lambda c: (-weight[c], c))[:most])
    place = {code: _place(number, len(chosen)) for number, code in enumerate(chosen)}
    inner = [s for s in series if set(s.dyad) <= set(chosen)]
    heaviest = max((s.conflict_total + s.cooperation_total for s in inner), default=1.0)
    lines = [
        {
            "x": place[s.dyad[0]][0],
            "y": place[s.dyad[0]][1],
            "x2": place[s.dyad[1]][0],
            "y2": place[s.dyad[1]][1],
            "kind": "conflict prevails" if s.conflict_total > s.cooperation_total else "cooperation prevails",
            "width": 1 + 7 * (s.conflict_total + s.cooperation_total) / heaviest,
        }
        for s in inner
    ]
    nodes = [{"x": x, "y": y, "name": names.get(code, code), "label": y + math.copysign(0.16, y)} for code, (x, y) in place.items()]
    scale = alt.Scale(domain=[-1.5, 1.5])
    x, y = alt.X("x:Q", scale=scale, axis=None), alt.Y("y:Q", scale=scale, axis=None)
    kinds = alt.Scale(domain=["conflict prevails", "cooperation prevails"], range=[CONFLICT_DEEDS, COOPERATION_DEEDS])
    rules = (
        alt.Chart(data(lines))
        .mark_rule(opacity=0.75)
        .encode(
            x=x,
            y=y,
            x2="x2:Q",
            y2="y2:Q",
            color=alt.Color("kind:N", title=None, scale=kinds),
            strokeWidth=alt.StrokeWidth("width:Q", scale=None),
        )
    )
    dots = alt.Chart(data(nodes)).mark_circle(size=90, color=INK, opacity=1).encode(x=x, y=y)
    labels = alt.Chart(data(nodes)).mark_text(color=INK, fontSize=12).encode(x=x, y=alt.Y("label:Q", scale=scale, axis=None), text="name:N")
    return draw(alt.layer(rules, dots, labels).properties(width=int(SIZE * 1.6), height=SIZE))


def _place(number: int, count: int) -> tuple[float, float]:
    angle = 2 * math.pi * number / max(1, count) + math.pi / 2
    return round(RADIUS * math.cos(angle), 4), round(RADIUS * math.sin(angle), 4)
