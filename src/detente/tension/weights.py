"""What an event weighs: PLOVER's scores, Goldstein's, each one alike, or a table of the user's own.

A weight below 0 is conflict, one above 0 cooperation, 0 adds nothing to a sum; whether an event is a word or a deed is PLOVER's to say.
A table has the columns type, mode and weight. Its type is a PLOVER event type or a CAMEO code; a row without a mode holds for all modes
that have no row, and a CAMEO code for all codes below it that have none. `Weights.table` writes one to begin with.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from detente.errors import KnowledgeError
from detente.ontology import CAMEO, EVENT_TYPES, MODES, cameo_of, goldstein_of, is_deed, score_of
from detente.tables import Row, read_table

COLUMNS = ("type", "mode", "weight")
LARGEST = 1000.0  # beyond this a cell is a slip of the keyboard


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of event types, modes and CAMEO codes.

    Parameters
    ----------
    name
        What they are called: ``plover``, ``goldstein``, ``equal``, or the file's name.
    of
        Weights by (type, mode), by (type, None), and by (CAMEO code, None).

    Examples
    --------
    >>> PLOVER.weigh("ASSAULT", "drone"), GOLDSTEIN.weigh("ASSAULT", "drone"), EQUAL.weigh("ASSAULT", "drone")
    (-9.5, -10.0, -1.0)
    >>> GOLDSTEIN.weigh(None, None, "0841")
    7.0
    """

    name: str
    of: Mapping[tuple[str, str | None], float]

    def weigh(self, kind: str | None, mode: str | None = None, code: str | None = None) -> float | None:
        """Weigh an event.

        Parameters
        ----------
        kind, mode
            PLOVER event type and mode; None where an imported row's code is unknown to the ontology.
        code
            The CAMEO code the event came with. Without one, and where the table lists CAMEO codes, the code nearest to type and mode.

        Returns
        -------
        float or None
            None where the table says nothing of such an event.
        """
        if code is not None and (found := self._by_code(code)) is not None:
            return found
        if kind is None:
            return None
        for key in ((kind, mode), (kind, None)):
            if key in self.of:
                return self.of[key]
        return self._by_code(cameo_of(kind, mode))

    def _by_code(self, code: str) -> float | None:
        if not code.isdigit():
            return None
        return next((self.of[code[:length], None] for length in range(len(code), 1, -1) if (code[:length], None) in self.of), None)

    def table(self) -> str:
        """Write the weights as a table that `read_weights` reads, to be edited."""
        lines = [
            f"# Weights of events, begun from {self.name}. Below 0 is conflict, above 0 cooperation, 0 adds nothing.",
            "# type: a PLOVER event type (`detente ontology` lists them) or a CAMEO code. No mode: all modes that have no row.",
            "\t".join(COLUMNS),
        ]
        return "\n".join([*lines, *(f"{kind}\t{mode or ''}\t{weight:g}" for (kind, mode), weight in self.of.items())]) + "\n"


def read_weights(choice: str) -> Weights:
    """Give the weights of a name, or of a file.

    Parameters
    ----------
    choice
        ``plover``, ``goldstein``, ``equal``, or the path of a table.

    Raises
    ------
    KnowledgeError
        If the table is missing, a row is wrong, or an event type has no weight; file and line are named.
    """
    if choice in BY_NAME:
        return BY_NAME[choice]
    path = Path(choice)
    if not path.is_file():
        raise KnowledgeError(f"{choice}: there is no such table of weights; name a file, or one of {', '.join(BY_NAME)}")
    of: dict[tuple[str, str | None], float] = {}
    for row in read_table(path, choice, COLUMNS):
        key = _key(row)
        if key in of:
            raise row.wrong(f"{' '.join(part for part in key if part)} has a weight already; keep one of the two rows")
        of[key] = _weight(row)
    weights = Weights(path.name, of)
    for kind, mode in _kinds():
        if weights.weigh(kind, mode) is None:
            raise KnowledgeError(f"{choice}: {kind}{f' in the mode {mode}' if mode else ''} has no weight; add a row for {kind}")
    return weights


def _key(row: Row) -> tuple[str, str | None]:
    kind, mode = row["type"], row["mode"] or None
    if kind in CAMEO:
        if mode:
            raise row.wrong(f"{kind} is a CAMEO code, which has no mode such as {mode!r}; leave the mode empty")
    elif kind not in EVENT_TYPES:
        raise row.wrong(f"{kind!r} is no PLOVER event type and no CAMEO code; the types are {', '.join(EVENT_TYPES)}")
    elif mode and (kind, mode) not in MODES:
        known = ", ".join(m for k, m in MODES if k == kind) or "none"
        raise row.wrong(f"{kind} has no mode {mode!r}; its modes are {known}")
    return kind, mode


def _weight(row: Row) -> float:
    try:
        weight = float(row["weight"])
    except ValueError:
        weight = math.nan
    if not math.isfinite(weight) or abs(weight) > LARGEST:
        raise row.wrong(f"weight is {row['weight']!r}; it must be a number from {-LARGEST:g} to {LARGEST:g}, such as -4.5")
    return weight


def _kinds() -> Iterator[tuple[str, str | None]]:
    """Give every type, and every type in each of its modes, in the ontology's order."""
    for kind in EVENT_TYPES:
        yield kind, None
        yield from ((owner, mode) for owner, mode in MODES if owner == kind)


def typical(weights: Weights, conflict: bool, deed: bool) -> float:
    """Give the mean absolute weight of the event types of a class: what an event there weighs when none has been seen.

    Examples
    --------
    >>> typical(PLOVER, conflict=True, deed=True)
    6.5
    """
    found = [(weights.weigh(kind) or 0.0) for kind in EVENT_TYPES if is_deed(kind) is deed]
    alike = [abs(weight) for weight in found if (weight < 0) is conflict and weight]
    return math.fsum(alike) / len(alike) if alike else 1.0


def _sign(weight: float) -> float:
    return math.copysign(1.0, weight) if weight else 0.0


PLOVER = Weights("plover", {(kind, mode): score_of(kind, mode) for kind, mode in _kinds()})
"""PLOVER's intensities."""

GOLDSTEIN = Weights("goldstein", {(code, None): score for code in CAMEO if (score := goldstein_of(code)) is not None})
"""Goldstein's scores of CAMEO codes; our own events by the code nearest to their type and mode."""

EQUAL = Weights("equal", {key: _sign(weight) for key, weight in PLOVER.of.items()})
"""1 for all that PLOVER takes for cooperation, -1 for conflict: a count of incidents."""

BY_NAME: Mapping[str, Weights] = {weights.name: weights for weights in (PLOVER, GOLDSTEIN, EQUAL)}
