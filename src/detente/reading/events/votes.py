"""What the event words of a sentence say of a pair that is given: every one votes for its type, by how well its frame fits the pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from detente.reading.events.compose import Candidate, SentenceReader
from detente.reading.events.lexicon import EventLexicon

BASE = 0.25  # what a word says of a pair it is not tied to by any frame
ACTOR, RECIPIENT, PATH = 1.0, 0.9, 0.35
GOVERNED = 0.35  # a governed event is what is asked, refused, stopped: rarely what happens
SWAPPED = 0.45
INSIDE = 0.5  # a word within a side's own name phrase tells who the side is, not what happens between the two
BACKGROUND = 0.8  # relative and adverbial clauses tell what went before
SUBORDINATE = frozenset({"relcl", "advcl", "pcomp", "acl"})


@dataclass(frozen=True, slots=True)
class Vote:
    """The best that any word says for a type: how much, which reading of it, and the mode."""

    value: float
    candidate: Candidate
    mode: str | None


@dataclass(frozen=True, slots=True)
class Votes:
    """The votes of all event words.

    Parameters
    ----------
    by_type
        The best vote per type, the highest first; empty where no word tells an event.
    joined
        ``"benefit"`` or ``"harm"`` by the verb that joins the two sides in one clause where it is not the first type's own, or None.
    between
        ``"benefit"`` or ``"harm"`` by the first helping or harming word on the way between the two, or None.
    """

    by_type: dict[str, Vote]
    joined: str | None
    between: str | None

    @property
    def first(self) -> str | None:
        """The type with most for it."""
        return next(iter(self.by_type), None)


def count_votes(doc: Doc, left: Span | None, right: Span | None, lexicon: EventLexicon) -> Votes:
    """Let the event words of a sentence vote."""
    candidates = SentenceReader(lexicon, doc).candidates()
    inner = governed_words(candidates)
    best: dict[str, Vote] = {}
    for candidate in candidates:
        kind, mode = folded(lexicon, candidate)
        if kind == "-":
            continue
        value = fit(candidate, left, right) * (GOVERNED if candidate.token.i in inner else 1.0)
        if kind not in best or value > best[kind].value:
            best[kind] = Vote(value, candidate, mode)
    ordered = dict(sorted(best.items(), key=lambda item: (-item[1].value, item[0])))
    first = next(iter(ordered.values()), None)
    return Votes(ordered, _joined(lexicon, left, right, first.candidate if first else None), _between(doc, lexicon, left, right))


def governed_words(candidates: Sequence[Candidate]) -> frozenset[int]:
    """The words whose event another one governs: what is asked for, refused, stopped, carried, with what is joined to it by "and"."""
    hidden: set[int] = set()
    for candidate in candidates:
        inner = candidate.inner
        while inner is not None:
            if inner.token.i != candidate.token.i:
                hidden.add(inner.token.i)
                hidden.update(t.i for t in inner.token.conjuncts if t.i > inner.token.i)
            inner = inner.inner
    return frozenset(hidden)


def _joined(lexicon: EventLexicon, left: Span | None, right: Span | None, chosen: Candidate | None) -> str | None:
    """Say whether the verb that joins the two sides in one clause ("told", "treated") helps or harms; None where it is the event's own."""
    if left is None or right is None:
        return None
    up, down = _clause(left.root), _clause(right.root)
    shared = next((t for t in up if t in down), None)
    if shared is None or shared.pos_ != "VERB" or (chosen is not None and shared in chosen.covered):
        return None
    return lexicon.poles.get(shared.lemma_.lower())


def _clause(token: Token) -> list[Token]:
    """Give the way from a word up to the verb of its clause."""
    chain = [token]
    while token.head.i != token.i and token.pos_ != "VERB":
        token = token.head
        chain.append(token)
    return chain


def _between(doc: Doc, lexicon: EventLexicon, left: Span | None, right: Span | None) -> str | None:
    """Say whether the first telling word on the way between two sides helps or harms."""
    path = _path(left, right)
    return next((pole for t in doc if t.i in path and (pole := lexicon.poles.get(t.lemma_.lower())) is not None), None)


def folded(lexicon: EventLexicon, candidate: Candidate) -> tuple[str, str | None]:
    """Fold tense and negation into the type: a friendly deed to come is AGREE, a hostile one THREATEN, a refused one REJECT."""
    kind, mode = candidate.type, candidate.mode
    for holds, operator in ((candidate.negated, "not"), (candidate.future and not candidate.negated, "will")):
        if holds:
            found, other = lexicon.compose(operator, kind, mode)
            if found not in ("same", "-"):
                kind, mode = found, other
    return kind, mode


def fit(candidate: Candidate, left: Span | None, right: Span | None) -> float:
    """Score how well a candidate's frame fits a pair."""
    actor = _match(left, candidate.actors)
    recipient = _match(right, candidate.recipients)
    if candidate.mutual:
        sides = (*candidate.actors, *candidate.recipients)
        actor, recipient = max(actor, _match(left, sides)), max(recipient, _match(right, sides))
    swapped = SWAPPED * min(_match(left, candidate.recipients), _match(right, candidate.actors))
    value = BASE + max(ACTOR * actor + RECIPIENT * recipient, swapped)
    if _on_path(candidate, left, right):
        value += PATH
    for holds, factor in (
        (not candidate.specific, 0.9),
        (candidate.token.pos_ in ("NOUN", "PROPN"), 0.8),
        (_inside(candidate.token, left) or _inside(candidate.token, right), INSIDE),
        (candidate.token.dep_ in SUBORDINATE, BACKGROUND),
    ):
        value *= factor if holds else 1.0
    return value


def _inside(token: Token, span: Span | None) -> bool:
    return span is not None and span.start <= token.i < span.end


def _match(span: Span | None, heads: Sequence[Token]) -> float:
    if span is None:
        return 0.0
    root = span.root
    for rank, head in enumerate(heads):
        worth = 1.0 if rank == 0 else 0.9
        if span.start <= head.i < span.end:
            return worth
        if _above(head, root):
            return 0.8 * worth
        if head.tag_ in ("PRP", "PRP$") and span.end <= head.i:
            return 0.5 * worth
        if _above(root, head):
            return 0.6 * worth
    return 0.0


def _above(head: Token, token: Token) -> bool:
    """Whether a token stands in the phrase of a head, without a clause between them."""
    for _ in range(8):
        if token.i == head.i:
            return True
        if token.dep_ in ("relcl", "advcl", "ccomp", "ROOT") or token.head.i == token.i:
            return False
        token = token.head
    return False


def _on_path(candidate: Candidate, left: Span | None, right: Span | None) -> bool:
    covered = {t.i for t in candidate.covered}
    return not covered.isdisjoint(_path(left, right))


def _path(left: Span | None, right: Span | None) -> frozenset[int]:
    """Give the words on the way between two spans in the tree, their roots and the word that joins them included."""
    if left is None or right is None:
        known = left or right
        return frozenset(_chain(known.root)[:4]) if known is not None else frozenset()
    up, down = _chain(left.root), _chain(right.root)
    below = set(down)
    shared = next((i for i in up if i in below), None)
    if shared is None:
        return frozenset()
    return frozenset(up[: up.index(shared) + 1] + down[: down.index(shared) + 1])


def _chain(token: Token) -> list[int]:
    chain = [token.i]
    while token.head.i != token.i:
        token = token.head
        chain.append(token.i)
    return chain
