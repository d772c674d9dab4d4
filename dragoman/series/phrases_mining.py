"""Formulae: sequences of words that come back in many statements of an issuer, as long as they can be, with slots.

A sequence stands for a formula where it accounts for more words than any longer or shorter one around it: the number
of statements that it is in, times the number of joints between its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np

from dragoman.series.phrases_words import NUMBER, Flags, Ints, Shares, Words, distinct

LONGEST = 24  # words of a sequence that is not a whole text copied
MAKES = 3.0  # words, not of protocol nor names, common ones half, that make a formula
SEED = 1.5  # as much as a slot may join to others
SLOTTED = 0.5  # so much more for each slot
SHARE = 0.5  # of a formula's words, at least so many make it
SEEDS = 4000  # sequences that are looked at, the best first
SLOT = 2  # words that a slot may hold
FILLED = 0.15  # share of the places in which something stands between two words, so that a slot is there
COVERED = 0.5  # share of its joints by which a sequence is another one
FRESH = 0.4  # share of its statements by which it is a formula of its own all the same
FEWEST = 2  # and so many of them


@dataclass(frozen=True, slots=True)
class Groups:
    """Statements by what they are counted in: each row is one way of grouping, each entry the group of a statement.

    `least` is, by group, in how many of its statements a formula must stand.
    """

    of: Ints
    least: Ints


@dataclass(frozen=True, slots=True)
class Pattern:
    """A formula: stems in order, None for a slot, and the positions of its first and last word wherever it stands.

    `makes` is how many of its words make it a formula, see `Words`.
    """

    stems: tuple[int | None, ...]
    first: Ints
    last: Ints
    makes: float

    @property
    def words(self) -> tuple[int, ...]:
        """Its stems without the slots."""
        return tuple(s for s in self.stems if s is not None)


@dataclass(frozen=True, slots=True)
class _Level:
    """All frequent sequences of one length: where each begins, which it is, and by sequence how many statements."""

    length: int
    begin: Ints
    sequence: Ints
    held: Ints


def patterns(words: Words, groups: Groups) -> list[Pattern]:
    """The formulae of all groups, those that account for most first."""
    found: list[Pattern] = []
    taken: dict[tuple[int, int], list[int]] = {}
    documents: list[Ints] = []
    for seed in _seeds(words, groups):
        if _covered(words, seed, taken, documents):
            continue
        grown = next((p for p in (_grown(words, groups, seed), seed) if _makes(p)), None)
        if grown is None or _covered(words, grown, taken, documents):
            continue
        for joint in _joints(grown):
            taken.setdefault(joint, []).append(len(found))
        found.append(grown)
        documents.append(distinct(words.document[grown.first]))
    return found


def _makes(pattern: Pattern) -> bool:
    """Whether a pattern is more than names, protocol and common words."""
    return pattern.makes >= max(MAKES + SLOTTED * pattern.stems.count(None), SHARE * len(pattern.words))


def _joints(pattern: Pattern) -> set[tuple[int, int]]:
    return set(zip(pattern.words, pattern.words[1:], strict=False))


def _covered(words: Words, seed: Pattern, taken: dict[tuple[int, int], list[int]], documents: Sequence[Ints]) -> bool:
    """Whether formulae that were found before hold most of this one, and most of the statements that it is in."""
    joints = _joints(seed)
    over = [joint for joint in joints if joint in taken]
    if len(over) < COVERED * len(joints):
        return False
    own = distinct(words.document[seed.first])
    others = [documents[n] for joint in over for n in taken[joint]]
    fresh = np.setdiff1d(own, np.concatenate(others))
    return len(fresh) < max(FEWEST, FRESH * len(own))


def _standing(documents: Ints, groups: Groups) -> bool:
    """Whether these statements are enough of some group."""
    return any(
        bool((np.bincount(of[documents], minlength=len(groups.least)) >= groups.least).any()) for of in groups.of
    )


# ---------------------------------------------------------------- sequences without slots


def _seeds(words: Words, groups: Groups) -> Iterator[Pattern]:
    """Sequences that account for more than those one word longer or shorter, the best first."""
    rows: list[tuple[float, int, Ints, float]] = []
    levels = list(_levels(words, groups))
    for level, longer in zip_longest(levels, levels[1:]):
        best = _best_extension(level, longer)
        score = level.held * (level.length - 1)
        order = np.argsort(level.sequence, kind="stable")
        at = np.searchsorted(level.sequence[order], np.arange(len(level.held) + 1))
        makes = _makers(words, level)
        for n in np.flatnonzero((makes >= SEED) & (best * level.length <= score)):
            rows.append((float(score[n]), level.length, level.begin[order[at[n] : at[n + 1]]], float(makes[n])))
    rows.sort(key=lambda row: (-row[0], -row[1], int(row[2][0])))
    for _, length, begin, weight in rows[:SEEDS]:
        stems = tuple(int(s) for s in words.stem[begin[0] : begin[0] + length])
        yield Pattern(stems, begin, begin + length - 1, weight)


def _makers(words: Words, level: _Level) -> Shares:
    """By sequence, how much its words make of a formula: a word counts as it does in most places."""
    size = len(level.held)
    times = np.bincount(level.sequence, minlength=size)
    total = np.zeros(size)
    for i in range(level.length):
        made = words.makes[level.begin + i]
        making = np.bincount(level.sequence[made > 0], minlength=size)
        each = np.bincount(level.sequence, made, minlength=size) / np.maximum(1, making)
        total += np.where(making * 2 > times, each, 0.0)
    return total


def _best_extension(level: _Level, longer: _Level | None) -> Ints:
    """By sequence, the number of statements of the commonest sequence that is one word longer."""
    best = np.zeros_like(level.held)
    if longer is not None:
        place = np.full(int(level.begin.max(initial=0)) + 2, -1)
        place[level.begin] = level.sequence
        held = longer.held[longer.sequence]
        for shift in (0, 1):
            np.maximum.at(best, place[longer.begin + shift], held)
    return best


def _levels(words: Words, groups: Groups) -> Iterator[_Level]:
    """The frequent sequences of two words, of three, and so on: each is made of two frequent ones that overlap."""
    begin = np.flatnonzero(words.linked)
    left, right, length = words.stem[begin], words.stem[begin + 1], 2
    while len(begin) and length <= LONGEST:
        level = _frequent(words, groups, begin, left * (int(right.max()) + 1) + right, length)
        if not len(level.begin):
            return
        yield level
        place = np.full(len(words.stem) + 1, -1)
        place[level.begin] = level.sequence
        begin = level.begin[(place[level.begin + 1] >= 0) & words.linked[level.begin]]
        left, right, length = place[begin], place[begin + 1], length + 1


def _frequent(words: Words, groups: Groups, begin: Ints, key: Ints, length: int) -> _Level:
    _, sequence = np.unique(key, return_inverse=True)
    many = int(words.document.max()) + 1
    pairs = distinct(sequence * many + words.document[begin])
    which, document = pairs // many, pairs % many
    size = int(sequence.max()) + 1
    enough: Flags = np.zeros(size, dtype=np.bool_)
    for of in groups.of:
        grouped, counted = np.unique(which * len(groups.least) + of[document], return_counts=True)
        enough[grouped[counted >= groups.least[grouped % len(groups.least)]] // len(groups.least)] = True
    number = np.cumsum(enough) - 1
    held = np.bincount(which, minlength=size)[enough]
    stays = enough[sequence]
    return _Level(length, begin[stays], number[sequence[stays]], held)


# ---------------------------------------------------------------- slots


def _grown(words: Words, groups: Groups, seed: Pattern) -> Pattern:
    """The sequence with what stands before and behind it in most places, be it after a slot."""
    pattern = seed
    for side in (1, -1):
        while len(pattern.stems) < LONGEST:
            longer = _longer(words, groups, pattern, side)
            if longer is None:
                break
            pattern = longer
    return pattern


def _longer(words: Words, groups: Groups, pattern: Pattern, side: int) -> Pattern | None:
    """The pattern with one more word on a side, where that accounts for more; the word may stand after a slot."""
    edge = pattern.last if side > 0 else pattern.first
    near = [edge + side * step for step in range(1, SLOT + 2)]
    size = len(words.stem)
    inside = [(n >= 0) & (n < size) for n in near]
    near = [np.clip(n, 0, size - 1) for n in near]
    same = [i & (words.sentence[n] == words.sentence[edge]) for i, n in zip(inside, near, strict=True)]
    best = _commonest(words, pattern, near, same)
    if best is None:
        return None
    hits = [s & (words.stem[n] == best) for s, n in zip(same, near, strict=True)]
    found = np.select(hits, near, default=-1)
    kept = found >= 0
    joints = len(pattern.words) - 1
    before, after = (len(distinct(words.document[pattern.first[k]])) for k in (np.ones_like(kept), kept))
    if after * (joints + 1) < before * joints or not _standing(distinct(words.document[found[kept]]), groups):
        return None
    gap = bool((np.abs(found - edge)[kept] > 1).mean() > FILLED)
    if gap and 2 * (pattern.stems.count(None) + 1) >= joints + 2:  # too little between the slots
        return None
    more = float(np.median(words.makes[found[kept]]))
    if gap and not more:  # a name or a word of protocol apart from the rest
        return None
    added: tuple[int | None, ...] = (None, best) if gap and side > 0 else (best, None) if gap else (best,)
    if side > 0:
        return Pattern((*pattern.stems, *added), pattern.first[kept], found[kept], pattern.makes + more)
    return Pattern((*added, *pattern.stems), found[kept], pattern.last[kept], pattern.makes + more)


def _commonest(words: Words, pattern: Pattern, near: Sequence[Ints], same: Sequence[Flags]) -> int | None:
    """The word that stands near most statements' use of the pattern and is not in it yet."""
    many = int(words.document.max()) + 1
    keys = [words.stem[n[s]] * many + words.document[n[s]] for n, s in zip(near, same, strict=True)]
    pairs = distinct(np.concatenate(keys))
    counted = np.bincount(pairs // many, minlength=len(words.stems))
    counted[[*pattern.words, *(n for n, s in enumerate(words.stems) if s == NUMBER)]] = 0
    best = int(counted.argmax()) if len(counted) else 0
    return best if len(counted) and counted[best] else None
