"""Quotations that nothing attributes: they go on for who spoke just before ('Ruiz said the plan was bad. "It will fail."')."""

from __future__ import annotations

from detente.reading.statements.draft import Draft, Text
from detente.reading.statements.quotes import Quote
from detente.records import Quotation, Stance

_WEIGHT = 0.55
_CLEAR = 0.6  # weight from which a statement before names the speaker
_ENDS = (".", "?", "!", "…")
_UNSPOKEN = frozenset({Stance.INTENDS, Stance.PROMISES, Stance.HOPES, Stance.ASKS})  # a plan or a wish may be told without a word


def find_orphans(text: Text, drafts: list[Draft]) -> list[Draft]:
    """Give whole quoted sentences without a reporting clause to the last speaker of their paragraph, or of the one before.

    A paragraph that is nothing but a quotation goes on with the paragraph before; where that names no speaker, nobody is guessed.
    """
    taken = sorted(piece for draft in drafts for piece in draft.content)
    spoken = sorted(((max(p[1] for p in d.content), d) for d in drafts if _names_a_speaker(text, d)), key=lambda found: found[0])
    found: list[Draft] = []
    for quote in text.quotes:
        if not _is_sentence(text, quote) or any(start < quote.end and quote.start < end for start, end in taken):
            continue
        begin, stop = text.paragraphs[quote.paragraph]
        alone = not text.text[begin : quote.start].strip() and not text.text[quote.end : stop].strip(" .")
        floor = text.paragraphs[quote.paragraph - 1][0] if alone and quote.paragraph else begin
        before = [d for end, d in spoken if floor <= (d.cue or d.content[0])[0] and max(end, (d.cue or d.content[0])[1]) <= quote.start]
        if before:
            speaker = before[-1]
            draft = Draft(
                None, None, speaker.source, [(quote.start, quote.end)], Stance.SAYS, _WEIGHT, True, kind=Quotation.DIRECT,
                source_span=speaker.source_span,
            )  # fmt: skip
            found.append(draft)
            spoken.append((quote.end, draft))
    return found


def _names_a_speaker(text: Text, draft: Draft) -> bool:
    return draft.source is not None and draft.weight >= _CLEAR and draft.stance not in _UNSPOKEN and text.quoted[draft.source] < 0


def _is_sentence(text: Text, quote: Quote) -> bool:
    """Whether a quotation is a sentence of its own: with a capital and a stop, behind a stop or at the beginning of its paragraph."""
    inner = text.text[quote.inner_start : quote.inner_end].strip()
    lead = text.text[text.paragraphs[quote.paragraph][0] : quote.start].rstrip()
    begins = not lead or lead.endswith((*_ENDS, "”", '"', "''"))
    return begins and inner[:1].isupper() and (quote.open or inner.endswith(_ENDS))
