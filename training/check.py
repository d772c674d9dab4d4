"""Check the authored corpus: form, near-duplicates, and whether it is as balanced as the issue of it asks.

    python training/check.py [--files FILE ...] [--strict]

Prints the rows that break the format and the pairs that share too many words, then counts per type, mode, pair of near
misses and tag. With `--strict` the exit status is 1 where a fault is found or a quota of the whole corpus is not met.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from dragoman.ontology import load
from training.corpus import FOLDER, Example, example, faults, rows, twins

TYPE, MODE, NONE, TOTAL, NEAR = 250, 40, 2000, 8000, 150
PAIRS = (
    ("AGREE", "SUPPORT"), ("AGREE", "COOPERATE"), ("AGREE", "AID"), ("SUPPORT", "COOPERATE"), ("AID", "SUPPORT"),
    ("AID", "COOPERATE"), ("CONCEDE", "RETREAT"), ("REQUEST", "THREATEN"), ("ACCUSE", "REJECT"), ("REJECT", "SANCTION"),
    ("COERCE", "SANCTION"), ("COERCE", "REJECT"), ("ASSAULT", "MOBILIZE"), ("ACCUSE", "PROTEST"),
)  # fmt: skip


def read(paths: list[Path]) -> tuple[list[Example], list[str]]:
    """The sound rows of the tables, and a line for each fault."""
    ontology, good, bad = load(), [], []
    for path in paths:
        try:
            for where, row in rows(path):
                wrong = list(faults(row, ontology))
                bad.extend(f"{where}: {why}" for why in wrong)
                if not wrong:
                    good.append(example(where, row))
        except ValueError as err:
            bad.append(str(err))
    return good, bad


def shortfalls(examples: list[Example]) -> list[str]:
    """The quotas that the whole corpus does not meet, in words."""
    types, modes = Counter(e.type for e in examples), Counter((e.type, e.mode) for e in examples)
    pairs = Counter(tuple(sorted((e.type, e.near))) for e in examples if e.near)
    wants = [(len(examples), TOTAL, "rows"), (types["NONE"], NONE, "rows without event")]
    for name, kind in load().types.items():
        wants.append((types[name], TYPE, name))
        wants.extend((modes[name, mode], MODE, f"{name} {mode}") for mode in kind.modes)
    wants.extend((pairs[tuple(sorted(pair))], NEAR, " against ".join(pair)) for pair in PAIRS)
    return [f"{what}: {have} of {want}" for have, want, what in wants if have < want]


def counts(examples: list[Example]) -> str:
    """How many rows there are of what, a line a heading."""
    headings = {
        "types": Counter(e.type for e in examples), "modes": Counter(f"{e.type}/{e.mode}" for e in examples if e.mode),
        "near": Counter(f"{e.type}~{e.near}" for e in examples if e.near), "said": Counter(e.said for e in examples),
        "tags": Counter(tag for e in examples for tag in e.tags),
        "recipients": Counter("with" if e.recipients else "without" for e in examples),
    }  # fmt: skip
    return "\n".join(f"{k}: " + ", ".join(f"{n} {c}" for n, c in sorted(v.items())) for k, v in headings.items())


def main() -> int:
    """Exit status: 0, or 1 with --strict where something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--files", nargs="+", type=Path, help="check these tables alone, without the quotas")
    parser.add_argument("--strict", action="store_true", help="exit 1 where a fault is found or a quota is not met")
    args = parser.parse_args()
    examples, bad = read(args.files or sorted(FOLDER.glob("*.tsv")))
    bad.extend(f"{b.origin}: like {a.origin} ({share:.0%} shared)" for a, b, share in twins(examples))
    short = [] if args.files else shortfalls(examples)
    print("\n".join([*bad, f"{len(examples)} sound rows, {len(bad)} faults", counts(examples)]))
    print("\n".join(f"short: {line}" for line in short))
    return int(args.strict and bool(bad or short))


if __name__ == "__main__":
    sys.exit(main())
