"""The series of meetings as a report: a table a series, then what was said of the last time against the record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from dragoman import wording
from dragoman.records import Span
from dragoman.reports.values import (
    Block,
    Footnote,
    Kind,
    Listing,
    Paragraph,
    Report,
    Row,
    Run,
    Runs,
    Section,
    Table,
    lines,
    plain,
    quote,
)
from dragoman.series import dialogues_checks as checks
from dragoman.series.dialogues_names import sentences
from dragoman.series.dialogues_people import Head
from dragoman.series.dialogues_tellings import Said, Telling
from dragoman.series.dialogues_values import Check, Dialogues, Meeting, Series, Silence
from dragoman.series.texts import Text, in_words

COLUMNS = ("When and where", "Ordinal, as claimed", "Level and heads", "Told by", "Since the last")
UNNAMED = "Meetings without a name"


def told(found: Dialogues, shown: Sequence[Series] | None = None) -> Report:
    """The report of all series, or of those given."""
    series = found.series if shown is None else shown
    sections: list[Section] = []
    for sides in dict.fromkeys(s.sides for s in series):
        own = [s for s in series if s.sides == sides]
        sections.append(Section(in_words(sides), ()))
        sections.extend(Section(_heading(s), tuple(_series(s)), 2) for s in own)
        said = [c for c in found.checks if _of(c, own)]
        if said:
            sections.append(Section("When the two sides last met, as told", (_checks(said),), 2))
    if not series:
        sections.append(Section("No meetings", (Paragraph(plain("No meeting of two sides is told in these texts.")),)))
    return Report("Dialogues", _subtitle(found, series), tuple(_notes(found)), tuple(sections))


def _subtitle(found: Dialogues, series: Sequence[Series]) -> tuple[str, ...]:
    named = sum(1 for s in series if s.name)
    meetings = sum(len(s.meetings) for s in series)
    first = f"{wording.counted(meetings, 'meeting')}; {named} named series; {wording.counted(found.texts, 'text')} read"
    return (first, f"The newest text held is of {wording.day(found.until)}") if found.until else (first,)


def _notes(found: Dialogues) -> Iterator[Runs]:
    yield plain("Meetings, gaps and silences are those of the texts held; what is not held may exist.")
    yield plain("An ordinal is a claim: it is given with who makes it. Where two sides count differently, both stand.")


def _heading(series: Series) -> str:
    if not series.name:
        return UNNAMED
    return f"{series.name} ({', '.join(series.aliases)})" if series.aliases else series.name


# ---------------------------------------------------------------- a series


def _series(series: Series) -> Iterator[Block]:
    rows = []
    for i, meeting in enumerate(series.meetings):
        rows.append(_row(meeting, series.meetings[i - 1] if i else None))
    yield Table(COLUMNS, tuple(rows))
    if series.coming:
        yield Listing(tuple(_coming(said) for said in series.coming))


def _row(meeting: Meeting, before: Meeting | None) -> Row:
    quiet = meeting.silences
    kind: Kind = "differ" if len(meeting.ordinals) > 1 or meeting.days else "warning" if quiet else ""
    cells = (
        tuple(_when(meeting)), tuple(_ordinals(meeting)), tuple(_who(meeting)), tuple(_tellers(meeting, quiet)),
        plain(_gap(meeting, before)),
    )  # fmt: skip
    return Row(cells, kind)


def _when(meeting: Meeting) -> Iterator[Run]:
    parts: list[Runs] = [(Run(_days(meeting), "strong"),)]
    if meeting.place or meeting.remote:
        parts.append(plain("call" if meeting.remote else meeting.place))
    for when, telling in meeting.days:
        parts.append((Run(f"{wording.when(when)} according to {telling.text.name}", "changed", _claim_note(telling)),))
    yield from lines(parts)


def _days(meeting: Meeting) -> str:
    """The days of a meeting, or when it was first told of."""
    if meeting.when:
        return wording.when(meeting.when)
    return "day not told" if meeting.day == date.min else f"day not told; told of on {wording.day(meeting.day)}"


def _claim_note(telling: Telling) -> Footnote | None:
    dated = [t.claim for t in telling.claims if t.claim.when] or [t.claim for t in telling.claims]
    if dated:
        return _note(telling.text, dated[0].passage)
    return _sentence_note(telling.named[0]) if telling.named else None


def _note(text: Text, span: Span) -> Footnote:
    return Footnote(text.document, span.start, span.end)


def _sentence_note(said: Said) -> Footnote:
    """The sentence in which a meeting is named."""
    start = said.naming.span.start
    spans = sentences(said.text.document.text)
    span = next((s for s in spans if s.start <= start < s.end), said.naming.span)
    return Footnote(said.text.document, span.start, span.end, said.by.name if said.by.through else "")


def _ordinals(meeting: Meeting) -> Iterator[Run]:
    told = meeting.ordinals
    if not told:
        yield from plain("not told")
        return
    parts: list[Runs] = [(Run("told differently", "label"),)] if len(told) > 1 else []
    for number in sorted(told):
        first: dict[str, Said] = {}
        for said in told[number]:
            first.setdefault(said.by.words, said)
        runs: list[Run] = [Run(f"{_ordinal(number)}: ", "strong")]
        for i, (voice, said) in enumerate(first.items()):
            runs.append(Run(f"{'; ' if i else ''}{voice}", "plain", _sentence_note(said)))
        parts.append(tuple(runs))
    yield from lines(parts)


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _who(meeting: Meeting) -> Iterator[Run]:
    levels = dict(meeting.levels)
    parts: list[Runs] = []
    if len(set(levels.values())) == 1 and set(levels) == meeting.sides:
        parts.append(plain(next(iter(levels.values()))))
    else:
        parts.extend(plain(f"{wording.country(side)}: {level}") for side, level in levels.items())
    parts.extend(_head(head) for head in meeting.heads)
    yield from lines(parts or [plain("nobody is named")])


def _head(head: Head) -> Runs:
    land = f" ({wording.country(head.side)})" if head.side else " (side not told)"
    return (Run(f"{head.words}{land}", "plain", _note(head.telling.text, head.span)),)


def _tellers(meeting: Meeting, quiet: Sequence[Silence]) -> Iterator[Run]:
    parts: list[Runs] = []
    for side in sorted(meeting.sides):
        for text in meeting.texts(side):
            parts.append(plain(f"{wording.country(side)}: {text.name}, {_published(text)}"))
    silent = {s.side for s in quiet}
    for side in sorted(meeting.sides):
        if not meeting.texts(side) and side not in silent:
            parts.append(plain(f"{wording.country(side)}: no text held"))
    parts.extend(_silence(s) for s in quiet)
    others = [t.text for t in meeting.tellings if t.text.side not in meeting.sides]
    parts.extend(plain(f"{text.name}, {_published(text)}") for text in others)
    yield from lines(parts)


def _published(text: Text) -> str:
    return wording.day(text.day) if text.day else "day not told"


def _silence(silence: Silence) -> Runs:
    name = wording.country(silence.side)
    parts = [f"{name}: no text held, {wording.counted(silence.days, 'day')} after"]
    if silence.relayed:
        parts.append(f"told through {', '.join(dict.fromkeys(t.text.name for t in silence.relayed))}")
    if silence.near:
        parts.append(
            f"of these days {wording.counted(len(silence.near), 'other text')} of it on the other side is held"
        )
    elif not silence.held:
        parts.append("no text of it is held at all")
    return (Run(parts[0], "label"), *plain("".join(f"; {p}" for p in parts[1:])))


def _gap(meeting: Meeting, before: Meeting | None) -> str:
    if before is None:
        return "first one held"
    last = before.when.last if before.when else before.day
    if date.min in (meeting.day, last):
        return "day not told"
    days = (meeting.day - last).days
    about = "" if meeting.when and before.when else "about "
    years, months = divmod(round(days / 30.44), 12)
    spans = [wording.counted(n, noun) for n, noun in ((years, "year"), (months, "month")) if n]
    return f"{about}{wording.counted(days, 'day')}" + (f" ({', '.join(spans)})" if spans else "")


def _coming(said: Said) -> Runs:
    number = f", the {_ordinal(said.naming.ordinal)}" if said.naming.ordinal else ""
    note = _sentence_note(said)
    return (Run(f"The next one{number}, according to {said.by.words}: "), *quote(note.document, note.start, note.end))


# ---------------------------------------------------------------- the last time


def _of(check: Check, series: Sequence[Series]) -> bool:
    sides = series[0].sides
    texts = {t.text.document.id for s in series for m in s.meetings for t in m.tellings}
    return check.statement.sides == sides or check.statement.text.document.id in texts


def _checks(said: Sequence[Check]) -> Table:
    kinds: dict[str, Kind] = {checks.AGREES: "both", checks.CONTRADICTED: "contradicted"}
    rows = []
    for check in said:
        text, span = check.statement.text, check.statement.span
        voice = plain(f"{check.statement.by.words}, {_published(text)}")
        cells = (voice, quote(text.document, span.start, span.end), tuple(_verdict(check)))
        rows.append(Row(cells, kinds.get(check.verdict, "")))
    return Table(("Who says so", "What", "The record"), tuple(rows))


VERDICTS = {
    checks.AGREES: "agrees", checks.CONTRADICTED: "contradicted: a later one is held",
    checks.NOTHING: "nothing held of those days, and nothing later", checks.UNREAD: "not checked: no day read",
}  # fmt: skip


def _verdict(check: Check) -> Iterator[Run]:
    parts: list[Runs] = [(Run(VERDICTS[check.verdict], "label"),)]
    parts.extend(_met(m) for m in check.by)
    parts.extend((Run("between: "), *_met(m)) for m in check.between)
    yield from lines(parts)


def _met(meeting: Meeting) -> Runs:
    day = wording.when(meeting.when) if meeting.when else "day not told"
    words = ", ".join(p for p in (day, meeting.place, meeting.name) if p)
    return (Run(words, "plain", _claim_note(meeting.tellings[0])),)
