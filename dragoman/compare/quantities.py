"""The quantities that a point tells: numbers in figures and in words, shares, and what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.compare.points import Cut, known
from dragoman.records import Span, Token

FIGURE = re.compile(r"\d{1,3}(?:[,\u00a0 ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
NEAR = 0.02  # two quantities this near to one another are the same, rounded


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, what is counted (a lemma, empty where nothing is), and where it stands."""

    value: float
    what: str
    span: Span

    def same(self, other: Quantity) -> bool:
        """Whether the two numbers are equal but for rounding."""
        return abs(self.value - other.value) <= NEAR * max(abs(self.value), abs(other.value))


def quantities(cut: Cut, dates: Sequence[Span]) -> list[Quantity]:
    """The quantities of a point, in order; not those in `dates`, nor those that only number the parties."""
    return [q for q in _found(cut, dates) if q.what not in known()["parties"]]


def _found(cut: Cut, dates: Sequence[Span]) -> Iterator[Quantity]:
    tokens = [t for t in cut.tokens if not any(d.start <= t.start < d.end for d in dates)]
    at = 0
    while at < len(tokens):
        value, size = _number(tokens[at:])
        if not size:
            at += 1
            continue
        last = tokens[at + size - 1]
        yield Quantity(value, _counted(cut, tokens[at:], size), Span(tokens[at].start, last.end))
        at += size


def _number(tokens: Sequence[Token]) -> tuple[float, int]:
    """The number that tokens begin with, and how many of them it takes; 0 of them where they begin with none."""
    total, part, size, at = 0.0, 0.0, 0, 0
    while at < len(tokens):
        word = tokens[at].text.lower()
        value, scale = _simple(word)
        if scale is not None and (size or word in known()["alone"]):
            part = (part or 1) * scale
            if scale >= 1000:
                total, part = total + part, 0.0
        elif value is not None:
            part += value
        elif not (word in ("and", "-") and size and at + 1 < len(tokens) and any(
            v is not None for v in _simple(tokens[at + 1].text.lower())
        )):  # fmt: skip
            break
        at += 1
        size = at if word not in ("and", "-") else size
    if size and at < len(tokens) and tokens[at].text.lower() in ("per", "percent", "%"):
        both = tokens[at].text.lower() == "per" and at + 1 < len(tokens) and tokens[at + 1].text.lower() == "cent"
        if both or tokens[at].text.lower() != "per":
            return (total + part) / 100, at + 1 + both
    return total + part, size


def _simple(word: str) -> tuple[float | None, float | None]:
    """The number of a word, or the scale by which it multiplies what stands before it."""
    if FIGURE.fullmatch(word):
        return float(re.sub("[,\u00a0 ]", "", word)), None
    if "-" in word and all(_simple(w)[0] is not None for w in word.split("-")):
        return sum(_simple(w)[0] or 0 for w in word.split("-")), None
    value, scale = known()["numbers"].get(word), known()["scales"].get(word)
    return (None if value is None else float(value)), (None if scale is None else float(scale))


def _counted(cut: Cut, tokens: Sequence[Token], size: int) -> str:
    """The lemma of the noun that a number goes with."""
    for t in tokens[:size]:
        head = cut.sentence.tokens[t.head]
        if t.dep in ("nummod", "amod", "compound", "quantmod") and head.pos in ("NOUN", "PROPN"):
            return head.lemma
    return next((t.lemma for t in tokens[size : size + 3] if t.pos == "NOUN"), "")
