"""Who is meant at that date: a table written apart from the rules, and the share of it that comes out right.

`cases/who.tsv` was frozen before it was first run. In its columns `country` and `sector` a bar separates answers that
are equally right (an empty one: none need be given) and a semicolon the members of a plural; `-` is no country, of no
actor or of one whose country the text does not tell; an empty sector is not looked at, and `!GOV` is any other one.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.parse import parse
from dragoman.read import from_text
from dragoman.records import Actor, Match, Sentence, Span
from dragoman.resolve import actors

TABLE = Path(__file__).parent / "cases" / "who.tsv"
FLOORS = {"country": 0.95, "sector": 0.965, "joint": 0.93}
TRAPS = 0.87
PARTLY_RECOGNISED = "PRE"


@dataclass(frozen=True)
class Row:
    """One line of the table; `countries` are the sets of countries, `sectors` the sectors that are right."""

    id: str
    text: str
    date: str
    span: Span
    countries: tuple[frozenset[str], ...]
    sectors: tuple[str, ...]
    person: str
    trap: bool
    why: str


def place(text: str, words: str, occurrence: int) -> Span:
    """Where `words` stand in `text` for the nth time, as whole words."""
    found = list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text))[occurrence - 1]
    return Span(*found.span())


def countries(cell: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(one.split(";")) - {"-"} for one in cell.split("|"))


@cache
def rows() -> tuple[Row, ...]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(
            Row(r["id"], r["text"], r["date"], place(r["text"], r["phrase"], int(r["occurrence"])),
                countries(r["country"]), tuple(r["sector"].split("|")) if r["sector"] else (),
                r["person"], r["trap"] == "1", r["why"])
            for r in table
        )  # fmt: skip


@cache
def cast_of(text: str, date: str) -> tuple[actors.Cast, tuple[Sentence, ...]]:
    document = from_text(text, published=date, language="en")
    sentences = parse(document)
    return actors.cast(document, sentences), sentences


def answer(row: Row) -> tuple[Match[Actor], ...]:
    cast, sentences = cast_of(row.text, row.date)
    at = next(s for s in sentences if s.start <= row.span.start < s.end)
    return actors.resolve(cast, at, row.span)


def same_country(row: Row, found: tuple[Match[Actor], ...]) -> bool:
    return frozenset(m.value.country for m in found if m.value.country) in row.countries


def same_sector(row: Row, found: tuple[Match[Actor], ...]) -> bool:
    """The primary sector of each actor is one of those that are right; PRE may stand beside another."""
    if not row.sectors:
        return True
    given = {PARTLY_RECOGNISED if PARTLY_RECOGNISED in m.value.sectors else m.value.sector or "" for m in found} or {""}
    if row.sectors == ("!GOV",):
        return "GOV" not in given
    return given <= set(row.sectors)


def show(line: str) -> None:
    """A line for whoever runs the tests with -s."""
    sys.stdout.write(line + "\n")


def told(row: Row, found: tuple[Match[Actor], ...]) -> str:
    wanted = "|".join(";".join(sorted(c)) or "-" for c in row.countries) + f" {'|'.join(row.sectors)}"
    given = "; ".join(f"{m.value.name}/{m.value.country}/{m.value.sector} ({m.why})" for m in found)
    return f"wanted {wanted}\tgot {given or 'none'}\t{row.text[row.span.start : row.span.end]}: {row.text}"


@cache
def shares() -> dict[str, dict[str, float]]:
    """The shares of right answers by kind of row, traps and all."""
    kinds: dict[str, Counter[str]] = {}
    for row in rows():
        found = answer(row)
        country, sector = same_country(row, found), same_sector(row, found)
        marks = {"rows": 1, "country": country, "sector": sector, "joint": country and sector}
        named = row.person and any(row.person.split()[-1].lower() in m.value.name.lower() for m in found)
        for kind in (row.id.rpartition("-")[0], "traps" if row.trap else "plain", "all"):
            kinds.setdefault(kind, Counter()).update(marks, persons=bool(row.person), named=bool(named))
        if not (country and sector):
            wrong = " and ".join(name for name, good in (("country", country), ("sector", sector)) if not good)
            show(f"{row.id}{' trap' * row.trap}\t{wrong}\t{told(row, found)}")
    for kind, n in kinds.items():
        show(f"{kind}: {n['rows']} rows, country {n['country']}, sector {n['sector']}, joint {n['joint']}; "
             f"{n['named']} of {n['persons']} persons named")  # fmt: skip
    return {kind: {mark: n[mark] / n["rows"] for mark in FLOORS} for kind, n in kinds.items()}


def test_the_table_is_what_it_claims_to_be() -> None:
    table = rows()
    assert len(table) >= 520
    assert sum(r.trap for r in table) >= 260
    assert len({r.id for r in table}) == len({(r.text, r.date, r.span) for r in table}) == len(table)
    assert all(r.why for r in table)


def test_countries_and_sectors_are_right() -> None:
    found = shares()["all"]
    short = {mark: f"{found[mark]:.1%}" for mark, floor in FLOORS.items() if found[mark] < floor}
    assert not short, f"below the floors: {short}"


def test_traps_are_avoided() -> None:
    share = shares()["traps"]["joint"]
    assert share >= TRAPS, f"{share:.1%} of the traps are right in country and sector"
