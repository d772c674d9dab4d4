"""The lines of a text with their offsets, and whether one line carries on the line before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.read import vocabulary

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c]+")
_FINAL = re.compile(r"[.!?…:]['\"’”»)\]*_]*$|[;]['\"’”]$")
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|lt|gen|col|maj|capt|sgt|brig|adm|sen|rep|gov|prof|hon|st|rev|pres|no|vs|messrs|insp)"
    r"|\b(?:[A-Z]\.)*[A-Z])\.$",
    re.IGNORECASE,
)
_TITLE_ABBREVIATION = re.compile(
    r"\b(?:mr|mrs|ms|dr|lt|gen|col|maj|capt|sgt|brig|adm|sen|rep|gov|prof|hon|st|rev|messrs)\.$", re.IGNORECASE
)
_LIST = re.compile(r"(?:[-–—•*·▪] |\d{1,2}[.)] |\([a-z\d]\) )")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank, without its margins. `gap` tells that a blank line stands before it."""

    start: int
    end: int
    text: str
    gap: bool


def split(text: str) -> tuple[Line, ...]:
    """The lines of `text` that are not blank, in order, offsets into `text`."""
    out: list[Line] = []
    after = 0
    for m in _LINE.finditer(text):
        stripped = m.group().strip()
        if stripped:
            start = m.start() + m.group().index(stripped)
            breaks = text[after:start].replace("\r\n", "\n")
            gap = sum(breaks.count(c) for c in "\r\n\u2028\u2029\x0b\x0c") > 1
            out.append(Line(start, start + len(stripped), stripped, gap or not out))
            after = start + len(stripped)
    return tuple(out)


def ends_sentence(line: str) -> bool:
    """Whether the line ends as a sentence does (a closing mark that is not an abbreviation's point)."""
    return bool(_FINAL.search(line)) and not _TITLE_ABBREVIATION.search(line)


def hangs(line: str) -> bool:
    """Whether the line ends on a word or mark that calls for more."""
    if line.endswith((",", "-", "–", "—", "(", "“", "‘", "/", "&")) or _TITLE_ABBREVIATION.search(line):
        return True
    last = line.split()[-1].strip("'\"’”“‘")
    return last != "May" and last.casefold() in vocabulary.words("hanging") and not ends_sentence(line)


def goes_on(line: str) -> bool:
    """Whether the line begins as the middle of a sentence does."""
    first = line.lstrip("'\"’”“‘([")
    return bool(first) and (first[0].islower() or line[0] in ",;.)%") and not is_item(line)


def is_item(line: str) -> bool:
    """Whether the line opens an item of a list."""
    return _LIST.match(line) is not None


def broken(a: Line, b: Line) -> bool:
    """Whether the break between the two lines surely falls inside a sentence."""
    if is_item(b.text):
        return False
    if b.gap:
        return not ends_sentence(a.text) and goes_on(b.text) and b.text[0].islower()
    if ends_sentence(a.text):
        return goes_on(b.text) and b.text[0].islower()
    return goes_on(b.text) or hangs(a.text)


@dataclass(frozen=True, slots=True)
class Wrap:
    """How the text is wrapped, in characters: lengths of the lines that surely break inside a sentence.

    `shortest` and `longest` are 0 where no line does; `usual` is the median length of the longer lines.
    """

    shortest: int
    longest: int
    usual: int


def wrap(lines: Sequence[Line]) -> Wrap:
    """Measure the wrapping of a text."""
    cut = sorted(len(a.text) for a, b in pairwise(lines) if not b.gap and broken(a, b))
    long = sorted(len(x.text) for x in lines if len(x.text) > 40)
    usual = long[len(long) // 2] if long else 0
    if not cut:
        return Wrap(0, 0, usual)
    return Wrap(cut[len(cut) // 10], cut[-1], usual)


def fills(a: Line, b: Line, wrapping: Wrap) -> bool:
    """Whether the first word of `b` would not have fitted on the line of `a`."""
    reach = len(a.text) + 1 + len(b.text.split()[0])
    return bool(wrapping.longest) and reach > wrapping.longest and len(a.text) <= 1.2 * wrapping.longest


def carries_on(before: Line | None, a: Line, b: Line, wrapping: Wrap) -> bool:
    """Whether body line `b` belongs to the paragraph of `a` (`before` is the line that precedes `a` in it)."""
    if broken(a, b):
        return True
    if b.gap or is_item(b.text):
        return False
    if a.text.endswith(":") and b.text[0] in "\"“'‘":
        return True
    if ends_sentence(a.text):
        abbreviated = _ABBREVIATION.search(a.text) is not None
        return fills(a, b, wrapping) or (abbreviated and wrapping.longest > 0)
    return wrapping.longest > 0 and not _subhead(before, a, wrapping)


def _subhead(before: Line | None, a: Line, wrapping: Wrap) -> bool:
    opens = before is None or ends_sentence(before.text)
    return opens and len(a.text) < 0.5 * wrapping.usual and len(a.text.split()) <= 8 and a.text[0].isupper()
