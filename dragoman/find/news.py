"""Whether a deed told as a fact is the news of its document, or background: a table of named features with weights.

The features are of the document, the sentence and the word; the weights were fitted by `training/news.py` on whole
documents of our own, in which each deed is marked (`training/news/`), and stand in data/news.yaml with the sentence
that tells a user of each. Many fit together where no one rule decides; what one word or tense decides, `discourse` has.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from dragoman.find.anchors import LONG, YEAR, Anchors
from dragoman.find.modality import auxiliaries, is_verb
from dragoman.grammar import ancestors, kids
from dragoman.records import Mention, Sentence, Token

TABLE = Path(__file__).parent.parent / "data" / "news.yaml"
OPENING = 3  # sentences
NAMED = 3  # features that the reason names
HAVE = ("has", "have", "'ve", "’ve")
SAYING = ("say", "tell", "add", "report", "announce")
FIRST, THIRD = ("i", "we", "us"), ("he", "she", "they", "it")
TAGS = {"VBD": "past", "VBN": "participle", "VBG": "ing", "VB": "infinitive", "VBZ": "present", "VBP": "present"}
PLACES = ("pobj", "dobj", "compound", "poss", "conj", "xcomp", "ccomp", "ROOT")


@dataclass(frozen=True, slots=True)
class Reading:
    """How likely a deed is background, 0 to 1, and what speaks most for it."""

    background: float
    why: str


def read(times: Anchors, eventful: bool, s: Sentence, token: Token, m: Mention) -> Reading:
    """What the features together make of a deed told as a fact; `eventful`: the opening tells of a deed of the day."""
    table = _table()
    found = features(times, eventful, s, token, m)
    parts = {name: table["weights"].get(name, 0.0) * value for name, value in found.items()}
    total = table["start"] + sum(parts.values())
    most = sorted((n for n in parts if parts[n] > 0), key=lambda n: (-parts[n], n))[:NAMED]
    return Reading(1 / (1 + math.exp(-total)), ", ".join(table["says"].get(n, n) for n in most))


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return loaded


def features(times: Anchors, eventful: bool, s: Sentence, token: Token, m: Mention) -> dict[str, float]:
    """The features by name; those that hold not at all are left out."""
    around = {**_of_document(times, eventful, s), **_of_sentence(times, s)}
    found = {**around, **_of_word(s, token), **_of_deed(s, token, m)}
    return {name: float(value) for name, value in found.items() if value}


def _of_document(times: Anchors, eventful: bool, s: Sentence) -> dict[str, float]:
    number = len(times.sentences)
    return {
        "late": math.log1p(s.index),
        "towards the end": s.index / number,
        "opening": s.index < OPENING,
        "first": s.index == 0,
        "headline": s.block == "headline",
        "long text": math.log(number),
        "eventful": eventful,
        "undated": times.published is None,
        "day in the opening": any(k in times.fresh for k in range(OPENING + 1)),
    }


def _of_sentence(times: Anchors, s: Sentence) -> dict[str, float]:
    root = next((t for t in s.tokens if t.head == t.i), s.tokens[0])
    had = [a.text.lower() for a in auxiliaries(s, root.i)]
    text = times.text[s.start : s.end]
    return {
        "day": s.index in times.fresh,
        "day near": times.near(s),
        "old time": s.index in times.old,
        "old time before": s.index - 1 in times.old,
        "at some time": LONG.search(text) is not None,
        "a year": YEAR.search(text) is not None,
        "quotation": '"' in text or "“" in text,
        "long sentence": len(s.tokens) / 30,
        f"sentence in the {TAGS.get(root.tag, 'other')}": True,
        "sentence in the perfect": any(a in HAVE for a in had),
        "saying": root.lemma in SAYING,
    }


def _of_word(s: Sentence, token: Token) -> dict[str, float]:
    helped = [a.text.lower() for a in auxiliaries(s, token.i)]
    above = [t.dep for t in ancestors(s, token.i)]
    verb = is_verb(token)
    return {
        f"verb in the {TAGS.get(token.tag, 'other')}" if verb else f"a {token.pos}": True,
        "perfect": any(a in HAVE for a in helped),
        "had": "had" in helped,
        "is": any(a in ("is", "are", "was", "were", "been", "being") for a in helped),
        **{name: token.dep == name for name in PLACES},
        "subject": token.dep.startswith("nsubj"),
        "says which": token.dep in ("relcl", "acl"),
        "under what says which": any(d in ("relcl", "acl") for d in above),
        "when, while, because": token.dep in ("advcl", "pcomp"),
        "under when, while, because": any(d in ("advcl", "pcomp") for d in above),
        "under what is said": any(d in ("ccomp", "parataxis") for d in above),
        "the": any(t.lemma in ("the", "this", "that") for t in kids(s, token.i, "det")),
        "described": bool(kids(s, token.i, "amod")),
    }


def _of_deed(s: Sentence, token: Token, m: Mention) -> dict[str, float]:
    heads = {a.head for a in m.actors}
    doers = {t.text.lower() for t in s.tokens if t.start in heads}
    had = any(t.text.lower() == "had" and t.head == token.i for t in s.tokens)
    return {
        "doer": bool(m.actors),
        "towards somebody": bool(m.recipients),
        "both parties": bool(m.actors and m.recipients),
        "I or we": bool(doers.intersection(FIRST)),
        "he or they": bool(doers.intersection(THIRD)),
        "somebody says it": bool(m.voices),
        "sure": m.score,
        "goes on": m.how.ongoing,
        "told in the present": m.how.time == "present",
        m.act: True,
        "had, as somebody says": bool(m.voices) and had,
        "past, as somebody says": bool(m.voices) and m.how.time == "past",
    }
