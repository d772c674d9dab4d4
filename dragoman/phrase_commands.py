"""`dragoman phrases` and `dragoman diff`: what official texts say again, and what is new in the last one."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from dragoman.command_options import setting_options, settings_given
from dragoman.errors import InputError
from dragoman.kb_commands import told
from dragoman.report_options import report_files, report_options, write_report

if TYPE_CHECKING:
    from dragoman.compare.renewal import Renewal
    from dragoman.comparison import Point
    from dragoman.query import Query
    from dragoman.series.phrases import Formula, Missing, Phrasebook, Statement, Use

FAILED = 1
MOST = 40  # formulae that are shown


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--issuer", multiple=True, metavar="NAME",
              help="Statements by this issuer: words of its name, or a country code. May be given again.")  # fmt: skip
@click.option("--dyad", multiple=True, metavar="A-B",
              help="Statements of one country on another: PAK-USA in either direction, PAK>USA in one, PAK>*. May be "
              "given again.")  # fmt: skip
@click.option("--published", metavar="DAYS", help="When they were published: 2021, 2021-03, 2019..2021, 2019.. .")
@click.option("--url", metavar="URL", help="Stored documents with claims of this query: '?type=AGREE&country=PAK'.")
@click.option("--least", type=click.IntRange(min=2), metavar="N",
              help="A formula stands in at least N statements of one issuer.  [default: 3]")  # fmt: skip
@click.option("--most", type=click.IntRange(min=1), default=MOST, metavar="N",
              help=f"Show at most N formulae.  [default: {MOST}]")  # fmt: skip
@click.option("--format", "format_", type=click.Choice(("text", "jsonl")), default="text",
              help="text for reading, jsonl for programs (a formula a line, all).  [default: text]")  # fmt: skip
@report_options
@setting_options("db")
def phrases(paths: tuple[str, ...], format_: str, most: int, **given: Any) -> None:
    """Find the standing phrases of official texts, in files at PATH or, without one, in the store.

    For each: first and last use, every variant, who took it over from whom; and a warning where the newest statement of
    an issuer on a counterpart lacks a phrase that those before it have.
    """
    with told():
        from dragoman.series import phrases_told

        files, faults = report_files(given), list[InputError]()
        settings = settings_given({name: given[name] for name in ("db", "width", "color")})
        book = _phrasebook(paths, given, settings.db, faults)
        if format_ == "jsonl":
            _write(_jsonl(book))
        else:
            write_report(phrases_told.told(book, most), files, settings)
    sys.exit(FAILED if faults else 0)


def _phrasebook(paths: tuple[str, ...], given: dict[str, Any], db: str, faults: list[InputError]) -> Phrasebook:
    """The formulae of the statements asked for; what could not be read is said, and put to `faults`."""
    from dragoman import statements
    from dragoman.series import phrases as stage

    query = _query(given["url"], given["published"], bool(paths))
    found = _read(paths, faults) if paths else _stored(db, query)
    chosen = list(statements.chosen(found, given["issuer"], given["dyad"], query.published))
    if not chosen:
        raise InputError("no official text is left by what was asked for; dragoman list shows what is stored")
    return stage.phrases(chosen, given["least"] or stage.LEAST)


def _query(url: str | None, published: str | None, files: bool) -> Query:
    from dragoman.query import Query

    if url is None:
        return Query.of({"published": published} if published else {})
    if files or published:
        raise InputError("--url asks the store: give neither files nor --published with it")
    return Query.parse(url)


def _read(paths: Iterable[str], faults: list[InputError]) -> Iterator[Statement]:
    from dragoman import statements

    for item in statements.from_files(paths):
        if isinstance(item, InputError):
            faults.append(item)
            click.echo(f"dragoman: {item}", err=True)
        else:
            yield item


def _stored(db: str, query: Query) -> Iterator[Statement]:
    from dragoman import statements
    from dragoman.store import Store

    with Store(db, read_only=True) as store:
        yield from statements.from_store(store, query)


def _jsonl(book: Phrasebook) -> Iterator[str]:
    lacking: dict[str, list[Missing]] = {}
    for missing in book.missing:
        lacking.setdefault(missing.formula.wording, []).append(missing)
    for formula in book.formulae:
        yield json.dumps(_formula(formula, lacking.get(formula.wording, [])), ensure_ascii=False) + "\n"


def _formula(formula: Formula, lacking: Iterable[Missing]) -> dict[str, Any]:
    """A formula as an object of JSON."""
    return {
        "formula": formula.wording,
        "variants": [
            {"wording": v.wording, "exact": v.exact, "uses": [_use(use) for use in v.uses]} for v in formula.variants
        ],
        "taken_over": [{"issuer": t.use.statement.issuer, "use": _use(t.use), "of": _use(t.of)}
                       for t in formula.takeovers],
        "missing": [{"newest": m.newest.document.id, "issuer": m.newest.issuer, "counterpart": m.newest.counterpart,
                     "before": m.before, "recent": m.recent, "last": _use(m.last),
                     "instead": _use(m.instead) if m.instead else None} for m in lacking],
    }  # fmt: skip


def _use(use: Use) -> dict[str, Any]:
    s = use.statement
    return {
        "document": s.document.id, "issuer": s.issuer, "counterpart": s.counterpart,
        "published": s.day.isoformat() if s.day else None, "start": use.span.start, "end": use.span.end,
        "quote": s.document.text[use.span.start : use.span.end],
    }  # fmt: skip


def _write(chunks: Iterable[str]) -> None:
    from contextlib import suppress

    from dragoman.output import standard_output

    with suppress(BrokenPipeError), standard_output() as write:
        for chunk in chunks:
            write(chunk)


# ---------------------------------------------------------------- diff


@click.command()
@click.argument("texts", nargs=-1, required=True, metavar="[OLD]... NEW")
@click.option("--anyway", is_flag=True, help="Also where issuer or counterpart are not the same.")
@click.option("--format", "format_", type=click.Choice(("text", "jsonl")), default="text",
              help="text for reading, jsonl for programs (a passage a line).  [default: text]")  # fmt: skip
@report_options
@setting_options("db", "pipeline")
def diff(texts: tuple[str, ...], anyway: bool, format_: str, **given: Any) -> None:
    """Tell what is new in the text NEW since OLD, the last one of the same issuer on the same counterpart.

    What is reworded has its words marked; what is dropped and what is only repeated is told as well. NEW and OLD are
    files, or ids of stored documents. Without OLD the last one before NEW is taken from the store, and all that the
    issuer said before; several OLD do the same: how often a passage was repeated, and since when.
    """
    with told():
        from dragoman.compare import renewal_told

        files = report_files(given)
        settings = settings_given(given)
        new, olds = _successive(texts, settings.db, anyway)
        made = _renewal(new, olds, settings.pipeline)
        if format_ == "jsonl":
            _write(_changes(made))
        else:
            write_report(renewal_told.told(made, _whose(new)), files, settings)


def _successive(texts: tuple[str, ...], db: str, anyway: bool) -> tuple[Statement, list[Statement]]:
    """The newer statement, and the older ones in order of their days."""
    from dragoman import statements
    from dragoman.query import Query

    *given, last = texts
    found = list(_statements(last, db))
    if len(found) != 1:
        raise InputError(f"{last}: holds {len(found)} documents; the last text given is the newer one, and only one")
    olds = [old for name in given for old in _statements(name, db)]
    if not given:
        olds = statements.preceding(_stored(db, Query()), found[0])
    return found[0], statements.successive(olds, found[0], anyway=anyway)


def _statements(name: str, db: str) -> Iterator[Statement]:
    """The statements in a file, or the stored one with this id. Raises InputError where there is neither."""
    from pathlib import Path

    from dragoman import statements
    from dragoman.store import Store

    if name == "-" or Path(name).exists() or Path(name).suffix or not _is_store(db):
        for item in statements.from_files([name]):
            if isinstance(item, InputError):
                raise item
            yield item
        return
    with Store(db, read_only=True) as store:
        kind, whole = store.find(name)
        if kind != "document":
            raise InputError(f"{name}: is a stored {kind}; give a file or the id of a document")
        yield statements.statement(store.text(whole))


def _is_store(db: str) -> bool:
    from pathlib import Path

    return "://" in db or Path(db).exists()


def _renewal(new: Statement, olds: list[Statement], pipeline: str) -> Renewal:
    from dragoman.accounts import account
    from dragoman.compare import renewal

    old, latest = (account(s.document, "primary", pipeline=pipeline) for s in (olds[-1], new))
    for voice, s in ((old, olds[-1]), (latest, new)):
        if not voice.cuts:
            raise InputError(f"{s.document.origin or s.document.id}: nothing is told in it; give the text itself")
    return renewal.renewal(old, latest, [s.document for s in olds[:-1]])


def _whose(new: Statement) -> str:
    from dragoman import statements, wording

    on = f" on {wording.country(new.counterpart)}" if new.counterpart else ""
    return "" if new.issuer == statements.UNNAMED else f"{new.issuer}{on}"


def _changes(made: Renewal) -> Iterator[str]:
    for change in made.changes:
        standing = change.standing
        row = {
            "label": change.label, "old": _passages(change.old), "new": _passages(change.new),
            "deleted": [[s.start, s.end] for s in change.edits.deleted],
            "inserted": [[s.start, s.end] for s in change.edits.inserted],
            "standing": standing and {"times": standing.times, "of": standing.of, "since": standing.since.id},
            "score": round(change.score, 3), "why": change.why,
        }  # fmt: skip
        yield json.dumps(row, ensure_ascii=False) + "\n"


def _passages(points: Iterable[Point]) -> list[dict[str, Any]]:
    return [
        {"document": p.document.id, "spans": [[s.start, s.end] for s in p.spans], "quote": p.text} for p in points
    ]  # fmt: skip


COMMANDS = (phrases, diff)
