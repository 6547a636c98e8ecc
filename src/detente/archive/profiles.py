"""What of a report speaks for or against its telling of the same event as another: prepared once, compared often."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from detente.archive.knowledge import table
from detente.archive.reports import Report
from detente.records import WhenOrigin

CONTEXT = 200  # characters before the sentence that still tell what it is about ("And Axum? Rights groups write that ...")
CONTEXT_WEIGHT = 0.3  # swept over 0 to 0.5
_OPENING = 5  # words of a sentence in which "hours later" opens it
_BEFORE = 40  # characters before a trigger in which its marker stands
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SUFFIXES = ("ing", "ed", "es", "s")


class Dated(StrEnum):
    """How the day of a report is known."""

    TOLD = "told"
    PUBLISHED = "published"  # the sentence names none: it is the day of publication
    STRETCH = "stretch"  # a week, a month, a year
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Profile:
    """A report, prepared for comparison.

    Parameters
    ----------
    report
        The report.
    dated, first, last
        How its day is known, and first and last day as ordinals; 0 where unknown.
    published
        Day of publication as ordinal, or None.
    actors, recipients
        Parties that are known; without phrases that no knowledge resolves.
    words
        Telling words of the sentence with their weight, by rarity.
    around
        The same with the words right before the sentence, which weigh less.
    sentence
        Where its sentence begins in the document.
    marked
        ``"later"``, ``"another"`` or ``""``: how it is spoken of; and the words that say so.
    began
        Whether its sentence tells who began.
    text
        The group of copies its document belongs to.
    """

    report: Report
    dated: Dated
    first: int
    last: int
    published: int | None
    actors: frozenset[str]
    recipients: frozenset[str]
    words: Mapping[str, float]
    around: Mapping[str, float]
    sentence: int
    marked: str
    marker: str
    began: bool
    text: str


def profiles_of(reports: Sequence[Report], texts: Mapping[str, str]) -> list[Profile]:
    """Prepare reports.

    Parameters
    ----------
    reports
        The reports to compare with each other: how rare a word is depends on all of them.
    texts
        By document, the group of copies it belongs to.
    """
    starts = [_sentence_start(r) for r in reports]
    sentences = {(texts.get(r.document, r.document), r.words): words_of(r.words) for r in reports if r.words}
    seen = Counter(word for words in sentences.values() for word in words)
    total = len(sentences) + 1
    rarity = {word: math.log(1 + total / count) for word, count in seen.items()}
    return [_profile(r, start, rarity, math.log(1 + total), texts) for r, start in zip(reports, starts, strict=True)]


def words_of(sentence: str) -> frozenset[str]:
    """Give the telling words of a sentence, each by its stem.

    Examples
    --------
    >>> sorted(words_of("Rockets fired at the port of Odesa killed 12 people"))
    ['12', 'fir', 'kill', 'odesa', 'port', 'rocket']
    """
    common = _common_words()
    found = (m.group().lower().removesuffix("'s").removesuffix("’s") for m in _WORD.finditer(sentence))
    return frozenset(_stem(word) for word in found if (len(word) > 3 or word.isdigit()) and word not in common)


def spelled(stem: str, *profiles: Profile) -> str:
    """Give a stem as the first of some sentences that has it spells it."""
    for profile in profiles:
        for match in _WORD.finditer(profile.report.words):
            if words_of(match.group()) == {stem}:
                return match.group()
    return stem


def _stem(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word.removesuffix(suffix)
    return word


def _sentence_start(report: Report) -> int:
    if report.at is None or not report.words:
        return -1
    return report.text.rfind(report.words, max(0, report.at - len(report.words)), report.at + len(report.words))


def _profile(report: Report, start: int, rarity: Mapping[str, float], unseen: float, texts: Mapping[str, str]) -> Profile:
    dated, first, last = _days(report)
    # Names of those who take part are told of all they do; "the joint liaison office" that was blown up is told of this deed.
    names = frozenset(word for quote in _named(report) for name in _CAPITAL.findall(quote) for word in words_of(name))
    words = {word: rarity.get(word, unseen) for word in sorted(words_of(report.words) - names)}
    around = dict(words)
    if start > 0:
        for word in sorted(words_of(report.text[max(0, start - CONTEXT) : start]) - names):
            around.setdefault(word, CONTEXT_WEIGHT * rarity.get(word, unseen))
    marked, marker = _marking(report, start)
    return Profile(
        report=report,
        dated=dated,
        first=first,
        last=last,
        published=_ordinal(report.published),
        actors=_known(report.actors),
        recipients=_known(report.recipients),
        words=words,
        around=around,
        sentence=start,
        marked=marked,
        marker=marker,
        began=_tells_who_began(report.words),
        text=texts.get(report.document, report.document),
    )


_CAPITAL = re.compile(r"\b[A-Z]\w*(?:['’]s)?")


def _named(report: Report) -> list[str]:
    return [mention.span.quote for mention in (*report.event.actors, *report.event.recipients)] if report.event else []


def _days(report: Report) -> tuple[Dated, int, int]:
    if report.start is None or report.end is None:
        return Dated.UNKNOWN, 0, 0
    first, last = date.fromisoformat(report.start).toordinal(), date.fromisoformat(report.end).toordinal()
    if report.granularity != "day":
        return Dated.STRETCH, first, last
    published = report.event is not None and report.event.when.origin is WhenOrigin.DOCUMENT
    if published and report.opinion:
        return Dated.UNKNOWN, 0, 0  # who argues tells of old deeds without saying when
    return (Dated.PUBLISHED if published else Dated.TOLD), first, last


def _ordinal(day: str | None) -> int | None:
    return date.fromisoformat(day).toordinal() if day else None


def _known(codes: Iterable[str]) -> frozenset[str]:
    return frozenset(code for code in codes if not code.startswith("~"))


def _marking(report: Report, start: int) -> tuple[str, str]:
    """Whether a deed is spoken of as one told before, or as another: by the words right before it, or at the start of its sentence."""
    if report.at is None:
        return "", ""
    before = report.text[max(0, report.at - _BEFORE) : report.at]
    noun = report.event is not None and "(noun)" in report.event.trigger
    words = [(m.group().lower(), m.start()) for m in _WORD.finditer(before)][-3 if noun else -1 :]
    markers = _markers("before")
    found = [(_marker(word, markers), position) for word, position in words]
    after = report.text[report.at : report.at + 3 * _BEFORE].replace("\n", " ")
    for wanted in ("another", "later"):
        for marks, position in found:
            if marks == wanted:
                return wanted, before[position:].replace("\n", " ") + _first_word(after)
    opening = [m.group() for m in _WORD.finditer(report.text[start : report.at])][:_OPENING] if start >= 0 else []
    if not _markers("opening").keys().isdisjoint(word.lower() for word in opening):
        return "another", " ".join(opening)
    again = _again().match(after)  # "fired another missile", "reacted with three more missiles"; "more than ten" does not count
    return ("another", again.group().strip(" .,;:")) if again else ("", "")


def _first_word(text: str) -> str:
    return text.split(maxsplit=1)[0].strip(".,;:") if text.split() else ""


def _marker(word: str, markers: Mapping[str, str]) -> str:
    ending = "'s" if word.endswith(("'s", "’s")) else "s'" if word.endswith(("s'", "s’")) else ""
    return markers.get(word) or markers.get(ending, "")


@cache
def _common_words() -> frozenset[str]:
    return frozenset(row["word"] for row in table("common_words.tsv", "word"))


@cache
def _markers(stands: str) -> Mapping[str, str]:
    rows = table("markers.tsv", "word", "marks", "stands")
    places, marks = frozenset({"before", "after", "opening", "anywhere"}), frozenset({"later", "another", "began"})
    return {row["word"]: row.one_of("marks", marks) for row in rows if row.one_of("stands", places) == stands}


@cache
def _again() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in _markers("after"))
    return re.compile(rf"\w+ (?:[^\s.;:]+ ){{0,6}}(?:{words})\b(?! than\b)")


def _tells_who_began(sentence: str) -> bool:
    return not _markers("anywhere").keys().isdisjoint(word.casefold() for word in _WORD.findall(sentence))
