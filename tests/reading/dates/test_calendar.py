"""The calendar: values, stretches, and moving by units."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.dates import calendar as cal


@pytest.mark.parametrize(
    ("day", "unit", "value", "start", "end"),
    [
        (date(2021, 1, 3), "W", "2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        (date(2020, 2, 10), "M", "2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        (date(2022, 8, 1), "Q", "2022-Q3", date(2022, 7, 1), date(2022, 9, 30)),
        (date(1999, 12, 31), "DE", "199", date(1990, 1, 1), date(1999, 12, 31)),
    ],
)
def test_holding(day: date, unit: str, value: str, start: date, end: date) -> None:
    found = cal.holding(day, unit)
    assert (found.value, found.start, found.end) == (value, start, end)


def test_moving_keeps_to_the_calendar() -> None:
    assert cal.move(date(2023, 3, 31), "M", -1) == date(2023, 2, 28)
    assert cal.move(date(2024, 2, 29), "Y", 1) == date(2025, 2, 28)
    assert cal.move(date(2023, 4, 16), "FORTNIGHT", 1) == date(2023, 4, 30)
    assert cal.move(date(1, 1, 1), "CE", -1) is None


@given(st.dates(date(1000, 1, 1), date(2199, 12, 31)), st.sampled_from(["D", "W", "M", "Q", "Y", "DE", "CE"]))
def test_what_holds_a_day_holds_it(day: date, unit: str) -> None:
    found = cal.holding(day, unit)
    assert found.start is not None
    assert found.end is not None
    assert found.start <= day <= found.end


@given(st.integers(1000, 2199), st.integers(1, 12))
def test_the_parts_of_a_stretch_tile_it(year: int, month: int) -> None:
    for whole in (cal.in_year(year), cal.in_month(year, month), cal.in_decade(year)):
        early, middle, late = (cal.part(whole, which) for which in ("START", "MID", "END"))
        assert early.start == whole.start
        assert late.end == whole.end
        for before, after in ((early, middle), (middle, late)):
            assert before.end is not None
            assert after.start is not None
            assert (after.start - before.end).days == 1
        assert early.value == whole.value
