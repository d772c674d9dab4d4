"""A passage as the encoder reads it: word pieces, which of them are the trigger's, and marks around the parties.

The pieces are of BERT's uncased vocabulary (WordPiece: the longest piece first; a word without pieces is unknown).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dragoman.records import Span

MOST = 110  # pieces of a passage; a longer one is cut around its first trigger
WORD = re.compile(r"\w+|[^\w\s]")
ACTOR, RECIPIENT = "‡", "§"  # rare pieces of the vocabulary that mark where a party begins and ends
LONGEST = 60  # letters of a word


@dataclass(frozen=True, slots=True)
class Pieces:
    """Indices into the vocabulary, and for each trigger 1.0 at its pieces (at all of them, where it has none)."""

    ids: tuple[int, ...]
    focus: tuple[tuple[float, ...], ...]


@lru_cache(maxsize=2)
def vocabulary(path: Path) -> Mapping[str, int]:
    """Word pieces by index, one a line."""
    return {piece: i for i, piece in enumerate(path.read_text(encoding="utf-8").splitlines())}


def pieces(
    text: str,
    triggers: Sequence[Span],
    actors: Iterable[Span],
    recipients: Iterable[Span],
    known: Mapping[str, int],
) -> Pieces:
    """The passage in pieces, between the vocabulary's own marks for beginning and end.

    Without triggers there is one focus, the whole passage.
    """
    spans = [(ACTOR, s) for s in actors] + [(RECIPIENT, s) for s in recipients]
    listed: list[tuple[int, int]] = []  # each piece with the offset of its word, -1 for a mark
    for found in WORD.finditer(text):
        listed += [(known[mark], -1) for mark, s in spans if _first(text, s) == found.start()]
        listed += [(i, found.start()) for i in _split(found.group().lower(), known)]
        listed += [(known[mark], -1) for mark, s in spans if found.start() < s.end <= found.end()]
    listed = _cut(listed, triggers)
    begin, end = ("<s>", "</s>") if "<s>" in known else ("[CLS]", "[SEP]")
    rows = tuple(_focus(listed, (trigger,)) for trigger in triggers) or (_focus(listed, ()),)
    return Pieces((known[begin], *(i for i, _ in listed), known[end]), rows)


def _focus(listed: list[tuple[int, int]], spans: Sequence[Span]) -> tuple[float, ...]:
    """1.0 for each piece of the spans, for all pieces where none belongs to them."""
    row = [float(any(s.start <= at < s.end for s in spans)) for _, at in listed]
    return (0.0, *(row if any(row) else [1.0] * len(row)), 0.0)


def _first(text: str, span: Span) -> int:
    """Where the first word of a span begins."""
    found = WORD.search(text, span.start, span.end)
    return found.start() if found else span.start


def _cut(listed: list[tuple[int, int]], triggers: Sequence[Span]) -> list[tuple[int, int]]:
    """At most MOST pieces, with the first trigger in the middle where the passage is longer."""
    if len(listed) <= MOST:
        return listed
    first = triggers[0].start if triggers else 0
    at = next((k for k, (_, offset) in enumerate(listed) if offset >= first), 0)
    start = max(0, min(at - MOST // 2, len(listed) - MOST))
    return listed[start : start + MOST]


def _split(word: str, known: Mapping[str, int]) -> list[int]:
    """The longest pieces of a word, accents folded; the piece for unknown words where there are none."""
    word = "".join(c for c in unicodedata.normalize("NFD", word) if unicodedata.category(c) != "Mn")
    unknown = [known["[UNK]"]]
    out, at = [], 0
    while at < len(word) <= LONGEST:
        end = next((k for k in range(len(word), at, -1) if ("##" if at else "") + word[at:k] in known), None)
        if end is None:
            return unknown
        out.append(known[("##" if at else "") + word[at:end]])
        at = end
    return out or unknown
