"""`dragoman kb`: the user's own actors, and indexes made from Wikidata and GeoNames. Imports happen in the commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.errors import Error
from dragoman.settings import PREFIX, knowledge_folder

if TYPE_CHECKING:
    from dragoman.knowledge.dump import Mark

FAILED = 1


def _folder(context: click.Context, option: click.Parameter, value: str | None) -> None:
    if value:
        os.environ[PREFIX + "KB"] = value


def folder_option(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the option --kb, which names the folder of the user's own knowledge."""
    words = f"The folder of your own actors and indexes  [environment: {PREFIX}KB]"
    return click.option("--kb", metavar="FOLDER", expose_value=False, callback=_folder, help=words)(command)


@contextmanager
def told() -> Iterator[None]:
    """Errors of the user's are told in a line, with exit status 1."""
    try:
        yield
    except Error as error:
        click.echo("dragoman: " + " ".join(str(error).split()), err=True)
        sys.exit(FAILED)


@click.group()
def kb() -> None:
    """Your own actors, and indexes made from Wikidata and GeoNames, which coding uses where they are."""


@kb.command()
@click.argument("file", metavar="FILE.csv")
@folder_option
def add(file: str) -> None:
    """Add a table of actors. It is checked whole; if a line is wrong nothing is added.

    The columns name, country and sector are needed; aliases (separated by |), office, from, to, id and source may be
    left out.
    """
    with told():
        from dragoman.knowledge import tables

        table, replaced = tables.add(Path(file), knowledge_folder())
        click.echo(f"{'replaced' if replaced else 'added'} {table.name}: {table.rows} actors, kept in {table.path}")


@kb.command("list")
@folder_option
def list_() -> None:
    """List the tables that you added."""
    with told():
        from dragoman.knowledge import tables

        found = tables.listed()
        for table in found:
            click.echo(f"{table.name}  {table.rows} actors  {table.path}")
        if not found:
            click.echo(f"no tables in {knowledge_folder()}")


@kb.command()
@click.argument("name")
@folder_option
def remove(name: str) -> None:
    """Remove the table called NAME; your own file stays where it is."""
    with told():
        from dragoman.knowledge import tables

        click.echo(f"removed {tables.remove(name)}")


@kb.command()
@click.option("--wikidata", metavar="DUMP", help="A Wikidata dump in JSON, plain or packed as .bz2 or .gz.")
@click.option("--geonames", multiple=True, metavar="FILES", help="Tables of GeoNames (.txt or .zip), one or more.")
@click.argument("more", nargs=-1, metavar="")
@folder_option
def build(wikidata: str | None, geonames: tuple[str, ...], more: tuple[str, ...]) -> None:
    """Make an index from a Wikidata dump, or a gazetteer from tables of GeoNames.

    What was built before stays in use until the new one is whole. A Wikidata build that was stopped goes on where it
    stopped when it is started again with the same dump.
    """
    if not wikidata and not geonames:
        raise click.UsageError("say what to build from: --wikidata DUMP or --geonames FILES")
    if more and not geonames:
        raise click.UsageError(f"only one dump can be given; {more[0]!r} is too much")
    with told():
        if wikidata:
            _wikidata(Path(wikidata))
        if geonames:
            _geonames([Path(p) for p in (*geonames, *more)])


def _wikidata(dump: Path) -> None:
    from dragoman.knowledge.wikidata import build as make

    terminal = sys.stderr.isatty()

    def progress(size: int, mark: Mark) -> None:
        if terminal:
            click.echo(f"\r{mark.line:,} lines read", err=True, nl=False)

    built = make(dump, knowledge_folder(), progress=progress)
    if terminal:
        click.echo("\r", err=True, nl=False)
    since = f", gone on from line {built.resumed:,}" if built.resumed else ""
    click.echo(f"Wikidata index: {built.lines:,} lines of {dump.name}{since}: {_counts(built.counts)}")


def _geonames(files: list[Path]) -> None:
    from dragoman.knowledge.geonames import build as make
    from dragoman.resolve.gazetteer import KINDS

    counts: dict[str, int] = {}
    for kind, n in make(files, knowledge_folder()).items():
        counts[KINDS[kind]] = counts.get(KINDS[kind], 0) + n
    click.echo(f"gazetteer: {_counts(counts)}")


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {n:,}" for name, n in counts.items())


@kb.command()
@folder_option
def info() -> None:
    """Say what is installed: the tables of the package and your own files, with counts and paths."""
    with told():
        from dragoman import __version__
        from dragoman.knowledge.inventory import inventory

        click.echo(f"dragoman {__version__}")
        found = list(inventory())
        for whose, title in (("package", "In the package"), ("yours", f"Yours, in {knowledge_folder()}")):
            items = [i for i in found if i.whose == whose]
            click.echo(f"\n{title}")
            for item in items:
                click.echo(f"  {item.what}: {item.holds}\n    {item.path}")
            if not items:
                click.echo("  nothing")
