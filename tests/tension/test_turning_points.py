"""Turning points: planted spikes and levels are found and told apart, noise is left alone."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import UsageError
from detente.tension import Daily, Kind, daily_series, find_turning_points, level_changes
from detente.tension.levels import partition, without_spikes

START = date(2018, 1, 1)


def noise(seed: int, size: int = 1095, tail: float = 3.0) -> np.ndarray:
    random = np.random.default_rng(seed)
    shocks = random.standard_t(tail, size)
    values = np.zeros(size)
    for place in range(1, size):
        values[place] = 0.3 * values[place - 1] + shocks[place]
    return values


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("sign", [1, -1])
def test_a_spike_is_found_in_its_first_days(seed: int, sign: int) -> None:
    values = noise(seed)
    values[500:506] += sign * 30
    found = [p for p in find_turning_points(Daily(START, values)) if abs((p.day - START).days - 500) <= 3]
    assert [(p.sign, p.kind) for p in found] == [(sign, Kind.SPIKE)]
    assert found[0].before == pytest.approx(0, abs=2)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("sign", [1, -1])
def test_a_lasting_change_is_a_level(seed: int, sign: int) -> None:
    values = noise(seed)
    values[600:] += sign * 6
    found = [p for p in find_turning_points(Daily(START, values)) if p.sign == sign and abs((p.day - START).days - 600) <= 14]
    assert [p.kind for p in found] == [Kind.LEVEL]


def test_a_spike_however_high_is_no_level() -> None:
    values = noise(3)
    values[500:505] -= 500
    assert all(p.kind is Kind.SPIKE for p in find_turning_points(Daily(START, values)))
    assert not level_changes(values)


def test_pure_noise_has_next_to_no_turning_points_and_never_more_than_one_a_year() -> None:
    light = [len(find_turning_points(Daily(START, np.random.default_rng(seed).normal(size=1095)))) for seed in range(30)]
    heavy = [len(find_turning_points(Daily(START, noise(seed)))) for seed in range(30)]
    assert sum(light) / 90 <= 0.05
    assert sum(heavy) / 90 <= 0.6
    assert max(heavy) <= 3


@given(st.floats(1e-9, 1e9), st.floats(-1e3, 1e3), st.integers(0, 50))
@settings(max_examples=25, deadline=None)
def test_neither_scale_nor_unit_matters_and_signs_mirror(scale: float, shift: float, seed: int) -> None:
    values = noise(seed, 500)
    values[250:255] -= 25
    values = np.round(values, 6)
    plain = [(p.day, p.sign, p.kind) for p in find_turning_points(Daily(START, values))]
    moved = [(p.day, p.sign, p.kind) for p in find_turning_points(Daily(START, (values + shift) * scale))]
    mirrored = [(p.day, -p.sign, p.kind) for p in find_turning_points(Daily(START, -values))]
    assert plain == moved
    assert plain == mirrored


def test_gaps_are_left_out_not_filled() -> None:
    values = noise(4)
    values[500:506] -= 40
    values[np.random.default_rng(0).random(1095) < 0.2] = np.nan
    values[100:160] = np.nan
    (point,) = [p for p in find_turning_points(Daily(START, values)) if abs((p.day - START).days - 500) <= 3]
    assert point.sign == -1
    for nothing in (np.full(400, np.nan), np.zeros(400), np.full(400, 3.5), np.array([1.0]), np.array([0.0] * 399 + [1.0])):
        assert find_turning_points(Daily(START, nothing)) == () or nothing[-1] == 1.0


def test_a_day_of_little_volume_is_a_gap_and_weekends_are_not() -> None:
    days = [START + timedelta(days=n) for n in range(60)]
    volume = [600.0 if day.weekday() > 4 else 1000.0 for day in days]
    volume[40] = 100.0
    series = daily_series(days, [v / 10 for v in volume], volume)
    assert series.partial == (days[40],)
    assert np.isnan(series.values[40])
    assert np.allclose(np.delete(series.values, 40), 0.1)


def test_dates_in_any_order_and_missing_days() -> None:
    days = [date(2020, 3, 3), date(2020, 3, 1)]
    assert daily_series(days, [2.0, 1.0]).values.tolist() == pytest.approx([1.0, np.nan, 2.0], nan_ok=True)


@pytest.mark.parametrize(
    ("days", "values", "told"),
    [
        ([START, START], [1.0, 2.0], "2018-01-01 comes twice"),
        ([START], [1.0, 2.0], "1 dates, but 2 values"),
        ([], [], "no day"),
        ([START], [float("inf")], "infinite"),
        ([START, date(2918, 1, 1)], [1.0, 2.0], "one of them is wrong"),
    ],
)
def test_what_is_no_series_is_named(days: list[date], values: list[float], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        daily_series(days, values)


@given(st.lists(st.integers(-20, 20), min_size=2, max_size=12), st.integers(1, 4), st.integers(1, 300))
@settings(max_examples=150, deadline=None)
def test_partition_is_as_good_as_the_best_of_all(numbers: list[int], shortest: int, penalty: int) -> None:
    values = np.array(numbers, dtype=float)
    if len(values) < shortest:
        return

    def cost(cuts: tuple[int, ...]) -> float:
        edges = [0, *cuts, len(values)]
        parts = [values[a:b] for a, b in pairwise(edges)]
        return float("inf") if min(map(len, parts)) < shortest else sum(float(((p - p.mean()) ** 2).sum()) + penalty for p in parts)

    every = [cuts for count in range(len(values)) for cuts in combinations(range(1, len(values)), count)]
    assert cost(tuple(partition(values, penalty, shortest))) == pytest.approx(min(map(cost, every)))


def test_spikes_are_cut_to_size() -> None:
    values = np.tile([0.0, 1.0], 50)
    values[30] = 1000.0
    assert without_spikes(values, 28).max() < 5
