"""The command `dragoman`. Heavy imports happen inside the command that needs them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import Field, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman import __version__
from dragoman.errors import Error, InputError
from dragoman.kb_commands import kb
from dragoman.settings import PREFIX, TABLE, Settings, flag, load, use_folder
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


def _options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command one flag for each setting of the table."""
    for setting in reversed(TABLE):
        command = click.option(flag(setting), setting.name, **_option(setting))(command)
    return command


def _option(setting: Field[Any]) -> dict[str, Any]:
    kind, choices = setting.metadata["kind"], setting.metadata["choices"]
    types: dict[str, Any] = {
        "number": click.IntRange(min=1), "share": click.FloatRange(0, 1), "day": click.DateTime(["%Y-%m-%d"]),
    }  # fmt: skip
    words = setting.metadata["help"]
    if kind in ("text", "number") and setting.default is not None:
        words += f"  [default: {setting.default}]"
    option: dict[str, Any] = {"help": words, "default": None, "metavar": setting.metadata["metavar"] or None}
    if kind == "switch":
        return {"help": words, "is_flag": True, "default": None}
    if choices:
        option["type"] = click.Choice(choices)
    elif kind in types:
        option["type"] = types[kind]
    return {**option, "multiple": True} if kind == "list" else option


@main.command(epilog=f"Each option may also be set in the environment: {PREFIX}WORKERS=4 for --workers 4.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@_options
def code(paths: tuple[str, ...], **given: Any) -> None:
    """Code the texts at PATH: files, folders, or - for standard input.

    Plain text (.txt .md), web pages (.html), JSON lines (.jsonl, one document a line with text, title, date,
    publisher, url, id), .json and .csv are read.
    """
    if given.get("published"):
        given["published"] = given["published"].date()
    try:
        settings = load(given)
        use_folder(settings.kb)
    except InputError as error:
        raise click.UsageError(str(error)) from error
    sys.exit(_code(paths, settings))


@dataclass(slots=True)
class _Tally:
    """How many inputs failed, and whom to tell of errors and of each document done."""

    failed: int = 0
    complain: Callable[[str], None] = lambda words: click.echo(words, err=True)
    done: Callable[[], None] = lambda: None

    def error(self, error: Exception) -> None:
        """Tell of one input that failed, on one line."""
        self.failed += 1
        self.complain("dragoman: " + " ".join(str(error).split()))


def _code(paths: tuple[str, ...], settings: Settings) -> int:
    """Code and write everything; the exit status."""
    import warnings

    warnings.simplefilter("ignore")  # of libraries, about things that a user cannot change
    tally = _Tally()
    try:
        with ExitStack() as stack:
            _show_progress(stack, paths, settings, tally)
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


def _records(paths: Iterable[str], settings: Settings, tally: _Tally) -> Iterator[Record]:
    """The records, cut down to what was asked for; errors told as they come."""
    from dragoman import pipeline, read
    from dragoman.selection import select

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


def _show_progress(stack: ExitStack, paths: tuple[str, ...], settings: Settings, tally: _Tally) -> None:
    """A bar on standard error, where that is a terminal and the output goes elsewhere."""
    if not sys.stderr.isatty() or (settings.out is None and sys.stdout.isatty()):
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
    from rich.text import Text

    from dragoman.read import count

    bar = Progress(
        TextColumn("coding"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        console=Console(stderr=True, highlight=False), transient=True,
    )  # fmt: skip
    stack.enter_context(bar)
    task = bar.add_task("coding", total=count(paths))
    tally.done = lambda: bar.advance(task)
    tally.complain = lambda words: bar.console.print(Text(words), soft_wrap=True)


for command in (who, where, kb):
    main.add_command(command)


if __name__ == "__main__":
    main()
