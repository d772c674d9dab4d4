"""Official texts from files or the store: whose each is, and which country it is about, told by the names in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.errors import InputError
from dragoman.records import Document
from dragoman.series.phrases import Statement

if TYPE_CHECKING:
    from dragoman.query import Period, Query
    from dragoman.store import Store

UNNAMED = "issuer not told"
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’-][^\W\d_]+)*")
OPENING, WEIGHT = 400, 3  # names among so many first characters count so often
TITLED = 6  # and those in a title so often
FEWEST = 2  # so many times a country is named in a text that is about it
NAMING = ("name", "adj", "noun", "seat")
CASED = {"exact": str.isupper, "loud": str.isupper}


def statement(document: Document) -> Statement:
    """The document with its issuer, the issuer's country, and the other country that it names most, None if unknown."""
    issuer = document.issuer or UNNAMED
    country = _country(issuer) if document.issuer else None
    return Statement(document, issuer, country, counterpart(document, country))


@lru_cache(maxsize=10_000)
def _country(issuer: str) -> str | None:
    from dragoman.resolve.issuers import country_of

    return country_of(issuer)


def counterpart(document: Document, country: str | None) -> str | None:
    """The country, other than the issuer's own, that a text names most; names in its opening count more."""
    if country is None:
        return None
    counted: Counter[str] = Counter()
    for at, code in _named(document.text):
        counted[code] += WEIGHT if at < OPENING else 1
    for _, code in _named(document.title or ""):
        counted[code] += TITLED
    counted.pop(country, None)
    best = max(counted, key=lambda code: (counted[code], code), default="")
    return best if counted[best] >= FEWEST else None


def _named(text: str) -> Iterator[tuple[int, str]]:
    """(place, country) of each name of a country, people or capital in a text, the longest names first."""
    from dragoman.resolve.names import norm

    names, longest = _names()
    found = [(m.start(), m[0]) for m in WORD.finditer(text)]
    spelled = [norm(word) for _, word in found]
    n = 0
    while n < len(found):
        at, word = found[n]
        size = longest.get(spelled[n], 0) if word[0].isupper() else 0
        while size and (held := names.get(" ".join(spelled[n : n + size]))) is None:
            size -= 1
        if size and held and CASED.get(held[1], bool)(word):
            yield at, held[0]
        n += max(1, size)


@lru_cache(maxsize=1)
def _names() -> tuple[dict[str, tuple[str, str]], dict[str, int]]:
    """Country and case by lookup form of a name, and the words of the longest name by its first word."""
    from dragoman.resolve.kb import knowledge
    from dragoman.resolve.views import INTERNATIONAL

    names: dict[str, tuple[str, str]] = {}
    longest: dict[str, int] = {}
    for spelled, entries in knowledge().readings.items():
        meant = [e for e in entries if e.kind in NAMING and e.country and e.country not in INTERNATIONAL]
        if meant and len({e.country for e in meant}) == 1 and spelled:
            names[spelled] = (str(meant[0].country), meant[0].case)
            first, size = spelled.split()[0], len(spelled.split())
            longest[first] = max(longest.get(first, 0), size)
    return names, longest


# ---------------------------------------------------------------- from where


def from_files(paths: Iterable[str]) -> Iterator[Statement | InputError]:
    """The statements in files, and what could not be read, in order."""
    from dragoman import read

    for item in read.documents(paths):
        yield item if isinstance(item, InputError) else statement(item)


def from_store(store: Store, query: Query) -> Iterator[Statement]:
    """The stored official texts in which claims of the query stand; without a condition all that are current.

    The days of a query that has no other condition are not looked at, see `chosen`.
    """
    from dragoman.query import Query as Asked

    wanted = None
    if query not in (Asked(), Asked(published=query.published)):
        wanted = {str(count.values[0]) for count in store.counts(query, ("document",))}
    for entry in store.documents(every_version=bool(query.document)):
        if entry.kind == "text" and (wanted is None or entry.id in wanted):
            yield statement(store.text(entry.id))


def chosen(
    statements: Iterable[Statement], issuers: Sequence[str] = (), dyads: Sequence[str] = (), days: Period | None = None
) -> Iterator[Statement]:
    """The statements by one of the issuers (words of the name, or a country code), on one of the dyads, on the days.

    A condition that is not given holds. Raises InputError for a dyad that is none.
    """
    pairs = [_sides(dyad) for dyad in dyads]
    for s in statements:
        on_pair = not pairs or any(_between(s, pair) for pair in pairs)
        if on_pair and (not issuers or any(_is(s, name) for name in issuers)) and _within(s, days):
            yield s


def _sides(dyad: str) -> tuple[str, str, bool]:
    from dragoman.query import sides

    found = sides(dyad.upper())
    if found is None:
        raise InputError(f"dyad: {dyad!r} is not two countries (write PAK-IND for either direction, PAK>IND for one)")
    return found


def _between(s: Statement, pair: tuple[str, str, bool]) -> bool:
    from dragoman.query import ANYBODY

    a, b, one_way = pair
    ways = ((a, b),) if one_way else ((a, b), (b, a))
    return any(
        own in (ANYBODY, s.country) and other in (ANYBODY, s.counterpart) and s.counterpart is not None
        for own, other in ways
    )


def _within(s: Statement, days: Period | None) -> bool:
    if days is None:
        return True
    first, last = days.first or date.min, days.last or date.max
    return s.day is not None and first <= s.day <= last


def _is(s: Statement, name: str) -> bool:
    whole = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", s.issuer, re.IGNORECASE)
    return bool(whole) or name.upper() == s.country


# ---------------------------------------------------------------- one after another


def preceding(statements: Iterable[Statement], new: Statement) -> list[Statement]:
    """The statements of the same issuer on the same counterpart on earlier days, the oldest first.

    Raises InputError, saying what is missing, where the newer one tells too little or none is found.
    """
    name = _name(new.document)
    if new.issuer == UNNAMED or new.day is None:
        what = "whose text it is" if new.issuer == UNNAMED else "when it was published"
        raise InputError(f"{name}: does not tell {what}; give the older text as well: dragoman diff OLD NEW")
    found = [s for s in statements if s.day and s.day < new.day and _same_series(s, new) and not _same_text(s, new)]
    if not found:
        on = f" on {new.counterpart}" if new.counterpart else ""
        raise InputError(f"{name}: no earlier text of {new.issuer}{on} is stored; give it: dragoman diff OLD NEW")
    return sorted(found, key=lambda s: (s.day or date.min, s.document.id))


def _same_series(a: Statement, b: Statement) -> bool:
    return a.issuer.casefold() == b.issuer.casefold() and a.counterpart == b.counterpart


def _same_text(a: Statement, b: Statement) -> bool:
    return a.document.text.split() == b.document.text.split()


def successive(olds: Sequence[Statement], new: Statement, *, anyway: bool = False) -> list[Statement]:
    """The older statements in order of their days. Raises InputError where they are not what one may lay side by side.

    That is: the same text twice, an older one that is younger, and (unless `anyway`) another issuer or counterpart.
    """
    for old in olds:
        two = f"{_name(old.document)} and {_name(new.document)}"
        if _same_text(old, new):
            raise InputError(f"{two}: are the same text; nothing can be new")
        if old.day and new.day and old.day > new.day:
            raise InputError(f"{two}: the older text is of {old.day}, the newer of {new.day}; give the newer one last")
        if not anyway and (why := _apart(old, new)):
            raise InputError(f"{two}: {why}; --anyway lays them side by side")
    return sorted(olds, key=lambda s: s.day or date.min)


def _apart(old: Statement, new: Statement) -> str:
    """Why two statements are not of one issuer on one counterpart, as far as both tell; empty where they may be."""
    issuers, others = (old.issuer, new.issuer), (old.counterpart, new.counterpart)
    if UNNAMED not in issuers and issuers[0].casefold() != issuers[1].casefold():
        return f"are by different issuers ({issuers[0]}; {issuers[1]})"
    if None not in others and others[0] != others[1]:
        return f"are on different counterparts ({others[0]}; {others[1]})"
    return ""


def _name(document: Document) -> str:
    return document.origin or document.title or document.id
