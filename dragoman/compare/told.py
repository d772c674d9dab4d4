"""Comparison -> Report: the accounts and what is held of each, the rows side by side, what could not be aligned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.comparison import Account, Comparison, Label, Point, Row
from dragoman.records import Document, Span
from dragoman.reports import values
from dragoman.reports.values import Block, Kind, Listing, Paragraph, Report, Run, Runs, Section, Table, plain, quote
from dragoman.wording import counted, day

KINDS: dict[Label, Kind] = {
    "both": "both", "only": "only", "differ": "differ", "contradicted": "contradicted", "not aligned": "",
}  # fmt: skip
NOT_HELD = "not in the text held"
MOVED = 0.4  # of the text: what is told so much earlier or later is told at another place
DOUBTFUL = "in doubt; nearest is"


def told(comparison: Comparison) -> Report:
    """The report of a comparison."""
    names = [a.name for a in comparison.accounts]
    title = f"{' and '.join(names) if len(names) < 3 else ', '.join(names)}: accounts compared"
    documents = tuple({d.id: d for a in comparison.accounts for d in _documents(a)}.values())
    if comparison.unlike:
        why = Paragraph(
            (Run("These texts do not tell of one meeting: ", "strong"), Run(f"{comparison.unlike}.")), "warning"
        )
        return Report(title, notes=_notes(comparison), sections=(Section("Not compared", (why,)),), documents=documents)
    return Report(title, (_counts(comparison),), _notes(comparison), tuple(_sections(comparison)), documents)


def _documents(account: Account) -> tuple[Document, ...]:
    return (*account.documents, *((account.original,) if account.original else ()))


def _counts(comparison: Comparison) -> str:
    """How many rows there are of each label."""
    parts = []
    for label in KINDS:
        for holder in ("",) if label != "only" else [a.name for a in comparison.accounts]:
            rows = [r for r in comparison.of(label) if not holder or comparison.accounts[r.holders[0]].name == holder]
            if rows:
                parts.append(f"{len(rows)} {_label(comparison, rows[0])}")
    return f"{counted(len(comparison.rows), 'row')}: {', '.join(parts)}"


def _notes(comparison: Comparison) -> tuple[Runs, ...]:
    """What is held of each account, and what else limits the comparison."""
    held = tuple(
        (Run(f"{a.name}: "), Run(a.completeness, "strong"), Run(f" ({a.why}{_dated(a)})")) for a in comparison.accounts
    )
    return (*held, *map(plain, comparison.remarks))


def _dated(account: Account) -> str:
    days = sorted({d.published for d in account.documents if d.published})
    return f"; published {', '.join(map(day, days))}" if days else ""


def _sections(comparison: Comparison) -> Iterator[Section]:
    rows = [r for r in comparison.rows if r.label != "not aligned"]
    if rows:
        yield Section("Side by side", (_table(comparison, rows),))
    if doubtful := list(comparison.of("not aligned")):
        words = "Whether the other side tells of these is in doubt: read them against its text."
        items = tuple(_item(comparison, row) for row in doubtful)
        yield Section("Not aligned", (Paragraph(plain(words)), Listing(items)))
    if blocks := list(_form(comparison)):
        yield Section("Names, order and length", tuple(blocks))
    if left := [(a, p) for a in comparison.accounts for p in a.left_out]:
        items = tuple((Run(f"{a.name}: ", "faint"), Run(" ".join(p.text.split()), "faint")) for a, p in left)
        yield Section("Left out", (Paragraph(plain("Titles, contact lines and marks of the page.")), Listing(items)))


def _item(comparison: Comparison, row: Row) -> Runs:
    voice = row.holders[0]
    head = Run(f"{comparison.accounts[voice].name}: ", "faint")
    near = [
        run
        for k, points in enumerate(row.near)
        if points
        for run in (
            Run(f" nearest in {comparison.accounts[k].name}: ", "faint"),
            *_quoted(points, row, comparison.accounts[k].name),
        )
    ]
    return (head, *_quotes(comparison, row, voice), *near)


def _table(comparison: Comparison, rows: Sequence[Row]) -> Table:
    columns = ("Point", *(f"{a.name} ({a.completeness})" for a in comparison.accounts))
    return Table(columns, tuple(_row(comparison, row) for row in rows))


def _row(comparison: Comparison, row: Row) -> values.Row:
    head: list[Run] = [Run(_label(comparison, row), "label")]
    if row.topic:
        head += [values.BREAK, Run(row.topic)]
    if row.label in ("differ", "contradicted"):
        head += [values.BREAK, Run(row.why, "faint")]
    return values.Row((tuple(head), *(_cell(comparison, row, k) for k in range(len(row.cells)))), KINDS[row.label])


def _label(comparison: Comparison, row: Row) -> str:
    """The label in words: "both", "only Embassy", "differ: number", "2 of 3"."""
    if row.label == "only":
        return f"only {comparison.accounts[row.holders[0]].name}"
    if row.label == "both" and len(row.cells) > 2:
        return "all" if len(row.holders) == len(row.cells) else f"{len(row.holders)} of {len(row.cells)}"
    return row.label


def _cell(comparison: Comparison, row: Row, k: int) -> Runs:
    """The words of one account, or what is known of why there are none."""
    if row.cells[k] == "told":
        return _quotes(comparison, row, k)
    account = comparison.accounts[k]
    if row.cells[k] == "not held":
        return (Run(f"{NOT_HELD} of {account.name} ({account.completeness})", "faint"),)
    return (Run(f"{DOUBTFUL}: ", "faint"), *_quoted(row.near[k], row, account.name))


def _quotes(comparison: Comparison, row: Row, k: int) -> Runs:
    return _quoted(row.points[k], row, comparison.accounts[k].name)


def _quoted(points: Sequence[Point], row: Row, voice: str) -> Runs:
    out: list[Run] = []
    for document, span in _joined(points):
        out += [Run(" ")] if out else []
        out += quote(document, span.start, span.end, _changes(row, document, span), voice)
    return tuple(out)


def _joined(points: Sequence[Point]) -> Iterator[tuple[Document, Span]]:
    """The words of the points; what stands side by side in one text is one quote."""
    held: tuple[Document, Span] | None = None
    spans = sorted((p.document.id, s, p.document) for p in points for s in p.spans)
    for _, span, document in spans:
        if held and held[0].id == document.id and not any(map(str.isalnum, document.text[held[1].end : span.start])):
            held = (document, Span(held[1].start, span.end))
            continue
        if held:
            yield held
        held = (document, span)
    if held:
        yield held


def _changes(row: Row, document: Document, span: Span) -> Iterator[tuple[Span, values.Mark]]:
    """The words by which accounts differ, where they stand in a quote."""
    low = document.text[span.start : span.end].lower()
    for word in {w.split()[0].lower() for d in row.differences for w in d.words if w}:
        at = low.find(word)
        if at >= 0:
            yield Span(span.start + at, span.start + at + len(word)), "changed"


# ---------------------------------------------------------------- names, order, length


def _form(comparison: Comparison) -> Iterator[Block]:
    names = tuple(a.name for a in comparison.accounts)
    if comparison.namings:
        rows = tuple(
            values.Row((plain(n.what), *(plain("; ".join(told) or "not named") for told in n.names)))
            for n in comparison.namings
        )
        yield Table(("Named", *names), rows, "The same, by the name that each account gives it")
    lengths = (
        f"{a.name}: {counted(_length(a), 'word')}, {counted(len(a.points), 'point')}" for a in comparison.accounts
    )
    yield Paragraph(plain(f"Length: {'; '.join(lengths)}."))
    if moved := _moved(comparison):
        yield Paragraph(plain(f"Told at another place: {moved}."))


def _length(account: Account) -> int:
    return sum(len(p.text.split()) for p in account.points)


def _moved(comparison: Comparison) -> str:
    """The rows that two accounts tell at quite different places."""
    found = []
    for row in comparison.rows:
        if len(row.holders) == 2:
            at = [comparison.accounts[k].points.index(row.points[k][0]) for k in row.holders]
            sizes = [len(comparison.accounts[k].points) for k in row.holders]
            if abs(at[0] / sizes[0] - at[1] / sizes[1]) >= MOVED:
                places = (
                    f"point {n + 1} of {size} in {comparison.accounts[k].name}"
                    for k, n, size in zip(row.holders, at, sizes, strict=True)
                )
                found.append(f"“{row.topic}” is {', '.join(places)}")
    return "; ".join(found)
