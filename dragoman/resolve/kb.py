"""The tables of data/actors, loaded once: what words can name, and who held which office when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from dragoman.errors import InputError
from dragoman.resolve import own, own_index
from dragoman.resolve.names import acronym, key, one_spelling

DATA = Path(__file__).parent.parent / "data" / "actors"
OPENING = 2  # letters of a second word that tell most phrases from names
STATES = ("name", "seat", "noun", "adj", "region", "ethnic", "place")
# What wins where the same words can be several things, best first.
ORDER = ("epithet", "name", "seat", "entity", "noun", "adj", "role", "area", "region", "ethnic", "body", "place")


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading of some words.

    `kind` is `name`, `adj`, `noun` (a people), `seat` (a capital or seat of power), `region`, `ethnic`, `place`,
    `epithet` ("the Kingdom": of several states the one that the text speaks of), all of which point to a state;
    `area` (no actor), `entity` (organisation, group, agency), `body` (the same, from the factbook, believed only
    where the document speaks of its country) or `role` (a noun for what someone is).
    `case` is `the` (or, in small letters too, `the any`) for names that need "the" before them, `exact` for
    acronyms of up to three letters, `loud` for longer ones, `small` for common nouns in small letters, `upper`
    where the name has a capital, else `any`.
    """

    kind: str
    name: str
    country: str | None
    sector: str | None
    sectors: tuple[str, ...] = ()
    sort: str = ""
    case: str = "any"
    source: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Officer:
    """Who held an office of a state from when to when, as ISO dates cut to what the source says.

    `end` is '' where the source gives none; then `known` is the last day or month of which the source speaks. All
    three are '' where a user says nothing of time. `names` are the lookup forms of the person's full names, if listed.
    `gone` is the day by which another row shows the office to have ended: its end, or the start of who came next.
    """

    person: str
    surname: str
    office: str
    country: str
    start: str
    end: str
    known: str
    source: str
    sector: str = "GOV"
    id: str = ""
    names: tuple[str, ...] = ()
    gone: str = ""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that is known: readings by lookup form, the longest reading (in words) by first word, officers by surname.

    `pairs` are the first words of readings of several words, each with the first letters of the second word.
    """

    readings: dict[str, tuple[Entry, ...]]
    longest: dict[str, int]
    officers: dict[str, tuple[Officer, ...]]
    states: dict[str, str]
    pairs: frozenset[tuple[str, str]]


def rows(name: str) -> Iterator[dict[str, str]]:
    """Rows of one table of data/actors; lines that start with # are comments.

    Raises InputError naming the file and the line where the table is missing or a row has not the header's columns.
    """
    path = DATA / name
    if not path.exists():
        raise InputError(f"{path}: the table is missing; reinstall the package")
    header: list[str] = []
    with path.open(encoding="utf-8", newline="") as lines:
        for number, line in enumerate(lines, 1):
            if line.startswith("#"):
                continue
            cells = line.rstrip("\r\n").split("\t")
            if not header:
                header = cells
            elif len(cells) != len(header):
                raise InputError(f"{path}, line {number}: {len(cells)} columns, the header has {len(header)}")
            else:
                yield dict(zip(header, cells, strict=True))


def _case(name: str) -> str:
    if name.lower().startswith("the "):
        return "the" if any(c.isupper() for c in name[4:]) else "the any"
    if acronym(name):
        return "exact" if len(name.replace(".", "")) < 4 or key(name) in words("capitals_only") else "loud"
    return "upper" if any(c.isupper() for c in name) else "any"


def _split(cell: str) -> list[str]:
    return [c.strip() for c in cell.split("|") if c.strip()]


def _entry(kind: str, word: str, row: dict[str, str], **more: str) -> tuple[str, Entry]:
    others = tuple(s for s in row.get("sectors", "").replace(",", "|").split("|") if s)
    case = "any" if kind == "role" and word.islower() and not word.startswith("the ") else _case(word)
    name = more.get("name", row.get("name", word))
    return word, Entry(
        kind,
        name,
        row.get("country") or None,
        row.get("sector") or None,
        others,
        more.get("sort", ""),
        case,
        row["source"],
    )


def _country_entries() -> Iterator[tuple[str, Entry]]:
    for row in rows("countries.tsv"):
        fact = {"country": row["folds_into"] or row["code"], "source": row["source"], "name": row["name"]}
        adjectives, nouns = _split(row["adjectives"]), _split(row["nouns"])
        people = {w.lower() for w in adjectives + nouns}
        for word in _split(row["names"]):
            if word.lower() not in people:
                yield _entry("name", word, fact)
        for word in adjectives:
            yield _entry("adj", word, fact)
        for word in nouns:
            yield _entry("noun", word, fact)
        for word in _split(row["capitals"]):
            shy = key(word).replace(" ", "_") in words("shy_seats")  # Victoria, Hamilton: first names and towns too
            yield _entry("epithet" if shy else "seat", word, {**fact, "sector": "GOV"})


def _vocabulary_entries(states: dict[str, str]) -> Iterator[tuple[str, Entry]]:
    for row in rows("vocabulary.tsv"):
        name = states.get(row["country"], row["name"])
        word, entry = _entry(row["kind"], row["name"], row, name=name)
        yield word, replace(entry, case="prefix") if word.endswith("-") else entry
        if row["kind"] == "adj" and row["name"].endswith(("n", "i")):
            yield _entry("noun", row["name"] + "s", row, name=name)


def _named_entries() -> Iterator[tuple[str, Entry]]:
    for table, kind in (("organisations.tsv", "entity"), ("groups.tsv", "entity"), ("agencies.tsv", "entity")):
        for row in rows(table):
            kept = "body" if row["kind"] == "shy" else kind  # believed only where the text speaks of that state
            for word in [row["name"], *_split(row["aliases"])]:
                yield _entry(kept, word, row, sort=row["kind"])
    for row in rows("bodies.tsv"):
        for word in [row["name"], *(a for a in _split(row["aliases"]) if len(a) > 2)]:
            yield _entry("body", word, row)


def _says_country(phrase: str, entry: Entry, found: dict[str, list[Entry]]) -> bool:
    """'Nigerian Army', 'Supreme Court of Chad': a body whose own name says whose it is."""
    parts = phrase.split(" ")
    spans = (" ".join(parts[i:k]) for i in range(len(parts)) for k in range(i + 1, min(i + 3, len(parts)) + 1))
    return len(parts) > 1 and any(
        e.country == entry.country for s in spans for e in found.get(s, ()) if e.kind in ("name", "adj")
    )


def _role_entries() -> Iterator[tuple[str, Entry]]:
    for row in rows("roles.tsv"):
        fact = {"sector": row["sector"], "sectors": row["others"], "source": row["source"], "name": row["noun"]}
        word, entry = _entry("role", row["noun"], fact, sort=row["kind"])
        yield word, replace(entry, case="small") if row["kind"] == "human" else entry


def _people_entries() -> Iterator[tuple[str, Entry]]:
    for row in rows("people.tsv"):
        yield row["noun"], Entry("role", row["noun"], None, row["sector"], (), "human", "small", row["source"])


def _place_entries() -> Iterator[tuple[str, Entry]]:
    for row in rows("places.tsv"):
        if key(row["name"]) not in words("not_places"):
            yield _entry("place", row["name"], row, sort=row["kind"])


def _own_entries(theirs: tuple[own.OwnActor, ...]) -> Iterator[tuple[str, Entry]]:
    """The user's actors that hold no office: organisations, groups, and people known by what they are."""
    for a in theirs:
        for word in (a.name, *a.aliases) if not a.office else ():
            yield word, Entry("entity", a.name, a.country, a.sector, (), "own", _case(word), a.source, a.id)


def _own_officers(theirs: tuple[own.OwnActor, ...]) -> Iterator[tuple[str, Officer]]:
    for a in theirs:
        if a.office:
            names = tuple(dict.fromkeys(key(word) for word in (a.name, *a.aliases)))
            surname = a.name.rsplit(" ", 1)[-1]
            for k in dict.fromkeys((*names, *(n.rsplit(" ", 1)[-1] for n in names))):
                yield (
                    k,
                    Officer(a.name, surname, a.office, a.country, a.start, a.end, "", a.source, a.sector, a.id, names),
                )


def _officers(theirs: tuple[own.OwnActor, ...]) -> dict[str, tuple[Officer, ...]]:
    found: dict[str, list[Officer]] = {}
    for k, officer in _own_officers(theirs):
        found.setdefault(k, []).append(officer)
    listed = list(rows("officeholders.tsv"))
    ends, nexts = _ends(listed), _successions(listed)
    for r in listed:
        same = (r["country"], key(r["surname"]).split()[-1], r["from"])
        gone = "" if r["to"] else ends.get(same) or _next(nexts.get((r["country"], r["office"]), ()), r)
        officer = Officer(
            r["person"], r["surname"], r["office"], r["country"], r["from"], r["to"], r["known_until"], r["source"],
            gone=gone,
        )  # fmt: skip
        spelled = key(r["person"]).split()
        double = spelled[-2:-1] if len(spelled) > 2 and len(spelled[-2]) > 3 else []  # Alvaro Uribe Velez
        for k in (key(r["surname"]), key(r["person"]), key(r["surname"]).split()[-1], *double):
            if officer not in found.setdefault(one_spelling(k), []):
                found[one_spelling(k)].append(officer)
    return {k: tuple(v) for k, v in found.items()}


def _ends(listed: list[dict[str, str]]) -> dict[tuple[str, str, str], str]:
    """(country, surname, start) -> end of each term whose end a source gives."""
    return {(r["country"], key(r["surname"]).split()[-1], r["from"]): r["to"] for r in listed if r["to"]}


def _successions(listed: list[dict[str, str]]) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """(country, office) -> (start, surname) of all who held it, in order; without offices that many hold at once."""
    out: dict[tuple[str, str], list[tuple[str, str]]] = {}
    together = Counter((r["country"], r["office"], r["known_until"]) for r in listed if r["known_until"])
    many = {k[:2] for k, n in together.items() if n > 1}
    for r in listed:
        if (r["country"], r["office"]) not in many:
            out.setdefault((r["country"], r["office"]), []).append((r["from"], r["surname"]))
    return {k: sorted(v) for k, v in out.items()}


def _next(held: Iterable[tuple[str, str]], row: dict[str, str]) -> str:
    """The start of the next other holder of an office that is filled once; '' where none is known, or by several."""
    later = [start for start, who in held if start > row["known_until"] and who != row["surname"]]
    return later[0] if later and row["office"] != "leader" else ""


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """The tables, read once, the user's own before ours; written vocabulary before built tables."""
    theirs = tuple(own.actors())
    return _knowledge(theirs) if theirs else shipped()


@lru_cache(maxsize=1)
def shipped() -> Knowledge:
    """The tables of the package alone, whatever the user has."""
    return _knowledge(())


def _knowledge(theirs: tuple[own.OwnActor, ...]) -> Knowledge:
    states = {r["code"]: r["name"] for r in rows("countries.tsv")}
    found: dict[str, list[Entry]] = {}
    sources: Iterable[Iterator[tuple[str, Entry]]] = (
        _own_entries(theirs), _vocabulary_entries(states), _country_entries(), _named_entries(), _role_entries(),
        _people_entries(), _place_entries(),
    )  # fmt: skip
    for source in sources:
        for word, entry in source:
            found.setdefault(key(word).removeprefix("the "), []).append(entry)
    found.pop("", None)
    longest: dict[str, int] = {}
    readings: dict[str, tuple[Entry, ...]] = {}
    for k, entries in found.items():
        if any(e.kind == "body" for e in entries):
            sure = {e for e in entries if e.kind == "body" and _says_country(k, e, found)}
            entries = [replace(e, kind="entity") if e in sure else e for e in entries]
        first = k.split(" ", 1)[0]
        longest[first] = max(longest.get(first, 1), k.count(" ") + 1)
        readings[k] = tuple(sorted(entries, key=lambda e: ORDER.index(e.kind))) if len(entries) > 1 else (entries[0],)
    pairs = frozenset((w[0], w[1][:OPENING]) for k in readings if len(w := k.split(" ", 2)) > 1)
    return Knowledge(readings, longest, _officers(theirs), states, pairs)


@lru_cache(maxsize=32768)
def indexed(phrase: str) -> tuple[Entry, ...]:
    """Organisations that the user's index from Wikidata has under a lookup form; as `body`, so believed with care."""
    source = f"Wikidata, {own_index.dump()}" if own_index.there() else ""
    return tuple(
        Entry("body", b.label, b.country, b.sector, (), "", _case(b.word), f"{source}, {b.id}", b.id)
        for b in own_index.bodies(phrase)
    )


def identified(entry: Entry) -> str | None:
    """The identifier that a source gives for a state, organisation or group; None for other readings."""
    if entry.kind == "name" and entry.country and knowledge().states.get(entry.country) == entry.name:
        return own_index.state(entry.country)
    return (entry.id or None) if entry.kind in ("entity", "body") else None


def cited(entry: Entry) -> str:
    """The source of what a user brought, in brackets, for a reason; '' for what the package knows."""
    return f" ({entry.source})" if entry.sort == "own" or entry.id else ""


@lru_cache(maxsize=32768)
def officers(name: str) -> tuple[Officer, ...]:
    """Who held office under a lookup form (surname or full name): the user's own, those of his index, ours."""
    known = knowledge().officers.get(one_spelling(name), ())
    theirs = sum(o.names != () for o in known)
    source = f"Wikidata, {own_index.dump()}" if own_index.there() else ""
    index = (
        Officer(
            h.person, h.person.rsplit(" ", 1)[-1], h.office, h.country, h.start, h.end, h.seen, f"{source}, {h.id}",
            h.sector, h.id, h.names,
        ) for h in own_index.holders(name)
    )  # fmt: skip
    return (*known[:theirs], *index, *known[theirs:])


@lru_cache(maxsize=1)
def state_keys() -> tuple[str, ...]:
    """Lookup forms of single-word names of states, for the reading of misspellings."""
    return tuple(k for k, es in knowledge().readings.items() if " " not in k and len(k) > 4 and es[0].kind == "name")


@lru_cache(maxsize=64)
def words(listing: str) -> frozenset[str]:
    """One word list of words.tsv; KeyError where there is no such list."""
    return _word_lists()[listing]


@lru_cache(maxsize=1)
def default_offices() -> dict[str, str]:
    """Lookup form of an office -> the one country that needs not be named with it ("Secretary of State")."""
    lists = {k.removeprefix("office_of_"): v for k, v in _word_lists().items() if k.startswith("office_of_")}
    return {office.replace("_", " "): country for country, offices in lists.items() for office in offices}


@lru_cache(maxsize=1)
def sole_offices() -> dict[str, str]:
    """Lookup form of an office that one state alone has, wherever it is held ("nuncio") -> that state."""
    lists = {k.removeprefix("sole_office_of_"): v for k, v in _word_lists().items() if k.startswith("sole_office_of_")}
    return {office.replace("_", " "): country for country, offices in lists.items() for office in offices}


@lru_cache(maxsize=1)
def twins() -> dict[str, str]:
    """State -> the other one of a pair, of which a text that names one alone speaks too ("the North")."""
    return dict(pair.split("=") for pair in words("twins"))


def sharing(country: str) -> frozenset[str]:
    """States that have offices of the same names as those of `country` in `default_offices`."""
    return _word_lists().get(f"shares_office_of_{country}", frozenset())


@lru_cache(maxsize=1)
def _word_lists() -> dict[str, frozenset[str]]:
    return {r["list"]: frozenset(r["words"].split()) for r in rows("words.tsv")}


@lru_cache(maxsize=1)
def role_keys() -> dict[str, tuple[str, ...]]:
    """Lookup forms of long single-word role nouns by first letter, for the reading of misspellings."""
    found: dict[str, list[str]] = {}
    for k, es in knowledge().readings.items():
        if " " not in k and len(k) > 7 and es[0].kind == "role":
            found.setdefault(k[0], []).append(k)
    return {k: tuple(v) for k, v in found.items()}
