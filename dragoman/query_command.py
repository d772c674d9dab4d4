"""`dragoman query`: claims of the store, printed, counted or written to a file. Imports happen in the command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.command_options import setting_options, settings_given
from dragoman.errors import InputError
from dragoman.kb_commands import told
from dragoman.query import TABLE, Query

if TYPE_CHECKING:
    from dragoman.store import Store

FORMATS = ("text", "jsonl", "csv", "plover", "parquet")
MOST = 50  # claims that are printed


def _conditions(command: Callable[..., None]) -> Callable[..., None]:
    """Give the command an option for each field of a query."""
    for f in reversed(TABLE):
        several = f.metadata["kind"] in ("list", "numbers")
        words = f.metadata["help"] + (" May be given several times." if several else "")
        option = click.option(
            f"--{f.name}", f"asked_{f.name}", metavar=f.metadata["metavar"], multiple=several, help=words
        )
        command = option(command)
    return command


@click.command()
@_conditions
@click.option("--url", metavar="URL", help="A query as a URL has it: '?type=AGREE&country=PAK'.")
@click.option(
    "--count", nargs=2, metavar="by FIELDS", help="Count events and claims: --count by type,month (docs/query.md)."
)
@click.option("--most", type=click.IntRange(min=1), metavar="N", help=f"Print at most N claims.  [default: {MOST}]")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text",
              help="text for reading, jsonl, csv, plover or parquet for programs; all claims are written.")  # fmt: skip
@setting_options("out", "db")
def query(
    url: str | None,
    count: tuple[str, str] | None,
    most: int | None,
    format_: str,
    out: str | None,
    db: str | None,
    **asked: Any,
) -> None:
    """Ask the store for claims, by what they say, who says it, when and where; all conditions must hold.

    Without a format they are printed, by the day that they tell of.
    """
    settings = settings_given({"out": out, "db": db})
    given = {name.removeprefix("asked_"): value for name, value in asked.items() if value not in (None, ())}
    try:
        wanted = _query(url, given)
        by = _counted_by(count)
    except InputError as error:
        raise click.UsageError(str(error)) from error
    with told():
        from dragoman.store import Store

        with Store(settings.db, read_only=True) as store:
            _answer(store, wanted, by, format_, settings.out, most)


def _query(url: str | None, given: dict[str, Any]) -> Query:
    """The query, its codes checked against the codebook, a named place with a radius turned into a point."""
    if url is not None:
        if given:
            raise InputError("give the query as a URL or by options, not both")
        return _known(Query.parse(url))
    if "radius" in given and "near" not in given and len(given.get("place", ())) == 1:
        given["near"] = _point(given.pop("place")[0])
    return _known(Query.of({name: list(value) if isinstance(value, tuple) else value for name, value in given.items()}))


def _point(name: str) -> str:
    from dragoman.resolve.places import where

    best = next((m.value for m in where(name) if m.value.latitude is not None), None)
    if best is None:
        raise InputError(f"place: nothing is known of {name!r}; give its point: --near LATITUDE,LONGITUDE")
    return f"{best.latitude},{best.longitude}"


def _known(wanted: Query) -> Query:
    """The query itself. Raises InputError for a type, mode or context that the codebook does not have."""
    from dragoman.ontology import load

    book = load()
    modes = {mode for kind in book.types.values() for mode in kind.modes}
    for name, given, known in (
        ("type", wanted.type, list(book.types)), ("act", wanted.act, list(book.types)),
        ("mode", wanted.mode, sorted(modes)), ("context", wanted.context, list(book.contexts)),
    ):  # fmt: skip
        for value in given:
            if value not in known:
                raise InputError(f"{name}: {value!r} is none of {', '.join(known)}")
    return wanted


def _counted_by(count: tuple[str, str] | None) -> tuple[str, ...]:
    """What to count by. Raises InputError where it cannot be counted by."""
    if count is None:
        return ()
    from dragoman.store.asking import DIMENSIONS

    word, fields = count
    by = tuple(part.strip() for part in fields.split(",") if part.strip())
    unknown = [part for part in by if part not in DIMENSIONS]
    if word != "by" or not by:
        raise InputError("write --count by type,month")
    if unknown:
        raise InputError(f"cannot count by {unknown[0]!r}; count by {', '.join(DIMENSIONS)}")
    return by


def _answer(
    store: Store, wanted: Query, by: tuple[str, ...], format_: str, out: str | None, most: int | None
) -> None:  # fmt: skip
    from dragoman import query_output as written

    target = Path(out) if out and out != "-" else None
    if format_ == "parquet":
        if target is None:
            raise InputError("parquet needs a file to be written to: --out FILE")
        written.parquet(store, wanted, by, target)
    elif format_ == "text" and not by:
        written.text(written.told(store, wanted, most or MOST), target)
    else:
        written.text(written.lines(store, wanted, by, format_), target)
