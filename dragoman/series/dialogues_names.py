"""Names of meetings as a text writes them, with the ordinal that it gives them, and what it says of the last time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dragoman import wording
from dragoman.records import Span

StateOf = Callable[[str], str | None]
TOKEN = re.compile(r"[^\W_](?:[^\s,;:()\[\]“”\"]*[^\W_])?(?:(?<=\.[A-Z])\.)?")
LONGEST = 9  # words of a name to the left of its head, and to its right
JOINS = ("of", "and", "for", "on", "&", "the")
NUMBERED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
ABBREVIATED = re.compile(r"(?:\b[A-Za-z]|\b(?:Mr|Ms|Mrs|Dr|Gen|Lt|Col|Maj|Adm|St|Brig|Capt|Hon|No|vs))\.$")
END = re.compile(r"[.!?][\"”’)]*\s+(?=[“\"‘(]?[^\Wa-z_])|\n+")
ACRONYM = re.compile(r"\s*\(\s*(?:the\s+)?[“\"‘]?([A-Z][A-Za-z0-9+-]*[A-Z0-9])[”\"’]?\s*\)")


@dataclass(frozen=True, slots=True)
class Naming:
    """A meeting's name in a text; `states` are those that it begins with, `turn` is next, last, beside or empty."""

    span: Span
    name: str
    states: tuple[str, ...] = ()
    alias: str = ""
    ordinal: int | None = None
    ordinal_span: Span | None = None
    turn: str = ""

    @property
    def key(self) -> str:
        """The name in the form in which names are compared."""
        return plain(self.name)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        return self.text.lower()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() or self.text[0].isdigit()


@lru_cache(maxsize=1)
def known() -> dict[str, Any]:
    """The words of data/dialogues.yaml."""
    import yaml

    loaded: dict[str, Any] = yaml.safe_load((files("dragoman") / "data" / "dialogues.yaml").read_text("utf-8"))
    return loaded


@lru_cache(maxsize=32)
def pattern(name: str) -> re.Pattern[str]:
    """A pattern of data/dialogues.yaml, whatever the case of the text."""
    return re.compile(known()[name], re.IGNORECASE)


@lru_cache(maxsize=10_000)
def plain(name: str) -> str:
    """A name as it is compared: lower case, one spelling, hyphens as blanks."""
    spelling = known()["spelling"]
    low = " ".join(w for w in re.split(r"[\s]+", name.lower().replace("’", "'")) if w != "the")
    return " ".join(spelling.get(w, w) for w in re.split(r"[\s–-]+", " ".join(spelling.get(w, w) for w in low.split())))


def sentences(text: str) -> list[Span]:
    """The sentences of a text, by full stops and line breaks."""
    found, start = [], 0
    for m in END.finditer(text):
        if "\n" not in m[0] and ABBREVIATED.search(text[max(0, m.start() - 6) : m.start() + 1]):
            continue
        found.append(Span(start, m.start() + (0 if m[0].isspace() else 1)))
        start = m.end()
    found.append(Span(start, len(text)))
    return [s for s in found if text[s.start : s.end].strip()]


def namings(text: str, state_of: StateOf) -> list[Naming]:
    """Every meeting that a text names, in text order."""
    found: list[Naming] = []
    for sentence in sentences(text):
        words = [_Word(m[0], m.start(), m.end()) for m in TOKEN.finditer(text, sentence.start, sentence.end)]
        for i, word in enumerate(words):
            if _head(word) and (named := _named(text, words, i, state_of)):
                found.append(named)
    return _outermost(found)


def _outermost(found: Sequence[Naming]) -> list[Naming]:
    """Names that lie in no other one."""
    kept: list[Naming] = []
    for named in sorted(found, key=lambda n: (n.span.start, -n.span.end)):
        if not kept or named.span.start >= kept[-1].span.end:
            kept.append(named)
    return kept


def _head(word: _Word) -> bool:
    heads = known()["heads"]
    return word.low in heads["always"] or word.low in heads["joint"]


def _named(text: str, words: Sequence[_Word], i: int, state_of: StateOf) -> Naming | None:
    """The name whose head is the word at `i`, or None where it is no name."""
    first, last = _left(text, words, i), _right(text, words, i)
    first, ordinal = _ordinal_within(words, first, i)
    ordinal = ordinal or _ordinal_before(text, words, first)
    if not words[i].capital and not (ordinal and first < i and _plainly(words[first:i], words[i])):
        return None
    states, first = _states(words, first, i, state_of)
    own = [w.low for w in words[first:i]]
    if not _is_name(own, words[i], last > i, ordinal):
        return None
    span = Span(words[first].start, words[last].end)
    alias = ACRONYM.match(text, span.end)
    named = Naming(span, " ".join(text[span.start : span.end].split()), states, alias[1] if alias else "")
    named = replace(named, turn=_turn(words, first if ordinal is None else ordinal[2]))
    return named if ordinal is None else replace(named, ordinal=ordinal[0], ordinal_span=ordinal[1])


def _plainly(own: Sequence[_Word], head: _Word) -> bool:
    """Whether a name in small letters is one: "strategic consultations", not "online meeting"."""
    return head.low in known()["heads"]["always"] or any(w.low in known()["joint_words"] for w in own[-2:])


def _is_name(own: Sequence[str], head: _Word, described: bool, ordinal: tuple[int, Span, int] | None) -> bool:
    """Whether words before a head make a name of it: not "the talks", "the national council"."""
    if head.low in known()["heads"]["always"]:
        return bool(own) or (described and head.capital)
    joint = any(part in known()["joint_words"] for w in own for part in (w, *w.split("-")))
    return (joint and bool(own)) or (ordinal is not None and (bool(own) or described) and head.low != "group")


def _touching(text: str, left: _Word, right: _Word) -> bool:
    return not text[left.end : right.start].strip(" \n’'&") and "\n\n" not in text[left.end : right.start]


def _left(text: str, words: Sequence[_Word], i: int) -> int:
    """The index of the first word of the name whose head is at `i`."""
    first, at = i, i - 1
    lower = not words[i].capital
    while at >= 0 and i - at <= LONGEST and _touching(text, words[at], words[at + 1]):
        word = words[at]
        if word.low in (*known()["headline"], *known()["calendar"], "the"):
            break
        if word.capital or (lower and word.low not in JOINS and word.low not in ("a", "an", "its", "their", "with")):
            first = at
        elif word.low not in ("of", "and", "for") or lower:
            break
        at -= 1
    return first


def _right(text: str, words: Sequence[_Word], i: int) -> int:
    """The index of the last word of the name: of "on Mining and Energy" behind a head, or the head itself."""
    if not words[i].capital or i + 2 > len(words) - 1 or words[i + 1].low not in ("on", "for"):
        return i
    last, at = i, i + 1
    while at < len(words) and at - i <= LONGEST and not text[words[at - 1].end : words[at].start].strip(" \n,&"):
        word = words[at]
        if word.low in known()["calendar"]:
            break
        if word.text[0].isupper():
            last = at
        elif word.low not in ("and", "on", "for", "of", "the", "&"):
            break
        at += 1
    return last


# ---------------------------------------------------------------- ordinals


def number(word: str) -> int | None:
    """The number that an ordinal says ("third", "3rd"), else None."""
    found = NUMBERED.fullmatch(word.lower())
    given = known()["ordinals"].get(word.lower())
    return int(found[1]) if found else int(given) if given else None


def _ordinal_within(words: Sequence[_Word], first: int, i: int) -> tuple[int, tuple[int, Span, int] | None]:
    """Takes an ordinal, with its unit, off the beginning of a name ("Sixth Round of the India Dialogue")."""
    for at in range(first, i):
        value = number(words[at].low)
        if value is None:
            continue
        begin = at + 1
        while begin < i and words[begin].low in (*known()["units"], "of", "the"):
            begin += 1
        return begin, (value, Span(words[at].start, words[at].end), at)
    return first, None


def _ordinal_before(text: str, words: Sequence[_Word], first: int) -> tuple[int, Span, int] | None:
    """The ordinal before a name: "the sixth round of the", "its third annual", with the index of its word."""
    at, units = first - 1, known()["units"]
    while at >= 0 and words[at].low in ("the", "of", "their", "its", *units):
        at -= 1
    for back in (at, at - 1):
        if back >= 0 and (value := number(words[back].low)) is not None:
            between = [w.low for w in words[back + 1 : first]]
            if between and between[-1] in ("of", "the") and not set(between) & set(units):
                return None
            if text[words[back].end : words[first].start].strip(" \n").count(","):
                return None
            return value, Span(words[back].start, words[back].end), back
    return None


def _turn(words: Sequence[_Word], first: int) -> str:
    """Whether the words before a name tell of a coming, a past or another meeting: next, last, beside or nothing."""
    before = [w.low for w in words[max(0, first - 6) : first]]
    if pattern("beside").search(" ".join(_behind(before, ("and",)))):
        return "beside"
    before = _behind(before, ("and", "at", "during", "with"))
    if any(w in known()["coming"] for w in before):
        return "next"
    return "last" if any(w in known()["past"] for w in before) else ""


def _behind(words: Sequence[str], joints: Sequence[str]) -> list[str]:
    """The words behind the last of the joints."""
    return list(words[max((k + 1 for k, w in enumerate(words) if w in joints), default=0) :])


def _states(words: Sequence[_Word], first: int, i: int, state_of: StateOf) -> tuple[tuple[str, ...], int]:
    """The states that a name begins with ("Kenya-Norway", "United States and India"), and where the rest begins."""
    found: list[str] = []
    at = first
    while at < i:
        size = next((n for n in (3, 2, 1) if at + n <= i and _state(words[at : at + n], state_of)), 0)
        if not size:
            if found and words[at].low in ("and", "&"):
                at += 1
                continue
            break
        found.extend(_state(words[at : at + size], state_of))
        at += size
    while found and at < i and words[at].low in ("and", "&"):
        at += 1
    return tuple(dict.fromkeys(found)), at


def _state(words: Sequence[_Word], state_of: StateOf) -> list[str]:
    """The states that words are the name of, all of them or none: "US-Pakistan", "Norwegian"."""
    whole = " ".join(w.text.removesuffix("'s").removesuffix("’s") for w in words)
    parts = re.split(r"[-–/]", whole)
    codes = [state_of(part) or (_code(part) if len(parts) > 1 else None) for part in parts]
    return [code for code in codes if code] if all(codes) else []


def _code(word: str) -> str | None:
    """A country's code as a name is written with it ("the US-PNG Dialogue")."""
    return word if re.fullmatch("[A-Z]{3}", word) and wording.country(word) != word else None


# ---------------------------------------------------------------- who led


def led(text: str) -> Iterator[tuple[str, str, Span]]:
    """(whose delegation, who led it, where that is said), in text order."""
    found = [m for words in known()["leaders"] for m in re.finditer(words, text)]
    for m in sorted(found, key=lambda m: m.start()):
        yield m["land"], re.sub(r"(?:\s+(?:of|for|and|the|de|al))+$", "", m["who"]), Span(*m.span())


# ---------------------------------------------------------------- what is told of the last time


def last_met(text: str) -> list[Span]:
    """The sentences of a text that say when two sides last met."""
    return [s for s in sentences(text) if last_met_at(text, s) >= 0]


def last_met_at(text: str, sentence: Span) -> int:
    """Where in the text the words stand by which a sentence tells of the last time; -1 where it tells nothing of it."""
    found = [m.start() for p in _last_met() if (m := p.search(text, sentence.start, sentence.end))]
    return min(found, default=-1)


@lru_cache(maxsize=1)
def _last_met() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.IGNORECASE) for p in known()["last_met"])


def again(text: str, names: Sequence[str], taken: Sequence[Span]) -> Iterator[tuple[Span, str]]:
    """Where a text writes one of the names, or its abbreviation, outside the spans taken, with that name."""
    for name in names:
        loose = r"[\s–-]+".join(map(re.escape, re.split(r"[\s–-]+", name)))
        flags = 0 if name.isupper() else re.IGNORECASE
        for m in re.finditer(rf"\b{loose}\b", text, flags):
            if not any(s.start < m.end() and m.start() < s.end for s in taken):
                yield Span(m.start(), m.end()), name
