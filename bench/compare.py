"""Score `dragoman.compare` on the authored accounts: tests/cases/accounts.yaml, or accounts_held.yaml with --held-out.

    python bench/compare.py [--held-out] [--errors]

Each gold quote is a unit: its predicted label is that of the row whose points cover most of its content words, none
where that row is not aligned or covers nothing. Prints the figures and whether each holds its bar.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

import dragoman
from dragoman.accounts import compare_accounts
from dragoman.compare.points import Cut, cuts
from dragoman.comparison import Comparison, Row
from dragoman.parse import parse
from dragoman.records import Document, Span

CASES = Path(__file__).parent.parent / "tests" / "cases"
LABELS = ("both", "only", "differ", "contradicted")
SIDES = ("a", "b")
WORD = re.compile(r"\w{3,}")
BARS = {
    "macro F1": 80.0, "false only": 3.0, "only recall": 80.0, "labelled": 90.0, "contradicted precision": 90.0,
}  # fmt: skip
AT_MOST = ("false only",)


@dataclass(frozen=True)
class Quote:
    """A quote of the gold: where it stands, the number of its row, -1 where it is not counted, and the label."""

    span: Span
    row: int
    label: str


@dataclass(frozen=True)
class Case:
    """An authored pair: its documents, how much of each is held, and the quotes of each side."""

    name: str
    trap: str
    documents: tuple[Document, ...]
    held: tuple[str, ...]
    quotes: tuple[tuple[Quote, ...], ...]
    rows: tuple[dict[str, Any], ...]

    @cached_property
    def cuts(self) -> tuple[list[Cut], ...]:
        """The points of each side."""
        return tuple(cuts(d, parse(d)) for d in self.documents)


def cases(name: str, kind: str = "sides") -> list[Case]:
    """The authored pairs of one kind in a file of tests/cases."""
    pairs = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return [_case(pair) for pair in pairs if pair["kind"] == kind]


def _case(pair: dict[str, Any]) -> Case:
    documents = [
        dragoman.from_text(pair[s]["text"], published=pair[s]["published"], publisher=pair[s]["issuer"]) for s in SIDES
    ]
    quotes = (tuple(_quotes(pair, s, d)) for s, d in zip(SIDES, documents, strict=True))
    held = tuple(pair[s]["held"] for s in SIDES)
    return Case(pair["id"], pair["trap"], tuple(documents), held, tuple(quotes), tuple(pair["rows"]))


def _quotes(pair: dict[str, Any], s: str, document: Document) -> Iterator[Quote]:
    listed = [(q, k, row["label"].split()[0]) for k, row in enumerate(pair["rows"]) for q in row[s]]
    for words, row, label in [*listed, *((q, -1, "") for q in pair.get("uncounted") or ())]:
        found = re.search(r"\s+".join(map(re.escape, words.split())), document.text)
        if found:
            yield Quote(Span(*found.span()), row, label)


def _words(document: Document, spans: Sequence[Span]) -> list[int]:
    return [s.start + m.start() for s in spans for m in WORD.finditer(document.text[s.start : s.end])]


def gold_of(case: Case, k: int, cut: Cut) -> int | None:
    """The gold row that most words of a point belong to; None where that is no row."""
    document, quotes = case.documents[k], case.quotes[k]
    at = Counter(
        next((q.row for q in quotes if q.span.start <= w < q.span.end), None) for w in _words(document, cut.point.spans)
    )
    row = at.most_common(1)[0][0] if at else None
    return None if row is None or row < 0 else row


def predicted(comparison: Comparison, k: int, document: Document, quote: Quote) -> Row | None:
    """The row that covers most of a quote's words."""
    found: Counter[int] = Counter()
    for w in _words(document, [quote.span]):
        for number, row in enumerate(comparison.rows):
            if any(s.start <= w < s.end for p in row.points[k] for s in p.spans):
                found[number] += 1
                break
    return comparison.rows[found.most_common(1)[0][0]] if found else None


def units(case: Case) -> Iterator[tuple[Quote, int, Row | None]]:
    """Each quote that counts, its side, and the row predicted for it."""
    made = compare_accounts(*case.documents)
    for k, document in enumerate(case.documents):
        for quote in case.quotes[k]:
            if quote.row >= 0:
                yield quote, k, predicted(made, k, document, quote)


def figures(pairs: Sequence[tuple[str, str | None]]) -> dict[str, float]:
    """The figures of (gold, predicted) labels."""
    right: dict[str, tuple[float, float, float]] = {}
    for label in LABELS:
        hit = sum(g == p == label for g, p in pairs)
        given, true = sum(p == label for _, p in pairs), sum(g == label for g, _ in pairs)
        precision, recall = hit / max(1, given), hit / max(1, true)
        right[label] = (precision, recall, 2 * precision * recall / max(1e-9, precision + recall))
    only = [g for g, p in pairs if p == "only"]
    told = {
        "macro F1": sum(f for *_, f in right.values()) / len(LABELS),
        "false only": sum(g != "only" for g in only) / max(1, len(only)),
        "only recall": right["only"][1],
        "labelled": sum(p is not None for _, p in pairs) / max(1, len(pairs)),
        "contradicted precision": right["contradicted"][0],
        **{f"{label} F1": f for label, (*_, f) in right.items()},
    }
    return {name: 100 * value for name, value in told.items()}


def label(row: Row | None) -> str | None:
    """The predicted label, None for what is not aligned."""
    return None if row is None or row.label == "not aligned" else row.label


def main() -> int:
    """Print the figures; 1 where one misses its bar."""
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--held-out", action="store_true")
    told.add_argument("--errors", action="store_true", help="list what was predicted otherwise, of development only")
    given = told.parse_args()
    pairs: list[tuple[str, str | None]] = []
    traps: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for case in cases("accounts_held" if given.held_out else "accounts"):
        for quote, k, row in units(case):
            pairs.append((quote.label, label(row)))
            traps[case.trap].append(pairs[-1])
            if given.errors and not given.held_out and quote.label != label(row):
                _tell(case, quote, k, row)
    missed = 0
    for name, value in figures(pairs).items():
        bar = BARS.get(name)
        low = bar is not None and (value > bar if name in AT_MOST else value < bar)
        missed += low
        print(f"{name:24} {value:6.1f}{f'   bar {bar}' if bar is not None else ''}{'   MISSED' if low else ''}")
    print(f"{len(pairs)} quotes; macro F1 by trap:", end=" ")
    print(", ".join(f"{trap or 'none'} {figures(found)['macro F1']:.0f}" for trap, found in sorted(traps.items())))
    print(Counter(pairs).most_common())
    return 1 if missed else 0


def _tell(case: Case, quote: Quote, k: int, row: Row | None) -> None:
    text = case.documents[k].text
    print(f"{case.name}{SIDES[k]} gold {quote.label}, found {row.label if row else None} {row.how if row else ''}: "
          f"{text[quote.span.start : quote.span.end]!r}")  # fmt: skip
    print("      gold:", case.rows[quote.row][SIDES[1 - k]], case.rows[quote.row]["how"])
    if row:
        print("      found:", [p.text for p in row.points[1 - k]], f"{row.score:.2f}", row.why)


if __name__ == "__main__":
    sys.exit(main())
