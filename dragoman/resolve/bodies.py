"""Organisations by name: of several of one name the one that the text speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.records import Actor, Match
from dragoman.resolve.cast import Cast
from dragoman.resolve.kb import Entry
from dragoman.resolve.outcome import by_document, outcome
from dragoman.resolve.views import Reading, View
from dragoman.resolve.whose import CONTEXT, SURE

Actors = tuple[Match[Actor], ...]


def organisation(cast: Cast, v: View, said: Reading, parts: Sequence[int]) -> Actors:
    """Of several organisations of one name the one whose country is beside it, or that the text speaks of most."""
    options = [e for e in said.entries if e.kind in ("entity", "body")]
    notes = [n for n in (v.at[i] for i in parts) if n]
    beside = {n.best.country for n in notes if n.best.country and n.best.kind not in ("entity", "body")}
    best = max(options, key=lambda e: _affinity(cast, e, beside))
    if best.kind == "body" and _affinity(cast, best, beside) <= 0:
        return _stranger(cast, v, said, parts)
    several = f"of {len(options)} of this name the one of {best.country}, which this text speaks of"
    chosen = replace(
        said, name=best.name, country=best.country, sector=best.sector, sectors=best.sectors, entries=(best,)
    )
    if best.country is None:
        return (by_document(cast, v, chosen, parts),)
    why = several if len({e.country for e in options}) > 1 else ""
    return (outcome(cast, v, chosen, parts, SURE if best.kind == "entity" else CONTEXT, why),)


def _affinity(cast: Cast, entry: Entry, beside: set[str | None] | set[str]) -> float:
    spoken = cast.countries.get(entry.country or "", 0.0) * (1.5 if entry.country == cast.home else 1.0)
    return (10.0 if entry.country in beside else 0.0) + spoken + (0.5 if entry.kind == "entity" else 0.0)


def _stranger(cast: Cast, v: View, said: Reading, parts: Sequence[int]) -> Actors:
    """A name that many countries have for an organisation, none of them one that the text mentions."""
    sector = said.sector if len({e.sector for e in said.entries}) == 1 else None
    text = " ".join(v.sentence.tokens[i].text for i in parts)
    return (by_document(cast, v, replace(said, name=text, country=None, sector=sector, by=""), parts),)
