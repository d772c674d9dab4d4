"""Claim -> Event inside a document: judge(claims) -> judgements; connect(claims, judgements) -> events."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

from dragoman import wording
from dragoman.records import HAPPENED, STATUSES, Actor, Claim, Document, Event, Judgement, Match, Place, Status, When

MACHINE = "machine"
BEGIN = 0.4  # what two claims of one type in one document begin with
SAME = 0.5
ALIKE = 3  # so many words of content in common tell of one content
SPOKEN = ("AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "AID", "COOPERATE")
STATE = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY"})  # a state's name may stand for each of its organs
NEAR = timedelta(3)  # days further apart than this are of two deeds
TOLD = 0.5  # a story day of a lower score is only the day of publication
UNREAL: tuple[Status, ...] = ("negated", "denied")  # whose slots do not fill those of a deed that happened


def events(document: Document, claims: tuple[Claim, ...], story: Match[When] | None = None) -> tuple[Event, ...]:
    """The events of one document, by the place of their first claim in the text.

    `story` is the day that the document reports: the date of what has happened on no day of its own, if the text
    tells that day (a bare day of publication is nobody's date).
    """
    told = connect(document, claims, judge(document, claims))
    if story is None or story.score < TOLD:
        return told
    return tuple(replace(e, when=story) if e.when is None and e.status in HAPPENED else e for e in told)


# ---------------------------------------------------------------- judging


def judge(document: Document, claims: tuple[Claim, ...]) -> tuple[Judgement, ...]:
    """One judgement for each pair of claims of one type, `same` where nothing speaks against and enough for it."""
    out = []
    words = {c.id: _content_words(document, c) for c in claims}
    for a, b in combinations(sorted(claims, key=lambda c: (c.trigger, c.id)), 2):
        if a.type != b.type:
            continue
        found = [feature(a, b) for feature in FEATURES] + [_content(a, words[a.id], words[b.id])]
        score = round(max(0.0, min(1.0, BEGIN + sum(weight for weight, _ in found))), 3)
        out.append(Judgement(a.id, b.id, score >= SAME, score, MACHINE, "; ".join(why for _, why in found if why)))
    return tuple(out)


def _content_words(document: Document, claim: Claim) -> frozenset[str]:
    """Stems (first five letters) of the longer words of a passage, those of its parties left out."""
    names = " ".join(m.value.text for m in claim.actors + claim.recipients).lower()
    words = re.findall(r"[^\W\d_]{4,}", document.text[claim.passage.start : claim.passage.end].lower())
    return frozenset(w[:5] for w in words if w not in names)


def _content(claim: Claim, a: frozenset[str], b: frozenset[str]) -> tuple[float, str]:
    """What is promised, praised or asked must be the same: words have their content, not only their parties."""
    if claim.type not in SPOKEN:
        return 0.0, ""
    shared = len(a & b)
    if shared >= ALIKE:
        return 0.1, "the same content"
    return (-0.3, "another content") if shared == 0 or 4 * shared < min(len(a), len(b)) else (0.0, "")


def _people(claim: Claim) -> tuple[Match[Actor], ...]:
    return claim.actors + claim.recipients


def _lands(matches: Iterable[Match[Actor]]) -> set[str]:
    return {m.value.country for m in matches if m.value.country}


def _parties(a: Claim, b: Claim) -> tuple[float, str]:
    """The same parties in the same roles speak for one event, other parties against it."""
    if a.mutual or b.mutual or a.type == "CONSULT":
        both = _lands(_people(a)), _lands(_people(b))
        if not both[0] or not both[1]:
            return 0.0, ""
        if both[0] == both[1]:
            return 0.3, "the same parties"
        if both[0] <= both[1] or both[1] <= both[0]:
            return 0.1, "parties that include the other's"
        return -1.0, "other parties"
    total, reasons = 0.0, []
    for name, left, right in (("actor", a.actors, b.actors), ("recipient", a.recipients, b.recipients)):
        weight, why = _side(name, left, right)
        total += weight
        reasons.append(why)
    return total, ", ".join(w for w in reasons if w)


def _side(name: str, left: tuple[Match[Actor], ...], right: tuple[Match[Actor], ...]) -> tuple[float, str]:
    one, two = _lands(left), _lands(right)
    if not one or not two:
        return 0.0, ""
    if not one & two:
        return -1.0, f"another {name}"
    sectors = ({m.value.sector for m in side if m.value.sector} for side in (left, right))
    first, second = sectors
    of_state = bool(first & STATE) and bool(second & STATE) and "GOV" in first | second
    if first and second and not first & second and not of_state:
        return -0.3, f"another kind of {name}"
    return 0.15, f"the same {name}"


def _days(a: Claim, b: Claim) -> tuple[float, str]:
    """Days that meet speak for one event, days apart against it."""
    if a.when is None or b.when is None:
        return 0.0, ""
    one, two = a.when.value, b.when.value
    if one.first <= two.last and two.first <= one.last:
        return 0.15, "days that meet"
    if _disputed_day(a, b):
        return -0.15, "days that differ, by two accounts of one deed"
    return -1.0, "other days"


def _disputed_day(a: Claim, b: Claim) -> bool:
    """Whether two voices give two days near each other to one deed: one known to both, or done at one named place."""
    if a.when is None or b.when is None or _voice(a) == _voice(b) or a.act != b.act:
        return False
    one, two = sorted((a.when.value, b.when.value), key=lambda w: w.first)
    days = {one.granularity, two.granularity} <= {"day", "part of day"}
    if not days or two.first - one.last > NEAR or not _both_lands(a, b):
        return False
    placed = a.place is not None and b.place is not None and a.place.value.name == b.place.value.name
    return placed or a.definite or b.definite or a.type == "CONSULT"


def _voice(claim: Claim) -> tuple[str | None, ...]:
    """Who tells it: name and country of the claimant, nothing for the document."""
    return (claim.claimant.value.name, claim.claimant.value.country) if claim.claimant else ()


def _both_lands(a: Claim, b: Claim) -> bool:
    """Whether both name the same two parties or more."""
    return _lands(_people(a)) == _lands(_people(b)) and len(_people(a)) > 1


def _places(a: Claim, b: Claim) -> tuple[float, str]:
    """Places in different countries speak against one event."""
    if a.place is None or b.place is None or not (a.place.value.country and b.place.value.country):
        return 0.0, ""
    if a.place.value.country != b.place.value.country:
        return -0.4, "places in other countries"
    return (0.1, "the same place") if a.place.value.name == b.place.value.name else (0.0, "")


def _manner(a: Claim, b: Claim) -> tuple[float, str]:
    """Two different modes speak against one event, visits and talks excepted (a visitor talks)."""
    if a.mode is None or b.mode is None or a.mode == b.mode:
        return (0.1, "the same mode") if a.mode and a.mode == b.mode else (0.0, "")
    return (0.0, "") if a.type == "CONSULT" else (-0.5, "done in another way")


def _reality(a: Claim, b: Claim) -> tuple[float, str]:
    """News and background are two events; a denial speaks of the deed that it denies."""
    kinds = {a.status, b.status}
    if "historical" in kinds and len(kinds) > 1:
        return -1.0, "one is background"
    if kinds & {"planned", "speculation"} and kinds & set(HAPPENED):
        return -0.5, "one has happened, the other has not"
    if "negated" in kinds and kinds & {"planned", "speculation"}:
        return -0.5, "one is denied to be, the other may come"
    return 0.0, ""


def _wording(a: Claim, b: Claim) -> tuple[float, str]:
    """One act told in the same passage is one event only where the passages are told apart by their voices."""
    if a.act != b.act:
        return -0.3, "another act"
    if a.mode == b.mode == "third-party" and a.passage != b.passage:
        return -0.3, "two mediations told side by side"
    return 0.0, ""


FEATURES: tuple[Callable[[Claim, Claim], tuple[float, str]], ...] = (
    _parties,
    _days,
    _places,
    _manner,
    _reality,
    _wording,
)


# ---------------------------------------------------------------- connecting


def connect(document: Document, claims: tuple[Claim, ...], judgements: tuple[Judgement, ...]) -> tuple[Event, ...]:
    """Group claims by the judgements, the surest first, never against a firm "different", whatever their order."""
    group = groups(claims, judgements)
    return tuple(event(document, tuple(c for c in claims if c.id in names)) for names in group)


def groups(claims: tuple[Claim, ...], judgements: Iterable[Judgement]) -> tuple[frozenset[str], ...]:
    """The ids of the claims of each event, by the place of its first claim in the text.

    What people said goes first; no "different" of theirs is overruled, and none of the machine's that is firm.
    """
    listed = sorted(judgements, key=lambda j: (j.by == MACHINE, -j.score, j.left, j.right, j.by))
    people = [j for j in listed if j.by != MACHINE]
    apart = {frozenset((j.left, j.right)) for j in people if not j.same}
    group = {c.id: {c.id} for c in claims}
    for j in (j for j in people if j.same):
        _join(group, j, apart)
    apart |= {frozenset((j.left, j.right)) for j in listed if j.by == MACHINE and j.score <= 0.0 and not j.same}
    for j in (j for j in listed if j.by == MACHINE and j.same):
        _join(group, j, apart)
    first = {id(group[c.id]): group[c.id] for c in sorted(claims, key=lambda c: (c.trigger, c.id))}
    return tuple(frozenset(names) for names in first.values())


def _join(group: dict[str, set[str]], j: Judgement, apart: set[frozenset[str]]) -> None:
    """Join the groups of the two claims, unless members of them are told apart."""
    left, right = group.get(j.left), group.get(j.right)
    if left is None or right is None or left is right:
        return
    if any(frozenset((x, y)) in apart for x in left for y in right):
        return
    joined = left | right
    for name in joined:
        group[name] = joined


def event(document: Document, claims: tuple[Claim, ...]) -> Event:
    """Slots come from the claim that says most; a slot that it leaves open is taken from the next."""
    told = sorted(claims, key=lambda c: (c.trigger, c.id))
    full = sorted(told, key=lambda c: (STATUSES.index(c.status), -_fullness(c), c.trigger, c.id))
    best = full[0]
    full = [c for c in full if c is best or best.status in UNREAL or c.status not in UNREAL]
    mode = next((c.mode for c in full if c.mode), None)
    dated = sorted((c.when for c in full if c.when), key=lambda w: (-w.score, _length(w), w.value.first))
    place = max((c.place for c in full if c.place), key=lambda p: p.score, default=None)
    return Event(
        id=min(c.id for c in claims),
        document=document.id,
        claims=tuple(told),
        type=best.type,
        mode=mode,
        status=best.status,
        actors=next((c.actors for c in full if c.actors), ()),
        recipients=best.recipients if best.mutual else next((c.recipients for c in full if c.recipients), ()),
        when=dated[0] if dated else None,
        place=place,
        confidence=max(c.confidence for c in claims),
        conflicts=_conflicts(told),
    )


def _fullness(claim: Claim) -> int:
    return len(claim.actors) + len(claim.recipients) + (claim.when is not None) + (claim.place is not None)


def _length(when: Match[When]) -> int:
    return (when.value.last - when.value.first).days


def _conflicts(claims: list[Claim]) -> tuple[str, ...]:
    places = [c.place.value for c in claims if c.place]
    names = sorted({p.name for p in places if not any(_holds(p, other) for other in places)})
    days = sorted((c.when.value for c in claims if c.when), key=lambda w: (w.first, w.last))
    apart = [w for w in days if any(w.last < other.first or other.last < w.first for other in days)]
    told = {"day": dict.fromkeys(map(wording.when, apart)), "place": dict.fromkeys(names)}
    return tuple(f"{slot}: {' / '.join(values)}" for slot, values in told.items() if len(values) > 1)


def _holds(outer: Place, inner: Place) -> bool:
    """Whether a country or division has the other place in it, so that the two tell of no different places."""
    if outer.country != inner.country or outer.name == inner.name:
        return False
    if outer.kind == "country":
        return inner.kind != "country"
    return outer.kind == "admin1" and inner.admin1 == outer.name
