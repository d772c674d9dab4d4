"""The answer to a query: printed for reading, or written as CSV, JSON lines, PLOVER JSON or Parquet."""

from __future__ import annotations

import json
import shutil
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from dragoman import export, wording
from dragoman.errors import InputError, NotInstalled
from dragoman.output import standard_output, whole_file, whole_path
from dragoman.query import Query
from dragoman.records import HAPPENED, Record
from dragoman.report import UNSEEN
from dragoman.store import Count, Store, Telling

COLUMNS = (*export.COLUMNS, "own_id", "witnesses")
COUNTED = ("events", "claims", "witnesses")
WIDTH = 100
AT_ONCE = 5000  # rows of a Parquet file that are held in memory
TYPES = {
    "quad": "int64", "scale": "float64", "latitude": "float64", "longitude": "float64", "geonames": "int64",
    "confidence": "float64", "start": "int64", "end": "int64", "published": "date32", "date_from": "date32",
    "date_to": "date32", "events": "int64", "claims": "int64", "witnesses": "int64",
}  # fmt: skip
Row = dict[str, Any]


def text(lines: Iterable[str], target: Path | None) -> None:
    """Write lines to a file, whole or not at all, or to standard output."""
    if target is not None:
        with whole_file(target) as write:
            for line in lines:
                write(line)
        return
    with suppress(BrokenPipeError), standard_output() as write:
        for line in lines:
            write(line)


def lines(store: Store, query: Query, by: Sequence[str], format_: str) -> Iterator[str]:
    """The answer as lines: counts where there is something to count by, else all claims of the query."""
    if by:
        counted = store.counts(query, by)
        yield from _COUNTS[format_](query, by, counted) if format_ in _COUNTS else _no_counts(format_)
    elif format_ == "csv":
        yield from export.lines_of(COLUMNS, _rows(store, query))
    elif format_ == "plover":
        yield from export.plover(store.records(query))
    else:
        for record in store.records(query):
            own, witnesses = _known(store, record)
            told_ = export.plain(record)
            events = [{**e, "witnesses": witnesses.get(e["id"])} for e in told_["events"]]
            yield export.line({**told_, "document": {**told_["document"], "own_id": own}, "events": events})


def _rows(store: Store, query: Query) -> Iterator[Row]:
    """A row a claim, with the user's own id of the document and the number of witnesses of its event."""
    for record in store.records(query):
        own, witnesses = _known(store, record)
        for row in export.cells([record]):
            yield {**row, "own_id": own, "witnesses": witnesses.get(row["event"])}


def _known(store: Store, record: Record) -> tuple[str | None, dict[str, int]]:
    """What the store knows of a record beside it: the user's own id, and how many witnesses each event has."""
    own = store.own_ids([record.document.id]).get(record.document.id)
    return own, store.witnesses(e.id for e in record.events)


# ---------------------------------------------------------------- counts


def _count_rows(by: Sequence[str], counted: Iterable[Count]) -> Iterator[Row]:
    for count in counted:
        yield {**dict(zip(by, count.values, strict=True)), **{name: getattr(count, name) for name in COUNTED}}


def _csv_counts(query: Query, by: Sequence[str], counted: Sequence[Count]) -> Iterator[str]:
    return export.lines_of((*by, *COUNTED), _count_rows(by, counted))


def _json_counts(query: Query, by: Sequence[str], counted: Sequence[Count]) -> Iterator[str]:
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in _count_rows(by, counted))


def _text_counts(query: Query, by: Sequence[str], counted: Sequence[Count]) -> Iterator[str]:
    """A table in columns; a value that no claim tells is a dash."""
    rows = [[*map(_cell, count.values), *(f"{getattr(count, name):,}" for name in COUNTED)] for count in counted]
    table = [[*by, *COUNTED], *rows]
    widths = [max(len(row[k]) for row in table) for k in range(len(table[0]))]
    yield f"{_sentence(query)}\n\n"
    for row in table:
        shown = [
            cell.ljust(width) if k < len(by) else cell.rjust(width)
            for k, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(shown).rstrip() + "\n"


def _cell(value: str | int | None) -> str:
    return "-" if value is None else str(value).translate(UNSEEN)


def _no_counts(format_: str) -> Iterator[str]:
    raise InputError(f"counts cannot be written as {format_}; write them as text, csv, jsonl or parquet")


_COUNTS = {"text": _text_counts, "csv": _csv_counts, "jsonl": _json_counts}


# ---------------------------------------------------------------- for reading


def told(store: Store, query: Query, most: int) -> Iterator[str]:
    """The first claims of the query, each with its voice, its words and where they stand."""
    [total] = store.counts(query) or [Count((), 0, 0, 0)]
    yield f"{_sentence(query)}\n"
    yield f"{wording.counted(total.claims, 'claim')} of {wording.counted(total.events, 'event')}\n"
    width = max(40, min(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns))
    for telling in store.tellings(query, most):
        yield "\n" + "".join(_wrapped(line, indent, width) for line, indent in _telling(telling))
    if total.claims > most:
        more = wording.counted(total.claims - most, "claim")
        yield f"\n… {more} more; --most {total.claims} prints them, --format csv writes them\n"


def _sentence(query: Query) -> str:
    words = query.words
    return words[0].upper() + words[1:]


def _wrapped(line: str, indent: int, width: int) -> str:
    plain = " ".join(line.translate({10: " ", 13: " ", 9: " "}).split()).translate(UNSEEN)
    return textwrap.fill(plain, width, initial_indent=" " * indent, subsequent_indent=" " * (indent + 2)) + "\n"


def _telling(telling: Telling) -> Iterator[tuple[str, int]]:
    claim, document = telling.claim, telling.document
    when = claim.when or telling.event.when
    day = wording.when(when.value) if when else "no date given"
    sides = [", ".join(wording.actor(m.value) for m in side) for side in (claim.actors, claim.recipients) if side]
    place = wording.place(claim.place.value) if claim.place else ""
    status = "" if claim.status in HAPPENED else wording.status(claim.status)
    yield " · ".join(p for p in (day, wording.event(claim.type, claim.mode), " → ".join(sides), place, status) if p), 0
    voice = wording.actor(claim.claimant.value) if claim.claimant else "the text itself"
    yield f"{voice}: “{document.text[claim.passage.start : claim.passage.end]}”", 4
    where = document.publisher or document.title or document.origin
    dated = wording.day(document.published) if document.published else ""
    yield " · ".join(p for p in (where, dated, f"document {document.id}", f"event {telling.event.id}") if p), 4


# ---------------------------------------------------------------- Parquet


def parquet(store: Store, query: Query, by: Sequence[str], target: Path) -> None:
    """Write claims, or counts, to a Parquet file, whole or not at all.

    Raises NotInstalled where the library is missing.
    """
    try:
        import pyarrow
        from pyarrow import parquet as files
    except ImportError as error:
        raise NotInstalled("Parquet needs pyarrow: pip install 'dragoman[parquet]'") from error
    columns = (*by, *COUNTED) if by else COLUMNS
    rows: Iterator[Row] = _count_rows(by, store.counts(query, by)) if by else map(_typed, _rows(store, query))
    schema = pyarrow.schema([(name, getattr(pyarrow, TYPES.get(name, "string"))()) for name in columns])
    with whole_path(target) as beside, files.ParquetWriter(beside, schema) as writer:
        for part in iter(lambda: list(islice(rows, AT_ONCE)), []):
            writer.write_table(pyarrow.Table.from_pylist(part, schema))


def _typed(row: Row) -> Row:
    days = ("published", "date_from", "date_to")
    return {**row, **{name: date.fromisoformat(row[name]) if row[name] else None for name in days}}
