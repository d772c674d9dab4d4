"""Codes in plain words: event types and modes, sectors, countries, days, statuses."""

from __future__ import annotations

import csv
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dragoman.records import Actor, Place, When

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    import yaml

    loaded: dict[str, Any] = yaml.safe_load((files("dragoman") / "data" / "wording.yaml").read_text("utf-8"))
    return loaded


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """Country names by ISO 3166-1 alpha-3 code, and the codebook's codes that stand in place of a country."""
    names = {str(k): str(v) for k, v in _data()["bodies"].items()}
    table = files("dragoman") / "data" / "actors" / "countries.tsv"
    rows = (line for line in table.read_text("utf-8").splitlines() if not line.startswith("#"))
    for row in csv.DictReader(rows, delimiter="	", quoting=csv.QUOTE_NONE):
        names.setdefault(row["code"], row["name"])
    return names


def country(code: str) -> str:
    """The name of a country or body, the code itself where it is unknown."""
    return _countries().get(code, code)


def sector(code: str) -> str:
    """A sector in words ("military"), the code itself where it is unknown."""
    return str(_data()["sectors"].get(code, code))


def event(kind: str | None, mode: str | None) -> str:
    """An event type and mode as a noun ("Visit", "Air strike"); types of a user's own ontology as written."""
    if kind is None:
        return "Statement"
    modes = _data()["types"].get(kind, {})
    return str(modes.get(mode or "") or modes.get("") or kind.capitalize())


def quad(number: int | None) -> str:
    """A quad class in words ("verbal conflict"); empty for None."""
    return str(_data()["quads"].get(number, ""))


def status(code: str) -> str:
    """A status in words ("background" for historical)."""
    return str(_data()["statuses"][code])


def statuses() -> tuple[str, ...]:
    """All statuses, in the order in which reports show them."""
    return tuple(_data()["statuses"])


def actor(who: Actor) -> str:
    """A name with what the reader needs beside it: office and country, or country and sector."""
    land = country(who.country) if who.country else ""
    beside = [who.office, land] if who.office else [land, sector(who.sector) if who.sector else ""]
    shown = who.name.casefold()
    extra = [b for b in beside if b and b.casefold() not in shown]
    return f"{who.name} ({', '.join(extra)})" if extra else who.name


def place(where: Place) -> str:
    """A place with its country ("Rawalpindi, Pakistan")."""
    land = country(where.country) if where.country else ""
    return f"{where.name}, {land}" if land and land.casefold() != where.name.casefold() else where.name


def day(value: date) -> str:
    """A day ("7 January 2021")."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def when(value: When) -> str:
    """A day, month, year or stretch of days ("7 January 2021", "January 2021", "5–7 January 2021")."""
    first, last = value.first, value.last
    if first == last:
        return day(first)
    if (first.day, last.day) == (1, 31) and (first.month, last.month) == (1, 12):
        return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
    if first.day == 1 and (first.year, first.month) == (last.year, last.month) and last.day >= 28:
        return f"{MONTHS[first.month - 1]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    return f"{day(first).removesuffix(f' {last.year}')} – {day(last)}"


def counted(number: int, noun: str) -> str:
    """A number with its noun ("1 event", "3 events")."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
