"""Dates that stand alone and head what follows, as in a chronicle: "Monday 16. Police arrest an imam." """

from __future__ import annotations

from datetime import date

from dragoman.records import Document, Match, Sentence, Timex, When
from dragoman.resolve.timex_days import say

HEADS = "; it heads what follows"
FEWEST = 2  # so many such dates make a chronicle; one may be the day of filing


def heads(document: Document, sentence: Sentence | None, first: int, last: int) -> bool:
    """Whether a sentence consists of nothing but the date from `first` to `last`, numbers and marks aside."""
    if sentence is None:
        return False
    beside = document.text[sentence.start : first] + document.text[last : sentence.end]
    return not any(c.isalpha() for c in beside)


def heading_date(sentence: Sentence, timexes: tuple[Timex, ...], published: date | None) -> Match[When] | None:
    """The day of the heading that a sentence of a chronicle stands under, or None."""
    headings = [t for t in timexes if t.why.endswith(HEADS) and t.first is not None]
    before = [t for t in headings if t.span.end <= sentence.start]
    if len(headings) < FEWEST or not before or before[-1].first is None or before[-1].last is None:
        return None
    day = before[-1].first
    if published is not None and day > published:
        return None
    return Match(When(day, before[-1].last, before[-1].granularity), 0.55, f"it stands under the date {say(day)}")
