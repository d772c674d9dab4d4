"""A report of every sort of block, of two invented readouts of one meeting."""

from __future__ import annotations

from datetime import date

from dragoman.records import Block, Document, Span
from dragoman.reports.values import (
    BREAK,
    Footnote,
    Listing,
    Paragraph,
    Report,
    Row,
    Run,
    Runs,
    Section,
    Table,
    plain,
    quote,
)

OURS = """Ministry of Fisheries: readout of the talks in Nuku'alofa

The Minister of Fisheries, Ana Tui'afitu, received the Norwegian
Deputy Minister Kari Solheim on Tuesday for the third round of the
Blue Waters Dialogue. The two sides held cordial and constructive talks on patrols,
quotas and the training of inspectors.

The Minister urged Norway to share vessel data by the end of June. Both sides agreed to hold
the fourth round in Bergen next year. Norway will provide 12 patrol boats.
"""
THEIRS = """Deputy Minister Solheim in Tonga

Deputy Minister Kari Solheim met Minister Tui'afitu on 3 March. They had candid talks on quotas and discussed the
exchange of vessel data. Norway will provide two patrol boats, subject to approval by parliament.

The Deputy Minister raised the detention of the crew of a trawler. No further round has been agreed.
"""


def document(text: str, **given: object) -> Document:
    """A document whose paragraphs are its blocks."""
    blocks, at = [], 0
    for number, part in enumerate(text.split("\n\n")):
        blocks.append(Block("paragraph" if number else "headline", Span(at, at + len(part.rstrip()))))
        at += len(part) + 2
    return Document(text=text, blocks=tuple(blocks), **given)  # type: ignore[arg-type]


TONGA = document(
    OURS,
    id="4f1c09aa7be2",
    title="Readout of the talks in Nuku'alofa",
    issuer="Ministry of Fisheries of Tonga",
    publisher="Ministry of Fisheries of Tonga",
    published=date(2026, 3, 3),
    url="https://fisheries.example/readouts/2026-03-03?lang=en&id=7",
)
NORWAY = document(
    THEIRS,
    id="b07d55e1c3f8",
    title="Deputy Minister Solheim in Tonga",
    issuer="Norwegian Ministry of Trade, Industry & Fisheries",
    publisher="Government of Norway",
    published=date(2026, 3, 4),
)


def words(source: Document, passage: str, *changed: str) -> Runs:
    """The passage of the document in quotation marks, with words in it marked as changed."""
    start = source.text.index(passage)
    marks = []
    for word in changed:
        at = source.text.index(word, start)
        marks.append((Span(at, at + len(word)), "changed"))
    return quote(source, start, start + len(passage), marks)  # type: ignore[arg-type]


def row(label: str, kind: str, topic: str, left: Runs, right: Runs) -> Row:
    """A row of a comparison of two accounts."""
    return Row(((Run(label, "label"), BREAK, Run(topic)), left, right), kind)  # type: ignore[arg-type]


NOT_HELD: Runs = (Run("not in the text held", "faint"),)
ROWS = (
    row("both", "both", "that the two sides met", words(TONGA, "received the Norwegian\nDeputy Minister Kari Solheim on Tuesday"),
        words(NORWAY, "Deputy Minister Kari Solheim met Minister Tui'afitu on 3 March")),
    row("differ: wording", "differ", "tone of the talks", words(TONGA, "held cordial and constructive talks", "cordial and constructive"),
        words(NORWAY, "had candid talks on quotas", "candid")),
    row("differ: strength", "differ", "vessel data", words(TONGA, "urged Norway to share vessel data by the end of June", "urged"),
        words(NORWAY, "discussed the\nexchange of vessel data", "discussed")),
    row("differ: number", "differ", "patrol boats", words(TONGA, "Norway will provide 12 patrol boats", "12"),
        words(NORWAY, "Norway will provide two patrol boats, subject to approval by parliament", "two")),
    row("contradicted", "contradicted", "a fourth round", words(TONGA, "Both sides agreed to hold\nthe fourth round in Bergen next year"),
        words(NORWAY, "No further round has been agreed")),
    row("only Norway", "only", "the crew of a trawler", NOT_HELD,
        words(NORWAY, "raised the detention of the crew of a trawler")),
    row("only Tonga", "only", "training", words(TONGA, "the training of inspectors"), NOT_HELD),
)  # fmt: skip
_at = TONGA.text.index("Norway will provide")
REPORT = Report(
    title="Two accounts of one meeting: Tonga and Norway",
    subtitle=("3 March 2026 · Nuku'alofa · Blue Waters Dialogue, third round", "2 accounts, 7 points"),
    notes=(
        (Run("Tonga", "strong"), Run(": primary text held. "), Run("Norway", "strong"), Run(": primary text held.")),
        plain("“Not in the text held” is said of the texts held here; a side may have said it elsewhere."),
    ),
    sections=(
        Section("Point by point", (Table(("", "Tonga", "Norway"), ROWS),)),
        Section(
            "What changed since the last statement",
            (
                Paragraph(
                    (
                        Run("reworded ", "label"),
                        Run("“", "quote"),
                        Run("Norway will provide ", "quote"),
                        Run("ten", "deleted"),
                        Run("12", "inserted"),
                        Run(" patrol boats", "quote"),
                        Run("”", "quote", Footnote(TONGA, _at, _at + 35)),
                    ),
                    "reworded",
                ),
                Listing(
                    (
                        (
                            Run("Norway undertook to provide patrol boats, according to Tonga.", "plain",
                                Footnote(TONGA, _at, _at + 35, "Ministry of Fisheries of Tonga")),
                        ),
                        plain("Nobody tells of a date for the boats."),
                    ),
                    ordered=True,
                ),
            ),
        ),
        Section(
            "Rounds",
            (
                Table(
                    ("Round", "Day", "Place", "Level", "Published by"),
                    (
                        Row((plain("1st"), plain("12 May 2024"), plain("Oslo"), plain("officials"), plain("Norway"))),
                        Row((plain("2nd"), plain("2 April 2025"), plain("Nuku'alofa"), plain("ministers"), plain("both"))),
                        Row((plain("3rd"), plain("3 March 2026"), plain("Nuku'alofa"), plain("ministers"), plain("both"))),
                    ),
                ),
            ),
            2,
        ),
    ),
)  # fmt: skip
