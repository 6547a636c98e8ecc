"""Whether an event is told as one of the more distant past."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.reading.status.knowledge import StatusKnowledge

REACH = 2  # phrases below the event: "the meeting between the former president and"
YEARS = (1500, 2100)  # four digits outside this range are no year


def history_of(token: Token, published: str | None, knowledge: StatusKnowledge) -> bool:
    """Tell whether an event's own words place it in the more distant past.

    Parameters
    ----------
    token
        The event's word.
    published
        ISO date of the document, or None.
    knowledge
        The tables.
    """
    year = int(published[:4]) if published else None
    return any(_tells_of_past(word, year, knowledge) for word in _words_of(token)) or _used_to(token)


def year_ahead(token: Token, published: str | None) -> str | None:
    """Give the year after that of the document with which an event is named, or None: "the elections of 2027"."""
    if published is None:
        return None
    year = int(published[:4])
    return next((word.text for word in _words_of(token) if _is_year(word.lower_) and int(word.lower_) > year), None)


def _words_of(token: Token) -> list[Token]:
    words = list(_phrase(token, REACH))
    if token.dep_ not in ("ROOT", "ccomp", "conj") and token.pos_ in ("NOUN", "PROPN") and token.head.pos_ in ("VERB", "AUX"):
        # The date of a noun's event often hangs on its verb: "the meeting took place in 2018".
        words += [below for child in token.head.children if child.dep_ in ("prep", "advmod", "npadvmod") for below in _phrase(child, 1)]
    return words


def _phrase(token: Token, reach: int) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in ("relcl", "advcl", "ccomp", "punct", "nsubj", "dobj", "conj") and not (reach == REACH and child.dep_ != "punct"):
            continue
        if child.pos_ in ("VERB", "AUX"):
            continue
        yield child
        if reach:
            yield from _phrase(child, reach - 1)


def _tells_of_past(word: Token, year: int | None, knowledge: StatusKnowledge) -> bool:
    lower = word.lower_
    if word.dep_ in ("amod", "compound", "nmod", "advmod") and lower in knowledge.history["modifier"]:
        return True
    if word.dep_ == "advmod" and lower in knowledge.history["adverb"]:
        return True
    if lower in knowledge.history["unit"] and _is_before(word):
        return True
    if _is_year(lower):
        return year is None or int(lower) < year
    if len(lower) == 5 and lower[:4].isdecimal() and lower[4] == "s":
        return True
    is_named = lower in knowledge.history["period"] and word.pos_ == "PROPN" and word.dep_ == "pobj"
    return is_named and word.head.lower_ in ("during", "since", "in", "after", "of")


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and YEARS[0] <= int(word) <= YEARS[1]


def _is_before(unit: Token) -> bool:
    following = unit.nbor(1).lower_ if unit.i + 1 < len(unit.doc) else ""
    return following in ("ago", "earlier", "before")


def _used_to(token: Token) -> bool:
    return token.dep_ == "xcomp" and token.head.lower_ == "used" and token.head.lemma_ == "use"
