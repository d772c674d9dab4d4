"""Report -> a Word document (DOCX): real footnotes with the quotes, and the documents at the end."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph as Words
from docx.text.run import Run as WordRun

from dragoman import __version__
from dragoman.reports import citations, word_footnotes
from dragoman.reports.readable import inline, right_to_left
from dragoman.reports.values import (
    Block,
    Footnote,
    Kind,
    Listing,
    Paragraph,
    Report,
    Run,
    Runs,
    Table,
    documents,
    footnotes,
)
from dragoman.reports.widths import Shares, shares, wide

FAINT, LINK, LINE = "5C636D", "0B5394", "B5BBC3"
KINDS: dict[Kind, str] = {
    "both": "1A6B3A", "new": "1A6B3A", "only": "875300", "differ": "0A627C", "reworded": "0A627C",
    "contradicted": "B3261E", "dropped": "B3261E", "boilerplate": FAINT, "warning": "8A2A84",
}  # fmt: skip
SANS, SERIF = "Calibri", "Cambria"
QUOTED = ("quote", "changed", "inserted", "deleted")
# Parts of python-docx's template that are another document's: a picture of its first page, its styles for Word 2010.
OF_THE_TEMPLATE = (
    RELATIONSHIP_TYPE.THUMBNAIL, "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)  # fmt: skip
MOST_OF_TITLE = 255  # characters that Word keeps of a property
AFTER_DIRECTION = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr")  # the schema's order
MOST_IN_ONE_PIECE = 600  # characters of a row that is not broken between pages, since its footnotes want room too
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the day that every file inside has, so that the same report gives the same bytes


@dataclass(slots=True)
class _Writing:
    """The document being written, its footnotes, and which of them were referred to."""

    word: WordDocument
    part: XmlPart
    numbers: dict[Footnote, int]
    cited: dict[int, citations.Citation]
    shares: Shares
    referred: set[int] = field(default_factory=set)


def content(report: Report) -> bytes:
    """The report as the bytes of a DOCX file; the same report gives the same bytes."""
    word = docx.Document()
    numbers = footnotes(report)
    writing = _Writing(word, word_footnotes.add_part(word), numbers, citations.at_notes(numbers), shares(report))
    _page(word, wide(report))
    _styles(word)
    _properties(word, report)
    _body(writing, report)
    raw = io.BytesIO()
    word.save(raw)
    return _undated(raw)


def _undated(raw: io.BytesIO) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename, LONG_AGO), old.read(entry), zipfile.ZIP_DEFLATED)
    return out.getvalue()


# ---------------------------------------------------------------- the document as a whole


def _page(word: WordDocument, wide: bool) -> None:
    """A4, on its side for wide tables."""
    section = word.sections[0]
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if wide else (Cm(21), Cm(29.7))
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)


def _styles(word: WordDocument) -> None:
    sizes = {"Normal": 10.5, "Title": 18, "Heading 1": 13, "Heading 2": 11, "List Bullet": 10.5, "Caption": 9}
    for name, size in sizes.items():
        style = word.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = SANS, Pt(size), RGBColor(0x1B, 0x1E, 0x23)
        for script in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(script), None)  # a theme's font would go before the one named
        style.paragraph_format.space_after = Pt(4)
    for border in word.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)


def _properties(word: WordDocument, report: Report) -> None:
    """Title and maker; no dates, and nothing that is the template's own."""
    properties = word.core_properties
    properties.title = inline(report.title)[:MOST_OF_TITLE]
    properties.author, properties.last_modified_by, properties.comments = f"Dragoman {__version__}", "", ""
    element = properties._element
    for tag in ("dcterms:created", "dcterms:modified"):
        for date in element.findall(qn(tag)):
            element.remove(date)
    for rels in (word.part.package.rels, word.part.rels):
        for key in [key for key, rel in rels.items() if rel.reltype in OF_THE_TEMPLATE]:
            del rels[key]


def _body(writing: _Writing, report: Report) -> None:
    word = writing.word
    word.add_paragraph(inline(report.title), "Title")
    for line in report.subtitle:
        _coloured(word.add_paragraph().add_run(inline(line)), FAINT)
    for limit in report.notes:
        words = word.add_paragraph()
        _bar(words, KINDS["warning"])
        _runs(writing, words, limit)
    for section in report.sections:
        if section.heading:
            word.add_heading(inline(section.heading), section.level)
        for block in section.blocks:
            _block(writing, block)
    _bibliography(writing, report)


def _bibliography(writing: _Writing, report: Report) -> None:
    held = documents(report)
    if held:
        writing.word.add_heading("Documents", 1)
    for document in held:
        words = writing.word.add_paragraph()
        words.paragraph_format.left_indent, words.paragraph_format.first_line_indent = Cm(0.75), Cm(-0.75)
        citation = citations.Citation(citations.words(document), citations.address(document))
        _citation(words, writing.word.part, citation)
        _coloured(words.add_run(f". Document {inline(document.id)}."), FAINT)


def _citation(words: Words, part: Part, citation: citations.Citation) -> None:
    words.add_run(citation.words)
    if citation.url:
        words.add_run(", ")
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), part.relate_to(citation.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run = words.add_run(citation.url)
        _coloured(run, LINK)
        run.underline = True
        link.append(run._r)
        words._p.append(link)


# ---------------------------------------------------------------- runs


def _coloured(run: WordRun, colour: str) -> None:
    run.font.color.rgb = RGBColor.from_string(colour)


def _runs(writing: _Writing, words: Words, runs: Runs, kind: Kind = "") -> None:
    """Write the runs at the end of the paragraph, each with the number of its footnote."""
    if right_to_left("".join(run.text for run in runs)):
        words._p.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *AFTER_DIRECTION)
    for run in runs:
        written = words.add_run(inline(run.text))
        _mark(written, run, kind)
        if run.note is not None:
            _refer(writing, words, run.note)


def _mark(written: WordRun, run: Run, kind: Kind) -> None:
    if run.mark in QUOTED:
        written.font.name = SERIF
    if run.mark in ("strong", "label", "changed"):
        written.bold = True
    if run.mark == "break":
        written.add_break()
    elif run.mark == "label" and kind in KINDS:
        _coloured(written, KINDS[kind])
    elif run.mark == "faint":
        _coloured(written, FAINT)
    elif run.mark == "inserted":
        written.underline = True
        _coloured(written, KINDS["new"])
    elif run.mark == "deleted":
        written.font.strike = True
        _coloured(written, KINDS["dropped"])
    if right_to_left(run.text):
        written.font.rtl = True


def _refer(writing: _Writing, words: Words, note: Footnote) -> None:
    number = writing.numbers[note]
    if number in writing.referred:
        word_footnotes.refer_again(words, number)
        return
    writing.referred.add(number)
    word_footnotes.refer(words, number)
    below = word_footnotes.add_note(writing.word, writing.part, number)
    _citation(below, writing.part, writing.cited[number])
    below.add_run(": ")
    quoted = below.add_run(f"“{inline(note.quote).strip()}”")
    quoted.font.name = SERIF
    if right_to_left(note.quote):
        quoted.font.rtl = True
    _coloured(below.add_run(f" Document {inline(note.document.id)}, characters {note.start}–{note.end}."), FAINT)


# ---------------------------------------------------------------- blocks


def _block(writing: _Writing, block: Block) -> None:
    if isinstance(block, Paragraph):
        words = writing.word.add_paragraph()
        if block.kind in KINDS:
            _bar(words, KINDS[block.kind])
        _runs(writing, words, block.runs, block.kind)
    elif isinstance(block, Listing):
        for number, item in enumerate(block.items, 1):
            words = writing.word.add_paragraph(style=None if block.ordered else "List Bullet")
            if block.ordered:
                words.paragraph_format.left_indent = Cm(0.75)
                words.paragraph_format.first_line_indent = Cm(-0.75)
                words.paragraph_format.tab_stops.add_tab_stop(Cm(0.75))
                words.add_run(f"{number}.\t")
            _runs(writing, words, item)
    else:
        _table(writing, block)


def _bar(words: Words, colour: str) -> None:
    """A bar in the colour beside the paragraph."""
    borders = OxmlElement("w:pBdr")
    borders.append(_border("w:left", colour, 18, 8))
    words._p.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:bidi", *AFTER_DIRECTION)


def _border(side: str, colour: str, eighths: int, space: int = 0) -> Any:
    values = {"w:val": "single", "w:sz": str(eighths), "w:space": str(space), "w:color": colour}
    return OxmlElement(side, {qn(name): value for name, value in values.items()})


def _table(writing: _Writing, table: Table) -> None:
    word = writing.word
    if table.caption:
        word.add_paragraph(inline(table.caption), "Caption").paragraph_format.keep_with_next = True
    made = word.add_table(len(table.rows) + 1, len(table.columns))
    _lines(made)
    heading, *rows = list(made.rows)
    heading._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, column in zip(heading.cells, table.columns, strict=True):
        cell.paragraphs[0].add_run(inline(column)).bold = True
    for made_row, row in zip(rows, table.rows, strict=True):
        if sum(len(run.text) for runs in row.cells for run in runs) <= MOST_IN_ONE_PIECE:
            made_row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        cells = made_row.cells
        if row.kind in KINDS:
            _bar_of_row(cells[0], KINDS[row.kind])
        for cell, runs in zip(cells, row.cells, strict=True):
            _runs(writing, cell.paragraphs[0], runs, row.kind)
    _widths(word, made, writing.shares[table.columns])
    after = word.add_paragraph()  # Word runs two tables together that nothing stands between
    after.paragraph_format.space_after, after.paragraph_format.line_spacing = Pt(0), Pt(6)


def _lines(made: WordTable) -> None:
    """Lines between the rows only, and some room in the cells."""
    properties = made._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    borders.extend(_border(side, LINE, 4) for side in ("w:top", "w:bottom", "w:insideH"))
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    for row in made.rows:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.space_before = Pt(2)


def _bar_of_row(cell: Cell, colour: str) -> None:
    borders = OxmlElement("w:tcBorders")
    borders.append(_border("w:left", colour, 24))
    cell._tc.get_or_add_tcPr().append(borders)


def _widths(word: WordDocument, made: WordTable, given: list[float] | None) -> None:
    made.autofit = given is None
    if given is None:
        return
    whole = word._block_width
    for column, share in enumerate(given):
        width = Emu(int(whole * share / 100))
        made.columns[column].width = width
        for row in made.rows:
            row.cells[column].width = width
