"""Drafts of both corpora and of an opinion piece: every part rests on a record or says that it is assumed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from detente.archive import Archive
from detente.drafting import draft_model
from detente.errors import DraftError
from detente.records import Reading
from tests.drafting.support import unsupported

Run = Callable[..., Result]

#: Written for this test: an opinion piece on a deadlock, with denials, fears, conditions and hopes.
PIECE = """How to end the deadlock between Seoul and Pyongyang

Opinion

For three years the two Koreas have not talked. North Korea has fired more missiles than ever, and South Korea and the United States have
answered with ever larger exercises. I believe that neither course will work.

Pyongyang says it will not give up its nuclear weapons unless Washington ends its hostile policy. Washington demands that North Korea
disarm first. South Korea has not imposed new sanctions this year, but it may do so if the North tests a nuclear device. Nobody in Seoul
wants to attack the North, and yet a war could break out by accident. Some fear that North Korea will shell the border islands again.

The United States should offer North Korea a security guarantee. In return Pyongyang should halt its missile tests. China could mediate:
it has called on both sides to resume talks. If Seoul suspended the drills, the North might come back to the table. It would be naive to
expect that Kim Jong Un will ever apologise. Had the summit in Hanoi not failed, inspectors might now be in Yongbyon.

South Korea's president threatened last month to tear up the military agreement. North Korea rejected an offer of food aid in March.
"""


@pytest.fixture(scope="module", params=["korea", "horn", "piece"])
def corpus(request: pytest.FixtureRequest, detente: Run, archive: str, workspace: Path) -> list[Reading]:
    if request.param == "korea":
        path = archive
    else:
        path = f"out/{request.param}.duckdb"
        (workspace / "piece.txt").write_text("\n\n".join(" ".join(paragraph.split()) for paragraph in PIECE.split("\n\n")))
        inputs = "examples/horn/news" if request.param == "horn" else "piece.txt"
        result = detente("add", inputs, "--archive", path, *(() if request.param == "horn" else ("--published", "2023-04-16")))
        assert result.exit_code == 0, result.output
    with Archive(workspace / path, read_only=True) as kept:
        return list(kept.readings())


@pytest.mark.parametrize("opinion", [False, True])
@pytest.mark.parametrize("split", [False, True])
def test_every_part_rests_on_a_record_or_says_that_it_is_assumed(corpus: list[Reading], opinion: bool, split: bool) -> None:
    drafted = draft_model(corpus, include_opinion=opinion, split=split)
    assert unsupported(drafted.model, corpus) == []
    assert len(drafted.model.options) >= 4


def test_an_account_rests_on_records_too(corpus: list[Reading]) -> None:
    for maker in draft_model(corpus).model.decision_makers:
        try:
            own = draft_model(corpus, as_told_by=maker.actors)
        except DraftError:  # too little is told in its own words
            continue
        assert unsupported(own.model, corpus) == []
