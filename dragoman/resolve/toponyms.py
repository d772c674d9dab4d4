"""Sentences -> place names as they stand in the text, told from persons, organisations and ordinary words.

Every run of capitalised words is looked up in the gazetteer, longest first. Whether it is a place there is a sum of
small pieces of evidence (what the entity recogniser says, the words around, how well known the place is), each of
them a function of this module, so that a name of which the recogniser is wrong in one line is put right by the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from dragoman.records import Document, Sentence, Span, Token
from dragoman.resolve import gazetteer

LONGEST = 7
DATELINE = re.compile(r"(?:, [A-Z][\w. ]+)?(?:,? \w+\.? \d{1,2})? ?(?:\([\w ./]+\)|/[\w ]+/)? ?(?:--|[-–—―])")
NAMED = ("GPE", "LOC", "FAC")
ENOUGH = 2.0
SURELY = ("in", "at", "near", "outside", "toward", "towards")
WELL_KNOWN = ("country", "admin1", "continent", "region", "area", "water", "river", "seat", "base", "site")


@dataclass(frozen=True, slots=True)
class Found:
    """A name at tokens `first` to `last` of sentence `sentence`, with the evidence that it is a place.

    `how` is `name`, `demonym` (an adjective or a people: "Syrian"), `inside` (part of an organisation's name),
    `facility` (a building, street or site that the gazetteer lacks) or `unlisted` (a settlement that it lacks). `key` groups the occurrences of one name.
    """

    sentence: int
    first: int
    last: int
    span: Span
    text: str
    key: str
    how: str
    score: float


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """data/place_words.yaml, its lists as frozen sets."""
    raw = yaml.load(
        (Path(__file__).parent.parent / "data" / "place_words.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader
    )
    made = {k: frozenset(map(str, v)) if isinstance(v, list) else v for k, v in raw.items()}
    made["sorts"] = {word: sort for sort, names in raw["sorts"].items() for word in names}
    return made


def find(document: Document, sentences: tuple[Sentence, ...]) -> list[Found]:
    """All place names of the document in text order; they do not overlap."""
    everything = [f for s in sentences for f in _in_sentence(document, s)]
    persons = _person_words(sentences)
    best: dict[str, float] = {}
    for f in everything:
        best[f.key] = max(best.get(f.key, -9.0), f.score)
    return [f for f in everything if _accepted(f, best[f.key], persons)]


def _accepted(f: Found, best: float, persons: frozenset[str]) -> bool:
    if f.how in ("demonym", "facility", "unlisted"):
        return True
    score = f.score
    if best >= ENOUGH + 1:
        score += 1.5
    if f.key in persons:
        score -= 2.0
    return score >= ENOUGH


def _person_words(sentences: tuple[Sentence, ...]) -> frozenset[str]:
    """Last words of names of persons of two or more words: a later bare use of them is the person."""
    out = set()
    for s in sentences:
        for t in s.tokens[1:]:
            before = s.tokens[t.i - 1]
            after = s.tokens[t.i + 1] if t.i + 1 < len(s.tokens) else t
            if t.ent == before.ent == "PERSON" and after.ent != "PERSON" and t.text[:1].isupper() and before.text[:1].isupper():
                out.add(gazetteer.normalise(t.text))
    return frozenset(out)


def _in_sentence(document: Document, s: Sentence) -> Iterator[Found]:
    titled = _title_case(s)
    i = 0
    while i < len(s.tokens):
        if not _may_start(s.tokens[i]):
            i += 1
            continue
        found = _longest(document, s, i, titled)
        if found is None:
            i += 1
            continue
        yield found
        i = found.last + 1


def _title_case(s: Sentence) -> bool:
    content = [t for t in s.tokens if t.text[:1].isalpha() and len(t.text) > 3]
    return s.block == "headline" or (len(content) > 3 and sum(t.text[0].isupper() for t in content) > 0.7 * len(content))


def _may_start(t: Token) -> bool:
    return t.text[:1].isupper() or (t.ent in NAMED and t.text[:1].isalpha() and "-" in t.text)


def _longest(document: Document, s: Sentence, i: int, titled: bool) -> Found | None:
    for last in _ends(s, i):
        text = document.text[s.tokens[i].start : s.tokens[last].end]
        text = " ".join(text.split()) if "\n" in text or "  " in text else text
        if last < i + 3 and _is_demonym(s, i, last, text):
            return _made(s, i, last, text, "demonym", ENOUGH)
        if last == i and (_plain_word(s, i) or _cut_short(document, s, i)):
            return None
        facility = _facility(s, i, last)
        entries = gazetteer.lookup(text) if not facility or _is_entity(s, i, last) else gazetteer.lookup(text)[:1]
        if entries and (last > i or len(text) > 2 or text.isupper()):
            score = _evidence(s, i, last, entries, titled) + _by_shape(document, s, i, last)
            how = "inside" if _embedded(s, i, last) else "name"
            return _made(s, i, last, text, how, score)
        if facility:
            return _made(s, i, last, text, "facility", ENOUGH)
        if not entries and _unlisted(s, i, last):
            return _made(s, i, last, text, "unlisted", ENOUGH)
    return None


def _made(s: Sentence, i: int, last: int, text: str, how: str, score: float) -> Found:
    span = Span(s.tokens[i].start, s.tokens[last].end)
    return Found(s.index, i, last, span, text, gazetteer.normalise(text), how, score)


def _ends(s: Sentence, i: int) -> list[int]:
    """Possible last tokens of a name that starts at `i`, the farthest first."""
    out = [i]
    connectors = words()["connectors"]
    for k in range(i + 1, min(i + LONGEST, len(s.tokens))):
        t = s.tokens[k]
        if t.text[:1].isupper() or (t.text[:1].isdigit() and s.tokens[k].ent in NAMED):
            out.append(k)
        elif t.text.lower() in ("'s", "’s"):
            if k + 1 >= len(s.tokens) or not s.tokens[k + 1].text[:1].isupper():
                break
        elif t.text.lower() not in connectors and not (t.ent in NAMED and s.tokens[i].ent == t.ent) and t.lemma not in words()["facility"]:
            break
        elif t.lemma in words()["facility"] and t.text[:1].islower():
            out.append(k)
            break
    return out[::-1]


def _plain_word(s: Sentence, i: int) -> bool:
    """A single capitalised word that is ordinary English here: at the start of a sentence, or in the list of such."""
    t = s.tokens[i]
    if t.text == "US":
        return False
    if t.text.lower() in words()["never"] or t.text.lower() in words()["facility"]:
        return t.ent not in NAMED or _capital_beside(s, i)
    return t.pos not in ("PROPN", "NOUN", "ADJ", "X") and t.ent not in NAMED


def _unlisted(s: Sentence, i: int, last: int) -> bool:
    """Whether the tokens, unknown to the gazetteer, are a place all the same: a whole entity, or one said to be where."""
    tokens = s.tokens[i : last + 1]
    inside = {t.ent for t in tokens}
    around = [s.tokens[k].ent for k in (i - 1, last + 1) if 0 <= k < len(s.tokens)]
    whole = len(inside) == 1 and tokens[0].ent not in around and tokens[0].pos == "PROPN" and len(tokens[0].text) > 3
    before = s.tokens[i - 1].text.lower() if i else ""
    if whole and inside == {"GPE"} and s.block != "headline":
        return not any(t.text.isupper() for t in tokens)
    return whole and last == i and before in ("at", "near", "outside") and inside <= {"GPE", "LOC", "ORG", "PERSON"} and not tokens[0].text.isupper()


def _capital_beside(s: Sentence, i: int) -> bool:
    beside = [s.tokens[k] for k in (i - 1, i + 1) if 0 <= k < len(s.tokens)]
    return any(t.text[:1].isupper() for t in beside) or s.tokens[i].text.lower() in words()["direction"]


def _cut_short(document: Document, s: Sentence, i: int) -> bool:
    """Whether a short form ("Miss.", "Ill.") stands without its full stop and so is another word."""
    t = s.tokens[i]
    if len(t.text) > 5 or t.text.isupper() or "." in t.text or document.text[t.end : t.end + 1] == ".":
        return False
    entries = gazetteer.lookup(t.text)
    return bool(entries) and entries[0].alias and entries[0].kind == "admin1" and len(entries[0].name) > len(t.text)


def _is_entity(s: Sentence, i: int, last: int) -> bool:
    return all(t.ent in NAMED for t in s.tokens[i : last + 1])


def _facility(s: Sentence, i: int, last: int) -> bool:
    """Whether the tokens name a building, street or site: a capitalised run headed by such a noun."""
    if last == i:
        return False
    head = s.tokens[last]
    if head.text.lower() not in words()["facility"]:
        return False
    inner = s.tokens[i:last]
    return all(t.text[:1].isupper() or t.text.lower() in words()["connectors"] for t in inner) and (
        head.text[:1].isupper() or inner[-1].ent == "FAC"
    )


def _is_demonym(s: Sentence, i: int, last: int, text: str) -> bool:
    """Whether the tokens are an adjective or a people ("Syrian", "South Koreans"), not the name of a town."""
    t = s.tokens[last]
    if gazetteer.demonym(text) is None or t.ent in ("PERSON", "WORK_OF_ART", "LANGUAGE"):
        return False
    if last == i and t.ent == "GPE" and gazetteer.lookup(text):
        return False
    before = s.tokens[i - 1].text.lower() if i else ""
    after = s.tokens[last + 1].text.lower() if last + 1 < len(s.tokens) else ""
    if before == "-" and i > 1:
        before = s.tokens[i - 2].text.lower()
    return before not in words()["not_demonym_after"] and after not in words()["not_demonym_before"]


def _embedded(s: Sentence, i: int, last: int) -> bool:
    """Whether the name is part of a longer name of an organisation."""
    after = s.tokens[last + 1] if last + 1 < len(s.tokens) else None
    if after is None or not after.text[:1].isupper():
        return i > 0 and s.tokens[i].ent == "ORG" == s.tokens[i - 1].ent and s.tokens[i - 1].text[:1] != "("
    return after.ent == "ORG" == s.tokens[last].ent or after.text.lower() in words()["organisation"]


# ---------------------------------------------------------------- evidence


def _evidence(s: Sentence, i: int, last: int, entries: tuple[gazetteer.Entry, ...], titled: bool) -> float:
    return (
        _by_label(s, i, last)
        + _by_words_before(s, i, titled)
        + _by_words_after(s, last, titled)
        + _by_fame(entries, i, last)
        + _by_part_of_speech(s, i, last, titled)
    )


def _by_label(s: Sentence, i: int, last: int) -> float:
    labels = {t.ent for t in s.tokens[i : last + 1]}
    inner = s.tokens[last].ent
    alone = (i == 0 or s.tokens[i - 1].ent != inner) and (last + 1 == len(s.tokens) or s.tokens[last + 1].ent != inner)
    if labels <= {"GPE"}:
        return 2.5
    if labels <= {"GPE", "LOC", "FAC", "NORP"}:
        return 2.0
    if inner == "PERSON":
        return -2.0 if not alone else -0.6 if i and s.tokens[i - 1].text.lower() in SURELY else -1.0
    if inner == "ORG":
        return 0.5 if alone else 0.0
    if inner in ("DATE", "TIME", "WORK_OF_ART", "LAW", "MONEY", "CARDINAL", "EVENT"):
        return -1.0
    return 0.0


def _by_words_before(s: Sentence, i: int, titled: bool) -> float:
    if i == 0:
        return 0.0
    before = s.tokens[i - 1]
    word = before.text.lower().rstrip(".")
    if word == "the" and i > 1:
        before = s.tokens[i - 2]
        word = before.text.lower()
    if word in words()["locative"]:
        return 1.8
    if word in words()["direction"]:
        return 1.5
    if word in words()["title"] and before.text[:1].isupper():
        return -3.0
    if word == "of" and i > 1 and s.tokens[i - 2].lemma in words()["sorts"]:
        return 3.0
    if word == ",":
        return 0.5
    if before.text[:1].isupper() and before.pos == "PROPN" and not titled:
        return -0.5 if before.ent in (*NAMED, "ORG", "NORP") else -2.5
    return 0.0


def _by_words_after(s: Sentence, last: int, titled: bool) -> float:
    if last + 1 >= len(s.tokens):
        return 0.0
    after = s.tokens[last + 1]
    word = after.text.lower()
    if word in words()["swallowing"] and after.text[:1].isupper():
        return -4.0
    if word in words()["sorts"] or word in words()["facility"]:
        return 1.5
    if word == "," and last + 2 < len(s.tokens) and _division_like(s, last + 2):
        return 2.5
    if word in words()["speech"]:
        return -1.0
    if after.text[:1].isupper() and after.pos == "PROPN" and not titled:
        if word in words()["organisation"]:
            return 1.0
        return -0.5 if after.ent in (*NAMED, "ORG", "NORP") else -2.5
    return 0.0


def _division_like(s: Sentence, k: int) -> bool:
    """Whether a country or first-order division is named from token `k` on."""
    if not s.tokens[k].text[:1].isupper():
        return False
    for last in _ends(s, k):
        text = " ".join(t.text for t in s.tokens[k : last + 1])
        if any(e.kind in ("country", "admin1") and (not e.alias or e.kind == "country" or "." in text or text.isupper() or e.population > 3_000_000)
               for e in gazetteer.lookup(text)[:3]):  # fmt: skip
            return True
    return False


def _by_fame(entries: tuple[gazetteer.Entry, ...], i: int, last: int) -> float:
    e = max(entries, key=_fame)
    longer = 1.2 * (last > i)
    if e.kind in ("country", "continent"):
        return 3.0
    if e.kind in WELL_KNOWN and (not e.alias or e.kind != "admin1" or last > i or e.population > 1_000_000):
        return 1.5 + longer if e.kind != "admin1" or e.population > 300_000 else 0.5 + longer
    if e.alias:
        return (1.0 if e.population > 1_000_000 else 0.0 if e.population > 100_000 else -1.0) + longer
    for least, gain in ((1_000_000, 2.0), (200_000, 1.5), (50_000, 0.7), (5_000, 0.2)):
        if e.population >= least:
            return gain + longer
    return -0.3 + longer


def _fame(e: gazetteer.Entry) -> tuple[bool, bool, float]:
    known = e.kind in WELL_KNOWN and (not e.alias or e.kind != "admin1")
    return e.kind == "country", known, e.population * (0.1 if e.alias else 1)


def _by_shape(document: Document, s: Sentence, i: int, last: int) -> float:
    """A name that says what it is ("Laurel County"), or that stands as a dateline does ("COLUMBUS, Ohio (AP) -")."""
    if last > i and s.tokens[last].text.lower() in words()["sorts"]:
        return 1.5
    after = document.text[s.tokens[last].end : s.tokens[last].end + 40]
    if i == 0 and DATELINE.match(after):
        return 2.5
    return 0.0


def _by_part_of_speech(s: Sentence, i: int, last: int, titled: bool) -> float:
    if last > i or titled:
        return 0.0
    t = s.tokens[i]
    if t.pos != "PROPN":
        return -1.5
    return -0.5 if i == 0 or s.tokens[i - 1].text in ('"', "“", ".", ":") else 0.0
