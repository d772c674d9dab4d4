"""Where the deed happened: the place name that stands in a locative phrase of the trigger or of its clause.

Actors ("Moscow said"), adjectives ("the Libyan army"), parts of organisations' names and other clauses are passed
over; the dateline is never a venue, except for the word "here", which journalists use for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.grammar import kids
from dragoman.records import Match, Place, Sentence, Span, Token, Toponym
from dragoman.resolve import gazetteer
from dragoman.resolve.referring_places import referred
from dragoman.resolve.topical_places import discussed, of_parties, stands_on, topical
from dragoman.resolve.toponym_evidence import words

DOWN = ("pobj", "appos", "conj", "compound", "nmod", "poss", "dobj", "prep", "npadvmod", "amod", "nn", "pcomp")
TERRITORY = (
    "territory",
    "soil",
    "border",
    "water",
    "waters",
    "airspace",
    "capital",
    "coast",
    "frontier",
    "shore",
    "side",
)
STEPS = {"xcomp": 0.85, "conj": 0.6, "pcomp": 0.8, "appos": 0.7, "dep": 0.5, "pobj": 0.85, "prep": 0.85}
LIGHT_LINKS = ("dobj", "nsubjpass", "nsubj", "attr", "oprd", "pobj")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the sentence at token `at`; `adjective` is set for "Syrian", which places only with a noun."""

    at: int
    match: Match[Place]
    adjective: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A possible venue: how sure, how far, and the words that say it."""

    score: float
    distance: int
    spot: Spot
    why: str


def event_place(sentence: Sentence, i: int, passage: Span, toponyms: tuple[Toponym, ...]) -> Match[Place] | None:
    """The place where the deed with the trigger at token `i` happened, or None where the text does not say.

    `passage` bounds the search; `toponyms` are those of the whole document, as `places.toponyms` gives them.
    """
    spots = _spots(sentence, toponyms)
    readings = [r for r in _readings(sentence, i, spots) if _inside(sentence, r.spot, passage)]
    if not readings:
        return None
    best = max(readings, key=lambda r: (r.score, -r.distance))
    if best.score < 0.25:
        return None
    return Match(best.spot.match.value, round(min(best.score, 0.97), 2), f"{best.why}; {best.spot.match.why}")


def _inside(s: Sentence, spot: Spot, passage: Span) -> bool:
    return passage.start <= s.tokens[spot.at].start < passage.end or s.start <= s.tokens[spot.at].start < s.end


# ---------------------------------------------------------------- the places of the sentence


def _spots(s: Sentence, toponyms: tuple[Toponym, ...]) -> dict[int, Spot]:
    out: dict[int, Spot] = {}
    for top in toponyms:
        if top.place is None or not (s.start <= top.span.start < s.end) or _dateline(s, top):
            continue
        at = _head(s, top.span)
        if at is not None:
            adjective = gazetteer.demonym(top.place.value.text) is not None
            if adjective or not _modifies_organisation(s, at, top):
                out[at] = Spot(at, top.place, adjective)
    for at, match in referred(s, toponyms):
        out.setdefault(at, Spot(at, match))
    return out


def _head(s: Sentence, span: Span) -> int | None:
    inside = [t for t in s.tokens if span.start <= t.start < span.end]
    outward = [t.i for t in inside if t.head == t.i or not span.start <= s.tokens[t.head].start < span.end]
    return outward[-1] if outward else None


def _dateline(s: Sentence, top: Toponym) -> bool:
    """A name in capitals that begins the sentence and is set off by a dash or a colon: where the text is filed from."""
    if top.span.start - s.start > 25:
        return False
    before = [t for t in s.tokens if t.start < top.span.start]
    opening = s.tokens[0].text
    if top.place and top.place.value.text.endswith(("--", "—")):
        return True
    after = [t for t in s.tokens if t.start >= top.span.end][:9]
    return (
        opening.isupper()
        and len(opening) > 2
        and all(t.text.isupper() or not t.text[:1].isalpha() for t in before)
        and any(t.text in ("-", "--", "–", "—", ":") for t in after)
    )


def _modifies_organisation(s: Sentence, at: int, top: Toponym) -> bool:
    t = s.tokens[at]
    if t.dep not in ("compound", "nmod", "amod") or t.head == at:
        return False
    head = s.tokens[t.head]
    vocabulary = words()
    placed = (
        head.lemma in vocabulary["sorts"]
        or head.lemma in vocabulary["facility"]
        or head.lemma in vocabulary["event_nouns"]
        or head.lemma in vocabulary["on_places"]
    )
    return not placed and head.lemma not in TERRITORY and head.pos in ("NOUN", "PROPN")


# ---------------------------------------------------------------- readings


def _readings(s: Sentence, i: int, spots: dict[int, Spot]) -> Iterator[Reading]:
    if not spots:
        return
    if s.tokens[i].lemma in words()["judging_verbs"] and s.tokens[i].pos == "VERB":
        yield from _judging(s, i, spots)
        return
    yield from _own(s, i, i, spots, 1.0)
    yield from _at_antecedent(s, i, spots)
    for child in kids(s, i, "xcomp", "advcl", "acl", "relcl"):
        yield from _own(s, child.i, i, spots, _part_step(s, child))
    for child in _joined_below(s, i):
        yield from _own(s, child.i, i, spots, 0.5)
    for noun in kids(s, i, "dobj"):
        for child in kids(s, noun.i, "acl") if noun.lemma in words()["promise_nouns"] else ():
            yield from _own(s, child.i, i, spots, 0.8)
    for governor, factor in _governors(s, i):
        yield from _own(s, governor, i, spots, factor)


def _at_antecedent(s: Sentence, i: int, spots: dict[int, Spot]) -> Iterator[Reading]:
    """ "Kigali, where she met him": the place that a relative clause is about."""
    t = s.tokens[i]
    spot = spots.get(t.head)
    if spot is not None and t.dep == "relcl" and any(k.lemma == "where" for k in kids(s, i, "advmod")):
        yield Reading(0.85, abs(t.head - i), spot, f"“{spot.match.value.text}, where … {t.text}”")


def _joined_below(s: Sentence, i: int) -> Iterator[Token]:
    """Verbs joined to the trigger that share its subject and its place: "walked out and sat down at X"."""
    moving = words()["arrival_verbs"]
    if s.tokens[i].pos != "VERB" or kids(s, i, "dobj") or s.tokens[i].lemma in moving:
        return
    for child in kids(s, i, "conj"):
        if child.pos == "VERB" and child.lemma not in moving and not kids(s, child.i, "nsubj", "nsubjpass"):
            yield child


def _judging(s: Sentence, i: int, spots: dict[int, Spot]) -> Iterator[Reading]:
    """For "condemned", "urged": only a phrase in front of the verb or right after it says where it was done."""
    for reading in _own(s, i, i, spots, 1.0):
        way = (reading.spot.at, *_above(s, reading.spot.at, i))
        if s.tokens[way[-1]].dep in ("nsubj", "nsubjpass", "poss") and reading.spot.at > way[-1]:
            continue  # says which ministry speaks, not where
        sent = s.tokens[i].lemma in words()["arrival_verbs"] and s.tokens[way[-1]].lemma == "to"
        if reading.why.startswith("“") and (reading.spot.at < i or min(way) == i + 1 or sent):
            yield reading
    for governor, factor in _governors(s, i):
        for reading in _own(s, governor, i, spots, factor):
            if reading.spot.at < governor:
                yield reading


def _above(s: Sentence, k: int, top: int) -> Iterator[int]:
    while s.tokens[k].head != k and s.tokens[k].head != top:
        k = s.tokens[k].head
        yield k


def _part_step(s: Sentence, child: Token) -> float:
    """What a clause below the trigger tells of its place: "expected to travel to X", "killed when … in X"."""
    if child.dep in ("xcomp", "acl"):
        return 0.85
    return 0.65 if any(k.lemma == "when" for k in kids(s, child.i)) else 0.35


def _own(s: Sentence, at: int, trigger: int, spots: dict[int, Spot], factor: float) -> Iterator[Reading]:
    """Venues among the dependents of token `at`."""
    t = s.tokens[at]
    for child in kids(s, at):
        yield from _by_preposition(s, child, t, spots, factor)
        yield from _by_object(s, child, t, spots, factor)
        yield from _by_modifier(s, child, t, spots, factor)
        yield from _by_party(s, child, t, spots, factor)
        if child.i in spots and child.text.lower() == "here":
            yield Reading(0.5 * factor, abs(child.i - at), spots[child.i], "“here”")


def _by_preposition(s: Sentence, child: Token, t: Token, spots: dict[int, Spot], factor: float) -> Iterator[Reading]:
    """ "in Geneva", "near the village of X", "to Angola" after a verb or noun of travel."""
    if child.dep not in ("prep", "dative", "advmod", "prt") or topical(t, child):
        return
    if child.lemma == "in" and any(k.lemma in words()["joined"] for k in kids(s, child.i, "pobj")):
        return
    parties = of_parties(t, child)
    weight = 0.6 if parties else _weight(child, t)
    if not weight:
        return
    for spot, loss in _below(s, child.i, spots):
        if parties and not _in_locative(s, spot.at, child.i):
            continue
        deed = _deed_between(s, spot.at, child.i)
        if deed is not None and not _in_locative(s, spot.at, deed):
            continue
        if child.lemma == "on" and not stands_on(s, t, child, spot.match.value.kind):
            continue
        score = weight * loss * factor
        if spot.match.value.kind == "country" and child.lemma in ("on", "against", "of", "for", "by"):
            score *= 0.7
        if child.lemma == "to" and child.i == s.tokens[spot.at].head and t.lemma not in words()["arrival_verbs"]:
            score *= 0.4  # who gets it, not where
        yield Reading(score, abs(spot.at - t.i), spot, f"“{t.text} … {child.text} {spot.match.value.text}”")


def _weight(preposition: Token, governor: Token) -> float:
    vocabulary = words()
    if governor.lemma in vocabulary["arrival_verbs"]:
        found = vocabulary["arrival"].get(preposition.lemma)
        if found:
            return float(found)
    if preposition.lemma == "of" and governor.lemma in vocabulary["of_place_nouns"]:
        return 0.8
    return float(vocabulary["where"].get(preposition.lemma, 0.0))


def _by_object(s: Sentence, child: Token, t: Token, spots: dict[int, Spot], factor: float) -> Iterator[Reading]:
    """ "visited Angola", "stormed the embassy in Cairo"."""
    if child.dep not in ("dobj", "nsubjpass", "attr", "oprd") or discussed(s, t, child):
        return
    goes = t.lemma in words()["to_place_verbs"]
    for spot, loss in _below(s, child.i, spots, start=child.i):
        direct = spot.at == child.i
        if direct and goes:
            yield Reading(0.85 * factor, abs(spot.at - t.i), spot, f"“{t.text} {spot.match.value.text}”")
        elif direct and _after_particle(s, child, t):
            yield Reading(0.75 * factor, abs(spot.at - t.i), spot, f"“{t.text} … {spot.match.value.text}”")
        elif not direct and (goes or _in_locative(s, spot.at, child.i)):
            yield Reading(
                0.75 * loss * factor, abs(spot.at - t.i), spot, f"“{t.text} {child.text} … {spot.match.value.text}”"
            )


def _after_particle(s: Sentence, child: Token, t: Token) -> bool:
    """Whether a preposition of place that the parser took for a particle stands before: "seized off X"."""
    return any(
        k.lemma in words()["where"] and k.lemma not in ("on", "over", "of", "for", "to", "by") and t.i < k.i < child.i
        for k in kids(s, t.i, "prt")
    )


def _by_modifier(s: Sentence, child: Token, t: Token, spots: dict[int, Spot], factor: float) -> Iterator[Reading]:
    """ "the Geneva talks", "the Homs offensive"."""
    spot = spots.get(child.i)
    if spot is None or spot.adjective or child.dep not in ("compound", "nmod", "amod", "poss", "npadvmod"):
        return
    if spot.match.value.kind == "country":
        return
    score = 0.5 if child.dep == "poss" else 0.8
    yield Reading(score * factor, abs(child.i - t.i), spot, f"“{spot.match.value.text} {t.text}”")


def _by_party(s: Sentence, child: Token, t: Token, spots: dict[int, Spot], factor: float) -> Iterator[Reading]:
    """ "Two men in Lagos were shot": a locative phrase inside the subject."""
    if child.dep == "agent":
        for spot, loss in _below(s, child.i, spots):
            if _in_locative(s, spot.at, child.i):
                yield Reading(0.6 * loss * factor, abs(spot.at - t.i), spot, f"“{t.text} … {spot.match.value.text}”")
    if child.dep not in ("nsubj", "nsubjpass"):
        return
    host = t.head if t.dep == "relcl" and child.tag in ("WDT", "WP") else child.i
    if t.lemma == "host" and host in spots:
        yield Reading(0.6 * factor, abs(host - t.i), spots[host], f"“{s.tokens[host].text} … {t.text}”, the host")
    before = s.tokens[child.i - 1] if child.i else None
    if child.i in spots and before and before.pos == "ADP" and before.lemma in ("in", "at", "near", "outside"):
        yield Reading(0.7 * factor, abs(child.i - t.i), spots[child.i], f"“{before.text} {child.text}”")
    for spot, loss in _below(s, child.i, spots, start=child.i):
        if spot.at != child.i and _in_locative(s, spot.at, child.i):
            weight = 0.55 if child.dep == "nsubjpass" else 0.4
            yield Reading(weight * loss * factor, abs(spot.at - t.i), spot, f"“{child.text} … {spot.match.value.text}”")


def _below(s: Sentence, top: int, spots: dict[int, Spot], start: int | None = None) -> Iterator[tuple[Spot, float]]:
    """Places under token `top`, each with the loss for the way there; clauses are not entered."""
    stack: list[tuple[int, float]] = [(start, 1.0)] if start is not None else [(k, 1.0) for k in s.children[top]]
    while stack:
        k, loss = stack.pop(0)
        t = s.tokens[k]
        spot = spots.get(k)
        if spot is not None and (not spot.adjective or s.tokens[t.head].lemma in (*TERRITORY, *words()["sorts"])):
            yield spot, loss * (0.7 if spot.adjective else 1.0)
        for child in s.children[k]:
            c = s.tokens[child]
            if c.dep in DOWN and not topical(t, c):
                stack.append((child, loss * _loss(c, t)))


def _loss(child: Token, parent: Token) -> float:
    if child.dep == "prep":
        if child.lemma in ("of", "in", "at", "near", "outside", "inside", "on"):
            return 0.97
        return 0.8 if child.lemma in words()["where"] else 0.3
    return {"poss": 0.75, "conj": 0.9, "appos": 0.95}.get(child.dep, 0.98)


def _deed_between(s: Sentence, i: int, top: int) -> int | None:
    """The verb between a name and the preposition above it ("a role in brokering the deal with X"), if there is one."""
    at = s.tokens[i].head
    while at != top and s.tokens[at].head != at:
        if s.tokens[at].pos == "VERB":
            return at
        at = s.tokens[at].head
    return None


def _in_locative(s: Sentence, at: int, top: int) -> bool:
    """Whether a preposition of place, or a noun that is a place, stands between the place and `top` above it."""
    k = at
    while s.tokens[k].head != k and k != top:
        k = s.tokens[k].head
        if s.tokens[k].dep == "prep" and s.tokens[k].lemma in (
            "in",
            "at",
            "near",
            "outside",
            "inside",
            "around",
            "across",
            "off",
            "along",
            "on",
        ):
            return True
        above = s.tokens[s.tokens[k].head]
        if s.tokens[k].lemma == "to" and s.tokens[k].dep == "prep" and above.lemma in words()["arrival_verbs"]:
            return True
        if s.tokens[k].lemma == "of" and above.lemma in words()["of_place_nouns"]:
            return True
        if s.tokens[k].lemma in words()["facility"] | words()["on_places"] and k != at:
            return True
    return False


def _governors(s: Sentence, i: int) -> Iterator[tuple[int, float]]:
    """Tokens above the trigger whose place is its own too, with how sure: light verbs, purpose, coordination."""
    t, factor = s.tokens[i], 1.0
    for _ in range(4):
        if t.head == t.i:
            return
        above = s.tokens[t.head]
        step = _step(s, t, above)
        if not step:
            return
        factor *= step
        yield above.i, factor
        t = above


def _step(s: Sentence, t: Token, above: Token) -> float:
    if t.pos in ("NOUN", "PROPN", "ADJ") and t.dep in LIGHT_LINKS and above.pos in ("VERB", "AUX"):
        return 0.9
    if t.dep in ("advcl", "relcl", "acl"):
        return _clause_step(s, t, above)
    return STEPS.get(t.dep, 0.0)


def _clause_step(s: Sentence, t: Token, above: Token) -> float:
    """ "arrived to meet" shares its place; "arrived as talks failed" and "a man who leads" do not."""
    if t.dep == "advcl":
        if any(k.lemma == "when" for k in kids(s, t.i, "advmod")):
            return 0.6
        purpose = any(k.text.lower() == "to" for k in kids(s, t.i, "aux"))
        return 0.7 if purpose or t.tag == "VBG" else 0.25
    return 0.65 if above.lemma in words()["event_nouns"] else 0.25
