"""Conflict and cooperation between two sides over time, as far as it was reported.

`measure.py` counts incidents period by period, `rows.py` the rows of others' data sets; `intervals.py` says how far a sum may lie from
the rate behind it, `weights.py` what an event weighs and `sensitivity.py` what hangs on that; `changes.py` says when the level changed.
Silence is shown as a gap, never as calm.
"""

from detente.tension.changes import Change, find_changes
from detente.tension.measure import series_of_reports, weekly_series
from detente.tension.periods import By
from detente.tension.rows import series_of_rows
from detente.tension.series import Coverage, Period, Series
from detente.tension.sides import Sides, dyads_of
from detente.tension.weights import EQUAL, GOLDSTEIN, PLOVER, Weights, read_weights

__all__ = [
    "EQUAL", "GOLDSTEIN", "PLOVER", "By", "Change", "Coverage", "Period", "Series", "Sides", "Weights", "dyads_of", "find_changes",
    "read_weights", "series_of_reports", "series_of_rows", "weekly_series",
]  # fmt: skip
