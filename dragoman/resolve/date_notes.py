"""What a user should know of the dates of a text: those that the calendar has not, those that stay relative, the
day from which they are counted."""

from __future__ import annotations

from dragoman.records import Document, Timex
from dragoman.resolve.issue_dates import issue_note
from dragoman.resolve.timex_value import NO_SUCH_DAY, UNDATED

SHOWN = 3  # so many words that stay relative are quoted


def date_notes(document: Document, timexes: tuple[Timex, ...]) -> tuple[str, ...]:
    """A sentence for each impossible date of the text, for what stays relative, and for a text older than its print."""
    impossible = [f"“{_said(document, t)}” is no date: {t.why}" for t in timexes if t.why.startswith(NO_SUCH_DAY)]
    relative = list(dict.fromkeys(_said(document, t) for t in timexes if t.first is None and UNDATED in t.why))
    if relative:
        quoted = ", ".join(f"“{said}”" for said in relative[:SHOWN]) + (" …" if len(relative) > SHOWN else "")
        impossible.append(f"the date of the text is not known, so these stay relative: {quoted}")
    return (*dict.fromkeys(impossible), *issue_note(document))


def _said(document: Document, timex: Timex) -> str:
    return " ".join(document.text[timex.span.start : timex.span.end].split())
