"""How an event hangs on the words above it in the parse."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Token

NOMINAL = frozenset({"dobj", "nsubj", "nsubjpass", "pobj", "attr", "appos", "compound", "poss", "dative", "oprd", "npadvmod", "nmod"})
FINITE = frozenset({"VB", "VBD", "VBP", "VBZ"})
CLAUSAL = frozenset({"ROOT", "conj", "ccomp", "xcomp", "advcl"})


class Link(StrEnum):
    """The kinds of tie between an event and the word it hangs on."""

    ROOT = "root"
    COMPLEMENT = "complement"
    PURPOSE = "purpose"
    ADVERBIAL = "adverbial"
    MODIFIER = "modifier"
    JOINED = "joined"
    SAME = "same"
    NOMINAL = "nominal"


@dataclass(frozen=True, slots=True)
class Tie:
    """What an event hangs on, and how.

    Parameters
    ----------
    link
        The kind of tie.
    governor
        The word above; the event itself at the top of its sentence.
    frame
        The frame of the predicate tables: ``"infinitive"``, ``"clause"``, a preposition,
        ``"gerund"``, ``"participle"`` ("see it delivered"), ``"object"`` or ``"subject"``.
    preposition
        The preposition between, or None.
    """

    link: Link
    governor: Token
    frame: str
    preposition: Token | None = None


def is_infinitive(verb: Token) -> bool:
    """Whether a verb stands with "to": "to leave", "to be sent", "to have left"."""
    for child in verb.children:
        if child.i > verb.i:
            return False
        if child.tag_ == "TO" and child.dep_ == "aux":
            return True
        if child.dep_ in ("aux", "auxpass") and any(below.tag_ == "TO" for below in child.children):
            return True  # "to have talks", with the noun taken for the verb
    return False


def is_perfect_infinitive(verb: Token) -> bool:
    """Whether an infinitive tells of what has been: "to have left"."""
    return is_infinitive(verb) and any(child.tag_ == "VB" and child.lemma_ == "have" and child.dep_ == "aux" for child in verb.children)


def is_subjunctive(verb: Token) -> bool:
    """Whether a clause asks in its form: "that he leave", "that a commission be formed"."""
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    first = auxiliaries[0] if auxiliaries else verb
    return first.tag_ == "VB" and any(child.dep_ == "mark" and child.lower_ == "that" for child in verb.children)


def is_order(verb: Token) -> bool:
    """Whether a verb has the form of an order: "stop the bombing"."""
    return verb.tag_ == "VB" and not any(child.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "mark", "expl") for child in verb.children)


def is_nominal(token: Token) -> bool:
    """Whether a word stands as a noun does: by its part of speech or, for a gerund, by its place."""
    if token.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
        # The tagger takes many a verb for a noun: "unless the soldiers picket".
        return token.dep_ not in CLAUSAL or not any(child.dep_ in ("nsubj", "nsubjpass", "aux", "mark") for child in token.children)
    return token.dep_ in NOMINAL and token.tag_ == "VBG" and token.dep_ != "npadvmod" and not is_infinitive(token)


def _infinitive_before(verb: Token) -> Token | None:
    """Give the infinitive that a bare verb goes on with, where the parser joins it to a past: "signed a pact to stop, withdraw"."""
    if not is_order(verb) or verb.head.tag_ not in ("VBD", "VBN") or verb.i < verb.head.i:
        return None
    between = (token for token in verb.head.subtree if verb.head.i < token.i < verb.i and is_infinitive(token))
    return max(between, key=lambda token: token.i, default=None)


def tie_of(token: Token) -> Tie:
    """Find what a word hangs on."""
    head, dep = token.head, token.dep_
    if head.i == token.i:
        return Tie(Link.ROOT, token, "")
    if dep == "conj":
        return Tie(Link.JOINED, _infinitive_before(token) or head, "")
    if dep in ("pobj", "pcomp"):
        return _through_preposition(token)
    if dep in ("acomp", "attr", "appos", "aux", "auxpass", "prt"):
        return Tie(Link.SAME, head, "")
    if dep == "oprd" and not is_infinitive(token):
        # "is feared drowned", "were found dead", but "was elected president"
        return Tie(Link.SAME, head, "") if is_nominal(token) else Tie(Link.COMPLEMENT, head, "participle")
    if dep == "advcl":
        return _adverbial(token)
    if dep in ("xcomp", "ccomp", "oprd", "dobj") and token.pos_ in ("VERB", "AUX") and not is_nominal(token):
        return Tie(Link.COMPLEMENT, head, _verb_frame(token))
    if dep in ("xcomp", "ccomp"):
        return Tie(Link.COMPLEMENT, head, "clause" if dep == "ccomp" else "object")
    if dep in ("csubj", "csubjpass"):
        return Tie(Link.COMPLEMENT, head, "subject")
    if dep == "acl" and head.i == token.i - 1 and not any(True for _ in token.children):
        return Tie(Link.SAME, head, "")  # "a test firing", "the letter demanding": two nouns, the second taken for a participle
    if dep in ("acl", "relcl"):
        return _noun_clause(token)
    if head.tag_ == "VB" and (dep == "dep" or (token.tag_ == "VB" and token.i < head.i)):
        return Tie(Link.SAME, head, "")  # "must pin blame", with the noun taken for the verb; "re-arrest" in pieces
    if dep in ("compound", "nmod", "amod") and token.tag_ in FINITE:
        return Tie(Link.SAME, head, "")  # "unless they vent anger", with the noun taken for the verb
    if dep in ("compound", "nmod", "amod", "poss"):
        return Tie(Link.NOMINAL if dep != "amod" else Link.MODIFIER, head, "of")
    if dep in ("nsubj", "nsubjpass"):
        return Tie(Link.NOMINAL, head, "object" if dep == "nsubjpass" else "subject")
    if dep in ("dobj", "dative"):
        return Tie(Link.NOMINAL, head, "object")
    return Tie(Link.MODIFIER, head, "")


def _verb_frame(verb: Token) -> str:
    if is_infinitive(verb):
        return "infinitive"
    if verb.dep_ == "xcomp" and verb.tag_ == "VBG":
        return "gerund"
    if verb.tag_ == "VBN" and not any(child.dep_ in ("aux", "auxpass", "mark") for child in verb.children):
        return "participle"
    if verb.tag_ == "VBG" and not any(child.dep_ in ("aux", "nsubj") for child in verb.children):
        return "gerund"
    # "made them leave", "let it fall": a bare infinitive with its subject is no finite clause.
    if verb.tag_ == "VB" and not any(child.dep_ in ("aux", "mark") for child in verb.children):
        return "infinitive"
    return "clause"


def _through_preposition(token: Token) -> Tie:
    """Step over a preposition to the word it hangs on; "out of", "away from" count as one."""
    preposition = token.head
    above = preposition.head if preposition.dep_ == "prep" and preposition.pos_ == "VERB" else preposition  # "including a strike"
    while above.dep_ in ("prep", "prt", "advmod", "pcomp", "agent", "dative", "conj") and above.pos_ in ("ADP", "SCONJ", "ADV"):
        if above.head.i == above.i:
            break
        above = above.head
    return Tie(Link.NOMINAL, above, preposition.lower_, preposition)


def _adverbial(token: Token) -> Tie:
    if is_infinitive(token) and not any(child.dep_ == "mark" and child.lower_ not in ("for", "in") for child in token.children):
        return Tie(Link.PURPOSE, token.head, "infinitive")
    return Tie(Link.ADVERBIAL, token.head, "clause")


def _noun_clause(token: Token) -> Tie:
    if is_infinitive(token):
        return Tie(Link.COMPLEMENT, token.head, "infinitive")
    # "a risk that they strike": without a relative pronoun a clause with "that" says what the noun is about.
    if any(child.dep_ == "mark" and (token.dep_ == "acl" or child.lower_ == "that") for child in token.children):
        return Tie(Link.COMPLEMENT, token.head, "clause")
    return Tie(Link.MODIFIER, token.head, "clause")
