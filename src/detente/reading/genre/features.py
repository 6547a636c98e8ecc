"""What shows in a sentence whether it argues or reports: word classes, punctuation, parts of speech and the words themselves."""

from __future__ import annotations

import math
import zlib
from functools import lru_cache

from spacy.tokens import Span

from detente.reading.lexicon import load_table

BUCKETS = 256  # hashed lemmas; 1,024 and 4,096 did no better in cross-validation
_CLASSES = frozenset(
    {"evaluative", "intensifier", "obligation", "hedge", "first person", "second person", "connective", "comparative", "abstract", "report"}
)
_MANY = 3  # occurrences of a class beyond which more say no more
_TAGS = {
    "JJ": "adjective", "JJR": "adjective", "JJS": "superlative", "RBS": "superlative", "RB": "adverb", "VBD": "past", "VBZ": "present",
    "VBP": "present", "MD": "modal", "NNP": "name", "NNPS": "name", "CD": "number", "PRP": "pronoun", "WRB": "question word",
    "VBG": "gerund", "VBN": "participle", "EX": "there",
}  # fmt: skip
_MARKS = {
    "?": "?", "!": "!", ":": ":", ";": ";", "–": "dash", "—": "dash", "--": "dash", "(": "aside", "%": "amount",
    "$": "amount", "£": "amount",
    "“": "quotation", '"': "quotation", "''": "quotation", "‘": "inner quotation", "…": "...", "...": "...",
}  # fmt: skip
_ENDINGS = ("ously", "fully", "lessly", "ably", "ly", "ous", "ful", "less", "able", "ible", "ive", "ish", "ism",
             "ness", "ity", "ment", "tion")  # fmt: skip
_LONG_ENOUGH = 5
_RELATIONS = frozenset({"neg", "acomp", "attr", "expl", "nsubjpass", "ccomp", "advcl", "relcl", "csubj", "appos", "agent"})
_QUOTED_REPORT = "quotation with a word of reporting"


def _ending(lower: str, tag: str) -> str | None:
    """Give the ending of a describing word, which tells judgement ("shameless") from plain description."""
    if tag[:1] not in ("J", "R", "N") or len(lower) < _LONG_ENOUGH:
        return None
    return next((ending for ending in _ENDINGS if lower.endswith(ending)), None)


@lru_cache(maxsize=1)
def word_classes() -> dict[str, str]:
    """Load the classes of words that show opinion or report.

    Raises
    ------
    KnowledgeError
        If an entry is wrong; the message names file and line.
    """
    return {row["word"].lower(): row.one_of("class", _CLASSES) for row in load_table("genre/words.tsv", ("word", "class"))}


def read_features(sentence: Span) -> dict[str, float]:
    """Give the features of a sentence by name, each about 0 to 1.

    Examples
    --------
    >>> from detente.reading.language import load_language
    >>> [sentence] = load_language()("It is unfair to blame Seoul.").sents
    >>> round(read_features(sentence)["class:evaluative"], 2)
    0.33
    """
    classes = word_classes()
    counts: dict[str, int] = {}
    words: dict[str, float] = {}
    length = 0
    for token in sentence:
        lower, lemma, tag = token.lower_, token.lemma_.lower(), token.tag_
        if tag == "_SP":
            continue
        length += 1
        mark = _MARKS.get(lower)
        if mark is not None:
            counts["mark:" + mark] = counts.get("mark:" + mark, 0) + 1
        kind = _TAGS.get(tag)
        if kind is not None:
            counts["tag:" + kind] = counts.get("tag:" + kind, 0) + 1
        ending = _ending(lower, tag)
        if ending is not None:
            counts["ending:" + ending] = counts.get("ending:" + ending, 0) + 1
        dep = token.dep_
        if dep in _RELATIONS:
            counts["relation:" + dep] = counts.get("relation:" + dep, 0) + 1
        if token.ent_type_ and token.ent_iob_ == "B":
            counts["entity:" + token.ent_type_] = counts.get("entity:" + token.ent_type_, 0) + 1
        found = classes.get(lower) or classes.get(lemma)
        if found is not None:
            counts["class:" + found] = counts.get("class:" + found, 0) + 1
        if lemma.isalpha() and kind != "name":
            words[f"word:{zlib.crc32(lemma.encode()) % BUCKETS}"] = 1.0
    features = {name: min(count, _MANY) / _MANY for name, count in counts.items()}
    for name, count in counts.items():
        if not name.startswith("mark:"):
            features["share of " + name] = count / max(length, 1)
    if "mark:quotation" in counts and "class:report" in counts:
        features[_QUOTED_REPORT] = 1.0
    features["length"] = min(math.log1p(length) / 4, 1.0)
    return features | words
