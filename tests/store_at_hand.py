"""Stores for tests, in SQLite and in a PostgreSQL that is started for them, and a coder of lines that needs no parser.

A line of a document is one claim: `PAK>IND CONSULT visit 2021-03-05 actual FRA: envoys of both sides held talks`, that
is who to whom, type, mode, day, status and who says it (`-` for nobody, nothing, no day, the text itself).
"""

from __future__ import annotations

import hashlib
import os
import pwd
import re
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dragoman.by_hand import HOWS
from dragoman.records import Actor, Claim, Document, Event, Match, Place, Record, Span, When
from dragoman.store import Run, Store, identified

RUN = Run("1", "{}", "model", "a", "book", "b")
LATER = Run("2", "{}", "model", "a", "book", "b")
NAMES = {"PAK": "Pakistan", "IND": "India", "FRA": "France", "DEU": "Germany", "ECU": "Ecuador", "PER": "Peru"}
PLACES = {
    "PAK": ("Islamabad", 33.72, 73.04), "IND": ("New Delhi", 28.64, 77.22), "FRA": ("Paris", 48.85, 2.35),
    "DEU": ("Berlin", 52.52, 13.41), "ECU": ("Quito", -0.23, -78.52), "PER": ("Lima", -12.04, -77.03),
}  # fmt: skip
LINE = re.compile(
    r"^(?P<actor>\S+)>(?P<recipient>\S+) (?P<kind>\S+) (?P<mode>\S+) (?P<day>\S+) (?P<status>\S+) (?P<voice>\S+): .+$",
    re.MULTILINE,
)


# ---------------------------------------------------------------- coding without a parser


def record(document: Document) -> Record:
    """The record of a document of lines; each line is a claim and an event of its own."""
    events = []
    for found in LINE.finditer(document.text):
        told = {k: None if v == "-" else v for k, v in found.groupdict().items()}
        claim = _claim(document, found, told)
        events.append(
            Event(claim.id, document.id, (claim,), claim.type, claim.mode, claim.status, claim.actors,
                  claim.recipients, claim.when, claim.place, claim.confidence)
        )  # fmt: skip
    return Record(document, tuple(events), ("a note",))


def _claim(document: Document, found: re.Match[str], told: dict[str, str | None]) -> Claim:
    passage = Span(*found.span())
    voice = _party(told["voice"], found, "voice")
    identity = f"{document.id}|{passage.start}|{told['voice']}"
    kind, day = told["kind"] or "CONSULT", told["day"]
    where = PLACES.get(told["recipient"] or "")
    return Claim(
        id=hashlib.sha256(identity.encode()).hexdigest()[:16], document=document.id, trigger=passage, passage=passage,
        act=kind, type=told["kind"], mode=told["mode"], quad=1 if kind == "CONSULT" else 4, scale=1.5,
        contexts=("diplomatic", "military") if kind == "CONSULT" else (), actors=_party(told["actor"], found, "actor"),
        recipients=_party(told["recipient"], found, "recipient"), claimant=voice[0] if voice else None, chain=(),
        how=HOWS[told["status"] or "actual"],  # type: ignore[index]
        when=Match(When(date.fromisoformat(day), date.fromisoformat(day)), 0.9, "the line says so") if day else None,
        place=Match(Place("", Span(0, 0), where[0], told["recipient"], None, where[1], where[2], 7), 0.5, "its capital")
        if where else None,
        mutual=kind == "AGREE", confidence=0.8 if kind == "CONSULT" else 0.4, why=("a line",),
    )  # fmt: skip


def _party(code: str | None, found: re.Match[str], group: str) -> tuple[Match[Actor], ...]:
    if code is None:
        return ()
    span = Span(*found.span(group))
    name = f"Government of {NAMES.get(code, code)}"
    return (Match(Actor(code, span, name, code, "GOV", ("MIL",), "minister", f"Q-{code}"), 0.7, "its code"),)


def code_document(document: Document, *, pipeline: str = "") -> Record:
    """Stands in for `dragoman.pipeline.code_document`; a text with "FAULT" in it cannot be coded."""
    if "FAULT" in document.text:
        raise ValueError("FAULT")
    return record(document)


def text(*lines: str, **metadata: object) -> tuple[Record, str | None]:
    """A document of such lines, coded and under the identity of its text, and the id that it was given."""
    own = metadata.pop("id", None)
    published = metadata.pop("published", None)
    day = date.fromisoformat(str(published)) if published else None
    given = Document(str(own or ""), "\n".join(lines), published=day, **metadata)  # type: ignore[arg-type]
    document, _ = identified(given)
    return record(document), str(own) if own else None


def worse(told: Record) -> Record:
    """The record as a later coder might have it: the last claim gone, the others of another type."""
    events = [
        replace(e, type="AID", claims=tuple(replace(c, type="AID") for c in e.claims)) for e in told.events[:-1]
    ]  # fmt: skip
    return replace(told, events=tuple(events))


@contextmanager
def tmpfs(folder: Path, size: str) -> Iterator[None]:
    """A small disk at `folder`; the test is passed over where none can be had."""
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True,
                          check=False) if shutil.which("mount") and os.geteuid() == 0 else None  # fmt: skip
    if made is None or made.returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


# ---------------------------------------------------------------- PostgreSQL


def _binary(name: str) -> str | None:
    found = shutil.which(name)
    listed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return found or (str(listed[-1]) if listed else None)


def _user() -> str | None:
    """Whom to run the server as: never root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def server() -> Iterator[str]:
    """A PostgreSQL in a temporary folder on a free port; gives the beginning of its addresses."""
    initdb, pg_ctl, user = _binary("initdb"), _binary("pg_ctl"), _user()
    if initdb is None or pg_ctl is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have PostgreSQL (Debian's package postgresql)")
        pytest.skip("PostgreSQL is not installed")
    pytest.importorskip("psycopg")
    folder = Path(tempfile.mkdtemp(prefix="dragoman-pg-"))
    port = _free_port()
    if user:
        shutil.chown(folder, user)

    def run(*words: str) -> None:
        log = folder / "log"
        subprocess.run(words, check=True, user=user, cwd=folder, stdin=subprocess.DEVNULL,
                       stdout=subprocess.DEVNULL, stderr=subprocess.PIPE if words[0] == initdb else log.open("a"))  # fmt: skip

    data = str(folder / "data")
    try:
        run(initdb, "-D", data, "-U", "tester", "-A", "trust", "--locale=C", "--encoding=UTF8", "--no-sync")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        run(pg_ctl, "-D", data, "-w", "-l", str(folder / "server.log"), "-o", options, "start")
        try:
            yield f"postgresql://tester@127.0.0.1:{port}/"
        finally:
            run(pg_ctl, "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The beginning of the addresses of databases on a server that runs for the tests."""
    with server() as address:
        yield address


@contextmanager
def database(address: str, name: str) -> Iterator[str]:
    """A new database on the server."""
    import psycopg

    with psycopg.connect(f"{address}postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{address}{name}"
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a store may be made: a path, then an address."""
    if request.param == "sqlite":
        yield str(tmp_path / "store.db")
        return
    name = "s" + hashlib.sha256(request.node.nodeid.encode()).hexdigest()[:12]
    with database(request.getfixturevalue("postgres"), name) as address:
        yield address


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    """An empty store."""
    with Store(where, create=True) as made:
        yield made
