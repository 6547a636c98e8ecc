"""Others' codes of actors and countries in ours."""

from __future__ import annotations

import pytest

from detente.archive.formats.countries import SYSTEMS, by_name, codes, codes_in, country_of
from detente.archive.formats.kinds import cameo_kind, own_kind, plover_kind
from detente.archive.formats.sides import acled_side, cameo_side, named_side, organisation, plover_side, side_of, ucdp_side
from detente.ontology import CAMEO, SECTORS
from detente.reading.actors.naming import side
from detente.reading.actors.tables import country_names


@pytest.mark.parametrize("country", ["KOR", "GUM", "XKX"])
@pytest.mark.parametrize("sector", [None, *SECTORS])
def test_the_rule_of_sides_is_that_of_readings(country: str, sector: str | None) -> None:
    ours = side_of(country, sector)
    assert ours.party == side(country, sector, ours.code or "")


def test_every_country_that_readings_know_has_codes_and_is_found_by_name() -> None:
    assert set(country_names()) <= set(codes("iso").values())
    for code, name in country_names().items():
        assert by_name(name) == code
        assert country_of(code, "cameo") == code
    for system in SYSTEMS:
        assert all(country_of(theirs, system) == ours for ours, theirs in codes_in(system).items())


@pytest.mark.parametrize(
    ("code", "system", "ours"),
    [
        ("AS", "fips", "AUS"), ("AU", "fips", "AUT"), ("KN", "fips", "PRK"), ("KS", "fips", "KOR"), ("CH", "fips", "CHN"),
        ("GM", "fips", "DEU"), ("IZ", "fips", "IRQ"), ("RS", "fips", "RUS"), ("UP", "fips", "UKR"), ("VM", "fips", "VNM"),
        ("004", "numeric", "AFG"), ("4", "numeric", "AFG"), ("840", "numeric", "USA"), ("ROM", "cameo", "ROU"), ("TMP", "cameo", "TLS"),
        ("365", "gw", "RUS"), ("260", "gw", "DEU"), ("255", "cow", "DEU"), ("678", "gw", "YEM"), ("679", "cow", "YEM"),
        ("816", "gw", "VNM"),
        ("2", "gw", "USA"), ("347", "gw", "XKX"), ("", "fips", None), ("0", "gw", None), ("ZZZ", "cameo", None),
    ],
)  # fmt: skip
def test_codes_of_countries(code: str, system: str, ours: str | None) -> None:
    assert country_of(code, system) == ours


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("Russian Federation", "RUS"), ("Russia (Soviet Union)", "RUS"), ("Myanmar (Burma)", "MMR"), ("DR Congo (Zaire)", "COD"),
        ("Democratic Republic of Congo", "COD"), ("Congo", "COG"), ("Yemen (North Yemen)", "YEM"), ("Bosnia-Herzegovina", "BIH"),
        ("Serbia (Yugoslavia)", "SRB"), ("Kingdom of eSwatini (Swaziland)", "SWZ"), ("Côte d’Ivoire", "CIV"), ("Macedonia, FYR", "MKD"),
        ("Occupied Palestinian Territory", "PSE"), ("Viet Nam", "VNM"), ("Türkiye", "TUR"), ("St. Lucia", "LCA"), ("united states", "USA"),
        ("South Sudan", "SSD"), ("Cambodia (Kampuchea)", "KHM"), ("Niger", "NER"), ("", None), ("Nowhere", None),
    ],
)  # fmt: skip
def test_names_of_countries(name: str, ours: str | None) -> None:
    assert by_name(name) == ours


@pytest.mark.parametrize(
    ("code", "ours", "party"),
    [
        ("PRKMIL", "PRK-MIL", "PRK"), ("USAGOVMED", "USA-GOV", "USA"), ("GBRCOP", "GBR-COP", "GBR"), ("SYRREB", "SYR-REB", "SYR-REB"),
        ("CHNBUS", "CHN-BUS", None), ("IGOUNO", "UNO", "UNO"), ("IGOUNOHCR", "UNO", "UNO"), ("AFGINSTAL", "TALIBAN", "TALIBAN"),
        ("NGOHRIAMN", "AMNESTY", "AMNESTY"), ("JPN", "JPN", "JPN"), ("FRAMED", "FRA-JRN", None), ("USAHLH", "USA-MED", None),
        ("MNC", "~BUS", None), ("EUR", "~EUR", None), ("---GOV", "~GOV", None), ("", None, None), ("ROMGOV", "ROU-GOV", "ROU"),
        ("prkmil", "PRK-MIL", "PRK"), ("IRQKUR", "IRQ", "IRQ"),
    ],
)  # fmt: skip
def test_cameo_actors(code: str, ours: str | None, party: str | None) -> None:
    found = cameo_side([code])
    assert (found.code, found.party, found.known) == (ours, party, True)


@pytest.mark.parametrize(
    ("parts", "ours", "party"),
    [
        (("Police (Kenya)", "Police,Government", "Kenya"), "KEN-COP", "KEN"),
        (("Citizen (India)", "General Population / Civilian / Social,Social", "India"), "IND-CVL", None),
        (("Kenya", "", "Kenya"), "KEN", "KEN"),
        (("United Nations", "International Government Organization", ""), "UNO", "UNO"),
        (("Rebel Group (Chad)", "Rebel,Dissident", "Chad"), "TCD-REB", "TCD-REB"),
        (("Unheard of Front", "Rebel", ""), "~Unheard of Front", None),
    ],
)
def test_icews_actors(parts: tuple[str, str, str], ours: str, party: str | None) -> None:
    found = named_side(parts)
    assert (found.code, found.party, found.known) == (ours, party, True)


@pytest.mark.parametrize(
    ("parts", "ours", "party"),
    [
        (("Military Forces of Russia (2000-)", "8", "Ukraine"), "RUS-MIL", "RUS"),
        (("Police Forces of France (2017-) Gendarmerie", "State Forces", "France"), "FRA-COP", "FRA"),
        (("Civilians (Mali)", "7", "Mali"), "MLI-CVL", None),
        (("Rioters (India)", "Rioters", "India"), "IND-CVL", None),
        (("Unidentified Armed Group (Haiti)", "Political Militias", "Haiti"), "HTI-UAF", "HTI-UAF"),
        (("Al Shabaab", "Rebel Groups", "Somalia"), "SHABAAB", "SHABAAB"),
        (("Example Clan Militia (Somalia)", "4", "Somalia"), "~Example Clan Militia (Somalia)", "~Example Clan Militia (Somalia)"),
    ],
)
def test_acled_actors(parts: tuple[str, str, str], ours: str, party: str | None) -> None:
    found = acled_side(parts)
    assert (found.code, found.party, found.known) == (ours, party, True)


def test_ucdp_and_polecat_actors() -> None:
    assert ucdp_side(["Government of Myanmar (Burma)", "775", "775"]).code == "MMR-GOV"
    assert ucdp_side(["Government of United Kingdom, Government of United States of America", "200, 2", "645"]).code == "GBR-GOV"
    assert ucdp_side(["PKK", "", "640"]).party == "PKK"
    assert ucdp_side(["Some Cartel", "", "70"]).party == "~Some Cartel"
    assert plover_side(["Nippon police", "JPN", "740", "COP"]).party == "JPN"
    assert plover_side(["", "", "", ""]).code is None
    assert not plover_side(["X", "JPN", "", "ZZZ"]).known
    assert organisation("nobody of this name") is None


def test_kinds() -> None:
    assert all(cameo_kind([code])[3] for code in CAMEO)
    assert cameo_kind(["1999"])[0] == "ASSAULT"
    assert not cameo_kind(["1999"])[3]
    assert cameo_kind(["---"])[:2] == (None, None)
    assert plover_kind(["CONSULT", "", ""]) == ("CONSULT", None, None, True)
    assert plover_kind(["CONSULT", "dance", "trade,"])[3] is False
    assert own_kind("acled", "battles", "A new kind") == ("ASSAULT", None, None, False)
    assert own_kind("acled", "Parties")[3] is False
