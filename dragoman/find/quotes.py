"""Quotations: where quotation marks open and close in a document, paragraph by paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.records import Document, Span

OPENING = ("“", "«", "„", "``")
CLOSING = ("”", "»")
EITHER = ('"', "''")
MARK = re.compile(r"''|``|[\"“”«»„]")
PARAGRAPH = re.compile(r"\n[ \t]*\n+|\Z")
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted words with their marks. `closed` is False where the paragraph ends before the closing mark.

    `paragraph` numbers the paragraph; `begins` and `ends` tell that the quotation begins or ends it.
    """

    start: int
    end: int
    closed: bool
    paragraph: int
    begins: bool
    ends: bool


def paragraphs(document: Document) -> tuple[Span, ...]:
    """Paragraphs in text order: the document's blocks, else the pieces between empty lines."""
    whole = [b.span for b in document.blocks] or [Span(0, len(document.text))]
    out: list[Span] = []
    for span in whole:
        start = span.start
        for gap in PARAGRAPH.finditer(document.text, span.start, span.end):
            if document.text[start : gap.start()].strip():
                out.append(Span(start, gap.start()))
            start = gap.end()
    return tuple(out)


def quotations(document: Document) -> tuple[Quote, ...]:
    """All quotations in double marks, in text order; in single ones where the paragraph has no double ones."""
    out: list[Quote] = []
    for number, span in enumerate(paragraphs(document)):
        body = document.text[span.start : span.end]
        pairs = _pairs(body) or _single(body)
        first, last = len(body) - len(body.lstrip()), len(body.rstrip())
        for start, end, closed in pairs:
            begins = start == first
            ends = not body[end:last].strip(" .,;\n")
            out.append(Quote(span.start + start, span.start + end, closed, number, begins, ends))
    return tuple(out)


def utterance(text: str, quote: Quote) -> bool:
    """Whether the quotation is something said rather than a word held at arm's length.

    So is one of at least three words that begins like a sentence or ends with a mark of its own.
    """
    inner = text[quote.start + 1 : quote.end].strip("”»\"’' \n")
    words = WORD.findall(inner)
    if not words or (len(words) < 3 and not quote.begins):
        return False
    before = text[max(0, quote.start - 2) : quote.start].strip()
    return inner[0].isupper() or inner[-1] in ",.?!-—…" or before in (",", ":") or len(words) > 7


def _pairs(body: str) -> list[tuple[int, int, bool]]:
    found: list[tuple[int, int, bool]] = []
    opened: int | None = None
    for match in MARK.finditer(body):
        mark, i, end = match[0], match.start(), match.end()
        if opened is None:
            if mark in OPENING or (mark in EITHER and _can_open(body, i, end)):
                opened = i
        elif mark in CLOSING or (mark in EITHER and not _only_opens(body, i, end)):
            found.append((opened, end, True))
            opened = None
    if opened is not None and len(body[opened:].split()) > 1 and body[opened:].strip("\"“«'`")[:1].isupper():
        found.append((opened, len(body.rstrip()), False))
    return found


def _can_open(body: str, i: int, end: int) -> bool:
    return end < len(body) and not body[end].isspace() and (i == 0 or not body[i - 1].isalnum())


def _only_opens(body: str, i: int, end: int) -> bool:
    """Whether the straight mark at `i` must open: a blank before it, a word right after it."""
    return i > 0 and body[i - 1].isspace() and end < len(body) and body[end].isalnum()


SINGLE = re.compile(r"(?<![\w’'])[‘'](?=[A-Z])(.{8,}?[,.?!])[’'](?!\w)", re.DOTALL)


def _single(body: str) -> list[tuple[int, int, bool]]:
    return [(m.start(), m.end(), True) for m in SINGLE.finditer(body)]
