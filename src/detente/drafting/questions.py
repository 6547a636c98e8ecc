"""Questions to the analyst, most consequential first: which assumptions of a model decide what is stable, and what follows otherwise.

Every other answer to every question makes another model, which is solved and compared with the model as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from detente.conflict.model import Model
from detente.conflict.spoken import listed, plural
from detente.conflict.stability import concept_of
from detente.drafting.assumptions import Assumption, find_assumptions
from detente.drafting.consequences import Answer, Solved, check_answer, effect_of, sentence_of
from detente.drafting.pairs import both_otherwise
from detente.errors import DetenteError, UsageError

#: So many states are judged at most, over all models tried: some seconds.
BUDGET = 5_000_000
#: So many pairs of assumptions are given that matter only together.
TOGETHER = 3


@dataclass(frozen=True, slots=True, eq=False)
class RankedQuestion:
    """A question and what its other answers would change.

    Parameters
    ----------
    assumption
        What is asked about.
    answers
        The other answers that have consequences, the most consequential first; none where none of those tried has.
    """

    assumption: Assumption
    answers: tuple[Answer, ...]

    @property
    def text(self) -> str:
        """The question in plain words."""
        return self.assumption.text

    @property
    def margin(self) -> int | None:
        """How near the nearest answer with consequences is; None where there is none."""
        return min((answer.margin for answer in self.answers), default=None)

    @property
    def changes_equilibria(self) -> bool:
        """Whether some answer changes which states are stable for all."""
        return any(answer.effect.changes_equilibria for answer in self.answers)

    def to_dict(self) -> dict[str, Any]:
        """Give the question as plain values."""
        asked = self.assumption
        told = {"kind": asked.kind, "place": asked.place, "entry": asked.entry, "why": asked.why, "note": asked.note}
        return {"question": asked.text, **told, "margin": self.margin, "answers": [answer.to_dict() for answer in self.answers]}


@dataclass(frozen=True, slots=True, eq=False)
class Questions:
    """What `rank_questions` found.

    Parameters
    ----------
    model, concept
        What was asked about, and by which concept states were judged.
    ranked
        Questions whose answer has consequences, the most consequential first.
    quiet
        Questions no tried answer of which changes anything.
    left_out
        How many questions with consequences a limit left out.
    tried
        How many other models were solved.
    not_tried
        Answers that were not tried, each with the reason.
    together
        Where no single other answer changes what is stable: pairs of assumptions that do so only together, those nearest to the model.
    """

    model: Model
    concept: str
    ranked: tuple[RankedQuestion, ...]
    quiet: tuple[RankedQuestion, ...]
    left_out: int
    tried: int
    not_tried: tuple[tuple[str, str], ...]
    together: tuple[tuple[Assumption, Assumption, Answer], ...] = ()

    @property
    def summary(self) -> str:
        """How many questions there are, and what was not tried."""
        count = len(self.ranked) + self.left_out
        every = count + len(self.quiet)
        if not every:
            return "The model assumes nothing that it does not give evidence for."
        which = "it" if every == 1 else "each of them" if count == every else f"{count} of them"
        told = f"For {which} another answer would change" if count else "No other answer that was tried would change"
        parts = [
            f"{plural(every, 'assumption')}. {told} what is stable, or the ways out ({concept_of(self.concept).name}; "
            f"{plural(self.tried, 'changed model')} solved)."
        ]
        if self.together:
            parts.append("No single one changes what is stable; only together some do.")
        if self.left_out:
            parts.append(f"{plural(self.left_out, 'question')} {'is' if self.left_out == 1 else 'are'} not shown.")
        if self.not_tried:
            beyond = sum(reason.startswith("the budget") for _, reason in self.not_tried)
            why = [f"{plural(beyond, 'answer')} once as many states had been solved as a search takes"] if beyond else []
            why += [f"{len(self.not_tried) - beyond} that would contradict the model's conditions"] if len(self.not_tried) > beyond else []
            parts.append(f"Not tried: {listed(why)}.")
        return " ".join(parts)

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain values."""
        return {
            "model": self.model.name,
            "concept": self.concept,
            "summary": self.summary,
            "questions": [question.to_dict() for question in self.ranked],
            "without_consequence": [question.to_dict() for question in self.quiet],
            "only_together": [
                {"questions": [one.text, two.text], "places": [one.place, two.place], **answer.to_dict()}
                for one, two, answer in self.together
            ],
            "left_out": self.left_out,
            "models_solved": self.tried,
            "not_tried": [{"answer": answer, "reason": reason} for answer, reason in self.not_tried],
        }


def rank_questions(model: Model, concept: str = "seq", *, limit: int | None = None, budget: int = BUDGET) -> Questions:
    """Ask about what a model assumes, most consequential first.

    Questions whose other answer changes which states are stable for all come first; among them those whose answer is nearest to the model
    (least margin); then those that turn the status quo stable or unstable, or open or close a way out; then those that change most states.
    Last come those that only change how things stand now. Every answer comes from solving the changed model; the states that a sentence
    names have been checked from the definitions by `detente.conflict.certificate`.

    Parameters
    ----------
    model
        The conflict.
    concept
        The stability concept that states are judged by.
    limit
        Give so many questions at most; the others are counted.
    budget
        How many states may be judged over all models tried. Answers nearest to the model are tried first; what is not tried is said.

    Raises
    ------
    UsageError
        If the concept is not known or the limit makes no sense.

    Examples
    --------
    >>> model = Model.from_dict({
    ...     "name": "two", "status_quo": ["tests"], "decision_makers": [
    ...         {"name": "North", "options": ["tests"], "preferences": [
    ...             {"statement": "not sanctions"}, {"statement": "tests", "assumed": True}]},
    ...         {"name": "South", "options": ["sanctions"], "preferences": [{"statement": "sanctions iff tests"}]},
    ...     ],
    ... })
    >>> found = rank_questions(model)
    >>> found.ranked[0].text
    'Does North want to take "tests"?'
    >>> found.ranked[0].answers[0].sentence
    'If North wanted not to take "tests", a way out would open: North would drop "tests" (better than today for North and South, \
worse for nobody); 1 other state would no longer be stable.'
    """
    if limit is not None and limit < 1:
        raise UsageError(f"limit is {limit}; give at least 1")
    key = concept_of(concept).key
    assumptions = find_assumptions(model)
    now = Solved(model, key)
    answers: dict[int, list[Answer]] = {}
    not_tried: list[tuple[str, str]] = []
    tried, left = 0, budget - model.size
    todo = sorted((other.margin, place, rank) for place, one in enumerate(assumptions) for rank, other in enumerate(one.alternatives))
    for _, place, rank in todo:
        other = assumptions[place].alternatives[rank]
        if other.kind == "first" and any(answer.kind == "first" for answer in answers.get(place, ())):
            continue  # a smaller step up does something already
        if left < model.size:
            not_tried.append((other.told, f"the budget of {budget:,} states was used up"))
            continue
        left -= model.size
        try:
            changed = other.make()
            effect = effect_of(now, Solved(changed, key))
        except DetenteError as error:
            not_tried.append((other.told, f"it makes no model ({error})"))
            continue
        tried += 1
        if effect.changes_equilibria or effect.is_turn:
            sentence = sentence_of(other.told, changed, effect)
            answers.setdefault(place, []).append(Answer(other.kind, other.margin, sentence, effect, changed))
    found = [RankedQuestion(one, tuple(sorted(answers.get(place, ()), key=_weight))) for place, one in enumerate(assumptions)]
    ranked = sorted((question for question in found if question.answers), key=lambda question: _weight(question.answers[0]))
    quiet = tuple(question for question in found if not question.answers)
    shown = tuple(ranked[:limit])
    checked: set[tuple[int, bool]] = set()
    for question in shown:
        for answer in question.answers:
            check_answer(model, key, answer, checked)
    together = () if any(one.changes_equilibria for one in ranked) else _only_together(now, key, assumptions, left)
    for _, _, answer in together:
        check_answer(model, key, answer, checked)
    return Questions(model, key, shown, quiet, len(ranked) - len(shown), tried, tuple(not_tried), together)


def _only_together(
    now: Solved, concept: str, assumptions: Sequence[Assumption], budget: int
) -> tuple[tuple[Assumption, Assumption, Answer], ...]:
    """Find the first pairs of assumptions that change together which states are stable."""
    found: list[tuple[Assumption, Assumption, Answer]] = []
    for first, second, margin, told, changed in both_otherwise(now.model, assumptions):
        budget -= changed.size
        if budget < 0 or len(found) == TOGETHER:
            break
        effect = effect_of(now, Solved(changed, concept))
        if effect.changes_equilibria:
            sentence = sentence_of(told, changed, effect)
            found.append((assumptions[first], assumptions[second], Answer("together", margin, sentence, effect, changed)))
    return tuple(found)


def _weight(answer: Answer) -> tuple[bool, int, bool, int, bool]:
    effect = answer.effect
    return (
        not effect.changes_equilibria,
        answer.margin,
        not effect.is_turn,
        -len(effect.appear) - len(effect.vanish),
        answer.kind == "first",
    )
