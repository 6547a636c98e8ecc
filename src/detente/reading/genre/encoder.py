"""A small encoder that judges whether sentences argue: word pieces in context, one layer of attention, in numpy.

It is the first layer of MiniLM (Wang et al., "MiniLM: Deep Self-Attention Distillation for Task-Agnostic Compression of Pre-Trained
Transformers", NeurIPS 2020) with narrower embeddings, trained further by ``benchmarks/train_encoder.py``. It reads a sentence in some
milliseconds, too slow for every sentence of every document: `detente.reading.genre.find` asks it where the quick judgement leaves open
what a document is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import numpy as np
from numpy.typing import NDArray

from detente.errors import KnowledgeError
from detente.reading.genre.pieces import cut

FILE = "encoder.npz"
HASHES = ("sha256.own", "sha256.pieces")  # in a file of weights trained on these embeddings
HEADS = 12
TINY = 1e-12  # of the normalisation, as in the model it comes from

Numbers = NDArray[np.float32]
Arrays = dict[str, NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class Encoder:
    """The weights, ready to use.

    Parameters
    ----------
    pieces, scales
        Embeddings as whole numbers, shape (pieces, width), and what one of them stands for, shape (pieces,).
    arrays
        All other weights by name, 32-bit floats; a matrix turns rows of what comes in into rows of what goes out.
    """

    pieces: NDArray[np.int8]
    scales: Numbers
    arrays: dict[str, Numbers]

    def scores(self, texts: Sequence[str]) -> list[float]:
        """Give for each sentence the logit that it argues: above 0 it rather does.

        Parameters
        ----------
        texts
            Sentences.
        """
        if not texts:
            return []
        w = self.arrays
        x, spans = self.embed_all([cut(text) for text in texts], w)
        x = attend(x, spans, w)
        return [float(x[start:end].mean(axis=0) @ w["judge.weight"] + w["judge.bias"]) for start, end in spans]

    def embed(self, numbers: NDArray[np.int_]) -> Numbers:
        """Give the embeddings of pieces: a row for each."""
        return _floats((self.pieces[numbers].astype(np.float32) * self.scales[numbers, None]) @ self.arrays["widen"])

    def embed_all(
        self, cuts: Sequence[Sequence[int]], w: Mapping[str, Numbers], more: Numbers | float = 0.0
    ) -> tuple[Numbers, list[tuple[int, int]]]:
        """Give what goes into the first layer, all sentences side by side: one large product is twice as fast as many small ones.

        Parameters
        ----------
        cuts
            The pieces of each sentence; at least one sentence.
        w
            Weights of the places and of the first normalisation: these, or those of an encoder that shares the embeddings.
        more
            What is added to the embeddings, if anything: a row for each piece.

        Returns
        -------
        tuple
            A row for each piece, and the rows of each sentence.
        """
        ends = np.cumsum([len(numbers) for numbers in cuts]).tolist()
        numbers = np.concatenate([np.asarray(each) for each in cuts])
        places = np.concatenate([np.arange(len(each)) for each in cuts])
        x = normal(self.embed(numbers) + w["places"][places] + more, w["first.weight"], w["first.bias"])
        return x, list(zip([0, *ends], ends, strict=False))


def attend(x: Numbers, spans: Sequence[tuple[int, int]], w: Mapping[str, Numbers]) -> Numbers:
    """Run one layer, attention and what follows it, over the pieces of sentences side by side.

    Parameters
    ----------
    x
        A row for each piece.
    spans
        The rows of each sentence: its pieces see each other only.
    w
        The weights of the layer by name.
    """
    query, key, value = (
        (x @ w[f"{name}.weight"] + w[f"{name}.bias"]).reshape(len(x), HEADS, -1).transpose(1, 0, 2) for name in ("query", "key", "value")
    )
    seen = np.empty_like(x)
    for start, end in spans:
        fits = query[:, start:end] @ key[:, start:end].transpose(0, 2, 1) / np.sqrt(np.float32(query.shape[2]))
        shares = np.exp(fits - fits.max(axis=2, keepdims=True))
        shares /= shares.sum(axis=2, keepdims=True)
        seen[start:end] = (shares @ value[:, start:end]).transpose(1, 0, 2).reshape(end - start, -1)
    x = normal(x + seen @ w["seen.weight"] + w["seen.bias"], w["middle.weight"], w["middle.bias"])
    inner = _gelu(x @ w["inner.weight"] + w["inner.bias"])
    return normal(x + inner @ w["outer.weight"] + w["outer.bias"], w["last.weight"], w["last.bias"])


@lru_cache(maxsize=1)
def load_encoder() -> Encoder:
    """Load the weights that ``benchmarks/train_encoder.py`` wrote.

    Raises
    ------
    KnowledgeError
        If the file is missing or is not what that script writes.

    Examples
    --------
    >>> low, high = load_encoder().scores(["Two ships left the port on Monday.", "What a shameful and cowardly surrender this is!"])
    >>> low < 0 < high
    True
    """
    path = files("detente.reading.lexicon").joinpath("genre", FILE)
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
            arrays: Arrays = {name: held[name] for name in held.files}
        pieces, scales = arrays.pop("pieces.whole"), arrays.pop("pieces.scale")
        return Encoder(np.asarray(pieces, dtype=np.int8), _floats(scales), widened(arrays))
    except (OSError, KeyError, ValueError) as error:
        wrong = f"lexicon/genre/{FILE} is not what benchmarks/train_encoder.py writes ({error}); install Détente again"
        raise KnowledgeError(wrong) from error


def hashes_of(arrays: Mapping[str, NDArray[np.generic]], base: Encoder) -> dict[str, NDArray[np.uint8]]:
    """Give the hashes that a file of weights trained on the embeddings of another holds: of its own arrays, and of the embeddings."""
    embeddings: Mapping[str, NDArray[np.generic]] = {"pieces": base.pieces, "scales": base.scales, "widen": base.arrays["widen"]}
    return {name: np.frombuffer(_hash_of(each), dtype=np.uint8) for name, each in zip(HASHES, (arrays, embeddings), strict=True)}


def read_trained_on(path: Traversable, base: Encoder) -> Arrays:
    """Read a file of weights trained on the embeddings of another, and check by its hashes that nothing of either is changed.

    Raises
    ------
    OSError, KeyError, ValueError
        If the file is missing, damaged, changed, or was trained on other embeddings.
    """
    with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
        arrays: Arrays = {name: held[name] for name in held.files}
    own, theirs = (arrays.pop(name).tobytes() for name in HASHES)
    hashes = hashes_of(arrays, base)
    if own != hashes[HASHES[0]].tobytes():
        raise ValueError("its weights are not those of its hash")
    if theirs != hashes[HASHES[1]].tobytes():
        raise ValueError("it was trained with other embeddings than those of genre/encoder.npz")
    return arrays


def _hash_of(arrays: Mapping[str, NDArray[np.generic]]) -> bytes:
    """Give the SHA-256 of arrays with their names, in the order of these."""
    found = hashlib.sha256()
    for name, array in sorted(arrays.items()):
        found.update(name.encode())
        found.update(np.ascontiguousarray(array).tobytes())
    return found.digest()


def widened(arrays: Mapping[str, NDArray[np.generic]]) -> dict[str, Numbers]:
    """Give arrays as floats, those of whole numbers with their scales."""
    return {name.removesuffix(".whole"): _wide(name, arrays) for name in arrays if not name.endswith(".scale")}


def _wide(name: str, arrays: Mapping[str, NDArray[np.generic]]) -> Numbers:
    """Give an array as floats; one of whole numbers times the scales of its columns."""
    scale = arrays.get(name.removesuffix(".whole") + ".scale")
    return _floats(arrays[name]) if scale is None else _floats(arrays[name]) * _floats(scale)[None, :]


def _floats(array: NDArray[np.generic]) -> Numbers:
    return np.asarray(array, dtype=np.float32)


def normal(x: Numbers, weight: Numbers, bias: Numbers) -> Numbers:
    """Scale each row to mean 0 and spread 1, then by weight and bias."""
    centred = x - x.mean(axis=1, keepdims=True)
    out: Numbers = centred / np.sqrt((centred**2).mean(axis=1, keepdims=True) + np.float32(TINY)) * weight + bias
    return out


def _gelu(x: Numbers) -> Numbers:
    """Gaussian error linear unit, in Hendrycks and Gimpel's approximation by tanh."""
    out: Numbers = 0.5 * x * (1 + np.tanh(np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x)))
    return out
