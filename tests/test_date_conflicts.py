"""Two accounts of one deed that give it two days: one event with a flag that tells both. Names are invented."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.records import Event


def events(text: str, published: str = "2021-01-08") -> tuple[Event, ...]:
    return dragoman.code_document(dragoman.from_text(text, published=published)).events


MEETING = (
    "Peru's foreign ministry said that the foreign ministers of Peru and Chile met in Lima on Monday. "
    "Chile's foreign ministry said that the foreign ministers of Peru and Chile met in Lima on Tuesday."
)


def test_the_event_is_one_and_tells_both_days() -> None:
    found = [e for e in events(MEETING) if e.type == "CONSULT"]
    assert len(found) == 1
    assert found[0].conflicts == ("day: 4 January 2021 / 5 January 2021",)
    assert {c.when.value.first.day for c in found[0].claims if c.when} == {4, 5}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Chile's foreign ministry", "Peru's foreign ministry"),  # one voice tells of two meetings
        ("Tuesday", "December 7"),  # a month lies between
        ("of Peru and Chile met in Lima on Tuesday", "of Bolivia and Chile met in Lima on Tuesday"),
    ],
)
def test_two_deeds_stay_two_without_a_flag(old: str, new: str) -> None:
    first, _, second = MEETING.partition("Monday. ")
    found = [e for e in events(f"{first}Monday. {second.replace(old, new)}") if e.type == "CONSULT"]
    assert len(found) == 2
    assert all("day" not in conflict for e in found for conflict in e.conflicts)


def test_days_that_meet_are_no_conflict() -> None:
    found = [e for e in events(MEETING.replace("on Tuesday", "this week")) if e.type == "CONSULT"]
    assert len(found) == 1 and found[0].conflicts == ()


def test_the_report_says_that_the_accounts_differ() -> None:
    record = dragoman.code_document(dragoman.from_text(MEETING, published="2021-01-08"))
    assert record.document.published is not None
    told = [c for e in record.events for c in e.conflicts]
    assert told == ["day: 4 January 2021 / 5 January 2021"]


@pytest.mark.parametrize(
    ("place", "conflicts"), [("in Peru", ()), ("in Lima", ()), ("in Arequipa", ("place: Arequipa / Lima",))]
)
def test_a_country_is_no_other_place_than_its_town(place: str, conflicts: tuple[str, ...]) -> None:
    text = MEETING.replace("on Tuesday", "on Monday")
    first, _, second = text.partition("Monday. ")
    found = [e for e in events(f"{first}Monday. {second.replace('in Lima', place)}") if e.type == "CONSULT"]
    assert [e.conflicts for e in found] == [conflicts]
