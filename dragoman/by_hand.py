"""A table of claims entered by hand -> documents and claims; checked whole, so that nothing of a faulty table is kept.

Each row is one claim: what a quote says, and who says it. The columns go by the names that `--format csv` writes.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from dragoman.errors import InputError
from dragoman.ontology import load
from dragoman.records import STATUSES, Actor, Claim, Document, How, Match, Place, Span, Status, When
from dragoman.store import fingerprint

NEEDED = ("claimant", "quote")
COLUMNS = (
    *NEEDED, "document", "trigger", "title", "publisher", "published", "url", "issuer", "type", "mode", "act", "status",
    "contexts", "actors", "actor_countries", "actor_sectors", "recipients", "recipient_countries", "recipient_sectors",
    "mutual", "date_from", "date_to", "place", "place_country", "latitude", "longitude", "claimant_country",
    "claimant_sector", "confidence", "why",
)  # fmt: skip
WHY = "entered by hand"
SEPARATOR = ";"
SHOWN = 5  # errors that are told; the rest is counted
HOWS: dict[Status, How] = {
    "actual": How(why=WHY),
    "ongoing": How(time="present", ongoing=True, why=WHY),
    "planned": How(time="future", why=WHY),
    "historical": How(time="background", why=WHY),
    "speculation": How(certainty="possible", why=WHY),
    "negated": How(polarity="negative", why=WHY),
    "denied": How(denied=True, why=WHY),
}
Cells = Mapping[str, str]


def claims(path: Path, held: Callable[[str], Document]) -> list[tuple[Document, list[Claim]]]:
    """The claims of a table by document, in its order; `held` gives a stored document by its id.

    Raises InputError naming the lines that do not do.
    """
    made: dict[str, tuple[Document, dict[str, tuple[Claim, int]]]] = {}
    faults = []
    for line, cells in _rows(path):
        try:
            document = _document(cells, held, f"{path}:{line}")
            claim = _claim(cells, document)
            told = made.setdefault(document.id, (document, {}))[1]
            if claim.id in told:
                first = told[claim.id][1]
                raise InputError(f"the same claim as line {first}; give each a trigger, the words that tell it")
            told[claim.id] = (claim, line)
        except InputError as error:
            faults.append(f"{path}:{line}: {error}")
    if faults:
        more = f" (and {len(faults) - SHOWN} lines more)" if len(faults) > SHOWN else ""
        raise InputError("; ".join(faults[:SHOWN]) + more + "; nothing was added")
    if not made:
        raise InputError(f"{path}: no claims in it")
    return [(document, [claim for claim, _ in told.values()]) for document, told in made.values()]


def _rows(path: Path) -> Iterator[tuple[int, Cells]]:
    """(line, cells by column) of each row; cells without words are left out."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start} is wrong); save it as UTF-8") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        names = [name.strip().casefold() for name in reader.fieldnames or ()]
        _check_columns(path, names)
        reader.fieldnames = names
        for row in reader:
            if None in row:
                raise InputError(f"{path}:{reader.line_num}: more cells than columns; nothing was added")
            yield reader.line_num, {k: v.strip() for k, v in row.items() if v and v.strip()}
    except csv.Error as error:
        raise InputError(f"{path}:{reader.line_num}: not a table that can be read ({error})") from error


def _check_columns(path: Path, names: list[str]) -> None:
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise InputError(f"{path}: the column {missing[0]!r} is missing (claimant and quote are required)")
    unknown = [name for name in names if name not in COLUMNS]
    if unknown:
        raise InputError(f"{path}: unknown column {unknown[0]!r}; the columns are {', '.join(COLUMNS)}")
    if len(set(names)) < len(names):
        raise InputError(f"{path}: a column stands there twice")


def _document(cells: Cells, held: Callable[[str], Document], where: str) -> Document:
    """The stored document that the row names, else one that holds the quote alone."""
    for name in NEEDED:
        if name not in cells:
            raise InputError(f"no {name} (claimant and quote are required)")
    if "document" in cells:
        return held(cells["document"])
    quote = cells["quote"]
    return Document(
        fingerprint(quote), quote, title=cells.get("title"), publisher=cells.get("publisher"),
        published=_day(cells, "published"), url=cells.get("url"), issuer=cells.get("issuer"), origin=where,
    )  # fmt: skip


def _claim(cells: Cells, document: Document) -> Claim:
    passage = _span(document.text, cells["quote"], "quote", 0, len(document.text))
    trigger = passage
    if "trigger" in cells:
        trigger = _span(document.text, cells["trigger"], "trigger", passage.start, passage.end)
    kind, mode, quad, scale = _kind(cells)
    confidence = _number(cells, "confidence", 0, 1)
    voice = _parties(cells, "claimant", passage, document.text)
    if len(voice) > 1:
        raise InputError("several claimants; write a row for each")
    return Claim(
        id=_identity(document, trigger, voice[0].value.name), document=document.id, trigger=trigger, passage=passage,
        act=cells.get("act", kind or "").upper(), type=kind, mode=mode, quad=quad, scale=scale,
        contexts=tuple(_items(cells.get("contexts", ""))), claimant=voice[0], chain=(),
        actors=_parties(cells, "actor", passage, document.text),
        recipients=_parties(cells, "recipient", passage, document.text), how=HOWS[_status(cells)],
        when=_when(cells), place=_place(cells, passage, document.text), mutual=_mutual(cells),
        confidence=1.0 if confidence is None else confidence, why=(cells.get("why", WHY),), held="paraphrase",
    )  # fmt: skip


def _identity(document: Document, trigger: Span, claimant: str) -> str:
    return hashlib.sha256(f"{document.id}|{trigger}|{claimant}|by hand".encode()).hexdigest()[:16]


def _span(text: str, words: str, what: str, start: int, end: int) -> Span:
    """Where the words stand; blanks and line breaks may differ."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = re.compile(pattern).search(text, start, end)
    if found is None:
        raise InputError(
            f"the {what} “{words[:60]}” does not stand in the {'quote' if what == 'trigger' else 'document'}"
        )
    return Span(found.start(), found.end())


# ---------------------------------------------------------------- cells


def _kind(cells: Cells) -> tuple[str | None, str | None, int | None, float | None]:
    """Type and mode with quad class and score, by the codebook; mode and score are not asked for."""
    ontology = load()
    if "type" not in cells:
        if "mode" in cells:
            raise InputError(f"mode {cells['mode']!r} without a type")
        return None, None, None, None
    kind, mode = cells["type"].upper(), cells.get("mode")
    if kind not in ontology.types:
        raise InputError(f"type {cells['type']!r} is none of {', '.join(ontology.types)}")
    modes = ontology.types[kind].modes
    if mode is not None and mode not in modes:
        raise InputError(f"mode {mode!r} is none of {kind}'s ({', '.join(modes) or 'it has none'})")
    return kind, mode, ontology.types[kind].quad, ontology.scale(kind, mode)


def _status(cells: Cells) -> Status:
    given = cells.get("status", "actual")
    for status in STATUSES:
        if status == given:
            return status
    raise InputError(f"status {given!r} is none of {', '.join(STATUSES)}")


def _parties(cells: Cells, role: str, passage: Span, text: str) -> tuple[Match[Actor], ...]:
    """The actors of a role; countries and sectors stand in step with the names."""
    several = role != "claimant"
    people = _items(cells.get(role + ("s" if several else ""), ""))
    countries = cells.get(f"{role}_countries" if several else "claimant_country", "").split(SEPARATOR)
    sectors = cells.get(f"{role}_sectors" if several else "claimant_sector", "").split(SEPARATOR)
    if max(len(countries), len(sectors)) > max(1, len(people)):
        raise InputError(f"more countries or sectors than {role}s")
    out = []
    for k, name in enumerate(people):
        country, sector = (listed[k].strip().upper() if k < len(listed) else "" for listed in (countries, sectors))
        span = _where(text, name, passage)
        out.append(Match(Actor(text[span.start : span.end], span, name, country or None, sector or None), 1.0, WHY))
    return tuple(out)


def _items(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(SEPARATOR) if part.strip()]


def _where(text: str, name: str, passage: Span) -> Span:
    """Where the quote names somebody; an empty stretch at its beginning where it does not."""
    at = text.find(name, passage.start, passage.end)
    return Span(at, at + len(name)) if at >= 0 else Span(passage.start, passage.start)


def _when(cells: Cells) -> Match[When] | None:
    first, last = _day(cells, "date_from"), _day(cells, "date_to")
    if first is None and last is None:
        return None
    first, last = first or last, last or first
    assert first and last
    if last < first:
        raise InputError(f"date_to {last} lies before date_from {first}")
    return Match(When(first, last, "day" if first == last else "range"), 1.0, WHY)


def _place(cells: Cells, passage: Span, text: str) -> Match[Place] | None:
    if "place" not in cells:
        return None
    if ("latitude" in cells) != ("longitude" in cells):
        raise InputError("latitude and longitude go together")
    span = _where(text, cells["place"], passage)
    point = (_number(cells, name, -most, most) for name, most in (("latitude", 90), ("longitude", 180)))
    latitude, longitude = point
    country = cells.get("place_country", "").upper() or None
    words = text[span.start : span.end]
    return Match(Place(words, span, cells["place"], country, None, latitude, longitude), 1.0, WHY)


def _mutual(cells: Cells) -> bool:
    given = cells.get("mutual", "false").lower()
    if given not in ("true", "false"):
        raise InputError(f"mutual {given!r} is neither true nor false")
    return given == "true"


def _day(cells: Cells, name: str) -> date | None:
    try:
        return date.fromisoformat(cells[name]) if name in cells else None
    except ValueError as error:
        raise InputError(f"{name} {cells[name]!r} is no day (write YYYY-MM-DD)") from error


def _number(cells: Cells, name: str, least: float, most: float) -> float | None:
    if name not in cells:
        return None
    try:
        number = float(cells[name])
    except ValueError as error:
        raise InputError(f"{name} {cells[name]!r} is no number") from error
    if not least <= number <= most:
        raise InputError(f"{name} {number:g} is not from {least:g} to {most:g}")
    return number
