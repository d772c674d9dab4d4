"""Commitments as a report: what was undertaken, who said so and how firmly, what was said again, what came later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman import wording
from dragoman.records import Span
from dragoman.reports.values import (
    Footnote,
    Kind,
    Mark,
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
from dragoman.series.commitments import AGAINST, KEPT, OCCASION, Commitment, Commitments, Evidence
from dragoman.series.commitments_read import OWN, Promise
from dragoman.series.texts import Text, in_words

COLUMNS = ("What, and until when", "Who says so, and how firmly", "What came later")


def told(found: Commitments, shown: Sequence[Commitment] | None = None) -> Report:
    """The report of all commitments, or of those given."""
    chosen = found.commitments if shown is None else shown
    sections = []
    for heading in sorted({_parties(c.first) for c in chosen}):
        own = [c for c in chosen if _parties(c.first) == heading]
        sections.append(Section(heading, (Table(COLUMNS, tuple(_row(c, found) for c in own)),)))
    if not chosen:
        sections.append(Section("No commitments", (Paragraph(plain("Nobody undertakes anything in these texts.")),)))
    return Report("Commitments", _subtitle(found, chosen), tuple(_notes()), tuple(sections))


def _subtitle(found: Commitments, chosen: Sequence[Commitment]) -> tuple[str, ...]:
    said = sum(len(c.told) for c in chosen)
    first = (
        f"{wording.counted(len(chosen), 'commitment')}, told {wording.counted(said, 'time')}; "
        f"{wording.counted(found.texts, 'text')} read"
    )
    return (first, f"Told up to {wording.day(found.until)}") if found.until else (first,)


def _notes() -> Iterator[Runs]:
    yield plain("What came later is evidence that is held, with who says so; whether a word was kept is not judged.")
    yield plain(
        "Strengths are in the order of the ladder: offers, reaffirms, intends, agrees, undertakes, signs; "
        "a rung marked “our order” has no other source."
    )


def _parties(promise: Promise) -> str:
    """Who undertakes towards whom, as the heading of a section."""
    actors = in_words(promise.actors)
    if promise.recipients == promise.actors and len(promise.actors) > 1:
        return f"{actors}, together"
    return f"{actors} → {in_words(promise.recipients) or 'nobody named'}"


# ---------------------------------------------------------------- a commitment


def _row(commitment: Commitment, found: Commitments) -> Row:
    pointing = {e.points for e in commitment.evidence}
    kind: Kind = "both" if KEPT in pointing else ""
    if AGAINST in pointing:
        kind = "differ" if KEPT in pointing else "warning"
    if commitment.denials:
        kind = "contradicted"
    cells = (
        lines(_what(commitment)),
        lines(_said(commitment)),
        lines(_later(commitment, found)),
    )
    return Row(cells, kind)


def _what(commitment: Commitment) -> Iterator[Runs]:
    first = commitment.first
    yield quote(first.text.document, *_passage(first))
    dated = commitment.deadline
    if dated and dated.deadline:
        word = "until" if dated.deadline.latest else "for"
        day = wording.when(dated.deadline.when)
        shown = wording.day(dated.deadline.when.last) if dated.deadline.latest else day
        yield (Run(f"{word} {shown}", "strong", None if dated is first else _note(dated.text, dated.claim.passage)),)
    if not first.recipients and first.beside:
        yield (Run(f"told at talks with {in_words(first.beside)}", "faint"),)
    if first.claim.status == "speculation":
        yield (Run("told as a possibility only", "faint"),)


def _passage(promise: Promise) -> tuple[int, int]:
    return promise.claim.passage.start, promise.claim.passage.end


def _note(text: Text, span: Span) -> Footnote:
    return Footnote(text.document, span.start, span.end)


def _day(text: Text) -> str:
    return wording.day(text.day) if text.day else "day not told"


def _said(commitment: Commitment) -> Iterator[Runs]:
    first = commitment.first
    yield _promise(first, "")
    if first.again:
        yield (Run("said again here; the first time is not held", "faint"),)
    if not any(p.by.side in first.actors for p in commitment.told):
        yield (Run("no text of who is to do it says so", "faint"),)
    for other in commitment.others:
        yield _promise(other, _again(first, other))
    for denial in commitment.denials:
        note = _note(denial.text, denial.claim.passage)
        yield (Run("denied: ", "label"), Run(f"{denial.by.words}, {_day(denial.text)}", "plain", note))


def _again(first: Promise, other: Promise) -> str:
    if other.again:
        return "reaffirmed: "
    near = first.text.day and other.text.day and abs(other.text.day - first.text.day) <= OCCASION
    return "also: " if near and other.by != first.by else "said again: "


def _promise(promise: Promise, lead: str) -> Runs:
    strength = promise.strength
    word = f"“{strength.word}”: " if strength.word and strength.word not in strength.name else ""
    order = ", our order" if strength.source == OWN else ""
    note = _note(promise.text, promise.claim.passage) if lead else None
    return (
        *((Run(lead, "label"),) if lead else ()),
        Run(f"{promise.by.words}, {_day(promise.text)} "),
        Run(f"({word}{strength.name}{order})", "faint", note),
    )  # fmt: skip


def _later(commitment: Commitment, found: Commitments) -> Iterator[Runs]:
    for evidence in commitment.evidence:
        yield _evidence(evidence)
    held = [e for e in commitment.evidence if e.points in (KEPT, AGAINST)]
    if held:
        return
    dated = commitment.deadline
    due = dated.deadline.when.last if dated and dated.deadline else None
    if due and found.until and found.until > due:
        days = (found.until - due).days
        yield plain(
            f"nothing held on whether it was done; the time ran out {wording.counted(days, 'day')} before "
            f"{wording.day(found.until)}"
        )
    elif not commitment.evidence:
        yield plain("nothing held")


def _evidence(evidence: Evidence) -> Runs:
    claim = evidence.claim
    when = f" ({wording.when(claim.when.value)})" if claim.when else ""
    lead = f"{evidence.points}{when}, according to {evidence.by.words}, {_day(evidence.text)}: "
    mark: Mark = "label" if evidence.points in (KEPT, AGAINST) else "plain"
    return (Run(lead, mark), *quote(evidence.text.document, claim.passage.start, claim.passage.end))
