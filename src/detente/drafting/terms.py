"""Terms that a sentence sets: what somebody will do, or will not, and the course of another on which it hangs.

"The prisoners will be freed when the army has quit the pass", "the bans stay until Lai accepts one China": the words before and after
those that begin a condition (``data/conditionals.tsv``) each tell a course, as the encoder reads them. Whose words both are, and what is
promised or refused, it reads too; whether the condition is that the other's course is taken or ended follows from what hangs on it: what
is conceded is conceded for something wanted, and what is threatened for something that is not. Terms that tables of words find
(`detente.drafting.bargains`) go before these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, product

from detente.drafting.bargains import SUFFERS, Bargain
from detente.drafting.conditionals import IF, UNLESS, any_of, conditionals
from detente.drafting.courses import Finding, load_courses
from detente.drafting.encoder import HOW
from detente.drafting.spoken import Spoken

#: How probable it must be that words promise, refuse or threaten their course, and that the party is its owner.
WORD, OWNER = 0.5, 0.3
#: Words that tell what must not go on: "no talks *as long as* they drill".
LASTING = "lasting"
#: Words before "before" or "when" by which it tells a time: "the day before", "shortly before".
_TIME = re.compile(r"\b(?:days?|weeks?|months?|years?|nights?|hours?|shortly|just|soon) $", re.IGNORECASE)
_PROMISED, _REFUSED, _THREATENED, _ASKED = ((way, f"{way}-end") for way in ("promised", "refused", "threatened", "asked"))


@dataclass(slots=True)
class _Run:
    """Words of a sentence that tell a course, and how probably it is each party's."""

    spoken: Spoken
    shares: dict[str, float] = field(default_factory=dict)

    def owner(self, besides: str | None = None) -> str | None:
        """Give the likeliest owner, other than one."""
        known = {party: share for party, share in self.shares.items() if party and party != besides}
        best = max(sorted(known), key=lambda party: known[party], default=None)
        return best if best is not None and known[best] >= OWNER else None

    def told(self, ways: Sequence[str]) -> float:
        """Give how probable it is that the course is told in one of some ways."""
        return sum(self.spoken.how[HOW.index(way)] for way in ways)


def find_terms(text: str, spoken: Sequence[Spoken]) -> Iterator[Bargain]:
    """Find the terms that the sentences of a document set, one a sentence.

    Parameters
    ----------
    text
        The document's text.
    spoken
        What the encoder reads in it.
    """
    sentences: dict[tuple[int, int], dict[tuple[int, int, str], _Run]] = {}
    for each in spoken:
        runs = sentences.setdefault(each.sentence, {})
        runs.setdefault((each.start, each.end, each.course), _Run(each)).shares[each.of] = each.share
    for (start, end), runs in sentences.items():
        told = sorted(runs.values(), key=lambda run: run.spoken.start)
        if len(told) > 1 and (found := _terms_in(text, start, end, told)) is not None:
            yield found


def _terms_in(text: str, start: int, end: int, runs: Sequence[_Run]) -> Bargain | None:
    words = text[start:end]
    for joint in _joints().finditer(words):
        if _TIME.search(words[: joint.start()]):
            continue  # "the day before"
        place, after = start + joint.start(), start + joint.end()
        before, behind = [run for run in runs if run.spoken.start < place], [run for run in runs if run.spoken.end > after]
        opening = not words[: joint.start()].strip(" \"“‘'")
        comma = text.find(",", after, end)
        pairs: Iterable[tuple[_Run, _Run]]
        if opening and comma >= 0:
            pairs = product((run for run in behind if run.spoken.start > comma), (run for run in behind if run.spoken.end <= comma))
        else:
            # The words nearest to those that begin the condition; "must leave before anyone will talk" has them the other way round.
            pairs = chain(product(reversed(before), behind), product(behind, reversed(before)) if joint[0].lower() == "before" else ())
        for main, condition in pairs:
            if SUFFERS.match(text, main.spoken.start):
                continue  # "would pay a price if they used force": what others would do to it
            found = _bargain(main, condition, joint, text[place:end], (start, end))
            if found is not None:
                return found
    return None


def _bargain(main: _Run, condition: _Run, joint: re.Match[str], words: str, sentence: tuple[int, int]) -> Bargain | None:
    by, turns = main.owner(), joint.lastgroup == UNLESS
    promised, refused, threatened = (main.told(ways) for ways in (_PROMISED, _REFUSED, _THREATENED))
    if main is condition or by is None or promised + refused + threatened < WORD:
        return None
    other = condition.owner(besides=by)
    if other is None and (condition.told(_ASKED) < WORD or condition.spoken.course == main.spoken.course):
        return None
    takes = main.told(_PROMISED[1:] + _REFUSED[1:] + _THREATENED[1:]) * 2 < promised + refused + threatened
    concedes = load_courses()[main.spoken.course].conflict is not takes
    # "could come when it had gone", refused, is still a word on what it would take.
    is_refusal = refused > promised + threatened and (turns or joint.lastgroup == LASTING)
    if (joint[0].lower() == "while" and not is_refusal) or (is_refusal and not concedes):
        return None  # what goes on beside; and "will not strike unless they come" tells nothing that is wanted
    # Of another side wanted is what eases, unless its end is told as asked for ("once the recognition is withdrawn").
    wanted = not load_courses()[condition.spoken.course].conflict and condition.told(_ASKED[1:]) < WORD
    # What is conceded is conceded for something wanted; "no talks while they drill", "will strike if they stay" are not.
    hangs_on = wanted if turns or (concedes and not is_refusal) else not wanted
    told = " ".join(words.split()).strip(" .,;\"”")
    others = () if other is None else (other,)
    return Bargain(by, main.spoken.course, takes, is_refusal, Finding(condition.spoken.course, hangs_on), told, turns, others, sentence)


@lru_cache(maxsize=1)
def _joints() -> re.Pattern[str]:
    """Give what finds the words that begin a condition, in a group each for what they make of it."""
    groups: dict[str, list[str]] = {UNLESS: [], LASTING: [], IF: []}
    for row in conditionals():
        if row["first"] or row["read"] or row["turns"] == IF:  # "without" begins too much else
            groups[LASTING if row["lasts"] else row["turns"]] += row.several("words")
    return re.compile(rf"\b(?:{any_of(groups)})\b", re.IGNORECASE)
