"""Points of two accounts -> which of them tell of one thing, by weighted features and by what else is at hand.

A pair is weighed twice: by itself, and then against the other partners that either of the two could have. The weights
(log-odds) are data/compare.yaml; `training/compare/fit.py` fits them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

from dragoman.compare.likeness import FEATURES, Matrix, Shared, Side

KIN = 0.2  # of shared words, for which a point is not said to be missing
NONE = -9.0  # the weight of having no other partner at all


@dataclass(frozen=True, slots=True)
class Link:
    """Two points that tell of one thing, by their places in the two accounts, with the probability."""

    left: int
    right: int
    score: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """The links between two accounts, and for each point how likely the other account tells of it at all.

    `kin` are the pairs, however unlikely, whose verbs stand on one ladder and which share a word that tells something.
    """

    links: tuple[Link, ...]
    left: tuple[float, ...]
    right: tuple[float, ...]
    scores: Matrix
    kin: Matrix


@lru_cache(maxsize=1)
def weights() -> dict[str, Any]:
    """The weights and bars of data/compare.yaml."""
    import yaml

    loaded: dict[str, Any] = yaml.safe_load((files("dragoman") / "data" / "compare.yaml").read_text("utf-8"))
    return loaded


def aligned(left: Side, right: Side, both: Shared) -> Alignment:
    """Which points of two sides tell of one thing."""
    if not left.cuts or not right.cuts:
        nothing = np.zeros((len(left.cuts), len(right.cuts)))
        return Alignment((), (0.0,) * len(left.cuts), (0.0,) * len(right.cuts), nothing, nothing)
    found = features(left, right, both)
    first = weighed(found, weights()["pair"])
    scores = _probability(weighed(against_others(first), weights()["against"]))
    kin = found["same_act"] * (found["shared_words"] > KIN)
    return Alignment(_links(scores), _found(scores), _found(scores.T), scores, kin)


def features(left: Side, right: Side, both: Shared) -> dict[str, Matrix]:
    """Each feature for each pair of points."""
    return {name: feature(left, right, both) for name, feature in FEATURES.items()}


def against_others(weight: Matrix) -> dict[str, Matrix]:
    """The weight of each pair, and how far it lies above the next best of the left point and of the right one."""
    return {"weight": weight, "left": weight - _best_other(weight), "right": weight - _best_other(weight.T).T}


def weighed(found: Mapping[str, Matrix], by: Mapping[str, float]) -> Matrix:
    """The sum of the features, each times its weight, and the constant."""
    total: Matrix = sum((by[name] * matrix for name, matrix in found.items()), start=np.zeros(())) + by["constant"]
    return total


def _best_other(weight: Matrix) -> Matrix:
    """For each pair the greatest weight of the left point with another right one."""
    if weight.shape[1] < 2:
        return np.full_like(weight, NONE)
    top = np.sort(weight, axis=1)[:, -2:]
    is_best = weight >= top[:, 1:]
    best: Matrix = np.where(is_best, top[:, :1], top[:, 1:])
    return best


def _probability(weight: Matrix) -> Matrix:
    odds: Matrix = 1 / (1 + np.exp(-np.clip(weight, -30, 30)))
    return odds


def _found(scores: Matrix) -> tuple[float, ...]:
    """For each row the probability of its best partner."""
    return tuple(float(s) for s in scores.max(axis=1))


def _links(scores: Matrix) -> tuple[Link, ...]:
    """The pairs that are likely: each the best for both, or so likely that one point goes with several."""
    bars = weights()["bars"]
    best_left, best_right = scores.argmax(axis=1), scores.argmax(axis=0)
    found = []
    for i, j in zip(*np.nonzero(scores >= bars["link"]), strict=True):
        bests = int(best_left[i] == j) + int(best_right[j] == i)
        if bests == 2 or (bests and scores[i, j] >= bars["also"]):
            found.append(Link(int(i), int(j), float(scores[i, j])))
    return tuple(found)
