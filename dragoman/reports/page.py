"""Report -> one HTML file that needs nothing else: no script, no font, no address is fetched.

The documents stand below the report; a number leads to the very words in them, and back.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from dragoman import __version__
from dragoman.records import Document, Span
from dragoman.reports import citations
from dragoman.reports.readable import in_lines, inline, name
from dragoman.reports.values import Footnote, Mark, Report, Run, Runs, by_document, documents, footnotes
from dragoman.reports.widths import shares, wide

MOST_TEXT = 2_000_000  # characters of documents in one file; of more, only what stands around the quotes is kept
AROUND = 600  # characters kept before and after a quote then
QUOTED: tuple[Mark, ...] = ("quote", "changed", "inserted", "deleted")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
TAGS: dict[Mark, Markup] = {
    "plain": Markup("{}"), "quote": Markup("{}"), "break": Markup("<br>"), "strong": Markup("<strong>{}</strong>"),
    "faint": Markup('<span class="faint">{}</span>'), "label": Markup('<strong class="label">{}</strong>'),
    "changed": Markup('<em class="changed">{}</em>'), "inserted": Markup("<ins>{}</ins>"),
    "deleted": Markup("<del>{}</del>"),
}  # fmt: skip
REFERENCE = Markup('<sup><a href="#w{n}"{id} title="{title}" aria-label="source {n}">{n}</a></sup>')
OPEN, CLOSE, GO_ON = Markup('<mark id="w{n}">'), Markup("</mark>"), Markup("<mark>")
BACK = Markup('<a class="back" href="#r{n}" aria-label="back to {n}">{n}</a>')


def text(report: Report) -> str:
    """The report as an HTML page; the same report gives the same page."""
    numbers = footnotes(report)
    held, notes = documents(report), by_document(numbers)
    whole = sum(len(d.text) for d in held) <= MOST_TEXT
    contents = [(k, s) for k, s in enumerate(report.sections, 1) if s.level == 1 and s.heading]
    texts = [(document, list(_pieces(document, notes.get(document.id, {}), whole))) for document in held]
    page: str = _template().render(
        report=report, contents=contents, notes=numbers, texts=texts, whole=whole, landscape=wide(report),
        runs=_writer(numbers), shares=shares(report), cited=citations.at_notes(numbers), cite=citations.words,
        address=citations.address, language=_language, inline=inline, name=name,
        version=__version__,
    )  # fmt: skip
    return page


@lru_cache(maxsize=1)
def _template() -> Any:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.tests["of_kind"] = lambda block, kind: type(block).__name__ == kind
    return environment.from_string((files("dragoman") / "reports" / "page.html.jinja").read_text("utf-8"))


# ---------------------------------------------------------------- runs


def _writer(numbers: dict[Footnote, int]) -> Callable[[Runs], Markup]:
    """What writes runs; the first mention of a number gets the anchor that its words lead back to."""
    mentioned: set[int] = set()

    def reference(note: Footnote) -> Markup:
        number = numbers[note]
        anchor = Markup("") if number in mentioned else Markup(' id="r{}"').format(number)
        mentioned.add(number)
        return REFERENCE.format(n=number, id=anchor, title=citations.words(note.document))

    def write(runs: Runs) -> Markup:
        return Markup("").join(_passage(part, reference) for part in _passages(runs))

    return write


def _passages(runs: Runs) -> Iterator[list[Run]]:
    """Runs in order, those of one quote together."""
    for quoted, group in groupby(runs, key=lambda run: run.mark in QUOTED):
        part: list[Run] = []
        for run in group:
            part.append(run)
            if run.note is not None or not quoted:
                yield part
                part = []
        if part:
            yield part


def _passage(part: list[Run], reference: Callable[[Footnote], Markup]) -> Markup:
    """Runs in their marks; a quote says its language, so that it is read aloud and hyphenated as such."""
    inside = Markup("").join(TAGS[run.mark].format(inline(run.text)) for run in part)
    note = part[-1].note
    if part[0].mark in QUOTED:
        language = _language(note.document) if note is not None else Markup("")
        inside = Markup('<span class="words"{}>{}</span>').format(language, inside)
    return inside + reference(note) if note is not None else inside


def _language(document: Document) -> Markup:
    """The attribute that names the language of a document's words, if its name is one that browsers know."""
    known = LANGUAGE.fullmatch(document.language or "")
    return Markup(' lang="{}"').format(document.language) if known else Markup("")


# ---------------------------------------------------------------- documents


def _pieces(document: Document, notes: dict[Footnote, int], whole: bool) -> Iterator[Markup]:
    """The document's text with the quoted passages marked: all of it, or what stands around them."""
    quoted = [(note.start, note.end, number) for note, number in notes.items()]
    words = _unwrapped(document)
    for piece in [Span(0, len(words))] if whole else _surroundings(quoted, len(words)):
        inside = [(s - piece.start, e - piece.start, k) for s, e, k in quoted if piece.start <= s <= e <= piece.end]
        yield _marked(words[piece.start : piece.end], inside)


def _surroundings(quoted: Iterable[tuple[int, int, int]], length: int) -> list[Span]:
    out: list[Span] = []
    for start, end, _ in sorted(quoted):
        first, last = max(0, start - AROUND), min(length, end + AROUND)
        if out and first <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, last))
        else:
            out.append(Span(first, last))
    return out


def _unwrapped(document: Document) -> str:
    """The text, character for character; a line that breaks inside a paragraph is run on."""
    words = in_lines(document.text)
    parts, at = [], 0
    for block in document.blocks:
        parts += [words[at : block.span.start], words[block.span.start : block.span.end].replace("\n", " ")]
        at = block.span.end
    return "".join((*parts, words[at:]))


def _marked(words: str, quoted: list[tuple[int, int, int]]) -> Markup:
    """The words, escaped, with a mark around each quoted passage; one that crosses another's end is marked in parts."""
    waiting = [(start, -end, number, OPEN.format(n=number)) for start, end, number in quoted]
    heapq.heapify(waiting)
    out, inside, at = [], [(len(words), Markup(""))], 0
    while waiting or len(inside) > 1:
        end, closing = inside[-1]
        if len(inside) > 1 and (not waiting or end <= waiting[0][0]):
            inside.pop()
            out += [escape(words[at:end]), closing]
            at = end
            continue
        start, minus, number, opening = heapq.heappop(waiting)
        out += [escape(words[at:start]), opening]
        at = start
        if -minus > end:
            heapq.heappush(waiting, (end, minus, number, GO_ON))
            inside.append((end, CLOSE))
        else:
            inside.append((-minus, CLOSE + BACK.format(n=number)))
    return Markup("").join((*out, escape(words[at:])))
