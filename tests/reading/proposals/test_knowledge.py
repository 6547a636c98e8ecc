"""The tables of proposals and conditions load."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from detente.errors import KnowledgeError
from detente.reading.lexicon import Row
from detente.reading.proposals.knowledge import load_condition_cues, load_proposal_cues
from detente.records import ProposalKind


def test_every_kind_has_cues() -> None:
    kinds = {cue.kind for cues in load_proposal_cues().values() for cue in cues}
    assert kinds == set(ProposalKind)


def test_what_hangs_on_a_condition_says_whether_it_is_wanted() -> None:
    cues = load_condition_cues()
    assert cues["if"].wanted[ProposalKind.OFFERED] is True
    assert cues["if"].wanted[ProposalKind.THREATENED] is False
    assert ProposalKind.OFFERED not in cues["without"].wanted


def test_a_wrong_row_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(name: str, columns: tuple[str, ...]) -> Iterator[Row]:
        yield Row(f"lexicon/{name}", 7, dict.fromkeys(columns, "nonsense"))

    monkeypatch.setattr("detente.reading.proposals.knowledge.load_table", wrong)
    load_proposal_cues.cache_clear()
    with pytest.raises(KnowledgeError, match=r"lexicon/proposals.tsv, line 7: pos is 'nonsense'"):
        load_proposal_cues()
    monkeypatch.undo()
    load_proposal_cues.cache_clear()
    assert load_proposal_cues()
