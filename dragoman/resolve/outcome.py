"""Readings of phrases -> actors with score and reason, and what a bare phrase means in its document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.records import Actor, Match, Span
from dragoman.resolve.cast import Cast
from dragoman.resolve.kb import identified, words
from dragoman.resolve.names import identifier
from dragoman.resolve.phrase import INTERNATIONAL, PEOPLE, Reading, View

SURE, TOLD, CONTEXT, GUESS = 0.9, 0.8, 0.6, 0.35


def outcome(cast: Cast, v: View, said: Reading, parts: Sequence[int], score: float, why: str = "") -> Match[Actor]:
    """The actor that a reading amounts to; `parts` are the tokens that its text spans."""
    tokens = v.sentence.tokens
    span = Span(tokens[min(parts)].start, tokens[max(parts)].end)
    text = cast.document.text[span.start : span.end]
    name = said.name or text
    ident = identifier(name, said.country, said.office or said.sector) if said.kind == "person" else _known(said)
    others = tuple(s for s in dict.fromkeys(said.sectors) if s != said.sector)
    actor = Actor(text, span, name, said.country, said.sector, others, said.office, ident)
    return Match(actor, round(score, 2), "; ".join(w for w in (said.by, why) if w) or f"{text} as written")


def _known(said: Reading) -> str | None:
    """The identifier that a source gives for a state or an organisation, None where it is spoken of by a role."""
    return identified(said.entries[0]) if said.entries and said.kind in ("state", "entity") else None


def by_document(cast: Cast, v: View, said: Reading, parts: Sequence[int]) -> Match[Actor]:
    """Bare 'the army', 'police': the country of a lone sentence, else the one that the text speaks of most."""
    office = (said.office or said.name).lower().replace(" ", "_")
    if office in words("international_offices"):
        body = next((c for c in cast.countries if c in ("UNO", "IGO", "EUR")), "UNO")
        return outcome(cast, v, replace(said, country=body), parts, CONTEXT, f"{said.office or said.name} is of {body}")
    here = {n.best.country for n in v.notes if n.best.kind in PEOPLE and not n.aloof} - INTERNATIONAL
    local = sorted(c for c in here if c)
    if len(local) == 1 and (cast.home is None or len(cast.views) == 1):
        why = f"{local[0]} is the country of this sentence"
        return outcome(cast, v, replace(said, country=local[0]), parts, CONTEXT - 0.1, why)
    if cast.home is None:
        return outcome(cast, v, said, parts, GUESS, "the text names no country for it")
    home = replace(said, country=cast.home)
    if cast.issuer == cast.home:
        return outcome(cast, v, home, parts, CONTEXT, f"{cast.home} issued this text")
    return outcome(cast, v, home, parts, GUESS + 0.1, f"{cast.home} is the country this text mostly speaks of")


def uniformed(cast: Cast, v: View, said: Reading) -> Reading:
    """Bare 'officers' are police where the text speaks of police and not of an army."""
    if v.sentence.tokens[said.head].lemma not in words("uniformed") or said.sector != "MIL":
        return said
    spoken = {s for s, nouns in (("COP", "police_nouns"), ("MIL", "army_nouns")) if words(nouns) & cast.nouns.keys()}
    return replace(said, sector="COP", by=f"{said.name} are police in this text") if spoken == {"COP"} else said
