"""Reading records out of a store, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from dragoman.errors import InputError
from dragoman.records import STATUSES, Claim, Document, Event, Judgement, Record, Status
from dragoman.store import form, rows
from dragoman.store.asking import conditions, counting, needs_documents
from dragoman.store.held import Count, Entry, Run, Telling
from dragoman.store.tables import TEXT, claims, documents, events, judgements, runs, sources, vectors, wordings

if TYPE_CHECKING:
    from dragoman.query import Query

SHORTEST = 4  # characters of an id that may stand for it
AT_ONCE = 200  # documents that are held in memory while records are made
CLAIM = (claims.c.id, claims.c.event, claims.c.document, wordings.c.body)
LISTED = ("id", "own_id", "kind", "title", "publisher", "published", "url", "origin", "current", "run")


# ---------------------------------------------------------------- documents


def entries(connection: Connection, every_version: bool) -> list[Entry]:
    """What is stored, by day of publication (unknown first), then id."""
    told = func.count(claims.c.n).label("claims"), func.count(claims.c.event.distinct()).label("events")
    chosen = select(*(documents.c[name] for name in LISTED), *told).select_from(documents).outerjoin(claims)
    if not every_version:
        chosen = chosen.where(documents.c.current.is_(True))
    found = connection.execute(chosen.group_by(documents.c.n)).mappings()
    return sorted((_entry(row) for row in found), key=lambda e: (e.published or date.min, e.id))


def _entry(row: rows.Held) -> Entry:
    day = date.fromisoformat(row["published"]) if row["published"] else None
    return Entry(**{**row, "published": day, "current": bool(row["current"])})


def versions(connection: Connection, document: str) -> list[tuple[str, str]]:
    """(older, newer) ids of the versions that this document replaced or was replaced by."""
    newer = documents.alias("newer")
    chosen = select(documents.c.id, newer.c.id).select_from(sources).join(
        documents, documents.c.n == sources.c.document
    ).join(newer, newer.c.n == sources.c.superseded_by).where(
        or_(documents.c.id == document, newer.c.id == document)
    )  # fmt: skip
    return sorted({(row[0], row[1]) for row in connection.execute(chosen)})


def find(connection: Connection, given: str) -> tuple[str, str]:
    """What an id names, or the beginning of one: ("document" | "event" | "claim", the whole id).

    A document may go by the user's own id as well. Raises InputError where nothing or several things are so named.
    """
    own = select(documents.c.id).where(documents.c.own_id == given, documents.c.current.is_(True))
    named = list(connection.execute(own).scalars())
    if named:
        return "document", _only(given, "documents with your id", named)
    for kind, column in (("document", documents.c.id), ("event", events.c.id), ("claim", claims.c.id)):
        begins = column.startswith(given, autoescape=True) if len(given) >= SHORTEST else column == given
        found = list(connection.execute(select(column).where(begins).order_by(column).limit(SHORTEST)).scalars())
        if found:
            return kind, given if given in found else _only(given, f"{kind}s", found)
    raise InputError(f"{given}: nothing stored has this id; dragoman list and dragoman query show ids")


def _only(given: str, what: str, found: Sequence[str]) -> str:
    if len(found) > 1:
        raise InputError(f"{given}: several {what} are so named ({', '.join(found)}); write more of the id")
    return found[0]


# ---------------------------------------------------------------- records


def records(connection: Connection, query: Query) -> Iterator[Record]:
    """The documents in which claims of the query stand, by id, with these claims only."""
    asked = conditions(query, connection.dialect.name)
    chosen = select(documents.c.n, documents.c.id).join(claims, claims.c.document == documents.c.n).where(*asked)
    numbers = [row.n for row in sorted(connection.execute(chosen.distinct()), key=lambda row: row.id)]
    for start in range(0, len(numbers), AT_ONCE):
        yield from _records(connection, numbers[start : start + AT_ONCE], asked, needs_documents(query))


def record(connection: Connection, document: str) -> Record:
    """The whole record of one document. Raises InputError where it is not stored."""
    n = connection.execute(select(documents.c.n).where(documents.c.id == document)).scalar()
    if n is None:
        raise InputError(f"{document}: no document with this id is stored")
    return next(iter(_records(connection, [n], [], False)))


def _records(
    connection: Connection, numbers: Sequence[int], asked: Sequence[ColumnElement[bool]], joined: bool
) -> Iterator[Record]:
    chosen = select(*CLAIM).join_from(claims, wordings).where(claims.c.document.in_(numbers), *asked)
    if joined:
        chosen = chosen.join(documents, documents.c.n == claims.c.document)
    found = connection.execute(chosen.order_by(claims.c.document)).all()
    told = {n: list(group) for n, group in groupby(found, key=lambda row: row.document)}
    bodies = _event_rows(connection, {row.event for row in found})
    held = connection.execute(select(documents).where(documents.c.n.in_(numbers))).mappings()
    by_number = {row["n"]: row for row in held}
    for n in numbers:
        yield _record(by_number[n], told.get(n, []), bodies)


def _event_rows(connection: Connection, ids: set[str]) -> dict[str, rows.Held]:
    found = connection.execute(select(events).where(events.c.id.in_(sorted(ids)))).mappings()
    return {row["id"]: row for row in found}


def _record(held: rows.Held, told: Sequence[Any], bodies: dict[str, rows.Held]) -> Record:
    document = rows.document_of(held)
    grouped: dict[str, list[Claim]] = {}
    owner = {row.id: row.event for row in told}
    for claim in sorted((rows.claim_of(row._mapping, document.id) for row in told), key=_in_text):
        grouped.setdefault(owner[claim.id], []).append(claim)
    made = tuple(_event(bodies[name], tuple(found)) for name, found in grouped.items())
    return Record(document, made, form.read_tuple(str, held["notes"]))


def _in_text(claim: Claim) -> Any:
    return claim.trigger, claim.id


def _event(row: rows.Held, told: tuple[Claim, ...]) -> Event:
    """The event with these claims; its status is that of those shown."""
    return replace(rows.event_of(row, told), status=_status(told))


def _status(told: tuple[Claim, ...]) -> Status:
    return min((c.status for c in told), key=STATUSES.index)


def event(connection: Connection, name: str) -> tuple[Event, list[Document]]:
    """One event with all its tellings, and the documents that they stand in, by day of publication."""
    found = _tellings(connection, _TELLING.where(claims.c.event == name))
    if not found:
        raise InputError(f"{name}: no event with this id is stored")
    found.sort(key=lambda t: (t.document.published or date.max, t.document.id, t.claim.trigger, t.claim.id))
    whole = replace(found[0].event, claims=tuple(t.claim for t in found))
    places = {t.document.id: t.document for t in found}
    return replace(whole, status=_status(whole.claims)), list(places.values())


def witnesses(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    """How many texts tell of each of the events, copies of one text counted once; older versions do not count."""
    counted = func.count(claims.c.witness.distinct())
    chosen = select(claims.c.event, counted.label("told")).where(claims.c.event.in_(sorted(names)))
    found = connection.execute(chosen.where(claims.c.current.is_(True)).group_by(claims.c.event))
    return {row.event: int(row.told) for row in found}


def tellings(connection: Connection, query: Query, most: int | None) -> list[Telling]:
    """Claims of the query with their documents, by the day that they tell of, undated ones last."""
    chosen = _TELLING.where(*conditions(query, connection.dialect.name)).limit(most)
    order = (func.coalesce(claims.c.first, "9999"), documents.c.id, claims.c.position, claims.c.id)
    return _tellings(connection, chosen.order_by(*order))


_TELLING = (
    select(documents, claims.c.id.label("claim"), wordings.c.body, claims.c.event)
    .join_from(claims, documents, claims.c.document == documents.c.n)
    .join(wordings, wordings.c.claim == claims.c.n)
)


def _tellings(connection: Connection, chosen: Select[Any]) -> list[Telling]:
    found = list(connection.execute(chosen).mappings())
    bodies = _event_rows(connection, {row["event"] for row in found})
    return [_telling(row, bodies[row["event"]]) for row in found]


def _telling(row: rows.Held, event: rows.Held) -> Telling:
    document = rows.document_of(row)
    claim = rows.claim_of({"id": row["claim"], "body": row["body"]}, document.id)
    return Telling(document, row["own_id"], claim, rows.event_of(event, (claim,)))


def all_vectors(connection: Connection) -> dict[str, bytes]:
    """The vectors of the passages of all current claims, by claim."""
    chosen = select(claims.c.id, vectors.c.vector).join(vectors).where(claims.c.current.is_(True))
    return {row.id: row.vector for row in connection.execute(chosen.execution_options(yield_per=AT_ONCE))}


def without_vector(connection: Connection, most: int) -> list[tuple[str, str]]:
    """(claim, its passage) of up to `most` current claims whose passage has no vector yet."""
    chosen = select(claims.c.id, wordings.c.quote).join(wordings).outerjoin(vectors, vectors.c.claim == claims.c.n)
    missing = chosen.where(claims.c.current.is_(True), vectors.c.claim.is_(None)).order_by(claims.c.n).limit(most)
    return [(row.id, row.quote) for row in connection.execute(missing)]


def counts(connection: Connection, query: Query, by: tuple[str, ...]) -> list[Count]:
    """How many events, claims and witnesses of the query have each value of what is in `by`, unknown values first."""
    width = len(by)
    found = connection.execute(counting(query, by, connection.dialect.name))
    made = [Count(tuple(row[:width]), *map(int, row[width:])) for row in found]
    return sorted(made, key=lambda count: [(value is not None, value) for value in count.values])


def own_ids(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The user's own id of each of the documents that has one."""
    chosen = select(documents.c.id, documents.c.own_id).where(documents.c.id.in_(list(ids)))
    return {row.id: row.own_id for row in connection.execute(chosen) if row.own_id}


def coded_by(connection: Connection, ids: Iterable[str]) -> dict[str, str | None]:
    """By which run each of the documents that are stored was coded last."""
    chosen = select(documents.c.id, documents.c.run).where(documents.c.id.in_(list(ids)))
    return {row.id: row.run for row in connection.execute(chosen)}


def coded_otherwise(connection: Connection, run: str) -> list[tuple[str, str | None]]:
    """(id, the user's own id) of each current text that another run coded last, in the order in which they came."""
    chosen = select(documents.c.id, documents.c.own_id).where(
        documents.c.kind == TEXT, documents.c.current.is_(True), documents.c.run.is_distinct_from(run)
    )  # fmt: skip
    return [(row.id, row.own_id) for row in connection.execute(chosen.order_by(documents.c.n))]


# ---------------------------------------------------------------- runs and judgements


def all_runs(connection: Connection) -> list[Run]:
    """The runs by which anything was coded, oldest first."""
    found = connection.execute(select(runs).order_by(runs.c.begun, runs.c.id)).mappings()
    return [Run(**{name: row[name] for name in Run.__dataclass_fields__}) for row in found]


def standing(connection: Connection, about: ColumnElement[bool] | None = None) -> list[Judgement]:
    """The judgements that stand: of each pair and hand the last, those taken back left out, in order of making."""
    newest = select(func.max(judgements.c.n)).group_by(judgements.c.left, judgements.c.right, judgements.c.by)
    if about is not None:
        newest = newest.where(about)
    chosen = select(judgements).where(judgements.c.n.in_(newest), judgements.c.verdict != "withdrawn")
    return [
        Judgement(row.left, row.right, row.verdict == "same", row.score, row.by, row.why)
        for row in connection.execute(chosen.order_by(judgements.c.n))
    ]
