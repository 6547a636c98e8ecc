"""What stands before a deed or a noun in its clause: whether it is told as a fact, and of whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: Words between a party and its deed.
_FROM_PARTY = 9
#: Words before a deed or noun, and between it and its predicate, in which one of `_DOUBT` makes it no report of a fact.
_CLAUSE = 6
_DOUBT = re.compile(
    r"\b(if|unless|until|once|whether|would|could|should|may|might|must|shall|will|can|cannot|not|never|no|nor|neither|deny|denies|"
    r"on the day|the moment|as soon as|only when|"
    r"denied|denying|fear\w*|plan\w*|threaten\w*|offer\w*|propos\w*|demand\w*|urg\w*|call\w* for|ask\w*|want\w*|before|without|unlikely|"
    r"expect\w*|hop\w*|promis\w*|vow\w*|pledg\w*|agreed to|refus\w*|rumou?r\w*|to)\b|n't\b",
    re.IGNORECASE,
)
_WHILE = re.compile(r"\b(while|as long as|so long as|in case)\W+(?:the )?$", re.IGNORECASE)
_TOGETHER = re.compile(r"(?:'s|’s)?(?: \w+){0,2},? and (?:the )?$")
_PRONOUN = re.compile(r"(?:and |but |then )?(it|they|he|she)\b", re.IGNORECASE)
_BREAK = re.compile(r"[;:]|, (?:and|but|who|which|while|as|after)\b|\b(?:who|which|that|while|whereas|but)\b", re.IGNORECASE)
_OWN = re.compile(r"\b(?:its?|they|their|he|his|she|her)\b", re.IGNORECASE)
_ALSO = re.compile(r"\W*(?:and|but|so|then|also)\b", re.IGNORECASE)
_MAIN_BREAK = re.compile(r"[;:]|, (?:and|but|while|as|after)\b|\bwhereas\b", re.IGNORECASE)
_OWNED = re.compile(r"(?:['’]s?)?(?:[\s-]+\w+){0,2}\s*$")
_OF_OR_BY = re.compile(r"\W+(?:by|of)\W+(?:the\W+)?$", re.IGNORECASE)
_BY = re.compile(r"\W+by\W+(?:the\W+)?$", re.IGNORECASE)

_APPOSITION = re.compile(r",(?:\s+\w+ly)?(?:\s+(?:has|have|had|is|was|are|were))?\s*$")

#: Where parties are named in a sentence, and which.
Named = Sequence[tuple[int, int, str]]


def clause_before(words: str, start: int) -> str:
    """Give the last words of the clause before a place, with a space after them.

    Examples
    --------
    >>> clause_before("It warned that, if attacked, Kenya closed the border", 35)
    'Kenya '
    """
    clause = re.split(r"[;:]|, | after | when | because | since ", words[:start])[-1]
    return " ".join(clause.split()[-_CLAUSE:]) + " "


def is_doubtful(words: str) -> bool:
    """Whether words put what follows under a condition, or say that it was planned, feared, wished or not done."""
    return _DOUBT.search(words) is not None


def is_supposed(before: str) -> bool:
    """Whether a noun is spoken of under a condition, wished or feared."""
    return is_doubtful(before) or _WHILE.search(before) is not None


def doers(words: str, start: int, named: Named, topic: str | None) -> tuple[str, ...]:
    """Give the parties whose deed it is: those named last before it in the clause, or whom a pronoun stands for."""
    clause = words[:start].rstrip()
    earlier = [entry for entry in named if entry[1] <= start]
    if (subject := _before_apposition(earlier, clause)) is not None:
        return (subject,)
    if earlier and re.search(r"\b(?:and|then|but)$", clause):
        # "X expelled the envoy of Y and closed the road": the second deed is that of the first party of the clause.
        # After a comma it goes on past a relative clause: "left the pact that bound Y, and closed the road" is the deed of X.
        parts = _MAIN_BREAK if re.search(r",\s*(?:and|then|but)$", clause) else _BREAK
        breaks = [match.end() for match in parts.finditer(clause[: earlier[-1][0]])]
        inside = [entry for entry in earlier if entry[0] >= max(breaks, default=0)]
        return (inside[0][2],) if inside else ()
    if earlier and len(words[earlier[-1][1] : start].split()) <= _FROM_PARTY and not _BREAK.search(words[earlier[-1][1] : start]):
        found = [earlier[-1][2]]
        for (_, end, party), (begin, _, _) in zip(reversed(earlier[:-1]), reversed(earlier[1:]), strict=True):
            if not _TOGETHER.fullmatch(words[end:begin]):
                break
            found.append(party)
        return tuple(sorted(set(found)))
    if _PRONOUN.match(clause) and len(clause.split()) <= 4:
        return (topic,) if topic else ()
    return ()


def owners(words: str, start: int, end: int, named: Named, topic: str | None, *, shared: bool) -> tuple[str, ...]:
    """Give whose course it is that a sentence speaks of: "Algeria's border", "Russian gas", "the truce between Chad and Libya"."""
    close = [party for first, last, party in named if last <= start and len(words[last:start].split()) <= 2]
    inside = [party for first, last, party in named if first >= start and last <= end]
    if shared:
        parties = tuple(sorted({*close[-1:], *inside}))
        return parties if len(parties) > 1 else ()
    if close:
        return (close[-1],)
    # Whom the last sentence was about counts only where this one goes on about it: "Its borders remain closed".
    goes_on = _OWN.search(words[:end]) or _ALSO.match(words) or any(party == topic for _, _, party in named)
    return (topic,) if topic and goes_on and not inside else ()


def _before_apposition(earlier: Named, clause: str) -> str | None:
    """Give who is named before what commas enclose right before the deed: "Perm, the town that lives off Omsk's coal, shut the road"."""
    closed = _APPOSITION.search(clause)
    opening = clause.find(", ")
    if closed is None or not 0 <= opening < closed.start() or _BREAK.search(clause[:opening]):
        return None
    first = [party for _, end, party in earlier if end <= opening]
    inside = [party for start, _, party in earlier if start > opening]
    return first[-1] if first and inside else None


def named_owners(words: str, start: int, end: int, named: Named) -> tuple[str, ...]:
    """Give whose course a noun names, where a name right beside it says so: "Washington's sanctions", "shelling by Azerbaijan"."""
    before = [
        party for _, last, party in named if last <= start and len(words[last:start].split()) <= 2 and _OWNED.match(words[last:start])
    ]
    after = [party for first, _, party in named if first >= end and _OF_OR_BY.fullmatch(words[end:first])]
    return (before[-1],) if before else (after[0],) if after else ()


def sufferers_owners(words: str, start: int, end: int, named: Named, topic: str | None) -> tuple[str, ...]:
    """Give whose deed is told in the passive: of whom "by" names, of both between whom the thing is, or of whose it is."""
    by = [party for first, _, party in named if first >= end and _BY.fullmatch(words[end:first])]
    if by:
        return (by[0],)
    inside = tuple(sorted({party for first, last, party in named if first >= start and last <= end}))
    if len(inside) == 2 and re.search(r"\bbetween\b", words[start:end], re.IGNORECASE):
        return inside
    return owners(words, start, end, named, topic, shared=False)
