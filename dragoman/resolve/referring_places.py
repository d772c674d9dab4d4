"""Words that stand for a place named elsewhere: "here", "the capital", "the city", "the street", "the province"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.records import Match, Place, Sentence, Span, Token, Toponym
from dragoman.resolve import gazetteer
from dragoman.resolve.toponym_evidence import words

KINDS = {"city": ("city",), "admin": ("admin1", "admin2", "area"), "water": ("water", "river"), "land": ("area",)}


def referred(s: Sentence, toponyms: tuple[Toponym, ...]) -> Iterator[tuple[int, Match[Place]]]:
    """Tokens of the sentence that stand for a place, with the place, a score below that of a name, and the reason."""
    for t in s.tokens:
        if t.text.lower() == "here":
            found = _here(toponyms)
        elif t.pos not in ("NOUN", "PROPN"):
            continue
        elif t.lemma == "capital" and not words()["not_capital"] & {s.tokens[k].lemma for k in s.children[t.i]}:
            found = _capital(s, t, toponyms)
        else:
            found = _definite(s, t, toponyms)
        if found:
            yield t.i, found


def _here(toponyms: tuple[Toponym, ...]) -> Match[Place] | None:
    filed = next((x for x in toponyms if x.place and _in_capitals(x.place.value)), None)
    return (
        replace(filed.place, score=0.5, why="“here” is where the text is filed from") if filed and filed.place else None
    )


def _in_capitals(place: Place) -> bool:
    return place.text.isupper() and len(place.text) > 3


def _definite(s: Sentence, t: Token, toponyms: tuple[Toponym, ...]) -> Match[Place] | None:
    """ "the street", "the city", "the province": the last such place named before."""
    sort = words()["sorts"].get(t.lemma, "site" if t.lemma in words()["facility"] else "")
    if not sort or not t.text.islower() or not _bare_definite(s, t):
        return None
    before = [x.place.value for x in toponyms if x.place and x.span.end <= t.start]
    named = [p for p in before if p.text.lower().split()[-1] == t.lemma]
    kind = [p for p in before if p.kind in KINDS.get(sort, ()) and not _in_capitals(p)]
    meant = named[-1:] or kind[-1:]
    if not meant:
        return None
    return Match(meant[0], 0.5, f"“the {t.text}” is {meant[0].name}, named before")


def _bare_definite(s: Sentence, t: Token) -> bool:
    """Whether the noun has an article of pointing and nothing that says which one it is."""
    said = [s.tokens[k] for k in s.children[t.i]]
    pointing = any(k.text.lower() in ("the", "this", "that") for k in said if k.dep == "det")
    return pointing and not any(
        k.dep in ("compound", "amod", "nmod", "poss", "prep", "relcl", "acl", "appos") for k in said
    )


def _capital(s: Sentence, t: Token, toponyms: tuple[Toponym, ...]) -> Match[Place] | None:
    """The capital of the country named with the word, or else of the country that the text names most before it."""
    near = [x for x in toponyms if x.place and x.place.value.country and s.start <= x.span.start < s.end]
    own = [
        x
        for x in near
        if abs(x.span.end - t.start) <= 2 or any(s.tokens[k].start == x.span.start for k in s.children[t.i])
    ]
    codes = [x.place.value.country for x in own if x.place] or _host(t.start, toponyms)
    city = gazetteer.capital(codes[0]) if codes and codes[0] else None
    if city is None:
        return None
    place = Place(
        t.text,
        Span(t.start, t.end),
        city.name,
        city.country,
        city.admin1,
        city.latitude,
        city.longitude,
        city.id,
        "city",
    )
    land = gazetteer.country(city.country)
    return Match(place, 0.8 if own else 0.6, f"the capital of {land.name if land else city.country}")


def _host(start: int, toponyms: tuple[Toponym, ...]) -> list[str]:
    """Countries that "the capital" may be of: a capital's named shortly before, the dateline's, those named most."""
    named = [
        x.place.value.country
        for x in toponyms
        if x.place and start - 400 < x.span.start < start and _is_capital(x.place.value)
    ]
    if named:
        return [c for c in named if c][-1:]
    filed = [
        x.place.value.country
        for x in toponyms
        if x.place and x.place.value.text.isupper() and len(x.place.value.text) > 3
    ]
    return [c for c in filed if c][:1] + _countries_before(start, toponyms)


def _is_capital(place: Place) -> bool:
    city = gazetteer.capital(place.country) if place.country else None
    return city is not None and city.id == place.id


def _countries_before(start: int, toponyms: tuple[Toponym, ...]) -> list[str]:
    counts: dict[str, float] = {}
    for x in toponyms:
        if x.place and x.place.value.country and len(x.place.value.country) == 3:
            counts[x.place.value.country] = counts.get(x.place.value.country, 0.0) + (
                1.0 if x.span.start < start else 0.5
            )
    return sorted(counts, key=lambda c: (-counts[c], c))
