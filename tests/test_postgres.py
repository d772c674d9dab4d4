"""What only PostgreSQL can do wrong. That it keeps and finds what SQLite does is shown by test_store and test_query."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from store_at_hand import RUN, code_document, database, text

import dragoman.pipeline
from dragoman.cli import main
from dragoman.errors import InputError, NotInstalled
from dragoman.query import Query
from dragoman.store import Store, identified, opening

LINE = "PAK>IND CONSULT visit 2021-03-05 actual FRA: envoys of both sides held talks"


@pytest.fixture
def address(postgres: str) -> Iterator[str]:
    with database(postgres, "only_postgres") as made:
        yield made


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the database says") as told:
        Store("postgresql://me:secret@127.0.0.1:1/db", create=True, wait=2)
    assert "secret" not in str(told.value) and str(told.value).startswith("postgresql://me:***@127.0.0.1:1/db: ")
    assert "\n" not in str(told.value)


def test_a_database_that_is_not_there(postgres: str) -> None:
    with pytest.raises(InputError, match='database "nowhere" does not exist'):
        Store(f"{postgres}nowhere", create=True)


def test_an_empty_database_is_no_store_until_something_is_added(address: str) -> None:
    with pytest.raises(InputError, match="nothing stored here"):
        Store(address)
    Store(address.replace("postgresql://", "postgres://"), create=True).close()
    Store(address).close()


def test_tables_of_others_are_left_alone(address: str) -> None:
    engine = opening.engine(opening.place(address), wait=1, create=False)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE documents (name text)"))
    with pytest.raises(InputError, match="something else"):
        Store(address, create=True)
    with engine.begin() as connection:
        assert sa.inspect(connection).get_table_names() == ["documents"]
    engine.dispose()


def test_characters_that_postgresql_does_not_keep(address: str) -> None:
    record, _ = text(LINE)
    document, _ = identified(replace(record.document, text=record.document.text + "\0"))
    with Store(address, create=True) as store:
        with pytest.raises(InputError, match="the database says"):
            store.put([text(LINE), (replace(record, document=document), None)], RUN)
        assert store.documents() == []


def test_a_long_text_is_kept_whole(address: str) -> None:
    lines = [f"PAK>IND CONSULT visit 2021-03-05 actual FRA: word{n} word{n + 1} were spoken" for n in range(9000)]
    record, _ = text(*lines)
    with Store(address, create=True) as store:
        store.put([(replace(record, events=record.events[:3]), None)], RUN)
        assert store.record(record.document.id).document == record.document
        assert store.counts(Query(text="word7 spoken"))[0].claims == 3


def test_the_commands(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dragoman.pipeline, "code_document", code_document)
    monkeypatch.setenv("DRAGOMAN_DB", address)
    (tmp_path / "a.txt").write_text(LINE)

    def run(*words: str) -> str:
        result = CliRunner().invoke(main, list(words))
        assert result.exit_code == 0, result.output
        return result.stdout

    assert "1 document added; 1 claim" in run("add", str(tmp_path / "a.txt"))
    assert "1 stored before" in run("add", str(tmp_path / "a.txt"))
    assert "1 claim" in run("list") and "Pakistan" in run("query", "--quote", "talks")
    assert run("db", "check").endswith("nothing is wrong\n")
    run("db", "backup", str(tmp_path / "copy.db"))
    assert run("query", "--format", "csv") == run("query", "--format", "csv", "--db", str(tmp_path / "copy.db"))


def test_without_the_driver_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: object, **more: object) -> object:
        if name.split(".")[0] == "psycopg":
            raise ImportError(name)
        return real(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(NotInstalled, match=r"pip install 'dragoman\[postgres\]'"):
        Store("postgresql://me@127.0.0.1:1/db")
