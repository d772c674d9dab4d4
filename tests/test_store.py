"""The store keeps what it is given: versions, claims by machine and hand, judgements; nothing is half done."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from store_at_hand import LATER, RUN, code_document, text, tmpfs, worse

import dragoman
import dragoman.pipeline
from dragoman.cli import main
from dragoman.errors import InputError
from dragoman.query import Query
from dragoman.records import Actor, Claim, How, Judgement, Match, Place, Record, Span, When
from dragoman.store import Added, Count, Store, form, identified, migrate, opening
from dragoman.store.tables import VERSION, metadata

SAMPLES = Path(__file__).parent.parent / "samples"
TALKS = "PAK>IND CONSULT visit 2021-03-05 actual FRA: envoys of both sides held talks on water"
RAID = "IND>PAK ASSAULT - 2021-03-07 denied -: a raid over the border was denied"
PACT = "ECU>PER AGREE - 2022-01-02 planned ECU: both will sign a fishing pact"


def everything(store: Store) -> list[Record]:
    return list(store.records(Query()))


# ---------------------------------------------------------------- what goes in comes out


@pytest.fixture(scope="module")
def coded() -> list[tuple[Record, str | None]]:
    named = [identified(d) for d in dragoman.documents([SAMPLES]) if isinstance(d, dragoman.Document)]
    records = [r for r in dragoman.code([d for d, _ in named]) if isinstance(r, Record)]
    return [(record, own) for record, (_, own) in zip(records, named, strict=True)]


def test_records_come_out_as_they_were_coded(store: Store, coded: list[tuple[Record, str | None]]) -> None:
    added = store.put(coded, RUN)
    assert (added.new, added.claims) == (len(coded), sum(len(r.claims) for r, _ in coded))
    for record, _ in coded:
        assert store.record(record.document.id) == record
    assert everything(store) == sorted((r for r, _ in coded if r.events), key=lambda r: r.document.id)
    assert store.check() == []


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
spans = st.builds(Span, st.integers(0, 99), st.integers(0, 99))
shares = st.floats(0, 1)
days = st.dates()
optional = st.none() | words
actors = st.builds(Actor, words, spans, words, optional, optional, st.lists(words).map(tuple), optional, optional)
places = st.builds(Place, words, spans, words, optional, optional, st.none() | shares, st.none() | shares,
                   st.none() | st.integers(0, 10**9), words)  # fmt: skip
hows = st.builds(How, st.sampled_from(("past", "future")), st.sampled_from(("asserted", "topic")),
                 st.sampled_from(("positive", "negative")), st.none() | spans, st.booleans(), st.booleans(), words)  # fmt: skip
parties = st.lists(st.builds(Match, actors, shares, words), max_size=2).map(tuple)
claims = st.builds(
    Claim, words, words, spans, spans, words, optional, optional, st.none() | st.integers(1, 4), st.none() | shares,
    st.lists(words, max_size=2).map(tuple), parties, parties, st.none() | st.builds(Match, actors, shares, words),
    parties, hows, st.none() | st.builds(Match, st.builds(When, days, days, words), shares, words),
    st.none() | st.builds(Match, places, shares, words), st.booleans(), shares, st.lists(words).map(tuple), optional,
    st.booleans(), st.lists(words).map(tuple), words,
)  # fmt: skip


@given(claims)
def test_any_claim_can_be_written_and_read(claim: Claim) -> None:
    assert form.read(Claim, form.written(claim)) == claim
    assert form.read(Claim, form.written(claim, ("id",)), id=claim.id) == claim


def test_adding_a_document_twice_changes_nothing(store: Store) -> None:
    items = [text(TALKS, RAID, url="https://a.example/1"), text(PACT, id="mine")]
    store.put(items, RUN)
    before, sizes = everything(store), store.sizes()
    again = store.put(items, RUN)
    assert (again.new, again.again) == (0, 2)
    assert everything(store) == before and store.sizes() == sizes


def test_only_the_identity_of_the_text_is_taken(store: Store) -> None:
    record, _ = text(TALKS)
    with pytest.raises(InputError, match="not the identity of this text"):
        store.put([(replace(record, document=replace(record.document, id="mine")), None)], RUN)
    assert store.documents() == []


def test_coded_anew_a_document_is_as_it_was_read_last(store: Store) -> None:
    quote, _ = text(TALKS, published="2020-01-01")
    entered = by_hand(quote.document.id, quote.claims[0])
    store.put_by_hand([(quote.document, [entered])])
    record, _ = text(TALKS, published="2021-03-08", title="Talks", issuer="Government of France")
    store.put([(record, None)], RUN)
    assert store.record(record.document.id).document == record.document
    assert [(e.kind, e.title) for e in store.documents()] == [("text", "Talks")]
    assert store.counts(Query.parse("?issued=2021-03-08"))[0].claims == 2


def test_a_fault_in_a_batch_keeps_nothing_of_it(store: Store) -> None:
    record, _ = text(TALKS, RAID)
    broken = replace(record.events[1], id=record.events[0].id, claims=record.events[0].claims)
    with pytest.raises(InputError):
        store.put([text(PACT), (replace(record, events=(record.events[0], broken)), None)], RUN)
    assert store.documents(every_version=True) == [] and set(store.sizes().values()) == {0}


# ---------------------------------------------------------------- versions


def test_a_changed_text_is_a_new_version_and_the_old_is_kept(store: Store) -> None:
    [old], [new] = [text(TALKS, url="https://a.example/1")], [text(TALKS, RAID, url="https://a.example/1")]
    store.put([old], RUN)
    added = store.put([new], RUN)
    ids = old[0].document.id, new[0].document.id
    assert added.replaced == [ids] and store.versions(ids[0]) == [ids] == store.versions(ids[1])
    assert [e.id for e in store.documents()] == [ids[1]]
    assert {e.id: e.current for e in store.documents(every_version=True)} == {ids[0]: False, ids[1]: True}
    assert everything(store) == [new[0]], "what an older version says counts no more"
    assert store.record(ids[0]) == old[0], "but is kept"
    assert list(store.records(Query(document=(ids[0],)))) == [old[0]]
    store.put([old], RUN)
    assert everything(store) == [new[0]], "adding the older text again changes nothing"


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ({"id": "1"}, {"id": "1"}, True),
        ({"id": "1", "publisher": "Courier"}, {"id": "1", "publisher": "Gazette"}, False),
        ({"id": "1", "url": "https://a.example"}, {"id": "2", "url": "https://a.example"}, False),
        ({"id": "1", "url": "https://a.example"}, {"url": "https://a.example"}, True),
        ({"id": "1", "url": "https://a.example"}, {"id": "1", "url": "https://b.example"}, False),
        ({"url": "https://a.example"}, {"url": "https://a.example"}, True),
        ({}, {}, False),
    ],
)
def test_what_stands_at_the_same_place(
    tmp_path: Path, first: dict[str, str], second: dict[str, str], same: bool
) -> None:
    with Store(tmp_path / "s.db", create=True) as store:
        store.put([text(TALKS, **first)], RUN)
        assert bool(store.put([text(RAID, **second)], RUN).replaced) is same
        assert len(store.documents()) == (1 if same else 2)


def test_one_text_at_two_places_is_one_document_until_both_have_changed(store: Store) -> None:
    here, there = text(TALKS, url="https://a.example"), text(TALKS, url="https://b.example")
    store.put([here], RUN)
    assert store.note([(there[0].document, None), (text(PACT)[0].document, None)]).known == 1
    assert store.sizes()["documents"] == 1 and store.sizes()["sources"] == 2
    store.put([text(RAID, url="https://a.example")], RUN)
    assert len(store.documents()) == 2, "it still stands at the other place"
    store.put([text(PACT, url="https://b.example")], RUN)
    assert len(store.documents()) == 2 and here[0].document.id not in {e.id for e in store.documents()}


def test_dropping_a_version_makes_the_older_count_again(store: Store) -> None:
    old, new = text(TALKS, id="x"), text(TALKS, RAID, id="x")
    store.put([old], RUN)
    store.put([new], RUN)
    assert store.drop([new[0].document.id]) == 1
    assert everything(store) == [old[0]]
    with pytest.raises(InputError, match="nothing was dropped"):
        store.drop([old[0].document.id, "nothing"])
    assert everything(store) == [old[0]]
    store.drop([old[0].document.id])
    sizes = store.sizes()
    assert sizes.pop("runs") == 1 and set(sizes.values()) == {0}


# ---------------------------------------------------------------- claims, judgements, events


def by_hand(document: str, claim: Claim) -> Claim:
    return replace(claim, id="handmade", document=document, held="paraphrase")


def test_coding_anew_replaces_claims_and_keeps_what_people_did(store: Store) -> None:
    record, _ = text(TALKS, RAID, PACT)
    store.put([(record, None)], RUN)
    document = record.document
    entered = by_hand(document.id, record.claims[0])
    store.put_by_hand([(document, [entered])])
    said = Judgement(record.claims[0].id, record.claims[2].id, False, 1.0, "a person", "two meetings")
    store.judge([said])
    after = worse(record)
    assert store.put([(after, None)], LATER).again == 1
    told = store.record(document.id)
    assert {c.id for c in told.claims} == {c.id for c in after.claims} | {"handmade"}
    assert {c.type for c in told.claims if c.id != "handmade"} == {"AID"}
    assert len(store.judgements()) == 1 and store.judgements()[0].why == "two meetings"
    assert [r.id for r in store.runs()] == sorted([RUN.id, LATER.id]) or len(store.runs()) == 2
    assert store.coded_by([document.id]) == {document.id: LATER.id}
    assert store.check() == []


def test_judgements_are_only_ever_appended(store: Store) -> None:
    same = Judgement("b", "a", True, 0.9, "machine", "alike")
    store.judge([same, replace(same, same=False, by="eva", why="two days"), replace(same, left="c")])
    store.judge([replace(same, score=0.2, why="less alike")])
    store.withdraw("b", "a", "eva")
    standing = [(j.left, j.right, j.same, j.by, j.why) for j in store.judgements()]
    assert standing == [("a", "c", True, "machine", "alike"), ("a", "b", True, "machine", "less alike")]
    assert store.sizes()["judgements"] == 5


def test_what_people_judged_goes_over_to_a_newer_version(store: Store) -> None:
    old, _ = text(TALKS, RAID, id="x")
    new, _ = text(
        "A line before.", TALKS.replace(" held", "  held"), RAID.replace("was denied", "was confirmed"), id="x"
    )
    other = text(PACT)
    store.put([(old, "x"), other], RUN)
    first, second, third = old.claims[0].id, old.claims[1].id, other[0].claims[0].id
    store.judge([
        Judgement(first, third, False, 1.0, "eva", "two events"), Judgement(second, third, True, 1.0, "eva", ""),
        Judgement(first, second, True, 1.0, "machine", "alike"),
    ])  # fmt: skip
    store.put([(new, "x")], RUN)
    added = store.judgements()[3:]
    assert [({j.left, j.right}, j.same, j.by) for j in added] == [({new.claims[0].id, third}, False, "eva")]
    assert added[0].why.startswith("two events (carried over from an older version")


def test_events_are_derived_and_may_be_made_anew(store: Store) -> None:
    one, two = text(TALKS, published="2021-03-06"), text(TALKS.replace("envoys", "diplomats"), RAID)
    store.put([one, two], RUN)
    first, second = one[0].events[0], two[0].events[0]
    claims = (*first.claims, *second.claims)
    name = min(c.id for c in claims)
    store.derive([replace(first, id=name, claims=claims)])
    event, documents = store.event(name)
    assert {c.id for c in event.claims} == {c.id for c in claims} and len(documents) == 2
    assert store.counts(Query())[0].events == 2 and store.counts(Query())[0].claims == 3
    assert store.check() == [], "the event that lost its claims is gone"
    store.derive([first, second])
    assert everything(store) == sorted((one[0], two[0]), key=lambda r: r.document.id)


def test_ids_are_found_by_their_beginning_and_documents_by_the_users_own(store: Store) -> None:
    record, own = text(TALKS, RAID, id="mine/1")
    store.put([(record, own)], RUN)
    name, claim = record.document.id, record.claims[0].id
    assert store.find("mine/1") == ("document", name) == store.find(name[:6])
    assert store.find(claim)[0] == "event" and store.event_of(claim) == claim
    for wrong in ("nothing", name[:2], "%%%%"):
        with pytest.raises(InputError, match="nothing stored"):
            store.find(wrong)


# ---------------------------------------------------------------- the store as a whole


def test_the_tables_are_what_the_migrations_make(where: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    Store(where, create=True).close()
    folder = Path(dragoman.__file__).parent / "migrations"
    assert ScriptDirectory(str(folder)).get_current_head() == VERSION
    engine = opening.engine(opening.place(where), wait=1, create=False)
    ours = set(metadata.tables)

    def of_ours(thing: object, name: str | None, kind: str, *_: object) -> bool:
        return kind != "table" or name in ours

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": of_ours, "compare_type": True})
        found = [d for d in compare_metadata(context, metadata) if "_words" not in str(d)]
    engine.dispose()
    assert found == []


def to_version(where: str, version: str) -> None:
    engine = opening.engine(opening.place(where), wait=1, create=False)
    with engine.begin() as connection:
        connection.execute(sa.text(f"UPDATE dragoman_version SET version_num = '{version}'"))
    engine.dispose()


def test_a_store_of_a_newer_version_is_refused(store: Store, where: str) -> None:
    store.put([text(TALKS)], RUN)
    to_version(where, "9999")
    for attempt in (lambda: Store(where), lambda: Store(where, create=True), lambda: migrate(where)):
        with pytest.raises(InputError, match=r"newer Dragoman \(version 9999"):
            attempt()
    to_version(where, VERSION)
    assert len(everything(store)) == 1, "nothing was changed"


def upgraded(connection: sa.Connection, version: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(dragoman.__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, version)


def test_an_older_store_is_brought_up_to_date(where: str) -> None:
    engine = opening.engine(opening.place(where), wait=1, create=True)
    with opening.writing(engine, "old") as connection:
        upgraded(connection, "0001")
    engine.dispose()
    with pytest.raises(InputError, match="dragoman db migrate"):
        Store(where)
    assert migrate(where) == ("0001", VERSION) and migrate(where) == (VERSION, VERSION)
    with Store(where) as store:
        store.put([text(TALKS)], RUN)
        assert store.counts(Query(quote="talks"))[0].claims == 1


FORMER = """
INSERT INTO documents (n, id, kind, text, language, origin, blocks, notes, current)
  VALUES (7, 'd', 'text', 'Peru spoke.', 'en', '', '[]', '[]', true);
INSERT INTO events (id, body) VALUES ('c', '{}');
INSERT INTO claims (n, id, document, event, made_by, current, position, act, status, confidence, own_voice)
  VALUES (5, 'c', 7, 'c', 'machine', true, 0, 'CONSULT', 'actual', 1.0, true);
INSERT INTO wordings (claim, quote, body) VALUES (5, 'Peru spoke.', '{}');
INSERT INTO parties (claim, role, position, name, names) VALUES
  (5, 'actor', 0, 'Peru', ' government of peru | peru '), (5, 'recipient', 0, 'Cuba', ' cuba '),
  (5, 'via', 0, 'Peru', ' government of peru | peru ')
"""


def test_claims_of_an_older_store_keep_their_names_and_have_no_vectors_yet(where: str) -> None:
    engine = opening.engine(opening.place(where), wait=1, create=True)
    with opening.writing(engine, "old") as connection:
        upgraded(connection, "0002")
        for statement in FORMER.split(";"):
            connection.execute(sa.text(statement))
    engine.dispose()
    assert migrate(where) == ("0002", VERSION)
    with Store(where) as store:
        assert store.counts(Query(actor=("government of Peru",))) == [Count((), 1, 1, 1)]
        assert store.counts(Query(actor=("per",))) == [Count((), 0, 0, 0)]
        assert store.without_vector(9) == [("c", "Peru spoke.")] and store.vectors() == {}
        assert store.sizes()["party_names"] == 2 and store.check()[0].startswith("document d: its text")
        store.put_vectors({"c": b"\x01\xff", "nobody": b"\x02"})
        assert store.vectors() == {"c": b"\x01\xff"} and store.without_vector(9) == []
        store.drop(["d"])
        assert store.sizes()["vectors"] == store.sizes()["party_names"] == 0, "no name of a dropped text is kept"


def test_vectors_go_with_their_claims(store: Store) -> None:
    record, _ = text(TALKS, RAID)
    one, two = (c.id for c in record.claims)
    store.put([(record, None)], RUN, {one: b"1", two: b"2"})
    assert store.vectors() == {one: b"1", two: b"2"}
    store.put([(worse(record), None)], LATER, {one: b"3"})
    assert store.vectors() == {one: b"3"} and store.check() == []


def test_copies_are_one_witness(store: Store) -> None:
    items = [text(TALKS), text(TALKS, RAID), text(TALKS, PACT)]
    store.put(items, RUN)
    a, b, c = (record.document.id for record, _ in items)
    assert store.counts(Query()) == [Count((), 5, 5, 3)]
    for _ in range(2):
        store.mark_witnesses({a: a, b: a, c: c})
        assert store.counts(Query()) == [Count((), 5, 5, 2)]
        assert store.counts(Query(document=(b,)), ("type",))[0].witnesses == 1
    store.mark_witnesses({a: a, b: b, c: a})
    assert store.counts(Query()) == [Count((), 5, 5, 2)]
    assert store.counts(Query(document=(a, b))) == [Count((), 3, 3, 2)]
    store.drop([a])
    assert store.counts(Query()) == [Count((), 4, 4, 2)]


def test_a_check_finds_what_is_wrong(store: Store, where: str) -> None:
    store.put([text(TALKS), text(RAID)], RUN)
    assert store.check() == []
    engine = opening.engine(opening.place(where), wait=1, create=False)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE wordings SET quote = 'other words' WHERE claim = 1"))
        connection.execute(sa.text("UPDATE wordings SET body = '{}' WHERE claim = 2"))
        connection.execute(sa.text("UPDATE documents SET text = text || '.' WHERE n = 1"))
        connection.execute(sa.text("INSERT INTO events (id, body) VALUES ('lonely', '{}')"))
    engine.dispose()
    told = "\n".join(store.check())
    for words_ in ("its quote is not", "cannot be read", "its text is not", "event lonely: no claim"):
        assert words_ in told


def test_a_backup_is_a_store(store: Store, tmp_path: Path) -> None:
    items = [text(TALKS, RAID, id="mine", url="https://a.example"), text(PACT)]
    store.put(items, RUN)
    store.judge([Judgement("a", "b", True, 1.0, "eva", "one")])
    copy = tmp_path / "copy.db"
    store.backup(copy)
    with Store(copy, read_only=True) as other:
        assert everything(other) == everything(store) and other.sizes() == store.sizes()
        assert other.judgements() == store.judgements() and other.check() == []
        assert other.counts(Query(quote="fishing"))[0].claims == 1
    with pytest.raises(InputError, match="is there already"):
        store.backup(copy)
    with pytest.raises(InputError, match=r"cannot be|there is no folder"):
        store.backup(tmp_path / "no" / "where.db")


def test_reading_while_another_writes(store: Store, where: str) -> None:
    store.put([text(TALKS)], RUN)
    other = opening.engine(opening.place(where), wait=1, create=False)
    with opening.writing(other, "other") as connection:
        connection.execute(sa.text("DELETE FROM claims"))
        assert len(everything(store)) == 1, "a reader sees the store as it was"
        with Store(where, wait=0.2) as hasty, pytest.raises(InputError, match="locked: another process is writing"):
            hasty.put([text(RAID)], RUN)
    other.dispose()
    assert everything(store) == []


def test_two_writers_wait_for_each_other(where: str) -> None:
    Store(where, create=True).close()

    def write(k: int) -> None:
        with Store(where, wait=30) as store:
            for n in range(5):
                store.put([text(f"{TALKS} {k} {n}")], RUN)

    threads = [threading.Thread(target=write, args=(k,)) for k in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Store(where) as store:
        assert len(store.documents()) == 15 and store.check() == []


def test_two_processes_may_begin_a_store_at_once(where: str) -> None:
    faults: list[Exception] = []

    def begin() -> None:
        try:
            Store(where, create=True, wait=30).close()
        except InputError as error:
            faults.append(error)

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    Store(where).close()


# ---------------------------------------------------------------- bad places (SQLite)


def test_no_store_is_made_by_asking(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no store here"):
        Store(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"hello, this is no database at all", "no SQLite file"),
        (b"SQLite format 3\0" + bytes(200), "damaged"),
        (b"", "nothing stored here"),
    ],
)
def test_a_file_that_is_no_store_stays_as_it_is(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(content)
    with pytest.raises(InputError, match=reason) as told:
        Store(path)
    assert str(told.value).startswith(str(path)) and path.read_bytes() == content
    if content:
        with pytest.raises(InputError, match=reason):
            Store(path, create=True)
        assert path.read_bytes() == content


def test_a_damaged_store_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Store(path, create=True) as store:
        store.put([text(f"{TALKS} {k}") for k in range(200)], RUN)
    data = bytearray(path.read_bytes())
    data[4096 : len(data) - 4096] = b"\xa5" * (len(data) - 8192)
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"damaged|the database says"), Store(path) as store:
        everything(store)
    result = run("db", "check", "--db", path)
    assert result.exit_code == 1 and "Traceback" not in result.output
    assert path.read_bytes() == data


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipes (name)")
    before = path.read_bytes()
    with pytest.raises(InputError, match="something else"):
        Store(path, create=True)
    assert path.read_bytes() == before


def test_a_folder_and_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="it is a folder"):
        Store(tmp_path, create=True)
    with pytest.raises(InputError, match="there is no folder"):
        Store(tmp_path / "no" / "a.db", create=True)
    with pytest.raises(InputError, match="only SQLite"):
        Store("mysql://me@host/db", create=True)


@pytest.fixture
def fixed_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with a store in it, nothing of which can be written: for root, on a disk that is read-only."""
    folder = tmp_path / "fixed"
    folder.mkdir()
    with tmpfs(folder, "4m") if os.geteuid() == 0 else nullcontext():
        with Store(folder / "s.db", create=True) as store:
            store.put([text(TALKS)], RUN)
        if os.geteuid() == 0:
            subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        else:
            folder.chmod(0o555)
        yield folder
        if os.geteuid() != 0:
            folder.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="needs the rights of POSIX")
def test_a_read_only_folder(fixed_folder: Path, tmp_path: Path) -> None:
    before = (fixed_folder / "s.db").read_bytes()
    article = tmp_path / "a.txt"
    article.write_text("Talks were held in Quito on Monday.")
    listed = run("list", "--db", fixed_folder / "s.db")
    assert listed.exit_code == 0 and "1 claim" in listed.stdout
    assert run("query", "--db", fixed_folder / "s.db").exit_code == 0
    for name in ("s.db", "new.db"):
        failed = run("add", article, "--db", fixed_folder / name)
        assert failed.exit_code == 1 and failed.stderr.startswith(f"dragoman: {fixed_folder / name}: cannot be")
        assert "nothing was changed" in failed.stderr and len(failed.stderr.splitlines()) == 1
    assert (fixed_folder / "s.db").read_bytes() == before and [p.name for p in fixed_folder.iterdir()] == ["s.db"]


# ---------------------------------------------------------------- the commands


def run(*words_: object, text: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(w) for w in words_], input=text)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(dragoman.pipeline, "code_document", code_document)
    monkeypatch.setenv("DRAGOMAN_DB", str(tmp_path / "store.db"))
    path = tmp_path / "archive.jsonl"
    rows = [
        {"id": "one", "text": f"{TALKS}\n{RAID}", "date": "2021-03-08", "publisher": "The Courier", "title": "Talks"},
        {"id": "two", "text": PACT, "date": "2022-01-01", "url": "https://b.example", "title": "A pact"},
        {"id": "three", "text": "FAULT in this one."},
        {"id": "four", "text": PACT, "url": "https://c.example", "title": "The pact, copied"},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_add_says_what_became_of_everything_and_goes_on(archive: Path) -> None:
    first = run("add", archive)
    assert first.exit_code == 1 and "could not be coded" in first.stderr
    assert "2 documents added, 1 stored before; 3 claims" in first.stdout
    again = run("add", archive)
    assert "0 documents added, 3 stored before; 0 claims" in again.stdout
    assert "2 coded anew" in run("add", archive, "--again").stdout
    assert run("db", "check").stdout.endswith("nothing is wrong\n")


def test_stored_texts_are_coded_anew_by_another_version(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", archive)
    before = run("query", "--format", "jsonl").stdout
    assert run("add", "--stored").stdout.endswith("0 documents added; 0 claims\n")
    monkeypatch.setattr("dragoman.ingest.__version__", "99")
    assert run("add", "--stored").stdout.endswith("0 documents added, 2 coded anew; 3 claims\n")
    assert run("query", "--format", "jsonl").stdout == before
    with Store(os.environ["DRAGOMAN_DB"]) as store:
        assert store.sizes()["sources"] == 3 and [r.version for r in store.runs()].count("99") == 1


def test_list_show_and_drop(archive: Path) -> None:
    run("add", archive)
    listed = run("list").stdout.splitlines()
    assert [line[18:28] for line in listed] == ["2021-03-08", "2022-01-01"]
    assert "Talks · The Courier · one · 2 claims" in listed[0]
    rows = [json.loads(line) for line in run("list", "--format", "jsonl").stdout.splitlines()]
    assert [(r["own_id"], r["claims"], r["current"]) for r in rows] == [("one", 2, True), ("two", 1, True)]
    shown = run("show", "one").stdout
    assert shown.startswith(f"document {rows[0]['id']} · your id one\n") and "“PAK>IND CONSULT" in shown
    [told] = [json.loads(line) for line in run("show", "one", "--format", "jsonl").stdout.splitlines()]
    event = told["events"][0]
    assert run("show", event["id"][:8]).stdout.startswith(f"event {event['id']} · 1 claim in 1 document\n")
    assert run("drop", "one", text="n\n").exit_code == 1 and len(run("list").stdout.splitlines()) == 2
    assert run("drop", "one", "--yes").stdout == "1 document taken out\n"
    assert len(run("list").stdout.splitlines()) == 1
    gone = run("show", "one")
    assert gone.exit_code == 1 and gone.stderr.startswith("dragoman: one: nothing stored has this id")


def test_a_claim_is_shown_alone(archive: Path) -> None:
    run("add", archive)
    with Store(os.environ["DRAGOMAN_DB"]) as store:
        record = store.record(store.find("one")[1])
        first, second = record.events
        store.derive([replace(first, id="0" * 16, claims=(*first.claims, *second.claims))])
    result = run("show", first.claims[0].id)
    assert result.stdout.startswith(f"claim {first.claims[0].id} · of event {'0' * 16} · in document")
    assert "a raid over the border" not in result.stdout


def test_a_new_version_is_told(archive: Path, tmp_path: Path) -> None:
    run("add", archive)
    archive.write_text(json.dumps({"id": "two", "text": PACT + "\n" + TALKS, "url": "https://b.example"}) + "\n")
    result = run("add", archive)
    assert "is a newer version of" not in result.stdout, "the same text still stands at another place"
    with Store(tmp_path / "store.db") as store:
        assert len(store.documents()) == 3


def test_backup_and_migrate(archive: Path, tmp_path: Path) -> None:
    run("add", archive)
    assert run("db", "backup", tmp_path / "copy.db").exit_code == 0
    assert run("list", "--db", tmp_path / "copy.db").stdout == run("list").stdout
    assert "is of this version already" in run("db", "migrate").stdout


@pytest.mark.parametrize(
    "command", [["list"], ["show", "x"], ["query"], ["drop", "x"], ["db", "check"], ["db", "migrate"],
                ["db", "backup", "y"]]
)  # fmt: skip
def test_without_a_store_every_command_says_so(tmp_path: Path, command: list[str]) -> None:
    result = run(*command, "--db", tmp_path / "none.db")
    assert result.exit_code == 1 and len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith(f"dragoman: {tmp_path / 'none.db'}: there is no store here")


def test_add_needs_something(tmp_path: Path) -> None:
    assert run("add", "--db", tmp_path / "a.db").exit_code == 2


# ---------------------------------------------------------------- claims entered by hand

HEAD = (
    "claimant,claimant_country,quote,type,mode,status,actors,actor_countries,recipients,recipient_countries,date_from"
)
ROW = (
    'Foreign Ministry,ECU,"Peru closed the border at Huaquillas",COERCE,restrict,actual,Peru,PER,Ecuador,ECU,2024-05-01'
)


def test_claims_by_hand(tmp_path: Path) -> None:
    table, db = tmp_path / "c.csv", tmp_path / "s.db"
    table.write_text(f"{HEAD}\n{ROW}\n")
    result = run("add", "--claims", table, "--db", db)
    assert result.exit_code == 0 and result.stdout == f"{table}: 1 claim entered by hand\n"
    with Store(db) as store:
        [record] = everything(store)
        [claim] = record.claims
        assert (claim.type, claim.mode, claim.quad, claim.status) == ("COERCE", "restrict", 4, "actual")
        assert claim.claimant and claim.claimant.value.country == "ECU"
        assert record.document.text == "Peru closed the border at Huaquillas"
        assert claim.actors[0].value.text == "Peru" and claim.recipients[0].value.text == ""
        assert claim.when and claim.when.value.first == date(2024, 5, 1)
        assert [e.kind for e in store.documents()] == ["quote"] and store.check() == []
        sizes = store.sizes()
    table.write_text(f"{HEAD}\n{ROW.replace('restrict', 'censor')}\n")
    assert run("add", "--claims", table, "--db", db).exit_code == 0
    with Store(db) as store:
        assert store.sizes() == sizes, "the same claim entered again is replaced"
        assert everything(store)[0].claims[0].mode == "censor"


def test_claims_by_hand_of_a_stored_document(archive: Path, tmp_path: Path) -> None:
    run("add", archive)
    table = tmp_path / "c.csv"
    table.write_text("document,claimant,quote,trigger\none,Radio Quito,a raid over   the border,raid\n")
    assert run("add", "--claims", table).exit_code == 0
    run("add", archive, "--again")
    with Store(tmp_path / "store.db") as store:
        record = store.record(store.find("one")[1])
        [claim] = [c for c in record.claims if c.claimant and c.claimant.value.name == "Radio Quito"]
        assert record.document.text[claim.passage.start : claim.passage.end] == "a raid over the border"
        assert record.document.text[claim.trigger.start : claim.trigger.end] == "raid"


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("claimant,type\nX,AGREE\n", "the column 'quote' is missing"),
        ("claimant,quote\nX,\n", ":2: no quote (claimant and quote are required)"),
        ("claimant,quote\n,He went\n", ":2: no claimant"),
        ("claimant,quote,colour\nX,He went,red\n", "unknown column 'colour'"),
        ("claimant,quote,type\nX,He went,AGREED\n", ":2: type 'AGREED' is none of"),
        ("claimant,quote,type,mode\nX,He went,CONSULT,walk\n", ":2: mode 'walk' is none of CONSULT's"),
        ("claimant,quote,status\nX,He went,perhaps\n", ":2: status 'perhaps'"),
        ("claimant,quote,date_from\nX,He went,May\n", ":2: date_from 'May' is no day"),
        ("claimant,quote,date_from,date_to\nX,He went,2021-02-01,2021-01-01\n", "lies before"),
        ("claimant,quote,confidence\nX,He went,2\n", "confidence 2 is not from 0 to 1"),
        ("claimant,quote,trigger\nX,He went,ran\n", "the trigger “ran” does not stand in the quote"),
        ("claimant,quote,document\nX,He went,nothing\n", "nothing: nothing stored has this id"),
        ("claimant,quote\nX,He went\nX,He went\n", ":3: the same claim as line 2"),
        ("claimant,quote\nX;Y,They went\n", "several claimants"),
        ("claimant,quote,actor_countries\nX,He went,FRA;DEU\n", "more countries or sectors than actors"),
        ("claimant,quote,place,latitude\nX,He went,Rome,41\n", "latitude and longitude go together"),
        ("claimant,quote\nX,He went,too,many\n", "more cells than columns"),
        ("claimant,quote\n", "no claims in it"),
        ("", "the column 'claimant' is missing"),
    ],
)
def test_a_table_with_a_fault_adds_nothing(tmp_path: Path, table: str, reason: str) -> None:
    path, db = tmp_path / "c.csv", tmp_path / "s.db"
    path.write_text(
        table + ("Good,It rained\n" if table.count("\n") > 1 and table.startswith("claimant,quote\n") else "")
    )
    result = run("add", "--claims", path, "--db", db)
    assert result.exit_code == 1 and reason in result.stderr and str(path) in result.stderr
    assert len(result.stderr.splitlines()) == 1
    with Store(db) as store:
        assert set(store.sizes().values()) == {0}


def test_what_was_added_can_be_summed() -> None:
    total = Added(new=1, replaced=[("a", "b")])
    total.also(Added(2, 3, 4, 5, [("c", "d")]))
    assert total == Added(3, 3, 4, 5, [("a", "b"), ("c", "d")])
