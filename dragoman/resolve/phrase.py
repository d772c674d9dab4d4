"""Reading one noun phrase: its head, what stands beside it, and the country, sector and office that they give.

Nothing here knows the document: what a phrase leaves open ("the army") stays None for the cast to fill.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from dragoman.grammar import SUBJECTS
from dragoman.records import Token
from dragoman.resolve.kb import Entry, cited, knowledge, role_keys, sole_offices, words
from dragoman.resolve.names import near, norm
from dragoman.resolve.notes import Note
from dragoman.resolve.views import INTERNATIONAL, MODIFIERS, PEOPLE, WEAK, Reading, View

FORMER_COUNTS_FOR = frozenset(("GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY", None))
LONG_NAME = 3  # words
NATIONAL = ("name", "adj", "noun", "entity")
TITLES = ("office", "person", "human", "weak")
BESIDE = frozenset(("", "poss", "of", "from", "at", "for"))


def name_tokens(v: View, head: int, parts: Sequence[int]) -> list[int]:
    """Tokens of the name that ends in `head`: the capitalised words before it that are no role and no state."""
    tokens = v.sentence.tokens
    allowed = set(parts)
    out = [head]
    i = head - 1
    while i in allowed and (_namely(tokens[i]) or tokens[i].text in ("-", "'", ".")) and not _claimed(v.at[i], head):
        out.insert(0, i)
        i -= 1
    if tokens[head].ent == "PERSON":
        titled = out[0] > 0 and v.at[out[0] - 1] is not None  # "Secretary of State Antony J. Example"
        while len(out) > (LONG_NAME if titled else 1) and tokens[out[0]].ent != "PERSON":
            out.pop(0)
    while len(out) > 1 and tokens[out[0]].text in ("-", "'", "."):
        out.pop(0)
    return out


def _namely(token: Token) -> bool:
    return token.pos in ("PROPN", "X") or token.text[0].isupper() or token.text.lower() in words("name_particles")


def _claimed(note: Note | None, head: int) -> bool:
    if note is None or note.first <= head <= note.last:
        return False
    return note.best.kind in ("role", "name", "noun", "adj", "entity", "seat")


def former(v: View, parts: Sequence[int], head: int) -> bool:
    """Whether "former", "ex-" or the like stands before the office."""
    tokens = v.sentence.tokens
    before = [tokens[i] for i in parts if i <= head]
    return any(t.lemma in words("former") or t.text.lower().startswith("ex-") for t in before)


def _under(v: View, i: int, head: int) -> str:
    """The preposition (or '') over token `i` nearest below `head`, one of direction before others; 'poss' where it is
    a possessor. Above a title its bearer's name counts as the head."""
    tokens, towards = v.sentence.tokens, words("towards")
    k, found, far = i, "", ""  # far: "guilty of selling arms to a Chadian group" says nothing of the guilty one
    ends = (head, tokens[head].head if tokens[head].dep in MODIFIERS else head)
    for _ in range(12):
        if k in ends or tokens[k].head == k:
            break
        if tokens[k].dep == "prep":
            found = "of" if tokens[tokens[k].head].lemma in words("loyal") else tokens[k].lemma
            far = far or (found if found in towards else "")
        elif tokens[k].dep == "pcomp" and tokens[k].pos == "VERB":
            return "to"  # "the government for releasing pages of a Chadian report"
        elif tokens[k].dep == "poss" and not found:
            found = "poss"
        k = tokens[k].head
    return far if far and k in ends else found


def located(v: View, parts: Sequence[int], head: int, skip: Note | None) -> list[tuple[Entry, str, int]]:
    """(reading, preposition, token) of the states and organisations beside `head`, best first."""
    found = []
    towards = words("towards")
    for note in {id(n): n for n in (v.at[i] for i in parts) if n}.values():
        if note is skip or note.aloof or note.best.kind == "role" or not note.best.country:
            continue
        if v.sentence.tokens[note.last].ent == "PERSON" and note.best.kind in ("place", "region", "body"):
            continue
        how = _under(v, note.last, head)
        if how in towards:
            continue
        behind = 3 if note.best.kind == "ethnic" else 2 if how not in ("", "poss", "of") else 0
        rank = (behind, 1 if note.best.kind in ("place", "body") else 0)
        found.append((rank, note.first, note.best, how))
    found.sort(key=lambda f: (f[0], f[1]))
    return [(entry, how, at) for _, at, entry, how in found]


def role_reading(v: View, head: int, parts: Sequence[int], note: Note) -> Reading:
    """A phrase whose head is a role noun: sector by the noun, or by what stands before it where the noun is weak."""
    entry = next((e for e in note.readings if e.kind == "role"), note.best)
    around = located(v, parts, head, note)
    organised = (e for e, how, _ in around if e.kind in ("entity", "body") and how in BESIDE)
    entity = next(organised, None)
    country = around[0][0].country if around else None
    country = sole_offices().get(entry.name, country)
    if country in INTERNATIONAL and entry.name in (
        "ambassador",
        "representative",
        "mission",
        "permanent representative",
    ):
        country = next((e.country for e, _, _ in around if e.kind in PEOPLE), country)
    sector, others = _sector(v, head, parts, note, entry, entity)
    if around and "PRE" in (around[0][0].sector, *around[0][0].sectors):
        others = (*others, "PRE")
    past = former(v, parts, head) and entry.sort != "body" and (sector in FORMER_COUNTS_FOR or entry.sort in WEAK)
    text = " ".join(v.sentence.tokens[i].text for i in range(note.first, note.last + 1))
    by = f"{text} is {sector}" if sector else f"{text} has no sector of its own"
    if around:
        by += f", {v.sentence.tokens[around[0][2]].text} gives {country}"
    return Reading(
        "role", _named_role(v, parts, note), head, country, "ELI" if past else sector, others,
        _office(v, parts, note), (entry,),
        v.sentence.tokens[head].tag in ("NNS", "NNPS"), past, by + (", no longer in office" if past else ""),
    )  # fmt: skip


def _named_role(v: View, parts: Sequence[int], note: Note) -> str:
    """'Jordanian foreign ministry': the noun with the nationality or body right before it, for the eyes of users."""
    first = note.first
    while first - 1 in parts and (before := v.at[first - 1]) is not None and before.best.kind in NATIONAL:
        first = before.first
    return _joined(v, range(first, note.last + 1))


def _office(v: View, parts: Sequence[int], note: Note) -> str:
    tokens = v.sentence.tokens
    stays, prefix = words("stays_in_office"), words("office_prefix")
    first, last = note.first, note.last
    while first - 1 in parts and (tokens[first - 1].text.lower() in stays or tokens[first - 1].text.lower() in prefix):
        first -= 1
    if last + 2 in parts and tokens[last + 1].text == "-" and tokens[last + 2].lemma in stays:
        last += 2
    return _joined(v, range(first, last + 1))


def _beside(v: View, head: int, parts: Sequence[int], note: Note) -> Entry | None:
    """The role noun that says what a weak noun is of: the last before it, else the first after it."""
    tokens = v.sentence.tokens
    found = [
        n for n in {id(n): n for n in (v.at[i] for i in parts) if n}.values()
        if n is not note and n.best.kind == "role" and n.best.sector and not n.aloof
        and _under(v, n.last, head) in BESIDE and (tokens[n.last].pos != "PROPN" or n.last < note.first)
    ]  # fmt: skip
    before = [n for n in found if n.last < note.first]
    return before[-1].best if before else found[0].best if found else None


def _sector(
    v: View, head: int, parts: Sequence[int], note: Note, entry: Entry, entity: Entry | None
) -> tuple[str | None, tuple[str, ...]]:
    role = _beside(v, head, parts, note)
    armed = entity if entity and entity.sector in ("REB", "PRM") else None
    if _coalition(v, head, parts):
        return "MIL", ()
    if v.sentence.tokens[head].lemma in words("followers"):
        return ("REB", ()) if armed else ("OPP", ()) if role and former(v, parts, parts[-1]) else ("CVL", ())
    captive = v.sentence.tokens[head].lemma in words("captives")
    if armed and (entry.sort in WEAK or captive or entry.sector in ("UAF", "MIL", "PTY", None)):
        return armed.sector, ()
    if entity and entity.sector == "JRN" and entry.sector in ("LAB", "CVL"):
        return entity.sector, entity.sectors
    if role and role.sort == "body" and entry.sort == "human":
        return role.sector, role.sectors
    if entry.sort in WEAK and entity and entity.sector:
        return entity.sector, entity.sectors
    if role and (entry.sort in WEAK or (role.sector in ("REB", "OPP") and entry.sector in ("MIL", "UAF", "PTY"))):
        return role.sector, role.sectors
    return entry.sector, entry.sectors


def _coalition(v: View, head: int, parts: Sequence[int]) -> bool:
    """'the US-led coalition', 'the coalition of X and Y': of states, not of the parties of one."""
    tokens = v.sentence.tokens
    if tokens[head].lemma not in words("coalitions"):
        return False
    led = any(tokens[i].text == "led" and tokens[i - 1].text == "-" for i in parts if i)
    states = {n.best.country for i in parts if i > head and (n := v.at[i]) and n.best.kind == "name"}
    joined = any(tokens[k].dep == "conj" for i in parts if i > head and v.at[i] for k in v.sentence.children[i])
    return led or (bool(states) and joined)


def read(v: View, head: int, parts: Sequence[int]) -> Reading:
    """What the phrase with `head` says by itself; `parts` are the tokens that belong to it."""
    token, note = v.sentence.tokens[head], v.at[head]
    if token.pos == "PRON" and note is None:
        return Reading("pronoun", token.text, head, plural=token.text.lower() in words("plural"))
    if note is not None and not note.aloof and not _part_of_name(v, note, head):
        return _by_note(v, head, parts, note)
    if token.pos in ("PROPN", "X") or token.ent == "PERSON":
        return person_reading(v, head, parts)
    if token.pos == "NOUN" and note is None and len(token.text) > 7 and located(v, parts, head, None):
        return _misspelt_role(v, head, parts)
    return Reading("none", token.text, head)


def _misspelt_role(v: View, head: int, parts: Sequence[int]) -> Reading:
    """'UN peackeepers': a role noun with one letter wrong, only beside a state or an organisation."""
    token = v.sentence.tokens[head]
    for form in dict.fromkeys((norm(token.text), norm(token.lemma), norm(token.text).removesuffix("s"))):
        if found := _role_near(form):
            return role_reading(v, head, parts, Note(head, head, knowledge().readings[found]))
    return Reading("none", token.text, head)


@lru_cache(maxsize=8192)
def _role_near(form: str) -> str | None:
    """The long role noun that differs from a lookup form by one letter, None where there is none."""
    return next((k for k in role_keys().get(form[:1], ()) if near(form, k)), None)


def _part_of_name(v: View, note: Note, head: int) -> bool:
    """'Jordan' in 'Michael Jordan', 'Prince' in 'Erik Prince': a word of a person's name."""
    token = v.sentence.tokens[head]
    if token.ent != "PERSON" or note.first == 0 or note.best.kind == "entity":
        return False
    before = v.sentence.tokens[note.first - 1]
    return before.ent == "PERSON" and before.pos == "PROPN" and v.at[before.i] is None and token.pos == "PROPN"


def _by_note(v: View, head: int, parts: Sequence[int], note: Note) -> Reading:
    best, token = note.best, v.sentence.tokens[head]
    text = _joined(v, range(note.first, note.last + 1))
    plural = token.tag in ("NNS", "NNPS") or text.endswith("s")
    if best.kind == "role":
        return role_reading(v, head, parts, note)
    base = Reading("entity", best.name, head, best.country, best.sector, best.sectors, None, note.readings, plural)
    if best.kind == "area":
        return Reading("none", text, head)
    owner = _own_council(v, head, parts, note)
    if owner is not None:
        return replace(base, kind="state", name=text, country=owner.country, sector=best.sector or "GOV", entries=())
    if best.kind in ("entity", "body"):
        return replace(base, by=f"{text} is {best.name}{cited(best)}")
    if best.kind in ("name", "seat", "region", "place", "epithet"):
        acting = best.kind == "region" and token.dep in SUBJECTS
        sector = best.sector or ("GOV" if acting or best.kind in ("name", "epithet") else None)
        return replace(base, kind="state", sector=sector, by=f"{text} stands for {best.country}")
    governor = _modified(v, token)
    if governor is not None:
        return _adjective(v, base, text, governor)
    around = [v.sentence.tokens[i].text.lower() for i in parts if not note.first <= i <= note.last]
    if plural and around == ["the"]:  # "the Saudis" bought arms: their government
        return replace(base, kind="people", sector=best.sector or "GOV", by=f"{text} stands for {best.country}")
    return replace(base, kind="people", sector=best.sector or "CVL", by=f"{text} are people of {best.country}")


def _own_council(v: View, head: int, parts: Sequence[int], note: Note) -> Entry | None:
    """The state whose own 'Security Council' or 'Supreme Court' it is, where a state stands beside the name."""
    text = " ".join(norm(v.sentence.tokens[i].text) for i in range(note.first, note.last + 1))
    if note.best.country not in INTERNATIONAL or text.replace(" ", "_") not in words("common_bodies"):
        return None
    beside = (e for e, how, _ in located(v, parts, head, note) if how in BESIDE and e.country not in INTERNATIONAL)
    return next(beside, None)


def _modified(v: View, token: Token) -> int | None:
    """The noun that an adjective of nationality modifies, through coordination ("Kenyan and Sudanese envoys")."""
    if token.tag in ("NNS", "NNPS"):
        return None
    # "Kenyan and Sudanese envoys" parsed as "a Kenyan, and Sudanese envoys"
    tokens, children = v.sentence.tokens, v.sentence.children
    follower = next((k for k in children[token.i] if tokens[k].dep == "conj"), token.i)
    note = v.at[follower]
    if note and note.best.kind == "role" and any(tokens[k].dep == "amod" for k in children[follower]):
        return follower
    while token.dep == "conj" and token.head < token.i:
        token = v.sentence.tokens[token.head]
    return token.head if token.dep in ("amod", "compound", "nmod", "poss") else None


def _adjective(v: View, base: Reading, text: str, governor: int) -> Reading:
    """'Kenyan' alone out of 'a Kenyan envoy': the state, with the sector of the noun where that is a role."""
    note = v.at[governor]
    role = note.best if note and note.best.kind == "role" else None
    civil = "CVL" if v.sentence.tokens[governor].lemma in words("civil_nouns") else "GOV"
    sector = base.sector or (role.sector if role else civil)
    return replace(base, kind="state", sector=sector, plural=False, by=f"{text} gives {base.country}")


def person_reading(v: View, head: int, parts: Sequence[int]) -> Reading:
    """A name with what is said before it: 'Israeli Prime Minister Ehud Barak', 'Judge Ana Ruiz', 'bare Name'."""
    tokens = v.sentence.tokens
    run = name_tokens(v, head, parts)
    name = _joined(v, run)
    before = [i for i in parts if i < run[0]]
    titles = [n for n in {id(n): n for n in (v.at[i] for i in before) if n}.values() if n.best.kind == "role"]
    titles = [
        n for n in titles
        if not n.aloof and n.best.sort in TITLES and (n.last == run[0] - 1 or not _under(v, n.last, head))
        and (n.best.sort in ("office", "weak") or tokens[head].ent == "PERSON")
    ]  # fmt: skip
    if titles:
        title = titles[-1]
        behind = [i for i in parts if i > head and _under(v, i, head) not in words("locative")]
        within = range(title.first, title.last + 1)
        at = next((i for i in within if tokens[i].head not in within), title.last)
        said = role_reading(v, at, [*before, *behind], title)
        return replace(said, kind="person", name=name, head=head, plural=False)
    honoured = any((n := v.at[i]) is not None and n.best.sort == "honorific" for i in before)
    kind = "person" if honoured or any(tokens[i].ent == "PERSON" for i in run) else "unknown"
    where = words("locative") if kind == "person" else frozenset()
    around = [a for a in located(v, parts, head, None) if a[1] not in where and (not where or a[2] not in run)]
    country = around[0][0].country if around else None
    entity = next((e for e, _, _ in around if e.kind == "entity"), None)
    past = former(v, parts, head)
    return Reading(
        kind, name, head, country, "ELI" if past else entity.sector if entity else None, (), None, (), False, past,
        f"{tokens[around[0][2]].text} gives {country}" if around else "",
    )  # fmt: skip


def _joined(v: View, run: Sequence[int]) -> str:
    tokens = v.sentence.tokens
    out = tokens[run[0]].text
    for i, k in pairwise(run):
        out += " " * (tokens[k].start > tokens[i].end) + tokens[k].text
    return out
