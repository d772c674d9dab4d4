"""The claims of one event in many documents -> the event: slots by what most witnesses say, and conflicts.

Texts copied from each other are one witness. Direction is information: where one text tells of a visit and another only
that the two met, the event is the visit; where texts give it opposite directions, both are shown as a conflict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeVar

from dragoman import wording
from dragoman.records import STATUSES, Actor, Claim, Event, Match, Place, Status, When

T = TypeVar("T")

UNREAL: tuple[Status, ...] = ("negated", "denied")


def event(claims: Sequence[Claim], family: Mapping[str, str], story: Match[When] | None = None) -> Event:
    """The event that claims of several documents tell of. `family` names for each document the first of its copies.

    `story` is the day of the event where no claim tells its own.
    """
    order = sorted(claims, key=lambda c: (STATUSES.index(c.status), c.held != "primary", -_told(c), c.document, c.id))
    best = order[0]
    full = [c for c in order if best.status in UNREAL or c.status not in UNREAL]
    kind = _most(full, family, lambda c: c.type)
    alike = [c for c in full if c.type == kind] or full
    roles = _roles(alike, family)
    return Event(
        id=min(c.id for c in claims),
        document=min(c.document for c in claims),
        claims=tuple(sorted(claims, key=lambda c: (c.document, c.trigger, c.id))),
        type=kind,
        mode=_most([c for c in alike if c.mode], family, lambda c: c.mode),
        status=best.status,
        actors=roles.actors,
        recipients=roles.recipients,
        when=_when(alike, family) or story,
        place=_place(alike, family),
        confidence=max(c.confidence for c in claims),
        conflicts=conflicts(claims),
    )


def witnesses(claims: Sequence[Claim], family: Mapping[str, str]) -> int:
    """How many texts tell of it that are no copies of each other."""
    return len({family.get(c.document, c.document) for c in claims})


def _told(c: Claim) -> int:
    return len(c.actors) + len(c.recipients) + (c.when is not None) + (c.place is not None)


def _most(claims: Sequence[Claim], family: Mapping[str, str], told: Callable[[Claim], T | None]) -> T | None:
    """What most witnesses tell; of several, what the earlier claims do."""
    voices: dict[T, set[str]] = defaultdict(set)
    for c in claims:
        value = told(c)
        if value is not None:
            voices[value].add(family.get(c.document, c.document))
    return max(voices, key=lambda value: len(voices[value]), default=None)


def _roles(claims: Sequence[Claim], family: Mapping[str, str]) -> Claim:
    """The claim that gives actors and recipients: one with direction, if any, in the direction that most tell."""
    directed = [c for c in claims if _direction(c) is not None]
    way = _most(directed, family, _direction)
    told = [c for c in directed if _direction(c) == way] or [c for c in claims if c.actors] or list(claims)
    return max(told, key=lambda c: _named(c.actors) + _named(c.recipients))


def _direction(c: Claim) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """From which states to which a claim goes; None where it has no direction or does not say."""
    actors, recipients = _lands(c.actors), _lands(c.recipients)
    return None if c.mutual or not actors or not recipients else (actors, recipients)


def _lands(matches: Sequence[Match[Actor]]) -> tuple[str, ...]:
    return tuple(sorted({m.value.country for m in matches if m.value.country}))


def _named(matches: Sequence[Match[Actor]]) -> int:
    """How much is known of parties: each counts, a state and an identity more."""
    return sum(1 + (m.value.country is not None) + (m.value.id is not None) for m in matches)


def _when(claims: Sequence[Claim], family: Mapping[str, str]) -> Match[When] | None:
    """The day that most witnesses tell, of several the narrowest."""
    dated = sorted((c for c in claims if c.when), key=lambda c: _width(c.when) if c.when else 0)
    day = _most(dated, family, lambda c: _days(c.when.value) if c.when else None)
    return next((c.when for c in dated if c.when and _days(c.when.value) == day), None)


def _days(when: When) -> tuple[Hashable, Hashable]:
    return when.first, when.last


def _width(when: Match[When]) -> int:
    return (when.value.last - when.value.first).days


def _place(claims: Sequence[Claim], family: Mapping[str, str]) -> Match[Place] | None:
    """The place that most witnesses tell, of several the surest."""
    placed = sorted((c for c in claims if c.place), key=lambda c: -c.place.score if c.place else 0.0)
    name = _most(placed, family, lambda c: c.place.value.name if c.place else None)
    return next((c.place for c in placed if c.place and c.place.value.name == name), None)


# ---------------------------------------------------------------- conflicts


def conflicts(claims: Sequence[Claim]) -> tuple[str, ...]:
    """In what the tellings differ: a line for each slot, the values in order."""
    found = {
        "type": {wording.event(c.type, None) for c in claims if c.type},
        "day": _apart([c.when.value for c in claims if c.when]),
        "place": {c.place.value.name for c in claims if c.place},
        "direction": _opposed(claims),
        "told as": _disputed(claims),
    }
    return tuple(f"{name}: {' / '.join(sorted(values))}" for name, values in found.items() if len(values) > 1)


def _apart(days: Sequence[When]) -> set[str]:
    """Days that do not meet; of days that meet nothing differs."""
    return {
        wording.when(a) for a in days for b in days if a.last < b.first or b.last < a.first
    }  # fmt: skip


def _opposed(claims: Sequence[Claim]) -> set[str]:
    """Directions, if some go one way and some the other."""
    ways = {d for c in claims if (d := _direction(c)) is not None}
    return {
        f"{'+'.join(a)} to {'+'.join(b)}" for a, b in ways if any(set(a) & set(d) and set(b) & set(s) for s, d in ways)
    }


def _disputed(claims: Sequence[Claim]) -> set[str]:
    """How it is said, if some deny what others tell."""
    said = {c.status for c in claims}
    return {wording.status(s) for s in said} if said & set(UNREAL) else set()
