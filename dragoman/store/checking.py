"""Is a store whole? And a copy of it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Connection, exists, func, insert, select, text
from sqlalchemy.engine import Engine

from dragoman.errors import InputError
from dragoman.store import rows
from dragoman.store.held import fingerprint
from dragoman.store.tables import claims, documents, events, metadata, wordings

AT_ONCE = 500


def problems(connection: Connection) -> Iterator[str]:
    """What is wrong, one line each; nothing for a store that is whole."""
    if connection.dialect.name == "sqlite":
        yield from _sqlite(connection)
    for row in connection.execute(select(documents.c.id, documents.c.text)):
        if fingerprint(row.text) != row.id:
            yield f"document {row.id}: its text is not the one that it was stored with"
    yield from _claims(connection)
    empty = select(events.c.id).where(~exists().where(claims.c.event == events.c.id))
    for name in connection.execute(empty).scalars():
        yield f"event {name}: no claim tells of it"


def _sqlite(connection: Connection) -> Iterator[str]:
    for line in connection.execute(text("PRAGMA integrity_check")).scalars():
        if line != "ok":
            yield f"the file: {line}"
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"table {row[0]}, row {row[1]}: what it belongs to in {row[2]} is missing"


def _claims(connection: Connection) -> Iterator[str]:
    """Claims that cannot be read, or whose quote is not where the text has it."""
    columns = (claims.c.id, wordings.c.body, wordings.c.quote, documents.c.id.label("document"), documents.c.text)
    chosen = select(*columns).join_from(claims, documents).join(wordings, isouter=True).order_by(claims.c.n)
    for row in connection.execute(chosen.execution_options(yield_per=AT_ONCE)):
        try:
            claim = rows.claim_of(row._mapping, row.document)
        except (ValueError, TypeError, KeyError) as error:
            yield f"claim {row.id}: cannot be read ({type(error).__name__}: {error})"
            continue
        if row.text[claim.passage.start : claim.passage.end] != row.quote:
            yield f"claim {row.id}: its quote is not what document {row.document} says there"


def counted(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    return {
        t.name: int(connection.execute(select(func.count()).select_from(t)).scalar_one())
        for t in sorted(metadata.tables.values(), key=lambda t: t.name)
    }


def copy_file(source: Path, target: Path) -> None:
    """Copy a SQLite store while others may use it; `target` takes its name only when the copy is whole."""
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(beside)) as new:
            old.backup(new)
        os.replace(beside, target)
    except OSError as error:
        raise InputError(f"{target}: cannot be written ({error.strerror}); nothing was changed") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def copy_rows(source: Engine, target: Engine) -> None:
    """Copy every row into an empty store of any kind."""
    with source.begin() as old, target.begin() as connection:
        for table in metadata.sorted_tables:
            found = old.execute(select(table).execution_options(yield_per=AT_ONCE)).mappings()
            for part in found.partitions(AT_ONCE):
                connection.execute(insert(table), [dict(row) for row in part])
