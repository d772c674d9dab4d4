"""Words of a text as stems with their rarity. Rarity is that of English, the same for every collection."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")
POSSESSIVE = re.compile(r"['’]s\b")
SHORTEST = 4  # letters that a stem keeps
UNLISTED = 2.7  # what stands for the frequency of stems that the table leaves out
PER_TEXT = 300  # words of a usual text: a word in each of them tells nothing
YEAR = re.compile(r"(?:19|20)\d\d")
YEARS = 5.0  # years are as common as this
KEPT = 60  # the weightiest words of a text, which stand for it


@lru_cache(maxsize=1)
def known() -> dict[str, Any]:
    """The words of data/merge_words.yaml."""
    import yaml

    loaded: dict[str, Any] = yaml.safe_load((files("dragoman") / "data" / "merge_words.yaml").read_text("utf-8"))
    return loaded


@lru_cache(maxsize=1)
def _rarity() -> dict[str, float]:
    table = (files("dragoman") / "data" / "word_rarity.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in table if not line.startswith(("#", "stem\t")))
    return {stem: int(frequency) / 10 for stem, frequency in rows}


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a lower-case word: endings of inflection and of nouns of action are taken off."""
    found = True
    while found:
        found = False
        for ending in known()["suffixes"]:
            if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
                word, found = word[: -len(ending)], True
                break
    return word


def stems(text: str) -> list[str]:
    """The stems of all words of a text, in order; figures as written, numbers in words as figures."""
    numbers = known()["numbers"]
    lowered = POSSESSIVE.sub("", text.lower())
    return [str(numbers[w]) if w in numbers else stem(w) for w in WORD.findall(lowered)]


@lru_cache(maxsize=200_000)
def information(word: str) -> float:
    """How much it tells that two texts share this stem: minus the logarithm of how many usual texts have it."""
    listed = _rarity().get(word, YEARS if YEAR.fullmatch(word) else UNLISTED)
    return max(0.0, math.log(10) * (9 - listed) - math.log(PER_TEXT))


def is_common(word: str) -> bool:
    """Whether the table of English has the stem of a lower-case word."""
    return stem(word) in _rarity()


def vector(words: Iterable[str], most: int = KEPT) -> dict[str, float]:
    """The weightiest stems with their weights (by rarity, and by the logarithm of how often), of length 1."""
    counted = Counter(words)
    weighed = ((w, (1 + math.log(n)) * information(w)) for w, n in counted.items())
    best = sorted((item for item in weighed if item[1] > 0), key=lambda item: (-item[1], item[0]))[:most]
    length = math.sqrt(sum(weight * weight for _, weight in best))
    return {w: weight / length for w, weight in best}


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """How alike two such vectors are, 0 to 1."""
    if len(b) < len(a):
        a, b = b, a
    return sum(weight * b[w] for w, weight in a.items() if w in b)
