"""Who decides in a conflict: the opposing parties, with the allies told to stand by them."""

from __future__ import annotations

import difflib
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from detente.archive import Report, merge_reports
from detente.drafting.engagement import Engagement
from detente.drafting.parties import Parties
from detente.drafting.wording import shortened
from detente.errors import DraftError, UsageError
from detente.ontology import is_conflict, is_deed, score_of
from detente.records import Reading, RelationKind, Status

#: Share of the conflict of the two main opponents that a third party's conflict with them must reach to make it a decision maker.
JOINS = 0.25
#: The least number of incidents of conflict with one of the two that such a third party must have.
JOINS_INCIDENTS = 3
#: Share of the conflict of the two main opponents that an ally must itself have with its partner's opponent to stand with it.
STANDS_WITH = 0.1
#: The least number of deeds of conflict against one of the two that a third party must have done: who only condemns stands outside.
JOINS_DEEDS = 2
#: The least number of incidents of armed force of a third party, and the share of the main conflict that its own with the two must reach,
#: to make it a belligerent, who decides whether it is named or not: force against people whose side is not told counts too.
BELLIGERENT_INCIDENTS, BELLIGERENT = 3, 0.1
#: Share of the greatest conflict among those chosen that a state's own with one of the leaders must reach, and its least number of
#: incidents, to make it one who decides though it is not named, if it also follows or threatens a course of conflict.
PRESSES, PRESSES_INCIDENTS = 0.4, 2
#: Share of all incidents in which a state must act, and the least number of courses of its own, to make it one who decides though it is
#: not named, if it also does something to one of the leaders.
ACTS, OWN_COURSES = 0.1, 2
#: Share of what the encoder reads of the courses of those named that it must read of a third party's to make it one who decides: who
#: strikes once, or is blamed often, is no decision maker where hardly anything is told of what it does and could do.
SPOKEN_OF = 0.07
#: Who names so many has said who decides; of the others only allies act with them.
ALL_NAMED = 3
#: How often two parties must be told to be allies, or to have acted together, to act as one, if much is told of what either does itself.
BONDS = 2
_ARMED = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
#: What one relation of hostility or alliance, as told, counts: about as much as an assault.
_HOSTILITY = 9.0
#: What a demand counts, which PLOVER scores 0: a dispute, but the mildest.
_DEMAND = 1.0

_NOBODY: Mapping[str, Engagement] = {}

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Side:
    """One decision maker: the parties it consists of, the main one first.

    Parameters
    ----------
    parties
        Codes.
    evidence
        Identifiers of the records that tell it is in the conflict, and that its members stand together.
    quotes
        Their words.
    note
        Why it is a decision maker.
    """

    parties: tuple[str, ...]
    evidence: tuple[str, ...]
    quotes: tuple[str, ...]
    note: str


@dataclass(slots=True)
class _Tie:
    """What is told between two parties."""

    weight: float = 0.0
    incidents: int = 0
    records: list[str] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ties:
    """Conflict, alliance and joint action between parties.

    Parameters
    ----------
    conflict, alliance
        By pair of codes, sorted.
    together
        How often two parties act together against others.
    deeds
        How often the first of two parties did something of conflict to the second.
    armed
        How often a party used or moved armed force.
    acts
        In which share of all incidents told a party acts.
    """

    conflict: Mapping[Pair, _Tie]
    alliance: Mapping[Pair, _Tie]
    together: Mapping[Pair, int]
    deeds: Mapping[Pair, int]
    armed: Mapping[str, int]
    acts: Mapping[str, float]

    def against(self, one: str, others: Iterable[str]) -> float:
        """Give the weight of a party's conflict with others."""
        return sum(self.conflict[pair(one, other)].weight for other in others if pair(one, other) in self.conflict)


def pair(one: str, other: str) -> Pair:
    """Give two codes in order."""
    return (one, other) if one < other else (other, one)


def find_ties(readings: Sequence[Reading], reports: Sequence[Report], parties: Parties, opinion: bool) -> Ties:
    """Weigh what is told between parties.

    The conflict of two parties is the sum of the absolute PLOVER intensity of the incidents of conflict asserted between them, each
    counted once, plus a fixed weight for every relation of hostility told.
    """
    by_id = {report.id: report for report in reports}
    conflict: dict[Pair, _Tie] = {}
    alliance: dict[Pair, _Tie] = {}
    together: Counter[Pair] = Counter()
    deeds: Counter[Pair] = Counter()
    armed: Counter[str] = Counter()
    acts: Counter[str] = Counter()
    total = 0
    for incident in merge_reports(reports):
        told = [by_id[report] for report in incident.reports if by_id[report].status is Status.ASSERTED]
        if not told:
            continue
        own = [code for code in incident.actors if parties.can_decide(code)]
        acts.update(own)
        total += 1
        if incident.type in ("MOBILIZE", "ASSAULT", "COOPERATE", "SANCTION", "THREATEN"):
            together.update(pair(a, b) for place, a in enumerate(own) for b in own[place + 1 :])
        if incident.type in _ARMED:
            armed.update(own)
        if not is_conflict(incident.type):
            continue
        if is_deed(incident.type):
            deeds.update((a, b) for a in own for b in incident.recipients if a != b)
        weight = abs(score_of(incident.type, told[0].mode)) or _DEMAND
        for two in sorted({pair(a, b) for a in own for b in incident.recipients if a != b and parties.can_decide(b)}):
            tie = conflict.setdefault(two, _Tie())
            tie.weight += weight
            tie.incidents += 1
            tie.records += sorted(report.id for report in told)[:1]
            tie.quotes += [_quote(report) for report in sorted(told, key=lambda r: r.id)[:1]]
    _add_relations(readings, parties, opinion, conflict, alliance)
    return Ties(conflict, alliance, together, deeds, armed, {code: acts[code] / total for code in sorted(acts)})


def _add_relations(
    readings: Sequence[Reading], parties: Parties, opinion: bool, conflict: dict[Pair, _Tie], alliance: dict[Pair, _Tie]
) -> None:
    for reading in readings:
        for relation in reading.relations:
            if relation.kind not in (RelationKind.HOSTILITY, RelationKind.ALLIANCE) or (relation.voice.opinion and not opinion):
                continue
            sides = [sorted({parties.of(reading.document.id, m) for m in side}) for side in (relation.left, relation.right)]
            left, right = ([code for code in side if parties.can_decide(code)] for side in sides)
            across = {pair(a, b) for a in left for b in right if a != b}
            within = {pair(a, b) for side in (left, right) for a in side for b in side if a < b}
            hostile = relation.kind is RelationKind.HOSTILITY
            # Who is named on one side of a hostility stands together in it; two allies of one party need be none of each other's.
            for ties, pairs in ((conflict if hostile else alliance, across), (alliance, within if hostile else set())):
                for two in sorted(pairs):
                    tie = ties.setdefault(two, _Tie())
                    tie.weight += _HOSTILITY
                    tie.incidents += 1
                    tie.records.append(relation.id)
                    tie.quotes.append(f"«{shortened(' '.join(relation.evidence[-1].quote.split()))}»")


def choose_sides(
    ties: Ties, parties: Parties, about: Sequence[str], split: bool, engaged: Mapping[str, Engagement] = _NOBODY
) -> tuple[Side, ...]:
    """Choose the decision makers.

    Parameters
    ----------
    ties, parties
        What is told between whom.
    about
        The parties asked for, or none.
    split
        Whether allies decide apart.
    engaged
        What each party is told to do itself.

    Raises
    ------
    UsageError
        If a code of `about` names nobody there, or nobody who can decide.
    DraftError
        If there are no two opposing parties.
    """
    _check_about(about, parties)
    leaders = _leaders(ties, parties, about)
    top = max((ties.conflict[pair(a, b)].weight for a in leaders[:2] for b in leaders[:2] if pair(a, b) in ties.conflict), default=0.0)
    chosen = list(leaders)
    present = (*_others(ties, leaders), *(code for code in engaged if code not in leaders)) if len(set(about)) < ALL_NAMED else ()
    told = {code for code in present if parties.can_decide(code) and _is_spoken_of(code, leaders, engaged)}
    others = [code for code in _others(ties, leaders) if code in told]
    chosen += [code for code in others if _is_belligerent(ties, code, leaders, top) or (not about and _joins(ties, code, leaders, top))]
    greatest = max((ties.conflict[pair(a, b)].weight for a in chosen for b in leaders if pair(a, b) in ties.conflict), default=0.0)
    third = {code: engaged[code] for code in sorted(told) if code in engaged and code not in chosen and parties.is_state(code)}
    chosen += [code for code in others if code in third and third[code].pressing and _presses(ties, code, leaders, greatest)]
    chosen += [code for code in third if code not in chosen and _takes_part(ties, code, third[code], leaders)]
    groups = [[code] for code in chosen]
    if not split:
        own = {code for code in engaged if engaged[code].read and _is_spoken_of(code, leaders, engaged)}
        groups = _join_allies(ties, groups, set(about), top, own)
    return tuple(_side(group, groups, ties, parties, code_in_about=bool(set(group) & set(about))) for group in groups)


def opposed(one: Side, other: Side, ties: Ties) -> bool:
    """Whether two decision makers are told to be in conflict, more than allied."""
    across = [pair(a, b) for a in one.parties for b in other.parties]
    against = sum(ties.conflict[two].weight for two in across if two in ties.conflict)
    return against > 0 and not _stand_together(ties, one.parties[0], other.parties[0])


def _check_about(about: Sequence[str], parties: Parties) -> None:
    there = [code for code in parties.known if parties.can_decide(code)]
    for code in about:
        if code not in parties.known:
            near = difflib.get_close_matches(code, there, n=1)
            hint = f"is {near[0]} meant? " if near else ""
            raise UsageError(f"nothing is told of {code!r}; {hint}those told of are: {', '.join(there) or 'nobody known'}")
        if not parties.can_decide(code):
            raise UsageError(f"{code!r} can be no decision maker: {parties.known[code].barred}; those who can are: {', '.join(there)}")


def _leaders(ties: Ties, parties: Parties, about: Sequence[str]) -> list[str]:
    named = list(dict.fromkeys(about))
    if len(named) > 1:
        return named
    pairs = [two for two in ties.conflict if not named or named[0] in two]
    if not pairs:
        there = [f"{parties.name(code)} ({code})" for code in parties.known if parties.can_decide(code)]
        if len(there) < 2:
            alone = f"{there[0]} is the only party told of that could decide" if there else "no party that could decide is told of"
            raise DraftError(
                f"there is nothing to draft a model from: no conflict between two parties is told, {alone}; "
                "add documents that name the other side, or an actor list that knows it (--actors)"
            )
        who = ", ".join(there)
        whom = f" of {named[0]} with anybody" if named else " between two parties"
        raise DraftError(
            f"there is nothing to draft a model from: no conflict{whom} is told as a fact, and what is denied, feared or planned "
            f"does not count (told of are: {who}); "
            "add more documents, name the parties with --about, or count opinion pieces with --include-opinion"
        )
    first, second = max(pairs, key=lambda two: (ties.conflict[two].weight, ties.conflict[two].incidents, _downwards(two)))
    if named:
        return [named[0], second if first == named[0] else first]
    return sorted((first, second), key=lambda code: (-_all_conflict(ties, code), code))


def _downwards(two: Pair) -> tuple[int, ...]:
    """Turn the order of codes round, so that of equals the first by code is the largest."""
    return tuple(-ord(letter) for letter in "/".join(two))


def _all_conflict(ties: Ties, code: str) -> float:
    return sum(tie.weight for two, tie in sorted(ties.conflict.items()) if code in two)


def _others(ties: Ties, leaders: Sequence[str]) -> list[str]:
    codes = {code for two in ties.conflict for code in two if set(two) & set(leaders)} - set(leaders)
    return sorted(codes, key=lambda code: (-ties.against(code, leaders), code))


def _joins(ties: Ties, code: str, leaders: Sequence[str], top: float) -> bool:
    incidents = sum(ties.conflict[pair(code, a)].incidents for a in leaders if pair(code, a) in ties.conflict)
    deeds = sum(ties.deeds.get((code, leader), 0) for leader in leaders)
    return ties.against(code, leaders) >= JOINS * top and incidents >= JOINS_INCIDENTS and deeds >= JOINS_DEEDS


def _is_spoken_of(code: str, leaders: Sequence[str], engaged: Mapping[str, Engagement]) -> bool:
    """Whether enough is read of what a third party does and could do."""
    whole = math.fsum(engaged[leader].read for leader in leaders if leader in engaged)
    return (engaged[code].read if code in engaged else 0.0) >= SPOKEN_OF * whole


def _presses(ties: Ties, code: str, leaders: Sequence[str], greatest: float) -> bool:
    """Whether a party's conflict with one of the leaders is of the order of that among those chosen."""
    told = [ties.conflict[pair(code, leader)] for leader in leaders if pair(code, leader) in ties.conflict]
    return any(tie.weight >= PRESSES * greatest and tie.incidents >= PRESSES_INCIDENTS for tie in told)


def _takes_part(ties: Ties, code: str, does: Engagement, leaders: Sequence[str]) -> bool:
    """Whether a third party acts much of the time, in several ways of its own, and on one of the leaders."""
    return ties.acts.get(code, 0.0) >= ACTS and len(does.own) >= OWN_COURSES and not does.towards.isdisjoint(leaders)


def _is_belligerent(ties: Ties, code: str, leaders: Sequence[str], top: float) -> bool:
    incidents = sum(ties.conflict[pair(code, a)].incidents for a in leaders if pair(code, a) in ties.conflict)
    fights = ties.armed.get(code, 0) >= BELLIGERENT_INCIDENTS and incidents >= JOINS_INCIDENTS
    return fights and ties.against(code, leaders) >= BELLIGERENT * top


def _join_allies(ties: Ties, groups: list[list[str]], named: set[str], top: float, own: Set[str]) -> list[list[str]]:
    """Let allies act as one: those chosen already, and those who stand against the same opponent."""
    merged: list[list[str]] = []
    for group in groups:
        bonds = BONDS if group[0] in own else 1
        home = next((g for g in merged if _stand_together(ties, g[0], group[0], bonds) and not (named >= {g[0], group[0]})), None)
        if home is not None and _still_opposed(ties, groups, home, group):
            home += group
        else:
            merged.append(list(group))
    inside = {code for group in merged for code in group}
    candidates = sorted({code for two in ties.alliance for code in two} - inside - named)
    for code in candidates:
        home = next((g for g in merged if pair(code, g[0]) in ties.alliance and _stand_together(ties, g[0], code)), None)
        if home is None:
            continue
        opponents = [member for g in merged if g is not home for member in g]
        hostile = sum(ties.conflict[pair(code, o)].weight for o in opponents if pair(code, o) in ties.conflict)
        if hostile and hostile >= STANDS_WITH * top:
            home.append(code)
    return merged


def _still_opposed(ties: Ties, groups: Sequence[Sequence[str]], home: Sequence[str], group: Sequence[str]) -> bool:
    """Whether somebody is left to oppose those who would act as one."""
    rest = [code for g in groups for code in g if code not in home and code not in group]
    return any(pair(a, b) in ties.conflict for a in (*home, *group) for b in rest)


def _stand_together(ties: Ties, one: str, other: str, bonds: int = 1) -> bool:
    """Whether two parties are told to be allies, and are less in conflict than allied."""
    two = pair(one, other)
    bond = ties.alliance.get(two)
    against = ties.conflict[two].weight if two in ties.conflict else 0.0
    jointly = ties.together.get(two, 0)
    return bond is not None and bond.incidents + jointly >= bonds and bond.weight + 5.0 * jointly > against


def _side(group: Sequence[str], groups: Sequence[Sequence[str]], ties: Ties, parties: Parties, *, code_in_about: bool) -> Side:
    opponents = [code for g in groups if list(g) != list(group) for code in g]
    told = [ties.conflict[pair(a, b)] for a in group for b in opponents if pair(a, b) in ties.conflict]
    bonds = [ties.alliance[pair(group[0], ally)] for ally in group[1:] if pair(group[0], ally) in ties.alliance]
    records = [r for bond in bonds for r in bond.records[:2]] + [r for tie in told for r in tie.records[-2:]]
    quotes = [q for bond in bonds for q in bond.quotes[:1]] + [q for tie in told for q in tie.quotes[-1:]]
    incidents = sum(tie.incidents for tie in told)
    weight = sum(tie.weight for tie in told)
    note = "named in the request; " if code_in_about else ""
    note += f"in conflict with {', '.join(parties.name(code) for code in opponents)}: {incidents} incidents or relations, weight {weight:g}"
    if len(group) > 1:
        allies = ", ".join(parties.name(code) for code in group[1:])
        note += f"; {parties.name(group[0])} and {allies} are told to stand together: split to part them"
    return Side(tuple(group), tuple(dict.fromkeys(records)), tuple(dict.fromkeys(quotes)), note)


def _quote(report: Report) -> str:
    where = ", ".join(part for part in (report.outlet, report.published) if part)
    text = f"«{shortened(' '.join(report.words.split()))}»" if report.words else f"a row of {report.data_set or report.document}"
    return f"{text} ({where})"
