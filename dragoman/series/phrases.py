"""Formulae of official texts: first use, variants, who took over whose wording, last use, and what the newest lacks."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from dragoman.records import Document, Span
from dragoman.series import phrases_mining as mining
from dragoman.series import phrases_uses as uses_
from dragoman.series.phrases_words import PIECE, Words, stem, words

LEAST = 3  # statements that a formula stands in
OF_ISSUER, OF_DYAD = 0.02, 0.05  # and at least this share of those of an issuer, or of an issuer on one counterpart
RECENT = 8  # statements before the newest that tell whether a formula stands
STANDING = 0.6  # share of them that have a formula that stands
MOST = 500  # formulae whose variants are looked for
SAME = 0.6  # share of a formula's uses by which it is a variant of another one
WITHOUT = frozenset(["a", "an", "the", "its", "their", "his", "her", "our", "s"])  # no variant differs in these alone


@dataclass(frozen=True, slots=True)
class Statement:
    """An official text: who issued it, of which country, and the country that it is about; None where unknown."""

    document: Document
    issuer: str
    country: str | None = None
    counterpart: str | None = None

    @property
    def day(self) -> date | None:
        """When it was published."""
        return self.document.published


@dataclass(frozen=True, slots=True)
class Use:
    """A passage of a statement in which a formula stands, in its own words or in others."""

    statement: Statement
    span: Span
    exact: bool

    @property
    def wording(self) -> str:
        """The words, line breaks as blanks."""
        return " ".join(self.statement.document.text[self.span.start : self.span.end].split())


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of writing a formula, with the statements that write so, the oldest first."""

    wording: str
    uses: tuple[Use, ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class Takeover:
    """An issuer's first use of a formula that another issuer had used before it, in the texts held."""

    use: Use
    of: Use


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula: how it is written most often, three dots for a slot, and all uses, the oldest first."""

    wording: str
    uses: tuple[Use, ...]
    variants: tuple[Variant, ...]
    takeovers: tuple[Takeover, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """A formula that an issuer's newest statement on a counterpart lacks; `before` of `recent` earlier ones have it."""

    formula: Formula
    newest: Statement
    before: int
    recent: int
    last: Use
    instead: Use | None


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Formulae, those that account for most words first, and those missing from the newest statements."""

    statements: tuple[Statement, ...]
    formulae: tuple[Formula, ...]
    missing: tuple[Missing, ...]


def phrases(statements: Iterable[Statement], least: int = LEAST) -> Phrasebook:
    """The formulae of the statements; each stands in at least `least` of one issuer, or of one issuer on a counterpart.

    Statements whose texts are the same count once. The order in which they are given is of no account.
    """
    given = _once(statements)
    if not given:
        return Phrasebook((), (), ())
    texts = [s.document.text for s in given]
    told = words(texts)
    if not len(told.stem):
        return Phrasebook(given, (), ())
    patterns = mining.patterns(told, _groups(given, least))[:MOST]
    taken: dict[str, list[Span]] = {}
    formulae: list[Formula] = []
    missing: list[Missing] = []
    for pattern in patterns:
        formula = _formula(given, told, pattern, texts)
        if not _is_variant(formula, taken):
            formulae.append(formula)
            missing += _missing(given, told, pattern, formula)
            for use in formula.uses:
                taken.setdefault(use.statement.document.id, []).append(use.span)
    return Phrasebook(given, tuple(formulae), tuple(missing))


def _is_variant(formula: Formula, taken: Mapping[str, Sequence[Span]]) -> bool:
    """Whether most uses of a formula are uses of those found before."""
    own = [u for u in formula.uses if u.exact]
    others = [(u.span, span) for u in own for span in _first_over(u.span, taken.get(u.statement.document.id, ()))]
    return len(others) >= SAME * len(own)


def _first_over(span: Span, others: Iterable[Span]) -> list[Span]:
    """The first of the other spans that holds half of this one."""
    half = (span.end - span.start) / 2
    return [o for o in others if min(span.end, o.end) - max(span.start, o.start) > half][:1]


def _once(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Each text once, by day (unknown ones last), issuer and id."""
    order = sorted(statements, key=lambda s: (s.day or date.max, s.issuer, s.document.id))
    return tuple({(s.issuer, " ".join(s.document.text.split())): s for s in reversed(order)}.values())[::-1]


def _groups(given: Sequence[Statement], least: int) -> mining.Groups:
    """The statements by issuer, and by issuer and counterpart."""
    numbers: dict[tuple[str, ...], int] = {}
    rows, needed = [], dict[int, int]()
    ways: tuple[tuple[float, list[tuple[str, ...]]], ...] = (
        (OF_ISSUER, [(s.issuer,) for s in given]),
        (OF_DYAD, [(s.issuer, s.counterpart or "") for s in given]),
    )
    for share, keys in ways:
        row = [numbers.setdefault(key, len(numbers)) for key in keys]
        rows.append(row)
        needed |= {n: max(least, math.ceil(share * count)) for n, count in Counter(row).items()}
    return mining.Groups(np.array(rows), np.array([needed[n] for n in range(len(numbers))]))


# ---------------------------------------------------------------- one formula


def _formula(given: Sequence[Statement], told: Words, pattern: mining.Pattern, texts: Sequence[str]) -> Formula:
    found = uses_.exact(told, pattern)
    others = np.setdiff1d(np.arange(len(given)), [f.document for f in found])
    found = sorted([*found, *uses_.near(told, pattern, others)], key=lambda f: f.document)
    used = tuple(_use(given, told, f) for f in found)
    return Formula(uses_.written(told, pattern, texts), used, _variants(used), tuple(_takeovers(used)))


def _use(given: Sequence[Statement], told: Words, found: uses_.Found) -> Use:
    return Use(given[found.document], Span(int(told.start[found.first]), int(told.end[found.last])), found.share == 1.0)


def _variants(used: Sequence[Use]) -> tuple[Variant, ...]:
    """The ways of writing it, the commonest first."""
    ways: dict[tuple[str, ...], list[Use]] = {}
    for use in used:
        ways.setdefault(_way(use.wording), []).append(use)
    made = [Variant(_commonest(u.wording for u in found), tuple(found), found[0].exact) for found in ways.values()]
    return tuple(sorted(made, key=lambda v: -len(v.uses)))


def _way(wording: str) -> tuple[str, ...]:
    """What two wordings have in common that differ in articles, number, tense and marks alone."""
    return tuple(stem(w) for f in PIECE.finditer(wording) if f[1] and (w := f[1].lower()) not in WITHOUT)


def _commonest(wordings: Iterable[str]) -> str:
    counted = Counter(wordings)
    return max(counted, key=lambda w: (counted[w], w[:1].islower()))


def _takeovers(used: Sequence[Use]) -> Iterable[Takeover]:
    """The first uses by others than who used it first, on a later day than that one's first use."""
    dated = [u for u in used if u.statement.day]
    if not dated:
        return
    origin = dated[0]
    seen = {origin.statement.issuer}
    for use in dated:
        if use.statement.issuer not in seen:
            seen.add(use.statement.issuer)
            if use.statement.day != origin.statement.day:
                yield Takeover(use, origin)


# ---------------------------------------------------------------- what the newest statement lacks


def _missing(given: Sequence[Statement], told: Words, pattern: mining.Pattern, formula: Formula) -> Iterable[Missing]:
    """The issuers and counterparts whose newest statement lacks a formula that most of those before it have."""
    having = {id(u.statement): u for u in formula.uses}
    for numbers in _series(given, having):
        newest = given[numbers[-1]]
        same_day = [n for n in numbers if given[n].day == newest.day]
        recent = [given[n] for n in numbers if given[n].day != newest.day][-RECENT:]
        before = [s for s in recent if id(s) in having]
        present = any(id(given[n]) in having for n in same_day)
        if not present and len(before) >= LEAST and len(before) >= STANDING * len(recent):
            nearest = uses_.near(told, pattern, np.array(same_day), uses_.NEAREST)
            instead = _use(given, told, max(nearest, key=lambda f: f.share)) if nearest else None
            yield Missing(formula, newest, len(before), len(recent), having[id(before[-1])], instead)


def _series(given: Sequence[Statement], having: dict[int, Use]) -> Iterable[list[int]]:
    """The dated statements of each issuer on each counterpart that ever used it, by day, as numbers."""
    users = {(u.statement.issuer, u.statement.counterpart) for u in having.values()}
    series: dict[tuple[str, str | None], list[int]] = {}
    for n, s in enumerate(given):
        if s.day and (s.issuer, s.counterpart) in users:
            series.setdefault((s.issuer, s.counterpart), []).append(n)
    return series.values()
