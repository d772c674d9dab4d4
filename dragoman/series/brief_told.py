"""A brief as a report."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman import wording
from dragoman.reports.values import Paragraph, Report, Run, Runs, Section, plain
from dragoman.series.brief import Brief, Part


def told(brief: Brief) -> Report:
    """The report: a section a part, of one paragraph."""
    sections = tuple(Section(part.heading, (_paragraph(part),)) for part in brief.parts)
    if not brief.parts:
        sections = (Section("Nothing to tell", (Paragraph(plain("No claim is held in these texts.")),)),)
    return Report(brief.title, _subtitle(brief), tuple(_notes(brief)), sections, tuple(t.document for t in brief.texts))


def _paragraph(part: Part) -> Paragraph:
    """The sentences one after another."""
    runs: list[Run] = []
    for i, sentence in enumerate(part.sentences):
        runs += [*([Run(" ")] if i else []), *sentence]
    return Paragraph(tuple(runs))


def _subtitle(brief: Brief) -> tuple[str, ...]:
    held = wording.counted(len(brief.texts), "text")
    return (f"Made of {wording.counted(brief.claims, 'claim')} in {held}, and of nothing else",)


def _notes(brief: Brief) -> Iterator[Runs]:
    if brief.left:
        yield plain(f"A short brief: {wording.counted(brief.left, 'sentence')} more without --short.")
