"""GeoNames' tables -> a gazetteer of the user's own, in the tables of the shipped one, used in its place.

Settlements come from the user's tables alone; countries, seas, regions, landmarks and the names of peoples from
the shipped gazetteer, and so do divisions of which the tables have no row. Sorted on disk, so that the full tables
need little memory.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path

from dragoman.errors import InputError
from dragoman.knowledge import geonames_tables as given
from dragoman.resolve.gazetteer import BLOCK, DATA, VERSION, normalise
from dragoman.resolve.own import GAZETTEER

PART, FRESH = "gazetteer.part", "gazetteer.new"
REPLACED = ("P", "K")  # kinds that come from the user's tables alone
GATHERED = """
CREATE TABLE spot (n INTEGER PRIMARY KEY, norm TEXT, name TEXT, ident INTEGER UNIQUE, country TEXT, division TEXT,
                   kind TEXT, lat INTEGER, lon INTEGER, people INTEGER);
CREATE TABLE alias (norm TEXT, spot INTEGER);
CREATE TABLE old (key INTEGER PRIMARY KEY, spot INTEGER);
CREATE TABLE place_key (spot INTEGER PRIMARY KEY, key INTEGER);
"""
TABLES = """
CREATE TABLE place (n INTEGER PRIMARY KEY, first TEXT, data BLOB);
CREATE TABLE alias (n INTEGER PRIMARY KEY, first TEXT, data BLOB);
CREATE TABLE division (code TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
CREATE TABLE country (code TEXT PRIMARY KEY, place INTEGER, capital INTEGER, neighbours TEXT) WITHOUT ROWID;
CREATE TABLE demonym (norm TEXT PRIMARY KEY, place INTEGER) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""


def build(paths: Sequence[Path], folder: Path) -> dict[str, int]:
    """Make `folder`/gazetteer.sqlite from GeoNames' tables; returns counts by kind.

    The gazetteer that stood there before stays until the new one is whole. Raises InputError naming file and line for
    a table that is none of GeoNames', a missing column, a coordinate that is none, or where no table has settlements.
    """
    sorts = [(given.sort_of(path), path) for path in paths]
    if not any(sort == "places" for sort, _ in sorts):
        raise InputError(
            f"{paths[0]}: a table of places is needed too (allCountries.txt, cities500.txt, or a country's)"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in (PART, FRESH):
            (folder / name).unlink(missing_ok=True)
        with closing(sqlite3.connect(folder / PART)) as work, closing(sqlite3.connect(folder / FRESH)) as out:
            work.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;{GATHERED}")
            out.executescript(f"PRAGMA journal_mode = OFF;{TABLES}")
            _gather(work, sorts)
            counts = _write(work, out, [path.name for path in paths])
        os.replace(folder / FRESH, folder / GAZETTEER)
    except (OSError, sqlite3.Error) as error:
        raise InputError(f"{folder}: cannot be written ({error}); the gazetteer in use was not changed") from error
    finally:
        for name in (PART, FRESH):
            with suppress(OSError):
                (folder / name).unlink(missing_ok=True)
    return counts


# ---------------------------------------------------------------- gathering


def _gather(work: sqlite3.Connection, sorts: Sequence[tuple[str, Path]]) -> None:
    for path in (p for sort, p in sorts if sort == "places"):
        for spot in given.places(path):
            _add(work, spot)
    if not work.execute("SELECT 1 FROM spot WHERE kind IN ('P', 'K') LIMIT 1").fetchone():
        raise InputError("the tables have no populated places; the gazetteer in use was not changed")
    _keep_shipped(work)
    for path in (p for sort, p in sorts if sort == "divisions"):
        _name_divisions(work, given.divisions(path))
    for path in (p for sort, p in sorts if sort == "names"):
        for alias in given.aliases(path):
            row = work.execute("SELECT n, people, kind FROM spot WHERE ident = ?", (alias.ident,)).fetchone()
            if row and (alias.english or row[1] >= given.ALIASES_FROM or row[2] not in REPLACED):
                _alias(work, row[0], (alias.name,))


def _add(work: sqlite3.Connection, s: given.Spot) -> None:
    norm = normalise(s.name)
    if not norm:
        return
    row = (norm, s.name, s.ident, s.country, s.division, s.kind, round(s.latitude * 1000), round(s.longitude * 1000))
    made = _insert(work, (*row, s.people))
    if made:
        _alias(work, made, s.names)


def _insert(work: sqlite3.Connection, row: tuple[str | int | None, ...]) -> int:
    """The number of the new row, 0 where its GeoNames id is there already."""
    made = work.execute(
        "INSERT OR IGNORE INTO spot (norm, name, ident, country, division, kind, lat, lon, people) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row,
    )
    return int(made.lastrowid or 0) if made.rowcount == 1 else 0


def _alias(work: sqlite3.Connection, spot: int, names: Iterable[str]) -> None:
    forms = dict.fromkeys(form for name in names if (form := normalise(name)))
    work.executemany("INSERT INTO alias VALUES (?, ?)", [(form, spot) for form in forms])


def _shipped() -> sqlite3.Connection:
    return sqlite3.connect(f"file:{DATA.as_posix()}?mode=ro&immutable=1", uri=True)


def _blocks(db: sqlite3.Connection, table: str) -> Iterator[tuple[int, str]]:
    for n, data in db.execute(f"SELECT n, data FROM {table} ORDER BY n"):
        for k, line in enumerate(zlib.decompress(data).decode().split("\n")):
            yield n * BLOCK + k, line


def _keep_shipped(work: sqlite3.Connection) -> None:
    """Take over what the user's tables do not bring, and all shipped names of what they do."""
    with closing(_shipped()) as db:
        for key, line in _blocks(db, "place"):
            norm, name, ident, land, division, kind, lat, lon, people = line.split("\t")
            row = work.execute("SELECT n FROM spot WHERE ident = ?", (int(ident),)).fetchone() if ident else None
            if row is None and kind not in REPLACED:
                number = int(ident) if ident else None
                cells = (norm, name or norm.title(), number, land, division, kind, int(lat), int(lon), int(people or 0))
                row = (_insert(work, cells),)
            if row and row[0]:
                work.execute("INSERT INTO old VALUES (?, ?)", (key, row[0]))
        for _, line in _blocks(db, "alias"):
            norm, keys = line.split("\t")
            marks = ", ".join("?" * len(keys.split()))
            found = work.execute(f"SELECT spot FROM old WHERE key IN ({marks})", keys.split()).fetchall()
            work.executemany("INSERT INTO alias VALUES (?, ?)", [(norm, spot) for (spot,) in found])


def _name_divisions(work: sqlite3.Connection, rows: Iterator[tuple[str, str, int]]) -> None:
    for code, name, ident in rows:
        land, _, division = code.partition(".")
        norm = normalise(name)
        if not norm:
            continue
        found = work.execute("SELECT n, norm FROM spot WHERE ident = ?", (ident,)).fetchone()
        if found and found[1] != norm:
            _alias(work, found[0], (found[1],))
        if found:
            work.execute(
                "UPDATE spot SET name = ?, norm = ?, country = ?, division = ? WHERE n = ?",
                (name, norm, land, division, found[0]),
            )


# ---------------------------------------------------------------- writing


def _write(work: sqlite3.Connection, out: sqlite3.Connection, sources: Sequence[str]) -> dict[str, int]:
    """The gazetteer's tables from what was gathered; returns counts by kind."""
    work.execute("CREATE INDEX by_alias ON alias (norm, spot)")
    _pack(out, "place", _places(work))
    _pack(out, "alias", _names(work))
    divisions = work.execute("SELECT country || '.' || division, name FROM spot WHERE kind = '1' ORDER BY n")
    out.executemany("INSERT OR IGNORE INTO division VALUES (?, ?)", divisions)
    _small(work, out)
    out.execute("INSERT INTO meta VALUES ('files', ?)", (", ".join(sources),))
    counts = dict(work.execute("SELECT kind, COUNT(*) FROM spot GROUP BY kind ORDER BY kind").fetchall())
    out.executemany("INSERT INTO meta VALUES (?, ?)", [(f"kind {k}", str(v)) for k, v in counts.items()])
    out.execute(f"PRAGMA user_version = {VERSION}")
    out.commit()
    return {str(k): int(v) for k, v in counts.items()}


def _pack(out: sqlite3.Connection, table: str, lines: Iterator[str]) -> None:
    """Sorted lines in compressed blocks."""
    piece: list[str] = []
    n = 0
    for line in lines:
        piece.append(line)
        if len(piece) == BLOCK:
            _block(out, table, n, piece)
            piece, n = [], n + 1
    if piece:
        _block(out, table, n, piece)


def _block(out: sqlite3.Connection, table: str, n: int, piece: Sequence[str]) -> None:
    blob = zlib.compress("\n".join(piece).encode(), 9)
    out.execute(f"INSERT INTO {table} VALUES (?, ?, ?)", (n, piece[0].split("\t")[0], blob))


def _places(work: sqlite3.Connection) -> Iterator[str]:
    """Lines of places by name; each is given its key on the way."""
    rows = work.execute(
        "SELECT n, norm, name, ident, country, division, kind, lat, lon, people FROM spot "
        "ORDER BY norm, people DESC, ident, name, n"
    )
    for key, (n, norm, name, ident, *rest, people) in enumerate(rows):
        work.execute("INSERT INTO place_key VALUES (?, ?)", (n, key))
        shown = "" if norm.title() == name else name
        yield "\t".join(map(str, (norm, shown, ident or "", *rest, people or "")))


def _names(work: sqlite3.Connection) -> Iterator[str]:
    rows = work.execute(
        "SELECT DISTINCT a.norm, k.key FROM alias a JOIN place_key k ON k.spot = a.spot JOIN spot s ON s.n = a.spot "
        "WHERE a.norm <> s.norm ORDER BY a.norm, k.key"
    )
    norm, keys = "", list[str]()
    for name, key in rows:
        if name != norm and keys:
            yield f"{norm}\t{' '.join(keys)}"
            keys = []
        norm = name
        keys.append(str(key))
    if keys:
        yield f"{norm}\t{' '.join(keys)}"


def _small(work: sqlite3.Connection, out: sqlite3.Connection) -> None:
    """Countries with capital and neighbours, and the names of peoples: the shipped ones, under the new keys."""
    capital = dict(
        work.execute("SELECT s.country, k.key FROM spot s JOIN place_key k ON k.spot = s.n WHERE s.kind = 'K' "
                     "ORDER BY s.people, s.n DESC")
    )  # fmt: skip
    new = dict(work.execute("SELECT o.key, k.key FROM old o JOIN place_key k ON k.spot = o.spot"))
    with closing(_shipped()) as db:
        for code, place, _, neighbours in db.execute("SELECT code, place, capital, neighbours FROM country"):
            out.execute("INSERT INTO country VALUES (?, ?, ?, ?)", (code, new[place], capital.get(code), neighbours))
        peoples = [(norm, new[p]) for norm, p in db.execute("SELECT norm, place FROM demonym") if p in new]
    out.executemany("INSERT INTO demonym VALUES (?, ?)", peoples)
