"""What a temporal expression means: a `Reading`, made from its words and the `Context` they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.records import Sentence
from dragoman.resolve.timex_days import WEEKDAYS, Days, add_months, real, say, shift
from dragoman.resolve.timex_tense import NOWHERE, Outlook

UNKNOWN_DAY = "XXXX-XX-XX"


@dataclass(frozen=True, slots=True)
class Reading:
    """TIMEX3 type and value, the days covered (None where no point in time is named), granularity, reason."""

    type: str
    value: str
    days: Days | None = None
    granularity: str = "day"
    why: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds an expression: publication day, direction, the dates told before, the words around.

    `anchor` is the last dated expression of the text before this one, `day` the last that tells a day,
    `here` one told in the same sentence. `before` and `after` are the neighbouring characters of the
    sentence, in lower case.
    """

    published: date | None
    outlook: Outlook = NOWHERE
    anchor: Reading | None = None
    here: Reading | None = None
    day: Reading | None = None
    before: str = ""
    after: str = ""
    sentence: Sentence | None = None
    i: int = -1

    @property
    def ahead(self) -> bool:
        """Whether the words look forward."""
        return self.outlook.direction == "future"

    @property
    def origin(self) -> str:
        """Publication, in words."""
        return f"publication ({say(self.published)})" if self.published else "publication"


UNDATED = "stays relative: no publication date is known"
NO_SUCH_DAY = "the calendar has no "


def undated(value: str, granularity: str, type_: str = "DATE") -> Reading:
    """A relative expression of a document without a date."""
    return Reading(type_, value, None, granularity, UNDATED)


def at_day(day: date, why: str, part: str = "") -> Reading:
    """A day, or a part of it given as TIMEX3 code (TMO, TEV, T10:30)."""
    if part:
        return Reading("TIME", f"{day.isoformat()}{part}", (day, day), "part of day", why)
    return Reading("DATE", day.isoformat(), (day, day), "day", why)


def weekday_near(c: Context, weekday: int, rel: str) -> tuple[date, str] | None:
    """The day meant by a weekday (ISO number) with `rel` ("last", "next", "this", ...) or none; None if undated."""
    if c.published is None:
        return None
    p, name = c.published, WEEKDAYS[weekday - 1]
    since = (p.isoweekday() - weekday) % 7
    until = (weekday - p.isoweekday()) % 7
    if rel == "last":
        back = since if since > 1 else since + 7
        return p - timedelta(back), f"the last {name} before {c.origin}"
    if rel == "past":
        return p - timedelta(since or 7), f"the last {name} before {c.origin}"
    if rel == "next":
        return p - timedelta(p.weekday()) + timedelta(6 + weekday), f"the {name} of the week after {c.origin}"
    if rel == "coming" or (rel == "this" and c.outlook.direction != "past"):
        return p + timedelta(until if rel == "this" else until or 7), f"the first {name} from {c.origin}"
    if not rel and c.outlook.direction in ("future", "present"):
        return p + timedelta(until), f"looks ahead: the first {name} from {c.origin}"
    return p - timedelta(since), f"the last {name} up to {c.origin}"


def weekday_after(anchor: Days, weekday: int, backwards: bool) -> date:
    """The first such weekday after the days of `anchor`, or the last before them."""
    if backwards:
        first = anchor[0]
        return first - timedelta((first.isoweekday() - weekday) % 7 or 7)
    last = anchor[1]
    return last + timedelta((weekday - last.isoweekday()) % 7 or 7)


def year_for_day(c: Context, month: int, day: int, weekday: int | None = None) -> tuple[int, str] | None:
    """The year that a reader gives to a day and month without one, with the reason; None if no year has it."""
    if c.published is None:
        return None
    years = range(max(c.published.year - 8, 1), min(c.published.year + 9, 9999))
    days = [d for d in (real(y, month, day) for y in years) if d]
    if weekday is not None:
        fitting = [d for d in days if d.isoweekday() == weekday]
        if fitting:
            nearest = min(fitting, key=lambda d: abs((d - c.published).days))  # type: ignore[operator]
            if abs((nearest - c.published).days) < 400:
                return nearest.year, f"the year nearest to {c.origin} in which that day is a {WEEKDAYS[weekday - 1]}"
    return _closest(c, c.published, days) if days else None


def _closest(c: Context, published: date, days: list[date]) -> tuple[int, str]:
    direction, manner = c.outlook.direction, c.outlook.manner
    past = [d for d in days if d <= published + timedelta(1)]
    future = [d for d in days if d >= published - timedelta(1)]
    back, forth = (published - past[-1]).days, (future[0] - published).days
    if direction == "future" and manner == "verb":
        return future[0].year, f"looks ahead: the first such day from {c.origin}"
    strict = direction == "past" and manner in ("verb", "modifier")
    if strict and not (
        forth <= 31 and back > 300 and manner == "verb" and c.before.rstrip().endswith((" by", " until", " for"))
    ):
        return past[-1].year, f"speaks of the past: the latest such day up to {c.origin}"
    if manner == "modifier" and direction != "future" and back < 330:
        return past[-1].year, f"speaks of the past: the latest such day up to {c.origin}"
    nearest = past[-1] if back <= forth else future[0]
    return nearest.year, f"the one nearest to {c.origin}"


def year_for_month(c: Context, month: int, rel: str = "") -> tuple[int, str] | None:
    """The year that a reader gives to a month alone (with `rel`: "last", "next", "this"), with the reason."""
    if c.published is None:
        return None
    p = c.published
    latest = p.year if month <= p.month else p.year - 1
    coming = p.year if month >= p.month else p.year + 1
    if rel in ("last", "past", "previous", "preceding"):
        return (latest - 1 if month == p.month else latest), f"the latest such month before {c.origin}"
    if rel in ("next", "coming", "following"):
        return (coming + 1 if month == p.month else coming), f"the first such month after {c.origin}"
    if rel:
        return p.year, f"in the year of {c.origin}"
    if c.ahead:
        return coming, f"looks ahead: the first such month from {c.origin}"
    present = c.outlook.direction == "present"
    if present and add_months(p.year, p.month, 3) >= (coming, month) and coming != latest:
        return coming, f"the one nearest to {c.origin}"
    return latest, f"the latest such month up to {c.origin}"


def part_of(days: Days, mod: str) -> Days:
    """The third (or half) of `days` that a modifier names (early, mid, late, end of, first half of).

    Years are cut at months, decades at years, shorter periods at days.
    """
    mod = mod.lower()
    steps, unit = _steps(days)
    head, tail = (steps // 2, steps // 2) if "half" in mod else (steps // 3, steps // 3)
    if "mid" in mod:
        return shift(days[0], head, unit), shift(days[1] + timedelta(1), -tail, unit) - timedelta(1)
    if "late" in mod or "end" in mod or "close" in mod or "second" in mod:
        return shift(days[1] + timedelta(1), -tail, unit), days[1]
    return days[0], shift(days[0], head, unit) - timedelta(1)


def _steps(days: Days) -> tuple[int, str]:
    length = (days[1] - days[0]).days + 1
    if length > 1000:
        return round(length / 365.25), "Y"
    return (12, "M") if length > 300 else (max(length, 3), "D")


def modified(reading: Reading, mod: str | None) -> Reading:
    """`reading` narrowed to the part that `mod` names; the TIMEX3 value stays that of the whole."""
    if not mod or not mod.strip() or reading.days is None:
        return reading
    word = " ".join(mod.split()).rstrip("-").removesuffix(" of the").removesuffix(" of").removesuffix(" in")
    value = reading.value
    if "half" in word and reading.granularity == "year" and value.isdigit():
        value += "-H1" if "first" in word else "-H2"
    return Reading(reading.type, value, part_of(reading.days, mod), reading.granularity, f"{word} of it; {reading.why}")
