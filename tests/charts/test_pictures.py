"""Pictures are drawn offline, the same every time, and follow the page's colours."""

from __future__ import annotations

from xml.etree import ElementTree

from detente.archive import reports_of
from detente.charts import network_svg, series_svg
from detente.charts.ink import INK
from detente.tension import Series, weekly_series
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


def test_a_network_names_its_actors_and_escapes_them() -> None:
    svg = network_svg(some_series(), {"PRK": "North <Korea> & co"})
    assert "North &lt;Korea&gt; &amp; co" in svg
    assert "KOR" in svg
    assert ElementTree.fromstring(svg).tag.endswith("svg")


def test_a_dyad_without_weeks_is_drawn_empty() -> None:
    (series,) = weekly_series(reports_of(reading(event("THREATEN", ("USA",), ("PRK",)))), [(None, None)])
    assert ElementTree.fromstring(series_svg(series)).tag.endswith("svg")
