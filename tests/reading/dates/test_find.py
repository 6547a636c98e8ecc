"""Time expressions: values and the days they cover, by kind; and what is none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from detente.errors import DateError
from detente.reading.dates import find_times
from detente.records import TimeExpression

PUBLISHED = "2023-04-16"  # a Sunday


def read(text: str, published: str | None = PUBLISHED, doc: Doc | None = None) -> dict[str, str]:
    return {time.span.quote: time.value for time in find_times(text, "doc-1", published, doc)}


def only(text: str, published: str | None = PUBLISHED) -> TimeExpression:
    (time,) = find_times(text, "doc-1", published)
    return time


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("It flew on March 21, 2023.", "March 21, 2023", "2023-03-21"),
        ("It flew on 21 March 2023.", "21 March 2023", "2023-03-21"),
        ("It flew on the 21st of March, 2023.", "the 21st of March, 2023", "2023-03-21"),
        ("It flew on Sept. 11, 2001.", "Sept. 11, 2001", "2001-09-11"),
        ("It flew on 2023-04-13.", "2023-04-13", "2023-04-13"),
        ("It flew on 3/21/2023.", "3/21/2023", "2023-03-21"),
        ("It flew on 21/3/2023.", "21/3/2023", "2023-03-21"),
        ("It flew on 3/4/2023.", "3/4/2023", "2023-XX-XX"),
        ("It flew on 3 April.", "3 April", "2023-04-03"),
        ("It flew on Dec. 3.", "Dec. 3", "2022-12-03"),
        ("SEOUL, April 13 (Yonhap)", "April 13", "2023-04-13"),
        ("It flew in September.", "September", "2022-09"),
        ("It flew in March of last year.", "March of last year", "2022-03"),
        ("It flew in late 2018.", "late 2018", "2018"),
        ("It flew in mid-2020.", "mid-2020", "2020"),
        ("It flew in the third quarter of 2022.", "the third quarter of 2022", "2022-Q3"),
        ("It flew in Q1 2023.", "Q1 2023", "2023-Q1"),
        ("It flew in the first half of 2021.", "the first half of 2021", "2021-H1"),
        ("Spending in fiscal 2024 fell.", "fiscal 2024", "FY2024"),
        ("It flew in the 1990s.", "the 1990s", "199"),
        ("It flew in the late '80s.", "the late '80s", "198"),
        ("It flew in the nineties.", "the nineties", "199"),
        ("It flew in the 21st century.", "the 21st century", "20"),
        ("It flew in the summer of 2018.", "the summer of 2018", "2018-SU"),
        ("It flew last winter.", "last winter", "2022-WI"),
        ("It flew on Christmas Day.", "Christmas Day", "2022-12-25"),
        ("The 9/11 attacks changed it.", "9/11", "2001-09-11"),
        ("It flew on Thursday.", "Thursday", "2023-04-13"),
        ("It flew on Sunday.", "Sunday", "2023-04-16"),
        ("It flew last Sunday.", "last Sunday", "2023-04-09"),
        ("It flies next Monday.", "next Monday", "2023-04-17"),
        ("It flew on Monday last week.", "Monday last week", "2023-04-03"),
        ("It flew last week.", "last week", "2023-W14"),
        ("It flew this month.", "this month", "2023-04"),
        ("It flies next year.", "next year", "2024"),
        ("It flew at the weekend, this weekend.", "this weekend", "2023-W15-WE"),
        ("It flew yesterday.", "yesterday", "2023-04-15"),
        ("It flew a year ago.", "a year ago", "2022"),
        ("It flew three weeks ago.", "three weeks ago", "2023-W12"),
        ("It flew two decades ago.", "two decades ago", "200"),
        ("It flew years ago.", "years ago", "PAST_REF"),
        ("It flew several years ago.", "several years ago", "PAST_REF"),
        ("It rose from a year earlier.", "a year earlier", "2022"),
        ("It has risen since January.", "January", "2023-01"),
        ("It flew recently.", "recently", "PAST_REF"),
        ("It is now over.", "now", "PRESENT_REF"),
        ("It ends in the near future.", "the near future", "FUTURE_REF"),
        ("It lasted two and a half years.", "two and a half years", "P2.5Y"),
        ("It lasted more than twenty-five years.", "more than twenty-five years", "P25Y"),
        ("It lasted several days.", "several days", "PXD"),
        ("It lasted half an hour.", "half an hour", "PT30M"),
        ("a decades-long war", "a decades-long", "PXY"),
        ("a three-day visit", "a three-day", "P3D"),
        ("over the past decade", "the past decade", "P10Y"),
        ("They meet every two weeks.", "every two weeks", "P2W"),
        ("They meet on Sundays.", "Sundays", "XXXX-WXX-7"),
        ("They hold weekly talks.", "weekly", "P1W"),
        ("It makes 80,000 barrels a day.", "a day", "P1D"),
        ("It flew at 10:15 a.m. on Monday.", "10:15 a.m. on Monday", "2023-04-10T10:15"),
        ("It flew at 0800 GMT.", "0800 GMT", "2023-04-16T08:00Z"),
        ("It flew on Monday morning.", "Monday morning", "2023-04-10TMO"),
        ("It flew on the morning of April 13.", "the morning of April 13", "2023-04-13TMO"),
        ("It flew last night.", "last night", "2023-04-15TNI"),
        ("It ends by year-end.", "year-end", "2023"),
        ("It fell from the same quarter last year.", "the same quarter last year", "2022-Q2"),
        ("He won in November 2004 and took over on January 20.", "January 20", "2005-01-20"),
        ("It grew from January through June 2008.", "January", "2008-01"),
    ],
)
def test_value(text: str, quote: str, value: str) -> None:
    assert read(text)[quote] == value


@pytest.mark.parametrize(
    "text",
    [
        "The 22-year-old man was 30 years old, aged 25.",
        "Theresa May said Britain may march on.",
        "About 2000 troops and 1950 men cost $2010.",
        "UN Resolution 1718 is on page 2001.",
        "A second missile took a quarter of the budget.",
        "They celebrated the Lunar New Year.",
        "He reads the China Daily and the Sunday Times.",
        "It ended 3-2 after 24/7 talks.",
    ],
)
def test_no_time(text: str) -> None:
    assert read(text) == {}


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("It flew in late 2018.", "2018-09-01", "2018-12-31"),
        ("It flew in early March 2019.", "2019-03-01", "2019-03-10"),
        ("It flew earlier this month.", "2023-04-01", "2023-04-16"),
        ("It flies later this year.", "2023-04-16", "2023-12-31"),
        ("It flew last week.", "2023-04-03", "2023-04-09"),
        ("It flew last winter.", "2022-12-01", "2023-02-28"),
        ("It flew over the past nine days.", "2023-04-07", "2023-04-16"),
        ("It flew in the first week of March.", "2023-03-01", "2023-03-07"),
        ("It flew in the first fiscal quarter of 2022.", None, None),
        ("It flew recently.", None, None),
    ],
)
def test_days_covered(text: str, start: str | None, end: str | None) -> None:
    time = only(text)
    assert (time.start, time.end) == (start, end)


def test_ranges_are_two_expressions() -> None:
    assert read("on March 5-9, 2021") == {"March 5": "2021-03-05", "9, 2021": "2021-03-09"}
    assert read("on 5-9 March 2021") == {"5": "2021-03-05", "9 March 2021": "2021-03-09"}
    assert read("the 2017-18 season") == {"2017": "2017", "18": "2018"}
    assert read("from Monday to Wednesday") == {"Monday": "2023-04-10", "Wednesday": "2023-04-12"}


def test_the_story_s_own_date_is_the_anchor() -> None:
    text = "The test came on Feb. 7, 2016. Two days later the council met. The same day Tokyo protested. The following year it was over."
    assert list(read(text).values()) == ["2016-02-07", "2016-02-09", "2016-02-09", "2017"]
    assert read("Two days later the council met.") == {"Two days later": "XXXX-XX-XX"}
    assert read("In 2003 it began. Two days later it ended.")["Two days later"] == "XXXX-XX-XX"


def test_without_a_publication_date_relative_dates_stay_open() -> None:
    text = "On Thursday, last week, in September, on March 3, yesterday, a year ago, this weekend and in the summer it rained."
    times = find_times(text, "doc-1", None)
    assert [time.value for time in times] == [
        "XXXX-WXX-4", "XXXX-WXX", "XXXX-09", "XXXX-03-03", "XXXX-XX-XX", "XXXX", "XXXX-WXX-WE", "XXXX-SU",
    ]  # fmt: skip
    assert all(time.start is None and time.end is None for time in times)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The leaders met on Wednesday.", "2023-04-12"),
        ("The leaders will meet on Wednesday.", "2023-04-19"),
        ("The leaders are to meet on Wednesday.", "2023-04-19"),
        ("The talks are scheduled for Wednesday.", "2023-04-19"),
        ("They failed to meet on Wednesday.", "2023-04-12"),
        ("The election will be held in June.", "2023-06"),
        ("The election was held in June.", "2022-06"),
        ("The launching of a missile by the army on Thursday sends a message.", "2023-04-13"),
        ("They will discuss the launch of March 16.", "2023-03-16"),
    ],
)
def test_the_verb_decides_the_direction(read_doc: Callable[[str], Doc], text: str, value: str) -> None:
    assert list(read(text, doc=read_doc(text)).values()) == [value]


def test_an_impossible_publication_date_is_refused() -> None:
    for published in ("2023-13-01", "0023-01-01", "yesterday"):
        with pytest.raises(DateError, match=published):
            find_times("It rained.", "doc-1", published)


_VOCABULARY = (
    "the a on in of May March 5 21 31 2023 1999 last next Monday week years two 29 February ago later earlier from to - , . \n 10:15 "
    "a.m. UTC 1990s 2/3/2020 9999 0000 99/99/9999 every early summer Christmas Day half quarter day morning 2023-02-30 and few century 99th"
)
_WORDS = st.sampled_from(_VOCABULARY.split(" "))


@given(st.lists(_WORDS, max_size=14).map(" ".join), st.dates(date(1001, 1, 1), date(2198, 12, 31)) | st.none())
def test_any_words_give_exact_spans_and_ordered_days(text: str, published: date | None) -> None:
    times = find_times(text, "doc-1", published.isoformat() if published else None)
    ends = 0
    for time in times:
        time.span.check(text)
        assert time.span.start >= ends
        ends = time.span.end
        assert (time.start is None) == (time.end is None)
        assert time.start is None or time.end is None or time.start <= time.end
    assert times == find_times(text, "doc-1", published.isoformat() if published else None)


@given(st.dates(date(1700, 1, 1), date(2100, 12, 31)))
def test_a_full_date_is_read_in_every_form(day: date) -> None:
    month, number, year = f"{day:%B}", day.day, day.year
    for form in (f"{month} {number}, {year}", f"{number} {month} {year}", f"the {number}th of {month}, {year}", day.isoformat()):
        assert only(f"It was on {form}.", None).start == day.isoformat()
