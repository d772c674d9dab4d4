"""Fit the weights by which the points of successive statements are aligned, on invented pairs; prints them as YAML.

python training/renewal/fit.py > weights.yaml

A file of pairs holds meetings: a line that starts with @, then a point a line: "." repeated, "=" and "~" told again in
other words, "!" denied, "<" only in the first, ">" only in the second statement.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "training" / "compare")]
from fit import fitted  # noqa: E402

from dragoman.compare.align import against_others, weighed  # noqa: E402
from dragoman.compare.points import Cut  # noqa: E402
from dragoman.compare.renewal_likeness import features  # noqa: E402
from dragoman.comparison import Point  # noqa: E402
from dragoman.records import Document, Sentence, Span  # noqa: E402

FILES = (Path(__file__).parent / "pairs.txt", *sorted((ROOT / "training" / "compare" / "pairs").glob("*.txt")))
BOTH, FIRST, SECOND = ".=~!", "<", ">"
FEWEST = 2  # points of a statement that is cut short
Meeting = tuple[list[str], list[str], list[tuple[int, int]]]
Matrix = np.ndarray[Any, np.dtype[np.float64]]


def meetings(path: Path) -> Iterator[Meeting]:
    """The points of each of two statements, and which of them tell of one thing."""
    held: Meeting = ([], [], [])
    for line in [*path.read_text(encoding="utf-8").splitlines(), "@"]:
        kind, words = line[:1], [part.strip() for part in line[2:].split(" | ")]
        if kind == "@":
            if held[0] and held[1]:
                yield held
            held = ([], [], [])
        elif kind and kind in BOTH:
            held[2].append((len(held[0]), len(held[1])))
            held[0].append(words[0])
            held[1].append(words[-1])
        elif kind in (FIRST, SECOND):
            held[(FIRST, SECOND).index(kind)].append(words[0])


def cut(text: str) -> Cut:
    """A point that is a whole text."""
    span = Span(0, len(text))
    return Cut(Point(Document("", text), (span,), span, text), Sentence(0, 0, len(text), "paragraph", (), ()), (), 0)


def told(first: list[str], second: list[str], pairs: list[tuple[int, int]]) -> tuple[dict[str, Matrix], Matrix]:
    """The features of all pairs of points, and which of them are right."""
    right = np.zeros((len(first), len(second)))
    for i, j in pairs:
        right[i, j] = 1
    return features([cut(t) for t in first], [cut(t) for t in second]), right


def mixed(meeting: Meeting, seed: int) -> Meeting:
    """The same with the second statement in another order: its end first, or all mixed."""
    first, second, pairs = meeting
    chance = random.Random(seed)
    order = list(range(len(second)))
    at = chance.randrange(1, len(second))
    order = order[at:] + order[:at] if chance.random() < 0.5 else chance.sample(order, len(order))
    return first, [second[j] for j in order], [(i, order.index(j)) for i, j in pairs]


def cut_short(meeting: Meeting, seed: int) -> Meeting:
    """The same with few points of one of the statements."""
    first, second, pairs = meeting
    chance = random.Random(seed)
    sides = [list(range(len(first))), list(range(len(second)))]
    short = seed % 2
    sides[short] = sorted(chance.sample(sides[short], chance.randint(FEWEST, max(FEWEST, len(sides[short]) // 2))))
    kept = [(sides[0].index(i), sides[1].index(j)) for i, j in pairs if i in sides[0] and j in sides[1]]
    return [first[i] for i in sides[0]], [second[j] for j in sides[1]], kept


def main() -> None:
    """Fit on all files and print. Each meeting counts as it is, in another order, and with one side short."""
    found = [meeting for path in FILES for meeting in meetings(path)]
    more = [changed(m, seed) for seed, m in enumerate(found) for changed in (mixed, cut_short)]
    data = [told(*meeting) for meeting in [*found, *more]]
    names = list(data[0][0])
    right = np.concatenate([r.ravel() for _, r in data])
    flat = np.concatenate([np.stack([f[n].ravel() for n in names], 1) for f, _ in data])
    pair = dict(zip([*names, "constant"], map(float, fitted(flat, right)), strict=True))
    second = [against_others(weighed(f, pair)) for f, _ in data]
    flat = np.concatenate([np.stack([s[n].ravel() for n in second[0]], 1) for s in second])
    against = dict(zip([*second[0], "constant"], map(float, fitted(flat, right)), strict=True))
    for part, values in (("pair", pair), ("against", against)):
        print(f"{part}:")
        for name, value in values.items():
            print(f"  {name}: {value:.2f}")


if __name__ == "__main__":
    main()
