"""Conflict and cooperation between two sides over time, as far as it was reported.

`measure.py` counts incidents period by period, `rows.py` the rows of others' data sets; `intervals.py` says how far a sum may lie from
the rate behind it, `weights.py` what an event weighs and `sensitivity.py` what hangs on that. `turning_points.py`, `levels.py` and
`alarms.py` take any daily series (`daily.py`); `turns.py` puts what they find back on a series of ours, with the incidents that made it.
Silence is shown as a gap, never as calm.
"""

from detente.tension.alarms import Alarm, find_alarms
from detente.tension.daily import Daily, daily_series
from detente.tension.daily_files import read_daily
from detente.tension.levels import LevelChange, level_changes
from detente.tension.measure import series_of_reports, weekly_series
from detente.tension.periods import By
from detente.tension.rows import series_of_rows
from detente.tension.series import Coverage, Period, Series
from detente.tension.sides import Sides, dyads_of
from detente.tension.turning_points import Kind, TurningPoint, find_turning_points
from detente.tension.turns import DayShare, Turn, alarms_of, turns_of
from detente.tension.weights import EQUAL, GOLDSTEIN, PLOVER, Weights, read_weights

__all__ = [
    "EQUAL", "GOLDSTEIN", "PLOVER", "Alarm", "By", "Coverage", "Daily", "DayShare", "Kind", "LevelChange", "Period", "Series", "Sides",
    "Turn", "TurningPoint", "Weights", "alarms_of", "daily_series", "dyads_of", "find_alarms", "find_turning_points", "level_changes",
    "read_daily", "read_weights", "series_of_reports", "series_of_rows", "turns_of", "weekly_series",
]  # fmt: skip
