"""The date of an event: its own expression, its clause's, its sentence's, the document's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from detente.reading.dates import find_times, when_of
from detente.records import When, WhenOrigin

PUBLISHED = "2023-04-16"


@pytest.fixture
def date_of(read_doc: Callable[[str], Doc]) -> Callable[..., When]:
    def find(text: str, word: str, published: str | None = PUBLISHED) -> When:
        doc = read_doc(text)
        token = next(token for token in doc if token.text == word)
        return when_of(token, find_times(text, "doc-1", published, doc), published, doc)

    return find


@pytest.mark.parametrize(
    ("text", "word", "start", "end"),
    [
        ("The launching of a new missile by the DPRK on Thursday sends a message.", "launching", "2023-04-13", "2023-04-13"),
        ("Seoul condemned Thursday's launch.", "launch", "2023-04-13", "2023-04-13"),
        ("The North fired two missiles on Thursday, Seoul said Friday.", "fired", "2023-04-13", "2023-04-13"),
        ("The North fired two missiles on Thursday, Seoul said Friday.", "said", "2023-04-14", "2023-04-14"),
        ("On Thursday, the North fired a missile and Japan protested.", "protested", "2023-04-13", "2023-04-13"),
        ("Police began to arrest protesters on Tuesday.", "began", "2023-04-11", "2023-04-11"),
        ("The talks between Seoul and Pyongyang in 2018 collapsed last year.", "talks", "2018-01-01", "2018-12-31"),
        ("The talks between Seoul and Pyongyang in 2018 collapsed last year.", "collapsed", "2022-01-01", "2022-12-31"),
        ("From Monday to Wednesday the two navies held drills.", "drills", "2023-04-10", "2023-04-12"),
        ("China has imposed sanctions since January.", "imposed", "2023-01-01", "2023-04-16"),
        ("Before March, rebels attacked the town.", "attacked", None, "2023-02-28"),
        ("A day after the army shelled the town, the rebels fled.", "shelled", "2023-04-15", "2023-04-15"),
        ("The council met on Friday, two days after the rebels fled.", "fled", "2023-04-12", "2023-04-12"),
        ("The council met on Friday, eight days after its first vote.", "vote", "2023-04-06", "2023-04-06"),
        ("Two days after the test of April 3, the council met.", "met", "2023-04-05", "2023-04-05"),
        ("The council met on Friday, two weeks before the rebels fled.", "fled", "2023-04-24", "2023-04-30"),
        ("The army shelled the town before dawn on Wednesday.", "shelled", "2023-04-12", "2023-04-12"),
        ("The two leaders met for most of yesterday.", "met", "2023-04-15", "2023-04-15"),
        ("Troops fought on Wednesday east and south of Kobo, officials said.", "fought", "2023-04-12", "2023-04-12"),
        ("The army told them to leave by Friday.", "leave", None, "2023-04-21"),
    ],
)
def test_from_an_expression(date_of: Callable[..., When], text: str, word: str, start: str | None, end: str | None) -> None:
    when = date_of(text, word)
    assert (when.start, when.end, when.origin) == (start, end, WhenOrigin.EXPRESSION)
    assert when.expression is not None
    when.expression.check(text)


def test_news_without_a_date_is_of_the_day_of_the_report(date_of: Callable[..., When]) -> None:
    assert date_of("The army shelled the town.", "shelled") == When(PUBLISHED, PUBLISHED, "day", WhenOrigin.DOCUMENT)
    # "Thursday's" belongs to the launch: the condemnation has no date of its own.
    assert date_of("Seoul condemned Thursday's launch.", "condemned").origin is WhenOrigin.DOCUMENT


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Russia plans to deploy missiles.", "deploy"),
        ("Russia would attack the town.", "attack"),
        ("KCNA said on Friday that the North had fired two missiles.", "fired"),
    ],
)
def test_what_is_to_come_or_had_come_before_stays_unknown(date_of: Callable[..., When], text: str, word: str) -> None:
    assert date_of(text, word) == When.unknown()


def test_the_aim_of_words_has_its_own_day(date_of: Callable[..., When]) -> None:
    assert date_of("The army told them to leave by Friday.", "told").origin is WhenOrigin.DOCUMENT


@pytest.mark.parametrize(
    ("text", "word", "day"),
    [
        ("The army did not shell the town.", "shell", PUBLISHED),
        ("The ministry said the army had shelled the town.", "shelled", PUBLISHED),
        ("The army shelled the town on Friday. The rebels fled.", "fled", "2023-04-14"),
        ("The army shelled the town on Friday. The rebels say they will return.", "say", PUBLISHED),
        ("The army shelled the town on March 3. The rebels fled.", "fled", PUBLISHED),
        ("On Friday he said that the talks collapsed.", "collapsed", "2023-04-14"),
    ],
)
def test_the_day_on_which_the_story_stands(date_of: Callable[..., When], text: str, word: str, day: str) -> None:
    when = date_of(text, word)
    assert (when.start, when.end, when.origin) == (day, day, WhenOrigin.DOCUMENT)


def test_without_a_publication_date_nothing_is_made_up(date_of: Callable[..., When]) -> None:
    assert date_of("The army shelled the town.", "shelled", None) == When.unknown()
    when = date_of("The army shelled the town on Thursday.", "shelled", None)
    assert (when.start, when.end, when.granularity, when.origin) == (None, None, "day", WhenOrigin.EXPRESSION)
