"""The deeds of ``data/acts.tsv``: courses of action, each with verbs and what they are done to, and the patterns that find them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from detente.drafting.courses import LETTERS, data_table, entry_pattern, load_courses, words_of
from detente.drafting.predicates import BEING
from detente.drafting.verbs import forms_of

#: What may stand between a verb and its object, and after an object before the passive that tells what was done to it. What follows a
#: gerund belongs to that: who resumes "talks *on giving* up its weapons" resumes no weapons.
_GAP = (
    r"(?:(?!and\W+no\b|(?:on|about|over|of)\W+\w+ing\b|"
    r"(?:to|from|by|with|for|against|if|as|who|which|that|but|while|after|because|was|were|is|are|has|have)\b)"
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
#: Every place, overlapping or not, where what stands before a participle begins.
_BEFORE_PARTICIPLE = re.compile(rf"\b(?=(?:{BEING}|{_TO_BE}))", re.IGNORECASE)

#: Where entries of a row begin in some words, by entry.
_Places = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Act:
    """A row of ``data/acts.tsv``.

    Parameters
    ----------
    course, does
        The course, and whether the deed takes it up rather than gives it up.
    verbs, participles
        For each verb the first words of its forms, and of its participles.
    objects
        For each object how its first word begins; none where the verbs say it all.
    forms
        What each form of the verbs is: base, third, gerund, past, participle.
    """

    course: str
    does: bool
    verbs: Mapping[str, frozenset[str]]
    participles: Mapping[str, frozenset[str]]
    objects: Mapping[str, str]
    forms: Mapping[str, frozenset[str]]

    @property
    def eases(self) -> bool:
        """Whether the deed is one of cooperation: what undoes a course of conflict, or does one of cooperation."""
        return load_courses()[self.course].conflict is not self.does


@dataclass(frozen=True, slots=True)
class Told:
    """A deed with where words tell it.

    Parameters
    ----------
    act
        The deed.
    actively, passively
        Where they tell it: "turned off the taps", "the taps were turned off".
    """

    act: Act
    actively: Sequence[re.Match[str]]
    passively: Sequence[re.Match[str]]


def find_told(words: str) -> Iterator[Told]:
    """Find the deeds that words tell, in the order of the table.

    Patterns take long to make, so they are made of those entries only that stand there where they could tell it: a verb before an object,
    or an object before what makes a verb a passive. A pattern of all entries finds the same.
    """
    places: dict[str, list[int]] = {}
    for match in LETTERS.finditer(words):
        places.setdefault(match[0].lower(), []).append(match.start())
    passives = [match.start() for match in _BEFORE_PARTICIPLE.finditer(words)]
    for number in sorted({number for word in places for number in _by_first_word().get(word, ())}):
        act = load_acts()[number]
        verbs, participles = (
            {verb: [at for word in begin for at in places.get(word, ())] for verb, begin in some.items()}
            for some in (act.verbs, act.participles)
        )
        things = {
            thing: [at for word, ats in places.items() if word.startswith(begin) for at in ats] for thing, begin in act.objects.items()
        }
        doing = _before(verbs, things) if things else (tuple(verb for verb, ats in verbs.items() if ats), ())
        suffering = _before(things, participles, passives)
        yield Told(
            act,
            tuple(active(*doing).finditer(words)) if doing else (),
            tuple(passive(*suffering).finditer(words)) if suffering else (),
        )


def _before(ones: _Places, others: _Places, between: Sequence[int] | None = None) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Give those entries of the one kind that stand before some of the other, and those that stand after some of the one.

    Where places are given that must lie between them, they stand before or after such a place. None where there are none.
    """
    begin = min((at for ats in ones.values() for at in ats), default=None)
    end = max((at for ats in others.values() for at in ats), default=None)
    if begin is None or end is None or begin >= end:
        return None
    if between is not None:
        inside = [at for at in between if begin < at < end]
        if not inside:
            return None
        begin, end = min(inside), max(inside)
    first = tuple(entry for entry, ats in ones.items() if any(at < end for at in ats))
    second = tuple(entry for entry, ats in others.items() if any(at > begin for at in ats))
    return (first, second) if first and second else None


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
    begin, done = {}, {}
    for entry in verbs:
        each = forms_of(entry.split()[0])
        begin[entry], done[entry] = (frozenset(words_of(form)[0] for form in some) for some in (each.all(), each.participle))
        named = {"base": (each.base,), "third": (each.third,), "gerund": each.gerund, "past": each.past, "participle": each.participle}
        for name, some in named.items():
            for form in some:
                forms.setdefault(form, set()).add(name)
    named_forms = {form: frozenset(names) for form, names in forms.items()}
    return Act(course, does, begin, done, {thing: words_of(thing)[0] for thing in objects}, named_forms)


@lru_cache(maxsize=1)
def _by_first_word() -> Mapping[str, Sequence[int]]:
    """Give the numbers of the rows that have verbs with forms that begin with a word."""
    found: dict[str, list[int]] = {}
    for number, act in enumerate(load_acts()):
        for word in frozenset[str]().union(*act.verbs.values()):
            found.setdefault(word, []).append(number)
    return found


@lru_cache(maxsize=4096)
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


@lru_cache(maxsize=4096)
def passive(objects: tuple[str, ...], verbs: tuple[str, ...]) -> re.Pattern[str]:
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
