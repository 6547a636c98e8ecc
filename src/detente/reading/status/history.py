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
    if any(_tells_of_past(word, year, knowledge) for word in _words_of(token)) or _used_to(token) or _is_long_since(token, knowledge):
        return True
    first = _opened_by(token)
    # "In 1974 they invaded and occupied": the time that opens a sentence holds for the verbs joined to the first.
    return first is not None and any(_tells_of_past(w, year, knowledge) for w in _phrase(first, REACH) if w.i < first.i)


def year_ahead(token: Token, published: str | None) -> str | None:
    """Give the year after that of the document with which an event is named, or None: "the elections of 2027"."""
    if published is None:
        return None
    year = int(published[:4])
    return next((word.text for word in _words_of(token) if _is_year(word.lower_) and int(word.lower_) > year), None)


def _opened_by(verb: Token) -> Token | None:
    """Give the verb to which a verb in the past without a date of its own is joined, or None."""
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or verb.head.tag_ != "VBD" or any(below.ent_type_ == "DATE" for below in verb.subtree):
        return None
    return verb.head


def _is_long_since(verb: Token, knowledge: StatusKnowledge) -> bool:
    """Whether years are told to have gone by: "forty years have passed since they left"."""
    if verb.dep_ not in ("advcl", "ccomp") or not any(child.dep_ == "mark" and child.lower_ == "since" for child in verb.children):
        return False
    return any(child.dep_ in ("nsubj", "attr") and child.lower_ in knowledge.history["unit"] for child in verb.head.children)


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
    if lower in knowledge.history["distance"] and word.i + 1 < len(word.doc) and word.nbor(1).lower_ == "ago":
        return True
    if _is_year(lower):
        # "has supplied it since 2014" goes on
        return word.head.lower_ != "since" and (year is None or int(lower) < year)
    if lower in knowledge.history["decade"] and word.dep_ == "pobj":
        return word.nbor(-1).lower_ == "the"
    if lower in knowledge.history["age"] and word.dep_ == "pobj":
        return any(child.lower_ in knowledge.history["ruler"] for child in word.children)
    if lower in knowledge.history["period"] and word.dep_ == "pobj":  # "in the war of 1967"
        named = [int(below.lower_) for child in word.children for below in child.children if _is_year(below.lower_)]
        if named:
            return year is None or min(named) < year
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
