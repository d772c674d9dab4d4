"""The vocabulary of data/dates.yaml, as lookups and as fragments of regular expressions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Words:
    """Lookups by lower-case word, and `fragments`: name -> regular expression without flags."""

    months: dict[str, int]
    weekdays: dict[str, int]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    units: dict[str, tuple[str, int]]
    parts: dict[str, str]
    seasons: dict[str, tuple[str, int]]
    holidays: dict[str, Any]
    named_days: dict[str, Any]
    sets: dict[str, str]
    lists: dict[str, frozenset[str]]
    fragments: dict[str, str]


def _any(words: Any) -> str:
    return "|".join(
        re.escape(w).replace("'", "['’]").replace(r"\ ", r"\s+") for w in sorted(words, key=lambda w: (-len(w), w))
    )


def _fragments(raw: dict[str, Any]) -> dict[str, str]:
    tens = _any(k for k, v in raw["numbers"].items() if 20 <= v < 100)
    ones = _any(k for k, v in raw["numbers"].items() if v < 10)
    number = rf"(?:(?:{tens})[-\s](?:{ones})|{_any(raw['numbers'])})"
    abbreviations = _any(raw["month_abbreviations"])
    full = _any(raw["months"])
    day_words = _any(raw["weekdays"])
    short_days = _any(raw["weekday_abbreviations"])
    ordinal = _any(raw["ordinals"])
    fragments = {
        "month": rf"(?P<month>{full}|(?:{abbreviations})\b\.?)",
        "fullmonth": rf"(?P<month>{full}|(?:{abbreviations})\b\.?)",
        "month2": rf"(?P<month2>{full}|(?:{abbreviations})\b\.?)",
        "weekday": rf"(?P<weekday>(?:{day_words})\b)",
        "anyweekday": rf"(?:(?P<weekday>(?:{day_words}|{short_days})\b\.?))",
        "day": r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d:]|[.,]\d|\s*%|\s+(?:p\.?m|a\.?m)\b)",
        "dayword": rf"(?P<day>\d{{1,2}}(?:st|nd|rd|th)?|(?:{ordinal})\b)",
        "year": r"(?P<year>1\d{3}|2[01]\d{2})(?!\d|[.,]\d|-year|-strong|\s*%|\s*percent)",
        "number": number,
        "count": rf"(?P<count>\d+(?:\.\d+)?|{number}(?:\s+and\s+a\s+half)?|(?:a\s+)?(?:couple\s+of|few|dozen|"
        r"good\s+many|number\s+of)|several|many|numerous|some|half\s+an?|an?|one\s+and\s+a\s+half)",
        "exact": rf"(?P<count>\d+(?:\.\d+)?|{number})",
        "unit": rf"(?P<unit>{_any(raw['units'])})",
        "units": r"(?P<unit>seconds|minutes?|hours?|days?|weeks?|fortnights?|weekends?|months?|quarters|years?|decades?"
        r"|century|centuries)",
        "ordinal": rf"(?P<ordinal>{ordinal}|[1-4](?:st|nd|rd|th))",
        "part": rf"(?P<part>{_any(raw['parts_of_day'])})",
        "season": rf"(?P<season>{_any(raw['seasons'])})",
        "holiday": rf"(?P<holiday>{_any(raw['holidays'])})",
        "mod": r"(?P<mod>(?:very\s+)?(?:early|late|mid)(?:\s+in)?[-\s]+|(?:the\s+)?(?:very\s+)?(?:end|beginning|start"
        r"|middle|close|first\s+half|second\s+half)\s+of\s+(?:the\s+)?)?",
        "rel": r"(?P<rel>last|past|next|this(?:\s+(?:coming|past))?|"
        r"(?:the\s+)?(?:coming|following|previous|preceding|same|next)|(?:the\s+)?current|that(?:\s+same)?)",
        "sets": rf"(?P<set>{_any(raw['set_adverbs'])})",
    }
    return fragments


@lru_cache(maxsize=1)
def words() -> Words:
    """The vocabulary, read once."""
    raw = yaml.safe_load(files("dragoman.data").joinpath("dates.yaml").read_text(encoding="utf-8"))
    months = {name: k for k, name in enumerate(raw["months"], 1)} | raw["month_abbreviations"]
    weekdays = {name: k for k, name in enumerate(raw["weekdays"], 1)} | raw["weekday_abbreviations"]
    lists = {
        name: frozenset(map(str, raw[name]))
        for name in (
            "number_labels", "counted_nouns", "speech_verbs", "light_verbs", "phase_verbs", "future_cues",
            "event_nouns", "commitment_verbs", "thing_nouns", "once_more", "titles",
        )
    }  # fmt: skip
    return Words(
        months=months,
        weekdays=weekdays,
        numbers=raw["numbers"],
        ordinals=raw["ordinals"],
        units={name: (code, times) for name, (code, times) in raw["units"].items()},
        parts=raw["parts_of_day"],
        seasons={name: (code, month) for name, (code, month) in raw["seasons"].items()},
        holidays=raw["holidays"],
        named_days=raw["named_days"],
        sets=raw["set_adverbs"],
        lists=lists,
        fragments=_fragments(raw),
    )


def month_of(text: str) -> int:
    """Number of the month named by a word or its abbreviation; KeyError if it names none."""
    return words().months[text.lower().rstrip(".")]


def weekday_of(text: str) -> int:
    """ISO number of the weekday (Monday is 1)."""
    return words().weekdays[text.lower().rstrip(".")]


def ordinal_of(text: str) -> int:
    """Number of an ordinal, as digits (8th) or as a word (eighth)."""
    digits = re.match(r"\d+", text)
    return int(digits.group()) if digits else words().ordinals[text.lower()]


def count_of(text: str) -> float | None:
    """How many: 2.0 for "two" and "a couple of", 1.0 for "a", None for "several" and other vague counts."""
    text = " ".join(text.lower().replace("-", " ").split())
    if text[0].isdigit():
        return float(text)
    if text.endswith("and a half"):
        whole = count_of(text[: -len("and a half")])
        return None if whole is None else whole + 0.5
    if text in ("a", "an", "half a", "half an"):
        return 0.5 if text.startswith("half") else 1.0
    if "couple" in text or "dozen" in text:
        return 2.0 if "couple" in text else 12.0
    known = [words().numbers.get(w) for w in text.split()]
    return float(sum(k for k in known if k)) if known and all(known) else None


def unit_of(text: str) -> tuple[str, int]:
    """TIMEX3 code of a unit word in singular or plural, and how many coded units it is."""
    text = text.lower()
    units = words().units
    if text == "centuries":
        return units["century"]
    return units[text] if text in units else units[text.removesuffix("s")]
