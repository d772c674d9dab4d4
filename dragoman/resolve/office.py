"""Who held an office on a day: the officeholder table asked with a name, a title, a date and the countries in view."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from dragoman.records import Match
from dragoman.resolve.kb import Officer, knowledge, officers, words
from dragoman.resolve.names import key, near
from dragoman.resolve.views import Reading

REMEMBERED = 25 * 366  # days
SPELT = 6  # letters of a surname that may be misspelt


def _days(iso: str, late: bool = False) -> int:
    """Ordinal of an ISO date cut to month or year, at its beginning or (`late`) its end."""
    parts = [int(p) for p in iso.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if late else 1)
    day = min(parts[2] if len(parts) > 2 else (28 if late else 1), 28)
    return date(year, min(max(month, 1), 12), max(day, 1)).toordinal() + (3 if late else 0)


def held_on(officer: Officer, on: date) -> str:
    """`in` office on that day, `before` (not yet), `after` (no longer), or `open` (the source ends before that day)."""
    day = on.toordinal()
    if officer.start and day < _days(officer.start) - 1:
        return "before"
    ended = officer.end or officer.gone
    if ended and day > _days(ended, late=True):
        return "after"
    if officer.end:
        return "in" if officer.start else "open"
    if not officer.known and officer.names:  # a user's own word without an end
        return "in"
    return "in" if day <= _days(officer.known or officer.start, late=True) else "open"


def in_office(
    name: str, said: Reading | None, on: date | None, countries: Mapping[str, float]
) -> Match[Officer] | None:
    """The officeholder that `name` (lookup form of a surname or full name) means, or None.

    Weighs the country given or spoken of, the title, the date and whether the full name agrees; without
    any such support a bare surname is not believed.
    """
    last = name.rsplit(" ", 1)[-1]
    found = officers(name) or officers(last) or (officers_near(last) if said and said.office else ())
    alone = len({o.country for o in found if not _envoy(o)} or {o.country for o in found}) == 1
    best: tuple[float, Officer] | None = None
    for officer in found:
        weight = _weight(officer, name, said, on, countries) + (_lone(officer, name, on) if alone else 0.0)
        later = best is not None and weight > best[0] - 1e-9 and officer.start > best[1].start
        if best is None or weight > best[0] + 1e-9 or (later and _begun(officer, on)):
            best = (weight, officer)
    if best is None or best[0] < 1.0:
        return None
    return Match(best[1], min(0.9, 0.45 + 0.12 * best[0]), _why(best[1], on))


@lru_cache(maxsize=4096)
def officers_near(surname: str) -> tuple[Officer, ...]:
    """Those whose surname differs by one letter from `surname` (Rajapaksa, Rajapakse); none where several names do."""
    if len(surname) < SPELT or " " in surname:
        return ()
    alike = [k for k in _surnames().get(surname[0], ()) if near(surname, k)]
    return officers(alike[0]) if len(alike) == 1 else ()


@lru_cache(maxsize=1)
def _surnames() -> dict[str, tuple[str, ...]]:
    """Lookup forms of long surnames by first letter."""
    found: dict[str, list[str]] = {}
    for k in knowledge().officers:
        if " " not in k and len(k) >= SPELT:
            found.setdefault(k[0], []).append(k)
    return {k: tuple(v) for k, v in found.items()}


def _envoy(officer: Officer) -> bool:
    return officer.office.startswith("Ambassador")


def _begun(officer: Officer, on: date | None) -> bool:
    """Whether the office had begun on that day: of two as likely the later one counts."""
    return on is None or held_on(officer, on) != "before"


def _lone(officer: Officer, name: str, on: date | None) -> float:
    """What it counts that one country alone had officeholders of this surname: most for a bare name in its time."""
    state = held_on(officer, on) if on is not None else ""
    if " " in name:
        return 0.65 if state in ("in", "open", "after") else 0.0
    if state == "after" and not _remembered(officer, on):
        return 0.0
    return {"in": 0.8, "open": 0.7, "": 0.8, "after": 0.75}.get(state, 0.0)


def _remembered(officer: Officer, on: date | None) -> bool:
    """Whether a head of state or government left so short a time ago that a bare surname can still mean him."""
    ended = officer.end or officer.gone
    return not _envoy(officer) and on is not None and on.toordinal() - _days(ended) < REMEMBERED


def _weight(
    officer: Officer, name: str, said: Reading | None, on: date | None, countries: Mapping[str, float]
) -> float:
    if said and said.country and said.country != officer.country:
        return -1.0
    weight = 1.0 if said and said.country else min(1.2, 0.6 * countries.get(officer.country, 0.0))
    if said and said.office:
        weight += _title_weight(officer, said, key(said.office))
    full = key(officer.person)
    if " " in name:
        agree = (set(name.split()) & set(full.split())) - words("name_particles")
        same = name in officer.names or len(agree) > 1
        weight += 1.2 if same else 0.1 if " " not in full else -0.8 if _same_given(name, full) else -3.0
    if on is not None:
        weight += {"in": 1.0, "after": 0.3, "open": 0.3, "before": -0.4}[held_on(officer, on)]
    else:
        weight += 0.3
    return weight


def _same_given(name: str, full: str) -> bool:
    """Whether the given names of two lookup forms of one surname can be one person's (Joe, Joseph; J., John)."""
    mine, theirs = name.split()[:-1], full.split()[:-1]
    pairs = ((a, b) for a in mine for b in theirs)
    return any(
        a[:3] == b[:3] or (1 in (len(a), len(b)) and a[0] == b[0]) or {f"{a}={b}", f"{b}={a}"} & words("nicknames")
        for a, b in pairs
    )


def _title_weight(officer: Officer, said: Reading, office: str) -> float:
    """How a title in the text bears on an office: "President X" fits a leader, "Secretary X" is someone else."""
    fit, titles = key(officer.office), set(office.split())
    if _envoy(officer):
        return 1.0 if "ambassador" in titles else -2.0
    if fit in office or office in fit or titles <= set(fit.split()):  # "Defence Minister" is "Minister of Defence"
        return 1.0
    high = bool(words("top_offices") & titles) and not titles & {"vice", "deputy", "foreign"}
    if high and ("minister" not in titles or "prime" in titles):
        return 1.0 if officer.office == "leader" else -0.3
    return 0.0 if said.former or said.sector in ("MIL", "ELI", "REB", "OPP", "PTY", None) else -2.0


def _why(officer: Officer, on: date | None) -> str:
    span = (f" from {officer.start}" if officer.start else "") + (f" to {officer.end}" if officer.end else "")
    return f"{officer.person} was {officer.office} of {officer.country}{span} ({officer.source})"
