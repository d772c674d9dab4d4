"""What kind of thing a point tells: that they met, how the talks went, who asked, the next meeting, a speech act."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.compare.points import VERBAL, Cut, known
from dragoman.grammar import kids
from dragoman.ladder import rungs

NAMES = ("PERSON", "GPE", "ORG", "NORP")


def kinds(cut: Cut) -> frozenset[str]:
    """The kinds of a point; empty where none is seen."""
    return frozenset(_kinds(cut))


def _kinds(cut: Cut) -> Iterator[str]:
    lemmas = {t.lemma.lower() for t in cut.tokens}
    talking = bool(lemmas & (set(known()["talks"]) | set(known()["meetings"])))
    if any(r.ladder == "atmosphere" for t in cut.tokens if t.pos == "ADJ" for r in rungs(cut.sentence, t.i)) and (
        talking or lemmas & set(known()["manner"])
    ):
        yield "atmosphere"
    if lemmas & set(known()["asked"]) or (lemmas & {"invite", "ask"} and lemmas & {"come", "visit"}):
        yield "asked"
    if lemmas & set(known()["publishing"]) and lemmas & set(known()["published"]):
        yield "texts"
    next_one = bool(lemmas & set(known()["again"])) and (talking or "meet" in lemmas)
    if next_one:
        yield "next meeting"
    elif _met(cut, lemmas, talking):
        yield "meeting"
    yield from (f"act {ladder}" for ladder in _acts(cut))


def _met(cut: Cut, lemmas: set[str], talking: bool) -> bool:
    """Whether it tells that named persons or bodies met."""
    verb = cut.sentence.tokens[cut.head].lemma
    held = verb in known()["meeting_verbs"] or (talking and verb in known()["holding_verbs"])
    return held and sum(t.ent in NAMES for t in cut.tokens) > 0


def _acts(cut: Cut) -> set[str]:
    """The ladders that the verb of a point stands on."""
    head = cut.sentence.tokens[cut.head]
    if head.pos not in VERBAL:
        return set()
    found = {r.ladder for r in rungs(cut.sentence, cut.head)}
    return found | {r.ladder for t in kids(cut.sentence, cut.head, "dobj") for r in rungs(cut.sentence, t.i)}
