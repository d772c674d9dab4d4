"""Dates: the temporal expressions of a text, and the date of a deed told in it.

`timexes` finds expressions and resolves them; `event_date` says which of them dates the deed at a token;
`story_date` gives the day that the document as a whole reports.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dragoman.records import Document, Sentence, Timex
from dragoman.resolve.date_notes import date_notes
from dragoman.resolve.event_dates import event_date
from dragoman.resolve.event_headings import HEADS, heads
from dragoman.resolve.issue_dates import issue_day
from dragoman.resolve.story_dates import story_date
from dragoman.resolve.timex_days import say
from dragoman.resolve.timex_find import Found, Told, find
from dragoman.resolve.timex_value import Reading

__all__ = ["date_notes", "event_date", "story_date", "timexes"]


def timexes(document: Document, sentences: tuple[Sentence, ...]) -> tuple[Timex, ...]:
    """Temporal expressions of the document in text order, with TIMEX3 type and value and the days they cover.

    Stretches outside the sentences (bylines, date lines) are read too. Relative expressions are counted from
    the day that the text gives itself in its dateline or byline, else from `document.published`, or from a date told
    before; where neither is known they keep a value such as
    "XXXX-WXX-4", cover no days, and `why` says so. Impossible dates are named in `why`, never guessed.
    """
    out: list[Timex] = []
    told, issued = Told(), issue_day(document)
    for start, end, sentence in _stretches(document, sentences):
        found = find(document.text[start:end], start, sentence, issued, told)
        alone = len(found) == 1 and heads(document, sentence, found[0].span.start, found[0].span.end)
        made = [_timex(f, HEADS if alone and _is_dated(f.reading) else "") for f in found]
        out.extend(made if issued == document.published else [_of_its_own_day(t, issued) for t in made])
        dated = [f.reading for f in found if _is_dated(f.reading)]
        days = [r for r in dated if r.days is not None and r.days[0] == r.days[1]]
        told = Told(dated[-1] if dated else told.date, days[-1] if days else told.day)
    return tuple(out)


def _stretches(document: Document, sentences: tuple[Sentence, ...]) -> list[tuple[int, int, Sentence | None]]:
    """The sentences, and the blocks that were not parsed into sentences, in text order."""
    stretches: list[tuple[int, int, Sentence | None]] = [(s.start, s.end, s) for s in sentences]
    parsed = {b.span for b in document.blocks for s in sentences if b.span.start <= s.start < b.span.end}
    stretches.extend((b.span.start, b.span.end, None) for b in document.blocks if b.span not in parsed)
    return sorted(stretches, key=lambda s: s[:2])


def _is_dated(reading: Reading) -> bool:
    return reading.days is not None and reading.type in ("DATE", "TIME") and reading.value != "PRESENT_REF"


def _timex(found: Found, also: str) -> Timex:
    r = found.reading
    first, last = r.days if r.days is not None else (None, None)
    return Timex(found.span, r.type, r.value, first, last, r.granularity, r.why + also)


def _of_its_own_day(timex: Timex, issued: date | None) -> Timex:
    """The expression with the reason put right where it was counted from the text's own day."""
    if issued is None:
        return timex
    return replace(timex, why=timex.why.replace(f"publication ({say(issued)})", f"the day of the text ({say(issued)})"))
