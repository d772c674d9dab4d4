"""Report -> Markdown with footnotes, as GitHub, pandoc and most editors read it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.records import Document
from dragoman.reports import citations
from dragoman.reports.readable import inline
from dragoman.reports.values import (
    Block,
    Footnote,
    Listing,
    Mark,
    Paragraph,
    Report,
    Run,
    Runs,
    Table,
    documents,
    footnotes,
)

SPECIAL = re.compile(r"[\\`*\[\]<>|~$]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
OPENS_A_BLOCK = re.compile(r"^(\s*)(#|[-+=](?=\s|$)|\d+(?=[.)](\s|$)))|^(\s*)(-{3,}|={3,})\s*$")
AROUND: dict[Mark, tuple[str, str]] = {
    "strong": ("**", "**"), "label": ("**", "**"), "changed": ("*", "*"), "inserted": ("<ins>", "</ins>"),
    "deleted": ("<del>", "</del>"),
}  # fmt: skip


def text(report: Report) -> str:
    """The report as Markdown; the quotes and their sources are its footnotes."""
    numbers = footnotes(report)
    return "\n\n".join(_parts(report, numbers)) + "\n"


def _parts(report: Report, numbers: dict[Footnote, int]) -> Iterator[str]:
    yield f"# {_escaped(report.title).strip()}"
    if report.subtitle:
        yield "  \n".join(_opening(_escaped(line)) for line in report.subtitle)
    for limit in report.notes:
        yield f"> {_paragraph(limit, numbers)}"
    for section in report.sections:
        if section.heading:
            yield f"{'#' * (section.level + 1)} {_escaped(section.heading).strip()}"
        for block in section.blocks:
            yield from _block(block, numbers)
    if held := documents(report):
        yield "## Documents"
        yield "\n".join(f"- {_cited(d)}" for d in held)
    cited = citations.at_notes(numbers)
    for note, number in numbers.items():
        yield f"[^{number}]: {_footnote(note, cited[number])}"


def _cited(document: Document) -> str:
    citation = citations.Citation(citations.words(document), citations.address(document))
    return f"{_citation(citation)}. Document `{_code(document.id)}`"


def _citation(citation: citations.Citation) -> str:
    return f"{_escaped(citation.words)}{f', <{citation.url}>' if citation.url else ''}"


def _footnote(note: Footnote, citation: citations.Citation) -> str:
    where = f"Document `{_code(note.document.id)}`, characters {note.start}–{note.end}."
    return f"{_citation(citation)}: “{_escaped(note.quote).strip()}” {where}"


def _code(words: str) -> str:
    return inline(words).replace("`", "'")


# ---------------------------------------------------------------- runs


def _escaped(words: str) -> str:
    return SPECIAL.sub(lambda found: "\\" + found[0], inline(words))


def _opening(words: str) -> str:
    """Words that begin a block, so that they begin no other sort of it."""
    found = OPENS_A_BLOCK.match(words)
    if not found:
        return words.strip()
    if found[2] and found[2].isdigit():
        return f"{words[: found.end(2)]}\\{words[found.end(2) :]}".strip()
    return f"\\{words.strip()}"


def _runs(runs: Runs, numbers: dict[Footnote, int], line_break: str) -> str:
    return "".join(line_break if run.mark == "break" else _run(run, numbers) for run in runs)


def _run(run: Run, numbers: dict[Footnote, int]) -> str:
    """The run with its marks drawn close to its words, since Markdown takes `** this**` for no emphasis."""
    words, (before, after) = _escaped(run.text), AROUND.get(run.mark, ("", ""))
    if before and words.strip():
        inside = words.strip()
        left, right = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
        words = f"{left}{before}{inside}{after}{right}"
    return words + (f"[^{numbers[run.note]}]" if run.note is not None else "")


def _paragraph(runs: Runs, numbers: dict[Footnote, int]) -> str:
    return _opening(_runs(runs, numbers, "<br>"))


# ---------------------------------------------------------------- blocks


def _block(block: Block, numbers: dict[Footnote, int]) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield _paragraph(block.runs, numbers)
    elif isinstance(block, Listing):
        yield "\n".join(
            f"{f'{k}.' if block.ordered else '-'} {_paragraph(item, numbers)}" for k, item in enumerate(block.items, 1)
        )
    else:
        if block.caption:
            yield _opening(_escaped(block.caption))
        yield _table(block, numbers)


def _table(table: Table, numbers: dict[Footnote, int]) -> str:
    rows = [[_escaped(column) for column in table.columns], ["---"] * len(table.columns)]
    rows += [[_runs(cell, numbers, "<br>") for cell in row.cells] for row in table.rows]
    return "\n".join(f"| {' | '.join(cell.strip() for cell in row)} |" for row in rows)
