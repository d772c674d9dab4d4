"""The user's own tables of actors: added whole or not at all, listed, removed."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import InputError
from dragoman.resolve import own


@dataclass(frozen=True, slots=True)
class Table:
    """A table that the user added: its name, how many rows it has, where it lies."""

    name: str
    rows: int
    path: Path


def add(file: Path, folder: Path) -> tuple[Table, bool]:
    """Check `file` and keep a copy under its name; also whether one of that name was there before.

    Raises InputError naming file and line, as `own.read_table` does; then nothing is changed.
    """
    rows = own.read_table(file)
    if file.suffix.lower() != ".csv":
        raise InputError(f"{file}: the name does not end in .csv")
    target = folder / own.TABLES / f"{file.stem}.csv"
    replaced = target.exists()
    fresh = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(file.read_bytes())
        os.replace(fresh, target)
    except OSError as error:
        raise InputError(f"{target}: cannot be written ({error.strerror}); nothing was added") from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    return Table(file.stem, len(rows), target), replaced


def listed() -> tuple[Table, ...]:
    """The user's tables, in order of names. Raises InputError naming file and line where one was broken by hand."""
    return tuple(Table(path.stem, len(own.read_table(path)), path) for path in own.tables())


def remove(name: str) -> Path:
    """Take away the table called `name` (with or without .csv); returns where it lay.

    Raises InputError naming the tables that there are where there is none of that name.
    """
    wanted = name.removesuffix(".csv")
    path = next((p for p in own.tables() if p.stem == wanted), None)
    if path is None:
        names = ", ".join(p.stem for p in own.tables())
        raise InputError(f"there is no table {wanted!r}; " + (f"the tables are {names}" if names else "none was added"))
    try:
        path.unlink()
    except OSError as error:
        raise InputError(f"{path}: cannot be removed ({error.strerror})") from error
    return path
