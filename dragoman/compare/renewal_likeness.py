"""Points of two successive statements -> how likely each two tell of one thing: a table of features and their weights.

As for two accounts, what all points share is taken out of the vectors. Beside that, issuers repeat their frames ("An
agreement on … was initialled") for other matters, so that what stands in the frame is compared apart from it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

from dragoman.compare.align import against_others, weighed
from dragoman.compare.points import Cut
from dragoman.compare.renewal_words import known
from dragoman.meaning import vectors
from dragoman.words import WORD, stem

Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Feature = Callable[["Told", "Told"], Matrix]
FRAME = 0.2  # share of the words that two points have in common, from which there is a frame
ALIKE = 0.35  # likeness of what stands in a frame, from which it is one matter
LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Told:
    """The points of a statement with what is compared of them: words with their stems, and vectors."""

    words: tuple[tuple[tuple[str, str], ...], ...]
    own: Matrix
    read: Matrix


@lru_cache(maxsize=1)
def weights() -> dict[str, Any]:
    """The weights and bars of data/renewal.yaml."""
    import yaml

    loaded: dict[str, Any] = yaml.safe_load((files("dragoman") / "data" / "renewal.yaml").read_text("utf-8"))
    return loaded


def likelihood(old: Sequence[Cut], new: Sequence[Cut]) -> Matrix:
    """How likely each point of the old statement and each of the new one tell of one thing."""
    if not old or not new:
        return np.zeros((len(old), len(new)))
    weight = weighed(features(old, new), weights()["pair"])
    found = weighed(against_others(weight), weights()["against"])
    odds: Matrix = 1 / (1 + np.exp(-np.clip(found, -30, 30)))
    return odds


def features(old: Sequence[Cut], new: Sequence[Cut]) -> dict[str, Matrix]:
    """Each feature for each pair of points."""
    both = [_told(cuts) for cuts in (old, new)]
    return {feature.__name__: feature(*both) for feature in FEATURES}


def _told(cuts: Sequence[Cut]) -> Told:
    words = tuple(tuple(_words(c.point.text)) for c in cuts)
    own, read = (np.asarray(vectors(t), dtype=np.float64) for t in
                 ([c.point.text for c in cuts], [c.point.words for c in cuts]))  # fmt: skip
    return Told(words, own, read)


def _words(text: str) -> list[tuple[str, str]]:
    """The stem and the spelling of each word that is more than grammar."""
    found = (m[0] for m in WORD.finditer(text))
    return [(stem(w.lower()), w) for w in found if w.lower() not in known()["grammar"]]


# ---------------------------------------------------------------- features


def own_meaning(old: Told, new: Told) -> Matrix:
    """Their own words mean the same, without what all points share."""
    return _cosines(old.own, new.own)


def meaning(old: Told, new: Told) -> Matrix:
    """They mean the same, read with the words that they share with their neighbours."""
    return _cosines(old.read, new.read)


def in_frame(old: Told, new: Told) -> Matrix:
    """What differs between two points that share many words means the same, or (below nought) something else."""
    return np.array([[_in_frame(one, two) for two in new.words] for one in old.words])


def apart(old: Told, new: Told) -> Matrix:
    """They stand at different places of the two statements, one early, one late."""
    one, two = ((np.arange(len(t.words)) + 0.5) / len(t.words) for t in (old, new))
    return np.abs(one[:, None] - two[None, :])


FEATURES: tuple[Feature, ...] = (own_meaning, meaning, in_frame, apart)


def _cosines(old: Matrix, new: Matrix) -> Matrix:
    """The cosines of the rows, the mean of all rows taken out."""
    mean = np.concatenate([old, new]).mean(0, keepdims=True)
    a, b = ((m - mean) / (np.linalg.norm(m - mean, axis=1, keepdims=True) + LEAST) for m in (old, new))
    product: Matrix = a @ b.T
    return product


def _matcher(one: Sequence[tuple[str, str]], two: Sequence[tuple[str, str]]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, [s for s, _ in one], [s for s, _ in two], autojunk=False)


def _in_frame(one: Sequence[tuple[str, str]], two: Sequence[tuple[str, str]]) -> float:
    matcher = _matcher(one, two)
    share = matcher.ratio()
    changes = [c for c in matcher.get_opcodes() if c[0] != "equal"]
    gone = " ".join(w for _, i1, i2, _, _ in changes for _, w in one[i1:i2])
    came = " ".join(w for _, _, _, j1, j2 in changes for _, w in two[j1:j2])
    if share < FRAME or not gone or not came:
        return 0.0
    a, b = vectors([gone, came])
    return share * (float(a @ b) - ALIKE)
