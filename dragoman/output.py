"""Writing to a file whole or not at all, and to standard output in UTF-8."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dragoman.errors import InputError


@contextmanager
def whole_file(path: Path) -> Iterator[Callable[[str], object]]:
    """Gives the function that writes text; the file takes its name only when all is written.

    What stood there before stays as it was on any error. Raises InputError naming the file where it cannot be
    written (no folder, no right, no space). A device or pipe is written to as it is.
    """
    with whole_path(path) as beside, beside.open("w", encoding="utf-8", newline="\n") as stream:
        yield stream.write


@contextmanager
def whole_path(path: Path) -> Iterator[Path]:
    """Gives the path to write to in place of `path`, which it becomes when all is written; see `whole_file`."""
    target = path.resolve()
    if target.is_dir():
        raise InputError(f"{path}: cannot be written (it is a folder)")
    plain = target.is_file() or not target.exists()
    beside = target.with_name(f".{target.name}.{os.getpid()}.part") if plain else target
    try:
        yield beside
        if plain:
            with beside.open("r+b") as stream:
                os.fsync(stream.fileno())
            os.replace(beside, target)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); nothing was changed") from error
    finally:
        if plain:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


@contextmanager
def standard_output() -> Iterator[Callable[[str], object]]:
    """Gives the function that writes text to standard output, UTF-8 unless a terminal wants another encoding.

    Raises InputError where it cannot be written, BrokenPipeError where nobody reads it any more.
    """
    stream = sys.stdout
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace") if stream.isatty() else stream.reconfigure(encoding="utf-8")
    try:
        yield stream.write
        stream.flush()
    except BrokenPipeError:
        with suppress(OSError, ValueError):  # so that the interpreter's own flush at the end says nothing
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        raise
    except OSError as error:
        raise InputError(f"standard output: cannot be written ({error.strerror})") from error
