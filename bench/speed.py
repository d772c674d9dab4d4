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


def run(documents: list[dragoman.Document], workers: int) -> tuple[float, int]:
    """Seconds, start-up included, and claims."""
    begun = time.perf_counter()
    claims = sum(len(r.claims) for r in dragoman.code(documents, workers=workers) if isinstance(r, dragoman.Record))
    return time.perf_counter() - begun, claims


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
        few = documents[: opt.documents // 5]
        times = run(few, workers), run(documents, workers)  # the difference leaves start-up out
        taken = times[1][0] - times[0][0]
        done = words - sum(len(d.text.split()) for d in few)
        print(
            f"{workers} worker(s): {done / 500 / taken:6.2f} articles/s, {done / taken:8.0f} words/s, "
            f"{times[1][1]} claims"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process: {peak:.0f} MB")


if __name__ == "__main__":
    main()
