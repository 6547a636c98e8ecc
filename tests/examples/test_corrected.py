"""The two corrected drafts of docs/case-korea.md and docs/case-horn.md: evidence for every piece, and what the pages say of them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from detente.conflict import Model, Prioritization, Provenance, StatusQuoAnalysis, analyse, check, parse_model, read_model, why

EXAMPLES = Path(__file__).parents[2] / "examples"
MODELS = {"korea": EXAMPLES / "models" / "korea-corrected.toml", "horn": EXAMPLES / "models" / "horn-corrected.toml"}

TALKS = "YNY NYN"  # no exercises, no tests, talks; sanctions stay
PROGRAM = "YNN NYY"  # the same, the program given up and sanctions ended
CARRIED_OUT = "YYYY YY YY"


def changed(corpus: str, old: str, new: str) -> Model:
    text = MODELS[corpus].read_text(encoding="utf-8")
    assert old in text
    return parse_model(text.replace(old, new), "corrected.toml")


def corpus_text(corpus: str) -> str:
    told = []
    for path in sorted((EXAMPLES / corpus / "news").iterdir()):
        text = path.read_text(encoding="utf-8")
        told.append(" ".join(json.loads(line)["text"] for line in text.splitlines()) if path.suffix == ".jsonl" else text)
    return re.sub(r"\s+", " ", " ".join(told))


def pieces(model: Model) -> list[Provenance]:
    found = [model.status_quo_provenance]
    for maker in model.decision_makers:
        assert isinstance(maker.preferences, Prioritization)
        found += [option.provenance for option in maker.options]
        found += [statement.provenance for statement in maker.preferences.statements]
    return found + [condition.provenance for condition in model.conditions]


@pytest.mark.parametrize("corpus", sorted(MODELS))
def test_every_piece_has_evidence_from_the_corpus_or_is_assumed(corpus: str) -> None:
    text = corpus_text(corpus)
    for provenance in pieces(read_model(MODELS[corpus])):
        assert provenance.evidence or provenance.assumed
        assert provenance.note or provenance.evidence
        for quoted in provenance.evidence:
            words = re.fullmatch(r"«(.+?)( \.\.\.)?» \(.+\)", quoted)
            assert words is not None
            assert words[1] in text


def leaving(model: Model, state: int, concept: str = "seq") -> list[str]:
    analysis = analyse(model, [concept])
    return [maker.name for maker in model.decision_makers if not analysis.is_stable(state, maker.name, concept)]


def openers(model: Model, pattern: str) -> list[str]:
    return [model.decision_makers[place].name for place in StatusQuoAnalysis(model).openers(model.find_state(pattern))]


ALLIES, NORTH = "South Korea with United States", "North Korea"
BARGAIN = ('statement = "not prk-denuclearization"', 'statement = "not kor-sanctions if prk-denuclearization"')
TESTS_ANYWAY = ('"prk-weapons-tests iff kor-exercises"', '"prk-weapons-tests"')


@pytest.mark.parametrize(
    ("edit", "program", "opener"),
    [(("", ""), [NORTH], [ALLIES]), (BARGAIN, [], [ALLIES]), (TESTS_ANYWAY, [NORTH], [])],
    ids=["corrected", "bargain", "tests anyway"],
)
def test_korea_suspension_holds_and_the_rest_hangs_on_two_judgements(edit: tuple[str, str], program: list[str], opener: list[str]) -> None:
    model = changed("korea", *edit)
    assert leaving(model, model.status_quo or 0, "nash") == []
    assert leaving(model, model.find_state(TALKS)) == []
    assert leaving(model, model.find_state(PROGRAM)) == program
    assert openers(model, TALKS) == opener
    ranks, now = model.ranks(NORTH), model.status_quo or 0
    assert (ranks[model.find_state(PROGRAM)] > ranks[now]) == (edit == BARGAIN)


def test_korea_what_deters_the_allies_is_that_the_north_tests_again() -> None:
    model = read_model(MODELS["korea"])
    explained = why(model, model.find_state(TALKS), ALLIES, "seq")
    check(model, explained)
    assert 'tempted to take "exercises and bomber flights"' in explained.sentence
    assert 'take "missile and nuclear tests"' in explained.sentence


ETHIOPIA, FRONT, ERITREA = "Ethiopia", "Tigray People's Liberation Front", "Eritrea"


@pytest.mark.parametrize(
    ("edit", "now", "carried_out", "opener"),
    [
        (("", ""), [], [], [ETHIOPIA, FRONT, ERITREA]),
        (('"eri-withdrawal iff eth-border"', '"not eri-withdrawal"'), [], [ERITREA], [ERITREA]),
        (('"eri-ceasefire if eth-ceasefire and tplf-ceasefire"', '"not eri-ceasefire"'), [ERITREA], [ERITREA], [ETHIOPIA, FRONT, ERITREA]),
        (('"tplf-disarmament if eth-border"', '"eth-border"'), [ETHIOPIA], [], []),
        (('"eri-withdrawal if tplf-disarmament"', '"tplf-disarmament"'), [FRONT], [], []),
    ],
    ids=["corrected", "Eritrea stays", "Eritrea fights", "border first", "disarms first"],
)
def test_horn_one_step_opens_the_agreement_unless_eritrea_stays(
    edit: tuple[str, str], now: list[str], carried_out: list[str], opener: list[str]
) -> None:
    model = changed("horn", *edit)
    target = model.find_state(CARRIED_OUT)
    assert leaving(model, model.status_quo or 0) == now
    assert leaving(model, target) == carried_out
    assert openers(model, CARRIED_OUT) == opener
    assert (StatusQuoAnalysis(model).to(target).by_improvements is not None) == (opener == [])


def test_horn_two_states_hold_by_nash_and_the_better_one_is_better_for_all() -> None:
    model = read_model(MODELS["horn"])
    now, target = model.status_quo or 0, model.find_state(CARRIED_OUT)
    assert set(analyse(model, ["nash"]).equilibria("nash")) == {now, target}
    assert all(model.ranks(place)[target] > model.ranks(place)[now] for place in range(3))


def test_horn_the_danger_is_to_have_disarmed_while_eritrea_stays() -> None:
    model = changed("horn", '"eri-withdrawal iff eth-border"', '"not eri-withdrawal"')
    feared = model.find_state("YYYY YY YN")
    assert analyse(model, ["nash"]).is_equilibrium(feared, "nash")
    assert model.ranks(FRONT)[feared] < model.ranks(FRONT)[model.status_quo or 0]
