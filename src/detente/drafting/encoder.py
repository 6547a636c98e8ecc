"""A small encoder that reads a sentence for courses of action: the words that tell one, how, how it stands, and who is named as its owner.

It is the layers of MiniLM (Wang et al., "MiniLM: Deep Self-Attention Distillation for Task-Agnostic Compression of Pre-Trained
Transformers", NeurIPS 2020) on the embeddings that the encoder of genre has too, trained on by ``benchmarks/train_courses.py`` with
sentences written for the project, and run in numpy. Tables of words say what they name and are believed first; this finds what they
leave out (see `detente.drafting.spoken`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import numpy as np

from detente.errors import KnowledgeError
from detente.reading.genre.encoder import Encoder, Numbers, attend, load_encoder, read_trained_on, widened
from detente.reading.genre.pieces import END, cut_bare, cut_placed, load_pieces

FILE = "course_encoder.npz"
MOST = 128  # pieces of a sentence that are read
BEFORE = 48  # pieces of the sentence before it, its last ones
NONE = "none"  # the tag of a piece that tells no course
#: Ways in which a sentence may tell a course of action; with "-end", that it ends.
HOW = (
    "done", "undone", "asked", "asked-end", "promised", "promised-end", "refused", "refused-end", "threatened", "threatened-end",
    "feared", "denied",
)  # fmt: skip

#: How a course stands at the time of a text, as far as a sentence tells: it is being taken, it is not, or the sentence leaves it open.
STANDS = ("on", "off", "open")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of words that tells a course of action.

    Parameters
    ----------
    course, sure
        The course, and how probable it is.
    how
        How probable each way of telling it is, in the order of `HOW`.
    stands
        How probable it is that it is being taken, is not, or is left open, in the order of `STANDS`.
    start, end
        Where the words stand in the sentence.
    owners
        Where the words stand that may name whose course it is, each with its probability; what is missing to 1 speaks for nobody named.
    """

    course: str
    sure: float
    how: tuple[float, ...]
    stands: tuple[float, ...]
    start: int
    end: int
    owners: tuple[tuple[Place, float], ...]


@dataclass(frozen=True, slots=True)
class CourseEncoder:
    """The weights, ready to use.

    Parameters
    ----------
    base
        The encoder whose embeddings it shares.
    arrays
        The weights outside its layers, by name.
    layers
        Those of each layer, by name.
    courses
        The tags in their order; the first is `NONE`.
    """

    base: Encoder
    arrays: Mapping[str, Numbers]
    layers: Sequence[Mapping[str, Numbers]]
    courses: tuple[str, ...]

    def passages(self, sentence: str, least: float) -> tuple[Passage, ...]:
        """Find the runs of words of one sentence that tell a course of action with at least some probability."""
        return next(self.passages_in([(sentence, "")], least))

    def passages_in(self, sentences: Sequence[tuple[str, str]], least: float) -> Iterator[tuple[Passage, ...]]:
        """Find the runs of words that tell a course of action with at least some probability.

        Parameters
        ----------
        sentences
            The sentences of a document, each with the one before it, which is read beside it and tells nothing itself; empty if there is
            none. They are read side by side, which takes half the time.
        least
            The probability that a run must reach.

        Yields
        ------
        tuple of Passage
            Of each sentence, in its order.
        """
        cuts = [cut_placed(words, MOST) for words, _ in sentences]
        rows = self.read([(numbers, pieces_before(before)) for (numbers, _), (_, before) in zip(cuts, sentences, strict=True)])
        for (_, places), x in zip(cuts, rows, strict=True):
            tags = _softmax(x @ self.arrays["tag.weight"] + self.arrays["tag.bias"])
            yield tuple(self._passage(run, tag, x, tags, places) for run, tag in _runs(tags, places, least))

    def read(self, cuts: Sequence[tuple[Sequence[int], Sequence[int]]]) -> Iterator[Numbers]:
        """Give what the last layer makes of the pieces of sentences, read with those of the sentences before them: a row for each piece."""
        if not cuts:
            return
        beside = np.concatenate([np.repeat((0, 1), (len(own), len(before))) for own, before in cuts])
        more = np.outer(beside.astype(np.float32), self.arrays["beside"])
        x, spans = self.base.embed_all([[*own, *before] for own, before in cuts], self.arrays, more)
        for layer in self.layers:
            x = attend(x, spans, layer)
        yield from (x[start : start + len(own)] for (start, _), (own, _) in zip(spans, cuts, strict=True))

    def _passage(self, run: Sequence[int], tag: int, x: Numbers, tags: Numbers, places: Sequence[Place]) -> Passage:
        w = self.arrays
        told = x[list(run)].mean(axis=0)
        seen = np.concatenate([told, x.mean(axis=0)])
        how, stands = (tuple(_softmax(seen @ w[f"{head}.weight"] + w[f"{head}.bias"]).tolist()) for head in ("how", "stands"))
        owner = _softmax((x @ w["key.weight"]) @ (told @ w["asks.weight"]) / np.sqrt(np.float32(x.shape[1])) + x @ w["owner.weight"])
        by_word: dict[Place, float] = {}
        for place, share in zip(places, owner.tolist(), strict=True):
            if place[1]:
                by_word[place] = by_word.get(place, 0.0) + share
        sure = float(tags[list(run), tag].max())
        start, end = places[run[0]][0], places[run[-1]][1]
        return Passage(self.courses[tag], sure, how, stands, start, end, tuple(by_word.items()))


def pieces_before(sentence: str) -> list[int]:
    """Give the pieces that are read of the sentence before one: the last, and a mark."""
    return [*cut_bare(sentence)[1 - BEFORE :], load_pieces()[END]] if sentence else []


def _runs(tags: Numbers, places: Sequence[Place], least: float) -> Iterator[tuple[list[int], int]]:
    """Give the runs of pieces with one likeliest course that reaches a probability somewhere, and its number."""
    best = np.where(tags[:, 1:].max(axis=1) * 2 > least, tags[:, 1:].argmax(axis=1) + 1, 0)
    run: list[int] = []
    for at in range(len(places) + 1):
        tag = int(best[at]) if at < len(places) and places[at][1] else 0
        if run and (tag != best[run[0]] or at == len(places)):
            if tags[run, best[run[0]]].max() >= least:
                yield run, int(best[run[0]])
            run = []
        if tag:
            run = [*run, at]


@lru_cache(maxsize=1)
def load_course_encoder() -> CourseEncoder:
    """Load the weights that ``benchmarks/train_courses.py`` wrote.

    Raises
    ------
    KnowledgeError
        If the file is missing, damaged, not what that script writes, or was trained on other embeddings than the encoder of genre has.
    """
    try:
        return read_course_encoder(files("detente.drafting").joinpath("data", FILE))
    except (OSError, KeyError, ValueError) as error:
        wrong = f"drafting/data/{FILE} is not what benchmarks/train_courses.py writes ({error}); install Détente again"
        raise KnowledgeError(wrong) from error


def read_course_encoder(path: Traversable) -> CourseEncoder:
    """Read weights from a file that ``benchmarks/train_courses.py`` wrote.

    Raises
    ------
    OSError, KeyError, ValueError
        If the file is missing, damaged, not what that script writes, or was trained on other embeddings than the encoder of genre has.
    """
    base = load_encoder()
    arrays = read_trained_on(path, base)
    courses = tuple(str(name) for name in arrays.pop("courses"))
    wide = widened(arrays)
    depth = 1 + max(int(name.split(".", 1)[0]) for name in wide if name[0].isdigit())
    layers = [{name.split(".", 1)[1]: array for name, array in wide.items() if name.startswith(f"{n}.")} for n in range(depth)]
    return CourseEncoder(base, wide, layers, courses)


def _softmax(x: Numbers) -> Numbers:
    shares = np.exp(x - x.max(axis=-1, keepdims=True))
    out: Numbers = shares / shares.sum(axis=-1, keepdims=True)
    return out
