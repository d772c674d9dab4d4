"""Rules for dates that name day, month, season, quarter, year or decade, complete or not."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from dragoman.resolve.timex_days import (
    MONTHS,
    add_months,
    month_days,
    real,
    year_days,
)
from dragoman.resolve.timex_value import (
    NO_SUCH_DAY,
    UNKNOWN_DAY,
    Context,
    Reading,
    at_day,
    modified,
    undated,
    year_for_day,
    year_for_month,
)
from dragoman.resolve.timex_words import month_of, ordinal_of, weekday_of, words


@lru_cache(maxsize=1)
def _span_year() -> re.Pattern[str]:
    """What follows the beginning of a span whose end has the year: " to 8 July 1998"."""
    months = "|".join(words().months)
    return re.compile(
        r"\s*(?:to|until|till|through|and|-|–)\s+(?:the\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:of\s+)?"
        rf"(?:{months})\.?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?,?\s+((?:1[5-9]|20)\d\d)\b"
    )


def group(m: re.Match[str], name: str) -> str:
    """A named group, "" where the rule has none such or it matched nothing."""
    return (m.groupdict().get(name) or "").strip()


def _impossible(day: int, month: int, year: int | None) -> Reading:
    said = f"{day} {MONTHS[month - 1]}" + (f" {year}" if year else "")
    return Reading("DATE", UNKNOWN_DAY, None, "day", f"{NO_SUCH_DAY}{said}")


def full_year(text: str, published: date | None) -> int:
    """The year written with two or four figures; two mean the hundred years up to 20 after publication."""
    year = int(text)
    if len(text) == 2:
        year += 2000 if year <= ((published.year if published else 2030) % 100) + 20 else 1900
    return year


def day_month(m: re.Match[str], c: Context) -> Reading | None:
    """A day and month, with or without year and weekday: "May 8", "8 May 2014", "Thursday, January 7"."""
    if not group(m, "month")[0].isupper():
        return None
    month, day, part = month_of(group(m, "month")), ordinal_of(group(m, "day")), _part(m)
    if day > 31 or day == 0:
        return None
    if group(m, "year"):
        return _full(full_year(group(m, "year"), c.published), month, day, "written in full", part)
    if group(m, "yearrel"):
        if c.published is None:
            return undated(f"XXXX-{month:02d}-{day:02d}", "day")
        return _full(c.published.year + year_shift(group(m, "yearrel")), month, day, f"counted from {c.origin}", part)
    return _without_year(m, c, month, day)


def _without_year(m: re.Match[str], c: Context, month: int, day: int) -> Reading:
    if real(2000, month, day) is None:
        return _impossible(day, month, None)
    if c.published is None:
        return undated(f"XXXX-{month:02d}-{day:02d}", "day")
    partner = _span_year().match(c.after)
    if partner:
        return _full(int(partner.group(1)), month, day, "in the year written at the end of the span", _part(m))
    weekday = weekday_of(group(m, "weekday")) if group(m, "weekday") else None
    near = _anchored_year(c, month, day) or year_for_day(c, month, day, weekday)
    return _full(near[0], month, day, near[1], _part(m)) if near else _impossible(day, month, None)


def _anchored_year(c: Context, month: int, day: int) -> tuple[int, str] | None:
    """A year that the same sentence gives to another month and day tells this one too, in talk of long ago."""
    if c.here is None or c.here.days is None or c.published is None or c.here.granularity not in ("day", "month"):
        return None
    year = c.here.days[0].year
    if abs(year - c.published.year) < 2 or real(year, month, day) is None:
        return None
    return year, f"in the year told in the same sentence ({year})"


def _full(year: int, month: int, day: int, why: str, part: str = "") -> Reading:
    found = real(year, month, day)
    return at_day(found, why, part) if found else _impossible(day, month, year)


def _part(m: re.Match[str]) -> str:
    return words().parts[group(m, "part").lower()] if group(m, "part") else ""


def year_shift(text: str) -> int:
    """How many years "last year", "this year", "next year" lie from the year of publication."""
    return {"last": -1, "next": 1}.get(text.lower().split(" ")[0], 0)


def day_range(m: re.Match[str], c: Context) -> Reading | None:
    """Days of one month: "May 3-5", "3 to 5 May 2014"; the value is an EDTF interval."""
    first = day_month(m, c)
    if first is None or first.days is None:
        return first
    last = real(first.days[0].year, first.days[0].month, ordinal_of(group(m, "lastday")))
    if last is None or last <= first.days[0]:
        return None
    value = f"{first.value}/{last.isoformat()}"
    return Reading("DATE", value, (first.days[0], last), "day", f"from one day to the other; {first.why}")


def iso_day(m: re.Match[str], c: Context) -> Reading | None:
    """Year, month and day in figures: 2014-05-08, 2014/05/08."""
    told = _numeric(int(group(m, "year")), int(group(m, "mm")), int(group(m, "dd")), "written in full")
    if told is None and re.fullmatch(r"\d{4}-\d\d-\d\d", m.group()):
        return Reading("DATE", UNKNOWN_DAY, None, "day", f"{NO_SUCH_DAY}{m.group()}")
    return told


def _numeric(year: int, month: int, day: int, why: str) -> Reading | None:
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return _full(year, month, day, why)


def dotted_day(m: re.Match[str], c: Context) -> Reading | None:
    """Day, month and year in figures with dots, the European order: 08.05.2014."""
    return _numeric(
        full_year(group(m, "yy"), c.published), int(group(m, "mm")), int(group(m, "dd")), "day, month and year"
    )


def slashed_day(m: re.Match[str], c: Context) -> Reading | None:
    """Figures with slashes, in the order that the figures or nearness to publication make certain."""
    a, b, year = int(group(m, "dd")), int(group(m, "mm")), full_year(group(m, "yy"), c.published)
    if a > 12 or a == b:
        return _numeric(year, b, a, "day, month and year: no other order fits")
    if b > 12:
        return _numeric(year, a, b, "month, day and year: no other order fits")
    readings = [d for d in (real(year, b, a), real(year, a, b)) if d]
    if c.published is not None:
        published = c.published
        near = [d for d in readings if abs((d - published).days) <= 14]
        if len(near) == 1:
            return at_day(near[0], f"of the two orders, the one near {c.origin}")
    return Reading("DATE", f"{year:04d}-XX-XX", None, "day", "day and month could stand in either order")


def month_year(m: re.Match[str], c: Context) -> Reading | None:
    """A month with its year: "May 2014", "late May last year"."""
    if not group(m, "month")[0].isupper():
        return None
    month = month_of(group(m, "month"))
    if group(m, "year"):
        year, why = int(group(m, "year")), "written in full"
    elif c.published is None:
        return undated(f"XXXX-{month:02d}", "month")
    else:
        year, why = c.published.year + year_shift(group(m, "yearrel")), f"counted from {c.origin}"
    reading = Reading("DATE", f"{year:04d}-{month:02d}", month_days(year, month), "month", why)
    return modified(reading, group(m, "mod"))


def month_alone(m: re.Match[str], c: Context) -> Reading | None:
    """A month without year: "in May", "last August", "mid-January"."""
    text = group(m, "month")
    if not text[0].isupper() or not _is_month(m, c, text):
        return None
    month = month_of(text)
    rel = group(m, "rel").lower().removeprefix("the ").split(" ")[0]
    partner = _span_year().match(c.after)
    year_written = (int(partner.group(1)), "in the year written at the end of the span") if partner else None
    near = year_written or year_for_month(c, month, rel)
    if near is None:
        return undated(f"XXXX-{month:02d}", "month")
    reading = Reading("DATE", f"{near[0]:04d}-{month:02d}", month_days(near[0], month), "month", near[1])
    return modified(reading, group(m, "mod"))


AMBIGUOUS = ("may", "march", "april", "june", "august")
MONTH_CUE = re.compile(
    r"\b(?:in|since|of|until|by|from|to|during|for|before|after|between|and|through|till|this|late|early|every|each)\s*$"
)


def _is_month(m: re.Match[str], c: Context, text: str) -> bool:
    """Whether a word such as May or March is the month: not a verb, a surname or a march."""
    if group(m, "rel") or group(m, "mod"):
        return True
    if (c.before.split() or [""])[-1].rstrip(".") in words().lists["titles"]:
        return False
    word = text.rstrip(".")
    if len(word) < 4 and word.lower() != "may":
        return False
    if word.lower() not in AMBIGUOUS or MONTH_CUE.search(c.before):
        return True
    token = c.sentence.tokens[c.i] if c.sentence is not None and c.i >= 0 else None
    return token is not None and token.pos in ("PROPN", "NOUN") and token.ent == "DATE"


def year_alone(m: re.Match[str], c: Context) -> Reading | None:
    """A year: "in 1995", "early 2010", "the 1991 agreement"; numbers that count or label something are none."""
    year = int(group(m, "year"))
    if not group(m, "mod") and not _is_year(c, year):
        return None
    return modified(Reading("DATE", f"{year:04d}", year_days(year), "year", "a year as written"), group(m, "mod"))


CERTAIN_YEAR = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|during|before|after|between|of|year|late|early|mid|circa|around|back\sin|and|to|the|spring|summer|autumn|winter|fall|season)|['’]s|[(/–-])\s*$"
)


def _is_year(c: Context, year: int) -> bool:
    latest = (c.published.year if c.published else 2050) + 60
    if not 1000 <= year <= latest or re.search(r"\d[-.]$", c.before):
        return False
    previous = re.search(r"([\w$€£#%]+)\W*$", c.before)
    if previous and previous.group(1).rstrip("s") in words().lists["number_labels"]:
        return False
    follower = re.match(r"\s*[-\s]?([a-z]+)", c.after)
    if follower and follower.group(1) in words().lists["counted_nouns"]:
        return False
    if CERTAIN_YEAR.search(c.before) and 1000 <= year <= latest:
        return not _counts(c, year) or c.before.rstrip().endswith("the")
    return 1600 <= year <= latest and c.sentence is not None and not _counts(c, year)


def _counts(c: Context, year: int) -> bool:
    if c.sentence is None or c.i < 0:
        return False
    token = c.sentence.tokens[c.i]
    head = c.sentence.tokens[token.head]
    if token.dep in ("nummod", "compound") and head.i > token.i and head.tag in ("NNS", "NNPS"):
        return not any(c.sentence.tokens[k].dep in ("det", "poss") for k in c.sentence.children[head.i])
    return token.ent in ("MONEY", "QUANTITY", "PERCENT")


def year_relative(m: re.Match[str], c: Context) -> Reading | None:
    """Years as a range: "2014-2016", "1939-45"."""
    first = int(group(m, "year"))
    last_text = group(m, "lastyear")
    last = int(last_text) if len(last_text) == 4 else first // 100 * 100 + int(last_text)
    if not first < last <= first + 150:
        return None
    return Reading(
        "DATE", f"{first:04d}/{last:04d}", (year_days(first)[0], year_days(last)[1]), "year", "from year to year"
    )


def ordinal_day(m: re.Match[str], c: Context) -> Reading | None:
    """A day of the month alone: "on the 15th"."""
    day = ordinal_of(group(m, "day"))
    if not 1 <= day <= 31:
        return None
    if c.published is None:
        return undated(f"XXXX-XX-{day:02d}", "day")
    steps = range(0, 13) if c.ahead else range(0, -13, -1)
    for step in steps:
        found = real(*add_months(c.published.year, c.published.month, step), day)
        if found and (found >= c.published if c.ahead else found <= c.published):
            return at_day(
                found, f"the {'first' if c.ahead else 'latest'} such day {'from' if c.ahead else 'up to'} {c.origin}"
            )
    return None


YREL = r"(?:,? (?:of )?(?P<yearrel>(?:last|this|next) year))"
