"""The user's own actors, the index from a Wikidata dump, the gazetteer from GeoNames' tables.

All names, dates and numbers here are invented: no item of Wikidata and no place of GeoNames is meant.
"""

from __future__ import annotations

import bz2
import gzip
import json
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import forget

from dragoman.cli import main
from dragoman.errors import InputError
from dragoman.knowledge import dump, geonames, settle, tables, wikidata
from dragoman.parse import parse
from dragoman.records import Actor, Block, Document, Match, Span
from dragoman.resolve import gazetteer, kb, own, own_index
from dragoman.resolve.actors import cast, resolve
from dragoman.resolve.places import where
from dragoman.resolve.who import who
from dragoman.settings import knowledge_folder


def run(*words: object) -> Result:
    forget()
    return CliRunner().invoke(main, [str(w) for w in words])


def acting(text: str, words: str, published: date | None = None) -> Match[Actor]:
    document = Document("t", text, (Block("paragraph", Span(0, len(text))),), published=published)
    sentences = parse(document)
    at = text.index(words)
    sentence = next(s for s in sentences if s.start <= at < s.end)
    return resolve(cast(document, sentences), sentence, Span(at, at + len(words)))[0]


# ---------------------------------------------------------------- own tables

TABLE = """name,aliases,country,sector,office,from,to,id,source
Yorick Vantongeren,Y. Vantongeren|The Owl,CHE,GOV,Minister of Lakes,2019-02,2021-05-30,x-17,Gazette of the Lakes 4
Yorick Vantongeren,,CHE,LEG,Speaker of the Lake Chamber,2021-06-01,,x-17,Gazette of the Lakes 9
Brotherhood of the Kestrel,Kestrels|BOTK,TCD,REB,,,,,field notes
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "lakes.csv"
    path.write_text(TABLE, "utf-8")
    return path


def test_own_actors_are_added_listed_used_and_removed(own_folder: Path, table: Path) -> None:
    assert "no tables" in run("kb", "list").stdout
    result = run("kb", "add", table)
    assert result.exit_code == 0 and "added lakes: 3 actors" in result.stdout
    assert "replaced lakes" in run("kb", "add", table).stdout
    assert "lakes  3 actors" in run("kb", "list").stdout
    assert "actors: lakes: 3 rows" in run("kb", "info").stdout
    assert (
        run("who", "Kestrels").stdout.splitlines()[0].endswith("Brotherhood of the Kestrel · Chad (TCD) · rebels (REB)")
    )
    assert run("kb", "remove", "lakes.csv").exit_code == 0
    assert run("who", "Kestrels").exit_code == 1
    result = run("kb", "remove", "lakes")
    assert result.exit_code == 1 and result.stderr == "dragoman: there is no table 'lakes'; none was added\n"
    assert table.exists()


@pytest.mark.parametrize(
    ("name", "on", "sector", "office"),
    [
        ("Yorick Vantongeren", date(2020, 1, 1), "GOV", "Minister of Lakes"),
        ("Vantongeren", date(2022, 1, 1), "LEG", "Speaker of the Lake Chamber"),
        ("The Owl", date(2020, 1, 1), "GOV", "Minister of Lakes"),
        ("Vantongeren", date(2018, 1, 1), None, None),
        ("Vantongeren", date(2021, 7, 1), "LEG", "Speaker of the Lake Chamber"),
    ],
)
def test_own_offices_at_a_day(
    own_folder: Path, table: Path, name: str, on: date, sector: str | None, office: str | None
) -> None:
    tables.add(table, own_folder)
    best = who(name, on)[0]
    assert (best.value.sector, best.value.office, best.value.country, best.value.id) == (sector, office, "CHE", "x-17")
    assert "Gazette of the Lakes" in best.why


def test_own_actors_are_found_in_texts(own_folder: Path, table: Path) -> None:
    tables.add(table, own_folder)
    fighters = acting("The Kestrels attacked a convoy in N'Djamena.", "The Kestrels")
    assert (fighters.value.name, fighters.value.country, fighters.value.sector) == (
        "Brotherhood of the Kestrel", "TCD", "REB",
    )  # fmt: skip
    assert fighters.why == "Kestrels is Brotherhood of the Kestrel (field notes)"
    minister = acting("Yorick Vantongeren met his French counterpart.", "Yorick Vantongeren", date(2020, 3, 3))
    assert (minister.value.country, minister.value.sector, minister.value.id) == ("CHE", "GOV", "x-17")
    assert "Gazette of the Lakes 4" in minister.why


HEADER = "name,country,sector,office,from,to\n"
BROKEN = [
    ("name,country\nA,CHE\n", "line 1: the column sector is missing"),
    ("naem,country,sector\nA,CHE,GOV\n", "line 1: the column name is missing"),
    ("name,country,sector,birthday\nA,CHE,GOV,\n", "line 1: unknown column 'birthday'"),
    (HEADER, "has no rows"),
    ("", "line 1: the column name and country and sector is missing"),
    (HEADER + "A,CHE,GOV,,,\nB,QQQ,GOV,,,\n", "line 3: unknown country code 'QQQ'"),
    (HEADER + "A,CHE,KING,,,\n", "line 2: unknown sector code 'KING'"),
    (HEADER + "A,CHE,GOV,Minister,2021-02-31,\n", "line 2: from is '2021-02-31', a day that does not exist"),
    (HEADER + "A,CHE,GOV,Minister,2021-13,\n", "line 2: from is '2021-13', a day that does not exist"),
    (HEADER + "A,CHE,GOV,Minister,,31.12.2020\n", "line 2: to is '31.12.2020', which is not written YYYY-MM-DD"),
    (HEADER + "A,CHE,GOV,Minister,2021,2020-12\n", "line 2: to (2020-12) lies before from (2021)"),
    (HEADER + "A,CHE,GOV,,2021,\n", "line 2: from and to say when an office was held"),
    (HEADER + ",CHE,GOV,,,\n", "line 2: the name is empty"),
    (HEADER + "A,CHE,GOV\n", "line 2: 3 columns, the header has 6"),
    (HEADER + 'A,CHE,GOV,"Minister\nof Lakes",,\nB,CHE,,,,\n', "line 4: the sector is empty"),
    (HEADER + "A,X,GOV,,,\nB,Y,GOV,,,\nC,Z,GOV,,,\n", "line 2: unknown country code 'X'; use ISO 3166-1 alpha-3"),
    (HEADER + 'A,"CHE,GOV,,,\n', "is no well-formed CSV"),
]


@pytest.mark.parametrize(("text", "said"), BROKEN, ids=[said for _, said in BROKEN])
def test_broken_tables_are_refused_whole(own_folder: Path, tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "broken.csv"
    path.write_text(text, "utf-8")
    result = run("kb", "add", path)
    assert result.exit_code == 1 and result.stdout == ""
    assert result.stderr.startswith(f"dragoman: {path}") and said in result.stderr and result.stderr.count("\n") == 1
    assert not own_folder.exists() or not list(own_folder.rglob("*.csv"))


def test_tables_that_cannot_be_read(own_folder: Path, tmp_path: Path) -> None:
    latin = tmp_path / "latin.csv"
    latin.write_bytes("name,country,sector\nJosé,CHE,GOV\n".encode("latin-1"))
    for path, said in ((latin, "is not UTF-8"), (tmp_path / "none.csv", "no such file"), (tmp_path, "no such file")):
        result = run("kb", "add", path)
        assert result.exit_code == 1 and said in result.stderr


def test_a_broken_table_does_not_replace_a_good_one(own_folder: Path, table: Path) -> None:
    tables.add(table, own_folder)
    table.write_text("name\n", "utf-8")
    with pytest.raises(InputError):
        tables.add(table, own_folder)
    assert tables.listed()[0].rows == 3


def test_a_table_broken_by_hand_is_named(own_folder: Path, table: Path) -> None:
    kept = tables.add(table, own_folder)[0].path
    kept.write_text("name,country,sector\nA,QQQ,GOV\n", "utf-8")
    forget()
    result = run("who", "Kestrels")
    assert result.exit_code == 1 and f"{kept}, line 2: unknown country code" in result.stderr


def test_a_folder_that_is_a_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: Path, tables_at_hand: list[Path]
) -> None:
    file = tmp_path / "file"
    file.write_text("")
    monkeypatch.setenv("DRAGOMAN_KB", str(file))
    for words in (["add", table], ["build", "--wikidata", written(tmp_path / "d.json")],
                  ["build", "--geonames", *tables_at_hand]):  # fmt: skip
        result = run("kb", *words)
        assert result.exit_code == 1 and str(file) in result.stderr and result.stderr.count("\n") == 1
    assert run("who", "Chad").exit_code == 0
    result = run("code", table, "--kb", tmp_path / "none")
    assert result.exit_code == 2 and "there is no folder" in result.output


@pytest.mark.parametrize(
    ("environment", "platform", "end"),
    [
        ({"DRAGOMAN_KB": "/data/kb"}, "linux", "/data/kb"),
        ({"XDG_DATA_HOME": "/home/ada/data"}, "linux", "/home/ada/data/dragoman"),
        ({"XDG_DATA_HOME": "relative"}, "linux", "/.local/share/dragoman"),
        ({}, "linux", "/.local/share/dragoman"),
        ({}, "darwin", "/Library/Application Support/dragoman"),
        ({"APPDATA": "/c/ada/roaming"}, "win32", "/c/ada/roaming/dragoman"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="paths of this table are those of POSIX")
def test_the_folder_by_system(environment: dict[str, str], platform: str, end: str) -> None:
    assert str(knowledge_folder(environment, platform)).endswith(end)


# ---------------------------------------------------------------- Wikidata (all numbers invented)

HUMAN, COUNTRY_CLASS, PARTY_CLASS, ARMY_CLASS, BAND_CLASS = 9001, 9002, 9003, 9004, 9005
CHAD, POSITION, PERSON, PARTY, SUBCLASS, ARMY, SPEAKER, BAND, NOVICE = range(9101, 9110)


def value(of: Any) -> dict[str, Any]:
    if isinstance(of, int):
        of = {"id": f"Q{of}", "entity-type": "item", "numeric-id": of}
    return {"snaktype": "value", "datavalue": {"value": of}}


def day(text: str) -> dict[str, Any]:
    parts = [*text.split("-"), "00", "00"]
    return value({"time": f"+{parts[0]}-{parts[1]}-{parts[2]}T00:00:00Z", "precision": 9 + text.count("-")})


def statement(of: Any, rank: str = "normal", **when: str) -> dict[str, Any]:
    marks = {{"start": "P580", "end": "P582"}[k]: [day(v)] for k, v in when.items()}
    return {"mainsnak": value(of), "rank": rank, **({"qualifiers": marks} if marks else {})}


def item(number: int, label: str, wikis: int = 3, aliases: tuple[str, ...] = (), **claims: Any) -> dict[str, Any]:
    lists = {k: [s if isinstance(s, dict) and "mainsnak" in s else statement(s) for s in v] for k, v in claims.items()}
    return {
        "type": "item", "id": f"Q{number}", "labels": {"en": {"language": "en", "value": label}},
        "aliases": {"en": [{"language": "en", "value": a} for a in aliases]}, "claims": lists,
        "sitelinks": {f"wiki{n}": {} for n in range(wikis)}, "modified": "2024-08-09T10:11:12Z",
    }  # fmt: skip


ENTITIES = [
    item(PERSON, "Tabitha Onderwater", 50, ("T. Onderwater",), P31=[HUMAN], P27=[CHAD], P39=[
        statement(POSITION, start="2015-03-01", end="2018-06-30"),
        statement(SPEAKER, start="2019"),
        statement(POSITION, rank="deprecated", start="1999"),
    ]),
    item(CHAD, "Chad", 200, P31=[COUNTRY_CLASS], P298=["TCD"], P35=[statement(PERSON, start="2021-02", end="2022")]),
    item(POSITION, "Minister of Defence of Chad", 5, P279=[9200], P17=[CHAD]),
    item(SPEAKER, "member of parliament", 5, P279=[9200]),
    item(PARTY, "Sand Lantern Movement", 12, ("SLM-TC", "Lanterns of the Sand"), P31=[SUBCLASS], P17=[CHAD],
         P488=[statement(PERSON, start="2023-01-05")]),
    item(ARMY, "Third Camel Brigade", 4, P31=[ARMY_CLASS], P17=[CHAD]),
    item(BAND, "The Sand Lanterns Quartet", 40, P31=[BAND_CLASS], P17=[CHAD]),
    item(NOVICE, "Ignatius Nobody", 2, P31=[HUMAN], P27=[CHAD]),
    item(SUBCLASS, "nomad party", 1, P279=[PARTY_CLASS]),
    item(HUMAN, "human", 90, P279=[9999]),
    item(9990, "human", 1, P279=[9998]),  # another of the same name, less known
    item(PARTY_CLASS, "political party", 90, P279=[9300]),
    item(ARMY_CLASS, "army", 90, P279=[9300]),
    item(BAND_CLASS, "musical group", 90, P279=[9300]),
    {"type": "property", "id": "P39", "labels": {"en": {"value": "position held"}}, "claims": {"P31": []}},
    {"type": "item", "id": "Q9500", "labels": {}, "claims": {"P17": [statement(CHAD)]}},
    item(9501, "A scholarly article", 0, P31=[9502]),
]  # fmt: skip


def dumped(entities: list[dict[str, Any]]) -> bytes:
    rows = [json.dumps(e, separators=(",", ":"), ensure_ascii=False) for e in entities]
    return ("[\n" + ",\n".join(rows) + "\n]\n").encode()


DUMP = dumped(ENTITIES)


def written(path: Path, data: bytes = DUMP, streams: int = 1) -> Path:
    pack = {".bz2": bz2.compress, ".gz": gzip.compress}.get(path.suffix, bytes)
    size = len(data) // streams + 1
    path.write_bytes(b"".join(pack(data[k : k + size]) for k in range(0, len(data), size)))
    return path


@pytest.mark.parametrize(("name", "streams"), [("d.json", 1), ("d.json.gz", 1), ("d.json.gz", 4), ("d.json.bz2", 5)])
def test_a_dump_becomes_an_index(own_folder: Path, tmp_path: Path, name: str, streams: int) -> None:
    result = run("kb", "build", "--wikidata", written(tmp_path / name, streams=streams))
    assert result.exit_code == 0, result.output
    assert "organisation 2, person 1, country 1, office 4" in result.stdout
    assert sorted(p.name for p in own_folder.iterdir()) == ["wikidata.sqlite"]
    assert "2 organisations, 1 persons, 4 offices; from d.json" in run("kb", "info").stdout


@pytest.fixture
def indexed(own_folder: Path, tmp_path: Path) -> Path:
    wikidata.build(written(tmp_path / "d.json.bz2"), own_folder)
    forget()
    return own_folder


@pytest.mark.parametrize(
    ("name", "on", "office", "sector", "why"),
    [
        ("Tabitha Onderwater", date(2016, 5, 5), "Minister of Defence", "GOV", "in office on 2016-05-05"),
        ("Onderwater", date(2016, 5, 5), "Minister of Defence", "GOV", "Wikidata, d.json.bz2, Q9103"),
        ("T. Onderwater", date(2020, 5, 5), "member of parliament", "LEG", "from 2019, last known 2024-08-09"),
        ("Onderwater", date(2021, 7, 1), "head of state", "GOV", "from 2021-02 to 2022"),
        ("Onderwater", date(2023, 7, 1), "chairperson of Sand Lantern Movement", "PTY", "from 2023-01-05"),
    ],
)
def test_offices_from_the_index(indexed: Path, name: str, on: date, office: str, sector: str, why: str) -> None:
    held = [m for m in who(name, on) if "in office on" in m.why]
    best = next(m for m in held if m.value.office == office)
    assert (best.value.country, best.value.sector, best.value.id) == ("TCD", sector, f"Q{PERSON}")
    assert why in best.why


def test_organisations_from_the_index(indexed: Path) -> None:
    best = who("Lanterns of the Sand")[0].value
    assert (best.name, best.country, best.sector, best.id) == ("Sand Lantern Movement", "TCD", "PTY", f"Q{PARTY}")
    assert who("Third Camel Brigade")[0].value.sector == "MIL"
    assert who("The Sand Lanterns Quartet") == [] and who("Ignatius Nobody") == []
    assert who("Chad")[0].value.id == f"Q{CHAD}"


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Chad's Third Camel Brigade fired on smugglers.", "Chad's Third Camel Brigade", ("TCD", "MIL", f"Q{ARMY}")),
        ("In Chad, the Sand Lantern Movement rejected it.", "the Sand Lantern Movement", ("TCD", "PTY", f"Q{PARTY}")),
        ("Defence Minister Tabitha Onderwater met them.", "Defence Minister Tabitha Onderwater",
         ("TCD", "GOV", f"Q{PERSON}")),
        ("Chad rejected it.", "Chad", ("TCD", "GOV", f"Q{CHAD}")),
    ],
)  # fmt: skip
def test_texts_are_coded_with_the_index(indexed: Path, text: str, words: str, expected: tuple[str, str, str]) -> None:
    found = acting(text, words, date(2016, 5, 5)).value
    assert (found.country, found.sector, found.id) == expected


def test_without_an_index_nothing_of_it_is_known(own_folder: Path) -> None:
    assert not own_index.there() and who("Sand Lantern Movement") == []


CUT = [
    ("plain in a line", "d.json", DUMP[:-400], r"line \d+: not an entity in JSON, or cut off in the middle"),
    ("plain between lines", "d.json", DUMP[: DUMP.rindex(b"\n{") + 1], "the closing bracket is missing"),
    ("gz", "d.json.gz", gzip.compress(DUMP)[:-30], r"cut off in the middle, at byte \d+; it is not whole; \d+ lines"),
    ("bz2", "d.json.bz2", bz2.compress(DUMP)[:-30], r"cut off in the middle, at byte \d+; it is not whole; \d+ lines"),
    ("gz, packed when cut off", "d.json.gz", gzip.compress(DUMP[:-400]), "cut off in the middle"),
    ("damaged", "d.json.bz2", bz2.compress(DUMP)[:300] + b"\0" * 9 + bz2.compress(DUMP)[309:], "damaged between byte"),
    ("without classes", "d.json", dumped([e for e in ENTITIES if e["id"] in (f"Q{PERSON}", f"Q{CHAD}")]),
     "has no people and no organisations"),
    ("no dump", "d.json", b"one\ntwo\n", "line 1: not an entity in JSON"),
    ("not packed", "d.json.gz", DUMP, "damaged between byte 0"),
    ("JSON lines of something else", "d.json", b'["P39"]\n', "line 1: not an entity in JSON"),
    ("no text", "d.json.bz2", bz2.compress("[\n{\"P39\": \"é\n".encode("latin-1")), "line 2: not an entity"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "said"), [c[1:] for c in CUT], ids=[c[0] for c in CUT])
def test_a_broken_dump_never_replaces_a_good_index(
    indexed: Path, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    before = (indexed / "wikidata.sqlite").read_bytes()
    path = tmp_path / "new" / name
    path.parent.mkdir()
    path.write_bytes(data)
    with pytest.raises(InputError, match=said) as caught:
        wikidata.build(path, indexed)
    assert path.name in str(caught.value)
    assert sorted(p.name for p in indexed.iterdir()) == ["wikidata.part", "wikidata.sqlite"]
    assert (indexed / "wikidata.sqlite").read_bytes() == before
    forget()
    assert who("Third Camel Brigade")


def test_an_unreadable_dump_is_named(own_folder: Path, tmp_path: Path) -> None:
    result = run("kb", "build", "--wikidata", tmp_path / "none.json.bz2")
    assert result.exit_code == 1 and "none.json.bz2: cannot be read (No such file or directory)" in result.stderr
    assert run("kb", "build").exit_code == 2
    assert run("kb", "build", "--wikidata", "a.json", "b.json").exit_code == 2


def test_a_build_stopped_at_every_line_goes_on(own_folder: Path, tmp_path: Path) -> None:
    path = written(tmp_path / "d.json.gz", streams=3)

    def stop(size: int, mark: dump.Mark) -> None:
        raise KeyboardInterrupt

    for _ in range(DUMP.count(b"\n")):
        with pytest.raises(KeyboardInterrupt):
            wikidata.build(path, own_folder, every=1, progress=stop)
    assert wikidata.build(path, own_folder, every=1, progress=stop).resumed == DUMP.count(b"\n")


@pytest.mark.parametrize(("name", "streams"), [("d.json", 1), ("d.json.gz", 1), ("d.json.bz2", 4)])
def test_a_stopped_build_goes_on(
    own_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, streams: int
) -> None:
    path = written(tmp_path / name, streams=streams)
    whole = wikidata.build(path, tmp_path / "whole")

    def stop(size: int, mark: dump.Mark) -> None:
        if mark.line >= 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        wikidata.build(path, own_folder, every=2, progress=stop)
    assert not (own_folder / "wikidata.sqlite").exists()
    assert "unfinished" in run("kb", "info").stdout
    read: list[bytes] = []
    facts = wikidata.facts
    monkeypatch.setattr(wikidata, "facts", lambda line: read.append(line) or facts(line))
    built = wikidata.build(path, own_folder, every=2)
    assert (built.resumed, built.lines, built.counts) == (8, whole.lines, whole.counts)
    assert len(read) == whole.lines - 8
    assert rows(own_folder / "wikidata.sqlite") == rows(tmp_path / "whole" / "wikidata.sqlite")


def rows(path: Path) -> list[str]:
    with sqlite3.connect(path) as db:
        return list(db.iterdump())


def test_a_build_stopped_while_the_index_is_made_goes_on(
    own_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "d.json")
    with monkeypatch.context() as patch:
        patch.setattr(settle, "_countries", lambda work: (_ for _ in ()).throw(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            wikidata.build(path, own_folder)
    assert wikidata.build(path, own_folder).resumed == DUMP.count(b"\n")
    forget()
    assert who("Third Camel Brigade")


def test_a_dump_that_was_cut_off_goes_on_when_it_is_whole(
    own_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dump, "HEAD", 100)
    path = tmp_path / "d.json"
    path.write_bytes(DUMP[:-900])
    with pytest.raises(InputError):
        wikidata.build(path, own_folder)
    path.write_bytes(DUMP)
    assert wikidata.build(path, own_folder).resumed > 5


def test_another_dump_begins_anew(own_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        wikidata.build(written(tmp_path / "old.json", DUMP[:-900]), own_folder)
    assert wikidata.build(written(tmp_path / "d.json", dumped(ENTITIES[::-1])), own_folder).resumed == 0


KILLED = """
import sys, time
from pathlib import Path
from dragoman.knowledge import wikidata
wikidata.build(Path(sys.argv[1]), Path(sys.argv[2]), every=2, progress=lambda size, mark: time.sleep(0.3))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_killed_build_goes_on(own_folder: Path, tmp_path: Path) -> None:
    path = written(tmp_path / "d.json.bz2", streams=3)
    process = subprocess.Popen([sys.executable, "-c", KILLED, str(path), str(own_folder)])
    part, deadline = own_folder / "wikidata.part", time.monotonic() + 20
    while time.monotonic() < deadline and (not part.exists() or _line(part) < 4):
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    built = wikidata.build(path, own_folder)
    assert built.resumed >= 4 and built.lines == DUMP.count(b"\n")


def _line(part: Path) -> int:
    try:
        with sqlite3.connect(part, timeout=0.01) as db:
            return int(db.execute("SELECT line FROM mark").fetchone()[0])
    except (sqlite3.Error, TypeError):
        return 0


@pytest.mark.parametrize("content", [b"", b"no database at all, but long enough to look at" * 9])
def test_an_index_that_is_none_is_named(own_folder: Path, content: bytes) -> None:
    own_folder.mkdir()
    for name, ask in ((own.WIKIDATA, ("who", "Chad")), (own.GAZETTEER, ("where", "Chad"))):
        (own_folder / name).write_bytes(content)
        result = run(*ask)
        assert result.exit_code == 1 and str(own_folder / name) in result.stderr and "make it anew" in result.stderr


# ---------------------------------------------------------------- GeoNames (all places invented)


def place(ident: int, name: str, **cells: object) -> str:
    row = {"names": "", "lat": 12.5, "lon": 18.25, "code": "P.PPL", "land": "TD", "first": "09", "people": 900, **cells}
    group, feature = str(row["code"]).split(".")
    point = (row["lat"], row["lon"], group, feature, row["land"], "", row["first"])
    end = ("", "", "", row["people"], "", "", "Africa/Ndjamena", "2024-01-01")
    return "\t".join(map(str, (ident, name, name, row["names"], *point, *end)))


PLACES = "\n".join([
    place(990001, "Oumdillé", people=40_000, names="Umdille,Омдилле,OMD"),
    place(990002, "Kwezibah", people=700, names="Kuezibah"),
    place(990003, "Kwezibah", people=90_000, lat=-5.0, land="CD", first="02"),
    place(990004, "Province of Zanbur", code="A.ADM1", first="77"),
    place(990005, "Fort Zanbur Air Base", code="S.AIRB"),
    place(990006, "Zanbur Creek", code="H.STM"),
    place(990007, "Old Kwezibah", code="P.PPLH"),
]) + "\n"  # fmt: skip
NAMES = "1\t990001\ten\tOomdilly\t\t\t\t\t\t\n2\t990002\tfr\tQuezibah-ville\t\t\t\t\t\t\n3\t990001\tlink\thttps://x\t\t\t\t\t\t\n"
DIVISIONS = "TD.77\tZanbur\tZanbur\t990004\n"


@pytest.fixture
def tables_at_hand(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "TD.txt", tmp_path / "alternateNamesV2.txt", tmp_path / "admin1CodesASCII.txt"]
    for path, text in zip(paths, (PLACES, NAMES, DIVISIONS), strict=True):
        path.write_text(text, "utf-8")
    return paths


def test_a_gazetteer_from_the_tables(own_folder: Path, tables_at_hand: list[Path]) -> None:
    result = run("kb", "build", "--geonames", *tables_at_hand)
    assert result.exit_code == 0, result.output
    assert "city 3" in result.stdout
    assert "from TD.txt, alternateNamesV2.txt, admin1CodesASCII.txt" in run("kb", "info").stdout
    assert sorted(p.name for p in own_folder.iterdir()) == ["gazetteer.sqlite"]
    for name in ("Oumdillé", "Umdille", "Oomdilly"):
        best = where(name)[0].value
        assert (best.name, best.id, best.country, best.latitude) == ("Oumdillé", 990001, "TCD", 12.5)
    assert [m.value.id for m in where("Kwezibah")] == [990003, 990002]
    assert where("Kwezibah, Chad")[0].value.id == 990002
    assert where("Zanbur")[0].value.kind == "admin1" and where("Province of Zanbur")[0].value.id == 990004
    assert where("Fort Zanbur Air Base")[0].value.kind == "base"
    assert where("Zanbur Creek") == where("Old Kwezibah") == where("Quezibah-ville") == ()
    assert all(m.value.kind != "city" for m in where("Lyon")), "settlements come from the user's tables alone"


def test_what_the_tables_lack_stays_that_of_the_package(
    own_folder: Path, tables_at_hand: list[Path], tmp_path: Path
) -> None:
    def known() -> list[object]:
        entries = [gazetteer.demonym(n) or gazetteer.lookup(n)[0] for n in ("Chad", "Chadian", "Red Sea", "Texas")]
        return [*((e.name, e.id, e.kind, e.latitude) for e in entries), gazetteer.neighbours("TCD")]

    before = known()
    for folder in (own_folder, tmp_path / "again"):
        geonames.build(tables_at_hand, folder)
    forget()
    assert known() == before
    assert (own_folder / "gazetteer.sqlite").read_bytes() == (tmp_path / "again" / "gazetteer.sqlite").read_bytes()


GOOD = PLACES.splitlines()[0]
WRONG = [
    ("TD.txt", GOOD + "\n" + GOOD.rsplit("\t", 5)[0] + "\n", "line 2: 14 columns, population, elevation, dem"),
    ("TD.txt", place(1, "Aaa", lat="north"), "line 1: latitude 'north' is no number from -90 to 90"),
    ("TD.txt", place(1, "Aaa", lon=200), "line 1: longitude '200' is no number from -180 to 180"),
    ("TD.txt", place(1, "Aaa", people="many"), "line 1: column 15 should be a whole number and is 'many'"),
    ("TD.txt", place(1, "Aaa", land="Q9"), "line 1: unknown country code 'Q9'"),
    ("TD.txt", "", "has no rows"),
    ("TD.txt", place(1, "Aaa", code="A.ADM1"), "the tables have no populated places"),
    ("alternateNamesV2.txt", "1\t2\ten\n", "a table of places is needed too"),
    ("mine.txt", "a,b,c\n", "line 1: 1 columns; known are GeoNames' tables"),
    ("TD.zip", "not a zip", "cannot be read (File is not a zip file)"),
]


@pytest.mark.parametrize(("name", "text", "said"), WRONG, ids=[said for *_, said in WRONG])
def test_broken_tables_of_places_are_named(own_folder: Path, tmp_path: Path, name: str, text: str, said: str) -> None:
    own_folder.mkdir()
    before = b"an older gazetteer"
    (own_folder / "gazetteer.sqlite").write_bytes(before)
    path = tmp_path / "wrong" / name
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    result = run("kb", "build", "--geonames", path)
    assert result.exit_code == 1 and said in result.stderr and result.stderr.count("\n") == 1
    assert (own_folder / "gazetteer.sqlite").read_bytes() == before
    assert [p.name for p in own_folder.iterdir()] == ["gazetteer.sqlite"]


def test_the_package_alone_is_what_dumps_are_read_with(own_folder: Path, table: Path) -> None:
    tables.add(table, own_folder)
    assert "kestrels" in kb.knowledge().readings and "kestrels" not in kb.shipped().readings
