"""Whether accounts tell of one meeting at all, and by which names they call who and what they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from dragoman.compare.points import known
from dragoman.compare.voices import Voice
from dragoman.comparison import Naming
from dragoman.records import Sentence, Token

DAYS = 30  # days within which both sides of a meeting publish
FEW = 0.45  # of the points of the shorter account, where no name is shared
SOME = 0.3  # the same, where the days lie far apart
NAMES = ("PERSON", "GPE", "NORP", "ORG", "LOC", "FAC")
JOINS = ("of", "the", "on", "for", "and", "-")


def unlike(a: Voice, b: Voice, linked: float) -> str:
    """Why two accounts do not tell of one meeting, in words; empty where they may.

    `linked` is the share of the points of the shorter one that have a partner in the other.
    """
    one, two = a.account.name, b.account.name
    if linked == 0:
        return f"no passage of {one} comes near any of {two}"
    if linked < FEW and not _named(a) & _named(b):
        return f"{one} and {two} name no person, state or body in common, and hardly a passage agrees"
    days = [abs((x - y).days) for x in _published(a) for y in _published(b)]
    if days and min(days) > DAYS and linked < SOME:
        return f"{one} and {two} were published {min(days)} days apart, and few passages agree"
    return ""


def _published(voice: Voice) -> list[date]:
    return [d.published for d in voice.account.documents if d.published]


def _named(voice: Voice) -> set[str]:
    return {t.text.lower() for c in voice.cuts for t in c.tokens if t.ent in NAMES and t.pos == "PROPN"}


# ---------------------------------------------------------------- names for the same


def namings(voices: Sequence[Voice]) -> tuple[Naming, ...]:
    """The persons and meetings that at least two accounts name, where they name them differently."""
    found = []
    for what, names in (("person", _persons), ("meeting", _meetings)):
        by: dict[str, list[list[str]]] = defaultdict(lambda: [[] for _ in voices])
        for k, voice in enumerate(voices):
            for key, name in names(voice):
                if name not in by[key][k]:
                    by[key][k].append(name)
        for key in by:
            told = [set(n) for n in by[key] if n]
            if len(told) > 1 and any(x != y for x, y in combinations(told, 2)):
                found.append(Naming(what, tuple(tuple(n) for n in by[key])))
    return tuple(found)


def _sentences(voice: Voice) -> Iterator[Sentence]:
    seen: set[tuple[str, int]] = set()
    for c in voice.cuts:
        at = (c.point.document.id, c.sentence.start)
        if at not in seen:
            seen.add(at)
            yield c.sentence


def _persons(voice: Voice) -> Iterator[tuple[str, str]]:
    """The persons named, by their last name, with the titles before them."""
    for sentence in _sentences(voice):
        tokens = sentence.tokens
        for t in tokens:
            ends = t.i + 1 == len(tokens) or tokens[t.i + 1].ent != "PERSON"
            if t.ent == "PERSON" and t.pos == "PROPN" and ends and t.text[0].isupper():
                yield t.text.lower(), _back(sentence, t)


def _back(sentence: Sentence, last: Token) -> str:
    """The name that ends with a word, from its first word in capitals on."""
    i = last.i
    while i > 0 and sentence.tokens[i - 1].pos == "PROPN" and sentence.tokens[i - 1].text[:1].isupper():
        i -= 1
    return " ".join(t.text for t in sentence.tokens[i : last.i + 1])


def _meetings(voice: Voice) -> Iterator[tuple[str, str]]:
    """The names of meetings in capitals, by the noun that they end with ("Joint Border Commission")."""
    for sentence in _sentences(voice):
        for t in sentence.tokens:
            if t.lemma.lower() in known()["meetings"] and t.text[0].isupper():
                i = t.i
                while i > 0 and (
                    sentence.tokens[i - 1].text[:1].isupper() or sentence.tokens[i - 1].text.lower() in JOINS
                ):
                    i -= 1
                words = [w.text for w in sentence.tokens[i : t.i + 1]]
                while words and words[0].lower() in JOINS:
                    words = words[1:]
                if len(words) > 1:
                    yield "meeting", " ".join(words).replace(" - ", "-")
