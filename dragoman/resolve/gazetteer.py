"""The gazetteer: names of places in, places out.

One read-only SQLite file, `data/gazetteer.sqlite`, written by `scripts/build_gazetteer.py` (sources and
counts: `docs/data-places.md`), or the user's own in its place, written by `knowledge.geonames`. Places are kept
sorted by their normalised name in compressed blocks of 64, alternate names in blocks of their own, so that the
whole world is one small file, a name costs two or three blocks, and nothing but the first name of every block is
held in memory.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
import zlib
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from dragoman.resolve.own import GAZETTEER, index
from dragoman.resolve.own_index import opened

DATA = Path(__file__).parent.parent / "data" / "gazetteer.sqlite"
BLOCK = 64
VERSION = 1  # of the tables, in a file that the user built
KINDS = {
    "C": "country", "1": "admin1", "2": "admin2", "P": "city", "K": "city", "w": "water", "v": "river",
    "r": "region", "a": "area", "s": "seat", "b": "base", "t": "site", "c": "continent",
}  # fmt: skip
PLAIN = str.maketrans({
    "ø": "o", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ŋ": "n", "ə": "a",
    "’": "", "‘": "", "'": "", "`": "", "ʻ": "", "ʼ": "", "ʹ": "", ".": " ", ",": " ", "-": " ", "–": " ", "/": " ",
    "(": " ", ")": " ", "&": " and ",
})  # fmt: skip
SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}
ABBREVIATED = re.compile(r"\b(?:[a-z] )+[a-z]\b")


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer.

    `country` is ISO 3166-1 alpha-3 (or "" where it lies in none or several), `admin1` the name of its first-order
    division, degrees are WGS 84, `id` is its GeoNames id (None for entries of our own), `capital` a state's capital;
    `alias` tells that it was found by an alternate name, `by` which.
    """

    key: int
    name: str
    id: int | None
    country: str
    admin1: str
    kind: str
    latitude: float
    longitude: float
    population: int
    capital: bool
    alias: bool = False


@lru_cache(maxsize=65536)
def normalise(name: str) -> str:
    """`name` as the gazetteer keys it: case, accents, apostrophes, hyphens and full stops gone, "St." spelt out."""
    flat = unicodedata.normalize("NFKD", name.casefold()).translate(PLAIN)
    words = "".join(c for c in flat if not unicodedata.combining(c)).split()
    joined = " ".join(SHORT.get(w, w) for w in words)
    joined = ABBREVIATED.sub(lambda m: m.group().replace(" ", ""), joined)
    return joined.removeprefix("the ")


@lru_cache(maxsize=8192)
def lookup(name: str) -> tuple[Entry, ...]:
    """All places called `name`, those whose main name it is first, each group by falling population.

    `name` may be written in any case, with or without accents. An unknown name gives an empty tuple.
    """
    norm = normalise(name)
    if not norm:
        return ()
    first = _main(norm)
    known = {e.key for e in first}
    others = (_place(key) for key in _aliases(norm) if key not in known)
    second = sorted((_as_alias(e) for e in others), key=lambda e: (-e.population, e.key))
    return (*sorted(first, key=lambda e: (-e.population, e.key)), *second)


@lru_cache(maxsize=4096)
def demonym(word: str) -> Entry | None:
    """The country (or division) whose adjective or nationality noun `word` is ("Syrian", "Texans"), or None."""
    norm = normalise(word)
    row = _connection().execute("SELECT place FROM demonym WHERE norm = ?", (norm,)).fetchone()
    if row is None:
        return country(_peoples()[norm]) if norm in _peoples() else None
    return _place(row[0])


@lru_cache(maxsize=1)
def _peoples() -> dict[str, str]:
    """Adjectives and peoples of data/place_words.yaml, normalised, with the alpha-3 code of their country."""
    raw = yaml.load((DATA.parent / "place_words.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return {normalise(word): code for code, said in raw["peoples"].items() for word in said}


@lru_cache(maxsize=512)
def country(code: str) -> Entry | None:
    """The country with the ISO 3166-1 alpha-3 `code`, or None."""
    row = _connection().execute("SELECT place FROM country WHERE code = ?", (code,)).fetchone()
    return None if row is None else _place(row[0])


@lru_cache(maxsize=512)
def capital(code: str) -> Entry | None:
    """The capital of the country with the alpha-3 `code`, or None."""
    row = _connection().execute("SELECT capital FROM country WHERE code = ?", (code,)).fetchone()
    return None if row is None or row[0] is None else _place(row[0])


@lru_cache(maxsize=512)
def neighbours(code: str) -> frozenset[str]:
    """Alpha-3 codes of the countries that share a land border with `code`."""
    row = _connection().execute("SELECT neighbours FROM country WHERE code = ?", (code,)).fetchone()
    return frozenset(row[0].split()) if row and row[0] else frozenset()


@lru_cache(maxsize=1)
def _connection() -> sqlite3.Connection:
    theirs = index(GAZETTEER)
    if theirs is not None:
        return opened(theirs, VERSION, "dragoman kb build --geonames FILES")
    return sqlite3.connect(f"file:{DATA.as_posix()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


@lru_cache(maxsize=2)
def _firsts(table: str) -> tuple[str, ...]:
    rows = _connection().execute(f"SELECT first FROM {table} ORDER BY n")
    return tuple(r[0] for r in rows)


@lru_cache(maxsize=768)
def _block(table: str, n: int) -> tuple[str, ...]:
    row = _connection().execute(f"SELECT data FROM {table} WHERE n = ?", (n,)).fetchone()
    return tuple(zlib.decompress(row[0]).decode().split("\n"))


@lru_cache(maxsize=1)
def _divisions() -> dict[str, str]:
    return dict(_connection().execute("SELECT code, name FROM division"))


def _rows(table: str, norm: str) -> list[tuple[int, str]]:
    firsts = _firsts(table)
    n = max(0, bisect_left(firsts, norm) - 1)
    found = []
    head = norm + "\t"
    while n < len(firsts) and firsts[n] <= norm:
        found += [(n * BLOCK + k, row) for k, row in enumerate(_block(table, n)) if row.startswith(head)]
        n += 1
    return found


@lru_cache(maxsize=16384)
def _main(norm: str) -> tuple[Entry, ...]:
    return tuple(_entry(key, row) for key, row in _rows("place", norm))


def _aliases(norm: str) -> list[int]:
    return [int(key) for _, row in _rows("alias", norm) for key in row.split("\t")[1].split()]


@lru_cache(maxsize=8192)
def _place(key: int) -> Entry:
    return _entry(key, _block("place", key // BLOCK)[key % BLOCK])


def _entry(key: int, row: str) -> Entry:
    norm, name, ident, land, division, kind, lat, lon, people = row.split("\t")
    return Entry(
        key, name or norm.title(), int(ident) if ident else None, land,
        _divisions().get(f"{land}.{division}", "") if division else "",
        KINDS[kind], int(lat) / 1000, int(lon) / 1000, int(people or 0), kind == "K",
    )  # fmt: skip


def _as_alias(e: Entry) -> Entry:
    return Entry(
        e.key, e.name, e.id, e.country, e.admin1, e.kind, e.latitude, e.longitude, e.population, e.capital, True
    )
