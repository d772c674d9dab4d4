"""Time and memory of `dragoman phrases` over many statements of one issuer.

    python bench/phrases.py [--statements 10000] [--seed 7]

Writes made-up statements of 200 to 400 words: words drawn by how common they are in English, stock sentences that come
back, and formulae with words put into their slots. Then runs the command over the file, and over a store with the same
statements, and prints seconds, peak memory, machine and versions. Exit status 1 where a run takes 60 s or 1 GB.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy

from dragoman.read import from_text
from dragoman.records import Record
from dragoman.store import Run, Store, identified

ISSUER = "Ministry of Foreign Affairs of Peru"
COUNTRIES = [
    "Chile",
    "Ecuador",
    "Bolivia",
    "Brazil",
    "Colombia",
    "Japan",
    "Italy",
    "France",
    "Kenya",
    "India",
    "China",
    "Spain",
]
STOCK, FORMULAE = 400, 80  # stock sentences and formulae that all statements draw from
SECONDS, MEGABYTES = 60, 1000
MEASURED = """
import resource, sys
from dragoman.cli import main
try:
    main(sys.argv[1:])
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def vocabulary() -> tuple[list[str], list[float]]:
    """Words with how often they are used, of the table that merging weighs words by."""
    table = (files("dragoman") / "data" / "word_rarity.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in table if not line.startswith(("#", "stem\t"))]
    kept = [(word, 10 ** (int(frequency) / 10)) for word, frequency in rows if word.isalpha()]
    return [word for word, _ in kept], [share for _, share in kept]


def statements(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Made-up statements, one a day at most, most of them on few counterparts."""
    chance = random.Random(seed)
    words, shares = vocabulary()

    def drawn(number: int) -> list[str]:
        return chance.choices(words, shares, k=number)

    stock = [drawn(chance.randint(10, 26)) for _ in range(STOCK)]
    rare = words[len(words) // 4 :]
    formulae = [chance.sample(rare, chance.randint(3, 8)) for _ in range(FORMULAE)]
    for n in range(count):
        country = COUNTRIES[min(len(COUNTRIES) - 1, int(chance.expovariate(0.4)))]
        wanted, body = chance.randint(200, 400), [["talks", "with", country, "were", "held", "and", country, "agreed"]]
        while sum(map(len, body)) < wanted:
            kind = chance.random()
            if kind < 0.3:
                body.append(stock[min(STOCK - 1, int(STOCK ** chance.random()) - 1)])
            else:
                sentence = drawn(chance.randint(8, 30))
                if kind < 0.6:
                    sentence[3:3] = _filled(
                        chance, formulae[min(FORMULAE - 1, int(FORMULAE ** chance.random()) - 1)], words
                    )
                body.append(sentence)
        text = " ".join(" ".join(s)[:1].upper() + " ".join(s)[1:] + "." for s in body)
        day = date(1990, 1, 1) + timedelta(n * 12000 // count)
        yield {
            "id": f"s{n}",
            "text": text,
            "date": day.isoformat(),
            "publisher": ISSUER,
            "title": f"Talks with {country}",
        }


def _filled(chance: random.Random, formula: list[str], words: list[str]) -> list[str]:
    """A formula, now and then with a word put in, left out or changed."""
    out = list(formula)
    at = chance.randrange(1, len(out))
    kind = chance.random()
    if kind < 0.2:
        out.insert(at, chance.choice(words))
    elif kind < 0.3 and len(out) > 3:
        del out[at]
    elif kind < 0.35:
        out[at] = chance.choice(words)
    return out


def measured(arguments: list[str]) -> tuple[float, float]:
    """Seconds and peak megabytes of a run of the command."""
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", MEASURED, *arguments], capture_output=True, text=True, check=False)
    taken = time.perf_counter() - begun
    if done.returncode:
        raise SystemExit(done.stderr)
    print("\n".join(done.stdout.splitlines()[:3]))
    return taken, int(done.stderr.split()[-1]) / 1024


def main() -> None:
    """Command line: see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    opt = parser.parse_args()
    print(f"dragoman {version('dragoman')}, numpy {numpy.__version__}, Python {platform.python_version()}, "
          f"{platform.machine()}, {os.cpu_count()} cores")  # fmt: skip
    over = False
    with tempfile.TemporaryDirectory() as folder:
        rows = list(statements(opt.statements, opt.seed))
        file, db = Path(folder) / "statements.jsonl", Path(folder) / "statements.db"
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        with Store(db, create=True) as store:
            texts = [from_text(**{k: v for k, v in row.items() if k != "date"}, published=row["date"]) for row in rows]
            store.put([(Record(d, ()), own) for d, own in map(identified, texts)], Run("", "", "", "", "", ""))
        words = sum(len(row["text"].split()) for row in rows)
        print(f"{len(rows):,} statements of one issuer, {words:,} words")
        for what, arguments in (("file", [str(file)]), ("store", ["--db", str(db)])):
            seconds, megabytes = measured(["phrases", *arguments])
            print(f"{what}: {seconds:.1f} s, peak memory {megabytes:.0f} MB", flush=True)
            over = over or seconds >= SECONDS or megabytes >= MEGABYTES
    sys.exit(1 if over else 0)


if __name__ == "__main__":
    main()
