"""Which words of a sentence can name a state, an organisation, a group or a role: longest readings, left to right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from dragoman.records import Sentence, Token
from dragoman.resolve.kb import OPENING, Entry, Knowledge, indexed
from dragoman.resolve.kb import words as word_list
from dragoman.resolve.names import norm
from dragoman.resolve.own_index import longest, there

NOMINAL = frozenset(("PROPN", "NOUN", "ADJ", "NUM", "X", "PRON"))
DATELINE = 9  # tokens within which its dash stands
WORDLIKE = frozenset(("PROPN", "NOUN", "ADJ", "X"))


@dataclass(frozen=True, slots=True)
class _Setting:
    """`loud`: the sentence is in capitals; `spoken`: the countries of the document."""

    loud: bool
    spoken: frozenset[str]


@dataclass(frozen=True, slots=True)
class Note:
    """Tokens `first` to `last` (inclusive) can be read as `readings`, best first; `aloof` as in "Syrian-backed"."""

    first: int
    last: int
    readings: tuple[Entry, ...]
    aloof: bool = False

    @property
    def best(self) -> Entry:
        """The preferred reading."""
        return self.readings[0]


def spoken_of(sentences: Iterable[Sentence], known: Knowledge) -> frozenset[str]:
    """Countries that the sentences name by single words or pairs of words, before anything is read closely."""
    out = set()
    for sentence in sentences:
        before = ""
        for token in sentence.tokens:
            if not token.text[0].isupper():
                before = token.text
                continue
            word = norm(token.text)
            for phrase in (word, f"{norm(before)} {word}") if word else ():
                for entry in known.readings.get(phrase, ())[:1]:
                    if entry.kind in ("name", "adj", "noun", "seat") and entry.country:
                        out.add(entry.country)
            before = token.text if word else before
    return frozenset(out)


def annotate(
    sentence: Sentence, known: Knowledge, own: dict[str, tuple[Entry, ...]], spoken: frozenset[str]
) -> tuple[Note, ...]:
    """Notes of one sentence in order, not overlapping.

    `own` holds the names that the document itself introduces; a factbook body counts only where its country is
    among those `spoken` of.
    """
    tokens = sentence.tokens
    spelled = [(n, t.i) for t in tokens if (n := norm(t.text))]
    setting = _Setting(sum(t.text.isupper() for t in tokens) * 2 > len(tokens), spoken)
    index = there()
    out: list[Note] = []
    k = 0
    while k < len(spelled):
        first, at = spelled[k]
        reach = max(known.longest.get(first, 0), longest(first) if index else 0, 4 if first in own else 0)
        if not reach and tokens[at].pos != "NOUN" and tokens[at].tag != "NNPS":
            k += 1  # nothing begins with this word, and it is no plural of what does
            continue
        second = spelled[k + 1][0] if k + 1 < len(spelled) else ""
        if reach > 1 and not index and first not in own and (first, second[:OPENING]) not in known.pairs:
            reach = 1
        for size in range(min(reach or 1, len(spelled) - k), 0, -1):
            note = _note(sentence, spelled[k : k + size], (known.readings, own), setting)
            if note:
                out.append(note)
                k += size
                break
        else:
            k += 1
    return _without_dateline(sentence, [n for n in _towns(sentence, out) if not _other_thing(sentence, n)])


def _other_thing(sentence: Sentence, note: Note) -> bool:
    """'Jordan' in "Jordan Pike", 'Holland' in "Senator Holland", the river in "the Niger", "Amnesty for rebels"."""
    tokens, first = sentence.tokens, sentence.tokens[note.first]
    before = tokens[note.first - 1] if note.first else None
    after = tokens[note.last + 1] if note.last + 1 < len(tokens) else None
    if note.first != note.last:
        return False
    if note.best.kind == "entity":  # a common noun with a capital because the sentence begins with it
        common = first.tag == "NN" and before is None and not first.text.isupper()
        return common and after is not None and after.lemma in ("with", "for")
    if note.best.kind not in ("name", "seat", "region", "place") or first.pos != "PROPN":
        return False
    if norm(first.text) in word_list("rivers") and before is not None and before.text.lower() == "the":
        return first.dep not in ("compound", "nmod") and (after is None or after.text not in ("'s", "’s"))
    if first.ent != "PERSON":
        return False
    named = after is not None and after.ent == "PERSON" and after.pos == "PROPN" and first.dep == "compound"
    return named or (before is not None and before.pos == "PROPN" and before.head == note.first)


def _towns(sentence: Sentence, notes: list[Note]) -> list[Note]:
    """'Paris, Texas', 'Athens, Georgia': a town abroad that has the name of a capital is its division's."""
    out = list(notes)
    for k, (town, division) in enumerate(pairwise(notes)):
        inner = next((e for e in division.readings if e.kind in ("region", "place") and e.sort != "city"), None)
        beside = division.first == town.last + 2 and sentence.tokens[town.last + 1].text == ","
        if not beside or inner is None or town.best.kind not in ("name", "seat", "place", "epithet"):
            continue
        closed = division.last + 1 < len(sentence.tokens) and sentence.tokens[division.last + 1].text in (",", ".", ")")
        lands = {e.country for e in town.readings if e.kind != "region"}
        if (closed or division.best is inner) and not lands & {e.country for e in division.readings if e is not inner}:
            out[k] = replace(town, readings=(replace(inner, kind="place", name=town.best.name),))
            out[k + 1] = replace(division, readings=(inner,))
    return out


def _without_dateline(sentence: Sentence, notes: list[Note]) -> tuple[Note, ...]:
    """ "PARIS (Wire) - Fighters ...": what stands before the dash is where the text was filed, not who acts."""
    tokens = sentence.tokens
    dash = next((t.i for t in tokens[1:DATELINE] if t.text in ("-", "--", "—", "–")), 0)
    if (
        not dash
        or not tokens[0].text.isupper()
        or (dash + 1 < len(tokens) and tokens[dash].end == tokens[dash + 1].start)
    ):
        return tuple(notes)
    return tuple(replace(n, aloof=True) if n.last < dash else n for n in notes)


def _note(
    sentence: Sentence,
    words: list[tuple[str, int]],
    tables: tuple[dict[str, tuple[Entry, ...]], ...],
    setting: _Setting,
) -> Note | None:
    phrase = " ".join(w for w, _ in words) if len(words) > 1 else words[0][0]
    first, last = words[0][1], words[-1][1]
    readings = tables[1].get(phrase) or tables[0].get(phrase) or _by_lemma(sentence, phrase, last, tables[0])
    if not readings and (len(words) > 1 or sentence.tokens[last].pos == "PROPN"):  # "Reform" is a party somewhere
        readings = indexed(phrase)
    if not readings:
        return None
    tokens = sentence.tokens
    fit = tuple(e for e in readings if _fits(e, tokens, first, last, setting))
    return Note(first, last, fit, _aloof(sentence, first, last)) if fit else None


def _by_lemma(
    sentence: Sentence, phrase: str, last: int, table: dict[str, tuple[Entry, ...]]
) -> tuple[Entry, ...] | None:
    token = sentence.tokens[last]
    if token.pos != "NOUN" and token.tag != "NNPS":
        return None
    lemma = norm(token.lemma)
    if token.tag == "NNPS" and lemma == norm(token.text):
        lemma = lemma.removesuffix("s")
    if lemma.endswith("men"):
        lemma = lemma[:-2] + "an"
    if lemma == norm(token.text):
        return None
    found = table.get(phrase[: len(phrase) - len(norm(token.text))] + lemma)
    return tuple(e for e in found if e.kind == "role") if found else None


def _fits(entry: Entry, tokens: tuple[Token, ...], first: int, last: int, setting: _Setting) -> bool:
    """Whether the letters and the part of speech allow this reading."""
    token = tokens[last]
    if not _fits_beside(entry, tokens, first, last) or (entry.kind == "body" and entry.country not in setting.spoken):
        return False
    if entry.case == "prefix":
        return last + 1 < len(tokens) and tokens[last + 1].text == "-" and token.text[0].isupper()
    if entry.case == "small":
        return token.pos == "NOUN" and first == last and token.text.islower()
    if entry.case in ("any", "the any"):
        if entry.kind != "role":
            return True
        if token.pos == "ADJ" and (token.dep in ("amod", "advmod", "acomp") or entry.sort == "office"):
            return False
        return token.pos in NOMINAL or (token.pos == "VERB" and token.tag == "NN")
    text = tokens[first].text
    if entry.case in ("upper", "the"):
        return any(t.text[0].isupper() or t.text[:3] in ("al-", "el-") for t in tokens[first : last + 1])
    if (
        token.pos not in WORDLIKE
        and not (len(text) > 3 and text.isupper())
        and not (token.pos == "PRON" and text.isupper() and not setting.loud)
    ):
        return False
    if text.isupper():
        return not (setting.loud and len(text) < 4 and token.pos != "PROPN")
    return entry.case == "loud" and text[0].isupper() and token.pos == "PROPN"


def _fits_beside(entry: Entry, tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether the word before allows it: no half of a person's or a longer name, "the" where the name needs it."""
    before = tokens[first - 1] if first else None
    if entry.kind in ("place", "body") and tokens[last].ent == "PERSON":
        return False
    if entry.kind == "place" and before is not None and before.pos == "PROPN" and before.head == last:
        return False
    if entry.case == "the any" and last + 1 < len(tokens) and tokens[last + 1].lemma == "of":
        return False  # "the state of emergency"
    return not entry.case.startswith("the") or (before is not None and before.text.lower() == "the")


def _aloof(sentence: Sentence, first: int, last: int) -> bool:
    tokens = sentence.tokens
    after = tokens[last + 1 : last + 3]
    if len(after) == 2 and after[0].text == "-" and after[1].text.lower() in word_list("aloof_after"):
        return True
    before = tokens[max(0, first - 2) : first]
    return len(before) == 2 and before[1].text == "-" and before[0].text.lower() in word_list("aloof_before")


def singular(token: Token) -> str:
    """The lemma of a noun, that of "Ministers" too, which the parser leaves as it stands."""
    return token.lemma.removesuffix("s") if token.tag == "NNPS" else token.lemma
