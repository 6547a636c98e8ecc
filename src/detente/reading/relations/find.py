"""Relations: the words that tell a standing state between two sides."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from detente.reading.by_place import ByPlace
from detente.reading.relations.knowledge import RelationCue, load_over_words, load_relation_cues
from detente.reading.relations.places import (
    Side,
    Sides,
    sides_of_adjective,
    sides_of_noun,
    sides_of_participle,
    sides_of_role,
    sides_of_verb,
)
from detente.reading.sentences import sentence_of, words_between
from detente.reading.sides import ActorLookup, sentence_span, span_of
from detente.reading.statements import by_content, voice_of
from detente.reading.status import status_of
from detente.records import Document, Genre, Relation, RelationKind, Statement, Status, TextSpan, record_id

PLACES = {
    "between": sides_of_noun,
    "role": sides_of_role,
    "verb": sides_of_verb,
    "adjective": sides_of_adjective,
    "participle": sides_of_participle,
}
LONGEST_QUOTE = 30  # tokens: a relation told over more words is quoted by its one telling word


def find_relations(
    doc: Doc, document: Document, actors: ActorLookup, statements: Sequence[Statement], genre: Genre
) -> tuple[Relation, ...]:
    """Find the standing relations a document tells of.

    Parameters
    ----------
    doc
        The parsed document, ``doc.text == document.text``.
    document
        The document.
    actors
        Its actors.
    statements
        Its statements, for the voice.
    genre
        Whether it reports or argues.

    Returns
    -------
    tuple of Relation
        In text order. Both sides are known actors; a relation denied, called former or only wished for is left out.

    Examples
    --------
    >>> from detente.documents import read_text
    >>> from detente.reading.actors import find_actors
    >>> from detente.reading.language import load_language, parse
    >>> document = read_text("Washington wants to strengthen its alliance with Japan.", published="2023-04-16")
    >>> doc = parse(document.text, load_language())
    >>> (relation,) = find_relations(doc, document, find_actors(doc, document), (), Genre.NEWS)
    >>> relation.kind.value, [mention.actor for mention in relation.right], relation.evidence[0].quote
    ('alliance', ['JPN'], 'its alliance with Japan')
    """
    cues = load_relation_cues()
    found: list[Relation] = []
    told: set[tuple[int, RelationKind, frozenset[str]]] = set()
    by_place = by_content(statements)
    for token in doc:
        for cue in cues.get((token.lemma_.lower(), token.pos_), ()):
            sides = _sides(token, cue, actors)
            if sides is None or not _stands(token, cue, doc):
                continue
            relation = _make(token, cue.kind, sides, document, by_place, genre)
            key = (relation.evidence[-1].start, cue.kind, _codes(sides[0] + sides[1]))
            if key not in told:
                told.add(key)
                found.append(relation)
                break
    return tuple(found)


def _sides(token: Token, cue: RelationCue, actors: ActorLookup) -> Sides | None:
    """Give the two sides in the order of the record, or None where one is missing or they are the same."""
    if cue.needs and not any(child.lower_ in cue.needs or child.lemma_.lower() in cue.needs for child in token.subtree):
        return None
    left, right = PLACES[cue.form](token, cue, actors)
    if not left or not right or _codes(left) & _codes(right):
        return None
    # A role names its holder first: a client's holder is depended on, a patron's holder depends.
    is_role = cue.kind is RelationKind.DEPENDENCE and cue.form == "role"
    return (right, left) if (cue.turned != is_role) else (left, right)


def _codes(side: Side) -> frozenset[str]:
    return frozenset(mention.actor for mention in side)


def _stands(token: Token, cue: RelationCue, doc: Doc) -> bool:
    """Whether the text tells the relation as standing: not denied, not over, and an alliance not only wished for."""
    verdict = status_of(doc, token.idx, token.idx + len(token))
    if verdict.status in (Status.NEGATED, Status.HYPOTHETICAL):
        return False
    if any(child.lower_ in load_over_words() for child in token.children):
        return False
    if verdict.status is not Status.ASSERTED and any(child.dep_ == "det" and child.lower_ in ("a", "an") for child in token.children):
        return False  # "warned them against provoking a confrontation with the North"
    is_name = any(child.dep_ == "poss" for child in token.children)
    return cue.kind is not RelationKind.ALLIANCE or is_name or verdict.status is Status.ASSERTED


def _make(
    token: Token, kind: RelationKind, sides: Sides, document: Document, statements: ByPlace[Statement], genre: Genre
) -> Relation:
    words = _telling_words(token, sides, document)
    sentence = sentence_span(document, token)
    codes = [",".join(mention.actor for mention in side) for side in sides]
    identifier = record_id("rel", document.id, kind.value, words.start, words.end, *codes)
    voice = voice_of(token.idx, token.idx + len(token), statements, genre)
    return Relation(identifier, kind, sides[0], sides[1], voice, (words, sentence))


def _telling_words(token: Token, sides: Sides, document: Document) -> TextSpan:
    """Quote from the first to the last of the telling word and its sides, where they stand near each other."""
    start, end = token.idx, token.idx + len(token)
    for mention in sides[0] + sides[1]:
        start, end = min(start, mention.span.start), max(end, mention.span.end)
    sentence = sentence_of(token)
    is_near = sentence.start_char <= start and end <= sentence.end_char
    stretch = words_between(token.doc, start, end) if is_near else None
    if stretch is None or len(stretch) > LONGEST_QUOTE:
        return TextSpan.of(document.id, document.text, token.idx, token.idx + len(token))
    return span_of(document, stretch)
