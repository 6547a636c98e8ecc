"""Publication dates: given, in metadata, stated by the text about itself."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.documents import check_published, find_published
from detente.documents.published import parse_date
from detente.errors import DateError


@pytest.mark.parametrize(
    "text",
    [
        "Talks fail\n\nApril 16, 2023\n\nThe talks failed.",
        "Talks fail\nSunday, April 16, 2023\nThe talks failed.",
        "Talks fail\n16 April 2023, 10:15 GMT\nThe talks failed.",
        "Talks fail\nPublished: April 16, 2023\nThe talks failed on April 14, 2023.",
        "Talks fail\nPublished on 2023-04-16 at 10:15 | Updated 2023-04-18\nThe talks failed.",
        "By Jane Doe | April 16, 2023\nThe talks failed.",
        "SEOUL, April 16, 2023 (Agency) -- The talks failed.",
        "SEOUL, 16 April 2023 – The talks failed.",
        "Talks fail\n2023-04-16\nThe talks failed.",
        "The talks failed.\n" * 30 + "Published: April 16, 2023",
    ],
)
def test_a_text_states_its_date(text: str) -> None:
    assert find_published(text) == "2023-04-16"


@pytest.mark.parametrize(
    "text",
    [
        "The talks of April 16, 2023 failed.",
        "On April 16, 2023 the talks failed.",
        "SEOUL, April 16 (Agency) -- The talks failed.",
        "Talks fail\nApril 16, 2023\nApril 18, 2023\nThe talks failed.",
        "Talks fail\nApril 31, 2023\nThe talks failed.",
        "Talks fail\nApril 16, 2923\nThe talks failed.",
        "",
    ],
)
def test_a_text_that_does_not_is_not_asked_further(text: str) -> None:
    assert find_published(text) is None


@pytest.mark.parametrize(
    "given_date", ["2023-02-30", "16/04/2023", "soon", "", "20230416", (date.today() + timedelta(days=2)).isoformat(), "0999-01-01"]
)
def test_a_wrong_option_is_refused(given_date: str) -> None:
    with pytest.raises(DateError, match=re.escape(repr(given_date))):
        check_published(given_date)


@given(st.dates(date(1700, 1, 1), date(2020, 12, 31)))
def test_metadata_forms_are_read(day: date) -> None:
    assert check_published(day.isoformat()) == day.isoformat()
    for form in (f"{day.isoformat()}T08:00:00Z", f"{day:%a, %d %b %Y} 08:00:00 GMT", f"{day:%B} {day.day}, {day.year}", f"{day:%Y%m%d}"):
        assert parse_date(form) == day


@given(st.text(max_size=300))
def test_any_text_gives_a_date_or_none(text: str) -> None:
    assert parse_date(text) is None or isinstance(parse_date(text), date)
    found = find_published(text)
    assert found is None or date.fromisoformat(found) <= date.today()
