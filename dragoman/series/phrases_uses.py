"""Where a formula stands: its own words, and passages that hold most of them, in which words were put in, left out or
changed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.series.phrases_mining import SLOT, Pattern
from dragoman.series.phrases_words import Ints, Words

MOST = 2 / 3  # of a formula's words: what holds so many of them is a variant
NEAREST = 0.4  # of a formula's words: what holds so many of them stands in its place
FEWEST = 3  # words that a variant holds
PUT_IN = 3  # words that may be put in


@dataclass(frozen=True, slots=True)
class Found:
    """A passage of a statement (its number) that holds a formula, or most of it; positions of words, both inclusive."""

    document: int
    first: int
    last: int
    share: float


def exact(words: Words, pattern: Pattern) -> list[Found]:
    """The first place in each statement where the formula stands as it is, in order of the statements."""
    documents, at = np.unique(words.document[pattern.first], return_index=True)
    rows = zip(documents.tolist(), pattern.first[at].tolist(), pattern.last[at].tolist(), strict=True)
    return [Found(document, first, last, 1.0) for document, first, last in rows]


def near(words: Words, pattern: Pattern, among: Ints, share: float = MOST) -> list[Found]:
    """The best passage of each of the statements `among` that holds at least this share of the formula's words."""
    least = max(FEWEST if share >= MOST else 2, math.ceil(share * len(pattern.words)))
    best: dict[int, Found] = {}
    for first, document, window in _windows(words, pattern, among, least):
        held = _held(tuple(window), pattern.words)
        if len(held) >= least:
            found = Found(document, first + held[0], first + held[-1], len(held) / len(pattern.words))
            before = best.get(document)
            if before is None or (found.share, before.last - before.first) > (before.share, found.last - found.first):
                best[document] = found
    return [best[document] for document in sorted(best)]


def _windows(words: Words, pattern: Pattern, among: Ints, least: int) -> Iterator[tuple[int, int, list[int]]]:
    """(position, statement, stems) of each stretch of a sentence where enough of the formula's words are close by."""
    wide = len(pattern.words) + SLOT * pattern.stems.count(None) + PUT_IN
    wanted = np.zeros(int(words.document.max(initial=0)) + 1, dtype=np.bool_)
    wanted[among] = True
    places = np.concatenate([words.where(s) for s in set(pattern.words)])
    places = np.sort(places[wanted[words.document[places]]])
    if len(places) < least:
        return
    first, last = places[: len(places) - least + 1], places[least - 1 :]
    close = (last - first < wide) & (words.sentence[first] == words.sentence[last])
    for begin in first[close].tolist():
        end = min(begin + wide, len(words.stem))
        inside = words.sentence[begin:end] == words.sentence[begin]
        yield begin, int(words.document[begin]), words.stem[begin:end][inside].tolist()


def _held(window: tuple[int, ...], formula: tuple[int, ...]) -> list[int]:
    """The places in the window of the formula's words: the most that stand in its order, or all, in any order."""
    if set(formula) <= set(window):
        return sorted({window.index(s) for s in formula})
    best: list[list[int]] = [[] for _ in range(len(formula) + 1)]  # by length of the formula's beginning
    for at, stem in enumerate(window):
        before = best
        best = [[]]
        for n, wanted in enumerate(formula):
            more = [*before[n], at] if stem == wanted else []
            best.append(max(more, before[n + 1], best[n], key=len))
    return best[-1]


def written(words: Words, pattern: Pattern, texts: Sequence[str]) -> str:
    """The formula as its statements most often write it, three dots for each slot."""
    told: dict[str, int] = {}
    for first, last in zip(pattern.first.tolist(), pattern.last.tolist(), strict=True):
        wording = _written(words, pattern, first, last, texts[int(words.document[first])])
        told[wording] = told.get(wording, 0) + 1
    return max(told, key=lambda w: (told[w], w[:1].islower(), w))


def _written(words: Words, pattern: Pattern, first: int, last: int, text: str) -> str:
    out, at, end, gap = "", first, 0, False
    for wanted in pattern.stems:
        if wanted is None:
            gap = True
            continue
        at = next(i for i in range(at, last + 1) if words.stem[i] == wanted)
        start = int(words.start[at])
        out += (" … " if gap else text[end:start] if out else "") + text[start : words.end[at]]
        at, end, gap = at + 1, int(words.end[at]), False
    return " ".join(out.split())
