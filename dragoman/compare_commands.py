"""`dragoman compare`: accounts of one meeting side by side. Imports happen in the command."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from dragoman.command_options import setting_options, settings_given
from dragoman.errors import InputError
from dragoman.kb_commands import told
from dragoman.report_options import report_files, report_options, write_report

if TYPE_CHECKING:
    from dragoman.compare.voices import Voice
    from dragoman.comparison import Comparison
    from dragoman.records import Document

UNLIKE = 1


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--event", metavar="ID", help="Compare what sides published on this event of the store.")
@click.option("--side", multiple=True, metavar="CODE",
              help="A side of --event by its country's code (PAK); give it for each side.")  # fmt: skip
@click.option("--held", multiple=True, type=click.Choice(("primary", "paraphrase", "excerpt")),
              help="How much of a side's own text PATH is; once for each PATH, in order.")  # fmt: skip
@click.option("--translation", multiple=True, metavar="FILE",
              help="A translation of a PATH in another language; once for each such PATH, in order.")  # fmt: skip
@click.option("--anyway", is_flag=True, help="Compare even texts that do not seem to tell of one meeting.")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text",
              help="text for reading, json for programs.  [default: text]")  # fmt: skip
@report_options
@setting_options("db", "pipeline")
def compare(paths: tuple[str, ...], format_: str, anyway: bool, **given: Any) -> None:
    """Lay two or more accounts of one meeting side by side: what both tell, only one tells, and where they differ.

    PATH is a text of each side; a single PATH is taken apart into the voices that speak in it, such as the handouts
    that a newspaper reports. What is said of a side holds for the text that is held of it.
    """
    with told():
        from dragoman.compare import told as stage

        files = report_files(given)
        asked = {name: given.pop(name) for name in ("event", "side", "held", "translation")}
        settings = settings_given(given)
        made = _compared(paths, asked, anyway, settings.pipeline, settings.db)
        if format_ == "json":
            click.echo(_json(made))
        else:
            write_report(stage.told(made), files, settings)
    sys.exit(UNLIKE if made.unlike else 0)


def _compared(paths: tuple[str, ...], asked: dict[str, Any], anyway: bool, pipeline: str, db: str) -> Comparison:
    from dragoman import accounts

    if asked["event"] or asked["side"]:
        if paths or not asked["event"] or len(asked["side"]) < 2:
            raise InputError("give --event ID with two --side CODE or more, and no PATH; or PATHs without them")
        return accounts.compared(_sides(asked["event"], asked["side"], pipeline, db), anyway=anyway)
    if not paths:
        raise InputError("nothing to compare: give two texts, one text in which several speak, or --event ID")
    if asked["held"] and len(asked["held"]) != len(paths):
        raise InputError(f"--held is given {len(asked['held'])} times for {len(paths)} texts; give it once for each")
    documents = [_document(path) for path in paths]
    if len(documents) == 1:
        return accounts.compared(accounts.voices(documents[0], pipeline=pipeline), anyway=True)
    return accounts.compared(_voices(documents, asked["held"], asked["translation"], pipeline), anyway=anyway)


def _document(path: str) -> Document:
    """The one document in a file, in whatever language."""
    from dragoman import read

    found = list(read.documents([path], any_language=True, repeats=True))
    for item in found:
        if isinstance(item, InputError):
            raise item
    if len(found) != 1 or isinstance(found[0], InputError):
        raise InputError(f"{path}: holds {len(found)} documents; an account is a file with one")
    return found[0]


def _voices(
    documents: list[Document], held: tuple[str, ...], translations: tuple[str, ...], pipeline: str
) -> list[Voice]:
    from dragoman import accounts
    from dragoman.read import language

    waiting = [_document(path) for path in translations]
    found = []
    for k, document in enumerate(documents):
        kind: Any = held[k] if held else None
        if waiting and language.foreign(document.text):
            found.append(accounts.account(waiting.pop(0), kind, original=document, pipeline=pipeline))
        else:
            found.append(accounts.account(document, kind, pipeline=pipeline))
    if waiting:
        raise InputError(f"{waiting[0].origin}: --translation is given, but no further text is in another language")
    return found


def _sides(event: str, codes: tuple[str, ...], pipeline: str, db: str) -> list[Voice]:
    from dragoman import accounts
    from dragoman.store import Store

    with Store(db, read_only=True) as store:
        kind, name = store.find(event)
        if kind == "document":
            raise InputError(f"{event}: is a document; dragoman show {event} lists its events")
        found, documents = store.event(store.event_of(name) if kind == "claim" else name)
    return accounts.sides(found, documents, [c.upper() for c in codes], pipeline=pipeline)


def _json(made: Comparison) -> str:
    """The comparison for programs: accounts without their texts, rows with quotes and offsets."""
    rows = [
        {
            "label": row.label,
            "how": row.how,
            "topic": row.topic,
            "cells": row.cells,
            "score": round(row.score, 3),
            "why": row.why,
            "differences": [asdict(d) for d in row.differences],
            "points": [
                [
                    {"document": p.document.id, "spans": [[s.start, s.end] for s in p.spans], "text": p.text}
                    for p in told
                ]
                for told in row.points
            ],
        }
        for row in made.rows
    ]
    accounts = [
        {"name": a.name, "held": a.held, "why": a.why, "documents": [d.id for d in a.documents]} for a in made.accounts
    ]
    told = {"accounts": accounts, "remarks": made.remarks, "unlike": made.unlike, "rows": rows}
    return json.dumps(told, ensure_ascii=False, indent=1)


COMMANDS = (compare,)
