"""The user's own knowledge: tables of actors and indexes in the folder of `settings.knowledge_folder`.

`actors/*.csv` are tables that the user added, `wikidata.sqlite` an index made from a Wikidata dump,
`gazetteer.sqlite` one made from GeoNames' tables. Each is used where it is there.
"""

from __future__ import annotations

import csv
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import yaml

from dragoman.errors import InputError
from dragoman.settings import knowledge_folder

DATA = Path(__file__).parent.parent / "data"
NEEDED = ("name", "country", "sector")
ALLOWED = ("aliases", "office", "from", "to", "id", "source")
TABLES, WIKIDATA, GAZETTEER = "actors", "wikidata.sqlite", "gazetteer.sqlite"


@dataclass(frozen=True, slots=True)
class OwnActor:
    """A row of a user's table. `start` and `end` are ISO dates cut to month or year, '' where not given."""

    name: str
    aliases: tuple[str, ...]
    country: str
    sector: str
    office: str
    start: str
    end: str
    id: str
    source: str


def tables() -> tuple[Path, ...]:
    """The user's tables of actors, in order of names."""
    folder = knowledge_folder() / TABLES
    return tuple(sorted(folder.glob("*.csv"))) if folder.is_dir() else ()


def index(name: str) -> Path | None:
    """The user's index called `name`, None where there is none."""
    path = knowledge_folder() / name
    return path if path.is_file() else None


def actors() -> Iterator[OwnActor]:
    """The rows of all the user's tables. Raises InputError like `read_table`."""
    for path in tables():
        yield from read_table(path)


def read_table(path: Path) -> tuple[OwnActor, ...]:
    """The rows of one CSV file of actors, checked whole.

    Raises InputError naming file, line and reason for a missing or unknown column, an unknown country or sector
    code, a date that is none, an end before its start, a row without a name.
    """
    if not path.is_file():
        raise InputError(f"{path}: there is no such file")
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            found = list(_rows(path, csv.reader(stream, strict=True)))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 text; save it as CSV in UTF-8") from error
    except csv.Error as error:
        raise InputError(f"{path}: is no well-formed CSV ({error})") from error
    good = tuple(row for row in found if isinstance(row, OwnActor))
    bad = [row for row in found if isinstance(row, str)]
    if bad:
        raise InputError(f"{path}, {bad[0]}" + (f" (and {len(bad) - 1} more lines are wrong)" if bad[1:] else ""))
    if not good:
        raise InputError(f"{path}: has no rows")
    return good


def _rows(path: Path, lines: Iterator[list[str]]) -> Iterator[OwnActor | str]:
    """A row, or what is wrong with it, for each line below the header."""
    header = [cell.strip().lower() for cell in next(lines, [])]
    missing = [c for c in NEEDED if c not in header]
    if missing:
        raise InputError(f"{path}, line 1: the column {' and '.join(missing)} is missing; needed are {_listed(NEEDED)}")
    strange = [c for c in header if c not in (*NEEDED, *ALLOWED)]
    if strange:
        raise InputError(f"{path}, line 1: unknown column {strange[0]!r}; known are {_listed((*NEEDED, *ALLOWED))}")
    number = 1
    for cells in lines:
        number, last = lines.line_num, number  # type: ignore[attr-defined]  # a csv.reader has it
        if not any(c.strip() for c in cells):
            continue
        if len(cells) != len(header):
            yield f"line {last + 1}: {len(cells)} columns, the header has {len(header)}"
            continue
        row = {**dict.fromkeys(ALLOWED, ""), **{k: c.strip() for k, c in zip(header, cells, strict=True)}}
        problem = _problem(row)
        yield f"line {last + 1}: {problem}" if problem else _actor(row, path)


def _listed(columns: tuple[str, ...]) -> str:
    return ", ".join(columns)


def _actor(row: dict[str, str], path: Path) -> OwnActor:
    aliases = tuple(a.strip() for a in row["aliases"].split("|") if a.strip())
    source = row["source"] or f"your table {path.name}"
    return OwnActor(
        row["name"], aliases, row["country"], row["sector"], row["office"], row["from"], row["to"], row["id"], source
    )


def _problem(row: dict[str, str]) -> str:
    """What is wrong with a row, '' where nothing is."""
    empty = next((c for c in NEEDED if not row[c]), "")
    if empty:
        return f"the {empty} is empty"
    countries, sectors = codes()
    if row["country"] not in countries:
        return f"unknown country code {row['country']!r}; use ISO 3166-1 alpha-3 or a code of the codebook (UNO, IGO)"
    if row["sector"] not in sectors:
        return f"unknown sector code {row['sector']!r}; the codes are {', '.join(sorted(sectors))}"
    for column in ("from", "to"):
        wrong = row[column] and _date_problem(row[column])
        if wrong:
            return f"{column} is {wrong}"
    if row["to"] and row["from"] and _last(row["to"]) < _first(row["from"]):
        return f"to ({row['to']}) lies before from ({row['from']})"
    if (row["from"] or row["to"]) and not row["office"]:
        return "from and to say when an office was held; the office is empty"
    return ""


def _date_problem(text: str) -> str:
    parts = text.split("-")
    lengths = [len(p) for p in parts]
    if lengths not in ([4], [4, 2], [4, 2, 2]) or not all(p.isascii() and p.isdigit() for p in parts):
        return f"{text!r}, which is not written YYYY-MM-DD, YYYY-MM or YYYY"
    try:
        _first(text)
    except ValueError:
        return f"{text!r}, a day that does not exist"
    return ""


def _first(text: str) -> date:
    year, month, day = (*(int(p) for p in text.split("-")), 1, 1)[:3]
    return date(year, month, day)


def _last(text: str) -> date:
    parts = [int(p) for p in text.split("-")]
    year, month = (*parts, 12)[:2]
    return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])


@lru_cache(maxsize=1)
def codes() -> tuple[frozenset[str], frozenset[str]]:
    """The known codes: of countries (ISO 3166-1 alpha-3 and those of the codebook), and of sectors."""
    words = yaml.safe_load((DATA / "wording.yaml").read_text(encoding="utf-8"))
    with (DATA / "actors" / "countries.tsv").open(encoding="utf-8") as lines:
        states = {line.split("\t", 1)[0] for line in lines if not line.startswith("#")} - {"code"}
    return frozenset(states | set(words["bodies"])), frozenset(words["sectors"])
