"""People and things that no name and no role tells: "five people", "tens of thousands", "a convoy"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.events import frames
from detente.reading.events.lexicon import EventLexicon
from detente.records import Document, Mention, TextSpan

PEOPLE = "human"  # the class of words for people whom neither a name nor a role tells
STRUCK = "struck"  # the class of words for what is attacked: vehicles, buildings, settlements
GROUPS = "band"  # the class of words for groups of people ("a cell")
BODIES = "acting"  # the class of words for bodies that act as one ("the bloc", "the board")
NAMED = frozenset({"GPE", "NORP", "ORG", "PERSON"})
TIMES = frozenset({"DATE", "TIME"})  # entities that are nobody: "several arrests on Tuesday"
QUANTITIES = "quantity"  # the class of words that count ("dozens"), by themselves or with whom they count


def unnamed(
    head: Token, document: Document, lexicon: EventLexicon, surely: bool = False, things: bool = False
) -> tuple[Mention, ...]:
    """Give people whom no name and no role tells, and things where they may be meant, each as a mention of its own.

    Parameters
    ----------
    head
        The head of the phrase.
    document
        The document.
    lexicon
        The event lexicon, for its classes of words.
    surely
        Whether only people can stand there (who is arrested), so that a name or a number is enough.
    things
        Whether things may be meant (what is attacked).
    """
    heads = [head, *(t for t in head.conjuncts if t.i > head.i)]
    return tuple(_mention(h, last, document) for h in heads if (last := _last(h, lexicon, surely, things)) is not None)


def bodies(head: Token, document: Document, lexicon: EventLexicon) -> tuple[Mention, ...]:
    """Give bodies of people that act as one though no table knows them ("the bloc"), and what bears a name ("Lagash City").

    Parameters
    ----------
    head
        The head of the phrase that stands as the actor.
    document
        The document.
    lexicon
        The event lexicon, for its classes of words.
    """
    words = lexicon.classes[BODIES]
    heads = [head, *(t for t in head.conjuncts if t.i > head.i)]
    known = (h for h in heads if h.lemma_.lower() in words or h.lower_ in words or (h.pos_ == "PROPN" and h.ent_type_ in NAMED))
    return tuple(_mention(h, h, document) for h in known)


def is_thing(mention: Mention, lexicon: EventLexicon) -> bool:
    """Whether a mention is of a thing that no actor owns by name: "two towns"."""
    word = mention.span.quote.lower().split()[-1]
    forms = (word, word.removesuffix("s"), word.removesuffix("es"))
    return mention.actor.startswith("~") and any(form in lexicon.classes[STRUCK] for form in forms)


def is_name_only(mention: Mention) -> bool:
    """Whether a mention is a bare name nobody knows: "Brod"."""
    return mention.actor.startswith("~") and all(word[0].isupper() for word in mention.span.quote.split())


def _last(head: Token, lexicon: EventLexicon, surely: bool, things: bool) -> Token | None:
    """Give the last word that belongs to the phrase, or None if it tells nobody."""
    people, struck, quantities = (lexicon.classes[name] for name in (PEOPLE, STRUCK, QUANTITIES))
    if head.pos_ not in ("NOUN", "NUM", "PROPN", "ADJ") or (head.ent_type_ in TIMES and head.pos_ == "PROPN"):
        return None
    counted = head.lower_ in quantities or head.pos_ == "NUM"
    if counted:
        for whom in frames.prepositional(head, "of"):
            if whom.lemma_.lower() in people or whom.lower_ in quantities:
                return _last(whom, lexicon, True, False) or whom
        return head if surely and not any(c.dep_ == "prep" and c.lower_ == "of" for c in head.children) else None
    if head.pos_ == "ADJ":
        return None
    word = head.lemma_.lower()
    named = surely and (head.pos_ == "PROPN" or word in lexicon.classes[GROUPS] or any(c.dep_ == "nummod" for c in head.children))
    return head if word in people or (things and word in struck) or named else None


def _mention(head: Token, last: Token, document: Document) -> Mention:
    start = min((t.i for t in head.lefts), default=head.i)
    words = head.doc[start : last.i + 1]
    while len(words) > 1 and (words[0].is_punct or words[0].pos_ == "DET"):
        words = words[1:]
    return Mention("~" + words.text.lower(), TextSpan.of(document.id, document.text, words.start_char, words.end_char))


__all__ = ["bodies", "is_name_only", "is_thing", "unnamed"]
