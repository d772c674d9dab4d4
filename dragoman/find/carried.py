"""A statement that goes on: "In a statement the embassy said Berg had thanked … . Berg also reaffirmed …".

The sentence after the one that gives a statement's words belongs to the statement too where it speaks on of the
same doer and says so with an "also"; nothing else is inherited.
"""

from __future__ import annotations

from itertools import pairwise

from dragoman.grammar import kids
from dragoman.records import Attribution, Sentence, Span

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
