"""The command `dragoman`. Heavy imports happen inside the command that needs them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman import __version__, compare_commands, merge_commands, phrase_commands, series_commands, store_commands
from dragoman.command_options import setting_options, settings_given
from dragoman.errors import Error, InputError
from dragoman.kb_commands import kb
from dragoman.progress import Tally, shown
from dragoman.query_command import query
from dragoman.settings import OF_THE_STORE, PREFIX, TABLE, Settings
from dragoman.who_where import where, who

if TYPE_CHECKING:
    from dragoman.records import Record

FAILED = 1


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="dragoman %(version)s")
def main() -> None:
    """Read news reports and official texts into a sourced record: who did what to whom, when, where, according to whom.

    Exit status: 0 all was coded, 1 some input could not be, 2 wrong usage.
    """


@main.command(epilog=f"Each option may also be set in the environment: {PREFIX}WORKERS=4 for --workers 4.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@setting_options(*(s.name for s in TABLE if s.name not in OF_THE_STORE))
def code(paths: tuple[str, ...], **given: Any) -> None:
    """Code the texts at PATH: files, folders, or - for standard input.

    Plain text (.txt .md), web pages (.html), JSON lines (.jsonl, one document a line with text, title, date,
    publisher, url, id), .json and .csv are read.
    """
    sys.exit(_code(paths, settings_given(given)))


def _code(paths: tuple[str, ...], settings: Settings) -> int:
    """Code and write everything; the exit status."""
    import warnings

    warnings.simplefilter("ignore")  # of libraries, about things that a user cannot change
    tally = Tally()
    try:
        with ExitStack() as stack:
            if settings.out or not sys.stdout.isatty():
                stack.enter_context(shown(tally, paths, "coding"))
            write = stack.enter_context(_sink(settings))
            for chunk in _writer(settings)(_records(paths, settings, tally)):
                write(chunk)
                if settings.format == "text" and settings.out is None:
                    sys.stdout.flush()
    except BrokenPipeError:
        pass
    except Error as error:
        tally.error(error)
    return FAILED if tally.failed else 0


def _records(paths: Iterable[str], settings: Settings, tally: Tally) -> Iterator[Record]:
    """The records, cut down to what was asked for; errors told as they come."""
    from dragoman import pipeline, read
    from dragoman.selection import select

    for remark in pipeline.prepare():
        tally.complain(f"dragoman: {remark}")
    documents = read.documents(paths, published=settings.published, any_language=settings.any_language)
    for item in pipeline.code(documents, pipeline=settings.pipeline, workers=settings.workers):
        tally.done()
        if isinstance(item, InputError):
            tally.error(item)
        else:
            yield select(item, settings)


def _writer(settings: Settings) -> Callable[[Iterable[Record]], Iterator[str]]:
    if settings.format != "text":
        from dragoman.export import WRITERS

        return WRITERS[settings.format]

    from dragoman.report import report

    terminal = settings.out is None and sys.stdout.isatty()
    colour = settings.color == "always" or (settings.color == "auto" and terminal and _colourful())
    return lambda records: report(records, width=settings.width, colour=colour, wide=settings.wide)


def _colourful() -> bool:
    """Whether the user has not asked for a plain terminal (https://no-color.org)."""
    import os

    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _sink(settings: Settings) -> AbstractContextManager[Callable[[str], object]]:
    from dragoman.output import standard_output, whole_file

    return whole_file(Path(settings.out)) if settings.out and settings.out != "-" else standard_output()


for command in (
    who,
    where,
    kb,
    *store_commands.COMMANDS,
    *merge_commands.COMMANDS,
    query,
    *phrase_commands.COMMANDS,
    *series_commands.COMMANDS,
    *compare_commands.COMMANDS,
):
    main.add_command(command)


if __name__ == "__main__":
    main()
