"""The further concepts and coalitions straight from their definitions: slow, with sets of states, and nothing taken from the engine.

Uncertain preference is worked out from its meaning: every place that a statement of unknown importance may have is tried, and two states
compare for certain only as all of them agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from itertools import combinations, product

from detente.conflict import Model, Payoffs, Prioritization
from detente.conflict.preferences import Statement
from tests.conflict.oracle import _holds
from tests.conflict.oracle_forms import PerceivedGame

Members = tuple[int, ...]


class FurtherGame(PerceivedGame):
    """The game of a model with what the further concepts need."""

    def __init__(self, model: Model) -> None:
        super().__init__(model)
        self.model = model
        self.ending = cache(self._ending)
        self.compare = cache(self._compare)
        self.coalition_improvements = cache(self._coalition_improvements)
        self.strong_answers = cache(self._strong_answers)
        self.answers = cache(self._answers)
        self.much_better = cache(self._much_better)
        self._orders = [list(self._all_orders(i)) for i in self.makers]

    # Simultaneous moves

    def sim(self, i: int, s: int) -> bool:
        """SIM: after each improvement some combination of the others' improvements from s leaves i no better off."""
        others = [j for j in self.makers if j != i]
        for a in self.improvements(i, s):
            choices = [[*sorted(self.improvements(j, s)), s] for j in others]
            together = (self._joined({i: a} | dict(zip(others, chosen, strict=True))) for chosen in product(*choices))
            if not any(b in self.states and not self.prefers(i, b, s) for b in together):
                return False
        return True

    def _joined(self, chosen: dict[int, int]) -> int:
        """Take each decision maker's own options from the state it chose."""
        owners = [i for i, maker in enumerate(self.model.decision_makers) for _ in maker.options]
        return sum(2**bit for bit, owner in enumerate(owners) if chosen[owner] // 2**bit % 2)

    # Looking ahead

    def _ending(self, h: int, i: int, s: int) -> int:
        if h == 0 or not self.moves[i][s]:
            return s
        expected = [(self.score[i][self.ending(h - 1, (i + 1) % len(self.makers), t)], -t, t) for t in self.moves[i][s]]
        end = self.ending(h - 1, (i + 1) % len(self.makers), max(expected)[2])
        return end if self.prefers(i, end, s) else s

    def limited(self, i: int, s: int, h: int) -> bool:
        return self.ending(h, i, s) == s

    def non_myopic(self, i: int, s: int) -> bool:
        return all(self.limited(i, s, h) for h in self.round)

    @cached_property
    def round(self) -> range:
        """The horizons of the first round of what is expected in the long run."""
        seen: dict[tuple[int, ...], int] = {}
        for h in range(500):
            expected = tuple(self.ending(h, j, t) for j in self.makers for t in self.states)
            if expected in seen:
                return range(seen[expected], h)
            seen[expected] = h
        raise AssertionError("expectations do not repeat")

    # Uncertain and graded preference

    def _all_orders(self, i: int) -> Iterator[tuple[Statement, ...]]:
        preferences = self.model.decision_makers[i].preferences
        known = preferences.statements if isinstance(preferences, Prioritization) else ()
        yield from _merged(known, self.model.decision_makers[i].relations.uncertain)

    def _compare(self, i: int, t: int, s: int) -> str:
        """Say whether i holds t better (+), worse (-) or alike (~), or this is unknown (U)."""
        relations = self.model.decision_makers[i].relations
        if (s, t) in relations.unknown_pairs or (t, s) in relations.unknown_pairs:
            return "U"
        if not relations.uncertain:
            return "+" if self.prefers(i, t, s) else "-" if self.prefers(i, s, t) else "~"
        verdicts = set()
        for order in self._orders[i]:
            held = [(_holds(self.model, x.expression, t), _holds(self.model, x.expression, s)) for x in order]
            verdicts.add(next(("+" if after else "-" for after, before in held if after != before), "~"))
        return verdicts.pop() if len(verdicts) == 1 else "U"

    def _much_better(self, i: int, t: int, s: int) -> bool:
        maker = self.model.decision_makers[i]
        if not self.prefers(i, t, s):
            return False
        for high, low in maker.relations.strong_pairs:
            if self.score[i][t] >= self.score[i][high] and self.score[i][s] <= self.score[i][low]:
                return True
        degree = maker.relations.strong
        if degree is None:
            return False
        if isinstance(maker.preferences, Payoffs):
            return self.score[i][t] - self.score[i][s] >= degree
        assert isinstance(maker.preferences, Prioritization)
        weighty = maker.preferences.statements[: int(degree)]
        return any(_holds(self.model, x.expression, t) != _holds(self.model, x.expression, s) for x in weighty)

    def related(self, i: int, s: int, concept: str) -> bool:
        """Say whether s is stable for i under a concept written as in ``smr-c`` or ``seq-strong``."""
        crisp, form = concept.split("-")
        if form == "strong":
            leaves, unbearable = {"+"}, lambda b: self.much_better(i, s, b)
        else:
            leaves = {"+", "U"} if form in "ac" else {"+"}
            feared = {"-", "~", "U"} if form in "cd" else {"-", "~"}

            def unbearable(b: int) -> bool:
                return self.compare(i, b, s) in feared

        compare: Callable[[int, int, int], str] = self._crisply if form == "strong" else self.compare
        for a in (t for t in self.moves[i][s] if compare(i, t, s) in leaves):
            if crisp == "nash":
                return False
            reached = self.answers(i, a, crisp in ("seq", "sseq"), form == "strong")
            countered = crisp in ("smr", "sseq")
            if not any(unbearable(b) and not (countered and any(not unbearable(c) for c in self.moves[i][b])) for b in reached):
                return False
        return True

    def _answers(self, i: int, a: int, credible: bool, crisply: bool) -> set[int]:
        """All that the others reach from a, if credible by steps that each of them gains, or may gain, by."""
        compare = self._crisply if crisply else self.compare

        def step(j: int, t: int) -> set[int]:
            return {u for u in self.moves[j][t] if not credible or compare(j, u, t) in {"+", "U"}}

        return walk([j for j in self.makers if j != i], a, step)

    def _crisply(self, i: int, t: int, s: int) -> str:
        return "+" if self.prefers(i, t, s) else "-"

    # Coalitions

    def all_prefer(self, members: Iterable[int], t: int, s: int) -> bool:
        return all(self.prefers(i, t, s) for i in members)

    def _coalition_improvements(self, members: Members, s: int) -> set[int]:
        return {t for t in self.reach(members, s) if self.all_prefer(members, t, s)}

    def _strong_answers(self, outside: Members, start: int) -> set[int]:
        groups = [part for size in range(1, len(outside) + 1) for part in combinations(outside, size)]
        return walk(groups, start, self.coalition_improvements)

    def coalition(self, members: Members, s: int, concept: str) -> bool:
        outside = tuple(j for j in self.makers if j not in members)
        for a in self.coalition_improvements(members, s):
            if concept == "nash":
                return False
            strong = concept == "seq-joint"
            answers = self.strong_answers(outside, a) if strong else self.reach(outside, a, improving=concept == "seq")
            for b in answers:
                after = self.reach(members, b) if concept == "smr" else set()
                if all(not self.all_prefer(members, c, s) for c in {b} | after):
                    break
            else:
                return False
        return True


def walk(movers: list[int] | list[Members], start: int, step: Callable[..., set[int]]) -> set[int]:
    """Follow all sequences of one step or more in which no mover moves twice in a row."""
    pairs: set[tuple[int, object]] = set()
    todo: list[tuple[int, object]] = [(start, None)]
    while todo:
        state, last = todo.pop()
        for mover in movers:
            if mover != last:
                fresh = {(end, mover) for end in step(mover, state)} - pairs
                pairs |= fresh
                todo += list(fresh)
    return {state for state, _ in pairs}


def _merged(known: tuple[Statement, ...], uncertain: tuple[Statement, ...]) -> Iterator[tuple[Statement, ...]]:
    """Put the uncertain statements into every place of the known order, in every order among themselves."""
    if not uncertain:
        yield known
        return
    for order in _merged(known, uncertain[1:]):
        for place in range(len(order) + 1):
            yield (*order[:place], uncertain[0], *order[place:])
