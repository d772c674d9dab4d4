"""Temporal expressions: the table tests/dates.tsv, and what holds for any text."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

import dragoman
from dragoman.parse import parse
from dragoman.records import Block, Document, Span, Timex
from dragoman.resolve.dates import timexes

LINES = (Path(__file__).parent / "dates.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]

# (text, words) -> why the rules are wrong there
KNOWN = {
    ("The long March to the coast was banned.", "March"): "the parser takes the march for the month",
    ("On the 15th the ministers sign.", "the 15th"): "a present tense that looks ahead reads like a chronicle's",
}


@lru_cache(maxsize=512)
def found(text: str, published: str) -> tuple[Timex, ...]:
    document = Document("t", text, published=None if published == "-" else date.fromisoformat(published))
    return timexes(document, parse(document))


def _cases() -> list[object]:
    cases: list[object] = []
    for _, text, published, words, value, days, why in ROWS:
        reason = KNOWN.get((text, words))
        marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
        cases.append(pytest.param(text, published, words, value, days, why, marks=marks, id=f"{words} | {text[:50]}"))
    return cases


@pytest.mark.parametrize(("text", "published", "words", "value", "days", "why"), _cases())
def test_expression(text: str, published: str, words: str, value: str, days: str, why: str) -> None:
    start = text.rindex(words)
    hits = [t for t in found(text, published) if t.span.start < start + len(words) and t.span.end > start]
    if value == "-":
        assert not hits, why
        return
    assert len(hits) == 1, why
    told = (hits[0].first and hits[0].first.isoformat(), hits[0].last and hits[0].last.isoformat())
    first, _, last = days.partition("/")
    expected = (None, None) if days == "-" else (first, last or first)
    assert (hits[0].value, *told) == (value, *expected), f"{why}: {hits[0].why}"


def test_the_table_is_large_and_half_of_it_is_hard() -> None:
    hard = [row for row in ROWS if row[0] == "hard"]
    assert len(ROWS) >= 250
    assert len(hard) >= len(ROWS) / 2
    assert len(KNOWN) <= 0.07 * len(ROWS)


@pytest.mark.parametrize("row", ROWS[::10], ids=lambda row: row[3])
def test_every_expression_says_why_and_lies_in_order(row: tuple[str, ...]) -> None:
    last = 0
    for t in found(row[1], row[2]):
        assert last <= t.span.start < t.span.end <= len(row[1])
        assert t.why
        assert (t.first is None) == (t.last is None)
        assert t.first is None or t.last is None or t.first <= t.last
        last = t.span.end


def test_an_undated_text_says_that_its_dates_stay_relative() -> None:
    (timex,) = found("The ministers met on Thursday.", "-")
    assert timex.first is None
    assert "no publication date is known" in timex.why


def test_an_impossible_date_is_named() -> None:
    (timex,) = found("The paper says they met on 31 February.", "2021-01-08")
    assert timex.why == "the calendar has no 31 February"


def test_a_date_line_that_is_no_sentence_is_read() -> None:
    text = "8 May 2014\nThe ministers met."
    blocks = (Block("byline", Span(0, 10)), Block("paragraph", Span(11, 29)))
    document = Document("t", text, blocks, published=date(2014, 5, 8))
    (timex,) = timexes(document, parse(document))
    assert (timex.span, timex.value) == (Span(0, 10), "2014-05-08")


def test_a_record_names_impossible_dates_and_guesses_none() -> None:
    text = "The ministers of Peru and Chile met in Lima on 31 February 2021. Peru expelled a Chilean envoy."
    record = dragoman.code_document(dragoman.from_text(text, published="2021-03-02"))
    assert record.notes == ("“31 February 2021” is no date: the calendar has no 31 February 2021",)
    assert record.events and all(e.when is None for e in record.events)


def test_a_record_without_a_date_says_what_stays_relative() -> None:
    text = "The ministers of Peru and Chile met in Lima yesterday. Peru will expel a Chilean envoy on Thursday."
    record = dragoman.code_document(dragoman.from_text(text))
    assert record.notes == ("the date of the text is not known, so these stay relative: “yesterday”, “Thursday”",)
    assert record.events and all(e.when is None for e in record.events)
    dated = dragoman.code_document(dragoman.from_text(text, published="2021-03-02"))
    assert dated.notes == () and any(e.when for e in dated.events)


def test_a_long_list_of_relative_dates_is_cut() -> None:
    text = "Peru and Chile met yesterday. They met last week, last month, on Monday and on Friday."
    (note,) = dragoman.code_document(dragoman.from_text(text)).notes
    assert note.endswith("“yesterday”, “last week”, “last month” …")


READOUT = """Readout: Minister speaks with the Foreign Secretary of Peru

February 17, 2026 - Ottawa, Ontario - Global Affairs Canada

Today, the Minister of Foreign Affairs of Canada spoke with the foreign secretary of Peru.
"""


def test_issue_and_publication_are_kept_apart() -> None:
    document = dragoman.from_text(READOUT, published="2026-02-20")
    today = next(t for t in dragoman.timexes(document) if document.text[t.span.start : t.span.end] == "Today")
    assert (today.value, today.why) == ("2026-02-17", "counted from the day of the text (17 February 2026)")
    record = dragoman.code_document(document)
    told = (
        "the text is dated 17 February 2026 and was published on 20 February 2026: dates are counted from its own day"
    )
    assert record.notes == (told,) and record.document.published == date(2026, 2, 20)
    assert {e.when.value.first for e in record.events if e.when} == {date(2026, 2, 17)}


@pytest.mark.parametrize("published", ["2026-02-17", "2026-02-10", "2026-06-20"])
def test_a_day_that_cannot_be_that_of_issue_counts_for_nothing(published: str) -> None:
    document = dragoman.from_text(READOUT, published=published)
    today = next(t for t in dragoman.timexes(document) if document.text[t.span.start : t.span.end] == "Today")
    assert today.value == published
    assert dragoman.code_document(document).notes == ()
