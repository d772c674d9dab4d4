"""The invented statements of tests/cases/dialogues.yaml, coded once, in a store; the commands asked of it."""

from __future__ import annotations

import tempfile
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner

from dragoman import from_text, ingest
from dragoman.cli import main
from dragoman.merge_commands import merge_store
from dragoman.query import Query
from dragoman.series.texts import Text, text_of
from dragoman.series_commands import side_of
from dragoman.store import Store

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "cases" / "dialogues.yaml").read_text("utf-8"))
_FOLDER = tempfile.TemporaryDirectory()


@lru_cache(maxsize=1)
def path() -> str:
    """Where the store is."""
    where = f"{_FOLDER.name}/series.db"
    documents = [
        from_text(d["text"], published=str(d["date"]), publisher=d["publisher"], title=d["title"], id=d["id"])
        for d in CASES["documents"]
    ]
    with Store(where, create=True) as store:
        for _ in ingest.add(store, documents):
            pass
        merge_store(store)
    return where


@lru_cache(maxsize=1)
def names() -> dict[str, str]:
    """The id that the cases give a document, by that of its text."""
    with Store(path(), read_only=True) as store:
        return store.own_ids(entry.id for entry in store.documents())


@lru_cache(maxsize=1)
def texts() -> tuple[Text, ...]:
    """The statements as the series read them."""
    with Store(path(), read_only=True) as store:
        return tuple(text_of(record, side_of(record.document.issuer)) for record in store.records(Query()))


def run(*words: str) -> Any:
    """What a command prints when it is asked of the store."""
    return CliRunner().invoke(main, [*words, "--db", path()], env={"COLUMNS": "100"})


def day(value: object) -> date | None:
    """A day as the cases write it."""
    return None if value is None else date.fromisoformat(str(value))
