"""What all pictures share: colours told apart by the colour-blind, and ink that follows the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import altair as alt
import vl_convert

# Okabe & Ito (2008): distinct for all common kinds of colour vision; deeds are the darker of each pair.
CONFLICT_DEEDS, CONFLICT_WORDS = "#d55e00", "#f0a868"
COOPERATION_DEEDS, COOPERATION_WORDS = "#0072b2", "#7fb8dd"
COVERAGE = "#8c8c8c"
INK = "#010203"  # stands for the page's own text colour until the picture is drawn

PAGE = """:root { color-scheme: light dark; --paper: #fff; --ink: #1b1b1b; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181b; --ink: #e4e4e4; } }
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 sans-serif; }
h1 { font-size: 1.25rem; }
figure { margin: 0; overflow-x: auto; }
svg { max-width: 100%; height: auto; }
figcaption { opacity: .8; font-size: .9rem; }
"""

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


def draw_png(chart: alt.TopLevelMixin) -> bytes:
    """Draw a chart as a PNG picture, in black on white."""
    drawn: bytes = vl_convert.vegalite_to_png({**chart.to_dict(), "config": {**CONFIG, "background": "#ffffff"}}, vl_version="6.1", scale=2)
    return drawn


def draw_page(chart: alt.TopLevelMixin, title: str, legend: str) -> str:
    """Draw a chart as an HTML page of its own, light or dark as the reader's device is, that needs no network and no scripts."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>\n{PAGE}</style>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n"
        f"<figure>{draw(chart)}<figcaption>{escape(legend)}</figcaption></figure>\n</body>\n</html>\n"
    )
