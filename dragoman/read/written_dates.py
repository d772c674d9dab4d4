"""Dates as files and bylines write them: ISO, slashes, names of months, with or without a clock time."""

from __future__ import annotations

import re
from datetime import date

MONTHS = {
    m: i
    for i, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1)
    for m in names.split()
}  # fmt: skip
_MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[12]\d{3})"
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"

_DATED = tuple(
    re.compile(p, re.IGNORECASE)
    for p in (
        rf"(?<!\d){_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)",
        rf"(?<!\d){_DAY}[ -](?:of )?{_MONTH},?[ -]{_YEAR}(?!\d)",
        rf"{_MONTH} ?{_DAY},? ?{_YEAR}(?!\d)",
        rf"(?<![a-z0-9]){_DAY} {_MONTH} (?P<year>\d\d)(?![\d:])",
        r"(?<!\d)(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>[12]\d{3})(?!\d)",
        rf"(?<!\d){_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
    )
)
_NUMERIC = 4  # index of the pattern whose day and month may be swapped

PARTIAL = re.compile(
    rf"(?:{WEEKDAY},? )?(?:{_DAY} {_MONTH}|{_MONTH.replace('month', 'month2')} {_DAY.replace('day', 'day2')})(?![\w])",
    re.IGNORECASE,
)
CLOCK = re.compile(
    r"(?:\bat )?\b\d{1,2}[:.] ?\d\d(?:: ?\d\d)?(?:\.\d+)?(?: ?[ap]\.?m\.?)?"
    r"(?: ?(?:Z|[A-Z]{2,4}T?|[+-]\d\d:?\d\d))?(?!\w)|"
    r"\b\d{1,2} ?[ap]\.?m\.?(?: [A-Z]{2,4})?(?!\w)|T(?=\d\d:)|\b\d+ (?:year|month|week|day|hour|minute)s? ago\b",
    re.IGNORECASE,
)


def find(text: str) -> tuple[date, int, int] | None:
    """The first full calendar date in `text` with its start and end, or None.

    A date whose day and month could be swapped ("03/04/2021") is none: it is not guessed.
    """
    best: tuple[date, int, int] | None = None
    for rank, rule in enumerate(_DATED):
        for m in rule.finditer(text):
            day = _date(m, rank)
            if day is not None and (best is None or m.start() < best[1]):
                best = (day, m.start(), m.end())
    return best


def read(text: str) -> date | None:
    """The date that a metadata field means, or None where it cannot be read with certainty."""
    found = find(text.strip())
    return found[0] if found else None


def _date(m: re.Match[str], rank: int) -> date | None:
    year, month = int(m["year"]), m["month"].casefold()
    day = int(m["day"])
    number = MONTHS.get(month) or int(month)
    if rank == _NUMERIC and number > 12:
        day, number = number, day
    elif rank == _NUMERIC and day <= 12 and day != number:
        return None
    if year < 100:
        year += 1900 if year > 40 else 2000
    try:
        return date(year, number, day)
    except ValueError:
        return None
