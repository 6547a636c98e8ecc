"""Train the small encoder that reads marked pairs for their pole, and write its weights.

    python -m benchmarks.train_pair_encoder MODEL [--check]

MODEL is the folder that ``benchmarks/train_encoder.py`` takes (all-MiniLM-L6-v2, checked by hash); its embeddings are taken from
``genre/encoder.npz`` as that script wrote it and stay as they are, its first layer is trained on with the same sentences as the weights of
``benchmarks/train_pairs.py``, on types and poles at once, one sentence in ten left out as there. Only what tells the pole is written.

This needs ``torch`` and ``safetensors``, which nothing else here does: install them by hand beside the project (the shipped weights come
from torch 2.13.0 on one thread of a CPU with products of 16 bits; there the same files give the same weights). ``--check`` leaves out each
file of poles in turn and prints how well the linear weights, the encoder, and both in several shares tell it: the share that
`detente.reading.events.scoring` gives the encoder was chosen by these figures, on own sentences alone.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import load_file
from spacy.tokens import Doc, Span
from torch.nn import functional

from benchmarks.marks import unmark
from benchmarks.train_encoder import BASE, MATRICES, SEED, Layer, shuffled
from benchmarks.train_pairs import COOPERATIVE, POLED, TYPED, TYPES, Labelled, importance, is_kept_out, read_rows, read_samples, weighed_f1
from benchmarks.train_pairs import train as train_linear
from detente.reading import lexicon as tables
from detente.reading.events.lexicon import load_lexicon
from detente.reading.events.pair_encoder import FILE, MOST, POOLED, WAY, cut_words, marked_words
from detente.reading.genre.encoder import hashes_of, load_encoder
from detente.reading.language import load_language, parse_all

TARGET = Path(tables.__file__).parent / "events"
ROUNDS, BATCH, RATE, HEAD_RATE = 3, 16, 2e-4, 1e-3
FILLED = WAY + 1  # the part of what fills up a batch; no weights are kept of it
SHARES = (0.0, 0.2, 0.3, 0.4, 0.5, 1.0)

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Piece:
    """A pair as the encoder is trained on it: pieces and their parts, the number of the type (or -1), the pole and its weight."""

    numbers: list[int]
    parts: list[int]
    type: int
    conflict: float
    weight: float


class Trained(Layer):
    """The encoder of `detente.reading.events.pair_encoder`, as torch trains it."""

    def __init__(self, base: dict[str, Any]) -> None:
        shared = load_encoder()
        table = torch.tensor(shared.embed(np.arange(len(shared.pieces))))
        wide = table.shape[1]
        parts = np.random.default_rng(SEED).normal(0, 0.02, (FILLED + 1, wide))
        parts[0] = 0
        held = {
            "places": base["embeddings.position_embeddings.weight"][:MOST] + base["embeddings.token_type_embeddings.weight"][0],
            "first.weight": base["embeddings.LayerNorm.weight"],
            "first.bias": base["embeddings.LayerNorm.bias"],
            "parts": parts,
            "pole.weight": np.zeros(wide * (len(POOLED) + 1)),
            "pole.bias": np.zeros(()),
            "type.weight": np.zeros((wide * (len(POOLED) + 1), len(TYPES))),
            "type.bias": np.zeros(len(TYPES)),
        }
        super().__init__(base, held)
        self.table = table

    def forward(self, numbers: torch.Tensor, parts: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        w = self.held
        x = functional.embedding(numbers, self.table) + w["places"][: numbers.shape[1]]
        x = self.layer(self._drop(self._normal("first", x + functional.embedding(parts, w["parts"]))), mask)
        pooled = []
        for chosen in (*((parts == part).float() for part in POOLED), mask):
            pooled.append((x * chosen[:, :, None]).sum(1) / chosen.sum(1, keepdim=True).clamp(min=1))
        told = self._drop(torch.cat(pooled, 1))
        return told @ w["pole_weight"] + w["pole_bias"], told @ w["type_weight"] + w["type_bias"]


def read_pieces(rows: Sequence[Labelled]) -> list[Piece]:
    """Cut labelled pairs into the pieces that the encoder reads."""
    unmarked = [unmark(marked) for marked, _, _ in rows]
    docs = parse_all([text for text, _, _ in unmarked], load_language())
    known = load_lexicon()
    found = []
    for (_, kind, conflict), (_, source, recipient), doc in zip(rows, unmarked, docs, strict=True):
        numbers, parts = cut_words(marked_words(doc, _side(doc, source), _side(doc, recipient), known))
        found.append(Piece(numbers, parts, -1 if kind is None else TYPES.index(kind), float(conflict), importance(kind, conflict)))
    return found


def _side(doc: Doc, place: tuple[int, int] | None) -> Span:
    span = doc.char_span(*place, alignment_mode="expand") if place is not None else None
    if span is None:
        raise ValueError(f"{doc.text!r}: a side is not marked; mark it in its file")
    return span


def batch(pieces: Sequence[Piece]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Lay pairs side by side, with their parts and a mask of what is filled up."""
    longest = max(len(piece.numbers) for piece in pieces)
    filled = [longest - len(piece.numbers) for piece in pieces]
    numbers = torch.tensor([piece.numbers + [0] * more for piece, more in zip(pieces, filled, strict=True)])
    parts = torch.tensor([piece.parts + [FILLED] * more for piece, more in zip(pieces, filled, strict=True)])
    return numbers, parts, (parts != FILLED).float()


def train(base: dict[str, Any], pieces: Sequence[Piece]) -> Trained:
    """Train on pairs: AdamW, the rate rising over the first tenth of the steps and falling to nothing."""
    model = Trained(base)
    model.train()
    heads = {"pole_weight", "pole_bias", "type_weight", "type_bias", "parts"}
    groups = [
        {"params": [p for name, p in model.held.items() if (name in heads) == head], "rate": HEAD_RATE if head else RATE}
        for head in (False, True)
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    random = np.random.default_rng(SEED)
    steps = ROUNDS * math.ceil(len(pieces) / BATCH)
    step = 0
    for _ in range(ROUNDS):
        for chosen in shuffled(pieces, BATCH, random):
            for group in optimiser.param_groups:
                group["lr"] = group["rate"] * min(1.0, (step + 1) / (0.1 * steps)) * (1 - step / steps)
            with torch.autocast("cpu", torch.bfloat16):
                pole, kind = model(*batch(chosen))
            loss = loss_of(pole.float(), kind.float(), chosen)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
    model.eval()
    return model


def loss_of(pole: torch.Tensor, kind: torch.Tensor, pieces: Sequence[Piece]) -> torch.Tensor:
    """Give the loss of a batch: of the poles by their weight, and of the types where they are labelled."""
    labels, weights = (torch.tensor([getattr(piece, name) for piece in pieces]) for name in ("conflict", "weight"))
    types = torch.tensor([piece.type for piece in pieces])
    loss: torch.Tensor = functional.binary_cross_entropy_with_logits(pole, labels, weight=weights, reduction="sum")
    return (loss + functional.cross_entropy(kind, types, ignore_index=-1, reduction="sum")) / BATCH


def told(model: Trained, pieces: Sequence[Piece]) -> Scores:
    """Give the logits of conflict."""
    with torch.no_grad():
        return np.array([float(model(*batch([piece]))[0][0]) for piece in pieces])


def write(model: Trained) -> None:
    """Write matrices as whole numbers of eight bits with a scale a column, the rest as they are, and the hashes."""
    arrays: dict[str, Any] = {}
    for key, parameter in sorted(model.held.items()):
        name, array = key.replace("_", "."), parameter.detach().numpy()
        if name.startswith("type."):
            continue
        if name == "parts":
            array = array[:FILLED]
        if array.ndim == 2 and name.removesuffix(".weight") in MATRICES:
            scale = np.abs(array).max(axis=0) / 127 + 1e-12
            arrays[f"{name}.whole"] = np.round(array / scale[None, :]).astype(np.int8)
            arrays[f"{name}.scale"] = scale.astype(np.float32)
        else:
            arrays[name] = array.astype(np.float32)
    arrays |= hashes_of(arrays, load_encoder())
    np.savez_compressed(TARGET / FILE, **arrays)


def check(base: dict[str, Any]) -> None:
    """Leave out each file of poles in turn and print how well it is told."""
    files = [(name, read_samples((name,), lambda marked: not is_kept_out(marked))) for name in (*TYPED, *POLED)]
    cut = {name: read_pieces(read_rows((name,), lambda marked: not is_kept_out(marked))) for name, _ in files}
    for name, samples in files:
        if name not in POLED:
            continue
        linear = train_linear([s for other, found in files if other != name for s in found])
        encoder = train(base, [p for other, found in files if other != name for p in cut[other]])
        one = np.array([linear.conflict_of(s.features) for s in samples])
        two = told(encoder, cut[name])
        truth = np.array([s.conflict for s in samples])
        for share in SHARES:
            both = (1 - share) * one + share * two
            f1 = weighed_f1([(bool(a), bool(b)) for a, b in zip(truth, both > 0, strict=True)], COOPERATIVE)
            loss = np.average(np.logaddexp(0, np.where(truth, -both, both)), weights=np.where(truth, 0.8, 0.2))
            click.echo(f"{name} left out, share {share}: pole as in news {f1:.3f}, log loss {loss:.3f}")


@click.command(help=__doc__)
@click.argument("model", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Measure on files left out; write no weights.")
def main(model: Path, only_check: bool) -> None:
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    if hashlib.sha256((model / "model.safetensors").read_bytes()).hexdigest() != BASE:
        raise click.ClickException(f"{model}: its model.safetensors is not the official all-MiniLM-L6-v2")
    base = load_file(model / "model.safetensors")
    if only_check:
        check(base)
        return
    write(train(base, read_pieces(read_rows(only=lambda marked: not is_kept_out(marked)))))


if __name__ == "__main__":
    main()
