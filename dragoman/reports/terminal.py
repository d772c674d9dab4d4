"""Report -> lines for a terminal: accounts side by side where they fit, one under another where they do not."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass

from rich import box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from dragoman.reports import citations
from dragoman.reports.readable import inline
from dragoman.reports.values import (
    Block,
    Footnote,
    Kind,
    Listing,
    Mark,
    Paragraph,
    Report,
    Run,
    Runs,
    Table,
    by_document,
    documents,
    footnotes,
    runs_of,
)
from dragoman.reports.widths import Columns, alike

MIN_WIDTH, MAX_WIDTH = 40, 120
MIN_COLUMN = 24  # columns of the terminal below which a quote is not read with ease
MAX_HEADING, MAX_NAME, GAP = 24, 20, 2
FAINT, STRONG, RULE, NOTICE = "bright_black", "bold", "bright_black", "magenta"
MEASURE = Console(width=MAX_WIDTH, file=io.StringIO())
KINDS: dict[Kind, str] = {
    "": "", "both": "green", "only": "yellow", "differ": "cyan", "contradicted": "red", "new": "green",
    "reworded": "cyan", "boilerplate": FAINT, "dropped": "red", "warning": NOTICE,
}  # fmt: skip
MARKS: dict[Mark, str] = {
    "strong": STRONG, "faint": FAINT, "changed": "bold underline", "inserted": "green underline",
    "deleted": "red strike",
}  # fmt: skip
# How marks are told without colour; with it too, for those who do not see red from green.
AROUND: dict[Mark, tuple[str, str]] = {"inserted": ("{+", "+}"), "deleted": ("[-", "-]"), "changed": ("*", "*")}


@dataclass(frozen=True, slots=True)
class _Paper:
    """What all parts of a report are written with: footnotes, columns of the terminal, widths of tables."""

    numbers: dict[Footnote, int]
    width: int
    widths: dict[Columns, list[int] | None]


def text(report: Report, width: int = 100, colour: bool = False) -> str:
    """The report as lines of at most `width` columns, with terminal colours if `colour`."""
    columns = max(MIN_WIDTH, min(MAX_WIDTH, width))
    out = io.StringIO()
    console = Console(
        file=out, width=columns, force_terminal=colour, no_color=not colour, highlight=False, markup=False, emoji=False,
        color_system="standard" if colour else None, legacy_windows=False,
    )  # fmt: skip
    numbers = footnotes(report)
    widths = {names: _widths(names, found, numbers, columns) for names, found in alike(report).items()}
    for part in _parts(report, _Paper(numbers, columns, widths)):
        console.print(part)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _parts(report: Report, paper: _Paper) -> Iterable[RenderableType]:
    yield Text(inline(report.title), STRONG)
    for line in report.subtitle:
        yield Text(inline(line), FAINT)
    for note in report.notes:
        yield Padding(_text(note, paper.numbers, NOTICE), (1, 0, 0, 0))
    for section in report.sections:
        if section.heading:
            yield Text(f"\n{inline(section.heading)}", STRONG if section.level == 1 else "underline")
        for block in section.blocks:
            yield Text()
            yield from _block(block, paper)
    yield from _sources(report, paper.numbers)


# ---------------------------------------------------------------- runs


def _text(runs: Runs, numbers: dict[Footnote, int], style: str = "", kind: Kind = "") -> Text:
    out = Text(style=style)
    for run in runs:
        if run.mark == "break":
            out.append("\n")
            continue
        before, after = AROUND.get(run.mark, ("", ""))
        out.append(f"{before}{inline(run.text)}{after}" if run.text else "", _style(run, kind))
        if run.note is not None:
            out.append(f"[{numbers[run.note]}]", FAINT)
    return out


def _style(run: Run, kind: Kind) -> str:
    return f"{STRONG} {KINDS[kind]}".strip() if run.mark == "label" else MARKS.get(run.mark, "")


# ---------------------------------------------------------------- blocks


def _block(block: Block, paper: _Paper) -> Iterable[RenderableType]:
    if isinstance(block, Paragraph):
        yield _text(block.runs, paper.numbers, NOTICE if block.kind == "warning" else "", block.kind)
    elif isinstance(block, Listing):
        yield _list(block, paper.numbers)
    else:
        if block.caption:
            yield Text(inline(block.caption), FAINT)
        yield from _table(block, paper)


def _list(block: Listing, numbers: dict[Footnote, int]) -> Grid:
    grid = Grid.grid(padding=(0, 1))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column()
    for number, item in enumerate(block.items, 1):
        grid.add_row(f"{number}." if block.ordered else "·", _text(item, numbers))
    return grid


# ---------------------------------------------------------------- tables


def _table(table: Table, paper: _Paper) -> Iterable[RenderableType]:
    rows = [[_text(cell, paper.numbers, kind=row.kind) for cell in row.cells] for row in table.rows]
    widths = paper.widths[table.columns]
    if widths is None:
        for number, row in enumerate(rows):
            yield from ([Text()] if number else [])
            yield from _stacked(table.columns, row, paper.width)
        return
    wraps = any(_length(cell) > columns for row in rows for cell, columns in zip(row, widths, strict=True))
    grid = Grid(box=box.SIMPLE_HEAD, border_style=RULE, padding=(0, GAP - 1, 0, 0), pad_edge=False, show_edge=False,
                leading=int(wraps))  # fmt: skip
    for column, columns in zip(table.columns, widths, strict=True):
        grid.add_column(Text(inline(column), STRONG), width=columns, overflow="fold")
    for row in rows:
        grid.add_row(*row)
    yield grid


def _length(cell: Text) -> int:
    return max((line.cell_len for line in cell.split("\n", allow_blank=True)), default=0)


def _widths(names: Columns, found: Iterable[Table], numbers: dict[Footnote, int], width: int) -> list[int] | None:
    """The width of each column of tables with these columns: what is short as it is, the rest shared.

    None where they do not fit side by side.
    """
    wanted = [max(1, cell_len(inline(name))) for name in names]
    for table in found:
        for row in table.rows:
            wanted = [max(most, _length(_text(cell, numbers))) for most, cell in zip(wanted, row.cells, strict=True)]
    wanted[0] = min(wanted[0], MAX_HEADING)
    left, widths = width - GAP * (len(wanted) - 1), dict[int, int]()
    for done, column in enumerate(sorted(range(len(wanted)), key=wanted.__getitem__)):
        share = left // (len(wanted) - done)
        if share < min(wanted[column], MIN_COLUMN):
            return None
        widths[column] = min(wanted[column], share)
        left -= widths[column]
    return [widths[k] for k in range(len(wanted))]


def _stacked(columns: Columns, row: list[Text], width: int) -> Iterable[RenderableType]:
    """A row on lines of its own: its heading, then each other cell beside the name of its column and a bar."""
    head = row[0].copy()
    head.stylize(STRONG)
    yield head
    name = min(max(MAX_NAME, width // 4), max((cell_len(inline(column)) for column in columns[1:]), default=0))
    grid = Grid.grid(padding=(0, 1, 0, 0))
    for size, style in ((name, FAINT), (1, RULE), (width - name - 6, "")):
        grid.add_column(width=size, overflow="fold", style=style)
    for column, cell in zip(columns[1:], row[1:], strict=True):
        if cell.plain.strip():
            lines = max(len(part.wrap(MEASURE, size, overflow="fold"))
                        for part, size in ((Text(inline(column)), name), (cell, width - name - 6)))  # fmt: skip
            grid.add_row(inline(column), "\n".join("│" * lines), cell)
    yield Padding(grid, (0, 0, 0, 2))


# ---------------------------------------------------------------- sources


def _sources(report: Report, numbers: dict[Footnote, int]) -> Iterable[RenderableType]:
    """Each document with the passages quoted from it; the words of those that were not shown above."""
    held = documents(report)
    if not held:
        return
    yield Text("\nSources", STRONG)
    notes = by_document(numbers)
    shown = {run.note for run in runs_of(report) if run.note is not None and run.mark == "quote"}
    for document in held:
        yield Text()
        yield Text(" · ".join(p for p in (citations.words(document), citations.address(document),
                                          f"document {inline(document.id)}") if p), overflow="fold")  # fmt: skip
        yield Padding(_passages(notes.get(document.id, {}), shown), (0, 0, 0, 2))


def _passages(notes: dict[Footnote, int], shown: set[Footnote]) -> Grid:
    """Where the passages stand: those shown above on a line for each voice, the others each with its words."""
    above: dict[str, list[str]] = {}
    for note, number in notes.items():
        if note in shown:
            above.setdefault(citations.speaker(note), []).append(f"[{number}]\u00a0{note.start}–{note.end}")
    grid = Grid.grid()
    grid.add_column(overflow="fold")
    for voice, passages in above.items():
        grid.add_row(Text(f"{_said_by(voice)}characters {', '.join(passages)}", FAINT))
    for note, number in notes.items():
        if note not in shown:
            words = f"{_said_by(citations.speaker(note))}“{inline(note.quote).strip()}” "
            grid.add_row(Text.assemble((f"[{number}] ", FAINT), words, (f"characters {note.start}–{note.end}", FAINT)))
    return grid


def _said_by(voice: str) -> str:
    return f"{voice}: " if voice else ""
