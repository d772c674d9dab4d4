"""What was gathered from a Wikidata dump -> the index: kinds by class, countries by code, offices with dates."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from dragoman.errors import InputError
from dragoman.knowledge.entities import table
from dragoman.resolve import own_index
from dragoman.resolve.kb import shipped
from dragoman.resolve.names import key

KNOWN_FROM = 20  # wikis with a page on a person from which he is kept without an office
SURNAME_FROM = 30  # wikis with a page on a person from which his surname alone may mean him
LONGEST = 12  # words of a name
OFFICES = ("office", "person", "group", "body")  # role nouns that say the sector of an office


@dataclass(frozen=True, slots=True)
class _Class:
    kind: str
    sector: str
    country: str


@dataclass(slots=True)
class _Settling:
    """The two databases, and what was found out about items so far."""

    raw: sqlite3.Connection
    out: sqlite3.Connection
    classes: tuple[_Class, ...]
    lands: dict[int, str] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)


def settle(raw: sqlite3.Connection, fresh: Path, dump: str) -> dict[str, int]:
    """Write the index `fresh` from the gathered tables; returns how many entries of each kind it holds."""
    fresh.unlink(missing_ok=True)
    raw.executescript(
        "CREATE INDEX IF NOT EXISTS by_parent ON parent (parent);"
        "CREATE INDEX IF NOT EXISTS by_person ON held (person); CREATE INDEX IF NOT EXISTS by_label ON item (label);"
    )
    with closing(sqlite3.connect(fresh)) as out:
        out.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;{own_index.TABLES}")
        work = _Settling(raw, out, _classes(raw))
        _countries(work)
        for item in raw.execute("SELECT id, label, aliases, classes, countries, fame, seen FROM item ORDER BY id"):
            _item(work, *item)
        out.executemany("INSERT INTO longest VALUES (?, ?)", sorted(work.longest.items()))
        out.execute("INSERT INTO meta VALUES ('dump', ?)", (dump,))
        out.execute("CREATE INDEX by_id ON name (id)")
        out.execute(f"PRAGMA user_version = {own_index.VERSION}")
        counts = dict(out.execute("SELECT kind, COUNT(*) FROM entity GROUP BY kind ORDER BY kind").fetchall())
        for name in ("country", "office", "name"):
            counts[name] = out.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0]
        out.commit()
    if not counts.get("person") and not counts.get("organisation"):
        raise InputError(
            f"{dump}: has no people and no organisations; who is a human or a party is told by the classes in the "
            "dump, so a dump from which they were filtered out does not do"
        )
    return {str(k): int(v) for k, v in counts.items()}


# ---------------------------------------------------------------- classes


def _classes(raw: sqlite3.Connection) -> tuple[_Class, ...]:
    """Fill the table `class`: item number of a class -> which row of our table is nearest above it."""
    rows = table()["classes"]
    known = tuple(_Class(r["kind"], r.get("sector", ""), r.get("country", "")) for r in rows.values())
    raw.executescript("DROP TABLE IF EXISTS class; CREATE TABLE class (id INTEGER PRIMARY KEY, n INTEGER);")
    edge = []
    for n, label in enumerate(rows):
        best = raw.execute("SELECT id FROM item WHERE label = ? ORDER BY fame DESC, id LIMIT 1", (label,)).fetchone()
        if best and raw.execute("INSERT OR IGNORE INTO class VALUES (?, ?)", (best[0], n)).rowcount:
            edge.append((best[0], n))
    while edge:
        edge = [
            (child, n)
            for above, n in edge
            for (child,) in raw.execute("SELECT child FROM parent WHERE parent = ? ORDER BY child", (above,)).fetchall()
            if raw.execute("INSERT OR IGNORE INTO class VALUES (?, ?)", (child, n)).rowcount
        ]
    return known


def _class(work: _Settling, numbers: str) -> _Class | None:
    """What an item is by its classes, the first of them that says it."""
    for number in numbers.split():
        row = work.raw.execute("SELECT n FROM class WHERE id = ?", (int(number),)).fetchone()
        if row:
            return work.classes[int(row[0])]
    return None


# ---------------------------------------------------------------- countries


def _countries(work: _Settling) -> None:
    """Fill the table of states: by the codes that items have, the best known where two have one."""
    rows = work.raw.execute("SELECT c.id, i.label FROM code c JOIN item i ON i.id = c.id ORDER BY i.fame DESC, c.id")
    for ident, label in rows.fetchall():
        code = _code(work, ident)
        if code:
            work.out.execute("INSERT OR IGNORE INTO country VALUES (?, ?, ?)", (code, ident, label))


def _code(work: _Settling, ident: int) -> str:
    """The code of the state that an item is, '' where it is none: by its own code, else by its name in our tables."""
    if ident not in work.lands:
        row = work.raw.execute("SELECT code FROM code WHERE id = ?", (ident,)).fetchone()
        item = work.raw.execute("SELECT label FROM item WHERE id = ?", (ident,)).fetchone()
        own = row[0] if row and row[0] in shipped().states else ""
        work.lands[ident] = own or (_named(item[0]) if item else "")
    return work.lands[ident]


def _named(label: str) -> str:
    entries = shipped().readings.get(key(label).removeprefix("the "), ())
    return next((e.country for e in entries if e.kind == "name" and e.country), "")


def _country(work: _Settling, ident: int, numbers: str) -> str:
    """The country of an item: its own code where it is a state, else the first of its countries that is known."""
    own = work.raw.execute("SELECT 1 FROM code WHERE id = ?", (ident,)).fetchone()
    return next((c for q in (*([ident] if own else []), *map(int, numbers.split())) if (c := _code(work, q))), "")


# ---------------------------------------------------------------- entities


def _item(work: _Settling, *item: object) -> None:
    ident, label, aliases, classes, countries, fame, seen = item
    found = _class(work, str(classes))
    if not isinstance(ident, int) or not isinstance(fame, int) or found is None or found.kind == "none":
        return
    country = found.country or _country(work, ident, str(countries))
    words = [str(label), *str(aliases).split("\n")]
    if found.kind == "person":
        offices = _offices(work, ident, country)
        if not offices and fame < KNOWN_FROM:
            return
        work.out.executemany("INSERT INTO office VALUES (?, ?, ?, ?, ?, ?, ?)", offices)
        _names(work, ident, words, surname=bool(offices) and fame >= SURNAME_FROM)
    elif not country:
        return
    else:
        _names(work, ident, words)
        _reach(work, words)
    row = (ident, label, found.kind, country, found.sector, fame, seen)
    work.out.execute("INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def _names(work: _Settling, ident: int, words: Iterable[str], surname: bool = False) -> None:
    for part, word in _spellings(words, surname):
        form = key(word).removeprefix("the ")
        if len(form) > 1 and not form.isdigit() and form.count(" ") < LONGEST:
            work.out.execute("INSERT OR IGNORE INTO name VALUES (?, ?, ?, ?)", (form, ident, word, part))


def _spellings(words: Iterable[str], surname: bool) -> Iterator[tuple[int, str]]:
    words = [w for w in words if w]
    yield from ((0, w) for w in words)
    if surname and " " in words[0]:
        yield 1, words[0].rsplit(" ", 1)[-1]


def _reach(work: _Settling, words: Iterable[str]) -> None:
    for word in words:
        spelled = key(word).removeprefix("the ").split()
        if 0 < len(spelled) <= LONGEST:
            work.longest[spelled[0]] = max(work.longest.get(spelled[0], 0), len(spelled))


# ---------------------------------------------------------------- offices


def _offices(work: _Settling, person: int, citizenship: str) -> list[tuple[int, int, str, str, str, str, str]]:
    """(person, number, office, country, sector, start, end) for each office with a day, a month or a year."""
    rows = work.raw.execute('SELECT office, body, start, "end" FROM held WHERE person = ? ORDER BY rowid', (person,))
    out = []
    for n, (office, body, start, end) in enumerate(rows.fetchall()):
        named = _headed(work, office, body) if body else _position(work, int(office), citizenship)
        if named and (start or end) and not (start and end and end < start[: len(end)]):
            out.append((person, n, *named, start, end))
    return out


def _headed(work: _Settling, name: str, body: int) -> tuple[str, str, str] | None:
    """The office that heading a body means: 'head of state', 'chairperson of the Example Party'."""
    row = work.raw.execute("SELECT label, classes, countries FROM item WHERE id = ?", (body,)).fetchone()
    if not row:
        return None
    label, classes, countries = row
    office = str(table()["properties"]["heads"][name])
    if work.raw.execute("SELECT 1 FROM code WHERE id = ?", (body,)).fetchone():
        return office, _code(work, body), "GOV"
    found = _class(work, classes)
    country = found.country if found and found.country else _country(work, body, countries)
    if found is None or found.kind != "organisation" or not country:
        return None
    return f"{office} of {label}", country, found.sector or "GOV"


def _position(work: _Settling, ident: int, citizenship: str) -> tuple[str, str, str] | None:
    """A position's name without its country, the country that it belongs to (else the holder's), and the sector."""
    row = work.raw.execute("SELECT label, countries FROM item WHERE id = ?", (ident,)).fetchone()
    if not row:
        return None
    label, countries = str(row[0]), str(row[1])
    country = _country(work, ident, countries) or citizenship
    lands = (work.raw.execute("SELECT label FROM item WHERE id = ?", (int(q),)).fetchone() for q in countries.split())
    for land in (x[0] for x in lands if x):
        label = label.removesuffix(f" of {land}").removesuffix(f" of the {land}")
    return (label, country, _sector(label)) if country else None


@lru_cache(maxsize=8192)
def _sector(office: str) -> str:
    """The sector of an office by the longest role noun in its name that says one; GOV where none does."""
    parts = key(office).split()
    spans = [" ".join(parts[i:k]) for i in range(len(parts)) for k in range(i + 1, len(parts) + 1)]
    for span in sorted(spans, key=lambda s: -s.count(" ")):
        for entry in shipped().readings.get(span, ()):
            if entry.kind == "role" and entry.sort in OFFICES and entry.sector:
                return entry.sector
    return "GOV"
