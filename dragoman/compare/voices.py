"""What goes into a comparison: one voice with its points, its dates and how much of its own text is held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.compare.points import Cut, cuts, is_content
from dragoman.comparison import Account, Held, Passage
from dragoman.records import Block, Document, Sentence, Span, Timex

UNREAD = ("byline", "dateline", "boilerplate")
TITLES = ("headline",)
VERBAL = ("VERB", "AUX")
SHORT = 8  # words of a heading


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it was read: its sentences and the dates in it."""

    document: Document
    sentences: tuple[Sentence, ...]
    dates: tuple[Timex, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """One account before it is compared. The account's points are those of the cuts, in their order.

    `met` are the places of those that tell of a visit or talks that took place.
    """

    account: Account
    cuts: tuple[Cut, ...]
    dates: tuple[Timex, ...]
    met: tuple[int, ...] = ()


def whole(name: str, held: Held, why: str, readings: Sequence[Reading]) -> Voice:
    """The account that whole documents give. Titles, headings and marks of the page are left out and listed."""
    found: list[Cut] = []
    left: list[Passage] = []
    for reading in readings:
        out = list(_left_out(reading))
        left += out
        found += cuts(reading.document, [s for s in reading.sentences if not _covers(out, s)])
    return _voice(name, held, why, readings, found, left)


def part(name: str, held: Held, why: str, reading: Reading, within: Sequence[Span]) -> Voice:
    """The account that some passages of a document give."""
    found = cuts(reading.document, reading.sentences, tuple(within))
    return _voice(name, held, why, [reading], found, [])


def _voice(
    name: str, held: Held, why: str, readings: Sequence[Reading], found: Sequence[Cut], left: Sequence[Passage]
) -> Voice:
    account = Account(name, held, why, tuple(r.document for r in readings), tuple(c.point for c in found), tuple(left))
    return Voice(account, tuple(found), tuple(d for r in readings for d in r.dates))


def meeting_at(voice: Voice, words: Sequence[Span]) -> Voice:
    """The same voice, the points that hold one of these words being those that tell of the meeting."""
    met = (k for k, c in enumerate(voice.cuts) for s in c.point.spans for w in words if s.start <= w.start < s.end)
    return replace(voice, met=tuple(dict.fromkeys(met)))


def _left_out(reading: Reading) -> Iterator[Passage]:
    """Titles and headings, marks of the page, and sentences without content."""
    document = reading.document
    blocks: list[Block] = [b for b in document.blocks if b.kind in UNREAD]
    yield from (Passage(document, b.span) for b in blocks)
    for sentence in reading.sentences:
        words = [t for t in sentence.tokens if t.pos not in ("PUNCT", "SPACE")]
        bare = not any(t.pos in VERBAL for t in words) and len(words) <= SHORT
        pointing = sentence.tokens[-1].text == ":" or any(t.text == "follows" for t in sentence.tokens[-3:])
        if sentence.block in TITLES or bare or pointing or not any(map(is_content, words)):
            yield Passage(document, Span(sentence.start, sentence.end))


def _covers(out: Sequence[Passage], sentence: Sentence) -> bool:
    return any(p.span.start <= sentence.start and sentence.end <= p.span.end for p in out)
