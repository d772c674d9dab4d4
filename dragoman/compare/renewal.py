"""Successive statements of one issuer on one counterpart -> Renewal: what is new, reworded, dropped, repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

import numpy as np

from dragoman.compare.points import Cut
from dragoman.compare.renewal_likeness import Matrix, likelihood, weights
from dragoman.compare.renewal_points import whole, without
from dragoman.compare.renewal_words import NO_EDITS, Edits, edits, held, known, members, repeated
from dragoman.compare.voices import Voice
from dragoman.comparison import Account, Point
from dragoman.records import Document
from dragoman.words import WORD, stem

Label = Literal["new", "reworded", "dropped", "boilerplate", "not aligned"]
LABELS: tuple[Label, ...] = get_args(Label)
BOUND = 1.0  # the likelihood of what is repeated
KEPT = 0.8  # share of a passage's words that an older text holds which has it
SENTENCE = re.compile(r"[^.!?;\n]+(?:\.(?=\d)[^.!?;\n]+)*")


@dataclass(frozen=True, slots=True)
class Standing:
    """In how many of the statements before the newest one a passage stands, and the first of them."""

    times: int
    of: int
    since: Document


@dataclass(frozen=True, slots=True)
class Change:
    """A passage of the older statement, of the newer, or of both, and what became of it.

    `edits` marks the words of what is reworded; `standing` tells of the older statements where there are several.
    """

    label: Label
    old: tuple[Point, ...]
    new: tuple[Point, ...]
    score: float
    why: str
    edits: Edits = NO_EDITS
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Renewal:
    """A statement laid beside the last one before it; `earlier` are those before that, the oldest first."""

    old: Account
    new: Account
    earlier: tuple[Document, ...]
    changes: tuple[Change, ...]
    remarks: tuple[str, ...] = ()

    def of(self, *labels: Label) -> Iterator[Change]:
        """The changes with one of the labels, in order."""
        return (change for change in self.changes if change.label in labels)


def renewal(old: Voice, new: Voice, earlier: Sequence[Document] = ()) -> Renewal:
    """What is new in a statement since the last one, and what of both stands in earlier ones.

    In the order of the newer statement; what was dropped stands where its neighbours stand.
    """
    before, after = (whole(v.cuts) for v in (old, new))
    likely = _repeats_first(before, after, likelihood(before, after))
    changes = [c for group in _groups(_links(likely), likely.shape) for c in _judged(before, after, likely, *group)]
    changes = _joined(sorted(changes, key=_place))
    older = sorted(earlier, key=lambda d: (d.published or date.min, d.id))
    told = tuple(_with_standing(change, (*older, *old.account.documents)) for change in changes)
    return Renewal(old.account, new.account, tuple(older), told)


# ---------------------------------------------------------------- which tell of one thing


def _repeats_first(before: Sequence[Cut], after: Sequence[Cut], likely: Matrix) -> Matrix:
    """The likelihoods with each point that is repeated bound to its repetition, and to no other point."""
    bound = likely.copy()
    for i, j in sorted(np.ndindex(*likely.shape), key=lambda pair: -likely[pair]):
        if bound[i, j] == likely[i, j] and 0 < likely[i, j] < BOUND and repeated([before[i]], [after[j]]):
            bound[i, :], bound[:, j], bound[i, j] = 0.0, 0.0, BOUND
    return bound


def _links(likely: Matrix) -> list[tuple[int, int]]:
    """Pairs that are likely, of which one has no better partner."""
    if not likely.size:
        return []
    best_old, best_new = likely.argmax(1), likely.argmax(0)
    pairs = zip(*np.nonzero(likely >= weights()["bars"]["link"]), strict=True)
    return [(int(i), int(j)) for i, j in pairs if best_old[i] == j or best_new[j] == i]


def _groups(links: Sequence[tuple[int, int]], shape: tuple[int, ...]) -> Iterator[tuple[list[int], list[int]]]:
    """The old and the new points that belong together, each point in one group."""
    old, new = set(range(shape[0])), set(range(shape[1]))
    while old or new:
        group: tuple[set[int], set[int]] = ({min(old)}, set()) if old else (set(), {min(new)})
        size = 0
        while size != len(group[0]) + len(group[1]):
            size = len(group[0]) + len(group[1])
            group[1].update(j for i, j in links if i in group[0])
            group[0].update(i for i, j in links if j in group[1])
        yield sorted(group[0]), sorted(group[1])
        old, new = old - group[0], new - group[1]


def _judged(
    before: Sequence[Cut], after: Sequence[Cut], likely: Matrix, old: list[int], new: list[int]
) -> Iterator[Change]:
    """What became of a group of points; what a list has gained or lost is a change of its own."""
    one, two = [before[i] for i in old], [after[j] for j in new]
    if one and two:
        score = float(likely[np.ix_(old, new)].max())
        (one, gone), (two, came) = _without_members(one, two), _without_members(two, one)
        yield _both(one, two, score)
        yield from (Change("dropped", (c.point,), (), score, "a list that is repeated lacks it") for c in gone)
        yield from (Change("new", (), (c.point,), score, "added to a list that is repeated") for c in came)
        return
    points = tuple(c.point for c in one), tuple(c.point for c in two)
    near = float((likely[old] if one else likely[:, new]).max(initial=0.0))
    why = f"nothing comes near it: the nearest is {near:.0%} likely the same"
    words = [w for c in (*one, *two) for w in _words(c.point.text)]
    if held(words, map(_sentence, after if one else before), KEPT):
        yield Change("not aligned", *points, near, "most of its words stand in the other text")
    elif near >= weights()["bars"]["doubt"]:
        yield Change("not aligned", *points, near, f"something near it may be the same ({near:.0%} likely)")
    else:
        yield Change("dropped" if one else "new", *points, 1 - near, why)


def _sentence(cut: Cut) -> list[str]:
    return _words(cut.point.document.text[cut.sentence.start : cut.sentence.end])


def _both(one: Sequence[Cut], two: Sequence[Cut], score: float) -> Change:
    points = tuple(c.point for c in one), tuple(c.point for c in two)
    if repeated(one, two):
        return Change("boilerplate", *points, score, "repeated but for words of grammar, days and rounds")
    return Change("reworded", *points, score, f"the same matter, {score:.0%} likely", edits(*points))


def _without_members(cuts: Sequence[Cut], other: Sequence[Cut]) -> tuple[list[Cut], list[Cut]]:
    """The points without the members of lists that the other side lacks, and these."""
    found = [without(cut, heads) for cut, heads in zip(cuts, members(cuts, other), strict=True)]
    return [cut for cut, _ in found], [part for _, parts in found for part in parts]


def _place(change: Change) -> tuple[float, int, int]:
    """Where a change stands: by the newer statement; what only the older one has, at the like place of that."""
    point = (change.new or change.old)[0]
    start = point.spans[0].start
    return start / len(point.document.text), int(bool(change.new)), start


def _joined(changes: Sequence[Change]) -> list[Change]:
    """Neighbours of one sentence that are all new, or all dropped, are one."""
    out: list[Change] = []
    for change in changes:
        if out and _alike(out[-1], change):
            last = out[-1]
            out[-1] = replace(last, old=last.old + change.old, new=last.new + change.new,
                              score=min(last.score, change.score))  # fmt: skip
        else:
            out.append(change)
    return out


def _alike(a: Change, b: Change) -> bool:
    if a.label != b.label or a.label in ("reworded", "boilerplate") or bool(a.old) != bool(b.old):
        return False
    return (a.old or a.new)[-1].sentence == (b.old or b.new)[0].sentence


# ---------------------------------------------------------------- earlier statements


def _with_standing(change: Change, older: Sequence[Document]) -> Change:
    """The change with what is known from the statements before: nothing where there is one only."""
    if len(older) < 2:
        return change
    points = change.new if change.label in ("new", "reworded") else change.old
    words = [w for p in points or change.new for w in _words(p.text)]
    having = [d for d in older if words and held(words, _sentences(d), KEPT)]
    return replace(change, standing=Standing(len(having), len(older), having[0])) if having else change


def _sentences(document: Document) -> list[list[str]]:
    return [_words(m[0]) for m in SENTENCE.finditer(document.text)]


def _words(text: str) -> list[str]:
    return [stem(w.lower()) for w in WORD.findall(text) if w.lower() not in known()["grammar"]]
