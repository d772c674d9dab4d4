"""Rules for dates that name day, month, season, quarter, year or decade, complete or not."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.resolve.timex_days import (
    MONTHS,
    add_months,
    around,
    decade_days,
    easter,
    half_days,
    month_days,
    nth_weekday,
    quarter_days,
    real,
    season_days,
    year_days,
)
from dragoman.resolve.timex_value import (
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


def group(m: re.Match[str], name: str) -> str:
    """A named group, "" where the rule has none such or it matched nothing."""
    return (m.groupdict().get(name) or "").strip()


def _impossible(day: int, month: int, year: int | None) -> Reading:
    said = f"{day} {MONTHS[month - 1]}" + (f" {year}" if year else "")
    return Reading("DATE", UNKNOWN_DAY, None, "day", f"the calendar has no {said}")


def _year(text: str, published: date | None) -> int:
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
        return _full(_year(group(m, "year"), c.published), month, day, "written in full", part)
    if group(m, "yearrel"):
        if c.published is None:
            return undated(f"XXXX-{month:02d}-{day:02d}", "day")
        return _full(c.published.year + _yearshift(group(m, "yearrel")), month, day, f"counted from {c.origin}", part)
    return _without_year(m, c, month, day)


def _without_year(m: re.Match[str], c: Context, month: int, day: int) -> Reading:
    if real(2000, month, day) is None:
        return _impossible(day, month, None)
    if c.published is None:
        return undated(f"XXXX-{month:02d}-{day:02d}", "day")
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


def _yearshift(text: str) -> int:
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
    return _numeric(int(group(m, "year")), int(group(m, "mm")), int(group(m, "dd")), "written in full")


def _numeric(year: int, month: int, day: int, why: str) -> Reading | None:
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return _full(year, month, day, why)


def dotted_day(m: re.Match[str], c: Context) -> Reading | None:
    """Day, month and year in figures with dots, the European order: 08.05.2014."""
    return _numeric(_year(group(m, "yy"), c.published), int(group(m, "mm")), int(group(m, "dd")), "day, month and year")


def slashed_day(m: re.Match[str], c: Context) -> Reading | None:
    """Figures with slashes, in the order that the figures or nearness to publication make certain."""
    a, b, year = int(group(m, "dd")), int(group(m, "mm")), _year(group(m, "yy"), c.published)
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
        year, why = c.published.year + _yearshift(group(m, "yearrel")), f"counted from {c.origin}"
    reading = Reading("DATE", f"{year:04d}-{month:02d}", month_days(year, month), "month", why)
    return modified(reading, m.group("mod"))


def month_alone(m: re.Match[str], c: Context) -> Reading | None:
    """A month without year: "in May", "last August", "mid-January"."""
    text = group(m, "month")
    if not text[0].isupper() or not _is_month(m, c, text):
        return None
    month = month_of(text)
    rel = group(m, "rel").lower().removeprefix("the ").split(" ")[0]
    near = year_for_month(c, month, rel)
    if near is None:
        return undated(f"XXXX-{month:02d}", "month")
    reading = Reading("DATE", f"{near[0]:04d}-{month:02d}", month_days(near[0], month), "month", near[1])
    return modified(reading, m.group("mod"))


def _is_month(m: re.Match[str], c: Context, text: str) -> bool:
    """Whether a word such as May or March is the month: not a verb, a surname or a march."""
    if group(m, "rel") or group(m, "mod"):
        return True
    if text.rstrip(".").lower() not in words().months or (len(text.rstrip(".")) < 4 and text != "May"):
        return False
    if text not in ("May", "March", "April", "June", "August"):
        return True
    if c.before.rstrip().endswith(
        (
            " in",
            " since",
            " of",
            " until",
            " by",
            " from",
            " to",
            " during",
            " for",
            " before",
            " after",
            " between",
            " and",
            " through",
            " till",
            " this",
            " late",
            " early",
            " every",
            " each",
        )
    ) or c.before.strip() in ("in", "since", "by", "during", "from", "until"):
        return not re.match(r"\s+[A-Z]", "")
    token = c.sentence.tokens[c.i] if c.sentence is not None and c.i >= 0 else None
    return token is not None and token.pos in ("PROPN", "NOUN") and token.ent == "DATE"


def year_alone(m: re.Match[str], c: Context) -> Reading | None:
    """A year: "in 1995", "early 2010", "the 1991 agreement"; numbers that count or label something are none."""
    year = int(group(m, "year"))
    if not group(m, "mod") and not _is_year(c, year):
        return None
    return modified(Reading("DATE", f"{year:04d}", year_days(year), "year", "a year as written"), m.group("mod"))


CERTAIN_YEAR = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|during|before|after|between|of|year|late|early|mid|circa|around|back\sin|and|to|the|spring|summer|autumn|winter|fall|season)|['’]s|[(/–-])\s*$"
)


def _is_year(c: Context, year: int) -> bool:
    latest = (c.published.year if c.published else 2050) + 60
    if not 1000 <= year <= latest:
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


def decade(m: re.Match[str], c: Context) -> Reading | None:
    """A decade in figures: "the 1990s", "the late 1980s"."""
    first = int(group(m, "decade"))
    if len(group(m, "decade")) == 2:
        first += 1900 if first > 20 else 2000
    reading = Reading("DATE", str(first)[:3], decade_days(first), "decade", "ten years from the one written")
    return modified(reading, m.group("mod"))


def century(m: re.Match[str], c: Context) -> Reading | None:
    """A century: "the 19th century"."""
    number = ordinal_of(group(m, "ordinal"))
    days = date(max(number * 100 - 100, 1), 1, 1), date(number * 100 - 1, 12, 31)
    return modified(
        Reading("DATE", f"{number - 1:02d}", days, "century", "the hundred years so called"), m.group("mod")
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
        year, why = c.published.year + _yearshift(group(m, "yearrel")), f"counted from {c.origin}"
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
        year, why = c.published.year + _yearshift(group(m, "yearrel")), f"counted from {c.origin} (northern seasons)"
    else:
        year, why = _season_year(c, c.published, first_month, rel)
    reading = Reading("DATE", f"{year:04d}-{code}", season_days(year, first_month), "season", why)
    return modified(reading, m.group("mod"))


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
        return Reading("DATE", f"FY{_year(group(m, 'year'), c.published):04d}", None, "year", why)
    if c.published is None:
        return undated("XXXX", "year")
    return Reading("DATE", f"FY{c.published.year + _yearshift(group(m, 'yearrel') or 'this')}", None, "year", why)


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
    day = words().named_days.get(m.group())
    return at_day(day, "the day known by that name") if isinstance(day, date) else None


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


def mod_of_period(m: re.Match[str], c: Context) -> Reading | None:
    """A part of the running year, month or week: "the end of the year", "mid-year"."""
    unit = {"week": "W", "month": "M", "quarter": "Q", "year": "Y"}[group(m, "period").lower()]
    if c.published is None:
        return undated({"W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}[unit], group(m, "period").lower())
    value, days, grain = around(c.published, unit)
    return modified(Reading("DATE", value, days, grain, f"the {grain} of {c.origin}"), m.group("mod"))


YREL = r"(?:,? (?:of )?(?P<yearrel>(?:last|this|next) year))"
