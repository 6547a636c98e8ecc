"""The tables of an archive, and how an archive of an older version becomes one of this.

Readings are kept whole, as JSON; imported rows, of which there may be millions, as columns. A step of `MIGRATIONS` takes an archive
from the version before it; a new archive is laid out by all of them in turn, so that both are the same.
"""

from __future__ import annotations

import duckdb

_READINGS = """
create table meta (version integer not null);
create table readings (
    document varchar primary key,
    published varchar,
    outlet varchar,
    source varchar not null,
    reading varchar not null      -- the whole Reading as JSON, the one truth; the other tables only find it
);
create table records (
    id varchar not null,
    document varchar not null,
    kind varchar not null         -- event, statement, relation, proposal
);
create index records_by_id on records (id);
create index records_by_document on records (document);
"""

_IMPORTS = """
create table data_sets (
    id integer primary key,       -- in order of import
    name varchar not null,        -- of the format, or as the user calls it: series show each name apart
    format varchar not null,
    source varchar not null,      -- name of the file
    sha256 varchar not null unique,
    rows bigint not null,         -- rows taken in
    aside bigint not null         -- rows kept aside
);
create table imported (
    data_set integer not null,
    row bigint not null,          -- number of the row in its file, from 1
    start date,                   -- first and last day it may have happened on; null where unknown
    "end" date,
    type varchar,                 -- PLOVER; null where the row's own code is unknown to the ontology
    mode varchar,
    contexts varchar,             -- separated by semicolons
    code varchar,                 -- the event code as the row has it
    actor varchar,                -- our code; null where the row names nobody
    actor_party varchar,          -- on whose side its acts count, or null
    actor_name varchar,           -- as the row has it
    recipient varchar,
    recipient_party varchar,
    recipient_name varchar,
    score double,                 -- the row's own (Goldstein, intensity)
    reports integer,              -- how many reports the row says it rests on
    dead integer,
    injured integer,
    place varchar,
    country varchar,              -- ISO 3166 alpha-3 of the place
    latitude double,
    longitude double,
    outlet varchar,
    link varchar using compression zstd,
    further varchar using compression zstd  -- what no column above keeps, as JSON; of a table's usual columns all, as a list
);
create table set_aside (
    data_set integer not null,
    row bigint not null,
    reason varchar not null,
    text varchar not null         -- the row as it was
);
create table unknown_codes (
    data_set integer not null,
    kind varchar not null,        -- event, actor, country
    code varchar not null,        -- kept as it is
    rows bigint not null
);
create table corrections (
    id varchar primary key,
    record varchar not null,
    verdict varchar not null,
    value varchar,
    who varchar not null,
    why varchar not null,
    place bigint not null         -- in order of making: a later one wins
);
"""

_CORRECTIONS = """
alter table corrections add column document varchar;   -- of the trigger's words, where a new reading may have to look for them
alter table corrections add column "start" bigint;
alter table corrections add column "end" bigint;
alter table corrections add column quote varchar;
alter table corrections add column said varchar;       -- what the software said
"""

MIGRATIONS = (_READINGS, _IMPORTS, _CORRECTIONS)
"""What makes an archive of version n out of one of version n - 1, from an empty file on."""

VERSION = len(MIGRATIONS)
"""The version of archives that this version of Détente writes."""


def lay_out(db: duckdb.DuckDBPyConnection) -> None:
    """Make the tables of a new archive."""
    for step in MIGRATIONS:
        db.execute(step)
    db.execute("insert into meta values (?)", [VERSION])


def migrate(db: duckdb.DuckDBPyConnection, version: int) -> None:
    """Take an archive of an older version to this one; to be called in a transaction."""
    for step in MIGRATIONS[version:]:
        db.execute(step)
    db.execute("update meta set version = ?", [VERSION])
