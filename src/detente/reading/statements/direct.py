"""Direct quotations: which reporting clause each belongs to, over sentences and paragraphs.

A quotation is joined to the clause beside it ("...", X said; X said: "..."), to the clause of the paragraph before ("X added:"),
to a dash and a name, or to the quotation it goes on from. Only the reporting clause is parsed; the quotation never is, as
parsers misread whole sentences that stand in another.
"""

from __future__ import annotations

import re

from detente.reading.statements.clauses import FINITE, NOMINAL, can_speak, cue_span, is_verb, subject_of
from detente.reading.statements.cues import Cue
from detente.reading.statements.draft import Draft, Span, Text
from detente.reading.statements.quotes import Quote
from detente.records import Quotation, Stance

_LONGEST_CLAUSE = 45  # words between a quotation and the verb that reports it
_LONGEST_NAME = 14
_ALONE = (["and"], ["or"], [",", "and"])  # between two halves of one quotation: '"a fraud" and "a con man," X said'
_UNMARKED = 0.75  # factor where no marks show that a paragraph is a quotation
_TELLING = frozenset({"VBD", "VBZ", "VBP"})
_STOPS = frozenset({".", "?", "!", "...", "…"})
_SIGNATURE = re.compile(
    r"\s*(?P<dash>―|—|–|--|-)\s*(?P<name>[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|of|de|van|von|al|el|bin)){0,5})[\s.]*$", re.MULTILINE
)
_ENDS = tuple(",.?!…-—–")
_JOINS = frozenset({"and", "but", "or", "which", "that", "to", "while", "because", "when", "where"})


def find_direct(text: Text) -> list[Draft]:
    """Find the direct quotations of a text and what attributes them; cues used are noted in `text.used`."""
    drafts: list[Draft] = []
    last: Draft | None = None
    previous: Quote | None = None
    for number, quote in enumerate(text.quotes):
        draft, continues = _attribute(text, number, last, previous)
        if draft is not None:
            if not continues:
                drafts.append(draft)
            last = draft
        elif _is_clausal(text, quote):
            last = None
        previous = quote
    return drafts


def find_blocks(text: Text) -> list[Draft]:
    """Find paragraphs given as quotations without any marks, behind a paragraph that ends in a reporting clause and a colon."""
    drafts: list[Draft] = []
    opened = {quote.paragraph for quote in text.quotes}
    for number in range(1, len(text.paragraphs)):
        lead, (start, end) = text.paragraphs[number - 1], text.paragraphs[number]
        if number in opened or number - 1 in opened or not text.text[lead[0] : lead[1]].rstrip().endswith(":"):
            continue
        draft = _before(text, Quote(start, end, start, end, False, number), None)
        if draft is not None and draft.cue is not None and text.text[draft.cue[0]] != ":":
            draft.weight *= _UNMARKED
            drafts.append(draft)
    return drafts


def _attribute(text: Text, number: int, last: Draft | None, previous: Quote | None) -> tuple[Draft | None, bool]:
    """Give the statement a quotation belongs to, and whether it only goes on with one found before."""
    quote = text.quotes[number]
    following = text.quotes[number + 1] if number + 1 < len(text.quotes) else None
    clausal = _is_clausal(text, quote)
    if clausal and (after := _after(text, quote, following)) is not None:
        return _extend_left(text, quote, after), False
    if last is not None and previous is not None and _goes_on(text, quote, previous, last):
        last.content.append((quote.start, quote.end))
        return last, True
    before = _before(text, quote, previous)
    if before is not None:
        return before, False
    if last is not None and clausal and previous is not None and _stands_alone(text, quote, previous):
        last.content.append((quote.start, quote.end))
        return last, True
    return None, False


def _is_clausal(text: Text, quote: Quote) -> bool:
    inner = text.text[quote.inner_start : quote.inner_end].strip().rstrip("'’\"")
    if not inner:
        return False
    lead = text.text[: quote.start].rstrip(" ")[-1:]
    return quote.open or inner.endswith(_ENDS) or lead in (",", ":", "\n", "") or text.text[quote.end : quote.end + 1] == ","


def _after(text: Text, quote: Quote, following: Quote | None) -> Draft | None:
    """Find the reporting clause that follows a quotation."""
    words = text.words
    if (signed := _signed(text, quote)) is not None:
        return signed
    limit = min(text.paragraphs[quote.paragraph][1], following.start if following else len(text.text))
    first, stop = words.first_from(quote.end), words.last_before(limit)
    while first <= stop and words.lower[first] in (",", '"', "''", "”", "”."):
        first += 1
    if first > stop or words.lower[first] in _JOINS or words.lower[first] in _STOPS:
        return None
    for token in range(first, min(stop, first + _LONGEST_CLAUSE) + 1):
        if words.lower[token] in _STOPS and words.sentence[token][1] <= token:
            return None
        entry = _speech_entry(text, token)
        if entry is None:
            if words.tag[token] in FINITE and words.dep[token] not in ("relcl", "aux", "auxpass") and not _in_aside(text, token, first):
                return None
            continue
        if _in_aside(text, token, first):
            continue
        source = _source_near(text, token, first, stop)
        titled = words.lower[token + 1 : token + 2] == ["that"]  # 'in her book, "Against the Wind," she writes that'
        closed = titled or _is_closed(text, quote) or (source is not None and source < words.first_from(quote.start))
        if source is None or (closed and _tells_on(text, token, stop)):
            return None
        return _draft(text, token, entry, source, [(quote.start, quote.end)])
    return None


def _is_closed(text: Text, quote: Quote) -> bool:
    """Whether a quotation ends its sentence: who goes on to speak behind it speaks of something else."""
    return text.text[quote.inner_start : quote.inner_end].rstrip().endswith(".") and text.text[quote.end : quote.end + 1] != ","


def _tells_on(text: Text, verb: int, stop: int) -> bool:
    """Whether a reporting verb has a content behind it."""
    words = text.words
    if words.child(verb, "ccomp") is not None and any(c > verb and words.dep[c] == "ccomp" for c in words.children[verb]):
        return True
    return words.lower[verb + 1 : verb + 2] in (["that"], [":"]) or text.quoted[min(verb + 2, stop)] >= 0


def _in_aside(text: Text, token: int, first: int) -> bool:
    """Whether a verb only describes the speaker ("X, who leads the party, said")."""
    words = text.words
    here = token
    for _ in range(4):
        if words.dep[here] in ("relcl", "acl"):
            return words.head[here] >= first
        here = words.head[here]
    return False


def _speech_entry(text: Text, token: int) -> Cue | None:
    words = text.words
    if not is_verb(words, token):
        return None
    for entry in text.cues.verbs.get(words.lemma[token], ()):
        if "quote" in entry.frames and tuple(words.lower[token + 1 : token + len(entry.words)]) == entry.words[1:]:
            return entry
    return None


def _source_near(text: Text, verb: int, first: int, stop: int) -> int | None:
    """Find the subject of a reporting verb: by the parse, else by its place before or behind the verb."""
    words = text.words
    subject = subject_of(text, verb)
    if subject is not None and text.quoted[subject] == text.quoted[verb] and can_speak(text, subject, strict=False):
        return subject
    inverted = verb == first or (verb == first + 1 and words.tag[first].startswith("RB"))
    run = range(verb + 1, min(stop, verb + _LONGEST_NAME) + 1) if inverted else range(verb - 1, max(first, verb - _LONGEST_NAME) - 1, -1)
    found: int | None = None
    for token in run:
        if inverted and token == run[0] and words.tag[token] == "CD" and words.lower[token].isalpha():
            return token  # "said one"
        if words.tag[token] in NOMINAL or words.tag[token] in ("POS", "HYPH", "CC", "NFP"):
            if words.tag[token] not in ("POS", "HYPH", "CC", "DT", "PRP$", "JJ", "CD", "NFP"):
                found = token
                if not inverted:
                    return found
            continue
        if found is not None or (inverted and words.lower[token] != "."):
            break
    return found


def _signed(text: Text, quote: Quote) -> Draft | None:
    """Read a name behind a dash at the end of a paragraph as the speaker: "..." ― Jane Doe."""
    end = text.paragraphs[quote.paragraph][1]
    match = _SIGNATURE.match(text.text, quote.end, end)
    if match is None:
        return None
    words = text.words
    names = range(words.first_from(match.start("name")), words.last_before(match.end("name")) + 1)
    if not names:
        return None
    cue = (match.start("dash"), match.end("dash"))
    return Draft(cue, None, names[-1], [(quote.start, quote.end)], Stance.SAYS, 0.8, True, None, Quotation.DIRECT, match.span("name"))


def _extend_left(text: Text, quote: Quote, draft: Draft) -> Draft:
    """Add what the sentence of a quotation says before it outside the marks ('The plan is "a disaster," he said')."""
    words = text.words
    token = words.last_before(quote.start)
    start = token + 1
    floor = words.first_from(text.paragraphs[quote.paragraph][0])
    while token >= floor and text.quoted[token] < 0 and words.lower[token] not in (".", ";", ":", "?", "!"):
        start = token
        token -= 1
    lead = text.trim(words.start[start], quote.start) if start < words.first_from(quote.start) else None
    if lead is not None and token >= floor and text.quoted[token] >= 0 and words.lower[start:words.first_from(quote.start)] in _ALONE:
        draft.content = [(text.quotes[text.quoted[token]].start, quote.end)]
        return draft
    if lead is not None:
        own = [t for t in range(start, words.first_from(quote.start)) if is_verb(words, t)]
        if any(_speech_entry(text, t) for t in own) or len(text.text[quote.inner_start : quote.inner_end].split()) > _LONGEST_CLAUSE:
            return draft
        if start - 1 >= floor and text.quoted[start - 1] >= 0:
            closed = text.quotes[text.quoted[start - 1]]
            if not text.text[closed.inner_start : closed.inner_end].rstrip().endswith((".", "?", "!")):
                return draft
        draft.content = [(lead[0], quote.end)]
        draft.direct = text.text[quote.inner_start : quote.inner_end].strip()[:1].isupper() and len(own) == 0
        draft.kind = Quotation.MIXED
    return draft


def _goes_on(text: Text, quote: Quote, previous: Quote, last: Draft) -> bool:
    """Whether a quotation goes on with the one before: '"...," he said. "..."', or a paragraph left open."""
    if quote.paragraph == previous.paragraph + 1:
        return previous.open and not text.text[text.paragraphs[quote.paragraph][0] : quote.start].strip()
    if quote.paragraph != previous.paragraph or last.cue is None:
        return False
    gap = text.text[previous.end : quote.start].strip()
    if not gap.strip(" .…"):
        return _is_clausal(text, quote)
    if previous.end <= last.cue[0] < quote.start:
        words = text.words
        between = range(words.first_from(last.cue[1]), words.first_from(quote.start))
        others = any(words.tag[t] in _TELLING and _speech_entry(text, t) and not _in_aside(text, t, 0) for t in between)
        if others or any(words.lower[t] in _STOPS for t in between[:-1]):
            return False
        return _is_clausal(text, quote) and not gap.endswith((" and", " that"))
    return False


def _stands_alone(text: Text, quote: Quote, previous: Quote) -> bool:
    """Whether a quotation is a paragraph of its own right behind a paragraph that ends in an attributed one."""
    start, end = text.paragraphs[quote.paragraph]
    before = text.text[previous.end : quote.start].strip()
    return quote.paragraph == previous.paragraph + 1 and not before and not text.text[start : quote.start].strip() and quote.end >= end - 1


def _before(text: Text, quote: Quote, previous: Quote | None) -> Draft | None:
    """Find the reporting clause that leads up to a quotation, in its sentence or at the end of the paragraph before."""
    words = text.words
    start = text.paragraphs[quote.paragraph][0]
    earlier = not text.text[start : quote.start].strip()
    if earlier:
        if quote.paragraph == 0 or not _is_clausal(text, quote):
            return None
        start, end = text.paragraphs[quote.paragraph - 1]
        if not text.text[start:end].rstrip().endswith((":", ",")):
            return None
    floor = words.first_from(max(start, previous.end if previous else 0))
    last = words.last_before(quote.start)
    while last >= floor and not words.lower[last].strip():
        last -= 1
    if last < floor:
        return None
    lead = words.lower[last]
    if lead == "," and words.lower[last - 1] == "that" and last > floor:
        return None
    if not earlier and lead not in (",", ":", "that") and _speech_entry(text, last) is None:
        return None
    if lead == "that" or (lead not in (",", ":") and not _is_clausal(text, quote)):
        return None
    begin = last
    while begin - 1 >= floor and words.lower[begin - 1] not in (".", "?", "!", ";") and text.quoted[begin - 1] < 0:
        begin -= 1
    return _leading(text, quote, begin, last)


def _leading(text: Text, quote: Quote, begin: int, last: int) -> Draft | None:
    words = text.words
    lead = words.lower[last]
    content: list[Span] = [(quote.start, quote.end)]
    for token in range(last, begin - 1, -1):
        entry = _speech_entry(text, token)
        if entry is None or token in text.used:
            continue
        if words.tag[token] == "VBN" and words.child(token, "aux") is None and words.dep[token] == "acl":
            continue
        following = [
            t for t in range(token + 1, last) if words.tag[t] == "MD" or (words.tag[t] in FINITE and words.dep[t] not in ("relcl", "aux"))
        ]
        if following and lead != ":":
            return None
        source = _source_near(text, token, begin, last)
        if source is None:
            return None
        draft = _draft(text, token, entry, source, content)
        return _with_clause(text, draft, token, last) if following else draft
    if lead == ":" and (subject := _any_subject(text, begin, last)) is not None:
        cue = (words.start[last], words.end[last])
        return Draft(cue, last, subject, content, Stance.SAYS, 0.6, True, kind=Quotation.DIRECT)
    return None


def _with_clause(text: Text, draft: Draft, verb: int, colon: int) -> Draft:
    """Add the clause that leads up to a quotation behind a colon ('said it has what it needs: "patience"')."""
    words = text.words
    clause = next((c for c in words.children[verb] if verb < c < colon and words.dep[c] == "ccomp"), None)
    if clause is not None and words.left[clause] > verb:
        lead = text.trim(words.start[words.left[clause]], words.start[colon])
        if lead is not None:
            draft.content = [lead, *draft.content]
            draft.kind, draft.direct = Quotation.MIXED, False
    return draft


def _any_subject(text: Text, begin: int, last: int) -> int | None:
    """Give the subject of a sentence that ends in a colon without a verb of saying ("The minister was blunt:")."""
    words = text.words
    for token in range(begin, last):
        if words.dep[token] in ("nsubj", "nsubjpass") and can_speak(text, token, strict=True) and words.dep[words.head[token]] != "relcl":
            return token
    return None


def _draft(text: Text, verb: int, entry: Cue, source: int, content: list[Span]) -> Draft:
    words = text.words
    text.used.add(verb)
    text.reporting.add(verb)
    last = verb + len(entry.words) - 1
    addressee = None
    if "addr" in entry.frames:
        addressee = words.child(verb, "dobj", "dative")
        addressee = None if addressee is None or text.quoted[addressee] >= 0 else addressee
    elif (to := next((c for c in words.children[verb] if c > verb and words.lower[c] == "to"), None)) is not None:
        addressee = words.child(to, "pobj")
    return Draft(
        cue_span(text, verb, last), verb, source, content, entry.stance, entry.weight, True, addressee, Quotation.DIRECT
    )
