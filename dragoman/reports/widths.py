"""How the width of a page is shared among the columns of its tables: alike in all that have the same columns."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.reports.readable import inline
from dragoman.reports.values import Report, Runs, Table, tables

Columns = tuple[str, ...]
Shares = dict[Columns, list[float] | None]
LEAST, MOST, MOST_OF_HEADING = 5, 60, 40  # characters: a column of more is no wider than one of so many
LONGEST_WORD = 18  # characters; a longer word may be broken
PAGE = 95  # characters on a line of a page
SHORT = 36  # a table with no longer cell than this needs no shares: each column is as wide as its words


def alike(report: Report) -> dict[Columns, list[Table]]:
    """The tables of a report by their columns, in reading order."""
    out: dict[Columns, list[Table]] = {}
    for table in tables(report):
        out.setdefault(table.columns, []).append(table)
    return out


def shares(report: Report) -> Shares:
    """The share of each column in per cent, for tables of these columns.

    None where all is so short that each column may be as wide as its words.
    """
    return {columns: _shares(columns, found) for columns, found in alike(report).items()}


def _shares(columns: Columns, found: Iterable[Table]) -> list[float] | None:
    rows: list[tuple[Runs, ...]] = [row.cells for table in found for row in table.rows]
    lines = [[column, *(line for row in rows for line in _lines(row[k]))] for k, column in enumerate(columns)]
    longest = [max(map(len, column)) for column in lines]
    if max(longest, default=0) <= SHORT:
        return None
    wanted = [max(LEAST, min(MOST if k else MOST_OF_HEADING, length)) for k, length in enumerate(longest)]
    needed = [min(LONGEST_WORD, max((len(w) for line in column for w in line.split()), default=0)) for column in lines]
    return _shared(wanted, [100 * (length + 2) / PAGE for length in needed])


def _shared(wanted: list[int], least: list[float]) -> list[float]:
    """Per cent in proportion to what is wanted, but none less than its least where all of these fit together."""
    out = [100 * weight / sum(wanted) for weight in wanted]
    if sum(least) < 100:
        below = {k for k, share in enumerate(out) if share < least[k]}
        while below:
            left = 100 - sum(least[k] for k in below)
            others = sum(weight for k, weight in enumerate(wanted) if k not in below)
            out = [least[k] if k in below else left * weight / others for k, weight in enumerate(wanted)]
            more = {k for k, share in enumerate(out) if share < least[k] - 0.01}
            if not more:
                break
            below |= more
    return [round(share, 2) for share in out]


def _lines(cell: Runs) -> list[str]:
    lines = [""]
    for run in cell:
        if run.mark == "break":
            lines.append("")
        lines[-1] += inline(run.text)
    return lines


def wide(report: Report) -> bool:
    """Whether a table of the report is better read on a page on its side."""
    return any(len(columns) > 3 and given is not None for columns, given in shares(report).items())
