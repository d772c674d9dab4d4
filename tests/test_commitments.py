"""Commitments: each counted once, how firmly, until when, denied by whom, and what came later."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pytest
from series_at_hand import CASES, day, names, run, texts

from dragoman import from_text, pipeline
from dragoman.pipeline import code_document
from dragoman.reports.values import runs_of
from dragoman.series.commitments import Commitment, Commitments, alike, commitments
from dragoman.series.commitments_told import told
from dragoman.series.texts import text_of
from dragoman.series_commands import side_of


@lru_cache(maxsize=1)
def found() -> Commitments:
    return commitments(texts(), pipeline.timexes)


def of(words: str) -> Commitment:
    """The commitment in whose content these words stand."""
    return next(c for c in found().commitments if any(words in p.content for p in c.told))


def written(c: Commitment) -> list[Any]:
    """A commitment as the table has it, without its words."""
    until = c.deadline.deadline.when.last if c.deadline and c.deadline.deadline else None
    points = [e.points for e in c.evidence]
    return [
        "-".join(sorted(c.first.actors)), "-".join(sorted(c.first.recipients)), names()[c.first.text.document.id],
        c.first.strength.name, sorted(names()[p.text.document.id] for p in c.others), until, points[0] if points else "",
    ]  # fmt: skip


ROWS = [
    pytest.param(row, id=row[2], marks=[pytest.mark.xfail(strict=True, reason=fault)] if fault else [])
    for row in CASES["commitments"]
    for fault in [next((why for words, why in CASES["known_faults"].items() if row[2].startswith(words)), "")]
]


@pytest.mark.parametrize("row", ROWS)
def test_commitments(row: list[Any]) -> None:
    actors, recipients, words, first, strength, others, until, points = row
    wanted = [actors, recipients, first, strength, sorted(others), day(until), points]
    assert written(of(words)) == wanted


def test_nothing_else_is_a_commitment() -> None:
    listed = [row[2] for row in CASES["commitments"]]
    assert [
        c.first.content for c in found().commitments if not any(w in p.content for w in listed for p in c.told)
    ] == []


def test_wishes_are_none() -> None:
    assert not any("visit Amman" in p.content for c in found().commitments for p in c.told)


def test_a_denied_promise_stands_beside_who_claims_it() -> None:
    radars = of("deliver three radars")
    assert radars.first.by.through == "The Harbour Courier"
    assert radars.first.by.side == "JOR"
    assert [(d.by.side, d.denied) for d in radars.denials] == [("PRT", True)]


def test_a_reaffirmation_alone_is_told_as_such() -> None:
    assert of("joint patrols").first.again


def test_the_deadline_may_come_from_a_later_claim() -> None:
    geologists = of("send geologists")
    assert geologists.deadline is not geologists.first
    assert geologists.deadline and geologists.deadline.by.side == "THA"


def test_evidence_is_later_than_the_promise() -> None:
    for c in found().commitments:
        for e in c.evidence:
            assert e.text.day and e.text.day >= c.first.day
            assert e.claim.when is None or e.claim.when.value.last >= c.first.day


LATER = [
    ("Malta and Ghana held talks in Rome on 3 May 2022.", "points to kept"),
    ("The Maltese and Ghanaian foreign ministers spoke by telephone on 3 May 2022.", ""),
    ("Malta and Togo held talks in Rome on 3 May 2022.", ""),
    ("Malta and Ghana held talks in Rome on 3 July 2023.", ""),
]


@pytest.mark.parametrize(("text", "wanted"), LATER)
def test_what_can_be_the_meeting_that_was_agreed(text: str, wanted: str) -> None:
    given = [("Malta and Ghana agreed to hold talks in May 2022.", "2022-02-01"), (text, "2023-07-05")]
    name = "Ministry of Foreign Affairs of Malta"
    documents = [from_text(words, publisher=name, published=published) for words, published in given]
    made = commitments([text_of(code_document(d), side_of(d.issuer)) for d in documents], pipeline.timexes)
    points = [e.points for c in made.commitments for e in c.evidence if e.points == "points to kept"]
    assert points == ([wanted] if wanted else [])


SAME = [
    ("train forty coastguard officers", "train coastguard officers", True),
    ("open a consulate in Oran", "the opening of the consulate in Oran", True),
    ("open a consulate in Oran", "close its consulate in Tunis", False),
    ("train pilots", "train coastguard officers", False),
    ("sign an agreement on fisheries data", "establish a joint fisheries office", False),
    ("lend 20 million dollars", "plant a million trees", False),
]


@pytest.mark.parametrize(("one", "other", "wanted"), SAME)
def test_what_is_the_same_undertaking(one: str, other: str, wanted: bool) -> None:
    assert (alike(one, other) > 0) is wanted
    assert alike(one, other) == pytest.approx(alike(other, one))


def test_the_report_gives_no_verdict() -> None:
    output = " ".join(run("commitments", "--dyad", "PER-THA").output.split())
    assert "points to not kept" in output
    assert "whether a word was kept is not judged" in output
    assert "Norway" not in output
    assert "broken" not in output


def test_a_time_that_ran_out_with_nothing_held_is_told() -> None:
    maps = of("exchange geological maps")
    report = told(found(), [maps])
    assert any("the time ran out 191 days before 10 July 2025" in one.text for one in runs_of(report))
    early = commitments(texts(), pipeline.timexes, until=day("2024-06-01"))
    assert not any("ran out" in one.text for one in runs_of(told(early, [maps])))


def test_reports_are_written(tmp_path: Any) -> None:
    out = tmp_path / "commitments.md"
    assert run("commitments", "--md", str(out)).exit_code == 0
    assert "coastguard" in out.read_text("utf-8")


def test_what_cannot_be_asked() -> None:
    result = run("commitments", "--quote", "zeppelins")
    assert result.exit_code == 1
    assert "no commitment is left" in result.output


def test_the_order_of_texts_changes_nothing() -> None:
    assert told(commitments(tuple(reversed(texts())), pipeline.timexes)) == told(found())
