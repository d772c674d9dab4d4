"""Which claims a user asked for: Record -> the same Record with the other claims left out."""

from __future__ import annotations

from dataclasses import replace

from dragoman.records import HAPPENED, STATUSES, Actor, Claim, Record
from dragoman.settings import HAPPENED as HAPPENED_WORD
from dragoman.settings import OWN_VOICE, Settings


def select(record: Record, settings: Settings) -> Record:
    """Only claims of the statuses, claimants and confidence asked for; an event that loses all its claims goes too.

    What is left of an event keeps the slots that all its claims together gave it, and takes the status of those left.
    """
    if not (settings.status or settings.claimant or settings.confidence):
        return record
    events = []
    for event in record.events:
        claims = tuple(c for c in event.claims if _wanted(c, settings))
        if claims:
            events.append(replace(event, claims=claims, status=min((c.status for c in claims), key=STATUSES.index)))
    return replace(record, events=tuple(events))


def _wanted(claim: Claim, settings: Settings) -> bool:
    if claim.confidence < settings.confidence:
        return False
    if settings.status and not any(claim.status in _statuses(s) for s in settings.status):
        return False
    return not settings.claimant or any(_speaks(claim, name) for name in settings.claimant)


def _statuses(word: str) -> tuple[str, ...]:
    return HAPPENED if word == HAPPENED_WORD else (word,)


def _speaks(claim: Claim, name: str) -> bool:
    """Whether the innermost or a relaying voice goes by `name`."""
    voices = [m.value for m in (claim.claimant, *claim.chain) if m is not None]
    if name.casefold() == OWN_VOICE:
        return not voices
    return any(_named(voice, name) for voice in voices)


def _named(voice: Actor, name: str) -> bool:
    if voice.country and name == voice.country:
        return True
    return any(name.casefold() in (words or "").casefold() for words in (voice.name, voice.text, voice.office))
