"""Speech acts as graded cues: which word was used, and how high it stands among those that could have been.

`rungs(sentence, i)` answers for a word of a sentence, `rungs_of(cue)` for a cue by itself. The ladders, with the source
of each order, are data/ladder.yaml.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import yaml

from dragoman.grammar import kids
from dragoman.records import Sentence

BEHIND = ("prt", "prep", "advmod", "dobj", "acomp")


@dataclass(frozen=True, slots=True)
class Rung:
    """Where a cue stands: the ladder, the place on it from 1 (weakest) to `height`, and whose order it is.

    `source` is design, codebook, crosswalk or own, as explained in data/ladder.yaml. `why` is written for the user.
    """

    cue: str
    ladder: str
    rung: int
    height: int
    source: str
    why: str


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[Rung, ...]]:
    text = resources.files("dragoman").joinpath("data/ladder.yaml").read_text(encoding="utf-8")
    out: dict[str, tuple[Rung, ...]] = {}
    for name, ladder in yaml.safe_load(text)["ladders"].items():
        height = len(ladder["rungs"])
        for number, rung in enumerate(ladder["rungs"], 1):
            for cue in map(str, rung["words"]):
                why = f"“{cue}” is rung {number} of {height} of {ladder['about']}"
                out[cue] = (*out.get(cue, ()), Rung(cue, name, number, height, rung["source"], why))
    return out


def rungs_of(cue: str) -> tuple[Rung, ...]:
    """The rungs of a cue written as in data/ladder.yaml ("urge", "call for"), in the order of the ladders; often one.

    Empty where the word stands on no ladder.
    """
    return _table().get(cue, ())


def cues_of(ladder: str) -> tuple[str, ...]:
    """The cues of a ladder, in the order of its rungs."""
    found = [(rung.rung, cue) for cue, rungs_ in _table().items() for rung in rungs_ if rung.ladder == ladder]
    return tuple(cue for _, cue in sorted(found))


def rungs(sentence: Sentence, i: int) -> tuple[Rung, ...]:
    """The rungs of the word at `i`: with its particle or preposition ("called for") where the ladders know that.

    A light verb ("issued a demand", "expressed concern") gives the rungs of its own noun where it has one. Empty where
    the word stands on no ladder.
    """
    lemma = sentence.tokens[i].lemma
    for t in kids(sentence, i, *BEHIND):
        if found := rungs_of(f"{lemma} {t.lemma}"):
            return found
    noun = next((f for t in kids(sentence, i, "dobj", "acomp") if (f := rungs_of(t.lemma))), ())
    return noun if lemma in ("express", "voice", "issue", "make", "be", "convey") and noun else rungs_of(lemma)


def compare(first: str, second: str) -> int | None:
    """Below 0 where `first` is the weaker cue, 0 on one rung, above 0 where it is the stronger; None: no order."""
    for a in rungs_of(first):
        for b in rungs_of(second):
            if a.ladder == b.ladder:
                return a.rung - b.rung
    return None
