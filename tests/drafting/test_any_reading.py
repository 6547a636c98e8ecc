"""Whatever is told, a draft is sound or says why there is none."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.conflict.preferences import Prioritization
from detente.conflict.writing import to_toml
from detente.drafting import draft_model
from detente.errors import DraftError
from detente.ontology import EVENT_TYPES, modes_of
from detente.records import Genre, ImportedRow, Reading, Status
from tests.drafting.builders import Paper
from tests.drafting.support import unsupported

CODES = ("ARD", "BOR", "CAL-MIL", "LGE", "~rebels", "NWS")
WORDS = ("the missile tests", "sanctions", "a ceasefire", "talks", "its nuclear program", "the town", "aid convoys", "the drills")
DAYS = (None, "2022-02-01", "2023-03-01", "2023-04-10")


@st.composite
def papers(draw: st.DrawFn) -> Reading:
    name = draw(st.sampled_from(["doc-1", "doc-2", "doc-3"]))
    paper = Paper(name, draw(st.sampled_from(["2023-04-16", None])), draw(st.sampled_from([Genre.NEWS, Genre.NEWS, Genre.OPINION])))
    for number in range(draw(st.integers(1, 8))):
        by, to = draw(st.sampled_from(CODES)), draw(st.sampled_from(("", *CODES)))
        words = draw(st.sampled_from(WORDS))
        shape = draw(st.integers(0, 3))
        if shape == 0:
            kind = draw(st.sampled_from(["asked", "offered", "threatened", "refused", "condition"]))
            condition = draw(st.sampled_from([None, "unless the drills stop", "if sanctions are lifted"]))
            sentence = f"On {number} {by} spoke of {words} {condition or ''}".strip() + "."
            paper.propose(sentence, words, kind, by, to or None, condition=condition, wanted=draw(st.sampled_from([True, False, None])))
        elif shape == 1:
            paper.relate(f"On {number} {by} stood by {to}.", "stood", draw(st.sampled_from(["alliance", "hostility"])), by, to or "BOR")
        else:
            type_name = draw(st.sampled_from(sorted(EVENT_TYPES)))
            mode = draw(st.sampled_from([None, *(mode.name for mode in modes_of(type_name))]))
            paper.tell(
                f"On {number} {by} dealt with {words} of {to}.", "dealt", type_name, by, to, mode=mode, on=draw(st.sampled_from(DAYS)),
                status=draw(st.sampled_from(list(Status))), historical=draw(st.booleans()),
            )  # fmt: skip
    return paper.reading()


@given(st.lists(papers(), min_size=1, max_size=3), st.booleans(), st.booleans())
@settings(max_examples=150)
def test_a_draft_is_sound_or_there_is_a_reason(readings: list[Reading], opinion: bool, split: bool) -> None:
    try:
        drafted = draft_model(readings, include_opinion=opinion, split=split)
    except DraftError as error:
        if "there is nothing to draft a model from" not in str(error):
            raise
        return
    model = drafted.model
    assert model.status_quo is not None
    assert model.space.feasible[model.status_quo]
    assert len(model.decision_makers) >= 2
    assert len(model.options) <= 10
    for maker in model.decision_makers:
        assert isinstance(maker.preferences, Prioritization)
        parts = [option.provenance for option in maker.options] + [statement.provenance for statement in maker.preferences.statements]
        assert all(part.evidence or part.assumed for part in parts)
        assert not set(maker.actors) & {"~rebels", "NWS"}
    assert unsupported(model, readings) == []
    unique = {reading.document.id: reading for reading in readings}
    if len(unique) == len(readings):
        assert to_toml(draft_model(readings[::-1], include_opinion=opinion, split=split).model) == to_toml(model)


def test_events_of_a_data_set_give_a_draft_too() -> None:
    paper = Paper().tell("x dealt.", "dealt", "ASSAULT", "ARD", "BOR", on="2023-04-10")
    paper.tell("x met.", "met", "SANCTION", "BOR", "ARD", mode="discontinue", on="2023-04-11")
    reading = paper.reading()
    events = tuple(replace(event, evidence=(ImportedRow("GDELT", "0" * 64, n + 1),)) for n, event in enumerate(reading.events))
    model = draft_model([replace(reading, events=events)]).model
    assert {option.id for option in model.options} == {"ard-attack", "bor-sanctions"}
    assert "«row 1 of GDELT» (Wire, 2023-04-16)" in model.options[0].provenance.evidence
