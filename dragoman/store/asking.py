"""A query as conditions on the tables of a store, and the things that claims can be counted by."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal_column, or_, select, text, true, union_all
from sqlalchemy.sql import Select

from dragoman.errors import InputError
from dragoman.query import ANYBODY, OWN_VOICE, Period, Point, Query, sides
from dragoman.store.rows import names
from dragoman.store.tables import (
    MACHINE,
    claims,
    contexts,
    documents,
    dyads,
    judgements,
    parties,
    party_names,
    wordings,
)

PARTIES, VOICES = ("actor", "recipient"), ("claimant", "via")
EARTH = 6371.0088  # kilometres, mean radius
Condition = ColumnElement[bool]


def conditions(query: Query, dialect: str) -> list[Condition]:
    """What must hold; only current versions count, but where a document is named by its own id."""
    found = [_ASKED[name](getattr(query, name)) for name in _ASKED if getattr(query, name) not in (None, ())]
    if query.text:
        found.append(documents.c.n.in_(_words(query.text, "document_words", documents.c.n, dialect)))
    if query.quote:
        found.append(claims.c.n.in_(_words(query.quote, "quote_words", wordings.c.claim, dialect)))
    if query.status:
        found.append(claims.c.status.in_(query.statuses))
    if query.near and query.radius:
        found.append(_near(query.near, query.radius))
    return found if query.document else [claims.c.current.is_(True), *found]


def needs_documents(query: Query) -> bool:
    """Whether the conditions speak of the table of documents."""
    return bool(query.text or query.document)


# ---------------------------------------------------------------- words


def _words(words: str, index: str, key: ColumnElement[Any], dialect: str) -> Select[Any]:
    """The numbers of the rows that hold the words, by the index of full texts."""
    asked_of_sqlite = fts5(words)
    if dialect == "postgresql":
        asked = func.websearch_to_tsquery("english", words)
        return select(key).where(literal_column(index).op("@@")(asked))
    found: Select[Any] = select(literal_column("rowid")).select_from(text(index))
    return found.where(text(f"{index} MATCH :{index}_asked").bindparams(**{f"{index}_asked": asked_of_sqlite}))


def fts5(words: str) -> str:
    """Words as a user writes them (all of them, "a phrase", -without, one OR other) in the language of FTS5.

    Raises InputError where they only say what must not be there.
    """
    groups: list[tuple[list[str], list[str]]] = [([], [])]
    for sign, phrase, word in re.findall(r'(-?)(?:"([^"]*)"?|([^\s"]+))', words):
        if word == "OR" and not sign:
            groups.append(([], []))
            continue
        plain = " ".join(re.findall(r"\w+", phrase or word))
        if plain:
            groups[-1][bool(sign)].append(f'"{plain}"')
    told = [_group(wanted, unwanted) for wanted, unwanted in groups if wanted or unwanted]
    if not told or "" in told:
        raise InputError(f"{words!r}: say a word that must be there, not only what must not")
    return " OR ".join(told)


def _group(wanted: list[str], unwanted: list[str]) -> str:
    if not wanted:
        return ""
    return "(" + " NOT ".join([f"({' AND '.join(wanted)})", *unwanted]) + ")"


# ---------------------------------------------------------------- one condition each


def _party(roles: tuple[str, ...], ways: Iterable[Condition]) -> Condition:
    """Claims with a party in one of the roles that is meant in one of the ways: a question each, each has its index."""
    asked = [select(parties.c.claim).where(parties.c.role.in_(roles), way) for way in ways]
    return claims.c.n.in_(union_all(*asked))


def _called(given: str) -> Iterator[Condition]:
    """Parties of this country, with this identifier, or whose name has these words."""
    words = party_names.c.names.contains(names(given), autoescape=True)
    called = parties.c.called.in_(select(party_names.c.n).where(words))
    if re.fullmatch(r"[A-Z]{3}", given):
        yield parties.c.country == given
    yield from (parties.c.entity == given, called)


def _by(given: tuple[str, ...]) -> Condition:
    own = [claims.c.own_voice.is_(True)] if any(g.casefold() == OWN_VOICE for g in given) else []
    others = [way for g in given if g.casefold() != OWN_VOICE for way in _called(g)]
    return or_(*own, _party(VOICES, others)) if others else or_(*own)


def _between(given: tuple[str, ...]) -> Condition:
    ways = []
    for dyad in given:
        first, second, directed = sides(dyad) or ("", "", True)
        ways.append(_way(first, second))
        if not directed:
            ways.append(_way(second, first))
    return claims.c.n.in_(select(dyads.c.claim).where(or_(*ways)))


def _way(source: str, target: str) -> Condition:
    from_ = true() if source == ANYBODY else dyads.c.source == source
    return from_ if target == ANYBODY else and_(from_, dyads.c.target == target)


def _happening(period: Period) -> Condition:
    """Claims whose days meet the period."""
    since = claims.c.last >= period.first.isoformat() if period.first else claims.c.last.is_not(None)
    return and_(since, claims.c.first <= period.last.isoformat()) if period.last else since


def _on(column: ColumnElement[Any]) -> Callable[[Period], Condition]:
    def inside(period: Period) -> Condition:
        since = column >= period.first.isoformat() if period.first else column.is_not(None)
        return and_(since, column <= period.last.isoformat()) if period.last else since

    return inside


def _near(point: Point, radius: float) -> Condition:
    """Places at most `radius` km away: first in a box, which an index finds, then by the haversine."""
    degrees = math.degrees(radius / EARTH) + 1e-9
    lat, lon = claims.c.latitude, claims.c.longitude
    half_lat = func.sin(func.radians(lat - point.latitude) / 2.0)
    half_lon = func.sin(func.radians(lon - point.longitude) / 2.0)
    across = func.cos(func.radians(lat)) * func.cos(func.radians(point.latitude)) * half_lon * half_lon
    chord = half_lat * half_lat + across
    away = 2.0 * EARTH * func.asin(func.sqrt(case((chord > 1.0, 1.0), else_=chord)))
    box = and_(lat >= point.latitude - degrees, lat <= point.latitude + degrees, _between_meridians(point, degrees))
    return and_(box, away <= radius)


def _between_meridians(point: Point, degrees: float) -> Condition:
    """Longitudes of the circle so many degrees around a point; all of them where a pole lies in it."""
    if abs(point.latitude) + degrees >= 90:
        return true()
    aside = math.degrees(math.asin(math.sin(math.radians(degrees)) / math.cos(math.radians(point.latitude)))) + 1e-9
    west, east, lon = point.longitude - aside, point.longitude + aside, claims.c.longitude
    turns = [turn for turn in (-360.0, 0.0, 360.0) if west + turn <= 180 and east + turn >= -180]
    return or_(*(lon.between(west + turn, east + turn) for turn in turns))


def _place(given: tuple[str, ...]) -> Condition:
    named = [or_(claims.c.place == g, func.lower(claims.c.place) == g.lower()) for g in given]
    return or_(*named, claims.c.place_country.in_([g for g in given if re.fullmatch("[A-Z]{3}", g)] or [""]))


def _document(given: tuple[str, ...]) -> Condition:
    own = and_(documents.c.own_id.in_(given), documents.c.current.is_(True))
    return or_(documents.c.id.in_(given), own)


def _reviewed(wanted: bool) -> Condition:
    said = [select(side).where(judgements.c.by != MACHINE) for side in (judgements.c.left, judgements.c.right)]
    judged = claims.c.id.in_(said[0].union(said[1]))
    return judged if wanted else ~judged


_ASKED: dict[str, Callable[[Any], Condition]] = {
    "actor": lambda v: _party(PARTIES, [way for given in v for way in _called(given)]),
    "country": lambda v: _party(PARTIES, [parties.c.country.in_(v)]),
    "sector": lambda v: _party(PARTIES, [parties.c.sector.in_(v)]),
    "dyad": _between,
    "type": lambda v: claims.c.type.in_(v),
    "act": lambda v: claims.c.act.in_(v),
    "mode": lambda v: claims.c.mode.in_(v),
    "quad": lambda v: claims.c.quad.in_(v),
    "context": lambda v: claims.c.n.in_(select(contexts.c.claim).where(contexts.c.context.in_(v))),
    "claimant": _by,
    "when": _happening,
    "issued": _on(claims.c.issued),
    "published": _on(claims.c.published),
    "place": _place,
    "document": _document,
    "confidence": lambda v: claims.c.confidence >= v,
    "reviewed": _reviewed,
}

# ---------------------------------------------------------------- counting


def _within(length: int) -> ColumnElement[Any]:
    """The year (4) or month (7) that all days of a claim lie in, else nothing."""
    first, last = func.substr(claims.c.first, 1, length), func.substr(claims.c.last, 1, length)
    return case((first == last, first), else_=None)


def _cut(column: ColumnElement[Any], length: int) -> ColumnElement[Any]:
    return func.substr(column, 1, length)


_actors, _recipients, _claimants = (parties.alias(role) for role in ("actors", "recipients", "claimants"))
_pair = case(
    (dyads.c.source < dyads.c.target, dyads.c.source + "-" + dyads.c.target),
    else_=dyads.c.target + "-" + dyads.c.source,
)
# Where a dimension lies in another table: how it is joined to the claims.
_JOINS: dict[Any, tuple[Any, Condition]] = {
    "actor": (_actors, and_(_actors.c.claim == claims.c.n, _actors.c.role == "actor")),
    "recipient": (_recipients, and_(_recipients.c.claim == claims.c.n, _recipients.c.role == "recipient")),
    "claimant": (_claimants, and_(_claimants.c.claim == claims.c.n, _claimants.c.role == "claimant")),
    "context": (contexts, contexts.c.claim == claims.c.n),
    "dyad": (dyads, dyads.c.claim == claims.c.n),
    "document": (documents, documents.c.n == claims.c.document),
}
DIMENSIONS: dict[str, tuple[ColumnElement[Any], str | None]] = {
    "type": (claims.c.type, None),
    "mode": (claims.c.mode, None),
    "act": (claims.c.act, None),
    "quad": (claims.c.quad, None),
    "status": (claims.c.status, None),
    "year": (_within(4), None),
    "month": (_within(7), None),
    "day": (_within(10), None),
    "published-year": (_cut(claims.c.published, 4), None),
    "published-month": (_cut(claims.c.published, 7), None),
    "published-day": (claims.c.published, None),
    "issued-year": (_cut(claims.c.issued, 4), None),
    "issued-month": (_cut(claims.c.issued, 7), None),
    "issued-day": (claims.c.issued, None),
    "place": (claims.c.place, None),
    "place-country": (claims.c.place_country, None),
    "actor": (_actors.c.name, "actor"),
    "actor-country": (_actors.c.country, "actor"),
    "actor-sector": (_actors.c.sector, "actor"),
    "recipient": (_recipients.c.name, "recipient"),
    "recipient-country": (_recipients.c.country, "recipient"),
    "recipient-sector": (_recipients.c.sector, "recipient"),
    "claimant": (_claimants.c.name, "claimant"),
    "claimant-country": (_claimants.c.country, "claimant"),
    "context": (contexts.c.context, "context"),
    "source": (dyads.c.source, "dyad"),
    "target": (dyads.c.target, "dyad"),
    "dyad": (_pair, "dyad"),
    "publisher": (documents.c.publisher, "document"),
    "document": (documents.c.id, "document"),
}


def counting(query: Query, by: tuple[str, ...], dialect: str) -> Select[Any]:
    """How many events, claims and witnesses have each value of the things in `by`, in no order.

    Raises InputError for a thing that cannot be counted by.
    """
    unknown = [name for name in by if name not in DIMENSIONS]
    if unknown:
        raise InputError(f"cannot count by {unknown[0]!r}; count by {', '.join(DIMENSIONS)}")
    columns = [DIMENSIONS[name][0].label(f"value_{i}") for i, name in enumerate(by)]
    joins = dict.fromkeys(join for _, join in (DIMENSIONS[name] for name in by) if join)
    several = [join for join in joins if join != "document"]
    counted = func.count(claims.c.n.distinct()) if several else func.count()
    source: Any = claims
    for join in joins:
        table, on = _JOINS[join]
        source = source.outerjoin(table, on)
    if needs_documents(query) and "document" not in joins:
        source = source.join(documents, documents.c.n == claims.c.document)
    told = (func.count(claims.c.event.distinct()), counted, func.count(claims.c.witness.distinct()))
    chosen = select(*columns, *told).select_from(source)
    return chosen.where(*conditions(query, dialect)).group_by(*columns)
