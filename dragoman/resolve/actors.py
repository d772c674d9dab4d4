"""Words in a role -> actors with country, sector and office at that date; every decision says why.

`cast` reads a document once; `resolve` answers for any slot of it. A phrase that names no actor (a
thing, a time, a topic) gives an empty tuple.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.grammar import SUBJECTS
from dragoman.records import Actor, Match, Sentence, Span
from dragoman.resolve.anaphora import addressee_in, antecedent, joined, joint_issuers, meant_by, speaker_in
from dragoman.resolve.bodies import organisation
from dragoman.resolve.cast import Cast, cast
from dragoman.resolve.joint import nationalities
from dragoman.resolve.kb import knowledge, words
from dragoman.resolve.names import norm
from dragoman.resolve.outcome import by_document, outcome, uniformed
from dragoman.resolve.pairs import both, other_party, pair, share_country
from dragoman.resolve.persons import named
from dragoman.resolve.phrase import read
from dragoman.resolve.recalled import by_new, by_noun, by_office, by_person, by_shared
from dragoman.resolve.slots import apart, described, full_name, mere_place, name_end, own_heads, whole
from dragoman.resolve.views import Reading, View, below, heads, inside, through
from dragoman.resolve.whose import CONTEXT, SURE

__all__ = ["Cast", "cast", "owners", "resolve"]

# The speaker of words that look for their speaker: stops "he said of his ... that we" from going in circles.
NOBODY = Actor("", Span(0, 0), "")
OF_ITS_OWN = ("amod", "compound", "nmod", "poss", "prep")
AIMED = ("against", "by")
DEPTH = 2  # nouns
MODIFYING = ("amod", "compound", "nmod")
QUOTES = frozenset(('"', "“", "”", "``", "''"))
NUMERIC = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"))
Actors = tuple[Match[Actor], ...]


def resolve(cast: Cast, sentence: Sentence, span: Span, speaker: Actor | None = None) -> Actors:
    """The actors that the words of `span` name: one, several ("both sides", "X and Y"), or none.

    `cast` must be that of the sentence's document. `speaker` is who utters a quotation, for "we" and "our".
    Scores: about 0.9 where the words themselves say it, 0.8 and 0.6 where the document does, 0.35 to 0.45
    where it is only the country that the document mostly speaks of.
    """
    v = cast.views[sentence.index]
    indices = inside(sentence, span.start, span.end)
    if not indices:
        return ()
    indices = list(full_name(v, indices))
    found: list[Match[Actor]] = []
    tops = own_heads(v, heads(sentence, indices), indices)
    for top in (t for t in tops if not mere_place(v, t)):
        head = name_end(v, through(sentence, top, indices), indices)
        parts = whole(sentence, head, indices) if len(tops) == 1 else apart(sentence, head, indices, tops)
        for match in _one(cast, v, head, parts, speaker):
            if all(match.value != m.value for m in found):
                found.append(match)
    return tuple(share_country(v, found))


def owners(cast: Cast, sentence: Sentence, span: Span, speaker: Actor | None = None) -> Actors:
    """Whose the thing is that `span` names: "German goods", "Serbia's offer", "targets in Jericho", "demands from X".

    For slots where `resolve` finds no actor: the possessor, else the modifier, else what stands behind of, from, by,
    against, to or in. Scores are lower than those of `resolve`, because the thing was named and not its owner.
    """
    v = cast.views[sentence.index]
    indices = inside(sentence, span.start, span.end)
    tops = heads(sentence, indices) if indices else []
    found = _owned(cast, v, tops, indices, speaker)
    if not found:
        places = (n for t in tops if v.sentence.tokens[t].dep == "pobj" and mere_place(v, t) and (n := v.at[t]))
        found = [m for n in places for m in _one(cast, v, n.last, range(n.first, n.last + 1), speaker)]
    thing = cast.document.text[span.start : span.end]
    return tuple(replace(m, score=round(m.score * 0.7, 2), why=f"owner of {thing!r}: {m.why}") for m in found)


def _owned(
    cast: Cast, v: View, tops: Sequence[int], indices: Sequence[int], speaker: Actor | None, depth: int = DEPTH
) -> list[Match[Actor]]:
    """The owners nearest to the heads `tops`; where none is right under them, those one noun further down."""
    for owning in _owning(v.sentence, tops, indices):
        several = [k for i in owning for k in (i, *joined(v, i)) if k in indices]
        found = [
            m for i in dict.fromkeys(several) if v.sentence.tokens[i].dep == "pobj" or not mere_place(v, i)
            for m in _one(cast, v, i, below(v.sentence, i, indices), speaker)
        ]  # fmt: skip
        named = {(m.value.name, m.value.country): m for m in found if m.value.country}
        if named:
            return list(named.values())
    inner = _further(v.sentence, tops, indices) if depth else []
    return _owned(cast, v, inner, indices, speaker, depth - 1) if inner else []


def _further(sentence: Sentence, tops: Sequence[int], indices: Sequence[int]) -> list[int]:
    """The nouns and participles right under a thing: 'allegation' in "probe into an allegation made against X"."""
    tokens = sentence.tokens
    under = [k for top in tops for k in sentence.children[top] if k in indices]
    preps = [k for k in under if tokens[k].dep == "prep" and tokens[k].lemma in words("descending")]
    nouns = [k for prep in preps for k in sentence.children[prep] if tokens[k].dep == "pobj"]
    made = [k for k in under if tokens[k].dep == "acl" and any(tokens[j].lemma in AIMED for j in sentence.children[k])]
    return nouns + made


def _owning(sentence: Sentence, tops: Sequence[int], indices: Sequence[int]) -> tuple[list[int], list[int], list[int]]:
    """Possessors, modifiers, and what stands behind a preposition, each right under one of the heads `tops`."""
    tokens = sentence.tokens
    under = [k for top in tops for k in sentence.children[top] if k in indices]
    under += [k for k in indices if tokens[k].dep == "prep" and tokens[k].head not in indices]
    under += [j for k in under for j in sentence.children[k] if tokens[k].dep in MODIFYING and tokens[j].dep == "poss"]
    preps = [k for k in under if tokens[k].dep in ("prep", "agent", "dative") and tokens[k].lemma in words("owning")]
    return (
        [k for k in under if tokens[k].dep == "poss"],
        [k for k in under if tokens[k].dep in MODIFYING],
        [k for prep in preps for k in sentence.children[prep] if tokens[k].dep == "pobj"],
    )


def _one(cast: Cast, v: View, head: int, parts: Sequence[int], speaker: Actor | None) -> Actors:
    two = pair(cast, v, head, parts) or _meant(cast, v, head, speaker)
    if two:
        return two
    token = v.sentence.tokens[head]
    if v.at[head] is None and (token.ent in NUMERIC or (token.pos == "PROPN" and norm(token.text) in words("papers"))):
        return ()
    said = _short(cast, v, head, described(v, head, parts))
    if said.kind == "pronoun":
        return _pronoun(cast, v, head, speaker)
    if said.kind == "none":
        return _number(cast, v, said, parts)
    if said.kind == "entity":
        return organisation(cast, v, said, parts)
    if said.kind in ("state", "people"):
        return (outcome(cast, v, said, parts, SURE),)
    if said.kind == "role":
        return _role(cast, v, said, parts, speaker)
    if said.kind == "person" and said.entries and said.country and said.sector:
        return (outcome(cast, v, said, parts, SURE),)
    if said.kind == "person" and not said.country and (house := _spoken_for(cast, v, head)):
        said = replace(said, country=house.country, sector=said.sector or house.sector)
    return named(cast, v, said, parts)


def _short(cast: Cast, v: View, head: int, said: Reading) -> Reading:
    """'the Fund', 'the Commission': an organisation named in full elsewhere in the text."""
    token = v.sentence.tokens[head]
    full = cast.tails.get(norm(token.text))
    bare = said.kind in ("role", "unknown") and said.country is None
    if not full or not bare or not token.text[0].isupper() or token.pos != "PROPN":
        return said
    return replace(
        said,
        kind="entity",
        name=full[0].name,
        entries=full,
        by=f"{token.text} is {full[0].name}, named in full in this text",
    )


def _number(cast: Cast, v: View, said: Reading, parts: Sequence[int]) -> Actors:
    """'Two die': people, where a number stands alone as subject or object."""
    token = v.sentence.tokens[said.head]
    crowd = token.text.lower() in words("crowds")
    if not crowd and (token.pos != "NUM" or len(parts) > 2 or token.text.isdigit()):
        return ()
    if token.ent not in ("CARDINAL", ""):
        return ()
    if token.dep not in ("nsubj", "nsubjpass", "dobj"):
        return ()
    people = replace(said, kind="role", name=token.text, sector="CVL", by=f"{token.text} are people")
    return (by_document(cast, v, people, parts),)


# ---------------------------------------------------------------- pronouns


def _meant(cast: Cast, v: View, head: int, speaker: Actor | None) -> Actors:
    """'the latter', 'each other', 'who': the actors that the words before name."""
    seen, found = meant_by(cast, v, head)
    token = v.sentence.tokens[head]
    return tuple(
        Match(replace(m.value, text=token.text, span=Span(token.start, token.end)), min(m.score, CONTEXT), m.why)
        for one in found
        for m in _one(cast, seen, one, below(seen.sentence, one, range(len(seen.sentence.tokens))), speaker)
    )


def _pronoun(cast: Cast, v: View, head: int, speaker: Actor | None) -> Actors:
    token = v.sentence.tokens[head]
    word = token.text.lower()
    span = Span(token.start, token.end)
    if word in words("first"):
        return _first_person(cast, v, head, speaker)
    if word in words("second") and (heard := addressee_in(v, head)) is not None:
        inner = below(v.sentence, heard, range(len(v.sentence.tokens)))
        return tuple(replace(m, score=min(m.score, CONTEXT)) for m in _one(cast, v, heard, inner, speaker))
    if not any(word in words(w) for w in ("personal", "plural", "thing")):
        return ()
    found = antecedent(cast, v, head, word, avoid=_quoted(v, head, speaker))
    if found is None:
        return both(cast, v, head) if word in words("plural") else ()
    seen, other = found
    out: list[Match[Actor]] = []
    for one in (other, *joined(seen, other)) if word in words("plural") else (other,):
        inner = below(seen.sentence, one, range(len(seen.sentence.tokens)))
        here = seen.sentence.index == v.sentence.index
        if (here and head in inner) or (seen.sentence.index, one) >= (v.sentence.index, head):
            continue  # a pronoun stands for what was said before, never for the phrase that it is part of
        out += _one(cast, seen, one, inner, speaker if speaker is NOBODY else None)
    return tuple(
        Match(
            replace(m.value, text=token.text, span=span),
            round(min(m.score, CONTEXT), 2),
            f"{token.text} stands for {m.value.text}; {m.why}",
        )
        for m in out
    )


def _quoted(v: View, head: int, speaker: Actor | None) -> str:
    """The speaker's name where the pronoun stands inside his quotation: "he" is someone else there."""
    marks = sum(t.text in QUOTES for t in v.sentence.tokens[:head])
    return speaker.name if speaker is not None and marks % 2 else ""


def _first_person(cast: Cast, v: View, head: int, speaker: Actor | None) -> Actors:
    token = v.sentence.tokens[head]
    span = Span(token.start, token.end)
    if speaker is None and (said_by := speaker_in(v, head)) is not None:
        inner = below(v.sentence, said_by, range(len(v.sentence.tokens)))
        speaker = next((m.value for m in _one(cast, v, said_by, inner, NOBODY)), None)
    if speaker is NOBODY:
        return ()
    if speaker is None and (several := _issuers(cast, v, head)):
        return tuple(Match(replace(m.value, text=token.text, span=span), CONTEXT, m.why) for m in several)
    if speaker is not None and (speaker.country or not cast.issuer):
        actor = replace(speaker, text=token.text, span=span)
        return (Match(actor, CONTEXT, f"{token.text} is the speaker's side: {speaker.name}"),)
    if cast.issuer:
        name = knowledge().states.get(cast.issuer, cast.issuer)
        actor = Actor(token.text, span, name, cast.issuer, "GOV")
        return (Match(actor, CONTEXT, f"{token.text} is the issuer of this text: {name}"),)
    return ()


def _issuers(cast: Cast, v: View, head: int) -> Actors:
    """Those who speak in a joint text: "We, the President of X and the Prime Minister of Y, ..."."""
    found: list[Match[Actor]] = []
    for seen, k in joint_issuers(cast, v, head):
        found += _one(cast, seen, k, below(seen.sentence, k, range(len(seen.sentence.tokens))), NOBODY)
    return tuple(m for m in found if m.value.country)


# ---------------------------------------------------------------- roles


def _role(cast: Cast, v: View, said: Reading, parts: Sequence[int], speaker: Actor | None) -> Actors:
    sort = said.entries[0].sort if said.entries else ""
    if sort == "honorific" or (sort == "instrument" and not _acting(v, said.head)):
        return ()
    if said.country is not None:
        return _each_state(cast, v, said, parts)
    if sort == "place":
        return ()
    proper = v.sentence.tokens[said.head].pos == "PROPN"
    if sort == "thing" and not (proper or _acting(v, said.head) or said.sector != said.entries[0].sector):
        return ()
    said = uniformed(cast, v, said)
    several = _of_both(cast, v, said, parts, speaker) if said.plural else ()
    if several:
        return several
    for find in (_by_owner, _by_possessor, by_shared, by_person, by_office, by_new, by_noun, _by_house):
        found = find(cast, v, said, parts, speaker)
        if found is not None:
            return (found,)
    if said.weak and not said.sector and proper and len(parts) > 1:  # "the Movement for Example"
        return (by_document(cast, v, replace(said, name=" ".join(v.sentence.tokens[i].text for i in parts)), parts),)
    if said.weak and not said.sector:
        again = _same_group(cast, v, said, parts)
        return (again,) if again else ()
    return (by_document(cast, v, said, parts),)


def _each_state(cast: Cast, v: View, said: Reading, parts: Sequence[int]) -> Actors:
    """'French and German troops': one actor for each nationality beside the noun."""
    return tuple(outcome(cast, v, replace(said, country=c), parts, SURE) for c in nationalities(v, said, parts))


def _acting(v: View, head: int) -> bool:
    """Whether the word is a subject or stands after "by"."""
    token = v.sentence.tokens[head]
    return token.dep in SUBJECTS or (token.dep == "pobj" and v.sentence.tokens[token.head].dep == "agent")


def _of_both(cast: Cast, v: View, said: Reading, parts: Sequence[int], speaker: Actor | None) -> Actors:
    """'their foreign ministers', 'both countries' leaders': one actor for each owner."""
    tokens = v.sentence.tokens
    own = next((k for k in v.sentence.children[said.head] if k in parts and tokens[k].dep == "poss"), None)
    if own is None or tokens[said.head].lemma in words("others"):
        return ()
    lands = [m.value.country for m in _one(cast, v, own, below(v.sentence, own, parts), speaker) if m.value.country]
    if len(set(lands)) < 2:
        return ()
    return tuple(outcome(cast, v, replace(said, country=c), parts, CONTEXT, f"of {c}") for c in dict.fromkeys(lands))


def _by_owner(cast: Cast, v: View, said: Reading, parts: Sequence[int], speaker: Actor | None) -> Match[Actor] | None:
    """'her party', 'its spokesman', 'their leader': the country (and for weak nouns the sector) of the owner."""
    tokens = v.sentence.tokens
    own = next((i for i in parts if tokens[i].tag == "PRP$" and i < said.head), None)
    owners = _pronoun(cast, v, own, speaker) if own is not None else ()
    if not owners or not owners[0].value.country:
        return None
    owner = owners[0].value
    if v.sentence.tokens[said.head].lemma in words("others"):
        return other_party(cast, v, said, parts, owner)
    ruling = said.sector == "PTY" and owner.sector == "GOV"
    take = (said.weak and owner.sector not in (None, "GOV")) or ruling
    side = replace(said, country=owner.country, sector=owner.sector if take else said.sector)
    side = replace(side, sectors=("PTY", *side.sectors)) if ruling else side
    return outcome(cast, v, side, parts, CONTEXT - 0.05, owners[0].why)


def _by_possessor(
    cast: Cast, v: View, said: Reading, parts: Sequence[int], speaker: Actor | None
) -> Match[Actor] | None:
    """'the king's brother', 'the army's spokesman': the country of the possessor."""
    tokens = v.sentence.tokens
    own = next((k for k in v.sentence.children[said.head] if tokens[k].dep == "poss" and tokens[k].tag != "PRP$"), None)
    if own is None or own not in parts or v.at[own] is None:
        return None
    owner = next(iter(_one(cast, v, own, below(v.sentence, own, parts), speaker)), None)
    if owner is None or not owner.value.country:
        return None
    take = said.weak and owner.value.sector not in (None, "GOV", *words("civil_sectors"))
    side = replace(said, country=owner.value.country, sector=owner.value.sector if take else said.sector)
    return outcome(cast, v, side, parts, min(owner.score, CONTEXT), f"of {owner.value.name}; {owner.why}")


def _by_house(cast: Cast, v: View, said: Reading, parts: Sequence[int], speaker: Actor | None) -> Match[Actor] | None:
    """'a spokesman' alone: of the office that the sentence before was about."""
    tokens = v.sentence.tokens
    index = v.sentence.index
    if tokens[said.head].lemma not in words("speaks_for") or not 0 < index < len(cast.views):
        return None
    if any(tokens[k].dep in OF_ITS_OWN for k in v.sentence.children[said.head]):
        return None
    before = cast.views[index - 1]
    for token in before.sentence.tokens:
        note = before.at[token.i]
        office = note is not None and (note.best.kind == "entity" or note.best.sort == "body")
        if token.dep in SUBJECTS and office:
            inner = below(before.sentence, token.i, range(len(before.sentence.tokens)))
            house = next(iter(_one(cast, before, token.i, inner, None)), None)
            if house and house.value.country:
                side = replace(said, country=house.value.country, sector=house.value.sector or said.sector)
                return outcome(cast, v, side, parts, CONTEXT, f"{said.name} of {house.value.name}, spoken of before")
    return None


def _spoken_for(cast: Cast, v: View, head: int) -> Actor | None:
    """The office for which a person speaks: 'a spokesman, Colonel X' behind a sentence about it."""
    above = v.sentence.tokens[head].head
    if v.sentence.tokens[head].dep != "appos" or v.sentence.tokens[above].lemma not in words("speaks_for"):
        return None
    said = read(v, above, [above])
    house = _by_house(cast, v, said, [above], None) if said.kind == "role" and not said.country else None
    return house.value if house else None


def _same_group(cast: Cast, v: View, said: Reading, parts: Sequence[int]) -> Match[Actor] | None:
    """'the group', 'the organisation': the organisation spoken of last."""
    loose = said.plural or any(v.sentence.tokens[k].dep in OF_ITS_OWN for k in v.sentence.children[said.head])
    if loose or v.sentence.tokens[said.head].lemma in words("others"):  # "the enemy" is not the army spoken of last
        return None
    found = antecedent(cast, v, said.head, "it", named=True)
    if found is None:
        return None
    seen, head = found
    other = _one(cast, seen, head, below(seen.sentence, head, range(len(seen.sentence.tokens))), None)
    if not other or other[0].value.sector == "GOV":
        return None
    who = other[0].value
    side = replace(said, name=who.name, country=who.country, sector=who.sector, sectors=who.sectors)
    return outcome(cast, v, side, parts, CONTEXT - 0.1, f"{said.name} is {who.name}")
