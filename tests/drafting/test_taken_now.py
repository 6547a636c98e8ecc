"""How likely a course is taken, from its last deeds and from how texts speak of it."""

from __future__ import annotations

import pytest

from detente.drafting import taken_now as module
from detente.drafting.courses import load_courses
from detente.drafting.taken_now import MEMORIES, WAYS, clues, likelihood
from detente.errors import KnowledgeError
from tests.drafting.passages import TODAY, read

BLOCKADE = load_courses()["blockade"]


def likely(taken: bool, *ways: str, day: str = TODAY) -> float:
    passages = [read("blockade", how=way, day=day, passage=f"p{n}") for n, way in enumerate(ways)]
    return likelihood(clues(taken, True, BLOCKADE, passages, TODAY))


def test_the_shares_of_the_ways_are_below_one_together() -> None:
    found = clues(True, True, BLOCKADE, [read("blockade", how="done"), read("blockade", how="asked", passage="q")], TODAY)
    for days in MEMORIES:
        shares = [found[f"{way}, {days} days"] for way in WAYS]
        assert sum(shares) == pytest.approx(1.8 / 2.3)
        assert shares[0] == shares[2]


def test_old_passages_tell_less_of_late_than_of_the_year() -> None:
    found = clues(True, True, BLOCKADE, [read("blockade", day="2023-10-03")], TODAY)  # 90 days before
    assert found["done, 90 days"] == pytest.approx(0.45 / 0.95)
    assert found["done, 90 days"] < found["done, 400 days"]


def test_last_deeds_and_late_passages_both_tell() -> None:
    assert likely(True, "done") > likely(False, "done") > likely(False, "undone")
    assert likely(False, "done", "done") > likely(False, "asked", "refused")


def test_what_texts_of_late_say_stands_counts() -> None:
    def told(*states: str) -> float:
        passages = [read("blockade", how="asked", stands=state, passage=f"p{n}") for n, state in enumerate(states)]
        return likelihood(clues(False, True, BLOCKADE, passages, TODAY))

    assert told("on", "on") > told("on") > told("open") > told("off") > told("off", "off")


def test_a_table_without_a_weight_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    module._weights.cache_clear()
    monkeypatch.setattr(module, "data_table", lambda *_: iter(()))
    with pytest.raises(KnowledgeError, match="no weight for"):
        likely(True, "done")
    module._weights.cache_clear()
