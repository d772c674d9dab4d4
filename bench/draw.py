"""Draw rows at random that Dragoman marks as having happened, to be read against their texts by a person.

    python bench/draw.py SEED N [--gold ../shared/gold] [--tsv verdicts.tsv]

Documents are sampled from the unlabelled texts (`load`) and from the inputs of the development sets of news; of the
rows that are `actual` or `ongoing` at most three a document go into the urn, so that no long transcript fills it. The
same seed, texts and version give the same rows. Each row is printed with the words around it; `--tsv` writes the
rows without any wording, for the verdicts: number, document, trigger offsets, type, status, verdict, cause.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from predict import document

import dragoman
from dragoman.errors import InputError
from dragoman.records import HAPPENED, Actor, Claim, Match

HERE = Path(__file__).parent
SETS = {
    "load/official_us_4000": 60,
    "inputs/polnear_dev": 15,
    "inputs/meantime_events": 15,
    "inputs/docs_ecb": 15,
    "inputs/geo_lgl": 15,
    "inputs/geo_gwn": 15,
    "inputs/geo_trnews": 15,
    "inputs/wikievents": 10,
    "inputs/muc4": 15,
    "inputs/plover_gsr": 20,
    "inputs/plv_test": 20,
}
A_DOCUMENT = 3
BEFORE, AFTER = 600, 300
COLUMNS = ("row", "document", "start", "end", "type", "status", "verdict", "cause")


@dataclass(frozen=True)
class Row:
    """One claim shown as having happened, with the words around its passage."""

    document: str
    start: int
    end: int
    type: str
    status: str
    told: str
    shown: str


def named(side: tuple[Match[Actor], ...]) -> str:
    """The parties of one side as a reader sees them."""
    return ", ".join(f"{m.value.name} ({m.value.country or '?'})" for m in side) or "-"


def row(text: str, fields: dict[str, Any], claim: Claim) -> Row:
    """The claim as a row to be read."""
    before = text[max(0, claim.passage.start - BEFORE) : claim.passage.start]
    after = text[claim.passage.end : claim.passage.end + AFTER]
    trigger = text[claim.trigger.start : claim.trigger.end]
    mode = f"/{claim.mode}" if claim.mode else ""
    day = claim.when.value.first.isoformat() if claim.when else "no day"
    head = f"{claim.type}{mode} {claim.status} “{trigger}”: {named(claim.actors)} -> {named(claim.recipients)}, {day}"
    about = f"[{fields.get('date') or 'undated'}] {fields.get('title') or ''}"
    shown = f"{head}\n{about}\n{before}>>>{text[claim.passage.start : claim.passage.end]}<<<{after}"
    return Row(str(fields["id"]), claim.trigger.start, claim.trigger.end, str(claim.type), claim.status, head, shown)


def rows(fields: dict[str, Any]) -> list[Row]:
    """The rows of one input that are shown as having happened; none where it cannot be coded."""
    try:
        given = document(fields)
    except InputError:
        return []
    found = dragoman.code_document(given).claims
    return [row(given.text, fields, c) for c in found if c.status in HAPPENED]


def drawn(gold: Path, seed: int, number: int) -> tuple[list[Row], int]:
    """`number` rows drawn with `seed`, and how many there were to draw from."""
    rng = random.Random(seed)
    chosen: list[dict[str, Any]] = []
    for name, count in SETS.items():
        with (gold / f"{name}.jsonl").open(encoding="utf-8") as lines:
            inputs = [json.loads(line) for line in lines]
        chosen += rng.sample(inputs, min(count, len(inputs)))
    urn: list[Row] = []
    with ProcessPoolExecutor(2) as pool:
        for found in pool.map(rows, chosen, chunksize=8):
            urn += rng.sample(found, min(A_DOCUMENT, len(found)))
    rng.shuffle(urn)
    return urn[:number], len(urn)


def main() -> int:
    """Print the rows; 0 where there were as many as asked for."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("seed", type=int)
    parser.add_argument("number", type=int)
    parser.add_argument("--gold", type=Path, default=HERE.parent.parent / "shared" / "gold")
    parser.add_argument("--tsv", type=Path)
    options = parser.parse_args()
    found, whole = drawn(options.gold, options.seed, options.number)
    for k, r in enumerate(found, start=1):
        print(f"===== {k} {r.document} {r.start}-{r.end}\n{r.shown}\n")
    print(f"{len(found)} of {whole} rows, seed {options.seed}", file=sys.stderr)
    if options.tsv:
        with options.tsv.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, delimiter="\t", lineterminator="\n")
            writer.writerow(COLUMNS)
            for k, r in enumerate(found, start=1):
                writer.writerow((k, r.document, r.start, r.end, r.type, r.status, "", ""))
    return 0 if len(found) == options.number else 1


if __name__ == "__main__":
    sys.exit(main())
