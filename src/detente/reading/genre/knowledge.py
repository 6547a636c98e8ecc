"""What the judgement of sentences knows: words and phrases that show opinion or report."""

from __future__ import annotations

from functools import lru_cache

from detente.reading.lexicon import load_table

CLASSES = frozenset(
    {
        "evaluative", "loaded", "distancing", "intensifier", "certainty", "hedge", "generaliser", "obligation", "first person",
        "second person", "connective", "comparative", "informal", "thinking", "abstract", "report", "news",
    }
)  # fmt: skip
STRENGTHS = frozenset({"1", "2", "3"})
PHRASE_CLASSES = frozenset({"stance", "frame"})


@lru_cache(maxsize=1)
def word_classes() -> dict[str, tuple[str, int]]:
    """Load the words that show opinion or report, with class and strength (1 weak to 3 strong).

    Raises
    ------
    KnowledgeError
        If an entry is wrong; the message names file and line.

    Examples
    --------
    >>> word_classes()["shameful"]
    ('evaluative', 3)
    """
    return {
        row["word"].lower(): (row.one_of("class", CLASSES), int(row.one_of("strength", STRENGTHS)))
        for row in load_table("genre/words.tsv", ("word", "class", "strength"))
    }


@lru_cache(maxsize=1)
def phrase_classes() -> dict[str, dict[tuple[str, ...], str]]:
    """Load the phrases that show opinion (stance) or report (frame), by their first word.

    Raises
    ------
    KnowledgeError
        If an entry is wrong; the message names file and line.

    Examples
    --------
    >>> phrase_classes()["according"][("according", "to")]
    'frame'
    """
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for row in load_table("genre/phrases.tsv", ("phrase", "class")):
        words = tuple(row["phrase"].lower().split())
        if len(words) < 2:
            raise row.wrong(f"the phrase is {row['phrase']!r}; it must have two words or more")
        found.setdefault(words[0], {})[words] = row.one_of("class", PHRASE_CLASSES)
    return found
