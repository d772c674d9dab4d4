"""Reports: every number leads to its words, hostile texts do no harm, the same report gives the same bytes."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path

import docx
import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from report_at_hand import NORWAY, REPORT, TONGA, document
from rich.cells import cell_len

from dragoman.records import Document, Span
from dragoman.report import UNSEEN
from dragoman.reports import citations, files, markdown, page, terminal
from dragoman.reports.values import (
    BREAK,
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
    documents,
    footnotes,
    plain,
    quote,
    runs_of,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EVIL = (
    "<script>alert(1)</script> \x00\x07\x1b[31mred\x1b[0m \u202egnirts\u202c \ud800 \ufffe a|b `c` **d** [^1] [x](javascript:y) "
    "&lt;b&gt; <img src=x onerror=alert(1)> --> ]]> </style> {{ 7 * 7 }} {% raw %} $x$ \u0627\u0644\u0633\u0644\u0627\u0645 "
    + "long"
    * 80
)
KINDS: tuple[Kind, ...] = (
    "both",
    "only",
    "differ",
    "contradicted",
    "new",
    "reworded",
    "boilerplate",
    "dropped",
    "warning",
)


def hostile() -> Report:
    """A report in which every word that can be chosen is one that could do harm."""
    held = Document(
        text=EVIL + "\n\n" + EVIL, id=EVIL, title=EVIL, publisher=EVIL, byline=EVIL, url="https://x.example/\"><script>'{}\\ä",
        language='en"><b>', issuer=EVIL,
    )  # fmt: skip
    runs = (
        *quote(held, 0, len(EVIL), [(Span(2, 9), "changed")], voice=EVIL),
        BREAK,
        Run(EVIL, "label"),
        Run(EVIL, "deleted"),
    )
    return Report(
        title=EVIL,
        subtitle=(EVIL,),
        notes=(runs,),
        sections=(
            Section(
                EVIL,
                (
                    Paragraph(runs, "warning"),
                    Table((EVIL, EVIL, ""), tuple(Row((runs, runs, ()), kind) for kind in KINDS), EVIL),
                    Listing((runs, runs), True),
                    Listing((plain(EVIL),)),
                ),
                2,
            ),
        ),
        documents=(Document(text=EVIL, id="other", url="javascript:alert(1)"),),
    )


EMPTY = Report("Nothing")
REPORTS = {"sample": REPORT, "hostile": hostile(), "empty": EMPTY}
each = pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)


def one_line(words: str) -> str:
    return " ".join(words.split())


# ---------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("start", "end", "changes", "expected"),
    [
        (0, 16, [], ["we urged Norway."]),
        (0, 16, [(0, 16)], ["*we urged Norway.*"]),
        (0, 16, [(3, 8)], ["we ", "*urged*", " Norway."]),
        (0, 16, [(3, 7)], ["we ", "*urged*", " Norway."]),  # a stem marks its word
        (0, 16, [(4, 5), (9, 10)], ["we ", "*urged*", " ", "*Norway*", "."]),
        (0, 16, [(3, 5), (6, 8)], ["we ", "*urged*", " Norway."]),
        (0, 16, [(9, 19)], ["we urged Norway."]),
        (3, 16, [(0, 4)], ["urged Norway."]),
    ],
)
def test_a_quote_is_the_documents_own_words(
    start: int, end: int, changes: list[tuple[int, int]], expected: list[str]
) -> None:
    held = Document(text="we urged Norway. Twice", id="d")
    runs = quote(held, start, end, [(Span(*c), "changed") for c in changes])
    told = [f"*{r.text}*" if r.mark == "changed" else r.text for r in runs]
    assert told == ["“", *expected, "”"]
    assert [n for n in (r.note for r in runs) if n] == [Footnote(held, start, end)]


def test_the_same_words_have_one_number() -> None:
    numbers = footnotes(REPORT)
    assert list(numbers.values()) == list(range(1, len(numbers) + 1))
    assert len({(n.document.id, n.start, n.end, n.voice) for n in numbers}) == len(numbers)
    mentions = [run.note for run in runs_of(REPORT) if run.note]
    assert len(mentions) > len(numbers)
    assert documents(REPORT) == (TONGA, NORWAY)


# ---------------------------------------------------------------- the terminal


@each
@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("colour", [False, True])
def test_no_line_is_too_wide_and_nothing_takes_hold_of_the_terminal(report: Report, width: int, colour: bool) -> None:
    text = terminal.text(report, width, colour)
    bare = re.sub(r"\x1b\[[0-9;]*m", "", text) if colour else text
    assert max(map(cell_len, bare.split("\n"))) <= width
    assert not set(map(ord, bare.replace("\n", ""))) & set(UNSEEN)


@pytest.mark.parametrize(("width", "beside"), [(40, False), (80, True), (120, True)])
def test_accounts_stand_side_by_side_where_they_fit(width: int, beside: bool) -> None:
    text = terminal.text(REPORT, width)
    assert any("Tonga " in line and line.rstrip().endswith(" Norway") for line in text.splitlines()) is beside
    for words in ("contradicted", "*12*", "No further round"):
        assert words in text


def test_what_is_short_is_not_broken_beside_what_is_long() -> None:
    long: Runs = plain("words of a quote that goes on " * 4)
    rows = tuple(Row((plain("12"), long, long, plain("26 September 2022"))) for _ in range(2))
    text = terminal.text(Report("T", sections=(Section("S", (Table(("no", "one", "two", "last use"), rows),)),)), 80)
    assert text.count(" 26 September 2022\n") == 2


def test_what_was_quoted_above_is_not_quoted_again() -> None:
    text = one_line(terminal.text(REPORT, 120))
    assert text.count("raised the detention of the crew") == 1
    assert "[13] “Norway will provide 12 patrol boats” characters" in text


# ---------------------------------------------------------------- Markdown


@each
def test_every_footnote_of_the_markdown_is_defined_once(report: Report) -> None:
    text = markdown.text(report)
    numbers = [str(n) for n in footnotes(report).values()]
    assert re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE) == numbers
    assert set(re.findall(r"(?<!\\)\[\^(\d+)\](?!:)", text)) == set(numbers)


@each
def test_markdown_holds_no_html_of_the_texts_and_no_links_but_addresses(report: Report) -> None:
    parser = MarkdownIt("commonmark").enable("table")
    tokens = [child for token in parser.parse(markdown.text(report)) for child in (token, *(token.children or ()))]
    assert {t.content for t in tokens if t.type.startswith("html")} <= {"<br>", "<ins>", "</ins>", "<del>", "</del>"}
    assert all(str(t.attrs["href"]).startswith("https://") for t in tokens if t.type == "link_open")
    assert not [t for t in tokens if t.type in ("image", "fence", "code_block")]


@each
def test_a_markdown_table_has_a_cell_a_column(report: Report) -> None:
    parser = MarkdownIt("commonmark").enable("table")
    tokens = parser.parse(markdown.text(report))
    tables = [b for section in report.sections for b in section.blocks if isinstance(b, Table)]
    assert len([t for t in tokens if t.type == "table_open"]) == len(tables)
    cells = sum(len(t.rows) * len(t.columns) for t in tables)
    assert len([t for t in tokens if t.type == "td_open"]) == cells


@pytest.mark.parametrize(
    "words",
    ["# no heading", "- no item", "+ no item", "1. no item", "12) no item", "> no quote", "---", "===", "* no item"],
)
def test_words_begin_no_other_block(words: str) -> None:
    made = markdown.text(Report("T", sections=(Section("S", (Paragraph(plain(words)),)),)))
    tokens = MarkdownIt("commonmark").parse(made)
    assert [t.type for t in tokens if t.type.endswith("_open")] == ["heading_open", "heading_open", "paragraph_open"]
    assert "".join(c.content for c in (tokens[-2].children or ())) == words


# ---------------------------------------------------------------- HTML


@each
def test_a_page_needs_nothing_else_and_runs_nothing(report: Report) -> None:
    tree = lxml.html.fromstring(page.text(report).encode())
    assert not tree.xpath("//script | //img | //link | //iframe | //base | //form | //object | //svg")
    names = {name for element in tree.iter() if isinstance(element.tag, str) for name in element.attrib}
    assert not [name for name in names if name.startswith("on") or name in ("src", "srcset", "action")]
    assert all(href.startswith(("#", "https://")) for href in tree.xpath("//@href"))
    assert "url(" not in page.text(EMPTY) and "@import" not in page.text(EMPTY)
    assert one_line(tree.xpath("string(//h1)")) == one_line(tree.xpath("string(//title)"))


@each
def test_every_number_of_a_page_leads_to_its_words_and_back(report: Report) -> None:
    tree = lxml.html.fromstring(page.text(report).encode())
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in tree.xpath("//@href") if href.startswith("#")} <= set(ids)
    for note, number in footnotes(report).items():
        [mark] = tree.xpath(f"//mark[@id='w{number}']")
        for back in mark.xpath(".//a"):
            back.drop_tree()
        assert one_line(mark.text_content()) == one_line(page.in_lines(note.quote))
        assert tree.xpath(f"//sup/a[@href='#w{number}'][@id='r{number}']")


def test_a_page_says_its_tables_and_headings() -> None:
    tree = lxml.html.fromstring(page.text(REPORT).encode())
    assert tree.xpath("//h1 | //h2 | //h3 | //h4")[0].tag == "h1"
    assert len(tree.xpath("//tbody/tr/th[@scope='row']")) == len(tree.xpath("//tbody/tr"))
    assert [th.text_content() for th in tree.xpath("(//thead)[1]//th[@scope='col']")] == ["Tonga", "Norway"]
    assert tree.get("lang") == "en"


def test_a_quote_says_its_language() -> None:
    held = Document(text="le climat cordial", id="f", language="fr")
    made = page.text(Report("T", sections=(Section("S", (Paragraph(quote(held, 0, 9)),)),)))
    tree = lxml.html.fromstring(made.encode())
    assert [one_line(e.text_content()) for e in tree.xpath("//main/section/p/*[@lang='fr']")] == ["“le climat”"]
    assert tree.xpath("string(//div[@class='held']/@lang)") == "fr"


spans = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted).map(tuple), max_size=7)


@given(spans)
def test_marks_that_cross_keep_the_text_and_each_its_place(quoted: list[tuple[int, int]]) -> None:
    words = "ab<&\n\"'>klmn"
    made = str(page._marked(words, [(start, end, k) for k, (start, end) in enumerate(quoted, 1)]))
    assert unmarked(made) == words
    for k, (start, _) in enumerate(quoted, 1):
        before, _, _ = made.partition(f'<mark id="w{k}">')
        assert made != before
        assert unmarked(before) == words[:start]
    assert made.count("<mark") == made.count("</mark>")


def unmarked(made: str) -> str:
    """The text without its marks and the numbers that lead back."""
    return html.unescape(re.sub(r"<a .*?</a>|</?mark[^>]*>", "", made))


def test_of_very_much_text_only_what_stands_around_the_quotes_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "MOST_TEXT", 1000)
    text = "far away. " * 500 + "THE WORDS" + " much later." * 500
    at = text.index("THE")
    held = Document(text=text, id="d")
    made = page.text(Report("T", sections=(Section("S", (Paragraph(quote(held, at, at + 9)),)),)))
    tree = lxml.html.fromstring(made.encode())
    assert tree.xpath("string(//mark[@id='w1']/text())") == "THE WORDS"
    assert len(tree.xpath("string(//div[@class='held'])")) <= 2 * page.AROUND + 20
    assert "The texts around the quotes" in made


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("front", ["words", "faint", "link", "same", "one", "differ", "against", "notice"])
@pytest.mark.parametrize("back", ["page", "band", "found"])
def test_colours_can_be_read(theme: int, front: str, back: str) -> None:
    """WCAG 2.2 AA: text stands out from what is behind it by 4.5 to 1."""
    if back == "found" and front not in ("words", "link", "faint"):
        return
    css = page.text(EMPTY)
    block = re.findall(r":root \{(.*?)\}", css, re.DOTALL)[theme]
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block))
    light, dark = sorted((_luminance(colours[front]), _luminance(colours[back])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


# ---------------------------------------------------------------- Word


def word_parts(report: Report) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(files.content(report, "docx"))) as held:
        return {name: held.read(name) for name in held.namelist()}


@each
def test_word_has_real_footnotes_each_referred_to(report: Report) -> None:
    parts = word_parts(report)
    notes = lxml.etree.fromstring(parts["word/footnotes.xml"])
    words = {n.get(f"{W}id"): "".join(n.itertext(f"{W}t")) for n in notes.iter(f"{W}footnote")}
    numbers = footnotes(report)
    assert set(words) == {"-1", "0", *(str(n) for n in numbers.values())}
    for note, number in numbers.items():
        assert one_line(page.inline(note.quote)) in words[str(number)]
        assert f"characters {note.start}–{note.end}" in words[str(number)]
    body = lxml.etree.fromstring(parts["word/document.xml"])
    assert [r.get(f"{W}id") for r in body.iter(f"{W}footnoteReference")] == [str(n) for n in numbers.values()]
    fields = [f.get(f"{W}instr") or "" for f in body.iter(f"{W}fldSimple")]
    mentions = [run for run in runs_of(report) if run.note]
    assert len(fields) == len(mentions) - len(numbers)
    bookmarks = {b.get(f"{W}name") for b in body.iter(f"{W}bookmarkStart")}
    assert {f.split()[1] for f in fields} <= bookmarks


@each
def test_word_opens_and_lists_the_documents(report: Report) -> None:
    opened = docx.Document(io.BytesIO(files.content(report, "docx")))
    assert opened.paragraphs[0].text == page.inline(report.title)
    text = "\n".join(p.text for p in opened.paragraphs)
    for held in documents(report):
        assert citations.words(held) in text
    assert len(opened.tables) == sum(isinstance(b, Table) for s in report.sections for b in s.blocks)


def test_word_links_lead_to_the_addresses() -> None:
    parts = word_parts(REPORT)
    for name in ("word/_rels/document.xml.rels", "word/_rels/footnotes.xml.rels"):
        assert (TONGA.url or "").replace("&", "&amp;").encode() in parts[name]


def test_word_keeps_no_day_and_nothing_of_its_template() -> None:
    with zipfile.ZipFile(io.BytesIO(files.content(REPORT, "docx"))) as held:
        assert {entry.date_time for entry in held.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [n for n in held.namelist() if "thumbnail" in n or "stylesWithEffects" in n]
        assert b"2013" not in held.read("docProps/core.xml")


@pytest.mark.parametrize(("columns", "wide"), [(3, False), (4, True)])
def test_a_wide_table_lies_on_its_side(columns: int, wide: bool) -> None:
    runs: Runs = plain("words " * 20)
    table = Table(("",) * columns, (Row((runs,) * columns),))
    section = docx.Document(
        io.BytesIO(files.content(Report("T", sections=(Section("S", (table,)),)), "docx"))
    ).sections[0]
    assert (section.page_width > section.page_height) is wide  # type: ignore[operator]


# ---------------------------------------------------------------- citations


@each
def test_csl_is_json_with_a_key_a_document(report: Report) -> None:
    items = json.loads(citations.csl(documents(report)))
    assert len({item["id"] for item in items}) == len(documents(report))
    assert [item["note"] for item in items] == [f"dragoman: {page.inline(d.id)}" for d in documents(report)]


def test_csl_says_who_published_what_when() -> None:
    press = Document(
        text="text", id="p1", title="Talks", publisher="The Courier", byline="A. Writer", published=date(2026, 1, 5)
    )
    [item] = json.loads(citations.csl([press]))
    assert item["type"] == "article-newspaper"
    assert item["container-title"] == "The Courier"
    assert item["author"] == [{"literal": "A. Writer"}]
    assert item["issued"] == {"date-parts": [[2026, 1, 5]]}


@each
def test_bibtex_braces_balance_and_keys_differ(report: Report) -> None:
    text = citations.bibtex(documents(report))
    bare = re.sub(r"\\[{}]", "", text)
    assert bare.count("{") == bare.count("}")
    keys = re.findall(r"^@\w+\{([a-z0-9A-Z-]+),$", text, re.MULTILINE)
    assert len(keys) == len(set(keys)) == len(documents(report))


@pytest.mark.parametrize(
    ("title", "expected"),
    [("R&D at 50%", r"{{R\&D at 50\%}}"), ("a_b #1 $5", r"{{a\_b \#1 \$5}}"), (r"{x}\y~^", r"{{\{x\}\textbackslash{}y\textasciitilde{}\textasciicircum{}}}"),
     ("Über Ägypten", "{{Über Ägypten}}")],
)  # fmt: skip
def test_bibtex_escapes_what_latex_takes_for_commands(title: str, expected: str) -> None:
    assert f"title = {expected}," in citations.bibtex([Document(text="t", id="d", title=title)])


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://x.example/a?b=1&c=2#d", "https://x.example/a?b=1&c=2#d"),
        ("HTTP://x.example/a b", "HTTP://x.example/a%20b"),
        ("https://x.example/ä{}%20", "https://x.example/%C3%A4%7B%7D%20"),
        ("javascript:alert(1)", None), ("file:///etc/passwd", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_only_addresses_of_the_web_become_links(url: str | None, expected: str | None) -> None:
    assert citations.address(Document(text="t", id="d", url=url)) == expected


def test_a_document_is_cited_whole_once_then_short() -> None:
    cited = citations.at_notes(footnotes(REPORT))
    assert [n for n, c in cited.items() if "Readout of the talks" in c.words] == [1]
    assert cited[3].words == "Ministry of Fisheries of Tonga, 3 March 2026"


def test_two_documents_of_one_day_are_always_cited_whole() -> None:
    one, two = (document("Some words here.", id=i, title=i, issuer="A", published=date(2026, 1, 1)) for i in ("x", "y"))
    runs = (*quote(one, 0, 4), *quote(two, 0, 4), *quote(one, 5, 10))
    cited = citations.at_notes(footnotes(Report("T", notes=(runs,))))
    assert [c.words.split(", ")[1] for c in cited.values()] == ["“x”", "“y”", "“x”"]


# ---------------------------------------------------------------- files


@each
@pytest.mark.parametrize("kind", files.WRITERS)
def test_the_same_report_gives_the_same_bytes(report: Report, kind: str, tmp_path: Path) -> None:
    first, second = files.content(report, kind), files.content(report, kind)
    assert first == second
    files.write(report, kind, tmp_path / "made")
    assert (tmp_path / "made").read_bytes() == first
