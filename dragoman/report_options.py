"""The options of commands that make a report: the files to write it to, and how to print it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.command_options import setting_options
from dragoman.errors import InputError

if TYPE_CHECKING:
    from dragoman.reports.values import Report
    from dragoman.settings import Settings

KINDS = {
    "html": "Write it as one HTML file that needs nothing else; numbers lead to the words in the texts.",
    "md": "Write it as Markdown, quotes and sources as footnotes.",
    "docx": "Write it as a Word document with footnotes and the list of documents (needs dragoman[docx]).",
    "bib": "Write its documents as BibTeX.",
    "csl": "Write its documents as CSL-JSON, for Zotero, Word and pandoc.",
}
STANDARD = "-"
Files = dict[str, str]


def report_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command --html, --md, --docx, --bib and --csl, and the settings --width and --color."""
    command = setting_options("width", "color")(command)
    for kind, help_ in reversed(KINDS.items()):
        command = click.option(f"--{kind}", metavar="FILE", help=help_)(command)
    return command


def report_files(given: dict[str, Any]) -> Files:
    """The files that a user asked for, by kind; they are taken out of `given`.

    They are looked at before the work begins: raises InputError where one cannot be written, NotInstalled where the
    library for it is missing.
    """
    asked = {kind: str(given.pop(kind)) for kind in KINDS if given.get(kind) is not None}
    for kind in KINDS:
        given.pop(kind, None)
    targets = [target if target == STANDARD else str(Path(target).resolve()) for target in asked.values()]
    for target in asked.values():
        if targets.count(target if target == STANDARD else str(Path(target).resolve())) > 1:
            raise InputError(f"{target}: was given twice; each kind of report needs a file of its own")
        if target != STANDARD and not Path(target).resolve().parent.is_dir():
            raise InputError(f"{target}: cannot be written (there is no folder {Path(target).parent}); make it first")
    if "docx" in asked:
        from dragoman.reports.files import needs_docx

        needs_docx()
        if asked["docx"] == STANDARD:
            raise InputError("--docx -: a Word document is not written to standard output; name a file")
    return asked


def write_report(report: Report, files: Files, settings: Settings) -> None:
    """Write the report to each of the files, or print it where none was asked for."""
    if not files:
        _print(report, settings)
    from dragoman.reports.files import content, write

    for kind, target in files.items():
        if target == STANDARD:
            _out(content(report, kind).decode())
        else:
            write(report, kind, Path(target))


def _print(report: Report, settings: Settings) -> None:
    from dragoman.reports import terminal

    width = settings.width or shutil.get_terminal_size((100, 24)).columns
    _out(terminal.text(report, width, colour=_colourful(settings)))


def _out(text: str) -> None:
    from dragoman.output import standard_output

    with suppress(BrokenPipeError), standard_output() as write:
        write(text)


def _colourful(settings: Settings) -> bool:
    """Whether to print in colour: as the user says, else on a terminal that is not to be plain (no-color.org)."""
    if settings.color != "auto":
        return settings.color == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
