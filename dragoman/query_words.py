"""A query in words, for the user to see what was asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dragoman import wording
from dragoman.query import ANYBODY, HAPPENED_WORD, OWN_VOICE, Period, Query, sides


def words(query: Query) -> str:
    """The query as one phrase: what it is about, then each condition; "all claims" for the empty one."""
    said = [say(getattr(query, name), query) for name, say in _SAID.items() if getattr(query, name) not in (None, ())]
    return ", ".join(["claims", *said]).replace("claims, ", "claims ", 1) if said else "all claims"


def _any(values: tuple[Any, ...], say: Callable[[Any], str] = str) -> str:
    listed = [say(v) for v in values]
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} or {listed[-1]}"


def _land(code: str) -> str:
    name = wording.country(code)
    return name if name == code else f"{name} ({code})"


def _named(name: str) -> str:
    """A name as given; a country's code with the country."""
    return _land(name) if name.isupper() and len(name) == 3 else f"“{name}”"


def _dyad(dyad: str) -> str:
    first, second, directed = sides(dyad) or (dyad, dyad, False)
    one, two = ("anybody" if side == ANYBODY else _land(side) for side in (first, second))
    return f"by {one} towards {two}" if directed else f"between {one} and {two}"


def _voice(name: str) -> str:
    return "the text itself" if name.casefold() == OWN_VOICE else _named(name)


def _status(word: str) -> str:
    return HAPPENED_WORD if word == HAPPENED_WORD else wording.status(word)


def _sector(code: str) -> str:
    name = wording.sector(code)
    return name if name == code else f"{name} ({code})"


def _period(period: Period) -> str:
    if period.first and period.last:
        same = period.first == period.last
        return f"on {wording.day(period.first)}" if same else (
            f"from {wording.day(period.first)} to {wording.day(period.last)}"
        )  # fmt: skip
    return f"since {wording.day(period.first)}" if period.first else f"until {wording.day(_end(period))}"


def _end(period: Period) -> Any:
    return period.last


_SAID: dict[str, Callable[[Any, Query], str]] = {
    "type": lambda v, _: f"of type {_any(v)}",
    "mode": lambda v, _: f"of mode {_any(v)}",
    "act": lambda v, _: f"that speak of {_any(v)}",
    "quad": lambda v, _: f"of {_any(v, wording.quad)}",
    "dyad": lambda v, _: _any(v, _dyad),
    "actor": lambda v, _: f"with {_any(v, _named)} as a party",
    "country": lambda v, _: f"with {_any(v, _land)} as a party",
    "sector": lambda v, _: f"with a party that is {_any(v, _sector)}",
    "status": lambda v, _: f"with status {_any(v, _status)}",
    "context": lambda v, _: f"in the context {_any(v)}",
    "claimant": lambda v, _: f"told by {_any(v, _voice)}",
    "when": lambda v, _: f"happening {_period(v)}",
    "issued": lambda v, _: f"from official texts issued {_period(v)}",
    "published": lambda v, _: f"published {_period(v)}",
    "place": lambda v, _: f"in {_any(v, _named)}",
    "near": lambda v, query: f"within {query.radius:g} km of {v.latitude:g}, {v.longitude:g}",
    "quote": lambda v, _: f"whose own words hold {v}",
    "text": lambda v, _: f"in documents with {v}",
    "document": lambda v, _: f"in document {_any(v)}",
    "confidence": lambda v, _: f"of confidence {v:g} or more",
    "reviewed": lambda v, _: "that a person has judged" if v else "that no person has judged",
}
