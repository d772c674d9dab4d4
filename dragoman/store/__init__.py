"""The store: documents, claims, judgements and derived events in SQLite or PostgreSQL; rows leave as records."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import select

from dragoman.errors import InputError
from dragoman.records import Claim, Document, Event, Judgement, Record
from dragoman.store import carrying, checking, opening, reading, rows, writing
from dragoman.store.held import Added, Count, Entry, Run, Telling, fingerprint, identified
from dragoman.store.tables import VERSION, claims, documents

if TYPE_CHECKING:
    from dragoman.query import Query

__all__ = ["DEFAULT", "Added", "Count", "Entry", "Run", "Store", "Telling", "fingerprint", "identified"]

DEFAULT = "dragoman.db"
NO_VECTORS: Mapping[str, bytes] = MappingProxyType({})


class Store:
    """A store that is open. Each verb is one transaction: it is done whole or not at all.

    `where` is a file's path or postgresql://user@host/name. With `create` an empty place becomes a store; `wait` is
    how many seconds to wait for another process that writes; `read_only` opens a store whose folder may not be
    written. Raises InputError, naming place and reason, where it cannot be used.
    """

    def __init__(
        self,
        where: str | os.PathLike[str] = DEFAULT,
        *,
        create: bool = False,
        wait: float = 10.0,
        read_only: bool = False,
    ) -> None:
        """Open it."""
        self._at = opening.place(where)
        self.name = self._at.name
        self._engine = opening.engine(self._at, wait=wait, create=create, read_only=read_only)
        try:
            with opening.reading(self._engine, self.name) as connection:
                missing = opening.check_version(connection, self.name, create)
            if missing:
                self._make(wait)
            elif create:
                with opening.writing(self._engine, self.name):  # so that who may not write learns it at once
                    pass
        except BaseException:
            self.close()
            raise

    def _make(self, wait: float) -> None:
        with opening.errors_told(self.name):
            opening.use_wal(self._engine, wait)
        with opening.writing(self._engine, self.name) as connection:
            if opening.version(connection) is None:  # another process may have been quicker
                opening.migrate(connection)

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    # ------------------------------------------------------------ writing

    def put(
        self, records: Sequence[tuple[Record, str | None]], run: Run, vectors: Mapping[str, bytes] = NO_VECTORS
    ) -> Added:
        """Store coded documents, each with the user's own name for it, or None; what became of them.

        Documents must go under the identity of their text (see `identified`). What a machine claimed of one before is
        replaced; what people entered or judged stays. A text found where another stood before is its newer version.
        `vectors` are the encoder's of passages, by claim.
        """
        added = Added()
        strange = [r.document.id for r, _ in records if r.document.id != fingerprint(r.document.text)]
        if strange:
            raise InputError(f"{strange[0]}: not the identity of this text; see dragoman.store.identified")
        with opening.writing(self._engine, self.name) as connection:
            writing.put(connection, records, writing.add_run(connection, run), vectors, added)
            carrying.carry(connection, added.replaced)
        return added

    def note(self, found: Sequence[tuple[Document, str | None]]) -> Added:
        """Note where texts that are stored already were found; texts that are not stored are passed over."""
        added = Added()
        with opening.writing(self._engine, self.name) as connection:
            numbers = writing.stored(connection, (d.id for d, _ in found))
            known = [(document, own_id) for document, own_id in found if document.id in numbers]
            writing.note_sources(connection, known, numbers, added)
            added.known = len(known)
            carrying.carry(connection, added.replaced)
        return added

    def put_by_hand(
        self, entered: Iterable[tuple[Document, Sequence[Claim]]], vectors: Mapping[str, bytes] = NO_VECTORS
    ) -> Added:
        """Store claims that a person entered, by document; a document that is not stored yet holds the quote alone."""
        added = Added()
        with opening.writing(self._engine, self.name) as connection:
            for document, found in entered:
                writing.put_by_hand(connection, document, found, vectors, added)
        return added

    def put_vectors(self, vectors: Mapping[str, bytes]) -> None:
        """Store vectors of claims' passages, by claim, for claims that have none."""
        with opening.writing(self._engine, self.name) as connection:
            writing.put_vectors(connection, vectors)

    def mark_witnesses(self, family: Mapping[str, str]) -> None:
        """Note which documents are copies of one text, hence one witness: `family` names the first of each one's."""
        with opening.writing(self._engine, self.name) as connection:
            writing.mark_witnesses(connection, family)

    def derive(self, events: Iterable[Event]) -> None:
        """Put events made anew from claims and judgements in place of those that told of their claims before."""
        with opening.writing(self._engine, self.name) as connection:
            writing.derive(connection, events)

    def judge(self, judgements: Iterable[Judgement]) -> None:
        """Append judgements; nothing that was judged before is changed."""
        with opening.writing(self._engine, self.name) as connection:
            writing.judge(connection, judgements)

    def withdraw(self, left: str, right: str, by: str, why: str = "") -> None:
        """Append that `by` takes back their judgement of two claims."""
        with opening.writing(self._engine, self.name) as connection:
            writing.withdraw(connection, left, right, by, why)

    def drop(self, ids: Iterable[str]) -> int:
        """Take documents with their claims out for good, all or, where one is not stored, none; how many they were."""
        wanted = sorted(set(ids))
        with opening.writing(self._engine, self.name) as connection:
            numbers = writing.stored(connection, wanted)
            missing = [name for name in wanted if name not in numbers]
            if missing:
                raise InputError(f"{missing[0]}: no document with this id is stored; nothing was dropped")
            writing.drop(connection, list(numbers.values()))
        return len(numbers)

    def analyse(self) -> None:
        """Let the database count what it holds, so that it answers quickly."""
        with opening.writing(self._engine, self.name) as connection:
            opening.rebuild_statistics(connection)

    # ------------------------------------------------------------ reading

    def documents(self, *, every_version: bool = False) -> list[Entry]:
        """What is stored, by day of publication, then id."""
        with opening.reading(self._engine, self.name) as connection:
            return reading.entries(connection, every_version)

    def coded_by(self, ids: Iterable[str]) -> dict[str, str | None]:
        """By which run each of those of the documents that are stored was coded last."""
        with opening.reading(self._engine, self.name) as connection:
            return reading.coded_by(connection, ids)

    def versions(self, document: str) -> list[tuple[str, str]]:
        """(older, newer) for each pair of versions that the document is one of."""
        with opening.reading(self._engine, self.name) as connection:
            return reading.versions(connection, document)

    def own_ids(self, ids: Iterable[str]) -> dict[str, str]:
        """The user's own id of each of the documents that has one."""
        with opening.reading(self._engine, self.name) as connection:
            return reading.own_ids(connection, ids)

    def find(self, given: str) -> tuple[str, str]:
        """What an id, the beginning of one, or a user's own id names: "document", "event" or "claim", and the id."""
        with opening.reading(self._engine, self.name) as connection:
            return reading.find(connection, given)

    def record(self, document: str) -> Record:
        """The record of one document, just as it was coded."""
        with opening.reading(self._engine, self.name) as connection:
            return reading.record(connection, document)

    def records(self, query: Query) -> Iterator[Record]:
        """The documents in which claims of the query stand, by id, with these claims only; one moment's view."""
        with opening.reading(self._engine, self.name) as connection:
            yield from reading.records(connection, query)

    def tellings(self, query: Query, most: int | None = None) -> list[Telling]:
        """Claims of the query with their documents, by the day that they tell of."""
        with opening.reading(self._engine, self.name) as connection:
            return reading.tellings(connection, query, most)

    def counts(self, query: Query, by: Sequence[str] = ()) -> list[Count]:
        """How many events, claims and witnesses a query has, by each of `dragoman.store.asking.DIMENSIONS` in `by`."""
        with opening.reading(self._engine, self.name) as connection:
            return reading.counts(connection, query, tuple(by))

    def vectors(self) -> dict[str, bytes]:
        """The vectors of the passages of all current claims, by claim."""
        with opening.reading(self._engine, self.name) as connection:
            return reading.all_vectors(connection)

    def without_vector(self, most: int) -> list[tuple[str, str]]:
        """(claim, its passage) of up to `most` current claims whose passage has no vector yet."""
        with opening.reading(self._engine, self.name) as connection:
            return reading.without_vector(connection, most)

    def event(self, name: str) -> tuple[Event, list[Document]]:
        """One event with all its tellings, and the documents that they stand in."""
        with opening.reading(self._engine, self.name) as connection:
            return reading.event(connection, name)

    def witnesses(self, names: Iterable[str]) -> dict[str, int]:
        """How many texts tell of each of the events, copies of one text counted once, as they were merged last."""
        with opening.reading(self._engine, self.name) as connection:
            return reading.witnesses(connection, names)

    def event_of(self, claim: str) -> str:
        """The id of the event that a claim tells of."""
        with opening.reading(self._engine, self.name) as connection:
            found = connection.execute(select(claims.c.event).where(claims.c.id == claim)).scalar()
        if found is None:
            raise InputError(f"{claim}: no claim with this id is stored")
        return str(found)

    def text(self, document: str) -> Document:
        """A stored document without its claims."""
        with opening.reading(self._engine, self.name) as connection:
            row = connection.execute(select(documents).where(documents.c.id == document)).mappings().first()
        if row is None:
            raise InputError(f"{document}: no document with this id is stored")
        return rows.document_of(row)

    def texts(self, not_by: str) -> Iterator[Document]:
        """The current texts that another run than this one coded last, each under the user's own id if it has one."""
        with opening.reading(self._engine, self.name) as connection:
            names = reading.coded_otherwise(connection, not_by)
        for name, own_id in names:
            yield replace(self.text(name), id=own_id or name)

    def judgements(self) -> list[Judgement]:
        """The judgements that stand: of each pair and hand the last one, unless it was taken back."""
        with opening.reading(self._engine, self.name) as connection:
            return reading.standing(connection)

    def runs(self) -> list[Run]:
        """By what was coded, oldest first."""
        with opening.reading(self._engine, self.name) as connection:
            return reading.all_runs(connection)

    # ------------------------------------------------------------ the store as a whole

    def check(self) -> list[str]:
        """What is wrong with the store, one line each."""
        with opening.reading(self._engine, self.name) as connection:
            return list(checking.problems(connection))

    def sizes(self) -> dict[str, int]:
        """How many rows each table has."""
        with opening.reading(self._engine, self.name) as connection:
            return checking.counted(connection)

    def backup(self, target: Path) -> None:
        """Copy the store to a new SQLite file while others may use it."""
        if target.exists():
            raise InputError(f"{target}: is there already; a backup replaces nothing")
        if self._at.file is not None:
            with opening.errors_told(self.name):
                checking.copy_file(self._at.file, target)
            return
        with Store(target, create=True) as copy, opening.errors_told(copy.name):
            checking.copy_rows(self._engine, copy._engine)


def migrate(where: str | os.PathLike[str] = DEFAULT, *, wait: float = 10.0) -> tuple[str, str]:
    """Bring a store of an older version up to date; its version before and after. All of it is done or nothing."""
    at = opening.place(where)
    made = opening.engine(at, wait=wait, create=False)
    try:
        with opening.reading(made, at.name) as connection:
            before = opening.version(connection)
            if before is None or before >= VERSION:
                opening.check_version(connection, at.name, create=False)
        if before != VERSION:
            with opening.writing(made, at.name) as connection:
                opening.migrate(connection)
    finally:
        made.dispose()
    return before or "", VERSION
