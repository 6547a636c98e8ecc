"""Whole tables of verdicts and shortest paths: what is right passes, what is not is refused."""

from __future__ import annotations

import numpy as np
import pytest

from detente.conflict import CONCEPTS, StatusQuoAnalysis, analyse, check_shortest, check_table
from detente.errors import CertificateError
from tests.conflict.random_forms import levelled_model, levelled_plain, misperceiving_model
from tests.conflict.random_models import random_model


@pytest.mark.parametrize("start", range(0, 60, 10))
def test_right_tables_pass_and_one_wrong_verdict_does_not(start: int) -> None:
    for seed in range(start, start + 10):
        model = misperceiving_model(seed) if seed % 2 else random_model(seed)
        verdicts = analyse(model).verdicts
        check_table(model, verdicts)
        concept = tuple(CONCEPTS)[seed % len(CONCEPTS)]
        maker, state = seed % len(model.decision_makers), int(model.feasible_states()[-1])
        wrong = [verdict.copy() for verdict in verdicts[concept]]
        wrong[maker][state] = not wrong[maker][state]
        with pytest.raises(CertificateError, match=f"{concept}: called"):
            check_table(model, {concept: wrong})


@pytest.mark.parametrize("seed", range(10))
def test_tables_of_models_with_levels_pass(seed: int) -> None:
    model = levelled_model(levelled_plain(seed))
    check_table(model, analyse(model).verdicts)


@pytest.mark.parametrize("seed", range(30))
def test_shortest_paths_pass_and_longer_or_missing_ones_do_not(seed: int) -> None:
    model = misperceiving_model(seed) if seed % 2 else random_model(seed)
    start = model.status_quo or 0
    conceding = [seed % len(model.decision_makers)]
    paths = StatusQuoAnalysis(model, conceding=conceding)
    for state in np.random.default_rng(seed).permutation(model.feasible_states())[:6].tolist():
        found = paths.to(state)
        check_shortest(model, start, state, found.by_moves)
        check_shortest(model, start, state, found.by_improvements, improving=True)
        check_shortest(model, start, state, found.by_concessions, improving=True, conceding=conceding)
        if found.by_moves is not None:
            with pytest.raises(CertificateError, match="there is a path of"):
                check_shortest(model, start, state, None)
        if found.by_moves and found.by_improvements is None:
            with pytest.raises(CertificateError, match=r"no improvement of the mover|there is no path"):
                check_shortest(model, start, state, found.by_moves, improving=True)
        if found.by_improvements and found.by_moves and len(found.by_moves) < len(found.by_improvements):
            with pytest.raises(CertificateError, match="there is a path of"):
                check_shortest(model, start, state, found.by_improvements)
        opened = set(paths.openers(state))
        for place in range(len(model.decision_makers) if found.by_improvements is None else 0):
            alone = StatusQuoAnalysis(model, conceding=[place]).to(state).by_concessions
            assert (alone is not None) == (place in opened)
            check_shortest(model, start, state, alone, improving=True, conceding=[place])
