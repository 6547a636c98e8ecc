"""The date of an event: the time expression its clause or noun phrase holds, else one of the sentence, else the day of the report."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from detente.reading.dates.calendar import unit_word
from detente.reading.dates.steps import step_from, step_within
from detente.reading.dates.tense import is_implicative, verb_tense
from detente.reading.lexicon import load_table
from detente.reading.sentences import sentence_of, words_between
from detente.records import TimeExpression, TimeType, When, WhenOrigin

_ROLES = frozenset({"since", "until", "before", "after", "range", "share"})
_VERBAL = ("VERB", "AUX")
_CLOSED = frozenset({"ccomp", "advcl", "relcl", "acl", "csubj", "parataxis"})  # clauses with a time of their own
_SHARED = frozenset({"xcomp", "conj", "aux", "auxpass", "pcomp"})  # verbs that share the time of their head
_OWN = frozenset({"poss", "compound", "amod", "nmod", "nummod"})  # "Thursday's launch": of the noun, not of its verb
_STEPS = 12
_OPENING = 3  # tokens: an expression that opens a sentence holds for all of it
_LEAD_SENTENCES = 3
_LEAD_AGE = 2  # days
_NEAR, _CLAUSE, _SHARE, _SENTENCE = 0, 100, 200, 300


@lru_cache(maxsize=1)
def _links() -> dict[str, frozenset[str]]:
    rows = load_table("dates/links.tsv", ("role", "words"))
    return {row.one_of("role", _ROLES): frozenset(row.several("words")) for row in rows}


def when_of(token: Token, times: tuple[TimeExpression, ...], published: str | None, doc: Doc) -> When:
    """Give the date of the event that a verb or noun tells.

    Parameters
    ----------
    token
        The verb or noun.
    times
        The time expressions of the document, from `find_times`.
    published
        Publication date (``2023-04-16``), or None where it is unknown.
    doc
        The parsed document.

    Returns
    -------
    When
        From the nearest expression that governs the event: in its noun phrase, its clause, a clause that shares its verb's
        subject, or at the head of its sentence. Without one, past and present news counts as of the day of the report
        (origin ``document``); what is to come, and what had happened before, stays unknown.

    Examples
    --------
    >>> from detente.reading.dates import find_times
    >>> from detente.reading.language import load_language, parse
    >>> text = "The DPRK launched a missile on Thursday."
    >>> doc = parse(text, load_language())
    >>> when_of(doc[2], find_times(text, "doc-1", "2023-04-16", doc), "2023-04-16", doc).start
    '2023-04-13'
    """
    return _when(token, times, published, doc)


def _when(token: Token, times: tuple[TimeExpression, ...], published: str | None, doc: Doc, *, counts: bool = True) -> When:
    """As `when_of`; `counts` says whether the date may be counted from that of another event, as it may once."""
    sentence = sentence_of(token)
    here = _in_sentence(sentence, times)
    best: tuple[int, int] | None = None
    for index, expression in enumerate(here):
        distance = _distance(token, _head(expression, doc, sentence), sentence)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, index)
    if counts and (best is None or best[0] >= _CLAUSE) and (step := step_within(token, times)) is not None:
        return step.counted_from(_when(step.other, times, published, doc, counts=False))
    if best is not None:
        return _from_expression(here, best[1], published, doc)
    if counts and (step := step_from(token, times)) is not None:
        other = _when(step.other, times, published, doc, counts=False)
        if other.origin is WhenOrigin.EXPRESSION:
            return step.counted_from(other)
    if counts and published is not None and (saying := _saying(token)) is not None:
        # "They said it had fired": the pluperfect is the plain past of what was said. Said on a day of its own, it had come before.
        return _when(saying, times, published, doc, counts=False) if not here else When.unknown()
    if published is not None and _is_reported(token):
        lead = None
        if times and _is_told_as_past(token):
            lead = _day_of_saying(token, here, doc, sentence) or lead_of(doc, times, published)
        if lead is not None and lead.span.start < token.idx:
            return When(lead.start, lead.end, "day", WhenOrigin.DOCUMENT, lead.span)
        return When(published, published, "day", WhenOrigin.DOCUMENT)
    return When.unknown()


def lead_of(doc: Doc, times: tuple[TimeExpression, ...], published: str) -> TimeExpression | None:
    """Give the day on which the story stands: the first that its opening sentences date something past with, shortly before the report."""
    earliest = (date.fromisoformat(published) - timedelta(days=_LEAD_AGE)).isoformat()
    end = 0
    for _ in range(_LEAD_SENTENCES):
        if end >= len(doc):
            return None
        sentence = sentence_of(doc[end])
        end = max(sentence.end, end + 1)
        for time in _in_sentence(sentence, times):
            if time.start is None or time.start != time.end or not earliest <= time.start <= published:
                continue
            path, verb = _up(_head(time, doc, sentence))
            if verb is not None and not any(map(_is_noun_s_own, path)) and verb_tense(verb) == "past":
                return time
    return None


def _day_of_saying(token: Token, here: list[TimeExpression], doc: Doc, sentence: Span) -> TimeExpression | None:
    """Give the day on which an event is told of in its sentence: "On Friday he said the talks collapsed"."""
    _, verb = _up(token)
    if verb is None or verb.dep_ != "ccomp":
        return None
    for time in here:
        if time.start is not None and time.start == time.end:
            path, saying = _up(_head(time, doc, sentence))
            if saying == verb.head and not any(map(_is_noun_s_own, path)):
                return time
    return None


def _is_told_as_past(token: Token) -> bool:
    _, verb = _up(token)
    return verb is not None and verb_tense(verb) == "past" and not any(child.tag_ in ("VBZ", "VBP") for child in verb.children)


def times_between(times: tuple[TimeExpression, ...], start: int, end: int) -> tuple[TimeExpression, ...]:
    """Give those of a text's expressions, which stand in text order, that begin at ``start`` or after and before ``end``."""
    return times[bisect_left(times, start, key=_place) : bisect_left(times, end, key=_place)]


def _place(time: TimeExpression) -> int:
    return time.span.start


def _in_sentence(sentence: Span, times: tuple[TimeExpression, ...]) -> list[TimeExpression]:
    """The sentence's expressions that tell when, not how long or how often."""
    return [
        time
        for time in times_between(times, sentence.start_char, sentence.end_char)
        if (time.start is not None or (time.type in (TimeType.DATE, TimeType.TIME) and unit_word(time.value) != "unknown"))
    ]


def _head(expression: TimeExpression, doc: Doc, sentence: Span) -> Token:
    """The token of the expression that the rest of the sentence governs."""
    span = words_between(doc, expression.span.start, expression.span.end) or sentence
    return span.root


def _distance(event: Token, time: Token, sentence: Span) -> int | None:
    """How far an expression stands from an event in the parse, or None where it does not tell the event's time."""
    path, verb = _up(time)
    if event in path:
        between = path[: path.index(event)]
        if event.pos_ in _VERBAL and any(map(_is_noun_s_own, between)):
            return None
        return _NEAR + len(between) + sum(t.pos_ in ("NOUN", "PROPN") for t in between)
    if any(map(_is_noun_s_own, path)):
        return None
    event_path, event_verb = _up(event)
    steps = len(event_path) + len(path)
    if verb is not None and event_verb is not None:
        if event_verb == verb:
            return _CLAUSE + steps
        if _share(event_verb, verb) or _share(verb, event_verb, up=True):
            return _SHARE + steps
        if verb in event_verb.ancestors and verb.i < event_verb.i:
            return None  # "On Thursday he said that they had met"
    return _SENTENCE + abs(time.i - event.i) if time.i - sentence.start < _OPENING else None


def _is_noun_s_own(token: Token) -> bool:
    """Whether a token ties a date to its noun alone: "Thursday's launch", "the launch of March 16", but not "most of Monday"."""
    if token.dep_ in ("compound", "amod", "nmod") and token.i and token.nbor(-1).lower_ == "on":
        return False  # "on Wednesday east of the town"
    if token.dep_ == "prep" and token.lower_ == "of":
        return token.head.lower_ not in _links()["share"]
    return token.dep_ in _OWN


def _up(token: Token) -> tuple[list[Token], Token | None]:
    """The tokens from one up to the verb of its clause, and that verb."""
    path = [token]
    here = token
    for _ in range(_STEPS):
        if here.pos_ in _VERBAL and here.dep_ not in ("aux", "auxpass"):
            return path, here
        if here.head == here:
            break
        here = here.head
        path.append(here)
    return path, None


def _share(verb: Token, other: Token, *, up: bool = False) -> bool:
    """Whether a verb takes its time from another: "began to withdraw", "fired and fled"."""
    here = verb
    for _ in range(_STEPS):
        if here.dep_ in _CLOSED or here.head == here or here.dep_ not in _SHARED:
            return False
        if here.dep_ == "xcomp" and up and _is_aim(here):
            return False  # "told them to leave by June": June is the day to leave
        here = here.head
        if here == other:
            return True
    return False


def _from_expression(here: list[TimeExpression], index: int, published: str | None, doc: Doc) -> When:
    expression = here[index]
    start, end = expression.start, expression.end
    grain = unit_word(expression.value)
    if grain == "unknown" and start is not None:
        grain = "day" if start == end else "month"
    other = _range_partner(here, index, doc)
    if other is not None and start is not None and end is not None and other.start is not None and other.end is not None:
        start, end = min(start, other.start), max(end, other.end)
    elif other is None:
        start, end = _opened(start, end, _preposition(expression, doc), published, expression.type)
    return When(start, end, grain, WhenOrigin.EXPRESSION, expression.span)


def _range_partner(here: list[TimeExpression], index: int, doc: Doc) -> TimeExpression | None:
    """The other end of "from Monday to Wednesday", or None."""
    for first, second in ((index, index + 1), (index - 1, index)):
        if first < 0 or second >= len(here):
            continue
        between = _text(doc, here[first].span.end, here[second].span.start).strip().lower()
        if between in _links()["range"] and (between != "and" or _preposition(here[first], doc) == "between"):
            return here[second] if first == index else here[first]
    return None


def _preposition(expression: TimeExpression, doc: Doc) -> str:
    """The word or two before an expression, as far as they are a link of the table."""
    before = _text(doc, max(0, expression.span.start - 14), expression.span.start).lower().split()
    last, two = (before[-1] if before else ""), " ".join(before[-2:])
    known = frozenset().union(*(words for role, words in _links().items() if role != "share"))
    return two if two in known else last


def _text(doc: Doc, start: int, end: int) -> str:
    """Give some characters of a document, without writing out the whole of it as ``Doc.text`` does."""
    span = words_between(doc, start, end)
    if span is None:
        return ""
    first = span[0].idx
    return span.text_with_ws[max(0, start - first) : max(0, end - first)]


def _opened(
    start: str | None, end: str | None, preposition: str, published: str | None, expression_type: TimeType
) -> tuple[str | None, str | None]:
    """Stretch or cut an interval as its preposition asks."""
    links = _links()
    if start is None or end is None:
        return start, end
    if expression_type is TimeType.TIME and preposition not in links["since"]:
        return start, end  # "before dawn on Wednesday" is on Wednesday
    if preposition in links["since"]:
        return start, published if published is not None and published >= start else None
    if preposition in links["until"]:
        return None, end
    if preposition in links["before"]:
        return None, (date.fromisoformat(start) - timedelta(days=1)).isoformat()
    if preposition in links["after"]:
        return (date.fromisoformat(end) + timedelta(days=1)).isoformat(), None
    return start, end


def _is_aim(verb: Token) -> bool:
    """Whether an infinitive tells what is to come rather than what its verb brings about ("began to", "failed to")."""
    return any(child.tag_ == "TO" for child in verb.children) and not is_implicative(verb.head)


def _saying(token: Token) -> Token | None:
    """Give the verb that reports an event in the pluperfect: "said the army had fired"."""
    _, verb = _up(token)
    if verb is None or not _is_pluperfect(verb):
        return None
    top = verb
    while top.dep_ == "conj" and top.head.pos_ in _VERBAL:
        top = top.head
    return top.head if top.dep_ == "ccomp" and top.head.pos_ in _VERBAL and not _is_pluperfect(top.head) else None


def _is_pluperfect(verb: Token) -> bool:
    return any(child.lemma_.lower() == "have" and child.tag_ == "VBD" and child.dep_ == "aux" for child in verb.children)


def _is_reported(token: Token) -> bool:
    """Whether an event without a date is told as news of the day: not one to come, not one that had come before."""
    _, verb = _up(token)
    if verb is None:
        return True
    if _is_pluperfect(verb):
        return False
    if verb.tag_ in ("VBZ", "VBP"):
        return True
    return verb_tense(verb) != "future" or (verb.tag_ == "VBG" and verb != token)
