"""What all pictures share: colours told apart by the colour-blind, and ink that follows the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import vl_convert

# Okabe & Ito (2008): distinct for all common kinds of colour vision; deeds are the darker of each pair.
CONFLICT_DEEDS, CONFLICT_WORDS = "#d55e00", "#f0a868"
COOPERATION_DEEDS, COOPERATION_WORDS = "#0072b2", "#7fb8dd"
COVERAGE = "#8c8c8c"
INK = "#010203"  # stands for the page's own text colour until the picture is drawn


CONFIG = {
    "background": "transparent",
    "font": "sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": INK,
        "domainColor": INK,
        "tickColor": INK,
        "gridColor": INK,
        "gridOpacity": 0.12,
        "labelFontSize": 11,
        "titleFontSize": 11,
        "titleFontWeight": "normal",
    },
    "legend": {"labelColor": INK, "titleColor": INK, "orient": "top", "labelFontSize": 11},
}


def data(rows: Sequence[Mapping[str, object]]) -> alt.Data:
    """Hold rows as a chart's inline data."""
    held: alt.Data = alt.Data(values=list(rows))  # type: ignore[no-untyped-call]
    return held


def draw(chart: alt.TopLevelMixin) -> str:
    """Draw a chart as SVG text that follows the page's colours; the same chart gives the same bytes."""
    svg: str = vl_convert.vegalite_to_svg({**chart.to_dict(), "config": CONFIG}, vl_version="6.1")
    return svg.replace(INK, "currentColor")
