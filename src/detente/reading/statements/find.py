"""Statements of a document: all frames together, nested, tied to actors."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import Protocol

from spacy.tokens import Doc, Token

from detente.reading.dates import times_between, when_of
from detente.reading.statements.antecedents import meant_by
from detente.reading.statements.clauses import reach
from detente.reading.statements.cues import load_cues
from detente.reading.statements.direct import find_blocks, find_direct
from detente.reading.statements.draft import Draft, Span, Text
from detente.reading.statements.frames import find_verbal
from detente.reading.statements.headline import find_headline
from detente.reading.statements.nominal import find_nominal
from detente.reading.statements.orphans import find_orphans
from detente.reading.statements.quotes import QuoteIndex, find_quotes
from detente.reading.statements.words import Words, read_words
from detente.records import Document, Mention, Quotation, Statement, TextSpan, TimeExpression, When, record_id

_WEAKEST = 0.3  # confidence below which a frame is left unread; .2 to .62 swept on the tuning half, higher only loses


class Actors(Protocol):
    """What statements need of the index of actors."""

    def of_phrase(self, head: Token) -> tuple[Mention, ...]:
        """Who the noun phrase headed by this token stands for."""
        ...


def find_statements(
    doc: Doc, document: Document, actors: Actors, published_when: When, *, times: tuple[TimeExpression, ...] = ()
) -> tuple[Statement, ...]:
    """Find who says, believes, wants, promises or denies what.

    Parameters
    ----------
    doc
        The parsed document; ``doc.text`` is ``document.text``.
    document
        The document.
    actors
        Its actors: sources and addressees are resolved with ``actors.of_phrase``.
    published_when
        The date of the document's own words, which a statement without a date of its own takes.
    times
        The document's time expressions, from which statements get dates of their own ("said on Friday").

    Returns
    -------
    tuple of Statement
        In text order; nesting is a tree: a statement's cue and content lie within the content of the one it is `inside` of.

    Notes
    -----
    Frames of attribution after Pareti, "PARC 3.0: A Corpus of Attribution Relations" (LREC 2016): source, cue, content,
    with quotation, belief, intention and attitude; reading them off a parse after Krestel, Bergler and Witte (LREC 2008).

    Examples
    --------
    >>> from detente.reading.language import load_language
    >>> from detente.records import DateOrigin, Genre
    >>> text = "The ministry denied that Seoul fired first."
    >>> document = Document("doc-1", text, None, None, DateOrigin.UNKNOWN, None, None, None, Genre.UNKNOWN, "a.txt", "0")
    >>> class Nobody:
    ...     def of_phrase(self, head):
    ...         return ()
    >>> [s] = find_statements(load_language()(text), document, Nobody(), When.unknown())
    >>> s.source.actor, s.stance.value, s.content[0].quote
    ('~ministry', 'denies', 'that Seoul fired first')
    """
    text = _read(doc, document)
    drafts = [*find_direct(text), *find_blocks(text), *find_verbal(text), *find_nominal(text), *find_headline(text)]
    clear = [d for d in drafts if d.weight >= _WEAKEST and d.content]
    settled = _settle(text, [*clear, *find_orphans(text, clear)])
    return _records(text, document, settled, actors, lambda draft: _when(text, document, draft, times, published_when))


def _read(doc: Doc, document: Document) -> Text:
    quotes, paragraphs = find_quotes(document.text)
    return Text(document.text, read_words(doc), load_cues(), quotes, paragraphs, QuoteIndex(quotes))


def _settle(text: Text, drafts: list[Draft]) -> list[tuple[Draft, int | None]]:
    """Order the drafts, drop what contradicts a clearer one, and clip so that nesting is a tree; give each its parent's place."""
    drafts.sort(key=lambda d: (-d.weight, _begin(d), d.cue or (-1, -1)))
    kept: list[Draft] = []
    near: dict[int, list[Draft]] = {}
    for draft in drafts:
        draft.content = _without(text, _in_quote(text, draft), draft.cue)
        places = _paragraphs(text, draft) if draft.content else range(0)
        if draft.content and not any(_clash(draft, other) for place in places for other in near.get(place, ())):
            kept.append(draft)
            for place in places:
                near.setdefault(place, []).append(draft)
    kept.sort(key=lambda d: (_begin(d), -_size(d), d.cue or (-1, -1)))
    return _nest(text, kept)


def _paragraphs(text: Text, draft: Draft) -> range:
    """Give the numbers of the paragraphs a draft reaches into: only drafts that share one can touch."""
    starts = [draft.cue[0]] if draft.cue else []
    first = min([*starts, *(piece[0] for piece in draft.content)])
    last = max([*starts, *(piece[1] - 1 for piece in draft.content)])
    return range(_paragraph_of(text, first), _paragraph_of(text, last) + 1)


def _paragraph_of(text: Text, offset: int) -> int:
    return bisect_right(text.paragraphs, (offset, len(text.text) + 1)) - 1


def _in_quote(text: Text, draft: Draft) -> list[Span]:
    """Keep what is attributed within a quotation to that quotation."""
    if draft.trigger is None or text.quoted[draft.trigger] < 0:
        return draft.content
    quote = text.quotes[text.quoted[draft.trigger]]
    return _clip(draft.content, [(quote.inner_start, quote.inner_end)])


def _begin(draft: Draft) -> int:
    return min([piece[0] for piece in draft.content] + ([draft.cue[0]] if draft.cue else []))


def _size(draft: Draft) -> int:
    return sum(end - start for start, end in draft.content)


def _without(text: Text, content: list[Span], cue: Span | None) -> list[Span]:
    """Take the cue out of a content that runs over it, and join pieces that overlap."""
    pieces: list[Span] = []
    for start, end in sorted(content):
        if cue is not None and start < cue[1] and cue[0] < end:
            parts = [p for p in (text.trim(start, cue[0]), text.trim(cue[1], end)) if p is not None]
        else:
            parts = [(start, end)]
        for part in parts:
            if pieces and part[0] < pieces[-1][1]:
                pieces[-1] = (pieces[-1][0], max(pieces[-1][1], part[1]))
            elif part[0] < part[1]:
                pieces.append(part)
    return pieces


def _clash(draft: Draft, other: Draft) -> bool:
    """Whether two drafts each hold the other's cue, or tell the same content."""
    if draft.cue == other.cue or draft.content == other.content:
        return True
    if draft.cue is None or other.cue is None:
        return False
    return _holds(draft, other.cue) and _holds(other, draft.cue)


def _holds(draft: Draft, span: Span) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in draft.content)


def _nest(text: Text, drafts: list[Draft]) -> list[tuple[Draft, int | None]]:
    """Find for each draft the smallest other that holds its cue, and clip its content to that one's."""
    sizes = [_size(draft) for draft in drafts]
    order = sorted(range(len(drafts)), key=lambda i: (-sizes[i], i))
    parents: dict[int, int | None] = {}
    near: dict[int, list[int]] = {}
    for number in order:
        draft = drafts[number]
        anchor = draft.cue or draft.content[0]
        around = [o for o in near.get(_paragraph_of(text, anchor[0]), ()) if _holds(drafts[o], anchor)]
        if around:
            parent = min(around, key=lambda o: (sizes[o], o))
            clipped = _clip(draft.content, drafts[parent].content)
            if not clipped:
                continue
            draft.content = clipped
            sizes[number] = _size(draft)
            parents[number] = parent
        else:
            parents[number] = None
        for place in _paragraphs(text, draft):
            near.setdefault(place, []).append(number)
    kept = sorted(parents)
    renumber = {old: new for new, old in enumerate(kept)}
    return [(drafts[i], None if (p := parents[i]) is None else renumber[p]) for i in kept]


def _clip(content: list[Span], frame: list[Span]) -> list[Span]:
    clipped = []
    for start, end in content:
        for low, high in frame:
            if max(start, low) < min(end, high):
                clipped.append((max(start, low), min(end, high)))
    return clipped


def _records(
    text: Text, document: Document, drafts: list[tuple[Draft, int | None]], actors: Actors, when: Callable[[Draft], When]
) -> tuple[Statement, ...]:
    ids = [record_id("st", document.id, draft.cue, tuple(draft.content), draft.source) for draft, _ in drafts]
    statements: list[Statement] = []
    for (draft, parent), identifier in zip(drafts, ids, strict=True):
        speaker = statements[parent].source if parent is not None and parent < len(statements) else None
        statements.append(
            Statement(
                id=identifier,
                source=_mention(text, document, draft, draft.source, actors, speaker),
                cue=None if draft.cue is None else TextSpan.of(document.id, text.text, *draft.cue),
                content=tuple(TextSpan.of(document.id, text.text, *piece) for piece in draft.content),
                kind=_kind(text, draft),
                stance=draft.stance,
                inside=None if parent is None else ids[parent],
                addressee=_mention(text, document, draft, draft.addressee, actors, None),
                when=when(draft),
                confidence=round(min(draft.weight, 1.0), 2),
                others=_others(text, draft, actors),
            )
        )
    return tuple(statements)


def _when(text: Text, document: Document, draft: Draft, times: tuple[TimeExpression, ...], published_when: When) -> When:
    """Date a statement by its cue, else by the document; only an expression of the cue's own sentence can date it."""
    if draft.trigger is None:
        return published_when
    words = text.words
    begin, end = words.sentence[draft.trigger]
    if not times_between(times, words.start[begin], words.end[end]):
        return published_when
    found = when_of(words.doc[draft.trigger], times, document.published, words.doc)
    return published_when if found.expression is None else found


def _kind(text: Text, draft: Draft) -> Quotation:
    if draft.direct:
        return Quotation.DIRECT
    start, end = draft.content[0]
    quote = text.index.at(start)
    if len(draft.content) == 1 and quote is not None and quote.end >= end:
        return Quotation.DIRECT if text.text[quote.inner_start].isupper() else Quotation.MIXED
    return draft.kind


def _mention(
    text: Text, document: Document, draft: Draft, head: int | None, actors: Actors, speaker: Mention | None
) -> Mention | None:
    """Tie a noun phrase to its actor; one that nobody knows is kept under its own words."""
    if head is None:
        return None
    words = text.words
    low, high = reach(text, head, draft.trigger)
    if draft.source_span is not None and head == draft.source:
        low, high = words.first_from(draft.source_span[0]), words.last_before(draft.source_span[1])
    span = TextSpan.of(document.id, text.text, words.start[low], words.end[_whole(words, high)])
    if speaker is not None and text.quoted[head] >= 0 and words.lower[head] in ("i", "we", "my", "our"):
        return Mention(speaker.actor, span)
    meant = meant_by(text, head)
    if known := _known(text, head, meant, actors):
        return Mention(known[0].actor, span)
    if meant != head:
        low, high = reach(text, meant, None)
    return Mention(f"~{_plain(words.lower[low:high + 1], words.tag[low:high + 1])}", span)


def _others(text: Text, draft: Draft, actors: Actors) -> tuple[Mention, ...]:
    """Give who speaks together with the source: those joined to it, and the other members of a group ("both sides")."""
    head = draft.source
    return _known(text, head, meant_by(text, head), actors)[1:] if head is not None else ()


def _known(text: Text, head: int, meant: int, actors: Actors) -> tuple[Mention, ...]:
    """Give the actors that a noun phrase stands for: a pronoun's own, as the actors resolve it, else those of whom it is taken for."""
    words = text.words
    own = actors.of_phrase(words.doc[head]) if words.tag[head].startswith("PRP") else ()
    return own or actors.of_phrase(words.doc[meant])


def _whole(words: Words, last: int) -> int:
    """Give the last piece of a word that the parser has cut at its hyphens: "President Moon Jae|-|in"."""
    while last + 2 < len(words.lower) and words.lower[last + 1] == "-" and words.end[last] == words.start[last + 1]:
        if words.end[last + 1] != words.start[last + 2]:
            break
        last += 2
    return last


def _plain(lower: list[str], tags: list[str]) -> str:
    kept = [word for word, tag in zip(lower, tags, strict=True) if tag not in ("POS",) and word not in ("the", "a", "an")]
    return " ".join(" ".join(kept or lower).split())
