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


Words = tuple[str, str, str, dict[str, float]]  # the words, their course, how they tell it, and whose it may be


@pytest.mark.parametrize(
    ("text", "main", "condition", "expected"),
    [
        pytest.param(
            "The prisoners would be freed when the army quit the pass.",
            ("prisoners would be freed", "release", "promised", {"HLV": 1.0}), ("quit the pass", "withdrawal", "asked", {"OST": 0.9}),
            ("HLV", "release", True, False, Finding("withdrawal", True), ("OST",)),
            id="what is promised hangs on what is wanted",
        ),
        pytest.param(
            "There would be no talks until the camps are closed.",
            ("no talks", "talks", "refused", {"IND": 1.0}), ("camps are closed", "arming", "asked-end", {"PAK": 1.0}),
            ("IND", "talks", True, True, Finding("arming", False), ("PAK",)),
            id="what is refused until something is done is wanted",
        ),
        pytest.param(
            "There will be no talks as long as the sanctions remain.",
            ("no talks", "talks", "refused", {"CHN": 1.0}), ("sanctions remain", "sanctions", "done", {"USA": 1.0}),
            ("CHN", "talks", True, True, Finding("sanctions", True), ("USA",)),
            id="what goes on while talks are refused is not wanted",
        ),
        pytest.param(
            "It will close the strait if its tankers are seized.",
            ("close the strait", "blockade", "threatened", {"IRN": 1.0}), ("tankers are seized", "ships", "feared", {"GBR": 1.0}),
            ("IRN", "blockade", True, False, Finding("ships", True), ("GBR",)),
            id="a threat hangs on what is not wanted",
        ),
        pytest.param(
            "He must recognise the accord before anyone will speak with him.",
            ("will speak with him", "talks", "refused", {"CHN": 1.0}), ("recognise the accord", "recognition", "asked", {"TWN": 1.0}),
            ("CHN", "talks", True, True, Finding("recognition", True), ("TWN",)),
            id="what must come before stands before the word too",
        ),
        pytest.param(
            "If the raids stop, the fighters will leave the town.",
            ("will leave the town", "withdrawal", "promised", {"RSF": 1.0}), ("raids stop", "attack", "asked-end", {}),
            ("RSF", "withdrawal", True, False, Finding("attack", False), ()),
            id="a sentence may begin with the condition",
        ),
    ],
)  # fmt: skip
def test_terms(text: str, main: Words, condition: Words, expected: tuple[str, str, bool, bool, Finding, tuple[str, ...]]) -> None:
    read = (passage(text, words, course, how, **owners) for words, course, how, owners in (main, condition))
    assert terms(text, *read) == expected


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
