"""How the width of a page is shared among the columns of a table."""

from __future__ import annotations

from dragoman.reports.readable import inline
from dragoman.reports.values import Report, Runs, Table, tables

LEAST, MOST, MOST_OF_HEADING = 11, 60, 28  # characters: a column of more is no wider than one of so many
SHORT = 36  # a table with no longer cell than this needs no shares: each column is as wide as its words


def length(cell: Runs) -> int:
    """How many characters the longest line of a cell has."""
    lines, here = [0], 0
    for run in cell:
        if run.mark == "break":
            lines.append(here)
            here = 0
        here += len(inline(run.text))
    return max(*lines, here)


def shares(table: Table) -> list[float] | None:
    """The share of each column in per cent; None where all is so short that it may set its own width."""
    wanted = [
        max(len(column), *(length(row.cells[k]) for row in table.rows), 0) for k, column in enumerate(table.columns)
    ]
    if max(wanted, default=0) <= SHORT:
        return None
    weights = [max(LEAST, min(MOST if k else MOST_OF_HEADING, columns)) for k, columns in enumerate(wanted)]
    return [round(100 * weight / sum(weights), 2) for weight in weights]


def wide(report: Report) -> bool:
    """Whether a table of the report is better read on a page on its side."""
    return any(len(table.columns) > 3 and shares(table) is not None for table in tables(report))
