"""What looks like a time expression and is none: ages, amounts, names."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from detente.reading.dates.story import Story
from detente.reading.dates.tokens import BREAK, COMMA, DASH, LETTERS, MONEY, NAME, OTHER, QUARTER, STOP, YEAR
from detente.reading.lexicon import load_table

_LEADS = frozenset(
    LETTERS[name]
    for name in ("of", "in", "on", "to", "stretch", "last", "past", "this", "next", "coming", "and", "at", "the", "approximately")
)
_STEPS = "".join(LETTERS[name] for name in ("last", "past", "this", "next", "coming", "stretch"))
_STORY_STEPS = "".join(LETTERS[name] for name in ("that", "same", "previous", "following"))
_BESIDE = frozenset(LETTERS[name] for name in ("before", "after", "later", "earlier", "ago"))
_ROLES = frozenset({"counted", "not plural", "lead", "bare month", "bare unit", "numbered", "share", "clause"})
_EARLIEST, _LATEST = 1700, 2100  # a number outside is a year only after a preposition


@lru_cache(maxsize=1)
def _guards() -> dict[str, frozenset[str]]:
    rows = load_table("dates/guards.tsv", ("role", "words"))
    return {row.one_of("role", _ROLES): frozenset(row.several("words")) for row in rows}


Check = Callable[[Story, int, int], bool]


def is_time(story: Story, start: int, end: int, rule: str) -> bool:
    """Whether the words that a rule matched are a time here."""
    check = _CHECKS.get(rule)
    return check is None or check(story, start, end)


def _before(story: Story, start: int) -> str:
    return story.tokens.letters[start - 1] if start else STOP


def _after(story: Story, end: int) -> str:
    return story.tokens.letters[end : end + 1] or STOP


def _word(story: Story, place: int) -> str:
    tokens = story.tokens
    return tokens.text[tokens.starts[place] : tokens.ends[place]] if 0 <= place < len(tokens.starts) else ""


def _month(story: Story, start: int, end: int) -> bool:
    """A bare month that is also a word or a name counts only after a word that leads to a date."""
    if end - start > 1:
        return True
    word = _word(story, start)
    leads = _before(story, start) in _LEADS or _word(story, start - 1).lower() in _guards()["lead"]
    if story.tokens.letters[start] != LETTERS["month"]:
        return word.endswith(".") or leads
    return leads or word.lower() not in _guards()["bare month"]


def _year(story: Story, start: int, end: int) -> bool:
    """A number of four digits is a year unless it counts or prices something."""
    if end - start > 1:
        return True
    before, after, follower = _before(story, start), _after(story, end), _word(story, end).lower()
    if MONEY in (before, after) or follower in _guards()["counted"]:
        return False
    if not _EARLIEST <= int(_word(story, start)) <= _LATEST:
        return before == LETTERS["in"]
    if _word(story, start - 1).lower().rstrip(".") in _guards()["numbered"]:
        return False
    if before == DASH and story.tokens.letters[start - 2 : start - 1] == NAME:
        return False
    if before in _LEADS and before != LETTERS["approximately"]:
        return True
    # Round numbers are often counts; a count like 2005 is written with a comma.
    return not (int(_word(story, start)) % 100 == 0 and _is_plural(story, end) and _word(story, end).islower())


def _is_plural(story: Story, place: int) -> bool:
    word = _word(story, place).lower()
    return len(word) > 2 and word.endswith("s") and word not in _guards()["not plural"]


def _length(story: Story, start: int, end: int) -> bool:
    """Ages are no durations: "22-year-old", "25 years old", "30 years of age"."""
    after = _after(story, end)
    if after == LETTERS["old"] or (after == DASH and story.tokens.letters[end + 1 : end + 2] == LETTERS["old"]):
        return False
    return not (after == LETTERS["of"] and _word(story, end + 1).lower() == "age")


def _duration(story: Story, start: int, end: int) -> bool:
    if not _length(story, start, end):
        return False
    letters = story.letters(start, end)
    if _word(story, end - 1).lower() in _guards()["share"]:  # "three quarters of the voters"
        return False
    bare = set(letters) <= {LETTERS["units"], LETTERS["approximately"]}
    if not bare or _word(story, end - 1).lower() not in _guards()["bare unit"]:
        return True
    # "within minutes", "seconds later", but "the minutes of the meeting"
    beside = _before(story, start) == LETTERS["in"] or _after(story, end) in _BESIDE
    return beside and story.first(start, end, LETTERS["units"]) != "Q"


def _rate(story: Story, start: int, end: int) -> bool:
    """"A day" is a rate after what is counted ("barrels a day", "twice a week")."""
    before = _before(story, start)
    if story.tokens.letters[start] == LETTERS["times"]:
        return _word(story, start).lower() == "per"
    return before in (LETTERS["times"], MONEY) or (before == OTHER and _is_plural(story, start - 1))


def _frequency(story: Story, start: int, end: int) -> bool:
    """A capitalised "Daily" is part of a name."""
    return not (_word(story, start)[:1].isupper() and NAME in (_before(story, start), _after(story, end)))


def _season(story: Story, start: int, end: int) -> bool:
    """A bare "fall" or "spring" is often a verb; with a year, a step or "in the" it is a season."""
    letters = story.letters(start, end)
    return bool(set(letters) & set(YEAR + LETTERS["unit"] + _STEPS + _STORY_STEPS)) or _leads(story, start)


def _leads(story: Story, start: int) -> bool:
    return _before(story, start) == LETTERS["in"] or _word(story, start - 1).lower() in _guards()["lead"]


def _unit_is(unit: str) -> Check:
    def check(story: Story, start: int, end: int) -> bool:
        return QUARTER in story.letters(start, end) or story.first(start, end, LETTERS["unit"]) == unit

    return check


def _clock(story: Story, start: int, end: int) -> bool:
    """A bare 10:15 is a time after "at" or its like; elsewhere it may be a score."""
    if end - start > 1 or _word(story, start)[-1:].isalpha():
        return True
    before = _before(story, start)
    return before in (LETTERS["at"], LETTERS["approximately"], LETTERS["to"]) or _word(story, start - 1).lower() in _guards()["lead"]


def _beside(story: Story, start: int, end: int) -> bool:
    """"The day before" alone; "the day before the vote" counts from the vote, which the grammar does not date."""
    return _after(story, end) in (STOP, COMMA, BREAK) or _word(story, end).lower() in _guards()["clause"]


def _weekday(story: Story, start: int, end: int) -> bool:
    """A bare "Sun" or "Wed" is a word; "Wed." is a day."""
    bare = end - start == 1 and story.tokens.letters[start] == LETTERS["weekday abbreviated"]
    return not bare or _word(story, start).endswith(".")


def _week_of_day(story: Story, start: int, end: int) -> bool:
    return LETTERS["weekend"] in story.letters(start, end) or story.first(start, end, LETTERS["unit"]) == "W"


_CHECKS: dict[str, Check] = {
    "month": _month, "weekday": _weekday, "week of a day": _week_of_day, "year": _year, "duration": _duration, "rate": _rate,
    "frequency": _frequency, "season": _season, "century": _unit_is("CE"), "quarter": _unit_is("Q"), "fiscal quarter": _unit_is("Q"),
    "week of a month": _unit_is("W"), "clock": _clock, "beside the story": _beside,
}  # fmt: skip
