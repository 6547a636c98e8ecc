"""Explanations: every temptation is there, sanctions are shortest, sentences say what happens."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.conflict import read_model, why
from tests.conflict.oracle import Game
from tests.conflict.random_models import random_model

EXAMPLES = Path(__file__).parents[2] / "examples" / "models"


@pytest.mark.parametrize("seed", range(30))
def test_every_improvement_is_explained(seed: int) -> None:
    model = random_model(seed + 300)
    game = Game(model)
    for state in game.states[:16]:
        for place in game.makers:
            explanation = why(model, state, place, "seq")
            assert {temptation.improvement for temptation in explanation.temptations} == game.improvements(place, state)
            assert explanation.stable == all(temptation.sanction is not None for temptation in explanation.temptations)
            assert explanation.sentence.startswith(f"D{place} {'stays at' if explanation.stable else 'leaves'}")


def test_sentences_of_chicken() -> None:
    model = read_model(EXAMPLES / "chicken.toml")
    both = model.find_state(["row-swerves", "col-swerves"])
    assert why(model, both, "Row", "nash").sentence == ('Row leaves "Row swerves + Column swerves": it prefers to drop "Row swerves".')
    assert why(model, both, "Row", "gmr").sentence == (
        'Row stays at "Row swerves + Column swerves": it is tempted to drop "Row swerves", '
        'but Column could then drop "Column swerves", which leaves Row no better off.'
    )
    assert why(model, both, "Row", "seq").sentence == (
        'Row leaves "Row swerves + Column swerves": it prefers to drop "Row swerves", '
        "and nothing the others can gain by takes that gain away."
    )
    assert why(model, 1, "Row", "seq").sentence == 'Row stays at "Row swerves": none of its moves leads to a state it prefers.'


def test_an_explanation_as_plain_values() -> None:
    model = read_model(EXAMPLES / "chicken.toml")
    plain = why(model, 3, "Row", "gmr").to_dict(model)
    assert plain["temptations"][0]["sanction"][0] == {
        "mover": "Column",
        "from": 2,
        "to": 0,
        "from_label": "Column swerves",
        "to_label": "no option taken",
    }
    assert (plain["decision_maker"], plain["stable"]) == ("Row", True)
