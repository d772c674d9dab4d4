"""`dragoman add`, `list`, `show`, `drop` and `db`: the store from the command line. Imports happen in the commands."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.command_options import setting_options, settings_given
from dragoman.errors import Error, InputError
from dragoman.kb_commands import told
from dragoman.progress import Tally, shown

if TYPE_CHECKING:
    from dragoman.records import Claim, Document, Event, Record
    from dragoman.settings import Settings
    from dragoman.store import Added, Entry, Store

FAILED = 1
FORMATS = click.Choice(("text", "jsonl"))


def _format_option(command: Callable[..., Any]) -> Callable[..., Any]:
    words = "How to write: text for reading, jsonl for programs.  [default: text]"
    return click.option("--format", "format_", type=FORMATS, default="text", help=words)(command)


# ---------------------------------------------------------------- adding


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--claims", multiple=True, metavar="FILE.csv", help="A table of claims entered by hand.")
@click.option("--stored", is_flag=True, help="Code anew the stored texts that another version coded.")
@click.option("--again", is_flag=True, help="Code anew what this version has coded and stored already.")
@setting_options("db", "published", "any_language", "workers", "pipeline", "kb", "lexicon", "model")
def add(paths: tuple[str, ...], claims: tuple[str, ...], stored: bool, again: bool, **given: Any) -> None:
    """Code the texts at PATH (files, folders, or - for standard input) and keep them in the store.

    A text that is stored already is passed over, unless this version of Dragoman codes it anew; a command that was
    stopped goes on where it stopped when it is given again. A text found where another one stood (the same url, or
    your own id) is its newer version: the older one is kept, and counts no more.
    """
    settings = settings_given(given)
    if not paths and not claims and not stored:
        raise click.UsageError("say what to add: PATH..., --claims FILE.csv or --stored")
    tally = Tally()
    try:
        from dragoman.store import Store

        with Store(settings.db, create=True) as store:
            for table in claims:
                _enter(store, Path(table))
            if paths or stored:
                _add(store, paths, settings, tally, (stored, again))
    except Error as error:
        tally.error(error)
    sys.exit(FAILED if tally.failed else 0)


def _enter(store: Store, table: Path) -> None:
    from dragoman import by_hand
    from dragoman.merge import meanings
    from dragoman.wording import counted

    def held(given: str) -> Document:
        kind, name = store.find(given)
        if kind != "document":
            raise InputError(f"{given} is no document")
        return store.text(name)

    entered = list(by_hand.claims(table, held))
    vectors = [meanings.of_claims(document, found) for document, found in entered]
    added = store.put_by_hand(entered, {claim: vector for made in vectors for claim, vector in made.items()})
    click.echo(f"{table}: {counted(added.claims, 'claim')} entered by hand")


def _add(
    store: Store, paths: tuple[str, ...], settings: Settings, tally: Tally, anew: tuple[bool, bool]
) -> None:  # fmt: skip
    """Code and store everything, then say what became of it."""
    import warnings
    from itertools import chain

    from dragoman import ingest, pipeline, read
    from dragoman.store import Added

    warnings.simplefilter("ignore")  # of libraries, about things that a user cannot change
    for remark in pipeline.prepare():
        tally.complain(f"dragoman: {remark}")
    added, (stored, again) = Added(), anew
    older = store.texts(ingest.this_run(settings.pipeline).id) if stored else ()
    read_ = read.documents(paths, published=settings.published, any_language=settings.any_language, repeats=True)
    coded = ingest.add(
        store, chain(older, read_), added=added, spacy=settings.pipeline, workers=settings.workers, again=again
    )  # fmt: skip
    try:
        with shown(tally, paths, "adding"):
            for item in coded:
                tally.done()
                if isinstance(item, InputError):
                    tally.error(item)
        if added.new or added.again:
            store.analyse()
    finally:
        _sum_up(store, added)
    if added.again:
        from dragoman import merge_commands

        merge_commands.merge_again(store)


def _sum_up(store: Store, added: Added) -> None:
    for older, newer in added.replaced:
        click.echo(f"{newer} is a newer version of {older}, which is kept and counts no more")
    from dragoman.wording import counted

    parts = [f"{counted(added.new, 'document')} added", f"{added.again} coded anew" if added.again else "",
             f"{added.known} stored before" if added.known else ""]  # fmt: skip
    click.echo(f"{store.name}: {', '.join(p for p in parts if p)}; {counted(added.claims, 'claim')}")


# ---------------------------------------------------------------- listing and showing


@click.command("list")
@click.option("--all", "every", is_flag=True, help="Older versions as well.")
@_format_option
@setting_options("db")
def list_(every: bool, format_: str, **given: Any) -> None:
    """List the documents in the store, by day of publication."""
    with told():
        from dragoman.store import Store

        with Store(settings_given(given).db, read_only=True) as store:
            found = store.documents(every_version=every)
        _write(map(_entry_json if format_ == "jsonl" else _entry_line, found))


def _entry_line(entry: Entry) -> str:
    from dragoman import wording

    day = entry.published.isoformat() if entry.published else "no date   "
    parts = [
        entry.title or entry.origin, entry.publisher or "", entry.own_id or "", wording.counted(entry.claims, "claim"),
        "" if entry.current else "older version", "quote only" if entry.kind == "quote" else "",
    ]  # fmt: skip
    return f"{entry.id}  {day}  {' · '.join(' '.join(part.split()) for part in parts if part)}"


def _entry_json(entry: Entry) -> str:
    return json.dumps({**asdict(entry), "published": entry.published and entry.published.isoformat()},
                      ensure_ascii=False)  # fmt: skip


@click.command()
@click.argument("name", metavar="ID")
@click.option("--wide", is_flag=True, help="Show scores, codes and the reason for each decision.")
@_format_option
@setting_options("db")
def show(name: str, wide: bool, format_: str, **given: Any) -> None:
    """Show what is stored under ID: a document with its claims, an event with all its tellings, or one claim.

    The first characters of an id do, if no other begins with them; a document may go by your own id as well.
    """
    with told():
        from dragoman.store import Store

        with Store(settings_given(given).db, read_only=True) as store:
            kind, whole = store.find(name)
            heading, records = _SHOWN[kind](store, whole)
        if format_ == "jsonl":
            from dragoman.export import jsonl

            _write(line.rstrip("\n") for line in jsonl(records))
            return
        from dragoman.report import report

        _write([heading, ""])
        _write((page.rstrip("\n") for page in report(records, wide=wide)), last="\n")


def _document(store: Store, name: str) -> tuple[str, list[Record]]:
    own = store.own_ids([name]).get(name)
    older = [f"newer version of {old}" for old, new in store.versions(name) if new == name]
    newer = [f"older version of {new}" for old, new in store.versions(name) if old == name]
    told_ = [f"document {name}", f"your id {own}" if own else "", *older, *newer]
    return " · ".join(part for part in told_ if part), [store.record(name)]


def _event(store: Store, name: str) -> tuple[str, list[Record]]:
    from dragoman import wording

    event, documents = store.event(name)
    told_, held = (wording.counted(n, word) for n, word in ((len(event.claims), "claim"), (len(documents), "document")))
    witnesses = wording.counted(store.witnesses([name]).get(name, 0), "independent text")
    return f"event {name} · {told_} in {held}" + (f" · {witnesses}" if len(documents) > 1 else ""), [
        _part(d, event) for d in documents
    ]


def _part(document: Document, event: Event, only: Claim | None = None) -> Record:
    """The record of one document that holds this event alone, or one claim of it."""
    from dragoman.records import Record

    claims = (only,) if only else tuple(c for c in event.claims if c.document == document.id)
    return Record(document, (replace(event, document=document.id, claims=claims),))


def _claim(store: Store, name: str) -> tuple[str, list[Record]]:
    event, documents = store.event(store.event_of(name))
    claim = next(c for c in event.claims if c.id == name)
    document = next(d for d in documents if d.id == claim.document)
    return f"claim {name} · of event {event.id} · in document {document.id}", [_part(document, event, claim)]


_SHOWN = {"document": _document, "event": _event, "claim": _claim}


def _write(lines: Iterable[str], last: str = "") -> None:
    from dragoman.output import standard_output

    with suppress(BrokenPipeError), standard_output() as write:
        for line in lines:
            write(line + "\n" + last if last else line + "\n")


# ---------------------------------------------------------------- taking out, and the store as a whole


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="ID...")
@click.option("--yes", is_flag=True, help="Do not ask.")
@setting_options("db")
def drop(names: tuple[str, ...], yes: bool, **given: Any) -> None:
    """Take documents with their claims out of the store for good.

    An older version that one of them replaced counts again. Judgements that people made of the claims stay, so that
    they hold again when the document is added again.
    """
    with told():
        from dragoman.store import Store
        from dragoman.wording import counted

        with Store(settings_given(given).db) as store:
            ids = [_only_document(store, name) for name in names]
            if not yes:
                click.confirm(f"Take {counted(len(ids), 'document')} out of {store.name} for good?", abort=True)
            click.echo(f"{counted(store.drop(ids), 'document')} taken out")


def _only_document(store: Store, name: str) -> str:
    kind, whole = store.find(name)
    if kind != "document":
        raise InputError(f"{name}: is a stored {kind}; only documents can be taken out")
    return whole


@click.group()
def db() -> None:
    """The store as a whole: bring it up to date, check it, copy it."""


@db.command()
@setting_options("db")
def migrate(**given: Any) -> None:
    """Bring a store of an older version of Dragoman up to date; all of it is done or nothing."""
    with told():
        from dragoman.store import migrate as bring

        where = settings_given(given).db
        before, after = bring(where)
        done = "is of this version already" if before == after else f"brought from version {before} to {after}"
        click.echo(f"{where}: {done}")


@db.command()
@setting_options("db")
def check(**given: Any) -> None:
    """Check that the store is whole: the file, every text, every quote. Exit status 1 where something is wrong."""
    with told():
        from dragoman.store import Store

        with Store(settings_given(given).db, read_only=True) as store:
            found = store.check()
            sizes = store.sizes()
        for problem in found:
            click.echo(problem, err=True)
        click.echo(f"{store.name}: {', '.join(f'{n:,} {name}' for name, n in sizes.items())}")
        click.echo(f"{len(found)} problems" if found else "nothing is wrong")
        sys.exit(FAILED if found else 0)


@db.command()
@click.argument("file", metavar="FILE")
@setting_options("db")
def backup(file: str, **given: Any) -> None:
    """Copy the store to FILE, a new SQLite store, while it may be in use."""
    with told():
        from dragoman.store import Store

        with Store(settings_given(given).db) as store:
            store.backup(Path(file))
        click.echo(f"{store.name} copied to {file}")


COMMANDS = (add, list_, show, drop, db)
