"""The cast of a document: who is introduced in it, with which role, and which countries it speaks of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.records import Document, Sentence, Token
from dragoman.resolve.issuers import country_of, issuer_of
from dragoman.resolve.kb import Entry, knowledge, twins, words
from dragoman.resolve.names import acronym, key, norm
from dragoman.resolve.notes import Note, annotate, spoken_of
from dragoman.resolve.office import held_on, in_office
from dragoman.resolve.phrase import name_tokens, read
from dragoman.resolve.views import INTERNATIONAL, NOMINAL, Reading, View, below, view

WEIGHTS = {"name": 1.0, "seat": 0.8, "noun": 1.0, "adj": 1.0, "entity": 0.6, "region": 0.5, "place": 0.3}
HEADLINE = 1.5
PERSON = 0.8
AT_HOME = 0.75  # less is a chance mention, such as one city
NOT_NAMES = frozenset(("DATE", "TIME", "MONEY", "QUANTITY", "PERCENT", "CARDINAL", "ORDINAL", "LANGUAGE", "LAW"))
Party = tuple[str, str, str]
OWN = "the document's own words"
ARMED = frozenset(("REB", "UAF", "PRM"))


@dataclass(frozen=True, slots=True)
class Introduction:
    """A name with what the text says of its bearer, and where (character offset)."""

    start: int
    reading: Reading


@dataclass(frozen=True, slots=True)
class Cast:
    """Who appears in one document.

    `people` are the names with their introductions, by lookup form of the whole name and of its last word;
    `offices` the same by the noun of the office, for "the minister". `parties` are (country, GOV or REB,
    name of an armed group) with weights, most spoken of first; `tails` organisations by their last word, for
    "the Fund"; `nouns` where (sentence, token) each role noun is used. `home` is the country that bare words such as
    "the army" mean; `issuer` the country whose official text this is.
    """

    document: Document
    views: tuple[View, ...]
    people: dict[str, tuple[Introduction, ...]]
    countries: dict[str, float]
    parties: tuple[tuple[Party, float], ...]
    offices: dict[str, tuple[Introduction, ...]]
    tails: dict[str, tuple[Entry, ...]]
    nouns: dict[str, tuple[tuple[int, int], ...]]
    home: str | None
    issuer: str | None


def cast(document: Document, sentences: Sequence[Sentence]) -> Cast:
    """Read `document` once: names with titles and appositions, acronyms, sides, and the countries it speaks of.

    `sentences` are those of the document, in order. Costs about 0.01 ms a word; returns a value to give to
    `resolve` with every role slot.
    """
    known = knowledge()
    own: dict[str, tuple[Entry, ...]] = {}
    views: list[View] = []
    people: dict[str, list[Introduction]] = {}
    spoken_first = spoken_of(sentences, known)
    for sentence in sentences:
        seen = view(sentence, annotate(sentence, known, own, spoken_first))
        if _acronyms(seen, own):
            seen = view(sentence, annotate(sentence, known, own, spoken_first))
        views.append(seen)
        for name, reading in introductions(seen):
            start = sentence.tokens[reading.head].start
            for k in _keys(name):
                people.setdefault(k, []).append(Introduction(start, reading))
    views = _disambiguated(_without_namesakes(views, people))
    issuer = issuer_of(document, views)
    stated, at_home = _present(document, people)
    spoken = _spoken_of(document, views)
    countries = _summed((spoken, 1.0), (stated, PERSON), (at_home, PERSON))
    homely = _summed((spoken, 1.0), (at_home, 1.5))
    home = issuer or next((c for c, w in homely.items() if c not in INTERNATIONAL and w >= AT_HOME), None)
    told = {k: tuple(v) for k, v in people.items()}
    parties = _parties(views, _summed((stated, 1.0), (at_home, 1.0)))
    return Cast(
        document, tuple(views), told, countries, parties, _offices(told), _tails(views), _nouns(views), home, issuer
    )


def _nouns(views: Sequence[View]) -> dict[str, tuple[tuple[int, int], ...]]:
    out: dict[str, list[tuple[int, int]]] = {}
    for index, seen in enumerate(views):
        for note in seen.notes:
            if note.best.kind == "role" or (note.best.kind == "entity" and _common(seen.sentence.tokens[note.last])):
                out.setdefault(seen.sentence.tokens[note.last].lemma, []).append((index, note.last))
    return {k: tuple(v) for k, v in out.items()}


def _common(token: Token) -> bool:
    """'ministry' in the name "French Foreign Ministry": a word that "the ministry" takes up."""
    return any(e.kind == "role" and e.sort == "body" for e in knowledge().readings.get(norm(token.text), ())[:1])


def _tails(views: Sequence[View]) -> dict[str, tuple[Entry, ...]]:
    out: dict[str, tuple[Entry, ...]] = {}
    for seen in views:
        for note in seen.notes:
            if note.best.kind == "entity" and note.last > note.first:
                out.setdefault(norm(seen.sentence.tokens[note.last].text), note.readings)
    return out


def _offices(people: dict[str, tuple[Introduction, ...]]) -> dict[str, tuple[Introduction, ...]]:
    out: dict[str, list[Introduction]] = {}
    for name, told in people.items():
        for introduction in told:
            office = key(introduction.reading.office or "")
            if office and name == key(introduction.reading.name):
                out.setdefault(office.split(" of ")[0].split(" for ")[0].split()[-1], []).append(introduction)
    return {k: tuple(sorted(v, key=lambda i: i.start)) for k, v in out.items()}


def _keys(name: str) -> list[str]:
    whole = key(name)
    spelled = whole.split()
    return list(dict.fromkeys([whole, *spelled[-1:], *(spelled[:1] if 1 < len(spelled) < 4 else [])]))


def _acronyms(seen: View, own: dict[str, tuple[Entry, ...]]) -> bool:
    """Learn 'National Liberation Forces (FNL)'; True where something new was learnt."""
    tokens = seen.sentence.tokens
    fresh = False
    for i in range(1, len(tokens) - 2):
        short = tokens[i + 1].text
        if tokens[i].text != "(" or tokens[i + 2].text != ")" or not acronym(short) or norm(short) in own:
            continue
        if any(e.kind == "name" for e in knowledge().readings.get(norm(short), ())):
            continue
        note = seen.at[i - 1]
        if note is not None and note.best.kind in ("entity", "body"):
            own[norm(short)] = note.readings
            fresh = True
        elif tokens[i - 1].pos == "PROPN":
            fresh = _unknown_long_name(seen, i - 1, short, own) or fresh
    return fresh


def _unknown_long_name(seen: View, last: int, short: str, own: dict[str, tuple[Entry, ...]]) -> bool:
    """'Front for National Renewal (FNR)', whose letters or head noun say what it is."""
    tokens = seen.sentence.tokens
    letters = [c.lower() for c in short if c.isalpha()]
    first = last
    while first > 0 and (
        tokens[first - 1].pos == "PROPN" or tokens[first - 1].text in ("of", "for", "the", "and", "de")
    ):
        first -= 1
    while first < last and tokens[first].text.islower():
        first += 1
    if last - first < 1 or tokens[first].text[0].lower() not in letters:
        return False
    head = next((i for i in range(first, last + 1) if tokens[i].head < first or tokens[i].head > last), last)
    said = introduced(seen, head, range(first, last + 1))
    name = " ".join(t.text for t in tokens[first : last + 1])
    own[norm(short)] = (Entry("entity", name, said.country, said.sector, (), "named here", "exact", OWN),)
    return True


def introductions(seen: View) -> Iterator[tuple[str, Reading]]:
    """(name, reading) of every proper name in the sentence that is no state or known organisation."""
    for token in seen.sentence.tokens:
        if token.pos not in ("PROPN", "X") or token.dep in ("compound", "flat") or token.ent in NOT_NAMES:
            continue
        note = seen.at[token.i]
        if note is not None and not (token.ent == "PERSON" and note.best.kind in ("place", "region", "body")):
            continue
        parts = below(seen.sentence, token.i, range(len(seen.sentence.tokens)))
        reading = introduced(seen, token.i, parts)
        if reading.kind in ("person", "unknown") and reading.name:
            yield reading.name, reading


def introduced(seen: View, head: int, parts: Sequence[int]) -> Reading:
    """What is said of the name at `head`: by titles before it, else by an apposition or "X is the Y"."""
    said = read(seen, head, parts)
    if said.sector and said.country:
        return said
    for other in _described(seen, head):
        more = read(seen, other, below(seen.sentence, other, range(len(seen.sentence.tokens))))
        if more.kind not in ("role", "entity", "people"):
            continue
        kind = "person" if more.kind == "role" and said.kind != "person" and _human(more) else said.kind
        said = replace(
            said, kind=kind, country=said.country or more.country, sector=said.sector or more.sector,
            sectors=said.sectors or more.sectors, office=said.office or more.office, former=said.former or more.former,
            entries=said.entries or more.entries, by=said.by or more.by,
        )  # fmt: skip
    return said


def _human(said: Reading) -> bool:
    return bool(said.entries) and said.entries[0].sort in ("office", "person", "human")


def _described(seen: View, head: int) -> list[int]:
    """Heads of the phrases that describe the name: appositions on either side, and the complement of "is"."""
    tokens, children = seen.sentence.tokens, seen.sentence.children
    out = [k for k in children[head] if tokens[k].dep == "appos" and tokens[k].pos in NOMINAL]
    if tokens[head].dep == "appos":
        out.append(tokens[head].head)
    governor = tokens[head].head
    if tokens[head].dep == "pobj" and tokens[governor].lemma == "of" and _after_state(seen, head):
        out.append(tokens[governor].head)
    if tokens[head].dep == "nsubj" and tokens[governor].lemma == "be" and tokens[governor].dep == "ROOT":
        out += [k for k in children[governor] if tokens[k].dep == "attr"]
    return out + _led(seen, head) + _duties(seen, head)


def _duties(seen: View, head: int) -> list[int]:
    """'X, performing the duties of under secretary': the head of the office."""
    tokens, children = seen.sentence.tokens, seen.sentence.children
    verbs = [k for k in children[head] if tokens[k].lemma == "perform"]
    duties = [k for verb in verbs for k in children[verb] if tokens[k].lemma == "duty"]
    preps = [k for duty in duties for k in children[duty] if tokens[k].lemma == "of"]
    return [k for prep in preps for k in children[prep] if tokens[k].dep == "pobj"]


def _after_state(seen: View, head: int) -> bool:
    """'President of Chad Idriss Example': the name stands right behind the state."""
    run = name_tokens(seen, head, range(len(seen.sentence.tokens)))
    note = seen.at[run[0] - 1] if run[0] else None
    return note is not None and note.best.kind in ("name", "seat")


def _led(seen: View, head: int) -> list[int]:
    """Heads of what the name leads: 'a delegation led by X', 'the side was headed by X', 'X, who leads the mission'."""
    tokens, children = seen.sentence.tokens, seen.sentence.children
    governor = tokens[tokens[head].head]
    if (
        tokens[head].dep == "pobj"
        and governor.dep in ("agent", "prep")
        and tokens[governor.head].lemma in words("leading")
    ):
        verb = tokens[governor.head]
        out = [k for k in children[verb.i] if tokens[k].dep == "nsubjpass" and tokens[k].pos in NOMINAL]
        return [*out, verb.head] if verb.dep in ("acl", "relcl") else out
    verbs = [governor.i] if tokens[head].dep == "nsubj" else []
    verbs += [k for k in children[head] if tokens[k].dep == "relcl"]
    return [
        k for verb in verbs if tokens[verb].lemma in words("leading")
        for k in children[verb] if tokens[k].dep == "dobj" and tokens[k].pos in NOMINAL
    ]  # fmt: skip


def _without_namesakes(views: list[View], people: dict[str, list[Introduction]]) -> list[View]:
    """Places that are surnames of people whom the text introduces are those people."""
    persons = {k for k, told in people.items() if any(i.reading.kind == "person" for i in told)}

    def surname(seen: View, note: Note) -> bool:
        one = note.first == note.last and note.best.kind in ("place", "region", "body", "ethnic")
        return one and norm(seen.sentence.tokens[note.first].text) in persons

    return [
        view(seen.sentence, [n for n in seen.notes if not surname(seen, n)])
        if any(surname(seen, n) for n in seen.notes)
        else seen
        for seen in views
    ]


def _ambiguous(note: Note) -> bool:
    if note.best.kind == "epithet":
        return True
    kinds = WEIGHTS.keys() - ({"place"} if note.best.kind in ("adj", "noun") else set())  # "German" is no town
    return note.best.kind in WEIGHTS and len({e.country for e in note.readings if e.kind in kinds}) > 1


def _disambiguated(views: list[View]) -> list[View]:
    """Names that several states share (Tripoli, Congolese, Georgia): the one that the rest of the text speaks of."""
    if not any(_ambiguous(n) for seen in views for n in seen.notes):
        return views
    clear: Counter[str] = Counter()
    for seen in views:
        clear.update(n.best.country for n in seen.notes if n.best.country and not _ambiguous(n))
    return [view(seen.sentence, [c for n in seen.notes if (c := _chosen(n, clear))]) for seen in views]


def _chosen(note: Note, clear: Counter[str]) -> Note | None:
    if note.best.kind == "epithet":
        told = {e.country: clear[e.country or ""] + clear[twins().get(e.country or "", "")] for e in note.readings}
        meant = [e for e in note.readings if e.kind != "epithet" or told[e.country]]
        meant.sort(key=lambda e: -told[e.country] if e.kind == "epithet" else 0)
        return replace(note, readings=tuple(meant)) if meant else None
    if not _ambiguous(note) or note.best.kind == "entity":
        return note
    ranked = sorted(note.readings, key=lambda e: -(clear[e.country or ""] if e.kind in WEIGHTS else -1))
    return replace(note, readings=tuple(ranked)) if clear[ranked[0].country or ""] else note


def _present(document: Document, people: dict[str, list[Introduction]]) -> tuple[dict[str, float], dict[str, float]]:
    """Country -> mentions of its people: those whom the text gives a country, and those only the office table does.

    The second are at home in the text: newspapers leave the country out where it goes without saying.
    """
    stated: dict[str, float] = defaultdict(float)
    at_home: dict[str, float] = defaultdict(float)
    for name, told in people.items():
        if " " in name or name != key(told[0].reading.name).rsplit(" ", 1)[-1]:
            continue
        said = max((i.reading for i in told), key=lambda r: (bool(r.country) + bool(r.sector), len(r.name)))
        if said.country:
            stated[said.country] += len(told)
        elif said.kind == "person":
            held = in_office(key(said.name), said, document.published, {})
            on = document.published
            if held is not None and (said.office or (on is not None and held_on(held.value, on) in ("in", "open"))):
                at_home[held.value.country] += len(told)
    return stated, at_home


def _spoken_of(document: Document, views: Sequence[View]) -> dict[str, float]:
    """Country -> how much the document speaks of it, people apart."""
    weight: dict[str, float] = defaultdict(float)
    for seen in views:
        factor = HEADLINE if seen.sentence.block == "headline" else 1.0
        for note in seen.notes:
            entry = note.best
            if entry.country and entry.kind in WEIGHTS:
                weight[entry.country] += factor * WEIGHTS[entry.kind] * (0.5 if note.aloof else 1.0)
    for text, bonus in ((document.dateline, 1.0), (document.publisher, 0.4), (document.title, 0.5)):
        named = country_of(text)
        if named:
            weight[named] += bonus
    return weight


def _summed(*parts: tuple[dict[str, float], float]) -> dict[str, float]:
    """Weighted sum of several country weights, greatest first."""
    out: dict[str, float] = defaultdict(float)
    for weights, factor in parts:
        for country, weight in weights.items():
            out[country] += factor * weight
    return dict(sorted(out.items(), key=lambda kv: -kv[1]))  # of two as great the one named first


def _parties(views: Sequence[View], present: dict[str, float]) -> tuple[tuple[Party, float], ...]:
    weight: dict[Party, float] = defaultdict(float)
    for seen in views:
        for party in parties_in(seen):
            weight[party] += HEADLINE if seen.sentence.block == "headline" else 1.0
    for country, mentions in present.items():
        weight[(country, "GOV", "")] += PERSON * mentions
    return tuple(sorted(weight.items(), key=lambda kv: (-kv[1], kv[0])))


def parties_in(seen: View) -> list[Party]:
    """(country, GOV or REB, name of an armed group) for every mention of a state or an armed group in a sentence."""
    out: list[Party] = []
    for note in seen.notes:
        entry = note.best
        if not entry.country or entry.kind not in WEIGHTS or note.aloof or entry.sector in ("JRN", "SOC", "BUS"):
            continue
        armed = entry.sector in ARMED
        out.append((entry.country, "REB" if armed else "GOV", entry.name if armed else ""))
    return out
