"""What shows in a sentence whether it argues or reports: classes of its own words, form, marks, and what it only passes on."""

from __future__ import annotations

import math

from spacy.tokens import Span, Token

from detente.reading.genre.knowledge import phrase_classes, word_classes

_MANY = 3  # occurrences beyond which more say no more
_TENSES = {"VBD": "past", "VBZ": "present", "VBP": "present", "MD": "modal"}
_NAMES = frozenset({"NNP", "NNPS"})
_MARKS = {
    "?": "?", "!": "!", ":": ":", ";": ";", "–": "dash", "—": "dash", "--": "dash", "(": "aside", "%": "amount", "$": "amount",
    "£": "amount", "€": "amount", "…": "...", "...": "...", ",": "comma",
}  # fmt: skip
_QUOTES = frozenset({"“", "”", '"', "''", "``"})
_CLOSING = frozenset({"”", "''"})
_TIMES_AND_AMOUNTS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})
_BASE_FORM = "VB"
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_OF_NEWS = frozenset({"report", "news"})
_PRONOUNS = frozenset({"PRP", "DT", "EX", "WP"})
_AUTHOR = frozenset({"i", "we", "it", "one"})  # who speaks for the author: "I say", "it says much"
_BEGINS = 3  # what the library writes for the first word of a named entity
_NO_CLASS = ("", 0)
_FEW = 4  # words of a very short sentence


def read_features(sentence: Span) -> dict[str, float]:
    """Give the features of a sentence by name, each about 0 to 1.

    What stands in quotation marks or in the clause that a verb of saying governs is somebody else's; of it only the share
    counts, not the words.

    Examples
    --------
    >>> from detente.reading.language import load_language
    >>> [sentence] = load_language()("It is shameful to blame Seoul.").sents
    >>> round(read_features(sentence)["own evaluative 3"], 2)
    0.33
    """
    tokens = [token for token in sentence if token.tag_ != "_SP"]
    words = [token.lower_ for token in tokens]
    told = _told(tokens, words)
    counts = _count_words(tokens, words, told)
    _count_forms(tokens, words, counts)
    _count_phrases(words, told, counts)
    features = {name: min(count, _MANY) / _MANY for name, count in counts.items()}
    length = max(len(tokens), 1)
    features["share told"] = sum(told) / length
    strong = sum(count * int(name[-1]) for name, count in counts.items() if name.startswith(("own evaluative", "own loaded")))
    features["own strength"] = min(strong / 6, 1.0)
    features["density of strength"] = min(strong / length * 3, 1.0)
    features["density of names"] = sum(token.tag_ in _NAMES for token in tokens) / length
    features["density of times and amounts"] = min(sum(t.ent_type_ in _TIMES_AND_AMOUNTS for t in tokens) / length * 2, 1.0)
    features["density of news words"] = min(counts.get("own news 1", 0) / length * 4, 1.0)
    features["length"] = min(math.log1p(length) / 4, 1.0)
    if length <= _FEW:
        features["very short"] = 1.0
    return features | _read_head(sentence)


def _told(tokens: list[Token], words: list[str]) -> list[bool]:
    """Mark the words that are somebody else's: in quotation marks, or in the clause that a verb of saying governs."""
    classes = word_classes()
    marked, inside = [], False
    for word in words:
        if word in _QUOTES:
            inside = not inside and word not in _CLOSING
            marked.append(True)
        else:
            marked.append(inside)
    clauses = [token for token in tokens if token.dep_ == "ccomp"]
    place = {token.i: number for number, token in enumerate(tokens)} if clauses else {}
    for token in clauses:
        if _class_of(token.head, classes)[0] == "report" and _has_other_speaker(token.head):
            for index in range(token.left_edge.i, token.right_edge.i + 1):
                if index in place:
                    marked[place[index]] = True
    return marked


def _has_other_speaker(verb: Token) -> bool:
    """Tell whether somebody other than the author says it ("I say" is the author's)."""
    return not any(child.dep_ in _SUBJECTS and child.lower_ in _AUTHOR for child in verb.children)


def _class_of(token: Token, classes: dict[str, tuple[str, int]]) -> tuple[str, int]:
    return classes.get(token.lower_) or classes.get(token.lemma_.lower()) or _NO_CLASS


def _count_words(tokens: list[Token], words: list[str], told: list[bool]) -> dict[str, int]:
    """Count the author's own words by class."""
    classes = word_classes()
    counts: dict[str, int] = {}
    for token, word, others in zip(tokens, words, told, strict=True):
        if others:
            continue
        kind, strength = classes.get(word) or classes.get(token.lemma_.lower()) or _NO_CLASS
        # Names are no judgement ("Great Britain", "Justice Department").
        if kind and (token.tag_ not in _NAMES or kind in _OF_NEWS):
            name = f"own {kind} {strength}"
            counts[name] = counts.get(name, 0) + 1
    return counts


def _count_forms(tokens: list[Token], words: list[str], counts: dict[str, int]) -> None:
    """Count marks and named entities."""
    names = ["mark " + _MARKS[word] for word in words if word in _MARKS]
    names += ["mark quotation" for word in words if word in _QUOTES]
    names += ["entity " + token.ent_type_ for token in tokens if token.ent_iob == _BEGINS]
    for name in names:
        counts[name] = counts.get(name, 0) + 1


def _count_phrases(words: list[str], told: list[bool], counts: dict[str, int]) -> None:
    """Count phrases of stance and of report in the author's own words."""
    phrases = phrase_classes()
    for start, word in enumerate(words):
        if told[start]:
            continue
        for phrase, kind in phrases.get(word, {}).items():
            if tuple(words[start : start + len(phrase)]) == phrase:
                counts["phrase " + kind] = counts.get("phrase " + kind, 0) + 1


def _read_head(sentence: Span) -> dict[str, float]:
    """Give what the main clause shows: tense, imperative, copula, who its subject is, and how the sentence begins and ends."""
    found: dict[str, float] = {}
    root, first, last = sentence.root, sentence[0], sentence[-1]
    subject = next((child for child in root.children if child.dep_ in _SUBJECTS), None)
    classes = word_classes()
    if root.tag_ == _BASE_FORM and subject is None:
        found["head imperative"] = 1.0
    if not any(token.tag_ in _TENSES for token in sentence):
        found["head no finite verb"] = 1.0
    helpers = [child for child in root.children if child.dep_ in ("aux", "auxpass")]
    tense = next((_TENSES[t.tag_] for t in (*helpers, root) if t.tag_ in _TENSES), None)
    if tense:
        found["head " + tense] = 1.0
    if root.lemma_ == "be":
        found["head copula " + (tense or "")] = 1.0
    kind = _class_of(root, classes)[0]
    if kind:
        found["head " + kind] = 1.0
    if subject is not None:
        noun = "named" if subject.ent_type_ else "noun"
        found["subject " + (subject.lower_ if subject.tag_ in _PRONOUNS else noun)] = 1.0
    opening = _class_of(first, classes)[0]
    if opening:
        found["first " + opening] = 1.0
    if first.lower_ in _QUOTES:
        found["first quotation"] = 1.0
    if last.lower_ in _QUOTES:
        found["last quotation"] = 1.0
    return found
