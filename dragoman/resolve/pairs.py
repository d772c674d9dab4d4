"""Two at once: "the two sides", "both countries", "The parties", "they" after a meeting of two states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from dragoman.grammar import SUBJECTS
from dragoman.records import Actor, Match, Span
from dragoman.resolve.anaphora import dyad, sides_in, states_in
from dragoman.resolve.cast import Cast, Party
from dragoman.resolve.kb import knowledge, words
from dragoman.resolve.notes import singular
from dragoman.resolve.outcome import outcome
from dragoman.resolve.phrase import read
from dragoman.resolve.views import INTERNATIONAL, Reading, View
from dragoman.resolve.whose import CONTEXT, GUESS, GUESSED, TOLD

Actors = tuple[Match[Actor], ...]
NO_MATCH = Match(Actor("", Span(0, 0), ""), 0.0, "")


def pair(cast: Cast, v: View, head: int, parts: Sequence[int]) -> Actors:
    """'the two sides', 'both countries', 'the two foreign ministers': one actor for each of the two parties."""
    tokens = v.sentence.tokens
    token = tokens[head]
    noun = singular(token)
    ours = token.tag in ("NNS", "NNPS") and noun in words("state_nouns")
    paired = any(tokens[i].text.lower() in words("paired") or (ours and tokens[i].lemma == "our") for i in parts)
    if not paired:
        return _definite_pair(cast, v, head, parts)
    if noun not in words("pair_nouns") and token.text.lower() != "both":
        return ()
    said = read(v, head, parts)
    if said.country:
        return ()
    sides = dyad(cast, v, _kind_of_pair(noun))
    if len(sides) < 2:
        return ()
    return _sides(cast, v, said, parts, sides)


def _definite_pair(cast: Cast, v: View, head: int, parts: Sequence[int]) -> Actors:
    """'The parties', 'the Ministers' alone, in the text of an office or behind a sentence of two states."""
    tokens = v.sentence.tokens
    bare = [tokens[i].text.lower() for i in parts if tokens[i].pos != "PUNCT"]
    if len(bare) != 2 or bare[0] != "the" or bare[1] not in words("pair_plurals"):
        return ()
    index = v.sentence.index
    before = sides_in(cast.views[index - 1]) if 0 < index <= len(cast.views) else ()
    ranked = tuple(p for p, weight in cast.parties if p[1] == "GOV" and weight >= 1.0 and p[0] not in INTERNATIONAL)
    sides = before if len(before) == 2 else ranked[:2]
    if cast.issuer:
        sides = dyad(cast, v, "GOV")
    if len(sides) < 2 or (len(before) != 2 and cast.issuer is None and len(ranked) > 2):
        return ()
    said = read(v, head, parts)
    return _sides(cast, v, replace(said, sector="GOV" if said.sector == "PTY" else said.sector), parts, sides)


def _sides(cast: Cast, v: View, said: Reading, parts: Sequence[int], sides: tuple[Party, ...]) -> Actors:
    """One actor for each of two parties."""
    names = [group or knowledge().states.get(country, country) for country, _, group in sides]
    out = []
    for (country, kind, _), name in zip(sides, names, strict=True):
        sector = "REB" if kind == "REB" else None if country in INTERNATIONAL else said.sector or "GOV"
        side = replace(said, kind="state", name=name, country=country, sector=sector, by="")
        out.append(outcome(cast, v, side, parts, CONTEXT, f"the two parties here are {' and '.join(names)}"))
    return tuple(out)


def _kind_of_pair(noun: str) -> str:
    return "GOV" if noun in words("state_nouns") else "REB" if noun in words("armed_nouns") else ""


def both(cast: Cast, v: View, head: int) -> Actors:
    """'They discussed' after a meeting of two states: the two parties of the sentence before."""
    index = v.sentence.index
    before = cast.views[index - 1] if 0 < index <= len(cast.views) else None
    if before is None or v.sentence.tokens[head].dep not in SUBJECTS or len(states_in(before)) != 2:
        return ()
    sides = tuple((country, "GOV", "") for country in states_in(before))
    return _sides(cast, v, Reading("pronoun", v.sentence.tokens[head].text, head), [head], sides)


def other_party(cast: Cast, v: View, said: Reading, parts: Sequence[int], owner: Actor) -> Match[Actor]:
    """'his counterpart', 'their hosts': of the other state; 'our neighbours', 'its allies': of states not named."""
    why = f"{said.name} of {owner.name}"
    states = [p[0] for p, weight in cast.parties if p[1] == "GOV" and p[0] != owner.country and weight >= 1.0]
    if said.plural and v.sentence.tokens[said.head].lemma != "host":
        return outcome(cast, v, replace(said, country=None), parts, CONTEXT - 0.1, why)
    return outcome(cast, v, replace(said, country=states[0] if states else None), parts, CONTEXT - 0.1, why)


def share_country(v: View, found: list[Match[Actor]]) -> list[Match[Actor]]:
    """'Israeli helicopters and tanks': the country of the first holds for the next where that was only guessed.

    For persons it is the next that gives it: "Prime Minister X and Foreign Minister Y of Israel".
    """
    found = [
        Match(replace(m.value, country=n.value.country), CONTEXT, f"{m.why}; {n.value.country} from the words behind")
        if m.value.office and n.value.office and GUESSED in m.why and _country_last(v, n.value) else m
        for m, n in zip_longest(found, found[1:], fillvalue=NO_MATCH)
    ]  # fmt: skip
    if len(found) < 2 or not found[0].value.country or found[0].score < TOLD:
        return found
    first = found[0].value.country
    why = f"{first} from the words before"
    return [
        m
        if m.score > GUESS + 0.11 or words("elsewhere") & set(m.value.text.lower().split())
        else Match(replace(m.value, country=first), CONTEXT, f"{m.why}; {why}")
        for m in found
    ]


def _country_last(v: View, actor: Actor) -> bool:
    """Whether the words for someone end in the name of his country ("Foreign Minister Y of Israel")."""
    last = next((t.i for t in v.sentence.tokens if t.end == actor.span.end), 0)
    note = v.at[last]
    return note is not None and note.best.kind == "name" and note.best.country == actor.country
