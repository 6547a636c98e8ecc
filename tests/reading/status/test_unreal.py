"""Events that stand in dense news prose as if told, and are only set as a time, a price, a plan or a rule; each with its factual twin."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from detente.reading.status import status_of
from detente.records import Status

ReadDoc = Callable[[str], Doc]

TIMES = (
    ("future", "The troops will go home on the day Asmara [withdraws] its brigades from Badme."),
    ("asserted", "The barrage ended on the day the rebels [withdrew] from the port."),
    ("possible", "Shelling would cease the moment the rebels [released] the pilots."),
    ("asserted", "The deal was signed on the day Cairo [freed] the students."),
    ("possible", "It would end, he said, on the day the decree was withdrawn and the militia [laid] down its arms."),
    ("future", "The embargo takes effect once the dam is [filled]."),
    ("asserted", "The siege was lifted once the rebels had [freed] the crew."),
    ("hypothetical", "The law enters into force only when the militia has been [disbanded]."),
    ("asserted", "The guards fired only when the crowd [stormed] the gate."),
    ("future", "No grain will pass until Khartoum [withdraws] its army."),
    ("future", "Khartoum refused to talk until the army [withdrew]."),
    ("asserted", "The shelling went on until the town [surrendered]."),
    ("asserted", "Not until the army [withdrew] did the talks begin."),
    ("future", "Belgrade ruled out any deal before the special police [leave] the north."),
    ("asserted", "They left before the army [attacked]."),
    ("future", "There would be no truce, said the general, before the militia [left] every home."),
    ("asserted", "The army bombed the town, the rebels said, before their men [left] it."),
    ("possible", "The prisoners would be freed when the army [quit] the pass."),
    ("asserted", "When the army [attacked], the villagers fled."),
    ("future", "Under the plan, the rebels [hand] in their rifles and receive an amnesty."),
    ("future", "Under the plan the rebels leave and the army [opens] the road."),
    ("asserted", "Under the accord the army [left] the valley."),
    ("asserted", "The sides agreed to stop shooting after a week of [clashes]."),
    ("asserted", "The town lost a third of its people in a week in which rockets [killed] dozens."),
)
TABLE = (
    ("negated", "A ground [offensive] is off the table, aides said."),
    ("negated", "Sending troops was taken off the table: nobody would [fight]."),
    ("negated", "An [annexation] is out of the question, Chisinau replied."),
    ("negated", "A [ceasefire] is not on offer, the warlord said."),
    ("negated", "There can be no question of a [withdrawal], Rabat insisted."),
    ("possible", "A [withdrawal] is on the table."),
    ("asserted", "The [siege] is on the agenda."),
    ("negated", "Juba turned down a [release] of the pilots."),
    ("negated", "The junta spurned an [exchange] of prisoners."),
    ("negated", "Parliament voted down a [ban] on arms sales."),
)
EQUATED = (
    ("future", "The price of a truce is the [evacuation] of the airport."),
    ("future", "Its first demand is the [release] of all prisoners."),
    ("future", "What Baku wants is a [withdrawal], not a promise."),
    ("possible", "The danger is that Pakistan [answers] with missiles."),
    ("possible", "Analysts see a risk that Israel [strikes] first."),
    ("future", "It made the [release] of the hostages a condition for talks."),
    ("hypothetical", "Sanctions relief is conditional on the [release] of the crew."),
    ("hypothetical", "It made any talks conditional on a [withdrawal]."),
    ("hypothetical", "Everything hinges on the [release] of the crew."),
    ("future", "Kigali insists on the [disarmament] of the militia."),
    ("future", "The document provides for the [withdrawal] of all heavy guns."),
    ("future", "Parliament voted for [recognising] the enclave."),
    ("asserted", "What angered Baku was the [attack] on its embassy."),
    ("asserted", "The reason was the [attack] on the convoy."),
)
RULES = (
    ("hypothetical", "Anyone who [crosses] the line will be shot at, the sign says."),
    ("hypothetical", "Every ship that [enters] the zone will be boarded."),
    ("asserted", "Those who [shelled] the school will be punished."),
    ("asserted", "The ship that [entered] the zone was boarded."),
    ("negated", "Not one soldier has [left] the enclave, monitors say."),
    ("negated", "Not a shot was [fired] that night."),
    ("possible", "Nothing keeps the army from [attacking] again."),
    ("hypothetical", "In return for a [withdrawal] the rebels would get a seat in parliament."),
    ("asserted", "In return for the [withdrawal] of its guns, the militia was given seats."),
)

LISTED = (
    ("future", "It set three conditions: a [withdrawal], an apology and money."),
    ("future", "The letter lists three demands, among them the [release] of the crew."),
    ("future", "Among its demands is the [release] of the crew."),
    ("future", "Options, including a [strike], were weighed."),
    ("future", "The proposal is simple: Riyadh [lifts] the siege and the rebels free the crew."),
    ("future", "Its terms are these: the army [leaves], the prisoners come home."),
    ("hypothetical", "In the scenario, Chinese troops [seize] the airport."),
    ("possible", "Either the army [leaves] or the talks are over."),
    ("asserted", "The news was bad: the army [holds] the bridge."),
    ("asserted", "Two towns were hit: a [raid] on the port killed nine."),
)
WORDS = (
    ("future", "The brigade is training for a [landing]."),
    ("future", "Crowds shouted for the [arrest] of the general."),
    ("future", "Baghdad will talk when the last soldier has [left] Bashiqa."),
    ("negated", "The premier shrank from [sending] troops."),
    ("possible", "Insurers reckon with a [closure] of the strait."),
    ("asserted", "Oman arranged the [truce]."),
    ("asserted", "The minister dismissed the [protests] as noise."),
)


@pytest.mark.parametrize(("status", "marked"), [*TIMES, *TABLE, *EQUATED, *RULES, *LISTED, *WORDS])
def test_what_is_only_set_is_no_fact_and_its_twin_is(read_doc: ReadDoc, status: str, marked: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    verdict = status_of(read_doc(marked.replace("[", "").replace("]", "")), start, end)
    assert verdict.status is Status(status), verdict.reasons
