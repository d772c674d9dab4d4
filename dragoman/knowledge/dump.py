"""Lines of a large file, plain or compressed, with marks from which reading can go on."""

from __future__ import annotations

import bz2
import hashlib
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from dragoman.errors import InputError

CHUNK = 1 << 18  # bytes read at a time
LONGEST = 1 << 26  # bytes that one line may have
HEAD = 1 << 20  # bytes by which two copies of a file are known to be the same


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a file is read: `line` lines, up to `skip` bytes (unpacked) behind the byte `member`.

    `member` is where the current compressed stream begins; compressed files are often a row of such streams.
    """

    member: int = 0
    skip: int = 0
    line: int = 0


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, /) -> bytes: ...


def fingerprint(path: Path) -> str:
    """A hash of the first megabyte of the file. Raises InputError where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.sha256(stream.read(HEAD)).hexdigest()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error


def lines(path: Path, mark: Mark = Mark()) -> Iterator[tuple[bytes, Mark]]:
    """Each line behind `mark` without its end, and the mark behind it. The suffixes .bz2 and .gz tell the packing.

    Raises InputError naming file, byte and line where the file cannot be read, is damaged or cut off, or where a line
    has more than 64 megabytes.
    """
    done = 0 if _packing(path) else mark.skip
    member, rest, number = mark.member, b"", mark.line
    for start, piece in _unpacked(path, mark):
        if start != member:
            member, done = start, 0
        skipped = max(0, mark.skip - done) if member == mark.member else 0
        done += min(skipped, len(piece))
        at = begin = min(skipped, len(piece))
        while (end := piece.find(b"\n", at)) >= 0:
            number += 1
            yield rest + piece[at:end], Mark(member, done + end + 1 - begin, number)
            rest, at = b"", end + 1
        rest += piece[at:]
        done += len(piece) - begin
        if len(rest) > LONGEST:
            raise InputError(f"{path}, line {number + 1}: longer than 64 megabytes; the file has not one entity a line")
    if rest:
        yield rest, Mark(member, done, number + 1)


def _unpacked(path: Path, mark: Mark) -> Iterator[tuple[int, bytes]]:
    """(where the compressed stream begins, some of its bytes unpacked), from `mark.member` on."""
    fresh = _packing(path)
    try:
        with path.open("rb") as stream:
            stream.seek(mark.member if fresh else mark.skip)
            yield from _members(path, stream, fresh) if fresh else _plain(stream)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error})") from error


def _packing(path: Path) -> Callable[[], _Decompressor] | None:
    """What makes a fresh decompressor for the file, None for a plain one."""
    openers: dict[str, Callable[[], _Decompressor]] = {
        ".bz2": bz2.BZ2Decompressor, ".gz": lambda: zlib.decompressobj(wbits=31),
    }  # fmt: skip
    return openers.get(path.suffix.lower())


def _plain(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    while chunk := stream.read(CHUNK):
        yield 0, chunk


def _members(path: Path, stream: BinaryIO, fresh: Callable[[], _Decompressor]) -> Iterator[tuple[int, bytes]]:
    start, machine = stream.tell(), fresh()
    while chunk := stream.read(CHUNK):
        while chunk:
            if machine.eof:
                chunk = chunk.lstrip(b"\0")  # some tools fill up with zeros
                start, machine = stream.tell() - len(chunk), fresh()
                continue
            try:
                data = machine.decompress(chunk)
            except (OSError, zlib.error) as error:
                raise InputError(f"{path}: damaged between byte {start} and {stream.tell()} ({error})") from error
            if data:
                yield start, data
            chunk = machine.unused_data if machine.eof else b""
    if not machine.eof and stream.tell() > start:
        raise InputError(f"{path}: cut off in the middle, at byte {stream.tell()}; it is not whole")
