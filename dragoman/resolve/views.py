"""A sentence with what its words can name, and the words that a noun governs: what every reading starts from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.records import Sentence
from dragoman.resolve.kb import Entry, words
from dragoman.resolve.names import norm
from dragoman.resolve.notes import Note

NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"))
OUTSIDE = frozenset(("relcl", "acl", "advcl", "ccomp", "conj", "cc", "appos", "parataxis"))
MODIFIERS = frozenset(("compound", "amod", "nmod", "poss", "nummod", "det"))
PEOPLE = frozenset(("name", "seat", "noun", "adj", "region", "ethnic", "place"))
INTERNATIONAL = frozenset(("UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"))
WEAK = ("weak", "thing")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase says by itself. `kind`: person, role, state, people, entity, pronoun, unknown or none."""

    kind: str
    name: str
    head: int
    country: str | None = None
    sector: str | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    entries: tuple[Entry, ...] = ()
    plural: bool = False
    former: bool = False
    by: str = ""

    @property
    def weak(self) -> bool:
        """True for role nouns whose modifiers decide: official, leader, group."""
        return bool(self.entries) and self.entries[0].sort in WEAK


@dataclass(frozen=True, slots=True)
class View:
    """A sentence with its notes, and the note of each token (or None)."""

    sentence: Sentence
    notes: tuple[Note, ...]
    at: tuple[Note | None, ...]


def view(sentence: Sentence, notes: Sequence[Note]) -> View:
    """`sentence` with each token's note."""
    at: list[Note | None] = [None] * len(sentence.tokens)
    for note in notes:
        at[note.first : note.last + 1] = [note] * (note.last + 1 - note.first)
    return View(sentence, tuple(notes), tuple(at))


def inside(sentence: Sentence, start: int, end: int) -> list[int]:
    """Indices of the tokens that overlap the characters from `start` to `end`."""
    return [t.i for t in sentence.tokens if t.start < end and t.end > start]


def heads(sentence: Sentence, indices: Sequence[int]) -> list[int]:
    """Head tokens of the words at `indices`: the noun that governs the rest, and those coordinated with it."""
    held = set(indices)
    tokens = sentence.tokens
    roots = [i for i in indices if tokens[i].head not in held or tokens[i].head == i]
    nominal = [i for i in roots if tokens[i].pos in NOMINAL]
    if not nominal:
        nominal = [k for i in roots for k in sentence.children[i] if k in held and tokens[k].pos in NOMINAL]
    if not nominal:
        return roots[:1]
    first = next((i for i in nominal if tokens[i].pos in ("NOUN", "PROPN", "PRON")), nominal[0])
    # Words that all modify one noun outside: the last of them heads what is left ("Karen guerrilla" stronghold).
    while tokens[first].dep in MODIFIERS and first + 1 in nominal and tokens[first + 1].pos in ("NOUN", "PROPN"):
        first += 1
    first = _before_junior(sentence, first)
    out = [first]
    for i in out:
        out += [k for k in sentence.children[i] if k in held and tokens[k].dep == "conj" and tokens[k].pos in NOMINAL]
    return sorted(set(out))


def _before_junior(sentence: Sentence, i: int) -> int:
    """The name before "Jr." where the parse took the suffix for the head."""
    tokens = sentence.tokens
    if norm(tokens[i].text) not in ("jr", "sr") or i < 2:
        return i
    return i - 2 if tokens[i - 1].text == "," else i - 1


def below(sentence: Sentence, head: int, held: Iterable[int], stop: frozenset[str] = OUTSIDE) -> list[int]:
    """Tokens at `held` that `head` governs, not those inside clauses, coordinations and appositions (`stop`)."""
    allowed, out, stack = set(held), [], [head]
    tokens = sentence.tokens
    while stack:
        i = stack.pop()
        out.append(i)
        for k in sentence.children[i]:
            if k in allowed and (tokens[k].dep not in stop or (tokens[k].dep == "acl" and _where(sentence, k))):
                stack.append(k)
    return sorted(out)


def _where(sentence: Sentence, i: int) -> bool:
    """'based in', 'living in', 'loyal to': a clause that says where someone belongs."""
    return sentence.tokens[i].lemma in words("based") or sentence.tokens[i].lemma in words("loyal")


def through(sentence: Sentence, head: int, held: Iterable[int]) -> int:
    """The head behind "three of", "a number of", "members of"; `head` itself where nothing is to look through."""
    token = sentence.tokens[head]
    small = words("transparent")
    if token.lemma not in small and token.text.lower() not in small and token.pos not in ("NUM", "DET"):
        return head
    allowed = set(held)
    for k in sentence.children[head]:
        if k in allowed and sentence.tokens[k].lemma == "of":
            inner = [j for j in sentence.children[k] if j in allowed and sentence.tokens[j].dep == "pobj"]
            if inner:
                return through(sentence, inner[0], held)
    return head
