"""The documents of a report as citations: in words, as CSL-JSON (Zotero, Word, pandoc) and as BibTeX."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from dragoman import wording
from dragoman.records import Document
from dragoman.reports.readable import inline, name
from dragoman.reports.values import Footnote

Item = dict[str, Any]
LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{c: "\\" + c for c in "&%$#_"},
}  # fmt: skip
IN_URL = "".join(chr(c) for c in range(33, 127) if chr(c) not in '{}\\"<>^`|')  # what an address keeps as it is


def words(document: Document) -> str:
    """Who, “title”, where published, day: the citation of a document in a line."""
    parts = [document.issuer, f"“{name(document)}”", _publisher(document), document.byline and f"by {document.byline}"]
    day = wording.day(document.published) if document.published else "no date"
    return ", ".join(inline(part).strip() for part in (*parts, day) if part)


@dataclass(frozen=True, slots=True)
class Citation:
    """A document as a footnote cites it: in words, and where it is to be found on the web."""

    words: str
    url: str | None = None


def at_notes(numbers: Mapping[Footnote, int]) -> dict[int, Citation]:
    """The citation at each footnote, after the voice: whole at the first one of a document, short after that."""
    held = {note.document.id: note.document for note in numbers}
    shorts = Counter(_short(document) for document in held.values())
    out, seen = {}, set[str]()
    for note, number in numbers.items():
        document = note.document
        brief = document.id in seen and shorts[_short(document)] == 1
        voice = f"{speaker(note)}, in " if speaker(note) else ""
        named, url = (_short(document), None) if brief else (words(document), address(document))
        out[number] = Citation(voice + named, url)
        seen.add(document.id)
    return out


def speaker(note: Footnote) -> str:
    """Whose words a footnote quotes, empty where the citation says it already."""
    voice, document = inline(note.voice).strip(), note.document
    named = (document.issuer or "", document.publisher or "", name(document))
    return "" if voice in [inline(other).strip() for other in named] else voice


def _short(document: Document) -> str:
    day = wording.day(document.published) if document.published else "no date"
    return f"{inline(document.issuer or document.publisher or f'“{name(document)}”').strip()}, {day}"


def _publisher(document: Document) -> str | None:
    return document.publisher if document.publisher != document.issuer else None


def address(document: Document) -> str | None:
    """The document's URL as it may stand in a link; None where it has none that is http or https."""
    url = (document.url or "").strip()
    return quote(url, safe=IN_URL) if re.match(r"https?://\S", url, re.IGNORECASE) else None


# ---------------------------------------------------------------- CSL-JSON


def csl(documents: Iterable[Document]) -> str:
    """The documents as CSL-JSON, one item each, the document's id in the note."""
    items = [_item(document, key) for document, key in _keyed(documents)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(document: Document, key: str) -> Item:
    item: Item = {"id": key, "type": "document" if document.issuer else "article-newspaper", "title": name(document)}
    author = document.issuer or document.byline
    if author:
        item["author"] = [{"literal": inline(author).strip()}]
    if document.publisher:
        item["publisher" if document.issuer else "container-title"] = inline(document.publisher).strip()
    if document.published:
        item["issued"] = {"date-parts": [[document.published.year, document.published.month, document.published.day]]}
    if url := address(document):
        item["URL"] = url
    return {**item, "language": inline(document.language), "note": f"dragoman: {inline(document.id)}"}


# ---------------------------------------------------------------- BibTeX


def bibtex(documents: Iterable[Document]) -> str:
    """The documents as BibTeX entries in UTF-8, the document's id in the note."""
    return "\n".join(_entry(document, key) for document, key in _keyed(documents))


def _entry(document: Document, key: str) -> str:
    day = document.published
    fields = {
        "author": _kept_whole(document.issuer or document.byline),
        "title": _kept_whole(name(document)),
        "howpublished" if document.issuer else "journal": _latex(_publisher(document)),
        "date": day.isoformat() if day else "",
        "year": str(day.year) if day else "",
        "month": wording.MONTHS[day.month - 1][:3].lower() if day else "",
        "url": address(document) or "",
        "note": _latex(f"dragoman: {document.id}"),
    }
    lines = [
        f"  {field} = {value if field == 'month' else f'{{{value}}}'},\n" for field, value in fields.items() if value
    ]
    return f"@{'misc' if document.issuer else 'article'}{{{key},\n{''.join(lines)}}}\n"


def _latex(text: str | None) -> str:
    return "".join(LATEX.get(c, c) for c in inline(text or "").strip())


def _kept_whole(text: str | None) -> str:
    """In braces of its own, so that a body's name is not split like a person's and a title keeps its capitals."""
    return f"{{{_latex(text)}}}" if text else ""


# ---------------------------------------------------------------- keys


def _keyed(documents: Iterable[Document]) -> list[tuple[Document, str]]:
    """Each document with a key of its own: who, the day, the beginning of its id as far as it is needed."""
    held = list(documents)
    return [(d, "-".join(p for p in (_who(d), d.published.isoformat() if d.published else "", i) if p))
            for d, i in zip(held, _short_ids([d.id for d in held]), strict=True)]  # fmt: skip


def _who(document: Document) -> str:
    plain = unicodedata.normalize("NFKD", document.issuer or document.publisher or "")
    return "".join(re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower()))[:24]


def _short_ids(ids: list[str]) -> list[str]:
    plain = [re.sub(r"[^A-Za-z0-9]", "", i) for i in ids]
    length = 6
    while length < 64 and len({p[:length] for p in plain}) < len(set(plain)):
        length += 2
    return [p[:length] for p in plain]
