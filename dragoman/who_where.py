"""`dragoman who` and `dragoman where`: what a name means, from the code that codes texts. Imports happen inside."""

from __future__ import annotations

import json
import re
import shutil
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from dragoman.errors import InputError
from dragoman.kb_commands import folder_option, told
from dragoman.settings import load

if TYPE_CHECKING:
    from dragoman.records import Actor, Document, Match, Place, Span
    from dragoman.resolve.place_roles import Role

MAX_WIDTH = 100
INDENT = " " * 10


def _shared(command: Callable[..., None]) -> Callable[..., None]:
    """The options of both commands."""
    command = folder_option(command)
    words = "How to write: text for reading, jsonl for programs (an answer a line).  [default: text]"
    command = click.option("--format", "format_", type=click.Choice(("text", "jsonl")), default="text", help=words)(
        command
    )
    words = "A text in which the name is to be understood."
    return click.option("--in", "file", metavar="FILE", help=words)(command)


@click.command()
@click.argument("name")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="Offices on this day.")
@_shared
def who(name: str, on: datetime | None, file: str | None, format_: str) -> None:
    """Say whom NAME means: states, organisations, groups and people, with offices, best first, each with its reason.

    Exit status: 0 something is known, 1 nothing is.
    """
    with told():
        found = _who(name, on.date() if on else None, file)
        _write(name, [_person(m) for m in found], format_, _said_person)


@click.command()
@click.argument("name", required=False)
@_shared
def where(name: str | None, file: str | None, format_: str) -> None:
    """Say which places NAME means, best first, each with its reason; NAME may be like "Paris, Texas".

    With --in FILE and no NAME: all places that the text names, with what each is in it: where the text is filed from
    (dateline), where something happened (event), part of a name of those who act (actor), or what it is about (about).

    Exit status: 0 something is known, 1 nothing is.
    """
    with told():
        if name is not None:
            _write(name, _where(name, file), format_, _said_place)
        elif file is not None:
            found = _once(_roles(_document(file)))
            if not found:
                raise InputError(f"{file}: names no place that is known")
            _write(file, found, format_, _said_place)
        else:
            raise click.UsageError("give a NAME, or --in FILE for all the places that a text names")


# ---------------------------------------------------------------- asking


def _document(file: str) -> Document:
    """The first document of a file."""
    from dragoman import read

    found = next(iter(read.documents([file])), None)
    if found is None:
        raise InputError(f"{file}: holds no text")
    if isinstance(found, InputError):
        raise found
    return found


def _who(name: str, on: date | None, file: str | None) -> list[Match[Actor]]:
    from dragoman.resolve.who import who as ask

    if file is None:
        return ask(name, on)
    document = _document(file)
    document = replace(document, published=on or document.published)
    told_here = _in_text(name, document)
    known = ask(name, document.published, document.text)
    here = {(m.value.name, m.value.country) for m in told_here}
    return told_here + [m for m in known if (m.value.name, m.value.country) not in here]


def _in_text(name: str, document: Document) -> list[Match[Actor]]:
    """Whom the text itself means by the name, where it stands in it."""
    from dragoman.parse import parse
    from dragoman.records import Match
    from dragoman.resolve.actors import cast, resolve

    sentences = parse(document, load().pipeline)
    setting = cast(document, sentences)
    found = [
        resolve(setting, sentence, span)
        for span in _occurrences(name, document.text)
        for sentence in sentences
        if sentence.start <= span.start and span.end <= sentence.end
    ]
    best = max(found, key=_fullness, default=())
    return [Match(m.value, m.score, f"in this text: {m.why}") for m in best]


def _fullness(matches: Sequence[Match[Actor]]) -> tuple[int, float]:
    """How much is known of whom some words mean."""
    best = max((m.value for m in matches), key=lambda a: bool(a.country) + bool(a.sector), default=None)
    known = bool(best.country) + bool(best.sector) + bool(best.office) if best else 0
    return known, max((m.score for m in matches), default=0.0)


def _occurrences(name: str, text: str) -> Iterator[Span]:
    from dragoman.records import Span

    words = r"\s+".join(re.escape(word) for word in name.split())
    for match in re.finditer(rf"(?<!\w){words}(?!\w)", text):
        yield Span(match.start(), match.end())


def _where(name: str, file: str | None) -> list[dict[str, Any]]:
    """What the text itself means by the name, each role that it has there once, then what else it may mean."""
    from dragoman.resolve.places import where as ask

    if file is None:
        return [_place(m) for m in ask(name)]
    found = _roles(_document(file))
    here = [r for r in found if r.toponym.place and _written(r.toponym.place.value) == _folded(name)]
    first = {_same(r.toponym.place.value): r for r in reversed(here[:1]) if r.toponym.place}
    meant = [r for r in here if r.toponym.place and _same(r.toponym.place.value) in first]
    known = ask(name, tuple(r.toponym for r in found))
    return _once(meant) + [_place(m) for m in known if _same(m.value) not in first]


def _roles(document: Document) -> tuple[Role, ...]:
    """All place names of the text with what they are there."""
    from dragoman.pipeline import code_document, toponyms
    from dragoman.resolve.place_roles import roles

    pipeline = load().pipeline
    return roles(document, toponyms(document, pipeline=pipeline), code_document(document, pipeline=pipeline).claims)


def _once(found: Iterable[Role]) -> list[dict[str, Any]]:
    """Rows of the places in text order, a name in one role once."""
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for r in found:
        if r.toponym.place is not None:
            key = (r.role, _written(r.toponym.place.value), _same(r.toponym.place.value))
            rows.setdefault(key, _place(r.toponym.place, r))
    return list(rows.values())


def _written(place: Place) -> str:
    return _folded(place.text)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _same(place: Place) -> tuple[Any, ...]:
    return place.id, place.name, place.latitude, place.longitude


# ---------------------------------------------------------------- answering


def _person(match: Match[Actor]) -> dict[str, Any]:
    a = match.value
    return {
        "name": a.name, "country": a.country, "sector": a.sector, "sectors": list(a.sectors), "office": a.office,
        "id": a.id, "score": match.score, "why": match.why,
    }  # fmt: skip


def _place(match: Match[Place], role: Role | None = None) -> dict[str, Any]:
    """The row of a place; in a text with the words as written and what it is there."""
    p = match.value
    here = {"query": " ".join(p.text.split()), "role": role.role} if role else {"role": None}
    why = f"in this text: {role.role}, {role.why}; {match.why}" if role else match.why
    return here | {
        "name": p.name, "kind": p.kind, "country": p.country, "admin1": p.admin1, "latitude": p.latitude,
        "longitude": p.longitude, "geonames": p.id, "score": match.score, "why": why,
    }  # fmt: skip


def _said_person(row: dict[str, Any]) -> list[str]:
    from dragoman import wording

    return [
        row["name"], f"{wording.country(row['country'])} ({row['country']})" if row["country"] else "",
        f"{wording.sector(row['sector'])} ({row['sector']})" if row["sector"] else "", row["office"] or "",
        row["id"] or "",
    ]  # fmt: skip


def _said_place(row: dict[str, Any]) -> list[str]:
    from dragoman import wording

    told_as = f"“{row['query']}”" if row["role"] and _folded(row["query"]) != _folded(row["name"]) else ""
    point = f"{row['latitude']:.3f}, {row['longitude']:.3f}" if row["latitude"] is not None else ""
    return [
        told_as, row["name"], row["kind"], row["admin1"] or "",
        f"{wording.country(row['country'])} ({row['country']})" if row["country"] else "", point,
        f"GeoNames {row['geonames']}" if row["geonames"] else "",
    ]  # fmt: skip


def _write(name: str, rows: list[dict[str, Any]], format_: str, say: Callable[[dict[str, Any]], list[str]]) -> None:
    """Write the answers; exit status 1 where there is none."""
    from dragoman.output import standard_output

    if not rows:
        raise InputError(f"nothing is known under {name!r}")
    lines = _json(name, rows) if format_ == "jsonl" else _text(rows, say)
    with suppress(BrokenPipeError), standard_output() as write:
        for line in lines:
            write(line + "\n")


def _json(name: str, rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    for rank, row in enumerate(rows, 1):
        yield json.dumps({"query": name, "rank": rank, **row}, ensure_ascii=False)


def _text(rows: Iterable[dict[str, Any]], say: Callable[[dict[str, Any]], list[str]]) -> Iterator[str]:
    """One answer: rank, score and what it is on the first line, the reason below."""
    from dragoman.report import UNSEEN

    width = max(40, min(MAX_WIDTH, shutil.get_terminal_size((MAX_WIDTH, 24)).columns))
    for rank, row in enumerate(rows, 1):
        told_ = " · ".join(part for part in say(row) if part).translate(UNSEEN)
        yield textwrap.fill(told_, width, initial_indent=f"{rank:>2}  {row['score']:.2f}  ", subsequent_indent=INDENT)
        yield textwrap.fill(row["why"].translate(UNSEEN), width, initial_indent=INDENT, subsequent_indent=INDENT)
