"""The blocks of a text: headline, standfirst, byline, dateline, captions, paragraphs and page furniture.

Nothing is moved or rewritten: a block is a span of the text as given. Lines that break inside a
sentence stay in one block; what a page glues together is told apart line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from dragoman.read import byline, dateline, vocabulary
from dragoman.read.dateline import Dateline
from dragoman.read.lines import Line, Wrap, broken, carries_on, ends_sentence, fills, hangs, is_item, split, wrap
from dragoman.records import Block, BlockKind, Span

HEAD_LINES = 16  # how far down a dateline or byline still marks what stands above it as the head of the text
HEAD_CHARS = 1500
DATELINE_CHARS = 200  # a dateline ends within so many characters of its beginning
MAX_HEADLINE = 180
MAX_BLOCK = 50_000  # a longer paragraph is cut between sentences: parsers have limits
_COLON_TITLE = re.compile(r"[A-ZÀ-Þ .'’-]+: (?:\S+ ){1,12}\S*[^\s.!?…:”\"]$")  # "TOGO: Army fires on crowd"
_TURN = re.compile(r"(?:[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,40}:|Q:?)\s")


@dataclass(slots=True)
class Layout:
    """The blocks, and what the head of the text says of itself; each None where it says nothing."""

    blocks: list[Block] = field(default_factory=list)
    title: str | None = None
    byline: str | None = None
    published: date | None = None
    dateline: str | None = None
    issuer: str | None = None
    official: bool = False
    unsure: bool = False  # whether the dateline may be another line in capitals

    def file_from(self, place: Dateline) -> None:
        """Take a dateline's place and day; a sure place beats one that may be none."""
        if place.place and (self.dateline is None or (self.unsure and place.sure)):
            self.dateline, self.unsure = place.place, not place.sure
        self.published = self.published or place.day


@dataclass(frozen=True, slots=True)
class _Page:
    """A text with its lines and habits. `turns`: lines open with speakers' names, as in an interview;
    `shouts`: all is in capitals, so that capitals tell nothing."""

    text: str
    lines: tuple[Line, ...]
    wrapping: Wrap
    turns: bool
    shouts: bool
    title: frozenset[str]

    def prefix(self, i: int, end: int) -> Dateline | None:
        """The dateline before the words of lines `i` to `end`."""
        return self.place(Span(self.lines[i].start, self.lines[end - 1].end))

    def place(self, span: Span) -> Dateline | None:
        """The dateline before the words of `span`; a speaker's name is none."""
        words = self.text[span.start : min(span.end, span.start + DATELINE_CHARS)]
        found = dateline.prefix(words)
        if found and self.turns and words[: found.length].rstrip().endswith(":"):
            return None
        return found


@dataclass(slots=True)
class _Head:
    """Where the reading of the head of a text stands."""

    anchor: int
    open: bool = True
    credited: bool = False
    headline: bool = False
    standfirst: bool = False


def find(text: str, title: str | None = None) -> Layout:
    """Blocks of `text` in order and disjoint, and the title, byline, day, place and issuer that its head gives.

    `title` is the title known from elsewhere: where the text begins with it, that is the headline.
    """
    lines = split(text)
    turns = sum(_TURN.match(x.text) is not None for x in lines)
    letters = [c for c in text[:4000] if c.isalpha()]
    shouts = sum(map(str.isupper, letters)) > 0.8 * len(letters)
    page = _Page(text, lines, wrap(lines), turns > 1, shouts, frozenset(re.findall(r"\w+", (title or "").casefold())))
    layout = Layout()
    head = _Head(anchor=_anchor(page))
    i = _given_title(page, title, layout, head)
    while i < len(lines):
        i = _step(page, i, layout, head)
    _datelines(page, layout)
    layout.blocks = [piece for block in layout.blocks for piece in _pieces(text, block)]
    return layout


def _pieces(text: str, block: Block) -> Iterator[Block]:
    """The block, cut between sentences or at least between words where it is longer than MAX_BLOCK."""
    start, end = block.span.start, block.span.end
    while end - start > MAX_BLOCK:
        limit = start + MAX_BLOCK
        cuts = (m.end() for m in re.finditer(r"[.!?]\s", text[limit - MAX_BLOCK // 10 : limit]))
        cut = max(cuts, default=0) + limit - MAX_BLOCK // 10
        if cut == limit - MAX_BLOCK // 10:
            cut = max(text.rfind(" ", start + 1, limit), text.rfind("\n", start + 1, limit)) + 1 or limit
        piece = text[start:cut].rstrip()
        yield Block(block.kind, Span(start, start + len(piece)))
        start = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
    yield Block(block.kind, Span(start, end))


def _step(page: _Page, i: int, layout: Layout, head: _Head) -> int:
    line = page.lines[i]
    if _is_furniture(page, i):
        _dated_furniture(line, layout)
        return _add(layout, "boilerplate", page.lines, i, i + 1)
    if vocabulary.is_caption(line.text):
        return _add(layout, "caption", page.lines, i, _gather(page, i))
    plain = (i == 0 and _first_is_headline(page.lines)) or (i + 1 < len(page.lines) and broken(line, page.lines[i + 1]))
    if head.open and not plain and _credit(line, layout, head, i):
        return _add(layout, "dateline" if _is_place_line(line) else "byline", page.lines, i, i + 1)
    end = _gather(page, i)
    if not head.open:
        return _add(layout, "paragraph", page.lines, i, end)
    return _head_unit(page, (i, end), layout, head)


def _is_furniture(page: _Page, i: int) -> bool:
    """Whether line `i` is page furniture and not the middle of a wrapped sentence."""
    lines, line = page.lines, page.lines[i]
    opens = i == 0 or line.gap or ends_sentence(lines[i - 1].text)
    if not opens and (page.shouts or _inside(lines, i) or line.text[0].islower()):
        return False
    if vocabulary.is_boilerplate(line.text):
        return True
    return vocabulary.is_label(line.text) and (line.gap or (opens and i < HEAD_LINES))


# ---------------------------------------------------------------- the head


def _anchor(page: _Page) -> int:
    """Index of the last byline, date or dateline near the top: what stands before it is no paragraph. -1: none."""
    lines = page.lines
    found, prose, chars = -1, 0, 0
    for i, line in enumerate(lines[:HEAD_LINES]):
        if chars > HEAD_CHARS or prose > 1:
            break
        chars += len(line.text)
        prose += ends_sentence(line.text) and len(line.text.split()) > 12
        if (i == 0 and _first_is_headline(lines)) or _inside(lines, i):
            continue
        place = page.prefix(i, i + 1) or (None if byline.read(line.text) else dateline.alone(line.text))
        if place is not None and place.sure:
            return i
        if byline.read(line.text) is not None or _is_place_line(line):
            found = i
    return found


def _inside(lines: tuple[Line, ...], i: int) -> bool:
    """Whether line `i` is the middle of a sentence, whatever it looks like on its own."""
    return i > 0 and not lines[i].gap and hangs(lines[i - 1].text)


def _first_is_headline(lines: tuple[Line, ...]) -> bool:
    """A first line such as "Ministry of Defence: talks held" is a title even where it looks like a credit."""
    first = lines[0].text
    if len(lines) < 2 or len(first.split()) <= 5 or first.casefold().startswith("by ") or vocabulary.header(first)[0]:
        return False
    credit = byline.read(first)
    return credit is not None and credit.by is not None


def _is_place_line(line: Line) -> bool:
    credit = byline.read(line.text)
    if credit is not None:
        return credit.by is None and credit.issuer is None
    return dateline.alone(line.text) is not None


def _credit(line: Line, layout: Layout, head: _Head, i: int) -> bool:
    """Take in what a byline, date or dateline says; False where the line is none of these."""
    credit = byline.read(line.text)
    place = dateline.alone(line.text) if credit is None else None
    if credit is None and (place is None or (i == 0 and not place.sure)):
        return False
    if credit is not None:
        layout.byline = layout.byline or credit.by
        layout.published = layout.published or credit.day
        layout.dateline = layout.dateline or credit.place
        if credit.issuer is not None:
            layout.official = True
            layout.issuer = layout.issuer or credit.issuer or None
        head.credited = True
    elif place is not None:
        layout.file_from(place)
        head.open = not place.sure or i < head.anchor
    return True


def _given_title(page: _Page, title: str | None, layout: Layout, head: _Head) -> int:
    """Mark the title known from elsewhere where the text begins with it; the index of the line to go on from."""
    text, lines, letters = page.text, page.lines, re.findall(r"\w+", title or "")
    if not letters or not lines:
        return 0
    rule = re.compile(r"\W*" + r"\W+".join(map(re.escape, letters)) + r"(?!\w)[^\w\s]*", re.IGNORECASE)
    m = rule.match(text, lines[0].start)
    if m is None:
        return 0
    head.headline = True
    layout.title = title
    end = m.end()
    at = next((k for k, x in enumerate(lines) if x.end > end), len(lines))
    if at < len(lines) and lines[at].start < end:  # the body runs on in the line of the title
        layout.blocks.append(Block("headline", Span(lines[0].start, end)))
        start = end + len(text[end:]) - len(text[end:].lstrip())
        layout.blocks.append(Block("paragraph", Span(start, lines[at].end)))
        head.open = False
        return at + 1
    layout.blocks.append(Block("headline", Span(lines[0].start, lines[max(at - 1, 0)].end)))
    return at


def _head_unit(page: _Page, reach: tuple[int, int], layout: Layout, head: _Head) -> int:
    """Name the lines that `reach` spans: headline, standfirst, caption, or the first paragraph."""
    i, end = reach
    lines = page.lines
    own = _own_end(lines, i, end)
    place = page.prefix(i, end)
    speaks = page.turns and _TURN.match(lines[i].text) is not None
    title = i == 0 and end == 1 < len(lines) and _COLON_TITLE.match(lines[0].text) is not None
    if speaks or (place is not None and place.sure and i >= head.anchor and not title):
        head.open = False
        return _add(layout, "paragraph", lines, i, end)
    if not head.headline and _is_headline(page, (i, own, end), head, layout):
        head.headline = True
        layout.title = layout.title or _flat(page.text[lines[i].start : lines[own - 1].end])
        return _add(layout, "headline", lines, i, own)
    if i < head.anchor and head.credited:
        return _add(layout, "caption", lines, i, end)
    if i < head.anchor:
        while head.headline and own < end and fills(lines[own - 1], lines[own], page.wrapping):
            own = _own_end(lines, own, end)
        head.headline = True
        return _add(layout, "standfirst", lines, i, own)
    if _is_apart(page, (i, own), head):
        kind: BlockKind = "caption" if head.credited and head.headline and not page.title else "standfirst"
        head.standfirst = True
        return _add(layout, kind, lines, i, own)
    head.open = False
    return _add(layout, "paragraph", lines, i, end)


def _own_end(lines: tuple[Line, ...], i: int, end: int) -> int:
    """End of the lines from `i` that surely belong together, at most `end`."""
    k = i + 1
    while k < end and broken(lines[k - 1], lines[k]):
        k += 1
    return k


def _is_headline(page: _Page, reach: tuple[int, int, int], head: _Head, layout: Layout) -> bool:
    i, own, end = reach
    lines, last = page.lines, page.lines[own - 1]
    words = last.text.split()
    size = last.end - lines[i].start
    if own >= len(lines) or any(b.kind in ("paragraph", "headline") for b in layout.blocks):
        return False
    if size > (2 * MAX_HEADLINE if lines[own].gap else MAX_HEADLINE):
        return False
    if page.title and not _resembles(page.text[lines[i].start : last.end], page.title):
        return False
    if own - 1 < head.anchor:
        return not ends_sentence(last.text) or own == i + 1
    if last.text.endswith((":", ",")) or is_item(lines[i].text):
        return False
    if ends_sentence(last.text):
        short = len(words) <= 14 or (len(words) <= 28 and _in_title_case(words))
        return own == i + 1 and lines[own].gap and short and len(lines) - own >= 3
    return own == end or _stands_off(page, i, own)


def _in_title_case(words: list[str]) -> bool:
    """Whether two words of three begin with a capital, as in an American headline."""
    return 3 * sum(w.lstrip("\"“'‘(")[:1].isupper() for w in words) >= 2 * len(words)


def _resembles(line: str, title: frozenset[str]) -> bool:
    """Whether a line has half its words from the title known from elsewhere."""
    words = set(re.findall(r"\w+", line.casefold()))
    return 2 * len(words & title) >= len(words)


def _stands_off(page: _Page, i: int, own: int) -> bool:
    """Whether an unfinished line before a capital is a line of its own, not the first of wrapped prose."""
    a, b = page.lines[own - 1], page.lines[own]
    if not page.wrapping.longest or len(a.text) < page.wrapping.shortest:
        return True
    first = b.text.split()[0].strip("\"“'‘").casefold()
    return not fills(a, b, page.wrapping) or first in vocabulary.words("openers")


def _is_apart(page: _Page, reach: tuple[int, int], head: _Head) -> bool:
    """Whether an unfinished line after the headline or byline is a standfirst or caption, not the body's first."""
    i, own = reach
    lines, last = page.lines, page.lines[own - 1]
    led = head.headline or head.credited or bool(page.title)
    if own >= len(lines) or ends_sentence(last.text) or head.standfirst or not led:
        return False
    if last.end - lines[i].start > 2 * MAX_HEADLINE or is_item(lines[own].text):
        return False
    return lines[own].gap or _stands_off(page, i, own)


# ---------------------------------------------------------------- the body


def _gather(page: _Page, i: int) -> int:
    """End of the block that begins at line `i`."""
    lines, k = page.lines, i + 1
    place = page.prefix(i, i + 1)
    body = place is not None and place.sure
    while k < len(lines):
        before = lines[k - 2] if k - 2 >= i else None
        if _special(page, k, body) or not carries_on(before, lines[k - 1], lines[k], page.wrapping):
            break
        k += 1
    return k


def _special(page: _Page, k: int, body: bool) -> bool:
    """Whether line `k` cannot belong to the block before it (`body`: which is surely a paragraph)."""
    line = page.lines[k]
    if _is_furniture(page, k) or vocabulary.is_caption(line.text):
        return True
    if body or page.shouts or k > HEAD_LINES or _inside(page.lines, k):
        return False
    place = dateline.alone(line.text) or page.prefix(k, k + 1)
    return (place is not None and place.sure) or byline.read(line.text) is not None


def _dated_furniture(line: Line, layout: Layout) -> None:
    """A line such as "Published in The Courier, January 8th, 2021" gives the day where nothing else does."""
    if layout.published is None and line.text.casefold().startswith("published"):
        credit = byline.read(line.text.partition(",")[2].strip())
        layout.published = credit.day if credit else None


def _datelines(page: _Page, layout: Layout) -> None:
    """Cut the dateline off the first paragraph that begins with one."""
    paragraphs = [k for k, b in enumerate(layout.blocks) if b.kind == "paragraph"][:3]
    for nth, k in enumerate(paragraphs):
        span = layout.blocks[k].span
        place = page.place(span)
        if place is None or (nth and not place.sure):
            continue
        cut = span.start + place.length
        mark = span.start + len(page.text[span.start : cut].rstrip())
        layout.blocks[k : k + 1] = [Block("dateline", Span(span.start, mark)), Block("paragraph", Span(cut, span.end))]
        layout.file_from(place)
        return


def _add(layout: Layout, kind: BlockKind, lines: tuple[Line, ...], i: int, end: int) -> int:
    layout.blocks.append(Block(kind, Span(lines[i].start, lines[end - 1].end)))
    return end


def _flat(text: str) -> str:
    return " ".join(text.split())
