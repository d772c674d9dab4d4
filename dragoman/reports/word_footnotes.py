"""The footnotes of a Word document, which python-docx does not write: their part, styles and references.

Every document of Word's with footnotes has two more, for the lines above them; they are numbered -1 and 0.
"""

from __future__ import annotations

from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

TEXT, REFERENCE = "footnote text", "footnote reference"
LINES = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
    f"</w:pPr><w:r><w:{tag}/></w:r></w:p></w:footnote>"
    for number, kind, tag in ((-1, "separator", "separator"), (0, "continuationSeparator", "continuationSeparator"))
)


def add_part(document: WordDocument) -> XmlPart:
    """Give the document a part for footnotes, and the styles and settings that go with it; the part, still empty."""
    element = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}>{LINES}</w:footnotes>")
    part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, element, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    styles = document.styles
    words = styles.add_style(TEXT, WD_STYLE_TYPE.PARAGRAPH)
    words.base_style = styles["Normal"]
    words.font.size, words.paragraph_format.space_after = Pt(9), Pt(2)
    number = styles.add_style(REFERENCE, WD_STYLE_TYPE.CHARACTER)
    number.font.superscript = True
    lines = parse_xml(f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>')
    document.settings.element.find(qn("w:compat")).addprevious(lines)
    return part


def _id(style: str) -> str:
    """The id that python-docx gives to a style of that name; looking it up for each footnote takes long."""
    return style.replace(" ", "")


def add_note(document: WordDocument, part: XmlPart, number: int) -> Paragraph:
    """A new footnote: its paragraph, in which its number stands already."""
    note = OxmlElement("w:footnote", {qn("w:id"): str(number)})
    paragraph = OxmlElement("w:p")
    note.append(paragraph)
    part.element.append(note)
    words = Paragraph(paragraph, document._body)
    words._p.style = _id(TEXT)
    run = words.add_run()
    run._r.style = _id(REFERENCE)
    run._r.append(OxmlElement("w:footnoteRef"))
    words.add_run(" ")
    return words


def refer(paragraph: Paragraph, number: int) -> None:
    """Refer to a footnote for the first time: the raised number at the end of the paragraph so far."""
    name = {qn("w:id"): str(number), qn("w:name"): f"_Note{number}"}
    paragraph._p.append(OxmlElement("w:bookmarkStart", name))
    run = paragraph.add_run()
    run._r.style = _id(REFERENCE)
    run._r.append(OxmlElement("w:footnoteReference", {qn("w:id"): str(number)}))
    paragraph._p.append(OxmlElement("w:bookmarkEnd", {qn("w:id"): str(number)}))


def refer_again(paragraph: Paragraph, number: int) -> None:
    """Refer to a footnote that was referred to before: a field, which follows when the footnotes are renumbered."""
    field: Any = OxmlElement("w:fldSimple", {qn("w:instr"): f" NOTEREF _Note{number} \\f \\h "})
    run = paragraph.add_run(str(number))
    run._r.style = _id(REFERENCE)
    field.append(run._r)
    paragraph._p.append(field)
