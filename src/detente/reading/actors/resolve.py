"""Who a bare phrase stands for, without a document around it."""

from __future__ import annotations

from detente.reading.actors.entries import Kind, RoleKind
from detente.reading.actors.knowledge import ActorKnowledge, settle_names
from detente.reading.actors.names import add_titled, know_again
from detente.reading.actors.naming import FORMER_SECTOR, PEOPLE_SECTOR, actor_of
from detente.reading.actors.phrase import Phrase
from detente.reading.actors.phrases import read_phrases
from detente.reading.actors.tables import listed_states
from detente.reading.actors.text import Words, split_words
from detente.records import Actor

_BEST_FIRST = (Kind.PERSON, Kind.ROLE, Kind.ORGANISATION)


def resolve_phrase(
    phrase: str, *, date: str | None = None, context: str | None = None, knowledge: ActorKnowledge | None = None
) -> Actor | None:
    """Say who a phrase stands for: country and sector as far as the words or the tables tell.

    Parameters
    ----------
    phrase
        The words that name the actor, e.g. ``"South Korean police"``.
    date
        ISO date at which offices are held; None takes the last office known, as over if its end is known.
    context
        The text the phrase stands in; where the phrase itself names no country, the only country the context names is taken.
    knowledge
        What is known; default: the project's tables.

    Returns
    -------
    Actor or None
        None where nothing in the phrase is known.

    Examples
    --------
    >>> actor = resolve_phrase("South Korean police")
    >>> actor.code, actor.party
    ('KOR-COP', 'KOR')
    >>> resolve_phrase("former US president Donald Trump", date="2023-04-16").sector
    'ELI'
    """
    known = knowledge or ActorKnowledge.load()
    words = split_words(phrase)
    items = know_again(add_titled(settle_names(known.match(words, date), words), words), words, known)
    phrases = read_phrases(items, words)
    if not phrases:
        return None
    best = _best(phrases)
    if best.country is None and context and best.kind is not Kind.ORGANISATION:
        best.country = _only_country(context, known)
    if best.kind is Kind.DEMONYM and best.plural and best.start > 0:
        best.sector = PEOPLE_SECTOR
    with listed_states(known.states):
        return actor_of(best, date) or _unresolved(best, words)


def _best(phrases: list[Phrase]) -> Phrase:
    """Take the first phrase: what follows it says where or with whom; a bare place gives way to a noun after it."""
    first = phrases[0]
    if first.kind not in (Kind.PERSON, Kind.ROLE, Kind.ORGANISATION):
        for phrase in phrases[1:]:
            if phrase.kind in _BEST_FIRST:
                phrase.country = phrase.country or first.country
                return phrase
    return first


def _only_country(context: str, knowledge: ActorKnowledge) -> str | None:
    words = split_words(context)
    named: set[str] = {item.entry.country for item in knowledge.match(words) if item.entry.country}
    return next(iter(named)) if len(named) == 1 else None


def _unresolved(phrase: Phrase, words: Words) -> Actor | None:
    if phrase.role is RoleKind.FORMER:
        return Actor(f"~{words.text}", words.text, None, None, FORMER_SECTOR)
    sector = FORMER_SECTOR if phrase.former else phrase.sector
    return Actor(f"~{words.text}", words.text, phrase.party, phrase.country, sector, phrase.person, phrase.office)
