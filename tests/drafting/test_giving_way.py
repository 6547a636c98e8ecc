"""Options that rest on little give way to courses that many texts speak of."""

from __future__ import annotations

from dataclasses import replace

from detente.drafting.facts import Fact, Sort
from detente.drafting.giving_way import FEW, LITTLE, MUCH, TEXTS, Key, give_way, hear, shown
from detente.drafting.spoken import Spoken
from detente.drafting.telling import Telling
from detente.records import Status

TODAY = "2024-01-01"


def read(course: str, side: str, documents: int, *, sure: float = 0.9) -> tuple[Fact, ...]:
    """Make what the encoder reads of a course in some documents, a passage each."""
    spoken = Spoken(course, sure, side, 1.0, 0.9, 0.0, 0, 5, (0, 40))
    fact = told(course, side, "d0")
    fact = replace(fact, sort=Sort.READ, status=Status.POSSIBLE, spoken=spoken)
    return tuple(replace(fact, document=f"d{n}", incident=f"d{n}:read") for n in range(documents))


def told(course: str, side: str, document: str) -> Fact:
    """Make a deed told as a fact."""
    return Fact(
        "", document, Sort.DONE, (side,), (side,), (), course, True, False, Status.ASSERTED, False, TODAY, False,
        Telling("It did.", "here", None, False), incident=document,
    )  # fmt: skip


def gave_way(weight: float, documents: int, spoken: dict[Key, tuple[Fact, ...]]) -> tuple[Key, ...]:
    """Let one option of one side give way, or not."""
    option = (0, "sanctions")
    facts = {option: tuple(told("sanctions", "AAA", f"d{n}") for n in range(documents))}
    return give_way([option], {option: weight}, facts, spoken, TODAY)


MANY = {(0, "blockade"): read("blockade", "AAA", TEXTS)}


def test_what_rests_on_little_gives_way() -> None:
    assert gave_way(LITTLE - 0.1, 1, MANY) == ((0, "blockade"),)


def test_what_is_told_well_stays() -> None:
    assert gave_way(LITTLE, 1, MANY) == ((0, "sanctions"),)
    assert gave_way(LITTLE - 0.1, FEW + 1, MANY) == ((0, "sanctions"),)


def test_what_the_encoder_reads_too_stays() -> None:
    assert gave_way(0.5, 1, {**MANY, (0, "sanctions"): read("sanctions", "AAA", 1)}) == ((0, "sanctions"),)


def test_a_few_passages_are_not_enough() -> None:
    assert gave_way(0.5, 1, {(0, "blockade"): read("blockade", "AAA", TEXTS - 1)}) == ((0, "sanctions"),)
    assert gave_way(0.5, 1, {(0, "blockade"): read("blockade", "AAA", TEXTS, sure=MUCH / TEXTS - 0.01)}) == ((0, "sanctions"),)


def test_the_other_form_of_a_choice_is_no_second_option() -> None:
    attack = (0, "attack")
    facts = {attack: (told("attack", "AAA", "d0"),)}
    kept = give_way([attack], {attack: 0.5}, facts, {(0, "ceasefire"): read("ceasefire", "AAA", 5)}, TODAY)
    assert kept == (attack,)


def test_another_sides_option_stays() -> None:
    assert gave_way(0.5, 1, {(1, "blockade"): read("blockade", "BBB", 5)}) == ((0, "sanctions"),)


def test_old_passages_fade() -> None:
    late = hear(read("blockade", "AAA", 3), TODAY)
    assert (late.mass, late.texts) == (2.7, 3)
    assert hear(read("blockade", "AAA", 3), "2025-12-31").mass == 1.35


def test_likely_passages_are_shown() -> None:
    likely, doubtful = read("blockade", "AAA", 2), read("blockade", "AAA", 1, sure=0.2)
    doubtful = tuple(replace(fact, incident="doubtful") for fact in doubtful)
    assert shown((*likely, *doubtful)) == likely
    assert shown(doubtful) == doubtful
