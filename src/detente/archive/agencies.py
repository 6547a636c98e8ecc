"""Which news agency a text, or a sentence of it, credits: what several outlets print of one agency is one account."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from detente.archive.knowledge import table
from detente.records import Document, Event, Reading

_EDGE = 250  # characters at the beginning and the end of a text in which an agency is credited


def agency_of(document: Document) -> str | None:
    """Give the agency a text credits as a whole: in its dateline, its byline, or its last lines.

    Examples
    --------
    >>> from detente.records import DateOrigin, Genre
    >>> text = "KHARTOUM (Reuters) - The two armies clashed on Monday."
    >>> agency_of(Document("d", text, None, None, DateOrigin.UNKNOWN, "The Herald", None, None, Genre.NEWS, "a.txt", "0" * 64))
    'Reuters'
    """
    names, bracketed, credited, alone = _patterns()
    first, last = document.text[:_EDGE], document.text[-_EDGE:]
    found = bracketed.search(first) or credited.search(last) or bracketed.search(last) or alone.search(last)
    if found is None and document.author:
        found = alone.search(document.author)
    name = names[next(group for group in found.groups() if group)] if found else None
    return None if name == document.outlet else name


def agency_cited(event: Event, reading: Reading) -> str | None:
    """Give the agency in whose words an event is told ("KCNA reported that ...")."""
    names = _patterns()[0]
    by_id = {statement.id: statement for statement in reading.statements}
    for statement in (by_id[name] for name in event.voice.statements if name in by_id):
        if statement.source is not None:
            said = statement.source.span.quote
            if (name := names.get(said.removeprefix("the ").removeprefix("The ").removesuffix(" news agency"))) is not None:
                return name
    return None


@cache
def _patterns() -> tuple[Mapping[str, str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    rows = table("agencies.tsv", "kind", "name", "forms")
    kinds = frozenset({"agency", "credit"})
    names = {form: row["name"] for row in rows if row.one_of("kind", kinds) == "agency" for form in row.several("forms")}
    words = [re.escape(word) for row in rows if row["kind"] == "credit" for word in row.several("forms")]
    forms = "|".join(re.escape(form) for form in sorted(names, key=lambda form: (-len(form), form)))
    credit = "|".join(sorted(words, key=lambda word: (-len(word), word)))
    after = "|".join(word for word in words if word.startswith("contributed"))
    return (
        names,
        re.compile(rf"\((?:the )?({forms})\)"),
        re.compile(rf"(?i:{credit})[:\s]+(?i:the )?({forms})(?=[.,;)]|\s*(?:\n|$))|\b({forms}) (?:{after})"),
        re.compile(rf"(?:^|\n|\. )(?:By )?(?:the |The )?({forms})\.?\s*$"),
    )
