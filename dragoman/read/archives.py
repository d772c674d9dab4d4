"""Files that hold many documents with their metadata: JSON lines, JSON, CSV -> fields of one document each."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.errors import InputError
from dragoman.read import files

Fields = dict[str, Any]

# Our name of each field, and the names under which other people's files have it, best first.
NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "event_text", "body", "content", "article", "full_text"),
    "title": ("title", "headline"),
    "published": ("published", "date", "pub_date", "publication_date", "published_at", "date_published", "datetime"),
    "url": ("url", "link", "source_url"),
    "publisher": ("publisher", "source", "publication", "outlet", "sitename"),
    "byline": ("byline", "author", "authors"),
    "language": ("language", "lang"),
    "issuer": ("issuer",),
    "dateline": ("dateline",),
    "id": ("id", "doc_id", "document_id", "uid"),
}


def lines(path: Path) -> Iterator[tuple[str, Fields | InputError]]:
    """(origin, fields or error) of each line of a JSON lines file, read line by line; blank lines are passed over."""
    try:
        with path.open("rb") as stream:
            for number, raw in enumerate(_chunks(stream), 1):
                where = f"{path}:{number}"
                if raw.strip():
                    yield where, _line(raw, where)
    except OSError as error:
        yield str(path), InputError(f"{path}: cannot be read ({error.strerror})")


def _chunks(stream: io.BufferedReader) -> Iterator[bytes]:
    while raw := stream.readline(files.MAX_BYTES + 1):
        yield raw
        while len(raw) > files.MAX_BYTES and not raw.endswith(b"\n"):
            raw = stream.readline(files.MAX_BYTES + 1)  # the rest of a line that is refused


def text_lines(text: str, where: str) -> Iterator[tuple[str, Fields | InputError]]:
    """The same from text that is held, for standard input."""
    for number, raw in enumerate(text.split("\n"), 1):
        if raw.strip():
            yield f"{where}:{number}", _line(raw.encode("utf-8", "surrogatepass"), f"{where}:{number}")


def _line(raw: bytes, where: str) -> Fields | InputError:
    if len(raw) > files.MAX_BYTES:
        return InputError(f"{where}: longer than {files.MAX_BYTES // 1_000_000} MB, the most that one document may be")
    try:
        return fields(json.loads(files.decode(raw, where)), where)
    except json.JSONDecodeError as error:
        return InputError(f"{where}: not JSON ({error.msg} at column {error.colno})")
    except RecursionError:
        return InputError(f"{where}: not JSON that can be read (nested too deeply)")
    except InputError as error:
        return error


def whole(text: str, where: str) -> Iterator[tuple[str, Fields | InputError]]:
    """(origin, fields or error) of a JSON file that holds one object or a list of them."""
    try:
        held = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        reason = (
            f"{error.msg} at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        )
        yield where, InputError(f"{where}: not JSON ({reason})")
        return
    if not isinstance(held, list):
        yield where, fields(held, where)
        return
    if not held:
        yield where, InputError(f"{where}: an empty list, there is no text in it")
    for number, row in enumerate(held, 1):
        yield f"{where}[{number}]", fields(row, f"{where}[{number}]")


def table(text: str, where: str, delimiter: str) -> Iterator[tuple[str, Fields | InputError]]:
    """(origin, fields or error) of each row of a table whose first row names the columns."""
    csv.field_size_limit(files.MAX_BYTES)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            origin = f"{where}:{reader.line_num}"
            yield origin, fields({k: v for k, v in row.items() if isinstance(k, str) and v}, origin)
    except csv.Error as error:
        yield where, InputError(f"{where}:{reader.line_num}: not a table that can be read ({error})")


def fields(row: object, where: str) -> Fields | InputError:
    """The fields of one document by our names, or the error that there is no text; unknown fields are left out."""
    if not isinstance(row, dict):
        return InputError(f"{where}: not a JSON object but a {type(row).__name__}")
    lower = {str(k).strip().casefold(): v for k, v in row.items()}
    out: Fields = {}
    for ours, theirs in NAMES.items():
        value = next((lower[n] for n in theirs if lower.get(n) not in (None, "", [])), None)
        if ours == "text":
            if not isinstance(value, str) or not value.strip():
                return InputError(f"{where}: no text (none of the fields {', '.join(theirs)} holds any)")
            out["text"] = value
        elif words := _words(value):
            out[ours] = words
    return out


def _words(value: object) -> str | None:
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return ", ".join(value) or None
    return _words(value.get("name") or value.get("title")) if isinstance(value, dict) else None
