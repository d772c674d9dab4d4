"""Score `dragoman diff` on the authored successive statements: tests/cases/accounts.yaml, or the held-out half.

    python bench/renewal.py [--held-out] [--errors]

Each gold quote is a unit: its predicted label is that of the change whose points cover most of its words, none where
that is not aligned or nothing covers it. Prints the figures and whether the bar is held.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from bench.compare import SIDES, Case, Quote, _words, cases
from dragoman.accounts import account
from dragoman.compare.renewal import Change, Renewal, renewal
from dragoman.records import Document

LABELS = ("boilerplate", "reworded", "new", "dropped")
BAR = 85.0


def predicted(made: Renewal, k: int, document: Document, quote: Quote) -> Change | None:
    """The change that covers most of a quote's words."""
    found: Counter[int] = Counter()
    for word in _words(document, [quote.span]):
        for number, change in enumerate(made.changes):
            if any(s.start <= word < s.end for p in (change.old, change.new)[k] for s in p.spans):
                found[number] += 1
                break
    return made.changes[found.most_common(1)[0][0]] if found else None


def units(case: Case) -> list[tuple[Quote, int, Change | None]]:
    """Each quote that counts, its side, and the change predicted for it."""
    old, new = (account(d, "primary") for d in case.documents)
    made = renewal(old, new)
    return [
        (quote, k, predicted(made, k, case.documents[k], quote))
        for k in range(len(SIDES)) for quote in case.quotes[k] if quote.row >= 0
    ]  # fmt: skip


def figures(pairs: list[tuple[str, str | None]]) -> dict[str, float]:
    """F1 of each label and their mean, in percent; the share of quotes that have a label."""
    told = {}
    for label in LABELS:
        hit = sum(g == p == label for g, p in pairs)
        given, true = sum(p == label for _, p in pairs), sum(g == label for g, _ in pairs)
        told[f"{label} F1"] = 100 * 2 * hit / max(1, given + true)
    dropped = [g for g, p in pairs if p == "dropped"]
    return {
        "macro F1": sum(told.values()) / len(LABELS), **told,
        "false dropped": 100 * sum(g != "dropped" for g in dropped) / max(1, len(dropped)),
        "labelled": 100 * sum(p in LABELS for _, p in pairs) / max(1, len(pairs)),
    }  # fmt: skip


def main() -> int:
    """Print the figures; 1 where the bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--errors", action="store_true", help="list what was predicted otherwise, of development only")
    opt = parser.parse_args()
    pairs: list[tuple[str, str | None]] = []
    traps: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for case in cases("accounts_held" if opt.held_out else "accounts", "successive"):
        for quote, k, change in units(case):
            pairs.append((quote.label, change.label if change else None))
            traps[case.trap].append(pairs[-1])
            if opt.errors and not opt.held_out and pairs[-1][0] != pairs[-1][1]:
                print(f"{case.name}{SIDES[k]} gold {quote.label}, found {pairs[-1][1]}: "
                      f"{' '.join(case.documents[k].text[quote.span.start : quote.span.end].split())!r}")  # fmt: skip
                if change:
                    print("      ", [p.text for p in (change.new, change.old)[k]], change.why)
    told = figures(pairs)
    for name, value in told.items():
        print(f"{name:20} {value:6.1f}{f'   bar {BAR}' if name == 'macro F1' else ''}")
    print(f"{len(pairs)} quotes; macro F1 by trap:", end=" ")
    print(", ".join(f"{trap or 'none'} {figures(found)['macro F1']:.0f}" for trap, found in sorted(traps.items())))
    print("gold, found, quotes:", ", ".join(f"{g} {p} {n}" for (g, p), n in Counter(pairs).most_common()))
    return 0 if told["macro F1"] >= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
