"""Series as pictures: cooperation upward, conflict downward, intervals as whiskers, coverage below, gaps shaded and empty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import zip_longest

import altair as alt

from detente.charts.ink import (
    CONFLICT_DEEDS,
    CONFLICT_WORDS,
    COOPERATION_DEEDS,
    COOPERATION_WORDS,
    COVERAGE,
    INK,
    data,
    draw,
    draw_page,
    draw_png,
)
from detente.tension import Period, Series, Turn

WIDTH, HEIGHT, COVERAGE_HEIGHT = 760, 190, 46
LAYERS = {
    "cooperation, deeds": COOPERATION_DEEDS,
    "cooperation, words": COOPERATION_WORDS,
    "conflict, words": CONFLICT_WORDS,
    "conflict, deeds": CONFLICT_DEEDS,
}
LEGEND = (
    "Cooperation upward, conflict downward. A thin line holds the rate behind a sum in 90 of 100 cases. "
    "Grey dots: looked at, nothing told. Shaded: nobody wrote, so nothing is known. Below: how much was published, on any subject."
)


def series_svg(series: Series, turns: Sequence[Turn] = ()) -> str:
    """Draw one series with its changes of level.

    Parameters
    ----------
    series
        Days, weeks or months.
    turns
        Periods in which the level changed, drawn as dashed lines.

    Returns
    -------
    str
        SVG text.
    """
    return draw(_picture(series, turns))


def series_picture(series: Sequence[Series], form: str) -> bytes:
    """Draw several series, one below the other and never added up, as a file.

    Parameters
    ----------
    series
        At least one.
    form
        ``svg``, ``html`` or ``png``.

    Returns
    -------
    bytes
        The file; the same series give the same bytes.
    """
    pictures = [_picture(one, (), titled=True) for one in series]
    chart = alt.vconcat(*pictures, spacing=24).resolve_scale(color="shared") if len(pictures) > 1 else pictures[0]
    if form == "png":
        return draw_png(chart)
    title = "; ".join(dict.fromkeys(one.sides.name for one in series))
    return (draw_page(chart, title, LEGEND) if form == "html" else draw(chart)).encode("utf-8")


def _picture(series: Series, turns: Sequence[Turn], titled: bool = False) -> alt.VConcatChart:
    when = _when(series.periods)
    thick = max(1.5, min(14.0, 0.8 * WIDTH / max(1, len(series.periods))))
    bars = (
        alt.Chart(data([row for period in series.periods for row in _bars(period)]))
        .mark_bar(width=thick)
        .encode(
            x=when,
            y=alt.Y("value:Q", title=f"weight ({series.weights})", stack="zero"),
            color=alt.Color("kind:N", title=None, scale=alt.Scale(domain=list(LAYERS), range=list(LAYERS.values()))),
            order=alt.Order("layer:O"),
            description="label:N",
        )
    )
    whiskers = (
        alt.Chart(data([row for period in series.periods for row in _whiskers(period)]))
        .mark_rule(color=INK, opacity=0.6 if thick > 3 else 0.35, strokeWidth=max(0.4, min(1.0, thick / 4)))  # many must not hide the bars
        .encode(x=when, y=alt.Y("low:Q"), y2="high:Q", description="label:N")
    )
    silent = [p for p in series.periods if p.conflict is not None and not p.incidents]
    quiet = [{"day": _middle(p), "value": 0, "label": f"{p.start}: nothing told"} for p in silent]
    dots = alt.Chart(data(quiet)).mark_circle(color=COVERAGE, size=9, opacity=1).encode(x=when, y="value:Q", description="label:N")
    zero = alt.Chart(data([{"value": 0}])).mark_rule(color=INK, opacity=0.5).encode(y="value:Q")
    changed = [{"day": t.start, "label": f"{t.start}: the level changed"} for t in turns]
    dashed = alt.Chart(data(changed)).mark_rule(color=INK, strokeDash=[4, 3], opacity=0.8)
    cuts = dashed.encode(x=when, description="label:N")
    gaps = alt.Chart(data(_gaps(series.periods))).mark_rect(color=INK, opacity=0.07).encode(x=when, x2="end:T", description="label:N")
    counted = "rows" if series.data_set else "documents"
    looked = [{"day": _middle(p), counted: p.documents, "label": f"{p.start}: {p.documents} {counted}"} for p in series.periods]
    y = alt.Y(f"{counted}:Q", title=counted)
    coverage = alt.Chart(data(looked)).mark_bar(color=COVERAGE, width=thick).encode(x=when, y=y, description="label:N")
    top = alt.layer(gaps, bars, whiskers, zero, dots, *([cuts] if turns else [])).properties(width=WIDTH, height=HEIGHT)
    source = f", {series.data_set}" if series.data_set else ""
    title = alt.TitleParams(f"{series.sides.name}{source}, by {series.by}", color=INK, anchor="start", fontSize=13)
    both: alt.VConcatChart = alt.vconcat(top, coverage.properties(width=WIDTH, height=COVERAGE_HEIGHT), spacing=6)
    return both.properties(title=title) if titled else both


def _when(periods: Sequence[Period]) -> alt.X:
    span = [periods[0].start, periods[-1].end] if periods else []
    scale = alt.Scale(type="utc", domain=span) if len(set(span)) > 1 else alt.Scale(type="utc")
    return alt.X("day:T", title=None, axis=alt.Axis(labelOverlap="greedy", labelSeparation=8), scale=scale)


def _middle(period: Period) -> str:
    first = date.fromisoformat(period.start)
    return (first + (date.fromisoformat(period.end) - first) / 2).isoformat()


def _bars(period: Period) -> list[dict[str, object]]:
    values = (period.cooperation_deeds, period.cooperation_words, period.conflict_words, period.conflict_deeds)
    signs = (1, 1, -1, -1)
    return [
        {"day": _middle(period), "kind": kind, "layer": layer, "value": sign * value, "label": f"{period.start}: {kind} {value:g}"}
        for layer, (kind, value, sign) in enumerate(zip(LAYERS, values, signs, strict=True))
        if value
    ]


def _whiskers(period: Period) -> list[dict[str, object]]:
    """Intervals of what was told: that of nothing told would stand in every quiet period and drown the rest; the table has it."""
    bounds = period.intervals or {}
    return [
        {
            "day": _middle(period),
            "low": sign * bounds[name][0],
            "high": sign * bounds[name][1],
            "label": f"{period.start}: {name} from {bounds[name][0]:g} to {bounds[name][1]:g}",
        }
        for name, sign in (("cooperation", 1), ("conflict", -1))
        if getattr(period, name)
    ]


def _gaps(periods: Sequence[Period]) -> list[dict[str, object]]:
    """Give stretches of gaps, each as one."""
    found: list[dict[str, object]] = []
    open_gap = False
    for period, following in zip_longest(periods, periods[1:]):
        if period.conflict is None:
            until = following.start if following else period.end
            if open_gap:
                found[-1]["end"] = until
            else:
                found.append({"day": period.start, "end": until, "label": f"from {period.start}: nobody wrote"})
        open_gap = period.conflict is None
    return found
