"""Two passages word for word: what was put in, what left out, and whether more than dates and rounds was changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from dragoman.compare.points import Cut
from dragoman.comparison import Point
from dragoman.grammar import kids, subtree
from dragoman.records import Span, Token
from dragoman.words import stems

REPEATED = 0.8  # share of the other side's words that a point has to which a member of a list was added
OPENING = 8  # words among which a clause of saying ends
MARKED = 0.3  # share of the words that stay, below which marking the others helps nobody
MARKABLE = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[.,'’-][^\W_]+)*")
DIGITS = re.compile(r"\d{1,2}(?:st|nd|rd|th)?")
ROUND = re.compile(r"\d+(?:st|nd|rd|th)")
YEAR = re.compile(r"(?:19|20)\d\d")
MEMBERS = ("NOUN", "PROPN", "VERB")
PLACES = ("GPE", "NORP", "LOC")


@dataclass(frozen=True, slots=True)
class Edits:
    """What was left out of an older passage and put into a newer one: spans of their documents, longest runs."""

    deleted: tuple[Span, ...] = ()
    inserted: tuple[Span, ...] = ()


NO_EDITS = Edits()


@lru_cache(maxsize=1)
def known() -> dict[str, frozenset[str]]:
    """The word lists of data/phrase_words.yaml."""
    import yaml

    loaded: dict[str, Any] = yaml.safe_load((files("dragoman") / "data" / "phrase_words.yaml").read_text("utf-8"))
    return {name: frozenset(map(str, words)) for name, words in loaded.items()}


# ---------------------------------------------------------------- marking


def edits(old: Sequence[Point], new: Sequence[Point]) -> Edits:
    """The words that differ, marked; nothing where hardly a word stays, for then the whole is in other words."""
    one, two = (_places(points) for points in (old, new))
    matcher = SequenceMatcher(None, [w for w, _ in one], [w for w, _ in two], autojunk=False)
    if matcher.ratio() < MARKED:
        return Edits()
    changes = [c for c in matcher.get_opcodes() if c[0] != "equal"]
    gone = [one[i1:i2] for _, i1, i2, _, _ in changes if i2 > i1]
    came = [two[j1:j2] for _, _, _, j1, j2 in changes if j2 > j1]
    return Edits(tuple(_runs(gone)), tuple(_runs(came)))


def _places(points: Iterable[Point]) -> list[tuple[str, Span]]:
    """Each word in lower case with where it stands."""
    return [
        (m[0].lower(), Span(s.start + m.start(), s.start + m.end()))
        for p in points for s in p.spans for m in MARKABLE.finditer(p.document.text[s.start : s.end])
    ]  # fmt: skip


def _runs(found: Iterable[Sequence[tuple[str, Span]]]) -> Iterable[Span]:
    """One span for each run of words that stand together; a run is cut where other words stand between."""
    for run in found:
        start, end = run[0][1].start, run[0][1].end
        for _, span in run[1:]:
            if span.start - end > 3 or span.start < end:
                yield Span(start, end)
                start = span.start
            end = span.end
        yield Span(start, end)


# ---------------------------------------------------------------- boilerplate


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that counts: its stem, whether it may change in what is repeated, and whether it may come or go."""

    stem: str
    free: bool
    light: bool


def repeated(old: Sequence[Cut], new: Sequence[Cut]) -> bool:
    """Whether a passage is repeated but for words of grammar, calendar days, places and numbers of rounds.

    A subject may stand for a pronoun or be the one that a neighbour shares, a title come before a name.
    """
    one, two = (_content(cuts, other) for cuts, other in ((old, new), (new, old)))
    matcher = SequenceMatcher(None, [w.stem for w in one], [w.stem for w in two], autojunk=False)
    if not one or not two or matcher.ratio() < MARKED:
        return False
    changes = [(one[i1:i2], two[j1:j2]) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal"]
    return all(_may_change(gone, came) for gone, came in changes)


def _may_change(gone: Sequence[_Word], came: Sequence[_Word]) -> bool:
    if gone and came:
        return all(w.free for w in (*gone, *came))
    return all(w.free or w.light for w in (*gone, *came))


def _content(cuts: Sequence[Cut], other: Sequence[Cut]) -> list[_Word]:
    """The words that count, each with what may become of it beside these other points."""
    shared = {s for c in other for s in stems(_shared(c))}
    bare = not any(_has_noun_subject(c) for c in other)
    out: list[_Word] = []
    for cut in cuts:
        tokens = _without_speaker(cut)
        places = {t.i for a, t in pairwise(tokens) if t.pos == "PROPN" and a.text.lower() in ("in", "at")}
        subject = set(_subject(cut)) if bare else set()
        for t in tokens:
            if t.pos in ("PUNCT", "SPACE") or t.text.lower() in known()["grammar"] or _is_calendar(cut, t):
                continue
            for stem in stems(t.text)[:1]:
                light = t.i in subject or stem in shared or {t.text.lower(), t.lemma} & _light()
                out.append(_Word(stem, t.i in places or _is_free(t), bool(light)))
    return out


def _light() -> frozenset[str]:
    """Words that may come or go: titles, words of protocol, adverbs that link."""
    return known()["protocol"] | known()["linking"]


def _shared(cut: Cut) -> str:
    """The words of its neighbours that a point is read with."""
    return cut.point.words.removesuffix(" ".join(cut.point.text.replace(" … ", " ").split()))


def _subject(cut: Cut) -> list[int]:
    """The words of a point's own subject."""
    heads = kids(cut.sentence, cut.head, "nsubj", "nsubjpass") if cut.sentence.tokens else []
    return [i for t in heads for i in subtree(cut.sentence, t.i) if i in cut.own]


def _has_noun_subject(cut: Cut) -> bool:
    return any(cut.sentence.tokens[i].pos in ("NOUN", "PROPN") for i in _subject(cut))


def _without_speaker(cut: Cut) -> tuple[Token, ...]:
    """The words of a point without a clause of saying before it ("The Minister said that")."""
    tokens = cut.tokens
    for n, t in enumerate(tokens[:OPENING]):
        if t.text.lower() == "that" and any(before.lemma in known()["saying"] for before in tokens[:n]):
            return tokens[n + 1 :]
    return tokens


def _is_calendar(cut: Cut, token: Token) -> bool:
    """Whether a word is part of a calendar day: a month, weekday or year, a number of a date or beside a month."""
    word = token.text.lower()
    if YEAR.fullmatch(word) or (word in known()["calendar"] and token.text[0].isupper()):
        return True
    if not DIGITS.fullmatch(word):
        return False
    near = cut.sentence.tokens[max(0, token.i - 3) : token.i + 4]
    return token.ent in ("DATE", "TIME") or any(t.text.lower() in known()["calendar"] for t in near)


def _is_free(token: Token) -> bool:
    word = token.text.lower()
    return (
        token.ent in ("ORDINAL", *PLACES)
        or word in known()["ordinal"]
        or word in known()["parties"]
        or bool(ROUND.fullmatch(word))
    )


def members(cuts: Sequence[Cut], other: Sequence[Cut]) -> list[list[int]]:
    """By point, the heads of members of lists that the other side lacks whole, where most other words are repeated."""
    here, there = (Counter(w.stem for w in _content(a, b)) for a, b in ((cuts, other), (other, cuts)))
    common = sum((here & there).values())
    if common < REPEATED * max(1, sum(there.values())):
        return [[] for _ in cuts]
    return [
        [t.i for t in cut.tokens if t.dep == "conj" and t.pos in MEMBERS and _lacking(cut, t.i, there)] for cut in cuts
    ]


def _lacking(cut: Cut, head: int, there: Counter[str]) -> bool:
    own = [cut.sentence.tokens[k] for k in subtree(cut.sentence, head) if k in cut.own]
    words = [s for t in own if t.pos in ("NOUN", "PROPN", "ADJ", "VERB", "NUM") for s in stems(t.text)[:1]]
    return bool(words) and not any(there[s] for s in words)


def held(words: Sequence[str], sentences: Iterable[Sequence[str]], share: float) -> bool:
    """Whether one of the sentences holds at least this share of the words, in their order."""
    for sentence in sentences:
        matcher = SequenceMatcher(None, words, sentence, autojunk=False)
        if sum(block.size for block in matcher.get_matching_blocks()) >= share * len(words):
            return True
    return False
