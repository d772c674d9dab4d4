"""Places that words are about: "talks on X", "met over X", "the situation in X", "condemnation of X"."""

from __future__ import annotations

from dragoman.records import Sentence, Token
from dragoman.resolve.toponym_evidence import words


def topical(governor: Token, preposition: Token) -> bool:
    """Whether what follows the preposition is only what its governor is about, and so no venue."""
    lists = words()
    if preposition.dep not in ("prep", "dative"):
        return False
    if governor.lemma in lists["matters"] and governor.pos == "NOUN":
        return True
    if governor.lemma in lists["judging_nouns"] and preposition.lemma in ("of", "for", "to"):
        return True
    if governor.pos in ("VERB", "AUX"):
        return governor.lemma in lists["topical_verbs"] and preposition.lemma in ("over", "about", "on", "regarding")
    return governor.lemma in lists["topical_nouns"] and preposition.lemma in lists["topical_prepositions"]


def of_parties(governor: Token, preposition: Token) -> bool:
    """Whether parties of the deed follow the preposition ("talks between X and Y"); only what lies in places places."""
    if preposition.lemma not in words()["party_prepositions"]:
        return False
    return preposition.lemma != "between" or governor.lemma in words()["topical_nouns"]


def discussed(s: Sentence, governor: Token, child: Token) -> bool:
    """Whether the dependent is what a verb of discussing has for its matter."""
    return governor.lemma in words()["discussing_verbs"] and child.dep in ("dobj", "nsubjpass")


def stands_on(s: Sentence, governor: Token, preposition: Token, kind: str) -> bool:
    """Whether "on" is said of ground ("on the border", "on the island") or of a blow ("an attack on X")."""
    lists = words()
    if governor.lemma in lists["struck_on"]:
        return True
    nouns = [s.tokens[k] for k in s.children[preposition.i]]
    grounds = lists["on_places"] | lists["sorts"].keys() | lists["facility"]
    return any(t.lemma in grounds for t in nouns) or kind in ("site", "base", "seat", "water", "river", "area")
