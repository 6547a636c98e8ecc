"""What a time expression is read against: the publication date, the story's own last date, the tense of its verb."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from detente.reading.dates.calendar import Value
from detente.reading.dates.tokens import BREAK, STOP, Tokens
from detente.records import TimeType

_ANCHOR_UNITS = ("D", "W", "M", "Q", "Y")


@dataclass(slots=True)
class Story:
    """The state of reading a text's time expressions in order.

    Parameters
    ----------
    tokens
        The text in classes.
    published
        Publication date, or None where it is unknown.
    tense
        Gives ``"past"``, ``"future"`` or None for the expression at a character.
    anchor
        The last date the story itself named: "two days later" counts from it.
    anchor_end
        The token after that date.
    """

    tokens: Tokens
    published: date | None
    tense: Callable[[int], str | None]
    anchor: Value | None = None
    anchor_end: int = 0

    def first(self, start: int, end: int, letters: str) -> str | None:
        """Give the value of the first token of these classes, or None."""
        for place in range(start, end):
            if self.tokens.letters[place] in letters:
                return self.tokens.values[place]
        return None

    def letters(self, start: int, end: int) -> str:
        """Give the classes of a stretch of tokens."""
        return self.tokens.letters[start:end]

    def is_future(self, place: int) -> bool:
        """Whether the expression at a token looks ahead; without a sign of that news looks back."""
        return self.tense(self.tokens.starts[place]) == "future"

    def remember(self, value: Value, end: int) -> None:
        """Keep a date, which ends before a token, as the one the story stands at."""
        if value.type in (TimeType.DATE, TimeType.TIME) and value.start is not None and value.unit in _ANCHOR_UNITS:
            self.anchor, self.anchor_end = value, end

    def anchor_in_sentence(self, place: int) -> Value | None:
        """Give the story's own date if it stands in the sentence of a token, before it."""
        between = self.tokens.letters[self.anchor_end : place]
        return self.anchor if self.anchor is not None and STOP not in between and BREAK not in between else None
