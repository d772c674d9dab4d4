"""`dragoman merge`, `same`, `different` and `copies` on a store: reversible, the same twice, in batches of any size."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from store_at_hand import RUN, code_document, text

import dragoman.pipeline
from dragoman.cli import main
from dragoman.meaning import WIDTH
from dragoman.merge_commands import merge_store
from dragoman.query import Query
from dragoman.records import Judgement, Record
from dragoman.store import Store

VISIT = "PAK>IND CONSULT visit 2021-03-05 actual -: envoys flew in for talks about the Wular barrage and its sluices"
AGAIN = "PAK>IND CONSULT visit 2021-03-05 actual FRA: talks about sluices of the Wular barrage began with the envoys"
THIRD = "PAK>IND CONSULT - 2021-03-05 actual -: sluices of the Wular barrage were what the envoys talked about"
LATER = "PAK>IND CONSULT visit 2021-04-19 actual -: envoys flew in for talks about the Wular barrage and its sluices"
RAID = "ECU>PER ASSAULT - 2021-03-05 actual -: gunmen shot at a customs boat off Zorritos and took its radio away"
LINES = (VISIT, AGAIN, THIRD, LATER, RAID)


def run(*args: str) -> Result:
    return CliRunner().invoke(main, args, catch_exceptions=False)


def filled(place: Path, lines: tuple[str, ...] = LINES, batch: int = 10) -> str:
    with Store(place, create=True) as store:
        for k in range(0, len(lines), batch):
            store.put([text(line, published="2021-03-06") for line in lines[k : k + batch]], RUN)
    return str(place)


def everything(where: str) -> list[Record]:
    with Store(where, read_only=True) as store:
        return list(store.records(Query()))


def claim(line: str) -> str:
    return text(line)[0].claims[0].id


def test_merging_puts_tellings_together_and_changes_nothing_the_second_time(tmp_path: Path) -> None:
    where = filled(tmp_path / "a.db")
    first = run("merge", "--db", where)
    assert first.exit_code == 0 and "1 event is told by several documents" in first.output
    with Store(where) as store:
        event, documents = store.event(store.event_of(claim(AGAIN)))
        assert {c.id for c in event.claims} == {claim(x) for x in (VISIT, AGAIN, THIRD)} and len(documents) == 3
        assert store.check() == [] and all(j.why for j in store.judgements())
        sizes = store.sizes()
    before = everything(where)
    second = run("merge", "--db", where)
    assert "0 judgements added, 0 events made anew" in second.output and everything(where) == before
    with Store(where) as store:
        assert store.sizes() == sizes


def test_batches_and_order_of_arrival_do_not_matter(tmp_path: Path) -> None:
    whole = filled(tmp_path / "whole.db")
    run("merge", "--db", whole)
    for k, lines in enumerate((LINES, LINES[::-1], LINES[2:] + LINES[:2])):
        place = tmp_path / f"{k}.db"
        for n in range(len(lines)):
            filled(place, lines[: n + 1][-1:], batch=1)
            with Store(place) as store:
                merge_store(store)
        assert everything(str(place)) == everything(whole)


def test_what_a_person_says_goes_before_and_can_be_taken_back(tmp_path: Path) -> None:
    where = filled(tmp_path / "a.db")
    run("merge", "--db", where)
    merged = everything(where)
    said = run("different", claim(VISIT), claim(AGAIN), "--by", "eva", "--why", "another delegation", "--db", where)
    assert said.exit_code == 0 and "eva judged" in said.output
    with Store(where) as store:
        assert store.event_of(claim(VISIT)) != store.event_of(claim(AGAIN))
        assert (
            Judgement(*sorted((claim(VISIT), claim(AGAIN))), False, 0.0, "eva", "another delegation")
            in store.judgements()
        )
    run("different", claim(VISIT), claim(AGAIN), "--by", "eva", "--withdraw", "--db", where)
    assert everything(where) == merged, "as it was"
    run("same", claim(RAID), claim(LATER), "--by", "eva", "--later", "--db", where)
    assert everything(where) == merged, "not yet"
    run("merge", "--db", where)
    with Store(where) as store:
        assert store.event_of(claim(RAID)) == store.event_of(claim(LATER))


def test_wrong_judgements_are_refused(tmp_path: Path) -> None:
    where = filled(tmp_path / "a.db")
    one = claim(VISIT)
    for args, words in (
        ((one, one), "are the same claim"),
        ((one, "nothing-of-the-kind"), "nothing stored has this id"),
        ((one, text(VISIT)[0].document.id), "is a document"),
        ((one, claim(RAID), "--by", "machine"), "give another name"),
    ):
        refused = run("same", *args, "--db", where)
        assert refused.exit_code == 1 and words in refused.output
    with Store(where) as store:
        assert store.judgements() == []


def test_copies_are_told_with_their_source(tmp_path: Path) -> None:
    long = (
        RAID
        + ", the harbour master of Zorritos told reporters by radio from a second boat that had stayed out of reach"
    )
    where = str(tmp_path / "a.db")
    with Store(where, create=True) as store:
        store.put([text(long, published="2021-03-06", publisher="Andes Wire"),
                   text(long.replace("2021-03-05", "2021-03-04"), published="2021-03-07", publisher="El Litoral")], RUN)  # fmt: skip
    told = run("copies", "--db", where).output
    assert "(El Litoral) copies" in told and "(Andes Wire)" in told
    assert "day: 5 March 2021 became 4 March 2021" in told
    row = json.loads(run("copies", "--format", "jsonl", "--db", where).output)
    assert row["share"] > 0.5 and row["changes"]
    merged = run("merge", "--db", where).output
    assert "1 document copied from another" in merged


@pytest.mark.parametrize("command", ["merge", "copies"])
def test_a_missing_store_is_told(command: str, tmp_path: Path) -> None:
    failed = run(command, "--db", str(tmp_path / "none.db"))
    assert failed.exit_code == 1 and "none.db" in failed.output


def test_coding_anew_parts_nothing_for_good(tmp_path: Path) -> None:
    where = filled(tmp_path / "a.db")
    run("merge", "--db", where)
    merged = everything(where)
    filled(tmp_path / "a.db", LINES[1:3])
    run("merge", "--db", where)
    assert everything(where) == merged
    with Store(where) as store:
        store.drop([text(THIRD)[0].document.id])
    run("merge", "--db", where)
    alone = filled(tmp_path / "b.db", tuple(line for line in LINES if line != THIRD))
    run("merge", "--db", alone)
    assert everything(where) == everything(alone), "what is dropped leaves no trace in the event"


def test_adding_again_merges_again_and_judgements_survive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dragoman.pipeline, "code_document", code_document)
    archive, where = tmp_path / "a.jsonl", str(tmp_path / "a.db")
    archive.write_text("".join(json.dumps({"text": line, "date": "2021-03-06"}) + "\n" for line in LINES))
    assert "told by several" not in run("add", str(archive), "--db", where).output
    assert "told by several" not in run("add", "--again", str(archive), "--db", where).output, "never merged"
    run("different", claim(VISIT), claim(THIRD), "--by", "eva", "--db", where)
    merged = everything(where)
    with Store(where) as store:
        judged, vectors = store.judgements(), store.vectors()
        assert set(vectors) == {claim(line) for line in LINES} and len(set(vectors.values())) == len(LINES)
    again = run("add", "--again", str(archive), "--db", where).output
    assert "5 documents added" not in again and "event is told by several documents" in again
    assert "0 judgements added" in again
    assert everything(where) == merged
    with Store(where) as store:
        assert store.judgements() == judged and store.vectors() == vectors
    monkeypatch.setattr("dragoman.merge_commands.MANY", 4)
    assert "until you give: dragoman merge" in run("add", "--again", str(archive), "--db", where).output
    assert everything(where) != merged
    run("merge", "--db", where)
    assert everything(where) == merged


def test_a_store_without_vectors_gets_them_when_it_is_merged(tmp_path: Path) -> None:
    where = filled(tmp_path / "a.db")
    with Store(where) as store:
        assert store.vectors() == {} and len(store.without_vector(99)) == len(LINES)
    run("merge", "--db", where)
    with Store(where) as store:
        assert len(store.vectors()) == len(LINES) and store.without_vector(99) == []
        assert {len(v) for v in store.vectors().values()} == {WIDTH}


def test_an_event_tells_how_many_texts_are_no_copies(tmp_path: Path) -> None:
    line = VISIT + " while officials in both capitals waited for news of the dam, its gates and the summer flood"
    where = filled(tmp_path / "a.db", (line, line + " too", AGAIN))
    run("merge", "--db", where)
    shown = run("show", claim(AGAIN), "--db", where).output
    with Store(where) as store:
        name = store.event_of(claim(AGAIN))
        assert store.witnesses([name]) == {name: 2}
    assert "event" in shown
    assert "3 claims in 3 documents · 2 independent texts" in run("show", name, "--db", where).output
    rows = list(csv.DictReader(run("query", "--format", "csv", "--db", where).output.splitlines()))
    assert [row["witnesses"] for row in rows] == ["2"] * 3
    told = [json.loads(row) for row in run("query", "--format", "jsonl", "--db", where).output.splitlines()]
    assert {e["witnesses"] for row in told for e in row["events"]} == {2}
    counted = run("query", "--count", "by", "type", "--db", where).output.splitlines()[-1]
    assert counted.split() == ["CONSULT", "1", "3", "2"]
