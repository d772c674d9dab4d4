"""The index that a user made from Wikidata: names in, organisations and office-holders out.

Read where it is there; `knowledge.settle` writes it. Nothing of it is held in memory but what was asked for.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dragoman.errors import InputError
from dragoman.resolve.own import WIKIDATA, index

VERSION = 1
TABLES = """
CREATE TABLE entity (id INTEGER PRIMARY KEY, label TEXT, kind TEXT, country TEXT, sector TEXT, fame INTEGER, seen TEXT);
CREATE TABLE name (key TEXT, id INTEGER, word TEXT, part INTEGER, PRIMARY KEY (key, id)) WITHOUT ROWID;
CREATE TABLE office (id INTEGER, n INTEGER, office TEXT, country TEXT, sector TEXT, start TEXT, "end" TEXT,
                     PRIMARY KEY (id, n)) WITHOUT ROWID;
CREATE TABLE country (code TEXT PRIMARY KEY, id INTEGER, label TEXT) WITHOUT ROWID;
CREATE TABLE longest (first TEXT PRIMARY KEY, words INTEGER) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""
MOST = 40  # bearers of one surname that are looked at, the best known first


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation of the index; `word` is its name as written there."""

    id: str
    label: str
    word: str
    country: str
    sector: str | None


@dataclass(frozen=True, slots=True)
class Holder:
    """An office held by a person of the index. Dates are ISO, cut to what is known; `seen` is the item's last day."""

    id: str
    person: str
    office: str
    country: str
    sector: str
    start: str
    end: str
    seen: str
    names: tuple[str, ...]


@lru_cache(maxsize=1)
def _connection() -> sqlite3.Connection | None:
    path = index(WIKIDATA)
    return opened(path, VERSION, "dragoman kb build --wikidata DUMP") if path else None


def opened(path: Path, version: int, remedy: str) -> sqlite3.Connection:
    """A read-only connection to a user's index. Raises InputError where it is none of this version."""
    try:
        db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        found = db.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.Error as error:
        raise InputError(f"{path}: is no index of ours ({error}); make it anew: {remedy}") from error
    if found != version:
        raise InputError(f"{path}: made by another version of Dragoman; make it anew: {remedy}")
    return db


def there() -> bool:
    """Whether the user has such an index."""
    return _connection() is not None


@lru_cache(maxsize=32768)
def longest(first: str) -> int:
    """Words of the longest name of an organisation that begins with the word `first`; 0 where none does."""
    db = _connection()
    row = db.execute("SELECT words FROM longest WHERE first = ?", (first,)).fetchone() if db else None
    return int(row[0]) if row else 0


@lru_cache(maxsize=32768)
def bodies(key: str) -> tuple[Body, ...]:
    """The organisations called `key` (a lookup form), the best known first."""
    db = _connection()
    if db is None:
        return ()
    rows = db.execute(
        "SELECT e.id, e.label, n.word, e.country, e.sector FROM name n JOIN entity e ON e.id = n.id "
        "WHERE n.key = ? AND e.kind = 'organisation' ORDER BY e.fame DESC, e.id",
        (key,),
    )
    return tuple(Body(f"Q{i}", label, word, country, sector or None) for i, label, word, country, sector in rows)


@lru_cache(maxsize=32768)
def holders(key: str) -> tuple[Holder, ...]:
    """The offices of the persons called `key`: a full name, or the surname of the well-known."""
    db = _connection()
    if db is None:
        return ()
    persons = db.execute(
        "SELECT e.id, e.label, e.seen FROM name n JOIN entity e ON e.id = n.id "
        "WHERE n.key = ? AND e.kind = 'person' ORDER BY n.part, e.fame DESC, e.id LIMIT ?",
        (key, MOST),
    ).fetchall()
    return tuple(h for ident, label, seen in persons for h in _offices(db, ident, label, seen))


def _offices(db: sqlite3.Connection, ident: int, label: str, seen: str) -> list[Holder]:
    names = tuple(r[0] for r in db.execute("SELECT key FROM name WHERE id = ? AND part = 0 ORDER BY key", (ident,)))
    rows = db.execute(
        'SELECT office, country, sector, start, "end" FROM office WHERE id = ? ORDER BY start DESC, n', (ident,)
    )
    return [
        Holder(f"Q{ident}", label, office, country, sector, start, end, seen, names)
        for office, country, sector, start, end in rows
    ]


@lru_cache(maxsize=512)
def state(code: str) -> str | None:
    """The identifier of the state with an alpha-3 code, None where the index has none."""
    db = _connection()
    row = db.execute("SELECT id FROM country WHERE code = ?", (code,)).fetchone() if db else None
    return f"Q{row[0]}" if row else None


def dump() -> str:
    """The name of the dump that the index was made from, '' where there is none."""
    db = _connection()
    row = db.execute("SELECT value FROM meta WHERE key = 'dump'").fetchone() if db else None
    return str(row[0]) if row else ""
