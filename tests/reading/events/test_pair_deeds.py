"""Who takes what part in which deed of a sentence."""

from __future__ import annotations

import pytest

from benchmarks.marks import unmark
from detente.reading.events.pair_deeds import shared_deeds
from detente.reading.language import load_language, parse

NOUNS = frozenset({"murder"})


def deeds(marked: str) -> list[tuple[str, str, str]]:
    """Give the deeds in which both marked sides take part."""
    text, source, recipient = unmark(marked)
    doc = parse(text, load_language())
    assert source is not None
    assert recipient is not None
    left, right = (doc.char_span(*span, alignment_mode="expand") for span in (source, recipient))
    assert left is not None
    assert right is not None
    both, _, _ = shared_deeds(doc, left, right, lambda noun: noun.lemma_ in NOUNS)
    return [(deed.lemma_, one, other) for deed, one, other in both]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("<s>The guards</s> beat <t>a cook</t>.", [("beat", "doer", "undergoer")]),
        ("<t>A cook</t> was beaten by <s>the guards</s>.", [("beat", "doer", "undergoer")]),
        ("<s>The guards</s> opened the gate and fed <t>the hostages</t>.", [("feed", "doer", "undergoer")]),
        ("<s>The clerk</s> who fed <t>the hostages</t> was freed.", [("feed", "doer", "undergoer")]),
        ("Police freed <t>the hostages</t> whom <s>the clerk</s> had fed.", [("feed", "doer", "undergoer")]),
        ("The captain ordered <s>his men</s> to shoot <t>the prisoners</t>.", [("shoot", "doer", "undergoer")]),
        ("The court convicted <s>the cook</s> of killing <t>his brother</t>.", [("kill", "doer", "undergoer")]),
        ("<t>The cook</t> spoke to <s>a reporter</s>.", [("speak", "to", "doer")]),
        ("<s>The gang</s> burned <t>the shop of a witness</t>.", [("burn", "doer", "undergoer")]),
        ("<s>The gang</s> burned the shop of <t>a witness</t>.", [("burn", "doer", "undergoer's")]),
        ("Prosecutors charged <s>a nurse</s> with the murder of <t>two patients</t>.", [("murder", "doer", "undergoer")]),
    ],
)
def test_parts_of_shared_deeds(marked: str, expected: list[tuple[str, str, str]]) -> None:
    assert deeds(marked) == expected


def test_pronoun_may_stand_for_a_side() -> None:
    assert deeds("<t>The cook</t> went home after <s>a robber</s> had stabbed him.") == [("stab", "doer", "undergoer by pronoun")]


def test_pronoun_of_another_number_stands_for_no_side() -> None:
    assert deeds("<t>The cook</t> went home after <s>a robber</s> had stabbed them.") == []
