"""The PLOVER tables hold what the ontology prints."""

from __future__ import annotations

import pytest

from detente.errors import KnowledgeError
from detente.ontology import CAMEO, CONTEXTS, DISAGREEMENTS, EVENT_TYPES, MODES, SECTORS, is_conflict, is_deed, modes_of, quad_of, score_of


def test_there_are_sixteen_types_thirty_seven_contexts_and_twenty_five_sectors() -> None:
    assert (len(EVENT_TYPES), len(CONTEXTS), len(SECTORS)) == (16, 37, 25)


def test_no_conflict_type_or_mode_has_a_positive_score_but_a_request_for_assistance() -> None:
    assert all(t.score <= 0 for t in EVENT_TYPES.values() if is_conflict(t.name))
    positive = [(m.type, m.name) for m in MODES.values() if m.score is not None and m.score > 0 and is_conflict(m.type)]
    assert positive == [("REQUEST", "assist")]


def test_cooperation_scores_are_positive() -> None:
    assert all(t.score > 0 for t in EVENT_TYPES.values() if not is_conflict(t.name))


def test_words_and_deeds_split_by_quad() -> None:
    assert [t for t in EVENT_TYPES if is_deed(t)] == [t for t in EVENT_TYPES if quad_of(t) in (2, 4)]


def test_a_mode_without_a_printed_score_takes_its_types() -> None:
    assert score_of("PROTEST", "vandalize") == score_of("PROTEST") == -5


def test_modes_of_a_type_come_in_the_tables_order() -> None:
    assert [m.name for m in modes_of("CONSULT")] == ["visit", "third-party", "multilateral", "phone"]


def test_an_unknown_type_is_named_with_the_known_ones() -> None:
    with pytest.raises(KnowledgeError, match=r"'YIELD' is no PLOVER event type; the types are AGREE"):
        quad_of("YIELD")


def test_every_mode_has_an_example_and_every_disagreement_says_who() -> None:
    assert all(mode.example for mode in MODES.values())
    assert {one.type for one in DISAGREEMENTS} >= {"REQUEST", "CONCEDE", "SANCTION"}
    assert all(one.here and one.others for one in DISAGREEMENTS)


def test_quads_that_differ_from_those_of_their_cameo_codes_are_named() -> None:
    differing = {c.type for c in CAMEO.values() if c.type and c.quad != EVENT_TYPES[c.type].quad}
    assert differing <= {one.type for one in DISAGREEMENTS}
