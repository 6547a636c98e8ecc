"""What shows in a sentence which event links two marked sides: the way between them in the parse, its words, and who the sides are.

Names are masked by their class, so that nothing is learned about single countries or persons.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from detente.reading.actors import resolve_phrase
from detente.reading.events import frames
from detente.reading.events.lexicon import EventLexicon
from detente.reading.events.pair_deeds import BY_PRONOUN, UNDERGOER, Deed, shared_deeds
from detente.reading.events.triggers import parts
from detente.reading.lexicon import load_table

NEAR = 12  # words between the sides beyond which the words between say little
AFTER = 4  # words read behind the later side
BEFORE = 3  # words read before the earlier side
LONGEST = 6  # steps of one side of the way that are read
KINDS = frozenset({"deed", "side"})
AMOUNTS = frozenset({"CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"})
TIMES = frozenset({"DATE", "TIME"})
CLASSES = {"GPE": "country", "NORP": "people", "ORG": "organisation", "PERSON": "person", "LOC": "place", "FAC": "place"}
CONTENT = frozenset({"VERB", "NOUN", "ADJ", "ADP", "PART", "ADV", "SCONJ", "AUX", "PRON", "INTJ"})
STRONG = frozenset({"VERB", "NOUN", "ADJ"})
PARTICIPANTS = frozenset({"dobj", "xcomp", "ccomp", "prt", "acomp", "attr", "oprd", "advcl", "dative", "agent", "pcomp"})
MODALS = frozenset({"MD"})
PAST_EVENTS = frozenset({"relcl", "advcl", "acl", "ccomp", "pcomp"})


def pair_features(doc: Doc, left: Span | None, right: Span | None, lexicon: EventLexicon) -> dict[str, float]:
    """Give the features of a pair by name, each about 0 to 1.

    Parameters
    ----------
    doc
        The parsed sentence.
    left, right
        The source and the recipient; None for a side that is not named.
    lexicon
        The event lexicon: a word also shows by the types it may tell.

    Examples
    --------
    >>> from detente.reading.events.lexicon import load_lexicon
    >>> from detente.reading.language import load_language, parse
    >>> doc = parse("Seoul sued Tokyo.", load_language())
    >>> "joins: sue" in pair_features(doc, doc[0:1], doc[2:3], load_lexicon())
    True
    """
    names: dict[str, float] = {}
    for name in _names(doc, left, right, lexicon):
        names[name] = 1.0
    return names


@lru_cache(maxsize=1)
def load_pair_words() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Load the classes of words for pairs: by kind (``deed`` or ``side``) and word.

    Raises
    ------
    KnowledgeError
        If an entry is wrong; file and line are named.
    """
    found: dict[str, dict[str, tuple[str, ...]]] = {kind: {} for kind in KINDS}
    for row in load_table("events/pair_words.tsv", ("kind", "class", "words")):
        words = found[row.one_of("kind", KINDS)]
        for word in row.several("words"):
            words[word] = (*words.get(word, ()), row["class"])
    return found


def word_of(token: Token) -> str:
    """Give a word's base form, or its class where it is a name, a number or a date."""
    kind = token.ent_type_
    if kind in TIMES:
        return "<time>"
    if kind in AMOUNTS or token.pos_ == "NUM":
        return "<number>"
    if token.pos_ == "PROPN" or (kind in CLASSES and token.pos_ != "NOUN" and token.pos_ != "ADP"):
        return "<name>"
    return token.lemma_.lower()


def side_of(span: Span) -> str:
    """Give the noun that heads a side, or the class of its name."""
    root = span.root
    if root.pos_ == "PROPN" or root.ent_type_ in CLASSES:
        return f"<{CLASSES.get(root.ent_type_, 'name')}>"
    return word_of(root)


def _names(doc: Doc, left: Span | None, right: Span | None, lexicon: EventLexicon) -> Iterator[str]:
    for role, span in (("source", left), ("recipient", right)):
        if span is None:
            yield f"no {role}"
            continue
        yield from _of_side(role, span, lexicon)
    yield from _of_sentence(doc)
    if left is None or right is None:
        return
    kinds, others = _kinds_of(left), _kinds_of(right)
    for one in kinds:
        for other in others:
            yield f"source {one}, recipient {other}"
    _, shared, _ = way(left.root, right.root)
    for deed in _senses(shared, lexicon) if shared is not None else ():
        for one in kinds:
            yield f"joins, may tell {deed}, source {one}"
        for other in others:
            yield f"joins, may tell {deed}, recipient {other}"
    yield "source first" if left.start < right.start else "recipient first"
    yield from _of_way(left.root, right.root, lexicon)
    yield from _of_order(doc, left, right, lexicon)
    yield from _of_deeds(doc, left, right, lexicon)


def _of_side(role: str, span: Span, lexicon: EventLexicon) -> Iterator[str]:
    root = span.root
    yield f"{role}: {side_of(span)}"
    for name in _kinds_of(span):
        yield f"{role} {name}"
    yield f"{role} is {root.dep_}"
    head = root.head
    if head.i != root.i:
        yield f"{role} {root.dep_} of: {word_of(head)}"
        for kind in _senses(head, lexicon):
            yield f"{role} {root.dep_} of {kind}"
    for kind in _senses(root, lexicon):
        yield f"{role} may tell {kind}"
    # "the president's plan", "the ban on imports of": a side that only owns what something is done to
    for child in root.children:
        if child.dep_ in ("amod", "compound", "relcl", "acl") and child.pos_ in STRONG:
            yield f"{role} has: {word_of(child)}"
            for kind in (*_senses(child, lexicon), *_things(child)):
                yield f"{role} has {kind}"


def _of_sentence(doc: Doc) -> Iterator[str]:
    for token in doc:
        if token.pos_ in STRONG:
            yield f"word: {word_of(token)}"


def way(left: Token, right: Token) -> tuple[list[Token], Token | None, list[Token]]:
    """Give the words up from one side, the word that joins both, and the words up from the other side."""
    up, down = _chain(left), _chain(right)
    below = {t.i for t in down}
    shared = next((t for t in up if t.i in below), None)
    if shared is None:
        return up, None, down
    return _until(up, shared), shared, _until(down, shared)


def _chain(token: Token) -> list[Token]:
    chain = [token]
    while token.head.i != token.i:
        token = token.head
        chain.append(token)
    return chain


def _until(chain: Sequence[Token], last: Token) -> list[Token]:
    places = [t.i for t in chain]
    return list(chain[: places.index(last.i)])


def _of_way(left: Token, right: Token, lexicon: EventLexicon) -> Iterator[str]:
    up, shared, down = way(left, right)
    if shared is None:
        yield "sides in two sentences"
        return
    ends = f"{up[-1].dep_ if up else 'is'}-{down[-1].dep_ if down else 'is'}"
    yield f"joins as {ends}"
    yield f"joins: {word_of(shared)}"
    yield f"joins: {word_of(shared)} as {ends}"
    for kind in _senses(shared, lexicon):
        yield f"joins, may tell {kind}"
        yield f"joins as {ends}, may tell {kind}"
    yield from _around("joining", shared, lexicon)
    yield f"way of {min(len(up), LONGEST)} and {min(len(down), LONGEST)}"
    for role, steps in (("source", up), ("recipient", down)):
        yield from _steps(role, steps[1:LONGEST], lexicon)
        yield f"{role} by " + " ".join(t.dep_ for t in steps[:LONGEST])
    inner = (*up[1:LONGEST], shared, *reversed(down[1:LONGEST]))
    words = [word_of(t) for t in inner]
    for word in dict.fromkeys(words):
        yield f"way: {word}"
    for first, second in pairwise(words):
        yield f"way: {first} {second}"


def _steps(role: str, steps: Sequence[Token], lexicon: EventLexicon) -> Iterator[str]:
    """Tell the words between a side and the word that joins the two."""
    for token in steps:
        yield f"{role} under: {word_of(token)}"
        for kind in _senses(token, lexicon):
            yield f"{role} under {kind}"
        if token.pos_ in ("VERB", "AUX") and token.dep_ in PAST_EVENTS:
            yield f"{role} in {token.dep_}"
            yield from _around(f"{role}'s clause", token, lexicon)


def _around(role: str, verb: Token, lexicon: EventLexicon) -> Iterator[str]:
    """Tell what hangs on a verb of the way: objects, complements, particles, auxiliaries, negation."""
    for child in verb.children:
        if child.dep_ == "neg" or (child.dep_ == "det" and child.lower_ == "no"):
            yield f"{role} negated"
        elif child.dep_ == "aux" and child.tag_ in MODALS:
            yield f"{role} with {child.lemma_.lower()}"
        elif child.dep_ == "auxpass":
            yield f"{role} passive"
        elif child.dep_ in PARTICIPANTS:
            yield f"{role} {child.dep_}: {word_of(child)}"
            yield f"{role}: {word_of(verb)} {word_of(child)}"
            for kind in (*_senses(child, lexicon), *_things(child)):
                yield f"{role} {child.dep_} may tell {kind}"
            if child.dep_ in ("xcomp", "ccomp"):
                yield from _complement(role, child)
        elif child.dep_ == "prep":
            yield f"{role} {child.lower_}"
            yield f"{role}: {word_of(verb)} {child.lower_}"
            for noun in frames.governed(child):
                yield f"{role} {child.lower_}: {word_of(noun)}"
                for kind in _things(noun):
                    yield f"{role} {child.lower_} {kind}"
    if verb.tag_ == "TO" or any(c.tag_ == "TO" for c in verb.children):
        yield f"{role} infinitive"


def _complement(role: str, verb: Token) -> Iterator[str]:
    for child in verb.children:
        if child.dep_ in ("dobj", "attr", "acomp"):
            yield f"{role} complement {child.dep_}: {word_of(child)}"
        elif child.dep_ == "neg":
            yield f"{role} complement negated"
        elif child.dep_ == "aux":
            yield f"{role} complement with {child.lower_}"


def deeds_of(
    doc: Doc, left: Span, right: Span, lexicon: EventLexicon
) -> tuple[list[Deed], list[tuple[Token, str]], list[tuple[Token, str]]]:
    """Give the deeds in which both sides take part, and those of each; a noun tells one where the lexicon knows a sense of it."""
    return shared_deeds(doc, left, right, lambda noun: bool(_senses(noun, lexicon)))


def _of_deeds(doc: Doc, left: Span, right: Span, lexicon: EventLexicon) -> Iterator[str]:
    """Tell the deeds in which both sides take part; where there is none, what either does or undergoes."""
    both, of_left, of_right = deeds_of(doc, left, right, lexicon)
    kinds = [f"{role} {kind}" for role, span in (("source", left), ("recipient", right)) for kind in _kinds_of(span)]
    for deed, one, other in both:
        parts = f"{one} and {other}"
        # what a pronoun stands for is guessed: the way between the sides keeps its say
        yield f"deed of {parts}" if BY_PRONOUN not in parts else f"deed, {parts}"
        yield f"deed: {word_of(deed)}"
        yield f"deed: {word_of(deed)} of {parts}"
        for kind in _senses(deed, lexicon):
            yield f"deed may tell {kind}"
            yield f"deed may tell {kind}, {parts}"
            for who in kinds:
                yield f"deed may tell {kind}, {who}"
        if UNDERGOER not in (one, other):
            for child in deed.children:
                if child.dep_ == "dobj":
                    yield f"deed: {word_of(deed)} {word_of(child)}"
                    for kind in (*_senses(child, lexicon), *_things(child)):
                        yield f"deed done with {kind}"
    if not both:
        yield "no deed of both"
        for role, deeds in (("source", of_left), ("recipient", of_right)):
            for deed, part in deeds:
                for kind in _senses(deed, lexicon):
                    yield f"no deed of both, {role} is {part} where may tell {kind}"


def _of_order(doc: Doc, left: Span, right: Span, lexicon: EventLexicon) -> Iterator[str]:
    first, second = (left, right) if left.start < right.start else (right, left)
    order = "" if left.start < right.start else "back, "
    between = [t for t in doc[first.end : second.start] if t.pos_ in CONTENT] if first.end < second.start else []
    words = [word_of(t) for t in between]
    if len(words) > NEAR:
        yield "far apart"
        words, between = words[:3] + words[-NEAR + 3 :], between[:3] + between[-NEAR + 3 :]
    for word in dict.fromkeys(words):
        yield f"{order}between: {word}"
    for one, two in pairwise(words):
        yield f"{order}between: {one} {two}"
    for kind in dict.fromkeys(k for t in between if t.pos_ in STRONG for k in _senses(t, lexicon)):
        yield f"{order}between may tell {kind}"
    if words:
        yield f"{order}just before: {words[-1]}"
        yield f"{order}just after: {words[0]}"
    behind = [word_of(t) for t in doc[second.end : second.end + AFTER] if t.pos_ in CONTENT]
    for word in behind:
        yield f"behind: {word}"
    for one, two in pairwise(behind):
        yield f"behind: {one} {two}"
    for token in doc[max(first.start - BEFORE, 0) : first.start]:
        if token.pos_ in CONTENT:
            yield f"ahead: {word_of(token)}"


def _kinds_of(span: Span) -> list[str]:
    """Say what a side is: classes of the noun that heads it, and the sector of the actor it names."""
    root = span.root
    words = load_pair_words()["side"]
    names = dict.fromkeys((*words.get(span.text.lower(), ()), *words.get(root.lemma_.lower(), ()), *words.get(root.lower_, ())))
    actor = resolve_phrase(span.text)
    if actor is not None and actor.sector:
        names[f"of sector {actor.sector}"] = None
    elif actor is not None and actor.country:
        names["a country"] = None
    return [name if " " in name else f"a {name}" for name in names]


def _things(token: Token) -> list[str]:
    """Give the classes of a noun that is no side of the pair: a weapon, a vehicle, a victim."""
    return [f"a {name}" for name in load_pair_words()["side"].get(token.lemma_.lower(), ())] if token.pos_ == "NOUN" else []


def _senses(token: Token, lexicon: EventLexicon) -> list[str]:
    """Give what a word may tell: the types and operators of the lexicon, whatever their conditions, and its classes for pairs."""
    lemma = token.lemma_.lower()
    found: dict[str, None] = {}
    for pos in parts(token):
        senses = lexicon.senses.get((pos, lemma), ())
        if senses:
            found.update(dict.fromkeys(s.operator or s.type for s in senses if len(s.words) == 1))
            break
    if token.pos_ in STRONG:
        found.update(dict.fromkeys(f"'{name}'" for name in load_pair_words()["deed"].get(lemma, ())))
    return list(found)
