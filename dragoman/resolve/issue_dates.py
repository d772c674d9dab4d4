"""The day on which a text was issued, by its own dateline or byline, where that is not the day of publication.

A paper prints on Friday what was filed on Thursday, an archive gives the day on which a page was put up: "today" and
"on Monday" are counted from the day of the text itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dragoman.records import Document, Span
from dragoman.resolve.timex_days import say
from dragoman.resolve.timex_find import Told, find

KINDS = ("dateline", "byline")
LATEST = timedelta(30)  # a text is published so long after it was issued, at most


def issue_day(document: Document) -> date | None:
    """The day that the text gives itself, if it lies up to 30 days before publication; else the day of publication."""
    published = document.published
    if published is None:
        return None
    told = (r for block in document.blocks if block.kind in KINDS for r in _days(document, block.span, published))
    return next((day for day in told if timedelta(0) <= published - day <= LATEST), published)


def _days(document: Document, span: Span, published: date) -> Iterator[date]:
    """The single days written out in a dateline or byline; "2 days ago" is none."""
    for found in find(document.text[span.start : span.end], span.start, None, published, Told()):
        reading, written = found.reading, document.text[found.span.start : found.span.end]
        calendar = reading.type == "DATE" and "counted" not in reading.why and any(c.isdigit() for c in written)
        if calendar and reading.days is not None and reading.days[0] == reading.days[1]:
            yield reading.days[0]


def issue_note(document: Document) -> tuple[str, ...]:
    """A sentence for the user where the text's own day is not that of publication."""
    own, published = issue_day(document), document.published
    if own is None or published is None or own == published:
        return ()
    return (f"the text is dated {say(own)} and was published on {say(published)}: dates are counted from its own day",)
