"""Turns of a series of ours: found where they are, nowhere else, with what made them."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from detente.errors import UsageError
from detente.tension import By, Kind, Period, Series, Sides, alarms_of, turns_of


def series(values: list[float | None], by: By = By.WEEK, data_set: str | None = None, rows: int = 1) -> Series:
    weeks = []
    for number, value in enumerate(values):
        monday = (date(2022, 1, 3) + (timedelta(weeks=number) if by is By.WEEK else timedelta(days=number))).isoformat()
        up, down = (None, None) if value is None else (max(value, 0.0), max(-value, 0.0))
        looked, none = rows * (value is not None), None if value is None else 0.0
        weeks.append(Period(monday, monday, looked, looked, looked, 1, 1, down, none, up, none, None, (f"in-{number}",)))
    return Series(Sides(("A",), ("B",)), by, "plover", data_set, tuple(weeks))


def test_a_step_is_found_at_its_week_with_both_levels() -> None:
    (change,) = turns_of(series([2.0] * 10 + [-6.0] * 10))
    assert (change.start, change.before, change.after) == ("2022-03-14", 2.0, -6.0)
    assert (change.sign, change.kind) == (-1, Kind.LEVEL)
    assert change.incidents == ("in-10", "in-11", "in-12", "in-13")


def test_two_steps_are_both_found() -> None:
    found = turns_of(series([0.0] * 12 + [-8.0] * 12 + [5.0] * 12))
    assert [c.start for c in found] == ["2022-03-28", "2022-06-20"]


@pytest.mark.parametrize("values", [[], [1.0] * 7, [3.0] * 40, [0.0] * 20 + [-9.0] + [0.0] * 20])
def test_too_few_weeks_a_level_and_a_spike_are_no_change(values: list[float | None]) -> None:
    assert turns_of(series(values)) == ()


def test_noise_alone_rarely_looks_like_a_change() -> None:
    random = np.random.default_rng(7)
    alarms = sum(bool(turns_of(series([float(v) for v in random.normal(0, 3, 60)]))) for _ in range(200))
    assert alarms / 200 < 0.1


def test_gaps_are_left_out() -> None:
    values: list[float | None] = [2.0] * 10 + [None] * 5 + [-6.0] * 10
    (change,) = turns_of(series(values))
    assert change.start == "2022-04-18"


def by_day(data_set: str | None = None, rows: int = 1) -> Series:
    values = [float(v) for v in np.random.default_rng(3).normal(0, 2, 400)]
    values[200:203] = [-30.0, -60.0, -30.0]
    return series(values, By.DAY, data_set, rows)


def test_a_turning_point_by_day_names_the_days_that_made_it_and_their_incidents() -> None:
    (turn,) = turns_of(by_day())
    assert (turn.start, turn.sign, turn.kind) == ("2022-07-22", -1, Kind.SPIKE)
    assert [part.incidents for part in turn.made_by] == [("in-201",), ("in-200",), ("in-202",)] or turn.made_by[0].incidents == ("in-201",)
    assert sum(part.share for part in turn.made_by) == pytest.approx(1, abs=0.01)
    assert turn.made_by[0].share == pytest.approx(0.5, abs=0.05)
    assert turn.before == pytest.approx(0, abs=1)


def test_an_alarm_names_the_days_it_rests_on() -> None:
    alarm = next(a for a in alarms_of(by_day()) if a.start >= "2022-07-20")
    assert alarm.start == "2022-07-22"
    assert alarm.kind is Kind.SPIKE
    assert alarm.score > 1
    assert alarm.incidents[0] == "in-200"


def test_rows_of_a_data_set_are_taken_for_each_row() -> None:
    (turn,) = turns_of(by_day("GDELT", rows=10))
    assert turn.before == pytest.approx(0, abs=0.1)
    assert turn.after == pytest.approx(-4, abs=0.5)


def test_alarms_are_of_days() -> None:
    with pytest.raises(UsageError, match="by day"):
        alarms_of(series([1.0] * 40))
    assert turns_of(series([], By.DAY)) == ()
    assert alarms_of(series([], By.DAY)) == ()
