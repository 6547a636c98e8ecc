"""Who answers whom: how many acts of each side follow one act of the other, and of its own, in the days after.

`find_answers` fits a self- and cross-exciting model of daily counts (`model`, `fit`), gives its intervals (`intervals`) and says what
must be known to read them.
"""

from detente.tension.answers.counts import DailyCounts
from detente.tension.answers.find import Answers, SideAnswers, find_answers
from detente.tension.answers.gather import ActKind, counts_from_file, counts_of_reports, counts_of_rows
from detente.tension.answers.intervals import Length, Level, Rate

__all__ = [
    "ActKind",
    "Answers",
    "DailyCounts",
    "Length",
    "Level",
    "Rate",
    "SideAnswers",
    "counts_from_file",
    "counts_of_reports",
    "counts_of_rows",
    "find_answers",
]
