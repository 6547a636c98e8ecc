"""How well the course encoder reads sentences that it was not trained on.

    python -m benchmarks.course_encoder [--least P] [--labellers] [--json]

The files of `TRAINED_ON` hold, for each course told in a sentence: the course (``detente/drafting/data/courses.tsv``, or none), how it is
told, the words that name whose course it is, the words that tell it, and the sentence; most also how the course stands when the item was
written. They were written for the project by people who had not seen the drafter. One sentence in ten, by a hash of its words, is left
out of training and measured here, and so are three sets of other conflicts: stories, the conflicts in ``benchmarks/training/drafts``, and
news in the plain manner of agencies. The standoffs that were opened are trained on as a whole. With ``--labellers`` it says how far a
second labeller, who had not seen the labels of the first, agrees with them, beside what the encoder reads of the same sentences.
"""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import click

from benchmarks.figures import show
from benchmarks.written import ITEM
from detente.drafting.courses import load_courses, same_choice
from detente.drafting.encoder import HOW, NONE, STANDS, Passage, load_course_encoder
from detente.tables import Row, read_table

_HERE = Path(__file__).parent
ALONE = _HERE / "data" / "courses.tsv"  # sentences that do not stand in a text
TRAINING = _HERE / "training"
OPENED = TRAINING / "standoffs.tsv"  # trained on as a whole
PLAIN = _HERE / "data" / "plain"
#: What the encoder was trained on besides, but for one sentence in ten: groups of files, by name.
TRAINED_ON = {
    "stories": (ALONE, TRAINING / "stories.tsv"),
    "conflicts": tuple(sorted((TRAINING / "conflicts").glob("*/items.tsv"))),
    "next": tuple(sorted((TRAINING / "next").glob("*/items.tsv"))),
    "deadlocks": tuple(sorted((TRAINING / "deadlocks").glob("*/items.tsv"))),
    "newswire": tuple(sorted((TRAINING / "newswire").glob("*/labels.tsv"))),
    "plain": tuple(sorted((TRAINING / "plain").glob("*.tsv"))),
}
#: What it has not read, and is measured on.
UNREAD = {
    "unseen": (_HERE / "data" / "stories.tsv",),
    "conflicts": tuple(sorted((TRAINING / "drafts").glob("*/items.tsv"))),
    "plain": tuple(sorted(PLAIN.glob("*.tsv"))),
}
TESTED = ("left_out", *UNREAD)
SECOND = tuple(sorted((_HERE / "data" / "labellers" / "sentences").glob("*.tsv")))  # some of `PLAIN`, labelled a second time
SIDE_BY_SIDE = 50  # sentences read at a time
_DATELINE = re.compile(r"[A-Z][A-Z .'’/-]+,? .{0,40}?(?:\(|[-–—])")  # a story begins
COLUMNS = ("course", "how", "owner", "words", "sentence")
STANDING = ("course", "how", "now", "owner", "words", "sentence")  # of conflicts labelled with how their courses stand too

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A course told in a sentence: which, how, how it stands if that was labelled, and where the words stand that tell it and whose it is.

    `wanted` says whether a reference beside the file has it as an option told in that item; None where there is none, or it is another.
    """

    course: str
    how: str
    stands: str | None
    wanted: bool | None
    place: Place
    owners: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the one before it in its text (the title, if it is the first; empty where there is neither), and what it tells."""

    words: str
    before: str
    told: tuple[Labelled, ...]

    @property
    def kept_out(self) -> bool:
        """Whether it is left out of training."""
        return int(hashlib.sha256(self.words.encode()).hexdigest(), 16) % 10 == 0


def read_sentences(*files: Path) -> list[Sentence]:
    """Read the sentences of some files, in their order."""
    known = frozenset({NONE, *load_courses()})
    told: dict[str, tuple[str, list[Labelled]]] = {}
    for row, before, wanted in chain.from_iterable(map(_rows, files)):
        sentence, course = row["sentence"], row.one_of("course", known)
        _, found = told.setdefault(sentence, (before, []))
        if course != NONE:
            owners = tuple(_place(part.strip(), sentence) for part in row["owner"].split("+") if part.strip())
            stands = row.one_of("now", frozenset(STANDS)) if "now" in row.values else None
            found.append(Labelled(course, row.one_of("how", frozenset(HOW)), stands, wanted, _place(row["words"], sentence), owners))
    return [Sentence(words, before, tuple(rows)) for words, (before, rows) in told.items()]


def _rows(file: Path) -> Iterator[tuple[Row, str, bool | None]]:
    """Give the rows of a file, with its columns, of each the sentence before it, and whether the reference beside it wants its course."""
    lines = file.read_text(encoding="utf-8").splitlines()
    columns = STANDING if "\t".join(STANDING) in lines else COLUMNS
    starts = [number for number, line in enumerate(lines, 1) if line.startswith(ITEM)]
    titles = ["", *(lines[number - 1].rsplit("\t", 1)[1] for number in starts)]
    reference = file.with_name("reference.json")  # of which only those beside `items.tsv` give the items by number
    numbered = file.name == "items.tsv" and reference.exists()
    options = json.loads(reference.read_text(encoding="utf-8"))["options"] if numbered else None
    before, now, item = "", "", 0
    for row in read_table(file, str(file), columns):
        words, at = row["sentence"], bisect(starts, row.line)
        if words != now:
            before = titles[at] if at != item else "" if _DATELINE.match(words) or file == ALONE else now
            now, item = words, at
        yield row, before, None if options is None else _is_wanted(row["course"], at, options)


def _is_wanted(course: str, item: int, options: Sequence[dict[str, Any]]) -> bool | None:
    """Whether a course, in either form of its choice, is an option that an item tells; None if it is one that other items tell."""
    told = [option.get("items", ()) for option in options if same_choice(course, option.get("id", ""))]
    items = {number for numbers in told for number in numbers}
    return None if items and item not in items else bool(items)


def _place(words: str, sentence: str) -> Place:
    start = sentence.find(words)
    if start < 0 or not words:
        raise ValueError(f"{words!r} does not stand in {sentence!r}")
    return start, start + len(words)


def tested(which: str) -> list[Sentence]:
    """Give one of the sets (`TESTED`) of sentences that nothing was trained on: those left out of what was, or those of other conflicts."""
    if which in UNREAD:
        return read_sentences(*UNREAD[which])
    return [s for files in TRAINED_ON.values() for s in read_sentences(*files) if s.kept_out]


def measure(sentences: Sequence[Sentence], least: float) -> dict[str, float]:
    """Compare what the encoder reads with the labels."""
    encoder = load_course_encoder()
    parts = [sentences[start : start + SIDE_BY_SIDE] for start in range(0, len(sentences), SIDE_BY_SIDE)]
    read_so = (each for part in parts for each in encoder.passages_in([(one.words, one.before) for one in part], least))
    return compare(sentences, read_so)


def second_labeller(least: float) -> dict[str, dict[str, float]]:
    """Compare the labels of `SECOND`, and what the encoder reads, with those of the first labeller of the same sentences."""
    first = read_sentences(*(PLAIN / file.name for file in SECOND))
    return {"second_labeller": agreement(first, read_sentences(*SECOND)), "encoder": measure(first, least)}


def agreement(first: Sequence[Sentence], second: Sequence[Sentence]) -> dict[str, float]:
    """Compare second labels of the same sentences with the first as what the encoder reads is compared."""
    told = {sentence.words: tuple(map(_as_read, sentence.told)) for sentence in second}
    return compare(first, (told[sentence.words] for sentence in first))


def _as_read(told: Labelled) -> Passage:
    """Give what a person labelled as the encoder would say it, were it sure."""
    how, stands = tuple(float(way == told.how) for way in HOW), tuple(float(state == told.stands) for state in STANDS)
    owners = tuple((place, 1 / len(told.owners)) for place in told.owners)
    return Passage(told.course, 1.0, how, stands, *told.place, owners)


def compare(sentences: Sequence[Sentence], read_so: Iterable[Sequence[Passage]]) -> dict[str, float]:
    """Compare what is read in each sentence with its labels."""
    right = read = labelled = how = owner = overlapping = stands = standing = 0
    for sentence, passages in zip(sentences, read_so, strict=True):
        wanted = {each.course for each in sentence.told}
        found = {passage.course for passage in passages}
        right, read, labelled = right + len(wanted & found), read + len(found), labelled + len(wanted)
        for each in sentence.told:
            passage = next((p for p in passages if p.course == each.course and p.start < each.place[1] and each.place[0] < p.end), None)
            if passage is not None:
                overlapping += 1
                how += HOW[max(range(len(HOW)), key=passage.how.__getitem__)] == each.how
                owner += _names(passage, each.owners)
                standing += each.stands is not None
                stands += each.stands == STANDS[max(range(len(STANDS)), key=passage.stands.__getitem__)]
    return {
        "sentences": len(sentences),
        "precision": round(right / max(read, 1), 4),
        "recall": round(right / max(labelled, 1), 4),
        "how": round(how / max(overlapping, 1), 4),
        "owner": round(owner / max(overlapping, 1), 4),
    } | ({"stands": round(stands / standing, 4)} if standing else {})


def _names(passage: Passage, owners: Sequence[Place]) -> bool:
    """Whether the likeliest owner is one of the words labelled, or nobody is likely where none is."""
    place, share = max(passage.owners, key=lambda entry: entry[1], default=((0, 0), 0.0))
    if not owners:
        return sum(each for _, each in passage.owners) < 0.5
    return share > 0 and any(place[0] < end and start < place[1] for start, end in owners)


@click.command(help=(__doc__ or "").replace("\n    python", "\n\n\b\n    python"))
@click.option("--least", default=0.5, show_default=True, help="The probability that a course must reach.")
@click.option("--labellers", is_flag=True, help="Compare a second labeller with the first.")
@click.option("--json", "as_json", is_flag=True)
def main(least: float, labellers: bool, as_json: bool) -> None:
    found = second_labeller(least) if labellers else {which: measure(tested(which), least) for which in TESTED}
    show(found, as_json=as_json, width=18 if labellers else 12)


if __name__ == "__main__":
    main()
