"""What is compared when claims are merged across documents: one telling of a deed by one text, its slots as sets."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.merge.meanings import mean
from dragoman.records import Actor, Claim, Document, Match, Span
from dragoman.words import information, stem, stems, vector

SENTENCE_END = re.compile(r"(?<=[.!?…][\"”’)\s])|\n")
QUOTE = re.compile(r"[“\"]([^“”\"]{15,400})[”\"]")
RARE = 6.0  # information from which a stem is rare
LONGEST = 31  # days: a longer time dates nothing
NOWHERE = frozenset({"country", "sea", "region", "continent", "ocean"})  # kinds of place that are no spot
FEWEST = 12  # words that a text needs to be known as a copy
OPENING = 60  # words of a beginning
RUN = 4  # words in a row of which two texts must share many
PERMUTATIONS, SEED = 128, 7
NONE: frozenset[str] = frozenset()


@dataclass(slots=True, eq=False)
class Text:
    """A document as far as merging needs it. `published` is an ordinal, `sketch` its MinHash signature,
    `opening` that of its beginning; `family` the first of its copies (see `lineage`), itself until that is known;
    `story` the first text of its story, where that has been asked for (see `stories`)."""

    id: str
    published: int | None
    words: dict[str, float]
    sketch: bytes = b""
    opening: bytes = b""
    family: str = ""
    story: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """One deed as one text tells it. `id` is a claim's; sets are empty and days None where the text does not say,
    `vector` is empty where the encoder's of its passage is not held (see `meanings`)."""

    id: str
    text: Text
    type: str | None = None
    act: str = ""
    mode: str | None = None
    status: str = "actual"
    mutual: bool = False
    actors: frozenset[str] = NONE
    recipients: frozenset[str] = NONE
    parties: frozenset[str] = NONE
    people: frozenset[str] = NONE
    offices: frozenset[str] = NONE
    days: tuple[int, int] | None = None
    place: str | None = None
    land: str | None = None
    trigger: frozenset[str] = NONE
    words: frozenset[str] = NONE
    figures: frozenset[str] = NONE
    quotes: frozenset[str] = NONE
    kinds: frozenset[str] = NONE
    beside: frozenset[str] = NONE
    vector: bytes = b""


def text(document: Document) -> Text:
    """What merging needs of a document."""
    day = document.published.toordinal() if document.published else None
    words = stems(document.text)
    return Text(document.id, day, vector(words), sketch(words), sketch(words[:OPENING]), document.id)


def sketch(words: Sequence[str]) -> bytes:
    """The MinHash signature of a text's runs of words, numbers of 4 bytes; empty for very short texts."""
    if len(words) < FEWEST:
        return b""
    from rensa import RMinHash

    made = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    made.update(sorted({" ".join(words[k : k + RUN]) for k in range(len(words) - RUN + 1)}))
    return array("I", made.digest()).tobytes()


def telling(
    document: Document, held: Text, claims: Sequence[Claim], vectors: Mapping[str, bytes] | None = None
) -> Telling:
    """The telling that the claims of one event in one document make together; its id is that of the first in order.

    `vectors` are those of the claims' passages, by claim.
    """
    told = sorted(claims, key=lambda c: c.id)
    best = max(told, key=lambda c: (c.status in ("actual", "ongoing"), _said(c), c.confidence, c.id))
    actors, recipients = _unique(c.actors for c in told), _unique(c.recipients for c in told)
    people = [m.value for m in (*actors, *recipients)]
    days = next((d for d in (_days(c) for c in (best, *told)) if d), None)
    place = next((c.place.value for c in (best, *told) if c.place and c.place.value.kind not in NOWHERE), None)
    land = place.country if place else next((c.place.value.country for c in told if c.place), None)
    sentences = [sentence(document.text, c.trigger) for c in told]
    passage = " ".join(dict.fromkeys(document.text[s.start : s.end] for s in sentences))
    said = stems(passage)
    trigger = " ".join(document.text[c.trigger.start : c.trigger.end] for c in told)
    return Telling(
        id=told[0].id, text=held, type=best.type, act=best.act,
        mode=next((c.mode for c in (best, *told) if c.mode), None), status=best.status,
        mutual=best.mutual, actors=_lands(actors), recipients=_lands(recipients),
        parties=_lands((*actors, *recipients)), people=_people(people), offices=_offices(people), days=days,
        place=str(place.id or place.name) if place else None, land=land, trigger=_held(frozenset(stems(trigger))),
        words=_words(said, people, place.name if place else ""), figures=_figures(said), quotes=quotes(passage),
        kinds=_held(frozenset(c.type for c in told if c.type)),
        vector=mean([vectors.get(c.id, b"") for c in told]) if vectors else b"",
    )  # fmt: skip


def spoken(document: Document, held: Text, at: Span, within: Span) -> Telling:
    """The telling of a word or phrase that no claim was coded of: its own words and those of its sentence."""
    passage = document.text[within.start : within.end]
    name = f"{document.id}/{at.start:07}/{at.end:07}"
    trigger = frozenset(stems(document.text[at.start : at.end]))
    said = stems(passage)
    words = _words(said, (), "") - trigger
    return Telling(name, held, trigger=trigger, words=words, figures=_figures(said), quotes=quotes(passage))


def sentence(text: str, at: Span) -> Span:
    """The sentence that a span stands in, found by its punctuation alone."""
    ends = [m.end() for m in SENTENCE_END.finditer(text, max(0, at.start - 1000), min(len(text), at.end + 1000))]
    start = max((e for e in ends if e <= at.start), default=max(0, at.start - 1000))
    end = min((e for e in ends if e >= at.end), default=min(len(text), at.end + 1000))
    return Span(start, end)


def quotes(passage: str) -> frozenset[str]:
    """The words between quotation marks, as one string of stems a quotation."""
    return frozenset(" ".join(stems(found)) for found in QUOTE.findall(passage))


def _said(c: Claim) -> int:
    return len(c.actors) + len(c.recipients) + (c.when is not None) + (c.place is not None)


def _unique(sides: Iterable[tuple[Match[Actor], ...]]) -> tuple[Match[Actor], ...]:
    return tuple({(m.value.name, m.value.country): m for side in sides for m in side}.values())


def _lands(matches: Iterable[Match[Actor]]) -> frozenset[str]:
    return _held(frozenset(m.value.country for m in matches if m.value.country))


@lru_cache(maxsize=100_000)
def _held(found: frozenset[str]) -> frozenset[str]:
    """The set itself, the same one for all that are equal."""
    return found


def _people(actors: Iterable[Actor]) -> frozenset[str]:
    """Named persons, by their last name and country, so that "Aranda" is Julia Aranda."""
    named = (a for a in actors if a.id and (a.id.startswith("p-") or " " in a.name) and a.name[:1].isupper())
    return frozenset(f"{a.name.split()[-1].casefold()}/{a.country}" for a in named)


def _offices(actors: Iterable[Actor]) -> frozenset[str]:
    """Offices with their country; a head word that stands for no person in office ("soldiers") is one as well."""
    return frozenset(f"{' '.join(stems(a.office))}/{a.country}" for a in actors if a.office)


def _days(c: Claim) -> tuple[int, int] | None:
    if c.when is None:
        return None
    first, last = c.when.value.first.toordinal(), c.when.value.last.toordinal()
    return (first, last) if last - first <= LONGEST else None


def _words(said: Iterable[str], people: Iterable[Actor], place: str) -> frozenset[str]:
    """The rare ones of stems; names of states that act, and of the place, are compared on their own."""
    own = {a.name for a in people if a.office is None and a.sector == "GOV"} | {place}
    names = {stem(w) for name in own for w in stems(name)}
    return frozenset(w for w in said if information(w) >= RARE and w not in names and not w[0].isdigit())


def _figures(said: Iterable[str]) -> frozenset[str]:
    """Figures that count something; single ones and years count nothing for sure."""
    return frozenset(w for w in said if w[0].isdigit() and w != "1" and not re.fullmatch(r"(?:19|20)\d\d", w))
