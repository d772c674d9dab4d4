"""Commitments: who undertook what towards whom; what was only said again; and what later claims bear on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from dragoman.meaning import Vectors, vectors
from dragoman.records import HAPPENED, Claim, When
from dragoman.series.commitments_read import Promise, Timexes, content, known, promises
from dragoman.series.texts import Text, Told, Voice, sides, voice
from dragoman.words import cosine, stems, vector

ALIKE, LESS_ALIKE, SHARED = 0.72, 0.60, 0.45  # meaning alone; meaning where the words are shared as much as this
SOON = timedelta(days=90)  # a meeting that is promised for no day is looked for so long
REMOTE = re.compile(r"\b(?:call|phone|telephone|video|virtual|online)\b", re.IGNORECASE)
SPEAKING = 3  # claims that only speak of it, at most
TOUCHING = 0.05  # words shared below which meaning is not asked
OCCASION = timedelta(days=5)  # texts of one occasion are published within so many days
KEPT, AGAINST, MENTIONED = "points to kept", "points to not kept", "speaks of it"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A later claim on what was undertaken, and which way it points; no verdict."""

    text: Text
    told: Told
    by: Voice
    points: str
    likeness: float

    @property
    def claim(self) -> Claim:
        """The claim."""
        return self.told.claim


@dataclass(frozen=True, slots=True)
class Commitment:
    """One undertaking: the first claim of it that is held, then the others, what was denied, and later evidence."""

    first: Promise
    others: tuple[Promise, ...] = ()
    denials: tuple[Promise, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def told(self) -> tuple[Promise, ...]:
        """Every claim of it, denials left out."""
        return (self.first, *self.others)

    @property
    def deadline(self) -> Promise | None:
        """The claim with the deadline that stands: the last that sets a limit, else the last with a time."""
        dated = [p for p in self.told if p.deadline]
        limits = [p for p in dated if p.deadline and p.deadline.latest]
        return next(iter(reversed(limits or dated)), None)


@dataclass(frozen=True, slots=True)
class Commitments:
    """All commitments; `until` is the day up to which is told, `texts` how many were read."""

    commitments: tuple[Commitment, ...]
    until: date | None = None
    texts: int = 0


@dataclass(slots=True)
class _Growing:
    first: Promise
    others: list[Promise] = field(default_factory=list)
    denials: list[Promise] = field(default_factory=list)


class _Index:
    """Which of many contents share a word with one."""

    def __init__(self) -> None:
        self._held: dict[str, list[int]] = {}

    def add(self, number: int, words: str) -> None:
        """Note a content under its number."""
        for stem in _weighed(words):
            self._held.setdefault(stem, []).append(number)

    def sharing(self, words: str) -> list[int]:
        """The numbers of those that share a word with this content, in order."""
        return sorted({number for stem in _weighed(words) for number in self._held.get(stem, ())})


def commitments(texts: Iterable[Text], timexes: Timexes, until: date | None = None) -> Commitments:
    """The commitments that the texts tell, the oldest first, each counted once."""
    held = sorted(texts, key=lambda t: (t.day or date.max, t.document.id))
    found = [p for text in held for p in promises(text, timexes)]
    growing, index = list[_Growing](), _Index()
    for promise in (*(p for p in found if not p.denied), *(p for p in found if p.denied)):
        _put(growing, index, promise)
    until = until or max((t.day for t in held if t.day), default=date.min)
    later = _Later(held, {p.claim.id for p in found})
    made = [Commitment(g.first, tuple(g.others), tuple(g.denials), later.on(g.first, g.others)) for g in growing]
    made.sort(key=lambda c: (c.first.day, c.first.text.document.id, c.first.claim.trigger))
    return Commitments(tuple(made), until if held else None, len(held))


def _put(growing: list[_Growing], index: _Index, promise: Promise) -> None:
    """Put a promise to the commitment that it tells of again, or make one of it."""
    near = index.sharing(promise.content)
    fitting = [(_likeness(growing[i], promise), -i) for i in near if _same_parties(growing[i].first, promise)]
    best, place = max(fitting, default=(0.0, 0))
    number = -place if best > 0 else len(growing)
    if best > 0:
        one = growing[number]
        (one.denials if promise.denied else one.others).append(promise)
    else:
        growing.append(_Growing(promise))
    index.add(number, promise.content)


def _same_parties(a: Promise, b: Promise) -> bool:
    """Whether two promises may be one: who undertakes it is among those of the other, and towards whom can agree."""
    if not (a.actors <= b.actors or b.actors <= a.actors):
        return False
    if not a.recipients and not b.recipients:
        return True
    towards = [p.recipients or p.beside for p in (a, b)]
    return not towards[0] or not towards[1] or bool(towards[0] & towards[1])


def _likeness(growing: _Growing, promise: Promise) -> float:
    """How alike what is undertaken is to that of the nearest claim of a commitment; 0 where it is another one."""
    told = (growing.first, *growing.others)
    return max(alike(p.content, promise.content) for p in told)


def alike(a: str, b: str) -> float:
    """How alike two contents are by meaning, 0 where they are different things."""
    shared = cosine(_weighed(a), _weighed(b))
    if shared < TOUCHING:
        return 0.0
    meaning = float((_meaning(a) @ _meaning(b).T)[0, 0])
    same = meaning >= ALIKE or (meaning >= LESS_ALIKE and shared >= SHARED)
    return meaning if same else 0.0


@lru_cache(maxsize=50_000)
def _weighed(words: str) -> dict[str, float]:
    return vector(stems(words))


@lru_cache(maxsize=50_000)
def _meaning(words: str) -> Vectors:
    return vectors([words])


# ---------------------------------------------------------------- later evidence


class _Later:
    """The claims of the texts that undertake nothing, so that those on what was undertaken are found."""

    def __init__(self, held: Sequence[Text], used: set[str]) -> None:
        claims = [
            (text, t) for text in held if text.day for t in text.claims if t.claim.id not in used and t.claim.type
        ]
        self._claims = [(text, told, content(text, told.claim)) for text, told in claims]
        self._index = _Index()
        self._talks: list[int] = []
        for number, (_, told, words) in enumerate(self._claims):
            self._index.add(number, words)
            if told.claim.act == "CONSULT" and told.claim.when:
                self._talks.append(number)

    def on(self, first: Promise, others: Sequence[Promise]) -> tuple[Evidence, ...]:
        """The later claims on what was undertaken, the nearest of each text, in order of texts."""
        told = (first, *others)
        contents = list(dict.fromkeys(p.content for p in told))
        found: dict[int, Evidence] = {}
        for number in sorted({n for words in contents for n in self._index.sharing(words)} | set(self._talks)):
            text, one, words = self._claims[number]
            points = _points(first, text, one.claim)
            if not points:
                continue
            likeness = max(alike(c, words) for c in contents)
            if likeness > 0 or (points == KEPT and _meeting_held(told, one.claim)):
                found[number] = Evidence(text, one, voice(text, one.claim), points, likeness)
        return tuple(_chosen(list(found.values())))


def _chosen(found: Sequence[Evidence]) -> list[Evidence]:
    """The nearest of each text, at most so many that only speak of it, in order of texts."""
    best: dict[str, Evidence] = {}
    for evidence in sorted(found, key=lambda e: (e.points == MENTIONED, -e.likeness, e.claim.trigger)):
        best.setdefault(evidence.text.document.id, evidence)
    speaking = sorted((e for e in best.values() if e.points == MENTIONED), key=lambda e: -e.likeness)
    left_out = {id(e) for e in speaking[SPEAKING:]}
    kept = [e for e in best.values() if id(e) not in left_out]
    return sorted(kept, key=lambda e: (e.text.day or date.max, e.text.document.id))


def _meeting_held(told: Sequence[Promise], claim: Claim) -> bool:
    """Whether a claim tells of a meeting on days that were agreed on."""
    agreed = [p.deadline.when for p in told if p.deadline]
    return claim.when is not None and claim.act == "CONSULT" and any(_meet(w, claim.when.value) for w in agreed)


def _meet(a: When, b: When) -> bool:
    return a.first <= b.last and b.first <= a.last


def _met(first: Promise, text: Text, claim: Claim) -> bool:
    """Whether a meeting can be the one that was promised: of all of them, in person or not as promised, and in time."""
    others = first.recipients or first.beside
    if not others or not first.actors | first.recipients <= sides((*claim.actors, *claim.recipients)):
        return False
    if not others & sides((*claim.actors, *claim.recipients)):
        return False
    remote = REMOTE.search(first.text.words(first.claim.passage)) is not None
    if (claim.mode == "phone") != remote:
        return False
    day = claim.when.value if claim.when else None
    if first.deadline:
        return day is not None and _meet(first.deadline.when, day)
    told_on = day.first if day else text.day
    return told_on is not None and told_on - first.day <= SOON


def _deed(claim: Claim) -> str:
    """The type of the deed that is promised, empty where it is not known."""
    return claim.act if claim.act != "AGREE" else (claim.content_act or "").partition("/")[0]


def _points(first: Promise, text: Text, claim: Claim) -> str:
    """Which way a claim points if it is on what was undertaken; empty where it cannot be."""
    actors, whole = sides(claim.actors), sides((*claim.actors, *claim.recipients))
    if not whole & first.actors or (first.recipients and not whole & first.recipients):
        return ""
    if text.document.id == first.text.document.id:
        return ""
    before = claim.when is not None and claim.when.value.last < first.day
    if before or text.day is None or text.day < first.day:
        return ""
    others, strange = first.recipients or first.beside, whole - first.actors
    if others and strange and not strange & others:
        return ""
    own = bool(actors & first.actors)
    against = known()["against"]
    if own and (claim.type in against["types"] or claim.status in against["statuses"]):
        return AGAINST
    happened = claim.status in HAPPENED or (claim.status == "historical" and claim.when is not None)
    promised = _deed(first.claim)
    fits = claim.act == promised or (promised != "CONSULT" and claim.act in known()["kept"])
    done = own and happened and claim.type == claim.act and fits and first.actors <= whole
    if done and (promised != "CONSULT" or _met(first, text, claim)):
        return KEPT
    return MENTIONED if not others or whole & others else ""
