"""When things happened: time expressions to TIMEX3 values and intervals, and the date of each event."""

from detente.reading.dates.find import find_times
from detente.reading.dates.when import times_between, when_of

__all__ = ["find_times", "times_between", "when_of"]
