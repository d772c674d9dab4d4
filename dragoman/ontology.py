"""The ontology: event types, modes, quad classes, scores and contexts, loaded from data files.

The files shipped are PLOVER 2.0 (data/plover.yaml, CC BY-SA 4.0) and its contexts (data/contexts.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from dragoman.errors import InputError

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Mode:
    """How a deed was done, with its score on the scale from -10 (conflict) to +10 (cooperation)."""

    name: str
    scale: float
    means: str = ""


@dataclass(frozen=True, slots=True)
class EventType:
    """One event type: quad class (1-4), score, meaning, and its modes by name."""

    name: str
    quad: int
    scale: float
    words: str
    means: str
    needs_recipient: bool
    modes: Mapping[str, Mode]


@dataclass(frozen=True, slots=True)
class Ontology:
    """All types by name, CAMEO codes as (type, mode), and the pattern of each context."""

    version: str
    types: Mapping[str, EventType]
    aliases: Mapping[str, str]
    cameo: Mapping[str, tuple[str, str | None]]
    contexts: Mapping[str, re.Pattern[str]]

    def scale(self, kind: str, mode: str | None) -> float:
        """The score of `kind`, of its mode where that has one; KeyError for an unknown type."""
        event = self.types[kind]
        return event.modes[mode].scale if mode and mode in event.modes else event.scale

    def contexts_of(self, text: str) -> tuple[str, ...]:
        """Names of the contexts whose words stand in `text`, in the ontology's order."""
        low = text.lower()
        return tuple(name for name, pattern in self.contexts.items() if pattern.search(low))


@lru_cache(maxsize=4)
def load(types: Path = DATA / "plover.yaml", contexts: Path = DATA / "contexts.yaml") -> Ontology:
    """Read an ontology; raises InputError naming the file where it cannot be understood."""
    raw, words = _read(types), _read(contexts)
    try:
        kinds = {name: _event_type(name, row) for name, row in raw["types"].items()}
        cameo = {code: (pair[0], pair[1]) for code, pair in raw.get("cameo", {}).items()}
    except (KeyError, TypeError) as error:
        raise InputError(f"{types}: an event type needs quad, scale and means ({error})") from error
    return Ontology(
        str(raw.get("version", types.stem)),
        kinds,
        raw.get("aliases", {}),
        cameo,
        {name: _pattern(listed) for name, listed in words.items()},
    )


def _event_type(name: str, row: Mapping[str, Any]) -> EventType:
    modes = {k: Mode(k, float(v["scale"]), v.get("means", "")) for k, v in (row.get("modes") or {}).items()}
    return EventType(
        name,
        int(row["quad"]),
        float(row["scale"]),
        row.get("words", name.lower()),
        row["means"],
        bool(row.get("needs_recipient")),
        modes,
    )


def _pattern(words: list[str]) -> re.Pattern[str]:
    parts = (re.escape(w.removesuffix("*")) + (r"\w*" if w.endswith("*") else "") for w in words)
    return re.compile(r"\b(?:" + "|".join(parts) + r")\b")


def _read(path: Path) -> dict[str, Any]:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (OSError, yaml.YAMLError) as error:
        raise InputError(f"{path}: cannot be read as an ontology ({error})") from error
