"""Whether one account denies what the other asserts: negation in the clause that a point is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.compare.points import Cut, is_content, known
from dragoman.grammar import kids
from dragoman.words import stems

DOWN = ("ccomp", "xcomp", "pcomp")
NOUNS = ("dobj", "nsubj", "nsubjpass", "attr", "expl")


def denied(a: Sequence[Cut], b: Sequence[Cut]) -> str:
    """Why the two contradict each other, in words; empty where they do not, or where it cannot be told.

    What is negated must be an act of speech or agreement ("no decision was taken"), or something that the other side
    names too: "no shots were fired" and "the truce holds" say the same. So do "no force" and "renounced force".
    """
    told = (_stems(a), _stems(b))
    found = [[w for w in (_negation(c, told[1 - k]) for c in cuts) if w] for k, cuts in enumerate((a, b))]
    for denying, name in ((1, "the second"), (0, "the first")):
        if found[denying] and not any(_negated(c) or _renounced(c) for c in (a, b)[1 - denying]):
            return f"{name} denies it: “{found[denying][0]}”"
    return ""


def _stems(cuts: Sequence[Cut]) -> frozenset[str]:
    return frozenset(s for c in cuts for t in c.tokens if is_content(t) for s in stems(t.lemma))


def _negated(cut: Cut) -> bool:
    """Whether something is negated in the clause of a point."""
    return any(len(list(_negatives(cut, i))) % 2 for i in _chain(cut))


def _renounced(cut: Cut) -> bool:
    """Whether the verbs of a point deny what follows them in themselves ("renounced", "banned")."""
    return any(cut.sentence.tokens[i].lemma in known()["against"] for i in _chain(cut))


def _negation(cut: Cut, other: frozenset[str]) -> str:
    """The word that makes a point a denial of what the other side may assert; empty where there is none."""
    for i in _chain(cut):
        found = list(_negatives(cut, i))
        if len(found) % 2:
            verb = cut.sentence.tokens[i]
            about = [verb, *kids(cut.sentence, i, *NOUNS)]
            acts = {t.lemma for t in about} & set(known()["acts"])
            if acts or any(s in other for t in about if is_content(t) for s in stems(t.lemma)):
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
