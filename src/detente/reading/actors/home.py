"""Whose outlet a text is of: the "Tehran Courier" is Iran's, the "Ministry of Defence of Georgia" Georgia's.

News names the country of "the army" and "parliament" abroad and leaves it out for those at home. The home is the country of the dateline;
a text without one is at home where its outlet is named after, as long as it says much of that country: a paper named after a capital also
reports the wars of others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from detente.reading.actors.entries import Kind
from detente.reading.actors.knowledge import ActorKnowledge, Item, settle_names
from detente.reading.actors.text import split_words

NAMED = frozenset({Kind.COUNTRY, Kind.DEMONYM, Kind.GOVERNMENT, Kind.CAPITAL})
PRESS = NAMED | {Kind.ORGANISATION}  # known papers and agencies have a country as well
FOREMOST = 2  # a text speaks of its outlet's country as one of its two sides


def home_of_outlet(outlet: str | None, items: Sequence[Item], known: ActorKnowledge) -> str | None:
    """Give the country an outlet is named after, if the text speaks of few others as much.

    Parameters
    ----------
    outlet
        The name of the outlet.
    items
        The names that stand in the text.
    known
        What is known of actors.
    """
    if not outlet:
        return None
    words = split_words(outlet)
    named = {item.entry.country for item in settle_names(known.match(words), words) if item.entry.kind in PRESS and item.entry.country}
    if len(named) != 1:
        return None
    home = named.pop()
    counts = Counter(item.entry.country for item in items if item.entry.country and item.entry.kind in NAMED)
    more = sum(count > counts[home] for count in counts.values())
    # The paper of a side of a user's list is of that side also where it does not name it.
    return home if (counts[home] or home in known.own) and more < FOREMOST else None
