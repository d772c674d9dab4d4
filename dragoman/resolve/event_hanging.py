"""Where a dated expression hangs in its sentence: the word that governs it, and by what preposition."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.records import Sentence, Timex
from dragoman.resolve.timex_find import head_of

DASHES = ("-", "--", "–", "—", "(", ":")


@dataclass(frozen=True, slots=True)
class Hanging:
    """A dated expression of the sentence: where it hangs (-1: nowhere), by what preposition, as what dependent."""

    timex: Timex
    head: int
    site: int
    preposition: str
    dep: str


def hangings(sentence: Sentence, timexes: tuple[Timex, ...]) -> list[Hanging]:
    """The expressions of the sentence that name a point or span of time, with the words they hang on."""
    return [
        _hanging(sentence, t)
        for t in timexes
        if sentence.start <= t.span.start < sentence.end and t.first is not None and t.type != "SET"
    ]


def _hanging(sentence: Sentence, timex: Timex) -> Hanging:
    head = head_of(sentence, timex.span)
    if head < 0:
        return Hanging(timex, -1, -1, "", "")
    token, preposition = sentence.tokens[head], ""
    dep, site = token.dep, token.head
    if site == head:
        return Hanging(timex, head, -1, "", dep)
    first = sentence.tokens[0]
    if head == 1 and dep == "compound" and first.pos == "ADP" and sentence.tokens[first.head].pos == "VERB":
        return Hanging(timex, head, first.head, first.text.lower(), "pobj")  # "In March French troops left"
    while sentence.tokens[site].pos in ("ADP", "SCONJ") and sentence.tokens[site].head != site:
        preposition = preposition or sentence.tokens[site].text.lower()
        dep = sentence.tokens[site].dep
        site = sentence.tokens[site].head
    if not preposition and head > 0 and sentence.tokens[head - 1].pos == "ADP":
        preposition = sentence.tokens[head - 1].text.lower()
    return Hanging(timex, head, site, preposition, dep)


def in_dateline(sentence: Sentence, h: Hanging) -> bool:
    """Whether the expression is the day of filing: "NAIROBI, June 3 -" at the head of a sentence."""
    before = [t for t in sentence.tokens if t.end <= h.timex.span.start]
    after = next((t for t in sentence.tokens if t.start >= h.timex.span.end), None)
    if after is None or after.text not in DASHES or len(before) > 6:
        return False
    return all(t.pos in ("PROPN", "PUNCT") or t.text.isupper() for t in before) and bool(before)
