"""Which sentences are about sport, entertainment or markets, where words of conflict and agreement are metaphor.

The codebook's rule 15: sport, film, business rivalry and markets hold no events. The words are data/quiet.yaml.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

from dragoman.records import Document, Sentence

WORDS = Path(__file__).parent.parent / "data" / "quiet.yaml"
IN_DOCUMENT = 6  # different words of one subject that make it the document's subject
IN_SENTENCE = 2  # different words of it that make it the sentence's subject


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    words = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return {
        subject: re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, listed), key=len, reverse=True)) + r")s?\b", re.I)
        for subject, listed in words.items()
    }


def quiet(document: Document, sentences: tuple[Sentence, ...]) -> frozenset[int]:
    """Indices of the sentences whose subject is none that the codebook types."""
    out: set[int] = set()
    for pattern in _patterns().values():
        whole = len(_found(pattern, document.text))
        long = max(1.0, len(document.text) / 2500)
        for s in sentences:
            here = len(_found(pattern, document.text[s.start : s.end]))
            if whole >= IN_DOCUMENT * long or (here >= IN_SENTENCE and whole >= IN_SENTENCE + 1):
                out.add(s.index)
    return frozenset(out)


def _found(pattern: re.Pattern[str], text: str) -> set[str]:
    return {m.group().lower() for m in pattern.finditer(text)}
