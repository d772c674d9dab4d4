"""Vectors of the encoder (`dragoman.meaning`) as they are kept and compared: a byte string a passage, 8 bits a number.

Whole numbers are multiplied and summed exactly, so that a likeness does not depend on the order in which they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from dragoman import meaning
from dragoman.records import Claim, Document

SCALE = 400  # of a number from -1 to 1; of a vector of 384 hardly any number lies beyond HIGHEST / SCALE
HIGHEST = 127


def of_claims(document: Document, claims: Sequence[Claim]) -> dict[str, bytes]:
    """The vector of each claim's passage, by the claim's id; nothing where the encoder is not there."""
    made = of_passages([document.text[c.passage.start : c.passage.end] for c in claims])
    return {c.id: vector for c, vector in zip(claims, made, strict=True) if vector}


def of_passages(passages: Sequence[str]) -> list[bytes]:
    """The vector of each passage; empty ones where the encoder is not there."""
    return packed(meaning.vectors(passages)) if meaning.held() else [b""] * len(passages)


def packed(vectors: meaning.Vectors) -> list[bytes]:
    """Each row of length 1 as a byte string of whole numbers."""
    whole = np.clip(np.rint(vectors * SCALE), -HIGHEST, HIGHEST).astype(np.int8)
    return [row.tobytes() for row in whole]


def likeness(a: bytes, b: bytes) -> float:
    """The cosine of two vectors, about -1 to 1."""
    return float(np.dot(_wide(a), _wide(b))) / (SCALE * SCALE)


def mean(vectors: Sequence[bytes]) -> bytes:
    """The direction that several vectors have in common; empty where there are none."""
    held = [v for v in vectors if v]
    if len(set(held)) <= 1:
        return held[0] if held else b""
    total: Any = np.sum([_wide(v) for v in held], axis=0, dtype=np.float32)
    return packed((total / np.linalg.norm(total))[None, :])[0]


def _wide(vector: bytes) -> Any:
    return np.frombuffer(vector, dtype=np.int8).astype(np.int32)
