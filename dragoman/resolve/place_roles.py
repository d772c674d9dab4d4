"""What a place name does in its text: says where the text is filed from, where a deed happened, who acts, or what the
text is about, so that a dateline is no venue and the topic of talks is not where they were held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dragoman.records import Claim, Document, Span, Toponym

Part = Literal["dateline", "event", "actor", "about"]


@dataclass(frozen=True, slots=True)
class Role:
    """A place name of the text with what it does there, and the words that say so."""

    toponym: Toponym
    role: Part
    why: str


def roles(document: Document, toponyms: tuple[Toponym, ...], claims: tuple[Claim, ...]) -> tuple[Role, ...]:
    """The place names of a text in text order, each with its role; `claims` are those that the text yields.

    `dateline`: where the text is filed from; `event`: where the deed of a claim happened or will; `actor`: part of the
    words for those who act, are acted on or speak; `about`: any other, which the text only speaks of.
    """
    return tuple(_role(document, toponym, claims) for toponym in toponyms)


def _role(document: Document, toponym: Toponym, claims: tuple[Claim, ...]) -> Role:
    span = toponym.span
    if any(b.kind == "dateline" and _within(span, b.span) for b in document.blocks):
        return Role(toponym, "dateline", "where the text is filed from")
    here = [c for c in claims if c.place and c.place.value.span == span]
    if here:
        return Role(toponym, "event", f"where {_deeds(document, here)} took or takes place")
    acting = [c for c in claims if any(_within(span, party) for party in _parties(c))]
    if acting:
        return Role(toponym, "actor", f"named for a party of {_deeds(document, acting)}")
    around = [c for c in claims if _within(span, c.passage)]
    if around:
        return Role(toponym, "about", f"what {_deeds(document, around)} is about, not where it happened")
    return Role(toponym, "about", "only spoken of")


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _parties(claim: Claim) -> Iterator[Span]:
    for match in (*claim.actors, *claim.recipients, *claim.chain, *((claim.claimant,) if claim.claimant else ())):
        yield match.value.span


def _deeds(document: Document, claims: list[Claim]) -> str:
    """The words of the deeds, the first three of them, in quotation marks."""
    said = dict.fromkeys(" ".join(document.text[c.trigger.start : c.trigger.end].split()) for c in claims)
    return ", ".join(f"“{word}”" for word in list(said)[:3])
