"""What comparing two or more accounts of one meeting yields: accounts, points, rows. Standard library only.

An account is what one voice tells: a document, the parts of one that speak for one claimant, or all that a side
published. A point is a passage of it, a sentence or less. A row holds the points that tell of one thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from dragoman.records import Document, Span

Held = Literal["primary", "paraphrase", "excerpt", "none"]
Cell = Literal["told", "not held", "doubtful"]
Label = Literal["both", "only", "differ", "contradicted", "not aligned"]
Way = Literal["wording", "strength", "number", "date", "place", "level", "order", "who asked"]

HELD: tuple[Held, ...] = get_args(Held)
WAYS: tuple[Way, ...] = get_args(Way)
COMPLETENESS: dict[Held, str] = {
    "primary": "primary text held",
    "paraphrase": "paraphrase by others",
    "excerpt": "excerpt",
    "none": "no text held",
}


@dataclass(frozen=True, slots=True)
class Point:
    """A passage of an account, a sentence or less. `spans` are its own words in order, `sentence` where they stand.

    `words` is the passage as it can be read alone: the subject or the verb that it shares with its neighbours is put
    before it.
    """

    document: Document
    spans: tuple[Span, ...]
    sentence: Span
    words: str

    @property
    def text(self) -> str:
        """Its own words; where others stand between them, there are three dots."""
        return " … ".join(self.document.text[s.start : s.end] for s in self.spans)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an account that are no content: titles, contact lines, marks of the page."""

    document: Document
    span: Span

    @property
    def text(self) -> str:
        """The words."""
        return self.document.text[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True)
class Account:
    """What one voice tells. `name` is the voice, `held` how much of its own text is there, `why` how that is known.

    `original` is the text in another language of which the documents are a translation.
    """

    name: str
    held: Held
    why: str
    documents: tuple[Document, ...]
    points: tuple[Point, ...]
    left_out: tuple[Passage, ...] = ()
    original: Document | None = None

    @property
    def completeness(self) -> str:
        """How much of the voice's own text is held, in words."""
        return COMPLETENESS[self.held]


@dataclass(frozen=True, slots=True)
class Difference:
    """In what two accounts differ on a point, and the words of each by which it is seen."""

    way: Way
    why: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """Points that tell of one thing: for each account those that it has, and how the others stand to it.

    `cells` says of each account whether it tells of it ("told"), does not ("not held") or that this is in doubt.
    `label` is what these come to; "only" where a single account has it. `score` is how sure the alignment is. Where a
    cell is in doubt, `near` holds what comes nearest to the row in that account.
    """

    label: Label
    cells: tuple[Cell, ...]
    points: tuple[tuple[Point, ...], ...]
    score: float
    why: str
    topic: str = ""
    differences: tuple[Difference, ...] = ()
    near: tuple[tuple[Point, ...], ...] = ()

    @property
    def holders(self) -> tuple[int, ...]:
        """The numbers of the accounts that tell of it."""
        return tuple(k for k, cell in enumerate(self.cells) if cell == "told")

    @property
    def how(self) -> tuple[Way, ...]:
        """In what the accounts differ, each way once."""
        return tuple(way for way in WAYS if any(d.way == way for d in self.differences))


@dataclass(frozen=True, slots=True)
class Naming:
    """Names that the accounts use for one and the same: a person, the meeting, a place; one set for each account."""

    what: str
    names: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two or more accounts laid side by side; rows in the order of the first account, then of the others.

    `remarks` is what must be read first: what limits the comparison. `unlike` says why the accounts do not tell of one
    meeting; it is empty where they do, and where it is not there are no rows.
    """

    accounts: tuple[Account, ...]
    rows: tuple[Row, ...]
    remarks: tuple[str, ...] = ()
    namings: tuple[Naming, ...] = ()
    unlike: str = ""

    def of(self, *labels: Label) -> Iterator[Row]:
        """The rows with one of the labels, in order."""
        return (row for row in self.rows if row.label in labels)
