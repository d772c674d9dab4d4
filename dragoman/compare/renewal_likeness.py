"""Points of two successive statements -> which of them tell of one thing.

The likeness of two accounts, and one feature more: issuers repeat their frames ("An agreement on … was initialled") for
other matters, so that what stands in the frame is compared apart from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

from dragoman.compare.align import against_others, weighed
from dragoman.compare.likeness import Matrix, Shared, Side, apart, meaning, own_meaning, shared, side
from dragoman.compare.points import Cut
from dragoman.compare.renewal_words import known
from dragoman.meaning import vectors
from dragoman.words import WORD, stem

FRAME = 0.2  # share of the words that two points have in common, from which there is a frame
ALIKE = 0.35  # likeness of what stands in a frame, from which it is one matter


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
    sides = (side(old), side(new))
    weight = weighed(features(*sides, shared(sides)), weights()["pair"])
    found = weighed(against_others(weight), weights()["against"])
    odds: Matrix = 1 / (1 + np.exp(-np.clip(found, -30, 30)))
    return odds


def features(old: Side, new: Side, both: Shared) -> dict[str, Matrix]:
    """Each feature for each pair of points."""
    return {feature.__name__: feature(old, new, both) for feature in FEATURES}


def in_frame(old: Side, new: Side, both: Shared) -> Matrix:
    """What differs between two points that share many words means the same, or (below nought) something else."""
    told = [[_words(c.point.text) for c in s.cuts] for s in (old, new)]
    return np.array([[_in_frame(one, two) for two in told[1]] for one in told[0]])


FEATURES = (own_meaning, meaning, in_frame, apart)


def _in_frame(one: Sequence[tuple[str, str]], two: Sequence[tuple[str, str]]) -> float:
    matcher = SequenceMatcher(None, [s for s, _ in one], [s for s, _ in two], autojunk=False)
    share = matcher.ratio()
    changes = [c for c in matcher.get_opcodes() if c[0] != "equal"]
    gone = " ".join(w for _, i1, i2, _, _ in changes for _, w in one[i1:i2])
    came = " ".join(w for _, _, _, j1, j2 in changes for _, w in two[j1:j2])
    if share < FRAME or not gone or not came:
        return 0.0
    a, b = vectors([gone, came])
    return share * (float(a @ b) - ALIKE)


def _words(text: str) -> list[tuple[str, str]]:
    """The stem and the spelling of each word that is more than grammar."""
    found = (m[0] for m in WORD.finditer(text))
    return [(stem(w.lower()), w) for w in found if w.lower() not in known()["grammar"]]
