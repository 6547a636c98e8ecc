"""How far a content reaches: to the right of its cue, and around a clause that only names the source."""

from __future__ import annotations

from detente.reading.statements.clauses import FINITE, can_speak, from_tokens, is_verb, number_of
from detente.reading.statements.draft import Span, Text
from detente.reading.statements.words import Words
from detente.records import Stance

_TURNS = frozenset({"but", "while", "although", "though", "whereas", "and"})
_DESCRIBES = frozenset({"a", "an", "who", "whose", "which"})  # what begins an aside that describes the source
_PRESENT = frozenset({"VBZ", "VBP"})
_CONDITIONS = frozenset({"unless", "if", "provided", "because", "lest"})
_LIMITS = frozenset({"unless", "if", "provided", "lest", "until"})
_TIMES = frozenset({"until", "once", "after", "before", "since", "when"})
_CONTRASTS = frozenset({"while", "whereas", "although", "though"})
_BREAKS = frozenset({",", "--", "—", "–", "―", ";"})
_COMMENTS = frozenset({"which", "who", "whose", "whom"})
_ENDS = frozenset({".", "?", "!"})
_STOPPED = _BREAKS | _ENDS | {":", ")"}
_FEWEST = 2  # words of a content beside a clause that names its source


def rightwards(text: Text, first: int, last: int) -> Span | None:
    """Give the content from `first` to `last`, cut before what the outer source or somebody else says next."""
    words = text.words
    while first <= last and words.tag[first] in (",", ":", "CC"):
        first += 1
    while last in words.cuts:
        last = words.cuts[last]
    last = _before_report(text, first, _with_quotation(text, first, last))
    for token in range(first + 1, last):
        if text.quoted[token] >= 0 or words.lower[token] not in _BREAKS:
            continue
        if _turns(text, token, last) or _comments(text, token, last):
            last = token - 1
            break
    return from_tokens(text, first, last)


def _with_quotation(text: Text, first: int, last: int) -> int:
    """Widen a content by the quotation that goes on with its last words without a mark between ('would go "come what may"')."""
    words = text.words
    begin = last + 1
    if first > last or begin > words.sentence[last][1] or text.quoted[last] >= 0 or text.quoted[begin] < 0 or words.lower[last] in _STOPPED:
        return last
    quote = text.quotes[text.quoted[begin]]
    return last if words.start[begin] > quote.inner_start or quote.open else min(words.last_before(quote.end), words.sentence[last][1])


def _before_report(text: Text, first: int, last: int) -> int:
    """End a content with the quotation that a reporting clause of its own follows ('felt it failed as "no one came," she said')."""
    for token in sorted(text.reporting.intersection(range(first, last + 1))):
        if text.quoted[token] < 0:
            return next((t for t in range(token - 1, first, -1) if text.quoted[t] >= 0), last)
    return last


def _comments(text: Text, mark: int, last: int) -> bool:
    """Whether a mark begins a relative clause that runs to the end of the content: a comment of who reports, not of the source."""
    words = text.words
    after = mark + 1
    if words.lower[mark] == ";" or not (words.lower[after] in _COMMENTS or _takes_up(text, after, last)):
        return False
    return not any(words.lower[t] in _BREAKS and text.quoted[t] < 0 for t in range(after, last + 1))


def _takes_up(text: Text, first: int, last: int) -> bool:
    """Whether a noun phrase takes up what was said and comments on it: ", a claim [that Seoul denies]", ", a blow to its allies"."""
    words = text.words
    if words.lower[first] not in ("a", "an"):
        return False
    head = words.head[first]
    if not first < head <= last or words.lemma[head] not in text.cues.comments:
        return False
    return any(words.dep[c] in ("relcl", "acl", "ccomp") or words.lower[c] == "to" for c in words.children[head])


def _turns(text: Text, mark: int, last: int) -> bool:
    """Whether somebody's own words begin behind a mark: '; X denied', ', saying', ', but X said', ', according to'."""
    words = text.words
    after = mark + 1
    if words.lower[mark] == ";":
        return not (words.lower[after] in ("that", "and") and "that" in words.lower[after : after + 2])
    if words.lower[after] == "according":
        return True
    if words.tag[after] == "VBG" and _speaks(text, after):
        return True
    if words.lower[after] not in _TURNS:
        return False
    for token in range(after + 1, min(last, after + 8) + 1):
        if words.lower[token] in (",", ";"):
            return False
        if is_verb(words, token) and words.tag[token] in FINITE:
            subject = words.subject(token)
            if subject is None or subject == token:
                return False
            contrasts = words.lower[after] in _CONTRASTS and words.lemma[token] in text.cues.verbs
            return _speaks(text, token) or (contrasts and can_speak(text, subject, strict=True))
    return False


def _speaks(text: Text, token: int) -> bool:
    entries = text.cues.verbs.get(text.words.lemma[token], ())
    return any(("quote" in e.frames or "that" in e.frames) and len(e.words) == 1 and e.stance is not Stance.BELIEVES for e in entries)


def description_end(text: Text, here: int, stop: int) -> int:
    """Give the last token of an aside that describes the name ending at `here`: "Ruiz[, who teaches law], ...", "Ruiz[, a lawyer], ..."."""
    words = text.words
    if not (here + 2 < stop and words.lower[here + 1] == "," and words.lower[here + 2] in _DESCRIBES):
        return here
    closing = next((t for t in range(here + 3, stop) if words.lower[t] == ","), stop)
    relative = words.tag[here + 2] in ("WP", "WDT", "WP$")
    if not any(words.tag[t] in FINITE for t in range(closing, stop)):
        return here
    return closing - 1 if relative or not any(words.tag[t] in FINITE for t in range(here + 2, closing)) else here


def around(text: Text, first: int, last: int) -> list[Span]:
    """Give what a sentence says before and behind the stretch of tokens that names the source."""
    words = text.words
    begin, end = words.sentence[first][0], words.sentence[last][1]
    if text.quoted[first] >= 0:
        quote = text.quotes[text.quoted[first]]
        begin, end = max(begin, words.first_from(quote.inner_start)), min(end, words.last_before(quote.inner_end))
    for token in range(first - 1, begin - 1, -1):
        if words.lower[token] == ";" and text.quoted[token] < 0:
            begin = token + 1
            break
    while begin < first and words.tag[begin] == "CC":
        begin += 1
    for token in range(first - 1, max(begin, first - 3) - 1, -1):
        # "Republicans who, he said, had ...": only the relative clause is told
        if words.tag[token] in ("WP", "WDT") or (token == first - 2 and words.lower[token] == "where"):
            begin = token
            break
    content: list[Span] = []
    if first - begin >= _FEWEST or (first > begin and last < end and words.lower[last + 1] == ","):
        left = from_tokens(text, begin, first - 1)
        if left is not None:
            content.append(left)
    goes_on = last + 2 <= end and words.tag[last + 2] == "VBG" and _speaks(text, last + 2)
    if last < end and words.lower[last + 1] in _BREAKS and words.lower[last + 1] != ";" and not goes_on:
        right = rightwards(text, last + 2, end)
        if right is not None and (not content or right[0] > content[0][1]):
            content.append(right)
    if not any(_tells(text, span) for span in content):
        return []
    return content


def _tells(text: Text, span: Span) -> bool:
    """Whether a stretch holds a verb: a bare adjunct ("In Seoul, he said ...") is no content."""
    words = text.words
    first, last = words.first_from(span[0]), words.last_before(span[1])
    return any(words.tag[t] in FINITE or words.dep[t] == "ROOT" for t in range(first, last + 1)) or last - first > 7


def clause_end(text: Text, verb: int, least: int) -> int:
    """Give the last token of a clause that only names the source, from its verb to the next break."""
    words = text.words
    here = max(verb, least)
    stop = words.sentence[verb][1]
    while here < stop and words.lower[here + 1] not in _BREAKS | _ENDS and text.quoted[here + 1] == text.quoted[verb]:
        here += 1
    return here


def speaks_on(text: Text, verb: int, clause: int, joined: int) -> bool:
    """Whether a verb joined to a clause tells what the speaker says next: "said the raid was cruel and [warned] of revenge"."""
    words = text.words
    if words.tag[joined] != words.tag[verb] or words.tag[joined] not in ("VBD", "VBZ", "VBP") or not _speaks(text, joined):
        return False
    if _differs(words, clause, joined):
        return True  # "said the ministry had agreed and [noted] that"
    closing = next((t for t in range(joined - 1, clause, -1) if words.lower[t] not in ("and", "but", ",")), clause)
    if text.quoted[closing] >= 0 > text.quoted[joined]:
        return True  # 'called that "a mistake" and [warned] of'
    subject = words.subject(clause)
    return subject is not None and words.tag[subject] not in ("WP", "WDT", "PRP") and not can_speak(text, subject, strict=True)


def with_conditions(words: Words, verb: int, last: int, *, acts: bool = False) -> int:
    """Widen a content that ends at `last` by the clauses behind it that tell when or if it holds, though the parser hung them on the cue.

    Where the content is what somebody is to do (`acts`), only a condition or a limit is its own: "agreed to go | after he was paid".
    """
    for other in words.children[verb]:
        if words.dep[other] not in ("advcl", "prep") or other <= last:
            continue
        opening = words.left[other]
        close = opening == last + 1
        if words.lower[opening] in (_LIMITS if acts else _CONDITIONS | _TIMES if close else _CONDITIONS) and (
            close or (opening == last + 2 and words.lower[last + 1] == ",")
        ):
            last = words.right[other]
    return last


def _is_news(words: Words, verb: int, clause: int, joined: int) -> bool:
    """Whether a joined clause is the reporter's own, who tells the past plainly: "[warned] sales would fall, and its stock dropped"."""
    join = next((c for c in words.children[clause] if words.dep[c] == "cc"), None)
    plain = words.tag[verb] == words.tag[joined] == "VBD" and words.lemma[joined] not in ("be", "have") and _differs(words, clause, joined)
    return plain and join is not None and join < joined and words.lower[join - 1] == "," and words.lower[words.left[joined]] != "that"


def goes_with(words: Words, verb: int, clause: int, joined: int) -> bool:
    """Whether a verb joined to a clause has the form of the cue and not the clause's: "[said] he would go, but [stopped]"."""
    if words.tag[clause] == "VBN" and words.tag[joined] == "VBD" and words.lower[joined].endswith("ed"):
        return False  # "said the reply had destroyed a farm and killed a shepherd": a participle, whatever the parser says
    return words.tag[joined] == words.tag[verb] in ("VBD", "VBZ") and _differs(words, clause, joined)


def _differs(words: Words, verb: int, joined: int) -> bool:
    """Whether a clause has a form that a verb joined to it does not share: "would go, but stopped", "had gone and warned"."""
    tags = {words.tag[verb], words.tag[joined]}
    if words.tag[verb] == "VB" or ("VBD" in tags and tags & _PRESENT):
        return True
    return words.tag[verb] == "VBN" and any(words.lemma[c] == "have" and words.dep[c] == "aux" for c in words.children[verb])


def right_of_clause(text: Text, verb: int, clause: int) -> int:
    """Give the last token of a clause: without a second verb that agrees with the outer subject only ("they fear it is ... and are ..."),
    with a second clause that tells on by a pronoun ("said that it was ... and there was ...")."""
    words = text.words
    last = words.right[clause]
    outer, inner = number_of(text, verb), number_of(text, clause)
    for other in words.children[clause]:
        if words.dep[other] != "conj":
            continue
        if words.subject(other) is not None:
            if _is_news(words, verb, clause, other):
                return next(c for c in words.children[clause] if words.dep[c] == "cc") - 1
            continue
        disagrees = outer and inner and outer != inner and number_of(text, other) == outer
        unlike = goes_with(words, verb, clause, other)
        if disagrees or unlike or speaks_on(text, verb, clause, other):
            joined = next((c for c in words.children[clause] if words.dep[c] == "cc" and c < other), other)
            return joined - 1
    last = with_conditions(words, verb, last)
    for other in words.children[verb]:
        if words.dep[other] != "conj" or other <= last:
            continue
        subject = words.subject(other)
        plain = subject is not None and words.tag[subject] in ("PRP", "EX") and words.lemma[other] not in text.cues.verbs
        if plain or words.lower[words.left[other]] == "that":
            last = words.right[other]
    return last
