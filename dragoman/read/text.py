"""Text -> Document: the text as given, its blocks, and what is known about it from the file and from itself."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime
from typing import Any

from dragoman.errors import InputError
from dragoman.read import issuer, layout, written_dates
from dragoman.records import Document

FIELDS = ("id", "title", "publisher", "byline", "published", "dateline", "url", "language", "issuer", "origin")


def from_text(text: str, **metadata: Any) -> Document:
    """The document that `text` is; every offset in the system will point into exactly this string.

    `metadata` may give id, title, publisher, byline, published (a date or a string), dateline, url,
    language, issuer and origin; what it leaves out is taken from the text's own headline, byline, date
    line and dateline. Raises InputError for an empty text, an unknown field or an unreadable date.
    """
    unknown = sorted(set(metadata) - set(FIELDS))
    if unknown:
        raise InputError(f"unknown metadata {unknown[0]!r}: use one of {', '.join(FIELDS)}")
    known = {k: v for k, v in metadata.items() if v not in (None, "")}
    where = known.get("origin") or "the text"
    if not re.search(r"\w", text):
        raise InputError(f"{where}: empty, there is no text in it")
    if re.search("[\ud800-\udfff]", text):
        raise InputError(f"{where}: holds broken characters (lone surrogates); save it as UTF-8")
    found = layout.find(text, known.get("title"))
    title = known.get("title") or found.title
    publisher, url = known.get("publisher"), known.get("url")
    return Document(
        id=str(known.get("id") or fingerprint(text)),
        text=text,
        blocks=tuple(found.blocks),
        title=title,
        publisher=publisher,
        byline=known.get("byline") or found.byline,
        published=_day(known["published"], where) if "published" in known else found.published,
        dateline=known.get("dateline") or found.dateline,
        url=url,
        language=known.get("language", "en"),
        issuer=known.get("issuer") or issuer.find(found, title, publisher, url),
        origin=known.get("origin", ""),
    )


def fingerprint(text: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of the text in UTF-8: the id of a document that has none."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _day(value: object, where: str) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    day = written_dates.read(str(value))
    if day is None:
        raise InputError(f"{where}: cannot read the date {str(value)[:40]!r}; write it as YYYY-MM-DD")
    return day
