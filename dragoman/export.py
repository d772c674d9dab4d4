"""Records -> lines to write: JSON (a document a line), CSV (a claim a row), PLOVER JSON (an event a line).

Unknown is null in JSON and an empty cell in CSV. Offsets are Python string indices into the document's text.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from dragoman import __version__
from dragoman.records import Actor, Claim, Document, Event, Match, Place, Record, Span, When

CODER = f"dragoman {__version__}"
CONTEXT = 32  # characters of text kept before and after a quote, to find it again in a changed text
JSON = dict[str, Any]


# ---------------------------------------------------------------- JSON lines


def jsonl(records: Iterable[Record]) -> Iterator[str]:
    """One line a document: the document (without its text), its events, their claims, every slot with score and why."""
    for record in records:
        yield line(plain(record))


def plain(record: Record) -> JSON:
    """What a line of JSON says of one document."""
    return {
        "document": _document(record.document),
        "events": [_event(record.document, e) for e in record.events],
        "notes": list(record.notes),
        "coder": CODER,
    }


# Line ends that JSON lets stand inside a string, but that split lines in the hands of others.
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def line(value: JSON) -> str:
    """A value as one line of JSON."""
    return json.dumps(value, ensure_ascii=False).translate(_LINE_ENDS) + "\n"


def _document(d: Document) -> JSON:
    return {
        "id": d.id, "title": d.title, "publisher": d.publisher, "byline": d.byline, "published": _day(d.published),
        "dateline": d.dateline, "url": d.url, "language": d.language, "issuer": d.issuer, "origin": d.origin,
    }  # fmt: skip


def _event(d: Document, e: Event) -> JSON:
    return {
        "id": e.id, "type": e.type, "mode": e.mode, "status": e.status,
        "actors": [_actor(m) for m in e.actors], "recipients": [_actor(m) for m in e.recipients],
        "when": _when(e.when), "place": _place(e.place), "confidence": round(e.confidence, 3),
        "conflicts": list(e.conflicts), "claims": [_claim(d, c) for c in e.claims],
    }  # fmt: skip


def _claim(d: Document, c: Claim) -> JSON:
    how = c.how
    return {
        "id": c.id, "type": c.type, "mode": c.mode, "act": c.act, "content_act": c.content_act,
        "cues": list(c.cues), "quad": c.quad,
        "scale": c.scale, "contexts": list(c.contexts), "actors": [_actor(m) for m in c.actors],
        "recipients": [_actor(m) for m in c.recipients], "mutual": c.mutual,
        "claimant": _actor(c.claimant) if c.claimant else None, "via": [_actor(m) for m in c.chain], "held": c.held,
        "status": c.status, "time": how.time, "certainty": how.certainty, "polarity": how.polarity,
        "disputed_by": _words(d, how.disputed_by), "how_why": how.why or None, "when": _when(c.when),
        "place": _place(c.place), "trigger": _words(d, c.trigger),
        "evidence": _evidence(d, c.passage), "confidence": round(c.confidence, 3), "why": list(c.why),
    }  # fmt: skip


def _actor(m: Match[Actor]) -> JSON:
    a = m.value
    return {
        "text": a.text, "name": a.name, "country": a.country, "sector": a.sector, "sectors": list(a.sectors),
        "office": a.office, "id": a.id, "start": a.span.start, "end": a.span.end,
        "score": round(m.score, 3), "why": m.why,
    }  # fmt: skip


def _when(m: Match[When] | None) -> JSON | None:
    if m is None:
        return None
    w = m.value
    return {
        "from": _day(w.first),
        "to": _day(w.last),
        "granularity": w.granularity,
        "score": round(m.score, 3),
        "why": m.why,
    }


def _place(m: Match[Place] | None) -> JSON | None:
    if m is None:
        return None
    p = m.value
    return {
        "text": p.text, "name": p.name, "country": p.country, "admin1": p.admin1, "latitude": p.latitude,
        "longitude": p.longitude, "geonames": p.id, "kind": p.kind, "score": round(m.score, 3), "why": m.why,
    }  # fmt: skip


def _words(d: Document, span: Span | None) -> JSON | None:
    return None if span is None else {"text": d.text[span.start : span.end], "start": span.start, "end": span.end}


def _evidence(d: Document, span: Span) -> JSON:
    """The exact words with both selectors: by position, and by quote with what stands around it."""
    return {
        "exact": d.text[span.start : span.end],
        "prefix": d.text[max(0, span.start - CONTEXT) : span.start],
        "suffix": d.text[span.end : span.end + CONTEXT],
        "start": span.start,
        "end": span.end,
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


# ---------------------------------------------------------------- PLOVER


def plover(records: Iterable[Record]) -> Iterator[str]:
    """One line an event that has a type, in PLOVER's interchange fields, with claims, status and evidence added."""
    for record in records:
        for event in record.events:
            if event.type is not None:
                yield line(_plover(record.document, event))


def _plover(d: Document, e: Event) -> JSON:
    first = next((c for c in e.claims if c.type == e.type and c.mode == e.mode), e.claims[0])
    when = e.when.value if e.when else None
    return {
        "id": e.id, "date": _day(when.first) if when else None, "enddate": _day(when.last) if when else None,
        "actor": [_party(m) for m in e.actors], "recipient": [_party(m) for m in e.recipients],
        "event": [e.type], "mode": [e.mode] if e.mode else [],
        "context": sorted({x for c in e.claims for x in c.contexts}),
        "quad_code": first.quad, "event_scale": first.scale, "event_loc": _place(e.place),
        "event_text": d.text[first.passage.start : first.passage.end],
        "text_info": {"document": d.id, "start": first.passage.start, "end": first.passage.end},
        "cite_info": {
            "publication": d.publisher, "title": d.title, "date": _day(d.published), "url": d.url, "license": None,
        },
        "coder": CODER, "comment": "; ".join(e.conflicts) or None,
        "claimant": [_voice(c) for c in e.claims], "status": e.status, "confidence": round(e.confidence, 3),
        "evidence": [_evidence(d, c.passage) for c in e.claims], "why": [list(c.why) for c in e.claims],
    }  # fmt: skip


def _party(m: Match[Actor]) -> JSON:
    a = m.value
    return {
        "code": a.country, "sector": a.sector, "other_sectors": list(a.sectors), "entity_text": a.text,
        "identifier_id": a.id, "identifier_text": a.name, "office": a.office,
    }  # fmt: skip


def _voice(c: Claim) -> JSON:
    """Who says it and how, one for each claim of the event; `claimant` null is the text's own voice."""
    return {
        "claim": c.id, "claimant": _party(c.claimant) if c.claimant else None, "via": [_party(m) for m in c.chain],
        "status": c.status, "time": c.how.time, "certainty": c.how.certainty, "polarity": c.how.polarity,
        "act": c.act, "confidence": round(c.confidence, 3),
    }  # fmt: skip


# ---------------------------------------------------------------- CSV

COLUMNS = (
    "document", "title", "publisher", "published", "url", "event", "claim", "type", "mode", "act", "status", "time",
    "certainty", "polarity", "quad", "scale", "contexts", "actors", "actor_countries", "actor_sectors", "recipients",
    "recipient_countries", "recipient_sectors", "mutual", "date_from", "date_to", "granularity", "place",
    "place_country", "latitude", "longitude", "geonames", "claimant", "claimant_country", "claimant_sector", "via",
    "held", "confidence", "quote", "start", "end", "why",
)  # fmt: skip
SEPARATOR = "; "


def table(records: Iterable[Record]) -> Iterator[str]:
    """A header, then one row a claim in text order; several values in a cell stand apart by "; "."""
    yield from lines_of(COLUMNS, cells(records))


def cells(records: Iterable[Record]) -> Iterator[JSON]:
    """The values of each claim's row by column, in text order."""
    for record in records:
        owner = {c.id: e for e in record.events for c in e.claims}
        for claim in record.claims:
            yield _cells(record.document, owner[claim.id], claim)


def lines_of(columns: Sequence[str], rows: Iterable[JSON]) -> Iterator[str]:
    """A table in CSV: the names of the columns, then each row; unknown is an empty cell."""
    yield _row(columns)
    for row in rows:
        yield _row("" if row[name] is None else row[name] for name in columns)


def _row(cells: Iterable[Any]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(list(cells))  # with which a lone CR in a cell is quoted too
    return out.getvalue().removesuffix("\r\n") + "\n"


def _cells(d: Document, e: Event, c: Claim) -> JSON:
    when, place = c.when.value if c.when else None, c.place.value if c.place else None
    voice = c.claimant.value if c.claimant else None
    return {
        "document": d.id, "title": d.title, "publisher": d.publisher, "published": _day(d.published), "url": d.url,
        "event": e.id, "claim": c.id, "type": c.type, "mode": c.mode, "act": c.act, "status": c.status,
        "time": c.how.time, "certainty": c.how.certainty, "polarity": c.how.polarity, "quad": c.quad,
        "scale": c.scale, "contexts": SEPARATOR.join(c.contexts),
        **_side("actor", c.actors), **_side("recipient", c.recipients), "mutual": str(c.mutual).lower(),
        "date_from": _day(when.first) if when else None, "date_to": _day(when.last) if when else None,
        "granularity": when.granularity if when else None, **_where(place),
        "claimant": voice.name if voice else None, "claimant_country": voice.country if voice else None,
        "claimant_sector": voice.sector if voice else None, "via": SEPARATOR.join(m.value.name for m in c.chain),
        "held": c.held, "confidence": round(c.confidence, 3), "quote": d.text[c.passage.start : c.passage.end],
        "start": c.passage.start, "end": c.passage.end, "why": SEPARATOR.join(c.why),
    }  # fmt: skip


def _where(p: Place | None) -> JSON:
    return {
        "place": p.name if p else None, "place_country": p.country if p else None,
        "latitude": p.latitude if p else None, "longitude": p.longitude if p else None, "geonames": p.id if p else None,
    }  # fmt: skip


def _side(role: str, matches: tuple[Match[Actor], ...]) -> JSON:
    """Names, countries and sectors in step: the second country is the second name's."""
    people = [m.value for m in matches]
    countries, sectors = [a.country or "" for a in people], [a.sector or "" for a in people]
    return {
        f"{role}s": SEPARATOR.join(a.name for a in people),
        f"{role}_countries": SEPARATOR.join(countries) if any(countries) else None,
        f"{role}_sectors": SEPARATOR.join(sectors) if any(sectors) else None,
    }


WRITERS = {"jsonl": jsonl, "csv": table, "plover": plover}
