"""What a row is about, in a few words of the text: the phrase of its points that tells most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.compare.points import Cut, is_content
from dragoman.grammar import subtree
from dragoman.words import information, stems

LONGEST = 7  # words
NOUNS = ("NOUN", "PROPN")
EDGE = ("DET", "PUNCT", "ADP", "CCONJ", "SCONJ", "PART", "PRON", "AUX", "SPACE")


def topic(cuts: Iterable[Cut]) -> str:
    """The phrase of a noun with most information; the first words of the points where there is none."""
    held = list(cuts)
    phrases = [phrase for cut in held for phrase in _phrases(cut)]
    if phrases:
        return max(phrases, key=_told)
    return " ".join(" ".join(c.point.text for c in held).split()[:LONGEST])


def _phrases(cut: Cut) -> Iterator[str]:
    """The phrases of the nouns that a point speaks of, its subject left out where there is another."""
    tokens, own = cut.sentence.tokens, set(cut.own)
    nouns = [tokens[i] for i in cut.own if tokens[i].pos in NOUNS and tokens[i].dep not in ("compound", "nmod", "poss")]
    others = [t for t in nouns if t.dep not in ("nsubj", "appos")] or nouns
    for noun in others:
        inside = [i for i in subtree(cut.sentence, noun.i) if i in own]
        kept = [i for i in inside if abs(i - noun.i) < LONGEST]
        while kept and tokens[kept[0]].pos in EDGE:
            kept = kept[1:]
        kept = [i for i in kept if i - kept[0] == kept.index(i)][:LONGEST]
        while kept and tokens[kept[-1]].pos in EDGE:
            kept = kept[:-1]
        if kept and any(is_content(tokens[i]) for i in kept):
            words = cut.point.document.text[tokens[kept[0]].start : tokens[kept[-1]].end]
            yield " ".join(words.split())


def _told(phrase: str) -> tuple[float, int]:
    found = stems(phrase)
    return sum(information(s) for s in found if not s.isdigit()) / (1 + 0.2 * len(found)), -len(phrase)
