"""Pictures are drawn offline, the same every time, and follow the page's colours."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from detente.archive import reports_of
from detente.charts import LEGEND, network_svg, series_picture, series_svg
from detente.charts.ink import INK
from detente.tension import Series, Sides, weekly_series
from tests.archive.builders import event, reading


def some_series() -> tuple[Series, ...]:
    one = reading(
        event("ASSAULT", ("PRK",), ("KOR",), on="2010-11-23"),
        event("CONSULT", ("KOR", "USA"), on="2010-11-24"),
        published="2010-11-24",
    )
    later = reading(event("THREATEN", ("PRK",), ("KOR",), on="2011-01-05", document="doc-2"), document="doc-2", published="2011-01-06")
    return weekly_series([*reports_of(one), *reports_of(later)], [("2010-11-24", "Daily"), ("2011-01-06", None)])


def test_a_series_is_one_picture_in_the_pages_ink() -> None:
    svg = series_svg(some_series()[0])
    assert ElementTree.fromstring(svg).tag.endswith("svg")
    assert INK not in svg
    assert "currentColor" in svg
    assert svg == series_svg(some_series()[0])


def test_gaps_have_no_bar() -> None:
    series = some_series()[0]
    gaps = sum(week.conflict is None for week in series.periods)
    assert gaps == 5
    marks = [e for e in ElementTree.fromstring(series_svg(series)).iter() if "bar" in (e.get("aria-roledescription") or "")]
    assert len(marks) == 2 + len(series.periods)  # two weeks of conflict, and coverage week by week


def marks(svg: str, kind: str) -> list[ElementTree.Element]:
    return [e for e in ElementTree.fromstring(svg).iter() if kind == e.get("aria-roledescription")]


def test_intervals_are_whiskers_quiet_weeks_dots_and_gaps_shaded() -> None:
    series = some_series()[0]
    svg = series_svg(series)
    told = sum(bool(p.conflict) + bool(p.cooperation) for p in series.periods)
    quiet = sum(p.conflict == 0 == p.incidents for p in series.periods)
    assert len(marks(svg, "rule mark")) == told + 1  # and the line of zero
    assert len(marks(svg, "circle")) == quiet
    (gap,) = marks(svg, "rect mark")  # five weeks of gap in one stretch
    assert gap.get("aria-label") == "from 2010-11-29: nobody wrote"  # read aloud the same in every time zone


@pytest.mark.parametrize("form", ["svg", "html", "png"])
def test_a_picture_of_several_series_is_the_same_again(form: str) -> None:
    one, two = some_series()[:2]
    assert series_picture([one, two], form) == series_picture([one, two], form) != series_picture([one], form)


def test_a_page_says_what_it_shows_and_escapes_names() -> None:
    (one, *_) = some_series()
    page = series_picture([replace(one, data_set="rows <b>", sides=Sides(("A&B",), ("C",)))], "html").decode()
    assert LEGEND in page
    assert "A&amp;B and C" in page
    assert "<b>" not in page


def test_a_network_names_its_actors_and_escapes_them() -> None:
    svg = network_svg(some_series(), {"PRK": "North <Korea> & co"})
    assert "North &lt;Korea&gt; &amp; co" in svg
    assert "KOR" in svg
    assert ElementTree.fromstring(svg).tag.endswith("svg")


def test_a_dyad_without_weeks_is_drawn_empty() -> None:
    (series,) = weekly_series(reports_of(reading(event("THREATEN", ("USA",), ("PRK",)))), [(None, None)])
    assert ElementTree.fromstring(series_svg(series)).tag.endswith("svg")
