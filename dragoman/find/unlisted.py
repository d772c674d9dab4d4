"""Verbs of which the lexicon holds no fitting sense, standing between parties as a deed does: the model may know them.

`unlisted(sentence, told, lexicon)` gives such verbs as triggers whose sense has the type UNLISTED and the usual places
for actor and recipient; `weigh` keeps those that the model is sure of.
"""

from __future__ import annotations

from dragoman.find.clauses import Clause, clause, heads, words
from dragoman.find.fitting import fits
from dragoman.find.lexicon import Lexicon, Sense
from dragoman.find.triggers import NOTHING, Trigger, content_words
from dragoman.grammar import kids, subtree
from dragoman.records import Sentence

UNLISTED = "UNLISTED"
EMPTY = (
    "be",
    "have",
    "do",
    "get",
    "go",
    "come",
    "become",
    "happen",
    "seem",
    "continue",
    "begin",
    "start",
    "keep",
    "remain",
    "stay",
)
NAMES = ("GPE", "NORP", "ORG", "PERSON")
RECIPIENT = ("object", "iobj", "against", "to", "on", "with", "at", "from", "into", "for", "object.of", "object.poss")


def unlisted(s: Sentence, told: tuple[Trigger, ...], lexicon: Lexicon) -> tuple[Trigger, ...]:
    """Verbs with a party on either side that are no trigger, nor stand inside what another deed speaks of."""
    taken = {k for t in told for k in (t.at, t.named)} | {t.means.at for t in told if t.means}
    inside = {k for t in told if t.sense.absorbs for k in content_words(s, t, t.at)}
    out = []
    for token in s.tokens:
        if token.pos != "VERB" or token.i in taken | inside or not (_may(s, token.i) and _asserts(s, token.i)):
            continue
        parts = clause(s, token.i)
        if set(parts.complements + parts.object) & taken:  # "is considering cutting off", "staged a raid"
            continue
        if _between_parties(s, parts) and not _silenced(s, token.i, parts, lexicon):
            out.append(Trigger(token.i, token.i, _sense(token.lemma), parts))
    return tuple(out)


def _may(s: Sentence, i: int) -> bool:
    """Whether a verb can be a deed by its form: no helper, no word of saying, no empty verb."""
    token = s.tokens[i]
    if token.dep in ("aux", "auxpass", "amod", "compound") or token.lemma in EMPTY:
        return False
    return token.lemma not in words()["saying"] and not kids(s, i, "expl")


def _asserts(s: Sentence, i: int) -> bool:
    """Whether a verb heads a clause of its own, with a subject: no participle, purpose or relative clause.

    Those lean on a deed beside them, and the model then answers for that.
    """
    token = s.tokens[i]
    if token.dep == "conj" and s.tokens[token.head].pos in ("VERB", "AUX"):
        return _asserts(s, token.head)
    return token.dep in ("ROOT", "ccomp", "parataxis") and bool(kids(s, i, "nsubj", "nsubjpass"))


def _between_parties(s: Sentence, parts: Clause) -> bool:
    """Whether somebody with a name, or of those who act in politics, stands as doer or undergoer beside another."""
    doers, undergoers = parts.subject + parts.agent, parts.object + tuple(x for k in parts.preps.values() for x in k)
    named = [
        any(t.ent in NAMES for i in heads(s, side) for k in subtree(s, i) if (t := s.tokens[k]))
        for side in (doers, undergoers)
    ]
    return bool(doers or parts.passive) and any(named)


def _silenced(s: Sentence, i: int, parts: Clause, lexicon: Lexicon) -> bool:
    """Whether the lexicon says that these words are no deed."""
    return any(x.type == NOTHING and fits(s, i, parts, x) for x in lexicon.senses.get(("verb", s.tokens[i].lemma), ()))


def _sense(lemma: str) -> Sense:
    nothing: frozenset[str] = frozenset()
    return Sense(
        id=f"unlisted/{lemma}", pos="verb", lemma=lemma, particles=(), modifier=None, type=UNLISTED, mode=None,
        object=nothing, not_object=nothing, subject=nothing, not_subject=nothing, prepositions=(), complement=nothing,
        actor=("subject",), recipient=RECIPIENT, mutual=False, absorbs=False, bare=False, score=0.8,
    )  # fmt: skip
