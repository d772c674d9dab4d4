"""`who`: what a name can mean, ranked, with reasons; on a day, and in the light of some text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dragoman.records import Actor, Match, Span
from dragoman.resolve.kb import Entry, Officer, identified, indexed, knowledge, officers, state_keys
from dragoman.resolve.names import acronym, identifier, key, near
from dragoman.resolve.office import held_on

KINDS = {
    "name": "a state", "seat": "a capital or seat of power", "noun": "people of a state", "adj": "of a state",
    "region": "a region", "ethnic": "a people", "place": "a place", "entity": "an organisation or group",
    "body": "an organisation", "role": "a role", "area": "a part of the world, no actor",
    "epithet": "a name for a state where the text speaks of it",
}  # fmt: skip
STATES = {
    "in": "in office",
    "before": "not yet in office",
    "after": "no longer in office",
    "open": "in office when last known",
}


def who(name: str, on: date | None = None, context_text: str | None = None) -> list[Match[Actor]]:
    """Everything that the tables know under `name`, best first, each with its reason and source.

    `on` asks for offices on that day. `context_text` is text that the name stands in: readings whose country
    it mentions come first. An unknown name gives the names that differ from it by one letter, else nothing.
    """
    spoken = _countries_in(context_text)
    wanted = key(name)
    known = knowledge()
    bare = wanted.removeprefix("the ")
    entries = (*known.readings.get(bare, ()), *indexed(bare))
    found = [_entry_match(name, e, spoken) for e in entries if _same_case(name, e)]
    found += [_officer_match(name, o, on, spoken) for o in officers(wanted)]
    if not found and " " in wanted:
        found += [_officer_match(name, o, on, spoken) for o in officers(wanted.rsplit(" ", 1)[-1])]
    if not found:
        close = [k for k in state_keys() if near(wanted, k)]
        found += [_entry_match(k, e, spoken, f"{name} read as {e.name}") for k in close for e in known.readings[k][:1]]
    unique = {(m.value.name, m.value.country, m.value.sector, m.value.office, m.why): m for m in found}
    return sorted(unique.values(), key=lambda m: (-m.score, m.value.name, m.why))


def _same_case(name: str, entry: Entry) -> bool:
    return entry.case != "exact" or acronym(name)


def _entry_match(name: str, entry: Entry, spoken: Mapping[str, int], note: str = "") -> Match[Actor]:
    bonus = 0.1 if entry.country in spoken else 0.0
    score = {"body": 0.5, "place": 0.4, "role": 0.6, "area": 0.5}.get(entry.kind, 0.8) + bonus
    where = f" of {entry.country}" if entry.country else ""
    seen = f"; the text speaks of {entry.country}" if bonus else ""
    actor = Actor(
        name, Span(0, len(name)), entry.name, entry.country, entry.sector, entry.sectors, None, identified(entry)
    )
    why = f"{note + ': ' if note else ''}{KINDS[entry.kind]}{where}{seen} ({entry.source})"
    return Match(actor, round(score, 2), why)


def _officer_match(name: str, officer: Officer, on: date | None, spoken: Mapping[str, int]) -> Match[Actor]:
    state = held_on(officer, on) if on else ""
    score = {"in": 0.9, "open": 0.75, "after": 0.6, "before": 0.4}.get(state, 0.6)
    full = set(key(name).split()) & set(key(officer.person).split())
    score += 0.05 * (len(full) > 1 or key(name) in officer.names) + 0.1 * (officer.country in spoken)
    sector = "ELI" if state == "after" else None if state == "before" else officer.sector
    office = officer.office if state in ("", "in", "open") else f"former {officer.office}" if state == "after" else None
    until = f" to {officer.end}" if officer.end else f", last known {officer.known}" if officer.known else ""
    why = f"{officer.office} of {officer.country}{' from ' + officer.start if officer.start else ''}{until}"
    why += f": {STATES[state]} on {on}" if state else ""
    actor = Actor(
        name, Span(0, len(name)), officer.person, officer.country, sector, (), office,
        officer.id or identifier(officer.person, officer.country, officer.office),
    )  # fmt: skip
    return Match(actor, round(min(score, 1.0), 2), f"{why} ({officer.source})")


def _countries_in(text: str | None) -> dict[str, int]:
    """Country -> how often `text` names it, by single words and pairs of words."""
    out: dict[str, int] = {}
    words = key(text).split() if text else []
    readings = knowledge().readings
    for i in range(len(words)):
        for phrase in (words[i], " ".join(words[i : i + 2])):
            for entry in readings.get(phrase, ())[:1]:
                if entry.country and entry.kind in ("name", "adj", "noun", "seat"):
                    out[entry.country] = out.get(entry.country, 0) + 1
    return out
