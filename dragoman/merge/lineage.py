"""Copies of one text: which came from which, and what was changed on the way. Copies are one witness."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

import numpy as np

from dragoman import wording
from dragoman.merge.tellings import RUN, Text
from dragoman.records import Claim, Document
from dragoman.words import WORD, known, stems

ROWS = 4  # numbers of a signature that two texts must share to be compared: 32 tries at 4 numbers of 128
BYTES = 4
COPY = 0.5  # share of runs of words in common, or of those of the opening, from which a text is a copy
NEIGHBOURS = 3  # texts of one try that each is compared with
ALIGNED = 0.5  # share of the words of two passages that makes them one passage, copied
SHOWN = 12  # words of a changed stretch that are shown


@dataclass(frozen=True, slots=True)
class Copy:
    """A text that was made from another. `share` is that of its runs of words found in the source."""

    source: str
    copy: str
    share: float
    why: str
    changes: tuple[str, ...]


# ---------------------------------------------------------------- which texts are copies


def mark(texts: Iterable[Text]) -> None:
    """Set the `family` of each text: the id of the first, by day and id, of all that are copies of one another."""
    listed = sorted(texts, key=lambda t: (t.published or 0, t.id))
    first = {t.id: t.id for t in listed}
    rank = {t.id: k for k, t in enumerate(listed)}

    def root(name: str) -> str:
        while first[name] != name:
            first[name] = first[first[name]]
            name = first[name]
        return name

    for a, b in _near(listed):
        one, two = sorted((root(a.id), root(b.id)), key=lambda name: rank[name])
        if one != two and alike(a, b) >= COPY:
            first[two] = one
    for t in listed:
        t.family = root(t.id)


def alike(a: Text, b: Text) -> float:
    """The share of runs of words that two texts, or their openings, have in common, estimated from their signatures."""
    return max(_shared(a.sketch, b.sketch), _shared(a.opening, b.opening))


def _shared(a: bytes, b: bytes) -> float:
    if not a or not b:
        return 0.0
    one, two = np.frombuffer(a, np.uint32), np.frombuffer(b, np.uint32)
    return int(np.count_nonzero(one == two)) / len(one)


def _near(texts: Sequence[Text]) -> Iterable[tuple[Text, Text]]:
    """Pairs that share some part of a signature; where many do, each with its neighbours by day."""
    width = ROWS * BYTES
    for held in ([(t, t.sketch) for t in texts if t.sketch], [(t, t.opening) for t in texts if t.opening]):
        for k in range(0, len(held[0][1]) if held else 0, width):
            tries: dict[bytes, list[Text]] = {}
            for t, signature in held:
                tries.setdefault(signature[k : k + width], []).append(t)
            for members in (m for m in tries.values() if len(m) > 1):
                for at, t in enumerate(members):
                    yield from ((t, other) for other in members[at + 1 : at + 1 + NEIGHBOURS])


# ---------------------------------------------------------------- what came from what


def copies(documents: Iterable[Document], claims: Mapping[str, Sequence[Claim]]) -> tuple[Copy, ...]:
    """The lineage of the documents of one family: each copy with the text that it is likeliest made from.

    `claims` are those of each document, by its id; without them, changes in what is claimed are not told.
    """
    held = list(documents)
    runs = {d.id: _runs(d.text) for d in held}
    order = sorted(held, key=lambda d: (d.published or date.min, _names_another(d, held), -len(runs[d.id]), d.id))
    out = []
    for k, made in enumerate(order[1:], 1):
        source = max(order[:k], key=lambda d: (len(runs[made.id] & runs[d.id]), -order.index(d)))
        share = len(runs[made.id] & runs[source.id]) / max(1, len(runs[made.id]))
        changes = _changes(source, made, claims.get(source.id, ()), claims.get(made.id, ()))
        out.append(Copy(source.id, made.id, round(share, 2), _why(source, made), changes))
    return tuple(out)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = stems(text)
    return {tuple(words[k : k + RUN]) for k in range(max(1, len(words) - RUN + 1))}


def _names_another(d: Document, held: Sequence[Document]) -> bool:
    """Whether a text names the publisher of another of them."""
    others = {o.publisher for o in held if o.publisher and o.publisher != d.publisher}
    return any(name in d.text or name == d.byline for name in others)


def _why(source: Document, made: Document) -> str:
    if source.publisher and source.publisher != made.publisher and source.publisher in made.text:
        return f"it names {source.publisher}"
    if source.published and made.published and source.published < made.published:
        return f"it was published later, on {wording.day(made.published)}"
    return "it is the shorter of the two" if len(made.text) < len(source.text) else "both were published alike"


# ---------------------------------------------------------------- what was changed


def _changes(source: Document, made: Document, before: Sequence[Claim], after: Sequence[Claim]) -> tuple[str, ...]:
    """What the copy changed: attributions, days, statuses and parties of its claims, then stronger words."""
    out = []
    for a, b in _aligned(source, made, before, after):
        words = f"“{_short(made.text[b.passage.start : b.passage.end])}”"
        for name, one, two in (
            ("said by", _voice(a), _voice(b)),
            ("day", _day(a), _day(b)),
            ("told as", wording.status(a.status), wording.status(b.status)),
        ):
            if one != two:
                out.append(f"{name}: {one} became {two}, {words}")
    return (*dict.fromkeys(out), *_stronger(source.text, made.text))


def _aligned(
    source: Document, made: Document, before: Sequence[Claim], after: Sequence[Claim]
) -> Iterable[tuple[Claim, Claim]]:
    """Claims of one type whose passages share most of their words, each of the copy's with its likest."""
    for b in sorted(after, key=lambda c: (c.trigger, c.id)):
        own = set(stems(made.text[b.passage.start : b.passage.end]))
        found = [
            (len(own & words) / max(1, len(own | words)), -a.trigger.start, a)
            for a in before
            if a.type == b.type and (words := set(stems(source.text[a.passage.start : a.passage.end])))
        ]
        share, _, best = max(found, key=lambda f: f[:2], default=(0.0, 0, b))
        if share >= ALIGNED:
            yield best, b


def _voice(c: Claim) -> str:
    return wording.actor(c.claimant.value) if c.claimant else "the text itself"


def _day(c: Claim) -> str:
    return wording.when(c.when.value) if c.when else "no day"


def _short(words: str) -> str:
    listed = words.split()
    return " ".join(listed[:SHOWN]) + (" …" if len(listed) > SHOWN else "")


def _stronger(before: str, after: str) -> tuple[str, ...]:
    """Words that a copy replaced by stronger ones of the same row, and intensifiers that it added."""
    one, two = (WORD.findall(text) for text in (before, after))
    low = [w.lower() for w in one], [w.lower() for w in two]
    rank = {w: (k, n) for k, row in enumerate(known()["stronger"]) for n, w in enumerate(row)}
    intense = set(known()["intensifiers"])
    out = []
    for what, i, j, k, m in SequenceMatcher(None, *low, autojunk=False).get_opcodes():
        if what not in ("replace", "insert"):
            continue
        for x, y in ((x, y) for x in low[0][i:j] for y in low[1][k:m] if x in rank and y in rank):
            if rank[x][0] == rank[y][0] and rank[x][1] < rank[y][1]:
                out.append(f"stronger word: “{x}” became “{y}”")
        added = [w for w in low[1][k:m] if w in intense and w not in low[0][i:j]]
        out += [f"stronger word: “{w}” was added, “{_around(after, w)}”" for w in added]
    return tuple(dict.fromkeys(out))


def _around(text: str, word: str) -> str:
    found = re.search(rf"(?:\S+\s+){{0,2}}\b{re.escape(word)}\b(?:\s+\S+){{0,2}}", text, re.IGNORECASE)
    return " ".join(found[0].split()) if found else word
