"""Records -> rows of the tables, and rows -> records."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from dragoman.records import Actor, Block, Claim, Document, Event, Match
from dragoman.store import form

Row = dict[str, Any]
Held = Mapping[str, Any] | RowMapping  # a row as it comes out
KEPT_WITH_CLAIM = ("id", "document")
PLAIN_FIELDS = ("title", "text", "publisher", "byline", "dateline", "url", "language", "issuer", "origin")
EVENT_FIELDS = tuple(f.name for f in fields(Event))


def document(d: Document, own_id: str | None, kind: str, notes: tuple[str, ...], run: str | None) -> Row:
    """The row of a document."""
    return {
        "id": d.id, "own_id": own_id, "kind": kind, "published": _day(d.published), "run": run, "current": True,
        "blocks": json.dumps(form.plain(d.blocks)), "notes": json.dumps(notes, ensure_ascii=False),
        **{name: getattr(d, name) for name in PLAIN_FIELDS},
    }  # fmt: skip


def document_of(row: Held) -> Document:
    """The document that a row holds."""
    return Document(
        id=row["id"],
        blocks=form.read_tuple(Block, row["blocks"]),
        published=date.fromisoformat(row["published"]) if row["published"] else None,
        **{name: row[name] for name in PLAIN_FIELDS},
    )


def source(d: Document, own_id: str | None) -> Row:
    """The row that tells where a text was found; its id is the same whenever it is found there again."""
    known = {"own_id": own_id, "url": d.url, "publisher": d.publisher, "published": _day(d.published)}
    parts = json.dumps([d.id, *known.values()], ensure_ascii=False)
    return {"id": hashlib.sha256(parts.encode()).hexdigest()[:16], "origin": d.origin, **known}


def claim(d: Document, c: Claim, e: Event) -> Row:
    """The row of a claim, but for its document's number and its run."""
    where = c.place.value if c.place else None
    return {
        "id": c.id, "event": e.id, "position": c.trigger.start, "type": c.type, "mode": c.mode, "act": c.act,
        "quad": c.quad, "status": c.status, "confidence": c.confidence,
        "own_voice": c.claimant is None and not c.chain,
        **days(c, e),
        **told_on(d),
        "place": where.name if where else None, "place_country": where.country if where else None,
        "latitude": where.latitude if where else None, "longitude": where.longitude if where else None,
    }  # fmt: skip


def told_on(d: Document) -> Row:
    """The day of publication, and that of issue if the text is somebody's own."""
    return {"published": _day(d.published), "issued": _day(d.published) if d.issuer else None}


def wording(d: Document, c: Claim) -> Row:
    """The row of a claim's words and whole record, but for its number."""
    return {"quote": d.text[c.passage.start : c.passage.end], "body": form.written(c, KEPT_WITH_CLAIM)}


def days(c: Claim, e: Event) -> Row:
    """The days of a claim, those of its event where it tells none itself."""
    when = c.when or e.when
    return {"first": _day(when.value.first) if when else None, "last": _day(when.value.last) if when else None}


def claim_of(row: Held, document: str) -> Claim:
    """The claim that a row holds."""
    return form.read(Claim, row["body"], id=row["id"], document=document)


def event(e: Event) -> Row:
    """The row of an event."""
    return {"id": e.id, "body": form.written(e, ("id", "claims"))}


def event_of(row: Held, claims: tuple[Claim, ...]) -> Event:
    """The event that a row holds, with these of its claims."""
    return form.read(Event, row["body"], id=row["id"], claims=claims)


def parties(c: Claim) -> Iterator[Row]:
    """A row for each actor, recipient, claimant and relaying voice of a claim."""
    roles = (("actor", c.actors), ("recipient", c.recipients), ("claimant", (c.claimant,)), ("via", c.chain))
    for role, matches in roles:
        for position, match in enumerate(m for m in matches if m):
            a = match.value
            yield {
                "role": role, "position": position, "name": a.name, "names": names(a.name, a.text, a.office),
                "country": a.country, "sector": a.sector, "entity": a.id,
            }  # fmt: skip


def names(*given: str | None) -> str:
    """Names as they are looked for: without case or punctuation, a blank around each word, a bar between names."""
    plain = (" ".join(re.findall(r"\w+", name.casefold())) for name in given if name)
    return " " + " | ".join(dict.fromkeys(plain)) + " "


def dyads(c: Claim) -> set[tuple[str, str]]:
    """From which country to which a claim tells of a deed; what is mutual goes both ways between all its parties."""
    actors, recipients = _countries(c.actors), _countries(c.recipients)
    if c.mutual:
        both = actors | recipients
        return {(a, b) for a in both for b in both if a != b}
    return {(a, b) for a in actors for b in recipients}


def _countries(matches: Iterable[Match[Actor]]) -> set[str]:
    return {m.value.country for m in matches if m.value.country}


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
