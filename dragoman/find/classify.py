"""The trained model: a passage with its triggers, or with its parties -> what deed it tells of, and how surely.

The files in `data/model/` are made by `training/train.py` from the authored corpus alone. Each passage is a call of its
own, for the answers of 8-bit models depend on what else is in a batch. Without the files `load` gives None.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.errors import InputError
from dragoman.pieces import Pieces, pieces, vocabulary
from dragoman.records import Span
from dragoman.settings import NO_MODEL

FOLDER = Path(__file__).parent.parent / "data" / "model"
FILES = ("encoder.onnx", "vocab.txt", "model.json")
NOTHING = "NONE"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Calibrated probabilities by answer, each summing to 1: of the act spoken of, of the codebook's type (both with
    NONE, no event), and of the modes, named TYPE/mode."""

    act: Mapping[str, float]
    type: Mapping[str, float]
    mode: Mapping[str, float]

    def mode_of(self, kind: str) -> tuple[str | None, float]:
        """The likeliest mode of a type with its share among that type's modes; None where no mode is likelier."""
        own = {name.partition("/")[2]: p for name, p in self.mode.items() if name.startswith(f"{kind}/")}
        best = max(own, key=lambda name: own[name], default="")
        if not best or self.mode.get("", 0.0) > own[best]:
            return None, 0.0
        return best, own[best]


@dataclass(frozen=True, slots=True)
class Model:
    """A loaded model; `digest` (SHA-256 of the encoder) names it in the record of a run."""

    session: Any
    pieces: Mapping[str, int]
    answers: Mapping[str, tuple[str, ...]]
    temperature: Mapping[str, float]
    digest: str

    def deeds(self, text: str, triggers: Sequence[Span]) -> tuple[Verdict, ...]:
        """What each of the triggers of a passage tells of; spans are offsets into `text`."""
        return self._read(pieces(text, triggers, (), (), self.pieces))

    def dealing(self, text: str, actors: Iterable[Span], recipients: Iterable[Span]) -> Verdict:
        """What a passage says that the actors do to the recipients, wherever its trigger stands."""
        return self._read(pieces(text, (), actors, recipients, self.pieces))[0]

    def _read(self, cut: Pieces) -> tuple[Verdict, ...]:
        given = {
            "ids": np.array([cut.ids], dtype=np.int64),
            "mask": np.ones((1, len(cut.ids)), dtype=np.int64),
            "focus": np.array([cut.focus], dtype=np.float32),
        }
        names = ("act", "type", "mode")
        told = self.session.run(list(names), given)
        shares = [
            [dict(zip(self.answers[name], _shares(row / self.temperature[name]), strict=True)) for row in logits[0]]
            for name, logits in zip(names, told, strict=True)
        ]
        return tuple(Verdict(*answers) for answers in zip(*shares, strict=True))


def _shares(logits: Any) -> list[float]:
    raised = np.exp(logits - logits.max())
    return [float(p) for p in raised / raised.sum()]


def load(folder: Path | None = None) -> Model | None:
    """The model in `folder` (unless given, the one that DRAGOMAN_MODEL names, else ours), or None where there is none.

    Raises InputError where some of its files are missing, or are damaged.
    """
    named = os.environ.get("DRAGOMAN_MODEL")
    if folder is None and named == NO_MODEL:
        return None
    return _load(folder or (Path(named) if named else FOLDER))


@lru_cache(maxsize=2)
def _load(folder: Path) -> Model | None:
    held = [name for name in FILES if (folder / name).is_file()]
    if not held:
        return None
    if len(held) < len(FILES):
        lacking = ", ".join(name for name in FILES if name not in held)
        raise InputError(f"{folder}: the model lacks {lacking}; install Dragoman anew, or delete the folder")
    import onnxruntime

    raw = (folder / "encoder.onnx").read_bytes()
    try:
        told = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        digest = told["encoder_sha256"]
        if hashlib.sha256(raw).hexdigest() != digest:
            raise ValueError("encoder.onnx is not the file that model.json names")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # documents are coded side by side, not the layers of one passage
        session = onnxruntime.InferenceSession(raw, options, providers=["CPUExecutionProvider"])
        answers = {name: tuple(listed) for name, listed in told["answers"].items()}
        return Model(session, vocabulary(folder / "vocab.txt"), answers, dict(told["temperature"]), digest)
    except (ValueError, KeyError, TypeError, RuntimeError, onnxruntime.capi.onnxruntime_pybind11_state.Fail) as error:
        raise InputError(
            f"{folder}: the model is damaged ({error}); install Dragoman anew, or delete the folder"
        ) from error
