"""Two tellings -> how surely they tell of one event, by the table of features and its fitted weights."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import combinations
from typing import Any

from dragoman.merge.blocking import keys, pairs, word_keys
from dragoman.merge.features import FEATURES, Feature
from dragoman.merge.joining import HALF, MACHINE
from dragoman.merge.tellings import Telling
from dragoman.records import Judgement

Weighed = tuple[Feature, float]

CLAIMS, WORDS = "claims", "words"  # tables of weights
LEAST = 0.2  # pairs that are no likelier can only matter inside a chain, where all pairs are judged again
SMALL = 40  # tellings of a chain, up to which all of its pairs are judged
SHOWN = 0.05  # log-odds from which a feature is told to the user


@lru_cache(maxsize=1)
def fitted() -> dict[str, Any]:
    """What was fitted, from data/merge.yaml: `weights`, and `story`, how alike the texts of one story are at least."""
    import yaml

    loaded: dict[str, Any] = yaml.safe_load((files("dragoman") / "data" / "merge.yaml").read_text("utf-8"))
    return loaded


def table(name: str = CLAIMS, more: Iterable[Weighed] = ()) -> tuple[float, tuple[Weighed, ...]]:
    """With what each pair begins, and the features that count with their weights.

    `name` is CLAIMS, or WORDS for words that no claim was coded of. `more` are further features, as of encoder vectors
    that a caller holds.
    """
    known: dict[str, float] = fitted()[name]
    return known["begin"], (*((f, known[f.__name__]) for f in FEATURES if known.get(f.__name__)), *more)


def score(a: Telling, b: Telling, begin: float, by: Sequence[Weighed]) -> float:
    """How surely the two tell of one event, 0 to 1."""
    total = begin
    for feature, weight in by:
        value = feature(a, b)
        if value:
            total += weight * value
    return round(1 / (1 + math.exp(-max(-20.0, min(20.0, total)))), 3)


def why(a: Telling, b: Telling, by: Sequence[Weighed]) -> str:
    """The sentences of the features that hold, what speaks for one event first, each by its weight."""
    found = [(weight * feature(a, b), str(feature.__doc__)) for feature, weight in by]
    told = sorted((f for f in found if abs(f[0]) >= SHOWN), key=lambda f: (f[0] < 0, -abs(f[0])))
    against = next((k for k, f in enumerate(told) if f[0] < 0), len(told))
    parts = [" ".join(words for _, words in told[:against])]
    if told[against:]:
        parts.append("Against it: " + " ".join(words for _, words in told[against:]))
    return " ".join(part for part in parts if part)


def judge(tellings: Iterable[Telling], name: str = CLAIMS, more: Iterable[Weighed] = ()) -> tuple[Judgement, ...]:
    """The judgements that decide which tellings share an event, in order of their ids. `name` and `more`: see `table`.

    Those are the pairs inside each chain of tellings that are likely the same; all other pairs are different.
    """
    listed = sorted(tellings, key=lambda t: t.id)
    begin, by = table(name, more)
    scores: dict[tuple[int, int], float] = {}
    for x, y in pairs(listed, keys if name == CLAIMS else word_keys):
        found = score(listed[x], listed[y], begin, by)
        if found > LEAST:
            scores[x, y] = found
    inside = _inside_chains(scores)
    for x, y in [pair for pair, found in inside.items() if found is None]:
        if name != CLAIMS or listed[x].text is not listed[y].text:
            inside[x, y] = score(listed[x], listed[y], begin, by)
    return tuple(
        Judgement(listed[x].id, listed[y].id, likely >= HALF, likely, MACHINE, why(listed[x], listed[y], by))
        for (x, y), likely in sorted(inside.items())
        if likely is not None
    )


def _inside_chains(scores: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], float | None]:
    """The pairs inside chains of likely ones, with their scores; None for those of short chains that have none yet."""
    chain = _chains(pair for pair, found in scores.items() if found >= HALF)
    members: dict[int, list[int]] = defaultdict(list)
    for k in sorted(chain):
        members[chain[k]].append(k)
    short = [found for found in members.values() if len(found) <= SMALL]
    inside: dict[tuple[int, int], float | None] = {pair: None for found in short for pair in combinations(found, 2)}
    known = {pair: s for pair, s in scores.items() if pair[0] in chain and chain[pair[0]] == chain.get(pair[1])}
    return inside | known


def _chains(links: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The chain of each that is linked, named after its first."""
    first: dict[int, int] = {}

    def root(k: int) -> int:
        while first.setdefault(k, k) != k:
            first[k] = first[first[k]]
            k = first[k]
        return k

    for x, y in links:
        one, two = sorted((root(x), root(y)))
        first[two] = one
    return {k: root(k) for k in first}
