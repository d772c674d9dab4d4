"""Text made fit to be shown: nothing unseen in it takes hold of a terminal, a page or a file."""

from __future__ import annotations

import re
import unicodedata

from dragoman.records import Document, Span
from dragoman.report import UNSEEN

MAX_OPENING = 80  # characters that stand for the title of a document without one
BLANKS = re.compile(r"\s+")
# XML forbids control characters, lone surrogates and two noncharacters; the rest of UNSEEN turns the writing about.
FORBIDDEN = UNSEEN | dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd")
KEPT = {ord("\n"): "\n", ord("\t"): " ", ord("\r"): " ", 0x0B: " ", 0x0C: " ", 0x85: " ", 0x2028: "\n", 0x2029: "\n"}


def inline(text: str) -> str:
    """The text on one line: blanks and line breaks as one blank, what must not be shown as a mark of its own."""
    return BLANKS.sub(" ", text).translate(FORBIDDEN)


def in_lines(text: str) -> str:
    """The text with its line breaks, character for character: what must not be shown is a mark of its own."""
    return text.translate(FORBIDDEN | KEPT)


def name(document: Document) -> str:
    """The title of a document, or its first words where it has none."""
    if document.title and (title := inline(document.title).strip()):
        return title
    first = next(
        (b.span for b in document.blocks if b.kind not in ("dateline", "byline", "boilerplate")),
        Span(0, len(document.text)),
    )
    words = inline(document.text[first.start : first.end]).strip()
    return words if len(words) <= MAX_OPENING else words[:MAX_OPENING].rsplit(" ", 1)[0] + " …"


def right_to_left(text: str) -> bool:
    """Whether the first letter of a text is of a script that is written from right to left."""
    first = next((kind for kind in map(unicodedata.bidirectional, text) if kind in ("L", "R", "AL")), "L")
    return first != "L"
