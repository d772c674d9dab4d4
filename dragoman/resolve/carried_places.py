"""The place of a deed that its own sentence does not place, from another sentence that tells of it in the same word.

A headline says that talks were held, the first paragraph where; a later one speaks of "the ambush" that the first has
placed, "the attack" of an ambush. Only a deed of the same word, or of one that a broader word takes up, is followed,
never the mere neighbourhood, and the score stays low.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.grammar import kids
from dragoman.records import Match, Place, Sentence, Span, Token, Toponym
from dragoman.resolve.event_places import event_place
from dragoman.resolve.toponym_evidence import words

LEAST = 0.5  # score from which a place said in another sentence is taken over
STEM = 6  # letters in which two words for one deed agree ("ambush", "ambushed", "ambushing")


def carried_place(
    sentence: Sentence, i: int, sentences: tuple[Sentence, ...], toponyms: tuple[Toponym, ...]
) -> Match[Place] | None:
    """The place that another sentence gives for the deed with the trigger at token `i` of `sentence`, or None.

    Sentences before are asked first, the nearest first, then those after. Scores are at most 0.45.
    """
    names = list(_names_of_deed(sentence, i))
    wanted = {_stem(t.lemma) for t in names}
    if not wanted:
        return None
    broader = {_stem(word) for t in names for word in _taken_up(t)}
    before = [s for s in sentences if s.index < sentence.index]
    return _told(list(_by_nearness(sentence, sentences)), wanted, toponyms) or _told(before[::-1], broader, toponyms)


def _told(others: list[Sentence], wanted: set[str], toponyms: tuple[Toponym, ...]) -> Match[Place] | None:
    """The place that the first of the sentences which tells of such a deed, and places it, gives."""
    for other in others:
        for t in other.tokens:
            if t.pos not in ("VERB", "NOUN", "PROPN") or _stem(t.lemma) not in wanted:
                continue
            found = event_place(other, t.i, Span(other.start, other.end), toponyms)
            if found is not None and found.score >= LEAST:
                why = f"not placed here; another sentence that speaks of it says {found.why}"
                return Match(found.value, round(found.score / 2, 2), why)
    return None


def _by_nearness(sentence: Sentence, sentences: tuple[Sentence, ...]) -> Iterator[Sentence]:
    before = [s for s in sentences if s.index < sentence.index]
    yield from reversed(before)
    yield from (s for s in sentences if s.index > sentence.index)


def _taken_up(t: Token) -> tuple[str, ...]:
    """The words of deeds that a broader word may take up: those of an ambush by "attack"."""
    return tuple(word for taking, taken in words()["broader"] if t.lemma in taking for word in taken)


def _names_of_deed(s: Sentence, i: int) -> Iterator[Token]:
    """The words that name the deed: the trigger, or the noun that a light verb leans on, and "after the talks"."""
    vocabulary = words()
    t = s.tokens[i]
    if t.lemma not in vocabulary["light_verbs"]:
        if _points_back(s, t):
            yield t
    else:
        yield from (k for k in kids(s, i, "dobj", "nsubjpass") if k.lemma in vocabulary["event_nouns"])
    for p in kids(s, i, "prep"):
        if p.lemma in ("after", "during", "at", "following", "before"):
            yield from (k for k in kids(s, p.i, "pobj") if k.lemma in vocabulary["event_nouns"])


def _points_back(s: Sentence, t: Token) -> bool:
    """Whether the word may speak of a deed told elsewhere: any in a headline, else "the ambush", not "killed"."""
    if s.block == "headline" or s.index == 0 or t.lemma in words()["broader_bare"]:
        return True
    return t.pos == "NOUN" and any(
        k.text.lower() in ("the", "this", "that", "these", "those") for k in kids(s, t.i, "det")
    )


def _stem(lemma: str) -> str:
    return lemma[:STEM]
