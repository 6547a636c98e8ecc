"""Who stands on the two sides of an event, in sentences of the project's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.records import Event


@pytest.mark.parametrize(
    ("sentence", "kind", "actors", "recipients"),
    [
        ("Turkey's air force bombed camps of the PKK in northern Iraq on Friday.", "ASSAULT", {"TUR-MIL"}, {"PKK"}),
        ("The army deposed president Mohamed Morsi in July.", "COERCE", {"EGY-MIL"}, {"EGY-ELI:Mohamed Morsi"}),
        ("Washington and Seoul plan to hold a command-post exercise in August.", "COOPERATE", {"USA-GOV", "KOR-GOV"}, set()),
        ("Germany's Chancellor Angela Merkel rejected calls from Greece for a debt cut.", "REJECT", {"DEU-GOV:Angela Merkel"}, {"GRC"}),
        ("Japan will provide 500 million yen in emergency aid to Mozambique.", "AID", {"JPN"}, {"MOZ"}),
        ("Paris and Rome agreed to reopen the tunnel after Paris had accused Ankara of spying.", "AGREE", {"FRA-GOV", "ITA-GOV"}, set()),
        ("Turkey received a warning from Greece.", "THREATEN", {"GRC"}, {"TUR"}),
        ("Kenya received aid from Japan.", "AID", {"JPN"}, {"KEN"}),
        ("NATO met in Brussels, and the alliance expelled eight spies.", "SANCTION", {"NATO"}, {"~eight spies"}),
        ("Brussels imposed sanctions on Kenya.", "SANCTION", {"EUR"}, {"KEN"}),
        ("Norway thanked Chad, whose troops attacked a camp.", "ASSAULT", {"TCD-MIL"}, {"~camp"}),
        ("Four Kenyan soldiers were killed near the border on 26 March by mortar fire.", "ASSAULT", set(), {"KEN-MIL"}),
        ("After ten more Kenyan soldiers captured in last month's fighting came home, Chad protested.", "ASSAULT", set(), {"KEN-MIL"}),
        ("A South Korean missile, fired with four of American make, fell on a base.", "MOBILIZE", {"KOR"}, set()),
        ("Kenya's President William Ruto thanked the mediators.", "SUPPORT", {"KEN-GOV:William Ruto"}, {"~mediators"}),
        ("On Tuesday North and South Korea held talks.", "CONSULT", {"PRK", "KOR"}, set()),
        ("Several hundred visitors were let in to stare at the hotels of Beirut.", "RETREAT", set(), {"~several hundred visitors"}),
    ],
)
def test_both_sides(
    read_events: Callable[[str], tuple[Event, ...]], sentence: str, kind: str, actors: set[str], recipients: set[str]
) -> None:
    told = [({m.actor for m in e.actors}, {m.actor for m in e.recipients}) for e in read_events(sentence) if e.type == kind]
    assert (actors, recipients) in told


def test_they_are_the_plural_noun_of_their_own_clause(read_events: Callable[[str], tuple[Event, ...]]) -> None:
    events = read_events("China accused Japan of hostility. People focus on the tests, but they ignore the reason.")
    assert not [e for e in events if "ignore" in e.evidence[0].quote and any(m.actor == "JPN" for m in e.actors)]


def test_a_pronoun_is_not_what_its_verb_is_done_to(read_events: Callable[[str], tuple[Event, ...]]) -> None:
    events = read_events("China and Russia vetoed the draft, splitting the council for the first time since it began to punish Pyongyang.")
    assert not [e for e in events if {m.actor[:3] for m in e.actors} == {"PRK"} and {m.actor[:3] for m in e.recipients} == {"PRK"}]


@pytest.mark.parametrize(
    "sentence", ["Kenya, the president of Chad charged, is filling with bases.", "A fire killed four soldiers in Kenya."]
)
def test_no_force_is_told(read_events: Callable[[str], tuple[Event, ...]], sentence: str) -> None:
    assert not [event for event in read_events(sentence) if event.type == "ASSAULT"]
