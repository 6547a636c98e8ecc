"""How likely a course is taken, from its last deeds and from how texts speak of it."""

from __future__ import annotations

import pytest

from detente.drafting import taken_now as module
from detente.drafting.courses import Course, load_courses
from detente.drafting.facts import Fact
from detente.drafting.taken_now import MEMORIES, WAYS, clue_names, clues, likelihood
from detente.errors import KnowledgeError
from tests.drafting.passages import TODAY, read

BLOCKADE, TALKS, ACCORD, ATTACK = (load_courses()[name] for name in ("blockade", "talks", "accord", "attack"))


def likely(taken: bool, *ways: str, day: str = TODAY) -> float:
    passages = [read("blockade", how=way, day=day, passage=f"p{n}") for n, way in enumerate(ways)]
    return likelihood(clues(taken, True, BLOCKADE, passages, (), TODAY))


def of(
    course: Course, *passages: Fact, others: tuple[tuple[Course, tuple[Fact, ...]], ...] = (), heard: tuple[Fact, ...] = ()
) -> dict[str, float]:
    return clues(True, True, course, passages, others, TODAY, heard)


def test_the_shares_of_the_ways_are_below_one_together() -> None:
    found = of(BLOCKADE, read("blockade", how="done"), read("blockade", how="asked", passage="q"))
    for days in MEMORIES:
        shares = [found[f"{way}, {days} days"] for way in WAYS]
        assert sum(shares) == pytest.approx(1.8 / 2.3)
        assert shares[0] == shares[2]


def test_old_passages_tell_less_of_late_than_of_the_year() -> None:
    found = of(BLOCKADE, read("blockade", day="2023-12-17"))  # 15 days before
    assert found["done, 15 days"] == pytest.approx(0.45 / 0.95)
    assert found["done, 15 days"] < found["done, 400 days"]


def test_what_others_do_of_the_same_course_counts_and_more_where_it_takes_both() -> None:
    found = of(TALKS, others=((TALKS, (read("talks"),)), (ATTACK, (read("attack"),))))
    assert found["others done"] == found["others done, of both sides"] == pytest.approx(0.9 / 1.4)
    found = of(BLOCKADE, others=((BLOCKADE, (read("blockade"),)),))
    assert found["others done"] > found["others done, of both sides"] == 0


def test_what_goes_on_elsewhere_counts_by_its_kind() -> None:
    others = ((ATTACK, (read("attack", stands="on"),)), (ACCORD, (read("accord", stands="off"),)))
    found = of(TALKS, others=others)
    assert found["conflict elsewhere, for cooperation"] == pytest.approx(0.9 / 1.9)
    assert found["cooperation elsewhere, for cooperation"] == pytest.approx(-0.9 / 1.9)
    assert "conflict elsewhere, for conflict" in of(BLOCKADE, others=others)


def test_passages_on_the_course_count_whoever_it_is_told_of() -> None:
    found = of(BLOCKADE, heard=(read("blockade", of="", share=0.2, stands="on"), read("talks", of="", stands="on")))
    assert found["anybody on"] == pytest.approx(0.9 / 1.4)
    assert found["nobody on"] == found["nobody done"] == pytest.approx(0.18 / 0.68)
    assert found["on, 15 days"] == found["anybody off"] == 0


def test_what_texts_of_late_speak_of_besides_counts_by_its_kind() -> None:
    heard = (read("blockade", of=""), read("attack", of="", share=0.0), read("talks", of="", day="2023-11-02"))  # 60 days before
    found = of(BLOCKADE, heard=heard)
    assert found["conflict spoken of, for conflict"] == pytest.approx(0.9 / (0.9 + 0.9 + 0.45 + 1))
    assert found["cooperation spoken of, for conflict"] == pytest.approx(0.45 / (0.9 + 0.9 + 0.45 + 1))
    assert "conflict spoken of, for cooperation" in of(TALKS, heard=heard)


def test_a_clue_has_its_name_in_the_table_and_each_course_one() -> None:
    for course in load_courses().values():
        assert of(course).keys() <= set(clue_names())
    assert sum(name.startswith("course ") for name in clue_names()) == len(load_courses())


def test_last_deeds_and_late_passages_both_tell() -> None:
    assert likely(True, "done") > likely(False, "done") > likely(False, "undone")
    assert likely(False, "done", "done") > likely(False, "asked", "refused")


def test_what_texts_of_late_say_stands_counts() -> None:
    def told(*states: str) -> float:
        passages = [read("blockade", how="asked", stands=state, passage=f"p{n}") for n, state in enumerate(states)]
        return likelihood(clues(False, True, BLOCKADE, passages, (), TODAY))

    assert told("on", "on") > told("on") > told("open") > told("off") > told("off", "off")


def test_a_table_without_a_weight_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    module._weights.cache_clear()
    monkeypatch.setattr(module, "data_table", lambda *_: iter(()))
    with pytest.raises(KnowledgeError, match="no weight for"):
        likely(True, "done")
    module._weights.cache_clear()
