"""How alike the points of two accounts are: a table of features, each a number for each pair of points.

What runs through both accounts (the parties, the office, the meeting's name) tells no two points apart: the common part
is taken out of the vectors, and words are weighed by how few points have them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from dragoman.compare.kinds import kinds
from dragoman.compare.points import Cut, known
from dragoman.meaning import vectors
from dragoman.words import information, stems

Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Feature = Callable[["Side", "Side", "Shared"], Matrix]
LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Side:
    """The points of one account, with what is compared of them."""

    cuts: tuple[Cut, ...]
    kinds: tuple[frozenset[str], ...]
    words: tuple[frozenset[str], ...]
    named: frozenset[str]
    own: Matrix
    read: Matrix
    around: Matrix


@dataclass(frozen=True, slots=True)
class Shared:
    """What both sides have in common: how many points hold each stem, of how many, and the means of the vectors."""

    held: Counter[str]
    points: int
    own: Matrix
    read: Matrix
    around: Matrix

    def weight(self, stem: str) -> float:
        """How much it tells that two points share a stem."""
        return information(stem) * max(0.0, 1 - 2 * self.held[stem] / self.points)


def side(cuts: Sequence[Cut]) -> Side:
    """The points with their stems and vectors: of their own words, as they can be read alone, of their sentence."""
    texts = [c.point.document.text[c.point.sentence.start : c.point.sentence.end] for c in cuts]
    told = [c.point.text for c in cuts]
    read = [c.point.words for c in cuts]
    named = _named(cuts)
    words = tuple(frozenset(stems(w)) - _empty() - named for w in read)
    return Side(
        tuple(cuts),
        tuple(map(kinds, cuts)),
        words,
        named,
        *(np.asarray(vectors(t), dtype=np.float64) for t in (told, read, texts)),
    )


@lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    """The stems of words without content of their own."""
    return frozenset(stem for word in known()["empty"] for stem in stems(word))


def _named(cuts: Sequence[Cut]) -> frozenset[str]:
    """The stems of the names of persons and of the titles before them."""
    found: set[str] = set()
    for cut in cuts:
        tokens = cut.sentence.tokens
        for t in tokens:
            behind = tokens[t.i + 1 : t.i + 3]
            if t.ent == "PERSON" or (t.pos == "PROPN" and any(w.ent == "PERSON" for w in behind)):
                found |= set(stems(t.text))
    return frozenset(found)


def shared(sides: Sequence[Side]) -> Shared:
    """What all sides have in common."""
    held = Counter(stem for s in sides for words in s.words for stem in words)
    means = (np.concatenate([getattr(s, name) for s in sides]).mean(0, keepdims=True) for name in MEANT)
    return Shared(held, sum(len(s.cuts) for s in sides), *means)


MEANT = ("own", "read", "around")


# ---------------------------------------------------------------- features


def meaning(a: Side, b: Side, both: Shared) -> Matrix:
    """They mean the same, without what all points share."""
    return _product(a.read - both.read, b.read - both.read)


def own_meaning(a: Side, b: Side, both: Shared) -> Matrix:
    """Their own words mean the same, without those that they share with their neighbours."""
    return _product(a.own - both.own, b.own - both.own)


def plain_meaning(a: Side, b: Side, both: Shared) -> Matrix:
    """They mean the same."""
    return a.read @ b.read.T


def sentence_meaning(a: Side, b: Side, both: Shared) -> Matrix:
    """The sentences that they stand in mean the same, without what all sentences share."""
    return _product(a.around - both.around, b.around - both.around)


def shared_words(a: Side, b: Side, both: Shared) -> Matrix:
    """They share words that few other points have."""
    return np.array([[_weigh(x & y, both) for y in b.words] for x in a.words]) / 10.0


def covered(a: Side, b: Side, both: Shared) -> Matrix:
    """One of them is mostly made of words that the other has."""

    def share(x: frozenset[str], y: frozenset[str]) -> float:
        return _weigh(x & y, both) / max(LEAST, min(_weigh(x, both), _weigh(y, both)))

    return np.array([[share(x, y) for y in b.words] for x in a.words])


def here_alone(a: Side, b: Side, both: Shared) -> Matrix:
    """They share rare words, not names of persons, that no other point of either account has."""
    one, two = (Counter(stem for words in s.words for stem in words) for s in (a, b))
    alone = {stem for stem in one if one[stem] == two[stem] == 1} - a.named - b.named
    return np.array([[sum(information(w) for w in x & y & alone) for y in b.words] for x in a.words]) / 10.0


def same_kind(a: Side, b: Side, both: Shared) -> Matrix:
    """Both tell that they met, how the talks went, who asked, when they meet next, or of the texts themselves."""
    return np.array([[float(bool({k for k in x & y if not k.startswith("act")})) for y in b.kinds] for x in a.kinds])


def other_kind(a: Side, b: Side, both: Shared) -> Matrix:
    """One tells that they met, how the talks went, who asked or when they meet next, the other does not."""
    own = [[{k for k in kinds if not k.startswith("act")} for kinds in s.kinds] for s in (a, b)]
    return np.array([[float(bool(x ^ y) and not x & y) for y in own[1]] for x in own[0]])


def same_act(a: Side, b: Side, both: Shared) -> Matrix:
    """Their verbs stand on one ladder."""
    return np.array([[float(bool({k for k in x & y if k.startswith("act")})) for y in b.kinds] for x in a.kinds])


def apart(a: Side, b: Side, both: Shared) -> Matrix:
    """They stand at different places of the two accounts, one early, one late."""
    one, two = ((np.arange(len(s.cuts)) + 0.5) / max(1, len(s.cuts)) for s in (a, b))
    return np.abs(one[:, None] - two[None, :])


FEATURES: dict[str, Feature] = {
    f.__name__: f
    for f in (
        meaning,
        own_meaning,
        plain_meaning,
        sentence_meaning,
        shared_words,
        covered,
        here_alone,
        same_kind,
        other_kind,
        same_act,
        apart,
    )
}


def _weigh(words: Iterable[str], both: Shared) -> float:
    return sum(map(both.weight, words))


def _product(a: Matrix, b: Matrix) -> Matrix:
    """The cosines of the rows."""
    lengths = [np.linalg.norm(m, axis=1, keepdims=True) + LEAST for m in (a, b)]
    product: Matrix = (a / lengths[0]) @ (b / lengths[1]).T
    return product
