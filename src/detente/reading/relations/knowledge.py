"""What tells of a standing relation, loaded from ``lexicon/relations.tsv``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from detente.reading.lexicon import Row, load_table
from detente.records import RelationKind

OVER = "over"
FORMS = frozenset({"between", "role", "verb", "participle", "adjective"})
PARTS = {
    "between": ("NOUN", "PROPN"),
    "role": ("NOUN", "PROPN"),
    "verb": ("VERB",),
    "participle": ("VERB", "ADJ"),
    "adjective": ("ADJ", "VERB"),
}


@dataclass(frozen=True, slots=True)
class RelationCue:
    """One word that tells of a relation.

    Parameters
    ----------
    kind, form
        Which relation, and how the word takes its sides.
    particles
        What leads to the other side.
    needs
        Words of which one must stand with it; empty if it is clear alone.
    turned
        Whether the second named depends on the first.
    """

    kind: RelationKind
    form: str
    particles: frozenset[str]
    needs: frozenset[str]
    turned: bool


def _rows() -> Iterator[Row]:
    return load_table("relations.tsv", ("kind", "form", "words", "particles", "needs", "turned"))


@cache
def load_over_words() -> frozenset[str]:
    """Load the words that say a relation is no more ("former")."""
    return frozenset(word for row in _rows() if row["form"] == OVER for word in row.several("words"))


@cache
def load_relation_cues() -> dict[tuple[str, str], tuple[RelationCue, ...]]:
    """Load the table once, by lemma and part of speech.

    Raises
    ------
    KnowledgeError
        If a row is wrong; the message names file and line.
    """
    found: dict[tuple[str, str], tuple[RelationCue, ...]] = {}
    for row in _rows():
        if row["form"] == OVER:
            continue
        kind = RelationKind(row.one_of("kind", frozenset(RelationKind)))
        form = row.one_of("form", FORMS)
        turned = row.one_of("turned", frozenset({"yes"}), empty=True) == "yes"
        cue = RelationCue(kind, form, frozenset(row.several("particles")), frozenset(row.several("needs")), turned)
        if not cue.particles:
            raise row.wrong("a row needs particles that lead to the other side")
        for word in row.several("words"):
            for part in PARTS[form]:
                found[word, part] = (*found.get((word, part), ()), cue)
    return found
