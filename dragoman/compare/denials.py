"""Whether one account denies what the other asserts: negation in the clause that a point is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.compare.points import Cut, known
from dragoman.grammar import kids

DOWN = ("ccomp", "xcomp", "pcomp")
NOUNS = ("dobj", "nsubj", "nsubjpass", "attr", "expl")


def denied(a: Sequence[Cut], b: Sequence[Cut]) -> str:
    """Why the two contradict each other, in words; empty where they do not."""
    one, two = ([_negation(cut) for cut in cuts] for cuts in (a, b))
    for first, second, name in ((one, two, "the second"), (two, one, "the first")):
        words = [w for w in second if w]
        if words and not any(first):
            return f"{name} denies it: “{words[0]}”"
    return ""


def _negation(cut: Cut) -> str:
    """The word that makes a point a denial; empty where it asserts."""
    for i in _chain(cut):
        found = list(_negatives(cut, i))
        if len(found) % 2:
            return found[0]
    return ""


def _chain(cut: Cut) -> Iterator[int]:
    """The head of a point, and the verbs that it leads to ("made clear that … stays")."""
    own, at = set(cut.own), [cut.head]
    seen: set[int] = set()
    while at:
        i = at.pop()
        if i in seen:
            continue
        seen.add(i)
        yield i
        at += [t.i for t in kids(cut.sentence, i, *DOWN) if t.i in own]


def _negatives(cut: Cut, i: int) -> Iterator[str]:
    sentence, words = cut.sentence, known()
    token = sentence.tokens[i]
    if token.lemma in words["asserting"]:
        return
    for t in kids(sentence, i):
        if t.dep == "neg" or t.lemma in words["nobody"]:
            behind = sentence.tokens[t.i + 1].lemma if t.i + 1 < len(sentence.tokens) else ""
            if behind not in words["merely"]:
                yield t.text
        elif t.dep in NOUNS:
            inner = kids(sentence, t.i, "det", "neg", "preconj")
            if any(d.lemma in words["none"] for d in inner):
                yield next(d.text for d in inner if d.lemma in words["none"])
        elif t.dep == "acomp" and t.lemma in words["untrue"]:
            yield t.text
    if token.lemma in words["denying"]:
        yield token.text
