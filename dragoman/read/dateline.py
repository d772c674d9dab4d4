"""The place and day that a report is filed from, on a line of its own or before its first sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dragoman.read import vocabulary, written_dates

_CAPS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’]+(?:[ /-](?:[A-ZÀ-Þ][A-ZÀ-Þ.'’]*|del|de|la|al|el)){0,3}"
_MIXED = r"[A-ZÀ-Þ][a-zà-þ'’.]+(?:[ -](?:[A-ZÀ-Þ][a-zà-þ'’.]+|de|del|la|al|el)){0,3}"
_REGION = r"(?:, ?[A-ZÀ-Þ][\w.'’]+(?: [A-ZÀ-Þ][\w.'’]+){0,2}| \([A-Z][A-Za-z .]+\))"
_MONTH = r"(?:" + "|".join(sorted(written_dates.MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = (
    rf"(?:(?:{written_dates.WEEKDAY}|today|no date)(?![a-z])(?:,? )?)?"
    rf"(?:(?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?)(?:,? (?:\d{{4}}|\d\d))?(?![\w]))?"
)
_AGENCY = r"(?:,? ?[(\[][^()\[\]]{2,60}[)\]])"
_DASH = r"(?:\s+(?:--|[-–—])|\s*[–—]|--)"
_TAGS = r"(?:\s*\[[^\]]{1,80}\])*"


def _rule(place: str, day: str, agency: str, end: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<place>{place})(?P<region>(?!, ?(?i:{_MONTH}|{written_dates.WEEKDAY}|no date)\b){_REGION})?"
        rf"(?P<day>,? (?i:{day})){agency}{end}".replace("(?P<day>,? (?i:))", "(?P<day>)")
    )


_PREFIXES = (
    (True, _rule(_CAPS, _DAY, _AGENCY + "?", rf"(?:{_DASH}|:\s*[-–—]*)(?P<tags>{_TAGS})\s+(?=\S)")),
    (True, _rule(_CAPS, "", _AGENCY + "?", rf"(?:{_DASH}|:(?:\s*[-–—]+)?)(?P<tags>{_TAGS})\s+(?=\S)")),
    (True, _rule(_MIXED, _DAY, _AGENCY + "?", rf"(?:{_DASH}|:)(?P<tags>{_TAGS})\s+(?=[\"“'‘A-ZÀ-Þ\d])")),
    (True, _rule(_MIXED, "", _AGENCY, rf"(?:{_DASH}|:)(?P<tags>{_TAGS})\s+(?=[\"“'‘A-ZÀ-Þ\d])")),
    (False, _rule(_MIXED, "", "", r"(?:\s+(?:--|[–—])|\s*—)\s+(?=[\"“'‘A-ZÀ-Þ\d])")),
)
_END = rf"(?:\s*(?:{_DASH}|:))?"
_ALONE = (
    _rule(_CAPS, _DAY, _AGENCY + "?", _END),
    _rule(_CAPS, "", _AGENCY + "?", _END),
    _rule(_MIXED, _DAY, _AGENCY + "?", _END),
)
_TOWN = re.compile(rf"{_MIXED}, ?(?:[A-Z][\w.]+|[A-Z]\.[A-Z]\.)(?: [A-Z][\w.]+)?:?$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place in ordinary letters (empty for "NO CITY"), the length of the prefix, the full date if it gives one.

    `sure` tells that its form leaves no doubt (capitals, a day or an agency), wherever it stands.
    """

    place: str
    length: int
    day: date | None
    sure: bool


def prefix(text: str) -> Dateline | None:
    """The dateline that `text` (a paragraph) begins with, or None. The length takes in dash and tags."""
    for sure, rule in _PREFIXES:
        m = rule.match(text)
        if m and len(m.group()) <= 160 and _is_place(m["place"]):
            return _dateline(m, sure)
    return None


def alone(line: str) -> Dateline | None:
    """The dateline that is the whole line ("ISLAMABAD:", "Kyiv, 3 May"), or None."""
    for rule in _ALONE:
        m = rule.fullmatch(line)
        if m and _is_place(m["place"]) and _telling(m):
            return _dateline(m, line.endswith(":") or bool(m["day"].strip(", ")))
    if _TOWN.fullmatch(line) and len(line.split()) <= 4 and not vocabulary.words("roles") & set(_words(line)):
        return Dateline(line.partition(",")[0], len(line), None, False)
    return None


def _telling(m: re.Match[str]) -> bool:
    """Capitals alone tell a place only in a short line; ordinary letters need a day beside them."""
    if m["place"].isupper():
        return len(m["place"]) >= 4 and len(m["place"].split()) <= 3
    return bool(m["day"].strip(", "))


def _words(text: str) -> list[str]:
    return [w for w in (part.strip(".,'’") for part in re.split(r"[\s/]+", text.casefold())) if w]


def _is_place(place: str) -> bool:
    found = _words(place)
    if found == ["no", "city"]:
        return True
    if not found or sum(map(len, found)) < 3:
        return False
    banned = vocabulary.words("not_places") | vocabulary.words("labels") | vocabulary.words("captions")
    return not any(w in banned for w in found) and place.casefold() not in written_dates.MONTHS


def _dateline(m: re.Match[str], sure: bool) -> Dateline:
    place = m["place"].strip(" .,")
    if place.isupper() and m["place"].endswith("."):
        place = m["place"].strip(" ,")
    found = written_dates.find(m["day"])
    if place == "NO CITY":
        place = ""
    return Dateline(capitalised(place), m.end(), found[0] if found else None, sure)


def capitalised(place: str) -> str:
    """A place written in capitals in ordinary letters ("GUATEMALA CITY" -> "Guatemala City")."""
    if not place.isupper() or re.fullmatch(r"(?:[A-Z]\.)+", place):
        return place
    small = vocabulary.words("name_particles")
    words = re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", lambda m: m.group().capitalize(), place)
    return re.sub(r"(?<=[ -])[A-Z]\w+", lambda m: m.group().lower() if m.group().lower() in small else m.group(), words)
