"""Changes of level are found where they are, and nowhere else."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from detente.tension import By, Period, Series, Sides, find_changes


def series(values: list[float | None]) -> Series:
    weeks = []
    for number, value in enumerate(values):
        monday = (date(2022, 1, 3) + timedelta(weeks=number)).isoformat()
        up, down = (None, None) if value is None else (max(value, 0.0), max(-value, 0.0))
        looked, none = int(value is not None), None if value is None else 0.0
        weeks.append(Period(monday, monday, looked, looked, looked, 1, 1, down, none, up, none, None, (f"in-{number}",)))
    return Series(Sides(("A",), ("B",)), By.WEEK, "plover", None, tuple(weeks))


def test_a_step_is_found_at_its_week_with_both_levels() -> None:
    (change,) = find_changes(series([2.0] * 10 + [-6.0] * 10))
    assert (change.week, change.before, change.after) == ("2022-03-14", 2.0, -6.0)
    assert change.incidents == ("in-9", "in-10")


def test_two_steps_are_both_found() -> None:
    found = find_changes(series([0.0] * 12 + [-8.0] * 12 + [5.0] * 12))
    assert [c.week for c in found] == ["2022-03-28", "2022-06-20"]


@pytest.mark.parametrize("values", [[], [1.0] * 7, [3.0] * 40, [0.0] * 20 + [-9.0] + [0.0] * 20])
def test_too_few_weeks_a_level_and_a_spike_are_no_change(values: list[float | None]) -> None:
    assert find_changes(series(values)) == ()


def test_noise_alone_rarely_looks_like_a_change() -> None:
    random = np.random.default_rng(7)
    alarms = sum(bool(find_changes(series([float(v) for v in random.normal(0, 3, 60)]))) for _ in range(200))
    assert alarms / 200 < 0.1


def test_gaps_are_left_out() -> None:
    values: list[float | None] = [2.0] * 10 + [None] * 5 + [-6.0] * 10
    (change,) = find_changes(series(values))
    assert change.week == "2022-04-18"
