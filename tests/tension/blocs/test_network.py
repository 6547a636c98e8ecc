"""What makes a tie, and when its sign is clear."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.archive import PairTally, reports_of
from detente.records import Genre, Mention, Reading, Relation, RelationKind, TextSpan, Voice, VoiceKind
from detente.tension import EQUAL
from detente.tension.blocs import Dealing, Network, about_these, dealings_of_rows, find_dealings, signed_network
from detente.tension.blocs.network import Tie, balance_interval
from tests.archive.builders import event, reading

SPAN = TextSpan("doc-1", 0, 4, "News")


def dealings(*weights: float, pair: tuple[str, str] = ("KOR", "PRK")) -> list[Dealing]:
    return [Dealing(pair, weight, "2018-04-27", "2018-04-27", f"in-{number}") for number, weight in enumerate(weights)]


def tie(*weights: float, confidence: float = 0.8) -> Tie:
    (found,) = signed_network(dealings(*weights), confidence).ties
    return found


def relation(kind: RelationKind, left: str, right: str, voice: VoiceKind = VoiceKind.OUTLET, document: str = "doc-1") -> Relation:
    span = replace(SPAN, document=document)
    return Relation(f"rl-{kind}-{left}-{right}-{document}", kind, (Mention(left, span),), (Mention(right, span),), Voice(voice), (span,))


def told(*relations: Relation, document: str = "doc-1", outlet: str = "Wire", genre: Genre = Genre.NEWS) -> Reading:
    """A reading whose actors are those of its relations."""
    codes = sorted({m.actor for r in relations for m in (*r.left, *r.right)})
    one = reading(
        event("REQUEST", tuple(codes[:1]), tuple(codes[1:]), document=document),
        document=document, published="2018-05-01", outlet=outlet, genre=genre,
    )  # fmt: skip
    return replace(one, relations=relations)


def network_of(*readings: Reading, **more: bool) -> Network:
    return signed_network(find_dealings(readings, [r for one in readings for r in reports_of(one)], **more))


@pytest.mark.parametrize(
    ("weights", "word", "why"),
    [
        ((2.5,), "unclear", "too little to tell"),
        ((2.5, 2.5), "friendly", "clear"),
        ((-9.0, -9.0), "hostile", "clear"),
        ((-9.0, 9.5), "unclear", "as much friendly as hostile"),
        ((-3.0, -9.0, 5.0), "unclear", "friendly and hostile"),
        ((0.0, 0.0, 0.0), "unclear", "nothing that passed has a weight"),
        ((5.0,) * 400 + (-5.0,) * 360, "unclear", "as much friendly as hostile"),
    ],
)
def test_a_sign_is_given_only_where_it_is_clear(weights: tuple[float, ...], word: str, why: str) -> None:
    found = tie(*weights)
    assert (found.word, found.why) == (word, why)


def test_more_confidence_asks_for_more_dealings() -> None:
    assert tie(2.5, 2.5, confidence=0.9).sign == 0
    assert tie(2.5, 2.5, 2.5, confidence=0.9).sign == 1


def test_one_heavy_dealing_among_light_ones_counts_as_few() -> None:
    """Ten and a half by weight, but hardly more than one by number."""
    assert tie(10.0, 0.25, 0.25).why == "too little to tell"


@settings(deadline=None)
@given(st.lists(st.sampled_from([-9.0, -3.0, 2.5, 9.5]), min_size=1, max_size=30), st.sampled_from([0.5, 0.8, 0.95]))
def test_the_interval_holds_the_balance_and_turns_with_the_signs(weights: list[float], confidence: float) -> None:
    found, turned = tie(*weights, confidence=confidence), tie(*(-w for w in weights), confidence=confidence)
    balance = found.net / (found.cooperation + found.conflict)
    assert -1.000001 <= found.low - 1e-6 <= balance <= found.high + 1e-6 <= 1.00001
    assert turned.sign == -found.sign
    assert turned.low == pytest.approx(-found.high, abs=2e-6)


def test_the_interval_leaves_the_same_tail_on_either_side() -> None:
    """Of ten draws seven: the density of Jeffreys' posterior, summed by hand."""
    shares = (np.arange(200_000) + 0.5) / 200_000
    density = shares**6.5 * (1 - shares) ** 2.5
    low, high = ((end + 1) / 2 for end in balance_interval(7.0, 3.0, 10.0, 0.9))
    tails = density[shares < low].sum() / density.sum(), density[shares > high].sum() / density.sum()
    assert tails == (pytest.approx(0.05, abs=1e-4), pytest.approx(0.05, abs=1e-4))


def test_a_sign_that_is_given_is_seldom_the_wrong_one() -> None:
    """Pairs lean to one side as the prior has it, and deal with each other in things of all weights."""
    draw = np.random.default_rng(5)
    given, wrong = 0, 0
    for _ in range(4000):
        share = draw.beta(0.5, 0.5)
        weights = draw.choice([2.5, 5.0, 9.5], draw.integers(1, 9))
        signs = np.where(draw.random(len(weights)) < share, 1, -1)
        found = tie(*(float(w) for w in weights * signs))
        given += found.sign != 0
        wrong += found.sign != 0 and (found.sign > 0) != (share > 0.5)
    assert given > 2000
    assert wrong <= 0.1 * given


def test_a_relation_told_clears_a_thin_balance_of_the_same_sign() -> None:
    (found,) = network_of(told(relation(RelationKind.ALLIANCE, "KOR", "USA"))).ties
    assert (found.word, found.why, found.cooperation) == ("friendly", "a relation told of it", 9.0)
    assert found.relations == ("rl-alliance-KOR-USA-doc-1",)


def test_one_sources_word_makes_no_tie_and_two_outlets_do() -> None:
    one = relation(RelationKind.HOSTILITY, "IRN", "ISR", VoiceKind.SOURCE)
    other = relation(RelationKind.HOSTILITY, "IRN", "ISR", VoiceKind.SOURCE, "doc-2")
    assert network_of(told(one)).ties[0].sign == 0
    found = network_of(told(one), told(other, document="doc-2", outlet="Post")).ties[0]
    assert (found.sign, found.conflict, len(found.relations)) == (-1, 9.0, 2)  # told twice, counted once


def test_relations_that_contradict_each_other_clear_nothing() -> None:
    both = (relation(RelationKind.ALLIANCE, "KOR", "USA"), relation(RelationKind.RIVALRY, "KOR", "USA"))
    assert network_of(told(*both)).ties[0].sign == 0


def test_dependence_is_kept_and_has_no_sign() -> None:
    (found,) = network_of(told(relation(RelationKind.DEPENDENCE, "KOR", "USA"))).ties
    assert (found.sign, found.net, len(found.relations)) == (0, 0.0, 1)


def test_opinion_counts_only_where_asked() -> None:
    piece = told(relation(RelationKind.ALLIANCE, "KOR", "USA"), genre=Genre.OPINION)
    assert network_of(piece).ties == ()
    assert network_of(piece, include_opinion=True).ties[0].sign == 1


def test_who_acts_together_against_a_third_stands_together() -> None:
    one = reading(event("SANCTION", ("FRA", "GBR"), ("RUS",), on="2022-03-01"), published="2022-03-01")
    found = {t.pair: t.net for t in network_of(one).ties}
    assert found == {("FRA", "GBR"): 5.0, ("FRA", "RUS"): -6.0, ("GBR", "RUS"): -6.0}


def test_who_fights_each_other_does_not_stand_together() -> None:
    one = reading(event("ASSAULT", ("IND", "PAK"), ("IND", "PAK"), on="2019-02-27"), published="2019-02-27")
    assert {t.pair: t.net for t in network_of(one).ties} == {("IND", "PAK"): -9.0}


def test_whom_nobody_resolves_is_no_side() -> None:
    one = reading(event("ASSAULT", ("PRK",), ("~villagers",), on="2019-02-27"), published="2019-02-27")
    assert network_of(one).ties == ()


def test_about_keeps_those_named_and_all_who_deal_with_them() -> None:
    every = [*dealings(1.0), *dealings(1.0, pair=("KOR", "USA")), *dealings(1.0, pair=("PRK", "USA")), *dealings(1.0, pair=("FRA", "GBR"))]
    assert {d.pair for d in about_these(every, {"KOR"})} == {("KOR", "PRK"), ("KOR", "USA"), ("PRK", "USA")}
    assert about_these(every, set()) == tuple(every)


def test_other_weights_may_give_another_sign() -> None:
    one = reading(event("ACCUSE", ("FRA",), ("GBR",), on="2022-03-01"), event("CONSULT", ("FRA", "GBR"), on="2022-03-01", place=1))
    (found,) = signed_network(find_dealings([one], reports_of(one))).ties
    (equal,) = signed_network(find_dealings([one], reports_of(one), weights=EQUAL)).ties
    assert (found.net, equal.net) == (-0.5, 0.0)


def test_rows_of_a_data_set_weigh_once_each() -> None:
    tallies = [PairTally(("KOR", "PRK"), "CONSULT", None, "2018-04-01", "2018-04-30", 40, "a.csv row 1")]
    (found,) = signed_network(dealings_of_rows(tallies)).ties
    assert (found.cooperation, found.dealings, found.incidents) == (100.0, 40, ("a.csv row 1",))
    (alike,) = signed_network(dealings(*[2.5] * 40)).ties
    assert (found.low, found.high) == (alike.low, alike.high)
