"""Where a store lies -> an engine to work on it, its version, and the database's errors in words for the user."""

from __future__ import annotations

import math
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event, inspect, select, text
from sqlalchemy import column as named_column
from sqlalchemy import table as named_table
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from dragoman.errors import InputError, NotInstalled
from dragoman.store.tables import VERSION, VERSION_TABLE, metadata

SQLITE_MAGIC = b"SQLite format 3\0"
WRITES = "dragoman_writes"
LOCK = 0x0D7A60  # of PostgreSQL's advisory lock, with which one process writes at a time
FUNCTIONS = {"sin": math.sin, "cos": math.cos, "asin": math.asin, "sqrt": math.sqrt, "radians": math.radians}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a store lies: its name for the user, its address, and the file if it is one."""

    name: str
    url: URL
    file: Path | None


def place(where: str | os.PathLike[str]) -> Place:
    """The place that a path or the address of a database names. Raises InputError where it is neither."""
    given = os.fspath(where)
    if "://" not in given:
        return Place(given, URL.create("sqlite", database=given), Path(given))
    try:
        url = make_url(given)
    except (ArgumentError, ValueError) as error:
        raise InputError(f"{given}: not the address of a database (write postgresql://user@host/name)") from error
    if url.get_backend_name() in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
        return Place(url.set(drivername="postgresql").render_as_string(hide_password=True), url, None)
    if url.get_backend_name() == "sqlite" and url.database:
        return place(url.database)
    raise InputError(f"{url.drivername}: only SQLite (a file's path) and PostgreSQL (postgresql://...) hold a store")


def engine(at: Place, *, wait: float, create: bool, read_only: bool = False) -> Engine:
    """An engine for the store; nothing is read yet. `wait`: seconds to wait for another process that writes.

    Raises InputError where there is no file and none is to be made, or where it is none of ours; NotInstalled where
    the driver of PostgreSQL is missing.
    """
    if at.file is None:
        try:
            made = create_engine(at.url, connect_args={"connect_timeout": max(2, int(wait))})
        except (ImportError, NoSuchModuleError) as error:
            raise NotInstalled("PostgreSQL needs its driver: pip install 'dragoman[postgres]'") from error
        _serialise_writers(made, wait)
        return made
    _look_at(at.file, create)
    made = create_engine(_sqlite_url(at.file, read_only), connect_args={"timeout": wait, "check_same_thread": False})
    _prepare_sqlite(made)
    return made


def _look_at(file: Path, create: bool) -> None:
    """Refuse what cannot be a store before SQLite makes or changes anything."""
    try:
        if file.is_dir():
            raise InputError(f"{file}: cannot be the store (it is a folder)")
        if not file.exists():
            if not create:
                raise InputError(f"{file}: there is no store here; dragoman add PATH makes one, --db names another")
            if not file.absolute().parent.is_dir():
                raise InputError(f"{file}: there is no folder {file.absolute().parent}")
            return
        with file.open("rb") as stream:
            head = stream.read(len(SQLITE_MAGIC))
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror})") from error
    if head and head != SQLITE_MAGIC:
        raise InputError(f"{file}: not a store of Dragoman, or damaged (it is no SQLite file); nothing was changed")


def _sqlite_url(file: Path, read_only: bool) -> URL:
    """The file's address; where neither it nor its folder may be written, one that leaves no traces beside it."""
    if not read_only:
        return URL.create("sqlite", database=str(file))
    wal = file.with_name(file.name + "-wal")
    still = not os.access(file.absolute().parent, os.W_OK) and not (wal.exists() and wal.stat().st_size)
    query = {"mode": "ro", "uri": "true", **({"immutable": "1"} if still else {})}
    return URL.create("sqlite", database=file.absolute().as_uri(), query=query)


def _prepare_sqlite(made: Engine) -> None:
    @event.listens_for(made, "connect")
    def _connect(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver's guess
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA cache_size=-65536")
        for name, function in FUNCTIONS.items():
            connection.create_function(name, 1, _or_null(function), deterministic=True)

    @event.listens_for(made, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _or_null(function: Any) -> Any:
    return lambda value: None if value is None else function(value)


def _serialise_writers(made: Engine, wait: float) -> None:
    @event.listens_for(made, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get(WRITES):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{int(1000 * wait) or 1}ms'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")


@contextmanager
def writing(made: Engine, name: str) -> Iterator[Connection]:
    """Gives a connection in a transaction that writes: all of it is kept, or nothing."""
    with errors_told(name), made.execution_options(**{WRITES: True}).begin() as connection:
        yield connection


@contextmanager
def reading(made: Engine, name: str) -> Iterator[Connection]:
    """Gives a connection in a transaction that sees the store as it was when it began."""
    steady = made if made.dialect.name == "sqlite" else made.execution_options(isolation_level="REPEATABLE READ")
    with errors_told(name), steady.begin() as connection:
        yield connection


# ---------------------------------------------------------------- errors


@contextmanager
def errors_told(name: str) -> Iterator[None]:
    """Turn errors of the database into InputErrors that name the store and the reason."""
    try:
        yield
    except DBAPIError as error:
        raise InputError(f"{name}: {_reason(error)}") from error
    except sqlite3.Error as error:
        raise InputError(f"{name}: {_sqlite_reason(error)}") from error


def _reason(error: DBAPIError) -> str:
    if isinstance(error.orig, sqlite3.Error):
        return _sqlite_reason(error.orig)
    told = " ".join(str(error.orig).split())
    if "lock timeout" in told:
        return "locked: another process is writing to it; try again when it has finished"
    return f"the database says: {told[:300]}"


_SQLITE_REASONS = {
    "SQLITE_BUSY": "locked: another process is writing to it; try again when it has finished",
    "SQLITE_LOCKED": "locked: another process is writing to it; try again when it has finished",
    "SQLITE_FULL": "no space is left on the disk; what was stored before is whole, so make room and run it again",
    "SQLITE_IOERR": "the disk cannot be read or written (is it full?); make room and run it again",
    "SQLITE_READONLY": "cannot be written: the file or its folder is read-only; nothing was changed",
    "SQLITE_CANTOPEN": "cannot be opened: the file or its folder may not be written or read; nothing was changed",
    "SQLITE_PERM": "may not be opened; nothing was changed",
    "SQLITE_CORRUPT": "damaged; dragoman db check says where. Put a copy made by dragoman db backup in its place",
    "SQLITE_NOTADB": "not a store of Dragoman, or damaged; nothing was changed",
}


def _sqlite_reason(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorname", "") or ""
    kind = next((k for k in _SQLITE_REASONS if code == k or code.startswith(k + "_")), None)
    return _SQLITE_REASONS[kind] if kind else f"the database says: {error}"


# ---------------------------------------------------------------- versions


def version(connection: Connection) -> str | None:
    """The version of the tables; None where there are none yet."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    column: Any = named_column("version_num")
    found = connection.execute(select(column).select_from(named_table(VERSION_TABLE))).scalar()
    return None if found is None else str(found)


def check_version(connection: Connection, name: str, create: bool) -> bool:
    """Whether tables are still to be made. Raises InputError where the store is not one that this Dragoman can use."""
    found = version(connection)
    if found == VERSION:
        return False
    if found is not None and found > VERSION:
        raise InputError(
            f"{name}: written by a newer Dragoman (version {found} of the store; this one knows {VERSION}); "
            "install a newer Dragoman. Nothing was changed"
        )
    if found is not None:
        raise InputError(f"{name}: of an older version ({found}); bring it up to date: dragoman db migrate")
    others = sorted(set(inspect(connection).get_table_names()) & set(metadata.tables))
    if others or (connection.dialect.name == "sqlite" and inspect(connection).get_table_names()):
        raise InputError(f"{name}: holds tables of something else; give the store a database of its own")
    if not create:
        raise InputError(f"{name}: there is nothing stored here; dragoman add PATH begins a store")
    return True


def use_wal(made: Engine, wait: float) -> None:
    """Let readers of a SQLite store read while another process writes; the file keeps this.

    SQLite does not wait by itself here, whatever its timeout, when another connection is at the file.
    """
    if made.dialect.name != "sqlite":
        return
    until = time.monotonic() + wait
    with made.connect() as connection:
        raw: Any = connection.connection.driver_connection
        while True:
            try:
                raw.execute("PRAGMA journal_mode=WAL")
                return
            except sqlite3.OperationalError as error:
                if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > until:
                    raise
            time.sleep(0.05)


def migrate(connection: Connection) -> None:
    """Bring the tables to this version, on a connection in a transaction that writes."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent.parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def rebuild_statistics(connection: Connection) -> None:
    """Tell the database what it holds, by a sample, so that it plans its answers well."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA analysis_limit=1000"))
    connection.execute(text("ANALYZE"))
