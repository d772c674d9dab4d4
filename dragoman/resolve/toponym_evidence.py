"""What speaks for and against a capitalised name's being a place: small functions that add up."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from dragoman.records import Document, Sentence, Token
from dragoman.resolve import gazetteer

LONGEST = 7
DATELINE = re.compile(r"(?:, [A-Z][\w. ]+)?(?:,? \w+\.? \d{1,2})? ?(?:\([\w ./]+\)|/[\w ]+/)? ?(?:--|[-–—―]|:)")
ELIDED = re.compile(r"^[dDlL]['’][A-Z]")
NAMED = ("GPE", "LOC", "FAC")
SURELY = ("in", "at", "near", "outside", "toward", "towards")
CAPITAL = 2.6  # what being called as the seat of a state speaks for a name's being a place
WELL_KNOWN = ("country", "admin1", "continent", "region", "area", "water", "river", "seat", "base", "site")


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """data/place_words.yaml, its lists as frozen sets."""
    raw = yaml.load(
        (Path(__file__).parent.parent / "data" / "place_words.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader
    )
    made = {k: frozenset(v) if isinstance(v, list) and k != "broader" else v for k, v in raw.items()}
    made["sorts"] = {word: sort for sort, names in raw["sorts"].items() for word in names}
    return made


def ends(s: Sentence, i: int) -> list[int]:
    """Possible last tokens of a name that starts at `i`, the farthest first."""
    out = [i]
    connectors = words()["connectors"]
    for k in range(i + 1, min(i + LONGEST, len(s.tokens))):
        t = s.tokens[k]
        if t.text[:1].isupper() or ELIDED.match(t.text) or (t.text[:1].isdigit() and s.tokens[k].ent in NAMED):
            out.append(k)
        elif t.text.lower() in ("'s", "’s"):
            if k + 1 >= len(s.tokens) or not s.tokens[k + 1].text[:1].isupper():
                break
        elif (
            t.text.lower() not in connectors
            and not (t.ent in NAMED and s.tokens[i].ent == t.ent)
            and t.lemma not in words()["facility"]
        ):
            break
        elif t.lemma in words()["facility"] and t.text[:1].islower():
            out.append(k)
            break
    return out[::-1]


def division_like(s: Sentence, k: int) -> bool:
    """Whether a country or first-order division is named from token `k` on."""
    if not s.tokens[k].text[:1].isupper():
        return False
    for last in ends(s, k):
        text = " ".join(t.text for t in s.tokens[k : last + 1])
        if any(_plainly_division(e, text) for e in gazetteer.lookup(text)[:3]):
            return True
    return False


def _plainly_division(e: gazetteer.Entry, text: str) -> bool:
    if e.kind == "country" or (e.kind == "admin1" and not e.alias):
        return True
    return e.kind == "admin1" and ("." in text or text.isupper() or e.population > 3_000_000)


def evidence(s: Sentence, i: int, last: int, entries: tuple[gazetteer.Entry, ...], titled: bool) -> float:
    """How much speaks for a place name, from about -5 to 8; `titled` is set where all words have capitals."""
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
        return -2.0 if not alone else -0.4 if i and s.tokens[i - 1].text.lower() in SURELY else -1.0
    if inner == "ORG":
        return 0.5 if alone else 0.0
    if inner in ("DATE", "TIME", "WORK_OF_ART", "LAW", "MONEY", "CARDINAL", "EVENT"):
        return -1.0
    return 0.0


def _by_words_before(s: Sentence, i: int, titled: bool) -> float:
    if i == 0:
        return 0.0
    at = i - 2 if s.tokens[i - 1].text.lower() == "the" and i > 1 else i - 1
    before = s.tokens[at]
    word = before.text.lower().rstrip(".")
    two_back = s.tokens[at - 1] if at else None
    if word in words()["title"] and before.text[:1].isupper():
        return -3.0
    if two_back and word == "of" and two_back.lemma in words()["sorts"]:
        return 0.0 if two_back.text == "Department" else 3.0
    if two_back and word == "of" and two_back.lemma in words()["of_place_nouns"] | words()["parts_of_place"]:
        return 1.8
    if two_back and word in ("and", "or"):
        return 1.2 if two_back.ent == "GPE" else 0.0
    return _by_place_word(s, i, before, word) or _by_neighbour(before, titled)


def _by_place_word(s: Sentence, i: int, before: Token, word: str) -> float:
    """ "in X", "northern X", "visited X"."""
    vocabulary = words()
    if word in vocabulary["locative"]:
        return 2.4 if s.tokens[before.head].lemma in vocabulary["arrival_verbs"] else 1.8
    if word in vocabulary["direction"]:
        return 1.5
    if before.lemma in vocabulary["to_place_verbs"] and before.pos == "VERB":
        return 1.8
    return 0.5 if word == "," else 0.0


def _by_neighbour(beside: Token, titled: bool) -> float:
    """Another capitalised word right beside the name makes it part of a longer one."""
    if titled or beside.pos != "PROPN" or not beside.text[:1].isupper():
        return 0.0
    return -0.5 if beside.ent in (*NAMED, "ORG", "NORP") else -2.5


def _by_words_after(s: Sentence, last: int, titled: bool) -> float:
    if last + 1 >= len(s.tokens):
        return 0.0
    after = s.tokens[last + 1]
    word = after.text.lower()
    if (word in words()["swallowing"] and after.text[:1].isupper()) or _initial(s, last + 1):
        return -4.0
    if word in words()["sorts"] or word in words()["facility"]:
        return 1.5
    if word in words()["speech"]:
        return -1.0
    if word in (",", "in", "and", "or"):
        return _by_what_follows(s, last, word)
    if word in words()["organisation"] and after.text[:1].isupper() and after.pos == "PROPN" and not titled:
        return 1.0
    return _by_neighbour(after, titled)


def _initial(s: Sentence, k: int) -> bool:
    """A person's initial before a surname: "Lynn B. Varga"."""
    t = s.tokens[k]
    follows = k + 1 < len(s.tokens) and s.tokens[k + 1].text[:1].isupper()
    return len(t.text) == 2 and t.text[0].isupper() and t.text[1] == "." and follows


def _by_what_follows(s: Sentence, last: int, word: str) -> float:
    """ "X, Ohio"; "X, in Syria"; "X in Syria"; "X and Damascus"."""
    two = s.tokens[last + 2] if last + 2 < len(s.tokens) else None
    if two is None:
        return 0.0
    if word in ("and", "or"):
        return 1.2 if two.ent in ("GPE", "LOC") else 0.0
    if word == "in":
        return 1.0 if division_like(s, last + 2) else 0.0
    if two.text.lower() in ("on", "near") and last + 3 < len(s.tokens) and s.tokens[last + 3].text.lower() == "the":
        return 0.5
    at = last + 3 if two.text.lower() == "in" else last + 2
    return 2.5 if at < len(s.tokens) and division_like(s, at) else 0.0


def _by_fame(entries: tuple[gazetteer.Entry, ...], i: int, last: int) -> float:
    known_otherwise = all(e.alias and e.kind == "city" and e.population < 500_000 for e in entries)
    return max(map(_fame, entries)) + 1.2 * (last > i) - 1.0 * (known_otherwise and last == i)


def _fame(e: gazetteer.Entry) -> float:
    """What being called as `e` is speaks for a name's being a place at all."""
    if e.kind in ("country", "continent"):
        return 3.5
    if e.alias and e.kind == "admin1" and e.population < 1_000_000:
        return -0.5
    if e.kind in WELL_KNOWN:
        return 1.5 if e.kind != "admin1" or e.population > 300_000 else 0.5
    if e.alias:
        return 1.0 if e.population > 1_000_000 else 0.0 if e.population > 100_000 else -1.0
    for least, gain in ((1_000_000, 2.0), (200_000, 1.5), (50_000, 0.7), (5_000, 0.2)):
        if e.population >= least:
            return max(gain, CAPITAL) if e.capital else gain
    return CAPITAL if e.capital else -0.3


def by_shape(s: Sentence, i: int, last: int) -> float:
    """A name that says what it is: "Laurel County", "Orkney Islands"."""
    head = s.tokens[last].text.lower()
    return 1.5 if last > i and (head in words()["sorts"] or head in words()["facility"]) else 0.0


def is_dateline(document: Document, s: Sentence, i: int, last: int) -> bool:
    """Whether the name stands where the place of filing stands: "COLUMBUS, Ohio (AP) -" """
    return (
        i == 0
        and s.block != "headline"
        and bool(DATELINE.match(document.text[s.tokens[last].end : s.tokens[last].end + 50]))
    )


def _by_part_of_speech(s: Sentence, i: int, last: int, titled: bool) -> float:
    if last > i or titled:
        return 0.0
    t = s.tokens[i]
    if t.pos != "PROPN":
        return -1.5 if i else -0.8  # the tagger is less sure of the first word
    return -0.2 if i == 0 or s.tokens[i - 1].text in ('"', "“", ".", ":") else 0.0
