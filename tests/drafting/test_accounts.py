"""Whose account: what one side says, and where the pictures differ."""

from __future__ import annotations

import pytest

from detente.conflict import Model
from detente.conflict.files import parse_model
from detente.conflict.options import Account
from detente.conflict.preferences import Prioritization, Statement
from detente.conflict.writing import to_toml
from detente.drafting import Contrast, compare_accounts, draft_model
from detente.drafting.accounts import contrasts_of
from detente.errors import DraftError, ModelError, UsageError
from detente.records import Reading
from tests.drafting.builders import Paper


def readings() -> list[Reading]:
    """Two sides that tell of the same truce and the same shelling in contrary ways."""
    ardenia = (
        Paper("doc-1", "2023-03-01")
        .tell("Boria shelled the town, Ardenia said.", "shelled", "ASSAULT", "BOR", "ARD", on="2023-02-27", told_by="ARD-GOV")
        .tell("Ardenia shelled nobody, Ardenia said.", "shelled", "ASSAULT", "ARD", "BOR", told_by="ARD-MIL")
        .propose("Ardenia asked Boria to return to talks.", "return to talks", "asked", "ARD", "BOR")
        .propose("Ardenia refused to lift the sanctions.", "lift the sanctions", "refused", "ARD", "ARD", wanted=False, told_by="ARD-GOV")
    )
    boria = (
        Paper("doc-2", "2023-03-02")
        .tell("Ardenia shelled the hills, Boria said.", "shelled", "ASSAULT", "ARD", "BOR", on="2023-02-28", told_by="BOR-GOV")
        .propose("Ardenia offered to lift the sanctions, Boria said.", "lift the sanctions", "offered", "ARD", "ARD", told_by="BOR-GOV")
        .propose("Boria refused to return to talks.", "return to talks", "refused", "BOR", "BOR", wanted=False, told_by="BOR-GOV")
        .tell("Ardenia imposed sanctions on Boria.", "imposed", "SANCTION", "ARD", "BOR", mode="discontinue", on="2023-01-09")
        .tell("Boria shelled the port.", "shelled", "ASSAULT", "BOR", "ARD", on="2023-02-20")
    )
    return [ardenia.reading(), boria.reading()]


def wishes(model: Model, maker: str) -> dict[str, Statement]:
    preferences = model.decision_makers[model.maker(maker)].preferences
    assert isinstance(preferences, Prioritization)
    return {str(statement): statement for statement in preferences.statements}


def test_every_told_preference_says_in_whose_account_and_no_assumed_one_does() -> None:
    model = draft_model(readings()).model
    for maker in model.decision_makers:
        for statement in wishes(model, maker.name).values():
            assert bool(statement.provenance.account) is not statement.provenance.assumed
    assert wishes(model, "Boria")["not bor-talks"].provenance.account == (Account.OWN,)
    assert wishes(model, "Ardenia")["ard-talks and bor-talks"].provenance.account == (Account.OUTLETS,)


def test_what_is_told_against_a_preference_says_by_whom() -> None:
    statement = wishes(draft_model(readings()).model, "Ardenia")["not ard-sanctions"]
    assert statement.provenance.account == (Account.OPPONENT,)
    assert "against it: done once, last 2023-01-09; refused once" in statement.provenance.note
    assert statement.provenance.note.endswith("as told by itself (1), the outlets (1)")


def test_accounts_are_kept_in_the_file() -> None:
    model = draft_model(readings()).model
    text = to_toml(model)
    assert 'account = ["own words"]' in text
    assert parse_model(text, "x.toml") == model
    with pytest.raises(ModelError, match=r"x\.toml, line \d+: .*account\[0\]: 'hearsay' is none of own words, opponent"):
        parse_model(text.replace('account = ["own words"]', 'account = ["hearsay"]', 1), "x.toml")


def test_one_sides_account_holds_only_what_it_says_or_is_said_to_ask() -> None:
    own = draft_model(readings(), as_told_by=["ARD"]).model
    assert "Only as told by Ardenia" in own.note
    other = draft_model(readings(), as_told_by=["BOR"]).model
    for model, silent in ((own, "Boria said"), (other, "Ardenia said")):
        parts = [option.provenance for option in model.options]
        parts += [each.provenance for maker in model.decision_makers for each in wishes(model, maker.name).values()]
        cited = " ".join(piece for part in parts for piece in part.evidence)
        assert silent not in cited
        assert "the port" not in cited
    assert "return to talks" in to_toml(own)


def test_accounts_compared_show_where_the_pictures_differ() -> None:
    found = compare_accounts(readings())
    assert list(found.drafts) == ["Ardenia", "Boria"]
    assert not found.without
    assert Contrast("option", "“sanctions” of Ardenia", ("told", "told")) not in found.contrasts
    assert Contrast("preference", "Ardenia on “sanctions” of Ardenia", ("wants it", "does not want it")) in found.contrasts
    assert {contrast.topic for contrast in found.contrasts} >= {"preference", "stable states"}
    assert all(len(contrast.cells) == 2 and len(set(contrast.cells)) == 2 for contrast in found.contrasts)


def test_one_account_compared_with_itself_differs_nowhere() -> None:
    assert contrasts_of([draft_model(readings())] * 2) == ()


def test_an_account_of_nobody_says_whose_there_are() -> None:
    with pytest.raises(UsageError, match="nothing is told of 'XYZ', so there is no account of it; there are accounts of: ARD, BOR"):
        draft_model(readings(), as_told_by=["XYZ"])


def test_where_only_one_side_is_quoted_there_is_nothing_to_compare() -> None:
    with pytest.raises(DraftError, match=r"no two accounts to compare .* add documents that quote each side"):
        compare_accounts(readings()[:1])
