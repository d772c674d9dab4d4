"""A statement that goes on: "In a statement the embassy said Berg had thanked … . Berg also reaffirmed …".

The sentence after the one that gives a statement's words belongs to the statement too where it speaks on of the
same doer and says so with an "also"; nothing else is inherited.
"""

from __future__ import annotations

from itertools import pairwise

from dragoman.find.cues import lexicon
from dragoman.find.quotes import Quote, paragraphs
from dragoman.find.voices import can_speak
from dragoman.grammar import kids, subtree
from dragoman.records import Attribution, Document, Sentence, Span

SAYING = ("direct", "indirect", "mixed", "document", "denial")
PRONOUNS = ("he", "she", "it", "they", "who")
MORE = ("also", "further", "furthermore", "additionally")


def read_out(
    document: Document, sentences: tuple[Sentence, ...], attributions: tuple[Attribution, ...]
) -> tuple[Attribution, ...]:
    """What a party's readout goes on to give as its speaker's words: "Wang said that ... . China supports ...".

    Only in documents with an issuer, only to the end of the paragraph, only in the present or future tense of a side
    or a state, and only until somebody else speaks.
    """
    if document.issuer is None:
        return ()
    out: list[Attribution] = []
    ends = [p.end for p in paragraphs(document)]
    last: Attribution | None = None
    for before, s in pairwise(sentences):
        parted = any(before.end <= end <= s.start for end in ends)
        last = None if parted else next((a for a in reversed(attributions) if _speech(a, before)), last)
        if last is None or any(_touches(a, s) for a in attributions if a.kind in SAYING):
            continue
        if not _stance(s):
            last = None
            continue
        why = "a readout goes on with its speaker's words"
        out.append(Attribution(last.source, (), (Span(s.start, s.end),), "indirect", why, carried=True))
    return tuple(out)


def _speech(attribution: Attribution, s: Sentence) -> bool:
    """Whether the attribution's cue stands in the sentence and gives words to a named source."""
    here = any(s.start <= p.start < s.end for p in attribution.cue)
    return here and bool(attribution.source) and attribution.kind in ("indirect", "mixed", "document")


def _stance(s: Sentence) -> bool:
    """Whether the sentence has a side or a state say or do something now or from now on."""
    root = next((t for t in s.tokens if t.head == t.i), None)
    if root is None or s.block != "paragraph":
        return False
    tags = [t.tag for t in kids(s, root.i, "aux", "auxpass")] or [root.tag]
    now = tags[0] in ("VBZ", "VBP", "MD")
    sides = kids(s, root.i, "nsubj", "nsubjpass")
    return now and any(t.lemma in ("side", "country", "we", "party") or t.ent == "GPE" for t in sides)


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
    out: list[Attribution] = []
    for quote in spoken:
        answering = _interviewed(document, (*attributions, *out))
        held = any(_holds(a, quote) for a in attributions)
        before = next((s for s in reversed(sentences) if s.end <= quote.start), None)
        if held or before is None or document.text[before.end : quote.start].strip(" ") or before.start > quote.start:
            continue
        who = _gesturing(before)
        source = Span(before.tokens[who[0]].start, before.tokens[who[-1]].end) if who else answering
        if source and (who or quote.begins or _opens(document, quote)):
            why = "the sentence before brings its speaker on" if who else "the one who is interviewed speaks on"
            out.append(Attribution((source,), (), (Span(quote.start, quote.end),), "direct", why, carried=True))
    return tuple(out)


def _holds(attribution: Attribution, quote: Quote) -> bool:
    said = attribution.kind in SAYING
    return said and any(p.start < quote.end and quote.start < p.end for p in attribution.content)


def _opens(document: Document, quote: Quote) -> bool:
    """Whether the quotation is a sentence of its own: a capital in it, the end of a sentence before it."""
    before = document.text[: quote.start].rstrip(" ")[-1:]
    return document.text[quote.start + 1 : quote.end][:1].isupper() and before in (".", "?", "!", "”", '"', "\n")


def _interviewed(document: Document, attributions: tuple[Attribution, ...]) -> Span | None:
    """The one whom a document quotes at length, where two quotations or more are all one speaker's; else None."""
    direct = [a.source[0] for a in attributions if a.kind == "direct" and a.source]
    words = [document.text[s.start : s.end] for s in direct]
    named = {w.rstrip(",").split()[-1]: s for w, s in zip(words, direct, strict=True) if w.lower() not in PRONOUNS}
    called = {w.lower() for w in words if w.lower() in PRONOUNS}
    if len(direct) < 2 or len(named) > 1 or len(called) > 1:
        return None
    return next(iter(named.values()), direct[0])


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
