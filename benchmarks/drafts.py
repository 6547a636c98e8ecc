"""Drafted models against references that a person wrote from the news alone.

    python -m benchmarks.drafts [CORPUS...] [--json] [--errors]

A corpus is a folder with `news/` and a `reference.json`: whom the conflict is about, its decision makers, the options of each, and
which of them are taken at the end (the status quo). A drafted option is right where a reference has an option of the same decision maker
with the same course of action: the same name, or a telling word of the name among the words the reference gives for the course. An
attack and a ceasefire are one course seen from two sides (`detente/drafting/data/opposites.tsv`), with the status quo turned round. Options
a reference calls acceptable are neither missing when absent nor wrong when drafted. Decision makers are right only as a whole. The status
quo is compared where an option that is wanted matches.

`option_recall`, `option_precision` and `status_quo` are over all options the draft lists, `choice_...` over the choices of the model alone,
without those that it holds as they stand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from benchmarks.figures import show
from benchmarks.labels import CORPORA, corpus_reader
from benchmarks.written import read_news
from detente.conflict import DecisionMaker, Model
from detente.drafting import draft_model
from detente.drafting.courses import load_courses, opposites
from detente.reading.reader import Reader
from detente.records import Reading

STEM = 5  # letters of a word that tell it: "disarm" and "disarmament" are one
COMMON = frozenset(
    {"the", "and", "for", "end"}
    | {"military", "forces", "other", "side", "nuclear", "their", "with", "from", "into", "back", "give", "peace", "economic", "joint"}
)


@dataclass(slots=True)
class Count:
    """How many drafted options are right, of how many; how many wanted ones are found, of how many; and how many of these stand right."""

    drafted: int
    wanted: int
    right: int = 0
    found: int = 0
    standing_right: int = 0

    def figures(self) -> tuple[float, float, float]:
        """Give recall, precision, and the share of the status quo that is right."""
        shares = ((self.found, self.wanted), (self.right, self.drafted), (self.standing_right, self.found))
        recall, precision, standing = (round(part / whole, 4) if whole else 0.0 for part, whole in shares)
        return recall, precision, standing


@dataclass(slots=True)
class Score:
    """What one corpus's draft got right, over all that it lists and over the choices of the model alone."""

    makers: bool
    listed: Count
    choices: Count
    errors: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float | bool]:
        """Give the figures."""
        names = ("option_recall", "option_precision", "status_quo", "choice_recall", "choice_precision", "choice_status_quo")
        values = (*self.listed.figures(), *self.choices.figures())
        return {"decision_makers_exact": self.makers} | dict(zip(names, values, strict=True))


def stems(text: str) -> frozenset[str]:
    """Give the telling words of a name, shortened.

    Examples
    --------
    >>> sorted(stems("joint military exercises")), sorted(stems("disarmament"))
    (['exerc'], ['disar'])
    """
    return frozenset(w[:STEM] for w in re.findall(r"[a-z]+", text.lower()) if len(w) > 2 and w not in COMMON)


def same_course(name: str, option: dict[str, Any]) -> int:
    """Say how surely a drafted course is a reference's.

    3 by its name, its id where the reference gives one, or all telling words of it, 2 by a word of it, 1 by a word given for it, 0 not.
    """
    telling = stems(option["course"])
    given = load_courses()[option["id"]].name if "id" in option else option["course"]
    if name.lower() in (given.lower(), option["course"].lower()) or (telling and telling <= stems(name)):
        return 3
    if stems(name) & stems(option["course"]):
        return 2
    return int(any(stems(name) & stems(words) for words in option["words"]))


def other_side(name: str) -> list[str]:
    """Give the names of the courses whose opposite a course is."""
    names = {course.id: course.name for course in load_courses().values()}
    pairs = [(names[a], names[b]) for a, b in opposites()]
    return [b for a, b in pairs if a == name] + [a for a, b in pairs if b == name]


@dataclass(frozen=True, slots=True)
class Match:
    """A drafted option and the option of a reference that it is.

    `row` is the reference's; `needed` says whether it is wanted or merely acceptable; `taken` whether the drafted option, which may be the
    other form of the same choice, should be taken in the status quo.
    """

    row: dict[str, Any]
    needed: bool
    taken: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """An option that a draft lists: whose, what it is called, whether it is taken in the status quo, and whether it is a choice."""

    maker: DecisionMaker
    name: str
    taken: bool
    choice: bool = True


def listed_options(model: Model) -> list[Listed]:
    """Give the options of a draft: first the choices in the order of the model, then what is held as it stands."""
    quo = model.status_quo or 0  # a bit a choice, in their order
    owned = ((maker, option) for maker in model.decision_makers for option in maker.options)
    choices = [Listed(maker, option.name, bool(quo >> bit & 1)) for bit, (maker, option) in enumerate(owned)]
    held = [Listed(maker, held.option.name, held.taken, choice=False) for maker in model.decision_makers for held in maker.held]
    return choices + held


def match_options(drafted: Sequence[Listed], reference: dict[str, Any]) -> dict[int, Match]:
    """Give what each drafted option matches, by its place: the surest first, each option of the reference once."""
    rows = [(option, True) for option in reference["options"]] + [(option, False) for option in reference["acceptable"]]
    pairs = sorted(
        (-surely, not needed, turned, number, place)
        for place, option in enumerate(drafted)
        for number, (row, needed) in enumerate(rows)
        if row["owner"] in option.maker.actors
        for turned, name in [(False, option.name), *((True, other) for other in other_side(option.name))]
        if (surely := same_course(name, row))
    )
    found: dict[int, Match] = {}
    used: set[int] = set()
    for _, _, turned, number, place in pairs:
        if place not in found and number not in used:
            row, needed = rows[number]
            found[place] = Match(row, needed, row["status_quo"] != turned)
            used.add(number)
    return found


def score(model: Model, reference: dict[str, Any]) -> Score:
    """Compare a drafted model with a reference."""
    makers = {frozenset(maker.actors or (maker.name,)) for maker in model.decision_makers}
    wanted_makers = {frozenset(maker["actors"]) for maker in reference["decision_makers"]}
    drafted = listed_options(model)
    matches = match_options(drafted, reference)
    choices = [option for option in drafted if option.choice]
    alone = _count(choices, match_options(choices, reference), reference)
    result = Score(makers == wanted_makers, _count(drafted, matches, reference), alone)
    for place, match in sorted(matches.items()):
        if match.needed and drafted[place].taken is not match.taken:
            stands = "taken" if match.row["status_quo"] else "not taken"
            result.errors.append(f"status quo: {match.row['owner']} {match.row['course']} should be {stands}")
    found = [id(match.row) for match in matches.values()]
    result.errors += [f"missed: {row['owner']} {row['course']}" for row in reference["options"] if id(row) not in found]
    strange = (option for place, option in enumerate(drafted) if place not in matches)
    result.errors += [f"not in the reference: {o.maker.name} {o.name}{'' if o.choice else ' (held)'}" for o in strange]
    if not result.makers:
        result.errors.append(f"decision makers are {sorted(map(sorted, makers))}, should be {sorted(map(sorted, wanted_makers))}")
    return result


def _count(drafted: Sequence[Listed], matches: Mapping[int, Match], reference: dict[str, Any]) -> Count:
    needed = {place: match for place, match in matches.items() if match.needed}
    right = sum(drafted[place].taken is match.taken for place, match in needed.items())
    return Count(len(drafted), len(reference["options"]), len(matches), len(needed), right)


def read_corpus(corpus: Path, reader: Reader) -> tuple[list[Reading], dict[str, Any]]:
    """Read the news of a corpus; give also its reference."""
    reference: dict[str, Any] = json.loads((corpus / "reference.json").read_text(encoding="utf-8"))
    return [reader.read(document) for document in read_news(corpus)], reference


def measure(corpus: Path, reader: Reader) -> Score:
    """Read a corpus, draft its model and compare."""
    readings, reference = read_corpus(corpus, reader)
    return score(draft_model(readings, about=tuple(reference["about"])).model, reference)


@click.command(help=(__doc__ or "").replace("\n    python", "\n\n\b\n    python"))
@click.argument("corpora", nargs=-1)
@click.option("--json", "as_json", is_flag=True)
@click.option("--errors", is_flag=True, help="List what was missed or wrong.")
@click.option("--actors", type=click.Path(exists=True, dir_okay=False), help="An actor list, instead of the corpora's own actors.tsv.")
def main(corpora: tuple[str, ...], as_json: bool, errors: bool, actors: str | None) -> None:
    found = {corpus: measure(Path(corpus), corpus_reader(corpus, actors)) for corpus in corpora or CORPORA}
    wrong = {corpus: result.errors for corpus, result in found.items()} if errors else None
    show({corpus: result.figures() for corpus, result in found.items()}, as_json=as_json, errors=wrong)


if __name__ == "__main__":
    main()
