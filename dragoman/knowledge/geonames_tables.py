"""GeoNames' tables read row by row, each line checked: places, alternate names, first-order divisions."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from re import compile as pattern
from typing import TextIO

from dragoman.errors import InputError
from dragoman.resolve.gazetteer import normalise

CODES = Path(__file__).parent.parent / "data" / "country_codes.tsv"
# The columns of the tables, from the readme that GeoNames puts beside them.
PLACES = (
    "geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "feature class", "feature code",
    "country code", "cc2", "admin1 code", "admin2 code", "admin3 code", "admin4 code", "population", "elevation",
    "dem", "timezone", "modification date",
)  # fmt: skip
NAMES = (
    "alternateNameId", "geonameid", "isolanguage", "alternate name", "isPreferredName", "isShortName",
    "isColloquial", "isHistoric", "from", "to",
)  # fmt: skip
DIVISIONS = ("code", "name", "name ascii", "geonameid")
LAYOUTS = {"places": PLACES, "names": NAMES, "divisions": DIVISIONS}
LEAST = {"places": 19, "names": 8, "divisions": 4}  # the last two columns of the names came in their second version
CAPITAL, DEAD = "PPLC", ("PPLH", "PPLQ", "PPLW", "PPLX", "ADM1H", "ADM2H")  # deserted, destroyed, part of a city
BASES = ("AIRB", "INSM", "MILB", "NVB")
LATIN = pattern(r"^[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỿ‘’'ʻ][A-Za-zÀ-ɏḀ-ỿ’‘'ʻʼ .\-()]*$")
ENGLISH = ("en", "")
ALIASES_FROM = 5_000  # inhabitants from which a place keeps names of other languages


@dataclass(frozen=True, slots=True)
class Spot:
    """A row of a table of places, as the gazetteer keeps it; `kind` is a letter of `gazetteer.KINDS`."""

    ident: int
    name: str
    names: tuple[str, ...]
    country: str
    division: str
    kind: str
    latitude: float
    longitude: float
    people: int


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of the place `ident`; `english` tells that it is marked so, or has no language."""

    ident: int
    name: str
    english: bool


def sort_of(path: Path) -> str:
    """`places`, `names` or `divisions`: what the file holds, by its name, else by its number of columns.

    Raises InputError naming the file where it cannot be read or is none of GeoNames' tables.
    """
    stem = path.name.lower()
    if stem.startswith("alternatenames"):
        return "names"
    if stem.startswith("admin1codes"):
        return "divisions"
    if stem.startswith(("allcountries", "cities", "no-country")) or len(path.stem) == 2:
        return "places"
    first = next(iter(_cells(path)), (1, [""]))[1]
    found = next((sort for sort, columns in LAYOUTS.items() if LEAST[sort] <= len(first) <= len(columns)), None)
    if found is None:
        raise InputError(
            f"{path}, line 1: {len(first)} columns; known are GeoNames' tables of places (19 columns), of alternate "
            "names (8 or 10) and of first-order divisions (4)"
        )
    return found


def places(path: Path) -> Iterator[Spot]:
    """The settlements, divisions and bases of a table of places; InputError naming the line where a cell is wrong."""
    countries = _countries()
    for number, row in _rows(path, "places"):
        kind = _kind(row[6], row[7])
        if not kind:
            continue
        if row[8] and row[8] not in countries:
            raise InputError(f"{path}, line {number}: unknown country code {row[8]!r}")
        latitude, longitude = (_degrees(path, number, row, k, most) for k, most in ((4, 90), (5, 180)))
        people = _whole(path, number, row, 14)
        ident = _whole(path, number, row, 0)
        names = (n for n in row[3].split(",") if n) if people >= ALIASES_FROM or kind in "12" else iter(())
        yield Spot(ident, row[1], tuple(n for n in names if usable(n)), countries.get(row[8], ""),
                   row[10] if row[10] != "00" else "", kind, latitude, longitude, people)  # fmt: skip


def aliases(path: Path) -> Iterator[Alias]:
    """The usable names of a table of alternate names: Latin letters, not historical, no codes and links."""
    for number, row in _rows(path, "names"):
        historic = len(row) > 7 and row[7] == "1"
        if len(row[2]) <= 3 and not historic and usable(row[3]):
            yield Alias(_whole(path, number, row, 1), row[3], row[2] in ENGLISH)


def divisions(path: Path) -> Iterator[tuple[str, str, int]]:
    """(code as "SYR.09", name, GeoNames id) of the first-order divisions."""
    countries = _countries()
    for number, row in _rows(path, "divisions"):
        land, _, code = row[0].partition(".")
        if land not in countries or not code:
            raise InputError(f"{path}, line {number}: code {row[0]!r} is not a country and a division, as in SY.09")
        yield f"{countries[land]}.{code}", row[1], _whole(path, number, row, 3)


def usable(name: str) -> bool:
    """Whether an alternate name is one that English text may use: Latin letters, no code, no phrase."""
    name = unicodedata.normalize("NFC", name)
    code = len(name) <= 3 and name.isupper()
    return bool(LATIN.match(name)) and len(normalise(name)) >= 3 and len(name.split()) <= 5 and not code


def _kind(group: str, code: str) -> str:
    if group == "P" and code not in DEAD:
        return "K" if code == CAPITAL else "P"
    if group == "S" and code in BASES:
        return "b"
    return {"ADM1": "1", "ADM2": "2"}.get(code, "") if group == "A" else ""


def _rows(path: Path, sort: str) -> Iterator[tuple[int, list[str]]]:
    """Lines with all their columns, numbered from 1; InputError naming the line and what it lacks."""
    least, columns = LEAST[sort], LAYOUTS[sort]
    empty = True
    for number, cells in _cells(path):
        if len(cells) < least:
            lacking = ", ".join(columns[len(cells) : least])
            raise InputError(
                f"{path}, line {number}: {len(cells)} columns, {lacking} missing; it is cut off or no {sort}"
            )
        empty = False
        yield number, cells
    if empty:
        raise InputError(f"{path}: has no rows")


def _cells(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        with _text(path) as stream:
            for number, line in enumerate(stream, 1):
                if line.strip() and not line.startswith("#"):
                    yield number, line.rstrip("\r\n").split("\t")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 text ({error.reason} at byte {error.start})") from error
    except (OSError, EOFError, zipfile.BadZipFile) as error:
        raise InputError(f"{path}: cannot be read ({getattr(error, 'strerror', None) or error})") from error


@contextmanager
def _text(path: Path) -> Iterator[TextIO]:
    """The text of a table, out of its archive where it is a .zip as GeoNames gives it."""
    if path.suffix.lower() != ".zip":
        with path.open(encoding="utf-8", newline="\n") as stream:
            yield stream
        return
    with zipfile.ZipFile(path) as archive:
        inside = [n for n in archive.namelist() if n.endswith(".txt") and "readme" not in n.lower()]
        names = [n for n in inside if Path(n).stem.lower() == path.stem.lower()] or inside
        if len(names) != 1:
            raise InputError(f"{path}: holds {len(names)} tables; unpack it and name the one you mean")
        with archive.open(names[0]) as packed:
            yield io.TextIOWrapper(packed, encoding="utf-8", newline="\n")


def _degrees(path: Path, number: int, row: list[str], k: int, most: int) -> float:
    try:
        value = float(row[k])
    except ValueError:
        value = 999.0
    if not -most <= value <= most:
        raise InputError(f"{path}, line {number}: {PLACES[k]} {row[k]!r} is no number from -{most} to {most}")
    return value


def _whole(path: Path, number: int, row: list[str], k: int) -> int:
    text = row[k] or ("0" if k == 14 else "")
    if not (text.isascii() and text.isdigit()):
        raise InputError(f"{path}, line {number}: column {k + 1} should be a whole number and is {text!r}")
    return int(text)


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """Alpha-2 -> the code of the codebook."""
    lines = (line for line in CODES.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    next(lines)
    return dict((a2, code) for a2, code in (line.split("\t") for line in lines))
