"""What a draft takes from single sentences that tell how things stand in a conflict.

    python -m benchmarks.standing [--half tuned|held] [--errors] [--json]

``benchmarks/data/standing.tsv`` holds sentences by somebody who had not seen the drafter: that a side follows a course of action, keeps
it up, has stopped or never began it; and sentences that tell no such fact (conditions, demands, fears, words in other senses). Each is
read alone, after one that names its parties. A sentence is right where a fact told as done says the same of the same course, or of
its opposite (``detente/drafting/data/opposites.tsv``); false is a fact taken from a sentence that tells none. The half whose sentences
have an odd hash was read while tuning, the other was not.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from benchmarks.labels import half_of
from detente.documents import read_text
from detente.drafting.courses import same_choice
from detente.drafting.facts import Fact, Sort
from detente.drafting.gathering import gather_facts
from detente.drafting.parties import Parties
from detente.reading.actors.tables import country_names
from detente.reading.reader import Reader
from detente.records import Status
from detente.tables import Row, read_table

SENTENCES = Path("benchmarks/data/standing.tsv")


@dataclass(slots=True)
class Tally:
    """How many sentences tell how things stand and were right, how many tell nothing and gave a fact, and which."""

    told: int = 0
    right: int = 0
    silent: int = 0
    false: int = 0
    errors: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Give the figures."""
        return {
            "sentences": self.told,
            "right": round(self.right / max(self.told, 1), 4),
            "silent": self.silent,
            "false": round(self.false / max(self.silent, 1), 4),
        }


def half(sentence: str) -> str:
    """Say whether a sentence may be looked at while tuning."""
    return "tuned" if half_of(sentence) == "held" else "held"


def facts_in(sentence: str, party: str, reader: Reader) -> Sequence[Fact]:
    """Give what is told as done or not done by a sentence that follows one in which its parties are named."""
    names = [*(country_names()[code] for code in party.split("+")), "Norway"]
    opening = f"{names[0]} accused {names[1]} of lying."
    reading = reader.read(read_text(f"{opening} {sentence}", published="2023-04-16"))
    facts = gather_facts([reading], Parties([reading]))
    return [f for f in facts if f.sort is Sort.DONE and f.telling.quote != opening and f.status in (Status.ASSERTED, Status.NEGATED)]


def says(fact: Fact, course: str, takes: bool, party: str) -> bool:
    """Whether a fact tells that a party follows a course, or that it does not."""
    if fact.of and party not in fact.of:
        return False
    other = fact.course != course and same_choice(fact.course, course)
    done = fact.takes and fact.status is Status.ASSERTED
    return (fact.course == course and done is takes) or (other and done is not takes)


def measure(reader: Reader, which: str | None = None) -> Tally:
    """Read the sentences of a half, or all, and compare."""
    tally = Tally()
    for row in read_table(SENTENCES, str(SENTENCES), ("course", "takes", "party", "sentence")):
        if which in (None, half(row["sentence"])):
            _count(row, facts_in(row["sentence"], row["party"], reader), tally)
    return tally


def _count(row: Row, facts: Sequence[Fact], tally: Tally) -> None:
    found = [(fact.course, fact.takes, fact.of) for fact in facts]
    if row["course"] == "none":
        wrong = any(fact.of and fact.status is Status.ASSERTED for fact in facts)
        tally.silent += 1
        tally.false += wrong
    else:
        wrong = not any(says(fact, row["course"], row["takes"] == "1", row["party"].split("+")[0]) for fact in facts)
        tally.told += 1
        tally.right += not wrong
    if wrong:
        tally.errors.append(f"{row['course']} {row['takes']} {row['party']}: {row['sentence']}\n      {found}")


@click.command(help=(__doc__ or "").replace("\n    python", "\n\n\b\n    python"))
@click.option("--half", "which", type=click.Choice(["tuned", "held"]), help="Measure one half only.")
@click.option("--errors", is_flag=True, help="List the sentences that were missed or false.")
@click.option("--json", "as_json", is_flag=True)
def main(which: str | None, errors: bool, as_json: bool) -> None:
    tally = measure(Reader(), which)
    if as_json:
        print(json.dumps(tally.figures()))
        return
    if errors:
        print("\n".join(tally.errors))
    for name, value in tally.figures().items():
        print(f"{name:<12}{value}")


if __name__ == "__main__":
    main()
