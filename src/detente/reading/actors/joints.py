"""Closed classes of words: what joins phrases, and pronouns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from detente.reading.lexicon import load_table

_REST = (
    *("copulas", "family name first", "female", "male", "he", "she", "reflexives", "object pronouns"),
    *("reasons", "targets", "agents", "addressing", "visitors", "relational", "kin", "states of mind", "naming", "speakers"),
    *("opposed", "persuading", "dealing", "sorts", "opposing", "single offices", "succession"),
    *("leading", "coming to office", "courtesy", "own will", "ultimatums", "striking", "from elsewhere"),
)


@dataclass(frozen=True, slots=True)
class Joints:
    """Closed classes of words."""

    belonging: frozenset[str]
    place: frozenset[str]
    locative: frozenset[str]
    articles: frozenset[str]
    conjunctions: frozenset[str]
    determiners: frozenset[str]
    person_pronouns: frozenset[str]
    thing_pronouns: frozenset[str]
    group_pronouns: frozenset[str]
    copulas: frozenset[str]
    family_first: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    reflexives: frozenset[str]
    object_pronouns: frozenset[str]
    reasons: frozenset[str]
    targets: frozenset[str]
    agents: frozenset[str]
    addressing: frozenset[str]
    visitors: frozenset[str]
    relational: frozenset[str]
    kin: frozenset[str]
    states_of_mind: frozenset[str]
    naming: frozenset[str]
    speakers: frozenset[str]
    opposed: frozenset[str]
    persuading: frozenset[str]
    dealing: frozenset[str]
    sorts: frozenset[str]
    opposing: frozenset[str]
    single_offices: frozenset[str]
    succession: frozenset[str]
    leading: frozenset[str]
    coming_to_office: frozenset[str]
    courtesy: frozenset[str]
    own_will: frozenset[str]
    ultimatums: frozenset[str]
    striking: frozenset[str]
    from_elsewhere: frozenset[str]


@lru_cache(maxsize=1)
def joints() -> Joints:
    """Read the function words that join phrases."""
    rows = {row["kind"]: frozenset(row.several("words")) for row in load_table("actors/joints.tsv", ("kind", "words"))}
    order = ("belonging", "place", "locative", "articles", "conjunctions", "determiners")
    pronouns = ("person pronouns", "thing pronouns", "group pronouns")
    return Joints(*(rows[kind] for kind in (*order, *pronouns, *_REST)))


def is_theirs(word: str) -> bool:
    """Whether a word may say that something is a group's or a thing's told before: "their barracks", "its army"."""
    return word in joints().group_pronouns | joints().thing_pronouns
