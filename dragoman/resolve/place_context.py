"""What a document says around its place names: which countries, divisions and cells of the map its names speak for."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field

from dragoman.records import Document, Toponym
from dragoman.resolve import gazetteer
from dragoman.resolve.gazetteer import Entry
from dragoman.resolve.toponyms import Found

NEAR_KM = 120.0
CELL = 2.0  # degrees, the size of a cell in which names support each other


@dataclass(slots=True)
class Context:
    """Which names speak for a country, a division, a cell of the map, and how much."""

    countries: dict[str, dict[str, float]] = field(default_factory=dict)
    divisions: dict[tuple[str, str], dict[str, float]] = field(default_factory=dict)
    total: float = 0.0
    by_name: set[str] = field(default_factory=set)
    cells: dict[tuple[int, int], dict[str, float]] = field(default_factory=dict)
    countries_sure: dict[str, float] = field(default_factory=dict)
    weight: float = 0.0
    largest: dict[str, int] = field(default_factory=dict)
    spelled: dict[str, set[str]] = field(default_factory=dict)
    dateline: Entry | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate with its score and the reasons for it."""

    entry: Entry
    score: float
    reasons: tuple[str, ...]


def gather(
    document: Document, found: list[Found], candidates: dict[str, tuple[Entry, ...]], chosen: dict[int, Choice]
) -> Context:
    """The context that the names make: by the senses `chosen`, or at first by those that are beyond doubt."""
    context = Context()
    sure: dict[str, float] = defaultdict(float)
    for k, f in enumerate(found):
        best = chosen[k].entry if k in chosen else _certain(candidates.get(f.key, ()))
        if best is None or (f.how == "facility" and not chosen):
            continue
        weight = 0.5 if best.kind == "country" else 0.8
        if not best.country:
            continue
        if best.kind == "country":
            context.by_name.add(f.key)
        add(
            context.countries.setdefault(best.country, {}),
            f.key,
            weight * (0.6 if f.how in ("demonym", "inside") else 1.0),
        )
        if best.admin1:
            add(context.divisions.setdefault((best.country, best.admin1), {}), f.key, weight)
        if best.kind in ("country", "admin1", "area") or best.population > 300_000 or best.capital:
            sure[best.country] += 2.0 if f.filed else 0.5 if f.how == "demonym" else 1.0
    context.weight = sum(sure.values())
    context.countries_sure = {k: v / (context.weight or 1.0) for k, v in sure.items()}
    context.total = sum(sum(names.values()) for names in context.countries.values())
    context.largest = {
        k: max((e.population for e in es if not e.alias and e.kind == "city"), default=0)
        for k, es in candidates.items()
    }
    for f in found:
        context.spelled.setdefault(f.key, set()).add(f.text)
    context.cells = _cells(found, candidates, chosen)
    context.dateline = _filed(document, found, chosen)
    return context


def context_of(toponyms: tuple[Toponym, ...]) -> Context:
    """The context that resolved place names of a text make for another name."""
    context = Context()
    for top in toponyms:
        if top.place is None:
            continue
        p = top.place.value
        key = gazetteer.normalise(p.text)
        if p.country:
            add(context.countries.setdefault(p.country, {}), key, 1.0)
            context.total += 1
        if p.country and p.admin1:
            add(context.divisions.setdefault((p.country, p.admin1), {}), key, 1.0)
        if p.kind == "city" and p.latitude is not None and p.longitude is not None:
            cell = (math.floor(p.latitude / CELL), math.floor(p.longitude / CELL))
            context.cells.setdefault(cell, {})[key] = 1.0
    return context


def _filed(document: Document, found: list[Found], chosen: dict[int, Choice]) -> Entry | None:
    """Where the text is filed from, by its text or by what is known of the document."""
    k = next((k for k, f in enumerate(found) if f.filed and k in chosen), None)
    if k is not None:
        return chosen[k].entry
    entries = gazetteer.lookup(document.dateline.split(",")[0].strip()) if document.dateline else ()
    return entries[0] if entries else None


def add(weights: dict[str, float], key: str, weight: float) -> None:
    """Add `weight` to what `key` has in `weights`."""
    weights[key] = weights.get(key, 0.0) + weight


def share(names: dict[str, float], context: Context, own: str, naming: float = 1.0) -> float:
    """Share of the document's weight that `names` have, the name in question left out; in [0, 1].

    `naming` is what a mere mention of the country counts beside a mention of a place in it.
    """
    weights = ((naming if key in context.by_name else 1.0) * w for key, w in names.items() if key != own)
    return sum(weights) / max(context.total, 1.0)


def _certain(entries: tuple[Entry, ...]) -> Entry | None:
    """The candidate that a name means before any context: the only one, a country, or a far more populous one."""
    if not entries:
        return None
    first = entries[0]
    if len(entries) == 1 or first.kind == "country":
        return first
    ordered = sorted(entries, key=lambda e: -e.population)
    same = [e for e in ordered[1:] if km(e, ordered[0]) > NEAR_KM]
    far_bigger = bool(same) and ordered[0].population > max(200_000, 15 * same[0].population)
    return ordered[0] if not same or far_bigger else None


def _cells(
    found: list[Found], candidates: dict[str, tuple[Entry, ...]], chosen: dict[int, Choice]
) -> dict[tuple[int, int], dict[str, float]]:
    cells: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
    senses = {f.key: chosen[k].entry for k, f in enumerate(found) if k in chosen}
    for key, entries in candidates.items():
        local = [e for e in entries if e.kind in ("city", "admin2", "site", "seat", "base", "area")]
        for e in local:
            weight = 1 / math.sqrt(len(local))
            if senses and senses.get(key) is not None:
                weight = 1.0 if senses[key].key == e.key else 0.3 * weight
            cell = cells[cell_of(e)]
            cell[key] = max(cell.get(key, 0.0), weight)
    return cells


def cell_of(e: Entry) -> tuple[int, int]:
    """The cell of the map that the place lies in."""
    return math.floor(e.latitude / CELL), math.floor(e.longitude / CELL)


def km(a: Entry, b: Entry) -> float:
    """Great-circle distance in kilometres."""
    la, lb = math.radians(a.latitude), math.radians(b.latitude)
    h = (
        math.sin((lb - la) / 2) ** 2
        + math.cos(la) * math.cos(lb) * math.sin(math.radians(b.longitude - a.longitude) / 2) ** 2
    )
    return 12742.0 * math.asin(min(1.0, math.sqrt(h)))
