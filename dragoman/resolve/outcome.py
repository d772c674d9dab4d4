"""Readings of phrases -> actors with score and reason, and what a bare phrase means in its document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.grammar import SUBJECTS
from dragoman.records import Actor, Match, Span
from dragoman.resolve.cast import Cast
from dragoman.resolve.kb import default_offices, identified, words
from dragoman.resolve.names import identifier, key
from dragoman.resolve.phrase import INTERNATIONAL, PEOPLE, Reading, View, below, read, singular

GUESSED = "taken to be of"
DEFINITE = ("the", "our", "these", "those")
OPEN, CLOSING = ("(", "[", "“", "``"), (")", "]", "”", "''", ".")
SURE, TOLD, CONTEXT, GUESS = 0.9, 0.8, 0.6, 0.35


def outcome(cast: Cast, v: View, said: Reading, parts: Sequence[int], score: float, why: str = "") -> Match[Actor]:
    """The actor that a reading amounts to; `parts` are the tokens that its text spans."""
    span = _tidy(v, parts)
    text = cast.document.text[span.start : span.end]
    name = said.name or text
    ident = identifier(name, said.country, said.office or said.sector) if said.kind == "person" else _known(said)
    others = tuple(s for s in dict.fromkeys(said.sectors) if s != said.sector)
    actor = Actor(text, span, name, said.country, said.sector, others, said.office, ident)
    return Match(actor, round(score, 2), "; ".join(w for w in (said.by, why) if w) or f"{text} as written")


def _tidy(v: View, parts: Sequence[int]) -> Span:
    """The words at `parts` without punctuation, brackets left open and conjunctions at their ends."""
    tokens = v.sentence.tokens
    first, last = min(parts), max(parts)
    while last > first and (tokens[last].pos in ("PUNCT", "CCONJ") or tokens[last].text in OPEN):
        if tokens[last].text in CLOSING and any(tokens[i].text in OPEN for i in range(first, last)):
            break
        last -= 1
    while first < last and tokens[first].pos in ("PUNCT", "CCONJ"):
        first += 1
    return Span(tokens[first].start, tokens[last].end)


def _known(said: Reading) -> str | None:
    """The identifier that a source gives for a state or an organisation, None where it is spoken of by a role."""
    return identified(said.entries[0]) if said.entries and said.kind in ("state", "entity") else None


def by_document(cast: Cast, v: View, said: Reading, parts: Sequence[int]) -> Match[Actor]:
    """Bare 'the army', 'police': the country of a lone sentence, else the one that the text speaks of most."""
    office = (said.office or said.name).lower().replace(" ", "_")
    if office in words("international_offices"):
        body = next((c for c in cast.countries if c in ("UNO", "IGO", "EUR")), "UNO")
        return outcome(cast, v, replace(said, country=body), parts, CONTEXT, f"{said.office or said.name} is of {body}")
    usual = default_offices().get(key(said.office or said.name))
    if usual and cast.issuer is None and (usual in cast.countries or cast.home is None):
        return outcome(cast, v, replace(said, country=usual), parts, CONTEXT - 0.1, f"{said.office} is one of {usual}")
    civil = said.sector in words("civil_sectors") and said.kind == "role"
    local = _local(v, said.head, civil)
    if local and said.kind != "person" and (civil or cast.home is None or len(cast.views) == 1):
        why = f"{local} is the country of this sentence"
        return outcome(cast, v, replace(said, country=local), parts, CONTEXT - 0.1, why)
    if said.kind == "person":
        beside = _beside(v, said.head) or _received_in(cast, v, said.head)
        if beside:
            why = f"{beside} from the words around"
            return outcome(cast, v, replace(said, country=beside), parts, CONTEXT - 0.1, why)
    if cast.home is None or (civil and (cast.issuer == cast.home or _foreign(v, said.head, cast.home))):
        return outcome(cast, v, said, parts, GUESS, "the text names no country for it")
    if cast.issuer == cast.home and said.plural and _at_large(v, said.head):
        return outcome(cast, v, said, parts, GUESS, f"{said.name} of no country that the text names")
    other = _host_or_guest(cast, v, said)
    if other:
        why = f"{other}, because {cast.home} is the other party"
        return outcome(cast, v, replace(said, country=other), parts, CONTEXT - 0.1, why)
    home = replace(said, country=cast.home)
    if cast.issuer == cast.home:
        return outcome(cast, v, home, parts, CONTEXT, f"{GUESSED} {cast.home}, which issued this text")
    return outcome(cast, v, home, parts, GUESS + 0.1, f"{GUESSED} {cast.home}, of which this text mostly speaks")


def _beside(v: View, head: int) -> str | None:
    """The country of the officer before in a list: "Israeli President X, Prime Minister Y"."""
    tokens, i = v.sentence.tokens, head
    while tokens[i].dep in ("conj", "appos") and tokens[i].head < i:
        i = tokens[i].head
        said = read(v, i, below(v.sentence, i, range(len(tokens))))
        if said.kind in ("person", "role") and said.country and said.country not in INTERNATIONAL:
            return said.country
    return None


def _received_in(cast: Cast, v: View, head: int) -> str | None:
    """The country where the issuer's people met someone: "In Panama, they will meet with Minister X"."""
    if cast.issuer is None or _side(v, head) == "subject":
        return None
    notes = (n for n in v.notes if n.best.kind in ("name", "seat") and _locative(v, n.last))
    there = {n.best.country for n in notes if _verb(v, n.last) == _verb(v, head)} - {cast.issuer} - INTERNATIONAL
    return next(iter(there)) if len(there) == 1 else None


def _at_large(v: View, head: int) -> bool:
    """'50 countries', 'oppressive regimes': states that the words leave open."""
    tokens = v.sentence.tokens
    if singular(tokens[head]) not in words("at_large"):
        return False
    own = [tokens[k] for k in v.sentence.children[head] if tokens[k].dep in ("det", "poss")]
    return not any(t.text.lower() in DEFINITE for t in own)


def _host_or_guest(cast: Cast, v: View, said: Reading) -> str | None:
    """For an officer whom the text gives no country, met by one of the text's main country: the other main country."""
    if cast.issuer or said.kind != "person" or not said.office or said.sector in words("civil_sectors"):
        return None
    verb, own = _verb(v, said.head), _branch(v, said.head)
    facing = {
        n.best.country for n in v.notes
        if n.best.kind in PEOPLE and _verb(v, n.last) == verb and _branch(v, n.last) != own and not _locative(v, n.last)
    }  # fmt: skip
    if cast.home not in facing:
        return None
    others = (c for c, weight in cast.countries.items() if weight >= 1.0 and c not in facing and c not in INTERNATIONAL)
    return next(others, None)


def _branch(v: View, i: int) -> int:
    """The dependent of the clause's verb under which the word at `i` stands."""
    tokens, verb = v.sentence.tokens, _verb(v, i)
    while tokens[i].head not in (i, verb):
        i = tokens[i].head
    return i


def _local(v: View, head: int, civil: bool) -> str | None:
    """The country where the clause is set ("in X", "near Y"), else the only one that the sentence names.

    Who does something to foreigners is not of their country: for a subject, objects with a nationality do not count;
    who suffers is not of the country of a foreign deed's doer either, where he is a civilian.
    """
    notes = [n for n in v.notes if n.best.kind in PEOPLE and not n.aloof and n.best.country not in INTERNATIONAL]
    set_in = {n.best.country for n in notes if _locative(v, n.last) and _verb(v, n.last) == _verb(v, head)}
    if len(set_in) == 1:
        return next(iter(set_in))
    own = _side(v, head)
    apart = own == "subject" or (own == "object" and civil)
    here = {n.best.country for n in notes if not apart or _side(v, n.last) in ("", own)}
    return next(iter(here)) if len(here) == 1 else None


def _locative(v: View, i: int) -> bool:
    governor = v.sentence.tokens[v.sentence.tokens[i].head]
    return governor.dep in ("prep", "advmod") and governor.lemma in words("locative")


def _verb(v: View, i: int) -> int:
    """The verb of the clause that the word at `i` stands in."""
    tokens = v.sentence.tokens
    while tokens[i].head != i and (tokens[i].pos not in ("VERB", "AUX") or tokens[i].dep == "conj"):
        i = tokens[i].head
    return i


def _foreign(v: View, head: int, country: str) -> bool:
    """Whether the only party that the sentence gives this country stands on the other side of the deed."""
    own = _side(v, head)
    sides = {_side(v, n.last) for n in v.notes if n.best.kind in PEOPLE and n.best.country == country and not n.aloof}
    return own == "subject" and sides == {"object"}


def _side(v: View, i: int) -> str:
    """Whether the word at `i` belongs to the `subject` or the `object` of its clause; '' where to neither."""
    tokens = v.sentence.tokens
    while tokens[i].head != i:
        dep = tokens[i].dep
        if dep in SUBJECTS:
            return "subject"
        if dep in ("dobj", "dative", "agent"):
            return "object"
        if tokens[i].pos in ("VERB", "AUX"):
            return ""
        i = tokens[i].head
    return ""


def uniformed(cast: Cast, v: View, said: Reading) -> Reading:
    """Bare 'officers' are police where the text speaks of police and not of an army."""
    if v.sentence.tokens[said.head].lemma not in words("uniformed") or said.sector != "MIL":
        return said
    spoken = {s for s, nouns in (("COP", "police_nouns"), ("MIL", "army_nouns")) if words(nouns) & cast.nouns.keys()}
    return replace(said, sector="COP", by=f"{said.name} are police in this text") if spoken == {"COP"} else said
