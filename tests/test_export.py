"""The written forms of a record: the report, JSON lines, CSV, PLOVER."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records_at_hand import DOCUMENT, RECORD, TEXT, VISIT_PASSAGE, event

from dragoman import ontology, wording
from dragoman.export import COLUMNS, jsonl, plover, table
from dragoman.read import from_text
from dragoman.records import Record, Span, When
from dragoman.report import render, report
from dragoman.selection import select
from dragoman.settings import load

EXPECTED = """\
Graustark envoy visits Strelsau
The Strelsau Courier · 15 March 2016 · Strelsau · a.txt
1 event happened, told 2 times · 3 not counted: 1 background, 1 speculation, 1 denied

What happened

 1  Visit · 14 March 2016 · Strelsau, Hungary
    Ilka Brandt (transport minister, Austria)  →  Ruritania (Hungary, government)
    │ The Strelsau Courier, no source named
    │   “Graustark envoy visits Strelsau”
    │ Ruritanian foreign ministry (Hungary, government) †
    │   “Graustark's transport minister, Ilka Brandt, visited Strelsau on Monday for talks on the
    │   rail link”

Not counted

 Background
  · Support · no date given
    Ilka Brandt (transport minister, Austria)
    │ The Strelsau Courier, no source named
    │   “The two states, [once] enemies, signed a treaty in 1901”

 Speculation
  · Talks · no date given
    Ilka Brandt (transport minister, Austria)
    │ an analyst (education) †
    │   “Further talks may follow”

 Denied
  · Restriction · no date given
    Ilka Brandt (transport minister, Austria)
    │ Ilka Brandt (transport minister, Austria) †
    │   “her country had closed the border in 2007”

† its own text is not held: what it said is known through this text only
"""


def test_the_report_reads_as_meant() -> None:
    assert render(RECORD, 100) == EXPECTED


@pytest.mark.parametrize("width", [40, 52, 64, 80, 100])
@pytest.mark.parametrize("wide", [False, True])
def test_the_report_keeps_to_its_width(width: int, wide: bool) -> None:
    lines = render(RECORD, width, wide=wide).split("\n")
    assert max(map(len, lines)) <= width
    assert not any(line != line.rstrip() for line in lines)


def test_colours_only_where_asked() -> None:
    assert "\x1b[" not in render(RECORD, 80)
    coloured = render(RECORD, 80, colour=True)
    assert "\x1b[" in coloured


def test_wide_shows_scores_and_reasons() -> None:
    text = render(RECORD, 100, wide=True)
    for words in (
        "confidence 0.88",
        "the verb visits",
        "CONSULT visit quad 1 scale +4",
        "“Monday” before 15 March 2016",
    ):
        assert words in text, words


def test_a_claim_that_differs_from_its_event_says_so() -> None:
    denied = replace(RECORD.events[0], claims=(*RECORD.events[0].claims, *RECORD.events[1].claims))
    assert "by this voice: denied" in render(Record(DOCUMENT, (denied,)), 80)


def test_a_long_quote_is_cut_around_what_tells_the_event() -> None:
    visit = RECORD.events[0].claims[1]
    long = replace(visit, passage=replace(visit.passage, start=0, end=len(TEXT)))
    text = " ".join(render(Record(DOCUMENT, (event(long),)), 100).replace("│", "").split())
    assert "visited Strelsau" in text and " …”" in text


def test_an_official_text_speaks_for_itself() -> None:
    document = replace(DOCUMENT, issuer="Ruritanian foreign ministry")
    text = render(replace(RECORD, document=document), 100)
    assert "Ruritanian foreign ministry, in its own text" in text
    assert "no source named" not in text


def test_a_document_without_a_title_goes_by_its_first_words() -> None:
    document = from_text("STRELSAU, May 3 - The envoy left on Monday. " + "He was sad. " * 20)
    assert render(Record(document, ()), 100).startswith("The envoy left on Monday. He was sad.")


def test_a_document_without_events() -> None:
    assert "0 events happened" in render(Record(DOCUMENT, ()), 80)


def test_reports_stand_apart() -> None:
    first, second = report([RECORD, RECORD], width=100)
    assert first == EXPECTED and second == f"\n{'─' * 100}\n\n{EXPECTED}"


# ---------------------------------------------------------------- machine-readable


def test_jsonl_leads_back_to_the_words() -> None:
    (line,) = jsonl([RECORD])
    row = json.loads(line)
    assert row["document"]["published"] == "2016-03-15"
    visit = row["events"][0]["claims"][1]
    evidence = visit["evidence"]
    assert evidence["exact"] == VISIT_PASSAGE == TEXT[evidence["start"] : evidence["end"]]
    assert TEXT.index(evidence["prefix"] + evidence["exact"] + evidence["suffix"]) >= 0
    assert visit["claimant"]["name"] == "Ruritanian foreign ministry"
    assert visit["when"] == {
        "from": "2016-03-14", "to": "2016-03-14", "granularity": "day", "score": 0.95,
        "why": "“Monday” before 15 March 2016",
    }  # fmt: skip
    assert [e["status"] for e in row["events"]] == ["actual", "denied", "speculation", "historical"]


def test_csv_has_a_claim_a_row() -> None:
    rows = list(csv.DictReader(io.StringIO("".join(table([RECORD, RECORD])))))
    assert len(rows) == 10 and tuple(rows[0]) == COLUMNS
    assert rows[0]["quote"] == "Graustark envoy visits Strelsau" and rows[0]["claimant"] == ""
    assert rows[1]["quote"] == VISIT_PASSAGE
    assert (rows[1]["actor_countries"], rows[1]["date_from"], rows[1]["scale"]) == ("AUT", "2016-03-14", "4.0")


def test_the_documentation_names_every_column_and_field() -> None:
    words = (Path(__file__).parent.parent / "docs" / "output.md").read_text("utf-8")
    (line,), plover_line = jsonl([RECORD]), next(iter(plover([RECORD])))
    event_fields = json.loads(line)["events"][0]
    for name in (*COLUMNS, *json.loads(line), *event_fields, *json.loads(plover_line)):
        assert f"`{name}`" in words, name


def test_plover_has_an_event_a_line_with_the_interchange_fields() -> None:
    rows = [json.loads(line) for line in plover([RECORD])]
    assert len(rows) == 4
    fields = (
        "id date enddate actor recipient event mode context quad_code event_scale event_loc event_text text_info "
        "cite_info coder comment claimant status confidence evidence why"
    )
    assert list(rows[0]) == fields.split()
    assert rows[0]["event"] == ["CONSULT"] and rows[0]["mode"] == ["visit"]
    assert rows[0]["actor"] == [{
        "code": "AUT", "sector": "GOV", "other_sectors": [], "entity_text": "Ilka Brandt", "identifier_id": None,
        "identifier_text": "Ilka Brandt", "office": "transport minister",
    }]  # fmt: skip
    assert [v["claimant"] and v["claimant"]["code"] for v in rows[0]["claimant"]] == [None, "HUN"]
    assert [row["status"] for row in rows] == ["actual", "denied", "speculation", "historical"]


def test_an_event_without_type_is_no_plover_record() -> None:
    untyped = replace(RECORD.events[0], type=None, mode=None)
    assert list(plover([Record(DOCUMENT, (untyped,))])) == []
    assert "1 not counted: 1 of no type" in render(Record(DOCUMENT, (untyped,)), 80)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_any_text_survives_csv_and_json(words: str) -> None:
    text = f"x{words}x"
    first = RECORD.events[0].claims[0]
    whole = replace(first, passage=Span(0, len(text)), trigger=Span(0, 1))
    record = Record(replace(DOCUMENT, text=text, title=words), (event(whole),))
    lines = list(jsonl([record]))
    assert json.loads(lines[0])["events"][0]["claims"][0]["evidence"]["exact"] == text
    assert lines[0].count("\n") == 1
    rows = list(csv.DictReader(io.StringIO("".join(table([record])), newline="")))
    assert rows[0]["quote"] == text
    assert not set(render(record, 60)) & set("\x1b\x07\x08\x9b\u202e")


def test_a_text_cannot_take_hold_of_the_terminal() -> None:
    text = "x\x1b[2J\x07 visits"
    seen = replace(RECORD.events[0].claims[0], passage=Span(0, len(text)), trigger=Span(len(text) - 6, len(text)))
    shown = render(Record(replace(DOCUMENT, text=text, title="\x1b]0;title\x07"), (event(seen),)), 80, colour=True)
    assert "\x1b[2J" not in shown and "\x1b]0" not in shown and "\x07" not in shown
    assert "\x1b[1mvisits\x1b[0m" in shown


# ---------------------------------------------------------------- selection and words


@pytest.mark.parametrize(
    ("given_settings", "left"),
    [
        ({}, [2, 1, 1, 1]),
        ({"status": ("happened",)}, [2]),
        ({"status": ("denied", "historical")}, [1, 1]),
        ({"claimant": ("foreign ministry",)}, [1]),
        ({"claimant": ("own",)}, [1, 1]),
        ({"claimant": ("AUT",)}, [1]),
        ({"confidence": 0.9}, []),
    ],
)
def test_selection(given_settings: dict[str, object], left: list[int]) -> None:
    assert [len(e.claims) for e in select(RECORD, load(given_settings, {})).events] == left


@pytest.mark.parametrize(("kind", "event_type"), list(ontology.load().types.items()))
def test_every_type_and_mode_has_its_words(kind: str, event_type: ontology.EventType) -> None:
    words = wording._data()["types"]
    assert set(words) == set(ontology.load().types)
    assert set(words[kind]) == {"", *event_type.modes}


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2021, 1, 7), date(2021, 1, 7), "7 January 2021"),
        (date(2021, 2, 1), date(2021, 2, 28), "February 2021"),
        (date(2021, 1, 1), date(2021, 12, 31), "2021"),
        (date(1999, 1, 1), date(2001, 12, 31), "1999–2001"),
        (date(2021, 1, 5), date(2021, 1, 7), "5–7 January 2021"),
        (date(2021, 1, 30), date(2021, 2, 2), "30 January – 2 February 2021"),
        (date(2020, 12, 30), date(2021, 1, 2), "30 December 2020 – 2 January 2021"),
    ],
)
def test_days_in_words(first: date, last: date, words: str) -> None:
    assert wording.when(When(first, last)) == words
