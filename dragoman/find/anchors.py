"""Which sentences of a document are tied to the days of the report, and which look back to an old time.

`anchors(document, sentences)` reads the document's day and, for each sentence, whether a fresh time ("on Tuesday",
"this week") or an old one ("in 2014", "years ago", a month gone by) stands in it, and how far an old one reaches: a
tale goes on in the plain past, in the same paragraph or of the same person. The vocabulary is data/discourse.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import yaml

from dragoman.find.modality import auxiliaries, is_verb
from dragoman.grammar import SUBJECTS, ancestors, kids, subtree
from dragoman.records import Document, Sentence, Token

WORDS = Path(__file__).parent.parent / "data" / "discourse.yaml"
YEAR = re.compile(r"(?:1[89]|20)\d\d")
DAY = re.compile(r"\b(?:[A-Z][a-z]{2,8}\.? \d{1,2},?|\d{1,2} [A-Z][a-z]{2,8}\.?),? ((?:19|20)\d\d)\b")
DECADE = re.compile(r"(?:mid-|late-|early-)?(?:1[89]|20)\d0['’]?s")
EARLY = re.compile(
    r"(?:first|early) (?:\w+ )?(?:day|week|month|year)s? (?:in|of)\b|\bDay One\b"
    r"|\b(?:took|taking|came into|entered|entering|assumed) office",
    re.I,
)
LONG = re.compile(
    r"\bin the past\b|\b(?:in|over the|during the) (?:recent|past|last) (?:\w+ )?(?:years|decades)\b|\bhistorically\b"
    r"|\b(?:twice|once|never) before\b|\bfor a while\b|\bat one time\b|\bon several occasions\b",
    re.I,
)
CLOCK = re.compile(r"[ap]\.?m\.?|GMT|UTC", re.I)
STAMP = re.compile(r"\W*(?:\d{1,2}[:.h]?\d\d\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b.{0,12}[.:–-])")
LEAD = 400  # characters in which a text may tell its own date
RECENT = 16  # days into a month after which the month before is old
PRONOUNS = ("he", "she", "him", "her", "his", "they", "them", "their", "it", "its")


@lru_cache(maxsize=1)
def words() -> dict[str, frozenset[str]]:
    """The word lists of data/discourse.yaml."""
    return {name: frozenset(map(str, listed)) for name, listed in yaml.safe_load(WORDS.read_text("utf-8")).items()}


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    return {date(2000, k, 1).strftime("%B").lower(): k for k in range(1, 13)}


@dataclass(frozen=True, slots=True)
class Anchors:
    """The document's year and day (None: not told); the old time that a sentence tells of, by index; the fresh ones."""

    text: str
    sentences: tuple[Sentence, ...]
    year: int
    published: date | None
    old: dict[int, str]
    fresh: frozenset[int]

    def near(self, s: Sentence) -> bool:
        """Whether a fresh time stands in the sentence, in its paragraph before it, or in one of the three before."""
        start = self.text.rfind("\n", 0, s.start) + 1
        paragraph = (x.index for x in self.sentences[: s.index + 1] if x.start >= start)
        return any(k in self.fresh for k in (*range(s.index - 3, s.index + 1), *paragraph))


def anchors(document: Document, sentences: tuple[Sentence, ...]) -> Anchors:
    """The anchors of a document."""
    published = document.published
    year = published.year if published else _year(document)
    fresh = frozenset(s.index for s in sentences if is_fresh(s.tokens, published))
    out = Anchors(document.text, sentences, year, published, {}, fresh)
    for s in sentences:
        if why := _looks_back(out, s):
            out.old[s.index] = why
    return out


def _year(document: Document) -> int:
    """The year of a document without a date: the one of its first lines, else the one after the last that it names."""
    dated = DAY.search(document.text, 0, LEAD)
    named = [int(y) for y in YEAR.findall(document.text)]
    return int(dated.group(1)) if dated else max(named, default=1800) + 1


def is_fresh(tokens: Iterable[Token], published: date | None) -> bool:
    """Whether the words tie what they tell to the days of the report."""
    run = tuple(tokens)
    for k, t in enumerate(run):
        low = t.text.lower()
        after = run[k + 1].lemma if k + 1 < len(run) else ""
        month = published is not None and _months().get(low) == published.month
        behind = any(
            YEAR.fullmatch(x.text) and int(x.text) != getattr(published, "year", 0) for x in run[k + 1 : k + 4]
        )
        if low in words()["fresh"] or CLOCK.fullmatch(low) or (month and not behind):
            return True
        if low in ("this", "last", "past") and after in words()["short_units"]:
            return True
    return False


def chronicled(text: str, s: Sentence) -> bool:
    """Whether the paragraph begins with a day or an hour, like a chronicle's or a log's entry in the present tense."""
    start = text.rfind("\n", 0, s.start) + 1
    return STAMP.match(text, start) is not None


def old_phrase(found: Anchors, s: Sentence) -> Token | None:
    """The first word of a sentence that names a time long past, or None."""
    if early := EARLY.search(found.text, s.start, s.end):  # "in his first week in office"
        return next((t for t in s.tokens if t.start >= early.start() and t.dep != "amod"), None)
    for t in s.tokens:
        low = t.text.lower()
        if YEAR.fullmatch(t.text) and int(t.text) < found.year and t.pos == "NUM":
            return t
        if low == "ago" and any(k.lemma in words()["long_units"] for k in kids(s, t.i)):
            return t
        after = s.tokens[t.i + 1].lemma if t.i + 1 < len(s.tokens) else ""
        if low in ("last", "this", "past") and after in words()["long_spans"] and is_verb(_root_of(s, t)):
            return t
        if low == "at" and not t.i and [x.pos for x in s.tokens[1:3]] == ["NUM", "PUNCT"]:
            return t  # "At 4, she": an age
        if DECADE.fullmatch(low):
            return t
        if t.text == "FILE" and not t.i:
            return t  # an archive photograph's caption
        if low in words()["long_ago"] or (_on_verb(s, t) and _gone_by(s, t, found.published)):
            return t
    return None


def _on_verb(s: Sentence, t: Token) -> bool:
    """Whether a preposition hangs the month on a verb in the past tense."""
    preposition = s.tokens[t.head]
    verb = s.tokens[preposition.head]
    past = verb.tag == "VBD" or (verb.tag == "VBN" and bool(kids(s, verb.i, "auxpass")))
    return (
        t.dep == "pobj"
        and preposition.text.lower() in ("in", "on", "since")
        and past
        and bool(kids(s, verb.i, *SUBJECTS))
    )


def _gone_by(s: Sentence, t: Token, published: date | None) -> bool:
    """Whether a month's name is that of a month well before the report's day; without a day, any bare "in March"."""
    month = _months().get(t.text.lower())
    if month is None or published is None:
        return month is not None and s.tokens[t.head].text.lower() == "in" and not kids(s, t.i, "nummod")
    months = (published.month - month) % 12
    return months > 1 or (months == 1 and published.day > RECENT)


def _root_of(s: Sentence, t: Token) -> Token:
    """The verb whose time a word tells: the nearest above it, or the first that this one is joined to."""
    verb = next((a for a in ancestors(s, t.i) if is_verb(a)), t)
    while verb.dep == "conj" and verb.head != verb.i:
        verb = s.tokens[verb.head]
    return verb


def _looks_back(found: Anchors, s: Sentence) -> str | None:
    """Why the sentence tells of an old time: its main verb has one, or it goes on with what the one before it told."""
    if s.index in found.fresh:
        return None
    if (phrase := old_phrase(found, s)) and _leads_on(s, _root_of(s, phrase)):
        return phrase.text
    before = found.old.get(s.index - 1)
    return before if before and _goes_on(found, s) else None


def _leads_on(s: Sentence, verb: Token) -> bool:
    """Whether the tale may go on from the verb: it is the main one, or that of a clause that ends the sentence."""
    if verb.head == verb.i:
        return True
    last = max(t.i for t in s.tokens if t.pos != "PUNCT")
    return verb.dep in ("relcl", "advcl") and verb.tag == "VBD" and last in subtree(s, verb.i)


def _goes_on(found: Anchors, s: Sentence) -> bool:
    """Whether the sentence goes on with the tale: in the plain past, in the same paragraph or of the same person."""
    root = next((t for t in s.tokens if t.head == t.i), s.tokens[0])
    past = root.tag == "VBD" or any(a.text.lower() in ("had", "was", "were", "did") for a in auxiliaries(s, root.i))
    if not past or root.lemma in words()["telling"]:
        return False
    previous = found.sentences[s.index - 1]
    together = "\n" not in found.text[previous.end : s.start]
    near = (t for k in (*kids(s, root.i, *SUBJECTS), *kids(s, root.i, "dobj")) for t in (k, *kids(s, k.i, "poss")))
    return together or any(t.text.lower() in PRONOUNS for t in near) or s.tokens[0].lemma in words()["then"]
