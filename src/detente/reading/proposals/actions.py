"""The words that name an action, and whose action it would be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from detente.reading.proposals.knowledge import ProposalCue
from detente.reading.sides import ActorLookup, actors_of, owner_of, trim
from detente.records import Mention

CLAUSES = frozenset({"xcomp", "ccomp", "acl", "advcl", "dobj", "pcomp", "oprd", "relcl", "csubj"})
ADDRESSED = frozenset({"dobj", "dative"})
ADDRESSING = frozenset({"on", "upon", "to", "with", "for", "from"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Action:
    """A course of action in the parse.

    Parameters
    ----------
    head
        Its verb or noun.
    frame
        How it hangs on the word that puts it forward.
    negated
        Whether it is one not to be taken ("not to attack").
    """

    head: Token
    frame: str
    negated: bool


def actions_of(cue_word: Token, cue: ProposalCue) -> Iterator[Action]:
    """Yield the actions a word takes along in the frames of its cue, joined ones apart."""
    taken: set[int] = set()
    for child in _candidates(cue_word):
        frame = _frame_of(child, cue_word)
        if frame not in cue.frames or child.i in taken:
            continue
        for head in (child, *_joined(child)):
            taken.add(head.i)
            yield Action(head, frame, _is_negated(head))


def _candidates(cue_word: Token) -> Iterator[Token]:
    """Yield what may name the action: complements, objects, and infinitives the parser hung on a neighbour."""
    if cue_word.pos_ == "NOUN":
        # "rejected calls to open the crossing": the infinitive next to the noun is often hung on the verb.
        yield from (other for other in cue_word.head.children if other.left_edge.i == cue_word.i + 1 and has_to(other))
    for child in cue_word.children:
        if child.dep_ in CLAUSES or child.dep_ in ("dobj", "nmod"):
            yield child
            if child.dep_ == "dobj" and child.pos_ not in ("VERB", "AUX"):
                yield from (below for below in child.children if below.dep_ in ("acl", "relcl") and has_to(below))
        elif child.dep_ == "prep":
            for below in child.children:
                if below.dep_ in ("pobj", "pcomp"):
                    yield below
                    yield from (under for under in below.children if under.dep_ in ("acl", "relcl") and has_to(under))
                elif below.dep_ in CLAUSES:
                    yield below


def _frame_of(action: Token, cue_word: Token) -> str:
    if action.pos_ in ("VERB", "AUX") and has_to(action):
        return "infinitive"
    if action.dep_ in ("pobj", "pcomp"):
        return action.head.lower_
    if action.tag_ == "VBG" and action.dep_ in ("xcomp", "ccomp", "dobj", "advcl") and not _has_subject(action):
        return "gerund" if action.dep_ != "advcl" else ""
    if action.dep_ in ("ccomp", "acl") and action.pos_ in ("VERB", "AUX"):
        is_clause = _has_subject(action) and action.i > cue_word.i
        return "clause" if is_clause else ""
    return "object" if action.dep_ == "dobj" else ""


def has_to(verb: Token) -> bool:
    """Whether a verb stands with "to"."""
    return verb.tag_ in ("VB", "VBN", "NN") and any(child.tag_ == "TO" and child.i < verb.i for child in verb.children)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in verb.children)


def _joined(action: Token) -> Iterator[Token]:
    for child in action.children:
        if child.dep_ == "conj" and child.pos_ == action.pos_ == "VERB" and not _has_subject(child):
            yield child
            yield from _joined(child)


def _is_negated(head: Token) -> bool:
    return any(child.dep_ == "neg" or (child.dep_ == "advmod" and child.lower_ == "never") for child in head.children)


def addressed_by(cue_word: Token, action: Action) -> Token | None:
    """Give the word for the one a request is made to: "urged Seoul", "called on both sides", "was asked"."""
    for child in cue_word.children:
        if child.i == action.head.i:
            continue
        if child.dep_ in ADDRESSED or (child.dep_ == "nsubjpass" and cue_word.pos_ == "VERB"):
            return child
        if child.dep_ == "prep" and child.lower_ in ADDRESSING:
            for below in child.children:
                if below.dep_ == "pobj" and below.i != action.head.i:
                    return below
    return None


def doer_of(action: Token, actors: ActorLookup) -> tuple[Mention, ...] | None:
    """Give whose action the action's own words say it is: its subject, agent or owner; None where they are silent."""
    if action.pos_ not in ("VERB", "AUX"):
        return owner_of(action, actors) or None
    agent = next((child for child in action.children if child.dep_ == "agent"), None)
    if agent is not None:
        return next((actors_of(below, actors) for below in agent.children if below.dep_ == "pobj"), ()) or None
    for child in action.children:
        if child.dep_ == "nsubj":
            return actors_of(child, actors) or owner_of(child, actors)
        if child.dep_ == "nsubjpass":
            return owner_of(child, actors)
    return None


def words_of(action: Token, left_out: frozenset[int], actors: ActorLookup) -> Span:
    """Give the stretch of words that names an action, up to a condition, a joined action or the end of its phrase.

    Parameters
    ----------
    action
        Its verb or noun.
    left_out
        Positions of tokens that open what does not belong to it, such as its condition.
    actors
        Whose action it is, is told apart; a subject that is no actor ("the sanctions are lifted") belongs to the words.
    """
    doc = action.doc
    start = _start_of(action)
    if action.pos_ in ("VERB", "AUX"):
        things = [child for child in action.lefts if child.dep_ in SUBJECTS and child.tag_[0] != "W" and not actors_of(child, actors)]
        start = min([start, *(thing.left_edge.i for thing in things)])
    end = action.i + 1
    for child in action.children:
        if child.i < action.i:
            continue
        if child.i in left_out or _closes(child, action):
            break
        end = max(end, _edge_before(child, left_out))
    return trim(doc, start, end)


def _edge_before(child: Token, left_out: frozenset[int]) -> int:
    """Give the end of a child's words, cut where something left out begins."""
    end = child.right_edge.i + 1
    for token in child.subtree:
        edge = token.left_edge.i
        is_aside = token.dep_ in ("relcl", "advcl") and edge > child.left_edge.i and token.doc[edge - 1].text == ","
        if token.i in left_out or is_aside:
            end = min(end, edge)
    return max(end, child.left_edge.i)


def _closes(child: Token, action: Token) -> bool:
    """Whether an action's words end before this child: a joined verb, a new sentence part, a remark set apart."""
    if child.dep_ == "cc":
        return any(other.dep_ == "conj" and other.pos_ == "VERB" and action.pos_ == "VERB" for other in action.children)
    if child.dep_ == "conj":
        return child.pos_ == "VERB" and action.pos_ == "VERB"
    if child.dep_ == "advcl" and child.left_edge.i > 0 and child.doc[child.left_edge.i - 1].text == ",":
        return True  # "will not open the road, accusing the rebels of taxing it"
    return child.dep_ in ("parataxis", "relcl", "dep", "meta") or (child.is_punct and child.text in (";", ":", "-", "--", "–", "—"))


def _start_of(action: Token) -> int:
    """Begin a verb with its passive auxiliary or close adverb, a noun with its first word but the article."""
    if action.pos_ in ("VERB", "AUX"):
        start = action.i
        for child in reversed(list(action.lefts)):
            if child.dep_ not in ("auxpass", "advmod", "neg", "aux") or child.tag_ in ("TO", "MD") or child.dep_ == "neg":
                break
            if child.i != start - 1 or child.lower_ == "never":
                break
            start = child.i
        return start
    lefts = [child for child in action.lefts if child.dep_ in ("compound", "amod", "poss", "nmod", "nummod", "quantmod", "npadvmod")]
    return min((child.left_edge.i for child in lefts), default=action.i)
