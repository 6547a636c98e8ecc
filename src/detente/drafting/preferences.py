"""Preferences as ordered statements: what each decision maker said and did about the options, most important first.

The order follows what commits most: red lines; demands, refusals and blame; then conditional offers and threats; then what a side keeps
doing; within each by `detente.drafting.emphasis`. What is only assumed comes last and says so. Read with option prioritization (Hipel,
Fang & Bolger, in Fang, Hipel & Kilgour 1993), an earlier statement outweighs all later ones together.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from detente.conflict.logic import Expression, If, Not, Taken, options_of
from detente.conflict.options import Provenance
from detente.conflict.preferences import Statement
from detente.drafting.courses import load_courses, opposites
from detente.drafting.emphasis import emphasis, red_lines
from detente.drafting.evidence import account, accounts, contrary, often, provenance_of, quoted
from detente.drafting.facts import DEMANDS, OFFERS, Fact, Sort
from detente.drafting.makers import Side
from detente.drafting.mutual import both, done_by_agreement, in_return, partners_of
from detente.drafting.options import Chosen
from detente.drafting.standing import Standing
from detente.drafting.wording import AGAINST, LAPSED


@dataclass(frozen=True, slots=True)
class Question:
    """Something only assumed, or told in two ways, that an analyst should settle.

    Parameters
    ----------
    about
        The decision maker, option or statement it is about.
    text
        The question.
    """

    about: str
    text: str


@dataclass(frozen=True, slots=True)
class _Wish:
    """A statement with its place in the order: the tier, then how much weight it is told with, how often and how lately."""

    tier: int
    weight: float
    count: int
    day: str
    statement: Statement


_WORDS = OFFERS | {Sort.REFUSED, Sort.THREATENED}
#: The tiers of the order.
_RED_LINE, _DEMANDED, _ON_CONDITION, _DONE, _OVERTAKEN, _ASSUMED = range(6)


def draft_preferences(
    place: int,
    sides: Sequence[Side],
    options: Sequence[Chosen],
    names: Sequence[str],
    rivals: Container[int],
    standing: Mapping[str, Standing],
    today: str | None,
) -> tuple[tuple[Statement, ...], tuple[Question, ...]]:
    """Draft what one decision maker prefers, with the questions that its assumptions raise.

    Parameters
    ----------
    place
        Of the decision maker.
    sides, options, names
        All decision makers, their options, and what they are called.
    rivals
        The places of those it is in conflict with: of their options something is assumed where nothing is told.
    standing
        How each option stands now.
    today
        The day the draft speaks of.
    """
    wishes: list[_Wish] = []
    questions: list[Question] = []
    options = [_with_terms(option) for option in options]
    teller = _Teller(place, sides, options, today)
    settled: set[str] = set()
    exceptions: list[tuple[_Wish, _Wish]] = []
    for option in sorted(options, key=lambda each: each.side != place):  # what takes both sides is told with its own part
        own = option.side == place
        if option.id in settled:
            continue
        partners = partners_of(option, options) if own and option.course.joint else []
        found = _on_own(option, teller, standing[option.id], partners) if own else _on_other(option, teller)
        conditional = list(_conditional(option, teller)) if own else []
        if found is not None and conditional and found.is_conditional:
            # "no talks unless they leave": talks if they leave, and only below that no talks.
            found = replace(found, wish=replace(found.wish, tier=max(found.wish.tier, _DONE)))
        if found is not None:
            conditional = [_overtaken(wish, found.wish, standing) for wish in conditional]
            exceptions += [(wish, found.wish) for wish in conditional if _is_exception(wish, found.wish)]
        wishes += conditional
        if found is not None:
            settled |= {partner.id for partner in partners}
            wishes.append(found.wish)
            if found.is_open:
                questions.append(Question(option.id, _two_ways(names[place], option, found, names)))
        elif not conditional and (own or option.side in rivals):
            wish, question = _assumed(option, own, names[place], names[option.side], partners, read=_is_read(option, standing[option.id]))
            settled |= {partner.id for partner in partners}
            wishes.append(wish)
            questions.append(question)
    wishes.sort(key=lambda wish: (wish.tier, -wish.weight, -wish.count, _downwards(wish.day), str(wish.statement)))
    for exception, rule in exceptions:
        wishes.remove(exception)
        wishes.insert(wishes.index(rule), exception)
    seen: dict[str, Statement] = {}
    for wish in wishes:
        seen.setdefault(str(wish.statement), wish.statement)
    return tuple(seen.values()), tuple(questions)


def _with_terms(option: Chosen) -> Chosen:
    """Put the terms that the encoder read of a course to what is told of it, unless a sentence is told with its condition anyway.

    What somebody offers or refuses in a sentence that sets its terms is so on these terms only.
    """
    known = {fact.telling.quote for fact in option.facts if fact.condition is not None}
    terms = tuple(fact for fact in option.terms if fact.telling.quote not in known)
    set_in = {(fact.telling.quote, by) for fact in terms if fact.condition is not None for by in fact.by}
    plain = (f for f in option.facts if f.sort not in _WORDS or not any((f.telling.quote, by) in set_in for by in f.by))
    return replace(option, facts=(*plain, *terms))


@dataclass(frozen=True, slots=True)
class _Found:
    """A statement found in what is told, what is told against it, and whether all of it is told on a condition."""

    wish: _Wish
    against: tuple[Fact, ...]
    is_conditional: bool = False

    @property
    def is_open(self) -> bool:
        """Whether what is told against it is later, or at least half as frequent."""
        later = max((fact.day or "" for fact in self.against), default="") >= self.wish.day
        return bool(self.against) and (later or 2 * len({fact.incident for fact in self.against}) >= self.wish.count)


@dataclass(frozen=True, slots=True)
class _Teller:
    """Whose preferences are drafted, among whom, and as of when."""

    place: int
    sides: Sequence[Side]
    options: Sequence[Chosen]
    today: str | None

    @property
    def own(self) -> tuple[str, ...]:
        return self.sides[self.place].parties

    @property
    def opponents(self) -> list[str]:
        return [code for number, side in enumerate(self.sides) if number != self.place for code in side.parties]

    def wish(self, tier: int, facts: Sequence[Fact], expression: Expression, note: str) -> _Wish:
        """Make a statement of what facts tell."""
        count, day = _sum(facts)
        crossed = red_lines(facts) if tier is _DEMANDED else ()
        if crossed:
            tier, note = _RED_LINE, f"{note}; said not to be bargained about: {quoted(crossed[-1])}"
        told = provenance_of(facts, note, told=accounts(facts, self.own, self.opponents))
        return _Wish(tier, emphasis(facts, self.opponents, self.today), count, day, Statement(expression, told))

    def account(self, facts: Sequence[Fact]) -> str:
        """Say in whose account facts are told."""
        return account(facts, self.own, self.opponents)


def _on_other(option: Chosen, teller: _Teller) -> _Found | None:
    """What a side demands or condemns of another's course."""
    return _found(option, _demands(option, teller), lambda fact: fact.takes == fact.wanted, teller, _DEMANDED)


def _demands(option: Chosen, teller: _Teller) -> list[Fact]:
    speaker = set(teller.own)
    said = [f for f in option.facts if f.real and f.sort in DEMANDS | {Sort.CONDEMNED} and set(f.by) & speaker]
    # Who refuses another's offer or proposal does not want it.
    return said + [f for f in option.facts if f.real and f.sort is Sort.REFUSED and set(f.by) & speaker and not set(f.of) & speaker]


def _on_own(option: Chosen, teller: _Teller, standing: Standing, partners: Sequence[Chosen]) -> _Found | None:
    """What a side refuses, offers or keeps doing itself: the latest word or deed decides.

    A course of conflict that it once followed and no longer does, though it could, it is presumed not to prefer; nor, in a choice
    between conflict and its easing, the conflict that is over. What takes both sides it wants of both, or refuses itself; what it did
    by agreement it does as long as the other does.
    """
    mine = [f for f in option.facts if f.real and not f.historical and set(f.by) & set(teller.own)]
    refused = [f for f in mine if f.sort is Sort.REFUSED]
    free = [f for f in mine if f.sort in OFFERS and f.condition is None]
    done = [f for f in mine if f.sort is Sort.DONE]
    asked = [fact for partner in partners for fact in _demands(partner, teller)]

    def takes(fact: Fact) -> bool:
        return fact.takes != (fact.sort is Sort.REFUSED)

    everything = [*refused, *free, *done, *asked]
    if not everything:
        spoken = [f for f in option.facts if f.sort is Sort.SPOKEN]
        return _found(option, spoken, takes, teller, _DONE)
    last = max(everything, key=lambda fact: (fact.day or "", fact.sort is Sort.REFUSED, fact.record))
    hostile = option.course.conflict  # whether taking it is the hostile way; a ceasefire is broken by not taking it
    paired = any(option.course.id == cooperation for _, cooperation in opposites())
    if last.sort is Sort.DONE and takes(last) is hostile and (hostile or paired) and standing.taken is not hostile:
        followed = tuple(f for f in done if f.takes is hostile)
        note = f"{_told(followed)}{LAPSED}{standing.why}; {teller.account(followed)}"
        expression: Expression = Not(Taken(option.id)) if hostile else Taken(option.id)
        return _Found(teller.wish(_DONE, followed, expression, note), followed)
    tier = _DEMANDED if any(takes(f) == takes(last) for f in (*refused, *asked)) else _DONE
    return _found(option, everything, takes, teller, tier, chosen=takes(last), partners=partners)


def _found(
    option: Chosen, facts: Sequence[Fact], wants: Callable[[Fact], bool], teller: _Teller, tier: int,
    chosen: bool | None = None, partners: Sequence[Chosen] = (),
) -> _Found | None:  # fmt: skip
    if not facts:
        return None
    sums = [_sum([f for f in facts if wants(f) is way]) for way in (False, True)]
    way = chosen if chosen is not None else sums[True] > sums[False]
    group = tuple(f for f in facts if wants(f) is way)
    against = tuple(f for f in facts if wants(f) is not way)
    note = f"{_told(group)}; {teller.account(group)}"
    expression: Expression = Taken(option.id) if way else Not(Taken(option.id))
    if way and partners:
        expression = both(option, partners)
        note += "; it takes both sides"
    elif way and option.side == teller.place and (agreed := done_by_agreement(option, group, teller.options, teller.sides)):
        expression = in_return(option, agreed)
        note += "; the last of it by agreement: presumed to go on as long as the other side does the same"
    if against:
        note += f"; {AGAINST}{_told(against)}; {teller.account(against)}"
    return _Found(teller.wish(tier, group, expression, note), against, all(fact.condition is not None for fact in group))


def _sum(facts: Sequence[Fact]) -> tuple[int, str]:
    """Give how often and how lately facts are told."""
    return len({fact.incident for fact in facts}), max((fact.day or "" for fact in facts), default="")


def _conditional(option: Chosen, teller: _Teller) -> Iterator[_Wish]:
    """What a side offers or threatens if another does something: "halt the tests if the drills stop"."""
    groups: dict[str, tuple[Expression, list[Fact]]] = {}
    for fact in option.facts:
        spoken = fact.sort in _WORDS and fact.real and set(fact.by) & set(teller.own)
        if not spoken or fact.condition is None:
            continue
        for other in teller.options:
            named = set(fact.towards) - set(teller.own)
            if other.side == teller.place or other.course.id != fact.condition.course:
                continue
            if named and not fact.record and not named & set(teller.sides[other.side].parties):
                continue  # the condition names whose course it is
            refused = fact.sort is Sort.REFUSED
            # "no talks unless the drills stop" tells of talks where they stop, "no talks while they go on" of none where they do.
            then: Expression = Taken(option.id) if fact.takes != (refused and not fact.unless) else Not(Taken(option.id))
            met = fact.condition.takes != (fact.unless and not refused)
            when: Expression = Taken(other.id) if met else Not(Taken(other.id))
            groups.setdefault(str(If(then, when)), (If(then, when), []))[1].append(fact)
    for _, (expression, facts) in sorted(groups.items()):
        words = "; ".join(dict.fromkeys(f"condition: «{fact.condition_words}»" for fact in facts))
        yield teller.wish(_ON_CONDITION, facts, expression, f"{_told(facts)}; {words}; {teller.account(facts)}")


def _opposed(wish: _Wish, other: _Wish) -> bool:
    """Whether one wants an option and the other does not."""
    then, now = (_then(each.statement.expression) for each in (wish, other))
    return isinstance(then, Not) is not isinstance(now, Not)


def _is_exception(wish: _Wish, rule: _Wish) -> bool:
    """Whether what a side wants on a condition is an exception from what it wants else ("no talks", but "talks if the drills stop").

    An exception goes before its rule: behind it, it could never decide. A refusal told while the condition is not met tells nothing
    against it.
    """
    return wish.tier is not _OVERTAKEN and wish.tier > rule.tier and _opposed(wish, rule)


def _overtaken(wish: _Wish, latest: _Wish, standing: Mapping[str, Standing]) -> _Wish:
    """Put a condition below what is done where it holds no longer.

    Either it is met now and a later word or deed tells the opposite of what hangs on it, or that is said not to be bargained about.
    """
    when = wish.statement.expression.when if isinstance(wish.statement.expression, If) else None
    met = when is not None and all(standing[option].taken is isinstance(when, Taken) for option in options_of(when))
    never = latest.tier is _RED_LINE
    if not _opposed(wish, latest) or not (never or (met and latest.day > wish.day)):
        return wish
    told = wish.statement.provenance
    note = f"{told.note}; {AGAINST}{'' if never else 'later, '}{latest.statement.provenance.note}"
    return replace(wish, tier=_OVERTAKEN, statement=replace(wish.statement, provenance=replace(told, note=note)))


def _then(expression: Expression) -> Expression:
    return expression.then if isinstance(expression, If) else expression


def _is_read(option: Chosen, standing: Standing) -> bool:
    """Whether only the encoder's reading tells that a course is being taken."""
    return standing.taken and any(fact.spoken for fact in option.facts) and not any(fact.real for fact in option.facts)


def _assumed(
    option: Chosen, own: bool, name: str, owner: str, partners: Sequence[Chosen], *, read: bool
) -> tuple[_Wish, Question]:  # fmt: skip
    conflict = option.course.conflict
    if own and partners:
        expression: Expression = in_return(option, partners)
        why = "no record tells what it says of it; who is not told to refuse what takes both sides is presumed to come if the other does"
        text = f"Would {name} come to “{option.option.name}” if the other side did? Nothing tells; the draft assumes it would."
    elif own and read:
        expression = Taken(option.id)
        why = "no record tells that it wants this, but the encoder reads that it takes it"
        text = f"Does {name} itself want “{option.option.name}”? Nothing tells; the encoder reads that it takes it: so the draft assumes."
    elif own:
        expression = Not(Taken(option.id))
        why = "no record tells that it wants this or keeps doing it, and doing it has a cost"
        text = f"Does {name} itself want “{option.option.name}”? Nothing tells; the draft assumes it would rather not."
    elif conflict:
        expression = Not(Taken(option.id))
        why = f"no record tells what {name} says of it; a course of conflict is presumed unwanted by the other side"
        text = f"How much does it matter to {name} that {owner} ends “{option.option.name}”? Nothing tells; the draft assumes it minds."
    else:
        expression = Taken(option.id)
        why = f"no record tells what {name} says of it; a concession is presumed welcome to the other side"
        text = f"Does {name} want “{option.option.name}” of {owner}? Nothing tells; the draft assumes it does."
    note = f"assumed: {why}"
    statement = Statement(expression, Provenance((), True, note))
    return _Wish(_ASSUMED, 0.0, 0 if own else 1, "", statement), Question(f"{name}: {expression}", text)


def _two_ways(name: str, option: Chosen, found: _Found, names: Sequence[str]) -> str:
    return (
        f"{name} on “{option.option.name}” of {names[option.side]}: the draft reads “{found.wish.statement}”, "
        f"but the opposite is told too ({_told(found.against)}). Which holds now?"
    )


def _told(facts: Sequence[Fact]) -> str:
    parts = []
    for sort in Sort:
        for takes in (True, False):
            group = [fact for fact in facts if fact.sort is sort and (fact.takes is takes or sort is not Sort.DONE)]
            if group and (takes or sort is Sort.DONE):
                what = str(sort) if takes else contrary(load_courses()[group[0].course])
                parts.append(f"{what} {often(group)}")
    return "; ".join(parts)


def _downwards(day: str) -> tuple[int, ...]:
    """Turn the order of days round: the latest first."""
    return tuple(-ord(letter) for letter in day)
