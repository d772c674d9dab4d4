"""Putting records into a store, all inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, exists, insert, or_, select, true, update

from dragoman.records import Claim, Document, Event, Judgement, Record
from dragoman.store import rows
from dragoman.store.held import Added, Run
from dragoman.store.tables import (
    HAND,
    MACHINE,
    QUOTE,
    TEXT,
    claims,
    contexts,
    documents,
    dyads,
    events,
    judgements,
    parties,
    party_names,
    runs,
    sources,
    vectors,
    wordings,
)

Coded = tuple[Record, str | None]  # a record under its text's identity, and the user's own name for the document
Vectors = Mapping[str, bytes]  # of passages, by claim
MOST = 500  # values in one question to the database


def now() -> str:
    """This moment in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def add_run(connection: Connection, run: Run) -> str:
    """The id of the run, which is put in where it is new."""
    if connection.execute(select(runs.c.id).where(runs.c.id == run.id)).first() is None:
        row = {"id": run.id, **{name: getattr(run, name) for name in Run.__dataclass_fields__}}
        connection.execute(insert(runs).values(**row, begun=now()))
    return run.id


def put(connection: Connection, items: Sequence[Coded], run: str, held_vectors: Vectors, added: Added) -> None:
    """Store coded documents. A stored one loses the claims that a machine made before; a person's stay."""
    held = stored(connection, (record.document.id for record, _ in items))
    for record, own_id in items:
        n = held.get(record.document.id)
        row = rows.document(record.document, own_id, TEXT, record.notes, run)
        if n is None:
            n = held[record.document.id] = _new(connection, documents, row)
            added.new += 1
        else:
            added.again += 1
            _read_anew(connection, n, row, record.document)
        note_source(connection, record.document, own_id, n, added)
    numbers = [held[record.document.id] for record, _ in items]
    _forget_claims(connection, numbers, claims.c.made_by == MACHINE)
    for record, _ in items:
        for e in record.events:
            _put_event(connection, e)
            made = {"document": held[record.document.id], "run": run, "made_by": MACHINE}
            _put_claims(connection, record.document, e, made, held_vectors)
        added.claims += len(record.claims)
    _mind_versions(connection, numbers)


def _read_anew(connection: Connection, n: int, row: rows.Row, d: Document) -> None:
    """Let a stored document be as it was read now; a person's claims get its days."""
    kept = ("id", "current") if row["own_id"] else ("id", "current", "own_id")
    values = {name: value for name, value in row.items() if name not in kept}
    connection.execute(update(documents).where(documents.c.n == n).values(**values))
    connection.execute(update(claims).where(claims.c.document == n).values(**rows.told_on(d)))


def stored(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """The numbers of those of the documents that are stored, by id."""
    found = connection.execute(select(documents.c.id, documents.c.n).where(documents.c.id.in_(list(ids))))
    return {row.id: row.n for row in found}


def _new(connection: Connection, table: Table, row: rows.Row) -> int:
    """The number of the row put in."""
    key = connection.execute(insert(table).values(**row)).inserted_primary_key
    return int(key[0]) if key else 0


# ---------------------------------------------------------------- claims and events


def _put_event(connection: Connection, e: Event) -> None:
    row = rows.event(e)
    if connection.execute(update(events).where(events.c.id == e.id).values(body=row["body"])).rowcount == 0:
        connection.execute(insert(events).values(**row))


def _put_claims(connection: Connection, d: Document, e: Event, made: rows.Row, held: Vectors) -> None:
    """Store the claims of an event with what they are found by. `made` tells in which document, by whom and what run,
    `held` are the vectors of passages, by claim."""
    for c in e.claims:
        row = {**rows.claim(d, c, e), **made, "witness": made["document"], "current": True}
        n = _new(connection, claims, row)
        _put_all(connection, wordings, n, [rows.wording(d, c)])
        _put_all(connection, vectors, n, [{"vector": held[c.id]}] if c.id in held else ())
        _put_all(connection, parties, n, _called(connection, rows.parties(c)))
        _put_all(connection, contexts, n, ({"context": x} for x in dict.fromkeys(c.contexts)))
        _put_all(connection, dyads, n, ({"source": a, "target": b} for a, b in sorted(rows.dyads(c))))


def _called(connection: Connection, found: Iterable[rows.Row]) -> Iterator[rows.Row]:
    """The rows of parties, each with the number of its names in place of them."""
    for row in found:
        names = row.pop("names")
        n = connection.execute(select(party_names.c.n).where(party_names.c.names == names)).scalar()
        yield {**row, "called": _new(connection, party_names, {"names": names}) if n is None else n}


def put_vectors(connection: Connection, held: Vectors) -> None:
    """Store vectors of passages, by claim; what is no claim of the store, or has one, is passed over."""
    chosen = select(claims.c.id, claims.c.n).where(claims.c.id.in_(list(held)))
    missing = chosen.where(~exists().where(vectors.c.claim == claims.c.n))
    listed = [{"claim": row.n, "vector": held[row.id]} for row in connection.execute(missing)]
    if listed:
        connection.execute(insert(vectors), listed)


def _put_all(connection: Connection, table: Table, claim: int, found: Iterable[rows.Row]) -> None:
    listed = [{"claim": claim, **row} for row in found]
    if listed:
        connection.execute(insert(table), listed)


def _forget_claims(connection: Connection, numbers: Sequence[int], which: ColumnElement[bool]) -> None:
    """Take out claims of documents, and the events that are left without any."""
    chosen = and_(claims.c.document.in_(numbers), which)
    touched = set(connection.execute(select(claims.c.event).where(chosen)).scalars())
    connection.execute(delete(claims).where(chosen))
    forget_empty(connection, touched)


def forget_empty(connection: Connection, ids: Iterable[str]) -> None:
    """Take out those of the events that no claim tells of any more."""
    listed = sorted(ids)
    for start in range(0, len(listed), MOST):
        told = exists().where(claims.c.event == events.c.id)
        connection.execute(delete(events).where(events.c.id.in_(listed[start : start + MOST]), ~told))


def derive(connection: Connection, derived: Iterable[Event]) -> None:
    """Put events made anew from claims and judgements in place of those that told of these claims before."""
    for e in derived:
        _put_event(connection, e)
        ids = [c.id for c in e.claims]
        before = set(connection.execute(select(claims.c.event).where(claims.c.id.in_(ids))).scalars())
        for c in e.claims:
            connection.execute(update(claims).where(claims.c.id == c.id).values(event=e.id, **rows.days(c, e)))
        forget_empty(connection, before - {e.id})


def mark_witnesses(connection: Connection, family: Mapping[str, str]) -> None:
    """Note which documents are copies of one text: the first of each document's copies is its witness."""
    copied = {name: first for name, first in family.items() if name != first}
    numbers: dict[str, int] = {}
    listed = sorted({*copied, *copied.values()})
    for start in range(0, len(listed), MOST):
        numbers |= stored(connection, listed[start : start + MOST])
    wanted = {numbers[name]: numbers[first] for name, first in copied.items() if {name, first} <= set(numbers)}
    noted = select(claims.c.document, claims.c.witness).where(claims.c.witness != claims.c.document).distinct()
    before = {row.document: row.witness for row in connection.execute(noted)}
    for n in sorted({*wanted, *before}):
        if wanted.get(n) != before.get(n):
            connection.execute(update(claims).where(claims.c.document == n).values(witness=wanted.get(n, n)))


def put_by_hand(
    connection: Connection, d: Document, found: Sequence[Claim], held: Vectors, added: Added
) -> None:  # fmt: skip
    """Store claims that a person entered, each as an event of its own; one entered before is replaced."""
    n = stored(connection, [d.id]).get(d.id)
    if n is None:
        n = _new(connection, documents, rows.document(d, None, QUOTE, (), None))
        added.new += 1
    ids = [c.id for c in found]
    _forget_claims(connection, [n], and_(claims.c.made_by == HAND, claims.c.id.in_(ids)))
    for c in found:
        alone = Event(c.id, d.id, (c,), c.type, c.mode, c.status, c.actors, c.recipients, c.when, c.place, c.confidence)
        _put_event(connection, alone)
        _put_claims(connection, d, alone, {"document": n, "run": None, "made_by": HAND}, held)
    added.claims += len(found)
    _mind_versions(connection, [n])


# ---------------------------------------------------------------- versions


def note_sources(
    connection: Connection, found: Sequence[tuple[Document, str | None]], numbers: dict[str, int], added: Added
) -> None:
    """Note where stored texts were found; places that are known already cost one question for all."""
    ids = [rows.source(document, own_id)["id"] for document, own_id in found]
    known = set(connection.execute(select(sources.c.id).where(sources.c.id.in_(ids))).scalars())
    for (document, own_id), name in zip(found, ids, strict=True):
        if name not in known:
            note_source(connection, document, own_id, numbers[document.id], added)


def note_source(connection: Connection, d: Document, own_id: str | None, number: int, added: Added) -> None:
    """Note where a stored text was found. What stood at the same place before becomes an older version."""
    row = rows.source(d, own_id)
    if connection.execute(select(sources.c.id).where(sources.c.id == row["id"])).first() is not None:
        return
    connection.execute(insert(sources).values(**row, document=number))
    older = _same_place(row)
    if older is None:
        return
    columns = (sources.c.n, sources.c.document, documents.c.id)
    chosen = (
        select(*columns).join(documents, documents.c.n == sources.c.document).where(older, sources.c.document != number)
    )
    found = connection.execute(chosen.where(sources.c.superseded_by.is_(None))).all()
    for old in found:
        connection.execute(update(sources).where(sources.c.n == old.n).values(superseded_by=number))
    _mind_versions(connection, [old.document for old in found])
    gone = select(documents.c.n).where(documents.c.current.is_(False))
    past = set(connection.execute(gone.where(documents.c.n.in_([old.document for old in found]))).scalars())
    added.replaced += [(old.id, d.id) for old in found if old.document in past]


def _same_place(row: rows.Row) -> ColumnElement[bool] | None:
    """Which sources are the same place as this one: by address or the user's own id, neither speaking against it."""
    s, ways = sources.c, []
    if row["url"]:
        ways.append(and_(s.url == row["url"], _agrees(s.own_id, row["own_id"])))
    if row["own_id"]:
        others = (_agrees(s.url, row["url"]), _agrees(s.publisher, row["publisher"]))
        ways.append(and_(s.own_id == row["own_id"], *others))
    return or_(*ways) if ways else None


def _agrees(column: ColumnElement[Any], value: str | None) -> ColumnElement[bool]:
    """Whether the column holds the value, or either says nothing."""
    return or_(column.is_(None), column == value) if value is not None else true()


def _mind_versions(connection: Connection, numbers: Sequence[int]) -> None:
    """Mark which of the documents are current: those with a source that nothing superseded, or with none at all."""
    if not numbers:
        return
    any_source = exists().where(sources.c.document == documents.c.n)
    live = exists().where(sources.c.document == documents.c.n, sources.c.superseded_by.is_(None))
    chosen = documents.c.n.in_(numbers)
    connection.execute(update(documents).where(chosen).values(current=or_(~any_source, live)))
    state = select(documents.c.current).where(documents.c.n == claims.c.document).scalar_subquery()
    stale = and_(claims.c.document.in_(numbers), claims.c.current != state)
    connection.execute(update(claims).where(stale).values(current=state))


def drop(connection: Connection, numbers: Sequence[int]) -> None:
    """Take documents out for good, with their claims; an older version that one of them replaced is current again.

    Judgements stay: they name claims, and hold no words of the text.
    """
    older = select(sources.c.document).where(sources.c.superseded_by.in_(numbers))
    freed = sorted(set(connection.execute(older).scalars()) - set(numbers))
    touched = set(connection.execute(select(claims.c.event).where(claims.c.document.in_(numbers))).scalars())
    connection.execute(update(sources).where(sources.c.superseded_by.in_(numbers)).values(superseded_by=None))
    connection.execute(delete(claims).where(claims.c.document.in_(numbers)))
    connection.execute(update(claims).where(claims.c.witness.in_(numbers)).values(witness=claims.c.document))
    connection.execute(delete(documents).where(documents.c.n.in_(numbers)))
    connection.execute(delete(party_names).where(~exists().where(parties.c.called == party_names.c.n)))
    forget_empty(connection, touched)
    _mind_versions(connection, freed)


# ---------------------------------------------------------------- judgements


def judge(connection: Connection, found: Iterable[Judgement]) -> None:
    """Append judgements; each pair is kept in the order of its ids."""
    listed = []
    for j in found:
        left, right = sorted((j.left, j.right))
        verdict = "same" if j.same else "different"
        row = {"left": left, "right": right, "verdict": verdict, "score": j.score, "by": j.by, "why": j.why}
        listed.append({**row, "made": now()})
    if listed:
        connection.execute(insert(judgements), listed)


def withdraw(connection: Connection, left: str, right: str, by: str, why: str) -> None:
    """Append that somebody takes back what they said of a pair."""
    left, right = sorted((left, right))
    row = {"left": left, "right": right, "verdict": "withdrawn", "score": 0.0, "by": by, "why": why, "made": now()}
    connection.execute(insert(judgements).values(**row))
