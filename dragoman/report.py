"""Record -> the text report that a person reads: words before codes, what happened apart from what did not.

Every line of evidence is the document's own words, blanks and line breaks aside; the words that told the
event stand out in colour. A dagger marks voices whose own text is not held.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Console
from rich.text import Text

from dragoman import wording
from dragoman.records import HAPPENED, Actor, Claim, Document, Event, Match, Record, Span

MAX_WIDTH = 100
MIN_WIDTH = 40
MAX_QUOTE = 320  # characters of a quote that are shown, but for --wide
MAX_OPENING = 80  # characters that stand for the title of a document without one
DAGGER = "†"
# What a text could use to take hold of the terminal: control characters and marks that turn the direction of writing.
UNSEEN = dict.fromkeys((*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd")
COLOURS = {1: "cyan", 2: "green", 3: "yellow", 4: "red"}
FAINT, STRONG, RULE, NOTICE = "bright_black", "bold", "bright_black", "magenta"


def report(
    records: Iterable[Record], *, width: int | None = None, colour: bool = False, wide: bool = False
) -> Iterator[str]:
    """The report of each record, ready to write; `width` in columns (None: the terminal's, at most 100)."""
    columns = width or min(MAX_WIDTH, shutil.get_terminal_size((MAX_WIDTH, 24)).columns)
    for number, record in enumerate(records):
        yield (_rule(columns, colour) if number else "") + render(record, max(MIN_WIDTH, columns), colour, wide)


def _rule(width: int, colour: bool) -> str:
    page = _Page(max(MIN_WIDTH, width), colour, False)
    page.gap()
    page.line(Text("─" * max(MIN_WIDTH, width), RULE))
    page.gap()
    return page.text()


def render(record: Record, width: int, colour: bool = False, wide: bool = False) -> str:
    """The report of one record, lines at most `width` columns wide, with terminal colours if `colour`."""
    page = _Page(width, colour, wide)
    happened = [e for e in record.events if _counts(e)]
    others = [e for e in record.events if not _counts(e)]
    _heading(page, record, happened, others)
    if happened:
        page.gap()
        page.line(Text("What happened", STRONG))
    for number, event in enumerate(happened, 1):
        page.gap()
        _told(page, record.document, event, number)
    if others:
        page.gap()
        page.line(Text("Not counted", STRONG))
    for name, group in _groups(others):
        page.gap()
        page.line(Text(name[0].upper() + name[1:], FAINT), 1)
        for event in group:
            _aside(page, record.document, event)
    _foot(page, record)
    return page.text()


class _Page:
    """Lines so far, and how wide and colourful they may be."""

    def __init__(self, width: int, colour: bool, wide: bool) -> None:
        self.width, self.wide, self._out = width, wide, io.StringIO()
        self._console = Console(
            file=self._out, width=width, force_terminal=colour, no_color=not colour, highlight=False, markup=False,
            color_system="standard" if colour else None, legacy_windows=False,
        )  # fmt: skip

    def line(self, text: Text, indent: int = 0, mark: Text | None = None, bar: bool = False) -> None:
        """Write `text` wrapped, `indent` columns in, `mark` before its first line, before each if it is a `bar`."""
        text.plain = text.plain.translate(UNSEEN)
        first = Text(" " * indent) + (mark or Text())
        rest = first if bar else Text(" " * first.cell_len)
        for number, part in enumerate(text.wrap(self._console, max(20, self.width - first.cell_len))):
            part.rstrip()
            whole = (rest if number else first) + part
            self._console.print(whole, no_wrap=True, overflow="ignore", crop=False)

    def quote(self, text: Text, depth: int = 0) -> None:
        """Write `text` beside the bar that holds the voices of an event."""
        self.line(text, 4, Text("│ " + "  " * depth, RULE), bar=True)

    def gap(self) -> None:
        """Write an empty line."""
        self._console.print()

    def text(self) -> str:
        """All that was written."""
        return self._out.getvalue()


def _counts(event: Event) -> bool:
    return event.status in HAPPENED and event.type is not None


# ---------------------------------------------------------------- the parts of a report


def _heading(page: _Page, record: Record, happened: list[Event], others: list[Event]) -> None:
    d = record.document
    page.line(Text(" ".join((d.title or _opening(d)).split()), STRONG))
    known = [
        d.issuer or d.publisher,
        wording.day(d.published) if d.published else "no date",
        d.dateline,
        d.origin or None,
    ]
    page.line(Text(" · ".join(k for k in known if k), FAINT))
    claims = sum(len(e.claims) for e in happened)
    counts = [f"{wording.counted(len(happened), 'event')} happened"]
    if claims:
        counts[0] += f", told {wording.counted(claims, 'time')}"
    if others:
        names = ", ".join(f"{len(group)} {name}" for name, group in _groups(others))
        counts.append(f"{len(others)} not counted: {names}")
    page.line(Text(" · ".join(counts)))
    for note in record.notes:
        page.line(Text(note, FAINT))


def _opening(d: Document) -> str:
    """The first words of a document without a title."""
    first = next(
        (b.span for b in d.blocks if b.kind not in ("dateline", "byline", "boilerplate")), Span(0, len(d.text))
    )
    words = d.text[first.start : first.end]
    return words if len(words) <= MAX_OPENING else words[:MAX_OPENING].rsplit(" ", 1)[0] + " …"


def _told(page: _Page, d: Document, event: Event, number: int) -> None:
    """An event that happened: what, when, where; who to whom; then each voice with its words."""
    page.line(_what(event), 0, Text(f"{number:>2}  ", FAINT))
    page.line(_who(event), 4)
    _sources(page, d, event)


def _aside(page: _Page, d: Document, event: Event) -> None:
    """An event that is not counted, told in the same way."""
    page.line(_what(event), 2, Text("· ", FAINT))
    if event.actors or event.recipients:
        page.line(_who(event), 4)
    _sources(page, d, event)


def _sources(page: _Page, d: Document, event: Event) -> None:
    for conflict in event.conflicts:
        page.line(Text(f"the accounts differ on {conflict}", NOTICE), 4)
    if page.wide:
        _reasons(page, event)
    for voice, claims in _voices(event.claims):
        page.quote(_voice(d, voice, claims[0]))
        for passage, told in _passages(claims, page.wide):
            page.quote(_quote(page, d, passage, told), 1)
            for claim in told:
                _tags(page, claim, event)


def _what(event: Event) -> Text:
    colour = COLOURS.get(next((c.quad for c in event.claims if c.quad), 0) or 0, "")
    out = Text()
    out.append(wording.event(event.type, event.mode), f"{STRONG} {colour}".strip())
    if event.status == "ongoing":
        out.append(", going on")
    out.append(" · ", FAINT)
    out.append(wording.when(event.when.value) if event.when else "no date given", "" if event.when else FAINT)
    if event.place:
        out.append(" · ", FAINT)
        out.append(wording.place(event.place.value))
    return out


def _who(event: Event) -> Text:
    mutual = any(c.mutual for c in event.claims) and not event.recipients
    actors = _names(event.actors, " and " if mutual else ", ") or "somebody not named"
    out = Text(actors)
    if event.recipients:
        out.append("  →  ", FAINT)
        out.append(_names(event.recipients, ", "))
    return out


def _names(matches: tuple[Match[Actor], ...], between: str) -> str:
    return between.join(dict.fromkeys(wording.actor(m.value) for m in matches))


def _voices(claims: tuple[Claim, ...]) -> list[tuple[str, list[Claim]]]:
    """Claims by the voice that makes them, voices in the order in which they first speak."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(_speaker(claim), []).append(claim)
    return list(groups.items())


def _speaker(claim: Claim) -> str:
    return wording.actor(claim.claimant.value) if claim.claimant else ""


def _voice(d: Document, speaker: str, claim: Claim) -> Text:
    if not speaker:
        if d.issuer:
            return Text(f"{d.issuer}, in its own text")
        return Text(f"{d.publisher or 'the report itself'}, no source named")
    out = Text(speaker)
    if claim.chain:
        out.append(f", as told by {_names(claim.chain, ', then ')}", FAINT)
    if not _held(d, claim):
        out.append(f" {DAGGER}", FAINT)
    return out


def _held(d: Document, claim: Claim) -> bool:
    """Whether the document is the claimant's own text."""
    if claim.claimant is None:
        return True
    return bool(d.issuer) and claim.held == "primary" and claim.claimant.value.name == d.issuer


def _passages(claims: list[Claim], each: bool) -> list[tuple[Span, list[Claim]]]:
    """The passages to quote, with the claims made in them; one inside another is not quoted again, but if `each`."""
    out: list[tuple[Span, list[Claim]]] = []
    for claim in claims:
        if not each and out and out[-1][0].start <= claim.passage.start <= claim.passage.end <= out[-1][0].end:
            out[-1][1].append(claim)
        elif not each and out and claim.passage.start <= out[-1][0].start <= out[-1][0].end <= claim.passage.end:
            out[-1] = (claim.passage, [*out[-1][1], claim])
        else:
            out.append((claim.passage, [claim]))
    return out


def _quote(page: _Page, d: Document, passage: Span, claims: list[Claim]) -> Text:
    """The passage with what tells the events standing out, cut to what surrounds it where it is long."""
    shown, most = passage, MAX_QUOTE if not page.wide else 10 * MAX_QUOTE
    if passage.end - passage.start > most:
        shown = _around(d.text, passage, claims[0].trigger, most)
    words = Text("".join(" " if c.isspace() else c for c in d.text[shown.start : shown.end]).translate(UNSEEN))
    for claim in claims:
        words.stylize("bold", max(0, claim.trigger.start - shown.start), max(0, claim.trigger.end - shown.start))
    before, after = "… " if shown.start > passage.start else "", " …" if shown.end < passage.end else ""
    return Text(f"“{before}") + words + Text(f"{after}”")


def _around(text: str, span: Span, trigger: Span, size: int) -> Span:
    if not span.start <= trigger.start < trigger.end <= span.end:
        trigger = Span(span.start, span.start)
    start = max(span.start, min(trigger.start - size // 2, span.end - size))
    end = min(span.end, start + size)
    if start > span.start:
        start = text.find(" ", start, trigger.start) + 1 or start
    if end < span.end:
        end = max(text.rfind(" ", trigger.end, end), trigger.end)
    return Span(start, end)


def _tags(page: _Page, claim: Claim, event: Event) -> None:
    """What must be said of one claim beside its event: another status, and in the wide report its scores."""
    if claim.status != event.status:
        page.quote(Text(f"by this voice: {wording.status(claim.status)}", NOTICE), 1)
    if not page.wide:
        return
    codes = [claim.type or "no type", claim.mode or "", f"quad {claim.quad}" if claim.quad else "",
             f"scale {claim.scale:+g}" if claim.scale is not None else "", *claim.contexts]  # fmt: skip
    how = f"{claim.how.time}, {claim.how.certainty}, {claim.how.polarity}"
    page.quote(Text(f"{' '.join(c for c in codes if c)} · {how} · confidence {claim.confidence:.2f}", FAINT), 2)
    for why in dict.fromkeys((*claim.why, claim.how.why)):
        if why:
            page.quote(Text(why, FAINT), 2)


def _reasons(page: _Page, event: Event) -> None:
    """Scores and reasons of the event's slots."""
    slots: list[tuple[str, Match[Any] | None]] = [
        *(("actor", m) for m in event.actors), *(("recipient", m) for m in event.recipients),
        ("when", event.when), ("where", event.place),
    ]  # fmt: skip
    page.line(Text(f"event {event.confidence:.2f}", FAINT), 4)
    for name, match in slots:
        if match is not None:
            page.line(Text(f"{name} {match.score:.2f}: {match.why}", FAINT), 4)


def _groups(events: list[Event]) -> list[tuple[str, list[Event]]]:
    """Events that are not counted, by what they are, in the order of the report; empty groups left out."""
    named = [(wording.status(s), [e for e in events if e.status == s and not _untyped(e)]) for s in wording.statuses()]
    named.append(("of no type", [e for e in events if _untyped(e)]))
    return [(name, group) for name, group in named if group]


def _untyped(event: Event) -> bool:
    return event.type is None and event.status in HAPPENED


def _foot(page: _Page, record: Record) -> None:
    if any(not _held(record.document, c) for c in record.claims):
        page.gap()
        page.line(Text("its own text is not held: what it said is known through this text only", FAINT), 0,
                  Text(f"{DAGGER} ", FAINT))  # fmt: skip
