"""Rules for durations, ages, repeated times and times of the clock."""

from __future__ import annotations

import re

from dragoman.resolve.timex_dates import group
from dragoman.resolve.timex_relative import _told_day
from dragoman.resolve.timex_value import UNKNOWN_DAY, Context, Reading, at_day, undated
from dragoman.resolve.timex_words import count_of, month_of, unit_of, weekday_of, words

RATE = re.compile(
    r"(?:\d|million|billion|trillion|percent|%|times|once|twice|thrice|barrels|tons|tonnes|flights|hours|dollars|euros|people|\d[\d,.]*\s+[a-z]+)\s*$"
)


def _value(count: float | None, unit: str, times: int) -> str:
    amount = "X" if count is None else f"{count * times:g}"
    return f"PT{amount}{unit[1:]}" if unit.startswith("T") else f"P{amount}{unit}"


def duration(m: re.Match[str], c: Context) -> Reading | None:
    """How long: "two days", "48 hours", "a seven-year war", "several weeks"."""
    word = group(m, "unit").lower()
    unit, times = unit_of(word)
    count_text = group(m, "count").lower()
    if word in ("second", "seconds") and not count_text[:1].isdigit() and word == "second":
        return None
    if count_text in ("a", "an") and RATE.search(c.before):
        return Reading("SET", _value(1.0, unit, times), None, "day", "so much in each such time")
    if count_text in ("a", "an") and unit == "D":
        return None
    return Reading(
        "DURATION", _value(count_of(count_text), unit, times), None, "day", "a length of time, no point in it"
    )


def vague_duration(m: re.Match[str], c: Context) -> Reading | None:
    """ "Weeks of", "decades-long", "for months": how long, without a number."""
    unit, times = unit_of(group(m, "unit"))
    return Reading("DURATION", _value(None, unit, times), None, "day", "a length of time that is not told exactly")


def age(m: re.Match[str], c: Context) -> Reading | None:
    """ "19-year-old", "aged 56", "30 years old": an age, never the date of a deed."""
    count = count_of(group(m, "count"))
    unit = unit_of(group(m, "unit"))[0] if group(m, "unit") else "Y"
    return Reading("DURATION", _value(count, unit, 1), None, "age", "an age, no date")


def repeated(m: re.Match[str], c: Context) -> Reading | None:
    """How often: "annual", "every week", "each Monday", "twice a month"."""
    if group(m, "set"):
        word = group(m, "set")
        capital_name = word[0].isupper() and c.before.strip() != ""
        return (
            None if capital_name else Reading("SET", words().sets[word.lower()], None, "day", "happens again and again")
        )
    if group(m, "weekday"):
        return Reading("SET", f"XXXX-WXX-{weekday_of(group(m, 'weekday'))}", None, "day", "happens again and again")
    if group(m, "month"):
        return Reading("SET", f"XXXX-{month_of(group(m, 'month')):02d}", None, "month", "happens again and again")
    if group(m, "part"):
        return Reading(
            "SET", "XXXX-XX-XX" + words().parts[group(m, "part").lower()], None, "day", "happens again and again"
        )
    unit, times = unit_of(group(m, "unit"))
    count = count_of(group(m, "count")) if group(m, "count") else 1.0
    if group(m, "other"):
        count = 2.0
    return Reading("SET", _value(count, unit, times), None, "day", "happens again and again")


def plural_weekday(m: re.Match[str], c: Context) -> Reading | None:
    """ "On Mondays": every week."""
    return Reading("SET", f"XXXX-WXX-{weekday_of(group(m, 'weekday'))}", None, "day", "happens again and again")


def clock(m: re.Match[str], c: Context) -> Reading | None:
    """A time of the clock, on the day told in the sentence, told before, or of publication."""
    hour, minute = int(group(m, "hour")), int(group(m, "minute") or 0)
    half = group(m, "half").lower().replace(".", "")[:1]
    if (half and hour > 12) or hour > 24 or minute > 59:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    day = _told_day(c)
    code = f"T{hour:02d}:{minute:02d}"
    if day is None:
        return undated(UNKNOWN_DAY + code, "part of day", "TIME")
    return at_day(day[0], day[1], code)


def one_long(m: re.Match[str], c: Context) -> Reading:
    """ "Year-long": one of the unit."""
    unit, times = unit_of(group(m, "unit"))
    return Reading("DURATION", _value(1.0, unit, times), None, "day", "a length of time, no point in it")
