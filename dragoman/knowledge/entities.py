"""One line of a Wikidata dump -> the few facts of it that are used."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

TABLE = Path(__file__).parent.parent / "data" / "wikidata.yaml"
LANGUAGES = ("en", "mul", "en-gb", "en-ca")
YEAR, MONTH, DAY = 9, 10, 11  # Wikidata's precisions of dates


@dataclass(frozen=True, slots=True)
class Held:
    """An office held: `what` is the position (a number of an item) or the property that names a head.

    `who` is the head's item number where a property of an organisation names it, else 0. Dates are ISO, cut to what
    is known, '' where nothing is.
    """

    what: str
    who: int
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is used of an item; other items are meant by their numbers. `fame` is how many wikis have a page on it."""

    id: int
    label: str
    aliases: tuple[str, ...]
    classes: tuple[int, ...]
    parents: tuple[int, ...]
    countries: tuple[int, ...]
    code: str
    held: tuple[Held, ...]
    fame: int
    seen: str


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    """data/wikidata.yaml: which properties are read, and what the classes are."""
    loaded: dict[str, Any] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return loaded


@lru_cache(maxsize=1)
def _marks() -> tuple[bytes, ...]:
    """What a line must have one of: the properties that make an item worth reading."""
    known = table()["properties"]
    names = [known["parent"], known["code"], known["position"], *known["countries"], *known["heads"]]
    return tuple(f'"{name}"'.encode() for name in names)


def facts(line: bytes) -> Facts | None:
    """The facts of the entity on a line; None for brackets, lexemes, properties and items of no use here.

    Raises ValueError where the line is not one JSON object.
    """
    line = line.strip().rstrip(b",")
    if line in (b"", b"[", b"]"):
        return None
    if not any(mark in line for mark in _marks()):
        if not (line.startswith(b"{") and line.endswith(b"}")):
            raise ValueError("no JSON object")
        return None
    entity = json.loads(line)
    if not isinstance(entity, dict):
        raise ValueError("no JSON object")
    if entity.get("type") != "item" or number(entity.get("id")) == 0:
        return None
    label = _label(entity)
    return _read(entity, label) if label else None


def number(name: object) -> int:
    """The number of an item ("Q12" is 12), 0 for anything else."""
    return int(name[1:]) if isinstance(name, str) and name[:1] == "Q" and name[1:].isdigit() else 0


def _read(entity: dict[str, Any], label: str) -> Facts:
    known = table()["properties"]
    claims = entity.get("claims") or {}
    codes = [v for s in _ranked(claims, known["code"]) if isinstance(v := _value(s.get("mainsnak")), str)]
    countries = [q for name in known["countries"] for q in _items(claims, name)]
    return Facts(
        number(entity["id"]), label, _aliases(entity, label), tuple(_items(claims, known["class"])),
        tuple(_items(claims, known["parent"])), tuple(dict.fromkeys(countries)), codes[0] if codes else "",
        tuple(_held(claims)), len(entity.get("sitelinks") or ()), str(entity.get("modified", ""))[:10],
    )  # fmt: skip


def _label(entity: dict[str, Any]) -> str:
    labels = entity.get("labels") or {}
    return next((_clean(labels[n]["value"]) for n in LANGUAGES if n in labels), "")


def _aliases(entity: dict[str, Any], label: str) -> tuple[str, ...]:
    aliases = entity.get("aliases") or {}
    found = [_clean(a["value"]) for n in LANGUAGES if n in aliases for a in aliases[n]]
    return tuple(dict.fromkeys(a for a in found if a and a != label))


def _clean(text: str) -> str:
    return " ".join(text.split())


def _ranked(claims: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The statements of a property, preferred ones first, deprecated ones left out, those that have ended last."""
    end = table()["properties"]["end"]
    good = [s for s in claims.get(name, ()) if s.get("rank") != "deprecated"]
    return sorted(good, key=lambda s: (s.get("rank") != "preferred", end in (s.get("qualifiers") or {})))


def _value(snak: dict[str, Any] | None) -> Any:
    if not snak or snak.get("snaktype") != "value":
        return None
    return snak.get("datavalue", {}).get("value")


def _item(snak: dict[str, Any] | None) -> int:
    value = _value(snak)
    if not isinstance(value, dict) or value.get("entity-type", "item") != "item":
        return 0
    return number(value.get("id") or f"Q{value.get('numeric-id')}")  # dumps before 2017 have the number alone


def _items(claims: dict[str, Any], name: str) -> list[int]:
    return [q for s in _ranked(claims, name) if (q := _item(s.get("mainsnak")))]


def _held(claims: dict[str, Any]) -> Iterator[Held]:
    known = table()["properties"]
    for statement in _ranked(claims, known["position"]):
        if q := _item(statement.get("mainsnak")):
            yield Held(str(q), 0, *_span(statement))
    for name in known["heads"]:
        for statement in _ranked(claims, name):
            if q := _item(statement.get("mainsnak")):
                yield Held(name, q, *_span(statement))


def _span(statement: dict[str, Any]) -> tuple[str, str]:
    known, qualifiers = table()["properties"], statement.get("qualifiers") or {}
    start, end = (next((_day(s) for s in qualifiers.get(known[k], ())), "") for k in ("start", "end"))
    return start, end


def _day(snak: dict[str, Any]) -> str:
    """An ISO date cut to the precision given; '' for what is unknown, vaguer than a year, or no day of the calendar."""
    value = _value(snak)
    if not isinstance(value, dict):
        return ""
    text, precision = str(value.get("time", "")), value.get("precision", 0)
    if not text.startswith("+") or precision < YEAR:
        return ""
    parts = text[1:11].split("-")[: {YEAR: 1, MONTH: 2}.get(precision, 3)]
    try:
        year, month, day = (*(int(p) for p in parts), 1, 1)[:3]
        date(year, month, day)
    except ValueError:
        return ""
    return "-".join(parts)
