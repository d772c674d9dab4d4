"""Deeds dated by a count from another: "twelve days after he dismissed his cabinet, his neighbours are deciding"."""

from __future__ import annotations

import re
from datetime import date

from dragoman.grammar import ancestors
from dragoman.records import Match, Sentence, Timex, When
from dragoman.resolve.timex_days import around, say, shift
from dragoman.resolve.timex_find import head_of
from dragoman.resolve.timex_tense import verb_direction

COUNTED = re.compile(r"P(\d+)([DWMY])")
WITHIN = ("conj", "xcomp", "ccomp")


def counted_date(sentence: Sentence, i: int, timexes: tuple[Timex, ...], published: date | None) -> Match[When] | None:
    """The date of the deed at token `i` where the sentence counts from it to a day that is known, else None."""
    for t in timexes:
        count = COUNTED.fullmatch(t.value) if t.type == "DURATION" and t.first is None else None
        if count is None or not sentence.start <= t.span.start < sentence.end:
            continue
        clause = _clause_after(sentence, t)
        if clause < 0 or not _belongs(sentence, i, clause):
            continue
        origin = _main_day(sentence, clause, timexes, published)
        if origin is None:
            return None
        value, days, grain = around(shift(origin, -int(count.group(1)), count.group(2)), count.group(2))
        said = " ".join(x.text for x in sentence.tokens if t.span.start <= x.start < t.span.end)
        return Match(When(*days, grain), 0.6, f'"{said} after" it comes {say(origin)}, so it was {value}')
    return None


def _clause_after(sentence: Sentence, t: Timex) -> int:
    """Head of what follows "after" behind the duration: a verb with its clause, or a noun; -1 if there is none."""
    marker = next((x for x in sentence.tokens if x.start >= t.span.end), None)
    if marker is None or marker.text.lower() not in ("after", "since"):
        return -1
    if marker.dep == "mark":
        return marker.head
    nouns = [k for k in sentence.children[marker.i] if sentence.tokens[k].dep in ("pobj", "pcomp")]
    return nouns[0] if nouns else -1


def _belongs(sentence: Sentence, i: int, clause: int) -> bool:
    while i != clause and sentence.tokens[i].dep in WITHIN:
        i = sentence.tokens[i].head
    return i == clause


def _main_day(sentence: Sentence, clause: int, timexes: tuple[Timex, ...], published: date | None) -> date | None:
    """The day of the main verb: told beside it, or publication where it speaks of the present."""
    main = next((a.i for a in ancestors(sentence, clause) if a.pos in ("VERB", "AUX")), -1)
    if main < 0:
        return None
    for t in timexes:
        if t.first is None or t.first != t.last or not sentence.start <= t.span.start < sentence.end:
            continue
        head = head_of(sentence, t.span)
        if head >= 0 and main in (a.i for a in list(ancestors(sentence, head))[:2]):
            return t.first
    return published if verb_direction(sentence, main) == "present" else None
