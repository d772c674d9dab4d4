"""Paths -> decoded text: folders walked in order, encodings told apart, what is no text refused with the reason."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.errors import InputError

TEXT, HTML, LINES, OBJECT, TABLE = ".txt .text .md", ".html .htm .xhtml", ".jsonl .ndjson", ".json", ".csv .tsv"
SUFFIXES = tuple(" ".join((TEXT, HTML, LINES, OBJECT, TABLE)).split())
MAX_BYTES = 50_000_000  # of one document; a JSONL file may be of any length, a line of it may not
STDIN = "-"


def walk(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Path | InputError]:
    """The files that `paths` name, folders in order of names and all that is in them, `-` as it is.

    A path that is not there, a folder that cannot be read or has nothing to read in it, and a file of an
    unknown kind come as errors. Hidden files in folders are passed over.
    """
    for path in map(Path, paths):
        if str(path) == STDIN:
            yield path
        elif path.is_dir():
            yield from _folder(path)
        elif not path.exists():
            yield InputError(f"{path}: there is no such file or folder")
        else:
            yield _known(path)


def _folder(folder: Path) -> Iterator[Path | InputError]:
    try:
        inside = sorted((p for p in folder.iterdir() if not p.name.startswith(".")), key=lambda p: p.name)
    except OSError as error:
        yield InputError(f"{folder}: cannot be read ({error.strerror})")
        return
    if not inside:
        yield InputError(f"{folder}: the folder is empty")
    for path in inside:
        if not path.is_dir():
            yield _known(path)
        elif not path.is_symlink():
            yield from _folder(path)


def _known(path: Path) -> Path | InputError:
    if path.suffix.lower() in SUFFIXES:
        return path
    kind = f"the suffix {path.suffix!r}" if path.suffix else "a file without suffix"
    return InputError(f"{path}: {kind} is not read; the suffixes are {' '.join(SUFFIXES)}")


def content(path: Path) -> bytes:
    """The bytes of a file or of standard input. Raises InputError where they cannot be had or are too many."""
    try:
        if str(path) == STDIN:
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with path.open("rb") as stream:
                data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"{label(path)}: cannot be read ({error.strerror})") from error
    if len(data) > MAX_BYTES:
        raise InputError(f"{label(path)}: larger than {MAX_BYTES // 1_000_000} MB, the most that one document may be")
    if not data.strip():
        raise InputError(f"{label(path)}: empty, there is no text in it")
    return data


def lines(path: Path) -> int:
    """How many lines a file has, 1 where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
    except OSError:
        return 1


def label(path: Path) -> str:
    """How messages name the path."""
    return "standard input" if str(path) == STDIN else str(path)


def decode(data: bytes, where: str) -> str:
    """The text that the bytes are, byte-order mark dropped; raises InputError naming `where` if they are not text.

    UTF-8, UTF-16 where it is marked, what a web page declares, then Windows-1252 where all that is not ASCII
    looks like it: letters inside words and typographic marks, and few of them.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise InputError(f"{where}: marked as {encoding} but is not; save it as UTF-8") from error
    if b"\0" in data or _control_share(data) > 0.02:
        raise InputError(f"{where}: binary, not text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _declared(data) or _western(data)
        if text is None:
            raise InputError(f"{where}: not UTF-8 (byte {error.start} is wrong); save it as UTF-8") from error
        return text


def _declared(data: bytes) -> str | None:
    """The text in the encoding that a web page's head declares, None where it declares none or a wrong one."""
    head = re.search(rb"<meta[^>]{1,200}charset=[\"']?([\w-]{3,20})", data[:4096], re.IGNORECASE)
    if head is None:
        return None
    try:
        return data.decode(head[1].decode("ascii"))
    except (UnicodeDecodeError, LookupError):
        return None


def _control_share(data: bytes) -> float:
    head = data[:65536]
    return sum(b < 9 or 13 < b < 27 or 27 < b < 32 for b in head) / len(head)


_TYPOGRAPHIC = "‘’“”–—…•€£©®°·«»§½¼¾¹²³´\u00a0™¿¡"


def _western(data: bytes) -> str | None:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    special = [c for c in text if c > "\x7f"]
    odd = sum(not (c in _TYPOGRAPHIC or (c.isalpha() and c >= "À")) for c in special)
    runs = sum(len(m) > 2 for m in re.findall(r"[À-ÿ]+", text))
    return text if not odd and not runs and len(special) <= 0.06 * len(text) else None
