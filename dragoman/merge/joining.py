"""Judgements -> groups. What people said goes first, and their "different" is never overruled."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

from dragoman.records import Judgement

MACHINE = "machine"
HALF = 0.5
SUREST = 0.999  # scores are taken to be no surer than this

Pair = tuple[str, str]


def groups(ids: Iterable[str], judgements: Iterable[Judgement]) -> dict[str, str]:
    """The group of each id, named after its smallest member; the order of ids and judgements does not matter.

    Two ids that a person told apart never share a group. Those that a person put together do, unless that would break
    this. The machine joins the two groups whose pairs it judged likeliest to be same on the average, again and again,
    while the average says so.
    """
    listed = sorted(set(ids))
    known = set(listed)
    asked = [j for j in judgements if j.left in known and j.right in known and j.left != j.right]
    people = [j for j in asked if j.by != MACHINE]
    made = _Groups(listed, {_pair(j.left, j.right) for j in people if not j.same})
    for left, right in sorted({_pair(j.left, j.right) for j in people if j.same}):
        made.join(left, right)
    said = {_pair(j.left, j.right) for j in people}
    scores = {_pair(j.left, j.right): j.score for j in sorted(asked, key=_order) if j.by == MACHINE}
    _agglomerate(made, {pair: score for pair, score in scores.items() if pair not in said})
    return {name: made.of[name] for name in listed}


def _order(j: Judgement) -> tuple[str, str, float]:
    return (*_pair(j.left, j.right), j.score)


def _pair(left: str, right: str) -> Pair:
    return (left, right) if left < right else (right, left)


class _Groups:
    """Groups that are joined step by step, each named after its smallest member."""

    def __init__(self, ids: Iterable[str], apart: Iterable[Pair]) -> None:
        self.of = {name: name for name in ids}
        self.members = {name: [name] for name in self.of}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for left, right in apart:
            self._apart[left].add(right)
            self._apart[right].add(left)

    def may_join(self, left: str, right: str) -> bool:
        """Whether nobody told members of the two groups apart."""
        return right not in self._apart[left]

    def join(self, left: str, right: str) -> str | None:
        """Join the groups of two ids; the name of the joint one, None where that may not be."""
        left, right = sorted((self.of[left], self.of[right]))
        if left == right or not self.may_join(left, right):
            return None
        for name in self.members[right]:
            self.of[name] = left
        self.members[left] += self.members.pop(right)
        for other in self._apart.pop(right, set()):
            self._apart[other].discard(right)
            self._apart[other].add(left)
            self._apart[left].add(other)
        return left


def _agglomerate(made: _Groups, scores: Mapping[Pair, float]) -> None:
    """Join the likeliest two groups while the mean of the log-odds between them is above even."""
    links: dict[str, dict[str, tuple[float, int]]] = defaultdict(dict)
    for (x, y), score in scores.items():
        _add(links, made.of[x], made.of[y], (_log_odds(score), 1))
    heap = [_entry(x, y, link) for x, near in links.items() for y, link in near.items() if x < y and link[0] > 0]
    heapq.heapify(heap)
    while heap:
        mean, x, y = heapq.heappop(heap)
        link = links.get(x, {}).get(y)
        if link is None or -link[0] / link[1] != mean:
            continue  # one of the two has been joined to another since
        name = made.join(x, y)
        if name is None:
            continue
        gone = y if name == x else x
        for other, more in links.pop(gone, {}).items():
            links[other].pop(gone, None)
            if other != name:
                _add(links, name, other, more)
        for other, near in links[name].items():
            if near[0] > 0:
                heapq.heappush(heap, _entry(min(name, other), max(name, other), near))


def _add(links: dict[str, dict[str, tuple[float, int]]], x: str, y: str, more: tuple[float, int]) -> None:
    if x == y:
        return
    total, count = links[x].get(y, (0.0, 0))
    both = (round(total + more[0], 6), count + more[1])
    links[x][y] = links[y][x] = both


def _entry(x: str, y: str, link: tuple[float, int]) -> tuple[float, str, str]:
    return (-link[0] / link[1], x, y)


def _log_odds(score: float) -> float:
    bounded = min(SUREST, max(1 - SUREST, score))
    return round(math.log(bounded / (1 - bounded)), 6)
