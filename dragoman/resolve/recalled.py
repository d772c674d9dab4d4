"""What a bare role means by what was said before: "the minister", "the army", "the new administration"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.records import Actor, Match, Token
from dragoman.resolve.anaphora import earlier
from dragoman.resolve.cast import Cast, Introduction, introduced, parties_in
from dragoman.resolve.kb import words
from dragoman.resolve.names import key
from dragoman.resolve.notes import singular
from dragoman.resolve.outcome import outcome
from dragoman.resolve.persons import named
from dragoman.resolve.phrase import read
from dragoman.resolve.views import Reading, View, below
from dragoman.resolve.whose import CONTEXT, GUESS, TOLD

FAR = 400  # characters


def by_person(cast: Cast, v: View, said: Reading, parts: Sequence[int], speaker: Actor | None) -> Match[Actor] | None:
    """'supporters of President X', 'X's coalition': the country of the person named beside the role."""
    tokens = v.sentence.tokens
    for i in parts:
        inside_name = tokens[i].dep in ("compound", "flat") and tokens[i + 1].pos == "PROPN"
        if tokens[i].pos != "PROPN" or i == said.head or v.at[i] is not None or inside_name:
            continue
        inner = below(v.sentence, i, parts)
        for match in named(cast, v, introduced(v, i, inner), inner):
            if match.value.country and match.score > GUESS + 0.1:
                sector = "OPP" if said.sector == "CVL" and match.value.sector in ("ELI", "OPP") else said.sector
                side = replace(said, country=match.value.country, sector=sector)
                return outcome(cast, v, side, parts, CONTEXT, f"{match.value.name}: {match.why}")
    return None


def by_office(cast: Cast, v: View, said: Reading, parts: Sequence[int], speaker: Actor | None) -> Match[Actor] | None:
    """'the minister', 'the Deputy Secretary': the person introduced with that office before."""
    head = v.sentence.tokens[said.head]
    known = [i for i in cast.offices.get(singular(head), ()) if _likely(cast, i, head)]
    if not known or said.plural or not said.entries or said.entries[0].sort in ("body", "group"):
        return None
    told = max(known, key=lambda i: (_same_office(said, i), _own(cast, i), i.start))
    if _same_office(said, told) < 0:
        return None
    who = replace(told.reading, head=said.head)
    match = next(iter(named(cast, v, who, parts)), None)
    if match is None or not match.value.country:
        return None
    sector = "ELI" if said.former else match.value.sector or said.sector
    person = replace(match.value, sector=sector)
    return Match(person, min(match.score, CONTEXT), f"{head.text} is {person.name}; {match.why}")


def _own(cast: Cast, told: Introduction) -> bool:
    """In the text of an office "the Secretary" is its own one rather than a guest."""
    bearers = cast.people.get(key(told.reading.name).rsplit(" ", 1)[-1], (told,))
    lands = {i.reading.country for i in (told, *bearers)} - {None}
    return cast.issuer is not None and lands <= {cast.issuer}


def _same_office(said: Reading, told: Introduction) -> float:
    """How well the words of an office fit one introduced: 1 for all of them, less where either has more of its own.

    Below 0 where one of them is a deputy's or a former one's.
    """
    asked, held = set(key(said.office or said.name).split()), set(key(told.reading.office or "").split())
    if asked - held or (asked ^ held) & words("unlike_offices"):
        return -1.0 if (asked - held) & words("unlike_offices") else -0.5 if asked - held and len(asked) > 1 else 0.1
    return 1.0 if len(asked) > 1 else 0.5


def _likely(cast: Cast, told: Introduction, head: Token) -> bool:
    """Whether bare "the president" can be this one: introduced before, and not a foreigner introduced long before."""
    if told.start >= head.start:
        return False
    foreign = told.reading.country not in (None, cast.home)
    if cast.issuer and not any(_own(cast, i) for i in cast.offices.get(singular(head), ())):
        return True  # the issuer has nobody of that office here
    return not (foreign and head.lemma in words("top_offices") and head.start - told.start > FAR)


def by_noun(cast: Cast, v: View, said: Reading, parts: Sequence[int], speaker: Actor | None) -> Match[Actor] | None:
    """The same noun used before with its country; a weak noun ('those leaders') takes the sector too."""
    own = [t for t in (v.sentence.tokens[k] for k in v.sentence.children[said.head]) if t.i < said.head]
    unnamed = any(t.pos == "NUM" or t.lemma in words("unnamed") for t in own)
    if unnamed and said.sector in words("civil_sectors"):  # "every citizen" is not of "the American citizens"
        return None
    before = earlier(cast, v, said.head, v.sentence.tokens[said.head].lemma)
    if before is None or not before.country:
        return None
    sector = before.sector if said.weak and before.sector else said.sector
    side = replace(said, country=before.country, sector=sector)
    return outcome(cast, v, side, parts, CONTEXT, f"said before of {before.country}")


def by_new(cast: Cast, v: View, said: Reading, parts: Sequence[int], speaker: Actor | None) -> Match[Actor] | None:
    """'the new administration': of the other state whose change of power the text speaks of."""
    tokens = v.sentence.tokens
    if not said.entries or said.entries[0].sort != "body" or said.sector != "GOV":
        return None
    if not any(tokens[i].lemma in words("renewed") for i in parts):
        return None
    for seen in cast.views:
        if not any(t.lemma in words("takes_office") for t in seen.sentence.tokens):
            continue
        others = [p[0] for p in dict.fromkeys(parties_in(seen)) if p[1] == "GOV" and p[0] != cast.issuer]
        if len(others) == 1:
            side = replace(said, country=others[0])
            return outcome(cast, v, side, parts, CONTEXT, f"power changes hands in {others[0]}")
    return None


def by_shared(cast: Cast, v: View, said: Reading, parts: Sequence[int], speaker: Actor | None) -> Match[Actor] | None:
    """'the Government and people of Botswana': the state behind the noun coordinated with it."""
    tokens = v.sentence.tokens
    for k in v.sentence.children[said.head]:
        note = v.at[k] if tokens[k].dep == "conj" else None
        if note is None or note.best.kind != "role":
            continue
        other = read(v, k, below(v.sentence, k, range(len(tokens))))
        behind = any(n.best.country == other.country for n in v.notes if n.first > k)
        if other.country and behind and not any(tokens[j].dep in ("amod", "poss") for j in v.sentence.children[k]):
            side = replace(said, country=other.country)
            return outcome(cast, v, side, parts, TOLD, f"{tokens[k].text} of {other.country} beside it")
    return None
