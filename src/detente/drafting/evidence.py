"""Evidence in the fields of a model file: identifiers of records first, then short quotations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.conflict.options import Provenance
from detente.drafting.facts import Fact
from detente.drafting.wording import shortened

#: How many records and how many sentences a part of a model cites; the note says how many there are.
RECORDS, QUOTES = 6, 3


def provenance_of(facts: Iterable[Fact], note: str, *, records: int = RECORDS) -> Provenance:
    """Cite the latest facts: their records, then the sentences of some."""
    latest = sorted(facts, key=lambda fact: (fact.real, fact.day or "", fact.record), reverse=True)
    cited = tuple(dict.fromkeys(fact.record for fact in latest))[:records]
    quotes = tuple(dict.fromkeys(quoted(fact) for fact in latest))[:QUOTES]
    return Provenance((*cited, *quotes), note=note)


def quoted(fact: Fact) -> str:
    """Quote a fact's sentence, with where it stands."""
    return f"«{shortened(fact.telling.quote)}» ({fact.telling.where})"


def account(facts: Sequence[Fact], own: Iterable[str], opponents: Iterable[str]) -> str:
    """Say in whose account facts are told: by those concerned, by their opponent, by others, or by the outlet itself."""
    side, other = set(own), set(opponents)
    counts = {"itself": 0, "its opponent": 0, "a third party": 0, "the outlets": 0, "opinion pieces": 0}
    for fact in facts:
        teller = fact.telling.by
        if fact.telling.opinion and teller is None:
            counts["opinion pieces"] += 1
        elif teller is None:
            counts["the outlets"] += 1
        else:
            counts["itself" if teller in side else "its opponent" if teller in other else "a third party"] += 1
    shown = ", ".join(f"{who} ({count})" for who, count in counts.items() if count)
    return f"as told by {shown}"


def times(count: int) -> str:
    """Say how often."""
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"


def often(facts: Sequence[Fact]) -> str:
    """Say how often, each incident once, and when last, as far as the texts tell a day; else when it was told."""
    days = [fact.day for fact in facts if fact.day and fact.exact]
    told = [fact.day for fact in facts if fact.day]
    last = f", last {max(days)}" if days else f", told {max(told)}" if told else ", date unknown"
    return times(len({fact.incident for fact in facts})) + last
