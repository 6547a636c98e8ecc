"""The deeds of ``data/acts.tsv``: courses of action, each with verbs and what they are done to, and the patterns that find them."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from detente.drafting.courses import data_table, entry_pattern, load_courses, words_of
from detente.drafting.predicates import BEING
from detente.drafting.verbs import forms_of

#: What may stand between a verb and its object, and after an object before the passive that tells what was done to it.
_GAP = (
    r"(?:(?!and\W+no\b|(?:to|from|by|with|for|against|if|as|who|which|that|but|while|after|because|was|were|is|are|has|have)\b)"
    r"[^\s,;:.]+\W+){0,6}"
)
_REST = r"(?:\W+(?!(?:if|who|which|that|but|while|because|was|were|is|are|has|have)\b)[^\s,;:.]+){0,6}?\W+"
#: What stands before the participle of a deed that is asked for, planned or promised: "that the prisoners be freed".
_TO_BE = r"(?P<may_be>(?:(?:to|must|should|shall|will|would|could|may|might|can|soon|(?P<no_f>not|never|cannot))\W+){0,3}be\W+)"
_BESIDE = r"(?:\W+(?!(?:and|but|who|which|that|while|after)\b)[^\s,;:.]+){0,5}?"  # between an object and what belongs to its verb
#: Words that may stand apart from their verb, after its object: "turned the taps off", "let the trucks through".
_PARTED = re.compile(
    r"\b(?:back|out|off|home|down|up|on|in|over|away|through|go|pass|sail|leave|cross|open|closed|shut|sealed|blocked|aside|abroad|free|"
    r"packing|door|cooperation|custody|place|trial|apart|access)$"
)
#: A deed whose object has one of these was not done: "sent no ships".
NONE_OF = re.compile(r"\b(?:no|not an?|not one|not any|hardly any|neither)\b", re.IGNORECASE)
#: These turn round what their verb says: "moved its troops out".
_AWAY = re.compile(r"\W+(?:\w+\W+)?(?:back|out|home|away|off)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Act:
    """A row of ``data/acts.tsv``; its patterns are made when a sentence first has a verb and an object of it."""

    course: str
    does: bool
    verbs: tuple[str, ...]
    objects: tuple[str, ...]
    begin: frozenset[str]  # the first words of its verbs' forms
    things: tuple[str, ...]  # and how the first words of its objects begin
    forms: dict[str, frozenset[str]]

    @property
    def eases(self) -> bool:
        """Whether the deed is one of cooperation: what undoes a course of conflict, or does one of cooperation."""
        return load_courses()[self.course].conflict is not self.does

    def may_be_in(self, words: Set[str]) -> bool:
        """Whether a sentence of these words, in small letters, may tell it: its patterns take long to make."""
        return not self.begin.isdisjoint(words) and (not self.objects or any(word.startswith(self.things) for word in words))


@lru_cache(maxsize=1)
def load_acts() -> Sequence[Act]:
    """Load the rows of ``data/acts.tsv``, in their order.

    Raises
    ------
    KnowledgeError
        If the table is missing or a row is wrong.
    """
    known, senses = frozenset(load_courses()), frozenset({"does", "undoes"})
    return [
        _act(row.one_of("course", known), row.one_of("sense", senses) == "does", row.several("verbs"), row.several("objects"))
        for row in data_table("acts.tsv", ("course", "sense", "verbs", "objects"))
    ]


def _act(course: str, does: bool, verbs: tuple[str, ...], objects: tuple[str, ...]) -> Act:
    forms: dict[str, set[str]] = {}
    for entry in verbs:
        each = forms_of(entry.split()[0])
        named = {"base": (each.base,), "third": (each.third,), "gerund": each.gerund, "past": each.past, "participle": each.participle}
        for name, some in named.items():
            for form in some:
                forms.setdefault(form, set()).add(name)
    named_forms = {form: frozenset(names) for form, names in forms.items()}
    begin, things = (frozenset(words_of(entry)[0] for entry in entries) for entries in (forms, objects))
    return Act(course, does, verbs, objects, begin, tuple(sorted(things)), named_forms)


@lru_cache(maxsize=512)
def active(verbs: tuple[str, ...], objects: tuple[str, ...]) -> re.Pattern[str]:
    """Make the pattern of a deed in any form of its verbs: "turned off the taps", "turn the taps off"."""
    ways = []
    for rest, some in _by_particles(verbs):
        finite = f"(?:{'|'.join(form for verb in some for form in forms_of(verb).all())})"
        after = particles(rest)
        if not objects:
            ways.append(rf"{finite}{after}\b")
            continue
        parted = _PARTED.search(rest) is not None
        away = "" if parted else f"(?!{_AWAY.pattern})"
        ways.append(rf"{finite}{after}\W+{_GAP}{_thing(objects)}{away}")
        if parted:
            ways.append(rf"{finite}\W+{_GAP}{_thing(objects)}{_BESIDE}{after}\b")
    return re.compile(rf"\b(?:{'|'.join(ways)})", re.IGNORECASE)


@lru_cache(maxsize=512)
def passive(verbs: tuple[str, ...], objects: tuple[str, ...]) -> re.Pattern[str]:
    """Make the pattern of a deed in the passive: "the taps of the town have been turned off"."""
    done = "|".join(
        f"(?:{'|'.join(form for verb in some for form in forms_of(verb).participle)}){particles(rest)}"
        for rest, some in _by_particles(verbs)
    )
    return re.compile(rf"\b{_thing(objects)}{_REST}(?:{BEING}|{_TO_BE})(?:{done})\b", re.IGNORECASE)


def _by_particles(verbs: tuple[str, ...]) -> list[tuple[str, list[str]]]:
    """Bring together the verbs that have the same words after them, those with most first."""
    groups: dict[str, list[str]] = {}
    for entry in verbs:
        verb, _, rest = entry.partition(" ")
        groups.setdefault(rest, []).append(verb)
    return sorted(groups.items(), key=lambda group: (-len(group[0]), group[0]))


def _thing(objects: tuple[str, ...]) -> str:
    return "(?:" + "|".join(map(entry_pattern, _longest_first(objects))) + r")(?!\w)"


def _longest_first(entries: tuple[str, ...]) -> list[str]:
    return sorted(entries, key=len, reverse=True)


def particles(rest: str) -> str:
    """Make the pattern of what follows a verb and belongs to it."""
    return rf"\W+{entry_pattern(rest)}" if rest else ""
