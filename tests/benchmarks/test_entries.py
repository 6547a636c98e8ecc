"""Every entry of the event lexicon has an own example sentence that it codes."""

from __future__ import annotations

from benchmarks.entries import entries_of, measure, read_examples, strong, used
from detente.reading.events.lexicon import load_lexicon
from detente.reading.language import load_language
from detente.reading.reader import Reader

EVERY = 12
FLOORS = {"event_recorded": 0.85, "actor_right": 0.95, "recipient_right": 0.76}


def test_every_entry_codes_its_own_example() -> None:
    lexicon = load_lexicon()
    examples = read_examples()
    missed, coded = [], set()
    for example, doc in zip(examples, load_language().pipe(e.text for e in examples), strict=True):
        found = used(doc, lexicon)
        for name in example.entries:
            coded.add((name, example.tells))
            if (name, example.tells) not in found:
                missed.append(f"{name} {example.tells}: {example.text}")
    assert missed == []
    assert entries_of(lexicon) == coded, "entries without an example, or examples without an entry"


def test_actors_and_recipients_of_examples() -> None:
    telling = strong(load_lexicon())
    sample = [e for e in read_examples() if any((name, e.tells) in telling for name in e.entries)][::EVERY]
    shares = measure(sample, Reader()).shares()
    assert all(shares[name] >= floor for name, floor in FLOORS.items()), shares
