"""A dyad's weeks as a picture: cooperation upward, conflict downward, coverage below, gaps left empty."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from detente.charts.ink import CONFLICT_DEEDS, CONFLICT_WORDS, COOPERATION_DEEDS, COOPERATION_WORDS, COVERAGE, INK, data, draw
from detente.tension import Change, Series, Week

WIDTH, HEIGHT, COVERAGE_HEIGHT = 760, 190, 46
LAYERS = {
    "cooperation, deeds": COOPERATION_DEEDS,
    "cooperation, words": COOPERATION_WORDS,
    "conflict, words": CONFLICT_WORDS,
    "conflict, deeds": CONFLICT_DEEDS,
}


def series_svg(series: Series, changes: Sequence[Change] = ()) -> str:
    """Draw a dyad's weekly series with its changes of level.

    Parameters
    ----------
    series
        A dyad's weeks.
    changes
        Weeks in which the level changed, drawn as dashed lines.

    Returns
    -------
    str
        SVG text.
    """
    bars = [row for week in series.weeks for row in _bars(week)]
    weeks = [{"week": w.start, "documents": w.documents} for w in series.weeks]
    span = [series.weeks[0].start, series.weeks[-1].start] if series.weeks else []
    when = alt.X(
        "week:T",
        title=None,
        axis=alt.Axis(labelOverlap="greedy", labelSeparation=8),
        scale=alt.Scale(domain=span) if len(set(span)) > 1 else alt.Undefined,
    )
    thick = max(2.0, min(14.0, 0.8 * WIDTH / max(1, len(series.weeks))))
    tension = (
        alt.Chart(data(bars))
        .mark_bar(width=thick)
        .encode(
            x=when,
            y=alt.Y("value:Q", title="PLOVER intensity", stack="zero"),
            color=alt.Color("kind:N", title=None, scale=alt.Scale(domain=list(LAYERS), range=list(LAYERS.values()))),
            order=alt.Order("layer:O"),
        )
    )
    zero = alt.Chart(data([{"value": 0}])).mark_rule(color=INK, opacity=0.5).encode(y="value:Q")
    cuts = alt.Chart(data([{"week": c.week} for c in changes])).mark_rule(color=INK, strokeDash=[4, 3], opacity=0.8).encode(x=when)
    coverage = alt.Chart(data(weeks)).mark_bar(color=COVERAGE, width=thick).encode(x=when, y=alt.Y("documents:Q", title="documents"))
    top = alt.layer(tension, zero, *([cuts] if changes else [])).properties(width=WIDTH, height=HEIGHT)
    return draw(alt.vconcat(top, coverage.properties(width=WIDTH, height=COVERAGE_HEIGHT), spacing=6))


def _bars(week: Week) -> list[dict[str, object]]:
    values = (week.cooperation_deeds, week.cooperation_words, week.conflict_words, week.conflict_deeds)
    signs = (1, 1, -1, -1)
    return [
        {"week": week.start, "kind": kind, "layer": layer, "value": sign * value}
        for layer, (kind, value, sign) in enumerate(zip(LAYERS, values, signs, strict=True))
        if value
    ]
