"""Which tellings are compared at all: those that share a key. A large block is compared in order of day and words only.

Keys: two parties and the time; a place and the time; two rare words and the time; being copies of one text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from dragoman.merge.features import FAR, gap, may_agree
from dragoman.merge.tellings import Telling
from dragoman.merge.words import information

Key = tuple[str, ...]

SPELL = 8  # days of one stretch of time; a telling falls into two that overlap
RAREST = 4  # words of a passage by which it is looked for
WINDOW = 24  # tellings on each side that one is compared with in a large block
MOST = 40  # comparisons that one telling begins
APART = 45  # days that lie too far apart to be compared, unless the texts share much


def pairs(tellings: Sequence[Telling], by: Callable[[Telling], set[Key]]) -> Iterator[tuple[int, int]]:
    """Pairs of places in `tellings` that share a key, each once, the smaller first.

    Tellings of claims (`by` is `keys`) have been put together inside their document before: those of one are no pair.
    """
    blocks = _blocks(tellings, by)
    apart = by is keys
    where: dict[int, list[tuple[Key, int]]] = defaultdict(list)
    for key, members in blocks.items():
        for at, k in enumerate(members):
            where[k].append((key, at))
    for k in range(len(tellings)):
        met: Counter[int] = Counter()
        for key, at in where.get(k, ()):
            members = blocks[key]
            reach = len(members) if len(members) <= 2 * WINDOW else WINDOW
            met.update(members[max(0, at - reach) : at + reach + 1])
        later = (
            (n, other)
            for other, n in met.items()
            if other > k and (not apart or _comparable(tellings[k], tellings[other]))
        )
        for _, other in sorted(later, key=lambda item: (-item[0], item[1]))[:MOST]:
            yield k, other


def _blocks(tellings: Sequence[Telling], by: Callable[[Telling], set[Key]]) -> dict[Key, list[int]]:
    """The tellings of each key, in order of their day, words and id; keys of one telling are left out."""
    found: dict[Key, list[int]] = defaultdict(list)
    for k, telling in enumerate(tellings):
        for key in by(telling):
            found[key].append(k)

    def order(k: int) -> tuple[int, Key, str]:
        t = tellings[k]
        return (t.days[0] if t.days else t.text.published or 0, tuple(_rarest(t)), t.id)

    return {key: sorted(members, key=order) for key, members in found.items() if len(members) > 1}


def keys(t: Telling) -> set[Key]:
    """The keys under which a telling is looked for."""
    made: set[Key] = set()
    if t.text.family != t.text.id:
        made.add(("copy", t.text.family))
    made.add(("copy", t.text.id))
    times = _times(t)
    rare = _rarest(t)
    lands = sorted(t.parties)
    for time in times:
        made |= {("dyad", x, y, time) for x, y in combinations(lands, 2)}
        made |= {("party", x, w, time) for x in lands[:4] for w in rare}
        made |= {("words", x, y, time) for x, y in combinations(sorted(rare), 2)}
        if t.place:
            made.add(("place", t.place, time))
    return made


def word_keys(t: Telling) -> set[Key]:
    """The keys of a word that no claim was coded of: its story with its stems, and with what it may name."""
    return {(t.text.story, "word", w) for w in t.trigger} | {(t.text.story, "kind", kind) for kind in t.kinds}


def _times(t: Telling) -> tuple[str, ...]:
    """The stretches of time that a telling falls into, by its day or else the day on which it was published."""
    day = t.days[0] if t.days else t.text.published
    if day is None:
        return ("",)
    return tuple(dict.fromkeys((f"a{day // SPELL}", f"b{(day + SPELL // 2) // SPELL}")))


def _rarest(t: Telling) -> list[str]:
    return sorted(t.words, key=lambda w: (-information(w), w))[:RAREST]


def _comparable(a: Telling, b: Telling) -> bool:
    """Whether two tellings of one block are worth a comparison."""
    if a.text is b.text or not may_agree(a, b):
        return False
    days = gap(a, b)
    if days is None and a.text.published is not None and b.text.published is not None:
        days = max(0, abs(a.text.published - b.text.published) - FAR)
    return days is None or days <= APART
