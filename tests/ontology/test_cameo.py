"""CAMEO codes and the way between the two ontologies."""

from __future__ import annotations

import pytest

from detente.errors import KnowledgeError
from detente.ontology import CAMEO, EVENT_TYPES, MODES, cameo_of, cameo_root_of, goldstein_of, plover_of


def test_all_twenty_roots_are_there_and_every_code_has_its_root() -> None:
    roots = {c for c in CAMEO if len(c) == 2}
    assert roots == {f"{n:02}" for n in range(1, 21)}
    assert all(code[:2] in roots for code in CAMEO)


@pytest.mark.parametrize("type_name", list(EVENT_TYPES))
def test_every_type_goes_to_cameo_and_back(type_name: str) -> None:
    assert plover_of(cameo_of(type_name))[0] == type_name


# SANCTION convict shares 116 with nobody, COERCE withhold and crowd control have no code of their own in CAMEO
WITHOUT_A_CODE = {("RETREAT", "resign"), ("COERCE", "withhold")}


@pytest.mark.parametrize("key", [k for k in MODES if k not in WITHOUT_A_CODE])
def test_every_mode_goes_to_a_code_of_its_type(key: tuple[str, str]) -> None:
    assert plover_of(cameo_of(*key))[0] == key[0]


def test_an_unknown_sub_code_falls_back_to_its_parent() -> None:
    assert plover_of("0849") == ("RETREAT", None)
    assert goldstein_of("0849") == 7.0


def test_a_plain_statement_is_no_plover_event() -> None:
    assert plover_of("010") == (None, None)


def test_the_root_of_a_visit_is_consult() -> None:
    assert cameo_root_of("CONSULT", "visit") == "04"


def test_nonsense_is_named() -> None:
    with pytest.raises(KnowledgeError, match=r"'99' is no CAMEO code"):
        plover_of("99")
