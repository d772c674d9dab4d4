"""Claim -> Claim: the codebook's rules, which need resolved actors, places and dates.

`decide(claim, passage, published)` gives the claim with its type, mode, quad class, score and contexts, or None
where the passage tells of no deed between political actors, or none surely enough (`least`). Each rule is a small
function; the first that answers wins, and its reason is kept in `claim.why`. The rules' numbers are those of the
codebook ("Rules that decide hard cases").
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from dragoman.ontology import Ontology, load
from dragoman.records import Actor, Claim, Match

BACKGROUND = timedelta(days=16)  # a dated deed that ended earlier than this before publication is background
SPOKEN = ("AGREE", "CONCEDE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "SUPPORT")  # their date may be the content's
FORCE = ("ASSAULT", "COERCE")
COARSE = ("month", "quarter", "season", "year", "decade")  # "last month" is background as soon as it is over
PROMISED = ("CONSULT", "SUPPORT", "COOPERATE", "AID")
CONFLICT = ("ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE")
SURE = 0.6  # below this the words alone do not tell a deed: parties on both sides must
UNSURE = 0.5  # the same for material conflict, whose words are plainer
PRIVATE = ("BUS", "CVL", "EDU", "AGR", "MED", "JRN", "CRM")  # their talk is no political event
BODIES = ("UNO", "EUR", "IGO", "NGO", "ISM", "IMG")  # organisations need no sector
LEAST = 0.45  # claims below this confidence are not worth an analyst's time

PRISON = re.compile(
    r"\b(?:prison|jail|jailed|imprison\w*|behind bars|life sentence|hard labou?r|"
    r"(?:sentenc|given|gave|hand|got|receiv|term|serve|punish)\w*\b[^.;]{0,60}\b(?:years?|months?|life))\b",
    re.I,
)

Answer = tuple[str, str | None, str]


def decide(
    claim: Claim, passage: str, published: date | None, *, ontology: Ontology | None = None, least: float = LEAST
) -> Claim | None:
    """The codebook's answer for `claim`; `passage` is the wording around it, for the contexts."""
    ontology = ontology or load()
    if claim.how.certainty == "topic" or (least > 0 and not _political(claim)):
        return None
    claim = _denied(_dated(claim, published))
    for rule in RULES:
        answer = rule(claim, ontology)
        if answer:
            kind, mode, why = answer
            claim = _typed(claim, kind, mode, why)
            break
    kind, mode = claim.type or claim.act, claim.mode
    if mode not in ontology.types[kind].modes:
        mode = None
    confidence = _confidence(claim)
    if confidence < least:
        return None
    return replace(
        claim,
        type=kind,
        mode=mode,
        quad=ontology.types[kind].quad,
        scale=ontology.scale(kind, mode),
        contexts=ontology.contexts_of(passage),
        confidence=confidence,
    )


def _typed(claim: Claim, kind: str, mode: str | None, why: str) -> Claim:
    """Type and mode set; a deed folded into AGREE or CONCEDE, or a refusal, is not marked future as well (rule 1)."""
    how = claim.how
    if kind in ("AGREE", "CONCEDE") and how.time == "future":
        how = replace(how, time="present", ongoing=False)
    if kind == "REJECT" and claim.act != "REJECT":
        how = replace(how, time="present", polarity="positive")
    return replace(claim, type=kind, mode=mode, how=how, why=(*claim.why, why))


def beside(claim: Claim, passage: str) -> tuple[Claim, ...]:
    """The claims that the same words make beside `claim`: a prison sentence is COERCE arrest too (rule 8)."""
    if claim.mode != "convict" or not PRISON.search(passage):
        return ()
    ontology = load()
    twin = hashlib.sha256(f"{claim.id}|COERCE".encode()).hexdigest()[:16]
    why = (*claim.why, "a conviction with prison is COERCE arrest as well (rule 8)")
    kind = ontology.types["COERCE"]
    scale = ontology.scale("COERCE", "arrest")
    return (replace(claim, id=twin, type="COERCE", mode="arrest", quad=kind.quad, scale=scale, why=why),)


# ---------------------------------------------------------------- who counts


def _political(claim: Claim) -> bool:
    """A party must be known as a political actor; words alone ("people thanked a firm") make no record (rule 12)."""
    parties = claim.actors + claim.recipients
    if claim.confidence < (UNSURE if claim.type in CONFLICT else SURE):
        return all(map(_known, (claim.actors, claim.recipients))) or (claim.mutual and len(claim.actors) > 1)
    if claim.type in (*CONFLICT, "RETREAT", "CONCEDE"):
        somewhere = not parties and claim.place is not None and claim.place.value.country is not None
        return somewhere or any(m.value.country or m.value.sector for m in parties)
    if claim.type == "AID" and any(m.value.country in BODIES for m in parties):  # a charity's help, doctors' too
        return True
    return any(_public(m.value) for m in parties) or (claim.mutual and _peoples(parties))


def _public(actor: Actor) -> bool:
    """A state's or party's organ, a movement or an international body; not a private person or a firm."""
    if actor.sector is None:
        return actor.country in BODIES
    return actor.sector not in PRIVATE


def _peoples(parties: tuple[Match[Actor], ...]) -> bool:
    """Whether the peoples of two countries deal with each other ("Greeks and Turks failed to agree")."""
    return len({m.value.country for m in parties if m.value.sector == "CVL" and m.value.country}) > 1


def _known(side: tuple[Match[Actor], ...]) -> bool:
    return any(m.value.country for m in side)


def _confidence(claim: Claim) -> float:
    slots = [m.score for m in claim.actors + claim.recipients]
    actors = sum(slots) / len(slots) if slots else 0.5
    missing = 0.85 if not claim.actors else 1.0
    return round(min(0.99, claim.confidence * (0.6 + 0.4 * actors) * missing), 3)


# ---------------------------------------------------------------- how it is said


def _dated(claim: Claim, published: date | None) -> Claim:
    """A deed whose own date lies well before publication is background (codebook: not news of this document)."""
    how, when = claim.how, claim.when
    if when is None or published is None or how.time == "background":
        return claim
    before = timedelta(0) if when.value.granularity in COARSE else BACKGROUND
    if when.value.last < published - before:
        why = f"it ended by {when.value.last.isoformat()}, well before publication"
        return replace(claim, how=replace(how, time="background", why=_also(how.why, why)))
    if (
        claim.act not in SPOKEN
        and when.value.first > published
        and how.time in ("past", "present")
        and how.certainty == "asserted"
    ):
        why = f"it is dated {when.value.first.isoformat()}, after publication"
        return replace(claim, how=replace(how, time="future", why=_also(how.why, why)))
    return claim


def _denied(claim: Claim) -> Claim:
    """Who says that they did not do violence answers an allegation: a denial, not a mere no."""
    how, by = claim.how, claim.claimant
    if how.polarity != "negative" or how.certainty != "asserted" or by is None or claim.act not in FORCE:
        return claim
    accused = any(
        m.value.name == by.value.name or (m.value.country, m.value.sector) == (by.value.country, by.value.sector)
        for m in claim.actors
    )
    why = _also(how.why, "by the one who would have done it: a denial")
    return replace(claim, how=replace(how, denied=True, why=why)) if accused else claim


def _also(first: str, second: str) -> str:
    return f"{first}; {second}" if first else second


# ---------------------------------------------------------------- the rules


def _promised(claim: Claim, ontology: Ontology) -> Answer | None:
    if claim.act in PROMISED and claim.how.time == "future" and claim.how.polarity == "positive":
        return "AGREE", None, f"a {claim.act} still to come is AGREE (rule 1)"
    doubtful = claim.how.certainty in ("probable", "possible", "conditional") and claim.how.time != "background"
    if claim.act in PROMISED and doubtful and claim.how.polarity == "positive" and claim.how.time != "past":
        return "AGREE", None, f"a {claim.act} that is only {claim.how.certainty} is AGREE, as speculation (rule 1)"
    return None


def _yielding(claim: Claim, ontology: Ontology) -> Answer | None:
    unreal = claim.how.time == "future" or claim.how.certainty != "asserted"
    if claim.act == "RETREAT" and unreal and claim.how.polarity == "positive":
        return "CONCEDE", None, "a RETREAT still to come is CONCEDE (rules 1 and 5)"
    return None


def _refusal(claim: Claim, ontology: Ontology) -> Answer | None:
    how = claim.how
    if how.polarity == "negative" and how.time == "future" and how.certainty == "asserted" and not how.denied:
        if claim.act == "CONSULT":
            return "REJECT", "meet", "not going to meet is REJECT (rule 6)"
        if claim.act in ("AID", "COOPERATE"):
            return "REJECT", "assist", "not going to help is REJECT (rule 6)"
        if claim.act in ("RETREAT", "CONCEDE"):
            return "REJECT", "yield", "not going to yield is REJECT"
    return None


def _content(claim: Claim, ontology: Ontology) -> Answer | None:
    """AGREE with a content: what is promised decides (rules 1, 5 and 11)."""
    if claim.act != "AGREE" or not claim.content_act:
        return None
    act = claim.content_act.partition("/")[0]
    if act in ("RETREAT", "CONCEDE"):
        return "CONCEDE", None, f"a promised {act} is CONCEDE (rules 1 and 5)"
    return None


def _joint(claim: Claim, ontology: Ontology) -> Answer | None:
    lands = {m.value.country for m in claim.actors if m.value.country}
    if claim.act == "MOBILIZE" and len(lands) > 1:
        return "COOPERATE", None, "an exercise of several countries is COOPERATE (rule 7)"
    return None


RULES: tuple[Callable[[Claim, Ontology], Answer | None], ...] = (
    _refusal,
    _promised,
    _yielding,
    _content,
    _joint,
)
