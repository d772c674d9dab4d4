"""Places: names found in a text and resolved, where an event happened, and what a name may mean.

Three places are kept apart: where a text is filed from (`Document.dateline`), where the deed happened
(`event_place`; `carried_place` where only another sentence says it), and the other places that the text
speaks of (`toponyms`).
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.records import Document, Match, Place, Sentence, Span, Toponym
from dragoman.resolve import gazetteer, placing
from dragoman.resolve import toponyms as finding
from dragoman.resolve.carried_places import carried_place
from dragoman.resolve.event_places import event_place
from dragoman.resolve.place_context import Context, context_of

__all__ = ["carried_place", "event_place", "toponyms", "where"]


def toponyms(document: Document, sentences: tuple[Sentence, ...]) -> tuple[Toponym, ...]:
    """Place names of the document in text order, each with the place it means, or None where it is not known.

    Adjectives and peoples ("Syrian", "Texans") count as names of their country or division; a building or street that
    the gazetteer lacks is given the town that the text names with it, with a low score and the reason.
    """
    found = finding.find(document, sentences)
    places = placing.resolve(document, sentences, found)
    told = tuple(Toponym(f.span, place) for f, place in zip(found, places, strict=True))
    return tuple(sorted((*_filed(document, told), *told), key=lambda t: t.span))


def _filed(document: Document, told: tuple[Toponym, ...]) -> tuple[Toponym, ...]:
    """The place of the dateline, whose block is no sentence: the one of that name in the text, else the best known."""
    name = document.dateline
    if name is None:
        return ()
    for block in document.blocks:
        text = document.text[block.span.start : block.span.end]
        at = text.lower().find(name.lower()) if block.kind == "dateline" else -1
        if at < 0:
            continue
        span = Span(block.span.start + at, block.span.start + at + len(name))
        if any(t.span.start < span.end and span.start < t.span.end for t in told):
            return ()
        same = next((t.place for t in told if t.place and t.place.value.name.lower() == name.lower()), None)
        match = same or next(iter(where(name, told, limit=1)), None)
        if match is None:
            return ()
        place = replace(match.value, text=document.text[span.start : span.end], span=span)
        return (Toponym(span, Match(place, match.score, f"the dateline; {match.why}")),)
    return ()


def where(name: str, context: tuple[Toponym, ...] = (), limit: int = 10) -> tuple[Match[Place], ...]:
    """The places that `name` may mean, best first, with reasons; empty where the gazetteer knows none.

    `name` may say what the place lies in ("Paris, Texas"). `context` holds the place names of a text (as `toponyms`
    gives them) in which the name is to be understood. Scores are shares of belief among the candidates, in [0, 1].
    """
    head, _, outer = name.partition(",")
    entries = gazetteer.lookup(name) or gazetteer.lookup(head) or _one(gazetteer.demonym(name))
    container = _container(outer.strip()) if outer.strip() and not gazetteer.lookup(name) else None
    ranked = placing.rank(entries, gazetteer.normalise(head), context_of(context), container)[:limit]
    shares = placing.shares(ranked)
    return tuple(
        Match(placing.place_of(name, Span(0, len(name)), choice.entry), share, placing.reason(choice))
        for choice, share in zip(ranked, shares, strict=True)
    )


def _one(entry: gazetteer.Entry | None) -> tuple[gazetteer.Entry, ...]:
    return (entry,) if entry else ()


def _container(name: str) -> gazetteer.Entry | None:
    ranked = placing.rank(gazetteer.lookup(name), "", Context())
    return ranked[0].entry if ranked else None
