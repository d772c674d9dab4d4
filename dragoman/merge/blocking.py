"""Which tellings are compared at all: those that share a key. In a large block each is compared with its neighbours.

Keys: two parties and the time; a party and a rare word; two rare words; a place; being copies of one text. A block is
in order of day, words and id.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from dragoman.merge.features import FAR, gap, may_agree
from dragoman.merge.tellings import LONGEST, Telling
from dragoman.words import information

Key = tuple[str | int, ...]
Block = tuple[list[int], list[int]]  # tellings, and for each the day by which they are in order

SPELL = 8  # days of one stretch of time; a telling falls into two that overlap
RAREST = 3  # words of a passage by which it is looked for
WINDOW = 24  # tellings on each side that one is compared with in a large block
MOST = 40  # comparisons that one telling begins
LANDS = 4  # parties of a telling by which it is looked for
APART = 45  # days that lie too far apart to be compared
AWAY = APART + LONGEST  # the same, where each is known by its first day


def pairs(tellings: Sequence[Telling], by: Callable[[Telling], set[Key]]) -> Iterator[tuple[int, int]]:
    """Pairs of places in `tellings` that share a key, each once, the smaller first.

    Tellings of claims (`by` is `keys`) have been put together inside their document before: those of one are no pair.
    """
    blocks = _blocks(tellings, by)
    apart = by is keys
    where: dict[int, list[tuple[Block, int]]] = defaultdict(list)
    for block in blocks:
        for at, k in enumerate(block[0]):
            where[k].append((block, at))
    for k in range(len(tellings)):
        met: Counter[int] = Counter()
        for block, at in where.pop(k, ()):
            met.update(m for m in _beside(*block, at, apart) if m > k)
        fit = ((n, m) for m, n in met.items() if not apart or _comparable(tellings[k], tellings[m]))
        for _, other in sorted(fit, key=lambda item: (-item[0], item[1]))[:MOST]:
            yield k, other


def _beside(members: list[int], days: list[int], at: int, apart: bool) -> list[int]:
    """The members of a block that one is compared with; where days part tellings, none of quite another time."""
    reach = len(members) if len(members) <= 2 * WINDOW else WINDOW
    first, last = max(0, at - reach), at + reach + 1
    if apart:
        first = max(first, bisect_left(days, days[at] - AWAY))
        last = min(last, bisect_right(days, days[at] + AWAY))
    return members[first:last]


def _blocks(tellings: Sequence[Telling], by: Callable[[Telling], set[Key]]) -> list[Block]:
    """The tellings of each key that has several, in order of their day, words and id, and these days."""
    day = [t.days[0] if t.days else t.text.published or 0 for t in tellings]

    def order(k: int) -> tuple[int, list[str], str]:
        return day[k], rarest(tellings[k]), tellings[k].id

    found: dict[Key, list[int]] = {}
    for k in sorted(range(len(tellings)), key=order):
        for key in by(tellings[k]):
            found.setdefault(key, []).append(k)
    return [(members, [day[k] for k in members]) for members in found.values() if len(members) > 1]


def keys(t: Telling) -> set[Key]:
    """The keys under which the telling of a claim is looked for."""
    rare, lands = rarest(t), sorted(t.parties)[:LANDS]
    made: set[Key] = {("copy", t.text.family)}
    made |= {("dyad", x, y, time) for x, y in combinations(lands, 2) for time in _times(t)}
    made |= {("party", x, w) for x in lands for w in rare}
    made |= {("words", x, y) for x, y in combinations(sorted(rare), 2)}
    if t.place:
        made.add(("place", t.place))
    return made


def word_keys(t: Telling) -> set[Key]:
    """The keys of a word that no claim was coded of: its story with its stems, and with what it may name."""
    return {(t.text.story, "word", w) for w in t.trigger} | {(t.text.story, "kind", kind) for kind in t.kinds}


def rarest(t: Telling) -> list[str]:
    """The rarest words of a telling's passage, in order."""
    return sorted(t.words, key=lambda w: (-information(w), w))[:RAREST]


def _times(t: Telling) -> tuple[int, ...]:
    """The stretches of time that a telling falls into, by its day or else the day on which it was published."""
    day = t.days[0] if t.days else t.text.published
    return (0,) if day is None else (2 * (day // SPELL), 2 * ((day + SPELL // 2) // SPELL) + 1)


def _comparable(a: Telling, b: Telling) -> bool:
    """Whether two tellings of one block are worth a comparison."""
    if a.text is b.text or not may_agree(a, b):
        return False
    days = gap(a, b)
    if days is None and a.text.published is not None and b.text.published is not None:
        days = max(0, abs(a.text.published - b.text.published) - FAR)
    return days is None or days <= APART
