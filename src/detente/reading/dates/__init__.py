"""When things happened: time expressions to TIMEX3 values and intervals, and the date of each event."""

from detente.reading.dates.find import find_times
from detente.reading.dates.when import when_of

__all__ = ["find_times", "when_of"]
