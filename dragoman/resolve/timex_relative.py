"""Rules for expressions relative to publication or to another date of the text."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.resolve.timex_dates import group
from dragoman.resolve.timex_days import Days, around, decade_days, shift, week_days, week_value
from dragoman.resolve.timex_value import (
    UNKNOWN_DAY,
    Context,
    Reading,
    at_day,
    modified,
    undated,
    weekday_after,
    weekday_near,
)
from dragoman.resolve.timex_words import count_of, unit_of, weekday_of, words

UNKNOWN = {"D": UNKNOWN_DAY, "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}
GRAINS = {"D": "day", "W": "week", "WE": "weekend", "M": "month", "Q": "quarter", "Y": "year"}
BACK = ("last", "past", "previous", "preceding")
SUPERLATIVE = re.compile(r"\b(?:first|second|third|only|\w+est|most|least)\b(?:\s+[\w-]+){0,4}\s+in\s+$")
OFFSETS = {
    "yesterday": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}


def day_word(m: re.Match[str], c: Context) -> Reading | None:
    """Yesterday, today, tomorrow, tonight, with a part of the day or without."""
    word = " ".join(group(m, "word").lower().split())
    part = words().parts[group(m, "part").lower()] if group(m, "part") else ""
    part = "TNI" if word == "tonight" else part
    if c.published is None:
        return undated(UNKNOWN_DAY + part, "day", "TIME" if part else "DATE")
    if (
        word == "today"
        and c.after.startswith(("'s ", "’s "))
        and not re.match(r"..\s(?:meeting|visit|talks|session|call)", c.after)
    ):
        return Reading("DATE", c.published.isoformat(), (c.published, c.published), "day", f"counted from {c.origin}")
    day = c.published + timedelta(OFFSETS[word])
    return at_day(day, f"counted from {c.origin}", part)


def part_word(m: re.Match[str], c: Context) -> Reading | None:
    """A part of the day of publication: "this morning", "last night", "overnight"."""
    text = m.group().lower()
    part = words().parts[group(m, "part").lower()] if group(m, "part") else "TNI"
    if c.published is None:
        return undated(UNKNOWN_DAY + part, "part of day", "TIME")
    back = text.startswith(("last", "over"))
    return at_day(c.published - timedelta(int(back)), f"counted from {c.origin}", part)


def part_alone(m: re.Match[str], c: Context) -> Reading | None:
    """A part of a day told before: "in the afternoon", "at dawn"."""
    part = words().parts[group(m, "part").lower()]
    day = _told_day(c)
    if day is None:
        return undated(UNKNOWN_DAY + part, "part of day", "TIME")
    return at_day(day[0], day[1], part)


def _told_day(c: Context) -> tuple[date, str] | None:
    for told, why in ((c.here, "the day told in the same sentence"), (c.anchor, "the day told before")):
        if told is None or told.days is None or told.days[0] != told.days[1]:
            continue
        if (
            why == "the day told before"
            and c.published
            and told.days[0] > c.published
            and c.outlook.direction == "past"
        ):
            continue
        return told.days[0], why
    return (c.published, f"the day of {c.origin}") if c.published else None


def weekday(m: re.Match[str], c: Context) -> Reading | None:
    """A weekday: "on Thursday", "next Tuesday", "Monday evening", "Friday last week"."""
    name = group(m, "weekday")
    if not name[0].isupper() or _within_name(c):
        return None
    number = weekday_of(name)
    part = words().parts[group(m, "part").lower()] if group(m, "part") else ""
    rel = " ".join(group(m, "rel").lower().removeprefix("the ").split())
    if rel in ("following", "previous", "preceding", "same", "that", "that same") and c.anchor and c.anchor.days:
        if rel in ("following", "previous", "preceding"):
            return at_day(
                weekday_after(c.anchor.days, number, rel != "following"), "counted from the date told before", part
            )
        return _weekday_within(c.anchor.days, number, part)
    if group(m, "weekrel"):
        return _weekday_of_week(c, number, group(m, "weekrel").lower(), part)
    near = weekday_near(c, number, rel.split(" ")[-1])
    if near is None:
        return undated(f"XXXX-WXX-{number}{part}", "day", "TIME" if part else "DATE")
    return at_day(near[0], near[1], part)


def _within_name(c: Context) -> bool:
    """Whether the weekday is part of a name with an article: "the Friday Club"."""
    if c.sentence is None or c.i < 1 or c.i + 1 >= len(c.sentence.tokens) or c.sentence.block == "headline":
        return False
    before, token, after = c.sentence.tokens[c.i - 1 : c.i + 2]
    joined = token.head == after.i and token.dep in ("compound", "nmod")
    return joined and before.lemma == "the" and after.pos == "PROPN" and after.ent not in ("DATE", "TIME")


def _weekday_within(days: Days, number: int, part: str) -> Reading:
    day = week_days(days[0])[0] + timedelta(number - 1)
    return at_day(day, "in the week told before", part)


def _weekday_of_week(c: Context, number: int, rel: str, part: str) -> Reading:
    if c.published is None:
        return undated(f"XXXX-WXX-{number}{part}", "day", "TIME" if part else "DATE")
    step = {"last": -7, "next": 7}.get(rel.split()[0], 0)
    day = week_days(c.published)[0] + timedelta(number - 1 + step)
    return at_day(day, f"in the week counted from {c.origin}", part)


def period(m: re.Match[str], c: Context) -> Reading | None:
    """A week, month, year ... told relatively: "last week", "this year", "the following month", "that day"."""
    rel = " ".join(group(m, "rel").lower().removeprefix("the ").split())
    unit, times = unit_of(group(m, "unit"))
    if unit.startswith("T"):
        return None
    rel = rel.split(" ")[-1] if rel != "that same" else "that"
    if times >= 10:
        return _decade(m, c, rel, times)
    if unit == "WE" and rel == "past":
        rel = "last"
    if rel == "past" or (rel in ("coming", "next", "last") and times > 1):
        return spell(c, 1.0 * times, unit, back=rel != "coming" and rel != "next")
    anchored = rel in ("following", "previous", "preceding", "same", "that")
    starts_with_the = m.group("rel").lower().startswith("the")
    if unit == "D" and (anchored or (rel == "next" and starts_with_the)):
        return _anchored_day(c, rel)
    if rel == "next" and starts_with_the and c.outlook.direction == "past":
        rel, anchored = "following", True
    return modified(_period(c, rel, unit, anchored), group(m, "mod"))


def _decade(m: re.Match[str], c: Context, rel: str, times: int) -> Reading | None:
    if rel in ("past", "last", "next", "coming"):
        return spell(c, float(times), "Y", back=rel in ("past", "last"))
    if c.published is None or times > 10:
        return None
    first = c.published.year // 10 * 10 + (-10 if rel in BACK else 0)
    return modified(
        Reading("DATE", str(first)[:3], decade_days(first), "decade", f"counted from {c.origin}"), group(m, "mod")
    )


def day_beside(m: re.Match[str], c: Context) -> Reading:
    """ "The day before", "the day after": beside the date told before."""
    return _anchored_day(c, "previous" if group(m, "unit").lower() == "before" else "following")


def _anchored_day(c: Context, rel: str) -> Reading:
    origin, why = _origin(c, "D")
    if origin is None:
        return undated(UNKNOWN_DAY, "day")
    if origin[0] != origin[1]:
        return Reading("DATE", UNKNOWN_DAY, None, "day", "the text tells no day that this could mean")
    if rel in ("following", "next"):
        return at_day(origin[1] + timedelta(1), f"the day after {why}")
    if rel in BACK:
        return at_day(origin[0] - timedelta(1), f"the day before {why}")
    return at_day(origin[0], why)


def _origin(c: Context, unit: str = "") -> tuple[Days | None, str]:
    """The days from which to count, a day told where days are counted and one is told."""
    told = c.here or c.anchor
    if unit == "D" and c.day is not None and (told is None or told.days is None or told.days[0] != told.days[1]):
        told = c.day
    if told is not None and told.days is not None:
        return told.days, "the date told before"
    return ((c.published, c.published), c.origin) if c.published else (None, "")


def _period(c: Context, rel: str, unit: str, anchored: bool) -> Reading:
    origin, why = _origin(c) if anchored else (((c.published, c.published), c.origin) if c.published else (None, ""))
    if origin is None:
        return undated(UNKNOWN[unit], GRAINS[unit])
    step = -1 if rel in BACK else 1 if rel in ("next", "coming", "following") else 0
    if unit == "WE":
        return _weekend(c, origin[0], rel, step, why)
    start = origin[1] if step > 0 else origin[0]
    moved = (
        shift(start, 3 * step, "M")
        if unit == "Q"
        else shift(start.replace(day=1) if unit == "M" else start, step, unit)
    )
    value, days, grain = around(moved, unit)
    return Reading("DATE", value, days, grain, f"the {grain} {_WHERE[step]} {why}")


_WHERE = {-1: "before that of", 0: "of", 1: "after that of"}


def _weekend(c: Context, origin: date, rel: str, step: int, why: str) -> Reading:
    saturday = week_days(origin)[0] + timedelta(5)
    looks_back = c.outlook.direction == "past"
    if step < 0 or (rel in ("this", "the") and looks_back and saturday > origin):
        saturday = saturday if step < 0 and saturday + timedelta(1) < origin else saturday - timedelta(7)
    elif step > 0:
        saturday += timedelta(7 if rel == "next" and saturday - origin < timedelta(3) else 0)
    days = (saturday, saturday + timedelta(1))
    return Reading("DATE", week_value(saturday) + "-WE", days, "weekend", f"the weekend counted from {why}")


def the_weekend(m: re.Match[str], c: Context) -> Reading | None:
    """ "Over the weekend": the last one, or the coming one where the verb looks ahead."""
    if c.published is None:
        return undated(UNKNOWN["WE"], "weekend")
    if c.outlook.direction in ("future",):
        return _weekend(c, c.published, "coming", 0, c.origin)
    return _weekend(c, c.published, "the", 0 if c.published.isoweekday() > 5 else -1, c.origin)


def ago(m: re.Match[str], c: Context) -> Reading | None:
    """ "Two weeks ago": the day, week, month or year in which that moment lies."""
    unit, times = unit_of(group(m, "unit"))
    count = count_of(group(m, "count"))
    if unit.startswith("T"):
        return at_day(c.published, f"hours or less before {c.origin}") if c.published else undated(UNKNOWN_DAY, "day")
    if count is None:
        return Reading("DATE", "PAST_REF", None, GRAINS.get(unit, "day"), "how long ago is not told exactly")
    return _moved(c, -count * times, unit, (c.published, c.published) if c.published else None, c.origin)


def _moved(c: Context, count: float, unit: str, origin: Days | None, why: str) -> Reading:
    if origin is None:
        return undated(UNKNOWN[unit], GRAINS[unit])
    unit, count = ("M", count * 12) if unit == "Y" and count % 1 else (unit, count)
    unit, count = ("D", 2 * count) if unit == "WE" else ("M", 3 * count) if unit == "Q" else (unit, count)
    start = origin[1] if count > 0 else origin[0]
    if abs(count) > 5000:
        return Reading("DATE", "XXXX", None, "year", "too long ago for a calendar")
    if (origin[1] - origin[0]).days > LONGEST[unit]:
        return _moved_roughly(origin, round(count), unit, why)
    value, days, grain = around(shift(start, round(count), unit), unit)
    amount = f"{abs(count):g} {grain}{'s' if abs(count) != 1 else ''}"
    return Reading("DATE", value, days, grain, f"{amount} {'after' if count > 0 else 'before'} {why}")


LONGEST = {"D": 0, "W": 6, "M": 30, "Y": 366}


def _moved_roughly(origin: Days, count: int, unit: str, why: str) -> Reading:
    """A month later than some day of a year: both ends move, the value is an EDTF interval of months."""
    days = shift(origin[0], count, unit), shift(origin[1], count, unit)
    value = f"{days[0].isoformat()[:7]}/{days[1].isoformat()[:7]}"
    return Reading("DATE", value, days, "month", f"counted from {why}, which is no exact day")


def later(m: re.Match[str], c: Context) -> Reading | None:
    """ "Two days later", "a week earlier": counted from the date told before."""
    unit, times = unit_of(group(m, "unit"))
    text = group(m, "count") or "a"
    count = count_of(text)
    if unit.startswith("T") or count is None:
        return None
    origin, why = _origin(c, unit)
    back = group(m, "way").lower() in ("earlier", "before", "previously", "beforehand")
    return _moved(c, -count * times if back else count * times, unit, origin, why)


def ahead(m: re.Match[str], c: Context) -> Reading | None:
    """ "In three days", "two weeks from now", "in two years' time"; "in three days" of a past deed is a duration."""
    unit, times = unit_of(group(m, "unit"))
    count = count_of(group(m, "count"))
    certain = "from" in m.group().lower() or "time" in m.group().lower()
    if not certain and SUPERLATIVE.search(c.before):
        return None
    if (not certain and not c.ahead) or count is None or unit.startswith("T"):
        return None
    return _moved(c, count * times, unit, (c.published, c.published) if c.published else None, c.origin)


def spell(c: Context, count: float | None, unit: str, back: bool) -> Reading:
    """A duration that ends (or, not `back`, begins) at publication."""
    amount = f"{count:g}" if count is not None else "X"
    value = f"PT{amount}{unit[1:]}" if unit.startswith("T") else f"P{amount}{unit}"
    if c.published is None or count is None or unit.startswith("T") or count > 2000:
        return Reading("DURATION", value, None, GRAINS.get(unit, "day"), "a span of time next to the day of the text")
    other = _moved(c, -count if back else count, "D" if unit == "WE" else unit, (c.published, c.published), "")
    unit_ = "D" if unit == "WE" else unit
    edge = (
        shift(c.published, round(-count if back else count), unit_)
        if unit_ in "DWMY"
        else (other.days or (c.published,))[0]
    )
    days = (edge, c.published) if back else (c.published, edge)
    return Reading(
        "DURATION", value, days, GRAINS.get(unit, "day"), f"a span that {'ends' if back else 'begins'} with {c.origin}"
    )


def span_now(m: re.Match[str], c: Context) -> Reading | None:
    """ "In the past three years", "over the last few days", "the next six months"."""
    unit, times = unit_of(group(m, "unit"))
    count = count_of(group(m, "count")) if group(m, "count") else None
    back = group(m, "way").lower() in ("last", "past", "previous", "preceding", "recent")
    if group(m, "way").lower() in ("following", "next", "coming") and c.outlook.direction == "past" and c.anchor:
        return None
    amount = count * times if count is not None else None
    return spell(c, amount, unit, back)


def within(m: re.Match[str], c: Context) -> Reading | None:
    """ "Within three days": from publication on, or, told of the past, from the date told before."""
    unit, times = unit_of(group(m, "unit"))
    count = count_of(group(m, "count"))
    if unit.startswith("T") or count is None or re.match(r"\s+of\b", c.after):
        return None
    if c.outlook.direction != "past":
        return spell(c, count * times, unit, back=False)
    told = c.here or c.anchor
    if told is None or told.days is None:
        return None
    edge = shift(told.days[1], round(count * times), unit if unit in "DWMY" else "D")
    reading = spell(c, count * times, unit, back=False)
    return Reading("DURATION", reading.value, (told.days[0], edge), reading.granularity, "from the date told before on")


def vague_day(m: re.Match[str], c: Context) -> Reading | None:
    """Vague references as TimeML has them: PRESENT_REF, PAST_REF, FUTURE_REF."""
    text = m.group().lower()
    if m.lastgroup == "present":
        days = (c.published, c.published) if c.published else None
        return Reading("DATE", "PRESENT_REF", days, "day", f"the time of {c.origin}")
    value = "PAST_REF" if m.lastgroup == "past" else "FUTURE_REF"
    return Reading("DATE", value, None, "day", f'"{" ".join(text.split())}" names no exact day')


def since_then(m: re.Match[str], c: Context) -> Reading | None:
    """ "Since then": the date told before."""
    told = c.here or c.anchor
    if told is None or told.days is None:
        return None
    return Reading("DATE", told.value, told.days, told.granularity, "the date told before")


def later_this(m: re.Match[str], c: Context) -> Reading | None:
    """ "Later this month", "earlier this week", "later today": the rest, or the part gone, of the period."""
    whole = _period(c, "this", unit_of(group(m, "unit"))[0], False)
    if whole.days is None or c.published is None:
        return whole
    first, last = whole.days
    days = (min(c.published, last), last) if m.group().lower().startswith("later") else (first, max(first, c.published))
    return Reading(
        "DATE",
        whole.value,
        days,
        whole.granularity,
        f"{'the rest' if days[0] == c.published else 'the part gone'} of it; {whole.why}",
    )


LIKE_LAST = r"(?P<way>last|past|next|coming|previous|preceding|following)"
