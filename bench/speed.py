"""Speed of `dragoman.code`: articles (words / 500) a second, start-up apart, with the machine and the versions.

python bench/speed.py FILE.jsonl [--documents 200] [--workers 1 2]
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import platform
import resource
import time
from importlib.metadata import version
from pathlib import Path

import dragoman


def main() -> None:
    """Command line: see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    opt = parser.parse_args()
    with opt.file.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in itertools.islice(lines, opt.documents)]
    documents = [dragoman.from_text(r["text"], id=r["id"], title=r.get("title"), published=r.get("date")) for r in rows]
    words = sum(len(d.text.split()) for d in documents)
    print(f"dragoman {version('dragoman')}, spacy {version('spacy')}, Python {platform.python_version()}, "
          f"{platform.machine()}, {os.cpu_count()} cores; {len(documents)} documents, {words} words")  # fmt: skip
    for workers in opt.workers:
        coded = dragoman.code(documents, workers=workers)
        first = next(coded)  # the parser is loaded by now
        begun, done, claims = time.perf_counter(), 0, 0
        for record in coded:
            assert isinstance(record, dragoman.Record)
            done += len(record.document.text.split())
            claims += len(record.claims)
        taken = time.perf_counter() - begun
        print(
            f"{workers} worker(s): {done / 500 / taken:6.2f} articles/s, {done / taken:8.0f} words/s, {claims} claims"
        )
        assert isinstance(first, dragoman.Record)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process: {peak:.0f} MB")


if __name__ == "__main__":
    main()
