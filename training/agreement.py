"""How far a second reader, who saw the passages and their triggers alone, agrees with the corpus.

    python training/agreement.py [--differences]

Reads `training/second_reading.tsv`: the first twelve digits of the SHA-256 of a passage's text, and the second reader's
type, mode and status, written before either reader saw the other's answer. Prints the share of the same answers and
Cohen's kappa (J. Cohen, Educational and Psychological Measurement 20, 1960) of each. Rows that were deleted or whose
text was changed afterwards are left out and counted.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from training.corpus import corpus

FILE = Path(__file__).parent / "second_reading.tsv"


def kappa(pairs: list[tuple[str, str]]) -> float:
    """Agreement beyond chance, 1 for full agreement; 1 too where only one answer occurs."""
    n = len(pairs)
    same = sum(a == b for a, b in pairs) / n
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[answer] * second[answer] for answer in first) / n**2
    return 1.0 if chance == 1 else (same - chance) / (1 - chance)


def main() -> None:
    """Print the agreement, and with --differences the rows on which the two differ."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--differences", action="store_true", help="list them")
    args = parser.parse_args()
    held = {hashlib.sha256(e.text.encode()).hexdigest()[:12]: e for e in corpus()}
    with FILE.open(encoding="utf-8", newline="") as file:
        read = {row["text"]: row for row in csv.DictReader(file, delimiter="\t")}
    both = [(held[key], row) for key, row in read.items() if key in held]
    print(f"{len(both)} passages read twice, {len(read) - len(both)} changed or deleted since")
    questions = {
        "type": [(e.type, row["type"]) for e, row in both],
        "mode, where the type is the same": [
            (e.mode, row["mode"]) for e, row in both if e.type == row["type"] != "NONE"
        ],
        "status": [(e.said, row["said"]) for e, row in both if "NONE" not in (e.type, row["type"])],
        "happened or not": [
            (str(e.said in ("actual", "ongoing")), str(row["said"] in ("actual", "ongoing")))
            for e, row in both
            if "NONE" not in (e.type, row["type"])
        ],
    }
    for name, pairs in questions.items():
        same = sum(a == b for a, b in pairs)
        print(f"{name}: {100 * same / len(pairs):.1f} % the same ({same} of {len(pairs)}), kappa {kappa(pairs):.2f}")
    if args.differences:
        for e, row in both:
            if e.type != row["type"]:
                print(f"{e.origin}\t{e.type}/{e.mode}/{e.said}\t{row['type']}/{row['mode']}/{row['said']}\t{e.text}")


if __name__ == "__main__":
    main()
