"""A renewal as a report: what is new, what was reworded with its words marked, what was dropped, what is repeated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dragoman import wording
from dragoman.compare.renewal import Change, Label, Renewal
from dragoman.comparison import Point
from dragoman.records import Document, Span
from dragoman.reports.values import (
    BREAK,
    Kind,
    Mark,
    Paragraph,
    Report,
    Row,
    Run,
    Runs,
    Section,
    Table,
    plain,
    quote,
)  # fmt: skip

TITLES: dict[Label, str] = {
    "new": "New", "reworded": "Reworded", "dropped": "Dropped", "not aligned": "Not aligned", "boilerplate": "Repeated",
}  # fmt: skip
KINDS: dict[Label, Kind] = {"new": "new", "reworded": "reworded", "dropped": "dropped", "boilerplate": "boilerplate"}
DOUBT = "These may be new or dropped, or stand in the other text in other words: read both."
NEAR = 3  # characters between words of one passage that are quoted as one


def told(made: Renewal, whose: str = "") -> Report:
    """The report; `whose` says of whom and on whom the statements are."""
    old, new = made.old.documents[0], made.new.documents[0]
    counted = Counter(change.label for change in made.changes)
    counts = ", ".join(f"{counted[label]} {title.lower()}" for label, title in TITLES.items() if counted[label])
    lines = (f"{_named(new)}, beside {_named(old)}", f"{wording.counted(len(made.changes), 'passage')}: {counts}")
    return Report(
        f"What is new{f': {whose}' if whose else ''}", lines, tuple(_notes(made)), tuple(_sections(made)),
        (new, old, *made.earlier),
    )  # fmt: skip


def _notes(made: Renewal) -> Iterable[Runs]:
    yield from map(plain, made.remarks)
    if made.earlier:
        days = [d.published for d in made.earlier if d.published]
        since = f", since {wording.day(min(days))}" if days else ""
        yield plain(
            f"{wording.counted(len(made.earlier), 'earlier statement')} held{since}; older ones may have it too."
        )
    else:
        yield plain("No earlier statements are held: how long a passage has been repeated is not known.")


def _sections(made: Renewal) -> Iterator[Section]:
    for label, title in TITLES.items():
        changes = list(made.of(label))
        if not changes:
            continue
        if label == "reworded":
            rows = tuple(
                Row((plain(str(n)), _cell(c, c.old), _cell(c, c.new)), "reworded") for n, c in enumerate(changes, 1)
            )
            yield Section(title, (Table(("", "before", "now"), rows),))
        elif label == "not aligned":
            yield Section(title, (Paragraph(plain(DOUBT)), *(Paragraph(_one_sided(c)) for c in changes)))
        else:
            yield Section(title, tuple(Paragraph(_passage(c), KINDS[label]) for c in changes))


def _one_sided(change: Change) -> Runs:
    return (Run("before: " if change.old else "now: ", "faint"), *_passage(change))


def _passage(change: Change) -> Runs:
    """The words, of the newer statement where it has them, and what is known of earlier ones."""
    return (*_cell(change, change.new or change.old), *_standing(change))


def _standing(change: Change) -> Runs:
    standing = change.standing
    if standing is None:
        return ()
    since = f", since {wording.day(standing.since.published)}" if standing.since.published else ""
    said = "was said before, in" if change.label == "new" else "stands in"
    return (Run(f" ({said} {standing.times} of {standing.of} statements before this one{since})", "faint"),)


def _cell(change: Change, points: Sequence[Point]) -> Runs:
    marks: list[tuple[Span, Mark]] = [(s, "deleted") for s in change.edits.deleted] if points is change.old else [
        (s, "inserted") for s in change.edits.inserted
    ]  # fmt: skip
    out: list[Run] = []
    for document, span in _passages(points):
        out += [BREAK] if out else []
        out += quote(document, span.start, span.end, marks)
    return tuple(out)


def _passages(points: Sequence[Point]) -> Iterator[tuple[Document, Span]]:
    """The stretches of the documents that the points are, those near one another as one."""
    held: tuple[Document, Span] | None = None
    for document, span in ((p.document, s) for p in points for s in p.spans):
        if held and held[0].id == document.id and 0 <= span.start - held[1].end <= NEAR:
            held = (document, Span(held[1].start, span.end))
            continue
        if held:
            yield held
        held = (document, span)
    if held:
        yield held


def _named(document: Document) -> str:
    title = " ".join((document.title or document.origin or document.id).split())
    return f"{title} ({wording.day(document.published)})" if document.published else title
