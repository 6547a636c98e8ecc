"""The hand-written model of six decision makers: complete, honest about its judgements, and quick to analyse."""

from __future__ import annotations

from pathlib import Path

from detente.conflict import Model, Prioritization, StatusQuoAnalysis, analyse, check, parse_model, read_model, to_toml, why

FIVE = ("nash", "gmr", "smr", "seq", "sseq")
KOREA = Path(__file__).parents[2] / "examples" / "models" / "korea-six.toml"


def korea() -> Model:
    return read_model(KOREA)


def test_six_decision_makers_and_their_options() -> None:
    model = korea()
    assert [maker.name for maker in model.decision_makers] == ["United States", "DPRK", "ROK", "China", "Japan", "Russia"]
    assert [code for maker in model.decision_makers for code in maker.actors] == ["USA", "PRK", "KOR", "CHN", "JPN", "RUS"]
    several = [option for maker in model.decision_makers for option in maker.levelled]
    assert 10 <= len(model.options) - sum(len(option.options) - 1 for option in several) <= 12
    assert model.status_quo is not None
    assert "weapon tests: missiles" in model.label(model.status_quo)


def test_every_judgement_is_marked_as_the_modellers() -> None:
    model = korea()
    for maker in model.decision_makers:
        assert isinstance(maker.preferences, Prioritization)
        assert maker.preferences.statements
        assert all(statement.provenance.assumed for statement in maker.preferences.statements)
    stated = [condition for condition in model.conditions if condition.provenance.note]
    assert all(condition.provenance.assumed for condition in stated)
    assert model.status_quo_provenance.assumed
    assert "It leaves out:" in model.note


def test_the_standoff_is_stable_and_a_settlement_would_be_but_no_single_gains_lead_there() -> None:
    model = korea()
    now = model.status_quo or 0
    settled = model.find_state(["relief", "guarantee", "tests=none", "dismantle", "aid", "talks", "shield"])
    analysis = analyse(model, FIVE)
    assert [analysis.is_equilibrium(now, concept) for concept in FIVE] == [True] * 5
    assert [analysis.is_equilibrium(settled, concept) for concept in FIVE] == [False, True, True, True, True]
    for state in (now, settled):
        for concept in FIVE:
            for place in range(6):
                check(model, why(model, state, place, concept))
    # It holds because the one who is tempted to go back would lose what it was given.
    assert "could then take \"large joint exercises\"" in why(model, settled, "DPRK", "seq").sentence
    path = StatusQuoAnalysis(model).to(settled)
    assert path.by_moves is not None
    assert path.by_improvements is None


def test_it_survives_a_round_trip() -> None:
    model = korea()
    assert parse_model(to_toml(model), "korea.toml") == model
