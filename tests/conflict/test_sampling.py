"""Probabilistic stability: draws keep what is known, counts are those of the single draws, intervals are Wilson's."""

from __future__ import annotations

from random import Random

import pytest

from detente.conflict import Model, analyse, read_model
from detente.conflict.relations import certain_and_unknown
from detente.conflict.sampling import Distribution, Share, draw_profile, sample_stability
from detente.errors import ModelTooLarge, UsageError
from tests.conflict.random_models import random_model
from tests.conflict.random_relations import uncertain_model
from tests.conflict.test_stability import EXAMPLES


@pytest.mark.parametrize("seed", range(12))
def test_draws_keep_what_is_known_for_certain(seed: int) -> None:
    model, random = uncertain_model(seed), Random(seed)
    states = model.feasible_states()
    drawn = draw_profile(model, random, Distribution.STATED)
    for place, maker in enumerate(drawn.decision_makers):
        assert not maker.relations.is_uncertain
        preferred, unknown = certain_and_unknown(model, place, states)
        ranks = drawn.ranks(place)[states]
        assert (ranks[:, None] > ranks[None, :])[preferred].all()
        if not model.decision_makers[place].relations.unknown_pairs:
            tied = ~(preferred | preferred.T | unknown)
            assert (ranks[:, None] == ranks[None, :])[tied].all()


def test_each_order_of_an_unknown_pair_comes_up() -> None:
    first = {"name": "A", "options": ["go"], "ranking": ["Y", "N"], "uncertain": [["Y", "N"]]}
    model, random = Model.from_dict({"name": "one", "decision_makers": [first]}), Random(1)
    tops = [int(draw_profile(model, random, Distribution.STATED).ranks(0).argmax()) for _ in range(200)]
    assert 70 < sum(tops) < 130


def test_shares_are_those_of_the_draws() -> None:
    model, random = uncertain_model(4), Random(7)
    found = sample_stability(model, ["nash", "seq"], draws=40, seed=7)
    profiles = [analyse(draw_profile(model, random, Distribution.STATED), ["nash", "seq"]) for _ in range(40)]
    for state in map(int, model.feasible_states()):
        for concept in ("nash", "seq"):
            assert found.equilibrium_share(state, concept).held == sum(one.is_equilibrium(state, concept) for one in profiles)
            for place in range(len(model.decision_makers)):
                assert found.share(state, place, concept).held == sum(one.is_stable(state, place, concept) for one in profiles)
    again = sample_stability(model, ["nash", "seq"], draws=40, seed=7)
    assert again.to_dict() == found.to_dict()


def test_a_model_that_is_certain_gives_the_same_at_every_draw() -> None:
    model = read_model(EXAMPLES / "chicken.toml")
    plain = sample_stability(model, ["seq"], draws=5).to_dict()
    assert [(entry["state"], entry["share"]) for entry in plain["equilibria"]["seq"]] == [(1, 1.0), (2, 1.0)]
    assert plain["distribution"] == "stated"


def test_uniform_orders_of_a_single_mover() -> None:
    # Of two states that one decision maker moves between, each is stable in half of all orders.
    model = Model.from_dict({"name": "one", "decision_makers": [{"name": "A", "options": ["go"], "preferences": ["go"]}]})
    share = sample_stability(model, ["nash"], draws=300, distribution="uniform").share(0, "A", "nash")
    assert share.interval[0] < 0.5 < share.interval[1]


@pytest.mark.parametrize(("held", "interval"), [(0, (0.0, 0.2775)), (5, (0.2366, 0.7634)), (10, (0.7225, 1.0))])
def test_wilson_intervals_of_ten(held: int, interval: tuple[float, float]) -> None:
    assert Share(held, 10).interval == pytest.approx(interval, abs=1e-4)


def test_what_cannot_be_asked() -> None:
    model = random_model(1)
    with pytest.raises(UsageError, match="smr-a: drawn preferences are neither uncertain nor graded; ask for smr instead"):
        sample_stability(model, ["smr-a"])
    with pytest.raises(UsageError, match="draws: 0 is too few"):
        sample_stability(model, draws=0)
    with pytest.raises(UsageError, match="no distribution 'normal'; there are: stated, uniform"):
        sample_stability(model, distribution="normal")
    makers = [{"name": n, "options": [f"{n}{k}" for k in range(7)], "preferences": []} for n in "AB"]
    with pytest.raises(ModelTooLarge, match="sampling solves the model at each draw, and there are 16,384 feasible states"):
        sample_stability(Model.from_dict({"name": "big", "decision_makers": makers}))
