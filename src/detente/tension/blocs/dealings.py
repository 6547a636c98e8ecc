"""What passes between two parties and says whether they are friendly or hostile: incidents, relations as told, acts done together.

A *dealing* is one such thing with its weight on PLOVER's scale (above zero: cooperation), its days and its record. An incident counts
once however often it is reported. A standing relation counts once in a period however often it is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import combinations

from detente.archive import PairTally, Report, merge_reports
from detente.ontology import is_conflict
from detente.records import Genre, Incident, Reading, RelationKind, VoiceKind
from detente.tables import read_table
from detente.tension.sides import dyads_of
from detente.tension.weights import PLOVER, Weights

Pair = tuple[str, str]

TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class Dealing:
    """One thing that passed between two parties, or that is told of them.

    Parameters
    ----------
    pair
        Two codes, sorted.
    weight
        PLOVER intensity, or what another table of weights says: above zero cooperation, below zero conflict, zero where it says neither.
    start, end
        First and last day it may have happened on or was told on (ISO dates), or None where unknown.
    record
        Identifier of the incident, relation or imported row; of the first of them where several alike are counted in one.
    relation
        The kind of a standing relation; None: an incident.
    reports
        Identifiers of the events merged into the incident.
    outlet
        Who tells of the relation.
    own_words
        Whether that outlet tells it in its own words.
    times
        How many alike it stands for: 1, but for rows of a data set, which are summed by type and period.
    """

    pair: Pair
    weight: float
    start: str | None
    end: str | None
    record: str
    relation: RelationKind | None = None
    reports: tuple[str, ...] = ()
    outlet: str | None = None
    own_words: bool = False
    times: int = 1


def find_dealings(
    readings: Sequence[Reading], reports: Iterable[Report], *, include_opinion: bool = False, weights: Weights = PLOVER
) -> tuple[Dealing, ...]:
    """Find what passed between the sides of some readings, and what relations are told of them.

    Parameters
    ----------
    readings
        Whose relations and sides are taken; in any order.
    reports
        Their events; only those told as done count, and none of the past.
    include_opinion
        Count also what only opinion pieces tell.
    weights
        What an incident weighs; below zero is conflict. Relations weigh what `tie_weights` says, whatever these are.

    Returns
    -------
    tuple of Dealing
        In order of pair, day and record.
    """
    sides = {actor.party for reading in readings for actor in reading.actors if actor.party}
    counted = [r for r in reports if r.is_done and (include_opinion or not r.opinion)]
    modes = {r.id: r.mode for r in counted}
    found = [d for incident in merge_reports(counted) for d in _of_incident(incident, modes, weights)]
    found += [d for reading in readings for d in _of_relations(reading, include_opinion)]
    chosen = {d for d in found if sides >= set(d.pair)}
    return tuple(sorted(chosen, key=lambda d: (d.pair, d.start or "9999", d.record, d.weight)))


def dealings_of_rows(tallies: Iterable[PairTally], weights: Weights = PLOVER) -> tuple[Dealing, ...]:
    """Give the imported rows of one data set as dealings, those of one type, mode and period in one; each row weighs once.

    Rows of several data sets are never added up: the same event may stand in each of them.
    """
    return tuple(Dealing(t.pair, weights.weigh(t.type, t.mode) or 0.0, t.start, t.end, t.first, times=t.rows) for t in tallies)


def about_these(dealings: Iterable[Dealing], about: Set[str]) -> tuple[Dealing, ...]:
    """Keep the dealings of some parties, and those among all who deal with them; without any named, all."""
    every = tuple(dealings)
    if not about:
        return every
    near = {code for d in every if about & set(d.pair) for code in d.pair}
    return tuple(d for d in every if near >= set(d.pair))


@lru_cache(maxsize=1)
def tie_weights() -> Mapping[str, float]:
    """Give what a standing relation of each kind weighs, and acting together; the table is ``tension/blocs/data/ties.tsv``.

    Examples
    --------
    >>> tie_weights()["alliance"], tie_weights()["dependence"]
    (9.0, 0.0)
    """
    name = "tension/blocs/data/ties.tsv"
    rows = read_table(files("detente.tension.blocs").joinpath("data", "ties.tsv"), name, ("kind", "weight", "why"))
    known = frozenset({*(kind.value for kind in RelationKind), TOGETHER})
    weights = {}
    for row in rows:
        try:
            weights[row.one_of("kind", known)] = float(row["weight"])
        except ValueError as error:
            raise row.wrong(f"weight is {row['weight']!r}; it must be a number") from error
    return weights


def _of_incident(incident: Incident, modes: Mapping[str, str | None], weights: Weights) -> Iterator[Dealing]:
    told = Counter(mode for report in incident.reports if (mode := modes[report]))
    mode = min(told, key=lambda m: (-told[m], m)) if told else None
    weight = weights.weigh(incident.type, mode) or 0.0
    for pair in dyads_of(incident):
        yield Dealing(pair, weight, incident.start, incident.end, incident.id, reports=incident.reports)
    # Two who act against a third, or show force side by side, stand together in it; who fight each other are recipients as well.
    if is_conflict(incident.type) and weight:
        for pair in combinations(sorted(set(incident.actors) - set(incident.recipients)), 2):
            yield Dealing(pair, tie_weights()[TOGETHER], incident.start, incident.end, incident.id, reports=incident.reports)


def _of_relations(reading: Reading, include_opinion: bool) -> Iterator[Dealing]:
    party = {actor.code: actor.party for actor in reading.actors}
    day, outlet = reading.document.published, reading.document.outlet or reading.document.id
    for relation in reading.relations:
        if (relation.voice.opinion or reading.genre is Genre.OPINION) and not include_opinion:
            continue
        own_words = relation.voice.kind is VoiceKind.OUTLET
        left, right = (sorted({p for m in side if (p := party.get(m.actor))}) for side in (relation.left, relation.right))
        for pair in sorted({(a, b) if a < b else (b, a) for a in left for b in right if a != b}):
            yield Dealing(pair, tie_weights()[relation.kind], day, day, relation.id, relation.kind, (), outlet, own_words)
