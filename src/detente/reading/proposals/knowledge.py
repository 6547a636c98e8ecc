"""What puts a course of action forward, loaded from ``lexicon/proposals.tsv`` and ``lexicon/conditions.tsv``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from detente.reading.lexicon import Row, load_table
from detente.records import ProposalKind

PARTS = {"verb": ("VERB",), "noun": ("NOUN",), "adj": ("ADJ", "VERB"), "modal": ("AUX",)}
WHOSE = frozenset({"self", "other", "both"})
WANTED = {"yes": True, "no": False, "": None}
CONDITIONED = (ProposalKind.OFFERED, ProposalKind.REFUSED, ProposalKind.THREATENED, ProposalKind.ASKED)


@dataclass(frozen=True, slots=True)
class ProposalCue:
    """One word that puts a course of action forward.

    Parameters
    ----------
    kind, part
        What it does, and its part of speech.
    frames
        How the action hangs on it.
    whose
        Whose action it would be: of the one who puts it forward, or of another.
    wanted
        Whether it is wanted, None where the word does not say.
    needs
        A particle that must stand with it, or nothing.
    """

    kind: ProposalKind
    part: str
    frames: tuple[str, ...]
    whose: str
    wanted: bool | None
    needs: str


@dataclass(frozen=True, slots=True)
class ConditionCue:
    """A word that sets a condition.

    Parameters
    ----------
    form
        ``"conjunction"`` or ``"phrase"``.
    wanted
        By the kind of what hangs on it: whether the condition is wanted to come about; a kind that is missing takes no such condition.
    """

    form: str
    wanted: dict[ProposalKind, bool | None]


@cache
def load_proposal_cues() -> dict[tuple[str, str], tuple[ProposalCue, ...]]:
    """Load the words that put actions forward, by lemma and part of speech.

    Raises
    ------
    KnowledgeError
        If a row is wrong; the message names file and line.
    """
    found: dict[tuple[str, str], tuple[ProposalCue, ...]] = {}
    for row in load_table("proposals.tsv", ("kind", "pos", "words", "frames", "of", "wanted", "needs")):
        part = row.one_of("pos", frozenset(PARTS))
        cue = ProposalCue(
            kind=ProposalKind(row.one_of("kind", frozenset(ProposalKind))),
            part=part,
            frames=_filled(row, "frames"),
            whose=row.one_of("of", WHOSE),
            wanted=WANTED[row.one_of("wanted", frozenset(WANTED))],
            needs=row["needs"],
        )
        for word in _filled(row, "words"):
            for tag in PARTS[part]:
                found[word, tag] = (*found.get((word, tag), ()), cue)
    return found


@cache
def load_condition_cues() -> dict[str, ConditionCue]:
    """Load the words that set a condition.

    Raises
    ------
    KnowledgeError
        If a row is wrong; the message names file and line.
    """
    found: dict[str, ConditionCue] = {}
    for row in load_table("conditions.tsv", ("form", "words", *(kind.value for kind in CONDITIONED))):
        form = row.one_of("form", frozenset({"conjunction", "phrase"}))
        wanted: dict[ProposalKind, bool | None] = {}
        for kind in CONDITIONED:
            cell = row.one_of(kind.value, frozenset({*WANTED, "-"}))
            if cell != "-":
                wanted[kind] = WANTED[cell]
        for word in _filled(row, "words"):
            found[word] = ConditionCue(form, wanted)
    return found


def _filled(row: Row, column: str) -> tuple[str, ...]:
    values = row.several(column)
    if not values:
        raise row.wrong(f"{column} is empty; name at least one, several parted by ;")
    return values
