"""What hangs on the weights is measured, and is little where little can hang on them."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from scipy.stats import spearmanr

from detente.tension.sensitivity import Key, compare_weights
from detente.tension.weights import EQUAL, GOLDSTEIN, PLOVER

FIGHT: Key = ("ASSAULT", None, None)
TALK: Key = ("CONSULT", "visit", None)
SCOLD: Key = ("ACCUSE", "disapprove", None)


def tallies(*weeks: dict[Key, int]) -> dict[date, Counter[Key]]:
    return {date(2000, 1, 3 + number): Counter(week) for number, week in enumerate(weeks)}


def test_correlations_are_spearmans() -> None:
    weeks = tallies({FIGHT: 1}, {SCOLD: 5}, {TALK: 2, SCOLD: 1}, {TALK: 4}, {FIGHT: 1, TALK: 3})
    found = compare_weights(weeks, PLOVER)
    assert found is not None
    nets = {w.name: [sum((w.weigh(*k) or 0) * n for k, n in week.items()) for week in weeks.values()] for w in (PLOVER, GOLDSTEIN, EQUAL)}
    for other in found.others:
        assert other.correlation == pytest.approx(spearmanr(nets["plover"], nets[other.weights]).statistic, abs=0.001)


def test_one_assault_or_five_rebukes_is_a_matter_of_weights() -> None:
    found = compare_weights(tallies({FIGHT: 1}, {SCOLD: 4}, {TALK: 1}), PLOVER)
    assert found is not None
    assert (found.worst, {o.weights: o.worst for o in found.others}["equal"]) == ("2000-01-03", "2000-01-04")
    assert found.shaken_worst < 1
    assert "lowest period 2000-01-04" in found.line()


def test_where_all_is_of_one_kind_nothing_hangs_on_the_weights() -> None:
    found = compare_weights(tallies({FIGHT: 1}, {FIGHT: 2}, {FIGHT: 3}), PLOVER)
    assert found is not None
    assert found.shaken == (1.0, 1.0)
    assert [o.correlation for o in found.others] == [1.0, 1.0]


@pytest.mark.parametrize("weeks", [{}, tallies({FIGHT: 1}, {FIGHT: 2})])
def test_too_few_periods_have_no_order(weeks: dict[date, Counter[Key]]) -> None:
    assert compare_weights(weeks, PLOVER) is None


def test_weeks_that_are_all_alike_have_no_correlation() -> None:
    found = compare_weights(tallies({FIGHT: 1}, {FIGHT: 1}, {FIGHT: 1}), PLOVER)
    assert found is not None
    assert (found.shaken, {o.correlation for o in found.others}) == (None, {None})
