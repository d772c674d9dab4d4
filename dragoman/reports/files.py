"""Report -> files, each whole or not at all."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path

from dragoman.errors import NotInstalled
from dragoman.output import whole_path
from dragoman.reports.values import Report, documents


def _html(report: Report) -> bytes:
    from dragoman.reports import page

    return page.text(report).encode()


def _markdown(report: Report) -> bytes:
    from dragoman.reports import markdown

    return markdown.text(report).encode()


def _docx(report: Report) -> bytes:
    needs_docx()
    from dragoman.reports import word

    return word.content(report)


def _bibtex(report: Report) -> bytes:
    from dragoman.reports import citations

    return citations.bibtex(documents(report)).encode()


def _csl(report: Report) -> bytes:
    from dragoman.reports import citations

    return citations.csl(documents(report)).encode()


WRITERS: dict[str, Callable[[Report], bytes]] = {
    "html": _html, "md": _markdown, "docx": _docx, "bib": _bibtex, "csl": _csl,
}  # fmt: skip


def needs_docx() -> None:
    """Raises NotInstalled where Word documents cannot be written."""
    if importlib.util.find_spec("docx") is None:
        raise NotInstalled("a Word document needs python-docx: pip install 'dragoman[docx]'")


def content(report: Report, kind: str) -> bytes:
    """The report as the bytes of a file of one of the kinds of WRITERS.

    Raises NotInstalled where the library for it is missing.
    """
    return WRITERS[kind](report)


def write(report: Report, kind: str, target: Path) -> None:
    """Write the report to a file, whole or not at all; raises InputError naming the file where it cannot be written."""
    made = content(report, kind)
    with whole_path(target) as beside:
        beside.write_bytes(made)
