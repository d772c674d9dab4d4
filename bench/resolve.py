"""Speed and memory of resolution alone: claims a second on one core, with the machine and the versions.

    python bench/resolve.py FILE.jsonl [--documents 200] [--rounds 3]

The texts are parsed and their mentions found first. A second process, which never loads the parser, then takes them one
document at a time, so that its time and memory are those of `dragoman.resolve`. It says apart what the slots of actors
take once a document is read, the reading of its cast included, and the whole claim (dates and places too).
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import pickle
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from dragoman.records import Document, Mention, Sentence
from dragoman.resolve import actors, claims

Found = tuple[Document, tuple[Sentence, ...], tuple[Mention, ...]]


def prepared(file: Path, number: int) -> Iterator[Found]:
    """The first documents of a file with their sentences and mentions."""
    from dragoman import from_text
    from dragoman.find.mentions import mentions
    from dragoman.parse import parse

    with file.open(encoding="utf-8") as lines:
        for row in map(json.loads, itertools.islice(lines, number)):
            document = from_text(
                row["text"], id=row.get("id"), title=row.get("title"), published=row.get("date"), language="en"
            )
            sentences = parse(document)
            yield document, sentences, tuple(mentions(document, sentences))


def held(file: Path) -> Iterator[Found]:
    """What an earlier process has found, one document at a time."""
    with file.open("rb") as stream:
        while stream.peek(1):
            yield pickle.load(stream)


def acting(found: Found) -> tuple[float, float]:
    """Seconds that the cast of a document takes, and its slots."""
    document, sentences, told = found
    begun = time.process_time()
    cast = actors.cast(document, sentences)
    read = time.process_time()
    for mention in told:
        for slot in mention.actors + mention.recipients:
            actors.resolve(cast, sentences[mention.sentence], slot.span)
    return read - begun, time.process_time() - read


def whole(found: Found) -> float:
    """Seconds that the claims of a document take, with dates and places."""
    document, sentences, told = found
    begun = time.process_time()
    setting = claims.read(document, sentences)
    claims.completed(document, tuple(claims.claim(setting, m) for m in told))
    return time.process_time() - begun


def peak() -> float:
    """The most memory that this process has held, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # what is counted for children elsewhere is partly their parent's
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def resolved(file: Path, rounds: int) -> None:
    """Resolve what lies in `file` and print the figures of the fastest round."""
    begun = time.process_time()
    acting(next(held(file)))
    print(f"tables of actors read in {time.process_time() - begun:.1f} s, {peak():.0f} MB")
    number = sum(len(told) for *_, told in held(file))
    best = [min(figures) for figures in zip(*(_round(file) for _ in range(rounds)), strict=True)]
    for name, taken in zip(("slots of actors", "with the cast of their document"), best, strict=True):
        print(f"{name + ':':32} {number / taken:7.0f} claims/s a core ({number} claims, {taken:.2f} s)")
    print(f"{'peak memory, actors alone:':32} {peak():7.0f} MB")
    taken = min(sum(map(whole, held(file))) for _ in range(rounds))
    print(f"{'whole claims:':32} {number / taken:7.0f} claims/s a core ({number} claims, {taken:.2f} s)")
    print(f"{'peak memory with the gazetteer:':32} {peak():7.0f} MB")


def _round(file: Path) -> tuple[float, float]:
    times = [acting(found) for found in held(file)]
    return sum(slots for _, slots in times), sum(cast + slots for cast, slots in times)


def main() -> None:
    """Command line: see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--prepared", action="store_true", help="FILE holds what an earlier process has found")
    opt = parser.parse_args()
    if opt.prepared:
        resolved(opt.file, opt.rounds)
        return
    words = number = 0
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "found.pickle"
        with kept.open("wb") as stream:
            for found in prepared(opt.file, opt.documents):
                words, number = words + len(found[0].text.split()), number + 1
                stream.write(pickle.dumps(found))
        print(f"dragoman {version('dragoman')}, Python {platform.python_version()}, {platform.machine()}, "
              f"{os.cpu_count()} cores; {number} documents, {words} words", flush=True)  # fmt: skip
        again = [sys.executable, __file__, str(kept), "--rounds", str(opt.rounds), "--prepared"]
        subprocess.run(again, check=True)


if __name__ == "__main__":
    main()
