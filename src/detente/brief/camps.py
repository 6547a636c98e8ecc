"""The camps of a brief: the signed network of its sides, with the records each tie rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from detente.archive import Report, merge_reports
from detente.records import Incident, Reading, Relation
from detente.tension.blocs import Blocs, Span, Tie, Turn, about_these, blocs_over_time, find_dealings, turns_of

FEWEST = 3  # actors with a clear tie: two are a dyad, which the tension section shows
SHOWN = 6  # records shown of a tie


@dataclass(frozen=True, slots=True)
class Camps:
    """The blocs of a brief.

    Parameters
    ----------
    found
        The network and its camps.
    turns
        Ties whose sign changed from a year to the next in which anything passed.
    incidents, relations
        What its ties rest on, by identifier.
    """

    found: Blocs
    turns: tuple[Turn, ...]
    incidents: dict[str, Incident]
    relations: dict[str, Relation]

    @property
    def ties(self) -> list[Tie]:
        """The ties with a clear sign, the strongest first."""
        return sorted(self.found.network.signed, key=lambda t: (-t.weight, t.pair))

    def grounds(self, tie: Tie) -> tuple[list[Relation], list[Incident]]:
        """Give the first records a tie rests on: the relations told of it, and the incidents."""
        relations = [self.relations[name] for name in tie.relations]
        return relations[:SHOWN], [self.incidents[name] for name in tie.incidents][: max(1, SHOWN - len(relations))]

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain values for the JSON twin."""
        network = self.found.network
        ties = [{**asdict(t), "net": t.net, "word": t.word, "why": t.why} for t in network.ties]
        turns = [asdict(turn) for turn in self.turns]
        return {**asdict(self.found), "turns": turns, "network": {"actors": network.actors, "unplaced": network.unplaced, "ties": ties}}


def find_camps(
    readings: Sequence[Reading], reports: Sequence[Report], about: Sequence[str], since: str | None, until: str | None, opinion: bool
) -> Camps | None:
    """Find the camps of some readings; None where too few sides have a clear tie.

    Parameters
    ----------
    readings, reports
        All of the brief, whatever it is narrowed to.
    about
        Codes: their dealings, and those among all who deal with them.
    since, until
        Only what happened within.
    opinion
        Whether what only opinion pieces tell counts.
    """
    dealings = about_these(find_dealings(readings, reports, include_opinion=opinion), set(about))
    (found,) = blocs_over_time(dealings, since=since, until=until)
    if len(found.network.actors) < FEWEST:
        return None
    named = {name for tie in found.network.ties for name in (*tie.incidents, *tie.relations)}
    done = [r for r in reports if r.is_done and (opinion or not r.opinion)]
    incidents = {i.id: i for i in merge_reports(done) if i.id in named}
    turns = turns_of(blocs_over_time(dealings, Span.YEAR, since=since, until=until))
    relations = {r.id: r for reading in readings for r in reading.relations if r.id in named}
    return Camps(found, tuple(turn for turn in turns if turn.ties), incidents, relations)
