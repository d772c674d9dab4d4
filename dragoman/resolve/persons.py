"""Proper names -> persons: as introduced in the document, as officeholders of its date, or as unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.grammar import SUBJECTS
from dragoman.records import Actor, Match
from dragoman.resolve.cast import Cast, Introduction
from dragoman.resolve.kb import Entry, Officer, knowledge, state_keys, words
from dragoman.resolve.names import key, near, norm
from dragoman.resolve.office import held_on, in_office
from dragoman.resolve.outcome import by_document, outcome
from dragoman.resolve.views import Reading, View
from dragoman.resolve.whose import CONTEXT, SURE, TOLD

NO_ACTORS = frozenset(
    ("GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "DATE", "TIME", "MONEY", "QUANTITY", "LANGUAGE")
)
SLOTS = frozenset((*SUBJECTS, "dobj", "dative"))
UNKNOWN = 0.3


def named(cast: Cast, v: View, said: Reading, parts: Sequence[int]) -> tuple[Match[Actor], ...]:
    """The bearer of a proper name, by the document's introduction of him, else by the office table, else as he stands.

    A name of no person and no known organisation gives nothing unless a state stands beside it.
    """
    name = key(said.name)
    merged, why = _merge(said, introduction(cast, name, v.sentence.tokens[said.head].start))
    held = None
    asked = _full_name(cast, name, key(merged.name))
    if not (merged.country and merged.sector):
        held = in_office(asked, merged, cast.document.published, cast.countries)
    if held is not None:
        return (_from_office(cast, v, merged, parts, held),)
    if merged.country and (merged.sector or merged.kind == "person"):
        return (outcome(cast, v, merged, parts, SURE if said.country else TOLD, why),)
    if merged.sector or merged.kind == "person":
        guess = by_document(cast, v, merged, parts)
        return (replace(guess, why="; ".join(w for w in (why, guess.why) if w)),)
    return _unknown(cast, v, merged, parts)


def _full_name(cast: Cast, name: str, merged: str) -> str:
    """The fullest form in which the text gives the name: "Singh" of a text on another Singh is not the table's."""
    if " " in name or " " in merged:
        return name if " " in name else merged
    given = [key(i.reading.name) for i in cast.people.get(name, ()) if " " in i.reading.name]
    return max(given, key=len, default=name)


def introduction(cast: Cast, name: str, start: int) -> Introduction | None:
    """The fullest introduction of the name (lookup form), the last before `start` preferred to one after it."""
    found = cast.people.get(name) or cast.people.get(name.rsplit(" ", 1)[-1]) or ()
    told = [i for i in found if i.reading.country or i.reading.sector]
    if not told and " " in name:  # a double surname, introduced with a first name
        longer = cast.people.get(name.rsplit(" ", 1)[-1], ())
        told = [
            i for i in longer if key(i.reading.name).endswith(f" {name}") and (i.reading.country or i.reading.sector)
        ]
    before = [i for i in told if i.start <= start]
    return max(before or told, key=_fullness, default=None)


def _fullness(told: Introduction) -> tuple[int, int]:
    said = told.reading
    return (bool(said.country) + bool(said.sector) + bool(said.office), len(said.name))


def _merge(said: Reading, told: Introduction | None) -> tuple[Reading, str]:
    if told is None:
        return said, ""
    other = told.reading
    merged = replace(
        said,
        kind="person" if "person" in (said.kind, other.kind) else said.kind,
        name=other.name if len(other.name) > len(said.name) else said.name,
        country=said.country or other.country,
        sector=said.sector or other.sector,
        sectors=said.sectors or other.sectors,
        office=_fuller(said.office, other.office) if said.sector else other.office or said.office,
        former=said.former or other.former,
    )
    role = other.office or other.sector or other.country
    return merged, f"introduced in this text as {other.name}, {role}"


def _fuller(office: str | None, told: str | None) -> str | None:
    """'Secretary of Defense' for "Secretary", where it was told before."""
    return told if office and told and set(key(office).split()) < set(key(told).split()) else office


def _from_office(cast: Cast, v: View, said: Reading, parts: Sequence[int], held: Match[Officer]) -> Match[Actor]:
    officer, on = held.value, cast.document.published
    state = held_on(officer, on) if on else "in"
    left = state == "after"
    sector = said.sector or ("ELI" if left else officer.sector if state in ("in", "open") else None)
    office = said.office or (None if state == "before" else f"former {officer.office}" if left else officer.office)
    longer = " " in officer.person and " " not in said.name
    person = replace(
        said, kind="person", name=officer.person if longer else said.name,
        country=said.country or officer.country, sector=sector, office=office,
    )  # fmt: skip
    match = outcome(cast, v, person, parts, held.score, held.why)
    return replace(match, value=replace(match.value, id=officer.id)) if officer.id else match


def _unknown(cast: Cast, v: View, said: Reading, parts: Sequence[int]) -> tuple[Match[Actor], ...]:
    state = _misspelt(said.name)
    if state is not None:
        right = replace(said, kind="state", name=state.name, country=state.country, sector=state.sector or "GOV")
        return (outcome(cast, v, right, parts, CONTEXT, f"{said.name} read as {state.name}"),)
    token = v.sentence.tokens[said.head]
    if token.pos != "PROPN" or token.ent in NO_ACTORS:
        return ()
    if said.country:
        return (outcome(cast, v, replace(said, kind="entity"), parts, CONTEXT, f"an organisation of {said.country}"),)
    governor = v.sentence.tokens[token.head]
    in_slot = token.dep in SLOTS or (token.dep == "pobj" and governor.lemma in words("partners"))
    if not in_slot or not token.text[0].isupper():
        return ()
    return (outcome(cast, v, replace(said, kind="unknown"), parts, UNKNOWN, "a name that this text does not explain"),)


def _misspelt(name: str) -> Entry | None:
    """The state whose name differs from `name` by one letter, None where there is none or several."""
    word = norm(name)
    if len(word) < 6 or " " in name:
        return None
    readings = knowledge().readings
    found = {e.country: e for k in state_keys() if near(word, k) for e in readings[k] if e.kind == "name"}
    return next(iter(found.values())) if len(found) == 1 else None
