"""Drafted preferences against what a person read of the same news.

    python -m benchmarks.preferences [CORPUS...] [--json] [--errors]

The references of the example corpora and of most standoffs say what each decision maker wants (`preferences` in `reference.json`): a
course of somebody's, or that it is not taken ("not sanctions of USA"), some of it on a condition ("talks of PRK if not exercises of KOR").
A draft can be right or wrong where the courses are choices of its model. What a decision maker wants of an option is there the first
statement on it that hangs on nothing, or the first if all hang on something.

`wants` counts what is wanted without a condition, `can_be_said` that of which the draft has the decision maker and the choice, `right` is
the share of these in which the draft says the same, `right_told` the share of what the draft says from records (not assumed) that is.
`conditional` counts what is wanted on a condition and can be said, `conditional_found` the share of it that the draft has, in either of the
two ways in which a bargain is told: "the ban stays unless they sign", "no ban if they sign".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from benchmarks.drafts import listed_options, match_options, read_corpus
from benchmarks.figures import show
from benchmarks.labels import ALL, READ, STANDOFFS, corpus_reader
from detente.conflict import DecisionMaker, Model, Prioritization, Statement
from detente.conflict.logic import And, Expression, If, Not, Taken
from detente.drafting import draft_model
from detente.reading.reader import Reader

_LITERAL = re.compile(r"(?P<no>not )?(?P<course>.+) of (?P<owner>[A-Z][A-Z0-9-]*)")

Literal = tuple[str, bool]  # an option, and whether it is to be taken


@dataclass(slots=True)
class Tally:
    """What the draft of a corpus says of what its reference has."""

    counts: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.counts + other.counts, self.errors + other.errors)

    def figures(self) -> dict[str, float]:
        """Give the figures."""

        def share(part: str, whole: str) -> float:
            return round(self.counts[part] / self.counts[whole], 4) if self.counts[whole] else 0.0

        return {
            "wants": self.counts["wants"],
            "can_be_said": self.counts["can be said"],
            "right": share("right", "can be said"),
            "right_told": share("right told", "told"),
            "conditional": self.counts["conditional"],
            "conditional_found": share("conditional found", "conditional"),
        }


def literals_of(words: str) -> list[tuple[str, str, bool]] | None:
    """Give whose course is wanted, which and whether to be taken, and the same of its condition; None if they cannot be read.

    Examples
    --------
    >>> literals_of("not release prisoners of HLV if not withdraw forces of OST")
    [('HLV', 'release prisoners', False), ('OST', 'withdraw forces', False)]
    """
    parts = [_LITERAL.fullmatch(part) for part in words.split(" if ")]
    found = [(part["owner"], part["course"], part["no"] is None) for part in parts if part is not None]
    return found if len(found) == len(parts) <= 2 else None


def score(model: Model, reference: dict[str, Any]) -> Tally:
    """Compare the preferences of a drafted model with those of a reference."""
    listed = listed_options(model)
    ids = [option.id for maker in model.decision_makers for option in maker.options]  # the choices come first in what is listed
    known: dict[tuple[str, str], Literal] = {}
    for place, match in match_options(listed, reference).items():
        if place < len(ids):
            known[match.row["owner"], match.row["course"]] = ids[place], match.taken is match.row["status_quo"]
    makers = {actor: maker for maker in model.decision_makers for actor in maker.actors}
    tally = Tally()
    for row in reference.get("preferences", ()):
        literals = literals_of(row["wants"])
        if literals is not None:
            _compare(row, literals, makers.get(row["of"]), known, tally)
    return tally


def _compare(
    row: dict[str, Any], literals: list[tuple[str, str, bool]], maker: DecisionMaker | None, known: Mapping[tuple[str, str], Literal],
    tally: Tally,
) -> None:  # fmt: skip
    tally.counts["wants"] += len(literals) == 1
    if maker is None or any((owner, course) not in known for owner, course, _ in literals):
        return
    wanted = [(option, takes is same) for owner, course, takes in literals for option, same in [known[owner, course]]]
    assert isinstance(maker.preferences, Prioritization), "drafts have statements"
    statements = maker.preferences.statements
    if len(wanted) == 2:
        tally.counts["conditional"] += 1
        turned = tuple((option, not takes) for option, takes in wanted)
        found = any(_condition(each.expression) in (tuple(wanted), turned) for each in statements)
        tally.counts["conditional found"] += found
        if not found:
            tally.errors.append(f"not found: {row['of']} wants {row['wants']}")
        return
    tally.counts["can be said"] += 1
    on_it = [(each, takes) for each in statements for option, takes in _wants(each.expression) if option == wanted[0][0]]
    says = next((each for each in on_it if not isinstance(each[0].expression, If)), on_it[0] if on_it else None)
    right = says is not None and says[1] is wanted[0][1]
    tally.counts["right"] += right
    if says is not None and not says[0].provenance.assumed:
        tally.counts["told"] += 1
        tally.counts["right told"] += right
    if not right:
        tally.errors.append(f"{row['of']} wants {row['wants']}; the draft has {_shown(says[0]) if says else 'nothing'}")


def _wants(expression: Expression) -> Iterator[Literal]:
    """Give what a statement wants taken or not, whatever it hangs on."""
    match expression:
        case Taken(option):
            yield option, True
        case Not(Taken(option)):
            yield option, False
        case And(parts):
            for part in parts:
                yield from _wants(part)
        case If(then, _):
            yield from _wants(then)


def _condition(expression: Expression) -> tuple[Literal, ...] | None:
    """Give what a statement wants and under which condition, if it is of one course each."""
    return (*_wants(expression.then), *_wants(expression.when)) if isinstance(expression, If) else None


def _shown(statement: Statement) -> str:
    return f"“{statement}” ({statement.provenance.note})"


def measure(corpus: Path, reader: Reader) -> Tally:
    """Read a corpus, draft its model and compare its preferences."""
    readings, reference = read_corpus(corpus, reader)
    return score(draft_model(readings, about=tuple(reference["about"])).model, reference)


@click.command(help=(__doc__ or "").replace("\n    python", "\n\n\b\n    python"))
@click.argument("corpora", nargs=-1)
@click.option("--json", "as_json", is_flag=True)
@click.option("--errors", is_flag=True, help="List what is wrong.")
def main(corpora: tuple[str, ...], as_json: bool, errors: bool) -> None:
    chosen = corpora or (*ALL, *(str(STANDOFFS / name) for name in sorted(READ)))
    found = {corpus: measure(Path(corpus), corpus_reader(corpus)) for corpus in chosen}
    if len(found) > 1:
        found["together"] = sum(found.values(), Tally())
    wrong = {corpus: tally.errors for corpus, tally in found.items() if corpus != "together"} if errors else None
    show({corpus: tally.figures() for corpus, tally in found.items()}, as_json=as_json, errors=wrong)


if __name__ == "__main__":
    main()
