"""A phrasebook as a report: what the newest statements lack, then each formula with its uses and variants."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from dragoman import wording
from dragoman.reports.values import (
    Block,
    Footnote,
    Listing,
    Paragraph,
    Report,
    Row,
    Run,
    Runs,
    Section,
    Table,
    plain,
    quote,
)
from dragoman.series.phrases import Formula, Missing, Phrasebook, Statement, Use, Variant

VARIANTS = 8  # that are shown of one formula
DYADS = 6  # the same


def told(book: Phrasebook, most: int) -> Report:
    """The report, with the `most` formulae that account for most words."""
    shown = book.formulae[:most]
    sections = [*_missing(book.missing), *_overview(shown), *(_formula(f, book) for f in shown)]
    if not shown:
        sections.append(Section("No formulae", (Paragraph(plain(_none(book))),)))
    return Report("Standing phrases", _subtitle(book), tuple(_notes(book, most)), tuple(sections))


def _none(book: Phrasebook) -> str:
    return (
        f"No sequence of words comes back in enough of the {wording.counted(len(book.statements), 'statement')}."
        if book.statements
        else "There are no statements to look through."
    )


def _subtitle(book: Phrasebook) -> tuple[str, ...]:
    issuers = Counter(s.issuer for s in book.statements)
    days = [s.day for s in book.statements if s.day]
    names = [f"{name} ({n})" for name, n in issuers.most_common(5)]
    others = [f"{len(issuers) - 5} more"] if len(issuers) > 5 else []
    lines = [f"{wording.counted(len(book.statements), 'statement')}: {', '.join([*names, *others])}"]
    if days:
        lines.append(f"{wording.day(min(days))} to {wording.day(max(days))}")
    return tuple(lines) if book.statements else ()


def _notes(book: Phrasebook, most: int) -> Iterable[Runs]:
    yield plain("First, last and taken over are said of the texts held; an older one that is not may have it too.")
    undated = sum(s.day is None for s in book.statements)
    if undated:
        yield plain(
            f"{wording.counted(undated, 'statement')} without a day: no first use and no warning rests on them."
        )
    left = len(book.formulae) - most
    if left > 0:
        yield plain(f"{wording.counted(left, 'formula').replace('formulas', 'formulae')} more; --most shows them.")


# ---------------------------------------------------------------- what the newest lacks


def _missing(found: Sequence[Missing]) -> Iterable[Section]:
    if found:
        blocks = [Paragraph(_warning(m), "warning") for m in found]
        yield Section("Missing from the newest statement", tuple(blocks))


def _warning(m: Missing) -> Runs:
    runs = [
        Run(f"“{m.formula.wording}”", "strong"),
        Run(f" stands in {m.before} of the {m.recent} statements before, not in the newest of {_series(m.newest)}: "),
        Run(f"{_title(m.newest)}, {_day(m.newest)}. Last used {_day(m.last.statement)}: "),
        *_quoted(m.last),
    ]
    if m.instead is not None:
        runs += [Run(" The nearest words there: "), *_quoted(m.instead)]
    return tuple(runs)


def _series(s: Statement) -> str:
    return f"{s.issuer} on {wording.country(s.counterpart)}" if s.counterpart else s.issuer


# ---------------------------------------------------------------- formulae


def _overview(shown: Sequence[Formula]) -> Iterable[Section]:
    rows = tuple(Row((plain(f.wording), *map(plain, _cells(f)))) for f in shown)
    if rows:
        yield Section("Formulae", (Table(("formula", "statements", "first use", "last use"), rows),))


def _cells(f: Formula) -> tuple[str, ...]:
    first, last = _ends(f)
    return str(len(f.uses)), f"{_day(first.statement)}, {first.statement.issuer}", _day(last.statement)


def _ends(f: Formula) -> tuple[Use, Use]:
    """The first and the last use whose days are known; where none is, the first two ends."""
    dated = [u for u in f.uses if u.statement.day] or list(f.uses)
    return dated[0], dated[-1]


def _formula(f: Formula, book: Phrasebook) -> Section:
    first, last = _ends(f)
    blocks: list[Block] = [
        Paragraph((Run("First used "), *_cited(first), Run("; last used "), *_cited(last), Run("."))),
        Listing((plain(_series_counts(f, book)),)),
    ]
    if f.takeovers:
        blocks.append(Listing(tuple(
            (Run("Taken over by ", "plain"), Run(t.use.statement.issuer, "strong"), Run(f", {_after(t.of, t.use)}: "),
             *_quoted(t.use))
            for t in f.takeovers
        )))  # fmt: skip
    blocks.append(_variants(f.variants))
    return Section(f.wording, tuple(blocks), level=2)


def _series_counts(f: Formula, book: Phrasebook) -> str:
    """In how many statements of which issuer on whom it stands."""
    every = Counter((s.issuer, s.counterpart) for s in book.statements)
    used: dict[tuple[str, str | None], Statement] = {}
    counted: Counter[tuple[str, str | None]] = Counter()
    for use in f.uses:
        name = (use.statement.issuer, use.statement.counterpart)
        used.setdefault(name, use.statement)
        counted[name] += 1
    parts = [f"{_series(used[name])} {n} of {every[name]}" for name, n in counted.most_common(DYADS)]
    more = len(counted) - DYADS
    return "In statements of " + "; ".join([*parts, *([f"{more} more"] if more > 0 else [])])


def _after(of: Use, use: Use) -> str:
    first, later = of.statement.day, use.statement.day
    assert first is not None and later is not None
    return f"{_day(use.statement)}, {wording.counted((later - first).days, 'day')} after {of.statement.issuer}"


def _variants(variants: Sequence[Variant]) -> Table:
    rows = tuple(_variant(v) for v in variants[:VARIANTS])
    more = len(variants) - VARIANTS
    caption = f"{more} more ways of writing it" if more > 0 else ""
    return Table(("variant", "statements", "first", "last"), rows, caption)


def _variant(v: Variant) -> Row:
    first, last = v.uses[0], v.uses[-1]
    kind = plain(v.wording) if v.exact else (Run(v.wording, "changed"),)
    return Row((kind, plain(str(len(v.uses))), _cited(first), plain(_day(last.statement))))


# ---------------------------------------------------------------- pieces


def _cited(use: Use) -> Runs:
    note = Footnote(use.statement.document, use.span.start, use.span.end)
    return (Run(f"{_day(use.statement)}, {use.statement.issuer}", "plain", note),)


def _quoted(use: Use) -> Runs:
    return quote(use.statement.document, use.span.start, use.span.end)


def _title(s: Statement) -> str:
    return " ".join((s.document.title or s.document.origin or s.document.id).split())


def _day(s: Statement) -> str:
    return wording.day(s.day) if isinstance(s.day, date) else "no day"
