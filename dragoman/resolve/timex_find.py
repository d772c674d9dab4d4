"""Finds temporal expressions in one stretch of text: which rules to try, and which of their matches to keep."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from dragoman.records import Sentence, Span
from dragoman.resolve import timex_dates, timex_periods, timex_relative, timex_spans
from dragoman.resolve.timex_tense import NOWHERE, outlook
from dragoman.resolve.timex_value import Context, Reading
from dragoman.resolve.timex_words import words

Resolver = Callable[[re.Match[str], Context], Reading | None]
SECOND_PASS = (timex_spans.clock, timex_relative.part_alone)
WORD = re.compile(r"[a-z]+|\d|:")
LINK = re.compile(r"\S*(?:https?:|www\.)\S+")
CUES = {
    "deictic": ("yesterday", "today", "tomorrow", "tonight"),
    "part": ("overnight",),
    "set": ("every", "each", "once", "twice", "times"),
    "clock": ("m", "am", "pm", "gmt", "utc", "hours", "hrs", "local", "clock", ":"),
    "ref": ("recently", "lately", "now", "currently", "presently", "soon", "shortly", "future", "past", "recent",
            "present", "nowadays", "these", "moment", "time", "point", "other", "coming", "ensuing", "then"),
    "holiday": ("year", "st"),
    "unit": ("weekend", "centuries", "century", "quarter", "quarters", "half"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern: the class of words without which it cannot match, the expression, and what it means."""

    needs: str
    pattern: re.Pattern[str]
    resolve: Resolver
    late: bool


@dataclass(frozen=True, slots=True)
class Found:
    """An expression with its place in the document and its reading."""

    span: Span
    reading: Reading


def _resolver(name: str) -> Resolver:
    """The function that a line of the table names."""
    home = next(module for module in (timex_dates, timex_periods, timex_relative, timex_spans) if hasattr(module, name))
    found: Resolver = getattr(home, name)
    return found


@lru_cache(maxsize=1)
def rules() -> dict[str, tuple[Rule, ...]]:
    """The rules by the class of words they need, compiled once."""
    table: dict[str, list[Rule]] = {}
    lines = files("dragoman.data").joinpath("date_patterns.tsv").read_text(encoding="utf-8").splitlines()
    for needs, name, pattern in (line.split("\t") for line in lines if not line.startswith("#")):
        resolve = _resolver(name)
        text = pattern % words().fragments
        text = re.sub(r"(\(\?<=[^)]*) \)", r"\1\\s)", text.replace("~", r"\s*"))
        text = re.sub(r"(?<!\\) (\??)", lambda m: r"\s*" if m.group(1) else r"\s+", text)
        compiled = re.compile(rf"(?<![\w$€£#.])(?:{text})(?!\w)", re.IGNORECASE)
        table.setdefault(needs, []).append(Rule(needs, compiled, resolve, resolve in SECOND_PASS))
    return {name: tuple(found) for name, found in table.items()}


@dataclass(frozen=True, slots=True)
class Told:
    """The last date of the text so far, and the last that is a day."""

    date: Reading | None = None
    day: Reading | None = None


@lru_cache(maxsize=1)
def _classes() -> dict[str, tuple[str, ...]]:
    """Word -> the classes of rules that it calls for."""
    w = words()
    table: dict[str, set[str]] = {}
    sources: list[tuple[str, list[str]]] = [
        ("month", list(w.months)),
        ("weekday", [d for k in w.weekdays if len(k) > 5 for d in (k, k + "s")]),
        ("unit", [u for k in w.units for u in (k, k + "s")]),
        ("part", list(w.parts)),
        ("season", list(w.seasons)),
        ("set", list(w.sets)),
        ("holiday", [k.split()[0] for k in w.holidays if len(k.split()[0]) > 3]),
        ("digit", [str(k) for k in range(10)]),
        *((name, list(cues)) for name, cues in CUES.items()),
    ]
    for name, members in sources:
        for member in members:
            table.setdefault(member, set()).add(name)
    return {word: tuple(sorted(names)) for word, names in table.items()}


def _wanted(text: str) -> list[str]:
    table = _classes()
    names = {name for word in WORD.findall(text.lower()) for name in table.get(word, ())}
    if "digit" not in names:
        names.discard("clock")
    return sorted(names)


def find(text: str, offset: int, sentence: Sentence | None, published: date | None, told: Told) -> list[Found]:
    """Expressions of `text`, which begins at `offset` of the document, in text order; `told` came before it."""
    wanted = _wanted(text)
    if not wanted:
        return []
    table = rules()
    matches = [
        (m.start(), -m.end(), k, rule, m)
        for k, rule in enumerate(r for name in wanted for r in table.get(name, ()))
        for m in rule.pattern.finditer(text)
    ]
    if "http" in text or "www." in text:
        links = [m.span() for m in LINK.finditer(text)]
        matches = [found for found in matches if all(found[0] >= b or -found[1] <= a for a, b in links)]
    matches.sort(key=lambda found: found[:3])
    kept: list[tuple[int, int, Reading]] = []
    for late in (False, True):
        for start, stop, _, rule, m in matches:
            if rule.late is late and all(-stop <= a or start >= b for a, b, _ in kept):
                reading = rule.resolve(
                    m, _context(text, m, offset, sentence, published, _nearest(kept, start, late), told)
                )
                if reading is not None:
                    kept.append((start, -stop, reading))
    return [Found(Span(offset + a, offset + b), reading) for a, b, reading in sorted(kept, key=lambda k: k[:2])]


def _nearest(kept: list[tuple[int, int, Reading]], start: int, late: bool) -> Reading | None:
    """The dated expression nearest before `start`; a clock time may also take the nearest after it."""
    dated = [k for k in kept if k[2].days is not None and k[2].type in ("DATE", "TIME") and k[2].value != "PRESENT_REF"]
    if late:
        dated = [k for k in dated if k[2].granularity in ("day", "part of day")]
    before = [k for k in dated if k[0] < start]
    if before:
        return before[-1][2]
    return dated[0][2] if late and dated else None


def _context(
    text: str, m: re.Match[str], offset: int, sentence: Sentence | None, published: date | None,
    here: Reading | None, told: Told) -> Context:  # fmt: skip
    i = head_of(sentence, Span(offset + m.start(), offset + m.end())) if sentence is not None else -1
    look = outlook(sentence, i) if sentence is not None and i >= 0 else NOWHERE
    before = text[max(0, m.start() - 48) : m.start()].lower()
    return Context(
        published, look, told.date, here, told.day, before, text[m.end() : m.end() + 40].lower(), sentence, i
    )


def head_of(sentence: Sentence, span: Span) -> int:
    """Index of the token inside `span` that hangs on a word outside it (the first such), -1 if there is none."""
    inside = list(_inside(sentence, span))
    indices = {i for i in inside}
    for i in inside:
        token = sentence.tokens[i]
        if token.head not in indices or token.head == i:
            return i
    return inside[0] if inside else -1


def _inside(sentence: Sentence, span: Span) -> Iterator[int]:
    return (t.i for t in sentence.tokens if t.start < span.end and t.end > span.start)
