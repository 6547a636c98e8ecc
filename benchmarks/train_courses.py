"""Train the encoder that reads sentences for courses of action, and write its weights.

    python -m benchmarks.train_courses MODEL [--first WEIGHTS]

MODEL is the folder that ``benchmarks/train_encoder.py`` takes (all-MiniLM-L6-v2, checked by hash); its embeddings are taken from
``genre/encoder.npz`` as that script wrote it and stay as they are, its layers are trained on with sentences written for the project,
in which the words that tell a course, how they tell it, and the words that name whose course it is are marked: see
``benchmarks/course_encoder.py``, which measures on those that are left out. It is trained in parts (`PARTS`), each on what the one before
wrote, since news was labelled when the parts before had been trained; what is new counts most in its part, and some of what is known is
read again lest it be forgotten. In the end it is brought back some way to the first part (`FIRST`). With ``--first`` that part is not
trained anew; its weights are those that were written after it.

This needs ``torch`` and ``safetensors``, which nothing else here does: install them by hand beside the project. It takes some two and
a half hours on two cores. The shipped weights come from torch 2.13.0; other machines give others in the last digits, and so a few other
passages.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np
import torch
from safetensors.numpy import load_file
from torch.nn import functional

from benchmarks.course_encoder import OPENED, TRAINED_ON, Sentence, read_sentences
from benchmarks.train_encoder import BASE, LAYER, MATRICES, SEED, Layer, shuffled
from detente import drafting
from detente.drafting.courses import load_courses
from detente.drafting.encoder import BEFORE, FILE, HOW, MOST, NONE, STANDS, CourseEncoder, pieces_before, read_course_encoder
from detente.reading.genre.encoder import hashes_of, load_encoder
from detente.reading.genre.pieces import UNKNOWN, cut_placed, load_pieces

TARGET = Path(drafting.__file__).parent / "data"
DEPTH = 6  # layers
BATCH, DROP = 16, 0.1
HIDDEN = 0.08  # share of pieces that are hidden while training
PLAIN = 0.4  # what a piece that tells no course counts: they are many
ASIDE = "wanted"  # a head that is trained beside the others, for what they share, and not written: is it an option of the reference?
COURSES = (NONE, *load_courses())


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the training: rounds, the highest rate of the layers and of the heads, the share of its steps in which the rates rise,
    and how often in a round the sentences of each group are read, by its name in `TRAINED_ON`, or "standoffs" for those opened; of a
    share of one, as many are drawn.
    """

    rounds: int
    rate: float
    head_rate: float
    rising: float
    often: Mapping[str, float]


PARTS = (
    Part(4, 3e-4, 5e-3, 0.1, {"stories": 1, "conflicts": 1, "next": 1, "standoffs": 2}),
    Part(2, 2e-4, 2e-3, 0.05, {"newswire": 2, "deadlocks": 1.4, "next": 0.35, "stories": 0.35, "conflicts": 0.35, "standoffs": 1}),
    Part(
        1, 1.5e-4, 1.5e-3, 0.05,
        {"plain": 2, "newswire": 0.5, "deadlocks": 0.3, "next": 0.1, "stories": 0.1, "conflicts": 0.1, "standoffs": 0.5},
    ),
)  # fmt: skip
#: What is left in the end of the weights of the first part, which was trained on conflicts told densely; the rest is of the last. Between
#: the two reads both better than either (Wortsman et al., "Robust fine-tuning of zero-shot models", CVPR 2022).
FIRST = 0.3


@dataclass(frozen=True, slots=True)
class Told:
    """A course told in a sentence: its pieces and its owner's, how, how it stands and whether a reference wants it, where that is known."""

    pieces: list[int]
    how: int
    stands: int | None
    wanted: bool | None
    owners: list[int]


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence as it is trained on: its pieces and those of the one before, how many are its own, their tags, and what is told in it."""

    numbers: list[int]
    own: int
    tags: list[int]
    told: list[Told]


class Trained(torch.nn.Module):  # type: ignore[misc]
    """The encoder of `detente.drafting.encoder`, as torch trains it."""

    def __init__(self, base: dict[str, Any]) -> None:
        super().__init__()
        shared = load_encoder()
        self.table = torch.tensor(shared.embed(np.arange(len(shared.pieces))))
        self.layers = torch.nn.ModuleList(Layer(base, {}, number) for number in range(DEPTH))
        wide = self.table.shape[1]
        kinds = base["embeddings.token_type_embeddings.weight"]
        held = {
            "places": base["embeddings.position_embeddings.weight"][: MOST + BEFORE] + kinds[0],
            "beside": kinds[1] - kinds[0],
            "first.weight": base["embeddings.LayerNorm.weight"],
            "first.bias": base["embeddings.LayerNorm.bias"],
            "tag.weight": np.zeros((wide, len(COURSES))),
            "tag.bias": np.zeros(len(COURSES)),
            "how.weight": np.zeros((2 * wide, len(HOW))),
            "how.bias": np.zeros(len(HOW)),
            "stands.weight": np.zeros((2 * wide, len(STANDS))),
            "stands.bias": np.zeros(len(STANDS)),
            f"{ASIDE}.weight": np.zeros((2 * wide, 1)),
            f"{ASIDE}.bias": np.zeros(1),
            "key.weight": np.eye(wide),
            "asks.weight": np.random.default_rng(SEED).normal(0, 0.02, (wide, wide)),
            "owner.weight": np.zeros(wide),
        }
        self.held = torch.nn.ParameterDict(
            {key.replace(".", "_"): torch.nn.Parameter(torch.tensor(np.asarray(array, dtype=np.float32))) for key, array in held.items()}
        )

    def take(self, known: CourseEncoder, share: float = 1.0) -> None:
        """Take over weights that were written, or a share of them; of the head that is not written, none."""
        pairs = [(parameter, known.arrays[key.replace("_", ".")]) for key, parameter in self.held.items() if not key.startswith(ASIDE)]
        for layer, arrays in zip(self.layers, known.layers, strict=True):
            pairs += [(parameter, arrays[key.replace("_", ".")]) for key, parameter in layer.held.items()]
        with torch.no_grad():
            for parameter, theirs in pairs:
                parameter.copy_((1 - share) * parameter + share * torch.tensor(theirs))

    def forward(self, numbers: torch.Tensor, beside: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        w = self.held
        x = functional.embedding(numbers, self.table) + w["places"][: numbers.shape[1]] + beside[:, :, None] * w["beside"]
        x = self._drop(functional.layer_norm(x, x.shape[2:], w["first_weight"], w["first_bias"], 1e-12))
        with torch.autocast("cpu", dtype=torch.bfloat16):  # products of half the bits take a third of the time
            for layer in self.layers:
                x = layer.layer(x, mask)
        return self._drop(x.float())

    def tags(self, x: torch.Tensor) -> torch.Tensor:
        """Give the logits of the course that each piece tells."""
        return x @ self.held["tag_weight"] + self.held["tag_bias"]

    def heads(self, x: torch.Tensor, told: list[int]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        """Give the logits of how some pieces of a sentence tell their course, how it stands, whether it is wanted, and who is its owner."""
        w = self.held
        mean = x[told].mean(0)
        seen = torch.cat([mean, x.mean(0)])
        how, stands, wanted = (seen @ w[f"{head}_weight"] + w[f"{head}_bias"] for head in ("how", "stands", ASIDE))
        owner = (x @ w["key_weight"]) @ (mean @ w["asks_weight"]) / math.sqrt(x.shape[1]) + x @ w["owner_weight"]
        return how, stands, wanted[0], owner

    def _drop(self, x: torch.Tensor) -> torch.Tensor:
        return functional.dropout(x, DROP, self.training)


def samples_of(sentences: Sequence[Sentence]) -> list[Sample]:
    """Cut labelled sentences into the pieces that the encoder reads."""
    found = []
    for sentence in sentences:
        numbers, places = cut_placed(sentence.words, MOST)
        tags, told = [0] * len(numbers), []
        for each in sentence.told:
            pieces = _within(places, [each.place])
            for piece in pieces:
                tags[piece] = COURSES.index(each.course)
            if pieces:  # the mark at the beginning stands for an owner that is not named
                stands = None if each.stands is None else STANDS.index(each.stands)
                told.append(Told(pieces, HOW.index(each.how), stands, each.wanted, _within(places, each.owners) or [0]))
        before = pieces_before(sentence.before)
        found.append(Sample(numbers + before, len(numbers), tags + [-1] * len(before), told))
    return found


def _within(places: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> list[int]:
    """Give the pieces whose word overlaps one of some spans."""
    return [i for i, (start, end) in enumerate(places) if end and any(start < last and first < end for first, last in spans)]


def batch(samples: Sequence[Sample]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Lay sentences side by side: their pieces, which are of the sentence before, a mask of what is filled up, and their tags."""
    longest = max(len(sample.numbers) for sample in samples)

    def filled(rows: Iterable[list[Any]], by: float) -> torch.Tensor:
        return torch.tensor([row + [by] * (longest - len(row)) for row in rows])

    numbers = filled((sample.numbers for sample in samples), 0)
    beside = filled(([0.0] * sample.own + [1.0] * (len(sample.numbers) - sample.own) for sample in samples), 0.0)
    mask = filled(([1.0] * len(sample.numbers) for sample in samples), 0.0)
    return numbers, beside, mask, filled((sample.tags for sample in samples), -1)


def train(model: Trained, groups: Mapping[str, Sequence[Sample]], part: Part) -> None:
    """Train on sentences: AdamW, the rate rising over the first steps and falling to nothing."""
    model.train()
    heads = [model.held[name] for name in model.held if name.split("_")[0] in ("tag", "how", "stands", ASIDE, "key", "asks", "owner")]
    rest = [p for layer in model.layers for p in layer.parameters()]
    optimiser = torch.optim.AdamW([{"params": rest, "rate": part.rate}, {"params": heads, "rate": part.head_rate}], weight_decay=0.01)
    random = np.random.default_rng(SEED)
    weights = torch.ones(len(COURSES))
    weights[0] = PLAIN
    rounds = [drawn(groups, part.often, random) for _ in range(part.rounds)]
    steps, step = sum(math.ceil(len(samples) / BATCH) for samples in rounds), 0
    for number, samples in enumerate(rounds, 1):
        total = 0.0
        for chosen in shuffled(samples, BATCH, random):
            for group in optimiser.param_groups:
                group["lr"] = group["rate"] * min(1.0, (step + 1) / (part.rising * steps)) * max(1 - step / steps, 0.0)
            loss = loss_of(model, chosen, weights)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            total += float(loss.detach())
        click.echo(f"round {number} of {part.rounds}: loss {total * BATCH / len(samples):.3f}", err=True)
    model.eval()


def drawn(groups: Mapping[str, Sequence[Sample]], often: Mapping[str, float], random: np.random.Generator) -> list[Sample]:
    """Give the sentences of a round: those of each group as often as is said."""
    found: list[Sample] = []
    for name, times in often.items():
        samples = groups[name]
        found += int(times) * list(samples)
        found += [samples[i] for i in random.permutation(len(samples))[: round(times % 1 * len(samples))]]
    return found


def loss_of(model: Trained, samples: Sequence[Sample], weights: torch.Tensor) -> torch.Tensor:
    """Give the loss of a batch: of the tags, and half as much of the owner, how, how it stands and whether it is wanted of what is told."""
    numbers, beside, mask, tags = batch(samples)
    hidden = (torch.rand(numbers.shape) < HIDDEN) & (mask > 0)
    hidden[:, 0] = False
    x = model(torch.where(hidden, load_pieces()[UNKNOWN], numbers), beside, mask)
    loss = functional.cross_entropy(model.tags(x).flatten(0, 1), tags.flatten(), weight=weights, ignore_index=-1)
    read = [
        (told, *model.heads(rows[: sample.own], told.pieces))
        for sample, rows in zip(samples, x, strict=True) for told in sample.told
    ]  # fmt: skip
    hows = [(how, told.how) for told, how, _, _, _ in read]
    states = [(stands, told.stands) for told, _, stands, _, _ in read if told.stands is not None]
    for judged in (hows, states):
        if judged:
            logits, truths = zip(*judged, strict=True)
            loss = loss + 0.5 * functional.cross_entropy(torch.stack(logits), torch.tensor(truths))
    owners = [-torch.logsumexp(functional.log_softmax(owner, -1)[told.owners], 0) for told, _, _, _, owner in read]
    aside = [
        functional.binary_cross_entropy_with_logits(wanted, torch.tensor(float(told.wanted)))
        for told, _, _, wanted, _ in read if told.wanted is not None
    ]  # fmt: skip
    for losses in (owners, aside):
        if losses:
            loss = loss + 0.5 * torch.stack(losses).mean()
    return loss


def write(model: Trained) -> None:
    """Write matrices as whole numbers of eight bits with a scale a column, the rest as they are, and the hashes."""
    named = {key.replace("_", "."): array for key, array in model.held.items() if not key.startswith(ASIDE)}
    for number, layer in enumerate(model.layers):
        named |= {f"{number}.{key.replace('_', '.')}": array for key, array in layer.held.items()}
    matrices = {*(f"{number}.{name}.weight" for number in range(DEPTH) for name in MATRICES if name in LAYER)}
    matrices |= {"tag.weight", "how.weight", "stands.weight", "key.weight", "asks.weight"}
    arrays: dict[str, Any] = {"courses": np.array(COURSES)}
    for name, parameter in sorted(named.items()):
        array = parameter.detach().numpy()
        if name in matrices:
            scale = np.abs(array).max(axis=0) / 127 + 1e-12
            arrays[f"{name}.whole"] = np.round(array / scale[None, :]).astype(np.int8)
            arrays[f"{name}.scale"] = scale.astype(np.float32)
        else:
            arrays[name] = array.astype(np.float32)
    arrays |= hashes_of(arrays, load_encoder())
    np.savez_compressed(TARGET / FILE, **arrays)


@click.command(help=__doc__)
@click.argument("model", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--first", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Weights written after the first part.")
def main(model: Path, first: Path | None) -> None:
    if hashlib.sha256((model / "model.safetensors").read_bytes()).hexdigest() != BASE:
        raise click.ClickException(f"{model}: its model.safetensors is not the official all-MiniLM-L6-v2")
    try:
        known = [read_course_encoder(first)] if first else []
    except (OSError, KeyError, ValueError) as error:
        raise click.ClickException(f"{first} is not what this script writes ({error}); leave out --first") from error
    base = load_file(model / "model.safetensors")
    groups = {name: samples_of([s for s in read_sentences(*files) if not s.kept_out]) for name, files in TRAINED_ON.items()}
    groups["standoffs"] = samples_of(read_sentences(OPENED))
    for part in PARTS[len(known) :]:
        torch.manual_seed(SEED)
        trained = Trained(base)
        if known:
            trained.take(known[-1])
        train(trained, groups, part)
        write(trained)
        known.append(read_course_encoder(TARGET / FILE))
    trained.take(known[0], FIRST)
    write(trained)


if __name__ == "__main__":
    main()
