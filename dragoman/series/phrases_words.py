"""Statements as rows of words: where each stands, its stem, and which stand next to one another in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Shares = npt.NDArray[np.float64]

PIECE = re.compile(
    r"((?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*[^\W\d_]*|[^\W\d_]+)|(<[^<>]{1,300}>|[.!?;:](?=\W|$)|\n[^\S\n]*\n)"
)
NUMBER = "#"  # stands for every figure but years and numbers like those of resolutions
NUMBERED = re.compile(r"\d{3,4}")
SHORTEST = 4  # letters that a stem keeps
BETWEEN = 4  # words of grammar that may stand between two words of a formula
COMMON = 0.5  # how much a common word makes of a formula
DOUBLED = re.compile(r"([bdfgmnprt])\1$")


def distinct(numbers: Ints) -> Ints:
    """Each number once, in order (by sorting, which for many numbers is quicker than numpy's own way)."""
    ordered = np.sort(numbers)
    return ordered[np.concatenate(([True], np.diff(ordered) > 0))] if len(ordered) else ordered


@lru_cache(maxsize=1)
def known() -> dict[str, frozenset[str]]:
    """The word lists of data/phrase_words.yaml."""
    import yaml

    loaded: dict[str, Any] = yaml.safe_load((files("dragoman") / "data" / "phrase_words.yaml").read_text("utf-8"))
    return {name: frozenset(map(str, words)) for name, words in loaded.items()}


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A lower-case word without its endings of number and tense, in one of its spellings; NUMBER for a figure."""
    if word[0].isdigit():
        return word if NUMBERED.fullmatch(word) else NUMBER
    word = word.replace(".", "")
    for ending, instead in (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= SHORTEST - (ending == "s"):
            if not (ending == "s" and word.endswith(("ss", "us", "is"))):
                word = DOUBLED.sub(r"\1", word.removesuffix(ending) + instead)
            break
    word = word.removesuffix("e") if len(word) > SHORTEST else word
    for british, american in (("isation", "ization"), ("is", "iz"), ("our", "or"), ("enc", "ens")):
        if len(word) > len(british) + 2 and word.endswith(british):
            return word.removesuffix(british) + american
    return word


@dataclass(frozen=True, slots=True)
class Words:
    """The words of statements that are more than grammar, in order, one entry a word in each array.

    `stem` is an index into `stems`; `linked` tells whether the next word stands close by in the same sentence, `makes`
    how much of a formula the word makes there: nothing where it is a name, a figure or a word of protocol.
    """

    stems: tuple[str, ...]
    stem: Ints
    start: Ints
    end: Ints
    document: Ints
    sentence: Ints
    linked: Flags
    makes: Shares
    at: Ints  # by stem: where its occurrences begin in `occurrences`, and one end more
    occurrences: Ints

    def where(self, stem: int) -> Ints:
        """The positions at which a stem stands."""
        return self.occurrences[self.at[stem] : self.at[stem + 1]]


def words(texts: Iterable[str]) -> Words:
    """The words of all texts, in order of the texts."""
    vocabulary: dict[str, int] = {}
    parts: list[Ints] = []
    sentence = 0
    for document, text in enumerate(texts):
        rows, sentence = _rows(text, sentence, vocabulary)
        if len(rows):
            parts.append(np.column_stack((rows, np.full(len(rows), document))))
    table = np.concatenate(parts) if parts else np.empty((0, 6), dtype=np.int64)
    return _gathered(table, list(vocabulary))


def _rows(text: str, sentence: int, vocabulary: dict[str, int]) -> tuple[Ints, int]:
    """(word as written, start, end, sentence, place in it) of each word, and the number of the next sentence."""
    abbreviated = known()["abbreviated"]
    rows: list[tuple[int, int, int, int, int]] = []
    place, last = 0, ""
    for found in PIECE.finditer(text):
        word = found[1]
        if word is not None:
            number = vocabulary.setdefault(word, len(vocabulary))
            rows.append((number, found.start(), found.end(), sentence, place))
            place, last = place + 1, word
        elif found[2] != "." or not (last.lower() in abbreviated or len(last) == 1):
            sentence, place = sentence + 1, 0
    return np.array(rows, dtype=np.int64).reshape(-1, 5), sentence + 1


def _gathered(table: Ints, spelled: Sequence[str]) -> Words:
    stems: dict[str, int] = {}
    of_word = np.array([stems.setdefault(stem(w.lower()), len(stems)) for w in spelled] or [0], dtype=np.int64)
    grammar = np.array([w.lower() in known()["grammar"] for w in spelled] or [False])
    low = np.array([w[0].islower() for w in spelled] or [False])
    table = table[~grammar[table[:, 0]]]
    word, place = table[:, 0], table[:, 4]
    found = of_word[word]
    order = np.argsort(found, kind="stable")
    at = np.searchsorted(found[order], np.arange(len(stems) + 1))
    linked = np.zeros(len(table), dtype=np.bool_)
    linked[:-1] = (np.diff(table[:, 3]) == 0) & (np.diff(place) <= BETWEEN + 1)
    figure = found == stems.get(NUMBER, -1)
    linked[:-1] &= ~(figure[:-1] | figure[1:])
    small = np.bincount(found[low[word]], minlength=len(stems)) > 0  # a word that is always written large is a name
    makes = _weights(list(stems))[found] * (low[word] | ((place == 0) & small[found]))
    start, end, document, sentence = (table[:, i].copy() for i in (1, 2, 5, 3))
    return Words(tuple(stems), found, start, end, document, sentence, linked, makes, at, order)


def _weights(stems: Sequence[str]) -> Shares:
    """By stem, how much of a formula it makes."""
    protocol, common = ({stem(w) for w in known()[name]} for name in ("protocol", "common"))
    nothing = protocol | {NUMBER}
    return np.array([
        0.0 if s in nothing or len(s) < 3 or s[0].isdigit() else COMMON if s in common else 1.0 for s in stems
    ] or [0.0])  # fmt: skip
