"""Voices -> Comparison: points of all voices that tell of one thing make a row, and each row gets its label."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from dragoman.compare import meeting
from dragoman.compare.align import Alignment, aligned, weights
from dragoman.compare.denials import denied
from dragoman.compare.differences import Telling, differences
from dragoman.compare.likeness import shared, side
from dragoman.compare.points import Cut
from dragoman.compare.topics import topic
from dragoman.compare.voices import Voice
from dragoman.comparison import Account, Cell, Comparison, Difference, Label, Point, Row, Way

WORDED: tuple[Way, ...] = ("wording", "strength")  # what a translation does not tell
MET = "that they met"
SAYING = 2  # nouns, verbs and their like that a point needs to be looked for in another account
Node = tuple[int, int]  # the number of a voice and of one of its points


@dataclass(frozen=True, slots=True)
class Laid:
    """Voices laid side by side: the alignment of each two, by their numbers."""

    voices: tuple[Voice, ...]
    pairs: dict[tuple[int, int], Alignment]

    @property
    def only(self) -> float:
        """Below which nothing comes near. One writer retells a thing in like words: the bar is higher in one text."""
        one_text = len({d.id for v in self.voices for d in v.account.documents}) == 1
        bar: float = weights()["bars"]["only within" if one_text else "only"]
        return bar

    def found(self, node: Node, other: int) -> float:
        """How likely another voice tells of what a point tells."""
        voice, point = node
        if voice < other:
            return self.pairs[voice, other].left[point]
        return self.pairs[other, voice].right[point]

    def kin(self, node: Node, other: int) -> bool:
        """Whether another voice has a point of the same kind of speech on something of the same name."""
        voice, point = node
        pairs = self.pairs[min(voice, other), max(voice, other)].kin
        return bool((pairs[point] if voice < other else pairs[:, point]).any())


def compare(voices: Sequence[Voice], *, anyway: bool = False) -> Comparison:
    """The voices compared, each of which has a point at least; without rows where they tell of no one meeting.

    `anyway` makes the rows even then.
    """
    accounts = tuple(v.account for v in voices)
    laid = lay(voices)
    why = _unlike(laid)
    if why and not anyway:
        return Comparison(accounts, (), unlike=why)
    rows = sorted((_row(laid, group) for group in _groups(laid)), key=_place(laid))
    return Comparison(accounts, (*_met(voices), *_joined(rows)), tuple(_remarks(accounts)), meeting.namings(voices))


def _met(voices: Sequence[Voice]) -> Iterator[Row]:
    """That the parties met, where each voice tells of talks or a visit, of whatever it says that they were about."""
    if all(v.met for v in voices):
        points = tuple((v.account.points[v.met[0]],) for v in voices)
        cells: tuple[Cell, ...] = tuple("told" for _ in voices)
        yield Row("both", cells, points, 1.0, "each tells of talks or a visit", MET)


def _remarks(accounts: Sequence[Account]) -> Iterator[str]:
    """What must be read before the rows."""
    for account in accounts:
        if account.held == "paraphrase":
            yield f"{account.name} is held in the words of others: what is not in them it may have said all the same."
        if account.held == "excerpt":
            yield f"Only a part of the text of {account.name} is held: what is not in it may stand in the rest."
        if account.original:
            yield f"{account.name} is compared in a translation: what it claims is compared, its wording is not."


def lay(voices: Sequence[Voice]) -> Laid:
    """The voices, each two of them aligned."""
    sides = [side(v.cuts) for v in voices]
    both = shared(sides)
    pairs = {(a, b): aligned(sides[a], sides[b], both) for a, b in combinations(range(len(voices)), 2)}
    return Laid(tuple(voices), pairs)


def _unlike(laid: Laid) -> str:
    """Why some two of the voices do not tell of one meeting; empty where all may."""
    for (a, b), alignment in laid.pairs.items():
        fewer = min(len(alignment.left), len(alignment.right))
        linked = min(len({x.left for x in alignment.links}), len({x.right for x in alignment.links}))
        if why := meeting.unlike(laid.voices[a], laid.voices[b], linked / fewer):
            return why
    return ""


def _groups(laid: Laid) -> list[list[Node]]:
    """The points that are linked to one another, directly or by others."""
    nodes = [(v, p) for v, voice in enumerate(laid.voices) for p in range(len(voice.cuts))]
    first = {node: node for node in nodes}

    def top(node: Node) -> Node:
        while first[node] != node:
            node = first[node]
        return node

    for (a, b), alignment in laid.pairs.items():
        for link in alignment.links:
            one, two = sorted((top((a, link.left)), top((b, link.right))))
            first[two] = one
    found: dict[Node, list[Node]] = defaultdict(list)
    for node in nodes:
        found[top(node)].append(node)
    return list(found.values())


def _row(laid: Laid, group: Sequence[Node]) -> Row:
    number = len(laid.voices)
    by = [[laid.voices[v].cuts[p] for w, p in group if w == v] for v in range(number)]
    points = tuple(tuple(c.point for c in cuts) for cuts in by)
    cells = tuple(_cell(laid, group, v) for v in range(number))
    about = topic(by[group[0][0]])
    near = tuple(_near(laid, group, v) if cells[v] == "doubtful" else () for v in range(number))
    holders = [v for v in range(number) if cells[v] == "told"]
    if len(holders) == 1:
        return replace(_alone(laid, group, cells, points), topic=about, near=near)
    score = min(
        max(laid.pairs[min(n[0], o), max(n[0], o)].scores[_at(n, o, m)] for o in holders for m in group
            if o != n[0] and m[0] == o)
        for n in group
    )  # fmt: skip
    label, why, how = _judged(laid, by, holders)
    if label == "contradicted" and _best(laid, group) < weights()["bars"]["contradicted"]:
        label, why = "not aligned", f"if they tell of one thing ({score:.0%} likely), {why}"
    return Row(label, cells, points, float(score), why, about, how, near)


def _best(laid: Laid, group: Sequence[Node]) -> float:
    """The likeliest pair of a row."""
    pairs = ((a, b) for a, b in combinations(group, 2) if a[0] != b[0])
    return max(float(laid.pairs[min(a[0], b[0]), max(a[0], b[0])].scores[_at(a, b[0], b)]) for a, b in pairs)


def _at(node: Node, other: int, match: Node) -> tuple[int, int]:
    """Where the score of a pair of points stands in the alignment of their voices."""
    return (node[1], match[1]) if node[0] < other else (match[1], node[1])


def _cell(laid: Laid, group: Sequence[Node], voice: int) -> Cell:
    if any(v == voice for v, _ in group):
        return "told"
    near = max(laid.found(node, voice) for node in group)
    sure = near < laid.only and not any(laid.kin(node, voice) for node in group)
    return "not held" if sure and not all(_leans(laid.voices[v].cuts[p]) for v, p in group) else "doubtful"


def _leans(cut: Cut) -> bool:
    """Whether a point says too little by itself to be looked for elsewhere ("upon his invitation", "such a visit")."""
    content = sum(t.pos in ("NOUN", "PROPN", "VERB", "NUM", "ADJ") for t in cut.tokens)
    return content < SAYING or any(t.lemma == "such" for t in cut.tokens)


def _near(laid: Laid, group: Sequence[Node], voice: int) -> tuple[Point, ...]:
    """What comes nearest to a row in a voice that may or may not tell of it."""
    scored = []
    for own, point in group:
        scores = laid.pairs[min(own, voice), max(own, voice)].scores
        line = scores[point] if own < voice else scores[:, point]
        scored.append((float(line.max()), int(line.argmax())))
    return (laid.voices[voice].cuts[max(scored)[1]].point,)


def _alone(laid: Laid, group: Sequence[Node], cells: tuple[Cell, ...], points: tuple[tuple[Point, ...], ...]) -> Row:
    voice = group[0][0]
    near = max(laid.found(node, o) for node in group for o in range(len(cells)) if o != voice)
    if "doubtful" in cells:
        return Row("not aligned", cells, points, 1 - near, f"something near it may be the same ({near:.0%} likely)")
    return Row("only", cells, points, 1 - near, f"nothing comes near it: the nearest is {near:.0%} likely the same")


def _judged(
    laid: Laid, by: Sequence[Sequence[Cut]], holders: Sequence[int]
) -> tuple[Label, str, tuple[Difference, ...]]:
    """The label of what several voices tell of, why, and in what they differ."""
    found: list[Difference] = []
    for a, b in combinations(holders, 2):
        if why := denied(by[a], by[b]):
            return "contradicted", why, ()
        one, two = (Telling(tuple(by[v]), laid.voices[v].dates) for v in (a, b))
        translated = any(laid.voices[v].account.original for v in (a, b))
        ways = {f.way for f in found} | (set(WORDED) if translated else set())
        found += [d for d in differences(one, two) if d.way not in ways]
    if found:
        return "differ", "; ".join(f"{d.way}: {d.why}" for d in found), tuple(found)
    return "both", "the same content", ()


# ---------------------------------------------------------------- order


def _place(laid: Laid) -> Callable[[Row], tuple[float, int]]:
    """Where a row stands: in the order of the first voice, what it has not where it stands in its own voice."""

    def place(row: Row) -> tuple[float, int]:
        voice = row.holders[0]
        points = laid.voices[voice].account.points
        return points.index(row.points[voice][0]) / len(points), voice

    return place


def _joined(rows: Sequence[Row]) -> Iterator[Row]:
    """Neighbours of one sentence that only one voice has, or that are in doubt alike, are one row."""
    held: Row | None = None
    for row in rows:
        if held is not None and _alike(held, row):
            points = tuple(a + b for a, b in zip(held.points, row.points, strict=True))
            held = replace(held, points=points, score=min(held.score, row.score))
            continue
        if held is not None:
            yield held
        held = row
    if held is not None:
        yield held


def _alike(a: Row, b: Row) -> bool:
    if a.label != b.label or a.cells != b.cells or len(a.holders) != 1:
        return False
    last, first = a.points[a.holders[0]][-1], b.points[b.holders[0]][0]
    return last.document.id == first.document.id and last.sentence == first.sentence
