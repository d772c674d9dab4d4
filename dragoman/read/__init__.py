"""Read: bytes -> Document. Plain text, web pages, JSON lines, JSON and CSV, folders and standard input."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from dragoman.errors import InputError
from dragoman.read import archives, files, html, language, written_dates
from dragoman.read.text import from_text
from dragoman.records import Document

__all__ = ["count", "documents", "from_text"]


def documents(
    paths: Iterable[str | os.PathLike[str]],
    *,
    published: date | None = None,
    any_language: bool = False,
    repeats: bool = False,
) -> Iterator[Document | InputError]:
    """The documents that `paths` hold, in the order given, folders walked in order of names, `-` standard input.

    What cannot be used comes as an InputError in its place, naming file, line and reason, and the rest goes
    on: a file that is missing, empty, binary, wrongly encoded or of an unknown kind, a line without text, a
    text in another language than English (unless `any_language`), a document met before (unless `repeats`).
    A date that cannot be read is such an error too, followed by its document without the date. `published` is
    the day for documents that do not tell theirs.
    """
    seen: dict[str, str] = {}
    for path in files.walk(paths):
        if isinstance(path, InputError):
            yield path
            continue
        for where, fields in _fields(path):
            for item in _document(where, fields, published, any_language):
                yield item if repeats or isinstance(item, InputError) else _new(item, seen)


def count(paths: Iterable[str | os.PathLike[str]]) -> int | None:
    """About how many documents `paths` hold, for a bar of progress; None where standard input is among them."""
    total = 0
    for path in files.walk(paths):
        if str(path) == files.STDIN:
            return None
        total += files.lines(path) if isinstance(path, Path) and path.suffix.lower() in files.LINES.split() else 1
    return total


def _fields(path: Path) -> Iterator[tuple[str, archives.Fields | InputError]]:
    suffix, where = path.suffix.lower(), files.label(path)
    if suffix in files.LINES.split():
        yield from archives.lines(path)
        return
    try:
        text = files.decode(files.content(path), where)
        kind = suffix if suffix not in files.TEXT.split() and suffix else _sniff(text, str(path) == files.STDIN)
        yield from _read(kind, text, where)
    except InputError as error:
        yield where, error


def _sniff(text: str, anything: bool) -> str:
    """The kind of an unnamed input; a named text file is a web page if it begins as one, else plain text."""
    if html.is_page(text):
        return ".html"
    head = text.lstrip()[:1]
    if anything and head in "{[":
        return ".jsonl" if head == "{" and text.strip().count("\n") + 1 > 1 and _is_object(text) else ".json"
    return ".txt"


def _is_object(text: str) -> bool:
    return text.strip().split("\n")[0].rstrip().endswith("}")


def _read(kind: str, text: str, where: str) -> Iterator[tuple[str, archives.Fields | InputError]]:
    if kind in files.HTML.split():
        yield where, html.fields(text, where)
    elif kind in files.LINES.split():
        yield from archives.text_lines(text, where)
    elif kind in files.OBJECT.split():
        yield from archives.whole(text, where)
    elif kind in files.TABLE.split():
        yield from archives.table(text, where, "\t" if kind == ".tsv" else ",")
    else:
        yield where, {"text": text}


def _document(
    where: str, fields: archives.Fields | InputError, published: date | None, any_language: bool
) -> Iterator[Document | InputError]:
    if isinstance(fields, InputError):
        yield fields
        return
    known = dict(fields, origin=where)
    text = known.pop("text")
    given = known.get("language")
    foreign = None if any_language else _foreign(text, given)
    if foreign:
        yield InputError(f"{where}: in {foreign}, not English; skipped")
        return
    known["language"] = (given or "en") if any_language else "en"
    day = known.pop("published", None)
    if day and written_dates.read(str(day)) is None:
        yield InputError(f"{where}: cannot read the date {str(day)[:40]!r} (write YYYY-MM-DD); coded without it")
    else:
        known["published"] = day
    try:
        document = from_text(text, **known)
        yield document if document.published or not published else from_text(text, **dict(known, published=published))
    except InputError as error:
        yield error


def _foreign(text: str, label: str | None) -> str | None:
    """The language of a text that is not English, by itself or by the file's label; None for English."""
    found = language.foreign(text) or (language.declared(label) if label else None)
    return None if found == "English" else found


def _new(document: Document, seen: dict[str, str]) -> Document | InputError:
    if document.id in seen:
        return InputError(f"{document.origin}: the same document (id {document.id}) as {seen[document.id]}; coded once")
    seen[document.id] = document.origin
    return document
