"""A statement that goes on: "In a statement the embassy said Berg had thanked … . Berg also reaffirmed …".

The sentence after the one that gives a statement's words belongs to the statement too where it speaks on of the
same doer and says so with an "also"; nothing else is inherited.
"""

from __future__ import annotations

from itertools import pairwise

from dragoman.find.cues import lexicon
from dragoman.find.quotes import Quote
from dragoman.find.voices import can_speak
from dragoman.grammar import kids, subtree
from dragoman.records import Attribution, Document, Sentence, Span

SAYING = ("direct", "indirect", "mixed", "document", "denial")
MORE = ("also", "further", "furthermore", "additionally")


def carried(sentences: tuple[Sentence, ...], attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """The attributions of sentences that carry on a statement, with the statement's source and no cue."""
    out: list[Attribution] = []
    for before, s in pairwise(sentences):
        if any(a.kind in SAYING and _touches(a, s) for a in attributions):
            continue
        statement = next((a for a in (*reversed(out), *attributions) if _statement(a, before)), None)
        doer = _doer(s)
        if statement and doer and doer in _doers(before, statement):
            content = (Span(s.start, s.end),)
            why = "“also” goes on with the statement before"
            out.append(Attribution(statement.source, (), content, "document", why, carried=True))
    return tuple(out)


def introduced(
    document: Document, sentences: tuple[Sentence, ...], spoken: list[Quote], attributions: tuple[Attribution, ...]
) -> tuple[Attribution, ...]:
    """Quotations that nobody is said to say, behind a sentence that has their speaker shrug, nod or be brief."""
    out = []
    for quote in spoken:
        held = any(
            p.start < quote.end and quote.start < p.end for a in attributions if a.kind in SAYING for p in a.content
        )
        before = next((s for s in reversed(sentences) if s.end <= quote.start), None)
        if held or before is None or document.text[before.end : quote.start].strip(" ") or before.start > quote.start:
            continue
        who = _gesturing(before)
        if who:
            source = Span(before.tokens[who[0]].start, before.tokens[who[-1]].end)
            why = "the sentence before brings its speaker on"
            out.append(Attribution((source,), (), (Span(quote.start, quote.end),), "direct", why, carried=True))
    return tuple(out)


def _gesturing(s: Sentence) -> list[int]:
    """The subject of a sentence that has somebody about to speak, as token indices; empty where it does not."""
    root = next((t for t in s.tokens if t.head == t.i), None)
    if root is None:
        return []
    brief = root.lemma == "be" and any(t.lemma in lexicon().manners for t in kids(s, root.i, "acomp"))
    if not brief and root.lemma not in lexicon().gestures:
        return []
    return next((subtree(s, t.i) for t in kids(s, root.i, "nsubj") if can_speak(t)), [])


def _touches(attribution: Attribution, s: Sentence) -> bool:
    return any(p.start < s.end and s.start < p.end for p in (*attribution.cue, *attribution.content))


def _statement(attribution: Attribution, s: Sentence) -> bool:
    inside = any(s.start <= p.start < s.end for p in attribution.content)
    return attribution.kind == "document" and bool(attribution.source) and inside


def _doer(s: Sentence) -> str | None:
    """The name of the subject of a sentence that says "also"."""
    root = next((t for t in s.tokens if t.head == t.i), None)
    if root is None or not any(t.lemma in MORE for t in kids(s, root.i, "advmod")):
        return None
    return next((t.text for t in kids(s, root.i, "nsubj") if t.pos == "PROPN"), None)


def _doers(s: Sentence, statement: Attribution) -> set[str]:
    """The names that stand as subjects in the statement's words."""
    return {
        t.text
        for t in s.tokens
        if t.dep == "nsubj" and t.pos == "PROPN" and any(p.start <= t.start < p.end for p in statement.content)
    } or ({_doer(s) or ""} - {""})
