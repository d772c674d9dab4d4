"""Readings of phrases -> actors with score and reason, and what a bare phrase means in its document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.records import Actor, Match, Span
from dragoman.resolve.cast import Cast
from dragoman.resolve.kb import identified, words
from dragoman.resolve.names import identifier
from dragoman.resolve.views import Reading, View
from dragoman.resolve.whose import whose

OPEN, CLOSING = ("(", "[", "“", "``"), (")", "]", "”", "''", ".")


def outcome(cast: Cast, v: View, said: Reading, parts: Sequence[int], score: float, why: str = "") -> Match[Actor]:
    """The actor that a reading amounts to; `parts` are the tokens that its text spans."""
    span = _tidy(v, parts)
    text = cast.document.text[span.start : span.end]
    name = said.name or text
    ident = identifier(name, said.country, said.office or said.sector) if said.kind == "person" else _known(said)
    others = tuple(s for s in dict.fromkeys(said.sectors) if s != said.sector)
    actor = Actor(text, span, name, said.country, said.sector, others, said.office, ident)
    return Match(actor, round(score, 2), "; ".join(w for w in (said.by, why) if w) or f"{text} as written")


def _tidy(v: View, parts: Sequence[int]) -> Span:
    """The words at `parts` without punctuation, brackets left open and conjunctions at their ends."""
    tokens = v.sentence.tokens
    first, last = min(parts), max(parts)
    while last > first and (tokens[last].pos in ("PUNCT", "CCONJ") or tokens[last].text in OPEN):
        if tokens[last].text in CLOSING and any(tokens[i].text in OPEN for i in range(first, last)):
            break
        last -= 1
    while first < last and tokens[first].pos in ("PUNCT", "CCONJ"):
        first += 1
    return Span(tokens[first].start, tokens[last].end)


def _known(said: Reading) -> str | None:
    """The identifier that a source gives for a state or an organisation, None where it is spoken of by a role."""
    return identified(said.entries[0]) if said.entries and said.kind in ("state", "entity") else None


def by_document(cast: Cast, v: View, said: Reading, parts: Sequence[int]) -> Match[Actor]:
    """Bare 'the army', 'police', 'Minister X': of the country that the sentence or the document gives them, if any."""
    country, score, why = whose(cast, v, said)
    return outcome(cast, v, replace(said, country=country), parts, score, why)


def uniformed(cast: Cast, v: View, said: Reading) -> Reading:
    """Bare 'officers' are police where the text speaks of police and not of an army."""
    if v.sentence.tokens[said.head].lemma not in words("uniformed") or said.sector != "MIL":
        return said
    spoken = {s for s, nouns in (("COP", "police_nouns"), ("MIL", "army_nouns")) if words(nouns) & cast.nouns.keys()}
    return replace(said, sector="COP", by=f"{said.name} are police in this text") if spoken == {"COP"} else said
