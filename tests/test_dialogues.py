"""Meetings in series: names, ordinals by who claims them, heads, silences, and what is said of the last time."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pytest
from series_at_hand import CASES, day, names, run, texts

from dragoman import from_text
from dragoman.pipeline import code_document
from dragoman.records import Span
from dragoman.series import dialogues_alike as alike
from dragoman.series import dialogues_names as naming
from dragoman.series.dialogues import dialogues
from dragoman.series.dialogues_told import told
from dragoman.series.dialogues_values import Dialogues, Meeting
from dragoman.series.texts import Text, text_of
from dragoman.series_commands import reading, side_of, state_of, states


@lru_cache(maxsize=1)
def found() -> Dialogues:
    return dialogues(texts(), reading())


def meetings() -> list[Meeting]:
    return [m for s in found().series for m in s.meetings]


def written(meeting: Meeting) -> list[Any]:
    """A meeting as the table has it."""
    series = next(s for s in found().series if meeting in s.meetings)
    ordinals = {
        number: sorted({said.by.side if not said.by.through else "news" for said in told_}, key=str)
        for number, told_ in meeting.ordinals.items()
    }
    silent = sorted(s.side for s in meeting.silences)
    return ["-".join(sorted(meeting.sides)), series.name, meeting.day, meeting.place, ordinals, silent]


@pytest.mark.parametrize("row", CASES["meetings"], ids=lambda r: f"{r[0]} {r[2]}")
def test_meetings(row: list[Any]) -> None:
    wanted = [*row[:4], {n: sorted(by, key=str) for n, by in row[4].items()}, row[5]]
    assert wanted in [written(m) for m in meetings()]


def test_there_are_no_other_meetings() -> None:
    assert len(meetings()) == len(CASES["meetings"])


@pytest.mark.parametrize(("on", "wanted"), CASES["heads"].items(), ids=str)
def test_heads_of_delegations(on: Any, wanted: dict[str, str]) -> None:
    meeting = next(m for m in meetings() if m.day == day(on))
    assert {head.side: head.words for head in meeting.heads} == wanted


@pytest.mark.parametrize(("on", "wanted"), CASES["levels"].items(), ids=str)
def test_levels(on: Any, wanted: list[str]) -> None:
    meeting = next(m for m in meetings() if m.day == day(on))
    assert sorted({level for _, level in meeting.levels}) == wanted


@pytest.mark.parametrize("row", CASES["last_met"], ids=lambda r: r[0])
def test_statements_on_the_last_time(row: list[Any]) -> None:
    check = next(c for c in found().checks if names()[c.statement.text.document.id] == row[0])
    assert (check.verdict, next((m.day for m in check.by), None)) == (row[1], day(row[2]))


def test_each_statement_on_the_last_time_is_checked() -> None:
    assert len(found().checks) == len(CASES["last_met"])


def test_aliases_and_the_coming_round() -> None:
    series = {s.name: s for s in found().series}
    assert series["Strategic Fisheries Dialogue"].aliases == ("SFD",)
    assert set(series["High-Level Security Dialogue"].aliases) == {"HLSD", "Security Dialogue"}
    assert [said.naming.ordinal for said in series["High-Level Security Dialogue"].coming] == [4]


def test_days_that_differ_are_both_kept() -> None:
    meeting = next(m for m in meetings() if m.days)
    assert {(when.first.isoformat(), t.text.side) for when, t in meeting.days} == {
        ("2021-06-14", "EUR"), ("2021-06-15", "MDA"),
    }  # fmt: skip


def test_silence_is_told_after_so_many_days_only() -> None:
    early = dialogues(texts(), reading(), until=day("2022-09-15"))
    meeting = next(m for s in early.series for m in s.meetings if m.day == day("2022-09-06"))
    assert meeting.silences == ()
    late = dialogues(texts(), reading(), silence=9, until=day("2022-09-15"))
    meeting = next(m for s in late.series for m in s.meetings if m.day == day("2022-09-06"))
    assert [(s.side, s.days) for s in meeting.silences] == [("KEN", 9)]


NAMES = [
    (
        "They held the 6th India-US 2+2 Ministerial Dialogue in Delhi.",
        "2+2 Ministerial Dialogue",
        ("IND", "USA"),
        6,
        "",
    ),
    (
        "The seventh round of the Pakistan-U.S. Strategic Level Defence Dialogue (SLDD) was held.",
        "Strategic Level Defence Dialogue",
        ("PAK", "USA"),
        7,
        "SLDD",
    ),
    (
        "the inaugural session of the Joint Commission on Energy and Water",
        "Joint Commission on Energy and Water",
        (),
        1,
        "",
    ),
    ("Sixth Round of the EU-Ghana Partnership Dialogue concluded", "Partnership Dialogue", ("EUR", "GHA"), 6, ""),
    ("the twenty-first session of the Intergovernmental Commission", "Intergovernmental Commission", (), 21, ""),
    ("They concluded the fifth round of strategic consultations.", "strategic consultations", (), 5, ""),
    (
        "The Bilateral Working Group on Counter-Terrorism met on Monday.",
        "Bilateral Working Group on Counter-Terrorism",
        (),
        None,
        "",
    ),
]
NO_NAMES = [
    "The talks were long.", "The National Security Council met.", "They held talks on Monday.",
    "The UN Security Council adopted a resolution.", "In their first phone conversation they spoke of grain.",
    "The Council of Ministers approved the budget.", "Dialogue is the way forward.",
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "of", "ordinal", "alias"), NAMES, ids=lambda v: str(v)[:40])
def test_names_of_meetings(text: str, name: str, of: tuple[str, ...], ordinal: int | None, alias: str) -> None:
    (one,) = naming.namings(text, state_of)
    assert (one.name, one.states, one.ordinal, one.alias) == (name, of, ordinal, alias)
    assert " ".join(text[one.span.start : one.span.end].split()) == name


@pytest.mark.parametrize("text", NO_NAMES)
def test_what_is_no_name_of_a_meeting(text: str) -> None:
    assert naming.namings(text, state_of) == []


ALIKE = [
    ("Security Dialogue", "High-Level Security Dialogue", True), ("Strategic Dialogue", "Strategic Talks", True),
    ("Defence Dialogue", "Defense Dialogue", True), ("Joint Commission on Mining", "Joint Commission on Fisheries", False),
    ("Security Dialogue", "Economic Dialogue", False), ("Joint Commission", "Strategic Dialogue", False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "wanted"), ALIKE)
def test_names_that_may_be_of_one_series(one: str, other: str, wanted: bool) -> None:
    assert alike.akin(one, other) is wanted


LAST = [
    ("The two sides last met in March 2019.", True), ("The last round was held in Oslo in May.", True),
    ("The delegations met for the first time since 2018.", True), ("The previous session took place in 2020.", True),
    ("They met last week.", False), ("At last they agreed.", False), ("The last word was his.", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), LAST)
def test_what_tells_of_the_last_time(text: str, wanted: bool) -> None:
    assert naming.last_met(text) == ([Span(0, len(text))] if wanted else [])


def test_states_in_words() -> None:
    assert states("the US-Pakistan talks and the European Union's envoy") == {"USA", "PAK", "EUR"}
    assert states("Ms. Turkey Smith") != {"USA"}


BESIDE = [
    ("They met on the margins of the Joint Commission on Trade.", "beside"), ("They discussed the Strategic Dialogue.", "beside"),
    ("They agreed on goals in line with the Economic Dialogue.", "beside"), ("They held the Strategic Dialogue.", ""),
    ("They will host the next Strategic Dialogue.", "next"), ("The last Strategic Dialogue was long.", "last"),
    ("They discussed trade and held the Strategic Dialogue.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "turn"), BESIDE)
def test_names_beside_a_meeting(text: str, turn: str) -> None:
    assert [named.turn for named in naming.namings(text, state_of)] == [turn]


def coded(text: str, publisher: str, published: str) -> Text:
    document = from_text(text, publisher=publisher, published=published)
    return text_of(code_document(document), side_of(document.issuer))


MALTA, GHANA = "Ministry of Foreign Affairs of Malta", "Ministry of Foreign Affairs of Ghana"
UNDATED = [
    # both sides tell of it at once: one meeting; weeks apart, or by one side: two; a whole year is no day that joins others
    ([("Malta and Ghana held talks in Rome.", MALTA, "2022-03-02"), ("Ghana and Malta held talks.", GHANA, "2022-03-03")], 1),
    ([("Malta and Ghana held talks in Rome.", MALTA, "2022-03-02"), ("Ghana and Malta held talks.", GHANA, "2022-03-23")], 2),
    ([("Malta and Ghana held talks in Rome.", MALTA, "2022-03-02"), ("Malta and Ghana held talks in Tunis.", MALTA, "2022-03-03")], 2),
    ([("Malta and Ghana held talks in Rome.", MALTA, "2022-03-02"), ("Ghana and Malta held talks in 2022.", GHANA, "2022-09-03"), ("Malta and Ghana held talks in Tunis.", MALTA, "2022-06-02")], 2),
]  # fmt: skip


@pytest.mark.parametrize(("given", "wanted"), UNDATED)
def test_meetings_without_a_day(given: list[tuple[str, str, str]], wanted: int) -> None:
    made = dialogues([coded(*one) for one in given], reading())
    assert sum(len(series.meetings) for series in made.series) == wanted


def test_the_report_tells_conflict_and_silence() -> None:
    output = run("dialogues", "--dyad", "KEN-NOR").output
    assert "told differently" in output
    assert "no text held, 1038 days after" in " ".join(output.split())
    assert "contradicted: a later one is held" in " ".join(output.split())
    assert "Peru" not in output


def test_every_row_of_the_report_leads_to_words() -> None:
    from dragoman.reports.values import footnotes

    notes = footnotes(told(found()))
    assert len(notes) > 30
    assert all(note.quote.strip() for note in notes)


def test_reports_are_written(tmp_path: Any) -> None:
    out = tmp_path / "dialogues.html"
    assert run("dialogues", "--html", str(out), "--name", "fisheries").exit_code == 0
    assert "Strategic Fisheries Dialogue" in out.read_text("utf-8")


BAD = [
    (("--dyad", "XQ-NOR"), "no country code"), (("--name", "Bridge Club"), "no series"), (("--until", "soon"), "until"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "told_"), BAD)
def test_what_cannot_be_asked(words: tuple[str, ...], told_: str) -> None:
    result = run("dialogues", *words)
    assert result.exit_code in (1, 2)
    assert told_ in result.output


def test_the_order_of_texts_changes_nothing() -> None:
    again = dialogues(tuple(reversed(texts())), reading())
    assert told(again) == told(found())
