"""One question to a store, as one value: read from arguments or a URL, written as a URL, as SQL and in words.

Each field below is a name, a kind and its help; the command's flags, the parameters of a URL and the page of
documentation are made from this table. Conditions in different fields must all hold; of several values in one field
one must.
"""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from datetime import date
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qsl, urlencode, urlsplit

from dragoman.errors import InputError
from dragoman.records import HAPPENED, STATUSES

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

HAPPENED_WORD, OWN_VOICE, ANYBODY = "happened", "own", "*"
CASES = {"upper": str.upper, "lower": str.lower}


def _field(kind: str, words: str, metavar: str = "", case: str = "") -> Any:
    """A row of the table. `kind` is words, list, numbers, period, point, number, share or yesno."""
    empty: Any = () if kind in ("list", "numbers") else None
    return field(default=empty, metadata={"kind": kind, "help": words, "metavar": metavar, "case": case})


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both inclusive, open where an end is None; at least one end is given."""

    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        """Refuse a stretch without ends, or one that ends before it begins."""
        if self.first is None and self.last is None:
            raise InputError("a period needs a beginning or an end")
        if self.first and self.last and self.last < self.first:
            raise InputError(f"a period cannot end ({self.last}) before it begins ({self.first})")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The period that "2019", "2019-03", "2019-03-07", "2019..2021-06", "2019.." or "..2021" names."""
        first, dots, last = text.partition("..")
        return cls(_days(first)[0], _days(last if dots else first)[1])

    def __str__(self) -> str:
        """The period as `parse` reads it."""
        first, last = ("" if day is None else day.isoformat() for day in (self.first, self.last))
        return first if first == last else f"{first}..{last}"


def _days(text: str) -> tuple[date | None, date | None]:
    """The first and last day of a year, month or day."""
    if not text:
        return None, None
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text, re.ASCII)
    try:
        if found is None:
            raise ValueError(text)
        year, month, day = (int(part) if part else None for part in found.groups())
        assert year is not None
        last = date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
        return date(year, month or 1, day or 1), last
    except ValueError as error:
        raise InputError(f"{text!r} is no day, month or year (write 2021, 2021-03 or 2021-03-07)") from error


@dataclass(frozen=True, slots=True)
class Point:
    """A point on the earth in degrees (WGS 84)."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        """Refuse what is not on the earth."""
        if not (abs(self.latitude) <= 90 and abs(self.longitude) <= 180):
            raise InputError(f"{self} is no point on the earth (write latitude,longitude in degrees: -0.22,-78.51)")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The point that "-0.22,-78.51" names: latitude, longitude."""
        try:
            latitude, longitude = (float(part) for part in text.split(","))
        except ValueError as error:
            raise InputError(f"{text!r} is no point (write latitude,longitude: -0.22,-78.51)") from error
        return cls(latitude, longitude)

    def __str__(self) -> str:
        """The point as `parse` reads it."""
        return f"{self.latitude!r},{self.longitude!r}"


@dataclass(frozen=True, slots=True)
class Query:
    """Which claims are asked for."""

    text: str | None = _field(
        "words", 'Words of the document: all of them; "a phrase", -without, one OR other.', "WORDS"
    )
    quote: str | None = _field("words", "Words of the claim's own passage, written in the same way.", "WORDS")
    actor: tuple[str, ...] = _field(
        "list", "A party, acting or acted on: words of its name, its country code or its identifier.", "NAME"
    )
    country: tuple[str, ...] = _field("list", "Country code of a party, acting or acted on.", "CODE", "upper")
    sector: tuple[str, ...] = _field("list", "Sector of a party, acting or acted on.", "CODE", "upper")
    dyad: tuple[str, ...] = _field(
        "list", "Between two countries: PAK-IND in either direction, PAK>IND in one, PAK>* towards anybody.", "A-B",
        "upper",
    )  # fmt: skip
    type: tuple[str, ...] = _field("list", "Event type.", "TYPE", "upper")
    act: tuple[str, ...] = _field("list", "The act that is spoken of (CONSULT in a promise to visit).", "TYPE", "upper")
    mode: tuple[str, ...] = _field("list", "Mode of the event.", "MODE", "lower")
    quad: tuple[int, ...] = _field(
        "numbers", "Quad class: 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict.", "1-4"
    )
    context: tuple[str, ...] = _field("list", "A context.", "NAME", "lower")
    status: tuple[str, ...] = _field(
        "list", "actual, ongoing, planned, historical, speculation, negated, denied; happened is the first two.",
        "STATUS", "lower",
    )  # fmt: skip
    claimant: tuple[str, ...] = _field(
        "list", "Who says it or relays it: words of the name or a country code; own is the text's own voice.", "NAME"
    )
    when: Period | None = _field(  # noqa: RUF009  (a field of a frozen record: nothing is shared)
        "period", "When it happened: 2021, 2021-03, 2021-03-07, 2019..2021, 2019.. .", "DAYS"
    )
    issued: Period | None = _field(  # noqa: RUF009  (a field of a frozen record: nothing is shared)
        "period", "When the official text that says it was issued.", "DAYS"
    )
    published: Period | None = _field(  # noqa: RUF009  (a field of a frozen record: nothing is shared)
        "period", "When the document was published.", "DAYS"
    )
    place: tuple[str, ...] = _field("list", "Where: a place's name or a country code.", "NAME")
    near: Point | None = _field(  # noqa: RUF009  (the same)
        "point", "Near this point; with a radius.", "LAT,LON"
    )
    radius: float | None = _field("number", "At most so many kilometres away.", "KM")
    document: tuple[str, ...] = _field("list", "In this document: its id, or your own id of it.", "ID")
    confidence: float | None = _field("share", "Of at least this confidence, 0 to 1.", "SHARE")
    reviewed: bool | None = _field("yesno", "Whether a person has judged the claim.", "YES/NO")

    def __post_init__(self) -> None:
        """Bring codes to their case. Raises InputError for a value that cannot be asked for."""
        for f in TABLE:
            value = getattr(self, f.name)
            if value is not None:
                object.__setattr__(self, f.name, _checked(f, value))
        if (self.near is None) != (self.radius is None):
            raise InputError("near and radius go together: a point, and how many kilometres around it")

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Self:
        """The query that values by name make, each a text (or several) as in a URL, or a value of the field's type.

        Raises InputError naming the field whose value does not do, or an unknown name.
        """
        unknown = sorted(set(given) - {f.name for f in TABLE})
        if unknown:
            raise InputError(f"a query has no {unknown[0]!r}; it has {', '.join(f.name for f in TABLE)}")
        held = {f.name: given[f.name] for f in TABLE if given.get(f.name) not in (None, (), [])}
        return cls(**{f.name: _read(f, held[f.name]) for f in TABLE if f.name in held})

    @classmethod
    def parse(cls, url: str) -> Self:
        """The query that a URL asks ("?type=AGREE&country=PAK"); only its part after the question mark counts."""
        try:
            pairs = parse_qsl(urlsplit(url).query, keep_blank_values=True, errors="strict", max_num_fields=1000)
        except ValueError as error:
            raise InputError(f"{url[:80]!r} cannot be read as a query ({error})") from error
        given: dict[str, list[str]] = {}
        for name, value in pairs:
            given.setdefault(name, []).append(value)
        return cls.of(given)

    @property
    def url(self) -> str:
        """The query as the part of a URL that `parse` reads."""
        return "?" + urlencode([(f.name, text) for f in TABLE for text in _texts(getattr(self, f.name))])

    @property
    def words(self) -> str:
        """The query said in words."""
        from dragoman.query_words import words

        return words(self)

    def conditions(self, dialect: str) -> list[ColumnElement[bool]]:
        """What must hold of the tables `claims` and `documents`, in SQL for this dialect (sqlite or postgresql)."""
        from dragoman.store.asking import conditions

        return conditions(self, dialect)

    @property
    def statuses(self) -> tuple[str, ...]:
        """The statuses asked for, "happened" spelt out."""
        return tuple(s for word in self.status for s in (HAPPENED if word == HAPPENED_WORD else (word,)))


TABLE: tuple[Field[Any], ...] = fields(Query)

# ---------------------------------------------------------------- values


def _texts(value: Any) -> Iterator[str]:
    """A field's value as the texts of a URL."""
    if isinstance(value, tuple):
        yield from map(str, value)
    elif isinstance(value, bool):
        yield "yes" if value else "no"
    elif value is not None:
        yield repr(value) if isinstance(value, float) else str(value)


def _read(f: Field[Any], given: Any) -> Any:
    """A field's value from texts or from itself."""
    kind = f.metadata["kind"]
    items = list(given) if isinstance(given, list | tuple) else [given]
    try:
        values = tuple(_READERS[kind](item) if isinstance(item, str) else item for item in items)
    except ValueError as error:
        raise InputError(f"{f.name}: {items[0]!r} is not {_WANTED[kind]}") from error
    except InputError as error:
        raise InputError(f"{f.name}: {error}") from error
    if kind in ("list", "numbers"):
        return values
    if len(values) > 1:
        raise InputError(f"{f.name}: can be given once only")
    return values[0]


def _yesno(text: str) -> bool:
    if text.lower() not in ("yes", "no"):
        raise ValueError(text)
    return text.lower() == "yes"


_READERS: dict[str, Any] = {
    "words": str, "list": str, "numbers": int, "period": Period.parse, "point": Point.parse, "number": float,
    "share": float, "yesno": _yesno,
}  # fmt: skip
_WANTED = {
    "numbers": "a whole number", "number": "a number", "share": "a number from 0 to 1", "yesno": "yes or no",
}  # fmt: skip


def _checked(f: Field[Any], value: Any) -> Any:
    """The value in its field's case. Raises InputError where it cannot be asked for."""
    change = CASES.get(f.metadata["case"])
    if isinstance(value, tuple):
        listed = tuple(change(v) if change and isinstance(v, str) else v for v in value)
        for item in listed:
            _check(f.name, item)
        return listed
    _check(f.name, value)
    return value


def _check(name: str, value: Any) -> None:
    if isinstance(value, str) and (not value.strip() or re.search("[\0\ud800-\udfff]", value)):
        raise InputError(f"{name}: empty, or holds characters that no text has")
    allowed = _ALLOWED.get(name)
    if allowed and not allowed[0](value):
        raise InputError(f"{name}: {value!r} is {allowed[1]}")


_ALLOWED: dict[str, tuple[Any, str]] = {
    "status": (lambda v: v in (HAPPENED_WORD, *STATUSES), f"none of {', '.join((HAPPENED_WORD, *STATUSES))}"),
    "quad": (lambda v: v in (1, 2, 3, 4), "none of 1, 2, 3, 4"),
    "dyad": (
        lambda v: sides(v) is not None, "not two countries (write PAK-IND for either direction, PAK>IND for one)",
    ),
    "radius": (lambda v: math.isfinite(v) and v > 0, "not a number of kilometres above 0"),
    "confidence": (lambda v: 0 <= v <= 1, "not from 0 to 1"),
    "text": (lambda v: bool(re.search(r"\w", v)), "without a word"),
    "quote": (lambda v: bool(re.search(r"\w", v)), "without a word"),
    "actor": (lambda v: bool(re.search(r"\w", v)), "without a word"),
    "claimant": (lambda v: bool(re.search(r"\w", v)), "without a word"),
    "place": (lambda v: bool(re.search(r"\w", v)), "without a word"),
}  # fmt: skip


def sides(dyad: str) -> tuple[str, str, bool] | None:
    """Both countries of a dyad and whether only the first may act; None where it is not one."""
    found = re.fullmatch(r"(\w+|\*)([->])(\w+|\*)", dyad)
    if found is None or found[1] == found[3] == ANYBODY:
        return None
    return found[1], found[3], found[2] == ">"
