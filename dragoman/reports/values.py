"""A report before it is written: headings, paragraphs, tables, lists; each quote leads back to its document.

Blanks and line breaks of texts count as one blank wherever a report is written; `BREAK` is the line break.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from dragoman.records import Document, Span

Mark = Literal["plain", "strong", "faint", "label", "quote", "changed", "inserted", "deleted", "break"]
Kind = Literal["", "both", "only", "differ", "contradicted", "new", "reworded", "boilerplate", "dropped", "warning"]


@dataclass(frozen=True, slots=True)
class Footnote:
    """The words of a document that a statement rests on; `voice` says whose words they are, if that must be said."""

    document: Document
    start: int
    end: int
    voice: str = ""

    def __hash__(self) -> int:
        return hash((self.document.id, self.start, self.end, self.voice))

    @property
    def quote(self) -> str:
        """The document's own words."""
        return self.document.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style, and the footnote that follows them. A `label` stands out in the colour of its row's kind."""

    text: str
    mark: Mark = "plain"
    note: Footnote | None = None


Runs = tuple[Run, ...]
BREAK = Run("", "break")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; its kind colours the bar beside it."""

    runs: Runs
    kind: Kind = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: one cell a column, and the kind that colours it. The words must say the kind too."""

    cells: tuple[Runs, ...]
    kind: Kind = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; the first cell of a row is its heading, the columns after it stand side by side."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Items one under another, numbered if `ordered`."""

    items: tuple[Runs, ...]
    ordered: bool = False


Block = Paragraph | Table | Listing


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it; level 2 is a section within the one of level 1 before it."""

    heading: str
    blocks: tuple[Block, ...]
    level: int = 1


@dataclass(frozen=True, slots=True)
class Report:
    """What is written: title, lines under it, notes that must be read first, sections; `documents` beside those quoted.

    The notes of a report are what limits it (what is held of whom); they stand before everything else.
    """

    title: str
    subtitle: tuple[str, ...] = ()
    notes: tuple[Runs, ...] = ()
    sections: tuple[Section, ...] = ()
    documents: tuple[Document, ...] = ()


# ---------------------------------------------------------------- what makes runs


def plain(text: str) -> Runs:
    """The text as one run without a mark."""
    return (Run(text),)


def lines(parts: Iterable[Runs]) -> Runs:
    """Runs one under another."""
    return tuple(run for i, part in enumerate(parts) for run in ((BREAK, *part) if i else part))


def quote(document: Document, start: int, end: int, changes: Iterable[tuple[Span, Mark]] = (), voice: str = "") -> Runs:
    """The document's words in quotation marks, footnoted; `changes` mark the words of the document that they touch.

    Spans outside the quote are left out, of two that overlap the later one gives way.
    """
    text, runs, at = document.text, [Run("“", "quote")], start
    for span, mark in sorted(changes, key=lambda c: c[0]):
        first, last = _whole_words(text, span)
        if at <= first < last <= end:
            runs += [Run(text[at:first], "quote"), Run(text[first:last], mark)]
            at = last
    runs += [Run(document.text[at:end], "quote"), Run("”", "quote", Footnote(document, start, end, voice))]
    return tuple(run for run in runs if run.text)


def _whole_words(text: str, span: Span) -> tuple[int, int]:
    """The span with the rest of the words that it begins or ends in."""
    first, last = span.start, span.end
    while 0 < first < last and text[first - 1].isalnum() and text[first].isalnum():
        first -= 1
    while first < last < len(text) and text[last - 1].isalnum() and text[last].isalnum():
        last += 1
    return first, last


# ---------------------------------------------------------------- what a report holds


def runs_of(report: Report) -> Iterator[Run]:
    """Every run of a report, in reading order."""
    for note in report.notes:
        yield from note
    for section in report.sections:
        for block in section.blocks:
            yield from _runs_of_block(block)


def _runs_of_block(block: Block) -> Iterator[Run]:
    if isinstance(block, Paragraph):
        yield from block.runs
    elif isinstance(block, Listing):
        for item in block.items:
            yield from item
    else:
        for row in block.rows:
            for cell in row.cells:
                yield from cell


def tables(report: Report) -> tuple[Table, ...]:
    """The tables of a report, in reading order."""
    return tuple(b for section in report.sections for b in section.blocks if isinstance(b, Table))


def footnotes(report: Report) -> dict[Footnote, int]:
    """Each footnote of a report with its number from 1, in reading order; the same words have one number."""
    numbers: dict[Footnote, int] = {}
    for run in runs_of(report):
        if run.note is not None:
            numbers.setdefault(run.note, len(numbers) + 1)
    return numbers


def by_document(numbers: dict[Footnote, int]) -> dict[str, dict[Footnote, int]]:
    """The footnotes with their numbers, by the id of the document that they quote."""
    out: dict[str, dict[Footnote, int]] = {}
    for note, number in numbers.items():
        out.setdefault(note.document.id, {})[note] = number
    return out


def documents(report: Report) -> tuple[Document, ...]:
    """The documents that a report quotes or names, each once, in reading order."""
    found = {note.document.id: note.document for note in footnotes(report)}
    for document in report.documents:
        found.setdefault(document.id, document)
    return tuple(found.values())
