"""Conflict and cooperation between two sides over time, as far as it was reported.

`series.py` counts incidents week by week; `changes.py` says when the level changed. Silence is shown as a gap, never as calm.
"""

from detente.tension.changes import Change, find_changes
from detente.tension.series import Series, Week, dyads_of, weekly_series

__all__ = ["Change", "Series", "Week", "dyads_of", "find_changes", "weekly_series"]
