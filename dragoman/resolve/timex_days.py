"""Arithmetic of days: intervals of weeks, months, quarters, seasons, years; and how a day is said in words."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

Days = tuple[date, date]
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def say(day: date) -> str:
    """The day in words, such as "8 January 2021"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def real(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day (31 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_days(year: int, month: int) -> Days:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def year_days(year: int) -> Days:
    """First and last day of a year between 1 and 9999."""
    return date(year, 1, 1), date(year, 12, 31)


def week_days(day: date) -> Days:
    """Monday and Sunday of the ISO 8601 week of `day`."""
    monday = day - timedelta(day.weekday())
    return monday, monday + timedelta(6)


def week_value(day: date) -> str:
    """TIMEX3 value of the ISO 8601 week of `day`, such as "2006-W13"."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_days(year: int, quarter: int) -> Days:
    """First and last day of a quarter (1 to 4)."""
    return date(year, 3 * quarter - 2, 1), month_days(year, 3 * quarter)[1]


def half_days(year: int, half: int) -> Days:
    """First and last day of a half year (1 or 2)."""
    return date(year, 6 * half - 5, 1), month_days(year, 6 * half)[1]


def season_days(year: int, first_month: int) -> Days:
    """The three months from `first_month`; winter runs into the next year."""
    last_year, last_month = add_months(year, first_month, 2)
    return date(year, first_month, 1), month_days(last_year, last_month)[1]


def add_months(year: int, month: int, n: int) -> tuple[int, int]:
    """Year and month that lie `n` months after the month given (before it where `n` is negative)."""
    k = year * 12 + month - 1 + n
    return k // 12, k % 12 + 1


def shift(day: date, n: int, unit: str) -> date:
    """`day` moved by `n` units of D, W, M or Y; the day of the month is clipped to the length of the month."""
    if unit in ("D", "W"):
        return day + timedelta(n * (7 if unit == "W" else 1))
    year, month = add_months(day.year, day.month, n * (12 if unit == "Y" else 1))
    year = min(max(year, 1), 9999)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def around(day: date, unit: str) -> tuple[str, Days, str]:
    """TIMEX3 value, days and granularity of the day, week, month or year (D, W, M, Y) in which `day` lies."""
    if unit == "W":
        return week_value(day), week_days(day), "week"
    if unit == "M":
        return f"{day.year:04d}-{day.month:02d}", month_days(day.year, day.month), "month"
    if unit == "Q":
        quarter = (day.month + 2) // 3
        return f"{day.year:04d}-Q{quarter}", quarter_days(day.year, quarter), "quarter"
    if unit == "Y":
        return f"{day.year:04d}", year_days(day.year), "year"
    return day.isoformat(), (day, day), "day"


def decade_days(first_year: int) -> Days:
    """First and last day of the ten years from `first_year`."""
    return date(first_year, 1, 1), date(first_year + 9, 12, 31)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus, Nature 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    """The `which`-th such weekday (Monday is 0) of a month; -1 is the last."""
    if which < 0:
        last = month_days(year, month)[1]
        return last - timedelta((last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (which - 1))
