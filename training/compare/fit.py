"""Fit the weights by which points are aligned, on the development half of the authored accounts; prints them as YAML.

python training/compare/fit.py
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))
from bench.compare import Case, cases, gold_of  # noqa: E402
from dragoman.compare.align import against_others, features, weighed  # noqa: E402
from dragoman.compare.likeness import shared, side  # noqa: E402

DRAWN = 1.0  # how strongly weights are drawn towards nought
STEPS = 60
Matrix = np.ndarray[Any, np.dtype[np.float64]]


def fitted(found: Matrix, right: Matrix, drawn: float = DRAWN) -> Matrix:
    """Weights of logistic regression, the constant last, by Newton's method; features count in their own spread."""
    mean, spread = found.mean(0), found.std(0) + 1e-9
    x = np.c_[(found - mean) / spread, np.ones(len(found))]
    w = np.zeros(x.shape[1])
    pull = np.r_[np.full(x.shape[1] - 1, drawn), 0.0]
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (p - right) + pull * w
        bend = (x * (p * (1 - p))[:, None]).T @ x + np.diag(pull + 1e-9)
        w = w - np.linalg.solve(bend, slope)
    own = w[:-1] / spread
    return np.r_[own, w[-1] - own @ mean]


def told(case: Case) -> tuple[dict[str, Matrix], Matrix]:
    """The features of a case's pairs of points, and which of them the gold puts together."""
    a, b = (side(cuts) for cuts in case.cuts)
    one, two = ([gold_of(case, k, cut) for cut in cuts] for k, cuts in enumerate(case.cuts))
    right = np.array([[x is not None and x == y for y in two] for x in one], dtype=float)
    return features(a, b, shared((a, b))), right


def fit(data: list[tuple[dict[str, Matrix], Matrix]]) -> dict[str, dict[str, float]]:
    """Both sets of weights."""
    names = list(data[0][0])
    right = np.concatenate([r.ravel() for _, r in data])
    flat = np.concatenate([np.stack([f[n].ravel() for n in names], 1) for f, _ in data])
    pair = dict(zip([*names, "constant"], map(float, fitted(flat, right)), strict=True))
    second = [against_others(weighed(f, pair)) for f, _ in data]
    flat = np.concatenate([np.stack([s[n].ravel() for n in second[0]], 1) for s in second])
    against = dict(zip([*second[0], "constant"], map(float, fitted(flat, right)), strict=True))
    return {"pair": pair, "against": against}


def main() -> None:
    """Print the weights."""
    for name, found in fit([told(case) for case in cases("accounts")]).items():
        print(f"{name}:")
        for feature, weight in found.items():
            print(f"  {feature}: {weight:.2f}")


if __name__ == "__main__":
    main()
