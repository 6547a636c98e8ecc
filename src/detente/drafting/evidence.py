"""Evidence in the fields of a model file: identifiers of records first, then short quotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from detente.conflict.options import Account, Provenance
from detente.drafting.courses import Course, load_courses
from detente.drafting.facts import Fact, Sort
from detente.drafting.wording import shortened

#: How many records and how many sentences a part of a model cites; the note says how many there are.
RECORDS, QUOTES = 6, 3


def provenance_of(facts: Iterable[Fact], note: str, *, records: int = RECORDS, told: Iterable[Account] = ()) -> Provenance:
    """Cite the latest facts: their records, then the sentences of some; `told` are the accounts they are told in."""
    latest = sorted(facts, key=lambda fact: (fact.real, fact.day or "", fact.record), reverse=True)
    cited = tuple(dict.fromkeys(fact.record for fact in latest if fact.record))[:records]
    quotes = tuple(dict.fromkeys(quoted(fact) for fact in latest))[:QUOTES]
    return Provenance((*cited, *quotes), note=note, account=tuple(told))


def quoted(fact: Fact) -> str:
    """Quote a fact's sentence, with where it stands."""
    return f"«{shortened(fact.telling.quote)}» ({fact.telling.where})"


_SPOKEN_OF = {Account.OWN: "itself", Account.OPPONENT: "its opponent", Account.OTHERS: "a third party", Account.OUTLETS: "the outlets"}


def account_of(fact: Fact, own: Iterable[str], opponents: Iterable[str]) -> Account:
    """Say in whose account a fact of some party is told."""
    teller = fact.telling.by
    if teller is None:
        return Account.OPINION if fact.telling.opinion else Account.OUTLETS
    return Account.OWN if teller in own else Account.OPPONENT if teller in opponents else Account.OTHERS


def in_account_of(fact: Fact, parties: Iterable[str]) -> bool:
    """Whether a fact belongs to the account of some parties.

    Parameters
    ----------
    fact
        What is told.
    parties
        Codes of the parties whose account it is.
    """
    own = tuple(parties)
    if fact.telling.by is not None:
        return any(fact.telling.by == code or fact.telling.by.startswith(f"{code}-") for code in own)
    return fact.sort is not Sort.DONE and bool(fact.by) and set(fact.by) <= set(own)


def accounts(facts: Iterable[Fact], own: Iterable[str], opponents: Iterable[str]) -> Counter[Account]:
    """Count facts by whose account they are told in, in the order of `Account`."""
    side, other = set(own), set(opponents)
    counts = Counter(account_of(fact, side, other) for fact in facts)
    return Counter({account: counts[account] for account in Account if counts[account]})


def account(facts: Iterable[Fact], own: Iterable[str], opponents: Iterable[str]) -> str:
    """Say in whose account facts are told: by those concerned, by their opponent, by others, or by the outlet itself."""
    counts = accounts(facts, own, opponents)
    return f"as told by {', '.join(f'{_SPOKEN_OF.get(who, who.value)} ({count})' for who, count in counts.items())}"


def contrary(course: Course) -> str:
    """Say how deeds against a course are called: sanctions are eased, a ceasefire is broken.

    Examples
    --------
    >>> from detente.drafting.courses import load_courses
    >>> contrary(load_courses()["sanctions"]), contrary(load_courses()["ceasefire"])
    ('ended or eased', 'the contrary done')
    """
    return "ended or eased" if course.conflict else "the contrary done"


def called(facts: Sequence[Fact]) -> str:
    """Say what facts of one sort and direction tell of their course: "done", "asked for (ending it)", "ended or eased"."""
    fact = facts[0]
    if fact.takes:
        return str(fact.sort)
    return contrary(load_courses()[fact.course]) if fact.sort is Sort.DONE else f"{fact.sort} (ending it)"


def times(count: int) -> str:
    """Say how often."""
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"


def often(facts: Sequence[Fact]) -> str:
    """Say how often, each incident once, and when last, as far as the texts tell a day; and when it was told, if that is all or later."""
    days = max((fact.day for fact in facts if fact.day and fact.exact), default="")
    told = max((fact.day for fact in facts if fact.day), default="")
    last = f", last {days}{f' or later (told {told})' if told > days else ''}" if days else f", told {told}" if told else ", date unknown"
    return times(len({fact.incident for fact in facts})) + last
