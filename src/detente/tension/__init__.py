"""Conflict and cooperation between two sides over time, as far as it was reported.

`series.py` counts incidents week by week; `changes.py` says when the level changed. Silence is shown as a gap, never as calm.
"""

from detente.tension.alarms import Alarm, find_alarms
from detente.tension.changes import Change, find_changes
from detente.tension.daily import Daily, daily_series
from detente.tension.daily_files import read_daily
from detente.tension.levels import LevelChange, level_changes
from detente.tension.series import Series, Week, dyads_of, weekly_series
from detente.tension.turning_points import Kind, TurningPoint, find_turning_points

__all__ = [
    "Alarm", "Change", "Daily", "Kind", "LevelChange", "Series", "TurningPoint", "Week", "daily_series", "dyads_of", "find_alarms",
    "find_changes", "find_turning_points", "level_changes", "read_daily", "weekly_series",
]  # fmt: skip
