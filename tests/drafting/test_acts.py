"""Deeds are found with patterns of a few entries; patterns of all entries of a row find the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from detente.drafting.acts import Act, active, find_told, load_acts, passive

ROOT = Path(__file__).parents[2]
EVERY = 8  # so many rows make one share: patterns of all their entries take long to make


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("examples/*/news/*"))]
    return [sentence for text in texts for sentence in re.split(r"(?<=[.!?])\s+", text)]


def spans(matches: Iterable[re.Match[str]]) -> list[tuple[tuple[int, int], dict[str, str | None]]]:
    return [(match.span(), match.groupdict()) for match in matches]


def slowly(act: Act, words: str) -> tuple[object, object]:
    verbs, objects = tuple(act.verbs), tuple(act.objects)
    suffered = spans(passive(objects, verbs).finditer(words)) if objects else []
    return spans(active(verbs, objects).finditer(words)), suffered


def test_patterns_of_all_entries_find_the_same(sentences: list[str]) -> None:
    told = [{id(each.act): (spans(each.actively), spans(each.passively)) for each in find_told(words)} for words in sentences]
    found = 0
    for act in load_acts()[::EVERY]:
        for words, quickly in zip(sentences, told, strict=True):
            slow = slowly(act, words)
            assert quickly.get(id(act), ([], [])) == slow, f"{act.course}: {words}"
            found += slow != ([], [])
    assert found > 20


@pytest.mark.parametrize(
    ("words", "actively", "passively"),
    [
        ("Peru closed its border.", ["closed its border"], []),
        ("The border is still to be closed.", [], []),
        ("The border was closed and opened.", [], ["border was closed"]),
        ("The border isn't closed.", [], ["border isn't closed"]),
        ("It closed.", [], []),
    ],
)
def test_a_verb_comes_before_its_object_or_makes_a_passive_after_it(words: str, actively: list[str], passively: list[str]) -> None:
    told = [each for each in find_told(words) if each.act.course == "blockade"]
    assert [match[0] for each in told for match in each.actively] == actively
    assert [match[0] for each in told for match in each.passively] == passively
