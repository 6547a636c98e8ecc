"""Ways out in words: every claim of an account holds by the oracle, and what is told is what was found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path as File
from random import Random

import pytest

from detente.conflict import Account, Direction, Model, Prioritization, account_of, read_model, ways_out
from detente.conflict.certificate_settlements import check_account
from detente.conflict.claims import Path
from detente.conflict.neighbours import draw_neighbour
from detente.conflict.settlement_claims import Approach, Hold, Premise, Settlement, Standpoint
from detente.conflict.strife import Strife
from detente.errors import CertificateError
from tests.conflict.oracle import Game, _holds
from tests.conflict.random_models import random_model, tenth

CONCEPTS = ("seq", "nash", "gmr", "smr", "seq", "sseq", "seq")
EXAMPLES = File(__file__).parents[2] / "examples" / "models"


def account(seed: int, samples: int = 0) -> Account:
    model, draw = random_model(seed), Random(seed)
    acts = [(option.id, draw.random() < 0.5) for option in model.options if draw.random() < 0.6]
    strife = Strife(tuple(acts[::2]), tuple(acts[1::2]))
    found = ways_out(model, CONCEPTS[seed % len(CONCEPTS)], max_cost=2, limit=4, strife=strife)
    return account_of(found, limit=3, samples=samples)


class Witness:
    """Says of a model's claims which are wrong, by the oracle alone."""

    def __init__(self, model: Model, start: int, concept: str) -> None:
        self.model, self.start, self.concept = model, start, concept
        self.game = Game(model)
        self.wrong: list[str] = []
        self.told = 0

    def expect(self, holds: bool, what: str) -> None:
        self.told += 1
        if not holds:
            self.wrong.append(f"{self.model.name}, {self.concept}: {what}")

    def standpoint(self, one: Standpoint) -> None:
        here, there = (self.game.score[one.maker][state] for state in (self.start, one.state))
        self.expect(one.verdict == ("gains" if there > here else "loses" if there < here else "same"), one.sentence)
        said = {"gains": "would gain", "loses": "would lose", "same": "neither gain nor lose"}[one.verdict]
        self.expect(said in one.sentence and one.sentence.startswith(self.model.decision_makers[one.maker].name), one.sentence)
        if one.premise is not None:
            self.premise(one.premise)

    def premise(self, one: Premise) -> None:
        self.expect(self.game.prefers(one.maker, one.better, one.worse), f"premise {one}")
        preferences = self.model.decision_makers[one.maker].preferences
        if isinstance(preferences, Prioritization):
            told = [tuple(_holds(self.model, s.expression, state) for state in (one.better, one.worse)) for s in preferences.statements]
            self.expect(one.statement == next(n for n, (a, b) in enumerate(told) if a != b), f"premise {one}")

    def deciding(self, maker: int, state: int) -> tuple[int, int | None]:
        """Whether a state is better or worse for somebody than the status quo, and the first statement that tells them apart."""
        here, there = (self.game.score[maker][one] for one in (self.start, state))
        preferences, first = self.model.decision_makers[maker].preferences, None
        if isinstance(preferences, Prioritization):
            told = [tuple(_holds(self.model, s.expression, one) for one in (self.start, state)) for s in preferences.statements]
            first = next((n for n, (a, b) in enumerate(told) if a != b), None)
        return (there > here) - (there < here), first

    def beside(self, one: Settlement, strife: Strife) -> None:
        """What is said of armed force and of variants."""
        acts = {option.id: bool(one.state >> bit & 1) for bit, option in enumerate(self.model.options)}
        armed = {option for option, takes in strife.armed if acts.get(option) is takes}
        before = {option.id: bool(self.start >> bit & 1) for bit, option in enumerate(self.model.options)}
        self.expect({self.model.options[bit].id for bit in one.armed} == armed, one.fighting)
        self.expect(all(before[option] is acts[option] for option in armed), "armed force begins")
        self.expect(bool(one.fighting) is bool(armed), one.fighting)
        for state, holds in one.variants:
            self.expect(all(self.deciding(maker, state) == self.deciding(maker, one.state) for maker in self.game.makers), one.alike)
            self.expect(holds is all(self.game.is_stable(maker, state, self.concept) for maker in self.game.makers), one.alike)

    def hold(self, one: Hold) -> None:
        state, maker = one.reason.state, one.reason.maker
        stable = self.game.is_stable(maker, state, self.concept)
        self.expect(stable == one.reason.stable, one.sentence)
        self.expect(("would stay" in one.sentence) is stable and ("would not stay" in one.sentence) is not stable, one.sentence)
        self.expect(("none of its own moves" in one.sentence) is (not self.game.improvements(maker, state)), one.sentence)
        for premise in one.premises:
            self.premise(premise)
        if stable:
            for temptation in one.reason.temptations:
                self.path(temptation.sanction or (), one.sentence, improving=self.concept in ("seq", "sseq"))
            return
        tempting = one.reason.temptations[0].improvement
        self.expect(tempting in self.game.improvements(maker, state), one.sentence)
        others = [other for other in self.game.makers if other != maker]
        if one.answer is not None:
            self.path(one.answer, one.sentence)
            end = one.answer[-1].end
            self.expect(one.answer[0].start == tempting and all(step.mover != maker for step in one.answer), one.sentence)
            self.expect(not self.game.prefers(maker, end, state), one.sentence)
            self.expect(one.unwilling == self.without_gain(one.answer) != (), one.sentence)
        elif self.concept in ("seq", "gmr"):
            self.expect(all(self.game.prefers(maker, b, state) for b in self.game.reach(others, tempting)), one.sentence)

    def without_gain(self, path: Path) -> tuple[int, ...]:
        return tuple(n for n, step in enumerate(path) if not self.game.prefers(step.mover, step.end, step.start))

    def path(self, path: Path, told: str, *, improving: bool = False) -> None:
        for place, step in enumerate(path):
            self.expect(step.end in self.game.moves[step.mover][step.start], told)
            self.expect(not improving or self.game.prefers(step.mover, step.end, step.start), told)
            self.expect(not place or (path[place - 1].end == step.start and path[place - 1].mover != step.mover), told)

    def approach(self, one: Approach) -> None:
        self.path(one.path, one.sentence)
        self.expect((one.path[0].start, one.path[-1].end) == (self.start, one.state), one.sentence)
        self.expect(one.concessions == self.without_gain(one.path), one.sentence)
        worse = [n for n in one.concessions[:] if self.game.prefers(one.path[n].mover, self.start, one.path[n].end)]
        self.expect(one.exposed == tuple(n for n in worse if n + 1 < len(one.path)), one.sentence)
        by_gains = one.state in self.game.reach(self.game.makers, self.start, improving=True)
        self.expect(not one.no_gains_only or not by_gains, one.sentence)
        self.expect(one.only is None or all(one.path[n].mover == one.only for n in one.concessions), one.sentence)
        self.expect(("gain for whoever" in one.sentence or "gain for the one" in one.sentence) is (not one.concessions), one.sentence)


def promises(model: Model) -> list[Model]:
    """Make every model in which one option has another direction that costs 2, or one listed move is left out."""
    found = []
    for place, maker in enumerate(model.decision_makers):
        for number, option in enumerate(maker.options):
            for direction in Direction:
                bound = Direction.BOTH not in (direction, option.direction) and Direction.FIXED not in (direction, option.direction)
                dear = bound or (option.direction is Direction.FIXED and direction is not Direction.BOTH)
                if direction is not option.direction and not dear:
                    options = (*maker.options[:number], replace(option, direction=direction), *maker.options[number + 1 :])
                    makers = list(model.decision_makers)
                    makers[place] = replace(maker, options=options)
                    found.append(replace(model, decision_makers=tuple(makers)))
        if not model.is_option_form:
            for arc in model.moves[place]:
                left = tuple(one for one in model.moves[place] if one != arc)
                found.append(replace(model, moves=(*model.moves[:place], left, *model.moves[place + 1 :])))
    return found


def wrong_claims(told: Account) -> tuple[list[str], int]:
    """List the claims of an account that do not hold, and count those looked at."""
    model, start, concept = told.model, told.found.status_quo, told.found.concept
    witness = Witness(model, start, concept)
    for hold in told.here:
        witness.hold(hold)
    for settlement in told.settlements:
        witness.beside(settlement, told.found.strife)
        for one in settlement.standpoints:
            witness.standpoint(one)
        for hold in settlement.holds:
            witness.hold(hold)
        for approach in settlement.approaches:
            witness.approach(approach)
        if settlement.together:
            bits = [bit for bit in range(len(model.options)) if (start ^ settlement.state) >> bit & 1]
            free = {True: (Direction.BOTH, Direction.TAKEN_ONCE), False: (Direction.BOTH, Direction.GIVEN_UP_ONCE)}
            allowed = all(model.options[bit].direction in free[bool(settlement.state >> bit & 1)] for bit in bits)
            witness.expect(allowed and settlement.state in witness.game.states, settlement.together)
            witness.expect("loses" not in {one.verdict for one in settlement.standpoints}, settlement.together)
        there = settlement.state in {start} | witness.game.reach(witness.game.makers, start)
        witness.expect(there is (not settlement.out_of_reach), settlement.out_of_reach)
        for remedy in settlement.remedies:
            changed = Witness(remedy.way.model, start, concept)
            stands = all(changed.game.is_stable(place, settlement.state, concept) for place in changed.game.makers)
            reached = settlement.state in {start} | changed.game.reach(changed.game.makers, start)
            witness.expect(stands and (remedy.way.is_joint or reached), remedy.sentence)
            witness.expect(f"(cost {sum(change.cost for change in remedy.way.changes)})" in remedy.sentence, remedy.sentence)
            same = all(a.preferences == b.preferences for a, b in zip(model.decision_makers, remedy.way.model.decision_makers, strict=True))
            witness.expect(same or not remedy.commitment, remedy.sentence)
            if remedy.approach is not None:
                changed.approach(remedy.approach)
            witness.wrong += changed.wrong
            witness.told += changed.told
        if settlement.nothing.startswith("No promise"):
            for other in promises(model):
                game = Game(other)
                holds = all(game.is_stable(place, settlement.state, concept) for place in game.makers)
                witness.expect(not (holds and settlement.state in game.reach(game.makers, start)), settlement.nothing)
        if settlement.firmness is not None:
            firm = settlement.firmness
            draw = Random(firm.seed)
            games = [Game(draw_neighbour(firm.model, 1, draw)) for _ in range(firm.share.samples)]
            stood = sum(all(game.is_stable(place, firm.state, concept) for place in game.makers) for game in games)
            witness.expect(f"holds in {stood} of {len(games)} models" in firm.sentence, firm.sentence)
    game = witness.game
    stable = [s for s in game.states if all(game.is_stable(place, s, concept) for place in game.makers)]
    within = {start} | game.reach(game.makers, start)
    worse = [
        s for s in stable
        if s in within and any(game.prefers(i, start, s) for i in game.makers) and not any(game.prefers(i, s, start) for i in game.makers)
    ]  # fmt: skip
    witness.expect(len(worse) == len(told.dangers) + told.more_dangers, told.danger_summary)
    by_gains = game.reach(game.makers, start, improving=True)
    for danger in told.dangers:
        witness.expect(danger.state in worse, danger.sentence)
        witness.expect((danger.slope is not None) is (danger.state in by_gains), danger.sentence)
        for one in danger.standpoints:
            witness.standpoint(one)
        for hold in danger.holds:
            witness.hold(hold)
        if danger.slope is not None:
            witness.approach(danger.slope)
            witness.expect(danger.slope.concessions == (), danger.sentence)
    return witness.wrong, witness.told


@pytest.mark.parametrize("seed", tenth(0, 300))
def test_no_claim_of_an_account_is_wrong(seed: int) -> None:
    wrong, told = wrong_claims(account(seed, samples=5))
    assert wrong == []
    assert told


@pytest.mark.slow
@pytest.mark.parametrize("seeds", [range(first, first + 30) for first in range(0, 300, 30)], ids=str)
def test_no_claim_of_300_accounts_is_wrong(seeds: range) -> None:
    for seed in seeds:
        wrong, told = wrong_claims(account(seed))
        assert wrong == []
        assert told


def test_a_wrong_claim_is_refused() -> None:
    told = account_of(ways_out(read_model(EXAMPLES / "north-korea-us-2017.toml")), samples=0)
    first = told.settlements[0]
    turned = replace(first.standpoints[0], verdict="same")
    with pytest.raises(CertificateError):
        check_account(replace(told, settlements=(replace(first, standpoints=(turned, *first.standpoints[1:])),)))
    unmoved = replace(first.approaches[0], concessions=())
    with pytest.raises(CertificateError):
        check_account(replace(told, settlements=(replace(first, approaches=(unmoved,)),)))
    with pytest.raises(CertificateError):
        check_account(replace(told, more_dangers=told.more_dangers + 1))


DILEMMA = {
    "name": "two", "status_quo": ["tests", "drills"],
    "decision_makers": [
        {"name": "North", "options": ["tests"], "preferences": ["not drills", "tests"]},
        {"name": "South", "options": ["drills"], "preferences": ["not tests", "drills"]},
    ],
}  # fmt: skip


def test_a_way_that_needs_trust_is_told_with_who_is_exposed() -> None:
    told = account_of(ways_out(Model.from_dict(DILEMMA)), samples=0).settlements[0]
    assert told.title == 'North would drop "tests"; South would drop "drills"'
    assert told.is_stable
    way = told.approaches[0]
    assert way.no_gains_only
    assert (way.concessions, way.exposed) == ((0, 1), (0,))
    assert "and until the others follow worse for it than today" in way.sentence
    assert "could move at the same time" in told.together


def test_the_missing_sanction_is_named() -> None:
    plain = DILEMMA | {"decision_makers": [*DILEMMA["decision_makers"][:1], {  # type: ignore[index]
        "name": "South", "options": ["drills"], "preferences": ["not tests", "not drills"]}]}  # fmt: skip
    told = account_of(ways_out(Model.from_dict(plain), targets=[0]), samples=0).settlements[0]
    north = told.holds[0]
    assert not north.reason.stable
    assert north.unwilling == (0,)
    assert "What is missing is an answer that the others would want to give" in north.sentence
    assert "South would gain nothing by doing so" in north.sentence
    assert told.remedies
    assert told.remedies[0].sentence.startswith("It would hold if ")


def test_a_danger_that_gains_lead_into_is_told_with_the_steps() -> None:
    told = account_of(ways_out(Model.from_dict(DILEMMA | {"status_quo": []})), samples=0)
    # Neither would stop alone, but each would rather begin: that is answered, and both are worse off.
    assert [danger.state for danger in told.dangers] == [3]
    slope = told.dangers[0].slope
    assert slope is not None
    assert slope.concessions == ()
    assert "Worse than today for North and South, better for nobody" in told.dangers[0].sentence
    assert "1 stable state within reach is worse than today" in told.danger_summary


def test_the_same_model_gives_the_same_account() -> None:
    assert account(4, samples=5).to_dict() == account(4, samples=5).to_dict()
