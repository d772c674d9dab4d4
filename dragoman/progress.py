"""How far a long command has come, and which inputs failed, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import click


@dataclass(slots=True)
class Tally:
    """How many inputs failed, and whom to tell of errors and of each document done."""

    failed: int = 0
    complain: Callable[[str], None] = lambda words: click.echo(words, err=True)
    done: Callable[[], None] = lambda: None

    def error(self, error: Exception) -> None:
        """Tell of one input that failed, on one line."""
        self.failed += 1
        self.complain("dragoman: " + " ".join(str(error).split()))


@contextmanager
def shown(tally: Tally, paths: Sequence[str], what: str) -> Iterator[None]:
    """Show a bar while the work is done, where standard error is a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
    from rich.text import Text

    from dragoman.read import count

    bar = Progress(
        TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        console=Console(stderr=True, highlight=False), transient=True,
    )  # fmt: skip
    with bar:
        task = bar.add_task(what, total=count(paths))
        tally.done = lambda: bar.advance(task)
        tally.complain = lambda words: bar.console.print(Text(words), soft_wrap=True)
        yield
