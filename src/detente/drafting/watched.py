"""Which options of a model can be compared with what is told, and what is told of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from detente.conflict.model import Model
from detente.conflict.options import Option
from detente.drafting.courses import Course, Finding, opposites, same_choice
from detente.drafting.facts import Fact
from detente.drafting.makers import Side
from detente.drafting.option_courses import course_of_option
from detente.drafting.options import assign
from detente.drafting.parties import Parties


@dataclass(frozen=True, slots=True)
class Watched:
    """An option whose course of action is known.

    Parameters
    ----------
    side
        The place of its owner among the decision makers.
    option
        The option.
    course
        The course.
    does
        Whether to take the option is to follow the course; False where it is to end it.
    """

    side: int
    option: Option
    course: Course
    does: bool


@dataclass(frozen=True, slots=True)
class Unwatched:
    """Something in a model that cannot be compared with what is told, why, and what to do."""

    about: str
    reason: str


def watched_options(model: Model) -> tuple[tuple[Watched, ...], tuple[Unwatched, ...]]:
    """Find the course of action of every option.

    An option's ``course`` names it; else its identifier (``sanctions``, or as a draft writes it ``kor-sanctions``) or its name does.

    Raises
    ------
    ModelError
        If an option names a course that is not known.

    Examples
    --------
    >>> model = Model.from_dict({"name": "one", "decision_makers": [
    ...     {"name": "A", "actors": ["ARD"], "options": ["sanctions", "hope"], "preferences": []}]})
    >>> watched, left = watched_options(model)
    >>> [w.course.id for w in watched], [u.about for u in left]
    (['sanctions'], ['hope'])
    """
    watched: list[Watched] = []
    left: list[Unwatched] = []
    for side, maker in enumerate(model.decision_makers):
        if not maker.actors:
            left.append(Unwatched(maker.name, 'it stands for no actor the archive knows; give it actors, e.g. actors = ["PRK"]'))
            continue
        levels = {binary: several for several in maker.levelled for binary in several.options}
        found = {option.id: course_of_option(option, maker.actors) for option in maker.options}
        for option in maker.options:
            named = found[option.id]
            several = levels.get(option.id)
            if named is not None:
                course, does = named
                watched.append(Watched(side, option, course, does))
            elif several is None:
                left.append(Unwatched(option.id, f"nothing says which course of action “{option.name}” is; {_HINT}"))
            elif option.id == several.options[0] and not any(found[binary] for binary in several.options):
                left.append(Unwatched(several.id, f"nothing says which course of action a level of “{several.name}” is; {_HINT}"))
    return tuple(watched), tuple(left)


_HINT = 'give it a course, e.g. course = "sanctions" or course = "not sanctions" (`detente watch --courses` lists them)'


def sides_of(model: Model) -> tuple[Side, ...]:
    """Give the decision makers as those whose acts facts tell of."""
    return tuple(Side(maker.actors, maker.provenance.evidence, (), maker.provenance.note) for maker in model.decision_makers)


def told_of(
    facts: Sequence[Fact], watched: Sequence[Watched], sides: Sequence[Side], parties: Parties
) -> Mapping[tuple[int, str], tuple[Fact, ...]]:
    """Sort facts by side and course, as the model speaks of it: where it has a ceasefire and no attack, an attack ends the ceasefire."""
    known = {(one.side, one.course.id) for one in watched}
    turned: dict[tuple[int, str], str] = {}
    for conflict, cooperation in opposites():
        for course, other in ((conflict, cooperation), (cooperation, conflict)):
            turned |= {(side, course): other for side, named in known if named == other and (side, course) not in known}
    groups: dict[tuple[int, str], list[Fact]] = {}
    for (side, course), group in assign(facts, sides, parties).items():
        spoken = turned.get((side, course), course)
        facts_of = list(group) if spoken == course else [replace(fact, course=spoken, takes=not fact.takes) for fact in group]
        groups.setdefault((side, spoken), []).extend(facts_of)
    return {key: tuple(sorted(groups[key], key=lambda fact: (fact.day or "", fact.record, fact.sort))) for key in sorted(groups)}


def meets(finding: Finding, watched: Watched) -> bool | None:
    """Say whether an option is taken where a course is, or is not, followed; None where the option is another course."""
    if finding.course == watched.course.id:
        return finding.takes is watched.does
    if same_choice(finding.course, watched.course.id):
        return finding.takes is not watched.does
    return None
