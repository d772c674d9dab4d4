"""Whether the words that a sense of the lexicon needs stand around its trigger."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.find.clauses import Clause, heads, prepositions
from dragoman.find.lexicon import Sense
from dragoman.grammar import kids
from dragoman.records import Sentence


def fits(s: Sentence, i: int, parts: Clause, sense: Sense) -> bool:
    """Whether the words that `sense` needs around token `i` are there."""
    if not all(_particle(s, parts, p) for p in sense.particles):
        return False
    if sense.modifier and all(t.lemma != sense.modifier for t in kids(s, i, "compound", "amod", "nmod")):
        return False
    things = parts.object
    if sense.particles and sense.particles[-1] in parts.preps:
        things = parts.preps[sense.particles[-1]] + things
    return (
        _has(s, things, sense.object, sense.not_object)
        and _has(s, parts.subject, sense.subject, sense.not_subject)
        and all(_phrase_fits(s, i, parts, prep, words) for prep, words in sense.prepositions)
        and _complement_fits(s, parts, sense.complement)
    )


def _particle(s: Sentence, parts: Clause, word: str) -> bool:
    """A particle, or a preposition with an object that is no date ("called on Friday" is not "call on")."""
    objects = parts.preps.get(word, ())
    if objects:
        return any(s.tokens[k].ent not in ("DATE", "TIME") for k in objects)
    return word in parts.particles


def _has(s: Sentence, indices: tuple[int, ...], wanted: frozenset[str], barred: frozenset[str]) -> bool:
    names = {n for i in heads(s, indices) for n in _names(s, i)}
    return not (barred & names) and (not wanted or bool(wanted & names))


def _names(s: Sentence, i: int) -> Iterator[str]:
    token = s.tokens[i]
    yield token.lemma
    for t in kids(s, i, "compound", "amod", "nmod"):
        yield f"{t.lemma} {token.lemma}"


def _phrase_fits(s: Sentence, i: int, parts: Clause, prep: str, words: frozenset[str]) -> bool:
    objects = parts.preps.get(prep, ())
    for k in parts.object:
        objects += prepositions(s, k).get(prep, ())
    if not objects:
        return not words and prep in parts.particles
    return not words or _has(s, objects, words, frozenset())


def _complement_fits(s: Sentence, parts: Clause, verbs: frozenset[str]) -> bool:
    if not verbs:
        return True
    lemmas = {s.tokens[k].lemma for k in parts.complements}
    return bool(lemmas) if "any" in verbs else bool(lemmas & verbs)
