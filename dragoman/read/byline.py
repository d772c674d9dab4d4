"""Lines at the head of a text that say who wrote or issued it and on what day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dragoman.read import dateline, vocabulary, written_dates

_STAMP = re.compile(
    r"\b(?:(?:first |last |originally )?(?:published|posted|updated|modified|created|released|issued)(?: on| at)?"
    r"|date|time|on|at|as of|GMT|UTC|[A-Z]{2}T)\b(?: ?:)?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b{written_dates.WEEKDAY}(?![a-z])", re.IGNORECASE)
_NAME_AND_ROLE = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3},(?: [\w.'’-]+){1,6}$")
_MAX_WORDS = 16


@dataclass(frozen=True, slots=True)
class Credit:
    """What a byline or date line says; each part None where it says nothing of it."""

    by: str | None = None
    day: date | None = None
    place: str | None = None
    issuer: str | None = None


def read(line: str) -> Credit | None:
    """The credit that the whole line is, or None where it is anything else."""
    if len(line.split()) > _MAX_WORDS:
        return None
    found = written_dates.find(line)
    rest = _without_date(line, found)
    if found and not rest:
        return Credit(day=found[0])
    if found and _short(rest):
        place = dateline.alone(rest) or (dateline.alone(line) if len(rest.split()) == 1 else None)
        if place is not None:
            return Credit(day=found[0], place=place.place)
        return Credit(by=_name(rest), day=found[0])
    if not found and rest == "" and (written_dates.PARTIAL.search(line) or written_dates.CLOCK.search(line)):
        return Credit()
    return _undated(line)


def _without_date(line: str, found: tuple[date, int, int] | None) -> str:
    rest = line[: found[1]] + " | " + line[found[2] :] if found else written_dates.PARTIAL.sub(" | ", line)
    for rule in (written_dates.CLOCK, _WEEKDAY):
        rest = rule.sub(" ", rest)
    if found or not re.search(r"\w", _STAMP.sub(" ", rest).replace("|", "")):
        rest = _STAMP.sub(" ", rest)
    return re.sub(r"\s+", " ", rest).strip(" |·•-–—/,:;.()[]*_")


def _short(rest: str) -> bool:
    """Whether what stands beside a date is a name or a desk, not a sentence that holds a date."""
    small = vocabulary.words("name_particles")
    parts = [w for w in re.split(r"[\s|/·•,-]+", rest) if w]
    return len(parts) <= 8 and all(w[0].isupper() or w.casefold() in small | {"by"} for w in parts)


def _name(line: str) -> str:
    return re.sub(r"^by:? ", "", line, flags=re.IGNORECASE).strip(" |,")


def _undated(line: str) -> Credit | None:
    bare = line.strip(" *_|.()[]")
    if line.isupper() and len(line.split()) > 6:
        return None
    if vocabulary.pattern("desks").fullmatch(bare):
        return Credit(by=_name(bare))
    small = vocabulary.words("name_particles")
    if re.match(r"by:? [A-Z]", line, re.IGNORECASE) and not line.endswith((".", "!", "?")):
        words = re.split(r"[\s,|/&-]+", line)[1:]
        if len(words) <= 12 and all(not w or w[0].isupper() or w.casefold() in small for w in words):
            return Credit(by=_name(bare))
    official, issuer = vocabulary.header(line)
    if official:
        return Credit(issuer=issuer or "")
    if _NAME_AND_ROLE.match(bare) and not line.endswith((".", ":", "?")):
        roles, words = vocabulary.words("roles"), re.findall(r"[\w.-]+", bare)
        named = all(w[0].isupper() or w.casefold() in small | roles for w in words)
        return Credit(by=bare) if named and roles & {w.casefold() for w in words} else None
    return None
