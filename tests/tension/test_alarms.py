"""Alarms: causal, at the stated rate, and loud when something happens."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.tension import Daily, Kind, daily_series, find_alarms
from tests.tension.test_turning_points import noise

START = date(2018, 1, 1)


@given(st.integers(0, 1000), st.integers(60, 480), st.sampled_from(["other", "huge", "gaps", "cut"]))
@settings(max_examples=30, deadline=None)
def test_an_alarm_does_not_know_the_future(seed: int, today: int, future: str) -> None:
    values = noise(seed, 500, tail=2.5)
    volume = np.abs(noise(seed + 1, 500)) + 1
    days = [START + timedelta(days=n) for n in range(500)]
    changed, weights, shown = values.copy(), volume.copy(), days
    if future == "other":
        changed[today + 1 :] = noise(seed + 2, 500)[today + 1 :]
        weights[today + 1 :] = 7.0
    elif future == "huge":
        changed[today + 1 :] *= -1e6
    elif future == "gaps":
        changed[today + 1 :] = np.nan
    else:
        changed, weights, shown = changed[: today + 1], weights[: today + 1], days[: today + 1]
    last = days[today]
    until = [a for a in find_alarms(daily_series(days, values, volume)) if a.day <= last]
    assert until == [a for a in find_alarms(daily_series(shown, changed, weights)) if a.day <= last]


@pytest.mark.parametrize("tail", [30.0, 3.0, 2.0])
def test_noise_gives_no_more_alarms_than_stated(tail: float) -> None:
    given_ = sum(len(find_alarms(Daily(START, noise(seed, 1095, tail)))) for seed in range(25))
    assert given_ / 75 <= 1.1


@pytest.mark.parametrize("sign", [1, -1])
def test_an_attack_gives_an_alarm_on_its_day_or_the_next(sign: int) -> None:
    values = noise(5)
    values[500:506] += sign * 60
    alarms = [a for a in find_alarms(Daily(START, values)) if 0 <= (a.day - START).days - 500 <= 1]
    assert [a.sign for a in alarms] == [sign]


def test_each_alarm_doubles_the_threshold() -> None:
    values = noise(6, 800)
    for place, size in ((200, 60), (300, 100)):
        values[place : place + 3] -= size
    alarms = find_alarms(Daily(START, values))
    assert len(alarms) >= 2
    for one, two in pairwise(alarms):
        between = (two.day - one.day).days
        assert two.threshold == pytest.approx(one.threshold * 2 * 2 ** (-between / 365))


def test_a_level_is_alarmed_as_one_and_the_days_after_a_spike_are_not() -> None:
    values = noise(8)
    values[300:305] -= 80
    values[600:] += 9
    given_ = [(a.kind, a.sign, (a.day - START).days) for a in find_alarms(Daily(START, values)) if (a.day - START).days >= 300]
    assert (Kind.SPIKE, -1) in [(kind, sign) for kind, sign, day in given_ if 300 <= day <= 301]
    assert not [day for kind, _, day in given_ if kind is Kind.LEVEL and day < 600]
    assert [day for _, sign, day in given_ if sign == 1 and 600 <= day <= 614]


@given(st.floats(1e-9, 1e9), st.integers(0, 30))
@settings(max_examples=15, deadline=None)
def test_scale_does_not_matter(scale: float, seed: int) -> None:
    values = noise(seed, 500)
    assert [(a.day, a.sign) for a in find_alarms(Daily(START, values))] == [
        (a.day, a.sign) for a in find_alarms(Daily(START, values * scale))
    ]


def test_gaps_and_silence_give_none() -> None:
    for nothing in (np.full(400, np.nan), np.zeros(400), np.array([1.0])):
        assert find_alarms(Daily(START, nothing)) == ()
    values = noise(7)
    values[300:500] = np.nan
    assert all(not 300 <= (a.day - START).days < 500 for a in find_alarms(Daily(START, values)))
