"""How well types, modes, contexts and silence are told on the frozen passages of tests/cases/deeds.tsv.

    python bench/deeds.py [--misses] [--model none]

Each passage is one document. An event passage is right where one of its claims has the type; mode and contexts are
judged where the type is right. A passage without event that yields any claim is an alarm.
"""

from __future__ import annotations

import argparse
import csv
import os
import platform
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import dragoman
from dragoman.records import Claim

TABLE = Path(__file__).parent.parent / "tests" / "cases" / "deeds.tsv"
Row = dict[str, str]
Coded = list[tuple[Row, tuple[Claim, ...]]]


def read() -> list[Row]:
    """The rows of the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def coded(rows: list[Row]) -> Coded:
    """Each row with the claims that its passage yields."""
    texts = (dragoman.from_text(row["text"], published="2025-11-04", language="en") for row in rows)
    return [(row, dragoman.code_document(text).claims) for row, text in zip(rows, texts, strict=True)]


def fitting(row: Row, claims: tuple[Claim, ...]) -> Claim | None:
    """The claim of the row's type, one with its mode before others."""
    same = [c for c in claims if c.type == row["type"]]
    return next((c for c in same if (c.mode or "") == row["mode"]), same[0] if same else None)


def figures(found: Coded) -> dict[str, float]:
    """Percentages: types right, claims of that type among all, modes right, contexts found and right, alarms."""
    events = [(row, claims) for row, claims in found if row["type"] != "NONE"]
    none = [claims for row, claims in found if row["type"] == "NONE"]
    right = [(row, c) for row, claims in events if (c := fitting(row, claims))]
    with_mode = [(row, c) for row, c in right if row["mode"]]
    wanted = [(set(filter(None, row["contexts"].split(","))), set(c.contexts)) for row, c in right]
    shared = sum(len(a & b) for a, b in wanted)
    return {
        "type": share(len(right), len(events)),
        "claims of the type": share(
            sum(c.type == row["type"] for row, cs in events for c in cs), sum(len(cs) for _, cs in events)
        ),
        "mode": share(sum(row["mode"] == c.mode for row, c in with_mode), len(with_mode)),
        "contexts found": share(shared, sum(len(a) for a, _ in wanted)),
        "contexts right": share(shared, sum(len(b) for _, b in wanted)),
        "alarms": share(sum(bool(claims) for claims in none), len(none)),
    }


def share(part: int, whole: int) -> float:
    """A percentage with one decimal; 0 of nothing."""
    return round(100 * part / whole, 1) if whole else 0.0


def misses(found: Coded) -> Iterator[str]:
    """A line for each passage that is not as the table has it."""
    for row, claims in found:
        told = "; ".join(f"{c.type}/{c.mode or ''} {c.status} {c.confidence}" for c in claims) or "nothing"
        best = fitting(row, claims)
        if row["type"] == "NONE" and not claims:
            continue
        if row["type"] != "NONE" and best is not None and (best.mode or "") == row["mode"]:
            continue
        yield f"{row['type']}/{row['mode']}\t{told}\t{row['text']}\t({row['why']})"


def main() -> None:
    """Command line: see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="list them")
    parser.add_argument("--model", help="as the setting of that name: none for the lexicon alone")
    opt = parser.parse_args()
    if opt.model:
        os.environ["DRAGOMAN_MODEL"] = opt.model
    print(f"dragoman {version('dragoman')}, Python {platform.python_version()}, {platform.machine()}")
    found = coded(read())
    for name, figure in figures(found).items():
        print(f"{name}: {figure}")
    if opt.misses:
        print("\n".join(misses(found)))


if __name__ == "__main__":
    main()
