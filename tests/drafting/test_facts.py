from __future__ import annotations

from dataclasses import replace

from detente.drafting.courses import Finding
from detente.drafting.facts import Fact, Sort
from detente.drafting.gathering import gather_facts
from detente.drafting.parties import Parties
from tests.drafting.builders import Paper


def facts(paper: Paper) -> tuple[Fact, ...]:
    readings = [paper.reading()]
    return gather_facts(readings, Parties(readings))


def test_a_demand_read_as_event_and_as_proposal_counts_once() -> None:
    sentence = "Boria urged Ardenia to halt the exercises."
    paper = Paper().tell(sentence, "urged", "REQUEST", "BOR", "ARD", mode="yield")
    paper.propose(sentence, "halt the exercises", "asked", "BOR", "ARD")
    found = facts(paper)
    assert [(f.sort, f.course, f.takes, f.of) for f in found] == [(Sort.ASKED, "exercises", False, ("ARD",))]
    assert found[0].record.startswith("pr-")


def test_state_organs_act_for_their_party() -> None:
    found = facts(Paper().tell("The army of Boria fired a missile.", "fired", "MOBILIZE", "BOR-MIL", mode="weapons"))
    assert found[0].of == ("BOR",)


def test_refusing_to_stop_is_refusing_to_give_the_course_up() -> None:
    found = facts(Paper().tell("Boria rejected calls to end missile tests.", "rejected", "REJECT", "BOR", "ARD", mode="yield"))
    assert [(f.sort, f.course, f.takes) for f in found] == [(Sort.REFUSED, "weapons-tests", False)]


def test_rejecting_what_the_other_does_is_blame() -> None:
    found = facts(Paper().tell("Boria rejected the sanctions.", "rejected", "REJECT", "BOR", "ARD"))
    assert [(f.sort, f.of) for f in found] == [(Sort.CONDEMNED, ("ARD",))]


def test_nobody_offers_conflict() -> None:
    assert facts(Paper().propose("Ardenia offered a voice in plans for war.", "a voice in plans for war", "offered", "ARD", "ARD")) == ()


def test_to_promise_a_side_sanctions_is_a_threat() -> None:
    [found] = facts(Paper().propose("Ardenia promised Boria more sanctions.", "more sanctions", "offered", "ARD", "ARD"))
    assert (found.sort, found.course, found.takes, found.wanted) == (Sort.THREATENED, "sanctions", True, False)


def test_who_asks_the_world_for_sanctions_believes_in_them() -> None:
    [found] = facts(Paper().propose("Ardenia asked for an arms embargo.", "an arms embargo", "asked", "ARD", None))
    assert (found.sort, found.course, found.of) == (Sort.SPOKEN, "sanctions", ("ARD",))


def test_arms_are_asked_of_a_friend() -> None:
    sentence = "Ardenia asked Calmar to send it anti-aircraft weapons."
    [found] = facts(Paper().propose(sentence, "send it anti-aircraft weapons", "asked", "ARD", "CAL"))
    assert (found.sort, found.course, found.of) == (Sort.ASKED, "military-aid", ("CAL",))


def test_who_agrees_to_disarm_somebody_gives_up_no_arms_of_its_own() -> None:
    sentence = "Ardenia agreed to disarm all the Borian fighters."
    reading = Paper().propose(sentence, "disarm all the Borian fighters", "offered", "ARD", "ARD").reading()
    start = reading.document.text.index("Borian")
    named = replace(reading, named=((0, 7, "ARD"), (start, start + 6, "BOR")))
    assert [(f.course, f.by, f.of) for f in gather_facts([named], Parties([named]))] == [("disarmament", ("ARD",), ("BOR",))]
    assert [f.of for f in gather_facts([reading], Parties([reading]))] == [("ARD",)], "nobody is known to be named there"


def test_what_is_asked_in_return_for_something_is_a_bargain() -> None:
    sentence = "Ardenia asked Boria to lift all sanctions in return for closing its reactor."
    paper = Paper().propose(sentence, "lift all sanctions", "asked", "ARD", "BOR", condition="in return for closing its reactor")
    asked, bargain = sorted(facts(paper), key=lambda fact: fact.sort)
    assert (asked.sort, asked.of, asked.course, asked.takes) == (Sort.ASKED, ("BOR",), "sanctions", False)
    assert (bargain.sort, bargain.of, bargain.course, bargain.takes) == (Sort.BARGAIN, ("ARD",), "denuclearization", True)
    assert bargain.condition == Finding("sanctions", False)
    paper = Paper().propose(sentence.replace("in return for", "while"), "lift all sanctions", "asked", "ARD", "BOR")
    assert [fact.sort for fact in facts(paper)] == [Sort.ASKED]


def test_who_tells_it_is_kept() -> None:
    found = facts(Paper().tell("Ardenia attacked, Boria said.", "attacked", "ASSAULT", "ARD", "BOR", told_by="BOR-GOV"))
    assert found[0].telling.by == "BOR"


def test_an_undated_deed_takes_the_day_of_publication_but_an_old_one_does_not() -> None:
    paper = Paper().tell("Boria fired a missile.", "fired", "MOBILIZE", "BOR", mode="weapons")
    paper.tell("Boria had tested a bomb.", "tested", "MOBILIZE", "BOR", mode="weapons", historical=True)
    assert sorted((f.day or "", f.exact) for f in facts(paper)) == [("", False), ("2023-04-16", False)]
