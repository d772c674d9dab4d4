"""Rules for dates longer than a day and for days with a name: quarters, seasons, decades, holidays."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.resolve.timex_dates import full_year, group, month_alone, month_year, year_shift
from dragoman.resolve.timex_days import (
    around,
    decade_days,
    easter,
    half_days,
    nth_weekday,
    quarter_days,
    season_days,
    week_value,
)
from dragoman.resolve.timex_value import UNKNOWN_DAY, Context, Reading, at_day, modified, undated
from dragoman.resolve.timex_words import ordinal_of, weekday_of, words


def decade(m: re.Match[str], c: Context) -> Reading | None:
    """A decade in figures: "the 1990s", "the late 1980s"."""
    first = int(group(m, "decade"))
    if len(group(m, "decade")) == 2:
        first += 1900 if first > 20 else 2000
    reading = Reading("DATE", str(first)[:3], decade_days(first), "decade", "ten years from the one written")
    return modified(reading, group(m, "mod"))


def century(m: re.Match[str], c: Context) -> Reading | None:
    """A century: "the 19th century"."""
    number = ordinal_of(group(m, "ordinal"))
    days = date(max(number * 100 - 100, 1), 1, 1), date(number * 100 - 1, 12, 31)
    return modified(
        Reading("DATE", f"{number - 1:02d}", days, "century", "the hundred years so called"), group(m, "mod")
    )


def quarter(m: re.Match[str], c: Context) -> Reading | None:
    """A numbered quarter or half of a year: "the first quarter of 2009", "Q3 2010", "the second half of the year"."""
    number = ordinal_of(group(m, "ordinal")) if group(m, "ordinal") else int(group(m, "q"))
    half = "half" in m.group().lower()
    if number > (2 if half else 4):
        return None
    code, grain = ("H", "half-year") if half else ("Q", "quarter")
    if group(m, "year"):
        year, why = int(group(m, "year")), "as written"
    elif c.published is None:
        return undated(f"XXXX-{code}{number}", grain)
    else:
        year, why = c.published.year + year_shift(group(m, "yearrel")), f"counted from {c.origin}"
        current = (c.published.month + 2) // 3 if not half else (c.published.month + 5) // 6
        if not group(m, "yearrel") and number > current and not c.ahead:
            year, why = year - 1, f"the latest such {grain} up to {c.origin}"
    days = half_days(year, number) if half else quarter_days(year, number)
    return Reading("DATE", f"{year:04d}-{code}{number}", days, grain, why)


def season(m: re.Match[str], c: Context) -> Reading | None:
    """A season with a year, or with "last", "this", "next", or after "in the"."""
    code, first_month = words().seasons[group(m, "season").lower()]
    rel = group(m, "rel").lower().removeprefix("the ").split(" ")[0]
    if group(m, "year"):
        year, why = int(group(m, "year")), "the season of the year written (northern seasons)"
    elif c.published is None:
        return undated(f"XXXX-{code}", "season")
    elif group(m, "yearrel"):
        year, why = c.published.year + year_shift(group(m, "yearrel")), f"counted from {c.origin} (northern seasons)"
    else:
        year, why = _season_year(c, c.published, first_month, rel)
    reading = Reading("DATE", f"{year:04d}-{code}", season_days(year, first_month), "season", why)
    return modified(reading, group(m, "mod"))


def _season_year(c: Context, published: date, first_month: int, rel: str) -> tuple[int, str]:
    spans = [(y, season_days(y, first_month)) for y in range(published.year - 2, published.year + 3)]
    if rel in ("last", "past", "previous"):
        return max(y for y, d in spans if d[1] < published), f"the last such season before {c.origin}"
    if rel in ("next", "coming", "following"):
        return min(y for y, d in spans if d[0] > published), f"the first such season after {c.origin}"
    if rel == "this":
        return (
            published.year if first_month != 12 or published.month > 4 else published.year - 1
        ), f"the one of {c.origin}"
    if c.ahead:
        return min(y for y, d in spans if d[1] >= published), f"looks ahead: the first such season from {c.origin}"
    return max(y for y, d in spans if d[0] <= published), f"the latest such season up to {c.origin}"


def fiscal(m: re.Match[str], c: Context) -> Reading | None:
    """A fiscal year; its days are not known, as states and firms begin it in different months."""
    why = "a fiscal year, whose first and last day the text does not tell"
    if group(m, "year"):
        return Reading("DATE", f"FY{full_year(group(m, 'year'), c.published):04d}", None, "year", why)
    if c.published is None:
        return undated("XXXX", "year")
    return Reading("DATE", f"FY{c.published.year + year_shift(group(m, 'yearrel') or 'this')}", None, "year", why)


def holiday(m: re.Match[str], c: Context) -> Reading | None:
    """A holiday with a day of its own: "Christmas Day", "Easter 2010", "last Thanksgiving"."""
    text = group(m, "holiday")
    if not text[0].isupper():
        return None
    rule = words().holidays[" ".join(text.lower().replace("’", "'").split())]
    if group(m, "year"):
        return at_day(_holiday(rule, int(group(m, "year"))), "the holiday in the year written")
    if c.published is None:
        return undated(UNKNOWN_DAY, "day")
    published = c.published
    days = [_holiday(rule, y) for y in range(published.year - 2, published.year + 3)]
    rel = (group(m, "rel").lower().split() or [""])[-1]
    if (c.ahead and rel != "last") or rel in ("next", "coming"):
        return at_day(min(d for d in days if d >= published), f"the first after {c.origin}")
    return at_day(max(d for d in days if d <= published + timedelta(1)), f"the latest up to {c.origin}")


def _holiday(rule: object, year: int) -> date:
    if isinstance(rule, int):
        return easter(year) + timedelta(rule)
    assert isinstance(rule, list)
    if len(rule) == 3:
        return nth_weekday(year, rule[0], weekday_of(rule[1]) - 1, rule[2])
    return date(year, rule[0], rule[1])


def named_day(m: re.Match[str], c: Context) -> Reading | None:
    """A name that stands for one day of history."""
    day = words().named_days.get(" ".join(m.group().split()))
    return at_day(day, "the day known by that name") if isinstance(day, date) else None


def mod_of_period(m: re.Match[str], c: Context) -> Reading | None:
    """A part of the running year, month or week: "the end of the year", "mid-year"."""
    unit = {"week": "W", "month": "M", "quarter": "Q", "year": "Y"}[group(m, "period").lower()]
    if c.published is None:
        return undated({"W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}[unit], group(m, "period").lower())
    value, days, grain = around(c.published, unit)
    return modified(Reading("DATE", value, days, grain, f"the {grain} of {c.origin}"), group(m, "mod"))


def week_of_month(m: re.Match[str], c: Context) -> Reading | None:
    """ "The first week of May", "the last week of October 2015": seven days at that end of the month."""
    whole = month_year(m, c) if group(m, "year") else month_alone(m, c)
    if whole is None or whole.days is None:
        return whole
    word = group(m, "which").lower()
    number = -1 if word in ("last", "final") else ordinal_of(word) - 1
    first = whole.days[1] - timedelta(6) if number < 0 else whole.days[0] + timedelta(7 * number)
    days = (first, first + timedelta(6))
    return Reading("DATE", week_value(first + timedelta(3)), days, "week", f"{word} week of it; {whole.why}")
