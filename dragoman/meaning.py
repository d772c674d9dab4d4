"""What a passage means, as a vector: two passages that say the same in other words lie near each other.

The encoder is all-MiniLM-L6-v2, trained on points of accounts that we wrote (`training/meaning.py` makes the file).
Each passage is a call of its own, for the answers of 8-bit models depend on what else is in a batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.errors import InputError
from dragoman.pieces import pieces, vocabulary

FOLDER = Path(__file__).parent / "data" / "model"
WIDTH = 384
Vectors = np.ndarray[tuple[int, int], np.dtype[np.float32]]


def vectors(passages: Sequence[str]) -> Vectors:
    """One row of WIDTH numbers and length 1 for each passage, so that the product of two rows is their likeness.

    A passage of more than about 80 words is read by its first ones. Raises InputError where the encoder is missing.
    """
    told = np.zeros((len(passages), WIDTH), dtype=np.float32)
    for row, passage in enumerate(passages):
        told[row] = _vector(passage)
    return told


def held() -> bool:
    """Whether the encoder's files are there."""
    return all((FOLDER / name).is_file() for name in ("meaning.onnx", "vocab.txt"))


@lru_cache(maxsize=20_000)
def _vector(passage: str) -> Any:
    ids = pieces(passage, (), (), (), vocabulary(FOLDER / "vocab.txt")).ids
    given = {"ids": np.array([ids], dtype=np.int64), "mask": np.ones((1, len(ids)), dtype=np.int64)}
    return _session().run(["vector"], given)[0][0]


@lru_cache(maxsize=1)
def _session() -> Any:
    if not held():
        raise InputError(f"{FOLDER}: the encoder of meaning is missing; install Dragoman anew")
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # documents are read side by side, not the layers of one passage
    return onnxruntime.InferenceSession(
        (FOLDER / "meaning.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
    )
