"""Which courses of action a draft takes from single sentences, against labels.

    python -m benchmarks.courses [--half tuned|held] [--course ID ...] [--errors] [--json]

``benchmarks/data/courses.tsv`` holds, for each course told in a sentence: the course (``detente/drafting/data/courses.tsv``, or none),
how it is told, the words that name whose course it is, the words that tell it, and the sentence: real and invented conflicts, in the
dense prose of news, by people who had not seen the drafter. Each sentence is read alone. A course is found where any fact, told as done,
asked for, refused, threatened or only mentioned, is of it or of its opposite; a fact of a course that nobody labelled is one too many.
Many labels are out of reach of a sentence alone: the figures compare versions of the tables. The half whose sentences have an odd hash
was read while tuning, the other was not.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from benchmarks.standing import half
from detente.documents import read_text
from detente.drafting.courses import load_courses, same_choice
from detente.drafting.facts import Sort
from detente.drafting.gathering import gather_facts
from detente.drafting.parties import Parties
from detente.reading.reader import Reader
from detente.tables import Row, read_table

SENTENCES = Path("benchmarks/data/courses.tsv")
COLUMNS = ("course", "how", "owner", "words", "sentence")


@dataclass(slots=True)
class Tally:
    """How many courses are labelled, found, and found too many, by course; and which sentences were missed or false."""

    told: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Give the figures."""
        found, told, false = (sum(counts.values()) for counts in (self.found, self.told, self.false))
        return {"told": told, "recall": round(found / max(told, 1), 4), "precision": round(found / max(found + false, 1), 4)}


def sentences(which: str | None) -> Iterator[tuple[str, list[Row]]]:
    """Give the sentences of a half, or all, each with its rows."""
    rows: dict[str, list[Row]] = {}
    for row in read_table(SENTENCES, str(SENTENCES), COLUMNS):
        rows.setdefault(row["sentence"], []).append(row)
    yield from ((sentence, told) for sentence, told in rows.items() if which in (None, half(sentence)))


def measure(reader: Reader, which: str | None = None, only: Sequence[str] = ()) -> Tally:
    """Read the sentences and compare.

    Parameters
    ----------
    reader
        What reads them.
    which
        ``tuned`` or ``held``, or both.
    only
        Courses to compare; all where there is none.
    """
    tally = Tally()
    compared = set(only) or set(load_courses())
    for sentence, rows in sentences(which):
        told = {row["course"] for row in rows}
        if only and not told & compared and "none" not in told:
            continue
        reading = reader.read(read_text(sentence, published="2023-04-16"))
        found = {fact.course for fact in gather_facts([reading], Parties([reading])) if fact.sort is not Sort.HEARD}
        for course in sorted(told & compared):
            right = any(same_choice(course, other) for other in found)
            tally.told[course] += 1
            tally.found[course] += right
            if not right:
                words = "; ".join(f"{row['how']} «{row['words']}»" for row in rows if row["course"] == course)
                tally.errors.append(f"missed {course}: {words}: {sentence}\n      {sorted(found)}")
        for course in sorted(found & compared):
            if not any(same_choice(course, other) for other in told):
                tally.false[course] += 1
                tally.errors.append(f"false {course}: {sentence}\n      labelled {sorted(told)}")
    return tally


@click.command(help=(__doc__ or "").replace("\n    python", "\n\n\b\n    python"))
@click.option("--half", "which", type=click.Choice(["tuned", "held"]), help="Measure one half only.")
@click.option("--course", "only", multiple=True, help="Compare these courses only.")
@click.option("--errors", is_flag=True, help="List what was missed or false.")
@click.option("--json", "as_json", is_flag=True)
def main(which: str | None, only: tuple[str, ...], errors: bool, as_json: bool) -> None:
    tally = measure(Reader(), which, only)
    if as_json:
        print(json.dumps(tally.figures()))
        return
    if errors:
        print("\n".join(tally.errors))
    for name, value in tally.figures().items():
        print(f"{name:<12}{value}")
    print("course: told, found, false")
    for course in load_courses():
        if tally.told[course] or tally.false[course]:
            print(f"  {course:<20}{tally.told[course]:>5}{tally.found[course]:>5}{tally.false[course]:>5}")


if __name__ == "__main__":
    main()
