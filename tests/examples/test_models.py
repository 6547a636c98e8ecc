"""The hand-written model of six decision makers: complete, marked as a judgement, and saying what docs/case-korea-six.md says of it."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from detente.conflict import (
    Model,
    Prioritization,
    StatusQuoAnalysis,
    analyse,
    analyse_coalitions,
    check,
    describe_path,
    parse_model,
    read_model,
    to_toml,
    verdict_margin,
    ways_out,
    why,
)

FIVE = ("nash", "gmr", "smr", "seq", "sseq")
KOREA = Path(__file__).parents[2] / "examples" / "models" / "korea-six.toml"

# The states that the case speaks of, as patterns: exercises and missiles stopped; a freeze for relief; dismantlement for all that is asked.
SUSPENSION = "NNNN NNNNY NN N Y Y"
FREEZE = "NNYY NNYNY YN N Y Y"
SETTLEMENT = "NNYY NNYYY YN N Y Y"
DISARMED_FOR_NOTHING = "YNNN NNYYY YN N Y Y"


def korea() -> Model:
    return read_model(KOREA)


def changed(*edits: tuple[str, str]) -> Model:
    """The model with another judgement; every edit must find what it replaces."""
    text = KOREA.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return parse_model(text, "korea-six.toml")


def first(maker: str, statement: str) -> tuple[str, str]:
    """An edit that puts a statement before all others of a decision maker."""
    text = KOREA.read_text(encoding="utf-8")
    start = text.index("[[decision_makers.preferences]]", text.index(f'name = "{maker}"'))
    old = text[start : text.index("assumed", start)]
    return old, f'[[decision_makers.preferences]]\nstatement = "{statement}"\nassumed = true\n\n{old}'


REVERSIBLE = ('direction = "taken-once", assumed = true, note = "under inspection', 'assumed = true, note = "under inspection')
RELIEF_BOUND = ('name = "ease own sanctions"', 'name = "ease own sanctions"\ndirection = "taken-once"')
GUARANTEE_BOUND = ('name = "security guarantee"', 'name = "security guarantee"\ndirection = "taken-once"')
EXERCISES_BOUND = ('{ name = "large", course = "exercises" }', '{ name = "large", course = "exercises", direction = "given-up-once" }')
NEVER_DISMANTLES = first("DPRK", "not program=dismantled")
TESTS_ANYWAY = ('statement = "tests>=missiles iff exercises>=large"', 'statement = "tests>=missiles"')
TESTS_ABOVE_ALL = first("DPRK", "tests>=missiles")
NEVER_RELIEF = first("United States", "not relief")


def test_six_decision_makers_and_their_options() -> None:
    model = korea()
    assert [maker.name for maker in model.decision_makers] == ["United States", "DPRK", "ROK", "China", "Japan", "Russia"]
    assert [code for maker in model.decision_makers for code in maker.actors] == ["USA", "PRK", "KOR", "CHN", "JPN", "RUS"]
    several = [option for maker in model.decision_makers for option in maker.levelled]
    assert 10 <= len(model.options) - sum(len(option.options) - 1 for option in several) <= 12
    # Few enough for every analysis, coalitions included, whose limit is 4,096.
    assert len(model.feasible_states()) == 3072
    assert model.status_quo is not None
    assert "weapon tests: missiles" in model.label(model.status_quo)


def test_every_judgement_is_marked_as_the_modellers_and_explained() -> None:
    model = korea()
    for maker in model.decision_makers:
        assert isinstance(maker.preferences, Prioritization)
        assert maker.preferences.statements
        assert all(statement.provenance.assumed and statement.provenance.note for statement in maker.preferences.statements)
    stated = [condition for condition in model.conditions if condition.provenance.note]
    assert stated
    assert all(condition.provenance.assumed for condition in stated)
    assert model.status_quo_provenance.assumed
    assert "It leaves out:" in model.note


def test_the_standoff_is_stable_by_every_concept_and_better_states_are_better_for_all_six() -> None:
    model = korea()
    now = model.status_quo or 0
    analysis = analyse(model, FIVE)
    assert [len(analysis.equilibria(concept)) for concept in FIVE] == [10, 932, 932, 154, 154]
    assert [analysis.is_equilibrium(now, concept) for concept in FIVE] == [True] * 5
    for pattern in (SUSPENSION, FREEZE, SETTLEMENT):
        state = model.find_state(pattern)
        assert all(model.ranks(place)[state] > model.ranks(place)[now] for place in range(6))
        for place in range(6):
            check(model, why(model, state, place, "seq"))
    for pattern in (SUSPENSION, FREEZE):
        state = model.find_state(pattern)
        assert [analysis.is_equilibrium(state, concept) for concept in FIVE] == [False, True, True, True, True]
    settled = model.find_state(SETTLEMENT)
    assert [maker.name for maker in model.decision_makers if not analysis.is_stable(settled, maker.name, "seq")] == ["United States"]
    assert "it prefers to drop \"ease own sanctions\"" in why(model, settled, "United States", "seq").sentence
    held = analysis.equilibria("seq")
    ranks = [model.ranks(place) for place in range(6)]
    assert len([state for state in held if all(rank[state] > rank[now] for rank in ranks)]) == 34
    worse = [state for state in held if ranks[1][state] < ranks[1][now]]
    assert len(worse) == 8
    assert all("nuclear program: dismantled" in model.label(state) for state in worse)
    # What the DPRK has reason to fear: it has disarmed, nothing was given for it, and nobody would move.
    feared = model.find_state(DISARMED_FOR_NOTHING)
    assert analysis.is_equilibrium(feared, "nash")
    assert model.ranks("DPRK")[feared] < model.ranks("DPRK")[now]


def test_no_gains_alone_lead_out_and_the_united_states_would_have_to_begin() -> None:
    model = korea()
    for pattern in (SUSPENSION, FREEZE, SETTLEMENT):
        state = model.find_state(pattern)
        path = StatusQuoAnalysis(model).to(state)
        assert path.by_moves is not None
        assert path.by_improvements is None
        assert [model.decision_makers[place].name for place in StatusQuoAnalysis(model).openers(state)] == ["United States"]
    conceding = StatusQuoAnalysis(model, conceding=["United States"]).to(model.find_state(SUSPENSION)).by_concessions
    assert conceding is not None
    assert describe_path(model, conceding) == (
        'United States: set "joint exercises" to "none"; DPRK: take "come to talks" and set "weapon tests" to "none"'
    )


def test_the_cheapest_change_that_lets_the_settlement_hold_is_that_dismantling_can_be_undone() -> None:
    model = korea()
    found = ways_out(model, "seq", targets=[model.find_state(SETTLEMENT)], max_cost=2)
    assert {way.cost for way in found.ways} == {2}
    assert found.complete
    assert 'DPRK becomes free to take and drop "nuclear program: at least dismantled"' in [
        change.sentence for way in found.ways for change in way.changes
    ]
    held = ways_out(model, "seq", targets=[model.find_state(FREEZE)], max_cost=1)
    assert [way.cost for way in held.ways] == [0]


def test_margins_are_found_within_a_few_proposals() -> None:
    """The bound on work: no clock is asked, but how many changed models had to be judged."""
    model = korea()
    for pattern in (FREEZE, SUSPENSION):
        for maker in model.decision_makers:
            margin = verdict_margin(model, model.find_state(pattern), maker.name, "seq", max_cost=1)
            assert margin.proven
            assert margin.searched <= 20


def test_only_coalitions_of_both_the_united_states_and_the_dprk_would_leave_the_status_quo() -> None:
    model = korea()
    now = model.status_quo or 0
    analysis = analyse_coalitions(model, concepts=["seq"])
    coalitions = [members for size in range(1, 7) for members in itertools.combinations(range(6), size)]
    leaving = [members for members in coalitions if not analysis.is_stable(now, members, "seq")]
    assert leaving == [members for members in coalitions if {0, 1} <= set(members)]
    universal = analysis.universally_stable("seq")
    assert len(universal) == 12
    assert model.find_state(FREEZE) in universal
    assert model.find_state(SUSPENSION) not in universal


@pytest.mark.parametrize(
    ("edits", "suspension", "freeze", "settlement", "opener"),
    [
        ((), [], [], ["United States"], ["United States"]),
        ((REVERSIBLE,), [], [], [], ["United States"]),
        ((RELIEF_BOUND, GUARANTEE_BOUND), [], [], ["United States"], ["United States"]),
        ((RELIEF_BOUND, GUARANTEE_BOUND, EXERCISES_BOUND), [], ["DPRK"], [], ["United States"]),
        ((NEVER_DISMANTLES,), [], [], ["United States"], ["United States"]),
        ((TESTS_ANYWAY,), [], [], ["United States"], []),
        ((TESTS_ABOVE_ALL,), ["DPRK"], ["DPRK"], ["United States"], []),
        ((NEVER_RELIEF,), [], ["United States"], ["United States"], ["United States"]),
    ],
    ids=["written", "reversible", "two bound", "all bound", "never dismantles", "tests anyway", "tests above all", "never relief"],
)
def test_what_hangs_on_one_judgement(
    edits: tuple[tuple[str, str], ...], suspension: list[str], freeze: list[str], settlement: list[str], opener: list[str]
) -> None:
    """Who would leave each state by SEQ, and whose concessions alone lead to the suspension: the table of the case."""
    model = changed(*edits)
    analysis = analyse(model, ["nash", "seq"])
    assert analysis.is_equilibrium(model.status_quo or 0, "nash")
    for pattern, expected in ((SUSPENSION, suspension), (FREEZE, freeze), (SETTLEMENT, settlement)):
        state = model.find_state(pattern)
        assert [maker.name for maker in model.decision_makers if not analysis.is_stable(state, maker.name, "seq")] == expected
    openers = StatusQuoAnalysis(model).openers(model.find_state(SUSPENSION))
    assert [model.decision_makers[place].name for place in openers] == opener


def test_it_survives_a_round_trip() -> None:
    model = korea()
    assert parse_model(to_toml(model), "korea.toml") == model
