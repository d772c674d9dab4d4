"""A Wikidata dump -> one index that `resolve` reads: gathered line by line, can go on after a stop, swapped in whole.

What is gathered stands in `wikidata.part` with the mark up to which the dump is read. `settle` makes the index of it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import InputError
from dragoman.knowledge import settle
from dragoman.knowledge.dump import Mark, fingerprint, lines
from dragoman.knowledge.entities import Facts, facts
from dragoman.resolve.own import WIKIDATA

PART, FRESH = "wikidata.part", "wikidata.new"
EVERY = 20_000  # lines after which the mark is written down
VERSION = 1  # of the tables below
TABLES = """
CREATE TABLE mark (dump TEXT, name TEXT, size INTEGER, member INTEGER, skip INTEGER, line INTEGER, opened INTEGER,
                   whole INTEGER);
CREATE TABLE item (id INTEGER PRIMARY KEY, label TEXT, aliases TEXT, classes TEXT, countries TEXT, fame INTEGER,
                   seen TEXT);
CREATE TABLE parent (parent INTEGER, child INTEGER);
CREATE TABLE code (id INTEGER PRIMARY KEY, code TEXT);
CREATE TABLE held (person INTEGER, office TEXT, body INTEGER, start TEXT, "end" TEXT);
"""
Progress = Callable[[int, Mark], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a dump: how many lines it had, where reading began, and what the index holds, by kind."""

    lines: int
    resumed: int
    counts: dict[str, int]


def build(dump: Path, folder: Path, every: int = EVERY, progress: Progress = lambda size, mark: None) -> Built:
    """Make `folder`/wikidata.sqlite from `dump`; goes on where an earlier run on the same dump stopped.

    The index that stood there before stays until the new one is whole. Raises InputError naming file, byte and line
    where the dump is cut off, damaged, or no dump with an entity a line.
    """
    print_ = fingerprint(dump)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(folder / PART)) as db:
            mark = _begin(db, dump, print_)
            _gather(db, dump, mark, every, progress)
            counts = settle.settle(db, folder / FRESH, dump.name)
            total = int(db.execute("SELECT line FROM mark").fetchone()[0])
        os.replace(folder / FRESH, folder / WIKIDATA)
        (folder / PART).unlink()
    except (OSError, sqlite3.Error) as error:
        raise InputError(f"{folder}: the index cannot be written ({error}); the one in use was not changed") from error
    finally:
        with suppress(OSError):
            (folder / FRESH).unlink(missing_ok=True)
    return Built(total, mark.line, counts)


def _begin(db: sqlite3.Connection, dump: Path, print_: str) -> Mark:
    """The mark of an earlier run on this dump; else empty tables and the beginning."""
    size = dump.stat().st_size
    try:
        row = db.execute("SELECT dump, size, member, skip, line FROM mark").fetchone()
        version = db.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.Error:
        row, version = None, 0
    if row and version == VERSION and row[0] == print_ and row[1] <= size:
        db.execute("UPDATE mark SET name = ?, size = ?", (dump.name, size))
        return Mark(*row[2:])
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        db.execute(f'DROP TABLE "{name}"')
    db.executescript(TABLES)
    db.execute("INSERT INTO mark VALUES (?, ?, ?, 0, 0, 0, 0, 0)", (print_, dump.name, size))
    db.execute(f"PRAGMA user_version = {VERSION}")
    db.commit()
    return Mark()


def _gather(db: sqlite3.Connection, dump: Path, mark: Mark, every: int, progress: Progress) -> None:
    """Read the dump from the mark to its end into the tables."""
    opened, whole = map(bool, db.execute("SELECT opened, whole FROM mark").fetchone())
    if whole:
        return
    try:
        for line, behind in lines(dump, mark):
            word = line.strip()
            opened, whole = opened or (mark.line == 0 and word == b"["), word == b"]" or (whole and not word)
            _take(db, dump, line, behind.line)
            mark = behind
            if mark.line % every == 0:
                _note(db, mark, opened, whole)
                progress(dump.stat().st_size, mark)
    except InputError as error:
        _note(db, mark, opened, False)
        raise InputError(f"{error}; {mark.line} lines were read, the index in use was not changed") from error
    if opened and not whole:
        _note(db, mark, opened, False)
        size = dump.stat().st_size
        raise InputError(
            f"{dump}, line {mark.line}: cut off in the middle, at byte {size} (the closing bracket is missing); "
            "the index in use was not changed"
        )
    _note(db, mark, opened, True)


def _note(db: sqlite3.Connection, mark: Mark, opened: bool, whole: bool) -> None:
    values = (mark.member, mark.skip, mark.line, opened, whole)
    db.execute("UPDATE mark SET member = ?, skip = ?, line = ?, opened = ?, whole = ?", values)
    db.commit()


def _take(db: sqlite3.Connection, dump: Path, line: bytes, number: int) -> None:
    try:
        found = facts(line)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{dump}, line {number}: not an entity in JSON, or cut off in the middle ({len(line)} bytes)"
        ) from error
    if found:
        _store(db, found)


def _store(db: sqlite3.Connection, f: Facts) -> None:
    if db.execute("SELECT 1 FROM item WHERE id = ?", (f.id,)).fetchone():
        return  # an item that stands twice in the dump counts once
    db.execute(
        "INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?)",
        (f.id, f.label, "\n".join(f.aliases), _spelt(f.classes), _spelt(f.countries), f.fame, f.seen),
    )
    db.executemany("INSERT INTO parent VALUES (?, ?)", [(p, f.id) for p in f.parents])
    if f.code:
        db.execute("INSERT INTO code VALUES (?, ?)", (f.id, f.code))
    rows = [(h.who, h.what, f.id, h.start, h.end) if h.who else (f.id, h.what, 0, h.start, h.end) for h in f.held]
    db.executemany("INSERT INTO held VALUES (?, ?, ?, ?, ?)", rows)


def _spelt(numbers: tuple[int, ...]) -> str:
    return " ".join(map(str, numbers))
