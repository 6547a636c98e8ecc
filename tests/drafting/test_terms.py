"""Terms that a sentence sets, from what the encoder reads before and after the words that begin a condition."""

from __future__ import annotations

import pytest

from detente.drafting.courses import Finding
from detente.drafting.encoder import HOW
from detente.drafting.spoken import Spoken
from detente.drafting.terms import find_terms


def passage(text: str, words: str, course: str, how: str, **owners: float) -> list[Spoken]:
    """What the encoder reads of some words: a course, how it is told, and whose it may be."""
    start = text.index(words)
    ways = tuple(float(name == how) for name in HOW)
    shares = owners or {"": 1.0}
    end, whole = start + len(words), (0, len(text))
    return [Spoken(course, 0.9, of, share, ways, (0.0, 1.0, 0.0), start, end, whole) for of, share in shares.items()]


def terms(text: str, *read: list[Spoken]) -> tuple[str | None, str, bool, bool, Finding, tuple[str, ...]] | None:
    found = list(find_terms(text, [each for some in read for each in some]))
    assert len(found) <= 1
    return (found[0].by, found[0].course, found[0].takes, found[0].refused, found[0].condition, found[0].others) if found else None


def test_what_is_promised_hangs_on_what_is_wanted() -> None:
    text = "The prisoners would be freed when the army quit the pass."
    main = passage(text, "prisoners would be freed", "release", "promised", HLV=1.0)
    condition = passage(text, "quit the pass", "withdrawal", "asked", OST=0.9)
    assert terms(text, main, condition) == ("HLV", "release", True, False, Finding("withdrawal", True), ("OST",))


def test_what_is_refused_until_something_is_done_is_wanted() -> None:
    text = "There would be no talks until the camps are closed."
    main = passage(text, "no talks", "talks", "refused", IND=1.0)
    condition = passage(text, "camps are closed", "arming", "asked-end", PAK=1.0)
    assert terms(text, main, condition) == ("IND", "talks", True, True, Finding("arming", False), ("PAK",))


def test_what_goes_on_while_talks_are_refused_is_not_wanted() -> None:
    text = "There will be no talks as long as the sanctions remain."
    main = passage(text, "no talks", "talks", "refused", CHN=1.0)
    condition = passage(text, "sanctions remain", "sanctions", "done", USA=1.0)
    assert terms(text, main, condition) == ("CHN", "talks", True, True, Finding("sanctions", True), ("USA",))


def test_a_threat_hangs_on_what_is_not_wanted() -> None:
    text = "It will close the strait if its tankers are seized."
    main = passage(text, "close the strait", "blockade", "threatened", IRN=1.0)
    condition = passage(text, "tankers are seized", "ships", "feared", GBR=1.0)
    assert terms(text, main, condition) == ("IRN", "blockade", True, False, Finding("ships", True), ("GBR",))


def test_what_must_come_before_stands_before_the_word_too() -> None:
    text = "He must recognise the accord before anyone will speak with him."
    main = passage(text, "recognise the accord", "recognition", "asked", TWN=1.0)
    condition = passage(text, "will speak with him", "talks", "refused", CHN=1.0)
    assert terms(text, main, condition) == ("CHN", "talks", True, True, Finding("recognition", True), ("TWN",))


def test_a_sentence_may_begin_with_the_condition() -> None:
    text = "If the raids stop, the fighters will leave the town."
    main = passage(text, "raids stop", "attack", "asked-end")
    condition = passage(text, "will leave the town", "withdrawal", "promised", RSF=1.0)
    assert terms(text, main, condition) == ("RSF", "withdrawal", True, False, Finding("attack", False), ())


@pytest.mark.parametrize(
    ("text", "main", "how", "condition"),
    [
        ("It promised to withdraw the day before the raid.", "withdraw", "promised", "raid"),  # a time
        ("It withdrew when the raids stopped.", "withdrew", "done", "raids stopped"),  # nothing is promised
        ("It would pay a price if it raided the town.", "would pay a price", "threatened", "raided the town"),  # what others would do to it
        ("It will not attack unless there are raids.", "attack", "refused", "raids"),  # no word on what is wanted
    ],
)
def test_no_terms(text: str, main: str, how: str, condition: str) -> None:
    read = passage(text, main, "attack" if how in ("refused", "threatened") else "withdrawal", how, AAA=1.0)
    assert terms(text, read, passage(text, condition, "attack", "asked-end", BBB=1.0)) is None


def test_nobodys_word_sets_no_terms() -> None:
    text = "The embargo would end once the troops leave."
    main = passage(text, "embargo would end", "sanctions", "promised-end")
    assert terms(text, main, passage(text, "troops leave", "withdrawal", "asked", B=1.0)) is None
