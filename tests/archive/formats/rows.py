"""Files of each format, with rows written for these tests."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from detente.archive.formats import acled, gdelt, icews, petrarch2, phoenix, polecat, ucdp
from detente.archive.formats.table import Table

TABLES: dict[str, Table] = {t.TABLE.name: t.TABLE for t in (gdelt, icews, polecat, phoenix, petrarch2, acled, ucdp)}

ROWS: dict[str, tuple[Mapping[str, str], ...]] = {
    "gdelt": (
        {
            "GlobalEventID": "90001", "Day": "20180424", "MonthYear": "201804", "Year": "2018", "FractionDate": "2018.3123",
            "Actor1Code": "PRKMIL", "Actor1Name": "PYONGYANG", "Actor1CountryCode": "PRK", "Actor1Type1Code": "MIL",
            "Actor2Code": "USAGOV", "Actor2Name": "UNITED STATES", "Actor2CountryCode": "USA", "Actor2Type1Code": "GOV",
            "IsRootEvent": "1", "EventCode": "130", "EventBaseCode": "130", "EventRootCode": "13", "QuadClass": "3",
            "GoldsteinScale": "-4.4", "NumMentions": "0", "NumSources": "1", "NumArticles": "6", "AvgTone": "-2.31",
            "ActionGeo_Type": "4", "ActionGeo_Fullname": "Pyongyang, P'yongyang-si, North Korea", "ActionGeo_CountryCode": "KN",
            "ActionGeo_Lat": "39.0194", "ActionGeo_Long": "125.755", "DATEADDED": "20180424171500",
            "SOURCEURL": "https://www.news.example/asia/42",
        },
        {
            "GlobalEventID": "90002", "Day": "20180425", "Actor1Code": "IGOUNO", "Actor1Name": "UNITED NATIONS", "Actor2Code": "",
            "EventCode": "051", "EventRootCode": "05", "GoldsteinScale": "", "NumArticles": "0", "DATEADDED": "20180425000000",
        },
    ),
    "icews": (
        {
            "Event ID": "501", "Event Date": "2015-03-02", "Source Name": "Military (South Korea)", "Source Sectors": "Government,Military",
            "Source Country": "South Korea", "Event Text": "Demonstrate military power", "CAMEO Code": "152", "Intensity": "-7.2",
            "Target Name": "North Korea", "Target Sectors": "", "Target Country": "North Korea", "Story ID": "77", "Sentence Number": "2",
            "Publisher": "Daily Example", "City": "Seoul", "Province": "Seoul", "Country": "South Korea",
            "Latitude": "37.56", "Longitude": "126.98",
        },
        {
            "Event ID": "502", "Event Date": "2015-03-03", "Source Name": "Taliban", "Source Sectors": "Insurgents,Dissident",
            "Source Country": "Afghanistan", "CAMEO Code": "42", "Intensity": "1.9", "Target Name": "Vladimir Example",
            "Target Sectors": "Executive,Government", "Target Country": "Russian Federation", "Country": "Atlantis",
        },
    ),
    "polecat": (
        {
            "Event ID": "p1", "Event Date": "2023-01-05", "Event Type": "ASSAULT", "Event Mode": "aerial", "Intensity": "-9.5",
            "Contexts": "MILITARY;TERRITORY", "Actor Name": "Air force", "Actor Country": "RUS", "Actor COW": "365",
            "Primary Actor Sector": "MIL", "Recipient Name": "Residents", "Recipient Country": "UKR", "Primary Recipient Sector": "CVL",
            "Placename": "Kharkiv", "Country": "UKR", "Latitude": "49.99", "Longitude": "36.23", "Source": "Example Wire",
            "Publication Date": "2023-01-06",
        },
        {"Event ID": "p2", "Event Date": "2023-01-05", "Event Type": "DANCE", "Actor Name": "Nobody", "Publication Date": "2023-01-06"},
    ),
    "phoenix": (
        {
            "EventID": "20150101_1", "Date": "20150101", "Year": "2015", "Month": "01", "Day": "01", "SourceActorFull": "IRNGOV",
            "SourceActorEntity": "IRN", "SourceActorRole": "GOV", "TargetActorFull": "ISRMIL", "TargetActorEntity": "ISR",
            "TargetActorRole": "MIL", "EventCode": "112", "EventRootCode": "11", "PentaClass": "3", "GoldsteinScore": "-2.0",
            "Lat": "35.7", "Lon": "51.4", "LocationName": "Tehran", "CountryCode": "IRN", "URLs": "http://a.example/1;http://b.example/2",
            "NewsSources": "example_wire",
        },
    ),
    "petrarch2": (
        {
            "date": "20160203", "source": "SYRREB", "target": "SYRMIL", "code": "190", "issues": "", "story_sentence_id": "wire-1_2",
            "news_source": "example", "source_text": "rebels", "target_text": "army", "event_text": "fought",
        },
    ),
    "acled": (
        {
            "event_id_cnty": "NIG1", "event_date": "03 April 2021", "year": "2021", "time_precision": "1", "disorder_type": "Violence",
            "event_type": "Battles", "sub_event_type": "Armed clash", "actor1": "Military Forces of Nigeria (2015-2023)", "inter1": "1",
            "actor2": "Boko Haram", "inter2": "2", "iso": "566", "country": "Nigeria", "location": "Maiduguri", "latitude": "11.84",
            "longitude": "13.16", "source": "Example; Other", "notes": 'A "quoted" note,\nin two lines\tand a tab \\ slash',
            "fatalities": "0", "timestamp": "1618000000",
        },
        {
            "event_id_cnty": "FRA2", "event_date": "2021-04-10", "year": "2021", "time_precision": "3", "event_type": "Protests",
            "sub_event_type": "Peaceful protest", "actor1": "Protesters (France)", "inter1": "Protesters", "actor2": "", "iso": "250",
            "country": "France", "fatalities": "", "timestamp": "1620000000",
        },
    ),
    "ucdp": (
        {
            "id": "1", "year": "1994", "type_of_violence": "1", "side_a": "Government of Ethiopia", "side_b": "OLF",
            "number_of_sources": "-1", "source_office": "Example", "where_coordinates": "Moyale town", "latitude": "3.52",
            "longitude": "39.05", "country": "Ethiopia", "country_id": "530", "date_prec": "2", "date_start": "1994-05-01 00:00:00.000",
            "date_end": "1994-05-07 00:00:00.000", "deaths_a": "0", "best": "12", "high": "20", "low": "3", "gwnoa": "530", "gwnob": "",
        },
        {
            "id": "2", "year": "1994", "type_of_violence": "3", "side_a": "Government of Russia (Soviet Union)", "side_b": "Civilians",
            "country": "Russia (Soviet Union)", "country_id": "365", "date_start": "1994-12-12", "date_end": "1994-12-12", "best": "0",
            "gwnoa": "365",
        },
    ),
}  # fmt: skip


def cells(name: str, row: Mapping[str, str]) -> list[str]:
    """Give a row's cells in the order of its format."""
    assert set(row) <= set(TABLES[name].columns), set(row) - set(TABLES[name].columns)
    return [row.get(column, "") for column in TABLES[name].columns]


def text_of(lines: Sequence[Sequence[str]], separator: str) -> str:
    """Write rows as a file has them."""
    if separator == "\t":
        return "".join("\t".join(line) + "\n" for line in lines)
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n").writerows(lines)
    return out.getvalue()


def file_of(name: str, *, header: bool = False, rows: Sequence[Mapping[str, str]] | None = None, separator: str = "") -> str:
    """Give the text of a file of a format."""
    table = TABLES[name]
    lines = [list(table.columns)] if header else []
    lines += [cells(name, row) for row in (ROWS[name] if rows is None else rows)]
    return text_of(lines, separator or table.separator)
