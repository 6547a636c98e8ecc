"""Who did what to whom: the events a document tells, and the event type of a given pair."""

from detente.reading.events.about import link_about
from detente.reading.events.find import find_events
from detente.reading.events.lexicon import EventLexicon, load_lexicon
from detente.reading.events.scoring import PairVerdict, classify_pair, judge_pair

__all__ = ["EventLexicon", "PairVerdict", "classify_pair", "find_events", "judge_pair", "link_about", "load_lexicon"]
