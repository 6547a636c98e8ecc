"""The standoff of a brief: the drafted model, what is stable in it, and the ways out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from detente.brief.wording import with_names
from detente.conflict import Account, Analysis, Explanation, WaysOut, account_of, analyse, reasons, ways_out
from detente.drafting import Draft, Questions, draft_model, rank_questions, strife_in
from detente.records import Reading

CONCEPTS = ("nash", "gmr", "smr", "seq")
JUDGED = "seq"  # of the four the one whose sanctions are credible: nobody deters by hurting itself


@dataclass(frozen=True, slots=True)
class Standoff:
    """A drafted model with its analysis.

    Parameters
    ----------
    draft
        The model, who was left out, and what is only assumed.
    analysis
        Verdicts on every state under `CONCEPTS`.
    status_quo
        For each concept, why the status quo is stable or not, one explanation a decision maker.
    out
        Ways out under the concept `JUDGED`, every claim certified.
    account
        The same ways out piece by piece, and the dangers.
    asked
        What the model assumes, most consequential first.
    """

    draft: Draft
    analysis: Analysis
    status_quo: dict[str, tuple[Explanation, ...]]
    out: WaysOut
    account: Account
    asked: Questions

    def named(self, text: object) -> str:
        """Put the names of options in place of their identifiers."""
        return with_names(str(text), self._names())

    def _names(self) -> dict[str, str]:
        """Name every option, with its owner where two have the same name."""
        owners = [(option, maker) for maker in self.draft.model.decision_makers for option in maker.options]
        often = Counter(option.name for option, _ in owners)
        return {o.id: o.name if often[o.name] == 1 else f"{o.name} by {maker.name}" for o, maker in owners}

    def to_dict(self) -> dict[str, Any]:
        """Give the standoff as plain values."""
        model = self.draft.model
        return {
            "model": model.to_dict(),
            "bystanders": [asdict(bystander) for bystander in self.draft.bystanders],
            "questions": [asdict(question) for question in self.draft.questions],
            "ranked_questions": self.asked.to_dict(),
            "notes": list(self.draft.notes),
            "analysis": self.analysis.to_dict(),
            "status_quo": {key: [r.to_dict(model) for r in found] for key, found in self.status_quo.items()},
            "ways_out": self.out.to_dict(),
            "account": self.account.to_dict(),
        }


def study(
    readings: Sequence[Reading],
    *,
    about: tuple[str, ...] = (),
    since: str | None = None,
    until: str | None = None,
    include_opinion: bool = False,
    split: bool = False,
) -> Standoff:
    """Draft a model from readings and analyse it.

    Raises
    ------
    DraftError
        If there is nothing to draft from.
    ModelError
        If what was drafted is no model.
    """
    draft = draft_model(readings, about=about, since=since, until=until, include_opinion=include_opinion, split=split)
    model = draft.model
    start = model.status_quo or 0
    verdicts = {key: reasons(model, start, key) for key in CONCEPTS}
    out = ways_out(model, JUDGED, strife=strife_in(model))
    return Standoff(draft, analyse(model, CONCEPTS), verdicts, out, account_of(out), rank_questions(model, JUDGED))
