"""Find the time expressions of a text and give each its TIMEX3 value and the days it covers."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc

from detente.errors import DateError
from detente.reading.dates.calendar import FIRST_YEAR, LAST_YEAR
from detente.reading.dates.checks import is_time
from detente.reading.dates.clock import Found, join_days
from detente.reading.dates.grammar import RULES
from detente.reading.dates.ranges import rest_of_range
from detente.reading.dates.story import Story
from detente.reading.dates.tense import tense_finder
from detente.reading.dates.tokens import tokenize
from detente.records import TextSpan, TimeExpression


def find_times(text: str, document_id: str, published: str | None, doc: Doc | None = None) -> tuple[TimeExpression, ...]:
    """Find dates, times, durations and sets in a text, in text order.

    Parameters
    ----------
    text
        The text.
    document_id
        Identifier of its document, for the spans.
    published
        Publication date (``2023-04-16``), or None where it is unknown: then relative dates keep an open value such as
        ``XXXX-WXX-4`` and cover no days.
    doc
        The parsed text: verbs then decide whether "on Thursday" looks back or ahead. Without it news looks back.

    Raises
    ------
    DateError
        If `published` is no date.

    Notes
    -----
    Values follow TIMEX3 (Pustejovsky et al. 2003, *TimeML*), lengths are in ISO 8601 units. Ranges are two expressions.
    The calendar a fiscal quarter covers is left open, since it differs from one reporter to the next.

    Examples
    --------
    >>> [(t.span.quote, t.value) for t in find_times("A missile flew on Thursday, two days after talks.", "doc-1", "2023-04-16")]
    [('Thursday', '2023-04-13'), ('two days', 'P2D')]
    >>> find_times("On Thursday it rained.", "doc-1", None)[0].value
    'XXXX-WXX-4'
    """
    story = Story(tokenize(text), _day(published), tense_finder(doc))
    found = join_days(story, _read(story))
    return tuple(_expression(story, item, document_id) for item in found)


def _day(published: str | None) -> date | None:
    if published is None:
        return None
    try:
        day = date.fromisoformat(published[:10])
    except ValueError as error:
        raise DateError(f"the publication date {published!r} is no date; give it as 2023-04-16") from error
    if not FIRST_YEAR < day.year < LAST_YEAR:
        raise DateError(f"the publication date {published!r} lies outside the years {FIRST_YEAR} to {LAST_YEAR}; give it as 2023-04-16")
    return day


def _read(story: Story) -> list[Found]:
    """Read the text's expressions in order, so that later ones can count from earlier ones."""
    letters = story.tokens.letters
    candidates = [
        (match.start(), -match.end(), order)
        for order, rule in enumerate(RULES)
        for match in rule.pattern.finditer(letters)
        if match.group()
    ]
    candidates.sort()
    found: list[Found] = []
    done = 0
    for start, minus_end, order in candidates:
        end = -minus_end
        if start < done or not is_time(story, start, end, RULES[order].name):
            continue
        value = RULES[order].read(story, start, end)
        if value is None:
            continue
        found.append(Found(start, end, value))
        story.remember(value, end)
        done = end
        rest = rest_of_range(story, found[-1])
        if rest is not None:
            found.append(rest)
            story.remember(rest.value, rest.end)
            done = rest.end
    return found


def _expression(story: Story, item: Found, document_id: str) -> TimeExpression:
    tokens = story.tokens
    span = TextSpan.of(document_id, tokens.text, tokens.starts[item.start], tokens.ends[item.end - 1])
    first, last = item.value.start, item.value.end
    return TimeExpression(
        span, item.value.type, item.value.value, first.isoformat() if first else None, last.isoformat() if last else None
    )
