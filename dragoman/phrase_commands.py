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


COMMANDS = (phrases,)
