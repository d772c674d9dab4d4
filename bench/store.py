"""Speed of queries over a store with many claims: one dyad by month, full text, and some more.

    python bench/store.py [--claims 1000000] [--db FILE or postgresql://...] [--rounds 5]

Fills an empty store with made-up claims (words and dyads drawn by Zipf's law), then asks; with --db a store that is
there already is asked as it is. Prints the machine, the versions, seconds for the first (cold) and the median of the
further (warm) rounds.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from dragoman.errors import InputError
from dragoman.query import Query
from dragoman.store import Store, opening, tables
from dragoman.store.rows import names

SEED = 11
PER_DOCUMENT = 10
AT_ONCE = 20_000
COUNTRIES = [f"{a}{b}{c}" for a in "ABCDEF" for b in "KLMNO" for c in "XYZWV"]  # 150 made-up countries
TYPES = ["CONSULT", "AGREE", "SUPPORT", "ACCUSE", "REJECT", "COERCE", "ASSAULT", "PROTEST", "AID", "SANCTION"]
STATUSES = ["actual", "actual", "actual", "planned", "denied", "speculation"]
QUERIES = [
    ("the largest dyad by month", "?dyad=AKX-AKY", ("month",)),
    ("a middling dyad by month", "?dyad=AKX-ALX", ("month",)),
    ("a small dyad by month", "?dyad=AMX-AMY", ("month",)),
    ("a dyad by type and month, what happened", "?dyad=AKX-AKZ&status=happened", ("type", "month")),
    ("full text of quotes: a rare word", "?quote=w5000", ()),
    ("full text of quotes: a frequent word", "?quote=w10", ()),
    ("full text of quotes: two words", "?quote=w10 w200", ()),
    ("full text of documents: a rare word", "?text=w9000", ()),
    ("full text of documents: two words", "?text=w300 w700", ()),
    ("a country, a year, one type", "?country=ALX&when=2015&type=COERCE", ()),
    ("a party's name", "?actor=Government of AMX", ()),
    ("within 300 km of a point", "?near=10,10&radius=300", ()),
    ("all claims by type and month", "", ("type", "month")),
    ("all claims by dyad", "", ("dyad",)),
]


def zipf(chance: random.Random, most: int) -> int:
    """A number below `most`, small ones often: about the law of words and of who deals with whom."""
    return min(most - 1, int(most ** chance.random()) - 1)


def made(claims: int) -> Iterator[dict[str, list[dict[str, Any]]]]:
    """Rows by table, in portions."""
    chance = random.Random(SEED)
    rows: dict[str, list[dict[str, Any]]] = {t.name: [] for t in tables.metadata.sorted_tables}
    called = [names(f"Government of {code}", "ministry", "minister") for code in COUNTRIES]
    rows["party_names"] = [{"n": n, "names": given} for n, given in enumerate(called, 1)]
    for n in range(1, claims + 1):
        document = (n - 1) // PER_DOCUMENT + 1
        if (n - 1) % PER_DOCUMENT == 0:
            day = date(2010, 1, 1) + timedelta(chance.randrange(5500))
            rows["documents"].append(_document(chance, document, day))
        _claim(chance, rows, n, document, day)
        if n % AT_ONCE == 0 or n == claims:
            yield rows
            rows = {name: [] for name in rows}


def _words(chance: random.Random, count: int) -> str:
    return " ".join(f"w{zipf(chance, 20000)}" for _ in range(count))


def _document(chance: random.Random, n: int, day: date) -> dict[str, Any]:
    return {
        "n": n, "id": f"{n:016x}", "own_id": None, "kind": "text", "title": _words(chance, 8), "run": None,
        "text": _words(chance, 150), "publisher": "p", "byline": None, "published": day.isoformat(), "dateline": None,
        "url": None, "language": "en", "issuer": None, "origin": "made", "blocks": "[]", "notes": "[]", "current": True,
    }  # fmt: skip


def _claim(
    chance: random.Random, rows: dict[str, list[dict[str, Any]]], n: int, document: int, day: date
) -> None:  # fmt: skip
    a, b = COUNTRIES[zipf(chance, 150)], COUNTRIES[zipf(chance, 150)]
    told = day - timedelta(chance.randrange(20))
    name = f"{n:016x}"
    event = name if n % 2 else f"{n - 1:016x}"  # two tellings an event
    if event == name:
        rows["events"].append({"id": name, "body": "{}"})
    rows["claims"].append({
        "n": n, "id": name, "document": document, "event": event, "made_by": "machine", "run": None,
        "current": True, "position": n % PER_DOCUMENT, "witness": document,
        "type": chance.choice(TYPES), "mode": None, "act": "CONSULT",
        "quad": 1 + n % 4, "status": chance.choice(STATUSES), "confidence": chance.random(), "own_voice": n % 3 == 0,
        "first": told.isoformat(), "last": told.isoformat(), "published": day.isoformat(), "issued": None,
        "place": "x", "place_country": a, "latitude": chance.uniform(-60, 70), "longitude": chance.uniform(-180, 180),
    })  # fmt: skip
    for role, code in (("actor", a), ("recipient", b), *((("claimant", b),) if n % 3 else ())):
        rows["parties"].append({
            "claim": n, "role": role, "position": 0, "name": f"Government of {code}",
            "called": COUNTRIES.index(code) + 1, "country": code, "sector": "GOV", "entity": None,
        })  # fmt: skip
    rows["wordings"].append({"claim": n, "quote": _words(chance, 15), "body": "{" + " " * 900 + "}"})
    rows["vectors"].append({"claim": n, "vector": chance.randbytes(384)})
    rows["contexts"].append({"claim": n, "context": "diplomatic"})
    if a != b:
        rows["dyads"].append({"claim": n, "source": a, "target": b})


def fill(where: str, claims: int) -> float:
    """Fill an empty store; the seconds that it took."""
    begun = time.perf_counter()
    with Store(where, create=True) as store:
        engine = opening.engine(opening.place(where), wait=60, create=False)
        for rows in made(claims):
            with opening.writing(engine, where) as connection:
                for table in tables.metadata.sorted_tables:
                    if rows[table.name]:
                        connection.execute(insert(table), rows[table.name])
        engine.dispose()
        store.analyse()
    return time.perf_counter() - begun


def ask(where: str, rounds: int) -> None:
    """Print the seconds of each query."""
    print(f"{'':42} {'first':>7} {'warm':>7}    claims   lines")
    for what, url, by in QUERIES:
        times = []
        with Store(where, read_only=True) as store:
            for _ in range(rounds + 1):
                begun = time.perf_counter()
                counts = store.counts(Query.parse(url), by)
                times.append(time.perf_counter() - begun)
        told = sum(count.claims for count in counts)
        print(f"{what:42} {times[0]:7.3f} {statistics.median(times[1:]):7.3f} {told:9,} {len(counts):7,}", flush=True)


def main() -> None:
    """Command line: see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--db")
    parser.add_argument("--rounds", type=int, default=5)
    opt = parser.parse_args()
    print(f"dragoman {version('dragoman')}, SQLAlchemy {version('SQLAlchemy')}, SQLite {sqlite3.sqlite_version}, "
          f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        where = opt.db or str(Path(folder) / "bench.db")
        empty = True
        with suppress(InputError), Store(where, read_only=True) as store:
            empty = not store.sizes()["claims"]
        if empty:
            taken = fill(where, opt.claims)
            size = f", {Path(where).stat().st_size / 1e9:.2f} GB" if Path(where).exists() else ""
            print(f"{opt.claims:,} claims stored in {taken:.0f} s{size}", flush=True)
        ask(where, opt.rounds)
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
