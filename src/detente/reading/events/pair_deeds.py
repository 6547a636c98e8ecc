"""Who takes what part in which deed of a sentence: for verbs and for nouns that tell deeds, with the parts that a clause leaves unsaid.

The way between two sides in the parse says little where one verb's subject serves others too ("stopped the bus, arrested the driver and
took the girl home"), where a side stands before its relative clause ("the clerk who fed them"), and where what somebody is told, charged
with or seen doing is told without a subject ("charged him with killing her"). Here each such deed gets its parts back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Span, Token

DOER, UNDERGOER = "doer", "undergoer"
PART_OF = "'s"  # what belongs to a side takes part: its house, its chief
DEEPEST = 6  # clauses up which an unsaid subject is sought
RELATIVE = frozenset({"who", "whom", "which", "that"})
BLAMING = frozenset({"of", "with", "for", "from", "over", "into"})  # "convicted him of killing": the doer is whom the verb before befalls
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
BEFALLEN = frozenset({"dobj", "nsubjpass"})
OPEN = frozenset({"xcomp", "ccomp", "advcl", "pcomp"})
WITHIN = frozenset({"prep", "pobj", "poss", "compound", "appos", "nmod", "amod", "conj", "det"})
BY_PRONOUN = " by pronoun"
ONE, MANY = "one", "many"
PRONOUNS = {"he": ONE, "him": ONE, "she": ONE, "her": ONE, "it": ONE, "they": MANY, "them": MANY}
Parts = list[tuple[str, Token]]
Deed = tuple[Token, str, str]


def shared_deeds(
    doc: Doc, left: Span, right: Span, is_deed: Callable[[Token], bool]
) -> tuple[list[Deed], list[tuple[Token, str]], list[tuple[Token, str]]]:
    """Give the deeds in which both sides take part, with both parts, and the deeds of each side.

    Parameters
    ----------
    doc
        The parsed sentence.
    left, right
        The two sides.
    is_deed
        Whether a noun tells a deed; verbs always do.

    Examples
    --------
    >>> from detente.reading.language import load_language, parse
    >>> doc = parse("Police stopped a bus, arrested its driver and took the girl home.", load_language())
    >>> both, _, _ = shared_deeds(doc, doc[0:1], doc[10:12], lambda noun: False)
    >>> [(deed.lemma_, one, other) for deed, one, other in both]
    [('take', 'doer', 'undergoer')]
    """
    of_left: list[tuple[Token, str]] = []
    of_right: list[tuple[Token, str]] = []
    both = []
    for deed in doc:
        if not (deed.pos_ == "VERB" or (deed.pos_ == "NOUN" and is_deed(deed))):
            continue
        parts = list(_expanded(_parts(deed, 0)))
        one, other = _part(left, deed, parts), _part(right, deed, parts)
        if one is not None:
            of_left.append((deed, one))
        if other is not None:
            of_right.append((deed, other))
        if one is not None and other is not None:
            both.append((deed, one, other))
    if not both:
        both = _by_pronoun(left, right, of_left, of_right)
    whole = [found for found in both if not found[1].endswith(PART_OF) and not found[2].endswith(PART_OF)]
    return whole or both, of_left, of_right


def _part(side: Span, deed: Token, parts: Parts) -> str | None:
    """Give the part a side takes: its own, or that of what belongs to it."""
    if side.start <= deed.i < side.end:
        return None
    for role, token in parts:
        if side.start <= token.i < side.end:
            return role
    for role, token in parts:
        if _holds(token, side.root):
            return role + PART_OF
    return None


def _by_pronoun(left: Span, right: Span, of_left: list[tuple[Token, str]], of_right: list[tuple[Token, str]]) -> list[Deed]:
    """Give the deeds of one side in which a pronoun takes part that may stand for the other: "X was caught. Y had stabbed him."."""
    found = []
    for other, own, first in ((right, of_left, True), (left, of_right, False)):
        for deed, role in own:
            if role.endswith(PART_OF):
                continue
            for part, token in _parts(deed, 0):
                if part != role and token.i >= other.end and _may_stand_for(token, other.root):
                    pair = (role, part + BY_PRONOUN) if first else (part + BY_PRONOUN, role)
                    found.append((deed, *pair))
                    break
    return found


def _may_stand_for(pronoun: Token, noun: Token) -> bool:
    if noun.pos_ == "PRON" or pronoun.tag_ != "PRP":
        return False
    several = noun.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in noun.children)
    number = PRONOUNS.get(pronoun.lower_)
    return number is not None and (number == MANY) == several


def _holds(head: Token, token: Token) -> bool:
    for _ in range(DEEPEST):
        if token.i == head.i:
            return True
        if token.dep_ not in WITHIN or token.head.i == token.i:
            return False
        token = token.head
    return False


def _expanded(parts: Parts) -> Iterator[tuple[str, Token]]:
    for role, token in parts:
        yield role, token
        for other in token.conjuncts:
            if other.i > token.i:
                yield role, other


def _parts(deed: Token, depth: int) -> Parts:
    """Give who takes part in a deed, by role."""
    if deed.pos_ != "VERB":
        return _of_noun(deed, depth)
    passive, found, subject = _is_undergone(deed), [], False
    for child in deed.children:
        if child.dep_ in SUBJECTS:
            subject = True
            found.append((UNDERGOER if child.dep_ == "nsubjpass" else DOER, _antecedent(child, deed)))
        elif child.dep_ == "dobj":
            found.append((UNDERGOER, _antecedent(child, deed)))
        else:
            found.extend(_of_phrase(child, deed))
    if not subject:
        found.extend((UNDERGOER if passive else DOER, token) for token in _unsaid(deed, depth))
    if deed.dep_ == "relcl" and not any(token.i == deed.head.i for _, token in found):
        where = any(child.lower_ in ("where", "whose") for child in deed.subtree if child.dep_ in ("advmod", "poss"))
        if subject and not where and not any(child.dep_ == "dobj" for child in deed.children):
            found.append((UNDERGOER, deed.head))
        else:
            found.append(("where" if where else DOER, deed.head))
    return found


def _of_phrase(child: Token, deed: Token) -> Parts:
    """Give the parts told by a phrase that hangs on a deed: "by the police", "at the crowd", "to her"."""
    if child.dep_ not in ("agent", "prep", "dative"):
        return []
    if child.pos_ not in ("ADP", "SCONJ"):
        return [("to", _antecedent(child, deed))]
    role = DOER if child.dep_ == "agent" else child.lower_
    found = [(role, _antecedent(noun, deed)) for noun in child.children if noun.dep_ == "pobj"]
    for further in child.children:
        if further.dep_ == "prep":  # "out of the house"
            found.extend((further.lower_, noun) for noun in further.children if noun.dep_ == "pobj")
    return found


def _of_noun(deed: Token, depth: int) -> Parts:
    """Give the parts of a deed told by a noun: "the gang's murder of a clerk"."""
    found: Parts = []
    for child in deed.children:
        if child.dep_ == "poss":
            found.append((DOER, child))
        elif child.dep_ in ("prep", "agent"):
            role = {"of": UNDERGOER, "by": DOER}.get(child.lower_, child.lower_)
            found.extend((role, noun) for noun in child.children if noun.dep_ == "pobj")
    if not any(role == DOER for role, _ in found) and depth < DEEPEST:
        above = deed.head.head if deed.dep_ == "pobj" and deed.head.lower_ in BLAMING else deed.head if deed.dep_ == "dobj" else None
        if above is not None and above.pos_ == "VERB":
            found.extend((DOER, token) for token in _controller(above, depth, after=deed.dep_ == "pobj"))
    return found


def _is_undergone(verb: Token) -> bool:
    """Whether what stands before a verb undergoes it: wider than `frames.is_passive`, for a pair must be read whatever the parse."""
    if any(child.dep_ in ("auxpass", "nsubjpass", "agent") for child in verb.children):
        return True
    if verb.tag_ != "VBN" or any(child.dep_ in ("aux", "nsubj") for child in verb.children):
        return False
    if verb.dep_ == "conj":
        return verb.head.pos_ == "VERB" and _is_undergone(verb.head)
    return verb.dep_ in ("acl", "advcl", "relcl") and not any(child.dep_ == "dobj" for child in verb.children)


def _antecedent(token: Token, deed: Token) -> Token:
    """Give the noun for which a relative pronoun stands."""
    if token.lower_ in RELATIVE:
        verb = deed
        while verb.dep_ in ("conj", "xcomp", "ccomp") and verb.head.pos_ in ("VERB", "AUX"):
            verb = verb.head
        if verb.dep_ == "relcl":
            return verb.head
    return token


def _unsaid(verb: Token, depth: int) -> list[Token]:
    """Give who stands for the subject that a verb's own clause leaves unsaid."""
    head = verb.head
    if depth >= DEEPEST or head.i == verb.i:
        return []
    if verb.dep_ == "acl":
        return [head]
    if verb.dep_ == "conj" and head.pos_ == "VERB":
        return _surface_subject(head, depth + 1)
    if verb.dep_ not in OPEN:
        return []
    if head.pos_ == "ADP":
        above = head.head
        if above.dep_ in BEFALLEN and head.lower_ in BLAMING:  # the parse may hang "of killing" on the convicted, not on the verb
            return [above]
        return _controller(above, depth, after=head.lower_ in BLAMING) if above.pos_ == "VERB" else []
    return _controller(head, depth, after=verb.dep_ in ("xcomp", "ccomp")) if head.pos_ == "VERB" else []


def _controller(verb: Token, depth: int, *, after: bool) -> list[Token]:
    """Give whom a governed clause without a subject speaks of: where `after`, whom the verb befalls before who does it."""
    if after:
        befallen = [_antecedent(c, verb) for c in verb.children if c.dep_ in ("dobj", "dative") and c.pos_ != "ADP"]
        if befallen:
            return befallen
    return _surface_subject(verb, depth + 1)


def _surface_subject(verb: Token, depth: int) -> list[Token]:
    own = [_antecedent(child, verb) for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    return own or _unsaid(verb, depth)
