"""What is installed: the tables of the package, and the user's own with their paths."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from dragoman.knowledge import tables
from dragoman.knowledge.wikidata import PART
from dragoman.resolve import gazetteer, kb, own
from dragoman.resolve.own_index import VERSION, opened
from dragoman.settings import knowledge_folder

SHIPPED = ("countries", "organisations", "groups", "agencies", "bodies", "officeholders", "roles", "places")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is there: whose it is (`package` or `yours`), what, how much of what, where it lies."""

    whose: str
    what: str
    holds: str
    path: Path


def inventory() -> Iterator[Item]:
    """Everything that is there, ours first. Raises InputError for a user's file that cannot be used."""
    for name in SHIPPED:
        yield Item(
            "package", f"actors: {name}", f"{sum(1 for _ in kb.rows(name + '.tsv')):,} rows", kb.DATA / f"{name}.tsv"
        )
    yield Item("package", "gazetteer", _size(gazetteer.DATA), gazetteer.DATA)
    for table in tables.listed():
        yield Item("yours", f"actors: {table.name}", f"{table.rows:,} rows", table.path)
    yield from _indexes()


def _indexes() -> Iterator[Item]:
    path = own.index(own.WIKIDATA)
    if path:
        with closing(opened(path, VERSION, "dragoman kb build --wikidata DUMP")) as db:
            counts: Counter[str] = Counter()
            counts.update(dict(db.execute("SELECT kind || 's', COUNT(*) FROM entity GROUP BY kind ORDER BY kind")))
            counts["offices"] = db.execute("SELECT COUNT(*) FROM office").fetchone()[0]
            dump = _meta(db, "dump")
        yield Item(
            "yours", "Wikidata index", ", ".join(f"{n:,} {k}" for k, n in counts.items()) + f"; from {dump}", path
        )
    unfinished = knowledge_folder() / PART
    if unfinished.is_file():
        yield Item("yours", "Wikidata index, unfinished", "the same dragoman kb build goes on with it", unfinished)
    path = own.index(own.GAZETTEER)
    if path:
        with closing(opened(path, gazetteer.VERSION, "dragoman kb build --geonames FILES")) as db:
            files = _meta(db, "files")
        yield Item("yours", "gazetteer, used in place of ours", f"{_size(path)}; from {files}", path)


def _meta(db: sqlite3.Connection, key: str) -> str:
    row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else "unknown files"


def _size(path: Path) -> str:
    """How many places of the main kinds the gazetteer at `path` has, and its size."""
    with closing(sqlite3.connect(f"file:{path.as_posix()}?mode=ro", uri=True)) as db:
        blocks = db.execute("SELECT COUNT(*) FROM place").fetchone()[0]
        countries = db.execute("SELECT COUNT(*) FROM country").fetchone()[0]
    return f"about {blocks * gazetteer.BLOCK:,} places, {countries} countries, {path.stat().st_size:,} bytes"
