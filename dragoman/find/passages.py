"""The words of the passage that tells of a deed: its clause, from the first to the last word."""

from __future__ import annotations

from dragoman.find.clauses import phrase
from dragoman.find.triggers import Trigger
from dragoman.grammar import ancestors, kids, subtree
from dragoman.records import Sentence, Span

FEW = 4  # a passage of fewer words does not carry a claim by itself: its governing clause is quoted with it
LEAVES = ("conj", "advcl", "parataxis")


def passage(s: Sentence, trigger: Trigger) -> Span:
    """The clause of the trigger: from its first to its last word, coordinated and adverbial clauses left out."""
    at = trigger.at
    if s.tokens[at].pos not in ("VERB", "AUX"):
        at = next((t.i for t in ancestors(s, at) if t.pos in ("VERB", "AUX")), at)
        if s.tokens[at].i != trigger.at and not _short(s, at):
            at = trigger.at
    at = _governor(s, at)
    keep = _clause_words(s, at) or [trigger.at]
    if trigger.at not in keep:
        keep.append(trigger.at)
    if s.tokens[at].dep in ("relcl", "acl", "amod"):
        head = s.tokens[s.tokens[at].head]
        keep.extend(k for k in range(*_range(s, phrase(s, head.i))))
    keep = _contiguous(s, sorted(set(keep)), trigger.at)
    if (
        len(keep) < FEW
        and (above := next((t.i for t in ancestors(s, at) if t.pos in ("VERB", "AUX")), None)) is not None
    ):
        keep = _contiguous(s, sorted({*keep, *_clause_words(s, above)}), trigger.at)
    if len(keep) > 1 and s.tokens[keep[0]].dep == "mark" and s.tokens[keep[0]].lemma == "that":
        keep.pop(0)
    while len(keep) > 1 and s.tokens[keep[-1]].dep == "punct" and s.tokens[keep[-1]].text not in ('"', "”", ")", "’"):
        keep.pop()
    return Span(s.tokens[keep[0]].start, s.tokens[keep[-1]].end)


def _governor(s: Sentence, at: int) -> int:
    """The verb that an infinitive without a subject of its own hangs on ("is expected to travel")."""
    while s.tokens[at].dep == "xcomp" and s.tokens[s.tokens[at].head].pos in ("VERB", "AUX", "ADJ"):
        at = s.tokens[at].head
    return at


def _short(s: Sentence, at: int) -> bool:
    return len(_clause_words(s, at)) <= 30


def _range(s: Sentence, span: Span) -> tuple[int, int]:
    inside = [t.i for t in s.tokens if span.start <= t.start < span.end]
    return inside[0], inside[-1] + 1


def _clause_words(s: Sentence, at: int) -> list[int]:
    out = [at]
    for t in kids(s, at):
        if t.dep in LEAVES and t.pos in ("VERB", "AUX"):
            continue
        if t.dep == "ccomp" and t.i < at:
            continue
        if t.dep == "cc" or (t.dep == "punct" and t.i < at and not any(k < t.i for k in out)):
            continue
        out.extend(subtree(s, t.i))
    return sorted(out)


def _contiguous(s: Sentence, indices: list[int], at: int) -> list[int]:
    """The words from first to last, cut where an excluded clause stands between them and the trigger."""
    have = set(indices)
    low = high = at
    gap = 0
    for k in range(at - 1, indices[0] - 1, -1):
        gap = 0 if k in have else gap + 1
        if gap > 12:
            break
        if k in have:
            low = k
    gap = 0
    for k in range(at + 1, indices[-1] + 1):
        gap = 0 if k in have else gap + 1
        if gap > 3:
            break
        if k in have:
            high = k
    return list(range(low, high + 1))
