"""What reading makes of newspaper text, official texts, pages and archives. All texts are our own."""

from __future__ import annotations

import io
import json
import textwrap
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import InputError
from dragoman.read import documents, from_text
from dragoman.records import Document

REPORT = """\
Ruritania and Graustark reopen rail link after nine years
Ministers call the step a first fruit of the “Varna understanding”
Our CorrespondentMarch 14, 2016
A Graustark delegation, led by Transport Minister Ilka Brandt, inspects the restored bridge at Old Ferry
STRELSAU:
Ruritania and Graustark on Monday reopened the railway between their capitals, nine years after it was closed, and with
Bravo Company of the border police looking on the first train crossed the bridge at noon.
The Ruritanian ministry of transport said in a statement issued through the
State News Service that freight would follow in April.
Read more: How the bridge was lost
Ms Brandt thanked her hosts. “We had waited long enough,” she said."""


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(b.kind, document.text[b.span.start : b.span.end]) for b in document.blocks]


def check(document: Document) -> None:
    """Blocks are ordered, disjoint, not empty, and leave out nothing but blanks."""
    last = 0
    for block in document.blocks:
        assert last <= block.span.start < block.span.end <= len(document.text)
        assert not document.text[last : block.span.start].strip()
        assert not document.text[block.span.start].isspace() and not document.text[block.span.end - 1].isspace()
        last = block.span.end
    assert not document.text[last:].strip()


def test_a_newspaper_report_is_told_apart_line_by_line() -> None:
    document = from_text(REPORT)
    check(document)
    assert [k for k, _ in kinds(document)] == [
        "headline", "standfirst", "byline", "caption", "dateline",
        "paragraph", "paragraph", "boilerplate", "paragraph",
    ]  # fmt: skip
    assert document.title == "Ruritania and Graustark reopen rail link after nine years"
    assert document.byline == "Our Correspondent"
    assert document.published == date(2016, 3, 14)
    assert document.dateline == "Strelsau"
    assert document.issuer is None
    assert "with\nBravo Company" in kinds(document)[5][1]


@pytest.mark.parametrize("width", [58, 66, 74, 80, 96, 120])
def test_the_same_report_wrapped_anew_reads_the_same(width: int) -> None:
    text = "\n".join(line for whole in REPORT.split("\n") for line in textwrap.wrap(whole, width))
    document = from_text(text)
    check(document)
    found = kinds(document)
    assert (document.title or "").startswith("Ruritania and Graustark")
    assert (document.published, document.dateline) == (date(2016, 3, 14), "Strelsau")
    caption = [" ".join(t.split()) for k, t in found if k == "caption"]
    assert caption == [REPORT.split("\n")[3]]
    for kind, words in found:
        if kind == "paragraph":
            assert words.rstrip("”").endswith("."), words


@pytest.mark.parametrize(
    ("text", "place", "day", "rest"),
    [
        ("ISLAMABAD: The envoy left on Monday.", "Islamabad", None, "The envoy"),
        ("NAIROBI, June 3 - The envoy left on Monday.", "Nairobi", None, "The envoy"),
        ("COLOMBO, Sunday - The envoy left.", "Colombo", None, "The envoy"),
        ("GENEVA (Agency) — The envoy left.", "Geneva", None, "The envoy"),
        ("Geneva (AFP) - The envoy left.", "Geneva", None, "The envoy"),
        ("Kyiv, 3 May - The envoy left.", "Kyiv", None, "The envoy"),
        ("NEW YORK/LONDON, Jan 3, 2012 (Wire) -- The envoy left.", "New York/London", date(2012, 1, 3), "The envoy"),
        ("FAIRVIEW, W.Va. - The coal was gone.", "Fairview", None, "The coal"),
        ("PORT-AU-PRINCE, Haiti (AP) — The envoy left.", "Port-Au-Prince", None, "The envoy"),
        ("LA PAZ, 4 OCT 91 (RADIO) -- [TEXT] THE ENVOY LEFT.", "La Paz", date(1991, 10, 4), "THE ENVOY"),
        ("WASHINGTON – Today, the envoy left.", "Washington", None, "Today"),
        ("The envoy left — without a word — on Monday.", None, None, "The envoy"),
        ("UN-brokered talks - The envoy left.", None, None, "UN-brokered"),
        ("UPDATE: The envoy left.", None, None, "UPDATE"),
        ("QUESTION: Has the envoy left?", None, None, "QUESTION"),
    ],
)
def test_datelines_before_the_first_sentence(text: str, place: str | None, day: date | None, rest: str) -> None:
    document = from_text(text)
    check(document)
    assert (document.dateline, document.published) == (place, day)
    assert kinds(document)[-1][0] == "paragraph"
    assert kinds(document)[-1][1].startswith(rest)


@pytest.mark.parametrize(
    ("line", "kind", "by", "day", "place"),
    [
        ("By Ilka BrandtJanuary 3, 2012", "byline", "Ilka Brandt", date(2012, 1, 3), None),
        ("STRELSAUJanuary 22, 2014", "dateline", None, date(2014, 1, 22), "Strelsau"),
        ("Our Correspondent", "byline", "Our Correspondent", None, None),
        ("By Ilka Brandt and Rudolf Hentz", "byline", "Ilka Brandt and Rudolf Hentz", None, None),
        ("2014/05/08", "dateline", None, date(2014, 5, 8), None),
        ("Published: Friday, 5 June 2015 10:42 GMT", "dateline", None, date(2015, 6, 5), None),
        ("Updated on January 8th, 2021 | 4:15 p.m.", "dateline", None, date(2021, 1, 8), None),
        ("Web Desk | March 2, 2019", "byline", "Web Desk", date(2019, 3, 2), None),
        ("Strelsau, 3 May", "dateline", None, None, "Strelsau"),
        ("STRELSAU:", "dateline", None, None, "Strelsau"),
        ("PORT-OF-HENTZ:", "dateline", None, None, "Port-of-Hentz"),
        ("Our Staff Correspondent3 May 2021", "byline", "Our Staff Correspondent", date(2021, 5, 3), None),
        ("Ilka Brandt Published January 9, 2021", "byline", "Ilka Brandt", date(2021, 1, 9), None),
        ("Ilka Brandt, Political Editor", "byline", "Ilka Brandt, Political Editor", None, None),
        ("By Ilka Brandt, Courier News, Strelsau", "byline", "Ilka Brandt, Courier News, Strelsau", None, None),
        ("January 8, 2021 / 10:20 AM / 2 years ago", "dateline", None, date(2021, 1, 8), None),
        ("(Reuters)", "byline", "Reuters", None, None),
        ("Office of the Spokesperson", "byline", None, None, None),
    ],
)
def test_lines_under_the_headline(line: str, kind: str, by: str | None, day: date | None, place: str | None) -> None:
    document = from_text(
        f"Graustark recalls its envoy\n{line}\nGraustark recalled its envoy on Monday. He left at once."
    )
    check(document)
    assert [k for k, _ in kinds(document)] == ["headline", kind, "paragraph"]
    assert (document.byline, document.published, document.dateline) == (by, day, place)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A single sentence is a paragraph.", ["paragraph"]),
        ("The minister met the envoy on\nMonday. They spoke for an hour and\nparted as friends.", ["paragraph"]),
        ("The minister met\nthe envoy.", ["paragraph"]),
        ("Envoy leaves\n\nThe envoy left on Monday.", ["headline", "paragraph"]),
        ("COMMENT\nThe envoy left on Monday. Why?", ["boilerplate", "paragraph"]),
        ("Envoy leaves\nThe envoy left.\nPHOTO: The envoy at the gate.\nHe said no.",
         ["headline", "paragraph", "caption", "paragraph"]),
        ("Envoy leaves\nThe envoy left.\nFollow us on Facebook\n© 2016 The Strelsau Courier",
         ["headline", "paragraph", "boilerplate", "boilerplate"]),
        ("Envoy leaves.\n\nThe envoy left on Monday.\n\nHe had come in May.\n\nNobody wept.",
         ["headline", "paragraph", "paragraph", "paragraph"]),
        ("President Ilka J. Brandt, Jr. Opens Rail Link\n\nThe president opened the rail link on Monday.",
         ["headline", "paragraph"]),
        ("Why The Envoy Of Graustark Left Strelsau Without A Word To The King Or Men.\n\nHe left.\n\nHe did.\n\nOh.",
         ["headline", "paragraph", "paragraph", "paragraph"]),
        ("GRAUSTARK: Army fires on crowd\nThe army fired on a crowd on Monday.", ["headline", "paragraph"]),
        ("Ministry of Transport of Graustark\n8 January 2021\nMinister Meets Envoy\nThe minister met the envoy.",
         ["byline", "dateline", "headline", "paragraph"]),
        ("The ministry of transport of Graustark said on Monday\nthat it had met the minister.", ["paragraph"]),
        ("Envoy leaves\nBy Ilka Brandt\nKing receives envoy at the door of the palace\nSTRELSAU: The envoy left.",
         ["headline", "byline", "caption", "dateline", "paragraph"]),
        ("The envoy told Mr.\nHentz that he would leave Strelsau and the\nU.S. mission there.", ["paragraph"]),
    ],
)  # fmt: skip
def test_blocks(text: str, expected: list[str]) -> None:
    document = from_text(text)
    check(document)
    assert [k for k, _ in kinds(document)] == expected


@pytest.mark.parametrize("text", ["The envoy left. " * 20_000, "envoy " * 50_000, "x" * 200_000])
def test_endless_paragraphs_are_cut_between_sentences(text: str) -> None:
    document = from_text(text)
    check(document)
    assert max(b.span.end - b.span.start for b in document.blocks) <= 50_000
    if "." in text:
        assert all(words.endswith(".") for _, words in kinds(document))


def test_a_title_known_from_the_file_is_the_headline_even_where_the_body_runs_on() -> None:
    document = from_text("Envoy leaves – for good. The envoy left on Monday.", title="Envoy leaves - for good")
    check(document)
    assert [k for k, _ in kinds(document)] == ["headline", "paragraph"]
    assert kinds(document)[1][1] == "The envoy left on Monday."


def test_in_an_interview_names_before_colons_are_no_datelines() -> None:
    document = from_text(
        "MINISTER BRANDT: Good morning.\nGRAF HENTZ: Good morning, Minister.\nMINISTER BRANDT: Sit down."
    )
    check(document)
    assert document.dateline is None


@pytest.mark.parametrize(
    ("text", "metadata", "issuer"),
    [
        ("Brandt meets Hentz\n2014/05/08\nMs Brandt met Mr Hentz.",
         {"publisher": "Ministry of Foreign Affairs of Graustark"},
         "Ministry of Foreign Affairs of Graustark"),
        ("Readout of President Brandt’s call with King Rudolf\n\nPresident Brandt spoke today with King Rudolf.", {},
         "President Brandt"),
        ("Call with the King\nOffice of the Spokesperson\nThe Secretary spoke with the King today.", {},
         "US Department of State"),
        ("Statement by Minister Brandt on the rail link\n\nI welcome the accord.", {}, "Minister Brandt"),
        ("Rail link opens\nThe two sides met.", {"url": "https://www.state.gov/rail-link/"}, "US Department of State"),
        ("Rail link opens\nThe ministry of transport said so.", {"publisher": "Strelsau Evening Post"}, None),
        ("Rail link opens\nThe embassy said so.", {"publisher": "Foreign Affairs Review"}, None),
    ],
)  # fmt: skip
def test_issuer(text: str, metadata: dict[str, str], issuer: str | None) -> None:
    assert from_text(text, **metadata).issuer == issuer


def test_what_the_file_says_beats_what_the_text_says() -> None:
    document = from_text(REPORT, published="2016-03-15", byline="Rudolf Hentz", id="x1")
    assert (document.id, document.published, document.byline) == ("x1", date(2016, 3, 15), "Rudolf Hentz")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2021-01-08", date(2021, 1, 8)),
        ("2021-01-08T10:00:00Z", date(2021, 1, 8)),
        ("Fri, 08 Jan 2021 04:00:00 GMT", date(2021, 1, 8)),
        ("January 8th, 2021", date(2021, 1, 8)),
        ("8 Sept. 2021", date(2021, 9, 8)),
        ("20210108", date(2021, 1, 8)),
        ("25/12/2021", date(2021, 12, 25)),
        ("12/25/2021", date(2021, 12, 25)),
    ],
)
def test_written_dates(written: str, day: date) -> None:
    assert from_text("A text.", published=written).published == day


@pytest.mark.parametrize("written", ["soon", "31/31/2020", "2021-02-30", "03/04/2021"])
def test_a_date_that_is_none_or_two_is_refused(written: str) -> None:
    with pytest.raises(InputError, match="cannot read the date"):
        from_text("A text.", published=written)


def read(*paths: Path | str) -> list[Document]:
    found = list(documents(paths))
    assert all(isinstance(d, Document) for d in found), found
    return [d for d in found if isinstance(d, Document)]


def test_jsonl_with_the_usual_names(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "text": "One envoy left.", "title": "Envoy", "date": "2020-01-02", "publisher": "Courier"},
        {"event_text": "Two envoys left.", "headline": "Envoys", "pub_date": "2020-01-03", "source": {"name": "Post"}},
        {"body": "Three envoys left.", "published": "2020-01-04", "url": "http://example.org/3", "id": 7},
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    one, two, three = read(path)
    assert (one.id, one.title, one.published, one.publisher) == ("a", "Envoy", date(2020, 1, 2), "Courier")
    assert (two.title, two.published, two.publisher) == ("Envoys", date(2020, 1, 3), "Post")
    assert (three.id, three.url, three.origin) == ("7", "http://example.org/3", f"{path}:3")
    assert len(two.id) == 16


def test_json_and_csv(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"text": "One envoy left."}, {"text": "Two envoys left."}]')
    (tmp_path / "b.json").write_text('{"text": "Three envoys left."}')
    (tmp_path / "c.csv").write_text('date,headline,text\n2020-01-02,Envoy,"Four envoys\nleft, all told."\n')
    found = read(tmp_path)
    assert [d.text for d in found] == [
        "One envoy left.", "Two envoys left.", "Three envoys left.", "Four envoys\nleft, all told.",
    ]  # fmt: skip
    assert found[3].published == date(2020, 1, 2)


PAGE = """<!doctype html><html lang="en"><head><title>Rail link reopens | The Strelsau Courier</title>
<meta property="og:title" content="Rail link reopens"><meta property="og:site_name" content="The Strelsau Courier">
<meta property="article:published_time" content="2016-03-14T09:00:00Z"><meta name="author" content="Ilka Brandt">
<link rel="canonical" href="https://courier.example/rail"></head>
<body><nav><a href="/">Home</a><a href="/w">World</a></nav>
<article><h1>Rail link reopens</h1>
<p>Ruritania and Graustark on Monday reopened the railway between their capitals, nine years after it was closed.</p>
<p>The Ruritanian ministry of transport said that freight would follow in April, once the customs post is built.</p>
<p>Ms Brandt thanked her hosts and said that her country had waited long enough for the train to cross the river.</p>
</article><footer>Copyright</footer></body></html>"""


def test_html_gives_text_and_metadata(tmp_path: Path) -> None:
    path = tmp_path / "rail.html"
    path.write_text(PAGE, "utf-8")
    (document,) = read(path)
    check(document)
    assert document.title == "Rail link reopens"
    assert (document.published, document.byline) == (date(2016, 3, 14), "Ilka Brandt")
    assert document.publisher == "The Strelsau Courier"
    assert document.url == "https://courier.example/rail"
    assert kinds(document)[0] == ("headline", "Rail link reopens")
    assert sum(k == "paragraph" for k, _ in kinds(document)) == 3
    assert "Home" not in document.text


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "b/1.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"The text of {name}.")
    (tmp_path / ".hidden.txt").write_text("Not read.")
    assert [d.text for d in read(tmp_path)] == [f"The text of {n}." for n in ("a.txt", "b/1.txt", "b/2.txt", "c.txt")]


@pytest.mark.parametrize(
    ("given_in", "texts"),
    [
        ("The envoy left.", ["The envoy left."]),
        ('{"text": "One."}\n{"text": "Two."}\n', ["One.", "Two."]),
        ('[{"text": "One."}]', ["One."]),
        (PAGE, None),
    ],
)
def test_standard_input(given_in: str, texts: list[str] | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given_in.encode())))
    found = read("-")
    assert [d.text for d in found] == texts if texts else found[0].title == "Rail link reopens"


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [*REPORT.split("\n"), "", "PHOTO: A bridge.", "STRELSAU, May 3 - The", "By Ilka Brandt", "(AP)"]
        ),
        st.text(alphabet="aB. ,:—-–'\"(1\t\r\u2028é", max_size=30),
    ),
    min_size=1,
    max_size=14,
)


@settings(max_examples=300, deadline=None)
@given(LINES, st.one_of(st.none(), st.sampled_from(REPORT.split("\n"))))
def test_blocks_are_ordered_disjoint_and_whole(lines: list[str], title: str | None) -> None:
    text = "\n".join(["x", *lines])
    document = from_text(text, title=title)
    assert document.text == text
    check(document)
    assert from_text(text, title=title) == document
